"""Text as a person may type or paste it, and the clean text that may stand in a note.

A draft keeps what was typed to the byte. A note holds none of what a terminal, a browser or a reader could take for
something else: escapes, control characters, bidirectional overrides, halves of surrogate pairs.
"""

from __future__ import annotations

import re

# Whole escape sequences first (CSI, OSC with its string, two-character ones), so that "[31m" does not stay behind.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    # One that never ends takes nothing with it: what follows are the person's words.
    r"|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)"
    r"|\x1b[@-Z\\-_]?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u202a-\u202e\u2066-\u2069\ufeff"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(text: str) -> str:
    """`text` without escapes, control characters, direction overrides and lone surrogates; line ends as `\\n`.

    Letters of every script, emoji and right-to-left text stay as they are; so do tabs and line breaks.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x0b", "\n")
    return _CONTROLS.sub("", _ESCAPES.sub("", text))


def is_clean(text: str) -> bool:
    """Whether `clean` would leave `text` as it is."""
    return clean(text) == text
