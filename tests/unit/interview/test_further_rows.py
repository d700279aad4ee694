"""Rows that the note needs are asked for as long as they are missing."""

from datetime import date

import shipped

from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, everything_asked, previous_question, sequence


def interview(**answers):
    library = shipped.library()
    chart = Chart(today=date(2026, 11, 20))
    return Interview(library, library.formats["soap"], chart, {"encounter": {"session_type": "ongoing"}, **answers})


def required(state):
    return {asked.key: asked.required for asked in sequence(state)}


def test_the_first_intervention_is_needed_though_more_were_passed_over():
    state = interview().with_passed("interventions")
    assert required(state)["interventions[0].techniques"] is True


def test_a_second_one_is_offered_until_it_is_passed_over():
    done = [{"modality": "cbt", "techniques": ["exposure"], "detail": "Rode two stops."}]
    state = interview(interventions=done)
    assert required(state)["interventions[1].techniques"] is False
    assert "interventions[1].techniques" not in required(state.with_passed("interventions"))


def test_the_review_opens_rows_that_the_walk_does_not_ask_for():
    state = interview()
    assert "encounter.interruptions[0].start" not in required(state)
    assert "encounter.interruptions[0].start" in {asked.key for asked in everything_asked(state)}


def missed(*passed, **encounter):
    state = interview(encounter={"session_type": "no-show", "time_zone": "America/Chicago", **encounter})
    for key in passed:
        state = state.with_passed(key)
    return state


def test_back_leads_to_the_attempts_that_were_passed_over():
    state = missed("encounter.outreach", scheduled="14:00", outreach=[])
    assert previous_question(state, "encounter.no_outreach").key == "encounter.outreach[0].at"
    assert previous_question(state, "encounter.outreach[0].at").key == "encounter.time_zone"


def test_back_leads_to_the_further_row_that_was_passed_over():
    attempt = {"at": "2026-11-20T14:20:00-06:00", "method": "phone", "outcome": "voicemail"}
    state = missed("encounter.outreach", scheduled="14:00", outreach=[attempt])
    steps = [asked.key for asked in sequence(state)]
    after = steps[steps.index("encounter.outreach[0].outcome") + 1]
    assert previous_question(state, after).key == "encounter.outreach[1].at"


def test_back_leads_past_rows_that_nobody_was_asked_for():
    assert (
        previous_question(missed(scheduled="14:00", outreach=[]), "encounter.no_outreach").key == "encounter.time_zone"
    )
