"""A treatment plan fills in what this kind of session is asked for, and never makes a whole note refused."""

import tomllib
from pathlib import Path

import pytest
import shipped

from notewizard.interview.whole import AnswersText, whole_note
from notewizard.note.treatment import TreatmentPlan

ROOT = Path(__file__).parents[3]


def table(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ["no-show", "late-cancellation", "contact-by-phone"])
def test_a_plan_adds_nothing_that_the_session_is_not_asked_for(case):
    values = table(ROOT / "tests/golden" / case / "answers.toml")
    plan = table(ROOT / "examples/plans/c-1042.toml") | {"client": values["client"]["id"]}
    library = shipped.library()
    note = whole_note(
        AnswersText(None, "", values), library, library.formats["soap"], TreatmentPlan.model_validate(plan), None
    )
    assert note.treatment is None
