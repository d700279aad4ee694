"""Say that a change made outside of this program is known, and why it stays. The note is not touched."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from notewizard.commands.desk import Desk
from notewizard.commands.filed.at_paths import desk_at
from notewizard.commands.filed.waiting_notes import say_what_waits
from notewizard.commands.filed.witness import event_of
from notewizard.commands.verify import asked_for
from notewizard.commands.world import World
from notewizard.errors import NotKept, Refused, WrongWords
from notewizard.records.accepted import Acceptance, keep_acceptance
from notewizard.records.durable import or_not_kept, read_whole
from notewizard.records.history.acceptances import OF_RECORD, WHY
from notewizard.records.history.entry import Event, place_of, text_hash
from notewizard.records.history.in_chart import not_in_chart
from notewizard.records.history.reading import Told, read_history
from notewizard.records.history.troubles import STAYS
from notewizard.records.history.verdicts import INFO, Verdict
from notewizard.records.history.verifying import signed_in, verify
from notewizard.records.practice import Practice
from notewizard.records.record import read_record, record_path
from notewizard.terminal.report import say

EXAMPLES = """\
examples:
  notewizard accept "Ashgrove/2026-11-13.md" --reason "Restored from paper after the flood."
  notewizard accept Ashgrove/ --reason "Sorted by year."     of a folder only what moved or is older than the history
  notewizard accept 548730c26df94725 --reason "..."      by the note's id, where the file is gone
  notewizard accept --history --reason "The old laptop was stolen."     what `verify` says of the history itself

`notewizard verify` names what there is to accept. What was signed, by whom and when stays in the history; this adds
who accepted what, when and why. A change in the text itself is better said in a correction: notewizard addend.
"""

_ANOTHERS = "This cannot be accepted: it stands in the folder of another client, and is about somebody else."
_NEVER = {
    "intact": "It is what was signed.",
    "accepted": "It is accepted already.",
    "unproved": "It is accepted already.",
    "record untrusted": "This cannot be accepted: its record is gone, or would be a signature that nobody gave.",
    "signed twice": "This cannot be accepted: one of its two signatures is one that nobody gave.",
    "bad ssh signature": "The note is not asked about: its detached signature is put back, or made anew.",
    "wrong chart": f"{_ANOTHERS} Move it back, as `notewizard verify` says.",
    "wrong folder": "This cannot be accepted: clients.toml gives its folder to another client. Put that right there.",
    "unreadable": "This cannot be accepted: nobody knows what it says.",
    "conflict copy": "A copy is not accepted: what it has and the note lacks goes into an addendum, and the copy away.",
    "signed copy": "A copy is not accepted: what is accepted, if anything, is the note's own file.",
}
"""Why not, by class."""
_NOT_OF_HISTORY = {
    "put back": "What was put back comes again with the next entry of this computer.",
    "unreadable": "What cannot be read is not accepted.",
}
HARMLESS = ("moved", "not in history", "line ends")
"""Those that a whole folder is accepted of at once; what changed a note's words is accepted note by note."""
NOTHING = "Nothing was written."
MOST = 8
"""So many are named before the reason is asked; of a whole folder the rest is counted."""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("notes", metavar="NOTE", nargs="*", help="a note's file or its id, or a folder")
    parser.add_argument("--history", action="store_true", help="what is wrong with the history itself and stays so")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why it stays as it is")


def run(options: Namespace, world: World) -> int:
    """A new entry in the history for each, with the reason beside it."""
    desk = desk_at(options, world, options.notes)
    practice = desk.practice_here()
    if options.history == bool(options.notes):
        raise WrongWords(
            "Accept what?", hint="notewizard accept NOTE, or notewizard accept --history", not_done=NOTHING
        )
    if options.history:
        _history(desk, practice, options.reason)
        say_what_waits(desk.state)
        return 0
    found = verify(practice, desk.state)
    meant = _meant(options.notes, found.verdicts, practice, desk)
    for each in meant:
        _refuse_another(each, practice)
    reason = " ".join(options.reason.split()) or _asked(desk, _about(meant, found.told, desk.world.now()), len(meant))
    owed = [_accepted(each, practice, desk, reason) for each in meant]
    if owed[-1]:
        say(owed[-1])
    say_what_waits(desk.state)
    return 0


def _accepted(verdict: Verdict, practice: Practice, desk: Desk, reason: str) -> str:
    """One of them is in the history; why that is not in the practice folder yet, as a sentence."""
    event = event_of(desk, "accept", note=verdict.note, why=WHY[verdict.kind])
    if verdict.kind in OF_RECORD:
        if verdict.record:
            _as_judged(record_path(practice, verdict.note), verdict.record)
        event = replace(event, sha256=verdict.record)
    elif verdict.kind != "missing":
        data = _bytes_of(verdict, practice)
        event = replace(event, place=place_of(verdict.file), sha256=verdict.sha256, size=len(data))
        event = replace(event, text_sha256=text_hash(data))
    said = Acceptance(verdict.note, event.why, verdict.file, event.sha256, event.utc, event.actor, reason)
    event = replace(event, record=keep_acceptance(practice, said))
    owed = desk.history.append(event).owed
    say(f"Accepted as {event.why}: {verdict.file or verdict.note}. No file was touched.")
    return owed


def _refuse_another(verdict: Verdict, practice: Practice) -> None:
    """`Refused` where the file in a note's place is another note, or is in another client's chart (R9)."""
    if verdict.kind in OF_RECORD or verdict.kind == "missing":
        return
    data, record = _bytes_of(verdict, practice), None
    with suppress(NotKept):  # Without its record the file says by itself whose it is.
        record = read_record(record_path(practice, verdict.note))
    if doubt := not_in_chart(practice.clients.all(), verdict.note, record, verdict.file, data):
        raise Refused(
            f"This cannot be accepted: {doubt[0].lower()}{doubt[1:]}",
            where=verdict.file,
            hint="Put back what was signed, in its place, from a backup. See: notewizard verify",
            not_done=NOTHING,
        )


def _bytes_of(verdict: Verdict, practice: Practice) -> bytes:
    return _as_judged(practice.root.joinpath(*verdict.file.split("/")), verdict.sha256)


def _as_judged(path: Path, digest: str) -> bytes:
    """The bytes of the file that is accepted; `NotKept` where they are others than those that were judged."""
    with or_not_kept("It cannot be read", path):
        data = read_whole(path)
    if sha256(data).hexdigest() != digest:
        raise NotKept("It was changed just now.", where=str(path), hint="See: notewizard verify", not_done=NOTHING)
    return data


def _history(desk: Desk, practice: Practice, said: str) -> None:
    """Each thing that is wrong with the history now is known; one that comes later is told anew."""
    troubles = [each for each in read_history(practice, desk.state).troubles if not each.accepted]
    stays = [each for each in troubles if each.kind in STAYS]
    if not stays:
        never = " ".join(dict.fromkeys(_NOT_OF_HISTORY[each.kind] for each in troubles))
        what = f"There is nothing in the history to accept. {never}".strip()
        raise Refused(what, hint="See: notewizard verify", not_done=NOTHING)
    reason = " ".join(said.split()) or _asked(
        desk, [f"History, {each.kind}: {each.said}" for each in stays], len(stays)
    )
    for each in stays:
        event = event_of(desk, "accept", why=each.why)
        acceptance = Acceptance("history", event.why, "", "", event.utc, event.actor, reason)
        event = replace(event, record=keep_acceptance(practice, acceptance))
        owed = desk.history.append(event).owed
        say(f"Accepted: history {each.kind}. Nothing in it was changed.")
    if owed:
        say(owed)


def _meant(named: Sequence[str], everything: Sequence[Verdict], practice: Practice, desk: Desk) -> list[Verdict]:
    """What there is to accept of each note that is named, and what is harmless in each folder."""
    found: dict[Verdict, None] = {}
    for each in named:
        mine = _by_what_lies_there(asked_for(everything, [each], practice, desk.world))
        folder = os.path.isdir(desk.world.folder / each)
        open_ = [one for one in mine if one.kind in (HARMLESS if folder else WHY)]
        if not open_:
            raise Refused(_why_not(mine, folder), where=each, not_done=NOTHING)
        found |= dict.fromkeys(open_)
    return list(found)


def _by_what_lies_there(mine: Sequence[Verdict]) -> list[Verdict]:
    """Without the notes that are gone where another one lies in their place: that one is meant, in a folder as well."""
    there = {each.file: each.note for each in mine if each.sha256}
    gone = (each for each in mine if each.kind == "missing")
    replaced = {each for each in gone if there.get(each.file, each.note) != each.note}
    return [each for each in mine if each not in replaced]


def _why_not(mine: Sequence[Verdict], folder: bool) -> str:
    if folder and any(each.kind == "wrong chart" for each in mine):
        return _NEVER["wrong chart"]
    if folder:
        return "Nothing in this folder moved or is older than the history; other changes are accepted note by note."
    never = [each for each in mine if each.level != INFO] or list(mine)
    return _NEVER.get(never[0].kind, f"This cannot be accepted: {never[0].kind}.")


def _asked(desk: Desk, about: Sequence[str], number: int) -> str:
    """The reason, once a person has been told what of: these lines, about so many things."""
    if not desk.world.is_interactive():
        raise WrongWords("A change is accepted with a reason.", hint='Say it with --reason "...".', not_done=NOTHING)
    from notewizard.errors import AuthorStopped
    from notewizard.terminal.open import open_screen
    from notewizard.terminal.screen import Did, Said, View

    view = View(
        key="reason",
        kind="line",
        ask="Why does it stay as it is?" if number == 1 else "Why do they stay as they are?",
        why="The reason is kept beside the history, for whoever reads it later. No file is touched.",
        example="Moved when the folders were sorted by year.",
        judge=lambda raw: "" if isinstance(raw, str) and raw.strip() else "A reason is needed.",
    )
    with open_screen(desk.world.environ) as screen:
        for line in about:
            screen.say(line)
        while True:
            outcome = screen.ask(view)
            if isinstance(outcome, Said) and isinstance(outcome.raw, str) and outcome.raw.strip():
                return " ".join(outcome.raw.split())
            if isinstance(outcome, Did) and outcome.what == "save":
                raise AuthorStopped("Nothing was accepted.", not_done=NOTHING)


def _about(meant: Sequence[Verdict], told: Told, now: datetime) -> list[str]:
    """What is about to be accepted: each file with its class, what was found, and what the history says of it."""
    signed, _ = signed_in(told)
    lines = []
    for each in meant[:MOST]:
        lines += [f"{each.kind.capitalize()}: {each.file or each.note}", f"  {each.said}"]
        event = signed.get(each.note)
        lines.append(f"  {_signature(event, now)}" if event else "  The history does not know of its signature.")
    more = len(meant) - len(meant[:MOST])
    return [*lines, f"And {more} more, which `notewizard verify` lists."] if more else lines


def _signature(event: Event, now: datetime) -> str:
    """ "In the history: sign, 2026-11-20, Ann Bell, LPC." """
    with suppress(ValueError, OverflowError):
        day = f"{datetime.fromisoformat(event.utc).astimezone(now.tzinfo):%Y-%m-%d}"
        return f"In the history: {event.action}, {day}, {event.actor}."
    return f"In the history: {event.action}, {event.actor}."
