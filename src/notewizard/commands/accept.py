"""Say that a change made outside of this program is known, and why it stays. The note is not touched."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.filed.witness import event_of
from notewizard.commands.world import World
from notewizard.errors import NotKept, Refused, WrongWords
from notewizard.records.accepted import Acceptance, keep_acceptance
from notewizard.records.durable import or_not_kept, read_whole
from notewizard.records.history.entry import place_of, text_hash
from notewizard.records.history.judging import Verdict
from notewizard.records.history.verifying import verify
from notewizard.records.practice import Practice
from notewizard.terminal.report import say

EXAMPLES = """\
examples:
  notewizard accept "Ashgrove/2026-11-13.md" --reason "Moved when the folders were sorted by year."
  notewizard accept 548730c26df94725 --reason "..."      by the note's id, where the file is gone

`notewizard verify` names what there is to accept. What was signed, by whom and when stays in the history; this adds
who accepted what, when and why. A change in the text itself is better said in a correction: notewizard addend.
"""

WHY = {
    "moved": "moved",
    "changed": "outside edit",
    "truncated": "cut short",
    "missing": "missing",
    "line ends": "other line ends",
    "not in history": "from before the history",
}
"""The classes that can be accepted, and the word by which the history knows them."""
NOTHING = "Nothing was written."


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", help="the note's file, or its id")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why it stays as it is")


def run(options: Namespace, world: World) -> int:
    """A new entry in the history, with the reason beside it."""
    desk = desk_of(options, world)
    practice = desk.practice_here()
    verdict = _meant(options.note, practice, desk)
    reason = " ".join(options.reason.split()) or _asked(desk, verdict)
    data = b""
    if verdict.kind != "missing":
        path = practice.root.joinpath(*verdict.file.split("/"))
        with or_not_kept("The note cannot be read", path):
            data = read_whole(path)
    event = event_of(desk, "accept", note=verdict.note, why=WHY[verdict.kind])
    if data:
        event = replace(event, place=place_of(verdict.file), sha256=verdict.sha256, size=len(data))
        event = replace(event, text_sha256=text_hash(data))
    said = Acceptance(verdict.note, event.why, verdict.file, event.sha256, event.utc, event.actor, reason)
    event = replace(event, record=keep_acceptance(practice, said))
    owed = desk.history.append(event).owed
    say(f"Accepted as {event.why}: {verdict.file}. The file was not touched.")
    if owed:
        say(owed)
    return 0


def _meant(named: str, practice: Practice, desk: Desk) -> Verdict:
    path = (desk.world.folder / named).resolve()
    inside = (
        path.relative_to(practice.root.resolve()).as_posix() if path.is_relative_to(practice.root.resolve()) else ""
    )
    found = [each for each in verify(practice, desk.state).verdicts if each.note]
    mine = [each for each in found if each.note == named or each.file in (inside, named)]
    if not mine:
        raise NotKept(
            "Neither the history nor a record knows this note.",
            where=named,
            hint="`notewizard verify` lists what it knows; name the file as it says, or give the note's id.",
            not_done=NOTHING,
        )
    open_ = [each for each in mine if each.kind in WHY]
    if not open_:
        known = {"intact": "It is what was signed", "accepted": "It is accepted already"}
        what = known.get(mine[0].kind, f"This cannot be accepted: it is {mine[0].kind}")
        raise Refused(f"{what}.", where=mine[0].file, not_done=NOTHING)
    return open_[0]


def _asked(desk: Desk, verdict: Verdict) -> str:
    if not desk.world.is_interactive():
        raise WrongWords("A change is accepted with a reason.", hint='Say it with --reason "...".', not_done=NOTHING)
    from notewizard.errors import AuthorStopped
    from notewizard.terminal.open import open_screen
    from notewizard.terminal.screen import Did, Said, View

    view = View(
        key="reason",
        kind="line",
        ask="Why does it stay as it is?",
        why=f"{Path(verdict.file).name}: {verdict.said} The reason is kept beside the history.",
        example="Moved when the folders were sorted by year.",
        judge=lambda raw: "" if isinstance(raw, str) and raw.strip() else "A reason is needed.",
    )
    with open_screen(desk.world.environ) as screen:
        while True:
            outcome = screen.ask(view)
            if isinstance(outcome, Said) and isinstance(outcome.raw, str) and outcome.raw.strip():
                return " ".join(outcome.raw.split())
            if isinstance(outcome, Did) and outcome.what == "save":
                raise AuthorStopped("Nothing was accepted.", not_done=NOTHING)
