"""What the shells complete, tried on bash itself."""

import shutil
import subprocess

import pytest

from notewizard.cli import COMMANDS, main
from notewizard.commands.wording.words_known import places


@pytest.fixture
def complete(capsys, tmp_path):
    """Completes a command line as bash does; the last word is the one being typed."""
    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "notewizard.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")

    def run(*words):
        tried = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _notewizard; printf "%s\\n" "${COMPREPLY[@]}"'
        ask = f"source {script}; {tried}"
        done = subprocess.run(
            ["bash", "--norc", "-c", ask, "bash", "notewizard", *words], capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        return done.stdout.split("\n")[:-1] if done.stdout.strip() else []

    return run


def test_every_command_is_known():
    assert {place.path[0] for place in places()} == set(COMMANDS)


def test_commands(complete):
    assert complete("d") == ["deliver", "doctor", "drafts", "due"]
    assert complete("--v") == ["--version"]


def test_verbs_and_the_options_of_each(complete):
    assert complete("drafts", "") == ["list", "show", "move", "discard", "restore"]
    assert complete("drafts", "move", "--") == ["--help", "--practice", "--yes"]
    assert complete("drafts", "--practice", "x", "move", "3f9a", "--y") == ["--yes"]
    assert complete("rules", "n") == ["new"]


def test_options_and_what_they_take(complete):
    assert complete("init", "--s") == ["--signature"]
    assert complete("init", "--signature", "") == ["printed", "elsewhere"]
    assert complete("new", "--format", "b") == ["birp"]
    assert complete("check", "--fail-on", "w") == ["warning"]
    assert complete("completion", "") == ["bash", "fish", "zsh"]
    assert complete("init", "--author", "") == []


def test_paths_with_blanks_stay_whole(complete, tmp_path):
    (tmp_path / "elsewhere" / "Ashgrove, Ada").mkdir()
    (tmp_path / "elsewhere" / "A note *.md").touch()
    assert complete("init", "A") == ["Ashgrove, Ada"]
    assert sorted(complete("check", "A")) == ["A note *.md", "Ashgrove, Ada"]
    assert complete("check", "--practice", "A") == ["Ashgrove, Ada"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_script_names_every_command_and_option(shell, capsys):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for place in places():
        assert all(part in script for part in place.path)
        for option in place.options:
            assert option.names[-1].lstrip("-") in script
    assert script.count("'") % 2 == 0


def test_another_shell(capsys):
    assert main(["completion", "tcsh"]) == 2
    said = "shell cannot be tcsh.\nNothing was done.\nIt can be bash, fish or zsh.\n"
    assert capsys.readouterr().err == said
