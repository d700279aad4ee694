"""Notes that are not finished yet: list them, show one, move it to another client, discard it, restore it."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from notewizard.commands.apart import another_key
from notewizard.commands.confirming import UNCHANGED, make_sure
from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk, desk_of, is_away
from notewizard.commands.filed.waiting_notes import still_waiting
from notewizard.commands.filed.witness import witness
from notewizard.commands.one_client import client_named
from notewizard.commands.owing.draft_lines import (
    answers_of,
    client_said,
    draft_line,
    draft_object,
    practice_of,
    typing_of,
)
from notewizard.commands.verbs import add_json, verbs
from notewizard.commands.world import World
from notewizard.errors import NotKept, Refused
from notewizard.records.drafts import DraftSummary
from notewizard.records.later import LATER
from notewizard.records.moved_practice import root_of
from notewizard.terminal.columns import UNBOUNDED, columns_of, fitted
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

EXAMPLES = """\
examples:
  notewizard drafts                            every draft on this computer, without a word of what is in it
  notewizard drafts show 3f9a1c2b              its answers
  notewizard drafts move 3f9a1c2b c-1042       it was begun for the wrong client
  notewizard drafts discard 3f9a1c2b           out of the way; `drafts restore` brings it back
"""
VERBS = {
    "list": "list the drafts on this computer",
    "show": "print what is answered in a draft",
    "move": "let a draft belong to another client",
    "discard": "put a draft out of the way",
    "restore": "bring a discarded draft back",
}


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parsers = verbs(parser, VERBS)
    add_json(parser, parsers["list"], parsers["show"])
    for name in ("show", "move", "discard", "restore"):
        parsers[name].add_argument("draft", metavar="ID", help="as `notewizard drafts` lists it")
    another_key.arguments(parsers["show"])
    parsers["move"].add_argument("client", metavar="CLIENT", help="id or name of a client of the practice")
    for name in ("move", "discard"):
        parsers[name].add_argument("--yes", action="store_true", help="ask nothing")


def run(options: Namespace, world: World) -> int:
    """Do what the verb says."""
    desk = desk_of(options, world)
    if options.verb == "list":
        return _list(desk, options.json)
    if options.verb == "restore":
        return _restore(desk, options.draft)
    if options.verb == "show":
        return _show(_draft_opened(desk, options.draft, options.key), options.json)
    draft = _draft(desk, options.draft)
    _not_signed(draft)
    if options.verb == "move":
        return _move(desk, draft, options.client, options.yes)
    return _discard(desk, draft, options.yes)


def _list(desk: Desk, as_json: bool) -> int:
    """Every draft, the damaged and the discarded ones too; exit 4 when something cannot be read."""
    drafts, discarded, aside = desk.state.drafts.list(), desk.state.drafts.discarded(), desk.state.drafts.kept_aside()
    if as_json:
        results = [draft_object(each) for each in drafts] + [
            {**draft_object(each), "discarded": True} for each in discarded
        ]
        data(json.dumps({"schema": 1, "results": results}, indent=1) + "\n")
    else:
        now = desk.world.now()
        data(f"{counted(len(drafts), 'draft')} on this computer.\n".capitalize())
        columns = columns_of(desk.world.environ, UNBOUNDED)

        def rows(those: Iterable[DraftSummary]) -> str:
            return "".join(f"{row}\n" for each in those for row in fitted(f"  {draft_line(each, desk, now)}", columns))

        data(rows(drafts))
        if any(not each.signed for each in drafts):
            data("Go on with one: notewizard resume ID\n")
        if waiting := still_waiting(desk.state):
            data(f"{waiting}\n")
        if discarded:
            data(f"Discarded:\n{rows(discarded)}")
            data("Bring one back: notewizard drafts restore ID\n")
    for each in (*drafts, *discarded):
        if each.damaged:
            say(f"The draft {each.id} is damaged. {each.damaged} What can be read is kept. ({each.path})")
    for path in aside:
        say(f"Bytes of a draft that could not be read are kept in {path}.")
    return 4 if any(each.damaged for each in drafts) else 0


def _draft(desk: Desk, draft_id: str) -> DraftSummary:
    found = [each for each in desk.state.drafts.list() if each.id == draft_id]
    if found:
        return found[0]
    if any(each.id == draft_id for each in desk.state.drafts.discarded()):
        hint = f"It was discarded. Bring it back with: notewizard drafts restore {draft_id}"
    else:
        hint = "List them with: notewizard drafts"
    raise Refused("There is no draft of that id.", where=str(desk.state.drafts.folder), hint=hint, not_done=UNCHANGED)


def _draft_opened(desk: Desk, draft_id: str, key: str) -> DraftSummary:
    """The draft with its words; asks for the passphrase where they are closed and the key has one."""
    _draft(desk, draft_id)
    from notewizard.commands.apart.sealing import unseal

    unseal(desk, draft_id, key)
    return _draft(desk, draft_id)


def _show(draft: DraftSummary, as_json: bool) -> int:
    """The answers as `key: text`, and what was being typed; exit 4 when something in it cannot be read."""
    answers, typed = answers_of(draft), typing_of(draft)
    if as_json:
        result: dict[str, Any] = {**draft_object(draft), "contents": dict(answers), "typing": dict(typed)}
        data(json.dumps({"schema": 1, "results": [result]}, indent=1) + "\n")
    else:
        data("".join(show(f"{key}: {_indented(text)}\n") for key, text in answers))
        data("".join(show(f"{key} (being typed): {_indented(text)}\n") for key, text in typed))
        if not answers and not typed:
            say("Nothing is answered in it yet.")
    if draft.damaged:
        say(f"This draft is damaged. {draft.damaged} What can be read is shown. ({draft.path})")
    return 4 if draft.damaged else 0


def _indented(text: str) -> str:
    return text.rstrip("\n").replace("\n", "\n    ")


def _not_signed(draft: DraftSummary) -> None:
    if draft.signed:
        raise Refused(
            "This note is signed and waits to get into its folder.",
            hint=f"Bring it there with: notewizard deliver {draft.id}",
            not_done=UNCHANGED,
        )


def _move(desk: Desk, draft: DraftSummary, words: str, yes: bool) -> int:
    """The draft belongs to the client that `words` name, after both clients were named and confirmed."""
    practice = practice_of(draft, desk)
    if practice is None and (root := root_of(draft.entries)) is not None:
        raise is_away(desk.state, root)  # the clients of another one have other ids
    practice = practice or desk.practice_here()
    client = client_named(practice, words, UNCHANGED)
    before, after = client_said(draft.client, practice), client_said(client.id, practice)
    if client.id == draft.client:
        raise Refused(f"The draft belongs to {after} already.", not_done=UNCHANGED)
    if draft.format in LATER:
        raise Refused(
            "This is a draft about a note, and belongs where that note is.",
            hint=f"If it is the wrong note: notewizard drafts discard {draft.id}",
            not_done=UNCHANGED,
        )
    note = "Its answers go along: read each of them again before you sign."
    make_sure(f"Move the draft from {before} to {after}?", note, desk.world, yes=yes)
    desk.state.drafts.move(draft.id, client.id, desk.world.now().isoformat(timespec="seconds"))
    say(f"Moved from {before} to {after}.\n{note}")
    return 0


def _discard(desk: Desk, draft: DraftSummary, yes: bool) -> int:
    make_sure(f"Discard this draft? {draft_line(draft, desk, desk.world.now())}", "", desk.world, yes=yes)
    desk.state.drafts.discard(draft.id, desk.world.now().isoformat(timespec="seconds"))
    practice = practice_of(draft, desk)
    owed = witness(replace(desk, chosen=str(practice.root)), "discard", why=f"draft {draft.id}") if practice else ""
    say(f"Discarded, not destroyed. Bring it back with: notewizard drafts restore {draft.id}")
    if owed:
        say(owed)
    return 0


def _restore(desk: Desk, draft_id: str) -> int:
    if not any(each.id == draft_id for each in desk.state.drafts.discarded()):
        raise Refused(
            "There is no discarded draft of that id.", hint="List them with: notewizard drafts", not_done=UNCHANGED
        )
    if any(each.id == draft_id for each in desk.state.drafts.list()):
        raise NotKept(
            "A draft of that id is there already.", hint="List them with: notewizard drafts", not_done=UNCHANGED
        )
    desk.state.drafts.restore(draft_id)
    say(f"The draft is back. Go on with: notewizard resume {draft_id}")
    return 0
