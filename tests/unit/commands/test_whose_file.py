"""Whose note a file is: its head says it, else its bytes or text; the place where it lies never does against them."""

from dataclasses import replace

import pytest

from notewizard.records.earlier import earlier_notes
from notewizard.records.known_files import KnownFiles
from notewizard.records.record import record_path


@pytest.fixture(params=["with heads", "without heads"])
def office(two_clients, request):
    """Ada's note of November 20, and Bo's of November 18."""
    if request.param == "without heads":
        two_clients.without_heads()
    two_clients.sign_note()
    two_clients.anothers = two_clients.sign_anothers()
    two_clients.later(days=2)
    return two_clients


@pytest.fixture
def bare(two_clients):
    """Ada's note of November 20, without a head."""
    two_clients.without_heads()
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


def own(office, client):
    """By path, the client and the day of whatever is taken for this client's notes."""
    found = earlier_notes(office.practice, client).own
    return {each.path.relative_to(office.folder).as_posix(): (each.client, str(each.date)) for each in found}


def record_of(office, path):
    return KnownFiles(office.practice, tuple(office.records())).at(path)


def test_another_clients_note_in_a_notes_place_is_that_clients(office):
    mine, other = office.note, office.anothers
    other.rename(mine)
    assert own(office, "c-1042") == {}
    place = mine.relative_to(office.folder).as_posix()
    assert own(office, "c-0311") == {place: ("c-0311", "2026-11-18")}
    assert record_of(office, mine).client == "c-0311"
    assert "Progress note of 2026-11-18 for c-0311" in office.run("history", mine)[1]


def test_two_notes_that_swapped_names_stay_their_clients(office):
    mine, other = office.note, office.anothers
    aside = mine.rename(office.root / "aside.md")
    other.rename(mine)
    aside.rename(other)
    places = [each.relative_to(office.folder).as_posix() for each in (mine, other)]
    assert own(office, "c-1042") == {places[1]: ("c-1042", "2026-11-20")}
    assert own(office, "c-0311") == {places[0]: ("c-0311", "2026-11-18")}


def test_a_copy_in_another_clients_folder_is_no_note_of_that_client(office):
    copy = office.folder / "Other" / "2026-11-24 progress note.md"
    copy.write_bytes(office.note.read_bytes())
    assert [day for _, day in own(office, "c-0311").values()] == ["2026-11-18"]
    assert own(office, "c-1042")[copy.relative_to(office.folder).as_posix()] == ("c-1042", "2026-11-20")


def test_a_note_that_was_changed_in_its_place_is_still_that_note(office):
    office.note.write_bytes(office.note.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    (place,) = own(office, "c-1042")
    assert place == office.note.relative_to(office.folder).as_posix()


def test_a_head_that_says_another_client_than_its_record_is_nobodys_note(two_clients):
    note = two_clients.sign_note()
    note.write_bytes(note.read_bytes().replace(b"client: c-1042", b"client: c-0311"))
    found = earlier_notes(two_clients.practice, "c-0311")
    assert (found.own, found.others) == ((), ())
    assert [each.why for each in found.unreadable] == ["The head of this note does not fit its record"]


@pytest.fixture
def accepted(bare):
    """Ada's note lies in nobody's folder as `x.md`, and that was accepted."""
    bare.accepted = bare.note.rename(bare.folder / "x.md")
    words = ("accept", bare.accepted, "--practice", bare.folder, "--reason", "Sorted.")
    code, _, err = bare.run(*words)
    assert code == 0, err
    return bare


@pytest.mark.parametrize("moved_on", [True, False])
def test_a_foreign_file_where_a_note_was_accepted_is_not_that_clients_note(accepted, moved_on):
    path = accepted.accepted
    kept = path.rename(accepted.folder / "kept.md") if moved_on else path.unlink()
    path.write_text("Somebody else was seen. He slept badly.\n")
    found = {"kept.md": ("c-1042", "2026-11-20")} if kept else {}
    assert own(accepted, "c-1042") == found
    assert "x.md" not in own(accepted, "c-0311")
    if moved_on:
        assert "Note of another program" in accepted.run("history", path)[1]
        assert record_of(accepted, path) is None
        assert record_of(accepted, kept).client == "c-1042"
    else:  # it may be that note, changed: then it is said so, and nothing is written to it
        assert "not as it was signed" in accepted.run("history", path)[1]
        assert accepted.addend("addendum", "--text", accepted.text("More."), "--reason", "Later.", note=path)[0] == 4


@pytest.mark.parametrize("id_", ["0" * 16, "f" * 16])
@pytest.mark.parametrize("renamed", [True, False])
def test_a_made_up_record_of_the_same_bytes_takes_no_note_over(bare, id_, renamed):
    (note,) = bare.records()
    path = bare.note.rename(bare.note.with_name("n.md")) if renamed else bare.note
    made = replace(note, id=id_, client="c-0311", file=path.relative_to(bare.folder).as_posix())
    record_path(bare.practice, made.id).write_bytes(made.to_bytes())
    assert record_of(bare, path).id == note.id
    assert own(bare, "c-0311") == {}
    assert bare.addend("entered-in-error", "--reason", "Another session.", note=path)[0] == 0
    (mark,) = bare.records("entered in error")
    assert (mark.client, mark.parent["id"]) == ("c-1042", note.id)


def test_two_records_of_the_same_bytes_that_the_history_does_not_know_are_both_none(bare):
    (note,) = bare.records()
    path = bare.note.rename(bare.note.with_name("n.md"))
    for each in bare.practice.history.iterdir():
        each.unlink()
    made = replace(note, id="f" * 16, client="c-0311")
    record_path(bare.practice, made.id).write_bytes(made.to_bytes())
    assert record_of(bare, path) is None
