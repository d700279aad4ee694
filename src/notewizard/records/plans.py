"""The versions of a client's treatment plan: `.notewizard/plans/<client>/<n>.toml`, each written once and never again.

A version may be written by hand; it counts as soon as its number is the highest.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notewizard.errors import NameTaken, NotKept
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.publish import Published
from notewizard.records.versions import Versions

_HEAD = "A treatment plan. Kept by `notewizard plan`; notes are held against it."


@dataclass(frozen=True)
class PlanFile:
    """One version as it lies there."""

    number: int
    path: Path
    data: bytes


def plan_files(versions: Versions) -> tuple[PlanFile, ...]:
    """Every version, the first one first; an empty file is none: a kill can leave a name claimed and nothing in it."""
    files = (PlanFile(number, versions.path(number), versions.read(number)) for number in versions.numbers())
    return tuple(file for file in files if file.data)


def newest_plan(versions: Versions) -> PlanFile | None:
    """The version in force; None where there is no plan."""
    for number in reversed(versions.numbers()):
        if data := versions.read(number):
            return PlanFile(number, versions.path(number), data)
    return None


def next_number(versions: Versions) -> int:
    """The number of the next version."""
    numbers = versions.numbers()
    return numbers[-1] + 1 if numbers else 1


def add_plan(versions: Versions, number: int, plan: TreatmentPlan) -> Published:
    """The plan is version `number`, durable and read back; `NotKept` when another writer was first with it."""
    try:
        return versions.add(number, plan_bytes(plan))
    except NameTaken:
        raise NotKept(
            f"Version {number} of this treatment plan was written meanwhile.",
            where=str(versions.path(number)),
            hint="Look at it with `notewizard plan`, and revise it if something is missing.",
            not_done="It was not touched; this one was not kept.",
        ) from None


def plan_bytes(plan: TreatmentPlan) -> bytes:
    """The plan as its file holds it: what is not said is left out."""
    import tomlkit  # with all that it knows of comments and spaces; only whoever writes a plan needs it

    held = plan.model_dump(by_alias=True, exclude_none=True)
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEAD))
    tables = ("diagnoses", "goals", "problems")
    for key, value in held.items():
        if key not in tables and value is not False:
            document[key] = value
    for key in tables:
        if rows := held[key]:
            array = tomlkit.aot()
            for row in rows:
                table = tomlkit.table()
                for name, value in row.items():
                    if value not in ((), False) and not (name == "status" and value == "active"):
                        table[name] = list(value) if isinstance(value, tuple) else _plain(value)
                array.append(table)
            document[key] = array
    return tomlkit.dumps(document).encode("utf-8")


def _plain(value: object) -> object:
    """Whole scores without a point: 58, not 58.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
