"""A signed note waits because its folder cannot be used: the first screen says so, and the next walk brings it."""

import json
import os
import subprocess
import sys

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import NOW, STILL_CLOCK, opened
from sessions.stage import SOURCE

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"


def test_a_note_that_waits_is_said_and_brought_beside_the_first_question(tmp_path):
    office = opened(tmp_path)
    (office.practice / "c-1042").write_text("in the way", encoding="utf-8")
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS), encoding="utf-8")
    words = ["render", str(file), "--sign", "Dana Whitfield", "--to", str(office.practice)]
    env = {**os.environ, **office.environ(), "PYTHONPATH": str(SOURCE)}
    line = [sys.executable, STILL_CLOCK, NOW, *words]
    assert subprocess.run(line, env=env, cwd=office.practice, capture_output=True).returncode == 4
    with office.runs() as s:
        # Tried already, or being tried: which of the two the screen says hangs on nothing but speed.
        s.see("1 signed note ", "notewizard deliver", "Client").press("Ctrl-C")
        s.ends()
    assert [draft.signed for draft in office.drafts()] == [True]
    (office.practice / "c-1042").unlink()
    with office.runs("new", "sample") as s:
        walk = Walk(s).asked("Date of the session").presses("Enter").asked("Kind of session").types("o")
        walk.asked("Started at").answers("2p").asked("Ended at")
        walk.presses("Shift-Tab").sees("was brought").presses("Ctrl-C").stops(130)
    assert [draft.signed for draft in office.drafts()] == [False]
    assert office.files() == [NOTE]
