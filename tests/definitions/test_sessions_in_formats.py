"""Every kind of session in every format: each answer has its place, and what was not asked prints nothing."""

import re
from datetime import date

import pytest
import shipped
from definitions.every_answer import every_answer

from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, fitting_answers
from notewizard.note.note import Note

LIBRARY = shipped.library()
RENDERER = shipped.renderer()
KINDS = [
    option.value for _, each in LIBRARY.questions() if each.id == "encounter.session_type" for option in each.options
]
SESSIONS = {
    **{kind: (kind, {"participants": "individual", "delivery": "in-person"}) for kind in KINDS},
    "by-video": ("ongoing", {"participants": "individual", "delivery": "video"}),
    "by-audio": ("intake", {"participants": "individual", "delivery": "audio"}),
    "couple": ("ongoing", {"participants": "couple", "delivery": "in-person"}),
    "family": ("crisis", {"participants": "family", "delivery": "video"}),
    "group": ("ongoing", {"participants": "group", "delivery": "in-person"}),
}
SECTIONS = [form.id for form in LIBRARY.formats.values() if form.outline == "sections"]


def asked(session: str, mark: str = "") -> tuple[dict, dict[str, str]]:
    kind, encounter = SESSIONS[session]
    return every_answer(LIBRARY, kind, mark, **({} if kind in ("no-show", "late-cancellation") else encounter))


def page(answers: dict, form: str) -> str:
    return RENDERER.render(Note.model_validate(answers), LIBRARY.formats[form]).text


@pytest.mark.parametrize("form", sorted(LIBRARY.formats))
@pytest.mark.parametrize("session", SESSIONS)
def test_every_answer_has_a_place(session, form):
    answers, words = asked(session)
    text = page(answers, form)
    assert len(words) > 5
    assert [key for key, word in words.items() if word.lower() not in text.lower()] == []


@pytest.fixture(scope="module")
def everything() -> tuple[dict, dict[str, str]]:
    """All answers of all kinds of session at once, as no session has them, and the question of each word."""
    answers: dict = {}
    question_of: dict[str, str] = {}
    for number, session in enumerate(SESSIONS):
        own, words = asked(session, "bcdfghjklmnpqrstv"[number])
        answers = merged(answers, own)
        question_of |= {word: key for key, word in words.items()}
    return answers, question_of


def merged(one: dict, other: dict) -> dict:
    out = dict(one)
    for key, value in other.items():
        out[key] = merged(out[key], value) if isinstance(out.get(key), dict) and isinstance(value, dict) else value
    return out


@pytest.mark.parametrize("form", sorted(LIBRARY.formats))
@pytest.mark.parametrize("session", SESSIONS)
def test_what_is_not_asked_prints_nothing(session, form, everything):
    kind, encounter = SESSIONS[session]
    answers = merged(everything[0], {"encounter": {"session_type": kind, **encounter}})
    text = page(fitting_answers(Interview(LIBRARY, LIBRARY.formats[form], Chart(date(2026, 11, 24)), answers)), form)
    its = set(asked(session)[1])
    printed = {everything[1][word] for word in re.findall(r"Zq\w+", text)}
    # Diagnoses and goals are the chart's, and may stand in the head of any note.
    assert {key for key in printed - its if not key.startswith("treatment.")} == set()
    assert len(printed) > 5


@pytest.mark.parametrize("form", SECTIONS)
@pytest.mark.parametrize("session", SESSIONS)
def test_no_heading_and_no_label_stands_over_nothing(session, form):
    for text in (page(asked(session)[0], form), page({"encounter": {"session_type": SESSIONS[session][0]}}, form)):
        assert not re.search(r"^## [^\n]+\n\n(?:## |\Z)", text, re.MULTILINE)
        assert not re.search(r"\*\*[^*\n]+\.\*\* *$", text, re.MULTILINE)
