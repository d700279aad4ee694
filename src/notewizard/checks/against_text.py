"""What the text of a note tells and its safety denies: ideation, self-harm, harm, abuse, preparation, attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from notewizard.checks.abuse import abuse_told
from notewizard.checks.attempts import attempt_told
from notewizard.checks.denied_in_text import told_at
from notewizard.checks.finding import Finding
from notewizard.checks.ideation import harm_told, ideation_told, self_harm_told
from notewizard.checks.preparation import preparation_told
from notewizard.note.note import Note
from notewizard.note.safety import Safety

_IN_TEXT = (
    ("suicidal_ideation", "safety.ideation-in-text", ideation_told, "suicidal ideation"),
    ("self_harm", "safety.self-harm-in-text", self_harm_told, "self-harm"),
    ("harm_to_others", "safety.harm-in-text", harm_told, "harm to others"),
)
"""What the rest of the note may tell although safety denies it: answer, rule, where it is told, its name."""
_AGAIN = "Answer safety again if it was said today; if it was earlier, say when."
_ANSWER_BEHAVIOR = (
    "Answer “Suicidal behavior” under safety: it holds whatever was said of thoughts. If it was earlier, say when."
)


def against_the_text(note: Note, block: Safety) -> Iterator[Finding]:
    """What the author's words tell and safety denies or leaves out: one finding for each kind and answer."""
    for where, text in _told(note):
        for answer, rule, told, name in _IN_TEXT:
            if getattr(block, answer) == "denied":
                yield from _first(told, text, where, rule, f"that {name} was denied")
        if says := _of_abuse(block):
            yield from _first(abuse_told, text, where, "safety.abuse-in-text", says)
    if says := _of_preparation(block):
        for where, text in (*_told(note), *_on_the_path(block)):
            yield from _first(preparation_told, text, where, "safety.preparation-in-text", says, _ANSWER_BEHAVIOR)
        today = note.encounter.date if note.encounter else None
        for where, text in _told(note) if not _is_raised(block) else ():
            told = partial(attempt_told, today=today)
            yield from _first(told, text, where, "safety.attempt-in-text", says, _ANSWER_BEHAVIOR)


def _first(
    told: Callable[[str], Iterator[tuple[int, int]]], text: str, where: str, rule: str, says: str, better: str = _AGAIN
) -> Iterator[Finding]:
    """The first place where `text` tells it, against what safety `says`."""
    for start, end in told(text):
        yield told_at(text, start, end, rule, f"safety says {says}", better, where)
        return


def _of_abuse(block: Safety) -> str:
    """What safety says of abuse where it names none; empty where it does."""
    if block.abuse == "none-disclosed":
        return "that no abuse or neglect was disclosed"
    return "" if block.abuse else "nothing of abuse or neglect"


def _of_preparation(block: Safety) -> str:
    """What safety says of suicidal behavior where it denies it, which preparation is part of; empty elsewhere."""
    if block.suicide and block.suicide.behavior == "past-3-months":
        return ""
    if block.suicidal_ideation == "denied":
        return "that suicidal ideation was denied"
    return "that there was no suicidal behavior" if block.suicide and block.suicide.behavior == "none" else ""


def _is_raised(block: Safety) -> bool:
    """Whether the level takes it up: after an attempt, thoughts may well be denied today, and the risk is high."""
    return block.risk is not None and block.risk.acute in ("moderate", "high")


def _on_the_path(block: Safety) -> Iterator[tuple[str, str]]:
    """The answers in prose on the path itself, by their place."""
    path = block.suicide
    answers = [(f"safety.suicide.{name}", getattr(path, name, None)) for name in ("detail", "means")]
    answers.append(("safety.risk.rationale", block.risk.rationale if block.risk else None))
    yield from ((where, text) for where, text in answers if isinstance(text, str))


def _told(note: Note) -> Iterator[tuple[str, str]]:
    """The answers in prose outside safety that tell of this session, by their place."""
    presenting, response = note.presenting, note.response
    answers = [
        *((f"presenting.{name}", getattr(presenting, name, None)) for name in ("concerns", "symptoms", "since_last")),
        *((f"response.{name}", getattr(response, name, None)) for name in ("engagement", "in_session", "impression")),
        *((f"interventions[{n}].detail", each.detail) for n, each in enumerate(note.interventions or ())),
    ]
    yield from ((where, text) for where, text in answers if isinstance(text, str))
