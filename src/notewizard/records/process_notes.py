"""Process notes: what is the clinician's alone, one `.age` file each, in a root of its own, outside every practice.

A file is called `<number>-<id>.age`; the number counts them up, the id is opaque. Whose note it is and when it was
written stand inside alone; number and id stand inside again and are compared when it is opened.

Bringing one needs no secret: the closed bytes are in a draft first, and from there they are brought once, as a signed
note is. Reading needs one of the two keys.
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from itertools import chain, islice, pairwise
from pathlib import Path

from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.records.draft import Draft
from notewizard.records.drafts import Drafts
from notewizard.records.durable import (
    make_folder,
    or_not_kept,
    plain_reason,
    read_whole,
    remove_quietly,
    sync_folder,
)
from notewizard.records.ids import new_id
from notewizard.records.keys import Keys, Opening
from notewizard.records.old_keys import is_old_file
from notewizard.records.practice import find_practice
from notewizard.records.publish import Published, clear_claim, compare, publish
from notewizard.records.sealed_lines import KeySeal
from notewizard.records.state import State

KIND = "process note"
SCHEMA = 1
SHORTEST_ID = 6
"""Letters of an id that are enough to name a process note; fewer could be meant for a number."""
_NAME = re.compile(r"([1-9][0-9]{0,8})-([0-9a-f]{16})\.age")
_MOST_COUNTED = 99_999_999
"""A higher number was not counted up to: it stands in a name alone, and no other number follows from it."""
_FIRST = 10


@dataclass(frozen=True)
class ProcessNote:
    """What stands in one file, once it is opened."""

    id: str
    """Opaque: 16 hex digits."""
    number: int
    """Its place among the process notes of its root, counted from 1."""
    client: str
    """The client's id."""
    written: str
    """When, as ISO 8601 with its offset."""
    author: str
    """Name and credential."""
    text: str
    session: str = ""
    """The day of the session it is about, YYYY-MM-DD, where that is known."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.number}-{self.id}.age"

    def to_bytes(self) -> bytes:
        """What is closed: JSON in ASCII, so that every character comes back as it was typed."""
        shaped = {"schema": SCHEMA, "kind": KIND, **asdict(self)}
        return json.dumps(shaped, ensure_ascii=True, sort_keys=True, allow_nan=False).encode("ascii")


@dataclass(frozen=True)
class Held:
    """A process note as it lies there, closed."""

    number: int
    id: str
    path: Path


@dataclass(frozen=True)
class Missing:
    """Numbers that no file has."""

    count: int
    first: tuple[int, ...] = ()
    """The lowest of them, ten at most."""


@dataclass(frozen=True)
class ProcessNotes:
    """Every process note below one root, which is made with the first one."""

    root: Path

    def held(self) -> tuple[Held, ...]:
        """All of them by number, unopened; `NotKept` when the folder cannot be read."""
        found = [(_NAME.fullmatch(name), name) for name in self._names()]
        notes = (Held(int(match[1]), match[2], self.root / name) for match, name in found if match)
        return tuple(sorted(notes, key=lambda each: (each.number, each.id)))

    def misnamed(self) -> tuple[Path, ...]:
        """`.age` files whose names are none of ours: copies that a sync client or a person made."""
        closed = [name for name in self._names() if name.endswith(".age")]
        return tuple(sorted(self.root / name for name in closed if not _NAME.fullmatch(name) and not is_old_file(name)))

    def missing(self) -> Missing:
        """Numbers below the highest that no file has: that note was taken away, or has not arrived here yet.

        Anybody may write a high number into a name: the gaps are counted, not their numbers.
        """
        numbers = sorted({each.number for each in self.held() if each.number <= _MOST_COUNTED})
        gaps = [range(below + 1, above) for below, above in pairwise((0, *numbers))]
        return Missing(sum(map(len, gaps)), tuple(islice(chain.from_iterable(gaps), _FIRST)))

    def named(self, words: str) -> Held:
        """The one that `words` name, by its number or its id; `Refused` where none or several could be meant."""
        by_id = len(words) >= SHORTEST_ID
        found = [each for each in self.held() if words == str(each.number) or (by_id and each.id.startswith(words))]
        exact = [each for each in found if words == str(each.number)] or found
        if len(exact) == 1:
            return exact[0]
        ids = ", ".join(each.id for each in exact)
        raise Refused(
            "Several process notes could be meant." if exact else "There is no process note of that number or id.",
            where=str(self.root),
            hint=f"Name one by its id: {ids}" if exact else "List them with: notewizard process",
        )

    def open(self, held: Held, opening: Opening) -> ProcessNote:
        """What it says; `NotKept` where a byte is another, or it is another note than its name says."""
        try:
            closed = read_whole(held.path)
        except OSError as error:
            raise NotKept(f"It cannot be read: {plain_reason(error)}.", where=str(held.path)) from error
        note = _note_in(opening.open(closed, held.path), held.path)
        if (note.number, note.id) != (held.number, held.id):
            raise NotKept(
                "It is another process note than its name says: somebody has renamed or swapped it.",
                where=str(held.path),
                hint=f"By what stands inside it is {note.name}.",
                not_done="Nothing of it is shown.",
            )
        return note

    def next_number(self, waiting: Iterable[int] = ()) -> int:
        """One above the highest, of those here and those on their way."""
        try:
            here = [each.number for each in self.held()]
        except NotKept:
            here = []  # the folder is away: the note waits, and its id tells it apart from one of the same number
        return max((each for each in (*here, *waiting) if each <= _MOST_COUNTED), default=0) + 1

    def _names(self) -> list[str]:
        try:
            return os.listdir(self.root)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise NotKept(
                f"The process notes cannot be listed: {plain_reason(error)}.", where=str(self.root)
            ) from error


def _note_in(text: bytes, path: Path) -> ProcessNote:
    try:
        shaped = json.loads(text)
        if (shaped.pop("schema"), shaped.pop("kind")) != (SCHEMA, KIND):
            raise ValueError
        if any(type(shaped[one.name]) is not (int if one.name == "number" else str) for one in fields(ProcessNote)):
            raise ValueError
        return ProcessNote(**shaped)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotKept(
            "It was closed to these keys, and is no process note that this version can read.",
            where=str(path),
            not_done="Nothing of it is shown.",
        ) from None


def refuse_root(root: Path) -> None:
    """`Refused` for a folder inside a practice folder: there colleagues, sync clients and exports would get it."""
    inside = find_practice(root)
    if inside is not None:
        raise Refused(
            "Process notes are kept outside of the practice folder; this folder lies in it.",
            where=str(root),
            hint="Name another in process_root or NOTEWIZARD_PROCESS.",
            not_done="Nothing was written.",
        )


def ready_root(root: Path) -> None:
    """The root is there: made private, or as the person made it, whose mode is not ours to change."""
    with or_not_kept("The folder of the process notes cannot be made", root):
        make_folder(root.parent)
        try:
            os.mkdir(root, 0o700)
        except FileExistsError:
            if not root.is_dir():
                raise
            return
        with suppress(OSError):  # a memory stick has no modes
            os.chmod(root, 0o700)
        sync_folder(root.parent)


def drafts_of(state: State, keys: Keys | None, opening: Opening | None = None) -> Drafts:
    """Process notes that are being written or on their way, apart from other drafts, their words closed to the keys."""
    return Drafts(state.root / "process", KeySeal(keys, opening) if keys else None)


def ready_drafts(state: State, keys: Keys, opening: Opening | None = None) -> Drafts:
    """The same, their folder there and private."""
    drafts = drafts_of(state, keys, opening)
    state.ready(drafts.root)
    return drafts


def sign_off(draft: Draft, drafts: Drafts, notes: ProcessNotes, keys: Keys, note: ProcessNote) -> ProcessNote:
    """The note, numbered and closed, is durable in its draft: from here on `bring` alone is left. Needs no secret."""
    if note.client != draft.client:
        raise NotKept(
            "This process note is another client's than its draft.",
            where=str(draft.path),
            not_done="Nothing was kept; what was typed is in the draft, encrypted.",
        )
    numbered = ProcessNote(**{**asdict(note), "number": notes.next_number(_waiting_numbers(drafts))})
    closed = b64encode(keys.close(numbered.to_bytes())).decode("ascii")
    draft.append({"kind": "publishing", "root": str(notes.root), "name": numbered.name, "age": closed})
    return numbered


def bring(drafts: Drafts, draft: Draft) -> Published:
    """The closed note is in its root, read back, and its draft is gone; exactly once, however often it is called.

    Raises `NotKept`, and then the note waits in its draft, closed.
    """
    step = next((each for each in reversed(draft.entries()) if each.get("kind") == "publishing"), None)
    if step is None:
        raise Refused("This process note is not finished yet.", where=str(draft.path))
    root, name, data = Path(str(step["root"])), str(step["name"]), b64decode(str(step["age"]))
    refuse_root(root)
    temporary = f"~$nw-{name.split('-')[1][:16]}.tmp"
    try:
        ready_root(root)
        remove_quietly(root / temporary)
        clear_claim(root / name)
        published = publish(root, name, data, temporary=temporary)
    except NameTaken:
        compare(root / name, data)  # the id is ours alone: a call before this one wrote it
        published = Published(root / name, "")
    except NotKept as trouble:
        trouble.kept = trouble.kept or f"{draft.path}, encrypted"
        trouble.hint = f"{trouble.hint} The next `notewizard process` tries again, without asking anything.".strip()
        raise
    draft.append({"kind": "published", "file": str(root / name)})
    drafts.finish(draft)
    return published


def new_note(client: str, written: str, author: str, text: str, session: str = "") -> ProcessNote:
    """A process note that has no number yet."""
    return ProcessNote(new_id(), 0, client, written, author, text, session)


def waiting(drafts: Drafts) -> tuple[str, ...]:
    """The ids of the drafts whose note is finished and not in its root yet."""
    return tuple(each.id for each in drafts.list() if each.signed)


def _waiting_numbers(drafts: Drafts) -> list[int]:
    steps = [each for draft in drafts.list() for each in draft.entries if each.get("kind") == "publishing"]
    found = (_NAME.fullmatch(str(each.get("name"))) for each in steps)
    return [int(match[1]) for match in found if match]
