"""Named arrays and a little plain data → bytes, and back without copying; a segment of source texts among them.

Holds arrays of numbers only, is never evaluated, and is refused whole when it is not what it says it is.

What the bytes of a segment tell: no text. They hold, in order, the class of every word (a 32-bit hash of it in lower
case, without its ending; dates and numbers all alike, and so are all pronouns) and how far into the text each paragraph
begins. Who has a word list can hash it and so read most of the words back, names among them, without their form and
without any number or date. So they are kept as privately as the notes themselves.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from notewizard.errors import NotKept
from notewizard.reuse.arrays import begins
from notewizard.reuse.segment import Packed, Segment

_MAGIC = b"nwreuse1"
_TYPES: dict[str, np.dtype[Any]] = {f"u{size}": np.dtype(f"<u{size}") for size in (1, 2, 4, 8)}


def pack(arrays: Mapping[str, npt.NDArray[Any]], notes: Mapping[str, Any]) -> bytes:
    """`arrays` (unsigned, one-dimensional) and `notes` (plain JSON data) as bytes, the same for the same values."""
    head: dict[str, Any] = {"notes": dict(notes), "arrays": []}
    body: list[bytes] = []
    for name in sorted(arrays):
        kind = f"u{arrays[name].dtype.itemsize}"
        data = arrays[name].astype(_TYPES[kind], copy=False).tobytes()
        head["arrays"].append([name, kind, len(arrays[name])])
        body += [data, b"\0" * (-len(data) % 8)]
    text = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    whole = b"".join([text, *body])
    return b"".join((_MAGIC, len(text).to_bytes(4, "little"), zlib.crc32(whole).to_bytes(4, "little"), whole))


def unpack(data: bytes) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    """What `pack` was given; raises `NotKept` when the bytes are cut short, changed, or something else."""
    size = int.from_bytes(data[8:12], "little")
    whole = data[:8] == _MAGIC and int.from_bytes(data[12:16], "little") == zlib.crc32(memoryview(data)[16:])
    if not whole:
        raise _damaged()
    head = json.loads(data[16 : 16 + size])
    at = 16 + size
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, kind, length in head["arrays"]:
        arrays[name] = np.frombuffer(data, _TYPES[kind], length, at)
        used = arrays[name].nbytes
        at += used + (-used % 8)
    return arrays, head["notes"]


def packed(segment: Segment, notes: Mapping[str, Any]) -> bytes:
    """`segment` without its sources, and `notes`, as bytes: some 7 bytes a word."""
    words = segment.words
    numbers = segment.numbers(words.ids)
    return pack(
        {
            "firsts": segment.firsts.astype(np.uint32),
            "numbers": _narrow(numbers, len(segment.vocabulary)),
            "opens": segment.opens,
            "places": _narrow(segment.places, len(words)),
            "sentences": np.packbits(begins(words.sentences)),
            "units": np.packbits(begins(words.units)),
            "vocabulary": segment.vocabulary,
        },
        notes,
    )


def unpacked(data: bytes) -> tuple[Segment, dict[str, Any]]:
    """The segment, its sources left out, and the notes that `packed` was given; raises `NotKept` as `unpack` does."""
    arrays, notes = unpack(data)
    if not {"firsts", "numbers", "opens", "places", "sentences", "units", "vocabulary"} <= arrays.keys():
        raise _damaged()
    length = len(arrays["numbers"])
    units, sentences = (np.unpackbits(arrays[name], count=length).view(bool) for name in ("units", "sentences"))
    segment = Segment(
        sources=(),
        firsts=arrays["firsts"].astype(np.int64),
        _words=None,
        opens=arrays["opens"],
        vocabulary=arrays["vocabulary"],
        places=arrays["places"].astype(np.uint32, copy=False),
        packed=Packed(arrays["numbers"], units, sentences),
    )
    return segment, notes


def _narrow(values: npt.NDArray[Any], most: int) -> npt.NDArray[Any]:
    return values.astype(np.uint16 if most < 1 << 16 else np.uint32)


def _damaged() -> NotKept:
    return NotKept(
        "The index of earlier notes is damaged or from another version.",
        hint="Build it again from the notes.",
        not_done="Nothing was read from it.",
    )
