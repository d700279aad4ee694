"""The versions of a client's treatment plan: `.notewizard/plans/<client>/<n>.toml`, each written once and never again.

A version may be written by hand; it counts as soon as its number is the highest.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.draft import Draft
from notewizard.records.drafts import Drafts
from notewizard.records.publish import Published
from notewizard.records.versions import Versions

_HEAD = "A treatment plan. Kept by `notewizard plan`; notes are held against it."


def next_number(versions: Versions) -> int:
    """The number of the next version."""
    numbers = versions.numbers()
    return numbers[-1] + 1 if numbers else 1


def keep_plan(drafts: Drafts, draft: Draft, versions: Versions, plan: TreatmentPlan, after: int) -> Path:
    """The plan is the version that follows `after`, durable and read back; then its draft goes (R4).

    Raises `NotKept` where a version was written meanwhile: the draft stays, and nothing is written over. `Refused`
    where draft, plan and place are not one client's.
    """
    if not draft.client == plan.client == versions.folder.name:
        raise Refused(
            "This treatment plan is another client's than its draft.",
            where=str(draft.path),
            hint="Begin it anew for its own client: notewizard plan CLIENT --write",
            not_done="It was not kept.",
        )
    newest = versions.last()
    if newest is not None and newest.number != after:
        raise _meanwhile(newest.number, newest.path)
    # A name that a kill left claimed and empty is passed over, as everywhere.
    number, data = next_number(versions), plan_bytes(plan)
    draft.append({"kind": "keeping", "version": number, "sha256": sha256(data).hexdigest()})
    path = add_plan(versions, number, plan).path
    _finish(drafts, draft, path)
    return path


def kept_already(drafts: Drafts, draft: Draft, versions: Versions) -> Path | None:
    """Where the plan of this draft stands, if it was kept just before the program was ended; the draft goes then."""
    for entry in draft.entries():
        number = int(str(entry["version"])) if entry.get("kind") == "keeping" else 0
        if number in versions.numbers() and sha256(versions.read(number)).hexdigest() == entry["sha256"]:
            _finish(drafts, draft, versions.path(number))
            return versions.path(number)
    return None


def _finish(drafts: Drafts, draft: Draft, path: Path) -> None:
    draft.append({"kind": "published", "file": path.name})
    drafts.finish(draft)


def _meanwhile(number: int, path: Path) -> NotKept:
    return NotKept(
        f"Version {number} of this treatment plan was written meanwhile.",
        where=str(path),
        hint="Look at it with `notewizard plan`, and revise it if something is missing.",
        not_done="It was not touched; this one was not kept.",
    )


def add_plan(versions: Versions, number: int, plan: TreatmentPlan) -> Published:
    """The plan is version `number`, durable and read back; `NotKept` when another writer was first with it."""
    try:
        return versions.add(number, plan_bytes(plan))
    except NameTaken:
        raise _meanwhile(number, versions.path(number)) from None


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
