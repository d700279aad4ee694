"""A suicide item that scored, and what safety says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.checks.late import late
from notewizard.checks.scored import Scored, scored
from notewizard.checks.sentences import sentences
from notewizard.note.answer import NotAssessed
from notewizard.note.note import Note

_SUICIDE = late(
    r"suicid|\bsi\b|self[- ]harm|harm(?:ing)? (?:him|her|them)sel|better off dead|\bdead\b|\bdeath\b|\bdying\b|\bdie\b"
    r"|not (?:to )?wak|kill|end(?:ing)? (?:his|her|their|my|it)\b",
    re.IGNORECASE,
)
_SOURCE = (
    "Clinical reference, minimal entry: a positive item on a measure needs a same-day follow-up inquiry on record, even"
    " when the total is low (PHQ-9: SPiER data elements; CORE-10: CORE-10 calculator)"
)


def suicide_item(note: Note, around: Around) -> Iterator[Finding]:
    """An item that asks about suicide and scored above 0 is answered in the same note, whatever the total says."""
    block = note.safety
    if block is None or block.suicidal_ideation in ("passive", "active", None):
        return  # it is answered, or still open and asked for by itself
    if block.self_harm in ("urges", "behavior"):
        return  # such an item asks about harming oneself as well
    for each in scored(note, around):
        item = each.measure.suicide_item
        if not item or not each.score.suicide_item or _is_spoken_of(note, each):
            continue
        asked = not isinstance(block.suicidal_ideation, NotAssessed)
        says = "ideation was denied, without a word about it" if asked else "ideation was not assessed"
        yield about(
            "measures.suicide-item",
            "measures",
            "warning",
            "safety.suicidal_ideation",
            f"Item {item.number} of the {each.measure.name} scored {each.score.suicide_item},"
            f" and safety says that {says}.",
            "The form says one thing and the note another; who reads both asks what was done about it that day.",
            f"Ask about it the same day, and write what was asked and answered (“asked about item {item.number}, …”)"
            " under how it was asked, the reason for the level, or the symptoms.",
            _SOURCE,
        )


def _is_spoken_of(note: Note, each: Scored) -> bool:
    """Whether the author's words take up the item: by its number, or as suicide on that measure."""
    item = each.measure.suicide_item
    if item is None:
        return False
    number = re.compile(rf"\bitem\s*#?\s*{item.number}\b|\bsuicide item\b|\b#{item.number}\b", re.IGNORECASE)
    name = re.compile(r"[\W_]*".join(letter for letter in each.measure.name if letter.isalnum()), re.IGNORECASE)
    for text in _texts(note):
        for start, end in sentences(text):
            sentence = text[start:end]
            if number.search(sentence) or (name.search(sentence) and _SUICIDE.search(sentence)):
                return True
    return False


def _texts(note: Note) -> Iterator[str]:
    """Every text of the elements in which the author tells of the client."""
    for element in (note.safety, note.presenting, note.response, note.interventions):
        if element is not None:
            parts = element if isinstance(element, tuple) else (element,)
            for part in parts:
                yield from _strings(part.model_dump(mode="json", exclude_none=True))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
