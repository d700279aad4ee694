"""`config.toml`: how this practice names, signs and keeps its notes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from types import UnionType

from notewizard.errors import Broken, Problem
from notewizard.records.naming import Naming

SCHEMA = 1
LAYOUTS = ("folder-per-client", "flat")
SIGNATURES = ("printed", "elsewhere")
EXTENSIONS = (".md", ".txt")
SWITCHES = ("front_matter", "part2")
LONGEST_LOCK = 1440
"""Minutes: a day."""


@dataclass(frozen=True)
class Author:
    """Who writes here."""

    name: str = ""
    credential: str = ""
    license: str = ""
    supervisor: str = ""
    """A trainee's, as "Name, Credential": the comma tells which is which."""

    @property
    def printed(self) -> str:
        """Name and credential; empty where neither is given."""
        return ", ".join(filter(None, (self.name, self.credential)))

    def supervised_by(self) -> tuple[str, str]:
        """Name and credential of the supervisor; both empty where there is none."""
        name, _, credential = self.supervisor.partition(",")
        return name.strip(), credential.strip(" ,")


@dataclass(frozen=True)
class Settings:
    """Everything config.toml may say, with what holds when it says nothing."""

    author: Author = Author()
    layout: str = "folder-per-client"
    """One of `LAYOUTS`."""
    pattern: str = "{yyyy}-{mm}-{dd} progress note"
    """How a note's file is named; see `naming`."""
    extension: str = ".md"
    """One of `EXTENSIONS`."""
    front_matter: bool = True
    """Notes begin with a short block for programs."""
    signature: str = "printed"
    """`elsewhere`: the practice signs in another system, notes are released unsigned."""
    time_zone: str = ""
    """IANA name, such as America/Chicago; empty: that of the machine."""
    format: str = ""
    """The id of the format used when none is named; empty: asked."""
    date_order: str = ""
    """How this practice reads a day in numbers: `mdy`, `dmy`, or empty, and then 03/04/2026 is refused as unclear."""
    jurisdiction: str = ""
    """The id of the profile that says when a note is due, such as us-ca-medi-cal; empty: the default."""
    calendar: str = ""
    """An .ics file with the appointments, from the practice folder or in full; empty: none."""
    ssh_key: str = ""
    """A key for detached signatures (`ssh-keygen -Y sign`), in full, from home (`~/…`) or the folder; empty: none."""
    process_root: str = ""
    """Where each clinician's process notes are kept, in full or from their home (`~/…`); empty: their data folder."""
    lock_after: float = 10
    """Minutes without a key after which a walk ends and its screen is wiped, every answer kept; 0: never."""
    part2: bool = False
    """All records here are under 42 CFR Part 2; a treatment plan can say so of one client."""

    @property
    def naming(self) -> Naming:
        """The pattern, ready to use."""
        return Naming(self.pattern)


def read_settings(data: bytes, path: str = "") -> Settings:
    """The settings in the bytes of a config.toml; `Broken` with every problem at once."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):  # not only what is no TOML: a number of thousands of digits, a deep list
        raise _broken(path, [Problem("", "It is not readable as TOML", path=path)]) from None
    problems: list[Problem] = []
    if table.pop("schema", SCHEMA) != SCHEMA:
        problems.append(Problem("schema", "It was written by a later notewizard", f"this one reads {SCHEMA}", path))
    author = table.pop("author", {})
    problems += _problems(author, Author, "author.", path) if isinstance(author, dict) else [_not_a_table(path)]
    problems += _half_named(author, path) if isinstance(author, dict) else []
    problems += _problems(table, Settings, "", path)
    if problems:
        raise _broken(path, problems)
    return Settings(**table, author=Author(**author))


def _problems(table: dict[str, object], shape: type[Settings] | type[Author], where: str, path: str) -> list[Problem]:
    known = {one.name: _kind(one.name) for one in fields(shape) if one.name != "author"}
    found = []
    for key, value in sorted(table.items()):
        if key not in known:
            found.append(Problem(where + key, "This key does not belong here", ", ".join(known), path))
        elif not isinstance(value, known[key]) or (key not in SWITCHES and isinstance(value, bool)):
            found.append(Problem(where + key, "The value is of the wrong kind", _KINDS[known[key]], path))
        elif key == "lock_after" and isinstance(value, int | float) and not 0 <= value <= LONGEST_LOCK:
            limits = f"minutes, at most {LONGEST_LOCK}; 0 for never"
            found.append(Problem(where + key, "The value is not allowed", limits, path))
    for key, allowed in {"layout": LAYOUTS, "signature": SIGNATURES, "extension": EXTENSIONS}.items():
        value = table.get(key)
        if isinstance(value, str) and key in known and value not in allowed:
            found.append(Problem(where + key, "The value is not allowed", " or ".join(allowed), path))
    pattern = table.get("pattern")
    if isinstance(pattern, str) and "pattern" in known:
        found += [Problem(one.where, one.said, one.allowed, path) for one in Naming(pattern).problems()]
    return found


def _half_named(author: dict[str, object], path: str) -> list[Problem]:
    """A person whose name and credential cannot be told apart would be left out of the notes without a word."""
    found = []
    name, supervisor = author.get("name"), author.get("supervisor")
    if isinstance(supervisor, str) and supervisor.strip() and not all(Author(supervisor=supervisor).supervised_by()):
        said = "Name and credential are not told apart" if supervisor.strip(" ,") else "It names nobody"
        found.append(Problem("author.supervisor", said, 'a comma between them: "Ruben Castellanos, PhD"', path))
    if isinstance(name, str) and "," in name and not author.get("credential"):
        allowed = 'name = "Dana Whitfield" and credential = "LCSW"'
        found.append(Problem("author.name", "The credential stands in the name", allowed, path))
    return found


_KINDS: dict[type | UnionType, str] = {bool: "true or false", str: "text in quotes", int | float: "a number"}


def _kind(name: str) -> type | UnionType:
    return bool if name in SWITCHES else int | float if name == "lock_after" else str


def _not_a_table(path: str) -> Problem:
    return Problem("author", "It is not a table", "[author] with name, credential, license, supervisor", path)


def _broken(path: str, problems: list[Problem]) -> Broken:
    return Broken(
        "The settings of this practice cannot be read.", problems, where=path, not_done="Nothing was written."
    )


def written(before: bytes, settings: Settings) -> bytes:
    """The bytes of config.toml saying `settings`; a person's comments in `before` stay."""
    import tomlkit

    try:
        document = tomlkit.parse(before.decode("utf-8")) if before.strip() else tomlkit.document()
    except (ValueError, RecursionError):
        raise _broken("", [Problem("", "It is not readable as TOML")]) from None
    if not before.strip():
        document.add(tomlkit.comment("How this practice names, signs and keeps its notes."))
        document.add("schema", tomlkit.item(SCHEMA))
    for one in fields(Settings):
        value = getattr(settings, one.name)
        if one.name != "author" and document.get(one.name) != value:
            document[one.name] = value
    if "author" not in document:
        document["author"] = tomlkit.table()
    author = document["author"]
    for one in fields(Author):
        value = getattr(settings.author, one.name)
        if isinstance(author, dict) and author.get(one.name) != value:
            author[one.name] = value
    return tomlkit.dumps(document).encode("utf-8")
