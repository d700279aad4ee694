"""Free text → zones of one matter, clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise
from typing import NamedTuple

from notewizard.checks.matter.places import Places, is_goal
from notewizard.checks.matter.recurring import Recurring
from notewizard.checks.matter.signs import signs
from notewizard.checks.matter.weighing import BESIDE, MOST_WORDS_EXCUSED, Matter, may_recur, times_enough, weighed
from notewizard.checks.quotes import quoted_spans
from notewizard.checks.sections import sections_in
from notewizard.checks.stretches import stretches
from notewizard.checks.words import fold

LEAST_WORDS_BETWEEN_COMMAS = 4
"""Fewer words of routine inside a narrative clause are part of it."""
MOOD_LETTERS = 60
"""A longer quotation is no mood."""
BEFORE_MOOD = 40
"""So near before a quoted mood it is called one."""

WORDS_OF_AN_ITEM = 4
"""An entry in a form, or each of several behind one label, has no more words."""
LEAST_ITEMS = 2
_ITEMS = re.compile(r"[,;/]\s*")
_ITEM = re.compile(r"\(?\d{1,2}[.)]\s")
_COMMA = re.compile(r",\s+|\s(?=\()|\)\s")
_MOOD_WORD = re.compile(r"\bmood[\s,:/\w]{0,24}$|\b(?:nc|pc|target|affect)[\s:=]{0,24}$")
_NAME = re.compile(r"(?:(?<=[a-z,;(&] )|(?<=Dr\. )|(?<=Mr\. )|(?<=Ms\. )|(?<=Mrs\. ))[A-Z][\w'’-]*")
_NOTHING = Recurring()


class Judged(NamedTuple):
    """A clause, or neighbors of one matter, as a span of the text as given."""

    start: int
    end: int
    matter: Matter
    why: str
    """What it was judged by: the kind of routine ("safety", "heading", "recurs"), or the words that tell."""


def matter_zones(text: str, recurring: Recurring = _NOTHING) -> tuple[tuple[int, int, Matter], ...]:
    """`text` in zones of one matter, in order, neighbors of one matter joined; together they cover all of its words.

    `recurring` is made of the same client's other notes.
    """
    zones: list[tuple[int, int, Matter]] = []
    for start, end, matter, _ in judged(text, recurring):
        if zones and zones[-1][2] == matter:
            zones[-1] = (zones[-1][0], end, matter)
        else:
            zones.append((start, end, matter))
    return tuple(zones)


def judged(text: str, recurring: Recurring = _NOTHING) -> tuple[Judged, ...]:
    """Every clause of `text` with its matter and what it was judged by."""
    return _Judge(text, recurring).judged()


class _Judge:
    """One note, and what recurs of it."""

    def __init__(self, text: str, recurring: Recurring) -> None:
        sections = sections_in(text)
        self._text = text
        self._folded = fold(text)
        self._recurring = recurring
        self._quotes = quoted_spans(text)
        self._sections = sections
        self._bodies = {section.start: section.body for section in sections}
        self._places = Places(self._folded, sections)
        self._names = frozenset(fold(found[0]) for found in _NAME.finditer(text))

    def judged(self) -> tuple[Judged, ...]:
        clauses: list[Judged] = []
        for start, end in stretches(self._text):
            clauses += self._labeled(Judged(start, end, *self._clause(start, end)))
        found: list[Judged] = []
        for clause in self._beside(self._listed(clauses)):
            found += [clause] if clause.matter == "routine" else self._pieces(clause)
        return tuple(found)

    def _times(self, start: int, end: int) -> int:
        return self._recurring.times(self._folded[start:end])

    def _labeled(self, clause: Judged) -> list[Judged]:
        """A clause that tells behind a label which the client's notes have every time: the label is not told.

        Nor is a short entry in which nothing tells, or that an earlier note has, too.
        """
        label = self._recurring.label(self._folded, clause.start)
        after = clause.start + len(label)
        if not label or clause.matter == "routine" or not self._folded[after : clause.end].strip():
            return [clause]
        if self._is_entry(after, clause.end):
            return [clause._replace(matter="routine", why="entry")]
        return [Judged(clause.start, after, "routine", "label"), clause._replace(start=after)]

    def _is_entry(self, start: int, end: int) -> bool:
        """Whether what stands behind a label is filled in and not told."""
        entry = self._folded[start:end]
        found = signs(entry, names=self._names)
        if found.telling or found.words > MOST_WORDS_EXCUSED or self._quoted(start, end):
            return False
        items = _ITEMS.split(entry)
        listed = all(len(item.split()) <= WORDS_OF_AN_ITEM for item in items)
        if listed and not found.perhaps:
            return True
        if not self._recurring.times(entry):
            return False
        return not (found.perhaps or found.turns) or (listed and len(items) > LEAST_ITEMS)

    def _quoted(self, start: int, end: int) -> bool:
        """Whether somebody is quoted between `start` and `end`."""
        at = bisect_left(self._quotes, (start, start))
        return at < len(self._quotes) and self._quotes[at][1] <= end

    def _clause(self, start: int, end: int) -> tuple[Matter, str]:
        if why := self._places.routine(start, end):
            return "routine", why
        start = min(max(start, self._bodies.get(start, start)), end)
        if is_goal(self._folded[start:end], headed=self._under_goals(start)):
            return "routine", "goal"
        spoken, clause = self._without_mood_quotes(start, end)
        found = signs(clause, tuple(spoken), self._names)
        return weighed(found, self._recurring.times(clause), self._places.under_findings(start))

    def _under_goals(self, start: int) -> bool:
        """Whether the section that `start` is in is that of the goals ("G:" in GIRP)."""
        at = bisect_right(self._sections, start, key=lambda section: section.start) - 1
        return at >= 0 and self._sections[at].name == "goal"

    def _without_mood_quotes(self, start: int, end: int) -> tuple[list[str], str]:
        """Somebody's words in the stretch, and the stretch with a quoted mood taken out: Mood “solid”, affect full."""
        folded = self._folded
        pieces, spoken, at = [], [], start
        for number in range(bisect_left(self._quotes, (start, start)), len(self._quotes)):
            low, high = self._quotes[number]
            if high > end:
                break
            if high - low < MOOD_LETTERS and _MOOD_WORD.search(folded, max(start, low - BEFORE_MOOD), low):
                pieces.append(folded[at:low])
                at = high
            else:
                spoken.append(folded[low:high])
        return spoken, "".join([*pieces, folded[at:end]])

    def _listed(self, clauses: list[Judged]) -> list[Judged]:
        """Numbered items right behind a goal are the next goals, unless one tells what happened."""
        found: list[Judged] = []
        goals = False
        for clause in clauses:
            item = bool(_ITEM.match(self._folded, clause.start))
            if goals and item and clause.matter != "routine":
                told = signs(re.sub(r'"[^"]*"', "", self._folded[clause.start : clause.end]))
                if not told.telling and not told.perhaps:
                    clause = clause._replace(matter="routine", why="goal")
            goals = clause.why == "goal" or (goals and item and clause.matter == "routine")
            found.append(clause)
        return found

    def _beside(self, clauses: list[Judged]) -> list[Judged]:
        """A clause that stands once before is excused only beside routine that does, too.

        Standing lines come in stacks; a lifted sentence stands alone.
        """
        again = [bool(self._times(each.start, each.end)) for each in clauses]
        stands = [each.matter == "routine" and known for each, known in zip(clauses, again, strict=True)]
        told = [
            each.matter == "narrative" and each.why != BESIDE and known
            for each, known in zip(clauses, again, strict=True)
        ]
        found = []
        for at, clause in enumerate(clauses):
            near = any(stands[max(at - 1, 0) : at + 2]) and not any(told[max(at - 1, 0) : at + 2])
            if clause.why == BESIDE:
                clause = clause._replace(matter="routine", why="recurs") if near else clause._replace(why="")
            found.append(clause)
        return found

    def _pieces(self, clause: Judged) -> list[Judged]:
        """A narrative clause, less what stands between its commas and is nothing but routine: `PHQ-9 14, no SI/HI`."""
        start, end, _, why = clause
        cuts = [start, *(cut.end() for cut in _COMMA.finditer(self._folded, start, end)), end]
        pieces = []
        quoted = False
        for low, high in pairwise(cuts):
            pieces.append((low, high, "" if quoted else self._pure(low, high)))
            quoted ^= self._folded.count('"', low, high) % 2 == 1
        found: list[Judged] = []
        for routine, group in groupby(pieces, key=lambda piece: bool(piece[2])):
            together = list(group)
            low, high, kind = together[0][0], together[-1][1], together[0][2]
            kept = routine and len(self._folded[low:high].split()) >= LEAST_WORDS_BETWEEN_COMMAS
            if not kept and found and found[-1].matter == "narrative":
                found[-1] = found[-1]._replace(end=high)
            else:
                found.append(Judged(low, high, "routine" if kept else "narrative", kind if kept else why))
        return found

    def _pure(self, start: int, end: int) -> str:
        """The kind of routine that a piece of a clause is, if it is nothing else."""
        piece = signs(self._folded[start:end], names=self._names)
        if piece.tells or piece.eased:
            return ""
        figures = piece.numbers >= 2 and piece.foreign <= 1
        if (piece.kinds and not piece.foreign) or figures:
            return (*piece.kinds, "figures")[0]
        recurs = piece.words and may_recur(piece) and self._times(start, end) >= times_enough(piece)
        return "recurs" if recurs else ""
