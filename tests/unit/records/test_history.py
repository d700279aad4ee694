"""The history: every entry durable here first, then in the practice folder; nothing in it names a client."""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from faults.stories import Home

from notewizard.records.history.entry import Event, code_of, entry_in, line_of, place_of, text_hash
from notewizard.records.history.reading import read_history
from notewizard.records.history.writing import History
from notewizard.records.practice import Practice
from notewizard.records.state import State


def event(minute=0, **more):
    return Event(**{"action": "view", "actor": "Ann Bell, LPC", "utc": f"2026-11-20T17:{minute:02}:00+00:00", **more})


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    return home


def files(practice):
    return sorted(path.name for path in practice.history.iterdir())


def kinds(practice, state=None):
    return [trouble.kind for trouble in read_history(practice, state).troubles]


def test_an_entry_follows_the_one_before_and_stands_in_both_places(home):
    history = History(home.practice, home.state)
    first, second = history.append(event(1)), history.append(event(2))
    assert (first.entry.seq, first.entry.parents, first.owed) == (1, (), "")
    assert (second.entry.seq, second.entry.parents) == (2, (first.entry.hash,))
    told = read_history(home.practice)
    assert [each.hash for each in told.entries] == [first.entry.hash, second.entry.hash]
    assert told.troubles == ()
    mirror = home.state.history / history.device / "1.jsonl"
    assert mirror.read_bytes() == (home.practice.history / f"{history.device}.1.jsonl").read_bytes()


def test_an_entry_is_written_the_same_way_whatever_its_order_and_refused_with_any_bit_changed():
    line, digest = line_of("0123456789ab", 1, ["b" * 64, "a" * 64], event(note="00c0ffee00c0ffee", size=12))
    body = line.removesuffix(b"\n")
    assert entry_in(body).hash == digest
    assert entry_in(body).parents == ("a" * 64, "b" * 64)
    missed = [
        (at, bit)
        for at in range(len(body))
        for bit in range(8)
        if entry_in(body[:at] + bytes([body[at] ^ (1 << bit)]) + body[at + 1 :]) is not None
    ]
    assert missed == []
    assert [cut for cut in range(len(body)) if entry_in(body[:cut]) is not None] == []


def test_a_practice_folder_that_is_away_is_caught_up_with_the_next_entry(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    away = home.practice.root.with_name("away")
    home.practice.root.rename(away)
    owed = history.append(event(2)).owed
    assert owed == "The practice folder is not there: its history is kept on this computer until it is."
    away.rename(home.practice.root)
    assert read_history(home.practice, home.state).waiting == 1
    assert history.append(event(3)).owed == ""
    assert [each.seq for each in read_history(home.practice).entries] == [1, 2, 3]
    assert kinds(home.practice, home.state) == []


def test_two_devices_see_one_another_and_lose_no_entry(home):
    one = History(home.practice, home.state)
    other = History(home.practice, State(home.root / "laptop"))
    first = one.append(event(1)).entry
    second = other.append(event(2)).entry
    third = one.append(event(3)).entry
    assert second.parents == (first.hash,)
    assert third.parents == tuple(sorted((first.hash, second.hash)))
    assert [each.hash for each in read_history(home.practice).entries] == [first.hash, second.hash, third.hash]
    assert len(files(home.practice)) == 2


def test_the_code_changes_with_every_entry_and_is_that_of_all_heads(home):
    one, other = History(home.practice, home.state), History(home.practice, State(home.root / "laptop"))
    assert one.code() == ""
    first = one.append(event(1)).entry
    assert one.code() == code_of([first.hash])
    second = other.append(event(2)).entry
    assert one.code() == other.code() == code_of([second.hash, first.hash])
    assert len({one.code(), code_of([first.hash]), code_of([second.hash])}) == 3


def test_a_folder_put_back_to_an_older_state_is_said_and_loses_nothing(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    backup = home.root / "backup"
    shutil.copytree(home.practice.root, backup)
    history.append(event(2))
    shutil.rmtree(home.practice.root)
    backup.rename(home.practice.root)
    (trouble,) = read_history(home.practice, home.state).troubles
    assert trouble.kind == "put back"
    assert trouble.since == "2026-11-20T17:01:00+00:00"
    history.append(event(3))
    device = history.device
    assert files(home.practice) == [f"{device}.1.jsonl", f"{device}.2.jsonl"]
    assert [each.seq for each in read_history(home.practice).entries] == [1, 2, 3]
    assert kinds(home.practice, home.state) == ["went on"]
    history.append(event(4))
    assert files(home.practice) == [f"{device}.1.jsonl", f"{device}.2.jsonl"]


def test_an_earlier_file_that_is_put_back_once_more_loses_nothing(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    history.append(event(2))
    path = home.practice.history / f"{history.device}.1.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    history.append(event(3))  # goes on in a second file, which holds what the first one lacks
    path.write_bytes(b"")
    history.append(event(4))
    assert [each.seq for each in read_history(home.practice).entries] == [1, 2, 3, 4]
    assert len(files(home.practice)) == 2


def test_a_history_that_was_edited_is_said_and_left_as_it_is(home):
    history = History(home.practice, home.state)
    for minute in range(4):
        history.append(event(minute))
    path = home.practice.history / f"{history.device}.1.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[1].replace(b"view", b"sign"), *lines[2:]]))
    edited = path.read_bytes()
    assert kinds(home.practice) == ["cut", "damaged"]
    history.append(event(9))
    assert path.read_bytes() == edited
    assert [each.seq for each in read_history(home.practice).entries] == [1, 2, 3, 4, 5]


def test_a_cut_end_is_seen_by_another_device_and_by_this_machines_own_copy(home):
    history, other = History(home.practice, home.state), History(home.practice, State(home.root / "laptop"))
    history.append(event(1))
    history.append(event(2))
    other.append(event(3))
    path = home.practice.history / f"{history.device}.1.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert kinds(home.practice) == ["cut"]
    assert kinds(home.practice, home.state) == ["put back"]
    path.unlink()
    assert kinds(home.practice) == ["cut"]


def test_a_second_copy_made_by_a_sync_program_is_counted_in(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    path = home.practice.history / f"{history.device}.1.jsonl"
    whole = path.read_bytes()
    history.append(event(2))
    path.with_name(f"{history.device}.1 (conflicted copy).jsonl").write_bytes(path.read_bytes())
    path.write_bytes(whole)
    told = read_history(home.practice)
    assert [trouble.kind for trouble in told.troubles] == ["conflict copy"]
    assert [each.seq for each in told.entries] == [1, 2]


def test_two_copies_of_one_machine_are_a_fork(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    clone = home.root / "clone"
    shutil.copytree(home.state.root, clone)
    (elsewhere := home.root / "elsewhere").mkdir()
    shutil.copytree(home.practice.root, elsewhere / "practice")
    history.append(event(2))
    copy = History(home.practice, State(clone))
    mirror = clone / "history" / history.device / "1.jsonl"
    line, _ = line_of(history.device, 2, [entry_in(mirror.read_bytes().strip()).hash], event(3))
    mirror.write_bytes(mirror.read_bytes() + line)
    copy.append(event(4))
    assert "forked" in kinds(home.practice)
    assert len(read_history(home.practice).entries) == 4


def test_a_line_cut_short_by_a_kill_is_ended_and_is_no_trouble(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    mirror = home.state.history / history.device / "1.jsonl"
    line, _ = line_of(history.device, 2, [], event(2))
    with mirror.open("ab") as file:
        file.write(line[:40])
    history.append(event(3))
    told = read_history(home.practice, home.state)
    assert [each.seq for each in told.entries] == [1, 2]
    assert told.troubles == ()


@pytest.mark.parametrize("zeros", [1, 2, 70])
def test_a_line_whose_end_a_power_loss_left_as_zeros_is_no_trouble(home, zeros):
    history = History(home.practice, home.state)
    history.append(event(1))
    path = home.state.history / history.device / "1.jsonl"
    second, _ = line_of(history.device, 2, [history.heads()[0]], event(2))
    path.write_bytes(path.read_bytes() + second[:-zeros] + b"\0" * zeros)  # the entry was never acknowledged
    history.append(event(3))
    told = read_history(home.practice, home.state)
    assert ([each.seq for each in told.entries], [each.kind for each in told.troubles]) == ([1, 2], [])


@pytest.mark.parametrize("left", [b"", b"\0" * 40, b"/half\0\0\0\0", b"/half"])
def test_a_machines_first_words_that_a_power_loss_left_torn_stop_no_later_ones(home, left):
    torn = home.state.history / "0123456789ab"
    torn.mkdir(parents=True)
    (torn / "folder").write_bytes(left)
    written = History(home.practice, home.state).append(event(1))
    assert (written.entry.seq, written.owed) == (1, "")
    assert kinds(home.practice, home.state) == []


def test_a_practice_set_up_again_in_the_same_place_begins_a_history_of_its_own(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    former = history.device
    shutil.rmtree(home.practice.root)
    home.prepare()
    history.begin(event(2, action="configure"))
    assert history.device != former
    assert [each.seq for each in read_history(home.practice, home.state).entries] == [1]
    assert kinds(home.practice, home.state) == ["other practice"]


def test_a_practice_that_moved_goes_on_and_a_copy_of_it_is_another(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    copied = Practice(home.root / "copied")
    shutil.copytree(home.practice.root, copied.root)
    assert History(copied, home.state).append(event(2)).entry.device != history.device
    moved = Practice(home.root / "moved")
    home.practice.root.rename(moved.root)
    assert History(moved, home.state).append(event(3)).entry.seq == 2


def test_neither_paths_nor_names_of_clients_stand_in_it(home):
    history = History(home.practice, home.state)
    history.append(event(1, action="sign", note="00c0ffee00c0ffee", place=place_of("Ashgrove/2026-11-20.md")))
    data = (home.practice.history / f"{history.device}.1.jsonl").read_bytes()
    assert b"Ashgrove" not in data
    assert Path(home.practice.history / f"{history.device}.1.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "data",
    [
        b"Plan.\r\nSleep diary.\r\n",
        b"\xef\xbb\xbfPlan.\nSleep diary.",
        "Plan.\nSleep diary.\n".encode("utf-16"),
        b"Plan.\rSleep diary.\n\n",
    ],
)
def test_line_ends_marks_and_encodings_are_no_other_text(data):
    assert text_hash(data) == text_hash(b"Plan.\nSleep diary.\n")
    assert text_hash(data) != text_hash(b"Plan.\nSleep diary!\n")


def test_a_torn_line_that_reached_the_folder_is_ended_in_both_places_alike(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    mirror = home.state.history / history.device / "1.jsonl"
    with mirror.open("ab") as file:
        file.write(b'{"action":"vi')
    assert history.catch_up() == ""  # the torn beginning is brought as it is
    history.append(event(2))
    history.append(event(3))
    assert mirror.read_bytes() == (home.practice.history / f"{history.device}.1.jsonl").read_bytes()
    assert kinds(home.practice, home.state) == []
    assert [each.seq for each in read_history(home.practice).entries] == [1, 2, 3]


def test_an_entry_reads_no_more_of_a_history_that_is_long(home, monkeypatch):
    history, other = History(home.practice, home.state), History(home.practice, State(home.root / "laptop"))
    for minute in range(40):
        history.append(event(minute))
        other.append(event(minute))
    read = []
    real = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read.append(real(descriptor, size)) or read[-1])
    written = history.append(event(59))
    assert written.entry.seq == 41
    assert len(written.entry.parents) == 2
    length = (home.practice.history / f"{history.device}.1.jsonl").stat().st_size
    assert length > 10_000
    assert sum(map(len, read)) < 7 * 4096


def test_what_was_changed_in_the_middle_is_found_and_made_good_by_whoever_verifies(home):
    history = History(home.practice, home.state)
    for minute in range(40):
        history.append(event(minute))
    path = home.practice.history / f"{history.device}.1.jsonl"
    data, times = path.read_bytes(), path.stat()
    path.write_bytes(data.replace(b"17:03:00", b"17:33:00"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # and nobody can see it from outside
    history.append(event(41))
    assert "damaged" in kinds(home.practice, home.state)
    history.append(event(42, action="verify"))
    assert [each.seq for each in read_history(home.practice).entries] == list(range(1, 43))


def test_a_practice_reached_by_another_name_is_the_same(home):
    history = History(home.practice, home.state)
    history.append(event(1))
    (home.root / "link").symlink_to(home.practice.root)
    linked = History(Practice(home.root / "link"), home.state)
    assert linked.append(event(2)).entry.seq == 2
    assert len(files(home.practice)) == 1


def made_up(**more):
    """A line with the right hash and values that no program of ours writes."""
    body = {"v": 1, "device": "0123456789ab", "seq": 1, "parents": [], "action": "view", "actor": "Eve"}
    body |= {"utc": "2026-11-20T17:00:00+00:00", **more}
    digest = sha256(b"notewizard-history-v1\0" + canonical(body)).hexdigest()
    return canonical({**body, "hash": digest})


def canonical(body):
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "more",
    [
        {"size": "12"},
        {"utc": 1},
        {"actor": ["Eve"]},
        {"parents": [1]},
        {"parents": "a"},
        {"seq": 0},
        {"seq": 1.5},
        {"seq": "1"},
        {"device": "../../etc"},
        {"device": 7},
        {"v": 2},
        {"action": None},
    ],
    ids=str,
)
def test_a_line_with_the_right_hash_and_a_wrong_value_is_no_entry(more):
    assert entry_in(made_up()) is not None
    assert entry_in(made_up(**more)) is None


def test_a_list_with_the_right_hash_is_no_entry():
    line = canonical([json.loads(made_up())])
    without = line.replace(b',"hash":"%b"' % json.loads(line)[0]["hash"].encode(), b"")
    digest = sha256(b"notewizard-history-v1\0" + without).hexdigest()
    assert entry_in(line.replace(json.loads(line)[0]["hash"].encode(), digest.encode())) is None


def test_a_made_up_number_is_a_hole_and_costs_no_time(home):
    History(home.practice, home.state).append(event(1))
    (home.practice.history / "0123456789ab.1.jsonl").write_bytes(made_up(seq=10**15) + b"\n")
    assert kinds(home.practice) == ["cut"]


def test_a_history_file_that_cannot_be_read_hides_no_other(home):
    one, other = History(home.practice, home.state), History(home.practice, State(home.root / "laptop"))
    first = one.append(event(1)).entry
    (home.practice.history / "000000000000.1.jsonl").mkdir()
    assert other.append(event(2)).entry.parents == (first.hash,)
    assert "unreadable" in kinds(home.practice)


def test_a_clock_that_went_back_is_said_and_changes_no_order(home):
    history = History(home.practice, home.state)
    history.append(event(30))
    history.append(event(29))  # as time servers set it
    assert kinds(home.practice) == []
    history.append(event(0, action="sign", note="00c0ffee00c0ffee"))  # brought later than it was signed
    assert kinds(home.practice) == []
    history.append(event(5))
    told = read_history(home.practice)
    assert [each.kind for each in told.troubles] == ["clock"]
    assert "from 2026-11-20T17:29 to 2026-11-20T17:05 (UTC), at entry 4" in told.troubles[0].said
    assert [each.seq for each in told.entries] == [1, 2, 3, 4]
