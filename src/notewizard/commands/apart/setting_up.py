"""Two keys, made once: the recovery key is shown, tried, and only then anything is encrypted."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.commands.apart.place import root_of
from notewizard.errors import AuthorStopped, NotKept, Refused
from notewizard.records.durable import or_not_kept, remove_quietly
from notewizard.records.keys import NEEDS_EXTRA, NewKeys, add_extra, has_age, in_groups, keep_keys, keys_of, new_keys
from notewizard.records.process_notes import ready_root, refuse_root
from notewizard.records.publish import publish
from notewizard.terminal.screen import Choice, Raw, Said, View

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.terminal.screen import Screen

ABOUT = (
    "Process notes are yours alone: your reactions, hunches, theory. They are kept apart from the record, encrypted.\n"
    "Two keys open them. Yours stays on this computer. The recovery key is shown once and stored nowhere: have pen and "
    "paper ready, or a password manager. With either key all your process notes can be read; without both, nobody "
    "can read them, you included.\n"
    "Nothing is encrypted before you have typed the recovery key back."
)
GUARD = (
    "A passphrase guards your key on this computer. It is asked for when you read, never when you write. Without one, "
    "whoever can use your account on this computer can read your process notes."
)
WAYS = (Choice("yes", "yes, with a passphrase", "y"), Choice("no", "no, without one", "n"))
PAGE = """\
This is shown once. Write it down, on paper or in a password manager, and keep it away from this computer.

{key}

Blanks and small letters do not matter. The letters B, I and O and the digit 1 are in none of its groups.
On the next page it is asked for."""
ASK_WHY = (
    "Set-up is complete when the key that you wrote down has opened something. Shift-Tab (or :back) shows it again."
)
NOT_DONE = "Nothing is set up, and nothing is encrypted."
SHORTEST = 8
"""Characters of a passphrase."""


@dataclass
class SettingUp:
    """One set-up."""

    desk: Desk
    screen: Screen
    recovery_to: Path | None = None
    """A new file on another medium that the recovery key goes to as well."""

    def run(self) -> int:
        """Make the keys, have the recovery key tried, keep them. A stop at any point leaves none."""
        refuse_set_up(self.desk, self.recovery_to)
        root = root_of(self.desk)
        self.screen.say(ABOUT)
        written = False
        try:
            made = new_keys(self.desk.world.now().date().isoformat(), self._passphrase())
            if self.recovery_to is not None:
                keep_recovery(self.recovery_to, made)
                written = True
            self._shown_and_tried(made)
            ready_root(root)
            path = keep_keys(self.desk.state, made.keys)
        except BaseException as stop:
            if written and self.recovery_to is not None and not self._stands():
                remove_quietly(self.recovery_to)  # it opens nothing
            if isinstance(stop, AuthorStopped):
                raise AuthorStopped(f"Stopped. {NOT_DONE}", hint="Begin again with: notewizard process setup") from None
            raise
        self._done(made, path, root)
        return 0

    def _stands(self) -> bool:
        """Whether there may be keys on the disk now: what was said of them need not be all there is."""
        try:
            return keys_of(self.desk.state) is not None
        except NotKept:
            return True

    def _passphrase(self) -> str:
        """The passphrase, typed twice; empty where none is wanted, which is said."""
        from notewizard.terminal.unseen import ask_unseen

        if self.screen.choose("A passphrase for reading?", WAYS, GUARD) == "no":
            self.screen.say("Without a passphrase: this computer's account is the only lock before your process notes.")
            return ""
        while True:
            first = ask_unseen("Passphrase", NOT_DONE)
            if len(first) < SHORTEST:
                self.screen.say(f"At least {SHORTEST} characters; several words are best.", "warn")
            elif ask_unseen("The same again", NOT_DONE) != first:
                self.screen.say("The two were not the same.", "warn")
            else:
                self.screen.say("One moment: closing a key with a passphrase takes a second or two.")
                return first

    def _shown_and_tried(self, made: NewKeys) -> None:
        """The recovery key on a page that leaves nothing behind, then asked back until it opens the test."""
        self._show(made)
        while True:
            outcome = self.screen.ask(self._view(made))
            self._wiped()
            if isinstance(outcome, Said):
                return
            if outcome.what == "save":
                raise AuthorStopped("The set-up was left.")
            self._show(made)

    def _show(self, made: NewKeys) -> None:
        also = f"\n\nIt stands in {self.recovery_to}, too." if self.recovery_to else ""
        page = PAGE.format(key="\n".join(f"    {line}" for line in in_groups(made.recovery_secret)))
        self.screen.read("Recovery key of your process notes", page + also)
        self._wiped()

    def _wiped(self) -> None:
        from notewizard.terminal.open import terminal_stream
        from notewizard.terminal.wiping import wipe

        if not wipe(terminal_stream(), self.desk.world.environ):
            self.screen.say("This window cannot be wiped: close it afterwards, the key stays in what scrolled by.")

    def _view(self, made: NewKeys) -> View:
        def judge(raw: Raw) -> str:
            if not str(raw).strip():
                return "Nothing is taken by Enter alone."
            try:
                return "" if made.is_recovery(str(raw)) else "That is a key, but not this one."
            except (Refused, NotKept) as why:
                return made.differs_in(str(raw)) or f"{why.what} {why.hint}"

        return View(
            "process.recovery",
            "line",
            "Type or paste the recovery key",
            place="Setting up",
            note=ASK_WHY,
            why=ASK_WHY,
            judge=judge,
            secret=True,
        )

    def _done(self, made: NewKeys, path: Path, root: Path) -> None:
        guarded = "guarded by your passphrase" if made.keys.guarded else "without a passphrase"
        self.screen.say("The recovery key opens what your key closes. Set-up is complete.", "good")
        if self.recovery_to is not None and is_same_disk(self.recovery_to, path):
            said = (
                f"{self.recovery_to} is on the same disk as your key: both go when that disk goes. Move it elsewhere."
            )
            self.screen.say(said, "warn")
        self.screen.say(f"Your key: {path}, {guarded}.\nProcess notes go to {root}, encrypted.")
        self._witnessed()
        self.screen.say("Write one with: notewizard process new. What to back up: notewizard doctor")

    def _witnessed(self) -> None:
        """The history of the practice, where there is one, says that keys were made; never which."""
        if self.desk.practice is not None and self.desk.practice.dot.is_dir():
            from notewizard.commands.filed.witness import witness

            if owed := witness(self.desk, "keys", why="set up"):
                self.screen.say(owed, "warn")


def refuse_set_up(desk: Desk, recovery_to: Path | None) -> None:
    """`Refused` before anything is asked: the library is missing, keys are there, a place that will not do."""
    if not has_age():
        raise Refused(f"{NEEDS_EXTRA}.", hint=add_extra(), not_done=NOT_DONE)
    keys = keys_of(desk.state)
    if keys is not None:
        raise Refused(
            f"Keys are set up on this computer already, since {keys.made}.",
            where=str(desk.state.keys),
            not_done="They were not touched.",
        )
    if recovery_to is None:
        return
    refuse_root(recovery_to.parent)
    if any(recovery_to.is_relative_to(each) for each in (desk.state.root.resolve(), root_of(desk))):
        raise Refused(
            "The recovery key would lie beside what it is to save.",
            where=str(recovery_to),
            hint="Name a file on another medium: a memory stick, say.",
            not_done=NOT_DONE,
        )
    if recovery_to.exists() or not recovery_to.parent.is_dir():
        what = "There is a file of that name." if recovery_to.exists() else "There is no such folder."
        raise NotKept(what, where=str(recovery_to), hint="Name a new file.", not_done=NOT_DONE)


def keep_recovery(path: Path, made: NewKeys) -> None:
    """The recovery key is in a new file, as `age -i` reads it."""
    said = (
        f"# Recovery key of the process notes of a notewizard, made {made.keys.made}. Keep it away from the computer.\n"
    )
    publish(path.parent, path.name, f"{said}{made.recovery_secret}\n".encode("ascii"))


def is_same_disk(one: Path, other: Path) -> bool:
    """Whether two places lie on one disk, as far as the system says."""
    with or_not_kept("The folder cannot be read", one):
        return os.stat(one).st_dev == os.stat(other).st_dev
