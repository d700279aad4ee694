"""What a kind of note is: sections, which part of the note goes where, and its own wording of the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from notewizard.definitions.questions import Question, Text, Wording
from notewizard.definitions.reading import Shape
from notewizard.definitions.vocabularies import Source

PARTS = {
    "status": "presenting",
    "history": "presenting",
    "since_last": "presenting",
    "medications": "presenting",
    "measures": "presenting",
    "mental_status": "mental_status",
    "safety": "safety",
    "risk": "safety",
    "safety_actions": "safety",
    "group": "encounter",
    "outreach": "encounter",
    "interventions": "interventions",
    "in_session": "response",
    "impression": "response",
    "progress": "response",
    "course": "response",
    "homework": "plan",
    "coordination": "plan",
    "plan_changes": "plan",
    "next_session": "plan",
    "additional": "additional",
    "goals": "treatment",
    "problem": "treatment",
}
"""The parts that a format places, and the element each belongs to. Header and signature are placed by every template
(encounter and timing)."""

AT_WILL = frozenset({"goals", "problem"})
"""Parts that a format may leave out: what they name stands in the header and beside the progress all the same."""


def _part(name: str) -> str:
    if name not in PARTS:
        raise ValueError(f"is not a part of a note|one of {', '.join(PARTS)}")
    return name


PartName = Annotated[str, AfterValidator(_part)]


class Section(Shape):
    """One section, or one paragraph of a format without headings."""

    id: Text
    heading: str = ""
    """The heading as it stands in the note; empty in a format of paragraphs."""
    parts: Annotated[tuple[PartName, ...], Field(min_length=1)]
    """What stands here, in this order."""
    unlabeled: tuple[PartName, ...] = ()
    """Parts that stand here without their label, because the heading says it."""


class Format(Shape):
    """One format file."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    name: Text
    """For example SOAP."""
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text = "Progress note"
    """First line of the note."""
    template: Text
    """Id of the template it is rendered with."""
    outline: Literal["sections", "paragraphs"]
    """Whether its sections carry headings."""
    source: Source
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    wording: dict[str, Wording] = {}
    """Its own words for the questions, by question id."""
    additional: tuple[Question, ...] = ()
    """The format's own questions; their answers stand in `[additional]`."""

    def places(self, part: str) -> bool:
        """Whether `part` has a place here."""
        return any(part in section.parts for section in self.sections)

    @model_validator(mode="after")
    def places_everything(self) -> Format:
        problems = list(self._misplaced())
        if problems:
            raise ValueError("; ".join(problems) + "|every part of the note stands in exactly one section")
        return self

    def _misplaced(self) -> Iterator[str]:
        times = Counter(part for section in self.sections for part in section.parts)
        for part, element in PARTS.items():
            if times[part] == 0 and part not in AT_WILL and (part != "additional" or self.additional):
                yield f'has no place for "{part}" of the element {element}'
            if times[part] > 1:
                yield f'places "{part}" more than once'
        for section in self.sections:
            if (self.outline == "sections") != bool(section.heading):
                yield f'section "{section.id}" must {"have" if self.outline == "sections" else "not have"} a heading'
            for part in set(section.unlabeled) - set(section.parts):
                yield f'section "{section.id}" leaves the label off "{part}", which is not in it'
        for headings in (Counter(s.heading for s in self.sections if s.heading), Counter(s.id for s in self.sections)):
            yield from (f'has "{name}" more than once' for name, count in headings.items() if count > 1)
