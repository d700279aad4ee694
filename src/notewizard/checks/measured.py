"""Progress on a goal against the scores: those it is claimed by, and those the treatment plan follows the goal by."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding, Level
from notewizard.checks.scored import Scored, goals_measured_by, scored
from notewizard.definitions.measures import plain_name
from notewizard.note.note import Note
from notewizard.note.response import Progress

BETTER = ("progressing", "met")
"""The statuses that say that a client got better."""
UNMOVED = ("no-change", "maintaining")
"""The statuses that say that nothing moved."""
STALE_DAYS = 90
"""A score before this one that is older is said: the reference gives 30 to 90 days, and the later one is taken."""
_RULE = "Clinical reference, measures: a score before this one that is 30 to 90 days old is stale"


def measured(note: Note, around: Around) -> Iterator[Finding]:
    """No progress rests on a change within measurement error, or stands beside a score that went the other way.

    The figure is that of the measure's own file; a measure without one, and a score with none before it, say nothing.
    """
    scores = scored(note, around)
    for position, row in enumerate((note.response.progress or ()) if note.response else ()):
        for each in scores:
            goal = next((one for one in goals_measured_by(each.measure, around) if one.id == row.goal), None)
            yield from _held_against(each, row, position, followed=goal is not None)
            if goal is not None and goal.target is not None and row.status == "met":
                yield from _against_target(each, goal.target, position)
    ends = note.encounter is not None and note.encounter.session_type == "discharge"
    for each in scores:
        yield from _against_records(each)
        if not ends:  # which sets the last score beside the first on purpose
            yield from _stale(each)


def is_named(row: Progress, each: Scored) -> bool:
    """Whether the evidence of a goal's progress names the measure."""
    if not isinstance(row.evidence, str):
        return False
    evidence = plain_name(row.evidence)
    return any(name in evidence for name in (*each.measure.names, plain_name(each.score.name)))


def _held_against(each: Scored, row: Progress, position: int, *, followed: bool) -> Iterator[Finding]:
    named = is_named(row, each)
    if each.before is None or not (named or followed) or not isinstance(row.status, str):
        return
    before = each.before.score
    moved = each.moved(before)
    # A relapse after a good start may still be progress: what is not claimed by the score itself is held against both.
    since_start = "" if named else each.moved(each.baseline)
    evidence, status = f"response.progress[{position}].evidence", f"response.progress[{position}].status"
    called = f"the goal is called “{row.status}” by it" if named else f"the goal it follows is called “{row.status}”"
    if row.status in BETTER and moved == "worse" and since_start != "better":
        yield _finding(
            "measures.against-progress",
            "warning",
            evidence if named else status,
            f"{each.told(before)}, a {each.measure.change_kind} change for the worse, and {called}.",
            "A reviewer reads the score first.",
            "Say what else shows the progress, or change the status.",
            each,
        )
    elif row.status == "regressing" and moved == "better" and since_start != "worse":
        yield _finding(
            "measures.against-regress",
            "warning",
            evidence if named else status,
            f"{each.told(before)}, a {each.measure.change_kind} change for the better, and {called}.",
            "A reviewer reads the score first.",
            "Say what else shows that it went backward, or change the status.",
            each,
        )
    elif row.status in UNMOVED and not named and moved in ("better", "worse"):
        yield _finding(
            "measures.against-no-change",
            "warning",
            status,
            f"{each.told(before)}, a {each.measure.change_kind} change, and {called}.",
            "A reviewer reads the score first.",
            "Say why it counts as no change all the same, or change the status.",
            each,
        )
    elif named and row.status in BETTER and each.measure.exceeds(each.score.score, before) is False:
        yield _finding(
            "measures.within-error",
            "info",
            evidence,
            f"{each.told(before)}; {each.measure.change_takes}, and the goal is called “{row.status}” by it.",
            "A smaller change may be measurement error, and a reviewer who knows the measure will say so.",
            "Add what else shows the progress: how often, how long, what the client did.",
            each,
        )


def _against_target(each: Scored, target: float, position: int) -> Iterator[Finding]:
    now = each.score.score
    if each.measure.moved(now, target) == "worse":
        yield _finding(
            "measures.target-not-reached",
            "warning",
            f"response.progress[{position}].status",
            f"The goal is called “met”; the {each.measure.name} is {now:g}, and the treatment plan aims at {target:g}.",
            "Who reads the treatment plan beside the note finds a target that was not reached.",
            "Say by what the goal is met, or change the status.",
            each,
        )


def _against_records(each: Scored) -> Iterator[Finding]:
    """A score before this one that was typed is that of the note it is from."""
    typed, day = each.score.previous_score, each.score.previous_date
    if typed is None or not each.recorded:
        return
    recorded = next((one for one in each.recorded if one.day == day), None) if day else each.recorded[0]
    if recorded is not None and recorded.day is not None and recorded.score != typed:
        yield _finding(
            "measures.previous-differs",
            "warning",
            f"{each.where}.previous_score",
            f"The {each.measure.name} before this one is given as {typed:g}; the note of that score,"
            f" filled in on {recorded.day:%B} {recorded.day.day}, {recorded.day.year}, has {recorded.score:g}.",
            "Two numbers for one score make a reader doubt both, and the change is worked out from one of them.",
            "Look at the form, and correct the one that is wrong.",
            each,
        )


def _stale(each: Scored) -> Iterator[Finding]:
    if each.before is None or each.before.day is None:
        return
    days = (each.score.date - each.before.day).days
    if days > STALE_DAYS:
        yield about(
            "measures.stale-baseline",
            "measures",
            "info",
            each.where,
            f"The {each.measure.name} before this one is {days} days old.",
            "A change over so long a time says little of the work of these weeks.",
            "Give the measure more often, or say what the change is compared with.",
            _RULE,
        )


def _finding(rule: str, level: Level, where: str, message: str, why: str, suggestion: str, each: Scored) -> Finding:
    return about(rule, "measures", level, where, message, why, suggestion, each.measure.source[-1].title)
