"""Go on with an interrupted note, in the middle of the word."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from notewizard.commands.apart import another_key
from notewizard.commands.desk import Desk, desk_of, is_away
from notewizard.commands.filed.locked import refuse_signed
from notewizard.commands.new import practice_for, screen_for, tell_of_rules
from notewizard.commands.owing.draft_lines import begun_said, client_said, practice_of
from notewizard.commands.walking import coach
from notewizard.commands.world import World
from notewizard.errors import Failure, Refused
from notewizard.records.ids import check_id
from notewizard.terminal.screen import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notewizard.commands.walking.coach import Coach
    from notewizard.records.draft import Draft
    from notewizard.records.drafts import DraftSummary
    from notewizard.records.practice import Practice
    from notewizard.terminal.screen import Screen

EXAMPLES = """\
examples:
  notewizard resume             the one draft, or asks which
  notewizard resume 3f9a1c2b    that draft
  notewizard resume smith       the draft of that client, by id, name or the word their file names use
  notewizard resume --key -     an encrypted one, with the recovery key: your own is not at hand
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("draft", metavar="DRAFT", nargs="?", default="", help="id of a draft, or its client")
    another_key.arguments(parser)
    coach.arguments(parser)
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Open the draft, put everything back, and ask what is still open."""
    desk = desk_of(options, world)
    refuse_no_draft(desk, options.draft)
    taught = coach.coach_of(options, desk)
    with screen_for(desk, options.accessible) as screen:
        return resume(desk, screen, which_draft(desk, screen, options.draft), taught, options.key)


def which_draft(desk: Desk, screen: Screen, words: str = "") -> str:
    """The id of the draft that `words` name by its id or its client, or of the one the author picks."""
    drafts = drafts_meant(desk, words)
    if words and not drafts:
        return words
    if not drafts:
        raise Refused("There is no draft to go on with.", hint="Begin a note with: notewizard new")
    if len(drafts) == 1:
        return drafts[0].id
    newest = list(reversed(drafts))[:9]
    return screen.choose(
        "Which draft?", tuple(Choice(each.id, describe(each, desk), str(n)) for n, each in enumerate(newest, 1))
    )


def refuse_no_draft(desk: Desk, words: str) -> None:
    """`Refused` where `words` mean a signed note, or can mean no draft at all; before there is anybody to ask.

    That nothing stands at what may be an id is said where it is opened.
    """
    if not words or drafts_meant(desk, words):
        return
    refuse_signed(desk, words)
    try:
        check_id(words)
    except Refused:
        raise Refused(
            "There is no draft of this id, and no client with one of this name.",
            hint="List them with: notewizard drafts",
            not_done="Nothing was changed.",
        ) from None


def drafts_meant(desk: Desk, words: str = "") -> list[DraftSummary]:
    """The drafts that `words` may mean by id or client; all of them where there are no words."""
    drafts = [each for each in desk.state.drafts.list() if not each.damaged or each.client]
    if not words:
        return drafts
    return [each for each in drafts if each.id == words] or _drafts_of(words, drafts, desk)


def _drafts_of(words: str, drafts: Sequence[DraftSummary], desk: Desk) -> list[DraftSummary]:
    """The drafts of the clients that `words` may mean, each as the practice of its draft knows them."""
    found = []
    for draft in drafts:
        practice = practice_of(draft, desk)
        try:
            clients = practice.clients.find(words) if practice else ()
        except Failure:
            clients = ()  # a list that does not read is said where it is needed
        found += [draft] if draft.client in {each.id for each in clients} else []
    return found


def describe(draft: DraftSummary, desk: Desk) -> str:
    """A draft in one line, without a word of its answers: "c-1042 (Example), soap, begun 3:05 PM"."""
    client = client_said(draft.client, practice_of(draft, desk), as_files_do=True)
    return ", ".join(filter(None, (client, draft.format, begun_said(draft, desk.world.now()))))


def resume(desk: Desk, screen: Screen, draft_id: str, taught: Coach | None = None, key: str = "") -> int:
    """Go on with that draft; a signed one that never got into its folder is brought there.

    `key`: another one than this computer's that reads it where it is encrypted, as `unseal` takes it.
    """
    from notewizard.commands.apart.sealing import unseal
    from notewizard.commands.filed.detached import detached
    from notewizard.commands.filed.witness import witness_delivery
    from notewizard.commands.walking.going_on import go_on, taken_up
    from notewizard.commands.walking.later_walk import go_on as later_goes_on
    from notewizard.commands.walking.later_walk import is_later, resumed
    from notewizard.commands.walking.plan_walk import PlanSession, is_plan
    from notewizard.commands.walking.plan_walk import go_on as plan_goes_on
    from notewizard.commands.walking.what_waits import tell_what_waits
    from notewizard.records.finish import waiting_note
    from notewizard.records.outbox import bring

    if brought := desk.bringing.brought(draft_id):
        screen.say(f"This note was signed already. Kept: {brought.path}", "good")
        tell_what_waits(desk, screen)
        return 0
    unseal(desk, draft_id, key)
    draft = desk.state.drafts.open(draft_id)
    try:
        practice = practice_of_draft(draft, desk, screen)
        if waiting := waiting_note(draft.entries(), draft.path):
            kept = bring(desk.state, draft, practice, waiting)
            screen.say(f"This note was signed already. Kept: {kept.path}", "good")
            draft.close()
            for line in (witness_delivery(desk.world, practice.root, kept), detached(practice, kept, desk.world)):
                if line:
                    screen.say(line, "warn")
            tell_what_waits(desk, screen)
            return 0
        client = practice.clients.get(draft.client)
        if is_plan(draft):
            return plan_goes_on(PlanSession(desk, practice, screen, draft, client))
        if is_later(draft):
            return later_goes_on(resumed(desk, practice, screen, draft))
    except BaseException:
        draft.close()
        raise
    tell_of_rules(desk, screen)
    return go_on(taken_up(desk, practice, screen, draft, taught))


def practice_of_draft(draft: Draft, desk: Desk, screen: Screen) -> Practice:
    """The practice the draft was begun in, wherever the command is called; the one here, where it moved here."""
    from notewizard.records.moved_practice import practice_now
    from notewizard.records.practice import find_practice
    from notewizard.records.right_chart import must_be_the_same

    now = practice_now(draft.entries(), desk.practice)
    found = find_practice(now.root) if now is not None else None
    if found is not None:
        must_be_the_same(desk.state, found, draft.entries())
        desk.__dict__["practice"] = found
        return found
    if now is not None:
        raise is_away(desk.state, now.root)
    return practice_for(desk, screen)
