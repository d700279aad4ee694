"""A text → the same text in plain lower-case letters, with the way back to every code point of the original.

Typography, width, accents, look-alike letters of other alphabets, soft hyphens and invisible characters are all ways
in which a copied sentence can differ without a reader seeing it; none of them survives here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters of other alphabets that look like Latin ones: the pairs of Unicode's confusables table (UTS #39) that a
# reader of English takes for the Latin letter. Upper case is folded after the look-alike, as Cyrillic Н looks like H.
_LOOK_ALIKES = dict(
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

_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"
"""Characters that are letters or symbols by category and show as nothing."""


@lru_cache(maxsize=8192)
def plain_letter(letter: str) -> str:
    """The plain lower-case letters that `letter` reads as: none for what cannot be seen, two for a ligature."""
    if letter in _FILLERS:
        return ""
    seen = _LOOK_ALIKES.get(letter, letter)
    out = []
    for part in unicodedata.normalize("NFKD", seen):
        if unicodedata.category(part) in {"Mn", "Me", "Cf"}:
            continue
        # A ligature or a full-width form can come apart into look-alikes again.
        out.append(_LOOK_ALIKES.get(part, part).lower())
    return "".join(out)


def plain(text: str) -> tuple[str, list[int] | None]:
    """`text` in plain letters, and for every letter of it the index in `text`; None where the two run in step."""
    if text.isascii():
        return text.lower().replace("`", "'"), None
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        folded = plain_letter(letter)
        letters.append(folded)
        origins.extend([at] * len(folded))
    return "".join(letters), origins
