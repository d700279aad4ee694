"""The answers of which a correction says what holds now: each is a question, and a correction about it asks it."""

import tomllib
from datetime import date

import pytest

from notewizard.definitions.later import corrected_facts
from notewizard.definitions.library import load_library
from notewizard.definitions.shipped import shipped_folder
from notewizard.interview.corrected import facts_touched, key_of

LIBRARY = load_library()
VIDEO = shipped_folder("formats").parent / "examples" / "answers" / "ongoing-video.toml"
EMDR = VIDEO.with_name("emdr-in-person.toml")


def answers_of(path):
    def plain(value):
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(tomllib.loads(path.read_text(encoding="utf-8")))


def touched(wrong, right, answers=None):
    found = facts_touched(corrected_facts(), LIBRARY, answers or answers_of(VIDEO), wrong, right)
    return [key_of(each.path) for each in found]


def test_each_is_a_question_of_the_elements():
    ids = {question.id for _, question in LIBRARY.questions()}
    ids |= {f"{question.id}.{inner.id}" for _, question in LIBRARY.questions() for inner in question.rows}
    assert [each.answer for each in corrected_facts() if each.answer not in ids] == []


@pytest.mark.parametrize(
    ("wrong", "right", "about"),
    [
        ("low", "moderate", ["safety.risk.acute"]),
        ("Risk: low", "It was higher.", ["safety.risk.acute"]),
        ("Regular contact with her sister", "The risk was moderate.", ["safety.risk.acute"]),
        ("she denied suicidal ideation", "She wished not to wake up.", ["safety.suicidal_ideation"]),
        ("self-harm", "She reported urges.", ["safety.self_harm"]),
        ("48 minutes", "55", ["encounter.start", "encounter.end"]),
        ("CPT 90834", "CPT 90837", ["encounter.start", "encounter.end"]),
        ("2:00 to 2:48 PM", "3:00 PM", ["encounter.start", "encounter.end"]),
        ("November 20, 2026", "November 19, 2026", ["encounter.date"]),
        ("F41.1", "F41.0", ["treatment.diagnoses"]),
        ("Generalized anxiety disorder", "Panic disorder", ["treatment.diagnoses"]),
        ("by Monday and write down", "by Tuesday", ["plan.homework"]),
        ("start the exposure ladder", "leave it", ["plan.next_focus"]),
        ("Friday, November 27, 2026", "December 4", ["plan.next_session"]),
        ("progressing", "no change", ["response.progress.status"]),
        ("Video on Zoom", "It was in person.", ["encounter.delivery"]),
        ("Reduce worry that keeps her from work", "The goal is sleep.", []),
        ("Missed one day of work", "The treatment goal was another one.", []),
        ("Missed one day of work", "It was a no-show.", ["encounter.session_type"]),
        ("Missed one day of work", "Missed two days, since Tuesday.", []),
        ("no panic attacks", "one panic attack on Sunday", []),
        ("one bad review means I am fired", "a single bad review", []),
    ],
)
def test_what_the_words_of_a_correction_may_be_about(wrong, right, about):
    assert touched(wrong, right) == about


def test_a_denial_in_few_words_may_be_any_of_them():
    assert touched("denied", "reported") == ["safety.suicidal_ideation", "safety.self_harm", "safety.harm_to_others"]
    assert touched("denied sleeping badly on most nights of the week", "reported it") == []


def test_only_what_the_note_answers_is_asked_again():
    bare = {"encounter": {"session_type": "ongoing"}, "safety": {"risk": {}}}
    assert touched("Acute risk: low, 48 minutes, homework", "moderate", bare) == []
    assert "safety.suicidal_ideation" in touched("passive suicidal ideation", "none", answers_of(EMDR))
