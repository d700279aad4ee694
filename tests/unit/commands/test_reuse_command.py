"""`reuse`: which files are the client's, which are others', and what cannot be read is named."""

import io
import json
import os

import pytest

from notewizard.cli import main

COPIED = "Counted the lanterns along the quay while the panic passed and wrote all nineteen of them on her glove."
OWN = "Sorted the letters from her aunt into burn and keep, and laughed at one of them."


def run(capsys, *words):
    code = main(["reuse", *map(str, words)])
    done = capsys.readouterr()
    return code, done.out, done.err


def kept(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def test_a_note_is_not_compared_with_itself_among_the_others(tmp_path, capsys, monkeypatch):
    kept(tmp_path, "c-1/today.md", COPIED)
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "c-1/today.md", "--others", ".") == (
        0,
        "c-1/today.md: no narrative passage stands in the other notes.\n",
        "",
    )


def test_the_clients_own_notes_are_no_other_clients(tmp_path, capsys, monkeypatch):
    kept(tmp_path, "c-1/today.md", COPIED)
    kept(tmp_path, "c-1/earlier.md", COPIED)
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, "c-1/today.md", "--prior", "c-1", "--others", ".")
    assert code == 1
    assert "as in earlier.md:" in out
    assert "another client" not in out


@pytest.mark.parametrize(
    ("file", "client"), [("c-2/note.md", "c-2"), ("c-2/2026/note.md", "c-2"), ("note.md", "note.md")]
)
def test_a_sub_folder_is_one_client_and_a_file_beside_it_another(tmp_path, capsys, monkeypatch, file, client):
    others = tmp_path / "others"
    kept(others, file, COPIED)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"id": "t", "text": COPIED, "prior": []}) + "\n"))
    _, out, _ = run(capsys, "--jsonl", "--others", others)
    assert json.loads(out)["passages"][0]["source"] == str(others / client)


@pytest.mark.parametrize("file", ["Hale, June/note.md", "Hale, June.md"])
def test_a_program_learns_no_more_of_another_client_than_a_person(tmp_path, capsys, file):
    note, others = kept(tmp_path, "today.md", f"{COPIED} {OWN}"), tmp_path / "others"
    kept(others, file, f"{COPIED} {OWN}")
    code, out, err = run(capsys, note, "--others", others, "--json")
    (result,) = json.loads(out)["results"]
    passage = result["passages"][0]
    assert (code, result["clone"]) == (1, "another client's note")
    assert (passage["source"], passage["source_start"], passage["source_end"]) == ("another client's note", None, None)
    assert "Hale" not in out + err


def test_the_clients_own_note_and_an_id_that_was_given_are_told_to_a_program(tmp_path, capsys):
    note, prior = kept(tmp_path, "today.md", COPIED), kept(tmp_path, "earlier.md", COPIED)
    lines = kept(tmp_path, "others.jsonl", json.dumps({"id": "o-7", "text": COPIED}))
    for flag, file, source in (("--prior", prior, str(prior)), ("--others", lines, "o-7")):
        _, out, _ = run(capsys, note, flag, file, "--json")
        (passage,) = json.loads(out)["results"][0]["passages"]
        assert (passage["source"], passage["source_start"]) == (source, 0)


def test_a_folder_that_is_named_twice_counts_once(tmp_path, capsys):
    note, others = kept(tmp_path, "today.md", f"{COPIED}\n\n{OWN}"), tmp_path / "others"
    kept(others, "c-2/note.md", COPIED)
    assert run(capsys, note, "--others", others, others / "c-2", others / "c-2" / "note.md")[0] == 1


def test_each_file_of_a_flat_folder_is_a_client_of_its_own(tmp_path, capsys):
    note = kept(tmp_path, "today.md", f"{COPIED}\n\n{OWN}")
    for number in range(3):
        kept(tmp_path / "others", f"{number}.md", COPIED)
    assert run(capsys, note, "--others", tmp_path / "others")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ("--prior", ["l1.txt", "l2.txt"]),
        ("--others", ["2 files of other clients could not be compared; `notewizard check` says which."]),
    ],
)
def test_links_in_a_loop_are_said_and_the_rest_is_compared(tmp_path, capsys, monkeypatch, flag, said):
    kept(tmp_path, "today.md", COPIED)
    kept(tmp_path, "earlier.md", COPIED)
    (tmp_path / "l1.txt").symlink_to("l2.txt")
    (tmp_path / "l2.txt").symlink_to("l1.txt")
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "today.md", flag, ".")
    assert code == 1
    assert "19 words as in" in out
    assert [line.split(" cannot")[0].partition(" was")[0] for line in err.splitlines()] == said
    assert "bug" not in err


@pytest.mark.parametrize("clients", [1, 2, 3])
def test_three_clients_make_a_stock_phrase_and_three_notes_of_one_do_not(tmp_path, capsys, clients):
    note = kept(tmp_path, "today.md", f"{COPIED}\n\n{OWN}")
    for number in range(4):
        kept(tmp_path, f"others/c-{number % clients}/{number}.md", f"{COPIED} {number}.")
    assert run(capsys, note, "--others", tmp_path / "others")[0] == (clients < 3)


@pytest.mark.parametrize(
    ("whose", "refused"), [({}, 0), ({"client": "c-9"}, 1), ({"client": 9}, 1), ({"client": None}, 0)]
)
def test_a_line_is_a_clients_of_its_own_unless_it_says_whose_it_is(tmp_path, capsys, whose, refused):
    note = kept(tmp_path, "today.md", f"{COPIED}\n\n{OWN}")
    rows = [json.dumps({"id": f"o-{number}", "text": COPIED, **whose}) for number in range(3)]
    lines = kept(tmp_path, "others.jsonl", "\n".join(rows))
    code, out, _ = run(capsys, note, "--others", lines, "--json")
    assert code == refused
    found = {each["source"] for each in json.loads(out)["results"][0]["passages"]}
    assert found == ({"o-2"} if refused else set())


@pytest.mark.parametrize("client", [["c-9"], {"id": "c-9"}, True, 1.5])
def test_a_line_with_a_client_that_is_no_name_is_not_guessed_at(tmp_path, capsys, client):
    note = kept(tmp_path, "today.md", COPIED)
    lines = kept(tmp_path, "others.jsonl", json.dumps({"id": "o-1", "text": COPIED, "client": client}))
    code, _, err = run(capsys, note, "--others", lines)
    assert code not in (0, 1)
    assert "The file of other notes cannot be read." in err
    assert '"client" where several are of one' in err
