"""`accept` at a terminal: what is about to be accepted is said before the reason is asked."""

import pytest

from notewizard.terminal.screen import Said

SIGNED = "  In the history: sign, 2026-11-20, Dana Whitfield, LCSW."


@pytest.fixture
def office(office_with_hands):
    office_with_hands.sign_note()
    office_with_hands.types.shown.clear()
    return office_with_hands


def asked(office, *named):
    """What stood on the screen when the reason was asked, and the question."""
    seen = []

    def answer(view, screen):
        seen.extend([list(screen.shown), view.ask])
        return Said("Sorted by year.")

    office.types.answers = [answer]
    code, _, err = office.run("accept", *named, "--practice", office.folder)
    assert (code, "Accepted" in err) == (0, True), err
    return seen


def changed(path):
    path.write_bytes(path.read_bytes().replace(b"exposure ladder", b"exposure stairs"))


def test_the_note_its_class_what_was_found_and_who_signed_it(office):
    changed(office.note)
    shown, ask = asked(office, office.note)
    assert shown[0] == "Changed: Example/2026-11-20 progress note.md"
    assert (shown[1].endswith("reads otherwise."), shown[2:]) == (True, [SIGNED])
    assert ask == "Why does it stay as it is?"


def test_each_of_several_and_of_very_many_how_many_more(office, monkeypatch):
    changed(office.note)
    (record,) = office.records()
    record_file = office.practice.records / f"{record.id}.json"
    record_file.write_bytes(record_file.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    monkeypatch.setattr("notewizard.commands.accept.MOST", 1)
    shown, ask = asked(office, office.note)
    assert shown[-1] == "And 1 more, which `notewizard verify` lists."
    assert ask == "Why do they stay as they are?"


def test_a_note_that_the_history_does_not_know_is_said_to_be_such(office, tmp_path, monkeypatch):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "another computer"))
    for path in office.practice.history.iterdir():
        path.unlink()
    shown, _ = asked(office, office.note)
    assert shown[0] == "Not in history: Example/2026-11-20 progress note.md"
    assert shown[-1] == "  The history does not know of its signature."


def test_what_is_said_of_the_history_is_said_first_too(office):
    (path,) = office.practice.history.iterdir()
    path.with_name("copy of it.jsonl").write_bytes(path.read_bytes())
    shown, _ = asked(office, "--history")
    assert shown == [
        "History, conflict copy: This is a second copy of a history file, as sync programs make them. Its entries are"
        " counted in."
    ]


def test_what_is_refused_asks_for_no_reason(office):
    text = office.note.read_bytes().replace(b"id: ", b"id: 0", 1)
    office.note.write_bytes(text)
    office.types.answers = []  # a question would end the list
    code, _, err = office.run("accept", office.note, "--practice", office.folder)
    assert (code, "cannot be accepted" in err) == (1, True)
