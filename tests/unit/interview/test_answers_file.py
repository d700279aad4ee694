"""An answers file: whole, or every problem at once."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
import shipped

from notewizard.errors import Broken
from notewizard.interview.whole import AnswersText, whole_note
from notewizard.note.treatment import TreatmentPlan

EXAMPLES = Path(__file__).parents[3] / "examples"
GOLDEN = Path(__file__).parents[2] / "golden"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def library():
    return shipped.library()


@pytest.fixture(scope="module")
def plan():
    return TreatmentPlan.model_validate(tomllib.loads((EXAMPLES / "plans" / "c-0311.toml").read_text()))


def answers(**changes):
    values = tomllib.loads((EXAMPLES / "answers" / "ongoing-video.toml").read_text())
    for path, value in changes.items():
        *way, last = path.split("__")
        holder = values
        for part in way:
            holder = holder[int(part)] if part.isdigit() else holder[part]
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return AnswersText(None, "", values)


def problems(library, **changes):
    with pytest.raises(Broken) as caught:
        whole_note(answers(**changes), library, None, None, TODAY)
    return [problem.sentence() for problem in caught.value.problems]


def test_the_examples_are_whole(library, plan):
    assert whole_note(answers(), library, None, None, TODAY).client.id == "c-1042"
    emdr = tomllib.loads((EXAMPLES / "answers" / "emdr-in-person.toml").read_text())
    note = whole_note(AnswersText(None, "", emdr), library, None, plan, TODAY)
    assert [goal.id for goal in note.treatment.goals] == ["g1"]
    assert note.plan.frequency == "weekly"


def test_an_attempt_with_ideation_denied_is_taken_and_asks_for_its_judgment(library):
    attempt = {"behavior": "past-3-months", "behavior_detail": "Took 12 tablets on Tuesday.", "means": "none at home"}
    wanted = ("changed", "rationale", "actions", "consultation")
    missing = problems(library, safety__suicide=attempt)
    assert [line.split(":")[0] for line in missing] == [f"safety.risk.{each}" for each in wanted]
    judged = {"acute": "high", "changed": "New.", "rationale": "Recent attempt.", "actions": ["Wrote a safety plan."]}
    judged |= {"consultation": "Supervisor called.", "protective_factors": ["her sister"]}
    whole = answers(safety__suicide=attempt, safety__risk=judged)
    assert whole_note(whole, library, None, None, TODAY).safety.suicide.behavior == "past-3-months"


def test_a_crisis_whose_work_serves_no_goal_is_whole_and_an_ongoing_session_is_not(library):
    values = tomllib.loads((GOLDEN / "crisis-with-disposition" / "answers.toml").read_text())
    for each in values["interventions"]:
        del each["goal"]
    del values["response"]["progress"]
    note = whole_note(AnswersText(None, "", values), library, None, None, TODAY)
    assert [each.goal for each in note.interventions] == [None] * len(note.interventions)
    assert "interventions[0].goal: is missing (Goal it serves)." in problems(library, interventions__0__goal=None)


@pytest.mark.parametrize(
    "element", ["presenting", "mental_status", "safety", "interventions", "response", "plan", "timing"]
)
def test_a_missing_element_is_named(library, element):
    said = problems(library, **{element: None})
    assert said
    assert all(element in sentence or "timing" in sentence or "progress" in sentence for sentence in said)


def test_every_problem_is_said_at_once(library):
    said = problems(
        library,
        presenting__concerns=None,
        encounter__deliverie="video",
        encounter__start="2:00",
        encounter__length_reason="It was needed.",
        safety__self_harm="nothing",
        presenting__measures__0__score=-3,
        mental_status__affect=None,
        plan__referrals=None,
    )
    assert said == [
        'encounter.start: is ambiguous: morning or afternoon? (24-hour "14:00", or "2:00 PM").',
        'encounter.deliverie: is not a key here (did you mean "delivery"?).',
        "presenting.measures[0].score: must be at least 0.0.",
        'safety.self_harm: is not one of the allowed values ("denied", "urges" or "behavior").',
        "presenting.concerns: is missing (What the client came with today).",
        "mental_status.affect: is missing (observed descriptors, or mental_status.not_assessed = the reason).",
        "plan.referrals: is missing (Referrals and coordination; [] when it was asked and there was none).",
        "encounter.length_reason: does not apply to this ongoing note.",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"encounter__end": "13:00"},
            "encounter.end: is not after the start (overnight = true when it ended on the next day).",
        ),
        (
            {"encounter__date": date(2026, 12, 1)},
            "encounter.date: is still to come (a note is about a session that took place).",
        ),
        (
            {"presenting__measures__0__score": 22},
            "presenting.measures[0].score: is not a score of the GAD-7 (0 to 21).",
        ),
        ({"interventions__0__goal": "g7"}, "interventions[0].goal: is not a goal of the treatment (g1)."),
        ({"client__id": "../c-1042"}, "client.id: cannot name a client (1 to 64 letters, digits, - or _)."),
        ({"client__id": "NUL"}, "client.id: is the name of a device on some systems (choose another id)."),
        (
            {"encounter__time_zone": "Mars/Olympus"},
            'encounter.time_zone: is not a time zone (an IANA name such as "America/New_York").',
        ),
        (
            {"response__progress": []},
            'response.progress: has no row for the goal "g1" (status and evidence for each goal worked on).',
        ),
    ],
)
def test_what_cannot_be_is_refused(library, change, sentence):
    assert sentence in problems(library, **change)


def test_no_answer_is_repeated_in_a_problem(library):
    said = problems(library, safety__suicidal_ideation="a secret", presenting__concerns={"secret": "words"})
    assert "secret" not in " ".join(said)


def test_a_plan_of_another_client_is_refused(library, plan):
    with pytest.raises(Broken) as caught:
        whole_note(answers(), library, None, plan, TODAY)
    assert [each.where for each in caught.value.problems] == ["client.id"]


def test_a_no_show_has_no_mental_status(library):
    values = {
        "schema": 1,
        "author": {"name": "Dana Whitfield", "credential": "LCSW"},
        "client": {"id": "c-1042"},
        "encounter": {
            "date": date(2026, 11, 20),
            "scheduled": "14:00",
            "time_zone": "America/New_York",
            "session_type": "no-show",
            "outreach": [{"at": "2026-11-20T14:20:00-05:00", "method": "phone", "outcome": "voicemail"}],
        },
        "safety": {"follow_up": "Last known risk low; text today, call Monday."},
        "plan": {"next_session": "2026-11-27T14:00:00"},
        "timing": {"written": "2026-11-20T15:00:00-05:00"},
    }
    assert whole_note(AnswersText(None, "", values), library, None, None, TODAY)
    values["mental_status"] = {"mood": "fine"}
    with pytest.raises(Broken) as caught:
        whole_note(AnswersText(None, "", values), library, None, None, TODAY)
    assert [each.sentence() for each in caught.value.problems] == ["mental_status: is not asked in a no-show note."]


def test_progress_that_was_not_assessed_has_its_reason_and_needs_no_evidence(library):
    reason = {"not_assessed": "she was not there"}
    note = whole_note(
        answers(response__progress__0__status=reason, response__progress__0__evidence=None), library, None, None, TODAY
    )
    assert note.response.progress[0].evidence is None
    assert problems(library, response__progress__0__evidence=None) == [
        "response.progress[0].evidence: is missing (Evidence)."
    ]


@pytest.mark.parametrize("case", sorted(each.parent.name for each in GOLDEN.glob("*/answers.toml")))
def test_every_answers_file_of_the_golden_notes_is_a_whole_note(case, library):
    """What is shown as a note must be one that the program takes."""
    source = AnswersText(None, "", tomllib.loads((GOLDEN / case / "answers.toml").read_text(encoding="utf-8")))
    assert whole_note(source, library, None, None, date(2026, 11, 29))
