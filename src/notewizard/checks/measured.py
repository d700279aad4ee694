"""Progress that is claimed by a score, against what the score allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.definitions.measures import Measure
from notewizard.note.note import Note
from notewizard.note.presenting import Score

_BETTER = ("progressing", "met")


def measured(note: Note, around: Around) -> Iterator[Finding]:
    """No progress rests on a change within measurement error, or on a score that went the other way.

    The figure is that of the measure's own file; a measure without one, and a score with none before it, say nothing.
    """
    rows = (note.response.progress or ()) if note.response else ()
    scores = (note.presenting.measures or ()) if note.presenting else ()
    for position, row in enumerate(rows):
        if row.status not in _BETTER or not isinstance(row.evidence, str):
            continue
        for score in scores:
            measure = _measure(score.name, around)
            if measure is not None and _names(row.evidence, score, measure):
                yield from _held_against(score, measure, f"response.progress[{position}].evidence", str(row.status))


def _measure(name: str, around: Around) -> Measure | None:
    wanted = _plain(name)
    return next((each for each in around.measures if wanted in (_plain(each.id), _plain(each.name))), None)


def _names(evidence: str, score: Score, measure: Measure) -> bool:
    return any(_plain(name) in _plain(evidence) for name in (score.name, measure.name))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _held_against(score: Score, measure: Measure, where: str, status: str) -> Iterator[Finding]:
    before, now = score.previous_score, score.score
    points = measure.reliable_change
    if before is None or points is None or not (measure.in_range(before) and measure.in_range(now)):
        return
    change = now - before if measure.better == "higher" else before - now
    moved = f"went from {before:g} to {now:g}" if change else f"is {now:g} as before"
    told = f"The {measure.name} {moved}"
    if change <= -points:
        yield about(
            "measures.against-progress",
            "measures",
            "warning",
            where,
            f"{told}, a reliable change for the worse, and the goal is called “{status}” by it.",
            "A reviewer reads the score first.",
            "Say what else shows the progress, or change the status.",
            measure.source[-1].title,
        )
    elif change < points:
        yield about(
            "measures.within-error",
            "measures",
            "warning",
            where,
            f"{told}; a reliable change takes {points:g} points, and the goal is called “{status}” by it.",
            "A smaller change may be measurement error, and a reviewer who knows the measure will say so.",
            "Add what else shows the progress: how often, how long, what the client did.",
            measure.source[-1].title,
        )
