"""How a practice names its files: a pattern with a few words in braces, readable both ways.

`{yyyy}-{mm}-{dd} {surname} progress note` names `2026-11-20 Smith progress note` and reads it back. A `/` in the
pattern is a folder below the client's: `{yyyy}/{yyyy}-{mm}-{dd}`. The extension is not part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath
from unicodedata import normalize

from notewizard.errors import Problem
from notewizard.records.clients import Client
from notewizard.records.ids import folded

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

CLIENT_WORDS = ("surname", "name", "initials", "id")

_EXPRESSIONS = {
    "yyyy": r"(?P<yyyy>(?:19|20)\d\d)",
    "yy": r"(?P<yy>\d\d)",
    "mm": r"(?P<mm>0[1-9]|1[0-2])",
    "dd": r"(?P<dd>0[1-9]|[12]\d|3[01])",
    "m": r"(?P<m>0?[1-9]|1[0-2])",
    "d": r"(?P<d>0?[1-9]|[12]\d|3[01])",
    "Mon": r"(?P<Mon>" + "|".join(MONTHS) + ")",
    "Month": r"(?P<Month>" + "|".join(FULL_MONTHS) + ")",
    "n": r"(?P<n>\d{1,5})",
    "format": r"(?P<format>[A-Za-z][A-Za-z0-9_-]*)",
    "FORMAT": r"(?P<FORMAT>[A-Z][A-Z0-9_-]*)",
    **{word: rf"(?P<{word}>[^/]+?)" for word in CLIENT_WORDS},
}
HIDDEN = (".", "~$")
"""What begins like this is hidden or temporary, and never listed as a note."""
_AGAIN = re.compile(r" \(\d{1,3}\)$")
"""What a second file of one name ends with; says nothing of the note."""
_PART = re.compile(r"\{([A-Za-z]+)\}")


@dataclass(frozen=True)
class Said:
    """What one file name says."""

    date: date | None
    client: str = ""
    """How the client is called in it."""
    format: str = ""
    number: int | None = None
    """The number of the session, where names count."""


@dataclass(frozen=True)
class Naming:
    """One pattern."""

    pattern: str

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the pattern; empty when nothing is."""
        words = _PART.findall(self.pattern)
        allowed = ", ".join(f"{{{word}}}" for word in _EXPRESSIONS)
        said = [f"{{{word}}} is not a word of a file name" for word in words if word not in _EXPRESSIONS]
        if re.search(r"[{}]", _PART.sub("", self.pattern)):
            said.append("A brace is not closed")
        # A name is read back as calling the client one way: of two, neither could be trusted.
        if len({word for word in words if word in CLIENT_WORDS}) > 1:
            said.append("It calls the client in two ways, and one is enough")
        if any(part in {"", ".", ".."} for part in self.pattern.split("/")) or "\\" in self.pattern:
            said.append("It leads out of the client's folder or names nothing")
        elif any(part.startswith(HIDDEN) for part in self.pattern.split("/")):
            said.append("It hides the file, and hidden files are never looked for as notes")
        return tuple(Problem("pattern", text, f"allowed are {allowed}") for text in said)

    @property
    def client_word(self) -> str:
        """How the pattern calls the client: `surname`, `name`, `initials`, `id`, or empty."""
        return next((word for word in _PART.findall(self.pattern) if word in CLIENT_WORDS), "")

    def uses(self, word: str) -> bool:
        """The pattern holds `{word}`."""
        return f"{{{word}}}" in self.pattern

    def fill(self, client: Client, day: date, format_id: str, number: int) -> str:
        """The name of the note of that day, without extension."""
        values = {
            "yyyy": f"{day.year:04d}",
            "yy": f"{day.year % 100:02d}",
            "mm": f"{day.month:02d}",
            "dd": f"{day.day:02d}",
            "m": str(day.month),
            "d": str(day.day),
            "Mon": MONTHS[day.month - 1],
            "Month": FULL_MONTHS[day.month - 1],
            "n": str(number),
            "format": format_id,
            "FORMAT": format_id.upper(),
            self.client_word: label_of(client, self.client_word),
        }
        return _PART.sub(lambda match: values[match[1]], self.pattern)

    def read(self, stem: str) -> Said | None:
        """What the name (without extension, `/` between its folders) says; None when it is not of this pattern."""
        match = self._expression.fullmatch(_AGAIN.sub("", normalize("NFC", stem)))
        if match is None:
            return None
        found = match.groupdict()
        year = found.get("yyyy") or ("20" + found["yy"] if found.get("yy") else "")
        month = found.get("mm") or found.get("m") or _month(found.get("Mon") or found.get("Month") or "")
        day = found.get("dd") or found.get("d")
        try:
            when = date(int(year), int(month), int(day)) if year and month and day else None
        except ValueError:
            return None
        number = found.get("n")
        format_id = found.get("format") or found.get("FORMAT") or ""
        return Said(when, found.get(self.client_word) or "", format_id.lower(), int(number) if number else None)

    def read_path(self, path: PurePath) -> Said | None:
        """What a file's name says, with as many folders above it as the pattern has."""
        depth = self.pattern.count("/") + 1
        return self.read("/".join([*path.parts[:-1], path.stem][-depth:]))

    def means(self, called: str, client: Client) -> bool:
        """A file name that says `called` may speak of this client; two clients of one surname both may be meant."""
        names = [*client.names(), label_of(client, self.client_word)]
        return folded(called) in {folded(name) for name in names if name}

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        seen: set[str] = set()
        parts: list[str] = []
        for text, word in zip(*[iter([*_PART.split(normalize("NFC", self.pattern)), ""])] * 2, strict=True):
            parts.append(re.escape(text))
            if word:
                parts.append(rf"(?P={word})" if word in seen else _EXPRESSIONS.get(word, "(?!)"))
            seen.add(word)
        return re.compile("".join(parts), re.IGNORECASE)


def label_of(client: Client, word: str) -> str:
    """How a file name calls this client: as it did so far, else made from the name."""
    if not word:
        return ""
    given, surname = split_name(client.name)
    made = {
        "surname": surname,
        "name": client.name,
        "initials": "".join(part[0] for part in f"{given} {surname}".split()).upper(),
        "id": client.id,
    }[word]
    return _writable(client.label or made or client.id)


def split_name(name: str) -> tuple[str, str]:
    """Given name and surname, from `Smith, John` or `John Smith`."""
    if "," in name:
        surname, _, given = name.partition(",")
        return given.strip(), surname.strip()
    given, _, surname = name.strip().rpartition(" ")
    return given.strip(), surname.strip()


def _month(word: str) -> str:
    wanted = word[:3].title()
    return str(MONTHS.index(wanted) + 1) if wanted in MONTHS else ""


def _writable(label: str) -> str:
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]+', "-", label).strip()
