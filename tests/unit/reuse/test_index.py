"""An index is added to without changing, and comes back from its bytes as it was."""

import subprocess
import sys
from functools import partial

import pytest

from notewizard.errors import NotKept
from notewizard.reuse import Changed, Index, SourceText, find_reuse
from notewizard.reuse.packing import packed, unpacked
from notewizard.reuse.picking import chosen
from notewizard.reuse.segment import segment_of
from notewizard.reuse.taken import Taken

TEXTS = [
    SourceText(
        f"note {number}", f"On the {number}th morning the {animal} she feeds came back and she laughed out loud."
    )
    for number, animal in enumerate(["heron", "fox", "crow", "badger", "tortoise", "goat", "donkey"])
]
WRITTEN = {text.id: text.text for text in TEXTS}
ASKED = "On the ninth morning the badger she feeds came back and she laughed out loud."


def test_adding_one_by_one_finds_what_building_at_once_finds():
    step_by_step = Index.build([])
    for text in TEXTS:
        step_by_step = step_by_step.extended([text])
    assert step_by_step.names == Index.build(TEXTS).names == tuple(text.id for text in TEXTS)
    assert find_reuse(ASKED, own=step_by_step) == find_reuse(ASKED, own=Index.build(TEXTS))


def test_adding_leaves_the_index_as_it_was():
    before = Index.build(TEXTS[:2])
    before.extended(TEXTS[2:])
    assert before.names == ("note 0", "note 1")


def test_leaving_texts_out_is_as_if_they_had_never_been_there():
    index = Index.build(TEXTS[:5]).extended(TEXTS[5:])
    rest = index.without(["note 3", "note 6", "unknown"])
    assert rest.names == ("note 0", "note 1", "note 2", "note 4", "note 5")
    assert find_reuse(ASKED, own=rest) == find_reuse(ASKED, own=Index.build([*TEXTS[:3], *TEXTS[4:6]]))
    assert index.without(["unknown"]) is index
    assert index.without(index.names).names == ()


def test_bytes_and_back():
    index = Index.build(TEXTS).extended([SourceText("later", "x")])
    again = Index.from_bytes(index.to_bytes(), WRITTEN.__getitem__)
    assert (again.names, again.to_bytes()) == (index.names, index.to_bytes())
    assert find_reuse(ASKED, own=again) == find_reuse(ASKED, own=index)


def test_owners_come_back_from_bytes_and_bytes_without_any_are_those_of_before():
    owned = [SourceText(text.id, text.text, f"client {at % 2}") for at, text in enumerate(TEXTS)]
    again = Index.from_bytes(Index.build(owned).to_bytes(), WRITTEN.__getitem__)
    assert (again.owner_count, again.names) == (2, tuple(WRITTEN))
    assert again.segments[0].owner_names == tuple(text.owner for text in owned)
    before = packed(segment_of(TEXTS), {"names": list(WRITTEN)})
    assert Index.build(TEXTS).to_bytes() == before
    assert Index.from_bytes(before, WRITTEN.__getitem__).owner_count == len(TEXTS)


def test_an_index_of_nothing_has_bytes_too():
    assert Index.from_bytes(Index().to_bytes(), WRITTEN.__getitem__).names == ()


def test_texts_of_one_id_count_as_one_and_none_is_lost():
    first = Index.build(TEXTS).segments[0]
    picked = [6, 2, 2, 0]
    taken = [Taken(f"client {at % 2}", first, at, partial(WRITTEN.__getitem__, f"note {at}")) for at in picked]
    index = Index.build(taken)
    as_written = Index.build(SourceText(f"client {at % 2}", TEXTS[at].text) for at in picked)
    assert index.names == as_written.names == ("client 0",)
    assert find_reuse(ASKED, own=index) == find_reuse(ASKED, own=as_written)
    assert index.word_count == as_written.word_count


MANY = [
    SourceText(str(number), f"{each.text}\n\nPlan: {number} more, and {each.id}.")
    for number in range(20)
    for each in TEXTS
]


@pytest.mark.parametrize(
    "picks",
    [
        [(0, at) for at in range(140)],
        [(0, at) for at in range(140) if at % 9],
        [(0, 5), (0, 4)],
        [(0, 3), *((0, at) for at in range(140))],
        [*((0, at) for at in range(90)), (1, 2), (1, 0), *((0, at) for at in range(95, 140)), (2, 1)],
        [(1, 0), (2, 1), (0, 7)],
        [(1, 1), (1, 1)],
    ],
)
@pytest.mark.parametrize("kept", [(0,), (0, 1), (0, 1, 2)])
def test_what_is_picked_out_of_files_is_what_was_put_in(picks, kept):
    texts = (MANY, TEXTS, [SourceText("else", "Wholly other words."), *TEXTS[2:4]])
    built = [segment_of(each) for each in texts]
    files = [unpacked(packed(each, {}))[0] if at in kept else each for at, each in enumerate(built)]
    numbers = sorted({number for number, _ in picks})
    chosen_here = [
        chosen([each[number] for number in numbers], [(numbers.index(n), at, texts[n][at]) for n, at in picks])
        for each in (built, files)
    ]
    there, here = (
        {
            "opens": each.opens.tolist(),
            "words": [each.words.ids.tolist(), each.words.units.tolist(), each.words.sentences.tolist()],
            "runs": each.grams.tolist(),
            "places": sorted(zip(each.grams.tolist(), each.places.tolist(), strict=True)),
        }
        for each in chosen_here
    )
    assert here == there
    assert here["runs"] == sorted(here["runs"])


def test_a_text_that_has_changed_is_named():
    first = Index.build(TEXTS).segments[0]
    index = Index.build([Taken("note 3", first, 3, lambda: None)])
    with pytest.raises(Changed) as caught:
        find_reuse(ASKED.replace("ninth", "3th"), own=index)
    assert caught.value.source.id == "note 3"


def test_the_same_texts_give_the_same_bytes_in_another_process():
    code = (
        "import hashlib; from notewizard.reuse import Index, SourceText;"
        "print(hashlib.sha256(Index.build([SourceText('a', 'She fed the heron.')]).to_bytes()).hexdigest())"
    )
    said = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(said) == 1


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: b"x" + data[1:]])
def test_damaged_bytes_are_refused(harm):
    with pytest.raises(NotKept) as caught:
        Index.from_bytes(harm(Index.build(TEXTS).to_bytes()), WRITTEN.__getitem__)
    assert caught.value.what == "The index of earlier notes is damaged or from another version."


def test_importing_the_package_loads_no_numpy():
    code = "import sys, notewizard.reuse; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"
