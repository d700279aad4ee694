"""The passphrase before the clinician's own key: set, changed, taken away. It is typed, never a word of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notewizard.commands.apart.place import keys_here, opened
from notewizard.commands.apart.witnessing import witnessed
from notewizard.errors import AuthorStopped
from notewizard.records.key_change import change_passphrase
from notewizard.terminal.screen import Choice

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.records.keys import Keys
    from notewizard.terminal.screen import Screen

GUARD = (
    "A passphrase guards your key on this computer. It is asked for when you read, never when you write. Without one, "
    "whoever can use your account on this computer can read your process notes."
)
NONE = "Without a passphrase: this computer's account is the only lock before your process notes."
NOT_DONE = "Your keys are as they were."
SHORTEST = 8
"""Characters of a passphrase."""
_SET = (Choice("set", "set a passphrase", "s"), Choice("leave", "leave it without one", "l"))
_OTHER = (
    Choice("set", "another passphrase", "a"),
    Choice("take", "none any more", "n"),
    Choice("leave", "leave it as it is", "l"),
)
_EARLIER = "Copies of keys.txt in backups from before still open {how}: make a new backup, and destroy those."


def change(desk: Desk, screen: Screen) -> int:
    """Ask for the passphrase there is, then what to do; the key file is changed in one step, and tried before."""
    keys = keys_here(desk)
    opening = opened(keys)
    said = f"Your key is {'guarded by a passphrase' if keys.guarded else 'without a passphrase'}. {GUARD}"
    what = screen.choose("What shall be done?", _OTHER if keys.guarded else _SET, said)
    if what == "leave":
        screen.say(NOT_DONE)
        return 0
    try:
        passphrase = asked_twice(screen, NOT_DONE) if what == "set" else ""
    except AuthorStopped:
        raise AuthorStopped(f"Stopped. {NOT_DONE}", hint="Begin again with: notewizard process passphrase") from None
    change_passphrase(desk.state, keys, opening, passphrase)
    screen.say(_done(keys, passphrase), "good" if passphrase else "warn")
    if owed := witnessed(desk, "passphrase"):
        screen.say(owed, "warn")
    return 0


def _done(before: Keys, passphrase: str) -> str:
    if not passphrase:
        return f"The passphrase is taken away. {NONE}"
    done = "The passphrase is changed" if before.guarded else "The passphrase is set"
    how = "with the earlier one" if before.guarded else "without one"
    forgotten = "If you forget it, the recovery key reads, and `notewizard process renew --key -` makes new keys."
    return f"{done}, and your key opened with it.\n{_EARLIER.format(how=how)}\n{forgotten}"


def asked_twice(screen: Screen, not_done: str) -> str:
    """A new passphrase, typed twice and not shown."""
    from notewizard.terminal.unseen import ask_unseen

    while True:
        first = ask_unseen("New passphrase", not_done)
        if len(first) < SHORTEST:
            screen.say(f"At least {SHORTEST} characters; several words are best.", "warn")
        elif ask_unseen("The same again", not_done) != first:
            screen.say("The two were not the same.", "warn")
        else:
            screen.say("One moment: closing a key with a passphrase takes a second or two.")
            return first
