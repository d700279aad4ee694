"""From the clock on the wall to minutes and codes."""

import pytest

from notewizard.note.derived import derive
from notewizard.note.encounter import Encounter
from notewizard.note.note import Note
from notewizard.note.service import service_codes
from notewizard.note.span import UnclearTime, session_span


def encounter(**answers):
    base = {"date": "2026-11-20", "start": "14:00", "end": "14:48", "time_zone": "America/New_York"}
    return Encounter.model_validate({**base, **answers})


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("14:00", "14:48", 48),
        ("2:00 PM", "2:48 pm", 48),
        ("9:05 AM", "10:01 AM", 56),
        ("0905", "1001", 56),
        ("2p", "248p", 48),
        ("00:10", "01:00", 50),
    ],
)
def test_minutes_are_derived_from_unambiguous_times(start, end, minutes):
    assert session_span(encounter(start=start, end=end)).minutes == minutes


@pytest.mark.parametrize("text", ["2:00", "9", "25:00", "14:61", "13:00 PM", "noonish", "", "2:5"])
def test_a_time_that_can_be_read_in_two_ways_or_none_is_refused(text):
    with pytest.raises(ValueError, match="validation error"):
        encounter(start=text)


def test_a_session_that_ends_before_it_starts_must_be_said_to_be_overnight():
    with pytest.raises(UnclearTime, match="is not after the start") as caught:
        session_span(encounter(start="23:30", end="00:20"))
    assert caught.value.key == "encounter.end"
    assert session_span(encounter(start="23:30", end="00:20", overnight=True)).minutes == 50


def test_interruptions_are_taken_off_also_across_midnight():
    gap = [{"start": "23:55", "end": "00:03", "reason": "connection lost"}]
    assert session_span(encounter(start="23:30", end="00:20", overnight=True, interruptions=gap)).minutes == 42


def test_an_interruption_outside_the_session_is_refused_by_name():
    gap = [{"start": "15:00", "end": "15:05", "reason": "connection lost"}]
    with pytest.raises(UnclearTime) as caught:
        session_span(encounter(interruptions=gap))
    assert caught.value.key == "encounter.interruptions[0].start"


def test_an_hour_that_happens_twice_asks_for_the_full_timestamp():
    with pytest.raises(UnclearTime, match="happened twice on that day") as caught:
        session_span(encounter(date="2026-11-01", start="01:30", end="02:15"))
    assert "2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00" in caught.value.allowed
    clear = encounter(date="2026-11-01", start="2026-11-01T01:30:00-04:00", end="02:15")
    assert session_span(clear).minutes == 105


def test_an_hour_that_never_was_is_refused():
    with pytest.raises(UnclearTime, match="did not happen on that day"):
        session_span(encounter(date="2026-03-08", start="02:30", end="03:30"))


def test_a_session_over_the_spring_change_counts_what_passed():
    assert session_span(encounter(date="2026-03-08", start="01:30", end="03:20")).minutes == 50


@pytest.mark.parametrize(
    ("minutes", "codes"),
    [
        (15, ()),
        (16, ("90832",)),
        (37, ("90832",)),
        (38, ("90834",)),
        (52, ("90834",)),
        (53, ("90837",)),
        (120, ("90837",)),
    ],
)
def test_psychotherapy_codes_follow_the_minutes(minutes, codes):
    assert service_codes(Encounter(session_type="ongoing", participants="individual"), minutes) == codes


@pytest.mark.parametrize(
    ("minutes", "codes"),
    [
        (29, ("90832",)),
        (30, ("90839",)),
        (74, ("90839",)),
        (75, ("90839", "90840")),
        (104, ("90839", "90840")),
        (105, ("90839", "90840 ×2")),
    ],
)
def test_crisis_codes_follow_the_minutes(minutes, codes):
    assert service_codes(Encounter(session_type="crisis", participants="individual"), minutes) == codes


def test_family_codes_depend_on_the_client_being_there():
    family = {"session_type": "ongoing", "participants": "family"}
    there = Encounter.model_validate({**family, "attended": [{"role": "client"}, {"role": "mother"}]})
    absent = Encounter.model_validate({**family, "attended": [{"role": "mother"}]})
    assert service_codes(there, 50) == ("90847",)
    assert service_codes(absent, 50) == ("90846",)
    assert service_codes(there, 25) == ()


def test_interactive_complexity_is_added_only_where_it_may_be():
    told = {"participants": "individual", "complexity": "interpreter used"}
    assert service_codes(Encounter(session_type="ongoing", **told), 45) == ("90834", "90785")
    assert service_codes(Encounter(session_type="crisis", **told), 45) == ("90839",)


@pytest.mark.parametrize("kind", ["no-show", "late-cancellation", "collateral", "contact"])
def test_nothing_is_billed_for_what_was_no_session(kind):
    assert service_codes(Encounter(session_type=kind, participants="individual"), 50) == ()


@pytest.mark.parametrize(
    ("written", "late", "past_limit"),
    [
        ("2026-11-20T15:05:00-05:00", False, False),
        ("2026-11-21T14:47:00-05:00", False, False),
        ("2026-11-21T14:48:00-05:00", True, False),
        ("2026-11-22T14:48:00-05:00", True, True),
    ],
)
def test_lateness_is_counted_from_the_end_of_the_session(written, late, past_limit):
    note = Note.model_validate({"encounter": encounter().model_dump(), "timing": {"written": written}})
    assert (derive(note).late, derive(note).past_limit) == (late, past_limit)
