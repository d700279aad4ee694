"""Answers that do not read on from the words around them, as clinicians give them: the note reads well all the same.

Each case is a sentence that somebody would not have signed.
"""

import pytest

SESSION = {
    "date": "2026-11-24",
    "start": "10:00",
    "end": "10:55",
    "time_zone": "America/Los_Angeles",
    "session_type": "ongoing",
    "participants": "individual",
    "delivery": "in-person",
    "setting": "office",
}
HE = {"id": "c-0002", "pronouns": "he/him"}
UNKNOWN = {"id": "c-0002"}
GOALS = {"goals": [{"id": "g1", "text": "Reduce worry"}]}


@pytest.fixture
def note(read):
    """The paragraphs of a note below its header; `form` is its format."""

    def note_(form: str = "soap", client=None, **answers) -> list[str]:
        page = read({"client": client or HE, "encounter": SESSION, **answers}, form)
        return [paragraph for paragraph in page[1:] if not paragraph.startswith("## ")]

    return note_


@pytest.fixture
def header(read):
    """The lines of the header."""
    return lambda **changes: read({"client": HE, "encounter": SESSION | changes})[0].split("  \n")


def test_a_change_within_measurement_error_is_two_scores_and_no_verdict(note):
    score = {"name": "GAD-7", "score": 9, "date": "2026-11-24", "previous_score": 13, "previous_date": "2026-11-10"}
    presenting = {"measures": [score]}
    assert note(presenting=presenting) == ["**GAD-7.** 9 (mild); 13 (moderate) on November 10."]
    assert note("narrative", presenting=presenting) == ["His GAD-7 was 9 (mild), against 13 (moderate) on November 10."]


@pytest.mark.parametrize(
    ("speech", "expected"),
    [
        (["normal rate"], "Speech normal rate."),
        (["rapid at first", "normal rate by mid-session"], "Speech rapid at first, normal rate by mid-session."),
        (["slow", "normal volume"], "Speech slow, normal volume."),
        (["soft"], "Speech: soft."),
        (["poverty of speech"], "Speech: poverty of speech."),
        (["long pauses before answers"], "Speech: long pauses before answers."),
        (["answered in single words"], "Speech: answered in single words."),
    ],
)
def test_speech_reads_on_or_stands_behind_a_colon(note, speech, expected):
    assert note(mental_status={"speech": speech}) == [f"**Mental status.** {expected}"]


def test_a_thought_process_that_is_a_thing_stands_behind_a_colon(note):
    status = {"thought_process": ["racing thoughts reported", "coherent"]}
    assert note(mental_status=status) == ["**Mental status.** Thought process: racing thoughts reported, coherent."]
    status["thought_content"] = ["preoccupied with sleep"]
    assert note(mental_status=status) == [
        "**Mental status.** Thought process: racing thoughts reported, coherent; preoccupied with sleep."
    ]
    assert note(mental_status={"thought_process": ["linear"]}) == ["**Mental status.** Thought process linear."]


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        ("verbal, on file since 9/14", "Consent to telehealth: verbal, on file since 9/14."),
        ("verbal", "Consent to telehealth: verbal."),
        ("in writing, September 14", "Consent to telehealth: in writing, September 14."),
        ("verbally given at the start", "Consent to telehealth verbally given at the start."),
        ("on file since September 11, 2026", "Consent to telehealth on file since September 11, 2026."),
        ("given by voice today", "Consent to telehealth given by voice today."),
    ],
)
def test_consent_reads_on_or_stands_behind_a_colon(header, consent, expected):
    lines = header(delivery="video", telehealth={"consent": consent})
    assert lines[-1] == f"**Telehealth** Video. {expected}"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (
            "Passive ideation came up at 10:40, and the safety plan was written.",
            "Reason for the length: Passive ideation came up at 10:40, and the safety plan was written.",
        ),
        ("exposure ran long", "Reason for the length: exposure ran long."),
        ("Reprocessing was brought to closure before he left.", "Reprocessing was brought to closure before he left."),
        (
            "Exposure ended only when her rating had fallen from 80 to 35.",
            "Exposure ended only when her rating had fallen from 80 to 35.",
        ),
        ("Needed the extra minutes for the safety plan.", "Needed the extra minutes for the safety plan."),
    ],
)
def test_the_reason_for_the_length_says_that_it_is_one(header, reason, expected):
    service = "**Service** Individual psychotherapy, in person, office (POS 11), CPT 90837."
    assert header(length_reason=reason)[-1] == f"{service} {expected}"


CALL = {"due": "2026-11-25", "with": "a call to him at 6 PM"}
DONE = {"done": "2026-11-24T18:05:00-08:00", "outcome": "He was with his sister."}


@pytest.mark.parametrize("form", ["soap", "narrative"])
@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (CALL, "Contact is promised for Wednesday, November 25, 2026: a call to him at 6 PM."),
        (
            CALL | DONE,
            "Contact on Tuesday, November 24, 6:05 PM: a call to him at 6 PM. He was with his sister.",
        ),
        (
            CALL | {"with": "call him at 6 PM"},
            "Contact is promised for Wednesday, November 25, 2026: call him at 6 PM.",
        ),
        (CALL | {"with": "phone"}, "Contact is promised for Wednesday, November 25, 2026: phone."),
        (CALL | {"with": "by phone"}, "Contact by phone is promised for Wednesday, November 25, 2026."),
        (
            CALL | {"with": "client, by phone"},
            "Contact with the client by phone is promised for Wednesday, November 25, 2026.",
        ),
        (CALL | {"with": "his sister"}, "Contact with his sister is promised for Wednesday, November 25, 2026."),
    ],
)
def test_a_promised_contact_whoever_or_whatever_stands_there(note, form, contact, expected):
    said = {"safety": {"contacts": [contact]}, "timing": {"written": "2026-11-24T19:00:00-08:00"}}
    (paragraph,) = note(form, **said)[:1]
    assert paragraph.removeprefix("**Safety.** ") == expected


def test_a_contact_that_is_past_due_and_said_as_a_deed(note):
    contact = CALL | {"outcome": "No answer; left 988."}
    said = {"safety": {"contacts": [contact]}, "timing": {"written": "2026-11-27T19:00:00-08:00"}}
    assert note(**said)[0] == (
        "**Safety.** Contact was promised for Wednesday, November 25, 2026: a call to him at 6 PM. No answer; left 988."
    )


@pytest.mark.parametrize(
    ("how", "positive", "denied"),
    [
        (
            "Asked him directly after he said he was tired of everything",
            "Asked him directly after he said he was tired of everything. He reported passive suicidal ideation.",
            "Asked him directly after he said he was tired of everything. He denied suicidal ideation.",
        ),
        (
            "I asked at the end of the session.",
            "I asked at the end of the session. He reported passive suicidal ideation.",
            "I asked at the end of the session. He denied suicidal ideation.",
        ),
        (
            "asked him directly",
            "Asked directly, he reported passive suicidal ideation.",
            "Asked directly, he denied suicidal ideation.",
        ),
    ],
)
@pytest.mark.parametrize("form", ["soap", "narrative"])
def test_how_safety_was_asked_in_a_sentence_of_the_clinician(note, form, how, positive, denied):
    said = note(form, safety={"asked_by": how, "suicidal_ideation": "passive"})
    assert said[0].removeprefix("**Safety.** ") == positive
    said = note(form, safety={"asked_by": how, "suicidal_ideation": "denied"})
    assert said[0].removeprefix("**Safety.** ") == denied


def test_one_protective_factor_with_its_own_with(note):
    one = {"risk": {"acute": "low", "protective_factors": ["regular contact with friends"]}}
    assert note("narrative", safety=one) == ["Risk is low; a protective factor is regular contact with friends."]
    two = {"risk": {"acute": "low", "protective_factors": ["regular contact with her sister", "no access to firearms"]}}
    assert note("narrative", safety=two) == [
        "Risk is low, with regular contact with her sister and no access to firearms."
    ]


def test_a_client_of_unknown_pronouns_is_never_they(note):
    status = {"mood": "tired", "affect": ["anxious"], "speech": ["soft"]}
    assert note("narrative", client=UNKNOWN, mental_status=status) == [
        "The client's speech was soft. Mood, in the client's words, was “tired”; affect was anxious."
    ]
    assert note("narrative", client=UNKNOWN, mental_status={"mood": "tired"}) == [
        "Mood, in the client's words, was “tired”."
    ]
    assert note("narrative", mental_status=status) == [
        "His speech was soft. He described his mood as “tired”; his affect was anxious."
    ]


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        ("How the review went; plan for Friday", "Focus: How the review went; plan for Friday."),
        ("record", "Focus: record."),
        ("Sleep window", "Focus: Sleep window."),
        ("Review the log.", "Review the log."),
        ("Re-evaluate the headlights target; body scan.", "Re-evaluate the headlights target; body scan."),
        ("We will start the exposure ladder.", "We will start the exposure ladder."),
        ("The next session starts with the log.", "The next session starts with the log."),
    ],
)
@pytest.mark.parametrize("form", ["soap", "narrative"])
def test_what_the_next_session_starts_with_does_not_hang_loose(note, form, focus, expected):
    (said,) = note(form, plan={"next_focus": focus, "next_session": "2026-12-01T10:00:00-08:00"})
    assert said.endswith(f"December 1, 2026, 10:00 AM PST. {expected}" if form == "soap" else f" PST. {expected}")


def test_safety_planning_is_not_listed_under_another_modality(note):
    rows = [
        {
            "modality": "Behavioral activation",
            "techniques": ["safety planning", "activity scheduling", "role-play"],
            "goal": "g1",
        }
    ]
    said = {"treatment": GOALS, "interventions": rows}
    assert note(**said) == [
        "**Intervention.** Behavioral activation for goal 1: activity scheduling, role-play. Also safety planning."
    ]
    assert note("narrative", **said) == [
        "The work was behavioral activation for goal 1: activity scheduling and role-play. Safety planning was"
        " also used."
    ]
    rows[0]["techniques"] = ["safety planning"]
    assert note(**said) == ["**Intervention.** Behavioral activation for goal 1. Also safety planning."]
