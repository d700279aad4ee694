"""From a signed note to a safe one: what is refused, what waits, and that nothing is written twice."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from faults.stories import BODY, Home, signed

from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.records import finish
from notewizard.records.clients import Client
from notewizard.records.earlier import earlier_notes
from notewizard.records.finish import keep_note, reopen, sign_into, waiting_note
from notewizard.records.front_matter import split_note
from notewizard.records.history.reading import read_history
from notewizard.records.outbox import deliver, waiting
from notewizard.records.practice import note_files
from notewizard.records.record import read_record


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    return home


@pytest.fixture
def draft(home):
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    yield draft
    draft.close()


def test_a_kept_note_stands_in_the_folder_with_its_record_and_without_its_draft(home, draft):
    kept = keep_note(home.state, draft, home.practice, signed())
    assert kept.path == home.practice.root / "Ashgrove" / "2026-11-20.md"
    parts = split_note(kept.path.read_bytes())
    assert (parts.body.decode(), parts.intact, kept.leftovers) == (BODY, True, ())
    record = read_record(kept.record)
    assert (record.file, record.sha256, record.client) == ("Ashgrove/2026-11-20.md", kept.sha256, "c-1")
    assert home.state.drafts.list() == ()
    notes = earlier_notes(home.practice, "c-1").own
    assert (notes[0].path.name, notes[0].id) == ("2026-11-20.md", record.id)


def test_a_taken_name_leaves_both_notes_whole_and_says_the_next_free_one(home, draft):
    with pytest.raises(NameTaken) as taken:
        keep_note(home.state, draft, home.practice, signed(file="Ashgrove/2026-11-13.md"))
    assert (taken.value.free, taken.value.kept) == ("2026-11-13 (2).md", str(draft.path))
    keep_note(home.state, draft, home.practice, signed(file=f"Ashgrove/{taken.value.free}"))
    assert sorted(home.notes()) == ["2026-11-13 (2).md", "2026-11-13.md"]
    assert list(home.check_earlier()) == []


def test_a_folder_that_is_away_says_where_the_text_is_and_deliver_brings_it_once(home, draft):
    away = home.practice.root.with_name("away")
    home.practice.root.rename(away)
    with pytest.raises(NotKept) as refused:
        keep_note(home.state, draft, home.practice, signed())
    draft.close()
    trouble = refused.value
    assert (trouble.what, trouble.hint) == (
        "The practice folder is not there.",
        "When the folder is there again: notewizard deliver",
    )
    assert Path(trouble.kept).read_text(encoding="utf-8") == signed().text
    away.rename(home.practice.root)
    (one,) = waiting(home.state)
    assert (one.client, one.file, one.copy) == ("c-1", "Ashgrove/2026-11-20.md", Path(trouble.kept))
    deliver(home.state, one.draft)
    assert home.notes()["2026-11-20.md"] == signed().text.encode()
    assert (waiting(home.state), Path(trouble.kept).exists()) == ((), False)
    with pytest.raises(Refused):
        deliver(home.state, one.draft)


def test_a_note_whose_record_failed_is_said_to_be_there_and_deliver_brings_the_record_once(home, draft, monkeypatch):
    made = os.mkdir

    def closed(path, mode=0o777):
        if Path(path) == home.practice.records:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        made(path, mode)

    with monkeypatch.context() as during:
        during.setattr(os, "mkdir", closed)
        with pytest.raises(NotKept) as refused:
            keep_note(home.state, draft, home.practice, signed())
        draft.close()
        again = [one.draft for one in waiting(home.state)]
        with pytest.raises(NotKept) as refused_again:
            deliver(home.state, again[0])
    for trouble in (refused.value, refused_again.value):
        assert (trouble.where, trouble.not_done, trouble.hint) == (
            str(home.practice.records),
            "The note is in the practice folder (Ashgrove/2026-11-20.md). Its record is not there yet.",
            "When this is mended: notewizard deliver",
        )
    assert home.notes()["2026-11-20.md"] == signed().text.encode()
    kept = deliver(home.state, again[0])
    assert sorted(home.notes()) == ["2026-11-13.md", "2026-11-20.md"]
    assert read_record(kept.record).file == "Ashgrove/2026-11-20.md"
    assert len(list(home.practice.records.iterdir())) == 1
    assert (waiting(home.state), home.state.drafts.list()) == ((), ())


def test_a_note_whose_draft_alone_failed_is_said_to_be_kept_with_its_record(home, draft, monkeypatch):
    append = draft.append

    def full(entry):
        if entry["kind"] == "published":
            raise NotKept("The draft could not be written: the disk is full.", where=str(draft.path))
        append(entry)

    monkeypatch.setattr(draft, "append", full)
    with pytest.raises(NotKept) as refused:
        keep_note(home.state, draft, home.practice, signed())
    assert refused.value.not_done == (
        "The note is in the practice folder (Ashgrove/2026-11-20.md), and so is its record. Only its draft is still"
        " here."
    )


def stop_before_the_history(home, draft, monkeypatch, file="Ashgrove/2026-11-20.md"):
    """The note and its record are there, and the draft still waits."""

    def stopped(*_):
        raise NotKept("The history cannot be kept.")

    with monkeypatch.context() as during:
        during.setattr(finish, "note_signed", stopped)
        with pytest.raises(NotKept):
            keep_note(home.state, draft, home.practice, signed(file=file))


def test_a_note_whose_file_got_other_line_ends_before_its_history_is_not_brought_as_a_second_file(
    home, draft, monkeypatch
):
    stop_before_the_history(home, draft, monkeypatch)
    draft.close()
    note = home.practice.root / "Ashgrove" / "2026-11-20.md"
    note.write_bytes(note.read_bytes().replace(b"\n", b"\r\n"))  # as a program that syncs does
    there, (one,) = home.notes(), waiting(home.state)
    for file in (None, "Ashgrove/2026-11-20 (2).md", None):
        with pytest.raises(NotKept) as refused:
            deliver(home.state, one.draft, file)
        assert not isinstance(refused.value, NameTaken)
        assert "Put the signed text in the place of that file" in refused.value.what
        assert (refused.value.where, refused.value.not_done) == (str(note), "No second file was made.")
        assert home.notes() == there
    note.write_bytes(Path(refused.value.kept).read_bytes())
    kept = deliver(home.state, one.draft)
    assert (kept.path, waiting(home.state)) == (note, ())
    assert home.notes().keys() == there.keys()


def test_of_two_files_the_note_is_the_one_that_its_record_names(home, draft, monkeypatch):
    stop_before_the_history(home, draft, monkeypatch)
    beside = replace(signed(), file="Ashgrove/2026-11-20 (2).md")
    sign_into(draft, home.practice, beside)  # as it was brought under another name before that was refused
    draft.close()
    note = home.practice.root / "Ashgrove" / "2026-11-20.md"
    note.with_name("2026-11-20 (2).md").write_bytes(note.read_bytes())
    (one,) = waiting(home.state)
    assert deliver(home.state, one.draft).path == note


def stop_before_the_draft_says_so(home, draft, monkeypatch, file="Ashgrove/2026-11-20.md"):
    """The note, its record and its history are there, and the draft still waits."""
    append = draft.append

    def stopped(entry):
        if entry["kind"] == "published":
            raise NotKept("The draft cannot be written.")
        append(entry)

    with monkeypatch.context() as during:
        during.setattr(draft, "append", stopped)
        with pytest.raises(NotKept):
            keep_note(home.state, draft, home.practice, signed(file=file))


STOPS = pytest.mark.parametrize("stop", [stop_before_the_history, stop_before_the_draft_says_so])


@STOPS
@pytest.mark.parametrize("moved", ["Ashgrove/renamed.md", "Ashgrove/2026/2026-11-20.md", "at the top.md"])
def test_a_note_that_was_renamed_once_its_record_stood_gets_no_second_file(home, draft, monkeypatch, stop, moved):
    stop(home, draft, monkeypatch)
    draft.close()
    there = home.practice.root / moved
    there.parent.mkdir(exist_ok=True)
    (home.practice.root / "Ashgrove" / "2026-11-20.md").rename(there)
    (one,) = waiting(home.state)
    files = note_files(home.practice.root)
    kept = deliver(home.state, one.draft)
    assert (kept.path, note_files(home.practice.root), waiting(home.state)) == (there, files, ())
    assert read_record(kept.record).file == "Ashgrove/2026-11-20.md"
    (signing,) = [each for each in read_history(home.practice, home.state).entries if each.event.action == "sign"]
    assert signing.event.note == signed().record.id


@STOPS
def test_a_clients_folder_in_another_unicode_form_is_looked_into_before_a_second_one_is_made(
    home, draft, monkeypatch, stop
):
    (ash,) = [each for each in home.practice.clients.all() if each.folder == "Ashgrove"]
    (home.practice.root / "Ashgrove").rename(home.practice.root / "Zo\u00eb")
    home.practice.clients.change(replace(ash, folder="Zo\u00eb"))
    stop(home, draft, monkeypatch, "Zo\u00eb/2026-11-20.md")
    draft.close()
    apart = (home.practice.root / "Zo\u00eb").rename(home.practice.root / "Zoe\u0308")
    (one,) = waiting(home.state)
    kept = deliver(home.state, one.draft)
    assert (kept.path, (home.practice.root / "Zo\u00eb").exists()) == (apart / "2026-11-20.md", False)
    assert read_record(kept.record).file == "Zo\u00eb/2026-11-20.md"


def test_other_line_ends_of_a_note_whose_signature_is_in_the_history_end_its_delivery(home, draft, monkeypatch):
    stop_before_the_draft_says_so(home, draft, monkeypatch)
    draft.close()
    note = home.practice.root / "Ashgrove" / "2026-11-20.md"
    ended = note.read_bytes().replace(b"\n", b"\r\n")
    note.write_bytes(ended)
    (one,) = waiting(home.state)
    kept = deliver(home.state, one.draft)
    assert (kept.path, note.read_bytes(), waiting(home.state)) == (note, ended, ())


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_other_words_in_its_file_are_still_refused(home, draft, monkeypatch, ends):
    stop_before_the_draft_says_so(home, draft, monkeypatch)
    draft.close()
    note = home.practice.root / "Ashgrove" / "2026-11-20.md"
    note.write_bytes(note.read_bytes().replace(b"\n", ends) + b"More." + ends)
    there, (one,) = home.notes(), waiting(home.state)
    with pytest.raises(NotKept) as refused:
        deliver(home.state, one.draft)
    assert (refused.value.where, home.notes()) == (str(note), there)


def test_a_note_whose_file_is_gone_before_its_history_is_brought_again(home, draft, monkeypatch):
    stop_before_the_history(home, draft, monkeypatch)
    draft.close()
    note = home.practice.root / "Ashgrove" / "2026-11-20.md"
    note.unlink()
    (one,) = waiting(home.state)
    assert deliver(home.state, one.draft).path == note
    assert note.read_bytes() == signed().text.encode()


def test_a_note_about_another_client_than_its_draft_is_refused(home, draft):
    other = replace(signed(), record=replace(signed().record, client="c-2"))
    with pytest.raises(Refused) as refused:
        keep_note(home.state, draft, home.practice, other)
    assert refused.value.what == "This note is about another client than its draft."


@pytest.mark.parametrize("file", ["Birchwater/a.md", "a.md", "Ashgrove/../Birchwater/a.md", "/a.md", "Ashgrove//a.md"])
def test_a_file_outside_the_clients_own_folder_is_refused(home, draft, file):
    home.practice.clients.add(Client("c-2", "Birchwater", folder="Birchwater"))
    with pytest.raises(Refused) as refused:
        keep_note(home.state, draft, home.practice, signed(file=file))
    assert refused.value.what == "This file would not be in the client's own folder."
    if ".." not in file and not file.startswith("/") and "//" not in file:
        assert refused.value.hint == f"The client's own folder is {home.practice.root / 'Ashgrove'}."


@pytest.mark.parametrize("file", [".notewizard/rules/x.md", ".old/x.md", ".x.md", "2027/.x/y.md", "~$x.md"])
def test_a_file_that_would_be_hidden_is_refused_also_for_a_client_without_a_folder(home, file):
    home.practice.clients.add(Client("c-2", "Birchwater"))
    draft = home.state.drafts.begin("c-2", "soap", "2026-11-20T10:00")
    note = replace(signed(file=file), record=replace(signed().record, client="c-2"))
    with pytest.raises(Refused) as refused:
        keep_note(home.state, draft, home.practice, note)
    draft.close()
    assert refused.value.what == "This file would be hidden, and hidden files are never looked for as notes."
    assert not home.practice.root.joinpath(*file.split("/")).exists()


def test_a_folder_that_cannot_be_listed_is_named_and_the_other_notes_are_found(home, monkeypatch):
    shut = home.practice.root / "Birchwater"
    shut.mkdir()
    scan = os.scandir

    def closed(path):
        if Path(path) == shut:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    notes = earlier_notes(home.practice, "c-1")
    assert [note.path for note in notes.own] == [home.earlier]
    assert [(one.path, one.why) for one in notes.unreadable] == [
        (shut, "The folder cannot be read: access is not permitted")
    ]
    with pytest.raises(NotKept):
        note_files(home.practice.root)


def test_a_new_years_folder_is_made(home, draft):
    kept = keep_note(home.state, draft, home.practice, signed(file="Ashgrove/2027/2027-01-08.md"))
    assert kept.path.read_bytes() == signed().text.encode()


def test_half_a_character_is_refused_before_anything_is_written(home, draft):
    with pytest.raises(Refused):
        keep_note(home.state, draft, home.practice, replace(signed(), text="\ud800"))
    assert waiting_note(draft.entries(), draft.path) is None


def test_a_signed_note_that_got_nowhere_can_be_reopened_and_a_published_one_cannot(home, draft):
    sign_into(draft, home.practice, signed())
    reopen(draft, home.practice)
    assert [one.signed for one in home.state.drafts.list()] == [False]
    sign_into(draft, home.practice, signed())
    (home.practice.root / "Ashgrove" / "2026-11-20.md").write_text(signed().text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        reopen(draft, home.practice)
    assert refused.value.what == "This note is already in the practice folder."
