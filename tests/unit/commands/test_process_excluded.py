"""What the law excludes from process notes, as it is typed: bare words are seen, what is the clinician's own is not.

A false alarm here teaches to press Enter twice, so sentences of process notes that merely hold a number, a clock time,
a diagnosis or a medicine stand beside what is flagged.
"""

import pytest

from notewizard.commands.apart.excluded import Excluded

EXCLUDED = Excluded(None)
BARE = {
    "excluded.diagnosis": [
        "F33.1",
        "Dx F33.1",
        "F43.10, F41.1",
        "dx: adjustment disorder",
        "MDD, recurrent, moderate",
        "r/o F60.3",
    ],
    "excluded.times": [
        "Session 2:05-2:58",
        "2:05-2:58",
        "2:05 pm - 2:58 pm",
        "14:05–14:58",
        "53 min",
        "Start 2:05, end 2:58",
        "telehealth session 50 min",
        "in 10:02 out 10:55",
        "09:00 to 09:50",
    ],
    "excluded.results": [
        "PHQ-9 14",
        "PHQ 12",
        "GAD-7: 12",
        "PHQ9=14",
        "PCL-5 of 41",
        "AUDIT 12",
        "C-SSRS negative",
        "phq9 14, gad7 11",
    ],
    "excluded.medication": [
        "sertraline 50 mg",
        "Lexapro 10mg qam",
        "zoloft 100",
        "hydroxyzine prn",
        "SSRI restarted",
        "75mg",
    ],
    "excluded.modality": ["CBT", "EMDR today", "CBT weekly", "90834", "DBT 1x/week", "Seen weekly"],
    "excluded.symptoms": [
        "Insomnia, low mood, poor appetite",
        "SI denied",
        "Suicidal ideation denied",
        "sleep 4 hours",
        "nightmares nightly",
    ],
    "excluded.plan": [
        "Homework: thought record",
        "Plan: continue weekly CBT",
        "Goal 1: reduce panic",
        "RTC in 2 weeks",
        "next appt 12/3",
    ],
    "excluded.prognosis": ["Prognosis: guarded", "guarded prognosis"],
    "excluded.progress": ["Progress: slow", "improved since last month", "goals met", "met 2 of 3 goals"],
    "excluded.functioning": ["functional status unchanged", "missed work x3", "occupational functioning fair"],
}
OWN = [
    "At ten past two I noticed that I had stopped listening.",
    "I looked at the clock at 2:30 and again two minutes later.",
    "She was 10 minutes late and I felt punished.",
    "Twenty minutes of silence; I counted the tiles, 34 of them.",
    "I have seen her for 12 sessions and still do not know what she wants of me.",
    "She is 33, as old as my sister was.",
    "I gave her 5 minutes more than I had, and resented each.",
    "Her 14 year old self sat between us.",
    "I kept reaching for a diagnosis so as not to feel stupid.",
    "When she said bipolar I heard my mother's voice.",
    "I wondered whether I am her antidepressant.",
    "I used CBT to get away from her grief.",
    "Why did I reach for EMDR?",
    "The PHQ-9 lay between us like a summons.",
    "I would give myself 3 of 10 for patience.",
    "Her medicine cabinet in the dream was my mother's.",
    "Maternal transference; I become the one who leaves at ten to three.",
    "Projective identification, perhaps: the boredom is hers.",
    "Her progress frightens me; I want to be needed.",
    "I have no plan with her, and that scares me.",
    "My own sleep was poor after this hour.",
    "Silence. Then her laugh. Then mine.",
    "I thought of Room 101.",
    "Session 14 with her, and again I forget the sister's name.",
    "I dreamt that it was 3:10 and nobody came.",
    "Fees: I lowered mine to 90 for her and am angry about it.",
    "Supervision on Friday: ask about the 2 phone calls.",
    "Two chairs, one door. She sits nearest to it.",
    "Rescue fantasy no. 3 this week.",
    "Felt sleepy from minute 20 on; mine or hers?",
    "The way she says “fine” is my aunt's.",
    "I was irritated, then ashamed of it.",
    "Countertransference: rescuer. Watch it.",
    "Her silence had a temperature.",
    "I wanted to tell her about my divorce and did not.",
    "Ending again at the door, hand on the handle: why then?",
    "Image: a glass house, all lights on, nobody home.",
    "I laughed too soon at his joke about the exam.",
    "He looked at my ring three times.",
    "He paid in coins, 140 dollars, counted one by one; contempt?",
    "Boredom as defense, hers and mine.",
    "Theory: the panic is a voice for what mother never said.",
    "Her depression is a coat she will not take off in here.",
    "I feel more anxious before her hour than before any other.",
    "What do I do with my wish to diagnose?",
    "I am relieved that she cancelled.",
    "She reminds me of M., my first case in 1998.",
    "Winnicott's hate list, number 7 in particular.",
    "Parallel process with my supervisee: both of us late with notes.",
    "I dreamt of her last night; in the dream she was 6.",
    "We are two people avoiding one grief.",
    "Is the anger about the fee increase of 10 dollars?",
    "I felt dosed by her, drop by drop.",
    "He mentioned his medication and I went blank.",
    "I lost my place when she mentioned the hospital.",
    "Ask in supervision: did I collude?",
    "The treatment frame feels like a cage to both of us.",
    "Her improvement scares me.",
    "I do not believe his progress and feel mean.",
    "Too many interventions. I talk when I am anxious.",
    "I hid behind psychoeducation for 15 minutes.",
    "Session felt like an exam I failed.",
    "The session began before she sat down.",
    "When I looked at 4:20 she was still on the same sentence.",
    "Her session on Tuesdays is the one I dread.",
    "Erotic transference? My blush at the word.",
    "At minute 45 she always remembers something terrible.",
    "I gave in and ran over by 8 minutes.",
    "We sat for 12 minutes without a word and it was good.",
    "She quoted Psalm 23:4 and I was moved.",
]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BARE.items() for text in texts])
def test_what_stands_there_bare_is_seen_and_sent_to_the_progress_note(rule, text):
    found = EXCLUDED.rules.find(text)
    assert any(each.rule.removesuffix("-bare").replace("duration", "times") == rule for each in found), found
    for mark in EXCLUDED.marks(text):
        assert "in the progress note" in mark.say
        assert "progress note" in mark.better
        assert not mark.stops


@pytest.mark.parametrize("text", OWN)
def test_a_sentence_that_merely_holds_a_number_or_a_name_is_left_alone(text):
    assert EXCLUDED.marks(text) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("F43.10", "F43.10"),
        ("F43.10, F10.20", "F43.10"),
        ("Dx F41.1", "Dx F41.1"),
        ("dx f32.a today", "dx f32.a"),
        ("Dx F50. I wrote it down.", "Dx F50"),
    ],
)
def test_a_diagnosis_code_is_marked_whole(text, shown):
    mark = EXCLUDED.marks(text)[0]
    assert text[mark.start : mark.end] == shown


WHICH = ["sertraline", "2:05-2:58"]


def test_a_process_note_as_it_is_written_is_marked_where_it_should_be_and_nowhere_else():
    text = "\n".join((*OWN[:6], "sertraline 50 mg", *OWN[6:12], "Session 2:05-2:58", *OWN[12:]))
    assert [text[each.start : each.end] for each in EXCLUDED.marks(text)] == WHICH
