"""Where process notes are kept, which keys close them, and which secret half opens them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from notewizard.commands.desk import Desk
from notewizard.errors import Broken, NotKept, Refused
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.key_text import guarded_block
from notewizard.records.keys import NEEDS_EXTRA, Keys, Opening, add_extra, has_age, keys_of, opening_of
from notewizard.records.old_keys import reaching
from notewizard.records.process_notes import ProcessNotes, refuse_root

SET_UP = "notewizard process setup"
ADD_KEY = "notewizard process add-key"
RECOVERY = "Read with the recovery key, typed: --key -"
FORGOTTEN = "Forgotten? The recovery key reads in its place, typed: --key -"
MOST_KEY_BYTES = 100_000
TRIES = 3
"""How often a passphrase or a key may be typed before the command ends."""


def root_of(desk: Desk) -> Path:
    """The root: as the environment says, as config.toml says, or the person's data folder; never in a practice."""
    said = desk.world.environ.get("NOTEWIZARD_PROCESS") or _in_settings(desk)
    home = desk.world.home()
    root = Path(said.replace("~", str(home), 1) if said == "~" or said.startswith(("~/", "~\\")) else said)
    root = root if said else desk.world.data_root() / "process-notes"
    if not root.is_absolute():
        raise Refused(
            "Where process notes are kept has to be named in full, or from your home as ~/….",
            where=said,
            hint="Mend process_root in config.toml, or NOTEWIZARD_PROCESS.",
            not_done="Nothing was written.",
        )
    root = root.resolve()
    refuse_root(root)
    if desk.practice is not None and root.is_relative_to(desk.practice.root.resolve()):
        refuse_root(desk.practice.root)
    return root


def _in_settings(desk: Desk) -> str:
    if desk.practice is None or not desk.practice.dot.is_dir():
        return ""
    with suppress(Broken):  # said where the settings are needed; the notes are not lost sight of for that
        return desk.practice.settings().process_root
    return ""


def notes_of(desk: Desk) -> ProcessNotes:
    """The process notes of this person."""
    return ProcessNotes(root_of(desk))


def keys_here(desk: Desk) -> Keys:
    """The keys of this computer; a refusal that says what is missing."""
    return _keys(desk, "so nothing can be encrypted", f"Set them up with: {SET_UP}", "Nothing was written.")


def _keys(desk: Desk, so: str, hint: str, not_done: str) -> Keys:
    if not has_age():
        raise Refused(f"{NEEDS_EXTRA}.", hint=add_extra(), not_done=not_done)
    keys = keys_of(desk.state)
    if keys is None:
        raise Refused(f"No keys are set up on this computer, {so}.", hint=hint, not_done=not_done)
    return keys


def opening_here(desk: Desk, given: str = "", *, beside_notes: bool = True) -> Opening:
    """The key that reads: the one given (a file, or `-` for one that is typed), or this computer's; and what it took
    over from, as it lies beside the keys and, unless that is not wanted, beside the process notes.

    Asks for a passphrase where the key has one. Raises `Refused`, `NotKept`, `AuthorStopped`.
    """
    if given:
        opening = _given(desk, given)
    else:
        opening = opened(_keys(desk, "so none of its own opens anything", RECOVERY, "Nothing was opened."))
    return reaching(opening, *_of_old_keys(desk, beside_notes))


def opened(keys: Keys) -> Opening:
    """This computer's own key; asks for the passphrase where it has one, more than once where it is another."""
    if not keys.guarded:
        return keys.opening()
    try:
        return _tried("Passphrase", keys.opening)
    except Refused as wrong:
        wrong.hint = FORGOTTEN
        raise


def _of_old_keys(desk: Desk, beside_notes: bool) -> list[Path]:
    """Where keys from before lie, closed to those that took over."""
    if not beside_notes:
        return [desk.state.keys]
    with suppress(Refused):  # said where process notes are wanted; a draft is read without them
        return [desk.state.keys, root_of(desk)]
    return [desk.state.keys]


def _given(desk: Desk, given: str) -> Opening:
    if given == "-" and desk.world.is_interactive():
        return _tried("Key, beginning with AGE-SECRET-KEY-1", opening_of)
    stdin = desk.world.stdin if desk.world.stdin is not None else sys.stdin
    text = stdin.read(MOST_KEY_BYTES) if given == "-" else _key_file(desk.world.folder / Path(given).expanduser())
    if not guarded_block(text):
        return opening_of(text)
    return _tried("Passphrase of that key", lambda passphrase: opening_of(text, passphrase))


def _tried(ask: str, opens: Callable[[str], Opening]) -> Opening:
    """What is typed unseen opens; a slip of the fingers may be mended twice."""
    from notewizard.terminal.report import say
    from notewizard.terminal.unseen import ask_unseen, nothing_shown

    with nothing_shown():
        for _ in range(TRIES - 1):
            try:
                return opens(ask_unseen(ask))
            except Refused as slip:
                say(f"{slip.what} {slip.hint}".strip())
        return opens(ask_unseen(ask))


def _key_file(path: Path) -> str:
    try:
        data = read_whole(path, MOST_KEY_BYTES)
    except OSError as error:
        raise NotKept(f"The key cannot be read: {plain_reason(error)}.", where=str(path)) from error
    return data.decode("utf-8", "replace")
