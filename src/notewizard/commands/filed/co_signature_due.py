"""Whether a note that was just signed waits for its supervisor."""

from __future__ import annotations

from typing import Any

from notewizard.definitions.conditions import Answers, look_up


def co_signature_due(answers: Answers) -> str:
    """That a supervisor who is named has not co-signed, in one line; empty where the author has none."""
    supervisor: Any = look_up(answers, "author.supervisor")
    if not isinstance(supervisor, dict):
        return ""
    named = ", ".join(str(supervisor[key]) for key in ("name", "credential") if supervisor.get(key))
    return f"Not yet co-signed by {named}." if named else ""
