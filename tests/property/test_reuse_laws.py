"""What holds for every text: places are true, copies are found, strangers are not refused, growth excuses nothing."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewizard.reuse import Index, SourceText, Zone, find_reuse
from notewizard.reuse.folding import fold
from notewizard.reuse.letters import plain

TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
NOUNS = [
    *("heron", "ladder", "kettle", "orchard", "ferry", "violin", "lantern", "bakery", "glacier", "saddle", "parcel"),
    *("beacon", "cellar", "meadow", "anchor"),
]
VERBS = [
    *("carried", "painted", "borrowed", "hid", "mended", "polished", "lost", "weighed", "traded", "buried", "opened"),
    *("sketched", "wrapped", "burned"),
]
PLACES = [
    *("attic", "harbor", "station", "clinic", "garden", "chapel", "workshop", "library", "tunnel", "market"),
    *("quarry", "balcony", "stable"),
]


@st.composite
def narratives(draw, least=14):
    """Prose that nobody else would write, of `least` words or more."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    words: list[str] = []
    while len(words) < least:
        sentence = (
            f"{rng.choice(['Marta', 'Her uncle', 'His neighbor'])} {rng.choice(VERBS)} the {rng.choice(NOUNS)} and the "
            f"{rng.choice(NOUNS)} behind the {rng.choice(PLACES)}, then {rng.choice(VERBS)} a {rng.choice(NOUNS)}."
        )
        words += sentence.split()
    return " ".join(words)


@given(TEXT)
def test_folding_keeps_places(text):
    letters, origins = plain(text)
    places = range(len(text)) if origins is None else origins
    assert len(places) == len(letters)
    assert list(places) == sorted(places)
    words = fold(text)
    spans = list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] or one[1] == other[0] + 1 for one, other in itertools.pairwise(spans))


@given(TEXT, st.lists(TEXT, max_size=3), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=3))
def test_any_text_gets_a_verdict_with_true_places(text, sources, zones):
    texts = [SourceText(str(number), each) for number, each in enumerate([*sources, text + text])]
    verdict = find_reuse(text, own=Index.build(texts), zones=[Zone(*sorted(zone), "routine") for zone in zones])
    end = 0
    for passage in verdict.passages:
        source = texts[int(passage.source)].text
        assert end <= passage.start < passage.end <= len(text)
        assert 0 <= passage.source_start < passage.source_end <= len(source)
        here, there = text[passage.start : passage.end], source[passage.source_start : passage.source_end]
        assert (passage.kind == "edited") or here.split() == there.split()
        end = passage.end
    assert verdict.refused == (
        verdict.clone is not None or any(passage.matter == "narrative" for passage in verdict.passages)
    )


@settings(max_examples=60)
@given(narratives(), narratives(40), st.lists(narratives(30), max_size=4), st.integers(0, 4))
def test_a_verbatim_sentence_is_always_found_in_the_right_note(copied, host, others, place):
    notes = [SourceText(str(number), each) for number, each in enumerate(others)]
    notes.insert(min(place, len(notes)), SourceText("right", f"{others[0] if others else host[::-1]}\n\n{copied}"))
    text = f"Came early today.\n\n{copied}\n\nLeft late."
    verdict = find_reuse(text, own=Index.build(notes))
    start = text.index(copied)
    (covering,) = [each for each in verdict.passages if each.start <= start < each.end]
    assert (covering.start, covering.end) == (start, start + len(copied) - 1)
    assert covering.source == "right" or copied.rstrip(".") in {n.id: n.text for n in notes}[covering.source]
    assert verdict.refused


STRANGERS = [
    "She practiced asking for the corner desk, first badly, then with a joke, and wrote down what worked.",
    "Most of the hour went to the move: which boxes he cannot open, and who could sit with him while he does.",
    "Her son's teacher phoned on Monday; she noticed the old heat in her neck and let it ring twice before answering.",
    "He keeps the ring in a tin under the sink and wanted to know whether that counts as letting go.",
    "We mapped the panic on the bridge minute by minute; the worst was over before the second pylon.",
]


@pytest.mark.parametrize("number", range(len(STRANGERS)))
def test_texts_that_share_nothing_are_not_refused(number):
    rest = [SourceText(str(n), text) for n, text in enumerate(STRANGERS) if n != number]
    verdict = find_reuse(STRANGERS[number], own=Index.build(rest), others=Index.build(rest))
    assert (verdict.refused, verdict.passages) == (False, ())


@settings(max_examples=40)
@given(narratives(), narratives(30), st.lists(narratives(30), min_size=1, max_size=4))
def test_more_of_the_clients_notes_never_excuse_a_copy(copied, first, more):
    own = Index.build([SourceText("first", f"{first}\n\n{copied}")])
    assert find_reuse(copied, own=own).refused
    extended = own.extended(SourceText(str(number), each) for number, each in enumerate(more))
    assert find_reuse(copied, own=extended).refused


@settings(max_examples=40)
@given(narratives(30), st.lists(narratives(30), max_size=5))
def test_bytes_and_growth_make_no_difference(text, sources):
    texts = [SourceText(str(number), each) for number, each in enumerate([*sources, text.lower()])]
    at_once, grown = Index.build(texts), Index.build([])
    for each in texts:
        grown = grown.extended([each])
    expected = find_reuse(text, own=at_once)
    assert find_reuse(text, own=grown) == expected
    written = {each.id: each.text for each in texts}
    assert find_reuse(text, own=Index.from_bytes(at_once.to_bytes(), written.__getitem__)) == expected
