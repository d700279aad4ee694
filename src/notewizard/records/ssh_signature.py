"""A detached signature beside a record, made by `ssh-keygen -Y sign`: with a key file, the agent, or a hardware key.

It is over a statement of two lines, the note's id and the sha256 of its file, so that anybody who has the note and the
public key can check it without this program. Nothing depends on it: the note is safe and signed before it is asked for.
"""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from notewizard.errors import NameTaken, NotKept
from notewizard.records.durable import make_folder, or_not_kept, plain_reason, read_whole
from notewizard.records.ids import check_id
from notewizard.records.practice import Practice
from notewizard.records.publish import clear_claim, publish

NAMESPACE = "notewizard"
"""What the signature is for; the same words signed for anything else are none (PROTOCOL.sshsig)."""
PATIENCE = 60.0
"""Seconds for whoever has to touch a hardware key."""
_OTHER_BYTES = b"incorrect signature"
"""How `ssh-keygen` says so; whatever else it says is about itself, or a key of a kind that it does not know."""
_MAGIC = b"SSHSIG\0\0\0\1"
_FOR_NOTES = len(NAMESPACE).to_bytes(4, "big") + NAMESPACE.encode("ascii")
"""As it stands in a signature, behind the public key."""
_BEGINS, _ENDS = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"


def statement(note_id: str, sha256: str) -> bytes:
    """What is signed."""
    return f"notewizard note {note_id}\nsha256 {sha256}\n".encode("ascii")


def signature_path(practice: Practice, note_id: str) -> Path:
    """Where the detached signature of this note is."""
    return practice.dot / "signatures" / f"{check_id(note_id, 'note id')}.sig"


def has_signature(practice: Practice, note_id: str) -> bool:
    """Whether a whole one stands there; whether it is good anybody can tell who has the public key.

    What cannot be read there is none: nobody could check it, and other notes are not to wait for it.
    """
    return signature_trouble(practice, note_id) == ""


def signature_trouble(practice: Practice, note_id: str) -> str | None:
    """Why what stands in its place is no detached signature, as a sentence; empty for one, None where nothing stands.

    That it is one says nothing of whose it is, or of which bytes: that is for the public key to tell.
    """
    path = signature_path(practice, note_id)
    try:
        data = read_whole(path)
    except OSError as error:
        return f"It cannot be read: {plain_reason(error)}." if os.path.lexists(path) else None
    if not data:
        return None  # a name that was claimed when the program was killed: signing takes it
    return "" if _is_one(data) else "It is no signature of a note, or not all of one."


def is_over_other_bytes(practice: Practice, note_id: str, sha256: str) -> bool:
    """Whether the signature there was made over something else than these bytes of this note, as `ssh-keygen` says.

    Not where nobody here can tell. It costs a process: for a note that somebody asks about, and not for all.
    """
    if not has_signature(practice, note_id):
        return False
    path = signature_path(practice, note_id)
    line = ("ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(path))
    try:
        said = statement(note_id, sha256)
        done = subprocess.run(line, input=said, capture_output=True, timeout=PATIENCE, start_new_session=True)
    except (OSError, ValueError, subprocess.SubprocessError):  # a record may name anything as its hash
        return False
    return done.returncode != 0 and _OTHER_BYTES in done.stderr


def keep_signature(
    practice: Practice, note_id: str, sha256: str, key: Path, sure: Callable[[], None] = lambda: None
) -> Path:
    """The signature is on disk, whole; one that is there already stays. `NotKept` with why there is none.

    `NameTaken`, before the key is asked, when what stands there is no signature. `sure` raises where another practice
    is in the folder; asked before the key is, and again once it has answered: somebody may have had to touch it.
    """
    sure()
    path = signature_path(practice, note_id)
    if has_signature(practice, note_id):
        return path
    with suppress(NotKept):  # no file at all: it is in the way, as what follows says
        clear_claim(path)
    if os.path.lexists(path):
        raise _in_the_way(path)
    data = _signed(statement(note_id, sha256), key)
    sure()
    with or_not_kept("The folder cannot be made", path.parent):
        make_folder(path.parent)
    try:
        return publish(path.parent, path.name, data, within=practice.root, sure=sure).path
    except NameTaken:  # another computer's came meanwhile, under this name or one that looks like it
        if has_signature(practice, note_id):
            return path
        raise _in_the_way(path) from None


def _in_the_way(path: Path) -> NameTaken:
    return NameTaken(
        "What stands where its detached signature belongs is no signature, or cannot be read.",
        free="",
        where=str(path),
        hint="Look at it, and take it away.",
        not_done="It was not touched.",
    )


def _is_one(data: bytes) -> bool:
    """Whether these are the bytes of a signature made for notes, and none of its ends is missing (PROTOCOL.sshsig)."""
    data = data.rstrip()
    if not (data.startswith(_BEGINS) and data.endswith(_ENDS)):
        return False
    try:
        blob = base64.b64decode(b"".join(data[len(_BEGINS) : -len(_ENDS)].split()), validate=True)
    except ValueError:
        return False
    key = int.from_bytes(blob[10:14], "big")
    return blob.startswith(_MAGIC) and blob[14 + key :].startswith(_FOR_NOTES)


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
    if done.returncode or not _is_one(done.stdout):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotKept(f"ssh-keygen refused: {said[-1] if said else 'it did not say why'}", where=str(key))
    return done.stdout
