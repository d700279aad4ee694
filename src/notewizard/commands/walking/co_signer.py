"""Who sits there when a co-signature is asked for: the supervisor whom the note names, and nobody else."""

from __future__ import annotations

from notewizard.commands.filed.parent import NOTHING
from notewizard.commands.walking.later_work import LaterWork
from notewizard.errors import AuthorStopped
from notewizard.note.people import is_named, printed_name
from notewizard.records.later import CO_SIGNATURE
from notewizard.terminal.screen import Did, Raw, Said, Screen, View


def ask_who_co_signs(work: LaterWork, screen: Screen) -> None:
    """Returns once it is known to be the supervisor whom the note names; of any other later writing, at once.

    Where config.toml names the supervisor as its author, that is said and nothing is asked. Anywhere else, at a
    trainee's account most of all, the supervisor types their name before a word of the note is shown: `AuthorStopped`
    where nobody does. A name that is typed is a statement, as every signature here is, and no proof of who typed it.
    """
    if work.kind != CO_SIGNATURE:
        return
    supervisor, here = work.author, work.practice.settings().author
    named = printed_name(supervisor)
    if here.credential and is_named(supervisor, here.printed):
        screen.say(f"You co-sign as {named}: the author of config.toml, whom this note names as the supervisor.")
        return
    screen.say(
        f"The author of config.toml is {here.printed or 'nobody'}. "
        f"This note names {named} as the supervisor: only they co-sign it."
    )

    def judge(raw: Raw) -> str:
        if isinstance(raw, str) and is_named(supervisor, raw):
            return ""
        return f"Only {named} co-signs this note: type that name. Anybody else leaves it with Ctrl-C."

    view = View(
        key="co_signer",
        kind="line",
        ask="Who co-signs? Type your name",
        why="Whoever types it says that they are that person. The history and the co-signature name them.",
        example=str(supervisor.name),
        judge=judge,
    )
    while True:
        try:
            outcome = screen.ask(view)
        except AuthorStopped:
            raise _nobody(named) from None
        if isinstance(outcome, Did) and outcome.what == "save":
            raise _nobody(named)
        if isinstance(outcome, Said) and isinstance(outcome.raw, str) and is_named(supervisor, outcome.raw):
            return


def _nobody(named: str) -> AuthorStopped:
    return AuthorStopped(
        f"Nothing was co-signed: only {named}, whom this note names as the supervisor, co-signs it.",
        hint="They type their name when it is asked for: notewizard cosign NOTE",
        not_done=NOTHING,
    )
