"""Every string from outside, made safe for a screen: what would steer a terminal is written out instead.

Notes, file names, template titles and answers may hold escape sequences, bidirectional overrides or broken characters.
Whatever reaches the screen goes through `show` (or `show_line`); what is being typed goes through `stand_in`.
"""

from __future__ import annotations

import re

# C0 but newline and tab, DEL and C1 (a C1 CSI needs no ESC), bidirectional marks and overrides, line and paragraph
# separators, zero-width and tag characters (text that nobody sees), lone surrogates, noncharacters.
STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)


def spelled(character: str) -> str:
    """The character as an escape that anyone can read: `\\x1b`, `\\u202e`."""
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def show(text: str) -> str:
    """The text with everything that steers a terminal spelled out; newlines stay, a tab becomes four spaces."""
    calm = text.replace("\r\n", "\n").replace("\t", "    ")
    return STEERS.sub(lambda found: spelled(found.group()), calm)


def show_line(text: str) -> str:
    """The same on one line: line breaks and runs of blanks become one space."""
    return show(" ".join(text.split()))


def stand_in(text: str, mark: str = "\ufffd") -> str:
    """The text with one visible mark for each character that steers, so that positions stay as they are."""
    return STEERS.sub(mark, text).replace("\t", " ")
