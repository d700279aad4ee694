"""Takes one file name apart: the date, the client, the format, the session's number, and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from notewizard.records.naming import FULL_MONTHS, MONTHS, Naming, split_name

_MONTH = "|".join((*FULL_MONTHS, *MONTHS))
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-._ ]?)(\d\d)\2(\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-._])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?!\d)")
_MONTH_NAMED = re.compile(rf"(?<![A-Za-z])({_MONTH})(\.? ?)(\d{{1,2}})(,? ?)((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_DAY_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})( ?)({_MONTH})(,? ?)((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?i)\b((?:session|sess|visit|appt|no|nr|s)\.?[ _-]?#?|#)(\d{1,4})\b")
_FORMAT = re.compile(r"(?i)(?<![A-Za-z])(soap|dap|birp|girpp?|pirp|sirp|pie|narrative)(?![A-Za-z])")
_AGAIN = re.compile(r" \(\d{1,2}\)$")
_FIXED = (
    "progress|note|notes|pn|session|sessions|visit|therapy|psychotherapy|individual|group|family|couples|treatment|tx|"
    "clinical|counseling|telehealth|video|phone|call|intake|assessment|discharge|termination|summary|no-show|final|"
    "signed|draft|addendum|contact|collateral|eval|evaluation|weekly|plan|review|letter|consent|report|"
    "consults?|consultations?|follow[-_ ]?ups?|check[-_ ]?ins?|appointment|appt|meeting|initial|crisis|emergency|"
    "safety|screening|diagnostic|biopsychosocial|psych|psychiatric|psychological|mental|health|interview|medication|meds|"
    "management|teletherapy|telemedicine|virtual|online|zoom|in[-_ ]person|office|couple|emdr|cbt|dbt|supervision|"
    "late|cancel|cancell?ed|cancellation|noshow|missed|closing|transfer|referral|outreach|voicemail|e-?mail|message|"
    "chart|document|documentation|update|updated|revised|corrected|completed|unsigned|locked|biweekly|monthly|"
    "quarterly|annual"
)
"""Words of the office and the field: none of them calls a client, and none is a surname that is often met."""
_HEAD = re.compile(rf"^(?:[ _.,-]*(?:{_FIXED})(?![^\W_]))*[ _.,-]*", re.IGNORECASE)
_TAIL = re.compile(rf"[ _.,-]*(?:(?<![^\W_])(?:{_FIXED})[ _.,-]*)*$", re.IGNORECASE)
_TOKEN = re.compile(r"(\{[A-Za-z]+\})")


@dataclass(frozen=True)
class Stem:
    """What one name without extension is made of."""

    template: str
    """The name with words in braces; `{A}` and `{B}` stand for day and month where the order is not known."""
    label: str = ""
    """How the client is called in it."""
    word: str = ""
    """What kind of calling that is: `surname`, `name`, `initials`, `id`."""
    first: str = ""
    """The digits at `{A}`."""
    second: str = ""
    """The digits at `{B}`."""
    dated: bool = False
    numbered: bool = False


def take_apart(stem: str, client_name: str = "") -> Stem:
    """The parts of a name. `client_name` (of the folder it lies in) helps to know the client's words in it."""
    text = _AGAIN.sub("", normalize("NFC", stem)).replace("{", "").replace("}", "")
    text, first, second = _date(text)
    dated = "{" in text
    text, numbered = _NUMBER.subn(r"\1{n}", text, count=1)
    text = _FORMAT.sub(lambda match: "{FORMAT}" if match[1].isupper() else "{format}", text, count=1)
    text, label, word = _known_client(text, client_name) if client_name else (text, "", "")
    if not label:
        text, label, word = _other_client(text)
    return Stem(text, label, word, first, second, dated, bool(numbered))


def day_in(stem: str) -> date | None:
    """The day that a file name without extension gives; None where it may have the month first or the day."""
    parts = take_apart(stem)
    if parts.first == parts.second or int(parts.second) > 12:
        order = "{m}", "{d}"
    elif int(parts.first) > 12:
        order = "{d}", "{m}"
    else:
        return None
    said = Naming(parts.template.replace("{A}", order[0]).replace("{B}", order[1])).read(stem)
    return said.date if said else None


def kind_of_label(label: str) -> str:
    """`id`, `initials`, `name` or `surname`."""
    if any(letter.isdigit() for letter in label):
        return "id"
    if re.fullmatch(r"[A-Z]{2,3}|(?:[A-Z]\.){2,3}", label):
        return "initials"
    return "name" if re.search(r"[ ,_]", label) else "surname"


def _date(text: str) -> tuple[str, str, str]:
    """The name with its first date in braces, and the two numbers whose order may be unclear."""
    match = _YEAR_FIRST.search(text)
    if match and 1 <= int(match[3]) <= 12 and 1 <= int(match[4]) <= 31:
        return _put(text, match, "{yyyy}" + match[2] + "{mm}" + match[2] + "{dd}"), "", ""
    match = _YEAR_LAST.search(text)
    if match and 1 <= int(match[1]) <= 31 and 1 <= int(match[3]) <= 31:
        year = "{yyyy}" if len(match[4]) == 4 else "{yy}"
        return _put(text, match, "{A}" + match[2] + "{B}" + match[2] + year), match[1], match[3]
    match = _MONTH_NAMED.search(text)
    if match:
        month = "{Mon}" if len(match[1]) == 3 else "{Month}"
        return _put(text, match, month + match[2] + "{d}" + match[4] + "{yyyy}"), "", ""
    match = _DAY_NAMED.search(text)
    if match:
        month = "{Mon}" if len(match[3]) == 3 else "{Month}"
        return _put(text, match, "{d}" + match[2] + month + match[4] + "{yyyy}"), "", ""
    return text, "", ""


def _put(text: str, match: re.Match[str], tokens: str) -> str:
    return text[: match.start()] + tokens + text[match.end() :]


def _known_client(text: str, name: str) -> tuple[str, str, str]:
    """The words of the folder's own client, the longest first."""
    given, surname = split_name(name)
    initials = "".join(part[0] for part in f"{given} {surname}".split())
    spoken = {
        name: kind_of_label(name),
        f"{given} {surname}".strip(): "name",
        f"{surname} {given}".strip(): "name",
        surname: kind_of_label(surname) if surname == name else "surname",
        initials if len(initials) > 1 else "": "initials",
    }
    for words, word in sorted(spoken.items(), key=lambda item: -len(item[0])):
        match = words and re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", _outside(text), re.IGNORECASE)
        if match:
            return _put(text, match, "{" + word + "}"), text[match.start() : match.end()], word
    return text, "", ""


def _outside(text: str) -> str:
    """The name with the words in braces blanked out, at their places."""
    return _TOKEN.sub(lambda match: "\x00" * len(match[0]), text)


def _other_client(text: str) -> tuple[str, str, str]:
    """What is left between the fixed words, if anything: the client, as far as a name can tell."""
    pieces = _TOKEN.split(text)
    for place, piece in enumerate(pieces):
        if _TOKEN.fullmatch(piece):
            continue
        head = _HEAD.match(piece)
        start = head.end() if head else 0
        tail = _TAIL.search(piece, start)
        label = piece[start : tail.start() if tail else len(piece)]
        if any(letter.isalnum() for letter in label):
            word = kind_of_label(label)
            pieces[place] = piece[:start] + "{" + word + "}" + piece[start + len(label) :]
            return "".join(pieces), label, word
    return text, "", ""
