"""Answers that a supervisor would ask about although no rule flags them: for who is learning. Questions, not findings.

What each asks, and on what it rests, is data: `formats/teaching/feedback.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notewizard.checks.around import Around
from notewizard.checks.finding import Finding
from notewizard.checks.strengths import SHOWN, WHEN, Seen, has, quoted, words
from notewizard.note.note import Note

TREATS = ("ongoing", "crisis", "discharge")
"""The kinds of session that treat: an intake has no course yet, and who did not come said nothing."""


def thin(note: Note, around: Around, flagged: Iterable[Finding] = ()) -> tuple[Seen, ...]:
    """What would be asked, in the order of the note; not again where one of `flagged` says it already."""
    places = {each.where for each in flagged if each.where}
    return tuple(each for each in _all(note, around) if each.where not in places)


def _all(note: Note, around: Around) -> Iterator[Seen]:
    kind = note.encounter.session_type if note.encounter else None
    if kind not in TREATS:
        return
    presenting, response, plan = note.presenting, note.response, note.plan
    symptoms = words(presenting.symptoms) if presenting else ""
    if symptoms and not has(symptoms, ("@measure", "@count", "@number")):
        yield Seen("how-much", "presenting.symptoms")
    if not quoted(note) and not (note.mental_status and note.mental_status.mood):
        yield Seen("own-words", "response.in_session")
    if not any(_holds_a_score(each) for each in (note, *around.earlier)):
        yield Seen("no-score", "presenting.measures")
    risk = note.safety.risk if note.safety else None
    if risk and risk.acute == "low" and not risk.protective_factors and not risk.rationale:
        yield Seen("what-protects", "safety.risk.protective_factors")
    for position, row in enumerate((response.progress or ()) if response else ()):
        if words(row.evidence) and not has(words(row.evidence), (*SHOWN, "@number")):
            yield Seen("evidence", f"response.progress[{position}].evidence")
    if plan and plan.homework == () and kind == "ongoing":
        yield Seen("no-homework", "plan.homework")
    if plan and plan.homework and not any(has(each, (*WHEN, "@number")) for each in plan.homework):
        yield Seen("homework-when", "plan.homework")


def _holds_a_score(note: Note) -> bool:
    return bool(note.presenting and note.presenting.measures)
