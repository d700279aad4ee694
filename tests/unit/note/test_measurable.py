"""Whether an objective can be measured: what it lacks, by its words."""

import pytest

from notewizard.note.measurable import missing_in
from notewizard.note.treatment import PlannedGoal

SEEN, COUNTED, WHEN = "what will be seen", "how much or how often", "by when"


def lacks(objective, measure=None, target=None):
    return missing_in(PlannedGoal(id="g1", goal="Goal", objective=objective, measure=measure, target=target))


@pytest.mark.parametrize(
    "objective",
    [
        "PCL-5 below 31 and driving the highway to work on four of five days by 2027-01-15",
        "Attends three classes a week within 8 weeks",
        "Leaves the house alone twice a week by the next review",
        "Sleeps six hours on five nights by March 1",
        "Rides the bus without getting off early by the end of January",
        "No self-harm for three months",
        "PHQ-9 at or under 9 by 3/1/2027",
        "Uses two coping skills daily until discharge",
        "Speaks up once in each staff meeting by end of quarter",
    ],
)
def test_something_seen_and_counted_by_a_day(objective):
    assert lacks(objective) == ()


@pytest.mark.parametrize(
    ("objective", "missing"),
    [
        ("Improve self-esteem", (SEEN, COUNTED, WHEN)),
        ("Client will feel better by June", (SEEN, COUNTED)),
        ("50% by June 2027", (SEEN,)),
        ("Rides the bus to work four days a week", (WHEN,)),
        ("May use coping skills when upset", (COUNTED, WHEN)),
        ("Argues less with his brother by June", (COUNTED,)),
        (None, (SEEN, COUNTED, WHEN)),
    ],
)
def test_what_is_missing_is_named(objective, missing):
    assert lacks(objective) == missing


def test_a_measure_with_a_target_is_what_is_seen_and_how_much():
    assert lacks("Less worry by January 31, 2027", "GAD-7", 4) == ()
    assert lacks("Less worry", "GAD-7", 4) == (WHEN,)
    assert lacks("Less worry by January 31, 2027", "GAD-7") == (SEEN, COUNTED)
