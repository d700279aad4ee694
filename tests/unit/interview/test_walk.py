"""The interview without a screen: which question is next, and what each answer writes."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shipped

from notewizard.errors import AuthorStopped
from notewizard.interview.accept import Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.replay import replayed
from notewizard.interview.rows import row_that_may_go
from notewizard.interview.state import (
    Interview,
    everything_asked,
    fitting_answers,
    next_question,
    previous_question,
    question_at,
    sequence,
)
from notewizard.note.note import Note
from notewizard.terminal.said import is_changed
from notewizard.terminal.screen import Did, Said
from notewizard.terminal.views import view_of
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

RAISED = {
    "safety.suicide.behavior_detail": "Took 12 tablets.",
    "safety.risk.changed": "An overdose on Tuesday.",
    "safety.risk.rationale": "Recent attempt; told her sister at once.",
    "safety.risk.actions": ("Wrote a safety plan.",),
    "safety.risk.consultation": "Supervisor called.",
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
    return shipped.library()


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
    (("encounter", "participants"), "individual"),
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


def test_an_attempt_is_offered_where_ideation_is_denied_and_the_walk_does_not_ask_it(library):
    author = Author(ROUTINE)
    done, _ = walk(begin(library), author)
    assert "safety.suicide.behavior" not in author.asked
    assert "Suicidal behavior" in [line.ask for line in Walk(author, keep=print).lines(done)]
    opened = Walk(Author({"safety.suicide.behavior": "p", **RAISED}), keep=lambda entry: None)
    after = opened.run(done, "safety.suicide.behavior")
    assert after.answers["safety"]["suicide"] == {"behavior": "past-3-months", "behavior_detail": "Took 12 tablets."}
    assert fitting_answers(after) == after.answers
    assert {"safety.suicide.behavior_detail", "safety.suicide.means", "safety.risk.rationale"} <= set(
        opened.screen.asked
    )


def test_the_risk_questions_say_where_an_attempt_is_answered(library):
    def above(state):
        return view_of(question_at(state, "safety.suicidal_ideation"), state).note

    assert above(begin(library)) == ""
    assert "Suicidal behavior" in above(replace(begin(library), risk_first=True))
    assert "Suicidal behavior" in above(begin(library, risk_before=True))


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


def test_words_are_cited_only_where_they_are_looked_at_and_the_walk_can(library):
    class Looking(Author):
        leads = {}

        def ask(self, view):
            self.leads[view.key] = {"cite", "fact", "apart"} & set(view.leads)
            return super().ask(view)

    def look(asked, state):
        return (lambda text: ()) if asked.question.kind == "prose" else None

    for able in (True, False):
        author = Looking(ROUTINE)
        cite = {"cite": lambda asked, text, state: (text, "")} if able else {}
        Walk(screen=author, keep=lambda entry: None, look=look, **cite).run(begin(library))
        assert author.leads["presenting.concerns"] == ({"cite"} if able else set())
        assert author.leads["safety.self_harm"] == set()


def test_a_change_that_enter_did_not_take_is_asked_again_before_the_walk_ends(library):
    begun = Author({**ROUTINE, "presenting.symptoms": "None of seven days."})
    begun.then = {"presenting.functioning": Did("back")}
    left = iter([Said(ROUTINE["presenting.symptoms"]), Did("back", "None of se"), Said("None of seven days.")])
    seen = []

    def ask(view):
        if view.key == "presenting.symptoms":
            seen.append(view.value)
            return next(left)
        return Author.ask(begun, view)

    begun.ask = ask
    done, journal = walk(begin(library), begun)
    assert seen == ["", ROUTINE["presenting.symptoms"], "None of se"]
    assert done.answers["presenting"]["symptoms"] == "None of seven days."
    half = [each for each in journal if each["kind"] == "pending" and each["text"] == "None of se"]
    again = replayed(begin(library), journal[: journal.index(half[0]) + 1])
    assert again.pending == {"presenting.symptoms": "None of se"}


def test_an_answer_that_was_merely_looked_at_is_not_asked_again(library):
    author = Author(ROUTINE, {"presenting.functioning": Did("back")})
    said = ROUTINE["presenting.symptoms"]
    asked = []

    def ask(view):
        if view.key == "presenting.symptoms":
            asked.append(view.value)
            return Did("back", view.value) if view.value else Said(said)
        return Author.ask(author, view)

    author.ask = ask
    walk(begin(library), author)
    assert asked == ["", said]


def test_the_review_says_what_was_begun_changed_and_answered_with_none(library):
    state = begin(library).with_answer(ROUTINE_ANSWERS).with_answer(((("plan", "referrals"), []),))
    one = Walk(screen=Author({}), keep=lambda entry: None)
    one.pending = {"encounter.start": "3p", "presenting.concerns": "Worry abo"}
    shown = {line.key: line for line in one.lines(state)}
    assert (shown["encounter.start"].shown, shown["encounter.start"].open) == ("changed, not taken yet: 3p", True)
    assert shown["presenting.concerns"].shown == "begun: Worry abo"
    assert (shown["plan.referrals"].shown, shown["plan.referrals"].open) == ("none", False)


def test_rows_of_progress_are_called_by_their_goal(library):
    goals = [{"id": "g1", "text": "Sleep"}, {"id": "g2", "text": "Work"}]
    state = begin(library).with_answer(ROUTINE_ANSWERS).with_answer(((("treatment", "goals"), goals),))
    state = state.with_answer(((("response", "progress", 0, "goal"), "g2"),))
    lines = Walk(screen=Author({}), keep=lambda entry: None).lines(state)
    shown = {line.key: (line.ask, line.answer) for line in lines}
    assert shown["response.progress[0].goal"] == ("Progress on", "goal 2")
    assert shown["response.progress[0].status"] == ("Where it stands (goal 2)", "")


SCORES = [{"name": "GAD-7", "score": 9, "date": "2026-11-20"}, {"name": "1", "score": 2, "date": "2026-11-20"}]


def test_a_score_without_a_name_is_taken_out_and_the_later_ones_move_up(library):
    state = begin(library).with_answer(ROUTINE_ANSWERS).with_answer(((("presenting", "measures"), SCORES),))
    state = state.with_passed("presenting.measures[0].previous_score").with_passed("presenting.measures")
    author = Author(ROUTINE, {"presenting.measures[0].name": Said("")})
    journal = []
    done = Walk(screen=author, keep=journal.append).run(state, "presenting.measures[0].name")
    assert done.answers["presenting"]["measures"] == SCORES[1:]
    assert author.said == ["Taken out: score 1."]
    assert replayed(state, journal).state.answers["presenting"]["measures"] == SCORES[1:]


def test_work_that_the_note_needs_is_not_taken_out(library):
    state = begin(library).with_answer(ROUTINE_ANSWERS)
    state = state.with_answer(((("interventions", 0, "techniques"), ["exposure"]),))
    assert row_that_may_go(question_at(state, "interventions[0].techniques"), state.answers) is None
    state = state.with_answer(((("interventions", 1, "techniques"), ["role-play"]),))
    assert row_that_may_go(question_at(state, "interventions[1].techniques"), state.answers) == ("interventions", 1)


def test_a_measure_that_is_not_known_has_to_be_confirmed(library):
    state = begin(library).with_answer(ROUTINE_ANSWERS)
    assert view_of(question_at(state, "presenting.measures[0].name"), state).confirms_own


def test_a_weekday_promised_is_the_first_one_after_the_session(library):
    state = begin(library).with_answer(ROUTINE_ANSWERS).with_answer(((("encounter", "date"), "2026-11-14"),))
    due = question_at(state, "safety.contacts[0].due")
    coming = question_at(state, "plan.next_session")
    assert accept(due, "sunday", state.answers, library, state.chart).writes[0][1] == "2026-11-15"
    assert accept(coming, "tue 5pm", state.answers, library, state.chart).writes[0][1] == "2026-11-17T17:00:00"
    assert accept(coming, "in 2 weeks", state.answers, library, state.chart).writes[0][1] == "2026-11-28T14:00:00"
    assert accept(coming, "Nov 10 2pm", state.answers, library, state.chart).why == "That is before this session."


def test_last_times_answer_is_said_back_and_not_its_y(library):
    chart = {"last": {"presenting": {"medications": "Sertraline 50 mg."}, "safety": {"asked_by": "direct inquiry"}}}
    state = begin(library, **chart).with_answer(ROUTINE_ANSWERS)
    assert view_of(question_at(state, "presenting.medications"), state).understood("y") == "Sertraline 50 mg."
    asked_by = view_of(question_at(state, "safety.asked_by"), state)
    assert (asked_by.offers[0].term, asked_by.suggestion) == ("direct inquiry", "")


def test_an_end_before_the_start_says_what_to_do_in_the_words_of_the_walk(library):
    state = begin(library).with_answer(ROUTINE_ANSWERS[:2])
    why = accept(question_at(state, "encounter.end"), "1:30p", state.answers, library, state.chart).why
    assert why.startswith("That is not after the start. If it ended on the next day: F3 or :review, “Did it end on")
    state = state.with_answer(((("encounter", "overnight"), True),))
    assert accept(question_at(state, "encounter.end"), "12:30a", state.answers, library, state.chart).writes
    why = accept(question_at(state, "encounter.end"), "2:30p", state.answers, library, state.chart).why
    assert why == "That is after the start, but it is said to have ended on the next day. F3 or :review changes either."


@pytest.mark.parametrize("example", ["ongoing-video", "emdr-in-person"])
def test_the_same_answer_given_again_is_told_as_no_change(library, example):
    answers = tomllib.loads((EXAMPLES / "answers" / f"{example}.toml").read_text(encoding="utf-8"))
    note = Note.model_validate(answers)
    state = Interview(library, library.formats["soap"], Chart(date(2026, 11, 20)), note.answers())
    views = [view_of(asked, state) for asked in everything_asked(state)]
    given = [view for view in views if view.stood is not None]
    assert len(given) > 30
    for view in given:
        same = view.stood if view.choices else view.value
        assert not is_changed(view, same), view.key
        assert not view.choices or view.stood in {choice.value for choice in view.choices}, view.key
