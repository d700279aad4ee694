"""The page after a signed note: strong only where the answers show it, asked where they do not."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shipped

from notewizard.checks.strengths import strengths
from notewizard.checks.thin import thin
from notewizard.commands.looking.second_look import SecondLook
from notewizard.commands.looking.sources import Sources
from notewizard.commands.walking.feedback import MOST, NOT_HERE, NOTHING_OPEN, Feedback, ask_of, feedback_on
from notewizard.definitions.teaching import load_teaching
from notewizard.note.note import Note

LIBRARY = shipped.library()
RULES = shipped.rules()
PAGE = load_teaching().page
EXAMPLES = Path(__file__).parents[3] / "examples" / "answers"
LOOK = SecondLook(LIBRARY, RULES, Sources())

WEAK: dict[str, Any] = {
    "encounter": {"date": "2026-11-20", "start": "14:00", "end": "14:48", "session_type": "ongoing"},
    "presenting": {"symptoms": "Client is doing better.", "concerns": "Talked about various stressors."},
    "safety": {"suicidal_ideation": "denied", "risk": {"acute": "low"}},
    "interventions": [{"techniques": ["supportive talk"], "detail": "Processed feelings about work.", "goal": "g1"}],
    "response": {
        "engagement": "Client was engaged.",
        "progress": [{"goal": "g1", "status": "progressing", "evidence": "Making progress."}],
    },
    "plan": {"homework": ["Practice coping skills."], "next_focus": "Continue current treatment."},
}


def strong() -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / "ongoing-video.toml").read_text(encoding="utf-8"))


def page_of(answers: dict[str, Any], reasons: dict[str, str] | None = None) -> Feedback:
    note = Note.model_validate(answers)
    kept = [each for each in LOOK.whole(note, LIBRARY.formats["soap"]) if each.level == "warning"]
    return feedback_on(note, LOOK.around(note), kept, reasons or {}, PAGE, LIBRARY)


def rules_of(answers: dict[str, Any]) -> tuple[set[str], set[str]]:
    note = Note.model_validate(answers)
    around = LOOK.around(note)
    return {each.rule for each in strengths(note, around)}, {each.rule for each in thin(note, around)}


def test_a_strong_note_is_praised_for_what_stands_in_it_and_asked_nothing() -> None:
    page = page_of(strong())
    assert [(each.where, each.text) for each in page.strong] == [
        (
            "presenting.measures[0]",
            "Change is measured, with both scores and their days. The GAD-7 went from 16 to 9.",
        ),
        ("presenting.symptoms", "Symptoms are told in numbers that can be compared next time."),
        (
            "interventions[0]",
            "A technique is named, with what it was used on and the goal it serves. "
            "cognitive restructuring, behavioral experiment.",
        ),
        ("response.progress[0].evidence", "Where a goal stands is said with a count, a score or the client's words."),
        ("plan.homework", "Homework is to be done on a day or so many times: it can be asked about."),
        ("plan.next_focus", "The next session has its day, and what it starts with."),
    ]
    assert page.asks == ()
    assert NOTHING_OPEN in page.text()


def test_a_weak_note_is_praised_for_nothing_and_asked_about_each_thing() -> None:
    page = page_of(WEAK)
    assert page.strong == ()
    assert NOT_HERE in " ".join(page.text().split())
    asked = {each.where for each in page.asks}
    assert asked >= {
        "presenting.symptoms",
        "presenting.concerns",
        "interventions[0].techniques",
        "interventions[0].detail",
        "response.engagement",
        "response.progress[0].evidence",
        "plan.homework",
        "plan.next_focus",
        "safety.risk.protective_factors",
        "presenting.measures",
    }
    assert all(each.source for each in page.asks)


def test_a_kept_warning_is_asked_about_once_and_those_without_a_reason_come_first() -> None:
    note = Note.model_validate(WEAK)
    kept = [each for each in LOOK.whole(note, LIBRARY.formats["soap"]) if each.level == "warning"]
    reasons = {kept[0].fingerprint: "the plan's own words"}
    page = feedback_on(note, LOOK.around(note), [*kept, *kept], reasons, PAGE, LIBRARY)
    said = [each.text for each in page.asks if each.where == kept[0].where and "with your reason" in each.text]
    assert len(said) == 1
    unsaid = {each.fingerprint for each in kept} - set(reasons)
    assert ["with your reason" in each.text for each in page.asks[: len(unsaid) + 1]] == [False] * len(unsaid) + [True]


def test_the_page_is_one_page_and_no_wider_than_the_terminal() -> None:
    for answers in (WEAK, strong()):
        lines = page_of(answers).text().splitlines()
        assert len(lines) <= 60
        assert max(map(len, lines)) <= 79


Change = Callable[[dict[str, Any]], None]


def put(path: str, value: Any) -> Change:
    """A change of the answer at a path such as "response.progress.0.evidence"."""

    def change(answers: dict[str, Any]) -> None:
        *before, last = path.split(".")
        here: Any = answers
        for part in before:
            here = here[int(part)] if part.isdigit() else here.setdefault(part, {})
        here[last] = value

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(answers: dict[str, Any]) -> None:
        for each in changes:
            each(answers)

    return change


PROMISED = [{"due": "2026-11-21", "with": "client, by phone"}]
KEPT = {"done": "2026-11-20T18:00:00-05:00", "outcome": "No such thought since."}
WENT = [{"name": "GAD-7", "score": 16, "date": "2026-11-20"}]


@pytest.mark.parametrize(
    ("rule", "change", "holds"),
    [
        ("own-words", put("presenting.concerns", "Said “I cannot do another week of this.”"), True),
        ("own-words", put("presenting.concerns", "Tested the thought “one bad review means I am fired”."), False),
        ("own-words", put("presenting.concerns", "Watched “The Bear” on two evenings."), False),
        ("counted", put("presenting.symptoms", "Worry most evenings, some nights awake."), False),
        ("measured-change", put("presenting.measures", WENT), False),
        ("score", put("presenting.measures", WENT), True),
        ("technique-with-target", put("interventions.0.detail", "CBT."), False),
        ("technique-named", put("interventions.0.goal", None), True),
        ("evidence", put("response.progress.0.evidence", "She seems more hopeful about work."), False),
        ("evidence", put("response.progress.0.status", "no-change"), False),
        ("lack-of-progress", put("response.progress.0.status", "no-change"), True),
        ("homework", put("plan.homework", ["Ask the manager.", "Walk on Monday."]), False),
        ("homework", put("plan.homework", []), False),
        ("next-step", put("plan.next_session", None), False),
        ("next-step", put("plan.next_focus", {"not_assessed": "the client had to leave early today"}), False),
        ("deviation", put("response.deviation", "Exposure put off: her father died on Tuesday."), True),
        ("contact-promised", put("safety.contacts", PROMISED), True),
        ("contact-promised", put("safety.contacts", []), False),
        ("contact-promised", put("safety.contacts", [{**PROMISED[0], **KEPT}]), False),
        ("lack-of-progress", put("response.progress.0.status", "regressing"), True),
        ("lack-of-progress", put("response.progress.0.status", "progressing"), False),
        ("measured-change", put("presenting.measures", [{**WENT[0], "previous_score": 9}]), False),
        ("risk-with-reason", put("safety.risk.rationale", "No intent or plan, sister with her."), False),
    ],
)
def test_a_strength_holds_by_what_stands_there(rule: str, change: Change, holds: bool) -> None:
    answers = deepcopy(strong())
    change(answers)
    assert (rule in rules_of(answers)[0]) is holds


def test_a_reason_for_the_risk_is_strong_once_there_is_a_level_and_something_was_done() -> None:
    answers = strong()
    answers["safety"]["risk"]["rationale"] = "No intent or plan; sister stays with her until Monday."
    assert "risk-with-reason" not in rules_of(answers)[0]
    answers["safety"]["risk"]["actions"] = ["Safety plan written together."]
    assert "risk-with-reason" in rules_of(answers)[0]
    answers["safety"]["risk"]["acute"] = {"not_assessed": "the line went dead"}
    assert "risk-with-reason" not in rules_of(answers)[0]


@pytest.mark.parametrize(
    ("rule", "change", "holds"),
    [
        ("how-much", put("presenting.symptoms", "Worry most evenings, some nights awake."), True),
        ("how-much", put("presenting.symptoms", "Worry on five of seven days."), False),
        ("how-much", both(put("encounter.session_type", "intake"), put("presenting.symptoms", "Worry.")), False),
        ("what-protects", both(put("safety.risk.protective_factors", []), put("safety.risk.rationale", "x")), False),
        ("own-words", put("mental_status.mood", None), True),
        ("no-score", put("presenting.measures", []), True),
        ("what-protects", put("safety.risk.protective_factors", []), True),
        ("evidence", put("response.progress.0.evidence", "She seems more hopeful about work."), True),
        ("no-homework", put("plan.homework", []), True),
        ("homework-when", put("plan.homework", ["Ask the manager the question."]), True),
        ("homework-when", put("plan.homework", ["Ask the manager the question by Monday."]), False),
        ("no-homework", put("encounter.session_type", "no-show"), False),
    ],
)
def test_what_is_thin_is_asked_about(rule: str, change: Change, holds: bool) -> None:
    answers = deepcopy(strong())
    change(answers)
    assert (rule in rules_of(answers)[1]) is holds


def test_nothing_is_praised_at_an_answer_that_was_flagged() -> None:
    answers = strong()
    answers["interventions"][0]["detail"] = "Processed feelings about work."
    assert not any(each.where.startswith("interventions") for each in page_of(answers).strong)
    assert any(each.where == "interventions[0].detail" for each in page_of(answers).asks)


def test_a_change_within_measurement_error_is_told_as_one() -> None:
    answers = strong()
    answers["presenting"]["measures"][0]["previous_score"] = 10
    texts = [each.text for each in page_of(answers).strong]
    assert any(each.endswith("The GAD-7 went from 10 to 9, within measurement error.") for each in texts)


def test_a_score_in_an_earlier_note_is_enough_to_measure_by() -> None:
    answers = strong()
    earlier = Note.model_validate(answers)
    answers["presenting"]["measures"] = []
    around = replace(LOOK.around(earlier), earlier=(earlier,))
    assert all(each.rule != "no-score" for each in thin(Note.model_validate(answers), around))


def test_what_a_warning_says_is_not_asked_again() -> None:
    page = page_of(WEAK)
    at_symptoms = [each.text for each in page.asks if each.where == "presenting.symptoms"]
    assert len(at_symptoms) == 1
    assert "doing better" in at_symptoms[0]


def test_a_long_page_is_cut_and_says_how_much_is_left() -> None:
    page = page_of(WEAK)
    assert len(page.asks) > MOST
    assert f"and {len(page.asks) - MOST} more" in page.text()
    assert page.text().count("\n? ") == MOST


def test_a_row_is_named_with_its_number() -> None:
    assert ask_of("interventions[0].detail", LIBRARY) == "What exactly, on what"
    assert ask_of("interventions[1].detail", LIBRARY) == "What exactly, on what (2)"
    assert ask_of("mental_status.affect", LIBRARY) == "Mental status"
    assert ask_of("nowhere", LIBRARY) == "The whole note"


def test_every_rule_of_the_page_has_its_words_and_every_word_its_rule() -> None:
    told = Path(strengths.__code__.co_filename).read_text(encoding="utf-8")
    asked = Path(thin.__code__.co_filename).read_text(encoding="utf-8")
    assert all(f'"{name}"' in told for name in PAGE.strong)
    assert all(f'"{name}"' in asked for name in PAGE.asks if name != "kept")
