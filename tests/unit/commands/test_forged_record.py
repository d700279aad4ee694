"""A record that was changed together with its note: the history has another, so nothing is written to that note."""

import json
from dataclasses import asdict, replace
from hashlib import sha256

import pytest

from notewizard.records.history.entry import line_hashes, text_hash
from notewizard.records.record import record_path

REASON = ("--reason", "The call came after the note was signed.")
SAID = "The record of this note is not the one that was kept when it was signed: somebody changed it."


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


def keep(office, record):
    path = record_path(office.practice, record.id)
    shaped = json.loads(path.read_text(encoding="utf-8")) | json.loads(json.dumps(asdict(record)))
    path.chmod(0o600)
    path.write_text(json.dumps(shaped, sort_keys=True, indent=1) + "\n", encoding="utf-8")


def forged(office, data):
    """The note says these bytes, and its record that they were signed."""
    office.note.chmod(0o600)
    office.note.write_bytes(data)
    (record,) = office.records("progress note")
    digest, text = sha256(data).hexdigest(), text_hash(data)
    lines = tuple(line_hashes(data))
    keep(office, replace(record, sha256=digest, text_sha256=text, size=len(data), lines=lines))


def addendum(office):
    return office.addend("addendum", "--text", office.text("Her PCP called."), "--known", "2026-11-21", *REASON)


def test_nothing_is_added_to_a_note_whose_record_was_forged_with_it(office):
    forged(office, office.note.read_bytes().replace(b"# ", b"## "))
    before = office.bytes_there()
    code, out, err = addendum(office)
    assert (code, out) == (4, "")
    assert all(each in err for each in (SAID, str(office.note), "notewizard verify", "Nothing was written."))
    assert office.bytes_there() == before
    assert office.run("drafts")[1].startswith("No drafts")


def test_nor_to_one_whose_record_names_another_author(office):
    (record,) = office.records("progress note")
    keep(office, replace(record, author="Somebody Else, LCSW"))
    code, _, err = addendum(office)
    assert (code, SAID in err) == (4, True)


def test_one_that_reads_the_same_and_was_accepted_is_added_to(office):
    (record,) = office.records("progress note")
    path = record_path(office.practice, record.id)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"\n")
    assert addendum(office)[0] == 4
    code, _, err = office.run(
        "accept", record.id, "--practice", office.folder, "--reason", "The sync program ended it with a line."
    )
    assert code == 0, err
    code, _, err = addendum(office)
    assert code == 0, err
