"""A zip archive in memory → single parts of it, each within its limit."""

from __future__ import annotations

import io
import zipfile
import zlib

from notewizard.documents.limits import FREE_OF_RATIO, MOST_PART_BYTES, MOST_RATIO, MOST_UNPACKED_BYTES
from notewizard.documents.unreadable import Unreadable

_READ_AT_ONCE = 65_536
_LOCKED = 0x1


class Zipped:
    """The parts of an archive; raises `Unreadable` for what is damaged, locked, or made to fill the memory."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
            raise Unreadable("damaged") from None
        # What the directory admits is refused before anything is unpacked; what it hides, while it is.
        unpacked = sum(each.file_size for each in self._archive.infolist())
        if unpacked > MOST_UNPACKED_BYTES or unpacked > max(FREE_OF_RATIO, MOST_RATIO * len(data)):
            raise Unreadable("unpacks")

    def part(self, name: str) -> bytes | None:
        """The bytes of the part `name`; None where there is none."""
        try:
            told = self._archive.getinfo(name)
        except KeyError:
            return None
        if told.flag_bits & _LOCKED:
            raise Unreadable("locked")
        if told.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("damaged")  # No word processor packs otherwise.
        out = bytearray()
        try:
            with self._archive.open(told) as stream:
                while some := stream.read(_READ_AT_ONCE):
                    out += some
                    if len(out) > MOST_PART_BYTES:
                        raise Unreadable("unpacks")
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError):
            raise Unreadable("damaged") from None
        return bytes(out)
