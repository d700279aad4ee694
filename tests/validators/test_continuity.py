"""From one note to the next: the card, the items asked about, the open contact, what stands in the chart."""

from datetime import date

import pytest
from validators.charts import EMDR, library, note, plan

from notewizard.checks.coherence import note_findings
from notewizard.checks.packs import compile_packs
from notewizard.commands.looking.second_look import SecondLook
from notewizard.commands.looking.sources import Sources
from notewizard.definitions.completeness import answer_at
from notewizard.definitions.facts import fact_kinds
from notewizard.interview.accept import Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.on_file import on_file
from notewizard.interview.state import Interview, question_at, sequence, wants_author
from notewizard.interview.thread import MOST_LINES, WIDTH, items_asked, marked, scores_due, thread_card
from notewizard.note.facts import StandingFact
from notewizard.note.safety import SafetyContact
from notewizard.terminal.views import said, view_of

TODAY = date(2026, 11, 20)
LAST = {
    "encounter": {"date": "2026-11-13", "session_number": 10},
    "presenting": {"medications": "Sertraline 50 mg from her PCP."},
    "safety": {"suicidal_ideation": "passive", "risk": {"acute": "moderate"}},
    "treatment": {"diagnoses": [{"code": "F41.1", "name": "GAD"}], "goals": [{"id": "g1", "text": "Sleep through"}]},
    "plan": {
        "homework": ["Ride two stops on Monday.", "Write down the rating."],
        "referrals": ["Asked the PCP for a thyroid test."],
        "next_focus": "Review the ratings.",
    },
}
CALL = SafetyContact.model_validate({"due": "2026-11-15", "with": "client, by phone"})
LATER_CALL = SafetyContact.model_validate({"due": "2026-11-18", "with": "sister, by phone"})
KINDS = fact_kinds()


def chart(**known):
    return Chart(**{"today": TODAY, "last": LAST, "earlier": 1, **known})


def facts(*rows):
    """Standing facts, as (kind, text, confirmed) each."""
    held = [(KINDS.of(kind), StandingFact(kind=kind, text=text, confirmed=day)) for kind, text, day in rows]
    return on_file(held, ())


def begun(**known):
    answers = {
        "encounter": {"date": "2026-11-20", "session_type": "ongoing", "delivery": "video"},
        "timing": {"written": "2026-11-20T15:05:00-05:00"},
        "client": {"id": "c-1042"},
    }
    answers["encounter"] |= {"start": "14:00", "end": "14:48", "time_zone": "America/New_York"}
    return Interview(library(), library().formats["soap"], chart(**known), answers)


def give(state, key, raw):
    found = accept(question_at(state, key), raw, state.answers, state.library, state.chart)
    assert not isinstance(found, Rejected), found
    return state.with_answer(found.writes)


# The card


def test_the_card_puts_open_risk_first_and_holds_to_its_size():
    many = {**LAST, "plan": {**LAST["plan"], "homework": [f"Task {n}. " + "words " * 40 for n in range(9)]}}
    held = facts(("release", "Dr. Osei, PCP: attendance and treatment, " + "very " * 20 + "long", TODAY))
    known = {"last": many, "contacts_open": (CALL, LATER_CALL), "plan": plan(), "on_file": held}
    lines = thread_card(chart(**known)).split("\n")
    assert lines[1].split() == ["Risk", "last", "time", "passive", "suicidal", "ideation,", "acute", "risk", "moderate"]
    assert lines[2].strip().startswith("Contact    promised by Nov 15: client, by phone")
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= WIDTH
    kinds = [line[2:12].strip() for line in lines[1:] if line[2:12].strip()]
    assert kinds[:4] == ["Risk", "Contact", "Homework", "Goals"]


def test_the_card_of_a_client_of_whom_nothing_is_known_is_none():
    assert thread_card(Chart(today=TODAY)) == ""


def test_the_card_says_where_each_goal_stood_and_which_scores_are_due():
    scores = ({"name": "PCL-5", "score": 41, "date": "2026-10-01"},)
    known = {"plan": plan(), "scores": scores, "progress": {"g1": ("no-change", "2026-10-30")}}
    card = thread_card(chart(**known))
    assert "(no change, Oct 30)" in card
    assert "Scores due PCL-5 (41 on Oct 1)" in card
    taken = ({"name": "pcl 5", "score": 40, "date": "2026-11-13"},)
    assert scores_due(chart(plan=plan(), scores=taken)) == ()
    assert scores_due(chart()) == ()


def test_a_missed_session_leaves_open_what_the_one_before_agreed_on():
    missed = {"encounter": {"date": "2026-11-20", "session_type": "no-show"}, "safety": {"follow_up": "Called."}}
    card = thread_card(chart(last=missed, last_held=LAST))
    assert card.startswith("Last note: Nov 20, no show.")
    assert "Risk       last time passive suicidal ideation" in card
    assert "Homework   Ride two stops on Monday." in card
    assert marked("2n", chart(last=missed, last_held=LAST)) == "Second homework not done."


def test_where_a_goal_stood_is_said_where_it_is_asked_about():
    state = begun(progress={"g1": ("no-change", "2026-10-30")})
    state = state.with_answer(((("treatment",), LAST["treatment"]), (("response", "progress", 0, "goal"), "g1")))
    asked = question_at(state, "response.progress[0].status")
    assert view_of(asked, state).note == "goal 1: Sleep through\nLast noted: no change, Oct 30"


def test_a_release_that_has_ended_says_so():
    fact = StandingFact(kind="release", text="Dr. Osei", until=date(2026, 11, 1), confirmed=TODAY)
    held = on_file([(KINDS.of("release"), fact)], ())
    assert "Release: Dr. Osei (ended Nov 1)" in thread_card(chart(on_file=held))


# What became of it, item by item


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("1d", "First homework done."),
        (
            "1d rode on three days, 2n",
            "First homework done: rode on three days. Second homework not done.",
        ),
        (
            "1d 2p only on Monday; 3d",
            "First homework done. Second homework partly done: only on Monday. Referral followed up.",
        ),
        ("1 done, 4 not: her boss called", "First homework done. Planned focus put off: her boss called."),
        ("1p skipped Thursday after a bad night.", "First homework partly done: skipped Thursday after a bad night."),
    ],
)
def test_a_mark_says_what_became_of_an_item(typed, stands):
    assert marked(typed, chart()) == stands
    state = give(begun(), "presenting.since_last", typed)
    assert answer_at(state.answers, ("presenting", "since_last")) == stands


@pytest.mark.parametrize(
    "words",
    [
        "Rode the bus on 3 d of 4.",
        "2 days after the session she rode.",
        "5d",
        "1 did it",
        "Did 1d of it",
        "3dogs came along",
        "1 notebook filled",
    ],
)
def test_words_that_are_no_mark_stand_as_they_are(words):
    assert marked(words, chart()) == words


def test_behind_a_mark_only_a_comma_begins_the_next():
    assert marked("1d she needed 2d for it", chart()) == "First homework done: she needed 2d for it."


def test_nothing_of_the_old_words_comes_into_the_note():
    said_of_all = marked("1d 2p 3n 4d", chart())
    for old in ("Ride two stops", "rating", "thyroid", "Review the ratings"):
        assert old not in said_of_all


def test_the_items_stand_by_number_above_the_question_and_what_will_stand_is_shown():
    state = begun()
    view = view_of(question_at(state, "presenting.since_last"), state)
    assert view.note.split("\n")[:4] == [
        "1  Homework: Ride two stops on Monday.",
        "2  Homework: Write down the rating.",
        "3  Referral: Asked the PCP for a thyroid test.",
        "4  Planned focus: Review the ratings.",
    ]
    assert "Risk last time: passive suicidal ideation" in view.note
    assert view.understood("2n") == "Second homework not done."
    assert view.understood("She rode twice.") == ""
    assert items_asked(Chart(today=TODAY)) == ""


# A promised contact


def test_an_open_contact_is_offered_with_its_day_and_person_and_no_outcome():
    state = begun(contacts_open=(CALL, LATER_CALL))
    asked = question_at(state, "safety.contacts[0].due")
    view = view_of(asked, state)
    assert view.suggestion == "November 15, 2026, client, by phone"
    assert view.understood("y") == "November 15, 2026, client, by phone"
    for raw in (view.suggestion, "y"):
        after = give(state, "safety.contacts[0].due", raw)
        assert after.answers["safety"]["contacts"] == [{"due": "2026-11-15", "with": "client, by phone"}]
        wanted = [each.key for each in sequence(after) if each.path[:2] == ("safety", "contacts")]
        wanted = [key for key in wanted if wants_author(question_at(after, key), after)]
        assert wanted[:2] == ["safety.contacts[0].done", "safety.contacts[0].outcome"]
        for key in wanted[:2]:
            assert view_of(question_at(after, key), after).suggestion == ""


def test_each_open_contact_is_its_own_row_and_then_none_is_offered():
    state = give(begun(contacts_open=(CALL, LATER_CALL)), "safety.contacts[0].due", "y")
    second = view_of(question_at(state, "safety.contacts[1].due"), state)
    assert second.suggestion == "November 18, 2026, sister, by phone"
    state = give(state, "safety.contacts[1].due", "y")
    assert view_of(question_at(state, "safety.contacts[2].due"), state).suggestion == ""
    for row in (0, 1):
        state = give(state, f"safety.contacts[{row}].done", "Nov 18 2pm")
        state = give(state, f"safety.contacts[{row}].outcome", "Slept.")
    assert not [each.key for each in sequence(state) if "contacts" in each.key and wants_author(each, state)]


def test_without_an_open_contact_the_routine_walk_asks_for_none():
    keys = [each.key for each in sequence(begun())]
    assert not [key for key in keys if key.startswith("safety.contacts")]
    assert [each.key for each in sequence(begun(contacts_open=(CALL,))) if "contacts" in each.key]


# What stands in the chart


def test_a_fact_is_confirmed_with_y_and_printed_as_confirmed():
    held = facts(("emergency-contact", "partner, number on file", date(2026, 10, 2)))
    state = begun(on_file=held)
    key = "encounter.telehealth.emergency_contact"
    view = view_of(question_at(state, key), state)
    assert view.note == "In the chart: partner, number on file, confirmed October 2, 2026, 49 days ago (y confirms it)"
    assert view.suggestion == ""
    after = give(state, key, "y")
    assert said(question_at(after, key), after) == "partner, number on file (confirmed November 20, 2026)"


def test_last_times_answer_is_taken_without_the_day_it_was_confirmed():
    last = {"encounter": {"telehealth": {"consent": "on file (confirmed November 13, 2026)"}}}
    state = begun(last=last)
    after = give(state, "encounter.telehealth.consent", "y")
    assert after.answers["encounter"]["telehealth"]["consent"] == "on file"


def test_a_note_that_says_the_same_confirms_the_fact():
    kind = KINDS.of("emergency-contact")
    fact = StandingFact(kind=kind.id, text="partner, number on file", confirmed=date(2026, 1, 2))
    same = (kind.question, "Partner, number on file (confirmed November 13, 2026)", date(2026, 11, 13))
    other = (kind.question, "sister, number on file", date(2026, 11, 18))
    (held,) = on_file([(kind, fact)], (same, other))
    assert held.confirmed == date(2026, 11, 13)
    assert not held.is_old(TODAY)


def test_a_fact_that_nobody_confirmed_for_long_is_asked_again():
    key = "encounter.telehealth.emergency_plan"
    fresh = begun(on_file=facts(("emergency-plan", "911 for Erie County", date(2026, 11, 1))))
    old = begun(on_file=facts(("emergency-plan", "911 for Erie County", date(2026, 3, 1))))
    assert key not in [each.key for each in sequence(fresh)]
    assert key in [each.key for each in sequence(old)]
    assert "that is long ago: ask; y confirms it" in view_of(question_at(old, key), old).note


def test_several_facts_of_a_kind_are_taken_together_or_one_by_one():
    rows = [("protective-factor", text, TODAY) for text in ("weekly dinner with her parents", "a dog")]
    state, key = begun(on_file=facts(*rows)), "safety.risk.protective_factors"
    view = view_of(question_at(state, key), state)
    everything = view.offers[0]
    assert (everything.term, everything.also) == ("on file: weekly dinner with her parents; a dog", ("y",))
    after = give(state, key, (everything.term, "supportive partner"))
    assert after.answers["safety"]["risk"]["protective_factors"] == [
        "weekly dinner with her parents",
        "a dog",
        "supportive partner",
    ]
    assert give(state, key, ("a dog",)).answers["safety"]["risk"]["protective_factors"] == ["a dog"]


def test_a_release_that_has_run_out_is_not_offered():
    kind = KINDS.of("emergency-contact")
    fact = StandingFact(kind=kind.id, text="partner", until=date(2026, 11, 1), confirmed=TODAY)
    state = begun(on_file=on_file([(kind, fact)], ()), last={})
    found = accept(question_at(state, kind.question), "y", state.answers, state.library, state.chart)
    assert isinstance(found, Rejected)
    assert found.why.startswith("There is nothing here that y takes.")


def test_every_fact_is_offered_at_a_question_that_there_is():
    known = {question.id for _, question in library().questions()}
    for kind in KINDS.kinds:
        assert not kind.question or kind.question in known, kind.id


def test_a_check_of_a_late_note_sees_no_later_note_as_earlier():
    promised = [{"due": date(2026, 11, 15), "with": "client, by phone"}]
    kept = [{**promised[0], "done": "2026-11-15T12:00:00-05:00", "outcome": "Slept; no such thoughts."}]
    before = note(encounter__date=date(2026, 11, 13), safety__contacts=promised)
    raised = note(EMDR, encounter__date=date(2026, 11, 27), safety__suicidal_ideation="passive")
    settled = note(encounter__date=date(2026, 11, 27), safety__contacts=kept)
    look = SecondLook(library(), compile_packs([]), Sources(), notes=(raised, before))
    assert look.around(note()).earlier == (before,)
    assert [each.rule for each in note_findings(note(), look.around(note()))] == ["safety.contact-open"]
    around = SecondLook(library(), compile_packs([]), Sources(), notes=(settled, before)).around(note())
    assert [each.rule for each in note_findings(note(), around)] == []
