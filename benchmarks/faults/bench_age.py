"""Age files that were damaged, cut, mixed or swapped: is every one refused, and does writing need no secret?

A case is one process note, of a size by chance (up to four of age's blocks of 64 KiB), written with the public halves
alone, and one damage. Whatever is refused says none of its words.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from sharded import folder, main

from notewizard.errors import NotKept
from notewizard.records.keys import Keys, Opening, new_keys
from notewizard.records.process_notes import ProcessNote, ProcessNotes, bring, new_note, ready_drafts, sign_off
from notewizard.records.state import State

BLOCK, TAG, NONCE = 65_536, 16, 16
"""age closes a file in blocks of so many bytes, a tag after each; a nonce stands before the first (age v1)."""
WORD = "canary-8812"
SIZES = (10, 300, 5_000, BLOCK - 400, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 77)


@cache
def _keys() -> tuple[Keys, Opening]:
    made = new_keys("2026-11-20")
    # To write, nothing that opens is at hand.
    return replace(made.keys, secret=""), made.keys.opening()


def _kept(root: Path, text: str) -> tuple[ProcessNote, Path]:
    keys, _ = _keys()
    drafts = ready_drafts(State(root / "state"), keys)
    draft = drafts.begin("c-1042", "process note", "2026-11-20T15:05:00-05:00")
    note = new_note("c-1042", "2026-11-20T15:05:00-05:00", "Ann Bell, LPC", text)
    note = sign_off(draft, drafts, ProcessNotes(root / "process"), keys, note)
    return note, bring(drafts, draft).path


def _damaged(data: bytes, other: bytes, chance: Random) -> bytes:
    """The bytes after one damage, always other ones than before."""
    body = data.index(b"\n---") + len(data[data.index(b"\n---") + 1 :].split(b"\n")[0]) + 2
    blocks = [body + NONCE + at for at in range(0, len(data) - body - NONCE, BLOCK + TAG)]
    at, length = chance.randrange(len(data)), chance.randrange(1, 200)
    block = chance.choice(blocks)
    kind = chance.randrange(9)
    if kind == 0:
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    if kind == 1:
        return data[:at]
    if kind == 2:
        return data[:block]  # all blocks before this one are whole
    if kind == 3:
        return data + chance.randbytes(length)
    if kind == 4:
        return data[:at] + data[at + length :]
    if kind == 5:
        return data[:at] + bytes(len(data[at : at + length])) + data[at + length :]
    if kind == 6:
        return data[:body] + other[-(len(data) - body) :]  # our head, the blocks of another note
    if kind == 7:
        first, *rest = [data[each : each + BLOCK + TAG] for each in blocks]
        return data[: blocks[0]] + b"".join([*rest, first]) + (b"" if rest else first)
    return other  # the whole file of another note under this name


def case(number: int, opened: object = None) -> list[str]:
    chance = Random(number)
    with folder() as root:
        note, path = _kept(root, f"{WORD} " + "a hunch " * (chance.choice(SIZES) // 8))
        _, other = _kept(root, "Of somebody else. " * chance.randrange(1, 9_000))
        notes, (_, opening) = ProcessNotes(root / "process"), _keys()
        read = opened or notes.open
        held = notes.named(str(note.number))
        if read(held, opening).text != note.text:
            return ["a whole process note does not come back to the letter"]
        whole = path.read_bytes()
        path.write_bytes(_damaged(whole, other.read_bytes(), chance))
        if path.read_bytes() == whole:
            return []
        try:
            read(held, opening)
        except NotKept as refused:
            return ["what is refused shows words"] if WORD in f"{refused!r} {refused.hint} {refused.where}" else []
        return ["a damaged process note was opened"]


def bad(number: int) -> list[str]:
    """A reader that does not compare what stands inside with the name of the file."""

    def opened(held: object, opening: Opening) -> ProcessNote:
        from notewizard.records.process_notes import _note_in

        return _note_in(opening.open(held.path.read_bytes(), held.path), held.path)  # type: ignore[attr-defined]

    return case(number, opened)


if __name__ == "__main__":
    sys.exit(main("age files", case, 10_000, bad, size=100))
