"""Signed notes that could not get into their folder, and how they are brought there."""

import shutil
from pathlib import Path

import pytest

from notewizard.cli import main

ANSWERS = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"
NAME = "2026-11-20 c-1042 progress note.md"


@pytest.fixture
def waiting(practice, state, capsys):
    """A signed note whose folder cannot be made, because a file is in its place; the draft's id."""
    clients = practice / ".notewizard" / "clients.toml"
    more = '\n[[client]]\nid = "c-1042"\nlabel = "c-1042"\nfolder = "c-1042"\n'
    clients.write_text(clients.read_text(encoding="utf-8") + more, encoding="utf-8")
    (practice / "c-1042").write_text("in the way", encoding="utf-8")
    assert main(["render", str(ANSWERS), "--to", str(practice), "--sign", "Dana Whitfield"]) == 4
    capsys.readouterr()
    return state.drafts.list()[0].id


def test_nothing_waits(capsys):
    assert main(["deliver"]) == 0
    assert capsys.readouterr().err == "Nothing waits: every signed note is in its folder.\n"


def test_while_the_folder_cannot_be_used_the_note_waits_and_says_where_it_is(waiting, state, capsys):
    assert main(["deliver"]) == 4
    said = capsys.readouterr().err
    assert said.startswith(f"Not brought: the note of 2026-11-20 for c-1042, draft {waiting}.\n")
    assert f"  The text is in {state.outbox / waiting}.md.\n" in said
    assert said.endswith("1 note still waits. The text is safe on this computer.\n")


def test_then_it_is_brought_and_its_draft_goes(waiting, practice, state, capsys):
    (practice / "c-1042").unlink()
    assert main(["deliver"]) == 0
    assert capsys.readouterr().err == f"Kept: {practice}/c-1042/{NAME}\n"
    assert "Dana Whitfield, LCSW" in (practice / "c-1042" / NAME).read_text(encoding="utf-8")
    assert state.drafts.list() == ()
    assert main(["deliver"]) == 0


def test_a_taken_name_is_left_alone_and_another_one_offered(waiting, practice, capsys):
    (practice / "c-1042").unlink()
    (practice / "c-1042").mkdir()
    (practice / "c-1042" / NAME).write_text("there before", encoding="utf-8")
    free = NAME.replace(".md", " (2).md")
    assert main(["deliver", waiting]) == 4
    assert f'  Give it another name: notewizard deliver {waiting} --as "{free}"\n' in capsys.readouterr().err
    assert main(["deliver", waiting, "--as", free]) == 0
    assert capsys.readouterr().err == f"Kept: {practice}/c-1042/{free}\n"
    assert (practice / "c-1042" / NAME).read_text(encoding="utf-8") == "there before"


def test_a_name_without_its_extension_gets_it_and_a_folder_in_it_is_refused(waiting, practice, capsys):
    (practice / "c-1042").unlink()
    assert main(["deliver", waiting, "--as", "../Ashgrove, Ada/x"]) == 2
    assert capsys.readouterr().err == (
        "A file name alone, without a folder.\nNothing was brought.\nThe note stays in its client's folder.\n"
    )
    assert main(["deliver", waiting, "--as", "second note"]) == 0
    assert (practice / "c-1042" / "second note.md").exists()


def test_a_disk_that_is_not_there(waiting, practice, capsys):
    shutil.move(practice, practice.with_name("away"))
    assert main(["deliver"]) == 4
    assert "1 note still waits. The text is safe on this computer.\n" in capsys.readouterr().err
    assert not practice.exists()


def test_a_signed_note_is_neither_moved_nor_discarded(waiting, capsys):
    for words in (["move", waiting, "c-0001"], ["discard", waiting]):
        assert main(["drafts", *words, "--yes"]) == 1
        assert capsys.readouterr().err == (
            "This note is signed and waits to get into its folder.\nNothing was changed.\n"
            f"Bring it there with: notewizard deliver {waiting}\n"
        )


def test_wrong_words(capsys):
    assert main(["deliver", "nothing"]) == 1
    assert capsys.readouterr().err == "No signed note waits under that id.\nList them with: notewizard drafts\n"


def test_a_name_no_system_can_hold_is_refused_before_it_is_tried(waiting, practice, capsys):
    (practice / "c-1042").unlink()
    assert main(["deliver", waiting, "--as", "CON"]) == 4
    assert "This file name cannot be used: it is the name of a device on Windows." in capsys.readouterr().err
    assert main(["deliver", waiting]) == 0
    assert capsys.readouterr().err == f"Kept: {practice}/c-1042/{NAME}\n"
