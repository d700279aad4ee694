"""Named arrays and a little plain data → bytes, and back without copying.

Holds arrays of numbers only, is never evaluated, and is refused whole when it is not what it says it is.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from notewizard.errors import NotKept

_MAGIC = b"nwreuse1"
_TYPES: dict[str, np.dtype[Any]] = {"u2": np.dtype("<u2"), "u4": np.dtype("<u4"), "u8": np.dtype("<u8")}


def pack(arrays: Mapping[str, npt.NDArray[Any]], notes: Mapping[str, Any]) -> bytes:
    """`arrays` (unsigned, one-dimensional) and `notes` (plain JSON data) as bytes, the same for the same values."""
    head: dict[str, Any] = {"notes": dict(notes), "arrays": []}
    body = b""
    for name in sorted(arrays):
        kind = f"u{arrays[name].dtype.itemsize}"
        data = arrays[name].astype(_TYPES[kind], copy=False).tobytes()
        head["arrays"].append([name, kind, len(arrays[name])])
        body += data + b"\0" * (-len(data) % 8)
    text = json.dumps(head, sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    return b"".join(
        (_MAGIC, len(text).to_bytes(4, "little"), zlib.crc32(text + body).to_bytes(4, "little"), text, body)
    )


def unpack(data: bytes) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    """What `pack` was given; raises `NotKept` when the bytes are cut short, changed, or something else."""
    size = int.from_bytes(data[8:12], "little")
    whole = data[:8] == _MAGIC and int.from_bytes(data[12:16], "little") == zlib.crc32(memoryview(data)[16:])
    if not whole:
        raise NotKept(
            "The index of earlier notes is damaged or from another version.",
            hint="Build it again from the notes.",
            not_done="Nothing was read from it.",
        )
    head = json.loads(data[16 : 16 + size])
    at = 16 + size
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, kind, length in head["arrays"]:
        arrays[name] = np.frombuffer(data, _TYPES[kind], length, at)
        used = arrays[name].nbytes
        at += used + (-used % 8)
    return arrays, head["notes"]
