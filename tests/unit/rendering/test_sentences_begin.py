"""A sentence begins with a capital wherever one answer follows another: nobody signs "deferred. crisis took…"."""

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
import shipped
from hypothesis import given, settings
from hypothesis import strategies as st

from notewizard.definitions.questions import Question
from notewizard.note.note import Note
from notewizard.rendering.markdown import opening, settle, sheltered

LIBRARY = shipped.library()
RENDERER = shipped.renderer()
SESSION = {
    "date": "2026-11-24",
    "time_zone": "America/Chicago",
    "session_type": "ongoing",
    "participants": "individual",
}
HE = {"id": "c-0002", "pronouns": "he/him"}
GOALS = {"goals": [{"id": "g1", "text": "Reduce worry"}]}
WORK = {"modality": "dbt", "techniques": ["safety planning"], "goal": "g1"}


@pytest.fixture
def text(read):
    """The note below its header as one text."""
    return lambda form="soap", **answers: "\n".join(read({"client": HE, "encounter": SESSION, **answers}, form)[1:])


@pytest.mark.parametrize("form", ["soap", "narrative"])
def test_what_was_done_begins_a_sentence(text, form):
    said = text(form, treatment=GOALS, interventions=[WORK | {"detail": "to lower the pull of the urge"}])
    assert "To lower the pull of the urge." in said


def test_the_evidence_of_a_goal_begins_a_sentence(text):
    progress = [{"goal": "g1", "status": "deferred", "evidence": "crisis took the hour"}]
    assert "deferred.** Crisis took the hour." in text(treatment=GOALS, response={"progress": progress})


def test_one_thing_that_was_said_follows_another(text):
    said = text(presenting={"concerns": "no sleep since Thursday", "symptoms": "voices commanding"})
    assert "No sleep since Thursday. Voices commanding." in said
    risk = {"acute": "high", "actions": ["called the ER", "sister takes the pills", "gave 988"]}
    assert "Called the ER. Sister takes the pills. Gave 988." in text(safety={"risk": risk})


@pytest.mark.parametrize(
    ("with_", "said"),
    [
        ("Dr. Lind, Mercy ED", "with Dr. Lind, Mercy ED is"),
        ("client, by phone", "with the client by phone is"),
        ("sister, in person", "with the sister in person is"),
        ("sister", "with the sister is"),
    ],
)
def test_a_person_and_a_place_keep_their_comma(text, with_, said):
    assert said in text(safety={"contacts": [{"due": "2026-12-01", "with": with_}]})


def test_no_frequency_is_said_as_one(text):
    plan = {"frequency": "none", "next_session": "2026-12-03T14:00:00-06:00"}
    assert "**Next session.** No fixed frequency; Thursday, December 3" in text(plan=plan)


@pytest.mark.parametrize(
    "words", ["iPhone kept by his wife", "e.g. buses", "x3 since May", "“it goes down”", "pH of 7"]
)
def test_what_is_written_that_way_stays(text, words):
    said = text(presenting={"concerns": "no sleep", "symptoms": words})
    assert f"No sleep. {words}." in said


def test_a_name_at_the_head_of_the_signature_is_its_bearers(read):
    page = read({"client": HE, "encounter": SESSION, "author": {"name": "bell amari", "credential": "LCSW"}})
    assert page[-1].startswith("bell amari, LCSW")


def test_a_mark_that_an_author_types_is_none():
    assert settle(sheltered("well. \ufdd2so")) == "well. so"
    assert settle(f"{opening('so')}. {opening('then')}, {opening('after')}") == "So. Then, after"


_SMALL = re.compile(r"(?:[.!?][”’)\]*]*\s+|^)\**[a-z][^\n]{0,30}", re.MULTILINE)
_WORDS = ("prose", "line", "lines", "many")
_NO_WORDS = frozenset(
    {
        "encounter.time_zone",
        "encounter.group.id",
        "client.id",
        "client.name",
        "author.name",
        "author.credential",
        "treatment.diagnoses",
    }
)
KINDS = ("intake", "ongoing", "crisis", "discharge", "no-show", "collateral")
ROWS: dict[str, dict[str, Any]] = {
    "interventions": {"goal": "g1"},
    "response.progress": {"goal": "g1", "status": "deferred"},
    "safety.contacts": {"due": "2026-11-25"},
    "safety.reports": {"kind": "child", "at": "2026-11-24T15:00:00-06:00"},
    "encounter.outreach": {"at": "2026-11-24T15:00:00-06:00"},
    "encounter.attended": {},
}


def everything(kind: str, words: Iterator[str]) -> dict[str, Any]:
    """A note with words in every answer that takes an author's own, and something positive in all of safety."""
    answers: dict[str, Any] = {
        "client": HE,
        "treatment": GOALS,
        "encounter": SESSION | {"session_type": kind, "delivery": "audio", "group": {"id": "g", "size": 4}},
        "safety": {
            "suicidal_ideation": "active",
            "self_harm": "urges",
            "harm_to_others": "threat",
            "abuse": "disclosed",
            "risk": {"acute": "high", "chronic": "low"},
        },
        "plan": {"next_session": "2026-12-03T14:00:00-06:00"},
    }
    for _, question in LIBRARY.questions():
        *above, last = question.id.split(".")
        holder = answers
        for name in above:
            holder = holder.setdefault(name, {})
        if question.id in ROWS:
            row = {each.id: _said(each, words) for each in question.rows if each.kind in _WORDS and each.id != "goal"}
            holder[last] = [row | ROWS[question.id]]
        elif question.kind in _WORDS and question.id not in _NO_WORDS and not isinstance(holder.get(last), list):
            holder[last] = _said(question, words)
    return answers


def _said(question: Question, words: Iterator[str]) -> str | list[str]:
    return [next(words), next(words)] if question.kind in ("lines", "many") else next(words)


SMALL = st.lists(st.text("abcdefgh", min_size=2, max_size=6), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS), st.lists(SMALL, min_size=1, max_size=5))
def test_no_sentence_begins_small_whatever_was_typed_small(kind, words):
    note = Note.model_validate(everything(kind, cycle(words)))
    for form in LIBRARY.formats.values():
        body = RENDERER.render(note, form).text.split("\n\n", 1)[1]
        assert _SMALL.findall(body) == [], form.id
