"""Time and code (T01-T05), what a session must say of itself (H01, H02), and patterns across notes."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from validators.charts import EMDR, library, note, plan, rules

from notewizard.checks.around import Around, Held
from notewizard.checks.coherence import note_findings
from notewizard.checks.miscoded import miscoded
from notewizard.checks.time import signed_later
from notewizard.commands.walking.claim import claim_line
from notewizard.definitions.completeness import answers_out_of_place, open_questions
from notewizard.errors import Broken
from notewizard.interview.whole import AnswersText, whole_note
from notewizard.note.derived import derive, safe_span
from notewizard.note.note import Note
from notewizard.note.timing import Timing
from notewizard.rendering.render import render

TODAY = date(2026, 11, 24)


def whole(of):
    """The note as an answers file would be taken; raises `Broken`."""
    return whole_note(AnswersText(None, "", of if isinstance(of, dict) else of.answers()), library(), None, None, TODAY)


def refused(of):
    with pytest.raises(Broken) as caught:
        whole(of)
    return [(problem.where, problem.said) for problem in caught.value.problems]


def at(start, end, day="2026-11-20", **more):
    """The ongoing example, held at these times and written an hour after."""
    encounter = {f"encounter__{key}": value for key, value in {**more, "start": start, "end": end, "date": day}.items()}
    written = datetime.fromisoformat(f"{day}T23:00:00-05:00")
    return note(timing__written=written, **encounter)


def codes(of):
    return derive(of, library().jurisdiction).codes


def of_kind(kind, people, minutes, **more):
    end = datetime(2026, 11, 20, 10) + timedelta(minutes=minutes)
    return at("10:00", f"{end:%H:%M}", session_type=kind, participants=people, **more)


# T01: the stop is after the start, minutes are the sum of the intervals, nothing is still to come.


@pytest.mark.parametrize(
    ("wrong", "where", "said"),
    [
        (at("14:00", "13:10"), "encounter.end", "is not after the start"),
        (at("14:00", "14:00"), "encounter.end", "is not after the start"),
        (at("14:00", "14:50", "2026-11-25"), "encounter.date", "is still to come"),
        (
            note(timing__written=datetime.fromisoformat("2026-11-20T14:30:00-05:00")),
            "timing.written",
            "is before the end of the session",
        ),
        (
            at("14:00", "14:50", interruptions=[{"start": "14:00", "end": "14:50", "reason": "connection lost"}]),
            "encounter.interruptions",
            "leave no time for the session",
        ),
        (
            at(
                "14:00",
                "14:50",
                interruptions=[
                    {"start": "14:10", "end": "14:20", "reason": "fire alarm"},
                    {"start": "14:15", "end": "14:25", "reason": "connection lost"},
                ],
            ),
            "encounter.interruptions[1].start",
            "lies in another interruption",
        ),
    ],
)
def test_T01_times_that_cannot_be_are_refused_with_their_place(wrong, where, said):
    assert (where, said) in refused(wrong)


@pytest.mark.parametrize(
    ("right", "minutes"),
    [
        (at("14:00", "14:50"), 50),
        (at("14:00", "14:50", interruptions=[{"start": "14:20", "end": "14:26", "reason": "connection lost"}]), 44),
        # The clocks are put back at two and forward at two: what passed counts, not what the hands say.
        (at("00:30", "02:15", "2026-11-01"), 165),
        (at("01:30", "03:20", "2026-03-08"), 50),
    ],
)
def test_T01_minutes_are_the_time_that_passed(right, minutes):
    assert derive(right).minutes == minutes


def test_T01_the_hour_that_happens_twice_runs_forward():
    twice = at("2026-11-01T01:30:00-04:00", "2026-11-01T01:18:00-05:00", "2026-11-01")
    assert derive(twice).minutes == 48


def test_T01_a_no_show_is_not_known_before_its_appointment():
    case = Path(__file__).parents[1] / "golden" / "no-show" / "answers.toml"
    missed = Note.model_validate(tomllib.loads(case.read_text(encoding="utf-8")))
    assert whole(missed)
    early = missed.model_copy(update={"timing": Timing(written=datetime.fromisoformat("2026-10-06T15:00:00-06:00"))})
    assert refused(early)[:2] == [
        ("encounter.scheduled", "is after the note was written"),
        ("encounter.outreach[0].at", "is after the note was written"),
    ]


def test_T01_an_honest_night_is_a_whole_note():
    night = at("23:30", "00:20", "2026-11-20", overnight=True)
    written = note(timing__written=datetime.fromisoformat("2026-11-21T08:00:00-05:00")).timing
    assert derive(whole(night.model_copy(update={"timing": written}))).minutes == 50


# T02: the code follows from minutes and kind, never the other way round; under 16 minutes there is none, said.


@pytest.mark.parametrize(
    ("minutes", "code"), [(16, "90832"), (37, "90832"), (38, "90834"), (52, "90834"), (53, "90837"), (120, "90837")]
)
def test_T02_the_code_follows_from_the_minutes(minutes, code):
    assert codes(of_kind("ongoing", "individual", minutes)) == (code,)
    assert "time.no-code" not in rules(of_kind("ongoing", "individual", minutes))


def test_T02_below_16_minutes_there_is_no_code_and_a_line_says_so():
    short = of_kind("ongoing", "individual", 15)
    assert codes(short) == ()
    (found,) = [each for each in note_findings(short, Around()) if each.rule == "time.no-code"]
    assert (found.level, found.message) == ("info", "15 minutes: below 16 minutes there is no psychotherapy code.")
    assert "CPT" not in render(short, library().formats["soap"], library()).text


@pytest.mark.parametrize("key", ["minutes", "duration", "code", "cpt_code"])
def test_T02_minutes_and_codes_are_never_given(key):
    given = note().answers()
    given["encounter"][key] = "60"
    assert (f"encounter.{key}", "is never given: it follows from start, end and kind of session") in refused(given)


@pytest.mark.parametrize(
    ("kind", "people", "minutes", "code"),
    [
        ("intake", "individual", 50, "90791"),
        ("ongoing", "group", 90, "90853"),
        ("discharge", "individual", 45, "90834"),
        ("collateral", None, 45, None),
        ("contact", None, 20, None),
    ],
)
def test_T02_the_kind_of_session_decides_which_code(kind, people, minutes, code):
    assert codes(of_kind(kind, people, minutes)) == ((code,) if code else ())
    assert "time.no-code" not in rules(of_kind(kind, people, minutes))


def test_T02_a_group_of_families_and_interactive_complexity_have_their_codes():
    group = {"id": "g", "topic": "Quarrels", "size": 6}
    assert codes(of_kind("ongoing", "group", 90, group=group)) == ("90853",)
    assert codes(of_kind("ongoing", "group", 90, group={**group, "families": True})) == ("90849",)
    assert codes(of_kind("ongoing", "individual", 50, complexity="interpreter used")) == ("90834", "90785")
    assert codes(of_kind("ongoing", "family", 50, complexity="interpreter used")) == ("90847",)


# T03: couple and family from 26 minutes, with the client or without; crisis 30 to 74, then the add-on.


@pytest.mark.parametrize(
    ("people", "minutes", "attended", "code"),
    [
        ("couple", 26, ["client", "spouse"], ("90847",)),
        ("family", 50, ["mother", "father"], ("90846",)),
        ("family", 25, ["client", "mother"], ()),
        ("couple", 25, ["spouse"], ()),
    ],
)
def test_T03_a_family_session_has_a_code_from_26_minutes(people, minutes, attended, code):
    session = of_kind("ongoing", people, minutes, attended=[{"role": role} for role in attended])
    assert codes(session) == code
    assert ("time.no-code" in rules(session)) == (code == ())


@pytest.mark.parametrize(
    ("minutes", "begun", "after_16"),
    [
        (29, ("90832",), ("90832",)),
        (30, ("90839",), ("90839",)),
        (74, ("90839",), ("90839",)),
        (75, ("90839", "90840"), ("90839",)),
        (89, ("90839", "90840"), ("90839",)),
        (90, ("90839", "90840"), ("90839", "90840")),
        (104, ("90839", "90840"), ("90839", "90840")),
        (105, ("90839", "90840 ×2"), ("90839", "90840")),
        (120, ("90839", "90840 ×2"), ("90839", "90840 ×2")),
    ],
)
def test_T03_a_long_crisis_is_counted_as_the_profile_says(minutes, begun, after_16):
    session = of_kind("crisis", "individual", minutes)
    assert codes(session) == begun
    other = library().jurisdiction.model_copy(update={"crisis_add_on_from": 16})
    assert derive(session, other).codes == after_16
    assert "time.no-code" not in rules(session)


# T04: the same minutes four times running, and the other patterns that reviewers look for.


def weekly(*spans, **more):
    """Notes of as many weeks, newest first, each begun at and lasting as given: ("10:02", 48)."""
    found = []
    for week, (start, minutes) in enumerate(spans):
        day = date(2026, 11, 20) - timedelta(weeks=week)
        end = datetime.combine(day, datetime.strptime(start, "%H:%M").time()) + timedelta(minutes=minutes)
        found.append(at(start, f"{end:%H:%M}", day.isoformat(), **more))
    return found


def patterns(notes):
    return [rule for rule in rules(notes[0], notes[1:]) if rule.startswith(("time.", "stale.minutes"))]


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([("10:02", 50)] * 4, ["stale.minutes"]),
        ([("10:02", 50), ("10:01", 50), ("10:04", 50), ("10:02", 49)], []),
        ([("10:02", 50)] * 3, []),
    ],
)
def test_T04_the_same_minutes_four_times(spans, found):
    assert patterns(weekly(*spans)) == found


def test_T04_a_missed_session_between_does_not_hide_it_and_a_later_note_does_not_make_it():
    four = weekly(*[("10:02", 50)] * 4)
    missed = at(None, None, "2026-11-19", session_type="no-show")
    assert patterns([four[0], missed, *four[1:]]) == ["stale.minutes"]
    # The oldest of the four, written late: the other three come after it.
    assert patterns([four[3], *four[:3]]) == []


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        (["10:00", "10:30", "11:00", "10:00", "10:00", "14:30"], ["time.round-starts"]),
        (["10:00", "10:30", "11:00", "10:02", "10:00", "14:30"], []),
        (["10:00", "10:30", "11:00", "10:00", "10:00"], []),
    ],
)
def test_T04_all_starts_on_the_half_hour(starts, found):
    lengths = [48, 51, 47, 50, 44, 46]
    assert patterns(weekly(*zip(starts, lengths, strict=False))) == found


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        ([53, 54, 55, 53, 54, 50], ["time.just-over"]),
        ([53, 54, 50, 53, 54, 50], []),
        ([57, 54, 55, 53, 54, 53], []),
        ([53, 54, 55, 53, 54], []),
    ],
)
def test_T04_minutes_that_mostly_just_reach_a_longer_code(minutes, found):
    assert patterns(weekly(*(("10:02", each) for each in minutes), length_reason="Exposure took long.")) == found


def at_once(of, other, author="Dana Whitfield, LCSW", joint=""):
    around = Around(held=(Held(safe_span(other), author, joint),))
    return [each for each in note_findings(of, around) if each.rule == "time.two-at-once"]


def test_T04_two_sessions_of_one_clinician_at_once():
    mine = at("10:00", "10:50")
    (found,) = at_once(mine, at("10:45", "11:30"))
    assert found.message == "5 minutes of this session are also in another of your notes, 10:45 AM to 11:30 AM."
    assert found.level == "warning"


@pytest.mark.parametrize(
    ("mine", "other", "more"),
    [
        (at("10:00", "10:50"), at("10:50", "11:30"), {}),
        (at("10:00", "10:50"), at("10:45", "11:30"), {"author": "Ruben Castellanos, PhD"}),
        (
            at("10:00", "10:50", participants="group", group={"id": "panic", "topic": "Buses", "size": 4}),
            at("10:05", "10:50"),
            {"joint": "group panic"},
        ),
        (at("10:00", "10:50", participants="couple"), at("10:00", "10:50"), {"joint": "couple"}),
        (
            at("10:00", "11:00", interruptions=[{"start": "10:20", "end": "10:40", "reason": "crisis call"}]),
            at("10:20", "10:40"),
            {},
        ),
    ],
)
def test_T04_one_session_noted_for_several_clients_and_a_gap_that_was_used_are_honest(mine, other, more):
    assert at_once(mine, other, **more) == []


# T05: past the deadline the note says that it is late, by how much, and why.


def written(hours, **more):
    ends = datetime.fromisoformat("2026-11-20T14:48:00-05:00")
    return note(timing__written=ends + timedelta(hours=hours), **more)


def test_T05_a_note_past_the_target_needs_its_reason():
    late = written(25)
    assert ("timing.late_reason", "is missing") in refused(late)
    assert whole(written(25, timing__late_reason="The network was down.")).timing.late_reason
    assert whole(written(23))


@pytest.mark.parametrize("form", ["soap", "narrative"])
def test_T05_a_reason_given_within_the_limit_is_printed_and_makes_no_late_note(form):
    early = whole(written(1, timing__late_reason="The network was down."))
    text = render(early, library().formats[form], library()).text
    assert "**Written** Friday, November 20, 2026, 3:48 PM EST. The network was down." in text
    assert "Late note" not in text


@pytest.mark.parametrize("form", ["soap", "dap", "birp", "narrative"])
def test_T05_a_late_note_is_stamped_as_one_in_every_format(form):
    late = written(50, timing__late_reason="The network was down.")
    text = render(late, library().formats[form], library()).text
    assert "**Late note** Written Sunday, November 22, 2026, 4:48 PM EST, 50 hours after the session." in text
    assert "after the session. The network was down." in text
    within = render(written(23), library().formats[form], library()).text
    assert "Late note" not in within
    assert "Written November 21, 2026, 1:48 PM EST." in within


@pytest.mark.parametrize(
    ("profile", "kind", "stamp", "late"),
    [
        # A Friday: three business days end with Wednesday; Thanksgiving is none.
        ("us-ca-medi-cal", "ongoing", "2026-11-25T23:59:00-05:00", False),
        ("us-ca-medi-cal", "ongoing", "2026-11-26T00:00:00-05:00", True),
        ("us-ca-medi-cal", "crisis", "2026-11-21T23:59:00-05:00", False),
        ("us-ca-medi-cal", "crisis", "2026-11-22T00:00:00-05:00", True),
        ("us-tx", "ongoing", "2026-11-24T23:59:00-05:00", False),
        ("us-tx", "ongoing", "2026-11-25T00:00:00-05:00", True),
        ("default", "ongoing", "2026-11-22T14:47:00-05:00", False),
        ("default", "ongoing", "2026-11-22T14:48:00-05:00", True),
        ("default", "crisis", "2026-11-21T14:48:00-05:00", True),
    ],
)
def test_T05_the_profile_says_when_a_note_is_late(profile, kind, stamp, late):
    of = note(timing__written=datetime.fromisoformat(stamp), encounter__session_type=kind)
    assert derive(of, library().jurisdictions[profile]).past_limit is late


def test_T05_the_emdr_example_is_late_and_says_so():
    assert derive(note(EMDR), library().jurisdiction).past_limit
    assert "time.often-late" not in rules(note(EMDR), (), plan())


@pytest.mark.parametrize(
    ("late", "found"), [([1, 1, 0, 1, 0], True), ([1, 1, 0, 0, 0], False), ([0, 1, 1, 1, 1], False)]
)
def test_T05_lateness_as_a_habit_is_a_finding(late, found):
    notes = []
    for week, (of, is_late) in enumerate(zip(weekly(*[("10:02", 50 - n) for n in range(5)]), late, strict=True)):
        stamp = (
            datetime.fromisoformat("2026-11-20T11:00:00-05:00") - timedelta(weeks=week) + timedelta(days=3 * is_late)
        )
        notes.append(of.model_copy(update={"timing": of.timing.model_copy(update={"written": stamp})}))
    assert ("time.often-late" in patterns(notes)) is found


# H01: date, start, end, how it was held, where, who. The code and the place of service follow.


def open_keys(**changes):
    answers = note(**changes).answers()
    facts = {"derived": derive(note(**changes)).facts(), "chart": {}}
    return {each.key for each in open_questions(library(), answers, facts)}


@pytest.mark.parametrize("key", ["date", "start", "end", "time_zone", "delivery", "participants", "session_type"])
def test_H01_a_session_that_does_not_say_it_is_no_whole_note(key):
    assert f"encounter.{key}" in open_keys(**{f"encounter__{key}": None})


def test_H01_the_setting_is_required_in_person_and_who_came_where_it_was_not_the_client_alone():
    assert "encounter.setting" in open_keys(encounter__delivery="in-person", encounter__setting=None)
    assert "encounter.setting" not in open_keys(encounter__setting=None)
    assert "encounter.attended" in open_keys(encounter__participants="family")
    assert open_keys() == set()


@pytest.mark.parametrize(("setting", "place"), [("office", "11"), ("client's home", "12"), ("school", "03")])
def test_H01_the_place_of_service_follows_from_where_it_was(setting, place):
    answers = note(EMDR, encounter__setting=setting)
    assert f"{setting} (POS {place})" in render(answers, library().formats["soap"], library()).text


# H02: a remote session says by what, from where, with which consent, and who can be reached.


@pytest.mark.parametrize("key", ["client_location", "clinician_location", "consent", "platform", "emergency_contact"])
def test_H02_a_remote_session_that_does_not_say_it_is_no_whole_note(key):
    assert f"encounter.telehealth.{key}" in open_keys(**{f"encounter__telehealth__{key}": None})


def test_H02_audio_alone_needs_its_reason_and_a_session_in_person_no_telehealth():
    assert "encounter.telehealth.audio_reason" in open_keys(encounter__delivery="audio")
    answers = note(EMDR).answers()
    facts = {"derived": derive(note(EMDR)).facts(), "chart": {}}
    assert not [each for each in open_questions(library(), answers, facts) if "telehealth" in each.key]
    answers["encounter"]["telehealth"] = {"platform": "Zoom"}
    misplaced = [key for key, _ in answers_out_of_place(library(), answers, facts)]
    assert "encounter.telehealth.platform" in misplaced


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("home, Albany, NY", "10"),
        ("Home (Albany, NY)", "10"),
        ("at home in Albany, NY", "10"),
        ("her apartment, Albany, NY", "10"),
        ("client's home", "10"),
        ("work, Albany, NY", "02"),
        ("her sister's home, Albany, NY", "02"),
        ("nursing home, Albany, NY", "02"),
        ("parked car outside her home", "02"),
        ("group home, Albany, NY", "02"),
    ],
)
def test_H02_the_place_of_service_follows_from_where_the_client_was(where, place):
    answers = note(encounter__telehealth__client_location=where)
    assert f"(POS {place})" in render(answers, library().formats["soap"], library()).text


# What a profile suggests for the claim stands in the note only where the profile has it printed.


def profiled(**telehealth):
    known = library()
    profile = known.jurisdiction.model_copy(
        update={"telehealth": known.jurisdiction.telehealth.model_copy(update=telehealth)}
    )
    return replace(known, jurisdictions={**known.jurisdictions, profile.id: profile})


def test_a_modifier_is_suggested_for_the_claim_and_not_printed():
    assert claim_line(note(), library()) == "For the claim, as a suggestion: CPT 90834 with modifier 95. Payers differ."
    crisis = of_kind("crisis", "individual", 75)
    crisis = crisis.model_copy(update={"encounter": crisis.encounter.model_copy(update={"delivery": "video"})})
    said = "For the claim, as a suggestion: CPT 90839 and 90840 with modifier 95. Payers differ."
    assert claim_line(crisis, library()) == said
    assert "modifier" not in render(note(), library().formats["soap"], library()).text
    assert claim_line(note(EMDR), library()) == ""
    assert claim_line(note(encounter__delivery="audio"), library()) == ""
    assert claim_line(of_kind("ongoing", "individual", 10), library()) == ""


def test_a_modifier_is_printed_where_the_profile_says_so():
    known = profiled(audio_modifier="93", printed=True)
    assert "CPT 90834, modifier 95" in render(note(), known.formats["soap"], known).text
    assert "CPT 90834, modifier 93" in render(note(encounter__delivery="audio"), known.formats["soap"], known).text
    assert "modifier" not in render(note(EMDR), known.formats["soap"], known, plan=plan()).text
    assert claim_line(note(), known) == ""


# The clock is read when a note is signed: a time of writing that is not that of the signature is a finding then.


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("2026-11-20T16:05:00-05:00", ""),
        ("2026-11-20T15:15:00-06:00", "1 hour after"),
        ("2026-11-24T15:05:00-05:00", "96 hours after"),
        ("2026-11-20T12:00:00-05:00", "3 hours before"),
    ],
)
def test_a_note_that_is_signed_long_after_it_says_it_was_written(clock, said):
    found = [each.message for each in signed_later(note(), datetime.fromisoformat(clock))]
    assert found == ([f"It is signed {said} the time that it says it was written."] if said else [])


# T02 in a note that anybody wrote: the code that stands there is the one that its minutes give.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Start: 10:00 AM - 10:50 AM. CPT 90837. Client worked on sleep.",
            "50 minutes and CPT 90837; 50 minutes are 90834.",
        ),
        ("Session length: 45 minutes. Code: 90837", "45 minutes and CPT 90837; 45 minutes are 90834."),
        ("Start: 1:02 PM\nStop: 1:48 PM\nCPT 90837", "46 minutes and CPT 90837; 46 minutes are 90834."),
        ("Start 08:30 | Stop 09:14 | CBT | 90832", "44 minutes and CPT 90832; 44 minutes are 90834."),
        ("EMDR, standard protocol, 50 min, 90837.", "50 minutes and CPT 90837; 50 minutes are 90834."),
        ("14:00-14:55, 90834", "55 minutes and CPT 90834; 55 minutes are 90837."),
        ("11:30 to 12:20 PM. 90832", "50 minutes and CPT 90832; 50 minutes are 90834."),
        ("Duration: 15 min. CPT 90832.", "15 minutes and CPT 90832; below 16 minutes there is none."),
    ],
)
def test_T02_a_code_that_the_minutes_of_a_note_do_not_give(text, said):
    (found,) = miscoded(text)
    assert (found.message, found.level, found.rule) == (f"The note gives {said}", "warning", "time.miscoded")
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "Start: 10:00 AM - 10:53 AM. CPT 90837.",
        "10:00 to 10:50 AM, CPT 90834. Duration: 50 minutes.",
        "Duration: 50 minutes. Codes 90834 and 90837 were discussed with billing.",
        "Session 10:00-11:00, of which 90834 with 99213. Duration: 60 minutes.",
        "CPT 90837. She walked for 20 minutes a day and slept from 11:30 to 6:00.",
        "CPT 90837. Practiced breathing from 10:00-10:10 and again 10:40-10:55.",
        "CPT 90837. At home she lies awake from 2:00 to 2:45 AM.",
        "Duration: 50 minutes. 90847 with her mother.",
        "CPT 90834, no times given.",
    ],
)
def test_T02_an_honest_note_or_one_that_leaves_it_open_is_left_alone(text):
    assert list(miscoded(text)) == []


@pytest.mark.parametrize("name", [EMDR, "ongoing-video"])
@pytest.mark.parametrize("form", ["soap", "dap", "birp", "narrative"])
def test_T02_our_own_notes_are_coded_as_their_minutes_say(name, form):
    text = render(note(name), library().formats[form], library(), plan=plan() if name == EMDR else None).text
    assert list(miscoded(text)) == []
    assert list(miscoded(text.replace("90837", "90832").replace("90834", "90832")))
