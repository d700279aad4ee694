"""Validators of the record itself: what is written later, what is the clinician's own, what never leaves."""

import ast
import os
import stat
from hashlib import sha256

import pytest
from unit.commands.conftest import state, two_clients  # noqa: F401
from unit.test_floors import MODULES, dotted

from notewizard.cli import main

CALL = "Her PCP called back. Escitalopram was raised to 20 mg."
REASON = "The call came after the note was signed."
OWN = "I felt pulled to rescue her; canary-7731."
NETWORK = {"ftplib", "http", "httpx", "imaplib", "requests", "smtplib", "socket", "socketserver", "ssl"} | {
    "telnetlib",
    "urllib",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}


@pytest.fixture
def office(two_clients):  # noqa: F811
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


# A01


def words_of(office, kind):
    """What a later writing of this kind says, as on the command line."""
    said = "She slept four hours a night in the week before."
    right = "Missed two days of work; kept her standing dinner with a friend."
    return {
        "addendum": lambda: ("--text", office.text(CALL), "--known", "2026-11-21"),
        "late-entry": lambda: ("--text", office.text(said), "--full-recall"),
        "correction": lambda: ("--wrong", "Missed one day of work", "--text", office.text(right)),
        "entered-in-error": tuple,
    }[kind]()


@pytest.mark.parametrize("kind", ["addendum", "late-entry", "correction", "entered-in-error"])
def test_A01_what_is_written_later_is_its_own_file_with_day_and_reason_and_the_note_stays(office, kind):
    before = office.bytes_there()
    code, _, err = office.addend(kind, *words_of(office, kind), "--reason", REASON)
    assert code == 0, err
    after = office.bytes_there()
    assert {path: after[path] for path in before} == before
    (record,) = office.records(kind.replace("-", " "))
    assert record.parent["sha256"] == sha256(office.note.read_bytes()).hexdigest()
    assert (record.reason, record.clock["utc"]) == (REASON, "2026-11-22T20:05:00+00:00")
    (page,) = [path for path in set(after) - set(before) if path.endswith(".md")]
    text = after[page].decode()
    assert "November 22, 2026" in text
    assert REASON in text


@pytest.mark.parametrize("kind", ["addendum", "late-entry", "correction", "entered-in-error"])
def test_A01_without_its_reason_nothing_is_written_later(office, kind):
    before = office.bytes_there()
    assert office.addend(kind, *words_of(office, kind))[0] != 0
    assert office.bytes_there() == before


# B02


@pytest.fixture
def kept_apart(office):
    """A process note of this practice's clinician."""
    pytest.importorskip("pyrage")
    from notewizard.commands.apart.bringing import keep_apart
    from notewizard.commands.apart.place import keys_here, notes_of, root_of
    from notewizard.commands.desk import Desk
    from notewizard.commands.world import World
    from notewizard.records.keys import keep_keys, new_keys
    from notewizard.records.process_notes import new_note

    os.chdir(office.folder)
    desk = Desk(World())
    keep_keys(desk.state, new_keys("2026-11-20").keys)
    made = new_note("c-1042", "2026-11-20T15:05:00-05:00", "Dana Whitfield", OWN)
    keep_apart(desk, keys_here(desk), notes_of(desk), made)
    return root_of(desk)


def test_B02_a_process_note_lies_outside_the_practice_encrypted_and_private(office, kept_apart):
    assert not kept_apart.is_relative_to(office.folder)
    files = [path for path in kept_apart.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"canary" not in path.read_bytes()
    for path in (kept_apart, *kept_apart.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert not any(b"canary" in path.read_bytes() for path in office.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "words",
    [
        ("check", "."),
        ("check", "--json", "."),
        ("plan", "c-1042", "--story"),
        ("measures", "c-1042", "--json"),
        ("facts", "c-1042"),
        ("history", "--json"),
        ("convert", "Example/2026-11-20 progress note.md", "--format", "dap"),
    ],
    ids=" ".join,
)
def test_B02_nothing_that_tells_or_exports_a_chart_holds_a_process_note(kept_apart, words, capsys):
    main(list(words))
    said = "".join(capsys.readouterr())
    assert said
    assert "canary" not in said


# X02


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_X02_no_module_imports_a_network(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    assert not found & NETWORK


def test_X02_what_is_written_is_for_its_owner_alone_whatever_the_machine_allows(two_clients):  # noqa: F811
    usual = os.umask(0)
    try:
        note = two_clients.sign_note()
    finally:
        os.umask(usual)
    (record,) = (two_clients.folder / ".notewizard" / "records").rglob("*.json")
    state_folder = two_clients.root / "state"
    private = [path for path in state_folder.rglob("*") if path.is_file()]
    for path in (note, record, *private):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_X02_an_error_holds_nothing_of_what_was_answered(office):
    answers = office.root / "broken.toml"
    answers.write_text('[presenting]\nconcerns = 7\ncanary-client-words = "canary"\n', encoding="utf-8")
    code, out, err = office.run("render", answers)
    assert code == 3
    assert "presenting" in err
    assert '"canary"' not in out + err
