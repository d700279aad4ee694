"""A clinician says in the treatment plan that its records are under 42 CFR Part 2; no file is edited by hand."""

import tomllib

from sessions.answer_sheet import EXAMPLES
from sessions.dialogue import Walk
from sessions.office import opened

PLAN = (EXAMPLES.parent / "plans" / "c-1042.toml").read_text(encoding="utf-8")


def test_a_revised_plan_says_that_its_records_are_under_part_2(tmp_path):
    office = opened(tmp_path)
    folder = office.practice / ".notewizard" / "plans" / "c-1042"
    folder.mkdir(parents=True)
    (folder / "1.toml").write_text(PLAN, encoding="utf-8")
    with office.runs("plan", "c-1042", "--revise") as s:
        walk = Walk(s)
        walk.sees("What changes?").types("Substance use").presses("Enter")
        walk.asked("Substance use records (42 CFR Part 2)?").types("y").sees("What changes?").presses("Enter")
        walk.asked("What the review found, or what changes and why").answers("Admitted to the county program.")
        walk.sees("This will be kept", "Substance use, under 42 CFR Part 2").types("q")
        walk.sees("keep it as version 2").types("k").sees("Kept: ").stops(0)
    assert tomllib.loads((folder / "2.toml").read_text(encoding="utf-8"))["part2"] is True
    assert (folder / "1.toml").read_text(encoding="utf-8") == PLAN
