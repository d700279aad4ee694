"""Notes to hold validators against: the whole examples, changed in the one place that a test is about."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import shipped

from notewizard.checks.around import Around
from notewizard.checks.coherence import note_findings
from notewizard.checks.finding import Finding
from notewizard.definitions.library import Library
from notewizard.interview.whole import with_plan
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan

EXAMPLES = Path(__file__).parents[2] / "examples"
ONGOING, EMDR = "ongoing-video", "emdr-in-person"


@cache
def library() -> Library:
    """What is shipped."""
    return shipped.library()


@cache
def _answers(name: str) -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / "answers" / f"{name}.toml").read_text(encoding="utf-8"))


def note(name: str = ONGOING, /, **changes: Any) -> Note:
    """An example with other answers at dotted places, `__` for the dot: `note(safety__risk__acute="high")`.

    None takes the answer out. Diagnoses and goals of the EMDR example come from its treatment plan.
    """
    answers = deepcopy(_answers(name))
    for key, value in changes.items():
        *path, last = key.split("__")
        table = answers
        for part in path:
            table = table.setdefault(part, {})
        if value is None:
            table.pop(last, None)
        else:
            table[last] = value
    found = Note.model_validate(answers)
    return with_plan(found, plan()) if name == EMDR else found


def plan(client: str = "c-0311") -> TreatmentPlan:
    """An example of a treatment plan."""
    file = EXAMPLES / "plans" / f"{client}.toml"
    return TreatmentPlan.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def findings(of: Note, earlier: Sequence[Note] = (), plan: TreatmentPlan | None = None) -> tuple[Finding, ...]:
    """What does not agree in the note, its plan and the notes before it, newest first."""
    known = library()
    labels = tuple((group.id, group.label) for group in known.vocabularies["modalities"].groups)
    usual = known.vocabularies["mental_status"].usual
    return note_findings(of, Around(plan, tuple(earlier), labels, tuple(known.measures.values()), usual))


def rules(of: Note, earlier: Sequence[Note] = (), plan: TreatmentPlan | None = None) -> list[str]:
    """The ids of the rules that speak, in order."""
    return [each.rule for each in findings(of, earlier, plan)]
