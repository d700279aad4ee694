"""Free text of other tools: sections, elements, items, matter, and the line of `check --jsonl`."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import shipped

from notewizard.checks.elements import ELEMENTS, elements_in, items_in
from notewizard.checks.free_text import check_text
from notewizard.checks.jsonl import BadLine, checked
from notewizard.checks.matter import matter_zones
from notewizard.checks.sections import sections_in

RULES = shipped.rules()
NOTES = sorted((Path(__file__).parents[3] / "examples" / "notes").glob("*-*.md"))

SHORTHAND = """4/2/26 10:02-10:47 Ind tx, office. Dx F25.0.
B: Ct on time, hygiene good. Mood "decent," affect brighter. Burned the rice, laughed. PHQ-9 12. No SI/HI/intent. A&Ox4.
I: CBTp: rehearsed "it's a voice, not a fact" on the bus entry.
R: Calmer once the list was on paper. Asked for bigger print.
P: Coping phrase on index card. Cont wkly ind tx, Goal 1. RTC 4/9."""


def names(text):
    return [section.name for section in sections_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Subjective\n\nTired.\n\n## Plan\n\nRest.", ["subjective", "plan"]),
        ("S: tired\nO: calm\nA: same\nP: rest", ["subjective", "objective", "assessment", "plan"]),
        ("PLAN:\nRest.", ["plan"]),
        ("**Response.** Calmer.\n\n**Homework.** A walk.", ["response", "plan"]),
        ("P. Smith called.", []),
        ("The plan: rest.", []),
        ("PROB: craving\nINT: urge surfing\nRESP: calm", ["subjective", "intervention", "response"]),
        ("CHIEF COMPLAINT\n\nTired.\n\nPHYSICAL EXAM\n\nWell.", ["subjective", "objective"]),
        ("## Family tree\n\nTwo sisters.", ["family tree"]),
    ],
)
def test_sections_are_headed_as_clinicians_head_them(text, found):
    assert names(text) == found


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_a_whole_note_holds_all_eight_elements(path):
    assert [name for name, there in elements_in(path.read_text(encoding="utf-8")).items() if not there] == []


def test_shorthand_holds_all_but_when_it_was_written():
    assert [name for name, there in elements_in(SHORTHAND).items() if not there] == ["timing"]


def test_a_heading_alone_is_no_element():
    assert elements_in("## Subjective\n\nTired all week.\n\n## Plan\n\nN/A")["plan"] is False


def test_nothing_is_in_an_empty_text():
    assert set(elements_in("").values()) == set(items_in("").values()) == {False}


def test_each_absent_element_must_be_resolved():
    found = check_text("## Subjective\n\nClient reports worry.\n\n## Plan\n\nNext session Friday.", RULES)
    assert [(each.rule, each.level, each.where, each.start) for each in found] == [
        ("missing.encounter", "must-resolve", "encounter", None),
        ("missing.mental-status", "must-resolve", "mental_status", None),
        ("missing.safety", "must-resolve", "safety", None),
        ("missing.interventions", "must-resolve", "interventions", None),
        ("missing.response", "must-resolve", "response", None),
        ("missing.timing", "must-resolve", "timing", None),
    ]


def test_one_section_misses_nothing():
    assert check_text("Next session Friday.", RULES, section="plan", whole_note=False) == ()


def test_shorthand_falls_into_routine_and_narrative():
    zones = [(matter, SHORTHAND[start:end]) for start, end, matter in matter_zones(SHORTHAND)]
    assert zones == [
        (
            "routine",
            "4/2/26 10:02-10:47 Ind tx, office. Dx F25.0.\n"
            'B: Ct on time, hygiene good. Mood "decent," affect brighter.',
        ),
        ("narrative", "Burned the rice, laughed."),
        ("routine", "PHQ-9 12. No SI/HI/intent. A&Ox4."),
        (
            "narrative",
            'I: CBTp: rehearsed "it\'s a voice, not a fact" on the bus entry.\n'
            "R: Calmer once the list was on paper. Asked for bigger print.\nP: Coping phrase on index card.",
        ),
        ("routine", "Cont wkly ind tx, Goal 1. RTC 4/9."),
    ]


@pytest.mark.parametrize(
    ("sentence", "matter"),
    [
        ("Denied SI, HI and self-harm.", "routine"),
        ("Alert, oriented x4; insight and judgment good.", "routine"),
        ("GAD-7 = 13 (moderate).", "routine"),
        ("F41.1 Generalized anxiety disorder.", "routine"),
        ("Sertraline 50 mg daily, no missed doses.", "routine"),
        ("Continue weekly individual therapy; next appointment Tuesday.", "routine"),
        ("Passive SI on Sunday night after the argument with her brother.", "narrative"),
        ("Affect brightened when she described the garden.", "narrative"),
        ("Tested the prediction against her last three reviews.", "narrative"),
        ("He stopped sertraline because of nausea.", "narrative"),
        ("Her refusal line got shorter each round.", "narrative"),
    ],
)
def test_what_a_sentence_is_about(sentence, matter):
    assert {zone[2] for zone in matter_zones(sentence)} == {matter}


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_zones_are_in_order_and_hold_every_word(path):
    text = path.read_text(encoding="utf-8")
    zones = matter_zones(text)
    assert all(one[1] <= two[0] for one, two in pairwise(zones))
    covered = {place for start, end, _ in zones for place in range(start, end)}
    assert {place for place, sign in enumerate(text) if sign.isalnum()} <= covered


def test_a_line_in_gives_a_line_out():
    out = checked({"id": "n1", "text": "Her mother is a narcissist.", "section": "Subjective"}, RULES)
    assert json.loads(json.dumps(out)) == out
    assert list(out) == ["id", "findings", "elements", "items", "evidence"]
    assert out["evidence"]["elements"] == {"presenting": [[0, 27]]}
    assert set(out["elements"]) == set(ELEMENTS)
    (finding,) = out["findings"]
    assert {key: finding[key] for key in ("rule", "category", "level", "start", "end", "text")} == {
        "rule": "third-party.label",
        "category": "third_party_speculation",
        "level": "warning",
        "start": 4,
        "end": 26,
        "text": "mother is a narcissist",
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"text": "x"}, 'is not an object with an "id"'),
        (["x"], 'is not an object with an "id"'),
        ({"id": 1}, '"text" must be a string'),
        ({"id": 1, "text": "x", "section": 3}, '"section" must be a string'),
    ],
)
def test_a_bad_line_says_why_and_not_what_it_held(line, said):
    with pytest.raises(BadLine) as caught:
        checked(line, RULES)
    assert str(caught.value) == said


def test_a_text_is_checked_without_the_models_of_a_note():
    loaded = "import sys, notewizard.checks.free_text; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


def contradictions(text):
    return [each.rule for each in check_text(text, RULES) if each.category == "safety"]


SUICIDAL = "Client said she is suicidal and attempted suicide last week. Denied SI, HI. Risk low."


def test_what_a_text_tells_and_denies_is_found():
    assert contradictions(SUICIDAL) == ["safety.ideation-in-text", "safety.attempt-in-text"]
    assert contradictions("Cut her arm on Friday. SI/HI and self-harm: denied. Risk low. No SI, self-harm or HI.") == [
        "safety.self-harm-in-text"
    ]


def test_a_denial_of_a_time_or_a_kind_or_a_raised_risk_contradicts_nothing():
    assert contradictions("Suicidal thoughts on Friday. Denied SI today. Risk low.") == []
    assert contradictions("Passive SI Sunday night; no plan. Denied SI by end. Risk low.") == []
    assert contradictions("Reports passive SI. Denied active SI, plan and intent. Risk low.") == []
    assert contradictions("Attempted suicide last week. Denied SI, HI. Acute risk high.") == []
    assert contradictions("Denied SI, HI. Attempted suicide in 2011. Her brother is suicidal.") == []
