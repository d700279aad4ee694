"""What `verify` found, as a person reads it: a summary, then each class with the next step, as wide as the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from notewizard.commands.counting import counted
from notewizard.records.history.standing import IN_ITS_PLACE
from notewizard.records.history.troubles import HistoryTrouble
from notewizard.records.history.verdicts import BROKEN, INFO, LOOK, Verdict
from notewizard.records.history.verifying import Verified
from notewizard.records.practice import DOT
from notewizard.terminal.columns import NARROW
from notewizard.terminal.look import wrapped
from notewizard.terminal.show import show_line

_NEVER_THERE = "It is never accepted where it is: that chart is about somebody else."
NEXT = {
    "moved": "Move it back; or, if you meant to move it, say so:\nnotewizard accept {file}",
    "conflict copy": "Look at both. What it has and the note lacks goes into an addendum. Then delete the copy, or "
    "move it out of the practice folder; this program deletes nothing.",
    "signed copy": "Do not delete it. Put it back in the place of the note's own file, under that name; or, if that "
    "file has to stay as it is, keep this one outside of the practice folder.",
    "not in history": "If it is from before this practice had a history, that is why:\nnotewizard accept {file}",
    "parent changed": "Compare that note with a backup. If it has to stay as it is:\nnotewizard accept {file}",
    "no ssh signature": "Make it:\nnotewizard sign --detached",
    "bad ssh signature": "Put the signature back from a backup. If there is none, take away what stands there and make "
    "it anew:\nnotewizard sign --detached",
    "wrong chart": f"Move it back to {{chart}}. {_NEVER_THERE}",
    "wrong folder": "Leave the note where it is, and put the folders right in clients.toml, as a backup or "
    f"{DOT}/versions has them. Until then no note is to be written to either client.",
    "changed": "Put the signed file back from a backup, under its own name. What has to be said goes into a correction "
    "then:\nnotewizard addend {file} --correction\nOnly if the change has to stay:\nnotewizard accept {file}",
    "truncated": "Put the signed file back from a backup, under its own name.",
    "missing": "Look for it in a backup or in the bin of your sync program, and put it back where it was. "
    "If it has to stay gone:\nnotewizard accept {file}",
    "unreadable": "Check the disk and who may read it; if that is no help, put it back from a backup.",
    "no record": "Put {record} back from a backup. The note's text is as it was signed, where nothing else is "
    "said of it here. If no backup has the record:\nnotewizard accept {file}",
    "record changed": "Put {record} back from a backup, and find out who could change it. If it has "
    "to stay as it is:\nnotewizard accept {file}",
    "record untrusted": "Put {record} back from a backup, and find out who could change it. This is never "
    "accepted: it would be a signature that nobody gave. If no backup has the record, move this one out of the "
    "practice folder; then it is a note without its record.",
    "signed twice": "Compare .notewizard/history with a backup, and the note with a copy that left the practice. This "
    "is never accepted: one of the two is a signature that nobody gave.",
    "not known": "Put {record} back from a backup. If there is none, it can stay as a note that nothing "
    "here shows to be signed:\nnotewizard accept {file}",
    "code unknown": "Wait until everything is synced; else compare .notewizard/history with a backup or another "
    "computer of the practice. If what is lost stays lost:\nnotewizard accept {file}",
}
"""What to do, in plain words, by class."""
_COPY_IN_ANOTHERS = (
    f"It is a copy: move it to {{chart}}, or delete it if the note holds all that it says. {_NEVER_THERE}"
)
_STAYS = "If that is no help, say why it stays:\nnotewizard accept --history"
_KNOWN = "Once you know why, say so:\nnotewizard accept --history"
HISTORY_NEXT = {
    "damaged": f"Compare it with a backup or another computer of the practice. {_STAYS}",
    "cut": "Wait until everything is synced and every computer of the practice has been used; then compare it with a "
    f"backup. {_STAYS}",
    "forked": f"Was a computer copied with its private folder? Use one of the two from now on. {_STAYS}",
    "put back": "Was a backup restored? This computer goes on in a new file, so that nothing is lost.",
    "conflict copy": f"Nothing is lost. Leave it where it is. {_KNOWN}",
    "unreadable": "Check the disk, and who may read the file.",
    "went on": f"Nothing is lost. {_KNOWN}",
    "clock": "Set the clock of that computer. Nothing is lost: what came first is known without it. " + _KNOWN,
    "other practice": "Where two disks take turns in one place, all is well. If only one practice was ever here, this "
    f"folder is not the one that this computer knows: compare it with a backup. {_KNOWN}",
}
_ORDER = (BROKEN, LOOK, INFO)
_IN = 16
"""Columns before what is said of a file."""
_IN_NARROW = 2
COLUMNS = 100
"""The most columns that sentences take."""
Typed = Callable[[str, str], str]
"""What is typed to mean a file, by its name in the practice and its note's id."""


def next_step(verdict: Verdict, typed: Typed) -> str:
    """What to do about it, with each command on a line of its own; empty where nothing is to be done."""
    # By that name the note is meant that lies in its place now.
    by_id = not verdict.file or (verdict.kind == "missing" and IN_ITS_PLACE in verdict.said)
    file = verdict.note if by_id else typed(verdict.file, verdict.note)
    copy = verdict.kind == "wrong chart" and not verdict.note
    said = _COPY_IN_ANOTHERS if copy else NEXT.get(verdict.kind, "")
    return said.format(file=file, chart=verdict.chart, record=f"{DOT}/records/{verdict.note}.json")


@dataclass(frozen=True)
class Page:
    """All of it in lines no wider than `columns`, but for what is typed and for paths without a blank."""

    columns: int
    now: datetime
    typed: Typed

    def lines(self, verdicts: tuple[Verdict, ...], found: Verified) -> Iterator[str]:
        """What was found of these files, and of the history."""
        yield from self._wrapped(_summary(verdicts))
        alone = len(verdicts) == 1
        told = [each for each in verdicts if each.kind != "intact" and (each.kind != "line ends" or alone)]
        told.sort(key=lambda one: (_ORDER.index(one.level), one.kind, one.file))
        for kind, some in groupby(told, key=lambda one: one.kind):
            yield from self._told(kind, list(some))
        for trouble in found.troubles:
            yield from self._of_history(trouble)
        if found.told.waiting:
            waiting = counted(found.told.waiting, "entry", "entries")
            yield from self._wrapped(
                f"{waiting} of the history on this computer, still to be brought into the practice folder."
            )
        if found.foreign:
            yield from self._wrapped(f"{counted(found.foreign, 'file')} of other programs and people: not looked at.")
        if not found.told.entries:
            yield from self._wrapped("There is no history here yet: it begins with the next note that is signed.")

    def _told(self, kind: str, some: list[Verdict]) -> Iterator[str]:
        """Each of one class, then once what to do."""
        for each in some:
            yield from self._headed(kind.upper(), each.file or f"note {each.note}")
            yield from self._inside(each.said)
        several = NEXT.get(kind, "").format(
            file="NOTE", chart="the folder of its client, as told above", record=f"its file in {DOT}/records"
        )
        yield from self._inside(next_step(some[0], self.typed) if len(some) == 1 else several)

    def _of_history(self, trouble: HistoryTrouble) -> Iterator[str]:
        yield from self._headed("HISTORY", f"{trouble.kind}: {trouble.path.name}")
        yield from self._inside(f"{trouble.said}{_since(trouble, self.now)}")
        yield from self._inside(trouble.accepted or HISTORY_NEXT.get(trouble.kind, ""))

    def _headed(self, head: str, said: str) -> Iterator[str]:
        if self.columns >= NARROW:
            yield f"{head:<{_IN - 1}} {show_line(said)}"
            return
        yield head
        yield from self._inside(show_line(said))

    def _inside(self, text: str) -> Iterator[str]:
        """Sentences over as many lines as they need; a command on a line of its own, whole, to be copied."""
        indent = " " * (_IN if self.columns >= NARROW else _IN_NARROW)
        for line in text.split("\n") if text else ():
            said = f"{indent}{show_line(line)}"
            yield from [said] if line.startswith("notewizard ") else self._wrapped(said)

    def _wrapped(self, text: str) -> list[str]:
        return wrapped(text, self.columns, parts_words=False)


def _summary(verdicts: Iterable[Verdict]) -> str:
    """How many notes are as signed; a note counts once, by the worst that is said of it, a copy by itself."""
    worst: dict[str, Verdict] = {}
    for each in verdicts:
        key = each.file if each.kind in ("duplicate", "conflict copy") else each.note or each.file
        if key not in worst or _weight(each) < _weight(worst[key]):
            worst[key] = each
    counts = Counter(each.level for each in worst.values() if each.kind not in ("duplicate", "unproved"))
    kinds = Counter(each.kind for each in worst.values())
    accepted = kinds["accepted"]
    more = f" Of these {kinds['line ends']} with other line ends alone." if kinds["line ends"] else ""
    if accepted:
        more += f" {accepted} more with an accepted change."
    if unproved := kinds["unproved"]:
        more += f" {unproved} more that nothing here shows to be signed."
    return (
        f"{counted(counts[INFO] - accepted, 'note')} as signed, {counts[BROKEN]} not, {counts[LOOK]} to look at.{more}"
    )


def _weight(verdict: Verdict) -> tuple[int, bool]:
    """The least of these is told of a note: the worst level, and there what is not simply as it was signed."""
    return _ORDER.index(verdict.level), verdict.kind == "intact"


def _since(trouble: HistoryTrouble, now: datetime) -> str:
    """On the clock of who reads."""
    try:
        moment = datetime.fromisoformat(trouble.since).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return ""
    return f" Last whole: {moment:%Y-%m-%d %H:%M}."
