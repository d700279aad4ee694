"""A signed note is locked by its record: no command that writes changes a byte of it, in whatever state it is."""

import io
import json
import unicodedata

import pytest

from notewizard.cli import COMMANDS
from notewizard.records.state import State

READS = {"schema", "check", "reuse", "due", "doctor", "completion", "verify", "history"}
"""Commands that write no file but the history."""
STATES = ("signed", "co-signed", "added to", "entered in error", "its file is gone")


def brought_to(office, state):
    if state == "co-signed":
        assert office.run("cosign", office.note, "--sign", "Ruben Castellanos")[0] == 0
    if state == "added to":
        words = office.text("Her PCP called back on Saturday.")
        more = ("--text", words, "--known", "2026-11-21", "--reason", "It came later.")
        assert office.addend("addendum", *more)[0] == 0
    if state == "entered in error":
        assert office.addend("entered-in-error", "--reason", "The wrong client's chart.")[0] == 0
    if state == "its file is gone":
        office.note.unlink()


def waiting_draft(office):
    """A signed note of another day that could not be brought yet."""
    from notewizard.records.finish import SignedNote, sign_into
    from notewizard.records.record import Record

    record = Record(
        id="00c0ffee00c0ffee", kind="progress note", client="c-1042", date="2026-11-22", author="Dana Whitfield, LCSW",
        file="", sha256="", body_sha256="", format={"id": "soap"}, template={}, program="1", clock={},
        elements={"client": {"id": "c-1042"}},
    )  # fmt: skip
    draft = State(office.root / "state").drafts.begin("c-1042", "soap", "2026-11-22T10:00")
    sign_into(draft, office.practice, SignedNote(record, "Example/2026-11-22 progress note.md", "# Progress note\n"))
    draft.close()
    return draft.id


def writing(office):
    """By command: every way to aim it at the note's file, at its client, at what is beside it."""
    note, answers = office.note, office.root / "answers.json"
    picture = note.with_suffix(".md")
    draft = State(office.root / "state").drafts.begin("c-1042", "soap", "2026-11-20T14:00")
    draft.append({"kind": "practice", "root": str(office.folder)})
    draft.close()
    waits = waiting_draft(office)
    yield "init", ("init", office.folder, "--yes", "--author", "Dana Whitfield, LCSW")
    yield "init", ("init", note, "--yes", "--author", "Dana Whitfield, LCSW")
    yield "render", ("render", answers, "--to", note, "--sign", "Dana Whitfield")
    yield "render", ("render", answers, "--to", office.folder, "--sign", "Dana Whitfield")
    yield "render", ("render", answers, "--to", note, "--format", "dap", "--sign", "Dana Whitfield")
    yield "convert", ("convert", note, "--format", "dap", "--to", note)
    yield "convert", ("convert", note, "--format", "dap", "--to", note.with_name("copy.md"))
    yield "convert", ("convert", note, "--format", "dap")
    for to in (note, note.with_name("copy.html"), note.parent, office.folder):
        for kind in ("html", "txt"):
            yield "export", ("export", note, "--as", kind, "--to", to)
    yield "export", ("export", note, "--as", "txt")
    yield "measures", ("measures", "c-1042", "--svg", picture)
    yield "plan", ("plan", "c-1042", "--write")
    yield "plan", ("plan", "c-1042", "--story")
    yield "facts", ("facts", "c-1042", "--review")
    yield "new", ("new", "c-1042")
    yield "resume", ("resume", draft.id)
    yield "sign", ("sign", draft.id, "--as", "Dana Whitfield")
    yield "sign", ("sign", waits, "--as", "Dana Whitfield")
    yield "drafts", ("drafts", "move", draft.id, "c-0311", "--yes")
    yield "drafts", ("drafts", "discard", draft.id, "--yes")
    yield "drafts", ("drafts", "restore", draft.id)
    yield "deliver", ("deliver", waits, "--as", note.name)
    yield "cosign", ("cosign", note, "--sign", "Ruben Castellanos")
    yield "cosign", ("cosign", note, "--sign", "Dana Whitfield")
    for kind in ("addendum", "late-entry", "correction", "entered-in-error"):
        for more in ((), ("--wrong", "Missed one day"), ("--full-recall",), ("--known", "2026-11-22")):
            text = office.text(f"Words of {kind}, {len(more)}.")
            options = ("--text", text) if kind != "entered-in-error" else ()
            yield (
                "addend",
                ("addend", note, f"--{kind}", *options, *more, "--reason", "Now.", "--sign", "Dana Whitfield"),
            )
    yield "accept", ("accept", note, "--reason", "It is so.")
    yield "formats", ("formats", "copy", "soap")
    yield "templates", ("templates", "copy", "soap")
    yield "rules", ("rules", "copy", "core-en")
    yield "rules", ("rules", "new", "our-words")
    yield "process", ("process", "new", "c-1042")
    yield "process", ("process", "setup")


@pytest.fixture
def office(two_clients, monkeypatch):
    two_clients.sign_note(trainee=True)
    two_clients.later(days=2)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.chdir(two_clients.folder)
    return two_clients


@pytest.mark.parametrize("stands", STATES)
def test_no_command_changes_a_byte_of_what_is_signed(office, stands):
    brought_to(office, stands)
    signed = {each.file for each in office.records()}
    before = {path: data for path, data in office.bytes_there().items() if path in signed or "records/" in path}
    there = set(office.bytes_there())
    called = set()
    for name, words in writing(office):
        called.add(name)
        code, _, err = office.run(*words)
        assert code != 70, err
        after = office.bytes_there()
        assert {path: after.get(path) for path in before} == before, f"{' '.join(map(str, words))}: {err}"
        assert there <= set(after), "nothing that was there goes"
        if stands == "its file is gone":
            assert not office.note.exists(), f"{' '.join(map(str, words))} wrote in the place of a signed note"
    assert called == set(COMMANDS) - READS, "a command that writes is not tried"


@pytest.mark.parametrize("mode", [0o600, 0o777])
def test_it_is_the_record_that_locks_and_not_the_mode_of_the_file(office, mode):
    office.note.chmod(mode)
    code, _, err = office.run("render", office.root / "answers.json", "--to", office.note, "--sign", "Dana Whitfield")
    assert code in (1, 4)
    reused = json.loads((office.root / "answers.json").read_text(encoding="utf-8"))
    reused["presenting"]["concerns"] = "Something else altogether, told on another day in other words."
    assert "Traceback" not in err


def test_the_refusal_says_how_to_add_to_it(two_clients):
    office = two_clients
    office.sign_note()
    office.later(days=2)
    office.addend("entered-in-error", "--reason", "The wrong client's chart.")  # its words are free again
    code, _, err = office.run("render", office.root / "answers.json", "--to", office.note, "--sign", "Dana Whitfield")
    assert (code, "A signed note stands here." in err) == (4, True)
    assert "notewizard addend" in err
    office.note.unlink()
    code, _, err = office.run("render", office.root / "answers.json", "--to", office.note, "--sign", "Dana Whitfield")
    assert (code, "its file is not there now" in err, "notewizard verify" in err) == (4, True, True)
    assert not office.note.exists()


@pytest.mark.parametrize("command", [("sign",), ("sign", "--as", "Dana Whitfield"), ("resume",)])
@pytest.mark.parametrize("named", ["its file", "its name in the practice", "its id"])
def test_a_signed_note_that_is_named_as_a_draft_is_said_to_be_signed_and_how_it_is_added_to(
    two_clients, monkeypatch, command, named
):
    office = two_clients
    note = office.sign_note()
    monkeypatch.chdir(office.root)
    (record,) = office.records()
    words = {"its file": str(note), "its name in the practice": record.file, "its id": record.id}[named]
    before = office.bytes_there()
    code, _, err = office.run(command[0], words, *command[1:], "--practice", office.folder)
    assert code == 1
    assert err.startswith(
        "This progress note is signed and locked: it is no draft any more, and is never written again."
    )
    assert f'Add to it: notewizard addend "{note}" --addendum, --late-entry or --correction' in err
    assert office.bytes_there() == before


def test_a_later_writing_that_is_named_as_a_draft_and_one_whose_file_is_gone(two_clients):
    office = two_clients
    office.sign_note()
    office.later(days=2)
    brought_to(office, "added to")
    (added,) = office.records("addendum")
    err = office.run("resume", added.id)[2]
    assert "This addendum is signed and locked" in err
    assert f'notewizard addend "{office.folder / added.file}" --correction' in err
    (office.folder / added.file).unlink()
    assert "Its file is not there now. See what became of it: notewizard verify" in office.run("sign", added.id)[2]


def test_an_id_of_nothing_is_still_no_draft(two_clients):
    two_clients.sign_note()
    code, _, err = two_clients.run("sign", "00c0ffee", "--as", "Dana Whitfield")
    assert (code, "There is no draft 00c0ffee." in err) == (1, True)


@pytest.mark.parametrize("command", [("sign",), ("sign", "--as", "Dana Whitfield"), ("resume",)])
def test_a_signed_note_whose_file_was_moved_is_still_said_to_be_signed(two_clients, command):
    office = two_clients
    note = office.sign_note()
    moved = note.rename(office.folder / "moved.md")
    code, _, err = office.run(command[0], moved, *command[1:], "--practice", office.folder)
    assert (code, "This progress note is signed and locked" in err) == (1, True), err
    assert "It was signed as Example/2026-11-20 progress note.md, and is not there now: notewizard verify" in err
    other = office.text("Milk and bread.")
    code, _, err = office.run(command[0], other, *command[1:], "--practice", office.folder)
    assert (code, err.startswith(f"This is a file, and no draft. ({other})")) == (1, True), err


@pytest.mark.parametrize("command", [("sign",), ("sign", "--as", "Dana Whitfield"), ("resume",)])
@pytest.mark.parametrize("words", ["x" * 300, "a/" * 3000, "Ada Nobody", "x\udcff"])
def test_words_that_name_no_draft_and_can_be_no_id_are_said_to_be_none(two_clients, command, words):
    two_clients.sign_note()
    code, _, err = two_clients.run(command[0], words, *command[1:])
    assert (code, err.startswith("There is no draft of this id, and no client with one of this name.")) == (1, True)


@pytest.mark.parametrize("command", [("sign",), ("sign", "--as", "Dana Whitfield"), ("resume",)])
def test_a_moved_note_with_other_line_ends_is_still_said_to_be_signed(two_clients, command):
    office = two_clients
    moved = office.sign_note().rename(office.folder / "moved.md")
    moved.write_bytes(moved.read_bytes().replace(b"\n", b"\r\n"))
    code, _, err = office.run(command[0], moved, *command[1:], "--practice", office.folder)
    assert (code, "This progress note is signed and locked" in err) == (1, True), err


@pytest.mark.parametrize("command", [("sign",), ("sign", "--as", "Dana Whitfield"), ("resume",)])
@pytest.mark.parametrize("words", ["c-1042", "Ada Example"])
def test_a_client_is_meant_although_a_file_has_that_name(two_clients, monkeypatch, command, words):
    office = two_clients
    office.sign_note()
    here = office.root / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    without = office.run(command[0], words, *command[1:], "--practice", office.folder)
    assert without[0] in (1, 2)
    (here / words).write_text("Milk and bread.", encoding="utf-8")
    assert office.run(command[0], words, *command[1:], "--practice", office.folder) == without


def test_a_note_whose_folder_came_back_in_another_unicode_form_is_there(two_clients):
    clients = two_clients.folder / ".notewizard" / "clients.toml"
    clients.write_text(clients.read_text(encoding="utf-8").replace('"Example"', '"Zoë"'), encoding="utf-8")
    written = two_clients.sign_note()
    (record,) = two_clients.records()
    written.parent.rename(two_clients.folder / unicodedata.normalize("NFD", "Zoë"))
    code, _, err = two_clients.run("sign", record.id, "--practice", two_clients.folder, "--as", "Dana Whitfield")
    assert (code, "is signed and locked" in err, "is not there now" in err) == (1, True, False)
    assert unicodedata.normalize("NFD", "Zoë") in err
