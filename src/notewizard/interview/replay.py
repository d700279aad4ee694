"""The draft's journal → the interview as it stood, and the words that were being typed.

An entry is a plain mapping. Kinds written here: `answer` (key, writes), `passed` (key), `order` (risk_first), `format`
(id), `pending` (path, text), `kept` (fingerprints, reason). Kinds that are not ours to read are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from notewizard.definitions.reading import key_path
from notewizard.interview.state import Interview
from notewizard.interview.writes import Path, Writes

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Replayed:
    """Where the author stopped."""

    state: Interview
    pending: Mapping[str, str]
    """By key: text that was being typed and never became an answer."""
    newest: str
    """The key that was being typed last; empty when nothing was."""


def answer_entry(key: str, writes: Writes) -> dict[str, object]:
    """The journal's entry for an accepted answer."""
    return {"kind": "answer", "key": key, "writes": [[list(path), value] for path, value in writes]}


def passed_entry(key: str) -> dict[str, object]:
    """The journal's entry for an optional question passed over, or for rows that are complete."""
    return {"kind": "passed", "key": key}


def order_entry(risk_first: bool) -> dict[str, object]:
    """The journal's entry for "risk first"."""
    return {"kind": "order", "risk_first": risk_first}


def kept_entry(fingerprints: Iterable[str], reason: str) -> dict[str, object]:
    """The journal's entry for warnings that stay, and why; without a reason it is empty."""
    return {"kind": "kept", "fingerprints": list(fingerprints), "reason": reason}


def kept_in(entries: Iterable[Entry]) -> dict[str, str]:
    """The warnings that stay, by fingerprint, each with its reason; a reason once given is not lost to none."""
    kept: dict[str, str] = {}
    for entry in entries:
        if entry.get("kind") == "kept":
            for name in map(str, entry["fingerprints"]):
                kept[name] = str(entry["reason"]) or kept.get(name, "")
    return kept


def replayed(state: Interview, entries: Iterable[Entry]) -> Replayed:
    """`state` with everything in `entries` done again, in order.

    `Broken` where it went on in a format that is left out now.
    """
    pending: dict[str, str] = {}
    newest = ""
    for entry in entries:
        match entry.get("kind"):
            case "answer":
                state = state.with_answer(tuple((_path(path), value) for path, value in entry["writes"]))
                pending.pop(str(entry["key"]), None)
                newest = ""
            case "passed":
                state = state.with_passed(str(entry["key"]))
                pending.pop(str(entry["key"]), None)
                newest = ""
            case "order":
                state = replace(state, risk_first=bool(entry["risk_first"]))
            case "format":
                if broken := state.library.left_out.get(str(entry["id"])):
                    raise broken
                form = state.library.formats.get(str(entry["id"]))
                state = state.in_format(form) if form else state
            case "pending":
                newest = key_path(_path(entry["path"]))
                pending[newest] = str(entry["text"])
            case "moved":
                state = state.with_answer(((("client",), {"id": str(entry["client"])}),))
            case _:
                continue
    return Replayed(state, {key: text for key, text in pending.items() if text}, newest if pending.get(newest) else "")


def _path(parts: Iterable[object]) -> Path:
    return tuple(part if isinstance(part, int) else str(part) for part in parts)
