"""What `--holds` gives to a correction: which answers it knows, and how several entries are parted."""

import pytest
from unit.commands.test_corrected_answers import correct, held


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


def test_an_answer_that_the_note_does_not_have_is_refused_with_those_that_it_has(office):
    code, _, err = correct(office, "low", "Acute risk was moderate.", "safety.suicide.behavior=x")
    assert code == 2
    assert err.startswith("--holds safety.suicide.behavior does not belong to: correction.\nNothing was written.\n")
    (said,) = [line for line in err.splitlines() if line.startswith("Of this note it changes: ")]
    assert {"encounter.date", "safety.risk.acute", "plan.homework"} <= set(said[25:-1].split(", "))
    assert "ANSWER" not in err
    assert office.records("correction") == []


def test_what_holds_belongs_to_a_correction_alone(office):
    words = ("--text", office.text("More."), "--reason", "PCP called", "--holds", "safety.risk.acute=low")
    code, _, err = office.addend("late-entry", *words)
    assert (code, "--holds safety.risk.acute does not belong to: late entry." in err) == (2, True)


def test_a_line_break_parts_entries_and_is_kept_in_none(office):
    code, _, err = correct(office, "homework", "Two things.", "plan.homework=Ride two stops.\nCall the bank.; Rest.")
    assert code == 0, err
    assert held(office).elements["plan"]["homework"] == ["Ride two stops.", "Call the bank.", "Rest."]
    office.later(hours=1)
    code, _, err = correct(
        office, "low", "Acute risk was moderate.", "plan.homework=One.\n\nTwo.", "safety.risk.acute=low"
    )
    assert held(office).elements["plan"]["homework"] == ["One.", "Two."], err
