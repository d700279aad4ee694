"""Findings on notes that exist, whoever wrote them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notewizard.checks.finding import LEVELS, Finding
from notewizard.commands.counting import words_alike
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.glance import practice_near
from notewizard.commands.lines import answer_lines, as_json
from notewizard.commands.world import World
from notewizard.errors import NotKept, WrongWords
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

if TYPE_CHECKING:
    from notewizard.checks.language import Rules
    from notewizard.commands.filed.kept_note import KeptNote, KeptNotes
    from notewizard.commands.filed.note_stands import Stands
    from notewizard.commands.looking.many_notes import Looked
    from notewizard.commands.looking.sources import Sources
    from notewizard.documents import Document
    from notewizard.reuse import Verdict

# What most notes do not need (answers behind them, earlier notes) is imported where it is used: one note is checked
# in less time than all of it takes to load.

EXAMPLES = """\
examples:
  notewizard check note.md                          findings on one note
  notewizard check notes/                           how many of which kind, then by file what each note has
  notewizard check notes/ --prior archive/          with copy-forward against earlier notes
  notewizard check --json notes/ | jq .results      for a program
  notewizard check --jsonl < texts.jsonl            one object a line in, one result a line out
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="notes, or folders of notes (.md, .txt, .docx, .pdf)")
    parser.add_argument("--prior", metavar="PATH", nargs="+", default=[], help="the same client's earlier notes")
    parser.add_argument("--json", action="store_true", help="results as JSON")
    parser.add_argument("--jsonl", action="store_true", help="one object a line from stdin, one result a line")
    parser.add_argument("--level", choices=LEVELS, default="info", help="show findings from this level on")
    parser.add_argument("--fail-on", choices=LEVELS, default="must-resolve", help="exit 1 from this level on")
    parser.add_argument("--strict", action="store_true", help="exit 3 when a practice's rule pack is broken")


def run(options: Namespace, world: World) -> int:
    """Look at each note, and say what was seen."""
    desk = desk_of(options, world)
    rules, broken = desk.rules
    if broken:
        from notewizard.commands.looking.own_rules import said_of

        for line in said_of(broken):
            say(line)
    if options.jsonl:
        from notewizard.checks.jsonl import checked

        code = answer_lines(world.stdin, lambda line: checked(line, rules))
        return 3 if broken and options.strict else code
    if not options.paths:
        raise WrongWords("Which notes?", hint="notewizard check PATH...")
    from notewizard.checks.jsonl import as_dict
    from notewizard.commands.filed.note_files import files_at
    from notewizard.commands.looking.findings import at_least
    from notewizard.commands.looking.many_notes import in_words, tally, with_its_words

    with _nothing_checked():
        paths = list(files_at(Path(each) for each in options.paths))  # All are there before anything is said.
        prior = _prior(options.prior)
    kept_notes = _Kept(desk)
    results, looked, failed = [], [], False
    for path in paths:
        stands = kept_notes.stands(path)
        result, findings, text = _one(path, rules, prior, desk, kept_notes.at(path), stands, kept_notes.changed(path))
        failed = failed or bool(at_least(findings, options.fail_on)) or "error" in result
        shown = at_least(findings, options.level)
        looked.append(_looked(path, result, [with_its_words(each, text) for each in shown], stands))
        if options.json:
            results.append({**result, "findings": [as_dict(each) for each in shown]})
    if options.json:
        unread = sum(bool(each.error) for each in looked)
        summary = {"notes": len(looked), "unreadable": unread, "findings": tally(looked)}
        data(as_json({"schema": 1, "results": results, "summary": summary}, indent=1) + "\n")
    else:
        data(show("".join(f"{line}\n" for line in in_words(looked))))
    if ours := [path for path in paths if kept_notes.stands(path)]:
        from notewizard.commands.filed.witness import witness_look

        witness_look(desk, ours, "check")
    if errors := [each.error for each in looked if each.error]:
        from notewizard.documents import NEEDS_EXTRA, add_extra

        if any(each.endswith(f"{NEEDS_EXTRA}.") for each in errors):
            say(f"Add it: {add_extra()}")
    return 3 if broken and options.strict else int(failed)


@dataclass(frozen=True)
class _Kept:
    """The notes of ours among those that are checked."""

    desk: Desk

    @cached_property
    def _notes(self) -> KeptNotes:
        from notewizard.commands.filed.kept_note import KeptNotes

        return KeptNotes(self.desk.library, self.desk.state)

    def at(self, path: Path) -> KeptNote | None:
        """The note at `path` with its answers, where it has some."""
        return self._notes.at(path) if practice_near(str(path.parent)) else None

    def stands(self, path: Path) -> Stands | None:
        """How the file at `path` stands on record, where it is one of ours."""
        return self._notes.stands(path) if practice_near(str(path.parent)) else None

    def changed(self, path: Path) -> tuple[str, ...]:
        """A sentence where the file at `path` is not what was signed, or not where it was."""
        return self._notes.changed(path) if practice_near(str(path.parent)) else ()


@contextmanager
def _nothing_checked() -> Iterator[None]:
    """A path that is not there: this command checks, and compares only with what `--prior` names."""
    try:
        yield
    except NotKept as trouble:
        trouble.not_done = "Nothing was checked."
        raise


def _prior(paths: Sequence[str]) -> Sources | None:
    """The earlier notes at `paths`, what cannot be compared said; None where there are none."""
    if not paths:
        return None
    from notewizard.commands.looking.not_compared import not_compared
    from notewizard.commands.looking.sources import Sources

    prior = Sources().with_prior(Path(each) for each in paths)
    for line in not_compared(prior.unreadable):
        say(line)
    return prior


def _one(
    path: Path,
    rules: Rules,
    prior: Sources | None,
    desk: Desk,
    kept: KeptNote | None,
    stands: Stands | None,
    changed: Sequence[str],
) -> tuple[dict[str, Any], list[Finding], str]:
    """The result on the note at `path`, its findings, and the text that these are counted in."""
    from notewizard.checks.elements import held_in
    from notewizard.checks.free_text import check_text
    from notewizard.checks.jsonl import as_dict, as_evidence
    from notewizard.documents import read_document

    try:
        document = read_document(path)
    except NotKept as trouble:
        return {"path": str(path), "id": path.name, "error": trouble.what}, [], ""
    start = document.body_start
    body = document.text[start:]
    held = held_in(body)
    there = held.elements_there()
    whole = stands is None or stands.is_note  # an addendum has none of the elements of a note
    findings = [
        *check_text(body, rules, there=there, whole_note=whole),
        *(_reused(path, document, prior, desk, kept) if prior else ()),
    ]
    stays: list[tuple[Finding, str]] = []
    if kept is not None:
        findings, stays = _of_answers(kept, findings, body, desk, rules)
    result: dict[str, Any] = {
        "path": str(path),
        "id": path.name,
        "elements": there,
        "items": held.items_there(),
        "evidence": as_evidence(held, start),
    }
    result |= stands.shaped() if stands is not None else {}
    result["stands"] = [*stands.lines(), *changed] if stands is not None else []
    result["kept"] = [{**as_dict(_moved(each, start)), "reason": reason} for each, reason in stays]
    return result, [_moved(each, start) for each in findings], document.text


def _of_answers(
    kept: KeptNote, found: list[Finding], body: str, desk: Desk, rules: Rules
) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """For a note of ours: `found` on words of its author, and what its answers show besides.

    A goal is worded in a heading, and the heading is a template's; an element that was answered is there, whatever its
    text says of it, and a no-show has no mental status. What could be seen by telephone no text says. Apart from them:
    the warnings that its author let stand, each with the reason.
    """
    from notewizard.commands.looking.kept_warnings import KeptWarnings
    from notewizard.commands.looking.names import NOBODY, names_in
    from notewizard.commands.looking.of_its_author import of_its_author
    from notewizard.commands.looking.second_look import SecondLook
    from notewizard.commands.looking.sources import Sources

    kind = kept.note.encounter.session_type if kept.note.encounter else None
    asked = {each.element for each in desk.library.elements if kind in each.session_types}
    asked = set() if kept.intact else asked  # it was whole when it was signed
    found = [each for each in found if each.category != "missing" or each.where in asked]
    found = of_its_author(found, body, kept, rules, desk.library)
    answers = kept.note.answers()
    names = names_in(desk.practice, kept.note.client.id or "") if kept.note.client else NOBODY
    look = SecondLook(desk.library, rules, Sources(), kept.plan, (*kept.later, *kept.earlier), names=names)
    in_answers = look.whole(kept.note, kept.form)
    besides = [replace(each, start=None, end=None) for each in in_answers if not _is_said(each, found, answers)]
    return KeptWarnings(kept.reasons, in_answers).parted([*found, *besides])


def _is_said(finding: Finding, found: list[Finding], answers: Mapping[str, Any]) -> bool:
    """Whether the text showed the same: that rule in those words, or in words of the answer as a whole."""
    from notewizard.definitions.conditions import look_up

    answer = finding.text or str(look_up(answers, finding.where))
    return any(each.rule == finding.rule and each.text.casefold() in answer.casefold() for each in found)


def _moved(finding: Finding, by: int) -> Finding:
    """The finding with offsets in the whole file: it was found in the body, behind the front matter."""
    if finding.start is None or finding.end is None:
        return finding
    return replace(finding, start=finding.start + by, end=finding.end + by)


def _reused(path: Path, document: Document, prior: Sources, desk: Desk, kept: KeptNote | None) -> list[Finding]:
    from notewizard.commands.looking.day_told import day_told

    # What stands in a later note was written there later: it is that note's to answer for.
    prior = prior.until(day) if (day := day_told(path, document)) else prior
    own = tuple(source for source in prior.own if Path(source.id).resolve() != path.resolve())
    if not own:
        return []
    from notewizard.commands.looking.narrative_of import compared
    from notewizard.commands.looking.sources import Sources

    text = document.text[document.body_start :]
    # The same object for every note that all of them are earlier than: what it has indexed serves all.
    sources = prior if len(own) == len(prior.own) else Sources(own)
    verdict, sources = compared(text, kept, sources, desk.library)
    return [*reuse_findings(verdict, text), *_quoted(text, sources)]


def _quoted(text: str, prior: Sources) -> Iterator[Finding]:
    from notewizard.checks.matter import matter_zones
    from notewizard.checks.quoted_again import Quoted

    earlier = [(Path(each.id).name, prior.text_of(each.id)) for each in prior.own]
    routine = [(start, end) for start, end, matter in matter_zones(text) if matter == "routine"]
    return Quoted(earlier).again(text, routine)


def reuse_findings(verdict: Verdict, text: str) -> list[Finding]:
    """A finding for each narrative passage that stands in an earlier note."""
    found = [
        Finding(
            "reuse.own-note",
            "reuse",
            "must-resolve",
            passage.start,
            passage.end,
            text[passage.start : passage.end],
            f"{words_alike(passage)} as in {Path(passage.source).name}.",
            "Payers deny notes worded as earlier ones.",
            "Say what was so on that day.",
            "National Government Services, 2012: notes worded like or similar to earlier ones are cloned",
        )
        for passage in verdict.passages
        if passage.matter == "narrative"
    ]
    if not verdict.clone:
        return found
    from notewizard.commands.looking.reused import whole_is

    return [*found, whole_is(Path(verdict.clone).name)]


def _looked(path: Path, result: Mapping[str, Any], findings: Sequence[Finding], stands: Stands | None) -> Looked:
    from notewizard.commands.looking.many_notes import Looked

    if "error" in result:
        return Looked(path, error=result["error"])
    ours = stands is not None and stands.record is not None
    return Looked(path, tuple(findings), ours, tuple(result["stands"]), len(result["kept"]))
