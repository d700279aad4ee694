"""A real process, killed with SIGKILL at a random moment: what it was promised is there when the author comes back."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from faults.stories import Home, signed
from faults.sweep import FULL

from notewizard.records.outbox import deliver, waiting
from notewizard.records.record import all_records
from notewizard.records.state import State

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")

TYPIST = Path(__file__).with_name("typist.py")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(TYPIST.parents[1])}
ROUNDS = range(200 if FULL else 3)


def typist(*words):
    return subprocess.Popen(
        [sys.executable, str(TYPIST), *map(str, words)], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )


def promised_before_death(process, lines):
    """Reads that many promises, kills in the middle of the next step, and gives back every promise made."""
    promises = [process.stdout.readline().strip() for _ in range(lines)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return promises + [line for line in rest.split("\n")[:-1] if line]


@pytest.mark.parametrize("seed", ROUNDS)
def test_every_promised_answer_is_there_after_a_kill(tmp_path, seed):
    promises = promised_before_death(typist(tmp_path, "answers"), random.Random(seed).randint(1, 80))
    drafts = State(tmp_path).drafts
    (summary,) = drafts.list()
    draft = drafts.open(summary.id)  # The lock went with the process.
    found = [entry["path"][1] for entry in draft.entries() if entry["kind"] == "answer"]
    draft.close()
    assert found[: len(promises)] == [int(promise) for promise in promises]


@pytest.mark.parametrize("seed", ROUNDS)
def test_what_was_typed_is_there_after_a_kill(tmp_path, seed):
    promises = promised_before_death(typist(tmp_path, "typing"), random.Random(seed).randint(1, 80))
    (summary,) = State(tmp_path).drafts.list()
    text = [entry["text"] for entry in summary.entries if entry["kind"] == "pending"][-1]
    assert len(text) >= int(promises[-1])
    assert text == "".join(f"word{number} " for number in range(text.count(" ")))


@pytest.mark.parametrize("seed", ROUNDS)
def test_every_promised_note_is_whole_and_the_last_one_is_delivered_once(tmp_path, seed):
    home = Home(tmp_path)
    home.prepare()
    state, practice = home.state, home.practice
    promises = promised_before_death(typist(state.root, "notes", practice.root), random.Random(seed).randint(1, 15))
    for one in waiting(state):
        deliver(state, one.draft)
    notes = home.notes()
    notes.pop(home.earlier.name)
    assert set(promises) <= notes.keys()
    assert notes == {name: signed(f"{int(name[:-3]):016x}").text.encode() for name in notes}
    records, unreadable = all_records(practice)
    assert ({record.file for record in records}, unreadable) == ({f"Ashgrove/{name}" for name in notes}, ())
    assert [draft for draft in state.drafts.list() if draft.signed] == []
    assert list(practice.root.rglob("~$*")) == []
