"""A draft that holds a signed note and was changed since, its checksums made right again: refused, and it stays."""

import pytest
from faults.stories import Home, signed

from notewizard.errors import NotKept
from notewizard.records.finish import keep_note, waiting_note
from notewizard.records.journal import decode, encode
from notewizard.records.outbox import answers, deliver, waiting

LONE = "\ud800"
WRONG = {
    "note": [[], {}, 5, None],
    "note.record": [5, [], {}, None, "x"],
    "note.record.clock": [5, [], {"utc": 5}],
    "note.record.elements": [5],
    "note.record.kind": [[], None],
    "note.record.id": ["../../x", "", 5],
    "note.record.client": ["../../x", 5],
    "note.file": [5, "", "../x.md", "/x.md", "Ashgrove//x.md", "Ashgrove/\0.md", LONE],
    "note.text": [5, None, "# Progress note\n\nNever signed.\n", LONE],
    "temporary": ["../../x", "2026-11-13.md", 5, None],
    "sha256": ["0" * 64, 5, None],
    "practice": [5, "", "elsewhere", "/\0", "/" + LONE, None],
    "ids": [5, "x", [[1]], ["x"]],
}
CASES = [(key, value) for key, values in WRONG.items() for value in values]


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    return home


@pytest.fixture
def draft(home):
    """The path of a draft whose signed note could not be brought; the folder is there again."""
    away = home.practice.root.rename(home.root / "away")
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    with pytest.raises(NotKept):
        keep_note(home.state, draft, home.practice, signed())
    draft.close()
    away.rename(home.practice.root)
    return draft.path


def change(path, kind, key, value, *more):
    """The entries of this kind say so, every line with its right length and checksum; `more` entries follow."""
    entries = decode(path.read_bytes()).entries
    for entry in (each for each in entries if each["kind"] == kind):
        *parts, last = key.split(".")
        for part in parts:
            entry = entry[part]
        entry[last] = value
    path.write_bytes(b"".join(map(encode, (*entries, *more))))


@pytest.mark.parametrize(("key", "value"), CASES, ids=lambda each: repr(each)[:24])
def test_a_signed_note_that_was_changed_in_its_draft_is_not_brought(home, draft, key, value):
    change(draft, "publishing", key, value)
    said, files = draft.read_bytes(), sorted(home.root.rglob("*"))
    (one,) = waiting(home.state)
    assert (one.client, answers(one)) == ("c-1", False)
    with pytest.raises(NotKept) as refused:
        deliver(home.state, one.draft)
    assert refused.value.where == str(draft)
    assert refused.value.what.startswith("The signed note in this draft is not as it was signed")
    assert (draft.read_bytes(), sorted(home.root.rglob("*"))) == (said, files)


@pytest.mark.parametrize("key", ["note", "note.record", "note.file", "note.text", "temporary", "sha256", "practice"])
def test_a_signed_note_that_lost_a_part_in_its_draft_is_not_brought(home, draft, key):
    entries = decode(draft.read_bytes()).entries
    *parts, last = key.split(".")
    entry = entries[-1]
    for part in parts:
        entry = entry[part]
    del entry[last]
    draft.write_bytes(b"".join(map(encode, entries)))
    with pytest.raises(NotKept):
        deliver(home.state, waiting(home.state)[0].draft)
    assert draft.exists()


def test_the_other_notes_that_wait_are_brought(home, draft):
    change(draft, "publishing", "note", {})
    other = home.state.drafts.begin("c-1", "soap", "2026-11-20T11:00")
    (home.practice.root / "Ashgrove").rename(home.root / "away")
    (home.practice.root / "Ashgrove").write_text("in the way")
    with pytest.raises(NotKept):
        keep_note(home.state, other, home.practice, signed())
    other.close()
    (home.practice.root / "Ashgrove").unlink()
    assert [each.draft for each in waiting(home.state)][1:] == [other.id]
    assert deliver(home.state, other.id).path.read_text() == signed().text


@pytest.mark.parametrize(
    "said", [{}, {"file": 5, "sha256": 5}, {"file": "../x.md"}, {"file": "Ashgrove/2026-11-13.md", "sha256": "0" * 64}]
)
def test_a_draft_said_to_be_published_as_what_it_never_was_stays(home, draft, said):
    change(draft, "publishing", "kind", "publishing", {"kind": "published", **said})
    with pytest.raises(NotKept) as refused:
        deliver(home.state, waiting(home.state)[0].draft)
    assert refused.value.where == str(draft)
    assert draft.exists()


def test_a_note_signed_again_trusts_no_earlier_step_that_was_changed(home, draft):
    """The names of earlier temporary files are cleared away: a changed one would clear away another file."""
    change(draft, "publishing", "temporary", "2026-11-13.md", {"kind": "reopened"})
    again = home.state.drafts.open(home.state.drafts.list()[0].id)
    assert waiting_note(again.entries(), again.path) is None
    with pytest.raises(NotKept):
        keep_note(home.state, again, home.practice, signed())
    again.close()
    assert sorted(home.notes()) == [home.earlier.name]
