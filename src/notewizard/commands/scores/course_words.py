"""The course of a measure in words: as a table, and as one sentence a score for who has it read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from notewizard.commands.scores.course import Change, Course, Point

FROM = {"record": "", "note": "later", "text": "text", "plan": "plan"}
"""Where a score comes from, as the table says it; a note's own answers need no word."""
_LEGEND = {
    "note": "later: as a later note gives it",
    "text": "text: read from the text of a note",
    "plan": "plan: the baseline of the treatment plan",
}
_TOLD = {
    "record": "",
    "note": " As a later note gives it.",
    "text": " Read from the text of the note.",
    "plan": " The baseline of the treatment plan.",
}
_SHORT = {"within measurement error": "(within)", "unchanged": ""}


def heading(course: Course) -> Iterator[str]:
    """What the measure is, what its change takes, and what the treatment plan says of it."""
    measure = course.measure
    if measure is None:
        yield course.name
        yield "This measure is not known here: no bands are shown, and no change is judged."
    else:
        yield f"{measure.name}, {measure.title}"
        takes = f"; {measure.change_takes}" if measure.change_takes else "; no figure for change is known"
        yield f"{measure.range}, {measure.better} is better{takes}."
    if course.goal is not None and course.planned is not None:
        aims = [("baseline", course.goal.baseline), ("target", course.goal.target)]
        said = ", ".join(f"{name} {value:g}" for name, value in aims if value is not None)
        since = long_day(course.planned)
        yield f"Goal {course.goal.id} of the treatment plan, since {since}{f': {said}' if said else ''}."


def table(course: Course) -> list[str]:
    """A line for each score under a line of headings, in columns."""
    first = course.points[0]
    rows = [("Date", "Score", "Band", f"Item {_item(course)}", "Since last", "Since first", "From")]
    for at, point in enumerate(course.points):
        last = _change(course, point, course.points[at - 1]) if at else ""
        start = _change(course, point, first) if at else ""
        item = "" if point.suicide_item is None else str(point.suicide_item)
        cells = (_short_day(point.day), f"{point.score:g}", course.band(point), item, last, start, FROM[point.source])
        rows.append(cells)
    used = [at for at in range(len(rows[0])) if any(row[at] for row in rows[1:])]
    wide = {at: max(len(row[at]) for row in rows) for at in used}
    lines = []
    for row in rows:
        aligned = [f"{row[at]:>{wide[at]}}" if at == 1 else f"{row[at]:<{wide[at]}}" for at in used]
        lines.append("  ".join(aligned).rstrip())
    return lines


def legend(course: Course) -> str:
    """What the short words of the table mean; empty where it has none."""
    pairs = [(one, course.points[0]) for one in course.points[1:]]
    pairs += list(zip(course.points[1:], course.points, strict=False))
    within = any(course.change(one, since).verdict == "within measurement error" for one, since in pairs)
    said = ["(within): within measurement error"] if within else []
    said += [words for source, words in _LEGEND.items() if any(one.source == source for one in course.points)]
    return "; ".join(said) + "." if said else ""


def sentences(course: Course) -> Iterator[str]:
    """The same, a sentence or two for each score."""
    first = course.points[0]
    for at, point in enumerate(course.points):
        band = course.band(point)
        said = f"{long_day(point.day)}: {point.score:g}{f', {band}' if band else ''}."
        if point.suicide_item is not None:
            said += f" Suicide item (item {_item(course)}): {point.suicide_item}."
        if at:
            last = course.points[at - 1]
            said += f" {_said(course.change(point, last), f'the score before, {last.score:g}')}"
        if at > 1:
            said += f" {_said(course.change(point, first), f'the first, {first.score:g}')}"
        yield said + _TOLD[point.source]


def _item(course: Course) -> str:
    item = course.measure.suicide_item if course.measure else None
    return str(item.number) if item else "?"


def _change(course: Course, point: Point, since: Point) -> str:
    change = course.change(point, since)
    verdict = _SHORT.get(change.verdict, change.verdict)
    return f"{change.points:+g} {verdict}".strip() if change.points else "0"


def _said(change: Change, since: str) -> str:
    if not change.points:
        return f"The same as {since}."
    way = "higher" if change.points > 0 else "lower"
    verdict = f": {change.verdict}" if change.verdict else ""
    return f"{abs(change.points):g} {way} than {since}{verdict}."


def long_day(day: date) -> str:
    """ "November 20, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def _short_day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
