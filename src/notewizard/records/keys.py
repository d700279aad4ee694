"""Two keys for what is the clinician's alone: their own, and a recovery key that is written down and kept elsewhere.

Both are age keys (x25519), so that the `age` program opens what they close. Writing needs the public halves, which
lie readable in `keys/keys.txt`; reading needs one of the two secret halves. The recovery key's is stored nowhere.
"""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.records.durable import plain_reason, read_whole, remove_quietly
from notewizard.records.key_text import (
    ARMOR,
    BEGINS,
    GROUP,
    LENGTH,
    PUBLIC,
    SECRET,
    composed,
    guarded_block,
    letters_in,
    secret_in,
)
from notewizard.records.publish import clear_claim, publish
from notewizard.records.state import State

NAME = "keys.txt"
TEMPORARY = "~$nw-keys.tmp"
NEEDS_EXTRA = "Encryption needs notewizard[keys]"
_FILE = re.compile(
    rf"# notewizard keys 1\n# made: (?P<made>[0-9-]{{10}})\n# clinician: (?P<clinician>{PUBLIC})\n"
    rf"# recovery: (?P<recovery>{PUBLIC})\n(?P<secret>{SECRET.pattern}|{ARMOR.pattern})\n"
)
_RESTORE = "Restore keys.txt from a backup; the recovery key opens every process note meanwhile, with --key."


def has_age() -> bool:
    """Whether the extra is installed that keys need."""
    return find_spec("pyrage") is not None


def add_extra() -> str:
    """What adds the extra to the Python that runs now."""
    return f"Add it: {shlex.quote(sys.executable)} -m pip install 'notewizard[keys]'"


def _age() -> Any:
    """The library, loaded when something is closed or opened and not before."""
    if not has_age():
        raise Refused(f"{NEEDS_EXTRA}.", hint=add_extra(), not_done="Nothing was encrypted or opened.")
    import pyrage  # type: ignore[import-untyped]

    return pyrage


class OtherKeys(NotKept):
    """It was closed to other keys than those in hand, or its first lines are damaged: which, cannot be told."""


class Opening:
    """Secret halves in hand: one, and any that it took over from; open what was closed to one of them."""

    def __init__(self, secret: str, *others: str) -> None:
        age = _age()
        self.secrets = (secret, *others)
        try:
            self._identities = [age.x25519.Identity.from_str(each) for each in self.secrets]
        except age.IdentityError:
            raise Refused(
                "This is not a key as it was made: a letter or digit of it is another.",
                hint="Compare it with what you wrote down.",
                not_done="Nothing was opened.",
            ) from None

    def __repr__(self) -> str:
        return f"Opening({self.public})"

    @property
    def public(self) -> str:
        """The half that closes, of the first."""
        return str(self._identities[0].to_public())

    @property
    def publics(self) -> tuple[str, ...]:
        """The halves that close, of each."""
        return tuple(str(each.to_public()) for each in self._identities)

    def joined(self, *others: str) -> Opening:
        """The same, which opens what was closed to `others` as well."""
        fresh = [each for each in dict.fromkeys(others) if each not in self.secrets]
        return Opening(*self.secrets, *fresh) if fresh else self

    def open(self, closed: bytes, where: Path | None = None) -> bytes:
        """What was closed; `NotKept` for a byte that is missing, added or another, and for another key."""
        age, place = _age(), str(where or "")
        try:
            return bytes(age.decrypt(closed, self._identities))
        except Exception as error:  # whatever a library may raise on bytes that anybody may have written
            shown = "Nothing of it is shown."
            if isinstance(error, age.DecryptError) and str(error) == "No matching keys found":
                what = "It was closed to other keys, or its first lines are damaged: this key does not open it."
                raise OtherKeys(what, where=place, hint="Try the recovery key with --key.", not_done=shown) from None
            what = "It is damaged or cut off: not every byte is as it was written."
            raise NotKept(what, where=place, hint="Restore it from a backup.", not_done=shown) from None


@dataclass(frozen=True)
class Keys:
    """The keys of this computer, as far as they lie readable: enough to write, not to read."""

    made: str
    """The day they were made, YYYY-MM-DD."""
    clinician: str
    """The public half of the clinician's key."""
    recovery: str
    """The public half of the recovery key."""
    secret: str = field(repr=False)
    """The secret half of the clinician's key, or the block that a passphrase opens."""

    @property
    def guarded(self) -> bool:
        """Whether a passphrase is wanted for reading."""
        return not SECRET.fullmatch(self.secret)

    def close(self, text: bytes) -> bytes:
        """`text` for both keys: either opens it. Asks for nothing."""
        age = _age()
        try:
            both = [age.x25519.Recipient.from_str(each) for each in dict.fromkeys((self.clinician, self.recovery))]
        except age.RecipientError:
            raise NotKept("The key file is damaged.", hint=_RESTORE, not_done="Nothing was encrypted.") from None
        return bytes(age.encrypt(text, both))

    def opening(self, passphrase: str = "") -> Opening:
        """The clinician's key, ready to read; `Refused` for another passphrase."""
        opening = Opening(_without_passphrase(self.secret, passphrase) if self.guarded else self.secret)
        if opening.public != self.clinician:
            raise NotKept("The key file does not fit together: its secret half is another key's.", hint=_RESTORE)
        return opening

    def guarded_by(self, passphrase: str, opening: Opening) -> Keys:
        """The same keys, their secret half (`opening`) behind another passphrase, or behind none where it is empty."""
        return replace(self, secret=_behind(passphrase, opening.secrets[0]))

    def to_bytes(self) -> bytes:
        """The key file. `age -i` reads one that no passphrase guards as it is."""
        head = f"# notewizard keys 1\n# made: {self.made}\n# clinician: {self.clinician}\n# recovery: {self.recovery}\n"
        return f"{head}{self.secret}\n".encode("ascii")


@dataclass(frozen=True)
class NewKeys:
    """Keys that are being made. Nothing is closed to them before the recovery key was tried."""

    keys: Keys
    recovery_secret: str = field(repr=False)
    """Shown once, and stored nowhere by us."""

    def is_recovery(self, typed: str) -> bool:
        """Whether what was typed opens something that was just closed to both keys."""
        text = b"This was closed to try the recovery key."
        opening = Opening(secret_in(typed))
        return opening.public == self.keys.recovery and opening.open(self.keys.close(text)) == text

    def differs_in(self, typed: str) -> str:
        """The first group in which what was typed is not the recovery key; empty where it is of another length."""
        letters, right = letters_in(typed), self.recovery_secret
        at = next((place for place in range(len(right)) if letters[place : place + 1] != right[place]), -1)
        if len(letters) != len(right) or at < len(BEGINS):
            return ""
        number = (at - len(BEGINS)) // GROUP + 1
        return f"Group {number} of {-(-LENGTH // GROUP)} is not as it was shown."


def new_keys(made: str, passphrase: str = "") -> NewKeys:
    """Fresh keys, in memory alone; with a passphrase, the clinician's is closed with it (age's scrypt, 1 to 2 s)."""
    age = _age()
    own, recovery = age.x25519.Identity.generate(), age.x25519.Identity.generate()
    secret = _behind(passphrase, str(own))
    return NewKeys(Keys(made, str(own.to_public()), str(recovery.to_public()), secret), str(recovery))


def keep_keys(state: State, keys: Keys) -> Path:
    """The keys are on disk, whole and read back; earlier ones are never replaced (`Refused`).

    One file, so that a kill leaves either no keys or all of them.
    """
    folder = state.ready(state.keys)
    clear_claim(folder / NAME)
    remove_quietly(folder / TEMPORARY)
    try:
        return publish(folder, NAME, keys.to_bytes(), temporary=TEMPORARY).path
    except NameTaken:
        raise Refused(
            "There are keys on this computer already.", where=str(folder / NAME), not_done="They were not touched."
        ) from None


def keys_of(state: State) -> Keys | None:
    """The keys of this computer; None where set-up was not finished; `NotKept` when their file cannot be used."""
    path = state.keys / NAME
    try:
        data = read_whole(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotKept(f"The keys cannot be read: {plain_reason(error)}.", where=str(path)) from error
    if not data:
        return None  # its name alone was claimed (see `publish`)
    return keys_in(data, path)


def keys_in(data: bytes, path: Path) -> Keys:
    """The keys in the bytes of a key file; `NotKept` when they cannot be used."""
    found = _FILE.fullmatch(data.decode("ascii", "replace"))
    if found is None:
        raise NotKept("The key file is damaged.", where=str(path), hint=_RESTORE, not_done="Nothing was encrypted.")
    keys = Keys(found["made"], found["clinician"], found["recovery"], found["secret"])
    if has_age():
        keys.close(b"")  # a letter of theirs that is another is found here, not where something is to be saved
    return keys


def opening_of(text: str, passphrase: str = "") -> Opening:
    """The key in a text: a key file of ours, an age identity, a recovery key, written down or typed."""
    block = guarded_block(text)
    return Opening(_without_passphrase(block, passphrase) if block else secret_in(text))


def _behind(passphrase: str, secret: str) -> str:
    """The secret half as a key file holds it."""
    if not passphrase:
        return secret
    closed = _age().passphrase.encrypt(f"{secret}\n".encode("ascii"), composed(passphrase), armored=True)
    return str(closed.decode("ascii").strip())


def _without_passphrase(block: str, passphrase: str) -> str:
    age = _age()
    try:
        return secret_in(age.passphrase.decrypt(block.encode("ascii"), composed(passphrase)).decode("ascii"))
    except (age.DecryptError, UnicodeDecodeError):
        raise Refused("This passphrase does not open the key.", not_done="Nothing was opened.") from None
