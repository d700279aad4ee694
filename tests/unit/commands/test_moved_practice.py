"""The practice lies at another path now: another disk, another computer. Its drafts and what waits go on there."""

import json
import shutil
from contextlib import contextmanager

import pytest
from sessions.test_walk_continuity import ANSWERS
from unit.commands.hands import ok, signed_a_week_ago, waits

from notewizard.errors import NotKept
from notewizard.records import finish
from notewizard.records.drafts import Drafts
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


@contextmanager
def cut_short(monkeypatch, at="the draft"):
    """Keeping a note ends at this step, as a kill would end it."""

    def ends(*_, **__):
        raise NotKept("The disk went.")

    with monkeypatch.context() as patched:
        if at == "the record":
            patched.setattr(finish, "keep_record", ends)
        else:
            patched.setattr(Drafts, "finish", lambda *_: False)
        yield


@pytest.mark.parametrize("back", [False, True], ids=["at another path", "in the old place"])
def test_a_backup_from_before_the_note_is_brought_the_note(office, monkeypatch, back):
    """It was said to be kept there, was not, and its draft was gone."""
    draft = draft_in(office)
    shutil.copytree(office.folder, office.moved)
    with cut_short(monkeypatch):
        ok(office, "sign", draft, "--as", "Dana Whitfield", "--practice", office.folder)
    shutil.rmtree(office.folder)
    where = office.moved.rename(office.folder) if back else office.moved
    assert f"Kept: {where / NOTE}" in ok(office, "deliver", "--practice", where)
    assert (where / NOTE).exists()
    assert drafts(office) == []
    assert "2 notes as signed, 0 not" in ok(office, "verify", "--practice", where)


def test_while_nobody_can_look_at_its_folder_the_draft_stays(office, monkeypatch):
    draft = draft_in(office)
    with cut_short(monkeypatch):
        ok(office, "sign", draft, "--as", "Dana Whitfield", "--practice", office.folder)
    move(office)
    assert "not there" in ok(office, "deliver", code=4)
    assert drafts(office) == [draft]


@pytest.mark.parametrize("at", ["the record", "the draft"])
def test_what_was_cut_short_in_a_copy_goes_on_in_that_copy(office, monkeypatch, at):
    """The copy had the note's file, and the practice in the old place got the note and its record."""
    draft, aside = draft_in(office), office.root / "aside"
    shutil.copytree(office.folder, office.moved)
    office.folder.rename(aside)
    with cut_short(monkeypatch, at):
        code = 4 if at == "the record" else 0
        ok(office, "sign", draft, "--as", "Dana Whitfield", "--practice", office.moved, code=code)
    aside.rename(office.folder)
    ok(office, "resume", draft)
    assert f"This note was signed already. Kept: {office.moved / NOTE}" in office.types.shown
    assert not (office.folder / NOTE).exists()
    assert "2 notes as signed, 0 not" in ok(office, "verify", "--practice", office.moved)
    assert drafts(office) == []


def test_a_folder_that_lost_its_id_is_still_the_one(office):
    freed = waits(office)
    freed()
    shutil.copytree(office.folder, office.moved)
    (office.practice.dot / "practice.id").unlink()
    assert f"Kept: {office.folder / NOTE}" in ok(office, "deliver", "--practice", office.moved)


def test_a_draft_is_not_moved_to_a_client_of_another_practice(office):
    draft, there = draft_in(office), another(office)
    move(office)
    said = ok(office, "drafts", "move", draft, "c-0311", "--yes", "--practice", there, code=1)
    assert "The practice folder is not there now." in said
    ok(office, "drafts", "move", draft, "c-0311", "--yes", "--practice", office.moved)
