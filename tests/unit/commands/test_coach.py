"""What the coach says beside a question, in every format and kind of session."""

from __future__ import annotations

from datetime import date

import pytest
import shipped

from notewizard.commands.walking.coach import Coach
from notewizard.definitions.teaching import load_teaching
from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, everything_asked, wording
from notewizard.terminal.look import wrapped

LIBRARY = shipped.library()
TEACHING = load_teaching()
KINDS = [
    option.value
    for _, question in LIBRARY.questions()
    if question.id == "encounter.session_type"
    for option in question.options
]


def at(form: str, kind: str) -> Interview:
    """The interview at the beginning of a session of that kind."""
    return Interview(LIBRARY, LIBRARY.formats[form], Chart(date(2026, 11, 20)), {"encounter": {"session_type": kind}})


@pytest.mark.parametrize("form", sorted(LIBRARY.formats))
@pytest.mark.parametrize("kind", KINDS)
def test_every_question_is_taught_on_six_rows_at_most(form: str, kind: str) -> None:
    coach, state = Coach(TEACHING, beside=True), at(form, kind)
    for asked in everything_asked(state):
        lines, _ = coach.teach(asked, state)
        assert lines, asked.key
        assert sum(len(wrapped(line, 77)) for line in lines) <= 6, asked.key


def test_the_strong_answer_is_the_example_of_the_question_as_it_is_worded() -> None:
    coach = Coach(TEACHING, beside=True)
    for kind, weak in (("intake", "Anxiety."), ("ongoing", "Talked about various stressors.")):
        state = at("soap", kind)
        asked = next(each for each in everything_asked(state) if each.key == "presenting.concerns")
        lines, more = coach.teach(asked, state)
        assert lines[-2:] == (f"Weak: {weak}", f"Strong: {wording(asked, state).example}")
        assert more[0].startswith(f"“{weak}” is weak: ")


def test_a_coach_that_is_asked_for_the_page_alone_says_nothing_beside_a_question() -> None:
    state = at("soap", "ongoing")
    for asked in everything_asked(state):
        assert Coach(TEACHING, beside=False).teach(asked, state) == ((), ())
