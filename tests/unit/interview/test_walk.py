"""The interview without a screen: which question is next, and what each answer writes."""

from datetime import date
from pathlib import Path

import pytest

from notewizard.definitions.library import load_library
from notewizard.errors import AuthorStopped
from notewizard.interview.accept import Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.replay import replayed
from notewizard.interview.state import Interview, next_question, previous_question, question_at, sequence
from notewizard.note.note import Note
from notewizard.terminal.screen import Did, Said
from notewizard.terminal.walk import Walk

EXAMPLES = Path(__file__).parents[3] / "examples"

BEGUN = {
    "schema": 1,
    "format": "soap",
    "author": {"name": "Dana Whitfield", "credential": "LCSW"},
    "client": {"id": "c-1042"},
    "treatment": {
        "diagnoses": [{"code": "F41.1", "name": "Generalized anxiety disorder"}],
        "goals": [{"id": "g1", "text": "Reduce worry that keeps her from work and sleep"}],
    },
    "encounter": {"date": "2026-11-20", "time_zone": "America/New_York"},
    "timing": {"written": "2026-11-20T15:05:00-05:00"},
}

ROUTINE = {
    "encounter.session_type": "o",
    "encounter.start": "2p",
    "encounter.end": "248p",
    "encounter.delivery": "p",
    "encounter.setting": "office",
    "encounter.participants": "i",
    "encounter.session_number": "11",
    "presenting.since_last": "Used the worry period on four evenings.",
    "presenting.concerns": "Worry about a performance plan.",
    "presenting.symptoms": "Worry on five of seven days.",
    "presenting.functioning": "Missed one day of work.",
    "mental_status": (
        "appropriately dressed",
        "Speech: rapid at first",
        "full range",
        "linear",
        "alert",
        "thought content: preoccupied with work",
    ),
    "mental_status.mood": "wrung out but steadier",
    "safety.asked_by": "direct inquiry",
    "safety.suicidal_ideation": "d",
    "safety.self_harm": "d",
    "safety.harm_to_others": "d",
    "safety.risk.protective_factors": ("regular contact with family",),
    "safety.risk.acute": "l",
    "interventions[0].techniques": ("cognitive restructuring", "behavioral experiment"),
    "interventions[0].detail": "Tested one prediction against three reviews.",
    "interventions[0].goal": "1",
    "response.engagement": "Generated two of three alternatives without prompting.",
    "response.in_session": "Rated belief 85% at the start and 40% at the end.",
    "response.progress[0].status": "p",
    "response.progress[0].evidence": "GAD-7 down seven points.",
    "response.impression": "Checking e-mail keeps the worry going.",
    "plan.homework": ("Ask the planned question by Monday.",),
    "plan.referrals": ("none",),
    "plan.next_focus": "Review the experiment.",
    "plan.next_session": "Nov 27 2pm",
}


class Author:
    """A screen on which somebody answers by the book; anything optional is passed over."""

    def __init__(self, answers, then=()):
        self.answers = dict(answers)
        self.then = dict(then)
        self.asked = []
        self.said = []

    def ask(self, view):
        self.asked.append(view.key)
        if view.key in self.then:
            return self.then.pop(view.key)
        if view.key in self.answers:
            raw = self.answers[view.key]
            assert view.judge(raw) == "", f"{view.key}: {view.judge(raw)}"
            return Said(raw)
        assert view.optional, f"no answer to {view.key}"
        return Said("")

    def say(self, text, tone="plain"):
        self.said.append(text)

    def review(self, lines, place):
        return None


@pytest.fixture(scope="module")
def library():
    return load_library()


def begin(library, **chart):
    return Interview(library, library.formats["soap"], Chart(today=date(2026, 11, 20), **chart), BEGUN)


def walk(state, author):
    journal = []
    return Walk(screen=author, keep=journal.append).run(state), journal


def test_a_routine_session_is_asked_in_the_order_of_the_elements(library):
    author = Author(ROUTINE)
    done, _ = walk(begin(library), author)
    assert next_question(done) is None
    places = [key for key in author.asked if key in ROUTINE]
    assert places == list(ROUTINE)
    note = Note.model_validate(done.answers)
    assert note.interventions[0].modality == "cbt"
    assert note.mental_status.speech == ("rapid at first",)
    assert note.plan.referrals == ()
    assert note.response.progress[0].goal == "g1"


def test_every_answer_is_kept_before_the_next_question(library):
    _, journal = walk(begin(library), Author(ROUTINE))
    again = replayed(begin(library), journal)
    assert next_question(again.state) is None
    assert again.pending == {}


ROUTINE_ANSWERS = (
    (("encounter", "session_type"), "ongoing"),
    (("encounter", "start"), "14:00"),
    (("encounter", "end"), "14:48"),
)


@pytest.mark.parametrize(
    ("path", "value", "also_asked"),
    [
        ("encounter.delivery", "video", ["encounter.telehealth.client_location", "encounter.telehealth.consent"]),
        ("encounter.delivery", "audio", ["encounter.telehealth.audio_reason"]),
        ("encounter.end", "14:53", ["encounter.length_reason"]),
        (
            "safety.suicidal_ideation",
            "passive",
            [
                "safety.suicide.detail",
                "safety.suicide.behavior",
                "safety.suicide.means",
                "safety.risk.changed",
                "safety.risk.rationale",
                "safety.risk.actions",
                "safety.risk.consultation",
                "safety.contacts[0].due",
            ],
        ),
        ("safety.self_harm", "urges", ["safety.self_injury.detail", "safety.risk.rationale"]),
        ("safety.harm_to_others", "threat", ["safety.violence.target", "safety.violence.detail"]),
        ("encounter.participants", "couple", ["encounter.attended[0].role"]),
        ("timing.written", "2026-11-21T14:48:00-05:00", ["timing.late_reason"]),
    ],
)
def test_an_answer_brings_its_follow_up_questions(library, path, value, also_asked):
    before = begin(library).with_answer(ROUTINE_ANSWERS)
    after = before.with_answer(((tuple(path.split(".")), value),))
    assert not set(also_asked) & {each.key for each in sequence(before)}
    assert set(also_asked) <= {each.key for each in sequence(after)}


def test_risk_first_asks_safety_before_concerns(library):
    state = begin(library)
    author = Author(ROUTINE, {"encounter.start": Did("risk")})
    _, journal = walk(state, author)
    asked = author.asked
    assert asked.index("safety.suicidal_ideation") < asked.index("presenting.concerns")
    assert replayed(state, journal).state.risk_first


def test_back_asks_the_question_before_and_keeps_what_was_typed(library):
    author = Author(ROUTINE, {"presenting.symptoms": Did("back", "half a sen")})
    _, journal = walk(begin(library), author)
    here = author.asked.index("presenting.symptoms")
    assert author.asked[here : here + 3] == ["presenting.symptoms", "presenting.concerns", "presenting.symptoms"]
    assert {"kind": "pending", "path": ["presenting", "symptoms"], "text": "half a sen"} in journal


def test_what_could_not_be_assessed_carries_its_reason(library):
    author = Author(ROUTINE, {"safety.self_harm": Did("not_assessed", words="the call ended")})
    done, _ = walk(begin(library), author)
    assert done.answers["safety"]["self_harm"] == {"not_assessed": "the call ended"}


def test_saving_stops_and_keeps_the_half_word(library):
    author = Author(ROUTINE, {"presenting.concerns": Did("save", "Worry abo")})
    journal = []
    with pytest.raises(AuthorStopped):
        Walk(screen=author, keep=journal.append).run(begin(library))
    again = replayed(begin(library), journal)
    assert again.pending == {"presenting.concerns": "Worry abo"}
    assert again.newest == "presenting.concerns"


def test_the_question_before_the_first_is_none(library):
    state = begin(library)
    assert previous_question(state, sequence(state)[0].key) is None


def test_no_safe_default_is_ever_a_finding(library):
    for element, question in library.questions():
        if question.suggest:
            assert element.element in ("encounter", "presenting", "plan"), question.id


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("encounter.session_number", "inf"),
        ("encounter.session_number", "nan"),
        ("presenting.measures[0].name", "gad7 ²"),
        ("encounter.session_number", "1e9"),
    ],
)
def test_what_is_no_number_is_refused_and_never_an_error(library, key, raw):
    state = begin(library).with_answer(ROUTINE_ANSWERS)
    found = accept(question_at(state, key), raw, state.answers, library, state.chart)
    assert isinstance(found, Rejected) or found.writes[0][1] == raw
