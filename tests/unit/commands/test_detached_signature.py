"""A detached signature by `ssh-keygen`: over id and hash, create-only, and never in the way of a note."""

import base64
import os
import shutil
import stat
import subprocess
from hashlib import sha256

import pytest
from unit.commands.office_of_two import VIDEO

from notewizard.commands.filed.waiting_notes import Bringing
from notewizard.records import ssh_signature
from notewizard.records.record import all_records
from notewizard.records.ssh_signature import signature_path, statement
from notewizard.records.state import State

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")


def wants_signatures(office, key):
    config = office.folder / ".notewizard" / "config.toml"
    text = config.read_text(encoding="utf-8")
    assert 'ssh_key = ""' in text
    config.write_text(text.replace('ssh_key = ""', f'ssh_key = "{key}"'), encoding="utf-8")


def made_key(folder, passphrase=""):
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", key], check=True)
    return key


def is_signed(office, record, public):
    """Whether anybody with the public key finds the signature good, without this program."""
    allowed = office.root / "allowed"
    allowed.write_text(f'dana namespaces="notewizard" {public.read_text(encoding="utf-8")}', encoding="utf-8")
    line = ["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "dana", "-n", "notewizard", "-s"]
    file = office.folder / record.file
    said = statement(record.id, sha256(file.read_bytes()).hexdigest())
    done = subprocess.run([*line, signature_path(office.practice, record.id)], input=said, capture_output=True)
    return done.returncode == 0


def test_every_signed_file_gets_one_that_anybody_can_check(two_clients, tmp_path):
    office, key = two_clients, made_key(tmp_path)
    wants_signatures(office, key)
    note = office.sign_note(trainee=True)
    office.later(days=2)
    office.addend("entered-in-error", "--reason", "The wrong session.")
    records = office.records()
    assert len(records) == 2
    assert all(is_signed(office, each, key.with_suffix(".pub")) for each in records)
    note.write_bytes(note.read_bytes() + b" ")
    assert not is_signed(office, office.records("progress note")[0], key.with_suffix(".pub"))
    path = signature_path(office.practice, records[0].id)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_one_that_was_made_over_other_bytes_is_said_of_a_note_that_is_named(two_clients, tmp_path):
    office, key = two_clients, made_key(tmp_path)
    wants_signatures(office, key)
    note = office.sign_note()
    (record,) = office.records()
    said = "was made over something else."
    assert office.run("verify", note)[0] == 0
    assert said not in office.run("history", note)[1]
    path = signature_path(office.practice, record.id)
    path.unlink()
    ssh_signature.keep_signature(office.practice, record.id, "0" * 64, key)
    code, out, _ = office.run("verify", note)
    assert (code, f"Its detached signature stands in .notewizard/signatures/{path.name} and" in flat(out)) == (1, True)
    assert said in flat(out)
    assert f"The file has a detached signature that {said} `notewizard verify {record.id}` says more." in flat(
        office.run("history", note)[1]
    )
    assert office.run("verify")[0] == 0  # of all notes nobody asks: a process each


def test_where_nobody_can_tell_what_it_was_made_over_nothing_is_said(two_clients, tmp_path, monkeypatch):
    office, key = two_clients, made_key(tmp_path)
    wants_signatures(office, key)
    note = office.sign_note()
    (record,) = office.records()
    signature_path(office.practice, record.id).unlink()
    ssh_signature.keep_signature(office.practice, record.id, "0" * 64, key)
    monkeypatch.setattr(ssh_signature.subprocess, "run", missing)
    assert office.run("verify", note)[0] == 0
    assert office.run("history", note)[0] == 0
    assert not ssh_signature.is_over_other_bytes(office.practice, record.id, "\N{SNOWMAN}")


def flat(text):
    return " ".join(text.split())


def test_without_the_setting_nothing_is_run(two_clients, monkeypatch):
    monkeypatch.setattr(ssh_signature.subprocess, "run", lambda *_, **__: pytest.fail("something was run"))
    two_clients.sign_note()
    assert not (two_clients.folder / ".notewizard" / "signatures").exists()


def slow(*line, **named):
    raise subprocess.TimeoutExpired(line, named["timeout"])


def missing(*line, **named):
    raise FileNotFoundError(2, "no such program")


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (slow, "gave no answer in 60 seconds"),
        (missing, "There is no ssh-keygen on this computer"),
        (
            lambda *line, **_: subprocess.CompletedProcess(line, 1, b"", b"x\nagent refused operation\n"),
            "agent refused",
        ),
        (lambda *line, **_: subprocess.CompletedProcess(line, 0, b"hello", b""), "it did not say why"),
    ],
)
def test_a_failure_is_said_and_costs_nothing(two_clients, tmp_path, monkeypatch, run, said):
    office = two_clients
    wants_signatures(office, made_key(tmp_path))
    monkeypatch.setattr(ssh_signature.subprocess, "run", run)
    office.sign_note()
    office.later(days=1)
    code, _, err = office.addend("entered-in-error", "--reason", "The wrong session.")
    assert (code, said in err, "kept and signed, but without a detached signature" in err) == (0, True, True)
    assert len(office.records()) == 2
    assert not (office.folder / ".notewizard" / "signatures").exists()


@pytest.mark.parametrize("named", ["", "~/.ssh/none"])
def test_a_key_that_is_not_there_or_is_locked_holds_up_nobody(two_clients, tmp_path, named):
    office = two_clients
    wants_signatures(office, named or made_key(tmp_path, "a passphrase that nobody types"))
    office.sign_note()
    office.later(days=1)
    code, _, err = office.addend("entered-in-error", "--reason", "The wrong session.")
    assert (code, "without a detached signature" in err) == (0, True)
    assert "is not there" in err or not named


def test_one_that_is_there_stays(two_clients, tmp_path):
    office = two_clients
    wants_signatures(office, made_key(tmp_path))
    office.sign_note()
    (record,) = office.records()
    path = signature_path(office.practice, record.id)
    before = path.read_bytes()
    assert ssh_signature.keep_signature(office.practice, record.id, "0" * 64, tmp_path / "key") == path
    assert path.read_bytes() == before


def added(office):
    return ("--text", office.text("The PCP called."), "--known", "2026-11-21", "--reason", "PCP called")


def brought_by_itself(office):
    """A note that waited, and was brought beside a first question; what was said of it."""
    away, folder = office.root / "away", office.folder / "Example"
    folder.rename(away)
    folder.write_text("in the way")
    words = ("--to", office.folder, "--sign", "Dana Whitfield")
    assert office.run("render", VIDEO, *words)[0] == 4
    folder.unlink()
    away.rename(folder)
    bringing = Bringing(lambda: State(office.root / "state"))
    bringing.try_now(lambda *_: None)
    return bringing.said()


def test_what_was_brought_by_itself_has_none_and_says_so_until_somebody_asks_for_it(two_clients, tmp_path, monkeypatch):
    office, key = two_clients, made_key(tmp_path)
    wants_signatures(office, key)
    with monkeypatch.context() as quiet:
        quiet.setattr(ssh_signature.subprocess, "run", lambda *_, **__: pytest.fail("a key was asked for"))
        (line,) = brought_by_itself(office)
        assert line.endswith("progress note.md It has no detached signature yet: notewizard sign --detached")
        code, out, _ = office.run("verify")
    assert code == 0
    assert out.startswith(
        "1 note as signed, 0 not, 0 to look at.\nNO SSH SIGNATURE Example/2026-11-20 progress note.md\n"
    )
    assert "notewizard sign --detached" in out
    (record,) = office.records()
    said = " ".join(office.run("doctor")[1].split())
    assert f"look Detached signatures: 1 signed file has none: {record.id} -> notewizard sign --detached" in said
    assert "Example" not in said
    code, _, err = office.run("sign", "--detached")
    assert (code, err) == (0, "Detached signature: Example/2026-11-20 progress note.md\n")
    assert is_signed(office, record, key.with_suffix(".pub"))
    assert "SSH" not in office.run("verify")[1]
    assert office.run("sign", "--detached")[2] == "Nothing lacks a detached signature.\n"


def test_what_was_signed_before_a_key_was_named_lacks_nothing(two_clients, tmp_path):
    office = two_clients
    office.sign_note()
    wants_signatures(office, made_key(tmp_path))
    (record,) = office.records()
    assert b"detached" not in (office.practice.records / f"{record.id}.json").read_bytes()
    assert "SSH" not in office.run("verify")[1]
    assert office.run("sign", "--detached")[2] == "Nothing lacks a detached signature.\n"


def test_a_key_that_refuses_is_asked_once_and_a_changed_note_not_at_all(two_clients, tmp_path, monkeypatch):
    office, key = two_clients, made_key(tmp_path)
    wants_signatures(office, key)
    brought_by_itself(office)
    office.later(days=2)
    asked = []

    def refuses(*line, **_):
        asked.append(line)
        return subprocess.CompletedProcess(line, 1, b"", b"agent refused operation\n")

    with monkeypatch.context() as broken:
        broken.setattr(ssh_signature.subprocess, "run", refuses)
        _, _, err = office.addend("addendum", *added(office))
        assert "Make it later: notewizard sign --detached" in err
        asked.clear()
        code, _, err = office.run("sign", "--detached")
    assert (code, len(asked)) == (4, 1)
    assert err.endswith("2 of 2 still without one. The notes themselves are kept and signed.\n")
    note = office.note
    note.write_bytes(note.read_bytes() + b"x")
    code, _, err = office.run("sign", "--detached")
    assert code == 4
    assert f"Not signed: Example/{note.name}. It is not as it was signed. See: notewizard verify\n" in err
    assert "Detached signature: Example/2026-11-20 progress note addendum.md\n" in err


def test_another_computers_notes_are_signed_there(two_clients, tmp_path, monkeypatch):
    office = two_clients
    wants_signatures(office, made_key(tmp_path))
    brought_by_itself(office)
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "another state"))
    code, _, err = office.run("sign", "--detached", "--practice", office.folder)
    assert code == 0
    assert err == "1 other has none, and was signed on another computer: make it there.\n"


def test_without_a_key_and_with_a_draft_it_is_refused(two_clients):
    office = two_clients
    code, _, err = office.run("sign", "--detached")
    assert code == 1
    assert 'Name one there: ssh_key = "~/.ssh/id_ed25519"' in err
    assert office.run("sign", "3f9a1c2b", "--detached")[0] == 2


ARMOR = b"-----BEGIN SSH SIGNATURE-----\n%b\n-----END SSH SIGNATURE-----\n"


def for_files():
    """A signature, whole in its shape, for another purpose."""
    parts = (b"a public key", b"file", b"", b"sha512", b"signed")
    return b"SSHSIG\0\0\0\1" + b"".join(len(each).to_bytes(4, "big") + each for each in parts)


PUT = {
    "junk": lambda path: path.write_bytes(b"junk"),
    "cut off": lambda path: path.write_bytes(b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH"),
    "junk between its lines": lambda path: path.write_bytes(ARMOR % b"junk"),
    "one for files, not for notes": lambda path: path.write_bytes(ARMOR % base64.b64encode(for_files())),
    "a folder": lambda path: path.mkdir(),
    "a dangling link": lambda path: path.symlink_to("nowhere"),
    "a link": lambda path: path.symlink_to(__file__),
}


def untouched(path):
    """All but when it was last read."""
    found = os.lstat(path)
    return found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
def test_what_stands_in_its_place_and_is_none_does_not_count_and_holds_up_no_other(two_clients, tmp_path, put):
    office = two_clients
    wants_signatures(office, made_key(tmp_path))
    office.sign_note()
    office.later(days=2)
    office.addend("addendum", *added(office))
    first, second = (signature_path(office.practice, each.id) for each in all_records(office.practice)[0])
    first.unlink()
    second.unlink()
    put(first)
    before = untouched(first)
    code, out, _ = office.run("verify")
    assert (code, out.count("NO SSH SIGNATURE"), out.count("BAD SSH SIGNATURE")) == (1, 1, 1)
    bad = " ".join(out.partition("BAD SSH SIGNATURE")[2].partition("NO SSH")[0].split())
    assert f"should stand in .notewizard/signatures/{first.name}. It " in bad
    assert "the system refused" not in bad
    assert "take away what stands there" in bad
    seen = " ".join(office.run("doctor")[1].split())
    assert f"1 signed file has something else in its place: {first.stem} -> notewizard verify" in seen
    assert f"1 signed file has none: {second.stem} -> notewizard sign --detached" in seen
    code, _, err = office.run("sign", "--detached")
    assert code == 4
    assert f"is no signature, or cannot be read. ({first}) Look at it, and take it away.\n" in err
    assert err.endswith("1 of 2 still without one. The notes themselves are kept and signed.\n")
    assert second.read_bytes().startswith(b"-----BEGIN SSH SIGNATURE-----")
    assert untouched(first) == before


def test_the_empty_file_of_a_claim_that_was_killed_is_signed_over(two_clients, tmp_path):
    office, key = two_clients, made_key(tmp_path)
    wants_signatures(office, key)
    office.sign_note()
    (record,) = office.records()
    signature_path(office.practice, record.id).write_bytes(b"")
    assert "NO SSH SIGNATURE" in office.run("verify")[1]
    assert office.run("sign", "--detached")[::2] == (0, f"Detached signature: {record.file}\n")
    assert is_signed(office, record, key.with_suffix(".pub"))


def exchanging(office, monkeypatch):
    """While the key is asked, another practice comes into the place of this one; gives where that is afterwards."""
    real, other = ssh_signature._signed, office.root / "other"
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("NOTEWIZARD_STATE", str(office.root / "other state"))
        assert office.run("init", other, "--yes", "--author", "Cy Dunn, LPC")[0] == 0
        assert office.run("verify", "--practice", other)[0] == 0  # by now it has an id

    def signed(data, key):
        made = real(data, key)
        office.folder.rename(office.root / "own disk")
        other.rename(office.folder)
        return made

    monkeypatch.setattr(ssh_signature, "_signed", signed)


def test_a_practice_that_comes_into_the_place_while_the_key_is_asked_gets_no_signature(
    two_clients, tmp_path, monkeypatch
):
    office, key = two_clients, made_key(tmp_path)
    office.sign_note()
    office.later(days=2)
    wants_signatures(office, key)
    exchanging(office, monkeypatch)
    code, out, err = office.addend("entered-in-error", "--reason", "The wrong session.")
    assert (code, "Another practice is in the place of the one that this belongs to." in out + err) == (0, True), err
    assert not (office.folder / ".notewizard" / "signatures").exists()
    assert "notewizard sign --detached" in out + err


def test_signing_what_lacks_a_signature_stops_where_another_practice_comes_into_the_place(
    two_clients, tmp_path, monkeypatch
):
    office, key = two_clients, made_key(tmp_path)
    wants_signatures(office, tmp_path / "no key yet")
    office.sign_note()
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("no key yet", "key"), encoding="utf-8")
    assert key.exists()
    exchanging(office, monkeypatch)
    code, out, err = office.run("sign", "--detached", "--practice", office.folder)
    assert (code, "Another practice is in the place of the one that this belongs to." in out + err) == (4, True), out
    assert not (office.folder / ".notewizard" / "signatures").exists()
