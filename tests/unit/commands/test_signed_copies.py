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


@pytest.fixture(params=["with a head", "without"])
def either(two_clients, request):
    """With front matter in its notes, and without."""
    if request.param == "without":
        settings = two_clients.folder / ".notewizard" / "config.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("front_matter = true", "front_matter = false"), encoding="utf-8")
    two_clients.sign_note()
    assert two_clients.note.read_bytes().startswith(b"---") == (request.param == "with a head")
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


def crlf(path):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def to(path, other):
    other.parent.mkdir(exist_ok=True)
    path.rename(other)
    return other


@pytest.mark.parametrize("ends", [False, True], ids=["to the letter", "with other line ends"])
@pytest.mark.parametrize("stays", [False, True], ids=["put back", "put back beside what was accepted"])
def test_the_signed_file_put_back_in_its_own_place_is_as_signed_whatever_was_accepted(either, ends, stays):
    signed = either.note.read_bytes()
    old = to(either.note, either.folder / "Old" / "n.md")
    accept(either, old)
    changed(old)
    accept(either, old)
    assert kinds(either) == (0, {("accepted", "Old/n.md")})
    old.write_bytes(old.read_bytes() + b"More.\n")
    if not stays:
        old.unlink()
    either.note.write_bytes(signed)
    if ends:
        crlf(either.note)
    expected = ("line ends" if ends else "intact", NOTE)
    assert expected in kinds(either)[1]
    assert not {kind for kind, _ in kinds(either)[1]} & {"changed", "missing"}
    out = either.root / "out"
    assert either.run("export", either.note, "--as", "txt", "--to", out, "--practice", either.folder)[0] == 0


def test_what_was_accepted_and_moved_is_said_as_that(either):
    changed(either.note)
    accept(either, either.note)
    to(either.note, either.note.with_name("renamed.md"))
    assert kinds(either) == (1, {("moved", "Example/renamed.md")})
    assert "It is as it was accepted." in said(either)


def test_the_signed_file_elsewhere_is_found_after_another_text_was_accepted(either):
    copy = either.root / "backup.md"
    shutil.copyfile(either.note, copy)
    changed(either.note)
    accept(either, either.note)
    either.note.unlink()
    to(copy, either.note.with_name("renamed.md"))
    assert kinds(either) == (1, {("moved", "Example/renamed.md")})


def test_other_words_in_the_place_of_what_was_accepted_as_missing_are_told(either):
    data = either.note.read_bytes()
    (record,) = either.records()
    either.note.unlink()
    accept(either, record.id)
    assert kinds(either) == (0, {("accepted", NOTE)})
    either.note.write_bytes(data)
    changed(either.note)
    assert kinds(either) == (4, {("changed", NOTE)})


def test_another_note_in_the_place_of_one_that_was_accepted_as_missing_is_not_that_note(office):
    (record,) = office.records()
    data = office.note.read_bytes()
    office.note.unlink()
    accept(office, record.id)
    office.note.write_bytes(data.replace(record.id.encode(), b"a" * 16))
    assert kinds(office) == (4, {("accepted", NOTE), ("not known", NOTE)})


def test_a_note_from_before_the_history_accepted_as_missing_is_found_elsewhere_and_may_be_put_back(either, monkeypatch):
    without_history(either, monkeypatch)
    (record,) = either.records()
    copy = to(either.note, either.root / "backup.md")
    assert kinds(either) == (4, {("missing", NOTE)})
    accept(either, record.id)
    old = to(copy, either.folder / "Old" / "note.md")
    assert ("moved", "Old/note.md") in kinds(either)[1]
    assert "Not a letter of it changed. The history does not know of it, only its record." in said(either)
    accept(either, old)
    assert kinds(either) == (0, {("accepted", "Old/note.md")})
    to(old, either.note)
    assert kinds(either) == (0, {("intact", NOTE)})


def test_a_note_from_before_the_history_is_never_as_signed_because_its_line_ends_differ(either, monkeypatch):
    without_history(either, monkeypatch)
    crlf(either.note)
    assert ("not in history", NOTE) in kinds(either)[1]
    accept(either, either.note)
    assert kinds(either) == (0, {("accepted", NOTE)})


def test_an_acceptance_as_missing_does_not_vouch_for_what_comes_back(either, monkeypatch):
    without_history(either, monkeypatch)
    (record,) = either.records()
    away = to(either.note, either.root / "backup.md")
    accept(either, record.id)
    to(away, either.note)
    assert ("not in history", NOTE) in kinds(either)[1]


@pytest.mark.parametrize("chart", ["Other", "Example"])
def test_other_line_ends_hide_no_note_that_moved(either, chart):
    crlf(either.note)
    to(either.note, either.folder / chart / "away.md")
    wrong = chart == "Other"
    assert kinds(either) == (4 if wrong else 1, {("wrong chart" if wrong else "moved", f"{chart}/away.md")})


def test_a_record_that_was_changed_does_not_say_into_which_folder_a_note_belongs(office):
    (record,) = office.records()
    to(office.note, office.folder / "Example" / "renamed.md")
    record_path(office.practice, record.id).write_bytes(replace(record, client="c-0311").to_bytes())
    assert {kind for kind, _ in kinds(office)[1]} == {"moved", "record untrusted"}


@pytest.mark.parametrize("named", ["2026-11-20 progress note (1).md", "kept twice.md"])
def test_a_copy_with_other_line_ends_says_the_same_and_does_not_differ(either, named):
    copy = either.note.with_name(named)
    shutil.copyfile(either.note, copy)
    crlf(copy)
    kind, code = ("conflict copy", 1) if "(1)" in named else ("duplicate", 0)
    assert kinds(either) == (code, {("intact", NOTE), (kind, f"Example/{named}")})
    assert "differs from it" not in said(either)
    assert code == 0 or f"It says the same as {NOTE}; only line ends or encoding differ." in said(either)


def test_a_copy_with_other_line_ends_in_another_clients_folder_is_in_the_wrong_chart(either):
    copy = either.folder / "Other" / "away.md"
    shutil.copyfile(either.note, copy)
    crlf(copy)
    assert kinds(either) == (4, {("intact", NOTE), ("wrong chart", "Other/away.md")})


def test_the_only_text_that_was_signed_is_never_to_be_deleted_whatever_its_line_ends(either):
    copy = either.note.with_name("2026-11-20 progress note (1).md")
    shutil.copyfile(either.note, copy)
    crlf(copy)
    changed(either.note)
    assert kinds(either) == (4, {("changed", NOTE), ("signed copy", f"Example/{copy.name}")})
    assert "It is what was signed, but for line ends or encoding; the note's own file is not." in said(either)


def test_what_lies_where_another_text_was_accepted_is_told(either):
    signed = either.note.read_bytes()
    old = to(either.note, either.folder / "Old" / "n.md")
    accept(either, old)
    changed(old)
    either.note.write_bytes(signed)
    assert kinds(either) == (1, {("intact", NOTE), ("conflict copy", "Old/n.md")})
