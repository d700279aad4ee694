"""A walk from where its draft stands: begun now, taken up again, or gone on with where another was to be begun."""

from __future__ import annotations

from notewizard.commands.apart.sealing import unseal
from notewizard.commands.desk import Desk
from notewizard.commands.filed.co_signature_due import co_signature_due
from notewizard.commands.filed.detached import detached
from notewizard.commands.owing.draft_lines import client_said
from notewizard.commands.walking.client_folder import with_folder
from notewizard.commands.walking.coach import Coach
from notewizard.commands.walking.group_session import next_member
from notewizard.commands.walking.kept_draft import draft_stays
from notewizard.commands.walking.session import Session
from notewizard.commands.walking.signing import finish
from notewizard.commands.walking.what_waits import tell_what_waits
from notewizard.errors import Refused
from notewizard.records.draft import Draft
from notewizard.records.drafts import is_signed
from notewizard.records.practice import Practice
from notewizard.terminal.screen import Screen


def go_on_with(desk: Desk, practice: Practice, screen: Screen, draft_id: str, taught: Coach | None = None) -> int:
    """Go on with this draft of a progress note of that practice, which is not signed."""
    unseal(desk, draft_id, "")
    draft = desk.state.drafts.open(draft_id)
    return go_on(taken_up(desk, practice, screen, draft, taught))


def taken_up(desk: Desk, practice: Practice, screen: Screen, draft: Draft, taught: Coach | None = None) -> Session:
    """The session of this draft, in the format that it was begun in; closes the draft where it cannot go on.

    `Refused` where it is signed by now: what was answered from here on would go with it when it is brought.
    """
    try:
        if is_signed(draft.entries()):
            raise Refused(
                "This note was signed meanwhile.",
                hint=f"Where it is: notewizard deliver {draft.id}",
                not_done="Nothing was asked.",
            )
        form = desk.format_begun(draft)
        client = with_folder(desk, practice, screen, practice.clients.get(draft.client))
        session = Session(desk, practice, screen, draft, client, form, taught)
        screen.say(f"The note for {client_said(client.id, practice, as_files_do=True)} goes on.")
    except BaseException:
        draft.close()
        raise
    for damage in draft.damage:
        screen.say(f"{damage.size} bytes of this draft could not be read; they are kept in {damage.path}.", "warn")
    for path in desk.state.in_editors():
        screen.say(f"An editor had an answer open when the program ended. What it saved is in {path.parent}.", "warn")
    return session


def go_on(session: Session) -> int:
    """Walk, last screen, kept; a stop keeps the draft and says how to go on."""
    with draft_stays(session.draft, session.typing):
        state = session.walk()
        kept = finish(session, state)
    try:
        if session.coach is not None:
            session.coach.show(session.screen)
    finally:
        # Said last, where it is still seen below the page, and said whatever became of the page.
        session.screen.say(f"Kept: {kept.path}", "good")
    if due := co_signature_due(state.answers):
        session.screen.say(due)
    if next_line := next_member(state.answers):
        session.screen.say(next_line)
    if lacking := detached(session.practice, kept, session.desk.world):
        session.screen.say(lacking, "warn")
    for leftover in kept.leftovers:
        session.screen.say(f"The note is safe. This could not be cleared away: {leftover}", "warn")
    tell_what_waits(session.desk, session.screen)
    if session.coach is not None:
        session.coach.write(session.screen)
    return 0
