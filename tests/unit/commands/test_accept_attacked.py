"""`accept` against whoever can write into the folder: no mark is accepted away, and no chart takes another's note."""

import json
from dataclasses import replace

import pytest

from notewizard.records.history.verifying import verify
from notewizard.records.record import record_path

MARKED = ("--reason", "It belongs in another chart.")


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    return two_clients


@pytest.fixture
def mark(office):
    """The file of a mark on the note."""
    assert office.addend("entered-in-error", *MARKED)[0] == 0
    return office.note.with_name("2026-11-20 progress note entered in error.md")


@pytest.fixture
def other(office):
    """The file of a signed note of the other client."""
    return office.sign_anothers()


def change(office, note, **said):
    """The record of this id says so now."""
    path = record_path(office.practice, note)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **said}), encoding="utf-8")


def kinds(office, note):
    return [each.kind for each in verify(office.practice).verdicts if each.note == note]


def accept(office, *named):
    return office.run("accept", *named, "--practice", office.folder, "--reason", "So be it.")


def test_a_mark_whose_record_calls_itself_a_note_is_not_accepted_away(office, mark):
    (record,) = office.records("entered in error")
    change(office, record.id, kind="progress note")
    assert kinds(office, record.id) == ["intact", "record untrusted"]
    assert accept(office, mark)[0] == 1
    assert kinds(office, record.id) == ["intact", "record untrusted"]


@pytest.mark.parametrize("left", [None, "{}", "[" * 200_000], ids=["gone", "empty", "deep"])
def test_a_mark_whose_record_is_gone_is_not_accepted_away(office, mark, left):
    (record,) = office.records("entered in error")
    path = record_path(office.practice, record.id)
    path.unlink()
    if left is not None:
        path.write_text(left, encoding="utf-8")
    code, _, err = accept(office, mark)
    assert (code, "cannot be accepted" in err) == (1, True)
    assert "record untrusted" in kinds(office, record.id)
    _, out, err = office.run("export", office.note, "--as", "txt", "--practice", office.folder)
    assert "missing or cannot be read (1)" in " ".join((out + err).split())  # it may be about this note


def test_a_note_whose_record_calls_itself_a_mark_is_not_accepted(office):
    (record,) = office.records()
    change(office, record.id, kind="entered in error")
    assert kinds(office, record.id) == ["intact", "record untrusted"]


@pytest.mark.parametrize(
    "said",
    [{"date": "2020-01-01"}, {"format": {"id": "dap", "version": "1.0.0"}}, {"format": {}}],
    ids=["another day", "another format", "no format"],
)
def test_a_record_that_says_otherwise_than_the_head_of_its_note_is_not_accepted(office, said):
    (record,) = office.records()
    change(office, record.id, **said)
    assert kinds(office, record.id) == ["intact", "record untrusted"]
    assert accept(office, office.note)[0] == 1


def test_a_record_that_says_what_the_head_says_is_still_accepted(office):
    (record,) = office.records()
    change(office, record.id, reason="Mended.")
    assert kinds(office, record.id) == ["intact", "record changed"]
    assert accept(office, office.note)[0] == 0
    assert kinds(office, record.id) == ["intact", "accepted"]


@pytest.mark.parametrize(
    "ends", [b"\n", b"\r\n", None], ids=["as it is", "with other line ends", "without its head"]
)  # fmt: skip
def test_the_bytes_of_another_clients_note_are_not_accepted(office, other, ends):
    data = other.read_bytes()
    office.note.write_bytes(data.partition(b"\n---\n")[2] if ends is None else data.replace(b"\n", ends))
    before = office.bytes_there()
    code, _, err = accept(office, office.note)
    assert (code, "cannot be accepted" in err, "Nothing was written." in err) == (1, True, True)
    assert office.bytes_there() == before


def test_a_note_moved_into_another_chart_is_not_accepted_with_its_folder(office, other):
    moved = office.folder / "Other" / "2025" / "moved.md"
    moved.parent.mkdir()
    office.note.rename(moved)
    for named in (moved, moved.parent, other.parent):
        before = office.bytes_there()
        code, _, err = accept(office, named)
        assert (code, "the folder of another client" in err) == (1, True)
        assert office.bytes_there() == before
    away = office.folder / "Archive" / "moved.md"  # nobody's folder is nobody's chart
    away.parent.mkdir()
    moved.rename(away)
    assert accept(office, away)[0] == 0


def test_a_record_that_nobody_signed_without_a_file_is_accepted_as_missing_once_and_for_all(office):
    (record,) = office.records()
    named = "Example/2026-11-18 progress note.md"
    planted = replace(record, id="a" * 16, date="2026-11-18", file=named, sha256="0" * 64)
    record_path(office.practice, planted.id).write_bytes(planted.to_bytes())
    assert kinds(office, planted.id) == ["missing"]
    assert accept(office, named)[0] == 0
    assert kinds(office, planted.id) == ["accepted"]
    code, _, err = accept(office, named)
    assert (code, "accepted already" in err) == (1, True)
    (office.folder / named).write_text("Something else.")  # there again, it is told as what it is
    assert kinds(office, planted.id) == ["changed"]


def test_a_change_from_before_the_history_that_was_accepted_is_not_called_as_signed(office):
    (record,) = office.records()
    for path in office.practice.history.iterdir():
        path.unlink()
    office.note.write_bytes(office.note.read_bytes() + b"More.\n")
    assert kinds(office, record.id)[0] == "changed"
    assert accept(office, office.note)[0] == 0
    assert kinds(office, record.id)[0] == "accepted"


def test_a_planted_record_of_another_clients_file_is_not_accepted(office, other):
    (record,) = (each for each in office.records() if each.client == "c-0311")
    shaped = json.loads(record_path(office.practice, record.id).read_text(encoding="utf-8"))
    planted = {**shaped, "id": "a" * 16, "client": "c-1042"}
    planted["elements"]["client"]["id"] = "c-1042"
    record_path(office.practice, "a" * 16).write_text(json.dumps(planted), encoding="utf-8")
    assert kinds(office, "a" * 16) == ["record untrusted"]
    assert accept(office, other.parent)[0] == 1
    for path in office.practice.history.iterdir():  # a history that was taken away knows neither of them
        path.unlink()
    assert kinds(office, "a" * 16) == ["record untrusted"]
    assert kinds(office, record.id)[0] == "not in history"


@pytest.mark.parametrize("left", ["[" * 200_000, '{"schema": 1}', "5"], ids=["deep", "empty", "a number"])
def test_an_acceptance_that_cannot_be_read_is_named_and_stops_nothing(office, left):
    office.note.write_bytes(office.note.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    assert accept(office, office.note)[0] == 0
    (path,) = (office.practice.dot / "accepted").iterdir()
    path.write_text(left, encoding="utf-8")
    assert office.run("verify", "--practice", office.folder)[0] == 0
    code, _, err = office.run("history", office.note, "--practice", office.folder)
    assert (code, str(path) in err) == (4, True)


def test_a_reason_that_is_no_text_is_an_acceptance_that_cannot_be_read(office):
    office.note.write_bytes(office.note.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    assert accept(office, office.note)[0] == 0
    (path,) = (office.practice.dot / "accepted").iterdir()
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "reason": [5]}), encoding="utf-8")
    assert office.run("history", office.note, "--practice", office.folder)[0] == 4
