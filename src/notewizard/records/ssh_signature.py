"""A detached signature beside a record, made by `ssh-keygen -Y sign`: with a key file, the agent, or a hardware key.

It is over a statement of two lines, the note's id and the sha256 of its file, so that anybody who has the note and the
public key can check it without this program. Nothing depends on it: the note is safe and signed before it is asked for.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from notewizard.errors import NameTaken, NotKept
from notewizard.records.durable import make_folder, or_not_kept, plain_reason
from notewizard.records.ids import check_id
from notewizard.records.practice import Practice
from notewizard.records.publish import publish

NAMESPACE = "notewizard"
"""What the signature is for; the same words signed for anything else are none (PROTOCOL.sshsig)."""
PATIENCE = 60.0
"""Seconds for whoever has to touch a hardware key."""
_BEGINS = b"-----BEGIN SSH SIGNATURE-----"


def statement(note_id: str, sha256: str) -> bytes:
    """What is signed."""
    return f"notewizard note {note_id}\nsha256 {sha256}\n".encode("ascii")


def signature_path(practice: Practice, note_id: str) -> Path:
    """Where the detached signature of this note is."""
    return practice.dot / "signatures" / f"{check_id(note_id, 'note id')}.sig"


def has_signature(practice: Practice, note_id: str) -> bool:
    """Whether this note has one; whether it is good anybody can tell who has the public key."""
    path = signature_path(practice, note_id)
    with or_not_kept("Whether it has a detached signature cannot be read", path):
        return path.exists()


def keep_signature(practice: Practice, note_id: str, sha256: str, key: Path) -> Path:
    """The signature is on disk, whole; one that is there already stays. `NotKept` with why there is none."""
    path = signature_path(practice, note_id)
    if has_signature(practice, note_id):
        return path
    data = _signed(statement(note_id, sha256), key)
    with or_not_kept("The folder cannot be made", path.parent):
        make_folder(path.parent)
    try:
        return publish(path.parent, path.name, data, within=practice.root).path
    except NameTaken:
        return path


def _signed(data: bytes, key: Path) -> bytes:
    """What `ssh-keygen` gives; it gets no terminal: a key with a passphrase has to be in the agent."""
    if not key.is_file():
        raise NotKept("The key that config.toml names is not there.", where=str(key))
    line = ("ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE)
    try:
        done = subprocess.run(line, input=data, capture_output=True, timeout=PATIENCE, start_new_session=True)
    except subprocess.TimeoutExpired:
        raise NotKept(f"ssh-keygen gave no answer in {PATIENCE:.0f} seconds.", where=str(key)) from None
    except FileNotFoundError:
        raise NotKept("There is no ssh-keygen on this computer.", hint="It comes with OpenSSH 8.0 or later.") from None
    except OSError as error:
        raise NotKept(f"ssh-keygen cannot be run: {plain_reason(error)}.") from None
    if done.returncode or not done.stdout.startswith(_BEGINS):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotKept(f"ssh-keygen refused: {said[-1] if said else 'it did not say why'}", where=str(key))
    return done.stdout
