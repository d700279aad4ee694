"""Another note in the place of a note: a place alone never says whose a file is, where its bytes or its head do."""

import json
import os
import tomllib
from dataclasses import replace
from hashlib import sha256

import pytest
from unit.commands.office_of_two import EXAMPLES

from notewizard.records.record import record_path

EMDR = EXAMPLES / "answers" / "emdr-in-person.toml"
HERE = "Example/2026-11-20 progress note.md"


@pytest.fixture(params=[True, False], ids=["with heads", "without heads"])
def office(two_clients, request):
    settings = two_clients.practice.settings()
    two_clients.practice.keep_settings(replace(settings, front_matter=request.param))
    two_clients.sign_note()
    return two_clients


def signed(office, **client):
    """The file of another note, of a session on November 18, of this client."""
    values = json.loads(json.dumps(tomllib.loads(EMDR.read_text(encoding="utf-8")), default=str))
    values["author"] = {"name": "Dana Whitfield", "credential": "LCSW"}
    values["client"] |= client
    values["treatment"] = {
        "diagnoses": [{"code": "F43.10", "name": "Post-traumatic stress disorder"}],
        "goals": [{"id": "g1", "text": "Drive the highway without fear"}],
    }
    values["timing"] = {"written": "2026-11-20T15:00:00-05:00", "late_reason": "The network was down."}
    answers, before = office.root / "other.json", set(office.files())
    answers.write_text(json.dumps(values), encoding="utf-8")
    code, _, err = office.run("render", answers, "--to", office.folder, "--sign", "Dana Whitfield")
    assert code == 0, err
    (made,) = set(office.files()) - before
    return office.folder / made


@pytest.fixture
def second(office):
    """The file of a second note of the same client."""
    return signed(office, id="c-1042")


@pytest.fixture
def other(office):
    """The file of a note of the other client."""
    return signed(office, id="c-0311")


def accept(office, named):
    return office.run("accept", named, "--practice", office.folder, "--reason", "So be it.")


def found(office):
    code, out, _ = office.run("verify", "--json", "--practice", office.folder)
    results = json.loads(out)["results"]
    return code, {each["note"]: (each["kind"], each["path"], each["said"]) for each in results if each["note"]}


def ids(office):
    return {each.file: each.id for each in office.records()}


def name(office, path):
    return path.relative_to(office.folder).as_posix()


def test_another_clients_note_is_found_there_and_belongs_back(office, other):
    mine, theirs = (ids(office)[one] for one in (HERE, name(office, other)))
    other.rename(office.note)
    code, said = found(office)
    assert (code, said[mine][:2], said[theirs][:2]) == (4, ("missing", HERE), ("wrong chart", HERE))
    assert "In its place lies another note" in said[mine][2]
    assert "belongs in Other" in said[theirs][2]
    page = " ".join(office.run("verify", "--practice", office.folder)[1].split())
    assert ("Move it back to Other." in page, f"accept {mine}" in page, "CHANGED" in page) == (True, True, False)
    before = office.bytes_there()
    code, _, err = accept(office, office.note)
    assert (code, "another client" in err, office.bytes_there() == before) == (1, True, True)
    office.note.rename(other)
    assert accept(office, mine)[0] == 0
    assert {kind for kind, *_ in found(office)[1].values()} == {"accepted", "intact"}


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["to the letter", "with other line ends"])
def test_two_notes_that_swapped_names_are_both_found(office, second, ends):
    one, two = ids(office)[HERE], ids(office)[name(office, second)]
    for path in (office.note, second):
        path.write_bytes(path.read_bytes().replace(b"\n", ends))
    aside = office.folder / "aside.md"
    office.note.rename(aside)
    second.rename(office.note)
    aside.rename(second)
    _, said = found(office)
    assert said[one][:2] == ("moved", name(office, second))
    assert said[two][:2] == ("moved", HERE)
    assert all("In its place lies another note" in each[2] for each in said.values())


def test_notes_of_two_clients_that_swapped_names_are_never_accepted(office, other):
    was = name(office, other)
    aside = office.folder / "aside.md"
    office.note.rename(aside)
    other.rename(office.note)
    aside.rename(other)
    assert {each[:2] for each in found(office)[1].values()} == {("wrong chart", HERE), ("wrong chart", was)}
    before = office.bytes_there()
    assert [accept(office, path)[0] for path in (office.note, other)] == [1, 1]
    assert office.bytes_there() == before


def test_a_note_over_another_one_is_missing_and_moved(office, second):
    one, two = ids(office)[HERE], ids(office)[name(office, second)]
    os.replace(second, office.note)
    code, said = found(office)
    assert (code, said[one][:2], said[two][:2]) == (4, ("missing", HERE), ("moved", HERE))
    assert accept(office, office.note)[0] == 0
    said = found(office)[1]
    assert (said[one][0], said[two][0]) == ("missing", "accepted")


def test_where_a_note_was_accepted_once_another_one_is_found(office, second):
    one, two = ids(office)[HERE], ids(office)[name(office, second)]
    old, now = office.folder / "Old" / "n.md", office.note.with_name("now.md")
    old.parent.mkdir()
    office.note.rename(old)
    assert accept(office, old)[0] == 0
    old.rename(now)
    second.rename(old)
    said = found(office)[1]
    assert said[one][:2] == ("moved", "Example/now.md")
    assert said[two][:2] == ("moved", "Old/n.md")
    assert accept(office, old)[0] == 0
    said = found(office)[1]
    assert (said[one][:2], said[two][0]) == (("moved", "Example/now.md"), "accepted")


def test_a_made_up_record_never_takes_bytes_that_the_history_knows(office):
    (record,) = office.records()
    moved = office.note.with_name("n.md")
    office.note.rename(moved)
    forged = replace(record, id="f" * 16, client="c-0311", file="Other/n.md", elements={"client": {"id": "c-0311"}})
    assert forged.sha256 == sha256(moved.read_bytes()).hexdigest()
    record_path(office.practice, forged.id).write_bytes(forged.to_bytes())
    said = found(office)[1]
    assert said[record.id][:2] == ("moved", "Example/n.md")
    assert said[forged.id][0] == "record untrusted"
    assert "the bytes it names are another note" in said[forged.id][2]
