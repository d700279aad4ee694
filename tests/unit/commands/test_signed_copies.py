"""Which file holds what was signed says the history: a copy that does is never to be deleted, a forged one is none."""

import json
import shutil
from dataclasses import replace
from hashlib import sha256

import pytest

from notewizard.records.record import record_path


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    return two_clients


def kinds(office):
    code, out, _ = office.run("verify", "--json", "--practice", office.folder)
    return code, {(each["kind"], each["path"]) for each in json.loads(out)["results"]}


def said(office):
    return " ".join(office.run("verify", "--practice", office.folder)[1].split())


def accept(office, path, reason="It is known."):
    code, _, err = office.run("accept", path, "--practice", office.folder, "--reason", reason)
    assert code == 0, err


def changed(path, by=b"exposure stairs"):
    path.write_bytes(path.read_bytes().replace(b"exposure ladder", by))


def without_history(office, monkeypatch):
    """A practice from before there was a history, on a computer that never saw one."""
    for path in office.practice.history.iterdir():
        path.unlink()
    monkeypatch.setenv("NOTEWIZARD_STATE", str(office.root / "another computer"))


NOTE = "Example/2026-11-20 progress note.md"


def forge(office):
    """Another text that the note's record names as what was signed."""
    (record,) = office.records()
    forged = office.note.with_name("found in backup.md")
    forged.write_text("Client reported no concerns.\n")
    digest = sha256(forged.read_bytes()).hexdigest()
    record_path(office.practice, record.id).write_bytes(replace(record, sha256=digest).to_bytes())


def test_bytes_that_a_changed_record_alone_calls_signed_are_not(office):
    forge(office)
    changed(office.note)
    assert kinds(office) == (4, {("changed", NOTE), ("record untrusted", NOTE)})
    assert "what was signed, to the letter" not in said(office)
    assert "Put it back in the place" not in said(office)


def test_where_the_history_does_not_know_the_note_its_record_is_named_for_it(office, monkeypatch):
    without_history(office, monkeypatch)
    copy = office.note.with_name("kept.md")
    shutil.copyfile(office.note, copy)
    changed(office.note)
    assert ("signed copy", "Example/kept.md") in kinds(office)[1]
    assert "It is what its record says was kept, to the letter" in said(office)
