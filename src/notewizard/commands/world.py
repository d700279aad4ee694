"""The world outside: clock, environment, folders, streams. Read here alone, so that tests can give others."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from notewizard.errors import Refused, WrongWords

if TYPE_CHECKING:
    from datetime import datetime


def _now() -> datetime:
    from datetime import datetime

    return datetime.now().astimezone()


def _folder() -> Path:
    try:
        return Path.cwd()
    except OSError:
        gone = "The folder you are in is no longer there."
        raise Refused(gone, hint="Change to a folder that is.", not_done="Nothing was done.") from None


@dataclass(frozen=True)
class World:
    """What a command may ask of the machine it runs on."""

    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    now: Callable[[], datetime] = _now
    """The wall clock, aware, in the machine's zone."""
    folder: Path = field(default_factory=_folder)
    """The folder it was called in."""
    stdin: IO[str] = field(default_factory=lambda: sys.stdin)
    to_say: dict[str, None] = field(default_factory=dict, compare=False)
    """Lines for stderr once the command is done, each once, in order: no screen is there any more."""

    def at(self, named: str) -> Path:
        """Where a person's word leads from here, and nothing has to be there.

        `WrongWords` for a name that is too long for any file: where something is looked for it would be an error.
        """
        path = self.folder / named
        try:
            os.lstat(path)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise WrongWords(
                    "No file or folder can have a name this long.", hint="Name it again.", not_done="Nothing was done."
                ) from None
        return path

    def is_interactive(self) -> bool:
        """Whether somebody can be asked."""
        try:
            return self.stdin.isatty()
        except ValueError:
            return False

    def time_zone(self) -> str:
        """The IANA name of the machine's zone; empty where the machine does not say."""
        named = self.environ.get("TZ", "").lstrip(":")
        if named and not named.startswith("/"):
            return named if _is_zone(named) else ""
        try:
            target = os.readlink("/etc/localtime")
        except OSError:
            return _zone_file()
        return target.partition("zoneinfo/")[2]

    def home(self) -> Path:
        """The person's home folder."""
        return Path(self.environ.get("HOME") or Path.home())

    def state_root(self) -> Path:
        """The private folder of this machine: drafts, outbox, keys."""
        if chosen := self.environ.get("NOTEWIZARD_STATE"):
            return Path(chosen)
        import platformdirs

        return platformdirs.user_state_path("notewizard", appauthor=False)

    def data_root(self) -> Path:
        """The folder of this machine for what the person keeps: process notes, where nothing else is said."""
        import platformdirs

        return platformdirs.user_data_path("notewizard", appauthor=False)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _zone_file() -> str:
    try:
        name = Path("/etc/timezone").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _is_zone(name) else ""
