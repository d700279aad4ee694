"""Keys from before on a computer with new ones: kept once they open something, and what they open needs no paper."""

import shutil

import pytest

from notewizard.cli import main
from notewizard.commands.apart.bringing import keep_apart
from notewizard.commands.apart.place import keys_here, notes_of, root_of
from notewizard.commands.desk import Desk
from notewizard.commands.world import World
from notewizard.errors import NotKept
from notewizard.records import key_change
from notewizard.records.key_change import take_over
from notewizard.records.keys import keep_keys, keys_of, new_keys, opening_of
from notewizard.records.old_keys import keep_old, old_files
from notewizard.records.process_notes import ProcessNotes, new_note

MADE, FRESH = new_keys("2026-11-20"), new_keys("2026-11-29")
WORDS = "I felt pulled to rescue her; canary-7731."


@pytest.fixture
def desk(practice, monkeypatch):
    """The practice, stood in, with keys and one process note."""
    monkeypatch.chdir(practice)
    here = Desk(World())
    keep_keys(here.state, MADE.keys)
    writes(here, WORDS)
    return Desk(World())


@pytest.fixture
def paper(tmp_path):
    """The recovery key, typed into a file."""
    file = tmp_path / "paper.txt"
    file.write_text(f"# from the safe\n{MADE.recovery_secret.lower()}\n")
    return str(file)


def writes(desk, text):
    keep_apart(desk, keys_here(desk), notes_of(desk), new_note("c-0001", "2026-11-20T15:05:00-05:00", "Dana", text))


def a_draft(desk):
    draft = desk.state.drafts.begin("c-0001", "soap", "2026-11-20T15:05:00-05:00")
    draft.append({"kind": "answer", "key": "presenting.concerns", "writes": [[["presenting", "concerns"], WORDS]]})
    draft.close()
    return draft


def lose_the_computer(desk):
    """The state folder is gone but for its drafts; other keys were set up since."""
    shutil.rmtree(desk.state.keys)
    keep_keys(desk.state, FRESH.keys)


def test_a_key_from_before_is_added_and_both_new_keys_read_what_it_opens(desk, paper, tmp_path, capsys):
    draft = a_draft(desk)
    lose_the_computer(desk)
    assert main(["process"]) == 4
    said = "Closed to other keys, or damaged at the beginning: 1 process note (number 1). With a key from before: "
    assert f"{said}notewizard process add-key" in capsys.readouterr().err
    assert main(["process", "add-key", "--key", paper]) == 0
    assert "It opens 1 process note and 1 draft, and now both of yours do." in capsys.readouterr().err
    assert main(["process", "show", "1"]) == 0
    assert main(["drafts", "show", draft.id]) == 0
    assert capsys.readouterr().out.count(WORDS) == 2
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main(["process", "copy-to", str(stick)]) == 0
    shutil.rmtree(desk.state.root)
    new_paper = tmp_path / "new paper.txt"
    new_paper.write_text(FRESH.recovery_secret)
    assert main(["process", "show", "1", "--key", str(new_paper)]) == 0
    assert WORDS in capsys.readouterr().out
    assert [path.name for path in old_files(stick)] == [path.name for path in old_files(root_of(desk))] != []
    assert not ProcessNotes(stick).misnamed()


def test_a_key_that_opens_nothing_here_is_not_kept(desk, paper, tmp_path, capsys):
    assert main(["process", "add-key", "--key", paper]) == 1
    assert "This key is one of today's two." in capsys.readouterr().err
    lose_the_computer(desk)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(new_keys("2026-11-01").recovery_secret)
    assert main(["process", "add-key", "--key", str(wrong)]) == 1
    err = capsys.readouterr().err
    assert "This key opens none of the process notes and drafts here." in err
    assert "It was not kept." in err
    assert old_files(desk.state.keys) == ()


def test_a_draft_is_shown_with_the_recovery_key_where_the_keys_are_lost_or_others(desk, paper, capsys):
    draft = a_draft(desk)
    (desk.state.keys / "keys.txt").unlink()
    assert main(["drafts", "show", draft.id]) == 1
    assert "--key -" in capsys.readouterr().err
    assert main(["drafts", "show", draft.id, "--key", paper]) == 0
    assert WORDS in capsys.readouterr().out
    keep_keys(desk.state, FRESH.keys)
    assert main(["drafts", "show", draft.id]) == 4
    assert WORDS not in capsys.readouterr().out
    assert main(["drafts", "show", draft.id, "--key", paper]) == 0
    assert WORDS in capsys.readouterr().out


@pytest.mark.parametrize("others", [True, False])
def test_what_is_written_on_with_the_recovery_key_is_closed_to_it_again(desk, paper, others):
    from notewizard.commands.apart.sealing import unseal

    draft_id = a_draft(desk).id
    (desk.state.keys / "keys.txt").unlink()
    if others:
        keep_keys(desk.state, FRESH.keys)
    for text in ("llama-1", "llama-2"):
        here = Desk(World())
        unseal(here, draft_id, paper)
        draft = here.state.drafts.open(draft_id)
        draft.append({"kind": "answer", "key": "presenting.symptoms", "writes": [[["presenting", "symptoms"], text]]})
        assert len([each for each in draft.entries() if "writes" in each]) == (2 if text == "llama-1" else 3)
        draft.close()
        assert b"llama" not in draft.path.read_bytes()


def test_with_a_damaged_key_file_the_recovery_key_lists_and_shows_and_the_damage_is_said(desk, paper, capsys):
    (desk.state.keys / "keys.txt").write_bytes(b"# notewizard keys 1\n")
    assert main(["process"]) == 4
    assert "The key file is damaged." in capsys.readouterr().err
    assert main(["process", "--key", paper]) == 0
    out, err = capsys.readouterr()
    assert "c-0001" in out
    assert "The key file is damaged." in err
    assert main(["process", "show", "1", "--key", paper]) == 0
    assert WORDS in capsys.readouterr().out
    (desk.state.keys / "keys.txt").rename(desk.state.root.parent / "damaged.txt")
    keep_keys(desk.state, FRESH.keys)
    assert main(["process", "add-key", "--key", paper]) == 0
    assert main(["process", "show", "1"]) == 0
    assert WORDS in capsys.readouterr().out


def test_keys_from_before_reach_a_folder_that_was_away(desk, capsys):
    root, elsewhere = root_of(desk), root_of(desk).with_name("away")
    root.rename(elsewhere)
    take_over(desk.state, MADE.keys, FRESH, MADE.keys.opening())
    main(["process"])
    assert "not beside the process notes yet" in capsys.readouterr().err
    elsewhere.rename(root)
    assert main(["process"]) == 0
    assert capsys.readouterr().err == ""
    assert [path.name for path in old_files(root)] == [path.name for path in old_files(desk.state.keys)] != []


def test_a_killed_change_is_cleared_away_by_the_next_command(desk):
    left = desk.state.keys / key_change._STAGED
    left.write_bytes(MADE.keys.to_bytes())
    assert main(["process"]) == 0
    assert not left.exists()
    assert keys_of(desk.state) == MADE.keys


def test_only_a_terminal_changes_keys_and_no_words_carry_a_passphrase(desk, capsys):
    for verb in ("passphrase", "renew", "setup"):
        assert main(["process", verb]) != 0
        assert main(["process", verb, "--passphrase", "a long phrase"]) == 2
    shutil.rmtree(desk.state.keys)
    for verb in ("passphrase", "renew"):
        assert main(["process", verb]) == 1
        assert "No keys are set up on this computer" in capsys.readouterr().err
    assert keys_of(desk.state) is None


def test_another_pairs_key_renews_nothing(desk):
    keep_old(desk.state.keys, MADE.keys, FRESH.keys.opening())
    with pytest.raises(NotKept):
        take_over(desk.state, MADE.keys, new_keys("2026-11-30"), opening_of(FRESH.recovery_secret))
    assert keys_of(desk.state) == MADE.keys


def test_a_draft_is_read_with_an_earlier_key_and_without_a_look_at_the_process_notes(desk, monkeypatch, capsys):
    draft = a_draft(desk)
    take_over(desk.state, MADE.keys, FRESH, MADE.keys.opening())
    monkeypatch.setattr("notewizard.commands.apart.place.root_of", lambda desk: pytest.fail("looked"))
    assert main(["drafts", "show", draft.id]) == 0
    assert WORDS in capsys.readouterr().out
