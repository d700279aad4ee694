"""A free text that calls itself a no-show or a contact is asked what such a document owes, and no more."""

from datetime import date
from pathlib import Path

import pytest
from validators.charts import library

from notewizard.checks.elements import ELEMENTS, elements_in
from notewizard.checks.free_text import check_text
from notewizard.checks.kind_told import ASKED, kind_told
from notewizard.checks.packs import compile_packs
from notewizard.definitions.completeness import open_questions
from notewizard.interview.chart import Chart
from notewizard.note.derived import derive
from notewizard.note.note import Note

GOLDEN = Path(__file__).parents[2] / "golden"
KINDS = {
    "no-show": "no-show",
    "late-cancellation": "late-cancellation",
    "cancellation-with-notice": "late-cancellation",
    "collateral-call": "collateral",
    "collateral-with-purpose": "collateral",
    "contact-by-phone": "contact",
}
PAGES = sorted((case, page) for case in KINDS for page in (GOLDEN / case).glob("note.*.md"))
OTHERS = sorted(page for page in GOLDEN.glob("*/note.*.md") if page.parent.name not in KINDS)
NO_RULES = compile_packs([], examples=False)


def lacking(text: str) -> list[str]:
    return [each.where for each in check_text(text, NO_RULES) if each.category == "missing"]


def told(text: str) -> str:
    return kind_told(text, elements_in(text))


@pytest.mark.parametrize(("case", "page"), PAGES, ids=lambda each: each if isinstance(each, str) else each.name)
def test_a_note_of_ours_without_its_record_lacks_nothing_that_its_kind_does_not_ask(case, page):
    text = page.read_text(encoding="utf-8")
    assert told(text) == KINDS[case]
    assert lacking(text) == []


@pytest.mark.parametrize("page", OTHERS, ids=lambda each: f"{each.parent.name}-{each.name}")
def test_a_session_with_the_client_is_none_of_these(page):
    assert told(page.read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# No-show note\n\n10/6/26, 4 PM. Called at 4:15, left a voicemail.", "no-show"),
        ("10/6/26 4:00 PM - NO SHOW. Called at 4:15, left VM with 988. Next appt 10/13.", "no-show"),
        ("10/6/26 4pm. Client no-showed. Left VM.", "no-show"),
        ("Date: 10/6/2026\nStatus: Cancelled\nTexted at 3:05: fever.", "late-cancellation"),
        ("10/6/26, 5 PM, late cancellation. Text at 3:05, ill.", "late-cancellation"),
        ("Collateral contact with mother\n11/2/26 3:05-3:17 PM\nUp until 3 on four nights.", "collateral"),
        ("Type: Phone contact with client\nDate: 11/24/26\nManager answered.", "contact"),
    ],
)
def test_what_a_head_calls_itself(text, kind):
    assert told(text) == kind
    assert not {"mental_status", "interventions", "response"} & set(lacking(text))


@pytest.mark.parametrize(
    "text",
    [
        "11/20/26 2:00-2:50, video. No-show last week; says the bus was late. Talked about it.",
        "11/20/26 2:00-2:50. No show 11/13, reached by phone that day.",
        "10/16/25, 4:05-5:00, office. Individual; collateral call with dad.\n\nD: Spent 38 minutes with him.",
        "# Progress note\n\nDate: 11/20/26\n\n## Subjective\n\nNo-show.\n\n## Plan\n\nNext week.",
        "Phone contact: 303-555-0100\nDate: 11/20/26, 2:00-2:50 PM\nTired and low.",
        "Date: 11/20/26 2:00 PM\nConsidered a late cancellation but came. Tired.",
        "Date: 11/20/26, 2:00-2:50 PM, telephone session. Tired and low.",
        "Client canceled last week and came today, 11/20/26, 2:00-2:50.",
        "11/20/26, 2 PM, no-show\nMood low, affect flat, speech slow; came at 2:30 after all.",
    ],
)
def test_what_only_mentions_it_is_asked_for_every_element(text):
    assert told(text) == ""
    assert {"interventions", "response"} & set(lacking(text))


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_asked_is_what_the_questions_ask(kind):
    note = Note.model_validate({"encounter": {"session_type": kind}})
    answers = note.answers()
    facts = {"derived": derive(note).facts(), "chart": Chart(today=date.min).facts(answers)}
    asked = {each.element.element for each in open_questions(library(), answers, facts)}
    assert ASKED[kind] == asked & set(ELEMENTS)


def test_a_no_show_still_owes_its_decision():
    assert "safety" in lacking("# No-show note\n\n10/6/26, 4:00 PM. Next appointment 10/13. Written 10/6/2026.")
