"""What is written to a note after its signature, as a page: Markdown that reads as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from notewizard.note.later import Kind, LaterWriting
from notewizard.note.people import Author, printed_name
from notewizard.rendering import when
from notewizard.rendering.markdown import HARD_BREAK, inline, settle, sheltered
from notewizard.rendering.wording import sentence

TITLES: dict[Kind, str] = {
    "addendum": "Addendum",
    "late entry": "Late entry",
    "correction": "Correction",
    "entered in error": "Entered in error",
    "co-signature": "Co-signature",
}
HASH_SHOWN = 12
"""Digits of the parent's hash that are printed; its record holds all of them."""


@dataclass(frozen=True)
class Parent:
    """The note that a later writing is about, as it is pointed to."""

    kind: str
    """`progress note`, `addendum`, …"""
    session: date
    file: str
    """Its file's name."""
    sha256: str
    """Of its file's bytes."""
    client: str
    """The client's id."""
    name: str = ""
    """The client's name, where the note itself prints it."""
    id: str = ""
    """Empty for a note of another tool."""
    author: str = ""
    """Who wrote it, as printed; empty where that is not known."""


def later_page(
    words: LaterWriting,
    parent: Parent,
    author: Author,
    now: datetime,
    elsewhere: bool = False,
    code: str = "",
    holds: Sequence[str] = (),
) -> str:
    """The page, signed; nothing in it comes from anywhere but the answers, the pointer to the parent, and the signer.

    `now` is the moment of writing and signing in the practice's time zone; `elsewhere`: another system signs it;
    `code`: what stands for the history of the practice until then; `holds`: for a correction, each answer of the note
    that it changes, "Acute risk: moderate".
    """
    meaning = "supervisor" if words.kind == "co-signature" else "author"
    blocks = [
        f"# {TITLES[words.kind]}",
        HARD_BREAK.join(_head(words, parent, now)),
        *_body(words, parent, author, holds),
        _signed(author, now, meaning, elsewhere) + (f" History code {code}." if code else ""),
    ]
    return "\n\n".join(blocks) + "\n"


def pointed_to(parent: Parent) -> str:
    """ "the progress note of Friday, November 20, 2026" """
    what = "later writing" if parent.kind == "co-signature" else parent.kind
    if parent.kind == "entered in error":
        what = "mark “entered in error”"
    return f"the {what} of {when.weekday(parent.session)}"


def _head(words: LaterWriting, parent: Parent, now: datetime) -> Iterator[str]:
    yield f"**{'Of' if words.kind in ('entered in error', 'co-signature') else 'To'}** {pointed_to(parent)}"
    client = f"{inline(parent.name)} ({inline(parent.client)})" if parent.name else inline(parent.client)
    yield f"**Client** {client}"
    yield f"**Date of service** {when.weekday(parent.session)}"
    yield f"**Written** {when.weekday(now)}, {when.moment(now)}"
    identity = f", id {inline(parent.id)}" if parent.id else ""
    yield f"**File** {inline(parent.file)}{identity}, SHA-256 {parent.sha256[:HASH_SHOWN]}"


def _body(words: LaterWriting, parent: Parent, author: Author, holds: Sequence[str]) -> Iterator[str]:
    match words.kind:
        case "addendum":
            yield "## What became available after the note"
            yield _told(words.text)
            if words.known is not None:
                yield f"**Known since** {when.day(words.known)}"
        case "late entry":
            yield "## What was known or done then and left out"
            yield _told(words.text)
            yield "The author affirms full recall of it."
        case "correction":
            yield "## What is wrong"
            quoted = (words.wrong or "").strip('“”"')
            yield f"The note says: “{settle(sheltered(quoted), starts_line=False)}”"
            yield "## What is right"
            yield _told(words.right)
            if holds:
                yield "## What holds from now on"
                yield HARD_BREAK.join(_labeled(each) for each in holds)
        case "entered in error":
            yield f"{pointed_to(parent)[:1].upper()}{pointed_to(parent)[1:]} was entered in error and no longer counts."
            yield "It stays where it is, unchanged."
        case "co-signature":
            whose = f", written by {inline(parent.author)}" if parent.author else ""
            yield f"{inline(printed_name(author))} co-signs {pointed_to(parent)}{whose}."
    if words.reason:
        yield "## Reason"
        yield _told(words.reason)


def _labeled(holds: str) -> str:
    label, _, words = holds.partition(": ")
    return f"**{inline(label)}** {inline(words)}"


def _told(text: str | None) -> str:
    return settle(sheltered(sentence(text))) if text else ""


def _signed(author: Author, now: datetime, meaning: str, elsewhere: bool) -> str:
    verb = "Released for signature elsewhere by" if elsewhere else "Electronically signed by"
    line = f"{verb} {inline(printed_name(author))}, on {when.day(now)}, {when.moment(now)}, as the {meaning}."
    if author.license:
        line += f" License {inline(author.license)}."
    if author.supervisor is not None:
        line += f" Supervised by {inline(f'{author.supervisor.name}, {author.supervisor.credential}')}."
    return line
