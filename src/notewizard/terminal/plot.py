"""Points over time in plain characters: no color, no cursor movement, the number beside every point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 11
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
    numbers, names = _scale(levels, least, most)
    room = width - LABELS - 3 - max(map(len, names))
    if len(days) < 2 or room < 16:
        return []
    rows = [[signs.across if name else " "] * room for name in names]
    for dot in sorted(dots, key=lambda each: each.day):
        _draw(rows[_row_of(dot.value, levels, least, most)], _column(dot.day, days, room), dot, signs)
    lines = [
        f"{number:>{LABELS}} {signs.side}{''.join(row)} {name}".rstrip()
        for number, row, name in zip(numbers, rows, names, strict=True)
    ]
    return [*lines, f"{'':>{LABELS}} {signs.corner}{signs.floor * room}", *_dates(days, room)]


def _scale(levels: Sequence[Level], least: float, most: float) -> tuple[list[str], list[str]]:
    """For each row its number to the left and its names to the right, either empty."""
    numbers, names = [""] * HEIGHT, [""] * HEIGHT
    numbers[0], numbers[-1] = f"{most:g}", f"{least:g}"
    for level in levels:
        at = _row(level.value, least, most)
        numbers[at] = numbers[at] if names[at] else f"{level.value:g}"
        names[at] = f"{names[at]}, {level.name}" if names[at] else level.name
    return numbers, names


def _row_of(value: float, levels: Sequence[Level], least: float, most: float) -> int:
    """The row of a point: one that lies below a level is not drawn on its line, where there is a row between."""
    at = _row(value, least, most)
    taken = {_row(each.value, least, most) for each in levels}
    below = any(_row(each.value, least, most) == at and value < each.value for each in levels)
    return at + 1 if below and at + 1 < HEIGHT and at + 1 not in taken else at


def _row(value: float, least: float, most: float) -> int:
    return round((most - min(max(value, least), most)) / (most - least) * (HEIGHT - 1))


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
