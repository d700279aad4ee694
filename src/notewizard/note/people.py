"""Who wrote the note, who answers for it, and whom it is about."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from notewizard.note.answer import Day, Piece, Words


def _plain_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("must be one line|")
    return text


Line = Annotated[Words, AfterValidator(_plain_line)]
"""One line of text."""


def _safe_id(text: str) -> str:
    if not text or len(text) > 64 or not all(c.isascii() and (c.isalnum() or c in "-_") for c in text):
        raise ValueError("cannot name a client|1 to 64 letters, digits, - or _")
    if text.split(".")[0].upper() in _DEVICES:
        raise ValueError("is the name of a device on some systems|choose another id")
    return text


_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}

ClientId = Annotated[str, AfterValidator(_safe_id)]
"""How the practice names a client: letters, digits, hyphen and underscore, so that it can never be a path."""


class Supervisor(Piece):
    """Who supervises the author, where someone does."""

    name: Line
    """Printed name."""
    credential: Line
    """For example LCSW."""


class Author(Piece):
    """The clinician who is responsible for the note and signs it."""

    name: Line | None = None
    """Printed name."""
    credential: Line | None = None
    """For example LCSW, PhD."""
    license: Line | None = None
    """License number with its state, where the practice prints it."""
    supervisor: Supervisor | None = None
    """For trainees and associates."""


def printed_name(author: Author | None) -> str:
    """ "Dana Whitfield, LCSW" """
    return ", ".join(part for part in (author.name, author.credential) if part) if author else ""


def is_named(author: Author, name: str) -> bool:
    """Whether `name` is theirs as printed, with or without the credential; case and spaces do not matter."""
    named = {(author.name or "").casefold(), printed_name(author).casefold()}
    return " ".join(name.split()).casefold() in named - {""}


class Client(Piece):
    """Whom the note is about, as the practice names them."""

    id: ClientId | None = None
    """The practice's own id."""
    name: Line | None = None
    """Printed in the header when given."""
    birth_date: Day | None = None
    """Printed in the header when given."""
    pronouns: Line | None = None
    """For example she/her; unknown pronouns read "the client"."""
