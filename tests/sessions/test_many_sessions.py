"""Session after session in one process: nothing of the ones before stays in memory, however each of them ends."""

import sys
from pathlib import Path

from sessions.dialogue import Walk
from sessions.office import NOW, opened
from sessions.stage import stage

PROGRAM = str(Path(__file__).with_name("many_sessions.py"))


def test_nothing_of_a_session_stays_when_its_screen_closes(tmp_path):
    office = opened(tmp_path)
    left = "{0} begun, 0 alive, 0 frozen, searched: True"
    with stage(sys.executable, PROGRAM, NOW, env=office.environ(), cwd=office.practice, size=(100, 40)) as s:
        walk = Walk(s)
        walk.asked("Client").answers("c-1042").asked("Date of the session").presses("Enter").asked("Kind of session")
        walk.presses("Ctrl-C").sees(left.format(1))
        walk.asked("Date of the session").presses("Enter").sees("go on with the draft").types("b")
        walk.asked("Kind of session").presses("Ctrl-C")
        walk.sees(left.format(2)).asked("Which draft?").types("1").asked("Kind of session").presses("Ctrl-C").sees(
            left.format(3)
        )
        walk.sees("Date of the session").presses("Enter").sees("second session that day").types("b").presses("Enter")
        walk.sees("Kind of session").presses("Ctrl-C")
        walk.sees(left.format(4)).stops(0)
