"""A later writing whose record was turned to another client's note says nothing there: no reason and no words."""

import json
import shutil
from hashlib import sha256

import pytest

from notewizard.commands.filed.kept_note import KeptNotes
from notewizard.records.earlier import earlier_notes
from notewizard.records.record import record_path

WORDS = "Bo reported the burglary."


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    return two_clients


def turned(office, **parent):
    """An addendum and a mark of the other client, to a note by hand, whose records name a note of this one."""
    other = office.folder / "Other" / "2026-11-18 progress note.md"
    other.write_text("# Progress note\n\nHe came late.\n", encoding="utf-8")
    text = office.text(WORDS)
    added = office.addend("addendum", "--text", text, "--known", "2026-11-20", "--reason", WORDS, note=other)
    assert added[0] == 0, added
    assert office.addend("entered-in-error", "--reason", WORDS, note=other)[0] == 0
    for kind in ("addendum", "entered in error"):
        (record,) = office.records(kind)
        path = record_path(office.practice, record.id)
        shaped = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**shaped, "parent": parent}), encoding="utf-8")


def said_of(office, note):
    """All that three commands print of a note."""
    history = ("history", note, "--practice", office.folder)
    assert office.run(*history)[0] == 0
    words = (history, ("check", note), ("convert", note, "--format", "dap"))
    return "\n".join("".join(office.run(*each)[1:]) for each in words)


def test_a_record_turned_to_another_clients_note_is_told_nowhere_of_it(office):
    (note,) = office.records()
    turned(office, id=note.id, sha256=note.sha256, file=office.note.name)
    said = said_of(office, office.note)
    assert ("burglary" in said, "ntered in error" in said) == (False, False)
    assert [each.id for each in office.on_record().notes()] == [note.id]


def test_a_record_turned_to_another_clients_note_by_hand_is_told_nowhere_of_it(office):
    by_hand = office.folder / "Example" / "2026-11-13 progress note.md"
    by_hand.write_text("# Progress note\n\nShe came early.\n", encoding="utf-8")
    turned(office, sha256=sha256(by_hand.read_bytes()).hexdigest(), file=by_hand.name)
    said = said_of(office, by_hand)
    assert ("burglary" in said, "ntered in error" in said) == (False, False)
    assert KeptNotes(None).stands(by_hand) is None
    assert not any(each.in_error for each in earlier_notes(office.practice, "c-1042").own)
    # Its own client's words are told of it, where no history says otherwise.
    shutil.rmtree(office.practice.history)
    for kind in ("addendum", "entered in error"):
        (record,) = office.records(kind)
        path = record_path(office.practice, record.id)
        shaped = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**shaped, "client": "c-1042"}), encoding="utf-8")
    assert KeptNotes(None).stands(by_hand) is not None
    assert any(each.in_error for each in earlier_notes(office.practice, "c-1042").own)
