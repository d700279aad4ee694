"""A note whose file is not what was signed is no note without a word, whoever looks at it."""

from dataclasses import replace
from hashlib import sha256

import pytest

from notewizard.records.record import record_path


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    return two_clients


SAID = "This file is not as it was signed. `notewizard verify` says more."
COPY = "This copy is made of what was signed, and not of the file as it is now."
SAME = {
    "as it was": lambda data: data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "a BOM": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
}
OTHER = {
    "the text": lambda data: data.replace(b"48 minute", b"58 minute"),
    "the day in its head": lambda data: data.replace(b"\ndate: 2026-11-20", b"\ndate: 2026-11-21"),
    "cut short": lambda data: data[:900],
}


def said_by(office):
    """What check and convert say of the file, and the exit code of verify."""
    check = office.run("check", office.note)[1]
    convert = office.run("convert", office.note, "--format", "dap")[2]
    return check, convert, office.run("verify", office.note, "--practice", office.folder)[0]


@pytest.mark.parametrize("change", SAME)
def test_what_verify_takes_as_signed_check_and_convert_do_too(office, change):
    office.note.write_bytes(SAME[change](office.note.read_bytes()))
    check, convert, code = said_by(office)
    assert (SAID in check, SAID in convert, COPY in convert, code) == (False, False, False, 0)


@pytest.mark.parametrize("change", OTHER)
def test_what_verify_calls_changed_check_and_convert_do_too_until_it_is_accepted(office, change):
    office.note.write_bytes(OTHER[change](office.note.read_bytes()))
    check, convert, code = said_by(office)
    assert (SAID in check, SAID in convert, COPY in convert, code) == (True, True, True, 4)
    assert office.run("accept", office.note, "--practice", office.folder, "--reason", "By hand.")[0] == 0
    check, convert, code = said_by(office)
    assert (SAID in check, SAID in convert, COPY in convert, code) == (False, False, True, 0)


def test_a_record_that_was_changed_with_its_file_does_not_make_it_as_signed(office):
    (record,) = office.records()
    office.note.write_bytes(OTHER["the text"](office.note.read_bytes()))
    now = replace(record, sha256=sha256(office.note.read_bytes()).hexdigest())
    record_path(office.practice, record.id).write_bytes(now.to_bytes())
    check, convert, _ = said_by(office)
    assert (SAID in check, "No copy was made." in convert) == (True, True)


def test_a_moved_note_is_not_where_it_was_and_a_copy_is_called_one(office):
    copy = office.note.with_name("copy.md")
    copy.write_bytes(office.note.read_bytes())
    assert "This file" not in office.run("check", copy)[1]
    copy.write_bytes(OTHER["the text"](copy.read_bytes()))
    said = "This file is a second copy of Example/2026-11-20 progress note.md, and is not as it was signed."
    assert said in office.run("check", copy)[1]
    moved = office.note.rename(office.note.with_name("moved.md"))
    for words in (("check", moved), ("convert", moved, "--format", "dap")):
        _, out, err = office.run(*words)
        assert "This file is not where it was. `notewizard verify` says more." in out + err


@pytest.mark.parametrize("heads", [True, False])
def test_a_copy_in_another_clients_folder_is_said_to_be_there(two_clients, heads):
    if not heads:
        two_clients.without_heads()
    copy = two_clients.folder / "Other" / "copy.md"
    copy.write_bytes(two_clients.sign_note().read_bytes())
    said = "a second copy of Example/2026-11-20 progress note.md, and stands in the folder of another client."
    for words in (("check", copy), ("convert", copy, "--format", "dap")):
        _, out, err = two_clients.run(*words)
        assert said in out + err


def test_an_export_into_a_file_without_an_ending_gets_one(office, tmp_path):
    code, _, err = office.run("export", office.note, "--as", "html", "--to", tmp_path / "handed on")
    assert code == 0, err
    assert (tmp_path / "handed on.html").is_file()
    assert not (tmp_path / "handed on").exists()


def test_drafts_fit_the_terminal(office_with_hands, monkeypatch):
    office = office_with_hands
    office.types.answers = ["c-1042", "2026-11-20"]
    office.run("new")
    monkeypatch.setenv("COLUMNS", "44")
    _, out, _ = office.run("drafts")
    rows = out.splitlines()
    assert len(rows) > 3
    assert all(len(row) <= 44 for row in rows)
