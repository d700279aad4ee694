"""The child process: bytes of one file after another in by a pipe, their words out by another.

A line of JSON (`kind`, `bytes`) and then the bytes; the answer is a line of JSON (`why`, `pieces`). Nothing is
opened, nothing is written, nothing is executed; the end of the input is the end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import IO

from notewizard.documents.limits import IDLE_SECONDS, MEMORY, MOST_LETTERS, SECONDS
from notewizard.documents.unreadable import Unreadable

Pieces = list[tuple[str, str]]

if sys.platform != "win32":
    import resource
    import select

    def _set_limits() -> None:
        """Little memory, no file of any size, no memory image that would hold a client's text."""
        for what, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
            _limit(what, most)

    def _limit_time() -> None:
        """So many seconds of work from now on, even when nobody is left to look at the clock."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + SECONDS + 1)

    def _limit(what: str, most: int) -> None:
        if not hasattr(resource, what):
            return
        try:
            _, hard = resource.getrlimit(getattr(resource, what))
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(getattr(resource, what), (most, hard))
        except (OSError, ValueError):
            pass  # Some systems know a limit and do not take it; the parent's clock holds everywhere.

    def _more(pipe: IO[bytes]) -> bool:
        """Whether something comes before it has been idle for too long."""
        return bool(select.select([pipe], [], [], IDLE_SECONDS)[0])

else:

    def _set_limits() -> None:
        """There are none to set; the parent's clock and the sizes hold."""

    def _limit_time() -> None:
        """The parent's clock holds."""

    def _more(pipe: IO[bytes]) -> bool:
        """Whether something comes; the end of the parent ends the wait."""
        return True


def serve() -> None:
    """Answer until the parent has nothing more, or has asked nothing for a while."""
    _set_limits()
    # Nothing that a library prints may get among the answers.
    come, go, sys.stdout = sys.stdin.buffer, sys.stdout.buffer, sys.stderr
    # What is asked first may have come along with the line before it, where no look at the pipe would see it.
    while line := come.readline():
        asked = json.loads(line)
        data = come.read(asked["bytes"])
        if len(data) < asked["bytes"]:
            return
        _limit_time()
        go.write(_answer(asked["kind"], data))
        go.flush()
        if not _more(come):
            return


def _answer(kind: str, data: bytes) -> bytes:
    try:
        pieces = _reader(kind)(data)
        if sum(len(words) for _, words in pieces) > MOST_LETTERS:
            raise Unreadable("long")
        return json.dumps({"why": "", "pieces": pieces}).encode() + b"\n"
    except Unreadable as trouble:
        why = trouble.why
    except MemoryError:
        why = "memory"
    except Exception:
        # Whatever a broken file makes of its reader: the file is named, the next one is read.
        why = "damaged"
    return json.dumps({"why": why, "pieces": []}).encode() + b"\n"


def _reader(kind: str) -> Callable[[bytes], Pieces]:
    if kind == "pdf":
        from notewizard.documents.pdf import pdf_pieces

        return pdf_pieces
    from notewizard.documents.word import word_pieces

    return word_pieces
