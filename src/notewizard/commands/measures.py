"""How a client's scores went over time: a table and a plot of each measure, or a picture."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

from notewizard.commands.desk import desk_of
from notewizard.commands.filed.plan_in_force import plan_now
from notewizard.commands.filed.waiting_notes import say_what_waits
from notewizard.commands.filed.witness import witness
from notewizard.commands.lines import as_json
from notewizard.commands.one_client import client_named
from notewizard.commands.scores.course import Course, Courses, Point, courses_of
from notewizard.commands.scores.course_words import heading, legend, sentences, table
from notewizard.commands.world import World
from notewizard.errors import NameTaken, Refused, WrongWords
from notewizard.records.clients import Client
from notewizard.records.practice import Practice
from notewizard.records.publish import publish
from notewizard.terminal.abilities import has_signs, wants_plain
from notewizard.terminal.columns import columns_of
from notewizard.terminal.plot import ASCII, Dot, Level, Signs, plot
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

EXAMPLES = """\
examples:
  notewizard measures c-1042                    every measure: date, score, band, change, and a plot
  notewizard measures smith --svg scores.svg    the same as a picture, a new file
  notewizard measures c-1042 --accessible       one sentence a score, to be read aloud
  notewizard measures c-1042 --json             for a program

A change is called improved or worse only where it is as large as the measure's own figure; below that it is within
measurement error. Scores come from the notes kept here, the baseline from the treatment plan. In notes that another
program wrote, a number directly beside the name of a known measure is taken, and marked as read from the text.
"""
WIDEST = 100


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("client", metavar="CLIENT", nargs="?", help="id or name of a client of the practice")
    parser.add_argument("--svg", metavar="FILE", help="write a picture into a new file")
    parser.add_argument("--plain", action="store_true", help="draw with the signs of every keyboard")
    parser.add_argument("--accessible", action="store_true", help="sentences in place of table and plot")
    parser.add_argument("--json", action="store_true", help="the result as JSON")


def run(options: Namespace, world: World) -> int:
    """Gather the scores, and show them; exit 4 where a record that may hold some cannot be read."""
    if not options.client:
        raise WrongWords("Whose scores?", hint="notewizard measures CLIENT")
    desk = desk_of(options, world)
    practice = desk.practice_here()
    client = client_named(practice, options.client, "Nothing was read.")
    found = courses_of(practice, desk.state, client.id, desk.library, plan_now(practice, client.id, desk.library))
    if options.svg:
        _draw(found, client, Path(options.svg))
    if options.json:
        results = [_result(each, practice) for each in found.courses]
        data(as_json({"schema": 1, "client": client.id, "results": results}, indent=1) + "\n")
    elif not options.svg:
        _print(found, client, options, world)
    for line in (*found.corrected, *found.unreadable, *found.damaged):
        say(line)
    if found.courses and (owed := witness(desk, "export" if options.svg else "view", why="scores")):
        say(owed)
    say_what_waits(desk.state)
    return 4 if found.damaged else 0


def _draw(found: Courses, client: Client, target: Path) -> None:
    from notewizard.commands.scores.course_picture import picture

    if not found.courses:
        raise Refused("There are no scores to draw.", not_done="Nothing was written.")
    if target.suffix.lower() != ".svg":
        raise WrongWords("A picture's file name ends in .svg.", hint=f"--svg {target.name}.svg")
    try:
        published = publish(target.parent, target.name, picture(found.courses, client.id).encode("utf-8"))
    except NameTaken as taken:
        taken.hint = f"The next free name is {taken.free}: give it with --svg."
        raise
    say(f"Drawn: {published.path}")


def _print(found: Courses, client: Client, options: Namespace, world: World) -> None:
    if not found.courses:
        data(f"No scores of {client.id} are known.\n")
        say("They come from notes kept here; the next one asks for scores under concerns and status.")
        return
    spoken = options.accessible or (wants_plain(world.environ) and not options.plain)
    width = columns_of(world.environ)
    signs = Signs() if not options.plain and has_signs(world.environ, "utf-8") else ASCII
    parts = ["\n".join(_lines(each, width, None if spoken else signs)) for each in found.courses]
    data(show("\n\n".join(parts)) + "\n")


def _lines(course: Course, width: int, signs: Signs | None) -> Iterator[str]:
    """What is shown of one measure; in sentences where there are no signs to draw with, or no room for the table."""
    for line in heading(course):
        yield from wrap(line, width)
    yield ""
    rows = table(course)
    if signs is None or max(map(len, rows)) > width:
        for line in sentences(course):
            yield from wrap(line, width, subsequent_indent="" if signs is None else "  ")
    else:
        yield from rows
        yield from wrap(legend(course), width)
    for line in course.disagree:
        yield from wrap(f"Two scores of one day. {line}", width)
    drawn = _plotted(course, width, signs) if signs is not None else []
    if drawn:
        yield ""
        yield from drawn
        if signs and any(each.source != "record" for each in course.points):
            yield ""
            yield from wrap(f"{signs.sure} a note's own score, {signs.other} from elsewhere", width)


def _plotted(course: Course, width: int, signs: Signs) -> list[str]:
    dots = [Dot(each.day, each.score, each.source == "record") for each in course.points]
    measure, scores = course.measure, [each.score for each in course.points]
    levels = []
    least, most = min(0, *scores), max(*scores, 1)
    if measure is not None:
        least, most = measure.least, measure.most
        levels = [Level(band.least, band.name) for band in measure.bands[1:]]
        if measure.cut and not measure.bands:
            levels = [Level(measure.cut[0], f"cut {'-'.join(f'{each:g}' for each in dict.fromkeys(measure.cut))}")]
    if course.goal is not None and course.goal.target is not None:
        levels.append(Level(course.goal.target, f"target {course.goal.target:g}"))
    return plot(dots, levels, least, most, min(width, WIDEST), signs)


def _result(course: Course, practice: Practice) -> dict[str, Any]:
    measure, goal = course.measure, course.goal
    figures: dict[str, Any] = {}
    if measure is not None:
        change = measure.reliable_change or measure.important_change
        figures = {
            "title": measure.title,
            "least": measure.least,
            "most": measure.most,
            "better": measure.better,
            "change": {"kind": measure.change_kind, "points": change, "percent": measure.important_percent}
            if measure.change_kind
            else None,
        }
    return {
        "measure": course.name,
        "known": measure is not None,
        **figures,
        "goal": goal.id if goal else None,
        "baseline": goal.baseline if goal else None,
        "target": goal.target if goal else None,
        "scores": [_score(course, at, practice) for at in range(len(course.points))],
        "disagree": list(course.disagree),
    }


def _score(course: Course, at: int, practice: Practice) -> dict[str, Any]:
    point = course.points[at]
    return {
        "date": point.day.isoformat(),
        "score": point.score,
        "band": course.band(point) or None,
        "suicide_item": point.suicide_item,
        "since_last": _change(course, point, course.points[at - 1]) if at else None,
        "since_first": _change(course, point, course.points[0]) if at else None,
        "source": point.source,
        "path": str(practice.root / point.path) if point.path else None,
    }


def _change(course: Course, point: Point, since: Point) -> dict[str, Any]:
    change = course.change(point, since)
    return {"from": since.score, "points": change.points, "verdict": change.verdict or None}
