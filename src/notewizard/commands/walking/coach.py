"""`--coach`: what is said beside each question, and the page after the signature."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notewizard.checks.finding import Finding
    from notewizard.commands.desk import Desk
    from notewizard.commands.looking.second_look import SecondLook
    from notewizard.commands.walking.feedback import Feedback
    from notewizard.definitions.completeness import Asked
    from notewizard.definitions.teaching import Teaching
    from notewizard.interview.state import Interview
    from notewizard.note.note import Note
    from notewizard.terminal.screen import Screen


def arguments(parser: ArgumentParser) -> None:
    """The words of a command that can teach."""
    parser.add_argument(
        "--coach",
        action="store_true",
        help="teaches at each question, and gives feedback at the end",
    )
    parser.add_argument(
        "--feedback", metavar="FILE", default="", help="write the feedback into a new file outside the practice folder"
    )


@dataclass
class Coach:
    """One walk that is taught along the way."""

    teaching: Teaching
    beside: bool
    """Whether questions are taught; else the page alone is wanted."""
    target: Path | None = None
    """The new file that the page goes to."""
    page: Feedback | None = field(default=None, init=False)

    def teach(self, asked: Asked, state: Interview) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands beside the question, and what F1 adds."""
        if not self.beside:
            return (), ()
        from notewizard.definitions.conditions import look_up
        from notewizard.interview.state import wording

        key = ".".join(part for part in asked.path if isinstance(part, str))
        kind = str(look_up(state.answers, "encounter.session_type") or "")
        return self.teaching.beside(key, wording(asked, state), kind)

    def signed(self, look: SecondLook, note: Note, kept: Sequence[Finding], reasons: Mapping[str, str]) -> None:
        """The note was signed with these warnings, kept for these reasons."""
        from notewizard.commands.walking.feedback import feedback_on

        self.page = feedback_on(note, look.around(note), kept, reasons, self.teaching.page, look.library)

    def show(self, screen: Screen) -> None:
        """The page, once the note is kept."""
        if self.page is not None:
            screen.say(f"\n{self.page.text()}")

    def write(self, screen: Screen) -> None:
        """The page into its file. Raises `NameTaken` or `NotKept`: the note is safe all the same."""
        from notewizard.commands.walking.feedback import write

        if self.page is not None and self.target is not None:
            screen.say(f"The feedback is in {write(self.target, self.page)}. It is no part of the record.", "good")


def coach_of(options: Namespace, desk: Desk) -> Coach | None:
    """The coach that the command line asks for; a file that the page cannot go to is refused before anything is asked.

    Raises `Broken` where the teaching cannot be used.
    """
    if not (options.coach or options.feedback):
        return None
    from notewizard.commands.walking.feedback import refuse_target
    from notewizard.definitions.teaching import load_teaching

    practice = desk.practice
    target = desk.world.folder / options.feedback if options.feedback else None
    if target is not None:
        refuse_target(target, practice.root if practice is not None else None)
    return Coach(load_teaching(practice.dot if practice is not None else None), options.coach, target)
