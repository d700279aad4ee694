"""Who is who: `clients.toml`, one table a client."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from notewizard.errors import Broken, Problem, Refused
from notewizard.records.ids import check_id, composed, folded
from notewizard.records.own_file import OwnFile

_KEYS = {"id", "name", "label", "birth_date", "folder", "aliases"}


@dataclass(frozen=True)
class Client:
    """One client as the practice knows them."""

    id: str
    """Letters, digits, hyphen, underscore; part of paths of ours, so without a name in it."""
    name: str = ""
    """As the practice writes it; may be empty when the folder shows only initials."""
    label: str = ""
    """How the practice's file names show this client: a surname, initials, an id; empty when they do not."""
    birth_date: date | None = None
    """To tell two clients of one name apart."""
    folder: str = ""
    """The client's folder, relative to the practice folder, `/` between parts; empty for the practice folder itself."""
    aliases: tuple[str, ...] = ()
    """Other spellings found in file names."""

    def names(self) -> tuple[str, ...]:
        """Everything this client may be called by, the id first."""
        return tuple(dict.fromkeys(part for part in (self.id, self.label, self.name, *self.aliases) if part))


class Clients:
    """The clients of a practice, read once; `add` and `change` write."""

    def __init__(self, file: OwnFile) -> None:
        self._file = file

    def all(self) -> tuple[Client, ...]:
        """Every client, by id. `Broken` with every problem when the file does not read."""
        return read_clients(self._file.read() or b"", str(self._file.path))

    def get(self, client_id: str) -> Client:
        """The client with this id; `Refused` when there is none."""
        for client in self.all():
            if client.id == client_id:
                return client
        raise Refused("No client has this id.", where=str(self._file.path), hint="The clients are listed in that file.")

    def find(self, words: str) -> tuple[Client, ...]:
        """Every client that one could mean by `words`: an id, a label, a name or an alias; exact ones come alone."""
        wanted = folded(" ".join(words.split()))
        clients = self.all()
        exact = tuple(client for client in clients if wanted in {folded(name) for name in client.names()})
        if exact or not wanted:
            return exact
        return tuple(
            client
            for client in clients
            if any(part.startswith(wanted) for name in client.names() for part in [folded(name), *folded(name).split()])
        )

    def next_id(self) -> str:
        """The next free id of the kind we make: c-0001, c-0002, …"""
        return next_client_id(client.id for client in self.all())

    def add(self, *new: Client) -> tuple[Client, ...]:
        """The clients are in the file; `Refused` when an id is taken by another."""
        return self._write(new, replacing=False)

    def change(self, *changed: Client) -> tuple[Client, ...]:
        """These clients stand in the file as given now; clients unknown so far are added."""
        return self._write(changed, replacing=True)

    def revise(self, changed: Callable[[tuple[Client, ...]], Iterable[Client]]) -> None:
        """The clients that `changed` gives stand in the file, made from what stands there when it is written."""

        def new(before: bytes | None) -> bytes:
            given = [check_client(each) for each in changed(read_clients(before or b"", str(self._file.path)))]
            return written(before or b"", given, str(self._file.path)) if given else before or b""

        self._file.change(new)

    def _write(self, given: Iterable[Client], replacing: bool) -> tuple[Client, ...]:
        given = tuple(given)
        for client in given:
            check_client(client)

        def new(before: bytes | None) -> bytes:
            known = {client.id: client for client in read_clients(before or b"", str(self._file.path))}
            for client in given:
                if not replacing and known.get(client.id, client) != client:
                    raise Refused("This client id is taken.", where=str(self._file.path), not_done="Nothing changed.")
            return written(before or b"", given, str(self._file.path))

        return read_clients(self._file.change(new), str(self._file.path))


def check_client(client: Client) -> Client:
    """`client` itself, when its id and folder are safe; `Refused` when not."""
    check_id(client.id)
    parts = client.folder.split("/") if client.folder else []
    if client.folder.startswith("/") or "\\" in client.folder or any(part in {"", ".", ".."} for part in parts):
        raise Refused("This client's folder is not inside the practice folder.", not_done="Nothing changed.")
    return client


def next_client_id(taken: Iterable[str]) -> str:
    """The next id of the kind we make."""
    numbers = [int(one[2:]) for one in taken if one.startswith("c-") and one[2:].isascii() and one[2:].isdigit()]
    return f"c-{max(numbers, default=0) + 1:04d}"


def read_clients(data: bytes, path: str = "") -> tuple[Client, ...]:
    """The clients in the bytes of a clients.toml, by id; `Broken` with every problem."""
    try:
        tables = tomllib.loads(data.decode("utf-8")).get("client", [])
    except (ValueError, RecursionError):  # not only what is no TOML: a number of thousands of digits, a deep list
        raise _unreadable(path) from None
    problems: list[Problem] = []
    clients: dict[str, Client] = {}
    for number, table in enumerate(tables if isinstance(tables, list) else [None]):
        where = f"client[{number}]"
        said = _problem(table, clients)
        if said:
            problems.append(Problem(where, said, "id, name, label, birth_date, folder, aliases", path))
            continue
        client = Client(**{**table, "aliases": tuple(table.get("aliases", ()))})
        try:
            clients[client.id] = check_client(client)
        except Refused as refused:
            problems.append(Problem(where, refused.what.rstrip("."), refused.hint.rstrip("."), path))
    if problems:
        raise _broken(path, problems)
    return tuple(sorted(clients.values(), key=lambda client: client.id))


def _problem(table: object, known: dict[str, Client]) -> str:
    if not isinstance(table, dict):
        return "It is not a table"
    if table.keys() - _KEYS:
        return "It holds a key that does not belong there"
    texts = [table.get("id"), *(table.get(key, "") for key in ("name", "label", "folder"))]
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(one, str) for one in [*texts, *aliases]):
        return "Something that should be text is not, or the id is missing"
    if type(table.get("birth_date", date.min)) is not date:
        return "The birth date is not a date such as 1985-04-03"
    return "The id is used twice" if table["id"] in known else ""


def _unreadable(path: str) -> Broken:
    return _broken(path, [Problem("", "It is not readable as TOML", "mend it or take an earlier version", path)])


def _broken(path: str, problems: list[Problem]) -> Broken:
    return Broken("The list of clients cannot be read.", problems, where=path, not_done="Nothing was changed.")


def written(before: bytes, clients: Iterable[Client], path: str = "") -> bytes:
    """The bytes of clients.toml with these clients put in; what a person wrote around them stays."""
    import tomlkit
    from tomlkit.items import AoT

    try:
        document = tomlkit.parse(before.decode("utf-8")) if before.strip() else tomlkit.document()
    except (ValueError, RecursionError):  # A list may be too deep for this reader and not for the other.
        raise _unreadable(path) from None
    if not before.strip():
        document.add(tomlkit.comment("Who is who in this practice folder. Add and correct freely; ids stay."))
    tables = document.get("client")
    if not isinstance(tables, AoT):
        tables = tomlkit.aot()
        document["client"] = tables
        tables = document["client"]
    rows = {str(table["id"]): table for table in tables}
    for client in clients:
        table = rows.get(client.id)
        if table is None:
            table = tomlkit.table()
            tables.append(table)
        for key, value in _row(client).items():
            if table.get(key) != value:
                table[key] = value
        for key in [key for key in table if key not in _row(client)]:
            del table[key]
    return tomlkit.dumps(document).encode("utf-8")


def _row(client: Client) -> dict[str, object]:
    row = {key: getattr(client, key) for key in ("id", "name", "label", "birth_date", "folder")}
    row["aliases"] = list(client.aliases)
    return {key: value for key, value in row.items() if value or key == "id"}


def charts_of(clients: Iterable[Client]) -> Mapping[str, frozenset[str]]:
    """By folder, the ids of the clients whose chart it is; the practice folder itself is nobody's.

    In one Unicode form, because a sync program may bring a folder back in another one.
    """
    found: dict[str, frozenset[str]] = {}
    for each in clients:
        if folder := composed(each.folder):
            found[folder] = found.get(folder, frozenset()) | {each.id}
    return found


def chart_at(charts: Mapping[str, frozenset[str]], file: str) -> str:
    """The nearest folder around a file that is a chart; empty where none is."""
    folder = composed(file).rpartition("/")[0]
    while folder and folder not in charts:
        folder = folder.rpartition("/")[0]
    return folder


def in_anothers(charts: Mapping[str, frozenset[str]], named: Collection[str], file: str) -> bool:
    """Whether the file stands in a client's folder, and in that of none of the clients who are `named`, by id."""
    folder = chart_at(charts, file)
    return bool(named and folder) and charts[folder].isdisjoint(named)
