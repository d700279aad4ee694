"""`history NOTE` ends with how the file stands now, where it is not what was signed."""

import os
import unicodedata
from pathlib import Path

import pytest

NOW = "The file is not as it was signed. `notewizard verify` says more."
GONE = "The file is not where it was. `notewizard verify` says more."


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    return two_clients


def last_line(office, *words):
    code, out, _ = office.run("history", office.note, *words, "--practice", office.folder)
    assert code == 0
    return out.splitlines()[-1]


def changed(path):
    path.write_bytes(path.read_bytes().replace(b"exposure ladder", b"exposure stairs"))


def test_as_signed_there_is_no_such_line_nor_with_other_line_ends(office):
    assert "sign  " in last_line(office)
    office.note.write_bytes(office.note.read_bytes().replace(b"\n", b"\r\n"))
    assert "view  " in last_line(office)


def test_a_changed_file_is_said_at_the_end_and_also_of_a_few_days(office):
    changed(office.note)
    assert last_line(office) == NOW
    assert last_line(office, "--to", "2001-01-01") == NOW


def test_nor_does_a_record_that_was_changed_with_it_make_it_as_signed(office):
    from dataclasses import replace
    from hashlib import sha256

    from notewizard.records.record import record_path

    changed(office.note)
    (record,) = office.records()
    now = replace(record, sha256=sha256(office.note.read_bytes()).hexdigest())
    record_path(office.practice, record.id).write_bytes(now.to_bytes())
    said = office.run("history", record.id, "--practice", office.folder)[1].splitlines()
    assert said[-2:] == [
        NOW,
        "The file has a record that the history does not bear out. `notewizard verify` says more.",
    ]


def test_accepted_it_is_not_said_and_changed_again_it_is(office):
    signed = office.note.read_bytes()
    changed(office.note)
    assert office.run("accept", office.note, "--practice", office.folder, "--reason", "Mended.")[0] == 0
    assert "signed." not in last_line(office)
    office.note.write_bytes(office.note.read_bytes() + b"More.\n")
    assert last_line(office) == NOW
    office.note.write_bytes(signed)
    assert "signed." not in last_line(office)


def test_a_file_that_is_gone_or_moved_until_that_is_accepted(office):
    was = office.note
    moved = was.with_name("renamed.md")
    was.rename(moved)
    (record,) = office.records()
    assert office.run("history", record.id, "--practice", office.folder)[1].splitlines()[-1] == GONE
    assert office.run("accept", moved, "--practice", office.folder, "--reason", "Renamed.")[0] == 0
    assert "verify" not in office.run("history", moved, "--practice", office.folder)[1]
    moved.unlink()
    assert office.run("history", record.id, "--practice", office.folder)[1].splitlines()[-1] == GONE
    assert office.run("accept", record.id, "--practice", office.folder, "--reason", "Destroyed.")[0] == 0
    assert "verify" not in office.run("history", record.id, "--practice", office.folder)[1]


def test_what_was_accepted_and_put_back_is_as_verify_has_it(office):
    was, moved = office.note, office.note.with_name("renamed.md")
    signed = was.read_bytes()

    def accepted(path, reason):
        assert office.run("accept", path, "--practice", office.folder, "--reason", reason)[0] == 0
        assert as_signed()

    def as_signed():
        (record,) = office.records()
        return office.run("verify")[0] == 0 and "verify" not in office.run("history", record.id)[1]

    changed(was)
    accepted(was, "Mended.")
    was.write_bytes(signed)
    assert as_signed()
    was.rename(moved)
    accepted(moved, "Renamed.")
    moved.rename(was)
    assert as_signed()
    changed(was)
    assert not as_signed()
    assert last_line(office) == NOW


def test_what_was_written_to_it_is_named(office):
    office.addend("addendum", "--text", office.text("TSH in range."), "--known", "2026-11-20", "--reason", "PCP called")
    addendum = office.note.with_name("2026-11-20 progress note addendum.md")
    addendum.write_bytes(addendum.read_bytes().replace(b"TSH", b"T4"))
    assert last_line(office) == NOW.replace("The file", "Example/2026-11-20 progress note addendum.md")


@pytest.mark.parametrize("loop", [False, True], ids=["closed", "a link to itself"])
def test_a_folder_that_cannot_be_looked_into_does_not_end_it(office, monkeypatch, loop):
    (record,) = office.records()
    folder = office.note.parent
    if loop:
        folder.rename(office.root / "away")
        folder.symlink_to(folder)
    else:  # a test may run as root, who may look into every folder
        real = os.lstat

        def closed(path, **more):
            if folder in Path(path).parents:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, **more)

        monkeypatch.setattr(os, "lstat", closed)
    code, out, _ = office.run("history", record.id, "--practice", office.folder)
    said = "is not where it was" if loop else "cannot be read"
    assert (code, out.splitlines()[-1]) == (0, f"The file {said}. `notewizard verify` says more.")


def test_a_folder_whose_name_came_back_from_a_sync_in_another_unicode_form_is_where_it_was(two_clients):
    clients = two_clients.folder / ".notewizard" / "clients.toml"
    clients.write_text(clients.read_text(encoding="utf-8").replace('"Example"', '"Zoë"'), encoding="utf-8")
    written = two_clients.sign_note()
    (record,) = two_clients.records()
    written.parent.rename(two_clients.folder / unicodedata.normalize("NFD", "Zoë"))
    assert not written.exists()
    assert "verify" not in two_clients.run("history", record.id, "--practice", two_clients.folder)[1]
