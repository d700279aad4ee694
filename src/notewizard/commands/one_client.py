"""Which client the words on a command line mean."""

from __future__ import annotations

from notewizard.errors import Refused
from notewizard.records.clients import Client
from notewizard.records.practice import Practice


def client_named(practice: Practice, words: str, not_done: str = "Nothing was written.") -> Client:
    """The one client that `words` name; refused where none or several could be meant."""
    found = practice.clients.find(words)
    if len(found) == 1:
        return found[0]
    what = "Several clients could be meant." if found else "The practice has no such client."
    hint = f"Name one by id: {', '.join(each.id for each in found)}" if found else "Give an id or a name from there."
    raise Refused(what, where=str(practice.dot / "clients.toml"), hint=hint, not_done=not_done)
