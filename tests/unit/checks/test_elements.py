"""What a note that nobody guided holds: the eight elements and a rubric's items, and where it says so."""

from __future__ import annotations

import time

import pytest

from notewizard.checks.elements import ELEMENTS, ITEMS, held_in
from notewizard.checks.elements.lexicon import Lexicon, words_in

SOAP = """3/4/26, 10:00-10:50, office, individual.

## Subjective

Client reports panic on the bus twice this week, down from five times. "I got off at the right stop." He started \
driving again two years ago after the accident. He would like to take the highway by June. He brought his thought log.

## Objective

Affect anxious, congruent; speech of normal rate. Client appeared restless at first. GAD-7 12. We rehearsed paced \
breathing, and the therapist used a thought record for the bus.

## Assessment

Panic disorder (F41.0). Avoidance suggests that he still expects to faint. Stressors include the new route. He is in \
the preparation stage of change. He responded well to the exercise. Overall progress on treatment goal 1: attacks have \
decreased. Denies SI.

## Plan

Continue weekly sessions, next appointment 3/11. Client will ride the bus daily and keep a log. Teach interoceptive \
exposure. Adjust the treatment plan if attacks go on.

Written 3/4/2026."""

SHORTHAND = """3/4/26 1000-1050 ind tx.
PROB: Ct c/o panic x2 on bus.
INT: Chained back from the stop to the first thought.
RESP: Quiet, then laughed.
PLAN: Bus daily. RTC 3/11."""

NARRATIVE = (
    "Ms. Adler, March 4, 2026, fifty minutes. She came with a letter from her sister and read it aloud. I asked what "
    "she had left out. She laughed and found the line. Her mood was “thin”, her speech slow. No thoughts of harming "
    "herself. She'll write an answer, and we meet again next week."
)


def there(text: str, section: str | None = None) -> set[str]:
    return {name for name, spans in held_in(text, section).elements.items() if spans}


def items(text: str, section: str | None = None) -> set[str]:
    return {name for name, spans in held_in(text, section).items.items() if spans}


def says(text: str, name: str) -> list[str]:
    held = held_in(text)
    return [text[start:end] for start, end in (held.elements | held.items)[name]]


def test_a_full_note_holds_every_element():
    assert there(SOAP) == set(ELEMENTS)


def test_a_full_note_holds_every_item():
    assert items(SOAP) == set(ITEMS)


def test_shorthand_in_a_format_of_its_own_holds_all_but_what_it_leaves_out():
    assert set(ELEMENTS) - there(SHORTHAND) == {"safety", "timing"}


def test_a_narrative_needs_no_headings():
    assert set(ELEMENTS) - there(NARRATIVE) == {"timing"}


def test_nothing_is_in_nothing():
    assert there("") == there("N/A") == items("## Subjective\n\n## Plan\n\nN/A") == set()


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("encounter", "3/4/26, 10:00-10:50, office, individual."),
        ("safety", "Denies SI."),
        ("mental_status", "Affect anxious, congruent"),
        ("interventions", "We rehearsed paced breathing, and the therapist used a thought record for the bus."),
        ("response", "He responded well to the exercise."),
        ("plan", "Continue weekly sessions, next appointment 3/11."),
        ("timing", "Written 3/4/2026"),
        ("subjective-quotes", '"I got off at the right stop."'),
        ("subjective-goals", "He would like to take the highway by June."),
        ("objective-assessment-tools", "GAD-7 12."),
        ("assessment-stages", "He is in the preparation stage of change."),
        ("plan-homework", "Client will ride the bus daily and keep a log."),
    ],
)
def test_what_is_there_comes_with_the_clause_that_shows_it(name, evidence):
    assert evidence in says(SOAP, name)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("## Safety\n\nNot assessed.", "safety"),
        ("Risk was not assessed today, client left early.", "safety"),
        ("No risk assessment was done; client left early.", "safety"),
        ("Suicidality not assessed.", "safety"),
        ("## Plan\n\nN/A", "plan"),
        ("O: Mental status not assessed by phone.\nP: Call Friday.", "mental_status"),
        ("Interventions: none", "interventions"),
    ],
)
def test_what_was_not_done_is_not_there(text, element):
    assert element not in there(text)


def test_what_was_not_assessed_hides_nothing_beside_it():
    assert says("O: Mood and affect low, memory not assessed.\nP: Friday.", "mental_status") != []


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("S: Worse this week.\nP: Next session 3/11/2026, 10:00, office.", "encounter"),  # another session's date
        ("S: Tired.\nP: Explore CBT next session.", "interventions"),  # planned, not done
        ("S: Tired.\nP: In the next session we will explore what was discussed.", "interventions"),
        ('S: "We used to talk, I helped her," he said.\nP: Friday.', "interventions"),  # the client's own "we"
        ("S: Tired.\nP: ROI signed 3/1/2026 for the school.", "timing"),  # another paper's date
        ("S: He said hi to her at the store.\nP: Friday.", "safety"),  # "HI" is homicidal ideation
        ("S: His sister laughed.\nP: Friday.", "mental_status"),  # somebody at home
        ("Exam: No pain to palpation of the knee. Hemoglobin WNL.", "mental_status"),  # a body
        ("Exam: 1+ bilateral biceps, no edema.", "interventions"),  # no bilateral stimulation
        ("D: Ice the knee 3 to 4 times a day.\nP: Friday.", "response"),  # a range, no rating that moved
        ("I: Chained back from the stop.\nR: Calm.", "plan"),
        ("D: He smiled once.\nA: Same.\nP: Friday.", "mental_status"),  # one gesture is no mental status
    ],
)
def test_what_only_sounds_like_an_element_is_none(text, element):
    assert element not in there(text)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("No safety concerns with either partner.", "safety"),
        ("No intrusive thoughts of harming baby.", "safety"),
        ("R: Candid, knee bouncing.\nP: Friday.", "mental_status"),
        ("Client presentation: On time, engaged and receptive.\nPlan: Friday.", "mental_status"),
        ("Taught diaphragmatic breathing.", "interventions"),
        ("I asked what she had left out.", "interventions"),
        ("P: Behavioral activation, life review.\nS: Tired.", "interventions"),
        ("Belief from 80 to 45 by the end.", "response"),
        ("O: Trial 3, 10 min: peak SUDS 55, end 30.\nP: Friday.", "response"),
        ("The patient understands and agrees with the plan.", "response"),
        ("Bring the log, f/u in two weeks.", "plan"),
        ("T. Ransome, LADC, electronically signed 05/28/2025", "timing"),
        ("Late entry.", "timing"),
        ("DOS: 04/07/2025", "encounter"),
    ],
)
def test_an_element_is_known_in_the_words_of_practice(text, element):
    assert element in there(text)


def test_one_section_is_read_as_that_section():
    assert items("Client will keep a thought record.", "Plan") == {"plan-homework"}
    assert "subjective-goals" in items("Client wants to stop. She hopes to be done by May.", "subjective")
    assert items("Client wants to stop.", "objective") == set()


def test_an_item_stands_in_its_section_only():
    wanted = "He is in the contemplation stage of change."
    assert "assessment-stages" in items(f"## Assessment\n\n{wanted}")
    assert "assessment-stages" not in items(f"## Subjective\n\n{wanted}\n\n## Plan\n\nFriday.")


def test_spans_are_of_the_text_as_given():
    text = "“Café”\n\nPLAN: Next session Friday."
    assert says(text, "plan") == ["Next session Friday."]


def test_a_phrase_is_found_whole_and_by_its_beginning():
    lexicon = Lexicon({"meeting": "next_session return*", "danger": "suicid*"})
    text = "returning for the next session; no suicidality, next time"
    found = [(topic, text[start:end]) for topic, start, end in lexicon.mentions(words_in(text, 0, len(text)))]
    assert found == [("meeting", "returning"), ("meeting", "next session"), ("danger", "suicidality")]


@pytest.mark.parametrize("text", ["not assessed, " * 8000, "si " * 30000, '"we ' * 8000, "1/1/26 " * 15000])
def test_a_hostile_text_takes_no_longer_than_its_length(text):
    start = time.perf_counter()
    held_in(text)
    assert time.perf_counter() - start < 5


def test_a_word_as_long_as_a_text_is_looked_up_at_once():
    lexicon = Lexicon({"danger": "suicid*"})
    began = time.perf_counter()
    text = "suicid" + "a" * 1_000_000
    assert [each.topic for each in lexicon.mentions(words_in(text, 0, len(text)))] == ["danger"]
    assert time.perf_counter() - began < 1
