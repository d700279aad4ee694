"""A text → the same text in plain lower-case letters, with the way back to every code point of the original.

Typography, width, accents, look-alike letters of other alphabets, soft hyphens and invisible characters are all ways
in which a copied sentence can differ without a reader seeing it; none of them survives here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from notewizard.reuse.shipped import shipped

Places = npt.NDArray[np.int64]

# What Unicode does not call confusable and a reader of English still takes for the Latin letter: small letters that
# look like capitals (Cyrillic в, к, м), small capitals, and letters with a stroke that is no mark of its own.
_BESIDES = dict(
    zip(
        "авсԁеғһіјкӏмոорԛгѕтхуԝьҽѵзпԍ"
        "АВСЕНІЈКМОРЅТХУԌԚԜѴЗҺӀ"
        "αβγεηικνορτυχωςϲϳ"
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
        "ıȷɑɡɩɪʀʟɴɢʙʜꜱᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ"
        "օսհցյոռզԱՕՍ"
        "øłđħŧ"
        "’‘ʼ′`´＇ʹ‛"
        "‐‑‒–—―−﹣⁃",
        "abcdefhijklmnopqrstxywbevsng"
        "ABCEHIJKMOPSTXYGQWVSHI"
        "abyenikvoptuxwccj"
        "ABEZHIKMNOPTYX"
        "ijagiirlngbhsacdejkmoptuvwz"
        "ouhgjnnqUOU"
        "oldht"
        "'''''''''"
        "---------",
        strict=True,
    )
)


@cache
def look_alikes() -> dict[str, str]:
    """Letters that look like English ones → what they read as: Unicode's confusables (UTS #39), and some besides.

    The shipped table holds every single letter that confusables.txt (Unicode 15.1) calls confusable with one to three
    English letters, an apostrophe or a hyphen, and that NFKD leaves alone: Cyrillic, Greek, Armenian, Cherokee,
    Coptic, Lisu, Deseret, Canadian syllabics, phonetic letters and others. Upper case is folded after the look-alike,
    as Cyrillic Н looks like H.
    """
    lines = shipped("look_alikes.txt").decode("utf-8").splitlines()
    table = {letter: plain for plain, letters in (line.split(" ", 1) for line in lines) for letter in letters}
    return table | _BESIDES


_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"
"""Characters that are letters or symbols by category and show as nothing."""


def plain_letter(letter: str) -> str:
    """The plain lower-case letters that `letter` reads as: none for what cannot be seen, two for a ligature."""
    if letter in _FILLERS:
        return ""
    seen = look_alikes().get(letter, letter)
    out = []
    for part in unicodedata.normalize("NFKD", seen):
        if unicodedata.category(part) in {"Mn", "Me", "Cf"}:
            continue
        # A ligature or a full-width form can come apart into look-alikes again.
        out.append(look_alikes().get(part, part).lower())
    return "".join(out)


class Kept(dict[str, Any]):
    """What `made` gives for a piece of text, kept: `map` looks up many pieces without a line of Python for each."""

    def __init__(self, made: Callable[[str], Any], most: int) -> None:
        super().__init__()
        self._made, self._most = made, most

    def __missing__(self, piece: str) -> Any:
        if len(self) >= self._most:
            self.clear()
        made = self[piece] = self._made(piece)
        return made


_read = Kept(plain_letter, 1 << 13)
_ASCII = frozenset(map(chr, range(128)))


def plain(text: str) -> tuple[str, Places | None]:
    """`text` in plain letters, and for every letter of it the index in `text`; None where the two run in step."""
    beyond = {} if text.isascii() else {letter: _read[letter] for letter in set(text) - _ASCII}
    if all(len(read) == 1 and (read == letter or read.isascii()) for letter, read in beyond.items()):
        folded = text
        for letter, read in beyond.items():
            folded = folded.replace(letter, read)
        return folded.lower().replace("`", "'"), None
    pieces = list(map(_read.__getitem__, text))
    sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
    return "".join(pieces), np.repeat(np.arange(len(pieces)), sizes)
