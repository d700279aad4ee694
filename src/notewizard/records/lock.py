"""One writer at a time (R7): a lock of the operating system, let go by it when the process dies."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from notewizard.errors import NotKept
from notewizard.records.durable import plain_reason


class Lock(Protocol):
    """What a taken lock can do."""

    def release(self, force: bool = False) -> None:
        """Lets the next writer in."""


def take_lock(path: Path, what: str, wait: float = 0) -> Lock:
    """The lock at `path`, taken; `NotKept` when another writer still holds it after `wait` seconds.

    `what` begins the sentence.
    """
    import filelock  # At the first write only: the program starts without it.

    # A soft lock (a mere marker file) survives a kill or is taken for dead while it lives: refused, never a fallback.
    if filelock.FileLock is filelock.SoftFileLock:
        raise NotKept("This system has no file locks, so a draft cannot be kept safe from a second writer.")
    try:
        lock = filelock.FileLock(path, timeout=wait, mode=0o600, thread_local=False, fallback_to_soft=False)
    except TypeError:  # An earlier filelock, which has no soft fallback to refuse.
        lock = filelock.FileLock(path, timeout=wait, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise NotKept(
            f"{what} is open in another window.",
            where=str(path.with_suffix("")),
            hint="Go on in that window, or close it first.",
            not_done="Nothing was changed.",
        ) from None
    except (OSError, NotImplementedError) as error:
        reason = plain_reason(error) if isinstance(error, OSError) else "the system has no file locks there"
        raise NotKept(f"{what} cannot be opened for writing: {reason}.", where=str(path)) from error
    return lock
