"""What `doctor` sees of this machine: drafts, the outbox, time zone, editor, terminal, kinds of file, versions."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import sys
from collections.abc import Iterator

from notewizard import __version__
from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk
from notewizard.commands.examining.seen import DO, LOOK, OK, Seen, looked
from notewizard.commands.examining.versions import wrong_versions
from notewizard.errors import Failure
from notewizard.terminal.abilities import has_color, has_signs, wants_plain

LEAST_ROOM = 50_000_000
"""Bytes free below which a draft may soon have no room."""


def machine(desk: Desk) -> list[Seen]:
    """Everything about this machine."""
    return [
        *looked("Private folder", lambda: _state(desk)),
        *looked("Drafts", lambda: _drafts(desk)),
        *looked("Outbox", lambda: _outbox(desk)),
        *looked("Time zone", lambda: _time_zone(desk)),
        *looked("Editor", lambda: _editor(desk)),
        *looked("Terminal", lambda: _terminal(desk)),
        *looked("Earlier notes", lambda: _documents()),
        *looked("Versions", lambda: _versions()),
    ]


def _state(desk: Desk) -> Iterator[Seen]:
    root = desk.state.root
    if not root.exists():
        yield Seen("Private folder", OK, f"{root} (made with the first draft)")
        return
    mode = stat.S_IMODE(root.stat().st_mode)
    if not root.is_dir():
        yield Seen("Private folder", DO, f"{root} is not a folder.", "Move that file away.")
    elif not os.access(root, os.W_OK | os.X_OK):
        yield Seen("Private folder", DO, f"{root} cannot be written to.", "Permit writing there.")
    elif os.name == "posix" and mode & 0o077:
        yield Seen("Private folder", DO, f"Others can look into {root}.", f"chmod 700 {shlex.quote(str(root))}")
    else:
        yield Seen("Private folder", OK, f"{root} (for this account alone)")
    if shutil.disk_usage(root).free < LEAST_ROOM:
        yield Seen("Private folder", DO, "The disk is nearly full.", "Make room.")


def _drafts(desk: Desk) -> Iterator[Seen]:
    drafts = desk.state.drafts.list()
    open_ones = [each for each in drafts if not each.signed]
    if open_ones:
        yield Seen("Drafts", LOOK, f"{counted(len(open_ones), 'note')} not finished", "notewizard drafts")
    else:
        yield Seen("Drafts", OK, "none open")
    for each in drafts:
        if each.damaged:
            todo = f"notewizard drafts show {each.id} shows what is left of it."
            yield Seen("Drafts", DO, f"{each.id} is damaged. {each.damaged} ({each.path})", todo)
    for path in desk.state.drafts.kept_aside():
        yield Seen("Drafts", LOOK, f"Bytes that could not be read are kept in {path}.")
    for path in desk.state.in_editors():
        todo = "Take from it what you need, then delete that folder."
        yield Seen("Drafts", LOOK, f"An answer is, or was left, in an editor: {path.parent}.", todo)


def _outbox(desk: Desk) -> Iterator[Seen]:
    from notewizard.records.outbox import waiting

    notes = waiting(desk.state)
    if notes:
        said = f"{counted(len(notes), 'signed note')} not in the folder yet"
        yield Seen("Outbox", DO, said, "notewizard deliver")
    else:
        yield Seen("Outbox", OK, "every signed note is in its folder")


def _time_zone(desk: Desk) -> Iterator[Seen]:
    from zoneinfo import ZoneInfo

    chosen = ""
    if desk.practice is not None and desk.practice.dot.is_dir():
        try:
            chosen = desk.practice.settings().time_zone
        except Failure:
            chosen = ""  # Said under the settings.
    zone = chosen or desk.world.time_zone()
    todo = "notewizard init --yes --time-zone America/Chicago (or where you work)"
    if not zone:
        yield Seen("Time zone", DO, "This machine does not say its time zone.", todo)
        return
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        yield Seen("Time zone", DO, f"There is no time zone {zone}.", todo)
        return
    if not chosen and zone in ("UTC", "Etc/UTC"):
        yield Seen("Time zone", LOOK, "This machine keeps UTC, and so would the notes.", todo)
    else:
        yield Seen("Time zone", OK, f"{zone} ({'as config.toml says' if chosen else 'of this machine'})")


def _editor(desk: Desk) -> Iterator[Seen]:
    from notewizard.terminal.editor import KEEPS_COPIES, editor_name, editor_of

    editor = editor_of(desk.world.environ)
    try:
        program = shlex.split(editor)[:1]
    except ValueError:
        program = [editor]
    if not program:
        yield Seen("Editor", LOOK, "none is found, so F4 does nothing", "Name one in EDITOR.")
    elif shutil.which(program[0]) is None:
        yield Seen("Editor", DO, f"{program[0]} is not there.", "Name one that is in EDITOR.")
    elif editor_name(program[0]) in KEEPS_COPIES:
        said = f"{editor} (F4) keeps copies of what it edits in folders of its own, and that cannot be forbidden it."
        yield Seen("Editor", LOOK, said, "Name vim, nvim, nano or emacs in EDITOR: those are told to keep none.")
    else:
        yield Seen("Editor", OK, f"{editor} (F4)")


def _terminal(desk: Desk) -> Iterator[Seen]:
    environ = desk.world.environ
    if wants_plain(environ):
        yield Seen("Terminal", OK, "plain numbered lines, nothing redrawn")
        return
    encoding = sys.__stderr__.encoding if sys.__stderr__ is not None else None
    signs = "all signs" if has_signs(environ, encoding) else "plain letters only (the locale is not UTF-8)"
    yield Seen("Terminal", OK, f"full screen, {signs}, {'color' if has_color(environ) else 'no color'}")


def _documents() -> Iterator[Seen]:
    from notewizard.documents import add_extra, can_read_pdf

    if can_read_pdf():
        yield Seen("Earlier notes", OK, "read as text, Word documents (.docx) and PDFs")
    else:
        said = "read as text and Word documents (.docx); PDFs need notewizard[documents]"
        yield Seen("Earlier notes", LOOK, said, add_extra())


def _versions() -> Iterator[Seen]:
    python = ".".join(map(str, sys.version_info[:3]))
    wrong = wrong_versions()
    if wrong:
        yield Seen("Versions", DO, "; ".join(wrong), "Install notewizard again.")
    else:
        yield Seen("Versions", OK, f"notewizard {__version__}, Python {python}, and everything it needs")
