"""An answers file, read from where the command line says."""

from __future__ import annotations

import codecs
import hashlib
import json
import os
import re
from pathlib import Path
from typing import IO, Any

from notewizard.commands.world import World
from notewizard.definitions.reading import MOST_BYTES, Table, bounded, read_file, shallow, table_of
from notewizard.errors import Broken, Problem
from notewizard.interview.whole import AnswersText
from notewizard.note.text import is_clean


def read_answers(name: str, world: World) -> AnswersText:
    """The answers in the TOML or JSON file `name`, or on standard input for "-"; raises `Broken`.

    A folder, and a note given in place of its answers, are called so.
    """
    path = Path(name)
    if name != "-" and os.path.isdir(path):
        raise Broken("A folder is no answers file.", (), where=name, hint=_ANSWERS, not_done="Nothing was written.")
    try:
        table = _from_stdin(world) if name == "-" else _from_file(path)
    except Broken as broken:
        if name != "-" and _is_a_note(path):
            raise _a_note(name) from None
        broken.not_done = "Nothing was written."
        raise
    return AnswersText(table.path, table.text, table.values)


_ANSWERS = "Give one file: notewizard render answers.toml. `notewizard schema` prints what it may hold."
_NOTE_BYTES = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:---\r?\n|PK\x03\x04|%PDF-)|^(?:#{2,6} |\*\*)\w", re.MULTILINE)
"""Front matter, Word, PDF, or a heading or bold label of Markdown."""
_KEY = re.compile(rb"^[\w.\"]+ *= ", re.MULTILINE)


def _is_a_note(path: Path) -> bool:
    """Whether what is no answers file reads as a note: by its name or its first bytes."""
    try:
        with open(path, "rb") as file:
            start = file.read(4096)
    except (OSError, ValueError):
        return False
    named = path.suffix.lower() in (".md", ".docx", ".pdf")
    return named or bool(_NOTE_BYTES.search(start) and not _KEY.search(start))


def _a_note(name: str) -> Broken:
    return Broken(
        "This is a note, and not the answers that one is made of.",
        (),
        where=name,
        hint="To look at it: notewizard check NOTE. To read it in another format: notewizard convert NOTE --format F.",
        not_done="Nothing was written.",
    )


def _from_stdin(world: World) -> Table:
    path = Path("standard input")
    data = bounded(path, _bytes(path, world.stdin))
    return _json(path, data) if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{") else table_of(path, data)


def _bytes(path: Path, stdin: IO[str] | None) -> bytes:
    # The bytes, where there are any: an answers file is UTF-8, whatever the machine's own encoding is.
    if stdin is None:
        raise _broken(path, "is closed")
    below = getattr(stdin, "buffer", None)
    if below is not None:
        return bytes(below.read(MOST_BYTES + 1))
    return stdin.read(MOST_BYTES + 1).encode("utf-8", "surrogatepass")


def _from_file(path: Path) -> Table:
    data = read_file(path, named=True)
    return _json(path, data) if path.suffix.lower() == ".json" else table_of(path, data)


class _Twice(ValueError):
    """A key that stands twice in one object: which of the two was meant is for the author to say."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(f"holds the key {json.dumps(key, ensure_ascii=False)} twice in one object")
        found[key] = value
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)


def _json(path: Path, data: bytes) -> Table:
    try:
        values: Any = json.loads(data, object_pairs_hook=_once, parse_constant=_no_number)
    except _Twice as error:
        raise _broken(path, str(error)) from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise _broken(path, "is not valid JSON", line) from None
    if not isinstance(values, dict):
        raise _broken(path, "must hold one object")
    return Table(path, data.decode("utf-8", "replace"), hashlib.sha256(data).hexdigest(), shallow(path, values))


def _broken(path: Path, why: str, line: int | None = None) -> Broken:
    return Broken(f"{path.name} {why}.", [Problem("", why, "", str(path), line)], not_done="Nothing was written.")


def stained(values: Any) -> int:
    """How many texts hold characters that no note may hold; they are left out of the note, and that is said."""
    if isinstance(values, str):
        return int(not is_clean(values.replace("\r\n", "\n")))
    if isinstance(values, dict):
        return sum(stained(each) for each in values.values())
    return sum(stained(each) for each in values) if isinstance(values, list) else 0


def words_from(name: str, world: World) -> str:
    """The words in the text file `name`, or on standard input for "-"; raises `Broken` where they are no UTF-8."""
    path = Path("standard input" if name == "-" else name)
    data = bounded(path, _bytes(path, world.stdin)) if name == "-" else read_file(path, named=True)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _broken(path, "is no text in UTF-8") from None
