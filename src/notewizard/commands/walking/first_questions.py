"""The questions before the walk, asked with the standard library and the folder alone: which client, which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from notewizard.commands.desk import Desk
from notewizard.errors import AuthorStopped
from notewizard.interview.clock import NotRead, read_day, say_day
from notewizard.terminal.screen import Choice, Did, Offer, Raw, Said, View

if TYPE_CHECKING:
    from notewizard.records.clients import Client
    from notewizard.records.practice import Practice
    from notewizard.terminal.screen import Screen


def ask_client(desk: Desk, practice: Practice, screen: Screen, words: str = "", suggestion: str = "") -> Client:
    """The client of the note, chosen by the author; a new one is added only after a yes, and the history says so."""
    clients = practice.clients.all()
    offers = tuple(Offer(each.label or each.name or each.id, also=each.names()) for each in clients)

    def understood(raw: Raw) -> str:
        named = [each for each in clients if str(raw).strip().casefold() in {name.casefold() for name in each.names()}]
        said = f"{named[0].name or named[0].label} ({named[0].id})" if len(named) == 1 else ""
        return said if named and (named[0].name or named[0].label) else ""

    while True:
        if not words:
            view = View(
                "client",
                "line",
                "Client",
                why="An id, a name or the word your file names use; its beginning is enough where it means one client.",
                example="c-1042, Example, exa. A name that is not known yet is added, after you said yes.",
                offers=offers,
                suggestion=suggestion,
                understood=understood,
            )
            words = answer(screen, view)
        found = practice.clients.find(words)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            return _which(found, screen)
        if added := _new_client(desk, practice, screen, words):
            return added
        words = ""


def _which(found: tuple[Client, ...], screen: Screen) -> Client:
    choices = tuple(
        Choice(each.id, f"{each.name or each.label} ({each.id})", str(n)) for n, each in enumerate(found, 1)
    )
    chosen = screen.choose("Which of them?", choices)
    return next(each for each in found if each.id == chosen)


def _new_client(desk: Desk, practice: Practice, screen: Screen, words: str) -> Client | None:
    from notewizard.commands.filed.witness import change_clients
    from notewizard.records.clients import Client
    from notewizard.records.ids import check_id

    is_id = any(letter.isdigit() for letter in words) and " " not in words
    if is_id:
        check_id(words)
    id_ = words if is_id else practice.clients.next_id()
    answer = screen.choose(
        f"A new client, {id_}?",
        (Choice("yes", "yes", "y"), Choice("no", "no, ask again", "n")),
        note="There is no client by that name here.",
    )
    if answer != "yes":
        return None
    name = "" if is_id else " ".join(words.split())
    folder = id_ if practice.settings().layout == "folder-per-client" else ""
    client = Client(id=id_, name=name, label=_label(name), folder=folder)
    if owed := change_clients(desk, "client added", lambda: practice.clients.add(client)):
        screen.say(owed, "warn")
    return client


def _label(name: str) -> str:
    """The surname: the word before the comma, or the last word."""
    head = name.partition(",")[0] if "," in name else name
    return head.split()[-1] if head.split() else ""


def ask_date(desk: Desk, practice: Practice, screen: Screen, offered: date | None = None) -> str:
    """The day of the session, as an ISO date; Enter takes the day that is offered, or else today."""
    today = desk.world.now().date()
    order = practice.settings().date_order

    def judge(raw: Raw) -> str:
        try:
            day = _day(str(raw), today, order)
        except NotRead as why:
            return str(why)
        return "That day is still to come. A note is about a session that took place." if day > today else ""

    def understood(raw: Raw) -> str:
        try:
            said = say_day(_day(str(raw), today, order))
        except NotRead:
            return ""
        return said if said != raw else ""

    view = View(
        "encounter.date",
        "date",
        "Date of the session",
        place="1 of 8 · Session",
        suggestion=say_day(offered or today),
        why="The day the session took place; the day of writing is kept beside it.",
        example="Nov 20, yesterday, fri, 2026-11-20",
        judge=judge,
        understood=understood,
    )
    return _day(answer(screen, view), today, order).isoformat()


def _day(text: str, today: date, order: str) -> date:
    head, comma, rest = text.partition(", ")
    return read_day(rest if comma and head.isalpha() and rest[:1].isalpha() else text, today, order)


def answer(screen: Screen, view: View) -> str:
    """What the author says to a question that has to be answered, without spaces around it."""
    while True:
        outcome = screen.ask(view)
        if isinstance(outcome, Said) and isinstance(outcome.raw, str) and outcome.raw.strip():
            return outcome.raw.strip()
        if isinstance(outcome, Did) and outcome.what == "save":
            raise AuthorStopped("Nothing was begun yet.")
        if isinstance(outcome, Did):
            screen.say("This is the first question.")
