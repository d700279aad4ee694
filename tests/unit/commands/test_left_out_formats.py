"""A broken format or template of the practice's own stops what asks for it, and nothing else."""

from pathlib import Path

import pytest

from notewizard.cli import main
from notewizard.commands.desk import Desk
from notewizard.commands.world import World
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import Broken
from notewizard.records.state import State

VIDEO = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"
SOAP = (shipped_folder("formats") / "soap.toml").read_text(encoding="utf-8")
HOUSE = SOAP.replace('id = "soap"', 'id = "house"').replace("[[sections]]", "[[sections]", 1)
CLIENT = "c-1042"


@pytest.fixture
def here(two_clients, monkeypatch):
    monkeypatch.chdir(two_clients.folder)
    return two_clients.folder


def put(practice, *parts, text):
    path = practice.joinpath(".notewizard", *parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words", [("due",), ("facts", CLIENT), ("measures", CLIENT), ("render", str(VIDEO), "--format", "dap")]
)
def test_a_broken_format_that_nobody_asked_for_is_left_out_and_named_once(words, here, capsys):
    code = main([*words])
    assert code == 0, capsys.readouterr().err
    before = capsys.readouterr()
    put(here, "formats", "house.toml", text=HOUSE)
    assert main([*words]) == 0
    out, err = capsys.readouterr()
    assert out == before.out
    (line,) = [each for each in err.splitlines() if each not in before.err.splitlines()]
    assert line.startswith("Left out of the formats: house. house.toml:")
    assert line.endswith("The others go on: notewizard formats test")


def test_who_asks_for_it_is_refused_with_the_line(here, capsys):
    put(here, "formats", "house.toml", text=HOUSE)
    assert main(["render", str(VIDEO), "--format", "house"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("One problem in the practice's own formats and templates.\n")
    assert "house.toml:" in err
    assert main(["formats", "test"]) == 3


def test_a_broken_one_in_the_place_of_a_shipped_one_is_no_reason_to_use_that(here, capsys):
    put(here, "formats", "ours.toml", text=SOAP.replace("[[sections]]", "[[sections]", 1))
    assert main(["render", str(VIDEO)]) == 3
    assert main(["render", str(VIDEO), "--format", "dap"]) == 0


def test_with_a_broken_template_goes_every_format_that_reads_by_it(here):
    put(here, "templates", "shared", "labeled.md.jinja", text="{{ x }}")
    desk = Desk(World())
    assert {"soap", "dap", "birp"} <= set(desk.library.left_out)
    assert not set(desk.library.left_out) & set(desk.library.formats)
    with pytest.raises(Broken):
        desk.format("soap")


def test_a_template_that_stands_on_a_broken_one_goes_with_it(here):
    put(here, "templates", "shared", "ours.md.jinja", text="{% for %}")
    put(here, "templates", "soap.md.jinja", text='{% extends "shared/ours" %}\n')
    assert set(Desk(World()).library.left_out) == {"soap"}


def test_what_belongs_to_every_note_still_refuses_all(here, capsys):
    put(here, "formats", "house.toml", text=HOUSE)
    put(here, "formats", "measures", "own.toml", text="id = \n")
    assert main(["render", str(VIDEO), "--format", "dap"]) == 3
    err = capsys.readouterr().err
    assert "house.toml" in err
    assert "own.toml" in err


def test_new_refuses_a_broken_format_before_its_first_question(office_with_hands):
    office = office_with_hands
    put(office.folder, "formats", "soap.toml", text=SOAP.replace("[[sections]]", "[[sections]", 1))
    office.types.answers = ["c-1042", "2026-11-20"]
    code, _, said = office.run("new")
    assert code == 3
    assert "soap.toml:" in said
    assert office.types.answers == ["c-1042", "2026-11-20"]


def test_new_goes_on_where_another_format_is_broken(office_with_hands):
    office = office_with_hands
    put(office.folder, "formats", "house.toml", text=HOUSE)
    office.types.answers = ["c-1042", "2026-11-20"]
    office.run("new")
    assert office.types.answers == []


@pytest.mark.parametrize("words", [("resume",), ("sign", "--as", "Dana Whitfield")])
def test_a_draft_whose_format_is_broken_is_not_sent_to_another_one(office_with_hands, words):
    """`--format F` was advised, which neither command knows."""
    office = office_with_hands
    put(office.folder, "formats", "soap.toml", text=SOAP.replace("[[sections]]", "[[sections]", 1))
    draft = State(office.root / "state").drafts.begin("c-1042", "soap", "2026-11-20T15:05:00-05:00")
    draft.close()
    code, _, said = office.run(words[0], draft.id, *words[1:])
    assert code == 3
    assert "--format" not in said
    assert f"notewizard resume {draft.id}" in " ".join(said.split())
