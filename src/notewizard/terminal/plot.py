"""Points over time in plain characters: no color, no cursor movement, the number beside every point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

HEIGHT = 15
"""Rows, at the least."""
LABELS = 6
"""Columns for the numbers of the scale."""


@dataclass(frozen=True)
class Dot:
    """One point."""

    day: date
    value: float
    sure: bool
    """It is known from a record; others are drawn hollow."""


@dataclass(frozen=True)
class Level:
    """A value of the scale that is drawn across, with what it is called."""

    value: float
    name: str


@dataclass(frozen=True)
class Signs:
    """The characters that are drawn with."""

    sure: str = "●"
    other: str = "○"
    side: str = "│"
    across: str = "┄"
    corner: str = "└"
    floor: str = "─"


ASCII = Signs("*", "o", "|", ".", "+", "-")


def plot(
    dots: Sequence[Dot], levels: Sequence[Level], least: float, most: float, width: int, signs: Signs
) -> list[str]:
    """The lines of the picture, no longer than `width`; empty where there are fewer than two days to show."""
    days = sorted({each.day for each in dots})
    lines = _lines_at(dots, levels, least, most)
    numbers, names = _scale(levels, lines)
    room = width - LABELS - 3 - max(map(len, names))
    if len(days) < 2 or room < 16:
        return []
    rows = [[signs.across if name else " "] * room for name in names]
    for dot in sorted(dots, key=lambda each: each.day):
        _draw(rows[_row_of(dot.value, lines)], _column(dot.day, days, room), dot, signs)
    drawn = [
        f"{number:>{LABELS}} {signs.side}{''.join(row)} {name}".rstrip()
        for number, row, name in zip(numbers, rows, names, strict=True)
    ]
    return [*drawn, f"{'':>{LABELS}} {signs.corner}{signs.floor * room}", *_dates(days, room)]


def _lines_at(dots: Sequence[Dot], levels: Sequence[Level], least: float, most: float) -> tuple[tuple[float, int], ...]:
    """The values that have a line of their own, the highest first, each with its row.

    They lie to scale, but where a point between two of them needs a row between, which the picture grows by.
    """
    values = sorted({least, most, *(_within(each.value, least, most) for each in levels)}, reverse=True)
    found = [(most, 0)]
    for value in values[1:]:
        above, row = found[-1]
        between = any(value < each.value < above for each in dots)
        to_scale = round((most - value) / (most - least) * (HEIGHT - 1))
        found.append((value, max(to_scale, row + 1 + between)))
    return tuple(found)


def _scale(levels: Sequence[Level], lines: Sequence[tuple[float, int]]) -> tuple[list[str], list[str]]:
    """For each row its number to the left and its names to the right, either empty."""
    (most, _), (least, last) = lines[0], lines[-1]
    numbers, names, rows = [""] * (last + 1), [""] * (last + 1), dict(lines)
    numbers[0], numbers[-1] = f"{most:g}", f"{least:g}"
    for level in levels:
        at = rows[_within(level.value, least, most)]
        numbers[at] = numbers[at] if names[at] else f"{level.value:g}"
        names[at] = f"{names[at]}, {level.name}" if names[at] else level.name
    return numbers, names


def _row_of(value: float, lines: Sequence[tuple[float, int]]) -> int:
    """The row of a point: on a line only where it has that value, else between the two that it lies between."""
    value = _within(value, lines[-1][0], lines[0][0])
    for (above, high), (below, low) in pairwise(lines):
        if value == above:
            return high
        if value > below:
            at = round(high + (above - value) / (above - below) * (low - high))
            return min(max(at, high + 1), low - 1)
    return lines[-1][1]


def _within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)


def _column(day: date, days: Sequence[date], room: int) -> int:
    return round((day - days[0]).days / (days[-1] - days[0]).days * (room - 1))


def _draw(row: list[str], at: int, dot: Dot, signs: Signs) -> None:
    """The mark with its number to the right, or to the left where there is no room."""
    number = f"{dot.value:g}"
    row[at] = signs.sure if dot.sure else signs.other
    begin = at + 1 if at + 1 + len(number) <= len(row) else at - len(number)
    row[begin : begin + len(number)] = list(number)


def _dates(days: Sequence[date], room: int) -> list[str]:
    """The first and the last day, and those between for which there is room, under their columns."""
    line = [" "] * (room + LABELS + 2)
    taken: list[tuple[int, int]] = []
    for day in (days[0], days[-1], *days[1:-1]):
        text = f"{day:%b} {day.day}" + (f", {day.year}" if day in (days[0], days[-1]) else "")
        begin = min(max(LABELS + 2 + _column(day, days, room) - len(text) // 2, 0), len(line) - len(text))
        if all(begin >= high + 2 or begin + len(text) + 2 <= low for low, high in taken):
            taken.append((begin, begin + len(text)))
            line[begin : begin + len(text)] = list(text)
    return ["".join(line).rstrip()]
