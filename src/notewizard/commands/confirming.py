"""A yes before something is done that the author may not have meant."""

from __future__ import annotations

from notewizard.commands.world import World
from notewizard.errors import Refused, WrongWords
from notewizard.terminal.screen import Choice


def make_sure(ask: str, note: str, world: World, *, yes: bool) -> None:
    """Returns after a yes, on the command line or on the screen; `Refused` after a no."""
    if yes:
        return
    if not world.is_interactive():
        raise WrongWords("There is nobody to ask here.", hint="To be asked nothing, add --yes.", not_done=UNCHANGED)
    from notewizard.terminal.open import open_screen

    with open_screen(world.environ) as screen:
        answer = screen.choose(ask, (Choice("yes", "yes", "y"), Choice("no", "no", "n")), note)
    if answer != "yes":
        raise Refused("Left as it was.", not_done=UNCHANGED)


UNCHANGED = "Nothing was changed."
