"""A process note being typed: durable and encrypted from the first pause on, kept with one Enter and no password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notewizard.commands.apart.bringing import said_to_wait
from notewizard.commands.apart.excluded import Excluded
from notewizard.commands.apart.place import notes_of, opening_here
from notewizard.errors import AuthorStopped, Failure
from notewizard.records.process_notes import ProcessNotes, bring, new_note, ready_drafts, sign_off
from notewizard.records.typing import Typing
from notewizard.terminal.screen import Choice, Mark, Raw, Said, View

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk
    from notewizard.records.clients import Client
    from notewizard.records.draft import Draft
    from notewizard.records.drafts import Drafts
    from notewizard.records.keys import Keys
    from notewizard.records.practice import Practice
    from notewizard.terminal.screen import Screen

TEXT = ("text",)
NOTE = "For you alone, encrypted: your reactions, hunches, theory. It is in no search, preview, export or check."
WHY = (
    "HIPAA protects process notes (psychotherapy notes) only while they are kept apart from the record, and not what "
    "the definition excludes: times, modalities, test results, medication, and any summary of diagnosis, functional "
    "status, treatment plan, symptoms, prognosis or progress (45 CFR 164.501). Those belong in the progress note."
)
EXAMPLE = "I caught myself hurrying her past the silence; it was my own father's kitchen I was thinking of."


@dataclass
class ProcessWriting:
    """One client's process note being written."""

    desk: Desk
    practice: Practice
    screen: Screen
    client: Client
    keys: Keys
    key: str = ""
    """Another key that reads what was begun, as `--key` names it."""
    excluded: Excluded = field(init=False)
    notes: ProcessNotes = field(init=False)
    author: str = field(init=False)

    def __post_init__(self) -> None:
        # What could refuse refuses now, and not when the text is there.
        self.excluded, self.notes = Excluded(self.practice.dot), notes_of(self.desk)
        self.author = self.practice.settings().author.printed

    def run(self) -> int:
        """Go on with the one that was begun, or begin one; ask, and keep it."""
        drafts, draft, text = self._draft()
        typing, kept = Typing(draft), False
        try:
            text = self._asked(typing, text)
            typing.settle({"kind": "pending", "path": list(TEXT), "text": text})
            kept = True
            return self._keep(drafts, draft, text)
        except AuthorStopped:
            typing.close()
            if not kept and not _typed(draft):
                _remove(drafts, draft)
                raise AuthorStopped("Stopped. Nothing was typed, and nothing is kept.") from None
            raise AuthorStopped(
                "Stopped. What you typed is kept, encrypted.",
                hint=f"Go on with: notewizard process new {self.client.id}",
            ) from None
        finally:
            typing.close()
            draft.close()

    def _draft(self) -> tuple[Drafts, Draft, str]:
        """A draft, and what is typed in it so far; going on with an earlier one reads it, and so needs the key."""
        drafts = ready_drafts(self.desk.state, self.keys)
        begun = [each for each in drafts.list() if each.client == self.client.id and not each.signed]
        if begun:
            latest = begun[-1]
            when = latest.started[:16].replace("T", " ")
            ways = (Choice("yes", "yes, go on with it", "y"), Choice("no", "no, begin another", "n"))
            note = f"A process note of {self.client.id} was begun on {when} and not finished."
            if self.screen.choose("Go on with it?", ways, note) == "yes":
                drafts = ready_drafts(self.desk.state, self.keys, opening_here(self.desk, self.key))
                draft = drafts.open(latest.id)
                return drafts, draft, _typed(draft)
        now = self.desk.world.now().isoformat(timespec="seconds")
        return drafts, drafts.begin(self.client.id, "process note", now), ""

    def _asked(self, typing: Typing, text: str) -> str:
        while True:
            outcome = self.screen.ask(self._view(typing, text))
            text = outcome.raw if isinstance(outcome.raw, str) else "\n".join(outcome.raw)
            if isinstance(outcome, Said):
                return text
            typing.put(TEXT, text)
            typing.flush()
            if outcome.what == "save":
                raise AuthorStopped("The process note is left.")
            self.screen.say("This is the one question here. Enter keeps the process note, Ctrl-S leaves it for later.")

    def _view(self, typing: Typing, text: str) -> View:
        return View(
            "process.text",
            "prose",
            f"Process note of {self.client.id}",
            place="For you alone",
            note=NOTE,
            why=WHY,
            example=EXAMPLE,
            value=text,
            look=self._look,
            typing=lambda raw: typing.put(TEXT, _text(raw)),
            secret=True,
            leads=("save",),
        )

    def _look(self, text: str) -> Sequence[Mark]:
        return self.excluded.marks(text)

    def _keep(self, drafts: Drafts, draft: Draft, text: str) -> int:
        """Closed and durable in the draft, then in its root; where that is away it waits. Needs no secret."""
        written = self.desk.world.now().isoformat(timespec="seconds")
        fresh = new_note(self.client.id, written, self.author, text)
        note = sign_off(draft, drafts, self.notes, self.keys, fresh)
        try:
            bring(drafts, draft)
        except Failure as trouble:
            self.screen.say(said_to_wait(trouble), "warn")
            return 4
        self.screen.say(f"Kept apart, encrypted: process note {note.number}.", "good")
        self.screen.say(f"Read it with: notewizard process show {note.number}")
        return 0


def _text(raw: Raw) -> str:
    return raw if isinstance(raw, str) else "\n".join(raw)


def _typed(draft: Draft) -> str:
    """What was typed last in this draft."""
    texts = [str(each.get("text", "")) for each in draft.entries() if each.get("kind") == "pending"]
    return texts[-1] if texts else ""


def _remove(drafts: Drafts, draft: Draft) -> None:
    """A draft in which nothing was typed goes."""
    draft.append({"kind": "published", "file": ""})
    drafts.finish(draft)
