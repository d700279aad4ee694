"""A whole draft signed without a question: the same checks as on the last screen, and nothing let through there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from notewizard.checks.against_plan import CATEGORY as PLANNED
from notewizard.commands.counting import counted
from notewizard.commands.filed.co_signature_due import co_signature_due
from notewizard.commands.looking.findings import capped, refuse_what_stops
from notewizard.commands.walking.keeping import signature_of
from notewizard.commands.walking.session import Session
from notewizard.commands.walking.signing import page_of, with_reasons
from notewizard.commands.walking.still_to_come import still_to_come
from notewizard.errors import NameTaken, Refused, WrongWords
from notewizard.interview.replay import replayed
from notewizard.interview.state import Interview, fitting_answers, next_question, wording
from notewizard.note.note import Note
from notewizard.records.draft import Draft
from notewizard.records.finish import Kept, keep_note
from notewizard.terminal.report import say
from notewizard.terminal.screen import Choice, Did, Line, Said, View

NOT_SIGNED = "Nothing was signed; the draft is as it was."


class NobodyToAsk:
    """A screen without anybody before it: it says what there is to say, and asks nothing."""

    def ask(self, view: View) -> Said | Did:
        """Nobody answers."""
        raise self._nobody()

    def say(self, text: str, tone: Literal["plain", "good", "warn"] = "plain") -> None:
        """A line on stderr."""
        say(text)

    def review(self, lines: Sequence[Line], place: str) -> str | None:
        """Nobody looks."""
        raise self._nobody()

    def read(self, title: str, text: str) -> None:
        """Nobody reads."""
        raise self._nobody()

    def choose(self, ask: str, choices: Sequence[Choice], note: str = "") -> str:
        """Nobody chooses."""
        raise self._nobody()

    def _nobody(self) -> WrongWords:
        return WrongWords("There is nobody to ask here.", not_done=NOT_SIGNED)


def sign_at_once(session: Session, name: str) -> Kept:
    """The note of a whole draft, signed by `name` and kept; refused where anything would still be asked."""
    session.let_stand.still(session.records)
    again = replayed(session.fresh(), session.draft.entries())
    refuse_unfinished(again.pending, (), session.draft)
    state = session.touch_written(again.state)
    refuse_unfinished({}, still_open(state), session.draft)
    note = Note.model_validate(fitting_answers(state))
    page = page_of(session, state, note)
    signature_of(note, name, session.desk.world.now())
    if early := still_to_come(note, session.desk.world.now()):
        raise Refused(early, hint=f"Change it: notewizard sign {session.draft.id}", not_done=NOT_SIGNED)
    refuse_what_stops(page.stopping, None)
    departed = [each for each in page.open if each.category == PLANNED]
    if session.let_stand.without_reason(departed):
        raise Refused(
            "What is not as the treatment plan says stays only with its reason.",
            hint=f"Say it on the last screen: notewizard sign {session.draft.id}",
            not_done=NOT_SIGNED,
        )
    for line in (*capped(page.open), *session.desk.library.overridden()):
        say(line)
    path = session.practice.root / page.signed.file
    free = session.practice.free_file(path, [each.file for each in session.all_records])
    if free != path:
        raise NameTaken(
            "A file of that name is there already.",
            free=free.name,
            where=str(path),
            hint=f"Whether it goes beside it as {free.name} is asked by: notewizard sign {session.draft.id}",
            not_done=NOT_SIGNED,
        )
    session.typing.close()
    kept = keep_note(session.desk.state, session.draft, session.practice, with_reasons(session, page))
    if due := co_signature_due(note.answers()):
        say(due)
    return kept


def still_open(state: Interview) -> list[str]:
    """What the walk would still ask first, by its words; empty when all is answered."""
    asked = next_question(state)
    return [wording(asked, state).ask] if asked else []


def refuse_unfinished(pending: object, open_: Sequence[str], draft: Draft) -> None:
    """Raises `Refused` where words were being typed that are no answer yet, or a question waits."""
    hint = f"Go on with it: notewizard sign {draft.id}"
    if pending:
        many = len(pending) if isinstance(pending, dict) else 1
        words = f"{counted(many, 'answer')} {'was' if many == 1 else 'were'} begun and not given."
        raise Refused(words, hint=hint, not_done=NOT_SIGNED)
    if open_:
        raise Refused(f"The draft is not whole: “{open_[0]}” is still asked.", hint=hint, not_done=NOT_SIGNED)
