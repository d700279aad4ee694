"""Picks the look-alikes of English letters out of Unicode's confusables → src/notewizard/reuse/look_alikes.txt.

    python benchmarks/reuse/make_look_alikes.py CONFUSABLES_JSON

CONFUSABLES_JSON is confusables.json of the package confusable-homoglyphs 3.3.1 on PyPI: the pairs of confusables.txt
(UTS #39), each under both of its characters. One line a letter: the letter, a space, and every single character that
is confused with it and that NFKD leaves as it is. Digits and symbols are left out, but for the times sign.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[2] / "src" / "notewizard" / "reuse" / "look_alikes.txt"
_PLAIN = re.compile(r"[A-Za-z]{1,3}|['-]")
_INVISIBLE = "\u200e\u200f"
_LIKE_I = re.compile(r"\bI\b|IOTA|DOTLESS I|PALOCHKA|BYELORUSSIAN")


def is_wanted(letter: str, target: str) -> bool:
    """Whether `letter` is one that the table must name: a letter, or a mark taken for one, that NFKD leaves alone."""
    if letter.isascii() or unicodedata.normalize("NFKC", letter) != letter:
        return False
    return unicodedata.category(letter)[0] == "L" or letter == "×" or target in "'-"


def read_as(letter: str, target: str) -> str:
    """The plain letters: a bare stroke is an i where its name says so, though Unicode calls each of them an l."""
    name = unicodedata.name(letter, "")
    return "i" if target in {"l", "I"} and _LIKE_I.search(name) else target.lower()


def main() -> None:
    pairs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    taken: dict[str, str] = {}
    for target in sorted(pairs, key=lambda each: (len(each), each.lower() != each, each)):
        if not _PLAIN.fullmatch(target):
            continue
        for other in pairs[target]:
            letter = other["c"].strip(_INVISIBLE)
            if len(letter) == 1 and letter not in taken and is_wanted(letter, target):
                taken[letter] = read_as(letter, target)
                found[taken[letter]].add(letter)
    lines = [f"{plain} {''.join(sorted(letters))}" for plain, letters in sorted(found.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(taken)} look-alikes of {len(found)}")


if __name__ == "__main__":
    main()
