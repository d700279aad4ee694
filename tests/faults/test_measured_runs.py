"""What is timed in `benchmarks/faults` does what it says, in little; how long it takes is told there and never here."""

import runpy
from collections import Counter
from contextlib import closing
from pathlib import Path

from notewizard.records.history.verifying import verify
from notewizard.records.state import State

FAULTS = Path(__file__).parents[2] / "benchmarks" / "faults"


def test_each_answer_that_is_timed_is_kept(tmp_path):
    timed = runpy.run_path(str(FAULTS / "bench_ack.py"))
    for name in ("measured", "closed"):
        assert len(timed[name](tmp_path / name, 30)) == 30
    drafts = State(tmp_path / "measured").drafts
    (kept,) = drafts.list()
    with closing(drafts.open(kept.id)) as draft:
        answers = [entry["path"] for entry in draft.entries() if entry["kind"] == "answer"]
    assert answers == [["plan", number] for number in range(30)]


def test_the_practice_on_which_verify_is_timed_is_whole(tmp_path):
    timed = runpy.run_path(str(FAULTS / "bench_verify.py"))
    found = verify(*timed["build"](tmp_path, 60, 1))
    assert Counter(each.kind for each in found.verdicts) == {"intact": 60}
    assert (len(found.told.entries), found.troubles) == (121, ())
