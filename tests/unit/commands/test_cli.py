"""The command line itself: help, wrong words, and nothing that is not a sentence."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from notewizard import __version__
from notewizard.cli import COMMANDS, _bug, main


def run(*words, **given):
    return subprocess.run(
        [sys.executable, "-m", "notewizard", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, **given
    )


def test_help_begins_with_examples_and_names_every_command(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert out.index("examples:") < out.index("commands:")
    assert all(f"\n  {name}" in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_examples(capsys, name):
    assert main([name, "--help"]) == 0
    assert "examples:" in capsys.readouterr().out


def test_the_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"notewizard {__version__}\n"


def test_a_wrong_word_is_answered_with_the_right_one(capsys):
    assert main(["chek"]) == 2
    assert capsys.readouterr().err == "There is no such command.\nDid you mean `notewizard check`?\n"


@pytest.mark.parametrize("words", [["new"], ["new", "c-1"], ["resume"], []])
def test_without_a_terminal_nothing_is_asked_and_the_way_out_is_named(tmp_path, words):
    done = run(*words, cwd=tmp_path, env={"NOTEWIZARD_STATE": str(tmp_path / "s"), "HOME": str(tmp_path), "PATH": ""})
    assert (done.returncode, done.stdout) == (2, "")
    assert "notewizard render" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_version_load_nothing_heavy():
    code = "import sys; from notewizard.cli import main; main(['--help']); main(['--version']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"argparse", "pydantic", "jinja2", "prompt_toolkit", "numpy"} & set(loaded)


def test_the_practice_may_be_named_before_the_command(capsys, tmp_path):
    assert main(["--practice", str(tmp_path), "schema"]) == 0
    assert capsys.readouterr().out.startswith("{")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_an_output_that_cannot_be_written_is_said():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "notewizard", "schema"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 4
    assert done.stderr == "The output could not be written: no space left on device.\nIt is not whole.\n"


@pytest.mark.parametrize(("name", "kept"), [("", True), ("new", True), ("resume", True), ("reuse", False)])
def test_a_bug_speaks_of_the_draft_only_where_there_is_one(name, kept):
    assert ("kept in the draft" in _bug(RuntimeError(), name)) is kept


@pytest.mark.skipif(sys.platform != "linux", reason="limits are asked as Linux has them")
def test_a_crash_leaves_no_image_of_the_memory():
    asked = "resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)"  # PR_GET_DUMPABLE
    code = (
        "import ctypes, resource, sys; from notewizard import cli; from notewizard.commands import schema;"
        f"schema.run = lambda options, world: print({asked}) or 0; sys.argv = ['notewizard', 'schema']; cli.program()"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "(0, 0) 0\n"


def test_a_thread_that_fails_says_its_place_and_none_of_the_words():
    code = (
        "import sys, threading; from notewizard import cli; from notewizard.commands import schema\n"
        "def broken(): raise ValueError('Zanzibar')\n"
        "def run(options, world):\n    thread = threading.Thread(target=broken); thread.start(); thread.join()\n"
        "    return 0\n"
        "schema.run = run; sys.argv = ['notewizard', 'schema']; cli.program()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, "Zanzibar" in done.stderr) == (0, "", False)
    assert "ValueError in broken, line 2." in done.stderr


def test_a_walk_that_cannot_begin_leaves_the_search_for_garbage_as_it_was(tmp_path, state, capsys):
    """Another command may follow in the same process, and would never give back a cycle."""
    state.root.mkdir()
    (state.root / "last-practice.txt").write_text(str(tmp_path), encoding="utf-8")
    assert main(["new"]) == 2
    assert "There is nobody to ask" in capsys.readouterr().err
    assert gc.isenabled()
