"""How a note speaks of the client: by the pronouns given, and as "the client" where none or others are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pronouns:
    """The words for the client in a sentence; small letters."""

    subject: str
    possessive: str
    plural: bool = False
    """The verb is that of "they"."""


_KNOWN = {
    "she": Pronouns("she", "her"),
    "he": Pronouns("he", "his"),
    "they": Pronouns("they", "their", plural=True),
}
_UNKNOWN = Pronouns("the client", "the client's")


def pronouns(given: str | None) -> Pronouns:
    """For "she/her", "he/him", "they/them"; of "she/they" the first; the client is "the client" otherwise."""
    return _KNOWN.get((given or "").split("/")[0].strip().lower(), _UNKNOWN)
