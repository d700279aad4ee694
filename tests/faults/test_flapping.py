"""The practice folder vanishes and comes back at every step of a delivery: each note is delivered exactly once."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from faults.charts import clinic
from faults.disk import FlappingDisk
from faults.stories import Delivering, Finishing, Home
from faults.sweep import FULL

from notewizard.errors import NotKept
from notewizard.records.durable import make_folder
from notewizard.records.history.entry import Event
from notewizard.records.history.mirror import Mirror
from notewizard.records.history.writing import History
from notewizard.records.identity import begun_in
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


class OfAPractice(Delivering):
    """The same with a practice that has an id, and another one that comes into its place, with a client of that id."""

    def prepare(self) -> None:
        Home.prepare(self)
        self.leftovers = set()
        ids = History(self.practice, self.state).identify()
        draft = self.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
        draft.append(begun_in(self.practice, ids))
        draft.close()
        elsewhere = Finishing(self.root / "other machine")
        elsewhere.prepare()
        History(elsewhere.practice, elsewhere.state).append(Event("view", "Cy Dunn, LPC", "2026-11-20T09:00:00+00:00"))
        elsewhere.recover()
        elsewhere.practice.root.rename(self.other)
        shutil.rmtree(elsewhere.root)
        (self.other / "Ashgrove" / "2026-11-20.md").unlink()
        for record in (self.other / ".notewizard" / "records").iterdir():
            record.unlink()
        away = self.practice.root.with_name("away")
        self.practice.root.rename(away)
        with pytest.raises(NotKept):
            self._keep()
        away.rename(self.practice.root)

    @property
    def other(self) -> Path:
        return self.root / "other"

    def others(self) -> dict[str, bytes]:
        """Every file of the other practice."""
        found = (path for path in sorted(self.other.rglob("*")) if path.is_file())
        return {path.relative_to(self.other).as_posix(): path.read_bytes() for path in found}


def exchanged(gone, back):
    """One delivery while another practice comes into the place at the call `gone`: calls, and what is broken.

    Where the disks are exchanged once, nothing of ours is in the other practice. Where they are exchanged twice within
    a few calls, a temporary file may be left there, or an entry of the history, and never the note or its record.
    """
    root = Path(tempfile.mkdtemp(prefix="nw-exchanged-"))
    try:
        story = OfAPractice(root)
        story.prepare()
        before = story.others()
        with FlappingDisk(root, story.practice.root, gone, back, other=story.other) as disk, suppress(NotKept):
            story.act()
        said = f"exchanged at call {gone}, back after {back or 'all'}"
        after = story.others()
        strays = [name for name in sorted({*after, *before}) if after.get(name) != before.get(name)]
        if back:
            strays = [name for name in strays if "/~$nw-" not in name and "/history/" not in name]
        broken = [f"{said}: {name} of the other practice" for name in strays]
        story.recover()
        passed_by = ("cut", "put back") if back else ()
        story.traces = frozenset({"other practice", *passed_by})
        broken += [f"{said}: {each}" for each in story.check()]
        if any(len(Mirror(folder).practices) > 1 for folder in story.state.history.iterdir() if folder.is_dir()):
            broken.append(f"{said}: the two are taken for one")
        return disk.calls, broken
    finally:
        shutil.rmtree(root)


@pytest.mark.timeout(1800)
def test_another_practice_that_comes_into_the_place_within_a_delivery_gets_nothing():
    calls, broken = exchanged(0, 0)
    assert (broken, calls > 30) == ([], True)
    for gone in range(1, calls + 1):
        for back in BACK if FULL else {0, BACK[gone % 8]}:
            broken += exchanged(gone, back)[1]
    assert broken == []


def test_a_saver_that_never_asks_whose_practice_it_is_is_caught(monkeypatch):
    calls, _ = exchanged(0, 0)
    monkeypatch.setattr("notewizard.records.finish.must_be_the_same", lambda *_: None)
    broken = [found for gone in range(1, calls + 1, 4) for found in exchanged(gone, 0)[1]]
    assert any("of the other practice" in each for each in broken)


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
