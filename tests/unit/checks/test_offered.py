"""The client's scores, as they could stand in an answer."""

from datetime import date

import pytest

from notewizard.checks.offered import scores_of
from notewizard.note.note import Note


def note(*scores):
    keys = ("name", "score", "date", "previous_score", "previous_date")
    rows = [dict(zip(keys, row, strict=False)) for row in scores]
    return Note.model_validate({"presenting": {"measures": rows}})


TODAY, BEFORE, EARLIER = date(2026, 11, 20), date(2026, 10, 23), date(2025, 12, 30)


@pytest.mark.parametrize(
    ("today", "earlier", "said"),
    [
        (note(("GAD-7", 9.0, TODAY, 16.0, BEFORE)), (), ("GAD-7 16 to 9 since October 23",)),
        (note(("GAD-7", 9.0, TODAY, 9.0, BEFORE)), (), ("GAD-7 9, as on October 23",)),
        (note(("GAD-7", 9.0, TODAY)), (note(("gad-7", 12.0, BEFORE)),), ("GAD-7 12 to 9 since October 23",)),
        (note(("GAD-7", 9.0, TODAY)), (note(("PHQ-9", 12.0, BEFORE)),), ("GAD-7 9",)),
        (note(("GAD-7", 9.0, TODAY, 16.0, EARLIER)), (), ("GAD-7 16 to 9 since December 30, 2025",)),
        (note(), (note(("GAD-7", 12.0, BEFORE)),), ("GAD-7 12 on October 23",)),
        (
            note(),
            (note(("GAD-7", 9.0, TODAY)), note(("GAD-7", 16.0, BEFORE))),
            ("GAD-7 16 to 9, October 23 to November 20",),
        ),
        (
            note(),
            (note(("GAD-7", 9.0, TODAY)), note(("gad 7", 16.0, BEFORE))),
            ("GAD-7 16 to 9, October 23 to November 20",),
        ),
        (note(), (), ()),
        (Note(), (Note(),), ()),
    ],
)
def test_scores_are_said_against_those_before(today, earlier, said):
    assert scores_of(today, earlier) == said


def test_two_scores_are_enough():
    assert len(scores_of(note(*((name, 3.0, TODAY) for name in ("GAD-7", "PHQ-9", "PCL-5"))))) == 2
