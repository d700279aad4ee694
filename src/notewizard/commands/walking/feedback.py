"""One page after a signed note, for who is learning: what was strong, what a supervisor would ask. Never in the chart.

Every line points at an answer and names what it rests on. It holds by rules that can be read (`checks/strengths.py`,
`checks/thin.py`) and by the warnings that the note was signed with; the words are data (`formats/teaching/`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from notewizard.checks.around import Around
from notewizard.checks.finding import Finding
from notewizard.checks.strengths import Seen, strengths
from notewizard.checks.thin import thin
from notewizard.definitions.library import Library
from notewizard.definitions.teaching import Page, Point
from notewizard.errors import NotKept, Refused
from notewizard.note.note import Note
from notewizard.records.ids import check_file_name
from notewizard.records.publish import check_folder, publish, refuse_taken
from notewizard.terminal.look import wrapped

MOST = 8
"""Lines of each kind on the page: more would be read by nobody."""
NOT_HERE = "Nothing that this page can show by a count, a score, a quotation, a name or a date."
NOTHING_OPEN = "Nothing that this page looks for."
HEAD = "Feedback for who wrote it. It is no part of the record, and may hold words of the note: keep it as one."


class Said(NamedTuple):
    """One line of the page."""

    where: str
    """The key of the answer."""
    ask: str
    """Its question, as the walk words it."""
    text: str
    source: str


@dataclass(frozen=True)
class Feedback:
    """The page."""

    strong: tuple[Said, ...]
    asks: tuple[Said, ...]

    def text(self, columns: int = 80) -> str:
        """As it is printed and written, no wider than `columns`."""
        parts = [HEAD, "", "What was strong"]
        parts += _listed(self.strong, "+", columns) or [f"  {NOT_HERE}"]
        parts += ["", "What a supervisor would ask"]
        parts += _listed(self.asks, "?", columns) or [f"  {NOTHING_OPEN}"]
        return "\n".join(line for part in parts for line in wrapped(part, columns - 1) or [""]) + "\n"


def _listed(rows: Sequence[Said], sign: str, columns: int) -> list[str]:
    lines: list[str] = []
    for row in rows[:MOST]:
        first, *others = wrapped(f"{row.ask}: {row.text}", columns - 3)
        lines += [f"{sign} {first}", *(f"  {line}" for line in others)]
        lines += [f"    {line}" for line in wrapped(f"{row.where} · {row.source}", columns - 5)]
    more = len(rows) - MOST
    return [*lines, f"  and {more} more"] if more > 0 else lines


def feedback_on(
    note: Note, around: Around, kept: Sequence[Finding], reasons: Mapping[str, str], page: Page, library: Library
) -> Feedback:
    """The page on a signed note: `kept` are the warnings it was signed with, `reasons` why, by fingerprint."""
    strong = [_said(each, page.strong[each.rule], library) for each in strengths(note, around, kept)]
    asks = [*_kept(kept, reasons, page, library)]
    asks += [_said(each, page.asks[each.rule], library) for each in thin(note, around, kept)]
    return Feedback(tuple(strong), tuple(asks))


def _kept(kept: Sequence[Finding], reasons: Mapping[str, str], page: Page, library: Library) -> Iterator[Said]:
    """Each warning once, those without a reason first: they are the ones still to be thought about."""
    once = {each.fingerprint: each for each in kept}
    for each in sorted(once.values(), key=lambda each: bool(reasons.get(each.fingerprint))):
        then = page.asks["kept"].say if reasons.get(each.fingerprint) else each.suggestion
        yield Said(each.where, ask_of(each.where, library), f"{each.message} {then}".strip(), each.source)


def _said(seen: Seen, point: Point, library: Library) -> Said:
    detail = f" {seen.detail}{'' if seen.detail.endswith('.') else '.'}" if seen.detail else ""
    return Said(seen.where, ask_of(seen.where, library), f"{point.say}{detail}", point.source)


def ask_of(where: str, library: Library) -> str:
    """The question at a key, with the number of its row where that is not the first."""
    plain = re.sub(r"\[\d+\]", "", where)
    number = next((int(each) + 1 for each in re.findall(r"\[(\d+)\]", where)), 1)
    for element, question in library.questions():
        inner = next((each for each in question.rows if f"{question.id}.{each.id}" == plain), None)
        if question.id == plain or inner:
            return f"{(inner or question).ask}{f' ({number})' if number > 1 else ''}"
        if element.element == plain or (question.kind == "domains" and plain.startswith(f"{question.id}.")):
            return element.name
    return "The whole note"


def refuse_target(target: Path, practice: Path | None) -> None:
    """Raises `Refused` or `NotKept` where the page could not, or may not, be written: before anything is asked."""
    folder = Path(os.path.realpath(target.parent))
    if practice is not None and folder.is_relative_to(practice.resolve()):
        raise Refused(
            "The feedback is no part of the record, and cannot stand in the practice folder.",
            where=str(target),
            hint="Give --feedback a file somewhere else.",
            not_done="Nothing was asked, and nothing was written.",
        )
    check_file_name(target.name)
    try:
        check_folder(folder, None)
        refuse_taken(folder, target.name)
    except OSError as error:
        reason = (error.strerror or "input error").lower()
        raise NotKept(f"The feedback could not be written there: {reason}.", where=str(target)) from None


def write(target: Path, feedback: Feedback) -> Path:
    """The page in a new file; an existing one is never touched. Raises `NameTaken` or `NotKept`."""
    return publish(Path(os.path.realpath(target.parent)), target.name, feedback.text().encode("utf-8")).path
