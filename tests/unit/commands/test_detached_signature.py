"""A detached signature by `ssh-keygen`: over id and hash, create-only, and never in the way of a note."""

import shutil
import stat
import subprocess
from hashlib import sha256

import pytest

from notewizard.records import ssh_signature
from notewizard.records.ssh_signature import signature_path, statement

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
