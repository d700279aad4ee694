"""A signed note that was renamed or moved is still that note: later words go to it, whatever its file is called."""

import pytest

from notewizard.records.known_files import KnownFiles

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x
BEGIN:VEVENT
UID:1
SUMMARY:Ada Example
DTSTART;TZID=America/New_York:20261120T140000
DURATION:PT50M
END:VEVENT
END:VCALENDAR
"""
DRAWS = {"as it was": lambda data: data, "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
         "a BOM": lambda data: b"\xef\xbb\xbf" + data}  # fmt: skip


@pytest.fixture(params=["with a head", "without heads"])
def office(two_clients, request):
    if request.param == "without heads":
        two_clients.without_heads()
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


@pytest.fixture(params=DRAWS)
def renamed(office, request):
    path = office.note.rename(office.note.with_name("2026-11-20 Progress Note.md"))
    path.write_bytes(DRAWS[request.param](path.read_bytes()))
    return path


def addendum(office, note, *more):
    words = office.text("Her PCP called back. Escitalopram was raised to 20 mg.")
    return office.addend(
        "addendum", "--text", words, "--known", "2026-11-21", "--reason", "It came later.", *more, note=note
    )


def test_an_addendum_to_a_renamed_note_is_about_that_note(office, renamed):
    (note,) = office.records()
    code, _, err = addendum(office, renamed)
    assert code == 0, err
    (added,) = office.records("addendum")
    assert (added.parent["id"], added.parent["sha256"]) == (note.id, note.sha256)
    assert [each.id for each in office.on_record().written_to(note)] == [added.id]
    code, out, _ = office.run("history", renamed)
    assert (code, "Progress note of 2026-11-20" in out, added.file in out, "another program" in out) == (
        0, True, True, False,
    )  # fmt: skip
    assert added.file in office.run("check", renamed)[1]


def test_a_mark_on_a_renamed_note_takes_it_out_everywhere(office, renamed):
    calendar = office.root / "week.ics"
    calendar.write_text(CALENDAR)
    due = ("due", "--calendar", calendar, "--practice", office.folder)
    assert "1 appointment with its note." in office.run(*due)[1]
    assert office.addend("entered-in-error", "--reason", "Another session.", note=renamed)[0] == 0
    (note,) = office.records("progress note")
    assert office.on_record().in_error(note.id)
    assert office.run(*due)[1].startswith("1 note owed.")
    for words in (("check", renamed), ("convert", renamed, "--format", "dap"), ("history", renamed)):
        code, out, err = office.run(*words)
        assert (code, "ntered in error" in out + err) == (0, True), err


def test_an_exported_copy_of_a_renamed_note_bears_its_mark(office):
    renamed = office.note.rename(office.note.with_name("2026-11-20 Progress Note.md"))
    assert office.addend("entered-in-error", "--reason", "Another session.", note=renamed)[0] == 0
    code, out, err = office.run("export", renamed, "--as", "txt")
    assert (code, "Entered in error" in out) == (0, True), err


def test_a_note_that_was_renamed_and_changed_takes_later_words_once_that_is_accepted(office):
    renamed = office.note.rename(office.note.with_name("2026-11-20 Progress Note.md"))
    accept = ("accept", renamed, "--practice", office.folder, "--reason", "By hand.")
    assert office.run(*accept)[0] == 0
    renamed.write_bytes(renamed.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    assert "not as it was signed" in addendum(office, renamed)[2]
    assert "Progress note of 2026-11-20" in office.run("history", renamed)[1]
    (office.root / "week.ics").write_text(CALENDAR)
    due = ("due", "--calendar", office.root / "week.ics", "--practice", office.folder)
    assert "1 appointment with its note." in office.run(*due)[1]
    assert office.run(*accept)[0] == 0
    assert addendum(office, renamed)[0] == 0
    assert [each.parent["id"] for each in office.records("addendum")] == [office.records("progress note")[0].id]


def test_a_copy_in_another_clients_folder_takes_no_later_words(office):
    """R9: it is known as the note, and that chart is not its client's."""
    copy = office.folder / "Other" / "2026-11-20 progress note.md"
    copy.write_bytes(office.note.read_bytes())
    code, _, err = addendum(office, copy)
    assert (code, "is not in its client's own folder" in err, office.records("addendum")) == (1, True, [])


def test_a_head_that_is_damaged_is_said_with_its_file(two_clients):
    note = two_clients.sign_note()
    moved = note.rename(note.with_name("moved.md"))
    moved.write_bytes(moved.read_bytes().replace(b"client: ", b"cli: ").replace(b"\n", b"\r\n"))
    addend = ("addend", moved, "--addendum", "--sign", "Dana Whitfield")
    for words in (("convert", moved, "--format", "dap"), addend, ("history", moved)):
        code, _, err = two_clients.run(*words)
        assert (code, err.startswith("The head of this note is damaged. (")) == (4, True), err
        assert "moved.md)" in err


def test_a_mark_that_was_signed_when_a_renamed_note_was_taken_for_another_programs_marks_it(two_clients, monkeypatch):
    two_clients.without_heads()
    two_clients.sign_note()
    two_clients.later(days=2)
    renamed = two_clients.note.rename(two_clients.note.with_name("2026-11-20 Progress Note.md"))
    with monkeypatch.context() as before:
        before.setattr(KnownFiles, "record_of", lambda *_: None)
        assert two_clients.addend("entered-in-error", "--reason", "Another session.", note=renamed)[0] == 0
    (mark,) = two_clients.records("entered in error")
    assert mark.parent["id"] == ""
    (note,) = two_clients.records("progress note")
    assert two_clients.on_record().in_error(note.id)
    for words in (("check", renamed), ("history", renamed), ("export", renamed, "--as", "txt")):
        code, out, err = two_clients.run(*words)
        assert (code, "ntered in error" in out) == (0, True), err
    (two_clients.root / "week.ics").write_text(CALENDAR)
    due = ("due", "--calendar", two_clients.root / "week.ics", "--practice", two_clients.folder)
    assert two_clients.run(*due)[1].startswith("1 note owed.")
