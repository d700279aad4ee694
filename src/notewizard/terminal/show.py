"""Every string from outside, made safe for a screen: what would steer a terminal, or be seen by nobody, is written out.

Notes, file names, template titles and answers may hold escape sequences, bidirectional overrides or broken characters.
Whatever reaches the screen goes through `show` (or `show_line`); what is being typed goes through `stand_in`.
"""

from __future__ import annotations

import re

_ALWAYS = (
    # C0 but newline and tab, DEL and C1 (a C1 CSI needs no ESC), bidirectional marks and overrides, line and paragraph
    # separators, zero-width and tag characters (text that nobody sees), lone surrogates, noncharacters.
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\ud800-\udfff"
    # What Unicode lets a terminal ignore and nobody types into a note: the grapheme joiner, fillers of Hangul and
    # vowels of Khmer without a shape, controls of shorthand and musical scores.
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
# Others are invisible as well and stand in honest text, each behind what it works on: there it is let be, and one
# alone, since a second one in a row does nothing but carry what nobody sees.
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGNS = "#*0-9\xa9\xae\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\u303f\u3200-\u33ff\U0001f000-\U0001faff"
# Arabic, Syriac, N'Ko and its neighbours; the scripts of India and Southeast Asia; Khmer and Mongolian.
_JOINING = (
    "\u0620-\u06ff\u0710-\u08ff\u0900-\u109f\u1780-\u17b3\u17b6-\u180a\u1810-\u18aa\ua840-\uabff\U00011000-\U00011fff"
)
_LETTER = r"[^\W\d_\u115f\u1160\u3164\uffa0]"
_JOINERS, _SHAPES, _HAN_SHAPES, _MONGOLIAN = "\u200c\u200d", "\ufe00-\ufe0f", "\U000e0100-\U000e01ef", "\u180b-\u180f"
_HONEST = (
    # A soft hyphen, pasted from a word processor or a web page: between two letters.
    rf"(?<={_LETTER}\xad)(?={_LETTER})|(?<=[\u0300-\u034e]\xad)(?={_LETTER})",
    # A joiner: in an emoji of several persons, or where letters join.
    rf"(?<=[{_SIGNS}{_JOINING}][{_JOINERS}])|(?<=[{_SIGNS}]\ufe0f[{_JOINERS}])",
    # The one shape or the other: of a sign or an emoji, of a Han character (in names of persons), of Mongolian.
    rf"(?<=[{_SIGNS}{_HAN}\u1000-\u109f][{_SHAPES}])",
    rf"(?<=[{_HAN}][{_HAN_SHAPES}])",
    rf"(?<=[\u1820-\u18aa][{_MONGOLIAN}])",
)
# One class of characters first: text without any of them, which nearly all is, is passed over at full speed.
STEERS = re.compile(rf"[{_ALWAYS}\xad{_JOINERS}{_SHAPES}{_HAN_SHAPES}{_MONGOLIAN}](?!{'|'.join(_HONEST)})")
"""Each character that steers a terminal, or that nobody sees and that no honest text holds at this place."""


def spelled(character: str) -> str:
    """The character as an escape that anyone can read: `\\x1b`, `\\u202e`."""
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def show(text: str) -> str:
    """The text with whatever steers a terminal or hides spelled out; newlines stay, a tab becomes four spaces."""
    calm = text.replace("\r\n", "\n").replace("\t", "    ")
    return STEERS.sub(lambda found: spelled(found.group()), calm)


def show_line(text: str) -> str:
    """The same on one line: line breaks and runs of blanks become one space."""
    return show(" ".join(text.split()))


def stand_in(text: str, mark: str = "\ufffd") -> str:
    """The text with one visible mark for each character that steers, so that positions stay as they are."""
    return STEERS.sub(mark, text).replace("\t", " ")
