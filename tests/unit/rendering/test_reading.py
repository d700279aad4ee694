"""How single answers read: one and many, all and some, asked and not assessed."""

import dataclasses

import pytest

from notewizard.definitions.measures import Measure
from notewizard.note.note import Note
from notewizard.rendering.render import render
from notewizard.rendering.wording import going_on

SESSION = {
    "date": "2026-11-20",
    "start": "14:00",
    "end": "14:48",
    "time_zone": "America/New_York",
    "session_type": "ongoing",
    "participants": "individual",
    "delivery": "in-person",
    "setting": "office",
}
SHE = {"id": "c-1042", "pronouns": "she/her"}


@pytest.fixture
def words(read):
    """What a part of the answers reads as: the paragraphs that are neither header nor heading."""

    def words_(form: str = "soap", **answers) -> list[str]:
        page = read({"client": SHE, "encounter": SESSION, **answers}, form)
        return [paragraph for paragraph in page[1:] if not paragraph.startswith("## ")]

    return words_


@pytest.fixture
def header(read):
    """The lines of the header, without the client's."""

    def header_(**changes) -> list[str]:
        return read({"client": SHE, "encounter": SESSION | changes})[0].split("  \n")[1:]

    return header_


WEEKDAY = "**Date of service** Friday, November 20, 2026, "
TIMES = WEEKDAY + "2:00 to 2:48 PM EST (48 minutes)"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [TIMES, "**Service** Individual psychotherapy, in person, office (POS 11), CPT 90834"]),
        (
            {"setting": "her kitchen"},
            [TIMES, "**Service** Individual psychotherapy, in person, her kitchen, CPT 90834"],
        ),
        (
            {"end": "14:15"},
            [
                WEEKDAY + "2:00 to 2:15 PM EST (15 minutes)",
                "**Service** Individual psychotherapy, in person, office (POS 11)",
            ],
        ),
        (
            {"participants": "family", "attended": [{"role": "mother"}, {"role": "father"}]},
            [
                TIMES,
                "**Service** Family psychotherapy, in person, office (POS 11), CPT 90846",
                "**Attended** Mother and father; the client was not present",
            ],
        ),
        (
            {"session_type": "collateral", "delivery": "audio", "attended": [{"role": "school nurse", "name": "Ames"}]},
            [TIMES, "**Service** Collateral contact, by phone", "**Contact with** School nurse (Ames)"],
        ),
        (
            {"delivery": "video", "telehealth": {"client_location": "home, Albany, NY"}},
            [
                TIMES,
                "**Service** Individual psychotherapy, CPT 90834",
                "**Telehealth** Video. Client at home, Albany, NY (POS 10).",
            ],
        ),
        (
            {"delivery": "video", "telehealth": {"client_location": "work, Albany", "clinician_location": "Troy, NY"}},
            [
                TIMES,
                "**Service** Individual psychotherapy, CPT 90834",
                "**Telehealth** Video. Client at work, Albany (POS 02); clinician location: Troy, NY.",
            ],
        ),
        (
            {"delivery": "audio", "telehealth": {"client_location": "in her car, Albany, NY", "platform": "telephone"}},
            [
                TIMES,
                "**Service** Individual psychotherapy, CPT 90834",
                "**Telehealth** Audio only, telephone. Client in her car, Albany, NY (POS 02).",
            ],
        ),
        (
            {"delivery": "audio", "telehealth": {"audio_reason": "flu.", "consent": "yes."}},
            [
                TIMES,
                "**Service** Individual psychotherapy, CPT 90834",
                "**Telehealth** Audio only. Reason for audio only: flu. Consent to telehealth: yes.",
            ],
        ),
        (
            {"delivery": "video", "telehealth": {"consent": {"not_assessed": "the line dropped"}}},
            [
                TIMES,
                "**Service** Individual psychotherapy, CPT 90834",
                "**Telehealth** Video. Consent to telehealth not established: the line dropped.",
            ],
        ),
        (
            {"session_type": "no-show", "scheduled": "14:00", "delivery": None, "setting": None},
            [
                "**Appointment** Friday, November 20, 2026, 2:00 PM EST",
                "**Service** Individual psychotherapy, no-show",
            ],
        ),
    ],
    ids=[
        "office",
        "own words",
        "short",
        "absent",
        "collateral",
        "home",
        "work",
        "car",
        "why audio",
        "no consent",
        "no-show",
    ],
)
def test_the_header(changes, expected, header):
    assert header(**changes) == expected


@pytest.mark.parametrize(
    ("hours", "label"),
    [
        ("2026-11-21T14:00:00-05:00", None),
        (
            "2026-11-21T16:00:00-05:00",
            "**Written** Saturday, November 21, 2026, 4:00 PM EST, 25 hours after the session.",
        ),
        (
            "2026-11-23T09:00:00-05:00",
            "**Late note** Written Monday, November 23, 2026, 9:00 AM EST, 66 hours after the session.",
        ),
        (
            "2026-12-01T09:00:00-05:00",
            "**Late note** Written Tuesday, December 1, 2026, 9:00 AM EST, 10 days after the session.",
        ),
        (
            "2026-11-24T14:50:00-05:00",
            "**Late note** Written Tuesday, November 24, 2026, 2:50 PM EST, 96 hours after the session.",
        ),
        (
            "2026-11-24T15:50:00-05:00",
            "**Late note** Written Tuesday, November 24, 2026, 3:50 PM EST, 4 days after the session.",
        ),
    ],
)
def test_lateness(hours, label, read):
    answers = {"encounter": SESSION, "timing": {"written": hours} | ({"late_reason": "Ill"} if label else {})}
    lines = read(answers)[0].split("  \n")
    assert lines[2:] == ([f"{label} Reason: Ill."] if label else [])


GAD = {"name": "GAD-7", "score": 9, "date": "2026-11-20"}


@pytest.mark.parametrize(
    ("score", "labeled", "prose"),
    [
        (GAD, "**GAD-7.** 9 (mild).", "Her GAD-7 was 9 (mild)."),
        ({**GAD, "name": "gad 7"}, "**GAD-7.** 9 (mild).", "Her GAD-7 was 9 (mild)."),
        (
            {**GAD, "previous_score": 16, "previous_date": "2026-10-23"},
            "**GAD-7.** 9 (mild); 16 (severe) on October 23, a reliable change.",
            "Her GAD-7 was 9 (mild), against 16 (severe) on October 23, a reliable change.",
        ),
        (
            {**GAD, "previous_score": 11, "previous_date": "2025-12-23"},
            "**GAD-7.** 9 (mild); 11 (moderate) on December 23, 2025.",
            "Her GAD-7 was 9 (mild), against 11 (moderate) on December 23, 2025.",
        ),
        (
            {**GAD, "previous_score": 9, "previous_date": "2026-10-23"},
            "**GAD-7.** 9 (mild), unchanged since October 23.",
            "Her GAD-7 was 9 (mild), unchanged since October 23.",
        ),
        (
            {**GAD, "previous_score": 16},
            "**GAD-7.** 9 (mild); 16 (severe) before, a reliable change.",
            "Her GAD-7 was 9 (mild), against 16 (severe) before, a reliable change.",
        ),
        (
            {**GAD, "date": "2026-11-18"},
            "**GAD-7.** 9 (mild) on November 18.",
            "Her GAD-7 was 9 (mild) on November 18.",
        ),
        ({**GAD, "score": 50}, "**GAD-7.** 50.", "Her GAD-7 was 50."),
        (
            {"name": "PCL-5", "score": 32, "date": "2026-11-20"},
            "**PCL-5.** 32, within the 31-33 cut.",
            "Her PCL-5 was 32, within the 31-33 cut.",
        ),
        (
            {"name": "XYZ-3", "score": 7.5, "date": "2026-11-20", "previous_score": 8, "previous_date": "2026-10-23"},
            "**XYZ-3.** 7.5; 8 on October 23.",
            "Her XYZ-3 was 7.5, against 8 on October 23.",
        ),
    ],
)
def test_a_score(score, labeled, prose, words):
    presenting = {"measures": [score]}
    assert (words(presenting=presenting), words("narrative", presenting=presenting)) == ([labeled], [prose])


def test_a_cut_of_one_number(library):
    source = [{"title": "invented"}]
    ten = {"schema": 1, "id": "ten", "name": "Ten", "title": "Ten", "least": 0, "most": 20, "better": "lower"}
    measure = Measure.model_validate(ten | {"cut": (10, 10), "source": source})
    own = dataclasses.replace(library, measures={**library.measures, "ten": measure})
    scores = [{"name": "Ten", "score": score, "date": "2026-11-20"} for score in (9, 10, 11)]
    note = Note.model_validate({"encounter": {"date": "2026-11-20"}, "presenting": {"measures": scores}})
    page = render(note, library.formats["soap"], own).text.rstrip("\n").split("\n\n")
    assert page[3:] == [
        "**Ten.** 9, below the cut of 10.",
        "**Ten.** 10, at the cut of 10.",
        "**Ten.** 11, above the cut of 10.",
    ]


@pytest.mark.parametrize(
    ("status", "labeled", "prose"),
    [
        ({"mood": "fine"}, "Mood “fine”.", "She described her mood as “fine”."),
        ({"affect": ["flat"]}, "Affect flat.", "Her affect was flat."),
        ({"mood": '"so-so"'}, "Mood “so-so”.", "She described her mood as “so-so”."),
        (
            {"appearance": ["appears stated age"], "behavior": ["steady eye contact", "pacing"]},
            "Appears stated age; steady eye contact, pacing.",
            "She was pacing, with steady eye contact. She appeared stated age.",
        ),
        ({"behavior": ["steady eye contact"]}, "Steady eye contact.", "She presented with steady eye contact."),
        (
            {"thought_content": ["preoccupied with a loss", "guilt"]},
            "Thought content: preoccupied with a loss, guilt.",
            "She was preoccupied with a loss. Her thinking showed guilt.",
        ),
        (
            {"thought_process": ["linear"], "thought_content": ["preoccupied w worries", "disorganized thoughts"]},
            "Thought process linear; preoccupied w worries, disorganized thoughts.",
            "Her thinking was linear, preoccupied w worries, with disorganized thoughts.",
        ),
        (
            {"thought_process": ["linear"], "thought_content": ["work, work, work"]},
            "Thought process linear; work, work, work.",
            "Her thinking was linear. Thought content: work, work, work.",
        ),
        (
            {"perception": ["auditory hallucinations reported", "appeared to respond to internal stimuli"]},
            "Auditory hallucinations reported, appeared to respond to internal stimuli.",
            "Auditory hallucinations were reported. She appeared to respond to internal stimuli.",
        ),
        (
            {"insight": ["good"], "judgment": ["fair"], "impulse_control": ["fair"]},
            "Insight good; judgment fair. Impulse control fair.",
            "She showed good insight and fair judgment and impulse control.",
        ),
        (
            {"insight": ["intellectual only"], "judgment": ["fair"]},
            "Insight intellectual only; judgment fair.",
            "Her insight was intellectual only; judgment was fair.",
        ),
        ({"not_assessed": "audio only"}, "Not assessed: audio only.", "Mental status was not assessed: audio only."),
        (
            {
                "speech": ["slow"],
                "appearance": {"not_assessed": "audio only"},
                "behavior": {"not_assessed": "audio only"},
                "insight": {"not_assessed": "the call ended"},
            },
            "Speech: slow. Appearance and behavior not assessed: audio only. Insight not assessed: the call ended.",
            "Her speech was slow. Appearance and behavior not assessed: audio only. "
            "Insight not assessed: the call ended.",
        ),
    ],
)
def test_a_mental_status(status, labeled, prose, words):
    assert words(mental_status=status) == [f"**Mental status.** {labeled}"]
    assert words("narrative", mental_status=status) == [prose]


ENDED = {"not_assessed": "the call ended before it could be asked"}


@pytest.mark.parametrize(
    ("safety", "labeled", "prose"),
    [
        (
            {"suicidal_ideation": "denied"},
            "She denied suicidal ideation.",
            "She denied suicidal ideation.",
        ),
        (
            {"suicidal_ideation": ENDED, "self_harm": "denied", "asked_by": "direct inquiry"},
            "Asked directly, she denied self-harm. Suicidal ideation not assessed: "
            "the call ended before it could be asked.",
            "Asked directly, she denied self-harm. Suicidal ideation not assessed: "
            "the call ended before it could be asked.",
        ),
        (
            {"suicidal_ideation": ENDED, "self_harm": ENDED, "harm_to_others": ENDED},
            "Suicidal ideation, self-harm and thoughts of harming others not assessed: "
            "the call ended before it could be asked.",
            "Suicidal ideation, self-harm and thoughts of harming others not assessed: "
            "the call ended before it could be asked.",
        ),
        (
            {"asked_by": "C-SSRS screener", "suicidal_ideation": "denied", "self_harm": "denied"},
            "C-SSRS screener: she denied suicidal ideation and self-harm.",
            "On the C-SSRS screener, she denied suicidal ideation and self-harm.",
        ),
        (
            {"asked_by": "direct inquiry", "suicidal_ideation": "passive", "suicide": {"plan": "none"}},
            "Asked directly, she reported passive suicidal ideation. No suicide plan.",
            "Asked directly, she reported passive suicidal ideation. There was no suicide plan.",
        ),
        (
            {
                "suicidal_ideation": "active",
                "suicide": {
                    "method": "overdose",
                    "intent": {"not_assessed": "did not answer"},
                    "plan": "tonight, after work",
                    "behavior": "past-3-months",
                    "means": "none",
                },
            },
            "She reported active suicidal ideation. Method: overdose. Intent not assessed: did not answer. "
            "Suicide plan: tonight, after work. No access to means. Suicidal behavior in the past three months.",
            "She reported active suicidal ideation. Method: overdose. Intent not assessed: did not answer. "
            "Suicide plan: tonight, after work. There was no access to means. "
            "Suicidal behavior in the past three months.",
        ),
        (
            {
                "self_harm": "behavior",
                "harm_to_others": "threat",
                "self_injury": {"method": "cutting", "intent": "none", "medical_care": "two stitches"},
                "violence": {"target": "none", "intent": "none", "plan": "none"},
            },
            "She reported self-harm. Method: cutting. No intent to die. Medical care: two stitches. She also reported "
            "a threat to harm others. No identified target, intent or plan to harm.",
            "She reported self-harm. Method: cutting. There was no intent to die. Medical care: two stitches. She also "
            "reported a threat to harm others. There was no identified target, intent or plan to harm.",
        ),
        (
            {
                "asked_by": "direct inquiry",
                "suicidal_ideation": "denied",
                "self_harm": "denied",
                "suicide": {
                    "behavior": "past-3-months",
                    "behavior_detail": "Took 12 tablets on Tuesday",
                    "means": "none",
                },
            },
            "Asked directly, she reported suicidal behavior in the past three months. Took 12 tablets on Tuesday. No "
            "access to means. She denied suicidal ideation and self-harm.",
            "Asked directly, she reported suicidal behavior in the past three months. Took 12 tablets on Tuesday. "
            "There was no access to means. She denied suicidal ideation and self-harm.",
        ),
        (
            {"suicidal_ideation": "denied", "harm_to_others": "denied", "suicide": {"behavior": "none"}},
            "She denied suicidal ideation, suicidal behavior and thoughts of harming others.",
            "She denied suicidal ideation, suicidal behavior and thoughts of harming others.",
        ),
        (
            {"suicidal_ideation": "denied", "suicide": {"behavior": ENDED}},
            "She denied suicidal ideation. Suicidal behavior not assessed: the call ended before it could be asked.",
            "She denied suicidal ideation. Suicidal behavior not assessed: the call ended before it could be asked.",
        ),
        (
            {
                "suicidal_ideation": "passive",
                "suicide": {"behavior": "lifetime", "behavior_detail": "A fall at 19"},
            },
            "She reported passive suicidal ideation. Suicidal behavior earlier in life, not in the past three months. "
            "A fall at 19.",
            "She reported passive suicidal ideation. Suicidal behavior earlier in life, not in the past three months. "
            "A fall at 19.",
        ),
        ({"abuse": "none-disclosed"}, "No abuse or neglect disclosed.", "No abuse or neglect was disclosed."),
    ],
)
def test_safety(safety, labeled, prose, words):
    assert words(safety=safety) == [f"**Safety.** {labeled}"]
    assert words("narrative", safety=safety) == [prose]


@pytest.mark.parametrize(
    ("risk", "labeled", "prose"),
    [
        ({"acute": "low"}, "**Risk: low.**", "Risk is low."),
        ({"chronic": "high"}, "**Risk: chronic high.**", "Chronic risk is high."),
        (
            {"acute": {"not_assessed": "the call ended"}, "protective_factors": ["no access to firearms"]},
            "**Risk.** Acute risk not assessed: the call ended. Protective factor: no access to firearms.",
            "Acute risk not assessed: the call ended. A protective factor is no access to firearms.",
        ),
        (
            {"acute": "moderate", "risk_factors": ["recent job loss"], "protective_factors": ["supportive partner"]},
            "**Risk: moderate.** Risk factor: recent job loss. Protective factor: supportive partner.",
            "Risk is moderate. Risk factor: recent job loss. A protective factor is a supportive partner.",
        ),
        (
            {"acute": "low", "protective_factors": ["responsible for children", "regular contact with family"]},
            "**Risk: low.** Protective factors: responsible for children; regular contact with family.",
            "Risk is low. Protective factors: responsible for children; regular contact with family.",
        ),
        (
            {"acute": "low", "protective_factors": ["church"]},
            "**Risk: low.** Protective factor: church.",
            "Risk is low, with church.",
        ),
        (
            {"acute": "low", "rationale": "Passive only.", "changed": "new since job loss."},
            "**Risk: low.** Passive only. Since last time: new since job loss.",
            "Risk is low: passive only. Since last time: new since job loss.",
        ),
        (
            {"acute": "low", "changed": "Unchanged"},
            "**Risk: low.** Since last time: Unchanged.",
            "Risk is low. Since last time: Unchanged.",
        ),
        (
            {"acute": "low", "changed": "First passive ideation since August."},
            "**Risk: low.** First passive ideation since August.",
            "Risk is low. First passive ideation since August.",
        ),
    ],
)
def test_risk(risk, labeled, prose, words):
    assert (words(safety={"risk": risk}), words("narrative", safety={"risk": risk})) == ([labeled], [prose])


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (
            {"due": "2026-11-27", "with": "client, by phone"},
            "Contact with the client by phone is promised for Friday, November 27, 2026.",
        ),
        (
            {"due": "2026-11-18", "with": "Maria, by phone"},
            "Contact with Maria by phone was promised for Wednesday, November 18, 2026.",
        ),
        (
            {"due": "2026-11-20", "with": "client", "done": "2026-11-20T20:10:00+00:00", "outcome": "Slept well"},
            "Contact with the client on Friday, November 20, 3:10 PM: slept well.",
        ),
        (
            {"due": "2026-11-18", "with": "client, by text", "done": "2026-11-20T15:10:00-05:00"},
            "Contact with the client by text on Friday, November 20, 3:10 PM (promised for Wednesday, November 18).",
        ),
    ],
)
def test_a_contact(contact, expected, words):
    timing = {"written": "2026-11-20T16:00:00-05:00"}
    page = words(safety={"contacts": [contact]}, timing=timing)
    assert page[0] == f"**Safety.** {expected}"


def test_reports_and_why_there_is_none(words):
    report = {"kind": "elder", "agency": "Adult Protective Services", "at": "2026-11-20T15:00:00-05:00"}
    assert words(safety={"abuse": "disclosed", "reports": [report]}) == [
        "**Safety.** Abuse or neglect was disclosed.",
        "**Safety.** Elder protection report to Adult Protective Services on Friday, November 20, 3:00 PM.",
    ]
    assert words(safety={"no_report_reason": "reported by the school on Monday"}) == [
        "**Safety.** No report made: reported by the school on Monday."
    ]


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ("old oxycodone at home, 20 tabs.", "Access to means: old oxycodone at home, 20 tabs."),
        ("20 pills at home", "Access to means: 20 pills at home."),
        ("none; lives with his brother", "Access to means: none; lives with his brother."),
        ("No firearm at home", "No firearm at home."),
        ("Gave the blade to her sister", "Gave the blade to her sister."),
        ("No means within reach", "No means within reach."),
    ],
)
@pytest.mark.parametrize(
    "path",
    [("suicidal_ideation", "passive", "suicide"), ("self_harm", "urges", "self_injury")],
    ids=lambda path: path[0],
)
def test_means_say_what_they_are(means, expected, path, words):
    topic, finding, name = path
    for form in ("soap", "narrative"):
        (said,) = words(form, safety={topic: finding, name: {"means": means}})
        assert said.endswith(f" {expected}")
        assert said.count("eans") == expected.count("eans")


@pytest.mark.parametrize(
    ("consultation", "expected"),
    [
        ("dr ames, cons 12:10p, agrees w low.", "Consultation: dr ames, cons 12:10p, agrees w low."),
        ("None, low risk", "Consultation: None, low risk."),
        ("No consultation sought: low acute risk.", "No consultation sought: low acute risk."),
        ("Called the supervisor at 3:10 PM; she agreed.", "Called the supervisor at 3:10 PM; she agreed."),
    ],
)
def test_a_consultation_says_that_it_is_one(consultation, expected, words):
    safety = {"risk": {"consultation": consultation}}
    assert words(safety=safety) == [f"**Safety.** {expected}"]
    assert words("narrative", safety=safety) == [expected]


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        ("yes", ": yes."),
        ("on file since September 11, 2026", " on file since September 11, 2026."),
        ("Given by voice today.", " Given by voice today."),
        ("I asked, yes", ": I asked, yes."),
    ],
)
def test_consent_reads_on_or_stands_behind_a_colon(consent, expected, header):
    line = header(delivery="video", setting=None, telehealth={"consent": consent})[-1]
    assert line == f"**Telehealth** Video. Consent to telehealth{expected}"


GOALS = {"goals": [{"id": "g1", "text": "Sleep seven hours"}, {"id": "g2", "text": "Maria calls home weekly."}]}


@pytest.mark.parametrize(
    ("row", "labeled", "prose"),
    [
        (
            {"goal": "g1", "status": "met", "evidence": "Six nights."},
            "**Goal 1, sleep seven hours: met.** Six nights.",
            "She has met goal 1, to sleep seven hours: six nights.",
        ),
        (
            {"goal": "g2", "status": "no-change"},
            "**Goal 2, Maria calls home weekly: no change.**",
            "She has not changed on goal 2 (Maria calls home weekly).",
        ),
        (
            {"goal": "g1", "status": {"not_assessed": "no log today"}},
            "**Goal 1, sleep seven hours: not assessed.** No log today.",
            "Progress was not assessed on goal 1, to sleep seven hours: no log today.",
        ),
        ({"goal": "g9", "status": "deferred"}, "**Progress: deferred.**", "Work on the goal was deferred."),
        (
            {"goal": "g1", "status": "maintaining"},
            "**Goal 1, sleep seven hours: maintaining.**",
            "She is holding what was gained on goal 1, to sleep seven hours.",
        ),
    ],
)
def test_progress(row, labeled, prose, words):
    answers = {"treatment": GOALS, "response": {"progress": [row]}}
    assert (words(**answers), words("narrative", **answers)) == ([labeled], [prose])


@pytest.mark.parametrize(
    ("goals", "labeled", "prose"),
    [
        (
            ["Sleep seven hours", "Maria calls home weekly.", "Panic less than weekly"],
            "**Goals.** (1) sleep seven hours; (2) Maria calls home weekly; (3) panic less than weekly.",
            "The goals of treatment: (1) sleep seven hours; (2) Maria calls home weekly; (3) panic less than weekly.",
        ),
        (["Sleep seven hours."], "**Goal.** Sleep seven hours.", "The goal of treatment: Sleep seven hours."),
    ],
)
def test_an_intake_names_the_goals(goals, labeled, prose, words):
    answers = {
        "encounter": SESSION | {"session_type": "intake"},
        "treatment": {"goals": [{"id": f"g{number}", "text": text} for number, text in enumerate(goals, 1)]},
        "plan": {"changes": "First plan."},
    }
    assert words(**answers) == [labeled, "**Treatment plan.** First plan."]
    assert words("narrative", **answers) == [f"{prose} First plan."]


def test_goals_that_the_note_tells_of_are_not_named_again(words):
    answers = {
        "encounter": SESSION | {"session_type": "intake"},
        "treatment": GOALS,
        "response": {"progress": [{"goal": "g1", "status": "met"}]},
    }
    assert words(**answers) == ["**Goal 1, sleep seven hours: met.**", "**Goal.** Maria calls home weekly."]
    assert words(**answers | {"encounter": SESSION}) == ["**Goal 1, sleep seven hours: met.**"]


@pytest.mark.parametrize(
    ("medications", "prose"),
    [
        ("Zoloft 50 mg, same", "Medication: Zoloft 50 mg, same."),
        ("She reports taking sertraline 50 mg daily.", "She reports taking sertraline 50 mg daily."),
        ("No medication.", "No medication."),
    ],
)
def test_medication_in_the_narrative(medications, prose, words):
    assert words("narrative", presenting={"medications": medications}) == [prose]


@pytest.mark.parametrize(
    ("rows", "labeled", "prose"),
    [
        (
            [{"modality": "emdr", "techniques": ["installation"], "goal": "g1"}],
            "**Intervention.** EMDR for goal 1: installation.",
            "The work was EMDR for goal 1: installation.",
        ),
        (
            [{"modality": "play therapy", "detail": "Drew the house."}],
            "**Intervention.** Play therapy. Drew the house.",
            "The work was play therapy. Drew the house.",
        ),
        (
            [{"techniques": ["thought record"], "goal": "g2"}, {"modality": "Dialectical Behavior Therapy"}],
            "**Interventions.** Thought record, for goal 2. DBT.",
            "The work was a thought record, for goal 2. It was also DBT.",
        ),
    ],
)
def test_interventions(rows, labeled, prose, words):
    answers = {"treatment": GOALS, "interventions": rows}
    assert (words(**answers), words("narrative", **answers)) == ([labeled], [prose])


@pytest.mark.parametrize(
    ("plan", "labeled", "prose"),
    [
        (
            {"next_session": {"not_assessed": "she calls when her shifts are known"}},
            "**Next session.** Not scheduled: she calls when her shifts are known.",
            "The next session is not scheduled: she calls when her shifts are known.",
        ),
        ({"frequency": "monthly"}, "**Next session.** Monthly.", "Sessions are monthly."),
        ({"frequency": "wkly"}, "**Next session.** Wkly.", "Frequency: wkly."),
        (
            {"next_session": "2027-01-04T09:00:00", "frequency": "as usual-ly"},
            "**Next session.** As usual-ly; Monday, January 4, 2027, 9:00 AM EST.",
            "The next session is on Monday, January 4, 2027, 9:00 AM EST. Frequency: as usual-ly.",
        ),
        (
            {"next_session": "2027-01-04T09:00:00", "frequency": "every two weeks", "next_focus": "Sleep"},
            "**Next session.** Every two weeks; Monday, January 4, 2027, 9:00 AM EST. Focus: Sleep.",
            "The next session is on Monday, January 4, 2027, 9:00 AM EST; sessions are every two weeks. Focus: Sleep.",
        ),
        (
            {"next_session": "2026-11-27T19:00:00+00:00"},
            "**Next session.** Friday, November 27, 2026, 2:00 PM EST.",
            "The next session is on Friday, November 27, 2026, 2:00 PM EST.",
        ),
        ({"homework": ["Walk", "Log sleep."]}, "**Homework.** Walk. Log sleep.", "Homework: Walk. Log sleep."),
        ({"changes": "Added a goal"}, "**Treatment plan.** Added a goal.", "Added a goal."),
    ],
)
def test_what_happens_next(plan, labeled, prose, words):
    assert (words(plan=plan), words("narrative", plan=plan)) == ([labeled], [prose])


def test_what_could_not_be_had_says_why(words):
    why = {"not_assessed": "she arrived late"}
    presenting = dict.fromkeys(("concerns", "symptoms", "functioning", "since_last", "medications"), why)
    response = dict.fromkeys(("engagement", "in_session", "impression"), why)
    assert words(presenting=presenting, response=response) == [
        "Concerns not assessed: she arrived late. Symptoms not assessed: she arrived late. "
        "Functioning not assessed: she arrived late.",
        "**Since last session.** Not assessed: she arrived late.",
        "**Medication.** Not assessed: she arrived late.",
        "**Response.** Engagement not assessed: she arrived late. "
        "Change in the session not assessed: she arrived late.",
        "No impression yet: she arrived late.",
    ]


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("The ideation is passive; means are secured", "the ideation is passive; means are secured."),
        ("Maria slept at home", "Maria slept at home."),
        ("PCL-5 fell from 52 to 41 in four weeks.", "PCL-5 fell from 52 to 41 in four weeks."),
        ("Two of three nights. Then none.", ""),
        ("Two things: sleep and work", ""),
    ],
)
def test_one_sentence_stands_behind_a_colon(text, behind):
    assert going_on(text) == behind


def test_a_technique_that_begins_with_its_modality_says_it_once(words):
    techniques = ["psychoeducation about sleep"]
    row = {"modality": "Psychoeducation", "techniques": techniques, "detail": "Drew the two clocks."}
    (told,) = [each for each in words("dap", interventions=[row]) if "clocks" in each]
    assert told == "**Intervention.** Psychoeducation about sleep. Drew the two clocks."
    (told,) = [each for each in words("narrative", interventions=[row]) if "clocks" in each]
    assert told == "The work was psychoeducation about sleep. Drew the two clocks."
    (told,) = [each for each in words("dap", interventions=[row | {"modality": "CBT"}]) if "clocks" in each]
    assert told == "**Intervention.** CBT: psychoeducation about sleep. Drew the two clocks."
