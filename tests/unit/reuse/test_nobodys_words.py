"""What anybody writes is no evidence of copying, though it stands on no list; one sentence about one session is."""

import numpy as np
import pytest

from notewizard.reuse import Index, SourceText, find_reuse
from notewizard.reuse.folding import fold
from notewizard.reuse.habits import habits_of
from notewizard.reuse.stock import published, set_sentences, stock

DETAIL = "He counted eleven swallows over the quarry and told nobody why the ferry tickets were still in his glove."
STORY = "Her uncle mended the lantern behind the chapel, then wrapped the violin in his own coat."


def refused(text: str, *priors: str, others: list[str] | None = None) -> bool:
    own = Index.build(SourceText(f"own-{at}", each) for at, each in enumerate(priors))
    rest = None if others is None else Index.build(SourceText(f"x-{at}", each) for at, each in enumerate(others))
    return find_reuse(text, own=own, others=rest).refused


@pytest.mark.parametrize(
    "line",
    [
        "Speech was spontaneous, fluent and of average volume; psychomotor activity was unremarkable.",
        "Client was oriented to all spheres and denied any perceptual disturbance, paranoia or delusions.",
        "No passive or active suicidal ideation was endorsed, and homicidal thoughts were denied as well.",
        "Session took place by secure video; client was in a private location and consented to telehealth.",
    ],
)
def test_a_status_line_on_no_list_is_nobodys_without_any_other_client(line):
    assert not refused(f"{STORY} {line}", line)
    assert set_sentences(fold(line)).all()


@pytest.mark.parametrize(
    "line",
    [
        "Denied suicidal ideation but said she had pictured her brother finding the note in the glove compartment.",
        "Mood low since the funeral; she sat in the parked car until the choir had gone home.",
        "Client was tearful describing how the landlord read her letter aloud on the stairs.",
    ],
)
def test_narrative_around_set_words_is_found(line):
    assert refused(f"{STORY} {line}", line)


def test_a_phrase_of_published_notes_is_nobodys():
    line = "Patient Agreements: The patient understands and agrees with the recommended medical treatment plan."
    assert published(fold(line)).mean() > 0.8
    assert not refused(f"{STORY} {line}", line)


FORM = "Presenting matter: {}. This hour was given to {} by way of {}, with {} effort; at home: {}; seen again {}."
FILLS = [
    ("grief", "pacing", "drawing", "fair", "a walk", "Monday"),
    ("work", "limits", "letters", "good", "a call", "Friday"),
    ("sleep", "worry", "breathing", "some", "a log", "Sunday"),
    ("anger", "trust", "music", "steady", "a list", "Tuesday"),
    ("school", "shame", "clay", "uneven", "a meal", "Thursday"),
]


def filled(number: int) -> str:
    return FORM.format(
        *(FILLS[(number * step + number) % len(FILLS)][at] for at, step in enumerate((1, 2, 3, 1, 2, 3)))
    )


def test_a_form_that_all_other_clients_notes_come_from_is_nobodys():
    others = [filled(number) for number in range(12)]
    new, prior = FORM.format("rent", "asking", "maps", "brave", "a bill", "soon"), filled(1)
    assert refused(new, prior)
    assert not refused(new, prior, others=others)
    assert refused(f"{new} {STORY}", f"{prior} {STORY}", others=others)


def test_common_prose_needs_no_form_to_explain_it():
    words = fold("It was in the house for a week.")
    others = Index.build(SourceText(str(at), f"Note {at}. He slept in the garden for a day.") for at in range(9))
    assert not stock(words, habits_of(words, others), np.full(len(words), 0.5)).any()


def test_one_sentence_of_another_client_is_weaker_evidence_than_one_of_the_clients_own():
    short = "She fed the heron behind the station and laughed about it."
    assert refused(f"A late start. {short}", short)
    assert not refused(f"A late start. {short}", "Nothing alike.", others=[short])
    assert refused(f"A late start. {STORY} {short}", "Nothing alike.", others=[f"{STORY} {short}"])


def test_notes_out_of_one_template_are_no_clones():
    form = (
        "The client came to the hour with more trouble around {}. {} The therapist made use of {} so that the client "
        "could name and question what helps least. The client took this up and showed {} grasp of what was said. From "
        "here on the client will rehearse {} and bring back {} to the next hour, as agreed with the therapist today."
    )
    stories = [
        f"The {animal} came back on day {at}." for at, animal in enumerate(["crow", "fox", "goat", "hen", "ram"])
    ]
    notes = [form.format(*FILLS[at][:1], stories[at], *FILLS[at][1:5]) for at in range(5)]
    others = [form.format(*FILLS[at % 5][:1], f"Day {at}.", *FILLS[(at + 2) % 5][1:5]) for at in range(12)]
    own = Index.build([SourceText("last", notes[0])])
    rest = Index.build(SourceText(str(at), each) for at, each in enumerate(others))
    assert find_reuse(notes[1], own=own, others=rest).clone is None
    assert find_reuse(notes[0].replace("crow", "rook"), own=own, others=rest).clone == "last"


def test_a_whole_sentence_of_the_clients_own_is_reuse_though_the_trade_has_its_phrases():
    told = "The patient reports that she has had chronic back pain that she has been managing."
    own = Index.build([SourceText("a", f"He came with his cousin. {told} They left together.")])
    assert find_reuse(f"The oar floated off. {told} He laughed.", own=own).refused
    assert not find_reuse("The patient reports that she has had chronic back pain at the harbor.", own=own).refused
    assert not find_reuse(f"The oar floated off. {told} He laughed.", own=Index(), others=own).refused


@pytest.mark.parametrize("notes", [1, 3, 8])
def test_many_notes_of_one_other_client_make_no_habit(notes):
    others = [SourceText("c-2", DETAIL)] * notes
    others += [
        SourceText(f"c-{at}", f"Weather talk number {at}, then the bus, the list and the door.") for at in range(3, 30)
    ]
    rest = Index.build(others)
    assert find_reuse(f"{STORY} {DETAIL}", own=Index.build([]), others=rest).refused


def of_clients(*counts, called=lambda client, number: f"c-{client}"):
    """Notes of other clients, so many of each, the sentence in every one of them."""
    return [
        SourceText(called(client, number), f"Hour {number} with {client}. {DETAIL}", f"c-{client}")
        for number in range(max(counts))
        for client, count in enumerate(counts)
        if number < count
    ]


@pytest.mark.parametrize("counts", [(1,), (3,), (12,), (1, 1), (7, 2), (40, 40)])
@pytest.mark.parametrize(
    "called",
    [lambda client, number: f"c-{client}", lambda client, number: f"{client}/{number}"],
    ids=["by the client", "each by itself"],
)
def test_what_two_clients_notes_say_however_often_is_no_stock_phrase(counts, called):
    rest = Index.build(of_clients(*counts, called=called))
    own = Index.build([SourceText("last", f"Rain. {DETAIL}")])
    assert find_reuse(f"{STORY} {DETAIL}", own=own, others=rest).refused
    assert find_reuse(f"{STORY} {DETAIL}", own=Index(), others=rest).refused


def test_what_three_clients_notes_say_is_a_stock_phrase_however_they_are_called():
    own = Index.build([SourceText("last", f"Rain. {DETAIL}")])
    for called in (lambda client, number: f"c-{client}", lambda client, number: f"{client}/{number}"):
        rest = Index.build(of_clients(5, 1, 1, called=called))
        assert not find_reuse(f"{STORY} {DETAIL}", own=own, others=rest).refused


def test_a_text_without_an_owner_is_one_of_its_own():
    rest = Index.build(SourceText(str(at), f"Hour {at}. {DETAIL}") for at in range(3))
    assert not find_reuse(f"{STORY} {DETAIL}", own=Index(), others=rest).refused


def test_a_form_filled_in_for_two_clients_every_week_is_theirs():
    others = [SourceText(str(number), filled(number), f"c-{number % 2}") for number in range(12)]
    new, prior = FORM.format("rent", "asking", "maps", "brave", "a bill", "soon"), filled(1)
    own = Index.build([SourceText("last", prior)])
    assert find_reuse(new, own=own, others=Index.build(others)).refused
    more = [SourceText(f"more {number}", filled(number), f"c-{number}") for number in range(2, 8)]
    assert not find_reuse(new, own=own, others=Index.build([*others, *more])).refused


def test_owners_are_counted_alike_whether_notes_come_at_once_or_one_by_one():
    notes = [*of_clients(6, 6), SourceText("long", "Weather talk, then the bus, the list and the door. " * 60)]
    bit_by_bit = Index()
    for note in notes:
        bit_by_bit = bit_by_bit.extended([note])
    assert bit_by_bit.owner_count == Index.build(notes).owner_count == 3
    words = fold(DETAIL)
    for index in (bit_by_bit, Index.build(notes)):
        assert index.texts_with_word(words.ids).min() == 2
        assert not len(habits_of(words, index).fives)
        assert not habits_of(words, index).pairs.any()
    many = bit_by_bit.extended([SourceText("another", DETAIL)])
    assert len(habits_of(words, many).fives) == len(words) - 4
    assert habits_of(words, many).pairs.min() == 13
    assert find_reuse(DETAIL, own=Index(), others=many) == find_reuse(
        DETAIL, own=Index(), others=Index.build([*notes, SourceText("another", DETAIL)])
    )


def test_three_owners_are_found_behind_thousands_of_places_of_one():
    many = [SourceText("c-0", f"{DETAIL} " * 3000), SourceText("c-1", DETAIL), SourceText("c-2", DETAIL)]
    words = fold(DETAIL)
    assert habits_of(words, Index.build(many)).pairs.min() == 3002
    assert not habits_of(words, Index.build([*many[:2], SourceText("c-2", "Rain, buses, lists.")])).pairs.any()
