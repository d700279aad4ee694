"""What is strong in a note by its own evidence: for who is learning. Nothing is praised that is not there.

A rule holds by what stands in an answer (two scores, a client's words, a technique with its target), never by how it
sounds. What each says, and on what it rests, is data: `formats/teaching/feedback.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from notewizard.checks.around import Around
from notewizard.checks.evidence import has_computed
from notewizard.checks.finding import Finding
from notewizard.checks.page import Page
from notewizard.checks.scored import scored
from notewizard.note.note import Note


class Seen(NamedTuple):
    """One rule of the page that holds."""

    rule: str
    """Its name in `formats/teaching/feedback.toml`."""
    where: str
    """The key of the answer."""
    detail: str = ""
    """What of the answer it rests on, where that can be said in a few words."""


COUNTED = ("@measure", "@count")
SHOWN = (*COUNTED, "@quotation")
WHEN = ("@count", "@date")
_WORDS = 4
"""Fewer words than this are a label and no answer that could be praised."""
_SAYS = re.compile(
    r"\b(?:said|says|saying|stated|states|reported|reports|told|asked|asks|answered|called|calls|put it|describe[sd]"
    r"|added|adds|wrote|writes|words)\b[^.;“”\"]{0,60}$",
    re.IGNORECASE,
)
"""What leads to a client's words; other quotation marks stand around a thought that is tested, or a title."""


def strengths(note: Note, around: Around, flagged: Iterable[Finding] = ()) -> tuple[Seen, ...]:
    """What is strong, in the order of the note; nothing at an answer that one of `flagged` is about."""
    places = {each.where for each in flagged if each.where}
    return tuple(each for each in _all(note, around) if not any(_about(each.where, place) for place in places))


def _about(where: str, place: str) -> bool:
    """Whether a finding at `place` is about the answer at `where`, its row, or a part of it."""
    shorter, longer = sorted((where, place), key=len)
    return longer == shorter or longer.startswith((f"{shorter}.", f"{shorter}["))


def _all(note: Note, around: Around) -> Iterator[Seen]:
    yield from _scores(note, around)
    presenting, response, plan = note.presenting, note.response, note.plan
    symptoms = words(presenting.symptoms) if presenting else ""
    if has(symptoms, COUNTED):
        yield Seen("counted", "presenting.symptoms")
    yield from (Seen("own-words", where) for where in quoted(note)[:1])
    yield from _safety(note)
    yield from _work(note)
    if response and len((response.deviation or "").split()) >= _WORDS:
        yield Seen("deviation", "response.deviation")
    for position, row in enumerate((response.progress or ()) if response else ()):
        if has(words(row.evidence), SHOWN):
            stands = row.status in ("no-change", "regressing")
            yield Seen("lack-of-progress" if stands else "evidence", f"response.progress[{position}].evidence")
    if plan and plan.homework and all(has(each, WHEN) for each in plan.homework):
        yield Seen("homework", "plan.homework")
    if plan and _is_given(plan.next_session) and len(words(plan.next_focus).split()) >= _WORDS:
        yield Seen("next-step", "plan.next_focus")


def _scores(note: Note, around: Around) -> Iterator[Seen]:
    for each in scored(note, around):
        if each.before is None or each.before.day is None:
            yield Seen("score", each.where, f"{each.measure.name} {each.score.score:g}")
            continue
        told = each.told(each.before.score)
        judged = each.measure.exceeds(each.score.score, each.before.score)
        within = each.score.score != each.before.score and judged is False
        yield Seen("measured-change", each.where, f"{told}{', within measurement error' if within else ''}")


def _safety(note: Note) -> Iterator[Seen]:
    risk = note.safety.risk if note.safety else None
    if risk and _is_given(risk.acute) and len((risk.rationale or "").split()) >= _WORDS and risk.actions:
        yield Seen("risk-with-reason", "safety.risk.rationale")
    for position, contact in enumerate((note.safety.contacts or ()) if note.safety else ()):
        if contact.done is None:
            yield Seen("contact-promised", f"safety.contacts[{position}]")


def _work(note: Note) -> Iterator[Seen]:
    for position, work in enumerate(note.interventions or ()):
        if work.techniques and len(words(work.detail).split()) >= _WORDS:
            rule = "technique-with-target" if work.goal else "technique-named"
            yield Seen(rule, f"interventions[{position}]", ", ".join(work.techniques))


def quoted(note: Note) -> list[str]:
    """The keys of the answers in which the client's words stand, said to be theirs."""
    presenting, response = note.presenting, note.response
    told = {
        "presenting.concerns": presenting.concerns if presenting else None,
        "presenting.symptoms": presenting.symptoms if presenting else None,
        "presenting.functioning": presenting.functioning if presenting else None,
        "presenting.since_last": presenting.since_last if presenting else None,
        "response.engagement": response.engagement if response else None,
        "response.in_session": response.in_session if response else None,
    }
    return [key for key, answer in told.items() if _quotes_the_client(words(answer))]


def _quotes_the_client(text: str) -> bool:
    return any(_SAYS.search(text[max(start - 80, 0) : start]) for start, _ in Page(text).quotes) if text else False


def has(text: str, things: tuple[str, ...]) -> bool:
    """Whether the text holds one of these: a measure, a count, a date, a quotation (see `evidence`)."""
    if not text.strip():
        return False
    page = Page(text)
    return has_computed(things, page, 0, len(page.folded), frozenset())


def words(answer: Any) -> str:
    """An answer in the author's words; empty where there is none, or a reason why it was not assessed."""
    return answer if isinstance(answer, str) else ""


def _is_given(answer: Any) -> bool:
    return answer is not None and not hasattr(answer, "not_assessed")
