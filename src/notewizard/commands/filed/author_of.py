"""Who writes in a practice, as config.toml says."""

from __future__ import annotations

from typing import Any

from notewizard.errors import Refused
from notewizard.note.people import Author
from notewizard.records.practice import Practice
from notewizard.records.settings import Author as Named


def author_answers(author: Named) -> dict[str, Any]:
    """The author as a note's answers have one; a supervisor is given in config.toml as "Name, Credential"."""
    answers: dict[str, Any] = {key: value for key, value in vars(author).items() if value and key != "supervisor"}
    name, credential = author.supervised_by()
    if name:
        answers["supervisor"] = {"name": name, "credential": credential}
    return answers


def author_here(practice: Practice) -> Author:
    """Who signs here; `Refused` where config.toml names nobody with a credential."""
    author = Author.model_validate(author_answers(practice.settings().author))
    if not author.name or not author.credential:
        raise Refused(
            "config.toml does not say who writes here, with a credential.",
            where=str(practice.dot / "config.toml"),
            hint='notewizard init --yes --author "Name, CRED"',
            not_done="Nothing was written.",
        )
    return author
