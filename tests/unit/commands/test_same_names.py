"""Notes of two clients with one file name: every command takes the one that stands where it is called."""

import json
import shutil
import tomllib

import pytest
from unit.commands.office_of_two import EXAMPLES, SUPERVISOR

NAME = "2026-11-20 progress note.md"


def sign_that_of_the_other(office):
    answers = (EXAMPLES / "answers" / "emdr-in-person.toml").read_text(encoding="utf-8").replace("-11-18", "-11-20")
    values = json.loads(json.dumps(tomllib.loads(answers), default=str))
    values["author"] = {"name": "Dana Whitfield", "credential": "LCSW", "supervisor": SUPERVISOR}
    values["safety"]["contacts"] = []
    values["timing"] = {"written": "2026-11-20T15:05:00-05:00"}
    (office.root / "other.json").write_text(json.dumps(values), encoding="utf-8")
    plan = EXAMPLES / "plans" / "c-0311.toml"
    signed = ("--plan", plan, "--to", office.folder, "--sign", "Dana Whitfield")
    code, _, err = office.run("render", office.root / "other.json", *signed)
    assert code == 0, err


@pytest.fixture
def flat(two_clients):
    """c-1042 has no folder, c-0311 has one; both have a note of one day."""
    for name, before, after in (("clients", 'folder = "Example"\n', ""), ("config", '"folder-per-client"', '"flat"')):
        path = two_clients.folder / ".notewizard" / f"{name}.toml"
        said = path.read_text(encoding="utf-8")
        path.write_text(said.replace(before, after), encoding="utf-8")
    (two_clients.folder / "Example").rmdir()
    two_clients.sign_note(trainee=True)
    sign_that_of_the_other(two_clients)
    assert two_clients.files() == [NAME, f"Other/{NAME}"]
    two_clients.later(hours=24)
    return two_clients


@pytest.fixture
def in_other(flat, monkeypatch):
    """The same, called in the folder of c-0311."""
    monkeypatch.chdir(flat.folder / "Other")
    return flat


def id_of(office, client):
    return next(each.id for each in office.records() if (each.client, each.kind) == (client, "progress note"))


def test_export_takes_the_note_that_stands_here(in_other):
    code, out, _ = in_other.run("export", NAME, "--as", "txt")
    assert (code, "c-1042" in out, "Client: c-0311" in out) == (0, False, True)


def test_accept_takes_the_change_of_the_note_that_stands_here(in_other):
    for name in (NAME, f"Other/{NAME}"):
        path = in_other.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace("signed by", "Signed by"), encoding="utf-8")
    assert in_other.run("accept", NAME, "--reason", "Mine.")[0] == 0
    found = json.loads(in_other.run("verify", "--json")[1])["results"]
    assert {each["note"]: each["kind"] for each in found} == {
        id_of(in_other, "c-0311"): "accepted",
        id_of(in_other, "c-1042"): "changed",
    }


@pytest.mark.parametrize("words", [("verify",), ("export", f"../{NAME}", "--as", "txt")])
def test_a_command_that_is_told_means_the_note_that_it_is_told_of(in_other, words):
    for name in (NAME, f"Other/{NAME}"):
        path = in_other.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace("signed by", "Signed by"), encoding="utf-8")
    code, out, err = in_other.run(*words)
    told = [line.split("notewizard ", 1)[1] for line in (out + err).split("\n") if "notewizard verify " in line]
    assert code == 4
    assert told == ([] if words[0] == "verify" else [f"verify {id_of(in_other, 'c-1042')}"])
    found = json.loads(in_other.run("verify", "--json")[1])["results"]
    for each in found:
        name = f'"{each["path"]}"' if each["path"].startswith("Other/") else each["note"]
        assert f"notewizard accept {name}" in each["next"]


def test_nothing_of_another_note_is_accepted_where_there_is_nothing_to_accept(in_other):
    path = in_other.folder / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("signed by", "Signed by"), encoding="utf-8")
    code, _, err = in_other.run("accept", NAME, "--reason", "Mine.")
    assert (code, err.startswith("It is what was signed.")) == (1, True)


def test_accept_takes_the_note_that_is_gone_from_here(in_other):
    (in_other.folder / "Other" / NAME).unlink()
    assert in_other.run("accept", NAME, "--reason", "Lost.")[0] == 0
    code, out, _ = in_other.run("verify", NAME)
    assert (code, "ACCEPTED        Other/" in out) == (0, True)


def test_verify_and_history_tell_of_the_note_that_stands_here(in_other):
    found = json.loads(in_other.run("verify", NAME, "--json")[1])["results"]
    assert [each["note"] for each in found] == [id_of(in_other, "c-0311")]
    assert in_other.run("history", NAME)[1].startswith("Progress note of 2026-11-20 for c-0311")


@pytest.mark.parametrize("words", [("cosign",), ("addend", "--entered-in-error", "--reason", "Wrong.")])
def test_what_is_written_later_is_about_the_note_that_stands_here(in_other, words):
    signs = "Ruben Castellanos" if words[0] == "cosign" else "Dana Whitfield"
    assert in_other.run(words[0], NAME, *words[1:], "--sign", signs)[0] == 0
    (later,) = (each for each in in_other.records() if each.parent)
    assert (later.client, later.parent["id"]) == ("c-0311", id_of(in_other, "c-0311"))


def test_a_copy_and_a_check_are_of_the_note_that_stands_here(in_other):
    mark = ("--entered-in-error", "--reason", "Wrong.", "--sign", "Dana Whitfield")
    assert in_other.run("addend", in_other.folder / NAME, *mark)[0] == 0
    code, out, err = in_other.run("convert", NAME, "--format", "dap")
    assert (code, "c-0311" in out, "c-1042" in out, "in error" in out + err) == (0, True, False, False)
    code, out, err = in_other.run("check", NAME)
    assert (code, "in error" in out + err) == (0, False)
    assert "in error" in "".join(in_other.run("check", in_other.folder / NAME)[1:])


def test_a_name_from_the_practice_folder_on_is_taken_where_nothing_of_it_stands_here(in_other, monkeypatch):
    monkeypatch.chdir(in_other.folder / "Other")
    assert "Client: c-0311" in in_other.run("export", f"Other/{NAME}", "--as", "txt")[1]
    (in_other.folder / "Other" / "Other").mkdir()
    shutil.copy(in_other.folder / NAME, in_other.folder / "Other" / "Other" / NAME)
    code, out, err = in_other.run("export", f"Other/{NAME}", "--as", "txt")
    assert (code, out, err.startswith("Wrong chart: It is the same as ")) == (4, "", True)


def test_a_file_of_another_practice_is_no_note_of_the_one_that_is_named(flat, monkeypatch):
    elsewhere = flat.root / "second"
    shutil.copytree(flat.folder / "Other", elsewhere / "Other")
    assert flat.run("init", elsewhere, "--yes", "--author", "Dana Whitfield, LCSW")[0] == 0
    monkeypatch.chdir(elsewhere / "Other")
    for words in (
        ("export", NAME, "--as", "txt"),
        ("accept", NAME, "--reason", "Mine."),
        ("verify", NAME),
        ("history", NAME),
    ):
        code, out, err = flat.run(*words, "--practice", flat.folder)
        assert (code, out) == (4, ""), words
        assert NAME in err, words


def test_an_id_is_taken_as_one_where_no_file_is_called_so(in_other):
    other, mine = id_of(in_other, "c-1042"), id_of(in_other, "c-0311")
    assert "Client: c-1042" in in_other.run("export", other, "--as", "txt")[1]
    (in_other.folder / "Other" / NAME).rename(in_other.folder / "Other" / other)
    code, out, _ = in_other.run("export", other, "--as", "txt")
    assert (code, out) == (4, "")  # it has no name of a note: none of ours, and the other client's is not meant
    assert in_other.run("export", mine, "--as", "txt")[0] == 4
