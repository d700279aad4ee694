"""The plot of a measure: in its width, with every number, whatever the characters."""

from datetime import date, timedelta

import pytest

from notewizard.terminal.plot import ASCII, HEIGHT, Dot, Level, Signs, plot

DAY = date(2026, 9, 4)
LEVELS = [Level(5, "mild"), Level(10, "moderate"), Level(15, "severe"), Level(4, "target 4")]


def dots(*scores, days=14):
    return [Dot(DAY + timedelta(days=at * days), score, at > 0) for at, score in enumerate(scores)]


def test_every_score_stands_beside_its_mark_and_every_level_has_its_name():
    lines = plot(dots(17, 11, 9), LEVELS, 0, 21, 80, Signs())
    text = "\n".join(lines)
    assert "○17" in text
    assert "●11" in text
    assert "9●" in text
    assert [line.rsplit("┄ ")[-1] for line in lines if "┄ " in line] == ["severe", "moderate", "mild", "target 4"]
    assert len(lines) == HEIGHT + 2
    assert lines[-1].split() == ["Sep", "4,", "2026", "Sep", "18", "Oct", "2,", "2026"]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_screen(width):
    assert all(len(line) <= width for line in plot(dots(17, 11, 9, 3), LEVELS, 0, 21, width, Signs()))


def test_without_signs_it_is_ascii():
    lines = plot(dots(17, 11, 9), LEVELS, 0, 21, 80, ASCII)
    assert all(line.isascii() for line in lines)
    assert any("o17" in line for line in lines)


def test_a_score_below_a_level_is_not_drawn_on_its_line():
    lines = plot(dots(14, 14), [Level(15, "severe")], 0, 30, 60, ASCII)
    on = next(line for line in lines if line.endswith("severe"))
    assert "14" not in on.replace("15 ", "")


@pytest.mark.parametrize("score", range(28))
def test_a_score_stands_on_a_line_of_its_own_value_or_between_the_two_around_it(score):
    """The PHQ-9 with a target of 9: bands at 5, 10, 15 and 20, on a scale of 0 to 27."""
    levels = [Level(each, "line") for each in (5, 9, 10, 15, 20)]
    lines = plot(dots(score, score), levels, 0, 27, 60, ASCII)[:-2]
    at = next(row for row, line in enumerate(lines) if "o" in line)
    lined = {int(line[:6]): row for row, line in enumerate(lines) if line[:6].strip()}
    assert set(lined) == {0, 5, 9, 10, 15, 20, 27}
    assert all((row > at) if value < score else (row < at) for value, row in lined.items() if value != score)
    assert lined.get(score, at) == at


@pytest.mark.parametrize(("scores", "width"), [((17,), 80), ((), 80), ((17, 9), 20)])
def test_where_there_is_nothing_to_compare_or_no_room_nothing_is_drawn(scores, width):
    assert plot(dots(*scores), LEVELS, 0, 21, width, Signs()) == []


def test_two_scores_of_one_day_are_no_course():
    assert plot(dots(17, 9, days=0), LEVELS, 0, 21, 80, Signs()) == []


def test_a_score_outside_the_scale_stands_at_its_edge():
    assert (
        "●99" in plot(dots(3, 5, 99), [], 0, 21, 80, Signs())[0]
        or "99●" in plot(dots(3, 5, 99), [], 0, 21, 80, Signs())[0]
    )
