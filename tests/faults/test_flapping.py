"""The practice folder vanishes and comes back at every step of a delivery: each note is delivered exactly once."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from faults.charts import clinic
from faults.disk import FlappingDisk
from faults.stories import Delivering, Finishing
from faults.sweep import FULL

from notewizard.errors import NotKept
from notewizard.records.durable import make_folder
from notewizard.records.outbox import waiting

BACK = (1, 5, 0, 2, 3, 8, 13, 21)
"""So many calls later the folder is back; 0: only when everything is over."""


def flaps(kind, gone, back, empty):
    """One delivery from a folder that goes at the call `gone`: the calls made, what is broken, what strayed."""
    root = Path(tempfile.mkdtemp(prefix="nw-flaps-"))
    try:
        story = kind(root)
        story.prepare()
        with FlappingDisk(root, story.practice.root, gone, back, empty) as disk, suppress(NotKept):
            story.act()
        said = f"{kind.__name__}: away at call {gone}, back after {back or 'all'}{', an empty folder' * empty}"
        broken = []
        if not story.acknowledged and not story.state.drafts.list():
            broken.append(f"{said}: not delivered, and waits nowhere")
        for each in waiting(story.state):
            if each.client != "c-1":
                broken.append(f"{said}: waits for another client")
        story.recover()
        broken += [f"{said}: {each}" for each in story.check()]
        return disk.calls, broken, disk.strays
    finally:
        shutil.rmtree(root)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("empty", [False, True], ids=["nothing is left", "an empty mount point is left"])
@pytest.mark.parametrize("kind", [Finishing, Delivering] if FULL else [Delivering])
def test_each_note_is_delivered_exactly_once(kind, empty):
    calls, broken, _ = flaps(kind, 0, 0, empty)
    assert (broken, calls > 30) == ([], True)
    strays = set()
    for gone in range(1, calls + 1):
        for back in BACK if FULL else (BACK[gone % 3],):
            _, found, stray = flaps(kind, gone, back, empty)
            broken, strays = broken + found, strays | stray
    assert broken == []
    assert not [name for name in strays if not name.startswith("Ashgrove/")]


def test_a_saver_that_builds_its_folders_up_in_an_empty_mount_point_is_caught(monkeypatch):
    def trusts_everything(*_):
        return None

    monkeypatch.setattr("notewizard.records.finish.must_be_there", trusts_everything)
    monkeypatch.setattr("notewizard.records.finish.check_place", trusts_everything)
    monkeypatch.setattr("notewizard.records.record.make_folder", lambda folder, parents: make_folder(folder))
    broken = [found for gone in range(1, 20, 3) for found in flaps(Delivering, gone, 0, True)[1]]
    assert any("R4 the note is there 0 times" in each for each in broken)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("question", [2, 9, 30, 0], ids=["soon", "in the middle", "late", "at the signature"])
def test_a_folder_that_goes_in_the_middle_of_a_walk_holds_up_no_signature(tmp_path, question):
    with clinic(tmp_path / "c", 3, 3) as here:
        here.walks_without(["new", "c-1001"], {"c-1001"}, "c-1001", question)
        assert (here.done["new ended with 4"], here.done["deliver ended with 0"]) == (1, 1)
        assert here.notes() == 1
        assert len(list((here.practice.root / "folder c-1001").glob("2024-*.md"))) == 1
        assert here.state.drafts.list() == ()
        here.look_everywhere()
        assert here.leaks == []
