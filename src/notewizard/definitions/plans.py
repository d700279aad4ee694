"""Treatment plans as files: their shape, what must hold between their entries, and the numbers notes are held to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from notewizard.definitions.library import Library
from notewizard.definitions.questions import Element, Text
from notewizard.definitions.reading import Path_, Shape, Table, held_against, read_table, shaped
from notewizard.definitions.shipped import own_or_shipped
from notewizard.errors import Broken
from notewizard.note.treatment import TreatmentPlan

ELEMENT = "treatment_plan"
"""What the questions of a treatment plan are called where notes have their elements."""

Count = Annotated[int, Field(ge=1)]
Times = Annotated[float, Field(gt=0)]


class PlanLimits(Shape):
    """How many sessions are many, when a note is held against the treatment plan: `formats/plan/limits.toml`."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    review_days: Count
    """Days to the next review that are offered."""
    without_planned_modality: Count
    """The planned modality is in none of so many notes running."""
    untouched: Count
    """An active goal was worked on in none of so many sessions running."""
    without_progress: Count
    """No progress on a goal, so many times running."""
    without_need: Count
    """No note in so many says why care goes on."""
    score_days: Count = 28
    """Days after which a measure of the plan is due again."""
    sessions_counted: Annotated[int, Field(ge=3)]
    """The sessions between which the frequency is counted."""
    too_far: Annotated[float, Field(gt=1)]
    """How many times the planned interval sessions may be apart."""
    too_near: Annotated[float, Field(gt=0, lt=1)]
    """What part of the planned interval they must be apart."""
    beside: tuple[Text, ...] = ()
    """Modalities that go along with any plan."""
    interval_days: dict[Text, Times]
    """Days between two sessions, by how the frequency is said."""

    def interval(self, frequency: str, library: Library) -> float | None:
        """Days between two sessions as `frequency` says it; None for words that are no known frequency."""
        known = library.vocabularies.get("frequencies")
        terms = [term.term for _, term in known.find(frequency)] if known else [frequency]
        return next((self.interval_days[term] for term in terms if term in self.interval_days), None)


def plan_limits(practice: Path | None = None) -> PlanLimits:
    """The limits: the practice's own (`practice` is its `.notewizard` folder), else the shipped; raises `Broken`."""
    return shaped(read_table(own_or_shipped(practice, "plan", "limits.toml")), PlanLimits)


def with_plan_questions(library: Library, practice: Path | None = None) -> Library:
    """`library` with the questions of a treatment plan in place of those of a note; raises `Broken`."""
    path = own_or_shipped(practice, "plan", "questions.toml")
    element = shaped(read_table(path), Element)
    return replace(library, elements=(element,))


def plan_in_table(table: Table, library: Library) -> TreatmentPlan:
    """The treatment plan in `table`; raises `Broken` with every problem at once, each with its key and line."""
    plan, problems = held_against(table, TreatmentPlan, plan_faults(table.values, library))
    if plan is None or problems:
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise Broken(
            f"The treatment plan cannot be used: {count}.",
            problems,
            hint="Mend the file; nothing else was touched.",
            not_done="Nothing was loaded.",
        )
    return plan


def plan_faults(values: Mapping[str, Any], library: Library) -> Iterator[tuple[Path_, str, str]]:
    """What cannot be between the entries of a plan, as (where, what, what is allowed); anything may stand in them."""
    seen: dict[str, str] = {}
    for kind in ("goals", "problems"):
        for position, row in enumerate(_rows(values.get(kind))):
            id_ = row.get("id")
            if isinstance(id_, str) and id_ in seen:
                yield (kind, position, "id"), "is used twice", f"{seen[id_]} has it already"
            elif isinstance(id_, str):
                seen[id_] = f"{kind}[{position}]"
            if kind == "goals":
                yield from _goal_faults(position, row, library)


def _goal_faults(position: int, row: Mapping[str, Any], library: Library) -> Iterator[tuple[Path_, str, str]]:
    modalities = row.get("modalities")
    known = library.vocabularies["modalities"].groups
    for number, id_ in enumerate(modalities if isinstance(modalities, list | tuple) else ()):
        if isinstance(id_, str) and all(id_ != group.id for group in known):
            ids = ", ".join(group.id for group in known)
            yield ("goals", position, "modalities", number), "is not a modality of the vocabulary", f"one of {ids}"
    name = row.get("measure")
    measure = library.measure(name) if isinstance(name, str) else None
    for key in ("baseline", "target"):
        score = row.get(key)
        if not isinstance(score, int | float) or isinstance(score, bool):
            continue
        if measure is not None and not measure.in_range(score):
            allowed = f"{measure.least:g} to {measure.most:g}"
            yield ("goals", position, key), f"is not a score of the {measure.name}", allowed


def _rows(value: Any) -> list[Mapping[str, Any]]:
    """The rows as far as they are tables; others keep their place."""
    return [row if isinstance(row, Mapping) else {} for row in value] if isinstance(value, list | tuple) else []
