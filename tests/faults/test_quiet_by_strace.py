"""Every command under the kernel's eye: where a patient's word goes, and that nothing goes out to a network.

A word that stands in answers alone may be handed to the system in writes to the note, its record, the private drafts
and the outbox, and to the terminal or the output of a command whose work is to show it: nowhere else, and in no name,
argument or environment.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from faults.test_commands_under_fire import MARK, SIGNED, Office
from faults.watched import calls, leaks, watching
from sessions.stage import SOURCE

from notewizard.cli import COMMANDS

pytestmark = [
    pytest.mark.strace,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not on this machine (Linux: install strace)"),
]
SHOWS = ("render", "convert", "export", "check", "reuse", "drafts show", "plan", "facts", "measures")
"""Commands whose work is to show words of a note."""


class Watched:
    """A practice in which everything is run under strace."""

    def __init__(self, root):
        self.root = root
        self.office = Office(root)
        self.log = root.parent / "strace.log"
        self.leaks: list[str] = []
        self.calls = 0

    def line(self, *words):
        return [*watching(self.log), sys.executable, *words]

    def environ(self):
        base = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(SOURCE), "TZ": "America/New_York"}
        return {**base, "NOTEWIZARD_STATE": str(self.root / "state"), "HOME": str(self.root / "home")}

    def run(self, *words):
        line = self.line("-m", "notewizard", *map(str, words), "--practice", str(self.office.practice))
        cwd = self.office.practice
        done = subprocess.run(
            line, env=self.environ(), cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        self.look(" ".join(map(str, words[:2])), done.stderr)
        return done.returncode

    def look(self, what, said=""):
        """What of the log is not as it should be."""

        def may(number, place):
            if place.startswith(("/dev/pts", "/dev/tty", "pipe:")) and number in (1, 3, 4):
                return what.startswith(SHOWS)
            path = Path(place)
            if path.is_relative_to(self.office.own) or path.parent == self.office.practice / ".notewizard" / "records":
                return True
            return path.parent in (self.root / "state" / "drafts", self.root / "state" / "outbox")

        lines = calls(self.log)
        self.log.unlink()
        self.calls += len(lines)
        self.leaks += [f"{what}: {each}" for each in leaks(lines, [MARK], may)]
        if MARK in said:
            self.leaks.append(f"{what}: its messages hold the word")

    def files(self):
        """Every file that holds the word afterwards, from the practice folder or the private one."""
        held = [path for path in self.root.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()]
        return sorted(
            {path.relative_to(self.root).parts[:2] for path in held if path.parent != self.office.answers.parent}
        )


@pytest.fixture
def watched(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "here" / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "here" / "home"))
    monkeypatch.setenv("TZ", "America/New_York")
    (tmp_path / "here" / "home").mkdir(parents=True)
    return Watched(tmp_path / "here")


def no_questions(office):
    """Every command that asks nothing, in an order in which each has something to work with."""
    note = office.own / "2026-11-20 progress note.md"
    draft = office.state.drafts.list()[0].id
    return [
        ["render", office.answers, "--to", office.practice, *SIGNED],
        ["drafts"], ["drafts", "show", draft], ["drafts", "discard", draft, "--yes"], ["drafts", "restore", draft],
        ["drafts", "move", draft, "c-0311", "--yes"], ["due"], ["doctor"], ["deliver"],
        ["render", office.answers], ["render", office.answers, "--to", office.practice, *SIGNED],
        ["convert", note, "--format", "dap"], ["export", note, "--as", "html"], ["export", note, "--as", "txt"],
        ["check", note], ["check", office.practice, "--json"],
        ["reuse", note, "--prior", office.own / "2026-11-13 progress note.md"], ["measures", "c-1042"],
        ["measures", "c-1042", "--json"], ["plan", "c-1042"], ["plan", "c-1042", "--story"], ["facts", "c-1042"],
        ["verify"], ["history", note], ["history"], ["accept", note], ["sign"], ["cosign", note], ["addend", note],
        ["process"], ["schema"], ["formats", "list"], ["templates", "list"], ["rules", "list"], ["completion", "bash"],
        ["new", "c-1042"], ["resume"], ["init", "--yes"],
    ]  # fmt: skip


@pytest.mark.timeout(1200)
def test_a_word_of_a_patient_goes_into_the_record_alone_and_nothing_goes_out(watched):
    office = watched.office
    draft = office.state.drafts.begin("c-1042", "soap", "2026-11-20T10:00")
    writes = [[["presenting", "concerns"], f"Fear of {MARK}."]]
    draft.append({"kind": "practice", "root": str(office.practice)}, {"kind": "answer", "key": "", "writes": writes})
    draft.close()
    # First the folder is in the way, so that the note waits in the outbox.
    office.own.rename(office.root / "aside")
    office.own.write_text("in the way")
    words = no_questions(office)
    run, codes = set(), {}
    for each in words:
        if each[0] == "deliver":
            office.own.unlink()
            (office.root / "aside").rename(office.own)
        if each[0] in COMMANDS:
            codes[" ".join(map(str, each[:2]))] = watched.run(*each)
            run.add(each[0])
    assert watched.leaks == []
    assert run == set(COMMANDS), "a command is not watched"
    assert 70 not in codes.values(), codes
    assert (office.own / "2026-11-20 progress note.md").exists()
    assert watched.calls > 1000
    assert {tuple(each) for each in watched.files()} <= {
        ("practice", "Example"), ("practice", ".notewizard"), ("state", "drafts"), ("state", "outbox"),
    }  # fmt: skip


BAD = """
import json, os, socket, subprocess, sys
mark, place = sys.argv[1][::-1], sys.argv[2]
open(place + "/debug.log", "w").write(mark)
subprocess.run([sys.executable, "-c", "", mark])
subprocess.run([sys.executable, "-c", ""], env={**os.environ, "NOTE": mark})
os.mkdir(place + "/" + mark)
socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sys.stderr.write(mark)
"""


def test_a_program_that_leaks_in_six_ways_is_caught_in_each(watched):
    line = watched.line("-c", BAD, MARK[::-1], str(watched.root))
    done = subprocess.run(line, env=watched.environ(), capture_output=True, text=True, check=True)
    watched.look("bad", done.stderr)
    seen = "\n".join(watched.leaks)
    for sign in ("debug.log", "execve", "NOTE=", "mkdir", "AF_INET", "its messages"):
        assert sign in seen, json.dumps(watched.leaks, indent=1)
