"""What stands above the first question of a row is said in the words of the kind of session."""

from datetime import date

import pytest
import shipped

from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at
from notewizard.terminal.views import view_of

LIBRARY = shipped.library()


@pytest.mark.parametrize(
    ("kind", "with_whom", "head"),
    [("collateral", None, "Whom you were in contact with"), ("ongoing", "couple", "Who was there, the client first")],
)
def test_the_people_of_a_session_are_asked_for_in_its_own_words(kind, with_whom, head):
    answers = {"encounter": {"session_type": kind, "delivery": "in-person", "participants": with_whom}}
    state = Interview(LIBRARY, LIBRARY.formats["soap"], Chart(date(2026, 11, 20)), answers)
    asked = question_at(state, "encounter.attended[0].role")
    assert asked is not None
    assert view_of(asked, state).note.startswith(head)
