"""The practice lies at another path now: another disk, another computer. Its drafts and what waits go on there."""

import json
import shutil

import pytest
from sessions.test_walk_continuity import ANSWERS
from unit.commands.hands import ok, signed_a_week_ago, waits

from notewizard.records.identity import begun_in, ids_of
from notewizard.records.outbox import waiting_for
from notewizard.records.practice import Practice

NOTE = "Example/2026-11-20 progress note.md"


@pytest.fixture
def office(office_with_hands, monkeypatch):
    office = signed_a_week_ago(office_with_hands)
    elsewhere = office.root / "nowhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    office.moved = office.root / "new computer" / "Notes"
    return office


def draft_in(office):
    """A whole draft that says which practice it is of."""
    id_ = office.drafting.has_draft(ANSWERS)
    draft = office.drafting.state.drafts.open(id_)
    draft.append(begun_in(office.practice, ids_of(office.practice)))
    draft.close()
    return id_


def move(office):
    office.moved.parent.mkdir()
    office.folder.rename(office.moved)


def another(office):
    """Another practice, with clients of the same ids."""
    there = office.root / "another"
    ok(office, "init", there, "--yes", "--author", "Dana Whitfield, LCSW")
    shutil.copy(office.practice.dot / "clients.toml", there / ".notewizard" / "clients.toml")
    return there


def drafts(office):
    return [each["id"] for each in json.loads(ok(office, "drafts", "--json"))["results"]]


def test_a_draft_is_signed_where_the_practice_is_now(office):
    draft = draft_in(office)
    move(office)
    assert "c-1042 (Ada Example)" in ok(office, "drafts", "--practice", office.moved)
    said = ok(office, "sign", draft, "--as", "Dana Whitfield", "--practice", office.moved)
    assert f"Kept: {office.moved / NOTE}" in said
    assert drafts(office) == []
    assert not office.folder.exists()
    assert "2 notes as signed, 0 not" in ok(office, "verify", "--practice", office.moved)


def test_it_is_enough_to_stand_in_it(office, monkeypatch):
    draft = draft_in(office)
    move(office)
    monkeypatch.chdir(office.moved)
    assert f"Kept: {office.moved / NOTE}" in ok(office, "sign", draft, "--as", "Dana Whitfield")


def test_a_note_that_waits_is_brought_where_the_practice_is_now(office):
    freed = waits(office)
    freed()
    move(office)
    (one,) = waiting_for(office.drafting.state, Practice(office.moved))
    assert one.file == NOTE
    said = ok(office, "deliver", "--practice", office.moved)
    assert f"Kept: {office.moved / NOTE}" in said
    assert (drafts(office), office.folder.exists()) == ([], False)
    assert "2 notes as signed, 0 not" in ok(office, "verify", "--practice", office.moved)


def test_nothing_is_brought_by_itself_into_what_may_be_a_copy(office):
    """The folder is away and its backup is looked at: the note waits for the folder until somebody says otherwise."""
    freed = waits(office)
    freed()
    move(office)
    office.types.warms = True
    office.run("new", "c-0311", "--practice", office.moved)
    assert "1 signed note is not in its folder yet." in " ".join(office.types.shown)
    assert not (office.moved / NOTE).exists()


def test_of_two_copies_the_one_that_it_was_begun_in_is_meant(office):
    draft, freed = draft_in(office), waits(office)
    freed()
    shutil.copytree(office.folder, office.moved)
    assert f"Kept: {office.folder / NOTE}" in ok(office, "deliver", "--practice", office.moved)
    assert waiting_for(office.drafting.state, Practice(office.moved)) == ()
    ok(office, "sign", draft, "--as", "Dana Whitfield", "--practice", office.moved, code=1)
    assert not (office.moved / NOTE).exists()


def test_another_practice_gets_none_of_it(office):
    draft, freed, there = draft_in(office), waits(office), another(office)
    freed()
    move(office)
    assert "Not brought" in ok(office, "deliver", "--practice", there, code=4)
    said = ok(office, "sign", draft, "--as", "Dana Whitfield", "--practice", there, code=1)
    assert "The practice folder is not there now." in said
    assert [each for each in there.rglob("*.md") if ".notewizard" not in each.parts] == []
    assert "Ada" not in ok(office, "drafts", "--practice", there)
