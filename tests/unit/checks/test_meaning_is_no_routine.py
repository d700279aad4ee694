"""A sentence in the present that says what something means is narrative, though routine on both sides of it recurs."""

import pytest

from notewizard.checks.matter import Recurring, judged, matter_zones
from notewizard.reuse import Index, SourceText, Zone, find_reuse

FORMS = [
    "Denied SI/HI, no intent or plan. {} Continue weekly individual therapy, Thursdays at 10.",
    "Speech normal, affect full range, insight good. {} PHQ-9 11, GAD-7 8.",
    "Medication unchanged, sertraline 50 mg daily. {} Next session Monday at 3 by video.",
]
MEANING = [
    "Anger is safer for her than sadness or need.",
    "Closeness still equals danger in his mind.",
    "Silence at home is both a shield and a punishment.",
    "Being needed is the only form of love on offer.",
    "Success feels like a betrayal of his brothers.",
    "Under the irritation there is an old loneliness.",
    "Perfection remains her ticket to belonging in the family.",
    "Guilt and loyalty are two names for one debt.",
    "His jokes are the door through which sorrow enters.",
    "Rest is still a thing that must be earned.",
    "The empty chair matters more than the argument about money.",
    "Work is where grief has nowhere to sit down.",
    "Hope frightens him more than the illness does.",
    "Winning the custody fight will not bring the trust back.",
    "An old hunger for praise beneath the contempt.",
    "The old quarrel with his sister is really about who was chosen.",
    "Leaving first feels safer than being left behind.",
    "The messy room is a private country with its own laws.",
    "Sobriety asks him to sit with an unlived youth.",
    "A closed door stands between the wish and the words.",
    "Illness gives the couple a language for care.",
    "Failure at school is proof of what the stepfather predicted.",
    "Being believed matters more to him than being right.",
    "Loss makes the ordinary week look fragile.",
    "Teasing is their way of staying near without saying so.",
]
STANDING = [
    "Roommate covers the night feeding Mon-Thu.",
    "Grandmother picks up from school on Wednesdays.",
    "Copy to school folder and to the case file.",
    "Staff to log incidents on the blue sheet.",
    "Client has the number of the night line.",
    "No screens in the bedroom after 9 pm.",
    "Coordinate with teacher and after-school program.",
    "Leave the room calmly if voices rise.",
    "Room 4, lamp on, blinds down.",
    "Sits at the front table with the aide.",
    "Neighbor checks on her every evening.",
    "The printed card is on the table.",
    "Stop signal is the raised left palm.",
    "Check-in/check-out card with Mr. Oduya stays in place.",
    "Call front desk if running late.",
    "Ring the bell at the side entrance, code with reception.",
    "Service dog under the table.",
    "Hearing aids in, light on the therapist's face.",
    "Quiet hour after lunch, no visitors.",
    "Client is on probation with the county court.",
    "Intrusive images are ego-dystonic.",
    "A follow up visit has been arranged for the coming month at the front desk.",
]


def matter_of(line, form, weeks):
    """What `line` is between routine that stood around it in each of so many earlier weeks, and the note's verdict."""
    text = f"{form.format(line)} He found work at the harbor."
    earlier = [f"{form.format(line)} She sold the {thing}." for thing in ("piano", "boat", "lamp")[:weeks]]
    zones = matter_zones(text, Recurring(earlier))
    at = text.index(line)
    (matter,) = {matter for start, end, matter in zones if start < at + len(line) - 1 and end > at}
    own = Index.build(SourceText(str(number), each) for number, each in enumerate(earlier))
    return matter, find_reuse(text, own=own, zones=[Zone(*each) for each in zones]).refused


def test_grief_and_relief_arrive_together():
    line = "Grief and relief arrive together."
    for form in FORMS:
        assert matter_of(line, form, 1)[0] == matter_of(line, form, 3)[0] == "narrative"


@pytest.mark.parametrize("line", MEANING)
def test_what_something_means_is_narrative_however_often_it_stands_beside_routine(line):
    form = FORMS[MEANING.index(line) % 3]
    assert matter_of(line, form, 1) == ("narrative", True)
    assert [matter_of(line, form, weeks)[0] for weeks in (2, 3)] == ["narrative", "narrative"]


@pytest.mark.parametrize("line", STANDING)
def test_a_standing_line_beside_routine_stays_excused(line):
    form = FORMS[STANDING.index(line) % 3]
    assert [matter_of(line, form, weeks) for weeks in (1, 2)] == [("routine", False), ("routine", False)]


def test_a_sentence_of_meaning_alone_between_commas_is_not_taken_out_of_a_narrative_one():
    clause = "shame is the older brother of that anger"
    text = f"She walked out to the quay, {clause}, and came back wet."
    earlier = Recurring([f"Rain. {clause}. Wind.", f"Snow. {clause}. Ice."])
    assert {each.matter for each in judged(text, earlier)} == {"narrative"}


def test_a_status_says_that_it_is_as_before_and_is_about_routine():
    status = "Over-evaluation of shape and weight remains the maintaining mechanism."
    assert matter_of(status, FORMS[0], 2)[0] == "routine"
    assert matter_of("The wish to be chosen remains the quiet engine.", FORMS[0], 2)[0] == "narrative"


def test_a_name_that_is_written_like_a_feeling_is_none():
    assert matter_of("Rides with Joy from Hope House, side door.", FORMS[0], 2)[0] == "routine"
