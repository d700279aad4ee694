"""Who signs in a practice: the author of config.toml, or the supervisor whom the note names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notewizard.commands.filed.author_of import author_answers, author_here
from notewizard.commands.filed.parent import NOTHING, Written
from notewizard.errors import Refused
from notewizard.note.later import Kind
from notewizard.note.people import Author, is_named
from notewizard.records.later import CO_SIGNATURE
from notewizard.records.practice import Practice
from notewizard.records.settings import Author as Named


def author_of(practice: Practice, written: Written, kind: Kind) -> Author:
    """Who signs: the author of config.toml, or the supervisor whom the note names."""
    if kind != CO_SIGNATURE:
        return author_here(practice)
    named = written.record.elements.get("author") if written.record else None
    supervisor = named.get("supervisor") if isinstance(named, Mapping) else None
    if not isinstance(supervisor, Mapping):
        raise Refused(
            "This note names no supervisor, so nobody co-signs it.",
            where=str(written.path),
            hint='A trainee\'s notes name one: supervisor = "Name, Credential" under [author] in config.toml.',
            not_done=NOTHING,
        )
    return Author(name=str(supervisor.get("name")), credential=str(supervisor.get("credential")))


def with_supervisor(answers: Mapping[str, Any], named: Named) -> Mapping[str, Any]:
    """The answers, with the supervisor of config.toml where its author wrote them and they say none.

    Without one the note of a trainee would wait for nobody.
    """
    author, here = answers.get("author"), author_answers(named)
    if not isinstance(author, Mapping) or author.get("supervisor") or "supervisor" not in here:
        return answers
    if not is_named(Author.model_validate(here), str(author.get("name") or "")):
        return answers
    return {**answers, "author": {**author, "supervisor": here["supervisor"]}}


def refuse_other_signer(author: Author, name: str, kind: Kind) -> None:
    """Raises `Refused` where `name` is not the one who signs here."""
    if not is_named(author, name):
        whose = "the supervisor whom the note names" if kind == CO_SIGNATURE else "the author of config.toml"
        raise Refused(
            f"Only {whose} signs: the name given is another one.",
            hint=f'--sign "{author.name}"',
            not_done=NOTHING,
        )
