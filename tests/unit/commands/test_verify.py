"""`verify`, `accept`, `history`: what a person is told of a note that is not as it was signed, and what to do."""

import json
from pathlib import Path

import pytest

from notewizard.cli import main

ANSWERS = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"


@pytest.fixture
def note(practice, capsys):
    """A signed note of ours in a practice; its path."""
    clients = practice / ".notewizard" / "clients.toml"
    more = '\n[[client]]\nid = "c-1042"\nlabel = "c-1042"\nfolder = "c-1042"\n'
    clients.write_text(clients.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert main(["render", str(ANSWERS), "--to", str(practice), "--sign", "Dana Whitfield"]) == 0
    capsys.readouterr()
    return next((practice / "c-1042").iterdir())


def run(practice, capsys, *words):
    code = main([*words, "--practice", str(practice)])
    out, err = capsys.readouterr()
    return code, out, err


def changed(note):
    data = note.read_bytes()
    note.write_bytes(data.replace(b"exposure ladder", b"exposure stairs"))


def test_a_practice_whose_notes_are_as_signed(practice, note, capsys):
    code, out, err = run(practice, capsys, "verify")
    assert (code, err) == (0, "")
    assert out.startswith("1 note as signed, 0 not, 0 to look at.\n")


def test_the_code_in_the_signature_is_that_of_the_history_before(practice, note, capsys):
    _, out, _ = run(practice, capsys, "history", "--json")
    before = [each for each in json.loads(out)["results"] if each["action"] == "configure"]
    assert len(before) == 1
    assert (
        note.read_text(encoding="utf-8").rstrip().rpartition("History code ")[2].strip(".").replace("-", "").isalnum()
    )


def test_a_changed_note_is_named_with_its_line_and_what_to_do_and_not_a_word_of_it(practice, note, capsys):
    changed(note)
    code, out, err = run(practice, capsys, "verify")
    assert code == 4
    file = note.relative_to(practice).as_posix()
    assert f"CHANGED         {file}\n" in out
    assert "reads otherwise." in out
    assert f'notewizard addend "{file}"' in out
    assert "exposure" not in out + err


def test_accept_needs_a_reason_and_touches_nothing(practice, note, capsys):
    changed(note)
    data = note.read_bytes()
    code, _, err = run(practice, capsys, "accept", str(note))
    assert code == 2
    assert "--reason" in err
    code, out, err = run(practice, capsys, "accept", str(note), "--reason", "Mended by hand.")
    assert (code, out) == (0, "")
    assert "Accepted as outside edit" in err
    assert note.read_bytes() == data
    code, out, _ = run(practice, capsys, "verify")
    assert code == 0
    assert "Accepted as outside edit on " in out
    _, out, _ = run(practice, capsys, "history", str(note))
    assert "accepted as outside edit by Dana Whitfield, LCSW: Mended by hand." in out


def test_what_was_accepted_can_be_changed_again_and_is_named_again(practice, note, capsys):
    changed(note)
    run(practice, capsys, "accept", str(note), "--reason", "Mended by hand.")
    note.write_bytes(note.read_bytes() + b"More.\n")
    assert run(practice, capsys, "verify")[0] == 4


def test_there_is_nothing_to_accept_in_a_note_that_is_as_signed(practice, note, capsys):
    code, _, err = run(practice, capsys, "accept", str(note), "--reason", "So.")
    assert code == 1
    assert "It is what was signed." in err


def test_a_note_that_is_gone_is_accepted_by_its_id_and_told_when_it_comes_back(practice, note, capsys):
    data, id_ = note.read_bytes(), json.loads(run(practice, capsys, "verify", "--json")[1])["results"][0]["note"]
    note.unlink()
    assert run(practice, capsys, "verify")[0] == 4
    assert run(practice, capsys, "accept", id_, "--reason", "Destroyed as the law asks.")[0] == 0
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "Accepted as missing" in out) == (0, True)
    note.write_bytes(data)
    assert run(practice, capsys, "verify")[1].startswith("1 note as signed")


def test_a_note_nobody_knows_is_not_accepted(practice, note, capsys):
    code, _, err = run(practice, capsys, "accept", "nothing.md", "--reason", "So.")
    assert code == 4
    assert "Neither the history nor a record knows this note." in err


def test_one_folder_alone_is_told(practice, note, capsys):
    changed(note)
    code, out, _ = run(practice, capsys, "verify", str(practice / ".notewizard"))
    assert (code, out.splitlines()[0]) == (0, "no notes as signed, 0 not, 0 to look at.")
    assert run(practice, capsys, "verify", str(note.parent))[0] == 4


def test_verify_as_data(practice, note, capsys):
    changed(note)
    code, out, _ = run(practice, capsys, "verify", "--json")
    assert code == 4
    (result,) = json.loads(out)["results"]
    assert result["kind"] == "changed"
    assert result["level"] == "broken"
    assert set(result) == {"path", "note", "kind", "level", "said", "next", "sha256"}


def test_history_lists_who_did_what_and_knows_days(practice, note, capsys):
    _, out, _ = run(practice, capsys, "history")
    actions = [line.split()[2] for line in out.splitlines()[1:]]
    assert actions == ["configure", "sign"]
    _, out, _ = run(practice, capsys, "history", "--to", "2001-01-01")
    assert out == "no entries.\n"
    assert run(practice, capsys, "history", "--from", "yesterday")[0] == 2


def test_history_with_the_text_of_a_note(practice, note, capsys):
    _, out, _ = run(practice, capsys, "history", str(note), "--text")
    assert "PROGRESS NOTE" in out
    assert "Electronically signed by Dana Whitfield, LCSW" in out
    _, out, _ = run(practice, capsys, "history", str(note))
    assert out.splitlines()[-1].split()[2] == "view"


def test_a_copy_for_somebody_else_is_an_export(practice, note, capsys):
    assert run(practice, capsys, "convert", str(note), "--format", "dap")[0] == 0
    _, out, _ = run(practice, capsys, "history", str(note))
    assert "export            Dana Whitfield, LCSW (dap)" in out


def test_a_folder_that_cannot_be_written_still_can_be_verified(practice, note, state, capsys):
    history = practice / ".notewizard" / "history"
    (path,) = history.iterdir()
    path.rename(practice / "kept")
    path.mkdir()
    code, out, err = run(practice, capsys, "verify")
    assert code == 4
    assert "it is kept on this computer" in err
    assert "Traceback" not in out + err
