"""An answers file becomes a note: no questions, all the same checks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from notewizard.commands.answers_file import plan_in, read_answers, read_plan, stained
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.findings import as_lines, refuse_what_stops
from notewizard.commands.keeping import client_here, finished, signature_of
from notewizard.commands.second_look import SecondLook
from notewizard.commands.sources import Sources, practice_sources
from notewizard.commands.world import World
from notewizard.definitions.formats import Format
from notewizard.errors import NameTaken, WrongWords
from notewizard.interview.whole import whole_note
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.finish import keep_note
from notewizard.records.practice import Practice, find_practice
from notewizard.records.publish import publish
from notewizard.rendering.plan import Signature
from notewizard.rendering.render import Renderer
from notewizard.terminal.report import data, say

EXAMPLES = """\
examples:
  notewizard render answers.toml                              the note on stdout
  notewizard render answers.toml --format dap                 in another format
  notewizard render answers.toml --plan plan.toml             with the treatment plan
  notewizard render answers.toml --prior notes/               refused when it repeats them
  notewizard render answers.toml --to practice --sign "Dana Whitfield"    signed, into its folder
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("answers", metavar="ANSWERS", help="answers file, TOML or JSON; - reads standard input")
    parser.add_argument("--format", metavar="F", help="soap, dap, birp, narrative, or the practice's own")
    parser.add_argument("--to", metavar="PATH", default="-", help="a folder, a file, or - for stdout (the default)")
    parser.add_argument("--sign", metavar="NAME", help="sign as the author; needed to write into a practice folder")
    parser.add_argument("--prior", metavar="PATH", nargs="+", default=[], help="the same client's earlier notes")
    parser.add_argument("--plan", metavar="FILE", help="the client's treatment plan")
    parser.add_argument("--fail-on", choices=("info", "warning"), help="refuse findings of this level too")


def run(options: Namespace, world: World) -> int:
    """Render, check, and write where it was asked for."""
    practice = _practice_at(options.to)
    desk = Desk(world, str(practice.root)) if practice else desk_of(options, world)
    source = read_answers(options.answers, world)
    form = desk.format(options.format, _text(source.values.get("format")), _usual_format(practice))
    plan = _plan(options.plan, practice, source.values)
    today = world.now().date()
    note = whole_note(source, desk.library, form, plan, today)
    if count := stained(source.values):
        say(f"{count} answer{'s' if count > 1 else ''} held control characters; the note holds none of them.")
    findings = _look(desk, options, practice, note, plan).whole(note, form)
    refuse_what_stops(findings, options.fail_on)
    signature = _signature(options, practice, note, world)
    rendered = Renderer(desk.library).render(note, form, signature=signature, plan=plan)
    for line in (*desk.library.overridden(), *as_lines(findings)):
        say(line)
    if options.to == "-":
        data(rendered.text)
    elif practice is not None:
        _into_practice(desk, practice, note, form, rendered.text, options.to)
    else:
        _into_folder(Path(options.to), note, form, rendered.text)
    return 0


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _practice_at(to: str) -> Practice | None:
    """The practice that `--to` writes into; None for stdout and for any other folder."""
    if to == "-":
        return None
    target = Path(to).absolute()
    return find_practice(target if target.is_dir() else target.parent)


def _usual_format(practice: Practice | None) -> str | None:
    return practice.settings().format or None if practice else None


def _plan(named: str | None, practice: Practice | None, values: object) -> TreatmentPlan | None:
    if named:
        return read_plan(Path(named))
    client = values.get("client") if isinstance(values, dict) else None
    id_ = client.get("id") if isinstance(client, dict) else None
    if practice is None or not isinstance(id_, str):
        return None
    if id_ not in {each.id for each in practice.clients.all()}:
        return None
    versions = practice.plans(id_)
    newest = versions.newest()
    return plan_in(newest, versions.folder) if newest else None


def _look(
    desk: Desk, options: Namespace, practice: Practice | None, note: Note, plan: TreatmentPlan | None
) -> SecondLook:
    rules, broken = desk.rules
    for problem in broken:
        say(f"{problem.what} The shipped rules go on without it.")
    id_ = note.client.id if note.client else None
    sources = practice_sources(practice, id_) if practice and id_ else Sources()
    sources = sources.with_prior(Path(each) for each in options.prior)
    for line in sources.unreadable:
        say(line)
    return SecondLook(desk.library, rules, sources, plan)


def _signature(options: Namespace, practice: Practice | None, note: Note, world: World) -> Signature | None:
    if options.sign:
        return signature_of(note, options.sign, world.now())
    if practice is None:
        return None
    if practice.settings().signature == "elsewhere" and note.author and note.author.name:
        return signature_of(note, note.author.name, world.now(), elsewhere=True)
    raise WrongWords(
        "Only a finished note goes into a practice folder.",
        hint='Sign it: --sign "YOUR NAME" as the answers give it.',
        not_done="Nothing was written.",
    )


def _into_practice(desk: Desk, practice: Practice, note: Note, form: Format, text: str, to: str) -> None:
    client_here(practice, note)
    target = Path(to).absolute()
    file = None if target.is_dir() else target
    signed = finished(desk, practice, note, form, text, desk.world.now(), file=file)
    free = practice.free_file(practice.root / signed.file)
    if free.name != Path(signed.file).name:
        raise NameTaken(
            "A file of that name is there already.",
            free=free.name,
            where=str(practice.root / signed.file),
            hint=f"The next free name is {free.name}: give it with --to.",
            not_done="Nothing was written.",
        )
    draft = desk.state.drafts.begin(signed.record.client, form.id, desk.world.now().isoformat(timespec="seconds"))
    try:
        kept = keep_note(desk.state, draft, practice, signed)
    finally:
        draft.close()
    say(f"Kept: {kept.path}")


def _into_folder(target: Path, note: Note, form: Format, text: str) -> None:
    if target.is_dir():
        day = note.encounter.date if note.encounter else None
        client = note.client.id if note.client else None
        target = target / f"{day} {client} {form.id}.md"
    try:
        published = publish(target.parent, target.name, text.encode("utf-8"))
    except NameTaken as taken:
        taken.hint = f"The next free name is {taken.free}: give it with --to."
        raise
    say(f"Kept: {published.path}")
