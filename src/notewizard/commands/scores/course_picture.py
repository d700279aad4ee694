"""The courses of a client's measures as one SVG: a panel a measure, with everything it shows also in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

from notewizard.commands.scores.course import Course, Point
from notewizard.commands.scores.course_words import heading, long_day, sentences
from notewizard.terminal.show import STEERS

WIDE, HIGH, GAP = 760, 316, 24
LEFT, RIGHT, TOP, BOTTOM = 52, 230, 74, 40
"""Around the field of a panel: the scale, the names of the bands, the title, the dates."""
INK, FAINT, BAND, POINT, AIM = "#1b1b1b", "#5a5a5a", "#c8c8c8", "#0b4f8a", "#7a3b00"


def picture(courses: Sequence[Course], client: str) -> str:
    """The file's text. `client` is what the practice calls the client."""
    high = len(courses) * (HIGH + GAP) + GAP
    title = f"Scores of {client}"
    told = [line for course in courses for line in (*heading(course), *sentences(course))]
    body = [line for at, course in enumerate(courses) for line in _panel(course, GAP + at * (HIGH + GAP))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" width="{WIDE}" height="{high}"'
            ' role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
            f'<title id="title">{_text(title)}</title>',
            f'<desc id="desc">{_text(" ".join(told))}</desc>',
            f'<rect width="{WIDE}" height="{high}" fill="#ffffff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _panel(course: Course, top: int) -> Iterator[str]:
    least, most = _scale(course)
    field = (LEFT, top + TOP, WIDE - RIGHT, top + HIGH - BOTTOM)
    measure = course.measure
    name = f"{measure.name}, {measure.title}" if measure else course.name
    yield f'<text x="{LEFT}" y="{top + 18}" font-size="16" font-weight="bold" fill="{INK}">{_text(name)}</text>'
    for line, about in enumerate(list(heading(course))[1:]):
        yield _label(LEFT, top + 38 + line * 17, about, FAINT)
    yield f'<path d="M{field[0]} {field[1]}V{field[3]}H{field[2]}" fill="none" stroke="{INK}"/>'

    def y(value: float) -> float:
        return round(field[3] - (value - least) / (most - least) * (field[3] - field[1]), 1)

    days = sorted({each.day for each in course.points})
    span = (days[-1] - days[0]).days

    def x(day: date) -> float:
        share = (day - days[0]).days / span if span else 0.5
        return round(field[0] + 12 + share * (field[2] - field[0] - 36), 1)

    below = -100.0
    for value, label, color in sorted(_levels(course), reverse=True):
        dash = "2 4" if color == BAND else "8 4"
        yield f'<path d="M{field[0]} {y(value)}H{field[2]}" stroke="{color}" stroke-dasharray="{dash}"/>'
        below = max(y(value) + 4, below + 14)  # two names are never written over each other
        yield _label(field[2] + 6, below, label, FAINT if color == BAND else AIM)
    for value in (least, most):
        yield _label(LEFT - 8, y(value) + 4, f"{value:g}", FAINT, "end")
    course_line = " ".join(f"{x(each.day)},{y(each.score)}" for each in course.points)
    yield f'<polyline points="{course_line}" fill="none" stroke="{POINT}" stroke-width="1.5"/>'
    for each in course.points:
        fill = POINT if each.source == "record" else "#ffffff"
        yield (
            f'<circle cx="{x(each.day)}" cy="{y(each.score)}" r="5" fill="{fill}" stroke="{POINT}" stroke-width="2">'
            f"<title>{_text(_told(course, each))}</title></circle>"
        )
        yield _label(x(each.day) + 9, y(each.score) - 7, f"{each.score:g}", INK)
    free = -100.0
    for day in (*days[:1], *days[-1:], *days[1:-1]) if len(days) > 1 else days:
        at = x(day)
        if day in (days[0], days[-1]) or (abs(at - free) > 90 and x(days[-1]) - at > 100 and at - x(days[0]) > 100):
            free = at if day not in (days[0], days[-1]) else free
            anchor = "start" if day == days[0] and span else "middle"
            yield _label(at - (8 if anchor == "start" else 0), field[3] + 18, _short(day), FAINT, anchor)


def _scale(course: Course) -> tuple[float, float]:
    """From the least to the most: the instrument's own, or that of the scores of one that is not known."""
    scores = [each.score for each in course.points]
    if course.measure is not None:
        return min(course.measure.least, *scores), max(course.measure.most, *scores)
    return min(0, *scores), max(1, *scores)


def _levels(course: Course) -> Iterator[tuple[float, str, str]]:
    measure = course.measure
    if measure is not None:
        for band in measure.bands[1:]:
            yield band.least, f"{band.least:g} {band.name}", BAND
        for cut in dict.fromkeys(measure.cut or ()) if not measure.bands else ():
            yield cut, f"cut {cut:g}", BAND
    if course.goal is not None and course.goal.target is not None:
        yield course.goal.target, f"target {course.goal.target:g}", AIM


def _told(course: Course, point: Point) -> str:
    band = course.band(point)
    return f"{long_day(point.day)}: {point.score:g}{f', {band}' if band else ''}"


def _label(x: float, y: float, text: str, color: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" fill="{color}" text-anchor="{anchor}">{_text(text)}</text>'


def _short(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


def _text(text: str) -> str:
    """Fit to stand in the file: nothing of it is markup, and no character is one that XML cannot hold."""
    return escape(STEERS.sub("\ufffd", " ".join(text.split())))
