"""Answers of an earlier schema → answers of this one: the one place where a name that changed is known.

There is one schema so far. When a name changes, `SCHEMA` goes up by one and a step is added here; the kept records
and answers files of earlier versions are read through their steps and never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from notewizard.note.note import SCHEMA

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: dict[int, Step] = {}
"""By the version it starts from: a pure function to the next version's answers."""


def migrated(answers: Mapping[str, Any], steps: Mapping[int, Step] | None = None, to: int = SCHEMA) -> dict[str, Any]:
    """`answers` in the schema `to`; those of a version that is not known come back as they are, to be refused."""
    steps = STEPS if steps is None else steps
    current = dict(answers)
    version = current.get("schema", to)
    while isinstance(version, int) and version < to and version in steps:
        current = steps[version](current)
        version += 1
        current["schema"] = version
    return current
