"""Where a changed note is not what was signed, told by the numbers of its lines, without a word of it."""

from __future__ import annotations

from difflib import SequenceMatcher

_MOST_SAID = 4
"""Stretches of a changed note that one sentence names."""


def what_changed(was: tuple[str, ...], now: tuple[str, ...]) -> str:
    """Which lines of a changed note are not what was signed, by their numbers."""
    if not was:
        return "It is not what was signed."
    parts = []
    for kind, before, until, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        one = end - start == 1
        lines = f"line {start + 1}" if one else f"lines {start + 1} to {end}"
        match kind:
            case "replace":
                parts.append(f"{lines} {'reads' if one else 'read'} otherwise")
            case "insert":
                parts.append(f"{lines} {'is' if one else 'are'} new")
            case "delete":
                gone = until - before
                parts.append(f"{gone} {'line is' if gone == 1 else 'lines are'} gone after line {start}")
    more = f"; {len(parts) - _MOST_SAID} more" if len(parts) > _MOST_SAID else ""
    return f"It is not what was signed: {'; '.join(parts[:_MOST_SAID])}{more}."
