"""Command lines that cannot be understood: what, what did not happen, what to do; never a raw control character."""

import pytest

from notewizard.cli import main

ESC = "\x1b"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["convert", "note.md"],
            "notewizard convert needs --format (the format to read it in).\nNothing was done.\n"
            "So: notewizard convert --format F [--to PATH] NOTE\n",
        ),
        (
            ["rules", "show"],
            "notewizard rules show needs ID (as `notewizard rules` lists it).\nNothing was done.\n"
            "So: notewizard rules show [--shipped] ID\n",
        ),
        (
            ["formats", "shwo"],
            "There is no `notewizard formats shwo`.\nNothing was done.\nDid you mean `notewizard formats show`?\n",
        ),
        (
            ["formats", "burn"],
            "There is no `notewizard formats burn`.\nNothing was done.\nIt can be list, show, copy or test.\n",
        ),
        (
            ["check", "--level", "loud", "x.md"],
            "--level cannot be loud.\nNothing was done.\nIt can be info, warning or must-resolve.\n",
        ),
        (
            ["check", "--json=1", "x.md"],
            "--json stands alone.\nNothing was done.\n`notewizard check --help` shows what it takes.\n",
        ),
        (["render", "a.toml", "--f", "x"], "--f can be --format or --fail-on.\nNothing was done.\nWrite it out.\n"),
        (
            ["render", "a.toml", "--formatt", "x"],
            "notewizard render does not know --formatt x.\nNothing was done.\nDid you mean --format?\n",
        ),
        (
            ["render", "a.toml", "b" * 100],
            f"notewizard render does not know {'b' * 60}….\nNothing was done.\n"
            "`notewizard render --help` shows what it takes.\n",
        ),
        (
            ["addend", "note.md"],
            "notewizard addend needs one of --addendum, --late-entry, --correction or --entered-in-error.\n"
            "Nothing was done.\n`notewizard addend --help` shows what it takes.\n",
        ),
        (
            ["addend", "note.md", "--addendum", "--correction"],
            "--correction does not go with --addendum.\nNothing was done.\n"
            "`notewizard addend --help` shows what it takes.\n",
        ),
        (
            ["reuse", "note.md", "--prior"],
            "After --prior something is missing.\nNothing was done.\n"
            "So: notewizard reuse [--prior PATH [PATH ...]] [--others PATH [PATH ...]] [--json] [--jsonl] [FILE]\n",
        ),
    ],
)
def test_wrong_words_are_said_in_our_words(capsys, words, said):
    assert main(words) == 2
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    "words", [["check", f"--b{ESC}[31m"], ["formats", f"sh{ESC}[31m"], ["check", "--level", f"x{ESC}[31m", "y"]]
)
def test_what_steers_a_terminal_is_made_visible(capsys, words):
    assert main(words) == 2
    err = capsys.readouterr().err
    assert ESC not in err
    assert "\\x1b[31m" in err
