"""Bytes of a text file → text, and in which encoding they were read; never an error for a letter it cannot read."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 (marked)"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NEVER_SHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")


def decoded(data: bytes) -> tuple[str, str]:
    """The text of `data` and its encoding in words, line ends as line feeds, without control characters."""
    text, name = _read(data)
    return shown(text), name


def shown(text: str) -> str:
    """`text` with line feeds as its line ends and without control characters."""
    return _NEVER_SHOWN.sub("", _LINE_ENDS.sub("\n", text))


def _read(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), name
    wide = _wide_codec(data)
    if wide:
        return data.decode(wide, "replace"), "UTF-16 (no mark, guessed)"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", _BYTE_BY_BYTE)
        alone = text == data.decode("cp1252", "replace")
        return text, "Windows-1252 (guessed)" if alone else "UTF-8 with Windows-1252 letters"


def _as_windows_letters(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, read as Windows-1252: a text pasted together from two programs holds both."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_BYTE_BY_BYTE = "notewizard.windows-1252"
codecs.register_error(_BYTE_BY_BYTE, _as_windows_letters)


def _wide_codec(data: bytes) -> str | None:
    """UTF-16 without a mark shows by its zeros: in English prose nearly every second byte is one."""
    head = data[:4096]
    half = len(head) // 2
    if not half or len(data) % 2:
        return None
    if head[1::2].count(0) > 0.6 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.6 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
