"""Answers in, note out. A case is a folder: its `answers.toml`, and the note as it must read in one format or more."""

import tomllib
from pathlib import Path

import pytest
import shipped

from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.rendering.render import Renderer

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
PLANS = {"emdr-in-person": "c-0311", "emdr-in-person.narrative": "c-0311"}
NOTES = sorted(HERE.glob("*/note.*.md"))


@pytest.fixture(scope="module")
def library():
    return shipped.library()


@pytest.fixture(scope="module")
def renderer(library):
    return Renderer(library)


def table(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def answers_of(case: Path) -> Note:
    """The answers of a case; the two whole examples have theirs in `examples/answers`."""
    own = case / "answers.toml"
    return Note.model_validate(table(own if own.exists() else EXAMPLES / "answers" / f"{case.name}.toml"))


def plan_of(case: Path) -> TreatmentPlan | None:
    name = PLANS.get(case.name)
    return TreatmentPlan.model_validate(table(EXAMPLES / "plans" / f"{name}.toml")) if name else None


@pytest.mark.parametrize("expected", NOTES, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[1]}")
def test_answers_become_the_note(expected, library, renderer):
    case, form = expected.parent, library.formats[expected.name.split(".")[1]]
    rendered = renderer.render(answers_of(case), form, plan=plan_of(case))
    assert rendered.text == expected.read_text(encoding="utf-8")


def test_every_case_has_a_note():
    cases = {path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert cases == {path.parent for path in NOTES}


@pytest.mark.parametrize("form", ["soap", "dap", "birp"])
@pytest.mark.parametrize("name", ["ongoing-video", "emdr-in-person"])
def test_the_examples_read_as_their_targets(name, form, library, renderer):
    rendered = renderer.render(answers_of(HERE / name), library.formats[form], plan=plan_of(HERE / name))
    assert rendered.text == (EXAMPLES / "notes" / f"{name}.{form}.md").read_text(encoding="utf-8")
