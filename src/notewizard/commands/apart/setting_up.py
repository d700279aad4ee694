"""Two keys, made once: the recovery key is shown, tried, and only then anything is encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.commands.apart.earlier import brought_beside
from notewizard.commands.apart.passphrase import GUARD, NONE, asked_twice
from notewizard.commands.apart.passphrase import NOT_DONE as AS_THEY_WERE
from notewizard.commands.apart.place import ADD_KEY, keys_here, opening_here, root_of
from notewizard.commands.apart.recovery_file import is_same_disk, keep_recovery, refuse_recovery_to
from notewizard.commands.apart.witnessing import witnessed
from notewizard.commands.counting import counted
from notewizard.errors import AuthorStopped, NotKept, Refused
from notewizard.records.durable import remove_quietly
from notewizard.records.key_change import take_over
from notewizard.records.key_text import in_groups
from notewizard.records.keys import NAME, NEEDS_EXTRA, NewKeys, add_extra, has_age, keep_keys, keys_of, new_keys
from notewizard.records.process_notes import ProcessNotes, ready_root
from notewizard.terminal.screen import Choice, Raw, Said, View

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.records.keys import Keys, Opening
    from notewizard.terminal.screen import Screen

ABOUT = (
    "Process notes are yours alone: your reactions, hunches, theory. They are kept apart from the record, encrypted.\n"
    "Two keys open them. Yours stays on this computer. The recovery key is shown once and stored nowhere: have pen and "
    "paper ready, or a password manager. With either key all your process notes can be read; without both, nobody "
    "can read them, you included.\n"
    "Nothing is encrypted before you have typed the recovery key back."
)
RENEWED = (
    "New keys take over from those of today: yours, and a recovery key to be written down as the first one was.\n"
    "What is closed to the keys of today stays as it is. Those are kept, closed to the new ones: with either new key "
    "everything from before can be read as well.\n"
    "A recovery key that somebody else may have found goes on opening what was written before, wherever they reach "
    "those files or a backup of them; nothing that you write from now on."
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
WHICH = "The paper from the day your keys were made: notewizard doctor says which day."


@dataclass
class SettingUp:
    """One set-up."""

    desk: Desk
    screen: Screen
    recovery_to: Path | None = None
    """A new file on another medium that the recovery key goes to as well."""

    before: Keys | None = None
    """The keys that the new ones take over from."""
    earlier: Opening | None = None
    """What opens whatever was closed to those."""

    def run(self) -> int:
        """Make the keys, have the recovery key tried, keep them. A stop at any point leaves everything as it was."""
        root = root_of(self.desk)
        self.screen.say(RENEWED if self.before else ABOUT)
        written = False
        try:
            passphrase = self._passphrase()
            made = new_keys(self.desk.world.now().date().isoformat(), passphrase)
            if self.recovery_to is not None:
                keep_recovery(self.recovery_to, made)
                written = True
            self._shown_and_tried(made)
            away = self._root_is_away(root)
            path = self._kept(made, passphrase)
        except BaseException as stop:
            if written and self.recovery_to is not None and not self._stands():
                remove_quietly(self.recovery_to)  # it opens nothing
            if isinstance(stop, AuthorStopped):
                begin = f"Begin again with: notewizard process {'renew' if self.before else 'setup'}"
                raise AuthorStopped(f"Stopped. {self._not_done}", hint=begin) from None
            raise
        self._done(made, path, root, away)
        return 0

    @property
    def _not_done(self) -> str:
        return AS_THEY_WERE if self.before else NOT_DONE

    def _root_is_away(self, root: Path) -> str:
        """Why the folder of the process notes is not there; keys are not made for a folder that cannot be."""
        try:
            ready_root(root)
        except NotKept as trouble:
            if self.before is None:
                raise
            return trouble.what  # new keys may be wanted in a hurry; what belongs there is brought later
        return ""

    def _kept(self, made: NewKeys, passphrase: str) -> Path:
        if self.before is None or self.earlier is None:
            return keep_keys(self.desk.state, made.keys)
        take_over(self.desk.state, self.before, made, self.earlier, passphrase)
        return self.desk.state.keys / NAME

    def _stands(self) -> bool:
        """Whether there may be the new keys on the disk now: what was said of them need not be all there is."""
        try:
            return keys_of(self.desk.state) not in (None, self.before)
        except NotKept:
            return True

    def _passphrase(self) -> str:
        """The passphrase, typed twice; empty where none is wanted, which is said."""
        if self.screen.choose("A passphrase for reading?", WAYS, GUARD) == "no":
            self.screen.say(NONE)
            return ""
        return asked_twice(self.screen, self._not_done)

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

    def _done(self, made: NewKeys, path: Path, root: Path, away: str) -> None:
        guarded = "guarded by your passphrase" if made.keys.guarded else "without a passphrase"
        complete = "The new keys have taken over." if self.before else "Set-up is complete."
        self.screen.say(f"The recovery key opens what your key closes. {complete}", "good")
        if self.recovery_to is not None and is_same_disk(self.recovery_to, path):
            said = (
                f"{self.recovery_to} is on the same disk as your key: both go when that disk goes. Move it elsewhere."
            )
            self.screen.say(said, "warn")
        self.screen.say(f"Your key: {path}, {guarded}.\nProcess notes go to {root}, encrypted.")
        if self.before:
            self._done_anew(away)
        elif held := len(ProcessNotes(root).held()):
            closed = f"{counted(held, 'process note')} there, closed to keys from before."
            self.screen.say(f"{closed} With one of those at hand: {ADD_KEY}", "warn")
        if owed := witnessed(self.desk, "renewed" if self.before else "set up"):
            self.screen.say(owed, "warn")
        self.screen.say("Write one with: notewizard process new. What to back up: notewizard doctor")

    def _done_anew(self, away: str) -> None:
        """What the new keys open, and which papers and backups still count."""
        if trouble := away or brought_beside(self.desk):
            self.screen.say(f"{trouble} `notewizard process` brings the keys from before there later.", "warn")
        self.screen.say(
            "Both new keys open what was written before, too. Make new backups now: of the state folder, and with "
            "notewizard process copy-to. Until then keep the earlier recovery key, and mark it as old."
        )


def renewal(desk: Desk, screen: Screen, given: str, recovery_to: Path | None) -> SettingUp:
    """New keys that take over; asks for the passphrase of today, or for the recovery key where `given` says so."""
    keys = keys_here(desk)
    refuse_recovery_to(desk, recovery_to)
    earlier = opening_here(desk, given)
    if not {keys.clinician, keys.recovery} & set(earlier.publics):
        raise Refused(
            "This key is neither yours nor the recovery key that belongs to it.", hint=WHICH, not_done=AS_THEY_WERE
        )
    return SettingUp(desk, screen, recovery_to, keys, earlier)


def refuse_set_up(desk: Desk, recovery_to: Path | None) -> None:
    """`Refused` before anything is asked: the library is missing, keys are there, a place that will not do."""
    if not has_age():
        raise Refused(f"{NEEDS_EXTRA}.", hint=add_extra(), not_done=NOT_DONE)
    keys = keys_of(desk.state)
    if keys is not None:
        raise Refused(
            f"Keys are set up on this computer already, since {keys.made}.",
            where=str(desk.state.keys),
            hint="New ones that take over from them: notewizard process renew",
            not_done="They were not touched.",
        )
    refuse_recovery_to(desk, recovery_to)
