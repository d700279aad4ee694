"""Walk through a new note."""

from __future__ import annotations

import gc
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from notewizard.commands.desk import Desk, desk_of, is_away
from notewizard.commands.walking import coach
from notewizard.commands.world import World
from notewizard.errors import Failure, NotKept
from notewizard.terminal.open import LOCK_AFTER, open_screen
from notewizard.terminal.still import keep_still

if TYPE_CHECKING:
    from datetime import date

    from notewizard.commands.walking.coach import Coach
    from notewizard.commands.walking.group_session import GroupSession
    from notewizard.interview.replay import Entry
    from notewizard.records.clients import Client
    from notewizard.records.practice import Practice
    from notewizard.terminal.screen import Screen

A_MOMENT = 0.08
"""Seconds left to the first question, to be drawn and to take what was typed ahead, before more is loaded."""
EXAMPLES = """\
examples:
  notewizard new                        asks for the client first
  notewizard new c-1042                 a client by id, name or the word their file names use
  notewizard new smith --format birp    the same walk, read as BIRP
  notewizard new c-3004 --group anx-11-20   one member's note; what the members share is asked once
  notewizard new smith --coach          each question taught, and a page of feedback after the signature
  notewizard new --accessible           plain numbered lines, nothing redrawn
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("client", metavar="CLIENT", nargs="?", default="", help="id or name of the client")
    parser.add_argument(
        "--format", metavar="F", default="", help="soap, dap, birp, narrative …, or your own: `notewizard formats`"
    )
    parser.add_argument("--group", metavar="ID", default="", help="a member's note of the group session of this id")
    coach.arguments(parser)
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Ask everything, show the note, take the signature, keep it."""
    desk = desk_of(options, world)
    if desk.practice is not None and (options.format or desk.defines_own):
        # Refused before anything is asked; without the word, and with nothing of their own, nothing is loaded yet.
        desk.format(options.format, desk.practice.settings().format)
    taught = coach.coach_of(options, desk)
    with screen_for(desk, options.accessible) as screen:
        return begin(desk, screen, options.client, options.format, options.group, taught=taught)


@contextmanager
def screen_for(desk: Desk, accessible: bool) -> Iterator[Screen]:
    """A screen on this terminal, warming up what the later questions need.

    Whoever leaves it is told what came of signed notes that waited, as far as that is known by then.
    """
    _ = desk.bringing  # one for all threads
    with open_screen(
        desk.world.environ,
        accessible=accessible,
        make_scratch=lambda text: desk.state.scratch_file(text.encode("utf-8", "surrogatepass")),
        warm=lambda: warm(desk),
        lock_after=lambda: lock_after(desk),
    ) as screen:
        try:
            yield screen
        except Failure:
            with suppress(OSError):  # the window may be gone
                for line in desk.bringing.said():
                    screen.say(line, "warn")
            raise


def lock_after(desk: Desk) -> float:
    """Minutes without a key after which a session locks itself, as config.toml says; 0: never."""
    try:
        settings = desk.practice.settings() if desk.practice is not None else None
    except Failure:
        settings = None  # said where the settings are needed
    return LOCK_AFTER if settings is None else settings.lock_after


def warm(desk: Desk) -> None:
    """Load what the questions after the first one need, while the clinician reads the first."""
    sleep(A_MOMENT)
    gc.disable()
    try:
        import notewizard.commands.walking.session
        import notewizard.commands.walking.signing  # noqa: F401 - for its imports

        if desk.practice is not None:
            _ = desk.renderer, desk.rules
    except Exception:
        # Whatever is wrong will be wrong again where it is needed, and is said there: never on the question's screen.
        pass
    finally:
        # What is loaded now stays: looking through all of it for garbage would hold up a key by 40 ms.
        keep_still()
        gc.enable()
    from notewizard.commands.filed.witness import witness_delivery

    desk.bringing.try_now(partial(witness_delivery, desk.world))


def begin(
    desk: Desk,
    screen: Screen,
    client_words: str,
    format_words: str,
    group_id: str = "",
    offered: date | None = None,
    taught: Coach | None = None,
) -> int:
    """A new note in the practice, which is set up first where there is none; of a group session where `group_id`.

    `offered` is the day that Enter takes.
    """
    from notewizard.commands.walking.client_folder import with_folder
    from notewizard.commands.walking.first_questions import ask_client, ask_date

    practice = practice_for(desk, screen)
    if not desk.is_near:
        screen.say(f"Notes go to {practice.root}.")
    client = ask_client(desk, practice, screen, client_words)
    if client_words and client_words != client.id:
        screen.say(f"A note for {client.name or client.label or client.id} ({client.id}).")
    client = with_folder(desk, practice, screen, client)
    group = _group(practice, screen, group_id) if group_id else None
    day = (group.day if group else "") or ask_date(desk, practice, screen, offered)
    return _walk(desk, practice, screen, client, format_words, day, group.entries if group else (), taught)


def _group(practice: Practice, screen: Screen, group_id: str) -> GroupSession:
    from notewizard.commands.walking.group_session import group_session

    return group_session(practice, screen, group_id)


def practice_for(desk: Desk, screen: Screen) -> Practice:
    """The practice; where there never was one, the first steps set one up."""
    if desk.practice is not None and desk.practice.dot.is_dir():
        return desk.practice
    if (away := desk.away) is not None:
        raise is_away(desk.state, away)
    from notewizard.commands.init import set_up

    folder = (desk.world.folder / desk.chosen).resolve() if desk.chosen else desk.world.home() / "Progress notes"
    practice = set_up(folder, desk, screen)
    desk.__dict__["practice"] = practice
    return practice


def tell_of_rules(desk: Desk, screen: Screen) -> None:
    """Which settings file does not hold, and which rule packs are left out, once a run."""
    if desk.practice is None:
        return
    from notewizard.commands.looking.stands_aside import stands_aside

    lines: list[str] = []
    with suppress(NotKept):  # a file that cannot be read is said where it is needed
        lines += [" ".join(each) for each in stands_aside(desk.practice)]
    if desk.practice.own("rules").is_dir():
        from notewizard.commands.looking.own_rules import said_of

        lines += said_of(desk.rules[1])
    for line in lines:
        if line not in desk.told:
            desk.told.add(line)
            screen.say(line, "warn")


def _walk(
    desk: Desk,
    practice: Practice,
    screen: Screen,
    client: Client,
    format_words: str,
    day: str,
    known: Sequence[Entry] = (),
    taught: Coach | None = None,
) -> int:
    from notewizard.commands.filed.plan_in_force import plan_now
    from notewizard.commands.walking.begun_already import draft_to_go_on_with
    from notewizard.commands.walking.going_on import go_on, go_on_with
    from notewizard.commands.walking.session import Session
    from notewizard.records.identity import begun_in
    from notewizard.records.last_practice import remember_practice
    from notewizard.records.outbox import written_records

    remember_practice(desk.state, practice.root)
    form = desk.format(format_words, practice.settings().format)
    # A broken template and a broken treatment plan are said before the first answer, not after the last.
    _ = desk.renderer, plan_now(practice, client.id, desk.library)
    for line in desk.library.overridden():
        screen.say(line)
    tell_of_rules(desk, screen)
    records = written_records(desk.state, practice)
    if begun := draft_to_go_on_with(desk, practice, screen, client, day, records):
        return go_on_with(desk, practice, screen, begun, taught)
    draft = desk.state.drafts.begin(client.id, form.id, desk.world.now().isoformat(timespec="seconds"))
    draft.append(
        {"kind": "answer", "key": "encounter.date", "writes": [[["encounter", "date"], day]]},
        begun_in(practice, desk.history.identify()),
        *(dict(each) for each in known),
    )
    session = Session(desk, practice, screen, draft, client, form, taught)
    session.__dict__["all_records"] = records  # read once
    return go_on(session)
