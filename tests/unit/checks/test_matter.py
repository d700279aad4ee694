"""Narrative and routine in free text: what each is known by, and that recurrence never excuses narrative."""

import pytest

from notewizard.checks.matter import Recurring, judged, matter_zones

ROUTINE = {
    "safety": [
        "Denies SI/HI, intent or plan.",
        "He denies any wish to die and any thought of harming himself or others.",
        "No safety concerns reported; firearms locked, reviewed 988.",
    ],
    "mental status": [
        "Alert and oriented, carefully dressed, speech of normal rate.",
        "Affect full range, insight good.",
    ],
    "scores": ["PHQ-9 11 (moderate), GAD-7 8.", "UDS neg. Cravings 3/10."],
    "diagnosis": ["Persistent depressive disorder (F34.1) with obsessional features."],
    "medication": ["Lisinopril and nothing else.", "Took sertraline 50 mg daily, no side effects."],
    "arrangements": [
        "We continue twice weekly, Tuesdays and Fridays, at the current fee.",
        "Client at home in Ohio, in a private room; consented verbally to telehealth.",
    ],
    "goal": ['Goal 2: "Will use a break card instead of hitting in 4 of 5 conflicts." Currently 2 of 5.'],
    "standing fact": ["Lives with her aunt and two dogs in a three-bedroom apartment and works 20 hours at a bakery."],
    "standing homework": ["NA x3/wk, call sponsor daily.", "Box breathing each morning, worry log nightly."],
    "examination": [
        "Lungs are clear to auscultation bilaterally, no wheezes or rhonchi.",
        "Reflexes symmetric, gait steady, no edema.",
        "Pulses palpable and equal, capillary refill brisk.",
    ],
    "symptoms": [
        "Denies fever, chills and nausea.",
        "Endorses low mood, poor concentration and fatigue most days.",
        "Reports constipation and low back pain.",
    ],
    "results": ["X-ray of the left wrist shows no fracture.", "We reviewed his blood work, which is unremarkable."],
    "orders": [
        "I have prescribed ibuprofen 400 mg three times a day for the pain.",
        "He is referred to physical therapy to strengthen the left shoulder.",
    ],
    "follow-up": [
        "He will follow up with me in 3 weeks, sooner if symptoms worsen.",
        "Go to the emergency department if the fever persists.",
    ],
    "agreement": [
        "Client understands and agrees with the plan.",
        "All questions were answered; he verbalized understanding of the instructions.",
    ],
    "presenting line": ["She presents to the clinic today for evaluation of chronic neck pain."],
    "named techniques": ["Special Time rehearsed, labeled praises, no commands."],
    "participation": ["Tolerated the session well and left calm.", "Prognosis guarded given chronicity."],
    "heading": ["3/4/25 10:00-10:45 Ind tx, office. Dx F33.1."],
}
NARRATIVE = [
    "She cried when she told how her brother sold the piano without asking.",
    "Replayed the argument at the bus stop and pulled out what worked.",
    "Affect moved from brittle politeness to open anger as she described the letter.",
    "“I kept waiting for somebody to notice that I was gone.”",
    "It seems that the lateness is a way of leaving first.",
    "He stopped lithium because his hands shook at the register.",
    "Denied SI, but said he had driven to the bridge on Sunday.",
    "Rehearsed asking the foreman for a different shift, three rounds, louder each time.",
    "Role play with the therapist as landlord, one demand at a time, no apologies.",
    "There was tenderness in how she described her father's hands.",
    "Chest tight on the bus, breath short, hands numb, sure that she was dying.",
    "He was playing basketball and twisted his knee.",
    "Gastrointestinal: he was playing basketball and twisted his knee.",
    "She understands now why her mother left the piano to him.",
    "Verbalized understanding of how her anger protects her from grief.",
    "Explained to him that panic peaks and falls, and drew the curve on the board.",
    "Physical therapy has become the one hour where nobody asks about the baby.",
    "Recommended that she call her brother before the hearing and say one thing only.",
    "Numbness after the call, then an hour of cleaning the oven.",
    "If symptoms worsen she plans to tell her roommate first, not the clinic.",
    "Missing the medication is his way to say that nobody counts his pills.",
    "The patient reports that she is forgetting her blood pressure medication.",
    "He left the house before the fever rose.",
    "She has noticed some swelling of the ankle.",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ROUTINE.items() for text in texts])
def test_routine_is_known_by_what_it_is_about(kind, text):
    assert {each.matter for each in judged(text)} == {"routine"}, [*judged(text)]


@pytest.mark.parametrize("text", NARRATIVE)
def test_narrative_is_known_by_what_it_tells(text):
    assert {each.matter for each in judged(text)} == {"narrative"}, [*judged(text)]


def test_a_verdict_says_what_it_was_judged_by():
    (one, two) = judged("Denied SI/HI. She cried at the mention of her brother.")
    assert (one.matter, one.why) == ("routine", "safety")
    assert (two.matter, two.why) == ("narrative", "cried")


def test_routine_between_the_commas_of_a_narrative_sentence_is_routine():
    text = "Came in soaked and furious about the tow, PHQ-9 14, no SI/HI, and would not sit down."
    assert [text[start:end].strip(" ,") for start, end, matter in matter_zones(text) if matter == "routine"] == [
        "PHQ-9 14, no SI/HI"
    ]


def test_what_stands_in_earlier_notes_again_and_again_may_be_routine():
    line = "Plain folder on the window sill, brass key inside, blue string around both."
    assert {each.matter for each in judged(line)} == {"narrative"}
    assert {each.matter for each in judged(line, Recurring([f"Today was new. {line}"]))} == {"narrative"}
    twice = Recurring([f"Today was new. {line}", f"Another week. {line} More."])
    assert [(each.matter, each.why) for each in judged(line, twice)] == [("routine", "recurs")]


def test_what_stands_once_before_is_excused_only_beside_routine_that_does():
    line = "Plain folder on the window sill, brass key inside."
    once = Recurring([f"No SI/HI, A&Ox4, affect full. {line}"])
    alone = judged(f"She asked for the door open. {line} She left early.", once)
    assert [each.matter for each in alone] == ["narrative"] * 3
    beside = judged(f"She asked for the door open. No SI/HI, A&Ox4, affect full. {line}", once)
    assert [each.matter for each in beside] == ["narrative", "routine", "routine"]


def test_figures_do_not_hide_that_a_clause_recurs():
    earlier = Recurring(["Row 3 of 9 in the blue binder, page 14.", "Row 5 of 9 in the blue binder, page 20."])
    assert earlier.times("row 7 of 9 in the blue binder, page 31.") == 2


def test_a_clause_put_together_of_several_notes_recurs_in_none():
    earlier = Recurring(
        ["Pamela is a slim reader.", "Who is a slim swimmer and sings?", "She swims and sings at noon."]
    )
    assert earlier.times("pamela is a slim swimmer and sings at noon.") == 0


def test_what_was_said_to_do_stands_in_one_note_and_is_no_routine():
    told = "We discussed that he should keep on watching the harbor lights before bed."
    once = Recurring([f"No SI/HI, A&Ox4, affect full. {told} He left calm."])
    assert {each.matter for each in judged(f"The oar floated off. {told} He left at noon.", once)} == {"narrative"}
    assert {each.matter for each in judged("Hollis is a 48-year-old man who came about the harbor.")} == {"narrative"}


def test_narrative_is_never_excused_because_it_recurs():
    line = "She told him to leave and wept in the stairwell until the neighbor came."
    often = Recurring([f"Week {number}. {line}" for number in range(12)])
    assert {each.matter for each in judged(line, often)} == {"narrative"}


def test_a_long_clause_is_not_excused_because_it_recurs():
    line = "Amber box, teal jar, mauve tin, amber cup, teal mug, mauve pan, amber lid, teal pot, mauve bin, " * 2
    assert {each.matter for each in judged(f"{line}.", Recurring([line] * 5))} == {"narrative"}


@pytest.mark.parametrize(
    "text",
    ["Reports she spends evenings in the woods and works in the yard.", "States that he runs 4 to 5 miles a day."],
)
def test_what_the_client_says_of_life_is_narrative(text):
    assert {each.matter for each in judged(text)} == {"narrative"}


def test_below_a_heading_of_findings_a_line_is_one_unless_it_tells():
    text = (
        "PHYSICAL EXAMINATION\n\n• Back: straight as a board.\nHe slipped on the stairs.\n\nSTORY\n\nStraight as a rod."
    )
    found = {text[each.start : each.end].strip(" •"): each.matter for each in judged(text)}
    assert found["Back: straight as a board."] == "routine"
    assert found["He slipped on the stairs."] == "narrative"
    assert found["Straight as a rod."] == "narrative"


def test_findings_end_at_an_empty_line():
    text = "Vitals:\nWarm and dry as toast.\n\nWarm and dry as toast."
    assert [each.matter for each in judged(text)][-2:] == ["routine", "narrative"]


def test_a_label_of_a_system_holds_only_what_does_not_tell():
    assert [each.matter for each in judged("GI: fine as ever after supper.")] == ["routine"]
    assert [each.matter for each in judged("GI: threw up twice after supper.")] == ["narrative"]


def test_an_instrument_is_not_found_in_a_word_that_begins_like_it():
    assert [each.why for each in judged("An auditory memory described beside the bamboo.")] != ["scores"]


def whys(text: str, *earlier: str) -> dict[str, str]:
    """What each clause of the text was judged routine by; empty for narrative."""
    found = judged(text, Recurring(earlier))
    return {text[each.start : each.end].strip(): each.why if each.matter == "routine" else "" for each in found}


FORM = "Came with: his older cousin.\nRoom: the one with the loft; sand, paint.\nStory: He buried the tin soldier.\n"


def test_the_labels_of_a_form_that_the_client_always_has_are_not_told():
    week = (
        "Came with: his older cousin.\nRoom: the one with the loft; clay, paint.\nStory: He gave the soldier a bath.\n"
    )
    assert whys(week, FORM) == {
        "Came with: his older cousin.": "entry",
        "Room: the one with the loft": "entry",
        "clay, paint.": "",
        "Story:": "label",
        "He gave the soldier a bath.": "",
    }


def test_a_quotation_behind_a_label_is_narrative_however_often():
    week = "Story: “nobody ever asks me twice.”\n"
    assert whys(week, week)["“nobody ever asks me twice.”"] == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[x] reflecting [ ] limits [x] naming feelings, told as play", "checkboxes"),
        ("Ride one stop alone - 35\nStand at the front where he fainted - 60\n", "rated items"),
        ("Opened at ten.\nT. O.\n", "signature"),
        ("G: Ask for help before the lunch break\nR: He wept.\n", "goal"),
        ("The aims stay as they were: to walk to the pier alone", "goal"),
    ],
)
def test_what_a_line_is_by_its_form(text, why):
    assert why in whys(text).values()


def test_what_says_itself_that_it_is_as_always_is_routine_once_an_earlier_note_has_it():
    line = "We met as usual in the attic above the library."
    assert whys(line, line) == {line: "habit"}
    assert whys(line) == {line: ""}


@pytest.mark.parametrize(
    "line",
    [
        "Student did not say that she wanted to hurt herself.",
        "The printed card is on the table.",
        "Sharps out of the flat, held by her aunt.",
    ],
)
def test_a_form_that_is_no_past_tells_nothing(line):
    assert list(whys(line, line, line).values()) != [""]


def test_what_somebody_does_now_is_not_excused_because_it_stands_once_before():
    routine, told = "Continue weekly sessions.", "He is feeding the stray cat behind the laundromat."
    assert whys(f"{routine} {told}", f"{routine} {told}")[told] == ""


def test_a_head_is_no_place_for_a_story():
    line = (
        "Client: T.O.  Date: 10/2/26  Dx: F43.10  "
        + "He drove to the quarry and sat there until the dogs found him. " * 3
    )
    assert "" in whys(line).values()
    assert "" in whys(f"Goal 1: {'He drove to the quarry and sat there until the dogs found him. ' * 3}").values()


def test_the_first_half_of_a_sentence_that_tells_is_not_excused_by_the_routine_before_it():
    note = "Dx F33.1. Pride and shame come in one breath, and she punishes herself for the second. Denies SI/HI."
    assert whys(note, note)["Pride and shame come in one breath"] == ""
