"""A record that was changed together with its note: the history has another, so nothing is written to that note."""

import json
from dataclasses import asdict, replace
from hashlib import sha256

import pytest

from notewizard.records.accepted import Acceptance, keep_acceptance
from notewizard.records.history.entry import line_hashes, text_hash
from notewizard.records.record import record_path

REASON = ("--reason", "The call came after the note was signed.")
SAID = "The record of this file is not the one that was kept when it was signed."


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


@pytest.fixture
def trainees(two_clients):
    two_clients.sign_note(trainee=True)
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


def made_up(office, record, file, data):
    """A record of a new id, which says that these bytes were signed in this file."""
    path = office.folder / file
    path.write_bytes(data)
    digest, text = sha256(data).hexdigest(), text_hash(data)
    made = replace(record, id="feedfacefeedface", file=file, sha256=digest, text_sha256=text, size=len(data))
    (office.practice.records / f"{made.id}.json").write_bytes(made.to_bytes())
    return path


def headless(path):
    """The bytes of a note without its block for programs, in other words."""
    return path.read_bytes().partition(b"\n---\n")[2].replace(b"# ", b"## ")


def test_a_note_that_nobody_signed_is_not_co_signed_and_may_be_added_to(trainees):
    (record,) = trainees.records("progress note")
    made = made_up(trainees, record, "Example/2026-11-19 progress note.md", headless(trainees.note))
    code, _, err = trainees.run("cosign", made, "--sign", "Ruben Castellanos")
    assert (code, "The history does not know that this note was signed" in err) == (4, True)
    assert trainees.records("co-signature") == []
    text = trainees.text("Her PCP called.")
    code, _, err = trainees.addend("addendum", "--text", text, "--known", "2026-11-21", *REASON, note=made)
    assert code == 0, err  # a note from before the history is added to as well


def test_once_its_coming_is_known_it_is_co_signed(trainees):
    (record,) = trainees.records("progress note")
    made = made_up(trainees, record, "Example/2026-11-19 progress note.md", headless(trainees.note))
    assert trainees.run("accept", made, "--practice", trainees.folder, "--reason", "From the old disk.")[0] == 0
    code, _, err = trainees.run("cosign", made, "--sign", "Ruben Castellanos")
    assert code == 0, err


def test_a_made_up_addendum_is_not_corrected(office):
    assert addendum(office)[0] == 0
    (record,) = office.records("addendum")
    made = made_up(
        office, record, "Example/2026-11-20 progress note addendum b.md", headless(office.folder / record.file)
    )
    text = ("--wrong", "Her PCP called.", "--text", office.text("Her sister called."))
    code, _, err = office.addend("correction", *text, *REASON, note=made)
    assert (code, SAID in err) == (4, True)


@pytest.mark.parametrize("later", [False, True], ids=["alone", "added to"])
def test_no_copy_is_made_of_words_that_somebody_put_into_the_record(office, later, tmp_path):
    if later:
        assert addendum(office)[0] == 0
    (record,) = office.records("progress note")
    keep(office, replace(record, elements={**record.elements, "plan": {"homework": ["Buy a boat"]}}))
    for to in ((), ("--to", tmp_path / "copy.md")):
        code, out, err = office.run("convert", office.note, "--format", "dap", *to)
        assert (code, out, SAID in err, "No copy was made." in err) == (4, "", True, True)
    assert not (tmp_path / "copy.md").exists()
    assert "has a record that the history does not bear out." in office.run("check", office.note)[1]


def test_no_copy_is_made_with_an_addendum_whose_file_was_edited(office, tmp_path):
    assert addendum(office)[0] == 0
    (record,) = office.records("addendum")
    file = office.folder / record.file
    file.write_bytes(file.read_bytes().replace(b"called", b"shouted"))
    code, out, err = office.run("convert", office.note, "--format", "dap", "--to", tmp_path / "copy.md")
    assert (code, out, (tmp_path / "copy.md").exists()) == (4, "", False)
    assert "What was written to this note later is not as it was signed." in err


@pytest.mark.parametrize("kind", ["co-signature", "entered in error"])
def test_what_somebody_made_up_about_a_note_does_not_count(trainees, kind):
    (note,) = trainees.records("progress note")
    parent = {"id": note.id, "sha256": note.sha256, "file": trainees.note.name}
    about = replace(note, kind=kind, parent=parent, author="Ruben Castellanos, PhD", reason="So be it.")
    made_up(trainees, about, f"Example/2026-11-20 progress note {kind}.md", b"# Made up\n")
    code, out, _ = trainees.run("convert", trainees.note, "--format", "dap")
    assert (code, out) == (4, "")
    said = trainees.run("check", trainees.note)[1]
    assert ("Co-signed by" in said, "ntered in error" in said) == (False, False)
    code, _, err = trainees.run("cosign", trainees.note, "--sign", "Ruben Castellanos")
    assert code == 0, err


def test_a_note_that_lost_record_and_head_is_no_note_of_another_program(office):
    (record,) = office.records("progress note")
    record_path(office.practice, record.id).unlink()
    office.note.write_bytes(headless(office.note))
    code, _, err = addendum(office)
    assert (code, "The record of this note is not here" in err) == (4, True)


def test_an_acceptance_that_somebody_made_up_is_none(office):
    (record,) = office.records("progress note")
    office.note.write_bytes(office.note.read_bytes().replace(b"# ", b"## "))
    digest = sha256(office.note.read_bytes()).hexdigest()
    said = ("outside edit", "Example/x.md", digest, "2026-11-21T00:00:00+00:00", "Nobody", "So be it.")
    keep_acceptance(office.practice, Acceptance(record.id, *said))
    code, _, err = addendum(office)
    assert (code, "not as it was signed" in err) == (4, True)


def test_nothing_is_co_signed_while_the_history_cannot_be_read(trainees):
    history = trainees.practice.dot / "history"
    history.rename(trainees.root / "aside")
    history.write_text("in the way")
    code, _, err = trainees.run("cosign", trainees.note, "--sign", "Ruben Castellanos")
    assert (code, "The history does not know" in err) == (4, True)


def test_an_addendum_whose_file_was_renamed_goes_into_the_copy(office):
    assert addendum(office)[0] == 0
    (record,) = office.records("addendum")
    (office.folder / record.file).rename(office.note.with_name("renamed.md"))
    code, out, err = office.run("convert", office.note, "--format", "dap")
    assert (code, "Addendum" in out + err) == (0, True), err


def test_a_made_up_addendum_is_handed_on_by_nobody_until_it_is_known_how_it_came_there(office):
    assert addendum(office)[0] == 0
    (record,) = office.records("addendum")
    words = headless(office.folder / record.file)
    made = made_up(office, record, "Example/2026-11-20 progress note addendum b.md", words)
    export = ("export", office.note, "--as", "txt")
    convert = ("convert", office.note, "--format", "dap")
    for command in (export, convert):
        code, out, _ = office.run(*command)
        assert (code, out) == (4, "")
    accept = office.run("accept", made, "--practice", office.folder, "--reason", "From the old disk.")
    assert accept[0] == 0, accept
    for command in (export, convert):
        code, _, err = office.run(*command)
        assert code == 0, err
