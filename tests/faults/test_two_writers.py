"""Two writers at once: on one draft the second is refused, on one file name nobody is overwritten, nothing is lost."""

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from faults.racing import looks_first, race, race_on_a_share
from faults.stories import Home
from faults.two_mounts import missing, on_two_mounts

from notewizard.errors import NameTaken, NotKept
from notewizard.records.clients import Client
from notewizard.records.own_file import OwnFile
from notewizard.records.publish import publish
from notewizard.records.state import State
from notewizard.records.versions import Versions

NO_MOUNTS = missing()
WAITING = """
import sys
from pathlib import Path
from notewizard.records.state import State
draft = State(Path(sys.argv[1])).drafts.open(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""
RACING = """
import sys
from pathlib import Path
from notewizard.errors import NameTaken
from notewizard.records.publish import publish
folder, who, name = Path(sys.argv[1]), sys.argv[2], "2026-11-20.md"
for number in range(int(sys.argv[3])):
    data, free = f"{who} {number}".encode(), name
    while True:
        try:
            publish(folder, free, data)
            break
        except NameTaken as taken:
            free = taken.free
"""
ADDING = """
import sys
from pathlib import Path
from notewizard.records.clients import Client
from notewizard.records.practice import Practice
for number in range(int(sys.argv[3])):
    Practice(Path(sys.argv[1])).clients.add(Client(f"{sys.argv[2]}-{number}"))
"""


def start(program, *words):
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_second_writer_on_a_draft_is_refused_until_the_first_one_dies(tmp_path):
    drafts = State(tmp_path).drafts
    draft = drafts.begin("c-1", "soap", "2026-11-20T10:00")
    draft.close()
    first = start(WAITING, tmp_path, draft.id)
    assert first.stdout.readline() == "held\n"
    with pytest.raises(NotKept) as refused:
        drafts.open(draft.id)
    assert refused.value.what == f"The draft {draft.id} is open in another window."
    with pytest.raises(NotKept):
        drafts.move(draft.id, "c-2", "2026-11-20T10:01")
    with pytest.raises(NotKept):
        drafts.discard(draft.id, "2026-11-20T10:01")
    first.kill()
    first.communicate()
    drafts.open(draft.id).close()


def test_a_second_writer_in_the_same_process_is_refused(tmp_path):
    drafts = State(tmp_path).drafts
    draft = drafts.begin("c-1", "soap", "2026-11-20T10:00")
    with pytest.raises(NotKept):
        drafts.open(draft.id)
    draft.close()
    drafts.open(draft.id).close()


def test_racing_for_one_name_loses_no_note(tmp_path):
    racers = [start(RACING, tmp_path, who, 20) for who in ("Ashgrove", "Birchwater", "Cedarholm")]
    assert [racer.communicate() and racer.returncode for racer in racers] == [0, 0, 0]
    found = sorted(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert found == sorted(f"{who} {number}" for who in ("Ashgrove", "Birchwater", "Cedarholm") for number in range(20))


@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without"])
def test_many_writers_on_one_name_at_once_overwrite_nothing(tmp_path, links):
    assert race(tmp_path, [tmp_path] * 24, links) == []


@pytest.mark.skipif(bool(NO_MOUNTS), reason=NO_MOUNTS)
@pytest.mark.parametrize("remembered", [0.0, 1.0], ids=["nothing remembered", "names remembered for a second"])
def test_many_writers_on_two_mounts_of_a_share_without_hard_links_overwrite_nothing(tmp_path, remembered):
    assert race_on_a_share(tmp_path / "ours", 24, remembered) == []
    assert race_on_a_share(tmp_path / "bad", 24, remembered, looks_first) != []


@pytest.mark.skipif(bool(NO_MOUNTS), reason=NO_MOUNTS)
def test_two_mounts_are_as_two_computers_on_a_share_without_hard_links(tmp_path):
    def seen(kept, one, two):
        said = []
        (one / "a").write_text("text" * 100_000, encoding="utf-8")
        said.append(f"whole: {(two / 'a').read_text(encoding='utf-8') == 'text' * 100_000}")
        said.append(f"there, as the second remembers: {(two / 'b').exists()}")
        os.rename(one / "a", one / "b")
        said.append(f"there, as the second remembers: {(two / 'b').exists()}, and in truth: {(kept / 'b').exists()}")
        for refused in (lambda: os.link(one / "b", one / "c"), lambda: open(two / "b", "x")):  # noqa: SIM115
            with pytest.raises(OSError, match=r"not permitted|exists") as error:
                refused()
            said.append(errno.errorcode[error.value.errno])
        return said

    assert on_two_mounts(tmp_path, 30.0, seen) == [
        "whole: True", "there, as the second remembers: False",
        "there, as the second remembers: False, and in truth: True", "EPERM", "EEXIST",
    ]  # fmt: skip


def test_one_of_two_threads_gets_the_name(tmp_path):
    def one(data):
        try:
            return publish(tmp_path, "2026-11-20.md", data).path.read_bytes() == data
        except NameTaken:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, [b"%d" % number for number in range(8)])).count(True) == 1


def test_two_programs_adding_clients_lose_none(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    adding = [start(ADDING, home.practice.root, who, 8) for who in ("a", "b")]
    assert [one.communicate() and one.returncode for one in adding] == [0, 0]
    expected = {"c-1"} | {f"{who}-{number}" for who in "ab" for number in range(8)}
    assert {client.id for client in home.practice.clients.all()} == expected


@pytest.mark.parametrize("moment", range(6))
@pytest.mark.parametrize("step", ["numbers", "read", "_plain", "add"])
def test_a_client_added_at_any_step_of_another_addition_stays(tmp_path, monkeypatch, step, moment):
    home = Home(tmp_path)
    home.prepare()
    owner = OwnFile if step == "_plain" else Versions
    done, calls = getattr(owner, step), []

    def step_then_the_other(self, *given):
        result = done(self, *given)
        calls.append(step)
        if len(calls) == moment + 1:
            monkeypatch.setattr(owner, step, done)
            home.practice.clients.add(Client("c-other"))
        return result

    monkeypatch.setattr(owner, step, step_then_the_other)
    home.practice.clients.add(Client("c-mine"))
    monkeypatch.setattr(owner, step, done)
    expected = {"c-1", "c-mine"} | ({"c-other"} if len(calls) > moment else set())
    assert {client.id for client in home.practice.clients.all()} == expected


def test_a_hand_edit_stays_when_the_program_adds_a_client(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    path = home.practice.dot / "clients.toml"
    path.write_text(path.read_text(encoding="utf-8") + '# by hand\n[[client]]\nid = "c-9"\n', encoding="utf-8")
    home.practice.clients.add(Client("c-10"))
    assert {client.id for client in home.practice.clients.all()} == {"c-1", "c-9", "c-10"}
    assert "# by hand" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_only_the_owner_can_read_drafts_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        state = State(tmp_path / "state")
        draft = state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
        draft.append({"kind": "answer", "path": ["plan"], "value": "Sleep diary."})
        with state.scratch_file(b"text") as scratch:
            modes = {path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o777 for path in _below(tmp_path)}
            assert scratch.read_bytes() == b"text"
    finally:
        os.umask(before)
    folders = {name: mode for name, mode in modes.items() if (tmp_path / name).is_dir() or "." not in Path(name).name}
    assert set(folders.values()) == {0o700}
    assert {mode for name, mode in modes.items() if name not in folders} == {0o600}


def _below(folder):
    return sorted(folder.rglob("*"))
