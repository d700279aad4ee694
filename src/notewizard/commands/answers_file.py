"""An answers file or a treatment plan, read from where the command line says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from notewizard.commands.world import World
from notewizard.definitions.reading import MOST_BYTES, Table, read_table, shaped, table_of
from notewizard.errors import Broken, Problem
from notewizard.interview.whole import AnswersText
from notewizard.note.text import is_clean
from notewizard.note.treatment import TreatmentPlan


def read_answers(name: str, world: World) -> AnswersText:
    """The answers in the TOML or JSON file `name`, or on standard input for "-"; raises `Broken`."""
    table = _from_stdin(world) if name == "-" else _from_file(Path(name))
    return AnswersText(table.path, table.text, table.values)


def _from_stdin(world: World) -> Table:
    text = world.stdin.read(MOST_BYTES + 1)
    data = text.encode("utf-8", "surrogateescape")
    path = Path("standard input")
    return _json(path, data) if text.lstrip().startswith("{") else table_of(path, data)


def _from_file(path: Path) -> Table:
    if path.suffix.lower() != ".json":
        return read_table(path)
    try:
        return _json(path, path.read_bytes())
    except OSError as error:
        why = f"cannot be read: {(error.strerror or 'input error').lower()}"
        raise _broken(path, why) from None


def _json(path: Path, data: bytes) -> Table:
    try:
        values: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise _broken(path, "is not valid JSON", line) from None
    if not isinstance(values, dict):
        raise _broken(path, "must hold one object")
    return Table(path, data.decode("utf-8", "replace"), hashlib.sha256(data).hexdigest(), values)


def _broken(path: Path, why: str, line: int | None = None) -> Broken:
    return Broken(f"{path.name} {why}.", [Problem("", why, "", str(path), line)], not_done="Nothing was written.")


def read_plan(path: Path) -> TreatmentPlan:
    """The treatment plan in a file; raises `Broken`."""
    return shaped(read_table(path), TreatmentPlan)


def plan_in(data: bytes, path: Path) -> TreatmentPlan:
    """The treatment plan in the bytes of a version kept by the practice; raises `Broken`."""
    return shaped(table_of(path, data), TreatmentPlan)


def stained(values: Any) -> int:
    """How many texts hold characters that no note may hold; they are left out of the note, and that is said."""
    if isinstance(values, str):
        return int(not is_clean(values.replace("\r\n", "\n")))
    if isinstance(values, dict):
        return sum(stained(each) for each in values.values())
    return sum(stained(each) for each in values) if isinstance(values, list) else 0
