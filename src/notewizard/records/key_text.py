"""How keys are written: the letters of a secret half, the groups on paper, the block that a passphrase opens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from notewizard.errors import Refused

BEGINS = "AGE-SECRET-KEY-1"
LENGTH = 58
"""Letters and digits of a secret half behind its beginning, its checksum among them."""
GROUP = 4
"""Letters that are written down together."""
ON_A_LINE = 4
"""Groups; so the narrowest window shows them as they are."""
PUBLIC = r"age1[02-9ac-hj-np-z]{58}"
SECRET = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
ARMOR = re.compile(r"-----BEGIN AGE ENCRYPTED FILE-----\n[A-Za-z0-9+/=\n]+-----END AGE ENCRYPTED FILE-----")
_ALPHABET = frozenset("023456789ACDEFGHJKLMNPQRSTUVWXYZ")


def secret_in(typed: str) -> str:
    """The secret half in what was typed or stands in a file: in groups or lines, in either case, among comments.

    `Refused` where there is none, with what is amiss.
    """
    letters = letters_in(typed)
    if why := _not_whole(letters):
        raise Refused("This is not a whole key.", hint=why, not_done="Nothing was opened.")
    return letters


def letters_in(typed: str) -> str:
    """What was typed as a key's letters, whether they are one or not; groups alone get the beginning of every key."""
    lines = [line for line in typed.splitlines() if not line.lstrip().startswith("#")]
    letters = re.sub(r"\s", "", "".join(lines)).upper()
    return f"{BEGINS}{letters}" if len(letters) == LENGTH and _ALPHABET.issuperset(letters) else letters


def _not_whole(letters: str) -> str:
    """What keeps these letters from being a key, before its own checksum is looked at; empty where nothing does."""
    if not letters.startswith(BEGINS):
        return f"It begins with {BEGINS}; blanks do not matter."
    rest = letters[len(BEGINS) :]
    if wrong := next((each for each in rest if each not in _ALPHABET), ""):
        return f"“{wrong}” is in no key: behind {BEGINS} stand no B, I, O and no 1."
    return "" if len(rest) == LENGTH else f"Behind {BEGINS} stand {len(rest)} letters and digits; a key has {LENGTH}."


def guarded_block(text: str) -> str:
    """The block in a key file that a passphrase opens; empty where there is none."""
    found = ARMOR.search(text.replace("\r\n", "\n"))
    return found[0] if found else ""


def composed(passphrase: str) -> str:
    """A passphrase in which an accent is one character, whichever way the keyboard sent it; `Refused` for no text."""
    if any("\ud800" <= each <= "\udfff" for each in passphrase):
        raise Refused(
            "This passphrase holds something that is no character.",
            hint="Type it again; if it stays so, the terminal is not set to UTF-8.",
            not_done="Nothing was opened or changed.",
        )
    return unicodedata.normalize("NFC", passphrase)


def in_groups(secret: str) -> Sequence[str]:
    """A key as it is written down: its beginning, then its letters in groups, a few on a line."""
    letters = secret[len(BEGINS) :]
    groups = [letters[at : at + GROUP] for at in range(0, len(letters), GROUP)]
    return [BEGINS, *(" ".join(groups[at : at + ON_A_LINE]) for at in range(0, len(groups), ON_A_LINE))]
