"""Formats, templates and rules: listed, shown, copied into the practice, tested, and every way they can be broken."""

import json
from pathlib import Path

import pytest

from notewizard.cli import main
from notewizard.commands.defining.format_outline import PARTS_SAID
from notewizard.definitions.formats import PARTS
from notewizard.definitions.shipped import shipped_folder


@pytest.fixture
def here(practice, monkeypatch):
    """The practice, stood in."""
    monkeypatch.chdir(practice)
    return practice


def own(practice, *parts):
    return practice / ".notewizard" / Path(*parts)


def put(practice, *parts, text):
    path = own(practice, *parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shipped(kind, name):
    return (shipped_folder(kind) / name).read_text(encoding="utf-8")


def results(capsys):
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == 1
    return said["results"]


def test_the_shipped_formats_are_listed_without_a_practice(capsys):
    assert main(["formats"]) == 0
    out = capsys.readouterr().out
    assert "  soap       shipped\n               SOAP: what the client said, what was observed" in out
    assert out.endswith("Their questions, vocabularies and measures: notewizard formats list --all\n")
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("kind", ["formats", "templates", "rules"])
def test_lists_fit_a_terminal_and_a_program(kind, capsys):
    main([kind, "list", *(["--all"] if kind == "formats" else [])])
    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 80] == []
    assert main([kind, "--json"]) == 0
    found = results(capsys)
    assert {"id", "own", "replaces_shipped", "about", "path"} == set(found[0])
    assert not any(each["own"] for each in found)


def test_a_format_is_shown_as_outline_and_file(capsys):
    assert main(["formats", "show", "soap"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(
        "SOAP, version 1.0.0. Title: Progress note. Template: soap.\n\nWhat goes where:\n"
        "  Subjective  concerns, symptoms, functioning\n"
    )
    assert "  Concerns and status\n    What became of last time\n" in out
    assert "    Medication as the client reports it (optional)\n" in out
    assert out.endswith(shipped("formats", "soap.toml"))
    assert err == f"# shipped: {shipped_folder('formats') / 'soap.toml'}\n"


def test_a_format_of_paragraphs_and_its_own_words_are_shown(capsys):
    assert main(["formats", "show", "narrative"]) == 0
    out = capsys.readouterr().out
    assert "What goes where:\n" in out
    assert all(part in PARTS_SAID for part in PARTS)
    assert set(PARTS_SAID) == set(PARTS)


def test_a_file_alone_comes_to_the_letter(capsys):
    assert main(["formats", "show", "soap", "--file"]) == 0
    assert capsys.readouterr().out == shipped("formats", "soap.toml")
    assert main(["formats", "show", "vocabularies/modalities"]) == 0
    assert capsys.readouterr().out == shipped("formats", "vocabularies/modalities.toml")
    assert main(["templates", "show", "shared/labeled"]) == 0
    assert capsys.readouterr().out == shipped("templates", "shared/labeled.md.jinja")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["formats", "show", "sope"], 'There is no format "sope".\nDid you mean soap?\n'),
        (["formats", "copy", "zzzz"], 'There is no shipped format "zzzz".\nList them with: notewizard formats\n'),
        (["templates", "show", "labeled"], 'There is no template "labeled".\nDid you mean shared/labeled?\n'),
        (["rules", "show", "vage"], 'There is no rule pack "vage".\nDid you mean vague?\n'),
        (
            ["rules", "show", "progress.no-evidense"],
            "There is no rule of that id.\nDid you mean progress.no-evidence?\n",
        ),
        (["formats", "test", "sope"], 'There is no format "sope".\nDid you mean soap?\n'),
    ],
)
def test_an_id_that_does_not_exist(words, said, capsys):
    assert main(words) == 1
    assert capsys.readouterr().err == said


def test_to_copy_one_needs_a_practice(tmp_path, capsys):
    for words in (
        ["formats", "copy", "soap"],
        ["templates", "copy", "dap"],
        ["rules", "copy", "vague"],
        ["rules", "new", "ours"],
    ):
        assert main(words) == 1
        assert capsys.readouterr().err == (
            f"There is no practice folder here. ({tmp_path / 'elsewhere'})\nNothing was written.\n"
            "Set one up with: notewizard init FOLDER\n"
        )


@pytest.mark.parametrize(
    ("kind", "id_", "file"),
    [
        ("formats", "soap", "soap.toml"),
        ("formats", "measures/gad-7", "measures/gad-7.toml"),
        ("templates", "shared/labeled", "shared/labeled.md.jinja"),
    ],
)
def test_a_copy_is_the_practices_own_and_is_never_written_twice(kind, id_, file, here, capsys):
    assert main([kind, "copy", id_]) == 0
    said = capsys.readouterr().err
    assert said.startswith(f"Copied: {own(here, kind, file)}\nIt is used instead of the shipped one from now on.\n")
    assert own(here, kind, file).read_text(encoding="utf-8") == shipped(kind, file)
    own(here, kind, file).write_text("changed by hand", encoding="utf-8")
    assert main([kind, "copy", id_]) == 4
    assert capsys.readouterr().err == (
        f"The practice has a file of its own there. ({own(here, kind, file)})\nThe existing file was not touched.\n"
        "Change that one, or take it away first.\n"
    )
    assert own(here, kind, file).read_text(encoding="utf-8") == "changed by hand"


def test_the_list_says_that_the_own_file_wins(here, capsys):
    main(["formats", "copy", "soap"])
    capsys.readouterr()
    main(["formats"])
    out = capsys.readouterr().out
    assert "  soap       shipped, not used: the practice has its own\n" in out
    assert "  soap       the practice's own, used instead of the shipped one\n" in out
    main(["formats", "show", "soap"])
    assert (
        capsys.readouterr().err
        == f"# the practice's own, used instead of the shipped one: {own(here, 'formats', 'soap.toml')}\n"
    )
    main(["formats", "show", "soap", "--shipped"])
    assert capsys.readouterr().err == (
        f"# shipped, not used: the practice has its own: {shipped_folder('formats') / 'soap.toml'}\n"
    )


def test_a_format_in_another_file_wins_by_its_id(here, capsys):
    put(
        here, "formats", "ours.toml", text=shipped("formats", "soap.toml").replace('name = "SOAP"', 'name = "Our SOAP"')
    )
    assert main(["formats", "show", "soap"]) == 0
    assert capsys.readouterr().out.startswith("Our SOAP, version 1.0.0.")


def test_all_is_well(capsys):
    assert main(["formats", "test"]) == 0
    assert main(["templates", "test"]) == 0
    assert main(["rules", "test"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("9 formats, ")
    assert said[0].endswith(" measures are read without a problem.")
    assert said[1] == "11 templates are read without a problem."
    assert said[2].endswith(" files do what their examples say.")


def test_every_problem_of_every_format_is_said_with_its_line(here, capsys):
    soap = shipped("formats", "soap.toml").replace('"homework", ', "").replace('version = "1.0.0"', 'version = "one"')
    one = put(here, "formats", "soap.toml", text=soap)
    two = put(here, "formats", "measures", "own.toml", text="schema = 1\nid = \n")
    assert main(["formats", "test"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("2 problems in the formats.\n")
    assert f"  {one}:5, version: " in err
    assert f"  {two}:2: not valid TOML: Invalid value.\n" in err
    assert err.endswith("Mend it, then: notewizard formats test\n")
    assert main(["formats", "test", "soap", "--json"]) == 3
    found = results(capsys)
    assert [(each["path"], each["line"], each["where"]) for each in found] == [(str(one), 5, "version")]


def test_a_broken_format_can_still_be_shown_and_listed(here, capsys):
    put(here, "formats", "soap.toml", text='id = "soap"\nschema = 2\n')
    assert main(["formats"]) == 0
    assert main(["formats", "show", "soap"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith('id = "soap"\nschema = 2\n')
    assert "soap.toml is not a usable format file. notewizard formats test says what is wrong.\n" in err


def test_a_template_that_would_execute_something_is_refused_with_its_line(here, capsys):
    path = put(
        here, "templates", "dap.md.jinja",
        text='{% extends "shared/labeled" %}\n{% block homework %}{{ homework.__class__ }}{% endblock %}\n',
    )  # fmt: skip
    assert main(["templates", "test"]) == 3
    assert capsys.readouterr().err == (
        "One problem in the templates.\n"
        f'  {path}:2, block homework: may not reach for ".__class__" '
        "(client. with one of Their, They, are, have, their, they, unnamed, were).\n"
        "Mend it, then: notewizard templates test\n"
    )
    assert main(["templates", "test", "soap"]) == 3
    capsys.readouterr()
    assert main(["templates", "test", "--json"]) == 3
    assert results(capsys)[0]["line"] == 2


@pytest.mark.parametrize(
    "id_",
    sorted(path.stem for path in shipped_folder("rules").glob("*.toml") if "[[rules]]" in path.read_text("utf-8")),
)
def test_a_copied_rule_pack_is_sound_as_it_is(id_, here, capsys):
    assert main(["rules", "copy", id_]) == 0
    assert main(["rules", "test"]) == 0
    text = own(here, "rules", f"{id_}.toml").read_text(encoding="utf-8")
    assert f'id = "own-{id_}"' in text
    assert 'extends = ["core-en"]' in text
    assert "never_exempt = true" not in text


def test_a_pack_without_a_rule_is_not_copied(here, capsys):
    assert main(["rules", "copy", "words"]) == 1
    assert capsys.readouterr().err == (
        "This file holds words for the other rules and no rule.\nCopy one that has rules.\n"
    )


def test_a_new_pack_is_sound_as_it_is_and_with_everything_switched_on(here, capsys):
    assert main(["rules", "new", "our-words"]) == 0
    path = own(here, "rules", "our-words.toml")
    assert capsys.readouterr().err == (
        f"Made: {path}\nNothing in it is active yet: take the # away where you want it, then: notewizard rules test\n"
    )
    assert main(["rules", "test"]) == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("# allow"))
    prose = ("# Never", "# Quieter", "# The ids", "# Words by", "# One rule")
    active = [line if line.startswith(prose) else line.removeprefix("#").removeprefix(" ") for line in lines[start:]]
    path.write_text("\n".join([*lines[:start], *active]), encoding="utf-8")
    assert main(["rules", "test"]) == 0, capsys.readouterr().err
    assert main(["rules", "show", "our-words.buzzword"]) == 0
    assert main(["rules", "new", "our-words"]) == 4


@pytest.mark.parametrize("name", ["Our Words", "../x", "Ours", "con", ""])
def test_a_pack_whose_name_is_no_file_name_is_refused(name, here, capsys):
    before = set(here.rglob("*"))
    assert main(["rules", "new", name]) in (1, 2)
    assert set(here.rglob("*")) == before
