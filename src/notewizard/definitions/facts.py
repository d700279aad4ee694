"""Which standing facts there are, and files of them: their shape, and what must hold between their entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from notewizard.definitions.questions import Text
from notewizard.definitions.reading import Path_, Shape, Table, held_against, read_table, shaped
from notewizard.definitions.shipped import own_or_shipped
from notewizard.errors import Broken, Problem
from notewizard.note.facts import StandingFacts


class FactKind(Shape):
    """One kind of standing fact."""

    id: Text
    """How files call it: "emergency-contact"."""
    name: Text
    """How the screen calls it."""
    question: str = ""
    """The question at which it is offered; empty: it stands in the chart alone."""
    example: str = ""
    confirm_days: Annotated[int, Field(ge=1)]
    """Days after which it is asked again."""
    several: bool = False
    """A client may have any number of them."""
    printed: bool = False
    """Taken for a note, it stands there with the day of its confirmation."""
    dated: bool = False
    """It has a day since when, and may have one until when."""
    on_card: bool = False
    """The thread card names it."""
    from_note: bool = False
    """Words of a note may become one."""


class FactKinds(Shape):
    """Every kind there is: `formats/facts/kinds.toml`."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    kinds: Annotated[tuple[FactKind, ...], Field(min_length=1)]

    def of(self, id_: str) -> FactKind | None:
        """The kind of that id."""
        return next((each for each in self.kinds if each.id == id_), None)


def fact_kinds(practice: Path | None = None) -> FactKinds:
    """The kinds: the practice's own (`practice` is its `.notewizard` folder), else the shipped; raises `Broken`."""
    return shaped(read_table(own_or_shipped(practice, "facts", "kinds.toml")), FactKinds)


def facts_in_table(table: Table, kinds: FactKinds) -> StandingFacts:
    """The standing facts in `table`; raises `Broken` with every problem at once, each with its key and line."""
    facts, problems = held_against(table, StandingFacts, _faults(table.values, kinds))
    if facts is None or problems:
        raise cannot_be_used(problems)
    return facts


def cannot_be_used(problems: list[Problem]) -> Broken:
    """The refusal of a file of facts."""
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    return Broken(
        f"The standing facts cannot be used: {count}.",
        problems,
        hint="Mend the file, or take it away: the version before it then stands. Nothing else was touched.",
        not_done="Nothing was loaded.",
    )


def _faults(values: Mapping[str, Any], kinds: FactKinds) -> Iterator[tuple[Path_, str, str]]:
    """What cannot be between the entries, as (where, what, what is allowed); anything may stand in them."""
    rows = values.get("facts")
    first: dict[str, int] = {}
    for position, row in enumerate(rows if isinstance(rows, list | tuple) else ()):
        id_ = row.get("kind") if isinstance(row, Mapping) else None
        if not isinstance(id_, str):
            continue
        kind = kinds.of(id_)
        if kind is None:
            ids = ", ".join(each.id for each in kinds.kinds)
            yield ("facts", position, "kind"), "is not a kind of standing fact", f"one of {ids}"
        elif not kind.several and id_ in first:
            yield ("facts", position, "kind"), "stands twice", f"one only; facts[{first[id_]}] has it already"
        first.setdefault(id_, position)
