"""Drafts as a person handles them, and what is refused about them."""

import json

import pytest

from notewizard.cli import main
from notewizard.records.draft import journal_path

NOBODY = "There is nobody to ask here.\nNothing was changed.\nTo be asked nothing, add --yes.\n"


@pytest.fixture
def draft(state, practice):
    """A draft of an invented client, begun in the practice; its id."""
    held = state.drafts.begin("c-0001", "soap", "2026-11-20T16:05:00-05:00")
    concerns = [[["presenting", "concerns"], "Invented words.\nIn two lines \x1b[31m."]]
    held.append(
        {"kind": "practice", "root": str(practice)},
        {"kind": "answer", "key": "encounter.date", "writes": [[["encounter", "date"], "2026-11-20"]]},
        {"kind": "answer", "key": "encounter.date", "writes": [[["encounter", "date"], "2026-11-21"]]},
        {"kind": "answer", "key": "presenting.concerns", "writes": concerns},
        {"kind": "answer", "key": "mental_status", "writes": [[["mental_status", "mood"], ["anxious", "tired"]]]},
        {"kind": "pending", "path": ["plan", "homework"], "text": "half a sen"},
    )
    held.close()
    return held.id


def entries(state, draft):
    return next(each for each in state.drafts.list() if each.id == draft).entries


def test_no_drafts(capsys):
    assert main(["drafts"]) == 0
    assert capsys.readouterr().out == "No drafts on this computer.\n"


def test_the_list_names_client_format_and_times_and_no_word_of_the_answers(draft, capsys):
    assert main(["drafts"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"1 draft on this computer.\n  {draft}  c-0001 (Ashgrove, Ada), soap, 3 answers, begun ")
    assert out.endswith("\nGo on with one: notewizard resume ID\n")
    assert "Invented" not in out
    assert "half" not in out


def test_a_client_of_the_same_id_in_another_practice_is_not_named(draft, messy, capsys):
    other = messy("initials-and-sessions")
    main(["init", str(other), "--yes", "--author", "Dana Whitfield, LCSW"])
    capsys.readouterr()
    assert main(["drafts", "--practice", str(other)]) == 0
    assert "c-0001 (Ashgrove, Ada)" in capsys.readouterr().out


def test_the_list_for_a_program(draft, practice, state, capsys):
    assert main(["drafts", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "results": [
            {
                "id": draft, "client": "c-0001", "format": "soap", "started": "2026-11-20T16:05:00-05:00",
                "answers": 3, "signed": False, "damaged": "", "practice": str(practice),
                "path": str(state.root / "drafts" / f"{draft}.draft"),
            }
        ],
    }  # fmt: skip


def test_show_prints_each_answer_by_its_key_and_nothing_that_steers_the_terminal(draft, capsys):
    assert main(["drafts", "show", draft]) == 0
    assert capsys.readouterr().out == (
        "encounter.date: 2026-11-21\n"
        "presenting.concerns: Invented words.\n"
        "    In two lines \\x1b[31m.\n"
        "mental_status.mood: anxious; tired\n"
        "plan.homework (being typed): half a sen\n"
    )


def test_move_names_both_clients_and_keeps_the_answers(draft, state, capsys):
    assert main(["drafts", "move", draft, "Birchwater", "--yes"]) == 0
    assert capsys.readouterr().err == (
        "Moved from c-0001 (Ashgrove, Ada) to c-0002 (Birchwater, Basil).\n"
        "Its answers go along: read each of them again before you sign.\n"
    )
    assert state.drafts.list()[0].client == "c-0002"
    assert state.drafts.list()[0].answers == 4


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["move", "ID", "c-0002"], 2, NOBODY),
        (["discard", "ID"], 2, NOBODY),
        (
            ["move", "ID", "c-0001", "--yes"],
            1,
            "The draft belongs to c-0001 (Ashgrove, Ada) already.\nNothing was changed.\n",
        ),
        (
            ["restore", "ID"],
            1,
            "There is no discarded draft of that id.\nNothing was changed.\nList them with: notewizard drafts\n",
        ),
    ],
)
def test_what_is_refused_changes_nothing(words, code, said, draft, state, capsys):
    before = entries(state, draft)
    assert main(["drafts", *(draft if word == "ID" else word for word in words)]) == code
    assert capsys.readouterr().err == said
    assert entries(state, draft) == before


def test_a_client_the_practice_does_not_have_is_refused(draft, state, practice, capsys):
    assert main(["drafts", "move", draft, "c-7777", "--yes"]) == 1
    assert capsys.readouterr().err == (
        f"The practice has no such client. ({practice}/.notewizard/clients.toml)\nNothing was changed.\n"
        "Give an id or a name from there.\n"
    )
    assert state.drafts.list()[0].client == "c-0001"


def test_an_id_that_is_no_draft(state, capsys):
    assert main(["drafts", "show", "nothing"]) == 1
    assert capsys.readouterr().err == (
        f"There is no draft of that id. ({state.root}/drafts)\n"
        "Nothing was changed.\nList them with: notewizard drafts\n"
    )


def test_a_discarded_draft_is_listed_and_comes_back_whole(draft, state, capsys):
    before = entries(state, draft)
    assert main(["drafts", "discard", draft, "--yes"]) == 0
    assert capsys.readouterr().err == (
        f"Discarded, not destroyed. Bring it back with: notewizard drafts restore {draft}\n"
    )
    main(["drafts"])
    out = capsys.readouterr().out
    assert out.startswith("No drafts on this computer.\nDiscarded:\n")
    assert out.endswith("Bring one back: notewizard drafts restore ID\n")
    assert main(["drafts", "show", draft]) == 1
    assert f"It was discarded. Bring it back with: notewizard drafts restore {draft}\n" in capsys.readouterr().err
    assert main(["drafts", "restore", draft]) == 0
    assert capsys.readouterr().err == f"The draft is back. Go on with: notewizard resume {draft}\n"
    assert entries(state, draft)[: len(before)] == before


def test_a_draft_open_in_another_window_is_left_alone(draft, state, capsys):
    held = state.drafts.open(draft)
    assert main(["drafts", "discard", draft, "--yes"]) == 4
    assert f"The draft {draft} is open in another window." in capsys.readouterr().err
    held.close()


def test_a_damaged_draft_is_reported_and_what_can_be_read_is_shown(draft, state, capsys):
    path = journal_path(state.drafts.folder, draft, 1)
    path.write_bytes(path.read_bytes().replace(b'"anxious"', b'"anxioux"'))
    assert main(["drafts"]) == 4
    out, err = capsys.readouterr()
    assert ", damaged\n" in out
    assert f"The draft {draft} is damaged. " in err
    assert " bytes in it cannot be read. What can be read is kept." in err
    assert main(["drafts", "show", draft]) == 4
    out, err = capsys.readouterr()
    assert out.startswith("encounter.date: 2026-11-21\npresenting.concerns: Invented words.\n")
    assert "anxiou" not in err


def test_bytes_kept_aside_are_named_until_somebody_takes_them_away(draft, state, capsys):
    (state.drafts.folder / f"{draft}.abc.damaged").write_bytes(b"x")
    assert main(["drafts"]) == 0
    assert capsys.readouterr().err == (
        f"Bytes of a draft that could not be read are kept in {state.drafts.folder}/{draft}.abc.damaged.\n"
    )
