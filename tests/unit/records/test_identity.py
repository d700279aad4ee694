"""A practice is known by its id and not by its path: two that take turns in one place share nothing."""

import errno
import os
import shutil
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import pytest
from faults.stories import BODY, Home, signed

from notewizard.errors import NotKept
from notewizard.records.clients import Client
from notewizard.records.finish import keep_note
from notewizard.records.front_matter import FrontMatter, with_front_matter
from notewizard.records.held_practice import held
from notewizard.records.history.entry import Event, line_of
from notewizard.records.history.lines import or_none
from notewizard.records.history.reading import read_history
from notewizard.records.history.verifying import verify
from notewizard.records.history.writing import History
from notewizard.records.identity import NAME, begun_in, give_id, ids_of
from notewizard.records.outbox import deliver, waiting
from notewizard.records.practice import Practice
from notewizard.records.state import State


def event(minute=0, **more):
    return Event(**{"action": "view", "actor": "Ann Bell, LPC", "utc": f"2026-11-20T17:{minute:02}:00+00:00", **more})


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    return home


@pytest.fixture
def turns(home):
    """Two practices that take turns in one place, both with a client `c-1`: which of them is there now."""
    other = Home(home.root / "other")
    other.prepare()
    other.practice.clients.change(Client("c-1", "Birchwater", folder="Ashgrove"))
    return Turns(home, {"A": home.practice.root, "B": other.practice.root})


class Turns:
    def __init__(self, home, places):
        self.home, self.places, self.there = home, places, "A"

    def put(self, name):
        if self.there != name:
            if self.there:
                self.places[self.there] = self.home.practice.root.rename(self.home.root / self.there)
            if name:
                self.places[name].rename(self.home.practice.root)
            self.there = name


def older(home):
    """What a version before there were ids left."""
    (home.practice.dot / NAME).unlink()
    for path in home.state.history.glob("*/practice.*"):
        path.unlink()


def kinds(practice, state=None):
    return [trouble.kind for trouble in read_history(practice, state).troubles]


def seqs(practice, state=None):
    return [each.seq for each in read_history(practice, state).entries]


def kept(home, note=None):
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    draft.append(begun_in(home.practice, History(home.practice, home.state).identify()))
    try:
        return keep_note(home.state, draft, home.practice, note or signed())
    finally:
        draft.close()


def test_the_first_entry_gives_a_practice_its_id_and_no_later_one_changes_it(home):
    assert ids_of(home.practice) == frozenset()
    history = History(home.practice, home.state)
    history.append(event(1))
    path = home.practice.dot / NAME
    said = path.read_bytes()
    assert (len(said), path.stat().st_mode & 0o777) == (33, 0o600)
    history.append(event(2))
    assert path.read_bytes() == said
    assert history.mirror.practices == ids_of(home.practice) == {said.decode().strip()}


def test_two_practices_that_take_turns_in_one_place_share_no_device_and_no_entry(home, turns):
    history = History(home.practice, home.state)
    for minute in range(1, 7):
        turns.put("AB"[minute % 2])
        history.append(event(minute))
    for name in "AB":
        turns.put(name)
        assert seqs(home.practice, home.state) == [1, 2, 3]
        assert len(list(home.practice.history.iterdir())) == 1
        assert kinds(home.practice, home.state) == ["other practice"]
        assert read_history(home.practice, home.state).waiting == 0
    assert len(list(home.state.history.glob("*/1.jsonl"))) == 2


def test_what_is_told_when_another_practice_is_in_the_place(home, turns):
    History(home.practice, home.state).append(event(1))
    turns.put("B")
    for _ in range(2):
        (trouble,) = read_history(home.practice, home.state).troubles
        assert trouble.said == (
            "Another practice stood in this place. Its history of 1 entry, the last from 2026-11-20, is kept apart on"
            " this computer, and goes on there."
        )
        assert not trouble.is_serious
        History(home.practice, home.state).append(event(2))


def test_a_practice_and_its_copy_here_from_before_there_were_ids_go_on(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    away = home.practice.root.rename(home.root / "away")
    history.append(event(2))
    away.rename(home.practice.root)
    older(home)
    device = history.device
    history.append(event(3))
    assert history.device == device
    assert seqs(home.practice) == [1, 2, 3]
    assert kinds(home.practice, home.state) == []
    assert history.mirror.practices == ids_of(home.practice) != frozenset()


def test_an_older_copy_here_goes_on_where_another_computer_gave_the_id(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    older(home)
    History(home.practice, State(home.root / "laptop")).append(event(2))
    assert history.append(event(3)).entry.seq == 2
    assert sorted(seqs(home.practice)) == [1, 1, 2]
    assert kinds(home.practice, home.state) == []


def test_an_older_copy_here_that_never_reached_its_folder_is_brought(home):
    history = History(home.practice, home.state)
    away = home.practice.root.rename(home.root / "away")
    history.append(event(1))
    away.rename(home.practice.root)
    for path in home.state.history.glob("*/practice.*"):
        path.unlink()
    History(home.practice, State(home.root / "laptop")).append(event(2))
    assert history.append(event(3)).entry.seq == 2
    assert sorted(seqs(home.practice)) == [1, 1, 2]


def test_an_older_practice_in_the_place_of_one_with_an_id_is_another(home, turns):
    kept(home)
    turns.put("B")
    (home.practice.history).mkdir()
    assert kinds(home.practice, home.state) == ["other practice"]
    History(home.practice, home.state).append(event(1))
    assert seqs(home.practice) == [1]


@pytest.mark.parametrize("left", [None, b"", b"\0" * 33, b"0123456789ab"])
def test_an_id_that_was_lost_or_torn_is_written_again_the_same(home, left):
    history = History(home.practice, home.state)
    history.append(event(1))
    path = home.practice.dot / NAME
    said = path.read_bytes()
    path.unlink() if left is None else path.write_bytes(left)
    assert history.append(event(2)).entry.seq == 2
    assert path.read_bytes() == said


def test_an_id_that_somebody_wrote_over_is_left_and_the_practice_known_by_its_entries(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    path = home.practice.dot / NAME
    path.write_bytes(b"my practice\n")
    assert history.append(event(2)).entry.seq == 2
    assert path.read_bytes() == b"my practice\n"


@pytest.mark.parametrize("copy", [True, False], ids=["with a second copy", "one of them is lost"])
def test_two_computers_that_drew_an_id_at_once_go_on_both(home, copy):
    theirs = Practice(home.root / "theirs")
    shutil.copytree(home.practice.root, theirs.root)
    mine, other = History(home.practice, home.state), History(theirs, State(home.root / "laptop"))
    mine.append(event(1))
    other.append(event(2))
    sync(home.practice, theirs, copy)
    for history in (mine, other):
        assert history.append(event(3)).entry.seq == 2
    sync(home.practice, theirs, copy)
    for history in (mine, other):
        assert sorted(seqs(history.practice)) == [1, 1, 2, 2]
        assert kinds(history.practice, history.state) == []


def sync(one, other, copy):
    """Both hold the same files; of two ids the first one wins, with a second copy of the other or without."""
    if copy and not (one.dot / "practice (conflicted copy).id").exists():
        shutil.copy(other.dot / NAME, one.dot / "practice (conflicted copy).id")
    for here, there in ((one, other), (other, one)):
        for path in here.history.iterdir():
            if len(path.read_bytes()) > len(or_none(there.history / path.name) or b""):
                shutil.copy(path, there.history / path.name)
    for path in one.dot.glob("practice*.id"):
        shutil.copy(path, other.dot / path.name)


def test_a_copy_of_the_whole_practice_has_its_id_and_loses_nothing(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    backup = Practice(home.root / "backup")
    shutil.copytree(home.practice.root, backup.root)
    history.append(event(2))
    copied = History(backup, home.state)
    assert copied.append(event(3)).entry.device != history.device
    assert ids_of(backup) == ids_of(home.practice)
    assert [history.append(event(4)).entry.seq, copied.append(event(5)).entry.seq] == [3, 2]
    # The backup in the place of the practice itself: put back, and everything comes again.
    shutil.rmtree(home.practice.root)
    backup.root.rename(home.practice.root)
    assert "put back" in kinds(home.practice, home.state)
    history.append(event(6))
    own = [each.seq for each in read_history(home.practice).entries if each.device == history.device]
    assert own == [1, 2, 3, 4]


def test_what_waited_for_a_disk_is_brought_when_it_comes_back_in_another_place(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    away = home.practice.root.rename(home.root / "away")
    history.append(event(2))
    shutil.rmtree(away / ".notewizard" / "history")  # and it is older as well
    moved = History(Practice(away), home.state)
    assert kinds(moved.practice, home.state) == ["put back"]
    assert moved.append(event(3)).entry.seq == 3
    assert seqs(moved.practice) == [1, 2, 3]


def test_a_practice_written_anew_under_another_id_is_found_by_its_notes(home):
    """Who forges history, device and id, and leaves the notes their own ids, is held against this machine's copy."""
    kept(home)
    history = History(home.practice, home.state)
    (path,) = home.practice.history.iterdir()
    (entry,) = read_history(home.practice).entries
    line, _ = line_of("0123456789ab", 1, [], replace(entry.event, actor="Eve Cole, LPC"))
    path.unlink()
    (home.practice.history / "0123456789ab.1.jsonl").write_bytes(line)
    (home.practice.dot / NAME).write_text("f" * 32 + "\n")
    assert history.device == path.name.split(".")[0]
    found = verify(home.practice, home.state)
    assert "put back" in {each.kind for each in found.troubles}
    assert "signed twice" in {each.kind for each in found.verdicts}


def give(root):
    home = Home(root)
    return min(give_id(home.state, home.practice, ()))


def test_programs_that_give_an_id_at_once_agree_on_one(tmp_path):
    home = Home(tmp_path)
    home.practice.dot.mkdir(parents=True)
    with ProcessPoolExecutor(4) as pool:
        assert len(set(pool.map(give, [tmp_path] * 8))) == 1


def test_computers_that_give_an_id_at_once_in_one_folder_agree_on_one(home):
    states = [State(home.root / f"state {number}") for number in range(12)]
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda state: give_id(state, home.practice, ()), states))
    assert len(ids_of(home.practice)) == 1


# R9: a note that waits for one practice


def waits(home, turns):
    """A signed note of practice A that could not be brought."""
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    draft.append(begun_in(home.practice, History(home.practice, home.state).identify()))
    turns.put("")
    with pytest.raises(NotKept):
        keep_note(home.state, draft, home.practice, signed())
    draft.close()
    return draft.id


def test_a_note_is_not_brought_to_another_practice_in_the_same_place_and_to_its_own_once(home, turns):
    draft = waits(home, turns)
    turns.put("B")
    before = sorted(home.practice.root.rglob("*"))
    with pytest.raises(NotKept) as refused:
        deliver(home.state, draft)
    assert refused.value.what == "Another practice is in the place of the one that this belongs to."
    assert sorted(home.practice.root.rglob("*")) == before
    assert [each.draft for each in waiting(home.state)] == [draft]
    turns.put("A")
    assert deliver(home.state, draft).path.read_text() == signed().text
    assert waiting(home.state) == ()


def test_a_note_signed_after_the_disks_were_exchanged_waits_for_the_practice_it_was_begun_in(home, turns):
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    draft.append(begun_in(home.practice, History(home.practice, home.state).identify()))
    turns.put("B")
    with pytest.raises(NotKept):
        keep_note(home.state, draft, home.practice, signed())
    draft.close()
    assert sorted(home.notes()) == [home.earlier.name]
    turns.put("A")
    assert deliver(home.state, draft.id).path.exists()


def test_a_note_that_waits_is_brought_where_one_of_two_ids_was_lost(home, turns):
    draft = waits(home, turns)
    turns.put("A")
    History(home.practice, home.state).append(event(1))
    (home.practice.dot / NAME).write_text("a" * 32 + "\n")  # of another computer, which drew one at the same time
    assert deliver(home.state, draft).path.exists()


def test_a_note_from_before_there_were_ids_is_brought(home, turns):
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    draft.append({"kind": "practice", "root": str(home.practice.root)})
    turns.put("")
    with pytest.raises(NotKept):
        keep_note(home.state, draft, home.practice, signed())
    draft.close()
    turns.put("A")
    History(home.practice, home.state).append(event(1))
    assert deliver(home.state, draft.id).path.exists()


def test_a_walk_keeps_to_the_practice_it_began_with(home, turns):
    History(home.practice, home.state).append(event(1))
    begun = held(home.practice)
    turns.put("B")
    assert Practice(home.practice.root).clients.get("c-1").name == "Birchwater"
    assert begun.clients.get("c-1").name == "Ashgrove"
    assert begun.settings() == begun.at_first


def test_front_matter_is_of_no_help_to_the_wrong_practice(home, turns):
    """Client, head and folder all fit: only the id tells."""
    front = FrontMatter("00c0ffee00c0ffee", "c-1", "2026-11-20", "Ann Bell, LPC", "soap", "1")
    note = replace(signed(), text=with_front_matter(BODY.encode(), front).decode())
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    draft.append(begun_in(home.practice, History(home.practice, home.state).identify()))
    turns.put("B")
    with pytest.raises(NotKept):
        keep_note(home.state, draft, home.practice, note)
    draft.close()
    assert sorted(home.notes()) == [home.earlier.name]


def test_a_backup_from_before_this_computer_wrote_is_known_by_the_entries_that_it_followed(home):
    laptop = History(home.practice, State(home.root / "laptop"))
    laptop.append(event(1))
    (home.practice.dot / NAME).unlink()
    backup = home.root / "backup"
    shutil.copytree(home.practice.root, backup)
    history = History(home.practice, home.state)
    history.append(event(2))
    shutil.rmtree(home.practice.root)
    backup.rename(home.practice.root)
    assert history.append(event(3)).entry.seq == 2
    assert sorted(seqs(home.practice)) == [1, 1, 2]


def test_a_backup_from_before_this_computer_wrote_is_known_by_who_else_wrote_there(home):
    """What it holds is older than all that this computer followed: no entry leads from one to the other."""
    laptop = History(home.practice, State(home.root / "laptop"))
    laptop.append(event(1))
    backup = home.root / "backup"
    shutil.copytree(home.practice.root, backup)
    (backup / ".notewizard" / NAME).unlink()
    laptop.append(event(2))
    history = History(home.practice, home.state)
    history.append(event(3))
    shutil.rmtree(home.practice.root)
    backup.rename(home.practice.root)
    assert history.append(event(4)).entry.seq == 2
    assert sorted(seqs(home.practice)) == [1, 1, 2]


# A folder that is there and does not tell which practice it is


def a_folder(home, path, patch):
    path.unlink()
    path.mkdir()


def a_link_to_nowhere(home, path, patch):
    path.unlink()
    path.symlink_to(home.root / "nowhere")


def a_folder_beside_it(home, path, patch):
    path.with_name("practice (1).id").mkdir()


def refused(code):
    def refuse(home, path, patch):
        opened = os.open

        def no(name, *rest):
            if os.fspath(name) == str(path):
                raise OSError(code, os.strerror(code), str(name))
            return opened(name, *rest)

        patch.setattr(os, "open", no)

    return refuse


def no_list(home, path, patch):
    listed = os.listdir

    def no(name):
        if os.fspath(name) == str(path.parent):
            raise OSError(errno.EIO, "Input/output error", str(name))
        return listed(name)

    patch.setattr(os, "listdir", no)


NO_IDS = {"EIO": refused(errno.EIO), "EACCES": refused(errno.EACCES), "no list": no_list}
SPOILT = {"a folder": a_folder, "a link": a_link_to_nowhere, "a folder beside it": a_folder_beside_it}


@pytest.fixture
def strange(home, turns):
    """Practice B, written to by another computer, in the place of A; a signed note and two entries of A are here."""
    History(home.practice, home.state).append(event(1))
    turns.put("B")
    History(home.practice, State(home.root / "laptop")).append(event(1))
    turns.put("A")
    draft = waits(home, turns)
    History(home.practice, home.state).append(event(2))
    turns.put("B")
    return draft


@pytest.mark.parametrize("how", [*SPOILT, *NO_IDS])
def test_a_note_is_not_brought_where_an_id_file_cannot_be_read(home, turns, strange, monkeypatch, how):
    with monkeypatch.context() as patch:
        {**SPOILT, **NO_IDS}[how](home, home.practice.dot / NAME, patch)
        before = sorted(home.practice.root.rglob("*"))
        with pytest.raises(NotKept) as trouble:
            deliver(home.state, strange)
        assert sorted(home.practice.root.rglob("*")) == before
    if how in NO_IDS:
        assert trouble.value.what == "Which practice is in this folder cannot be told."
        assert trouble.value.where == str(home.practice.dot / NAME)
    turns.put("A")
    assert deliver(home.state, strange).path.read_text() == signed().text


@pytest.mark.parametrize("how", NO_IDS)
def test_no_entry_is_written_where_the_ids_cannot_be_told(home, turns, strange, monkeypatch, how):
    before = sorted(home.state.history.rglob("*.jsonl")), sorted(home.practice.root.rglob("*"))
    with monkeypatch.context() as patch:
        NO_IDS[how](home, home.practice.dot / NAME, patch)
        with pytest.raises(NotKept) as trouble:
            History(home.practice, home.state).append(event(3))
        assert trouble.value.what == "Which practice is in this folder cannot be told."
        assert History(home.practice, home.state).known_by() == frozenset()
    assert (sorted(home.state.history.rglob("*.jsonl")), sorted(home.practice.root.rglob("*"))) == before
    turns.put("A")
    History(home.practice, home.state).append(event(3))
    assert seqs(home.practice, home.state) == [1, 2, 3]


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_no_file_is_no_id_and_the_histories_stay_apart(home, turns, strange, monkeypatch, how):
    SPOILT[how](home, home.practice.dot / NAME, monkeypatch)
    for minute in (3, 4):
        History(home.practice, home.state).append(event(minute))
    assert sorted(seqs(home.practice)) == [1, 1, 2]
    turns.put("A")
    History(home.practice, home.state).append(event(5))
    assert seqs(home.practice, home.state) == [1, 2, 3]


@pytest.mark.parametrize("how", ["EIO", "EACCES"])
def test_a_practice_whose_id_cannot_be_read_goes_on_by_its_own_entries(home, monkeypatch, how):
    history = History(home.practice, home.state)
    history.append(event(1))
    NO_IDS[how](home, home.practice.dot / NAME, monkeypatch)
    assert history.append(event(2)).entry.seq == 2
    assert seqs(home.practice) == [1, 2]


def test_a_copy_takes_no_device_over_while_the_former_place_cannot_tell_its_id(home, monkeypatch):
    history = History(home.practice, home.state)
    history.append(event(1))
    copied = Practice(home.root / "copied")
    shutil.copytree(home.practice.root, copied.root)
    shutil.rmtree(copied.history)
    refused(errno.EIO)(home, home.practice.dot / NAME, monkeypatch)
    assert History(copied, home.state).append(event(2)).entry.device != history.device


def test_a_walk_keeps_to_its_clients_while_the_folder_cannot_tell_its_id(home, turns, monkeypatch):
    History(home.practice, home.state).append(event(1))
    begun = held(home.practice)
    turns.put("B")
    (home.practice.dot / NAME).write_text("b" * 32 + "\n")
    refused(errno.EIO)(home, home.practice.dot / NAME, monkeypatch)
    assert begun.clients.get("c-1").name == "Ashgrove"


def test_setting_up_ends_no_history_of_a_folder_that_cannot_tell_its_id(home, monkeypatch):
    history = History(home.practice, home.state)
    history.append(event(1))
    with monkeypatch.context() as patch:
        refused(errno.EIO)(home, home.practice.dot / NAME, patch)
        assert history.begin(event(2)).entry.seq == 2
    assert history.append(event(3)).entry.seq == 3
