"""Finish a draft that waits: what is still open, then the last screen and the signature."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notewizard.commands.apart import another_key
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.world import World
from notewizard.errors import Failure, Refused, WrongWords
from notewizard.terminal.report import say

if TYPE_CHECKING:
    from notewizard.terminal.screen import Screen

EXAMPLES = """\
examples:
  notewizard sign                              the one draft, or asks which
  notewizard sign 3f9a1c2b                     straight to the last screen; what is open is asked first
  notewizard sign 3f9a1c2b --as "Dana Whitfield"     a whole draft, without a question
  notewizard sign --detached                   the ssh signatures that notes brought later by themselves still lack
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("draft", metavar="DRAFT", nargs="?", default="", help="id of a draft, or its client")
    parser.add_argument("--as", dest="name", metavar="NAME", default="", help="sign as its author; ask nothing")
    another_key.arguments(parser)
    parser.add_argument("--detached", action="store_true", help="make the detached signatures that are missing")
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Open the draft and finish it."""
    from notewizard.commands.resume import refuse_no_draft, resume, which_draft

    desk = desk_of(options, world)
    if options.detached:
        return _detached(desk, options)
    refuse_no_draft(desk, options.draft)
    if options.name:
        return _at_once(desk, options.draft, options.name, options.key)
    from notewizard.commands.new import screen_for

    with screen_for(desk, options.accessible) as screen:
        chosen = which_draft(desk, screen, options.draft)
        _refuse_plan(desk, chosen)
        return resume(desk, screen, chosen, key=options.key)


def _detached(desk: Desk, options: Namespace) -> int:
    from notewizard.commands.filed.missing_signatures import sign_missing
    from notewizard.commands.filed.waiting_notes import say_what_waits

    if options.draft or options.name:
        raise WrongWords(
            "--detached goes alone: it is about notes that are signed already.",
            hint="notewizard sign --detached",
            not_done="Nothing was signed.",
        )
    code = sign_missing(desk)
    say_what_waits(desk.state)
    return code


def _refuse_plan(desk: Desk, draft_id: str) -> None:
    from notewizard.commands.walking.plan_walk import FORMAT

    if any(each.id == draft_id and each.format == FORMAT for each in desk.state.drafts.list()):
        raise Refused(
            "A treatment plan is kept, not signed.",
            hint=f"Go on with it: notewizard resume {draft_id}",
            not_done="Nothing was changed.",
        )


def _at_once(desk: Desk, words: str, name: str, key: str) -> int:
    from notewizard.commands.apart.sealing import unseal
    from notewizard.commands.filed.detached import detached
    from notewizard.commands.filed.waiting_notes import say_what_waits
    from notewizard.commands.resume import practice_of_draft
    from notewizard.commands.walking.later_at_once import sign_later_at_once
    from notewizard.commands.walking.later_walk import is_later, resumed, said_of_kept
    from notewizard.commands.walking.session import Session
    from notewizard.commands.walking.sign_at_once import NobodyToAsk, sign_at_once
    from notewizard.records.finish import waiting_note

    screen: Screen = NobodyToAsk()
    draft_id = _the_draft(desk, words)
    _refuse_plan(desk, draft_id)
    unseal(desk, draft_id, key)
    draft = desk.state.drafts.open(draft_id)
    try:
        practice = practice_of_draft(draft, desk, screen)
        if waiting_note(draft.entries(), draft.path):
            raise Refused(
                "This note is signed already and waits to get into its folder.",
                hint=f"Bring it there with: notewizard deliver {draft.id}",
                not_done="Nothing was changed.",
            )
        if is_later(draft):
            session = resumed(desk, practice, screen, draft)
            for line in said_of_kept(session.work, sign_later_at_once(session, name)):
                say(line)
            say_what_waits(desk.state)
            return 0
        form = desk.format_begun(draft)
        noted = Session(desk, practice, screen, draft, practice.clients.get(draft.client), form)
        kept = sign_at_once(noted, name)
    except Failure as failure:
        if not failure.hint:
            failure.hint = f"The draft is kept: notewizard sign {draft_id}"
        raise
    finally:
        draft.close()
    say(f"Kept: {kept.path}")
    if lacking := detached(practice, kept, desk.world):
        say(lacking)
    for leftover in kept.leftovers:
        say(f"The note is safe. This could not be cleared away: {leftover}")
    say_what_waits(desk.state)
    return 0


def _the_draft(desk: Desk, words: str) -> str:
    """The one draft that is meant; who asks nothing has to name it where there are several."""
    from notewizard.commands.resume import drafts_meant

    found = drafts_meant(desk, words)
    if len(found) > 1:
        raise WrongWords(
            "Which draft?", hint=f"Name one: {', '.join(each.id for each in found)}", not_done="Nothing was signed."
        )
    if not found and words:
        return words
    if not found:
        raise Refused("There is no draft to sign.", hint="Begin a note with: notewizard new")
    return found[0].id
