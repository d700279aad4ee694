"""Versions of a treatment plan: written once, read back as they were, never over another."""

import tomllib
from pathlib import Path

import pytest
from faults.stories import Home

from notewizard.errors import NotKept, Refused
from notewizard.note.facts import StandingFacts
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.facts import add_facts
from notewizard.records.plans import add_plan, keep_plan, next_number, plan_bytes
from notewizard.records.versions import Versions

EXAMPLES = Path(__file__).parents[3] / "examples" / "plans"


def example(name="c-0311", **changes):
    plan = TreatmentPlan.model_validate(tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")))
    return plan.model_copy(update=changes)


@pytest.mark.parametrize("name", ["c-0311", "c-1042"])
def test_an_example_comes_back_as_it_was(name):
    assert TreatmentPlan.model_validate(tomllib.loads(plan_bytes(example(name)).decode())) == example(name)


def test_any_words_come_back_as_they_were():
    odd = 'He said "no"\\ twice.\nA tab\tand é and 💥, # no comment'
    goal = example().goals[0].model_copy(update={"objective": odd, "status": "ended", "reason": odd, "baseline": 57.5})
    problems = TreatmentPlan.model_validate(
        {
            "schema": 1,
            "client": "c-1",
            "started": "2026-09-02",
            "problems": [{"id": "p1", "problem": odd, "code": "Z59.1", "resolved": True}],
        }
    ).problems
    plan = example(goals=(goal,), problems=problems, why=odd)
    assert TreatmentPlan.model_validate(tomllib.loads(plan_bytes(plan).decode())) == plan


def test_the_highest_number_is_in_force_and_a_claimed_name_is_no_version(tmp_path):
    versions = Versions(tmp_path / "plans" / "c-0311")
    assert (versions.last(), next_number(versions)) == (None, 1)
    add_plan(versions, 1, example())
    add_plan(versions, 2, example(frequency="monthly"))
    versions.path(3).touch()
    newest = versions.last()
    assert newest is not None
    assert (newest.number, newest.path) == (2, versions.path(2))
    assert [each.number for each in versions.whole()] == [1, 2]
    assert next_number(versions) == 4


def test_a_version_is_never_written_over(tmp_path):
    versions = Versions(tmp_path)
    add_plan(versions, 1, example())
    with pytest.raises(NotKept) as refused:
        add_plan(versions, 1, example(frequency="monthly"))
    assert refused.value.what == "Version 1 of this treatment plan was written meanwhile."
    assert versions.read(1) == plan_bytes(example())


def test_a_plan_goes_into_the_chart_of_its_own_client_alone(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    plan = TreatmentPlan.model_validate({"schema": 1, "client": "c-2", "started": "2026-09-02"})
    draft = home.state.drafts.begin("c-1", "treatment plan", "2026-11-20T10:00")
    for versions in (home.practice.plans("c-1"), home.practice.plans("c-2")):
        with pytest.raises(Refused):
            keep_plan(home.state.drafts, draft, versions, plan, 0)
    draft.close()
    facts = StandingFacts.model_validate({"schema": 1, "client": "c-2", "written": "2026-09-02"})
    with pytest.raises(Refused):
        add_facts(home.practice.facts("c-1"), 0, facts)
    assert not home.practice.plans("c-1").folder.exists()
    assert not home.practice.facts("c-1").folder.exists()
