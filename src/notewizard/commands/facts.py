"""The standing facts of a chart: show them, confirm them, change them; each change is a version of its own."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.world import World
from notewizard.errors import WrongWords
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

if TYPE_CHECKING:
    from datetime import date

    from notewizard.commands.filed.facts_on_file import Facts
    from notewizard.interview.on_file import OnFile
    from notewizard.records.clients import Client
    from notewizard.records.practice import Practice

EXAMPLES = """\
examples:
  notewizard facts c-1042             what stands in the chart, and what is to be asked again
  notewizard facts c-1042 --review    each fact: y still true, other words change it, - takes it out
  notewizard facts c-1042 --json      the same for a program
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("client", metavar="CLIENT", help="id or name of the client")
    parser.add_argument("--review", action="store_true", help="confirm, change and add facts, one by one")
    parser.add_argument("--json", action="store_true", help="the results as JSON")
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Show the facts, or go through them."""
    from notewizard.commands.filed.facts_on_file import facts_of, said_in
    from notewizard.commands.one_client import client_named
    from notewizard.records.later import OnRecord
    from notewizard.records.record import all_records

    desk = desk_of(options, world)
    practice = desk.practice_here()
    client = client_named(practice, options.client)
    if options.review and options.json:
        raise WrongWords("--json goes with what is shown, not with what is asked.", hint="Leave one of the two out.")
    facts = facts_of(practice, client.id, desk.library)
    records = [each for each in OnRecord.of(all_records(practice)[0]).notes() if each.client == client.id]
    held = facts.on_file(said_in(records, facts.kinds))
    if options.review:
        from notewizard.commands.new import screen_for
        from notewizard.commands.walking.facts_walk import FactsWalk

        last = max(records, key=lambda each: (each.date, each.id)).elements if records else {}
        with screen_for(desk, options.accessible) as screen:
            return FactsWalk(desk, practice, screen, client, facts, held, last).run()
    code = _show(desk, practice, client, facts, held, as_json=options.json)
    _viewed(desk, practice, client, facts)
    return code


def _viewed(desk: Desk, practice: Practice, client: Client, facts: Facts) -> None:
    """The history says that the facts were looked at, where there are some; and what waits is said."""
    from notewizard.commands.filed.facts_on_file import STANDING_FACTS
    from notewizard.commands.filed.waiting_notes import say_what_waits
    from notewizard.commands.filed.witness import witness

    path = practice.facts(client.id).path(facts.number)
    if facts.number and (owed := witness(desk, "view", path=path, why=STANDING_FACTS)):
        say(owed)
    say_what_waits(desk.state)


def _show(
    desk: Desk, practice: Practice, client: Client, facts: Facts, held: tuple[OnFile, ...], *, as_json: bool
) -> int:
    from notewizard.rendering import when

    today = desk.world.now().date()
    if as_json:
        path = str(practice.facts(client.id).path(facts.number)) if facts.number else ""
        results = [
            {**_object(each, today), "client": client.id, "path": path, "version": facts.number} for each in held
        ]
        data(json.dumps({"schema": 1, "results": results}, indent=1) + "\n")
        return 0
    lines = [f"Name: {client.name} (clients.toml)"] if client.name else []
    lines += [f"Birth date: {when.day(client.birth_date)} (clients.toml)"] if client.birth_date else []
    lines += [f"{each.kind.name}: {each.fact.text} ({_state(each, today)})" for each in held]
    if held:
        data(show("\n".join(lines) + "\n"))
    else:
        say(f"No standing facts of {client.id} are kept yet. Begin with: notewizard facts {client.id} --review")
    return 0


def _state(held: OnFile, today: date) -> str:
    from notewizard.interview.on_file import age

    again = "ended" if held.is_over(today) else "ask again" if held.is_old(today) else ""
    return ", ".join(filter(None, (held.dates(), age(held.confirmed, today), again)))


def _object(held: OnFile, today: date) -> dict[str, Any]:
    fact = held.fact.model_dump(mode="json", exclude_none=True)
    days = (today - held.confirmed).days
    return {
        **fact,
        "confirmed": held.confirmed.isoformat(),
        "days": days,
        "ask_again": held.is_old(today),
        "ended": held.is_over(today),
        "question": held.kind.question,
    }
