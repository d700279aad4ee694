"""An answer in the author's own editor."""

import sys
from contextlib import contextmanager

import pytest

from notewizard.errors import Refused
from notewizard.terminal.editor import NO_COPIES, edit_text, editor_name, editor_of, options_of

SCRIPT = "import sys; path = sys.argv[-1]; text = open(path, 'rb').read(); open(path, 'wb').write({})"


@pytest.fixture
def scratch(tmp_path):
    @contextmanager
    def held(text):
        path = tmp_path / "answer.md"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        yield path
        path.unlink()

    return held


def editor(tmp_path, expression):
    script = tmp_path / "edit.py"
    script.write_text(SCRIPT.format(expression))
    return f"{sys.executable} {script}"


def test_the_text_comes_back_without_the_editors_last_line_break(tmp_path, scratch):
    assert edit_text("Caf\udce9", editor(tmp_path, "text + b' open\\r\\n'"), scratch) == "Caf\udce9 open"


def test_an_unchanged_text_is_unchanged(tmp_path, scratch):
    assert edit_text("One.\n", editor(tmp_path, "text"), scratch) == "One.\n"


@pytest.mark.parametrize("line", ["/nowhere/edit", "", f"{sys.executable} -c 'raise SystemExit(3)'"])
def test_an_editor_that_fails_changes_nothing(line, scratch):
    with pytest.raises(Refused):
        edit_text("One.", line, scratch)


def test_visual_comes_before_editor():
    assert editor_of({"VISUAL": "a", "EDITOR": "b"}) == "a"
    assert editor_of({"EDITOR": "b"}) == "b"


def test_an_editor_under_another_name_is_known_by_the_program_it_leads_to(tmp_path, monkeypatch):
    program = tmp_path / "vim.basic"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    (tmp_path / "vi").symlink_to(program)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editor_name("vi") == "vim"
    assert options_of(["vi"]) == NO_COPIES["vim"]
    assert options_of(["/usr/bin/nvim"])[-1].endswith("shada=")
    assert options_of(["ed"]) == ()


def test_an_editor_that_would_end_at_once_is_told_to_wait_once():
    assert options_of(["code"]) == ("--wait",)
    assert options_of(["code", "--wait"]) == ()
