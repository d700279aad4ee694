"""A note whose file is not what was signed is no note without a word, whoever looks at it."""

import pytest


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    return two_clients


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("convert", "{note}", "--format", "dap"), "The file of this note is not as it was signed."),
        (("check", "{note}"), "This file is not as it was signed. What became of it: notewizard verify"),
    ],
)
def test_a_changed_file_is_said_and_points_to_verify(office, words, said):
    words = [each.format(note=office.note) for each in words]
    _, out, err = office.run(*words)
    assert said not in out + err
    office.note.write_text(office.note.read_text().replace("48 minute", "58 minute"))
    _, out, err = office.run(*words)
    assert said in out + err
    assert "notewizard verify" in out + err


def test_an_export_into_a_file_without_an_ending_gets_one(office, tmp_path):
    code, _, err = office.run("export", office.note, "--as", "html", "--to", tmp_path / "handed on")
    assert code == 0, err
    assert (tmp_path / "handed on.html").is_file()
    assert not (tmp_path / "handed on").exists()


def test_drafts_fit_the_terminal(office_with_hands, monkeypatch):
    office = office_with_hands
    office.types.answers = ["c-1042", "2026-11-20"]
    office.run("new")
    monkeypatch.setenv("COLUMNS", "44")
    _, out, _ = office.run("drafts")
    rows = out.splitlines()
    assert len(rows) > 3
    assert all(len(row) <= 44 for row in rows)
