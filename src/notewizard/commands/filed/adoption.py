"""What a folder of notes shows, in words; and two spellings of one client put together."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

from notewizard.commands.counting import counted
from notewizard.records.adopt import MONTH_OR_DAY, Conclusion, next_file
from notewizard.records.clients import Client
from notewizard.records.settings import Settings
from notewizard.records.who import MAY_BE_ONE, Unclear
from notewizard.terminal.show import show_line

MOST_CLIENTS = 40
"""So many are listed; all of them stand in clients.toml."""
MOST_EXAMPLES = 5
SOMEBODY = Client("c-0001", folder="c-0001")
"""For the name of the next file, where the folder shows no client yet."""
FOREIGN = {
    "copy": ("copy of a note", "copies of notes"),
    "hidden file": ("hidden file", ""),
    "office file": ("file in an office folder (forms, billing)", "files in office folders (forms, billing)"),
    "system file": ("system file", ""),
    "temporary file": ("temporary file", ""),
    "undated file": (
        "file whose name shows no date or session number",
        "files whose names show no date or session number",
    ),
}
"""What lies beside the notes, one and many; other kinds are named by their extension."""


def name_of(client: Client) -> str:
    """How the practice calls this client: the folder, the word in file names, or the name."""
    # NFC, so that a name counts as many letters as it shows.
    name = client.folder.rpartition("/")[2] or client.name or client.label or client.id
    return normalize("NFC", show_line(name))


def conclusion_lines(
    root: Path, found: Conclusion, settings: Settings, day: date, *, asking: bool = False
) -> list[str]:
    """The whole conclusion: layout, names, who is who, what is unclear, what is left alone.

    `asking`: without what its author will be asked about.
    """
    lines = [f"Practice folder: {root}", ""]
    if not found.notes:
        lines += ["There are no notes here yet. Each client gets a folder.", ""]
    else:
        layout = "all in one folder" if found.layout == "flat" else "one folder a client"
        lines += [f"{counted(found.notes, 'note')} of {counted(len(found.clients), 'client')}, {layout}. Such as:"]
        lines += [*(f"  {show_line(name)}" for name in found.examples), ""]
    lines += [*next_note_lines(root, found, settings, day), "", *_clients(found)]
    unclear = [one for one in found.unclear if not (asking and can_be_asked(found, one))]
    for said in dict.fromkeys(one.said for one in unclear):
        lines += [*_unclear(said, [one for one in unclear if one.said == said]), ""]
    if unclear:
        lines += ["What is unclear stays as it is: move or rename files, then `notewizard init`.", ""]
    left = [_foreign(kind, count) for kind, count in found.foreign.items()]
    if left:
        lines += ["Left alone:", *(f"  {each}" for each in left), ""]
    return lines


def next_note_lines(root: Path, found: Conclusion, settings: Settings, day: date) -> list[str]:
    """The name of the next file, for the client with the most notes."""
    example = _example(found)
    path = next_file(root, found, example, day, settings.format or "soap").relative_to(root).as_posix()
    head = f"The next note of {name_of(example)} would be:" if found.clients else "A client's first note would be:"
    return [head, f"  {show_line(path)}"]


def can_be_asked(found: Conclusion, one: Unclear) -> bool:
    """A person who knows can settle it with one key."""
    return has_month_or_day(one) or maybe_one(found, one) is not None


def _example(found: Conclusion) -> Client:
    """The client with the most notes, the first of several."""
    return max(found.clients, key=lambda client: found.counts.get(client.id, 0), default=SOMEBODY)


def _clients(found: Conclusion) -> list[str]:
    if not found.clients:
        return []
    wide = max(len(client.id) for client in found.clients[:MOST_CLIENTS])
    names = {client.id: "" if name_of(client) == client.id else name_of(client) for client in found.clients}
    room = max(len(name) for name in names.values())
    lines = []
    for client in found.clients[:MOST_CLIENTS]:
        also = f", also {', '.join(client.aliases)}" if client.aliases else ""
        name = f"  {names[client.id]:<{room}}" if room else ""
        lines.append(f"  {client.id:<{wide}}{name}  {counted(found.counts.get(client.id, 0), 'note')}{also}")
    more = len(found.clients) - MOST_CLIENTS
    return ["Who is who:", *lines, *([f"  and {more} more"] if more > 0 else []), ""]


def _unclear(said: str, alike: list[Unclear]) -> list[str]:
    """Everything of which the same is said, together; two names that may be one on one line."""
    each = [[" and ".join(one.examples)] if said == MAY_BE_ONE else list(one.examples) for one in alike]
    lines = [f"  {show_line(line)}" for examples in each for line in examples]
    more = len(lines) - MOST_EXAMPLES
    return [f"Unclear: {said}", *lines[:MOST_EXAMPLES], *([f"  and {more} more"] if more > 0 else [])]


def _foreign(kind: str, count: int) -> str:
    one, many = FOREIGN.get(kind, ("", ""))
    if not one:
        extension = kind.removesuffix(" file")
        one = f"{extension.upper()} file" if extension != "other" else "other file"
    what = counted(count, one, many)
    return f"{what}; those named like the notes are compared with new ones" if kind == "pdf file" else what


def maybe_one(found: Conclusion, one: Unclear) -> tuple[Client, Client] | None:
    """The two clients that a person can say are one; None for everything else that is unclear.

    Only where names alone say whose a note is: two folders stay two until a person moves the notes.
    """
    if found.layout != "flat" or one.said != MAY_BE_ONE:
        return None
    by_name = {name: client for client in found.clients for name in (client.name, client.label) if name}
    first, second = (by_name.get(name) for name in one.examples)
    return (first, second) if first and second and first != second else None


def as_one(found: Conclusion, pair: tuple[Client, Client], asked: Unclear) -> Conclusion:
    """The conclusion with both clients as one: the one with more notes keeps its id and takes the other's spelling."""
    kept, gone = sorted(pair, key=lambda client: (-found.counts.get(client.id, 0), client.id))
    spellings = (*kept.aliases, gone.label or gone.name, *gone.aliases)
    both = replace(kept, aliases=tuple(dict.fromkeys(name for name in spellings if name and name != kept.label)))
    counts = {**found.counts, kept.id: found.counts.get(kept.id, 0) + found.counts.get(gone.id, 0)}
    counts.pop(gone.id, None)
    clients = tuple(both if client == kept else client for client in found.clients if client != gone)
    unclear = tuple(one for one in found.unclear if one != asked)
    return replace(found, clients=clients, counts=counts, unclear=unclear)


def has_month_or_day(one: Unclear) -> bool:
    """A person who knows can say whether the month comes first."""
    return one.said == MONTH_OR_DAY


def day_first(found: Conclusion) -> Conclusion:
    """The conclusion with month and day the other way round in its pattern, and no longer unclear about it."""
    turned = {"{mm}": "{dd}", "{dd}": "{mm}", "{m}": "{d}", "{d}": "{m}"}
    parts = re.split(r"(\{[a-z]+\})", found.pattern)
    return month_first(replace(found, pattern="".join(turned.get(part, part) for part in parts)))


def month_first(found: Conclusion) -> Conclusion:
    """The conclusion with its pattern as it is, and no longer unclear about it."""
    return replace(found, unclear=tuple(one for one in found.unclear if not has_month_or_day(one)))


def date_order_of(found: Conclusion) -> str:
    """How the practice writes a day in numbers, `mdy` or `dmy`, where its file names prove it; else empty."""
    words = re.findall(r"\{(yyyy|yy|mm?|dd?)\}", found.pattern)
    numbers = [word[0] for word in words if word[0] in "md"]
    if words[:1] in (["yyyy"], ["yy"]) or len(numbers) != 2 or any(map(has_month_or_day, found.unclear)):
        return ""
    return "mdy" if numbers[0] == "m" else "dmy"
