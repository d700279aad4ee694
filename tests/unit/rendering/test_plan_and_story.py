"""A treatment plan as a page, the plan and its notes as one thread, and the printed reason of a departure."""

import tomllib
from pathlib import Path

import pytest
import shipped

from notewizard.interview.whole import with_plan
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.rendering.render import Renderer
from notewizard.rendering.story import Story
from notewizard.rendering.treatment_plan import plan_page

EXAMPLES = Path(__file__).parents[3] / "examples"
LIBRARY = shipped.library()


def plan(**changes):
    held = tomllib.loads((EXAMPLES / "plans" / "c-0311.toml").read_text(encoding="utf-8"))
    return TreatmentPlan.model_validate({**held, **changes})


def note(day="2026-11-18", number=12, **response):
    answers = tomllib.loads((EXAMPLES / "answers" / "emdr-in-person.toml").read_text(encoding="utf-8"))
    answers["encounter"] |= {"date": day, "session_number": number}
    answers["presenting"]["measures"] = [{"name": "pcl-5", "score": 41 + number, "date": day}]
    answers["response"] |= response
    return with_plan(Note.model_validate(answers), plan())


def goal(**changes):
    return [{**plan().goals[0].model_dump(exclude_none=True), **changes}]


def test_the_page_of_a_plan():
    changed = plan(
        goals=goal(status="deferred", reason="His father died on Tuesday"), duration="53 minutes", why="# no heading"
    )
    assert plan_page(changed, LIBRARY, 2) == (
        "# Treatment plan of c-0311, version 2\n\n"
        "- **Diagnosis.** F43.10 Post-traumatic stress disorder, unspecified\n"
        "- **Began.** September 2, 2026\n"
        "- **Sessions.** weekly; 53 minutes\n"
        "- **Next review.** December 1, 2026\n\n"
        "## Goal 1. Reduce trauma symptoms from the 2025 highway crash\n\n"
        "- **Objective.** PCL-5 below 31 and driving the highway to work on four of five days by 2027-01-15.\n"
        "- **Treatment.** EMDR\n"
        "- **Measure.** PCL-5: 58 at the start, 30 aimed at\n"
        "- **Stands.** Put off: His father died on Tuesday.\n\n"
        "## Why this version\n\n"
        "\\# no heading.\n"
    )


def test_the_story_tells_goal_by_goal_what_was_done_and_where_it_stood():
    story = Story("c-0311", ((1, plan()),), (note("2026-11-11", 11), note()), ("1 further note lies there.",))
    assert story.page(LIBRARY) == (
        "# c-0311: the treatment plan and its notes\n\n"
        "## The plan\n\n"
        "- **September 2, 2026, version 1.** 1 goal.\n"
        "- **Next review.** December 1, 2026\n\n"
        "## Goal 1. Reduce trauma symptoms from the 2025 highway crash\n\n"
        "- **Objective.** PCL-5 below 31 and driving the highway to work on four of five days by 2027-01-15.\n"
        "- **Planned.** EMDR\n"
        "- **Measure.** PCL-5: 58 at the start, 30 aimed at\n"
        "- **Scores.** 52 (November 11, 2026), 53 (November 18, 2026)\n"
        "- **November 11, 2026, session 11.** EMDR: desensitization, installation, closure. Progressing: PCL-5 fell "
        "from 52 to 41 in four weeks; drove the highway twice before Saturday.\n"
        "- **November 18, 2026, session 12.** EMDR: desensitization, installation, closure. Progressing: PCL-5 fell "
        "from 52 to 41 in four weeks; drove the highway twice before Saturday.\n\n"
        "- 1 further note lies there.\n"
    )


def test_a_departure_and_a_goal_that_only_an_earlier_version_had_are_told():
    later = plan(goals=goal(id="g2", goal="Sleep six hours"), why="Sleep comes first.", written="2026-11-12")
    page = Story("c-0311", ((1, plan()), (2, later)), (note(deviation="His father died"),)).page(LIBRARY)
    assert "- **November 12, 2026, version 2.** Sleep comes first.\n" in page
    assert "## Goal 1. Sleep six hours\n" in page
    assert "- No session has worked on it yet.\n" in page
    assert "## A goal of an earlier version. Reduce trauma symptoms" in page
    assert (
        "## Beside the goals\n\n- **November 18, 2026, session 12.** Departure from the plan: His father died.\n"
        in page
    )


def test_an_entry_of_a_problem_list_has_its_thread():
    listed = plan(goals=[], problems=[{"id": "g1", "problem": "No stable housing"}])
    page = Story("c-0311", ((1, listed),), (note(),)).page(LIBRARY)
    assert "## Problem g1. No stable housing\n\n- **November 18, 2026, session 12.** EMDR: desensitization" in page
    assert "Beside the goals" not in page


def test_a_note_from_before_the_plan_is_told_beside_the_goals():
    page = Story("c-0311", ((1, plan(started="2026-11-15")),), (note("2026-11-11", 11), note())).page(LIBRARY)
    assert page.index("November 18, 2026, session 12") < page.index("## Beside the goals\n\n- **November 11, 2026")


def test_without_a_plan_the_sessions_are_told():
    page = Story("c-0311", (), (note(),)).page(LIBRARY)
    assert "## Sessions\n\n- **November 18, 2026, session 12.** EMDR: desensitization" in page


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("soap", "\n\n**Departure from the treatment plan.** Goal deferred: father died Tuesday.\n"),
        ("narrative", "The session departed from the treatment plan. Goal deferred: father died Tuesday."),
    ],
)
def test_the_reason_of_a_departure_is_printed(form, printed):
    told = note(deviation="Goal deferred: father died Tuesday")
    assert printed in Renderer(LIBRARY).render(told, LIBRARY.formats[form], plan=plan()).text


@pytest.mark.parametrize("form", sorted(LIBRARY.formats))
def test_every_format_prints_it_once(form):
    text = Renderer(LIBRARY).render(note(deviation="His father died"), LIBRARY.formats[form], plan=plan()).text
    assert text.lower().count("his father died") == 1
