"""An answers file becomes a note: no questions, all the same checks."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from notewizard.checks.time import signed_later
from notewizard.commands.desk import Desk, desk_of, is_away
from notewizard.commands.filed.answers_file import read_answers, stained
from notewizard.commands.filed.co_signature_due import co_signature_due
from notewizard.commands.filed.corrected_scores import as_corrected
from notewizard.commands.filed.detached import detached
from notewizard.commands.filed.facts_on_file import standing_lines
from notewizard.commands.filed.first_answer import kind_first
from notewizard.commands.filed.locked import locked
from notewizard.commands.filed.plan_in_force import limits_of, plan_now, read_plan, said_of_plan
from notewizard.commands.filed.record_of import notes_of
from notewizard.commands.filed.signer_of import with_supervisor
from notewizard.commands.filed.waiting_notes import say_what_waits
from notewizard.commands.looking.findings import capped, refuse_what_stops
from notewizard.commands.looking.held_sessions import held_around
from notewizard.commands.looking.names import names_in
from notewizard.commands.looking.not_compared import not_compared
from notewizard.commands.looking.own_rules import said_of
from notewizard.commands.looking.second_look import SecondLook
from notewizard.commands.looking.sources import Sources, practice_sources
from notewizard.commands.walking.keeping import as_file, client_here, finished, signature_of
from notewizard.commands.world import World
from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.errors import Broken, NameTaken, NotKept, Refused, WrongWords
from notewizard.interview.whole import whole_note
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.draft import Draft
from notewizard.records.durable import plain_reason
from notewizard.records.fingerprints import Fingerprints
from notewizard.records.finish import Kept, SignedNote, keep_note
from notewizard.records.history.entry import code_of
from notewizard.records.last_practice import was_here
from notewizard.records.later import NOTE, OnRecord
from notewizard.records.outbox import Waiting, waiting_for, written_records
from notewizard.records.practice import Practice, find_practice
from notewizard.records.publish import publish
from notewizard.records.record import all_records
from notewizard.rendering.plan import Signature
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
    parser.add_argument("--format", metavar="F", help="soap, dap, birp, narrative …, or your own: `notewizard formats`")
    parser.add_argument("--to", metavar="PATH", default="-", help="a folder, a file, or - for stdout (the default)")
    parser.add_argument("--sign", metavar="NAME", help="sign as the author; needed to write into a practice folder")
    parser.add_argument("--prior", metavar="PATH", nargs="+", default=[], help="the same client's earlier notes")
    parser.add_argument("--plan", metavar="FILE", help="the client's treatment plan")
    parser.add_argument("--fail-on", choices=("info", "warning"), help="refuse findings of this level too")


def run(options: Namespace, world: World) -> int:
    """Render, check, and write where it was asked for."""
    practice = _practice_at(options.to)
    desk = Desk(world, str(practice.root)) if practice else desk_of(options, world)
    if practice is None and options.to != "-":
        _refuse_away(desk, options.to)
    source = read_answers(options.answers, world)
    form = desk.format(options.format, _text(source.values.get("format")), _usual_format(practice))
    plan = _plan(options.plan, practice, source.values, desk.library)
    if practice is not None:
        source = replace(source, values=with_supervisor(source.values, practice.settings().author))
    today = desk.world.now().date()
    try:
        note = whole_note(source, desk.library, form, plan, today)
    except Broken as broken:
        raise kind_first(broken, desk.library) from None
    if count := stained(source.values):
        say(f"{count} answer{'s' if count > 1 else ''} held control characters; the note holds none of them.")
    if practice is not None:
        _refuse_again(desk, practice, note)
    findings = _look(desk, options, practice, note, plan).whole(note, form)
    if options.sign or practice is not None:
        findings = (*findings, *signed_later(note, world.now()))
    refuse_what_stops(findings, options.fail_on)
    heads = desk.history.heads() if practice is not None else ()
    signature = _signature(options, practice, note, world, heads)
    rendered = desk.renderer.render(note, form, signature=signature, plan=plan)
    for line in (*desk.library.overridden(), *capped(findings)):
        say(line)
    if options.to == "-":
        data(rendered.text)
    elif practice is not None:
        _into_practice(desk, practice, note, form, rendered.text, options.to, heads)
    else:
        _into_folder(Path(options.to), note, form, rendered.text)
    if practice is not None and not options.plan and note.client is not None and note.client.id:
        for line in said_of_plan(plan, note.client.id, desk.library):
            say(line)
    return 0


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _practice_at(to: str) -> Practice | None:
    """The practice that `--to` writes into; None for stdout and for any other folder."""
    if to == "-":
        return None
    target = Path(to).absolute()
    folder = target if os.path.isdir(target) else target.parent
    try:
        # Resolved as well, because a link outside may lead into a practice folder.
        return find_practice(Path(os.path.normpath(folder))) or find_practice(folder.resolve())
    except OSError as error:
        raise NotKept(
            f"This place cannot be used: {plain_reason(error)}.", where=to, not_done="Nothing was written."
        ) from None


def _refuse_away(desk: Desk, to: str) -> None:
    """What is meant for a practice whose folder is away goes nowhere else: not beside it, and not in its place."""
    target = Path(os.path.realpath(desk.world.folder / to))
    for folder in (target, *target.parents):
        if was_here(desk.state, folder):
            raise is_away(desk.state, folder)
    if to.endswith(("/", os.sep)) and not os.path.isdir(target):
        raise NotKept("There is no folder there.", where=to, hint="Make it first.", not_done="Nothing was written.")


def _usual_format(practice: Practice | None) -> str | None:
    return practice.settings().format or None if practice else None


def _plan(named: str | None, practice: Practice | None, values: object, library: Library) -> TreatmentPlan | None:
    if named:
        plan, lines = read_plan(Path(named), library)
        for line in lines:
            say(line)
        return plan
    client = values.get("client") if isinstance(values, dict) else None
    id_ = client.get("id") if isinstance(client, dict) else None
    if practice is None or not isinstance(id_, str):
        return None
    if id_ not in {each.id for each in practice.clients.all()}:
        return None
    return plan_now(practice, id_, library)


def _look(
    desk: Desk, options: Namespace, practice: Practice | None, note: Note, plan: TreatmentPlan | None
) -> SecondLook:
    rules, broken = desk.rules
    for line in said_of(broken):
        say(line)
    id_ = note.client.id if note.client else None
    sources = Sources()
    if practice and id_:
        waits = waiting_for(desk.state, practice)
        sources = practice_sources(practice, id_, fingerprints=Fingerprints(desk.state, practice.root), waits=waits)
        sources.keep()
    sources = sources.with_prior(Path(each) for each in options.prior)
    for line in not_compared(sources.unreadable):
        say(line)
    limits = limits_of(practice) if plan is not None else None
    names = names_in(practice, id_ or "")
    on_record = OnRecord.of(written_records(desk.state, practice) if practice is not None else ())
    others = _other_notes(on_record, note, desk.library)
    look = SecondLook(desk.library, rules, sources, plan, others, limits, names=names)
    look = replace(look, held=lambda day: held_around(on_record.notes(), day))
    lines = standing_lines(practice, id_ or "", desk.library)
    return replace(look, standing=lambda: lines) if lines else look


def _other_notes(on_record: OnRecord, note: Note, library: Library) -> tuple[Note, ...]:
    """The client's notes of other days whose answers are kept here, newest first."""
    day = note.encounter.date if note.encounter else None
    client = note.client.id if note.client else None
    if client is None or day is None:
        return ()
    notes = notes_of(as_corrected(on_record.notes(), on_record, library), client)
    return tuple(each for each in notes if each.encounter and each.encounter.date and each.encounter.date != day)


def _signature(
    options: Namespace, practice: Practice | None, note: Note, world: World, heads: tuple[str, ...]
) -> Signature | None:
    if options.sign:
        return signature_of(note, options.sign, world.now(), code=code_of(heads) if heads else "")
    if practice is None:
        return None
    if practice.settings().signature == "elsewhere" and note.author and note.author.name:
        return signature_of(note, note.author.name, world.now(), elsewhere=True)
    raise WrongWords(
        "Only a finished note goes into a practice folder.",
        hint='Sign it: --sign "YOUR NAME" as the answers give it.',
        not_done="Nothing was written.",
    )


def _into_practice(
    desk: Desk, practice: Practice, note: Note, form: Format, text: str, to: str, heads: tuple[str, ...]
) -> None:
    client_here(practice, note)
    target = _within(practice, Path(to).absolute())
    file = None if os.path.isdir(target) else target
    signed = finished(desk, practice, note, form, text, desk.world.now(), file=file, anchor=heads)
    if file is None and not (practice.root / signed.file).is_relative_to(target):
        raise Refused(
            "The notes of this client go into another folder of the practice.",
            where=str((practice.root / signed.file).parent),
            hint="Give the practice folder itself, or a file in that folder.",
            not_done="Nothing was written.",
        )
    _refuse_twice(desk, practice, signed)
    signed_before = {each.file: each for each in all_records(practice)[0]}
    if (there := signed_before.get(signed.file)) is not None and file is not None:
        raise locked(there, practice)
    free = practice.free_file(practice.root / signed.file, signed_before)
    if free.name != Path(signed.file).name:
        raise NameTaken(
            "A file of that name is there already.",
            free=free.name,
            where=str(practice.root / signed.file),
            hint=f"The next free name is {free.name}: give it with --to.",
            not_done="Nothing was written.",
        )
    kept = _kept(desk, practice, signed, form)
    say(f"Kept: {kept.path}")
    for line in (co_signature_due(note.answers()), detached(practice, kept, desk.world)):
        if line:
            say(line)
    say_what_waits(desk.state)


def _within(practice: Practice, target: Path) -> Path:
    """`target` as a path below the practice folder, also where a link outside led there."""
    if target.is_relative_to(practice.root):
        return target
    return target.resolve() if os.path.isdir(target) else target.parent.resolve() / target.name


def _refuse_again(desk: Desk, practice: Practice, note: Note) -> None:
    """The same answers again, while their note still waits: said before it is found to be copied from that one."""
    answers = note.answers()
    for each in waiting_for(desk.state, practice):
        if each.record is not None and each.record.kind == NOTE and each.record.elements == answers:
            raise _waits(practice, each)


def _refuse_twice(desk: Desk, practice: Practice, signed: SignedNote) -> None:
    """The same command again, while its note still waits, would make two notes of one session."""
    for each in waiting_for(desk.state, practice):
        if (each.file, each.client) == (signed.file, signed.record.client):
            raise _waits(practice, each)


def _waits(practice: Practice, note: Waiting) -> NotKept:
    return NotKept(
        "A signed note of that name already waits to be brought there.",
        where=str(practice.root / note.file),
        hint=f"Bring it with: notewizard deliver {note.draft}",
        not_done="Nothing was written.",
    )


def _kept(desk: Desk, practice: Practice, signed: SignedNote, form: Format) -> Kept:
    now = desk.world.now().isoformat(timespec="seconds")
    draft = desk.state.drafts.begin(signed.record.client, form.id, now)
    try:
        return keep_note(desk.state, draft, practice, signed)
    except NameTaken as taken:
        # Another program was quicker with that name; the signed note waits in its draft.
        taken.hint = f'Give it another name: notewizard deliver {draft.id} --as "{taken.free}"'
        raise
    except Refused as refused:
        _take_away(desk, draft, now)
        if refused.where == str(practice.root / signed.file):  # it cannot go there
            chosen = f"With --to {practice.root} (inside of it: --to .) name and folder are chosen for you."
            refused.hint = f"{refused.hint} {chosen}".strip()
        raise
    finally:
        draft.close()


def _take_away(desk: Desk, draft: Draft, now: str) -> None:
    """The draft of a note that was refused holds nothing that the answers file does not."""
    draft.close()
    desk.state.drafts.discard(draft.id, now)
    desk.state.drafts.remove_discarded(draft.id)


def _into_folder(target: Path, note: Note, form: Format, text: str) -> None:
    if os.path.isdir(target):
        day = note.encounter.date if note.encounter else None
        client = note.client.id if note.client else None
        target = target / f"{day} {client} {form.id}.md"
    try:
        published = publish(target.parent, target.name, as_file(text, target))
    except NameTaken as taken:
        taken.hint = f"The next free name is {taken.free}: give it with --to."
        raise
    say(f"Kept: {published.path}")
