"""Looks at a folder of notes and concludes how it is kept: layout, naming, who is who, and what is unclear.

Nothing is written, moved or renamed. The conclusion is shown and confirmed once; `adopt` then writes it down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath

from notewizard.records.clients import Client
from notewizard.records.file_kinds import foreign_because
from notewizard.records.folders import client_folder_of, is_office, other_client_folders, template_of_folders
from notewizard.records.ids import folded
from notewizard.records.later import NOTE
from notewizard.records.naming import CLIENT_WORDS, Naming
from notewizard.records.practice import Practice, next_name, note_files
from notewizard.records.record import all_records
from notewizard.records.settings import Settings
from notewizard.records.stem import Stem, take_apart
from notewizard.records.who import Sighting, Unclear, who_is_who

MONTH_OR_DAY = "No date shows whether month or day comes first; month first is assumed."
"""Said of a pattern whose first number may be either; a person who knows can turn it round."""
_ENOUGH = 0.6
"""The share of notes that must follow a pattern for it to count as the practice's."""


@dataclass(frozen=True)
class Conclusion:
    """What a folder shows."""

    layout: str
    """`folder-per-client` or `flat`."""
    pattern: str
    """As `naming` reads it."""
    extension: str
    """Of the notes to come."""
    clients: tuple[Client, ...]
    """Everybody the folder shows, by id."""
    unclear: tuple[Unclear, ...]
    """What a person has to decide, or at least to know."""
    notes: int
    """How many files were taken for notes."""
    examples: tuple[str, ...]
    """A few of those that follow the pattern, relative; the last by name."""
    foreign: dict[str, int] = field(default_factory=dict)
    """What else lies there, counted by kind; left alone."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many notes each client has, by id; a client without one is not in it."""


@dataclass(frozen=True)
class _Found:
    path: PurePath
    """Relative to the practice folder."""
    home: PurePath
    """The client's folder, relative; `.` for the practice folder itself."""
    stem: Stem
    template: str
    """Folders and name, the client's word written `{client}`."""


def conclude(root: Path, known: Iterable[Client] = ()) -> Conclusion:
    """What the folder shows; clients already `known` keep their ids. `NotKept` when it cannot be listed."""
    # What was written to a note later is named by that note, and shows no pattern of its own.
    later = {each.file for each in all_records(Practice(root))[0] if each.kind != NOTE}
    every = (path.relative_to(root) for path in note_files(root, hidden=True))
    files = [path for path in every if path.as_posix() not in later]
    foreign = Counter(_foreign(path) for path in files)
    found = [one for one in map(_found, (path for path in files if not _foreign(path))) if one]
    foreign["undated file"] = foreign.pop("", 0) - len(found)
    flat = sum(one.home == PurePath() for one in found) * 2 > len(found)
    layout = "flat" if flat else "folder-per-client"
    template = _most([one.template for one in found])
    following = [one for one in found if one.template == template]
    pattern, unclear = _pattern(found, following)
    sightings = [Sighting(one.path, one.home, one.stem.label, one.stem.word) for one in found]
    homes = other_client_folders(root, {one.home for one in found if one.home != PurePath()}) if not flat else []
    clients, questions = who_is_who(sightings, homes, flat, tuple(known))
    word = _most([one.stem.word for one in following if one.stem.word])
    return Conclusion(
        layout=layout,
        pattern=pattern.replace("{client}", "{" + (word or "surname") + "}") if found else Settings().pattern,
        extension=".txt" if _most([one.path.suffix.lower() for one in found]) == ".txt" else ".md",
        clients=clients,
        unclear=(*unclear, *questions),
        notes=len(found),
        examples=tuple(str(one.path) for one in following)[-3:][::-1],
        foreign={kind: count for kind, count in sorted(foreign.items()) if count},
        counts=_counts(found, clients, flat),
    )


def next_file(root: Path, conclusion: Conclusion, client: Client, day: date, format_id: str) -> Path:
    """Where the next note of this client would go: to be shown before anything is adopted."""
    folder = root.joinpath(*client.folder.split("/")) if client.folder else root
    name = next_name(folder, Naming(conclusion.pattern), client, day, format_id) + conclusion.extension
    return folder.joinpath(*name.split("/"))


def adopt(practice: Practice, conclusion: Conclusion, settings: Settings) -> Settings:
    """The confirmed conclusion is written into `.notewizard/`; `settings` gives author, signature and the rest."""
    kept = replace(settings, layout=conclusion.layout, pattern=conclusion.pattern, extension=conclusion.extension)
    practice.keep_settings(kept)
    if conclusion.clients:
        practice.clients.change(*conclusion.clients)
    return kept


def _found(path: PurePath) -> _Found | None:
    """The file as a note; None when its name shows neither a date nor a session's number."""
    home = client_folder_of(path)
    stem = take_apart(path.stem, "" if home == PurePath() else home.name)
    if not (stem.dated or stem.numbered):
        return None
    name = stem.template
    for word in CLIENT_WORDS:
        name = name.replace("{" + word + "}", "{client}")
    return _Found(path, home, stem, template_of_folders(path.parent.relative_to(home), stem.dated) + name)


def _counts(found: list[_Found], clients: tuple[Client, ...], flat: bool) -> dict[str, int]:
    by_folder = {client.folder: client.id for client in clients}
    by_label = {folded(name): client.id for client in clients for name in (client.label, *client.aliases) if name}
    owners = [by_label.get(folded(one.stem.label)) if flat else by_folder.get(one.home.as_posix()) for one in found]
    return dict(sorted(Counter(owner for owner in owners if owner).items()))


def _foreign(path: PurePath) -> str:
    return "office file" if is_office(path) else foreign_because(path)


def _pattern(found: list[_Found], following: list[_Found]) -> tuple[str, list[Unclear]]:
    """The pattern most notes follow, with day and month in their order, and what is unclear about it."""
    template = following[0].template if following else ""
    unclear: list[Unclear] = []
    if found and len(following) < _ENOUGH * len(found):
        others = sorted(str(one.path) for one in found if one.template != template)
        unclear.append(Unclear("The notes are named in several ways.", tuple(others[:3])))
    if "{A}" not in template:
        return template, unclear
    pairs = [(one.stem.first, one.stem.second) for one in following]
    day_first = [pair for pair in pairs if int(pair[0]) > 12]
    month_first = [pair for pair in pairs if int(pair[1]) > 12]
    examples = tuple(str(one.path) for one in following[:3])
    if day_first and month_first:
        unclear.append(Unclear("Some dates have the month first, some the day.", examples))
    elif not day_first and not month_first:
        unclear.append(Unclear(MONTH_OR_DAY, examples))
    month, day = (0, 1) if len(month_first) >= len(day_first) else (1, 0)
    tokens = {month: "m" if any(len(pair[month]) == 1 for pair in pairs) else "mm"}
    tokens[day] = "d" if any(len(pair[day]) == 1 for pair in pairs) else "dd"
    if tokens[month] == "m" or tokens[day] == "d":
        tokens = {month: "m", day: "d"} if _none_padded(pairs) else tokens
    return template.replace("{A}", "{" + tokens[0] + "}").replace("{B}", "{" + tokens[1] + "}"), unclear


def _none_padded(pairs: list[tuple[str, str]]) -> bool:
    return not any(part.startswith("0") for pair in pairs for part in pair)


def _most(values: list[str]) -> str:
    """The most frequent value; of several the first by name, so that two runs conclude alike."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], folded(value), value), default="")
