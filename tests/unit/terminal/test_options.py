"""Choosing one, key by key, without a screen."""

from notewizard.terminal.options import Options
from notewizard.terminal.screen import Choice

LEVELS = (Choice("low", "low", "l"), Choice("moderate", "moderate", "m"), Choice("high", "high risk"))


def test_a_key_is_its_own_or_the_next_free_number():
    assert [choice.key for choice in Options(LEVELS).choices] == ["l", "m", "1"]
    taken = (Choice("a", "a", "1"), Choice("b", "b"))
    assert [choice.key for choice in Options(taken).choices] == ["1", "2"]


def test_nothing_is_pointed_at_without_a_suggestion():
    assert Options(LEVELS).here() is None
    assert Options(LEVELS, pointed="moderate").here() == LEVELS[1]
    assert Options(LEVELS, pointed="high risk").here().value == "high"
    goals = (Choice("g1", "goal 1: Sleep"), Choice("g2", "goal 2: Work"))
    assert Options(goals, pointed="goal 2").here().value == "g2"


def test_a_key_answers_only_while_nothing_is_typed():
    options = Options(LEVELS)
    assert options.key("M") == LEVELS[1]
    assert options.key("x") is None
    options.type("hi")
    assert options.key("l") is None
    assert options.here().value == "high"


def test_a_filter_that_fits_nothing_points_at_nothing():
    options = Options(LEVELS, pointed="low")
    options.type("zebra")
    assert (options.shown(), options.here()) == ([], None)


def test_letters_that_fit_two_choices_point_at_neither():
    options = Options((Choice("a", "walked in"), Choice("b", "walked out")))
    options.type("wal")
    assert (len(options.shown()), options.here()) == (2, None)
    options.type("walked o")
    assert options.here().value == "b"


def test_moving_goes_around_the_ends():
    options = Options(LEVELS)
    options.move(-1)
    assert options.here().value == "high"
    options.move(1)
    assert options.here().value == "low"
