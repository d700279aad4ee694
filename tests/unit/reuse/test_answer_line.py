"""One line of `reuse --jsonl` in, its result out, in the documented shape."""

import pytest

from notewizard.reuse import Index, SourceText, Zone, answer_line

COPIED = "She drove past the old school twice and parked by the river until her hands stopped shaking."
PRIOR = {"id": "2026-10-02", "text": COPIED}
PASSAGE = {
    "start": 0,
    "end": len(COPIED) - 1,
    "source": "2026-10-02",
    "source_start": 0,
    "source_end": len(COPIED) - 1,
    "kind": "verbatim",
    "matter": "narrative",
    "words": 17,
    "same": 17,
}


def test_a_copied_line():
    assert answer_line({"id": "a", "text": COPIED, "prior": [PRIOR]}) == {
        "id": "a",
        "refused": True,
        "clone": None,
        "passages": [PASSAGE],
    }


def test_a_line_with_zones_from_above():
    asked = {"id": "a", "text": COPIED, "prior": [PRIOR]}
    assert answer_line(asked, zones_of=lambda text, prior: [Zone(0, len(text), "routine")]) == {
        "id": "a",
        "refused": False,
        "clone": None,
        "passages": [PASSAGE | {"matter": "routine"}],
    }


def test_allowed_lines_and_no_prior():
    assert answer_line({"id": 7, "text": COPIED, "prior": [PRIOR], "allowed": [COPIED]})["passages"] == []
    assert answer_line({"id": 7, "text": COPIED}) == {"id": 7, "refused": False, "clone": None, "passages": []}


def test_the_clients_own_among_the_others_are_left_out():
    others = Index.build([SourceText("x/1", COPIED), SourceText("y/1", "Nothing alike.")])
    asked = {"id": "a", "text": COPIED, "prior": []}
    assert answer_line(asked, others=others)["passages"] == [PASSAGE | {"source": "x/1"}]
    assert answer_line(asked | {"own": ["x/1"]}, others=others)["passages"] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"id": "a"}, '"text" must be text'),
        ({"text": "x", "prior": "y"}, '"prior" must be a list'),
        ({"text": "x", "prior": ["y"]}, 'each of "prior" must be an object with "id" and "text"'),
        ({"text": "x", "allowed": {}}, '"allowed" must be a list'),
    ],
)
def test_a_bad_line_says_which_key(asked, said):
    with pytest.raises(ValueError, match="must") as caught:
        answer_line(asked)
    assert str(caught.value) == said
