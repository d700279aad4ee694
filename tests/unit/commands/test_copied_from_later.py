"""An earlier note is not accused of words that a later one took from it: the order of the days decides."""

from datetime import date
from pathlib import Path

import pytest

from notewizard.checks.elements.dates import day_named
from notewizard.cli import main
from notewizard.commands.looking.day_told import day_told
from notewizard.documents import read_document
from notewizard.records.stem import day_in

ROOT = Path(__file__).parents[3]
VIDEO = (ROOT / "examples" / "answers" / "ongoing-video.toml").read_text()
TOLD = (
    "Came in soaked after missing the ferry and spoke about the harbor job for the first time.\n\n"
    "Drew the quarrel with her cousin on the board as a loop and found two places to step out of it.\n\n"
    "Laughed when the loop looked like a pretzel and asked to keep the drawing in her wallet.\n"
)
ACCUSED = "reuse.own-note"


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("TZ", "America/New_York")


def checked(capsys, note, *prior):
    main(["check", str(note), "--prior", *map(str, prior)])
    return capsys.readouterr().out


def written(folder, name, text=TOLD):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("earlier", "later", "head_of_earlier", "head_of_later"),
    [
        ("2026-11-13 Smith.md", "2026-11-20 Smith.md", "", ""),
        ("Smith Nov 13, 2026.txt", "Smith 11-20-2026.txt", "", ""),
        ("one.md", "two.md", "Date of service: November 13, 2026, 50 minutes\n\n", "11/20/26 10:00-10:50 Ind tx\n\n"),
        ("one.md", "2026-11-20.md", "Friday, November 13, 2026\n\n", ""),
    ],
)
def test_words_of_a_later_note_do_not_accuse_the_earlier_one(
    tmp_path, capsys, earlier, later, head_of_earlier, head_of_later
):
    first = written(tmp_path, earlier, head_of_earlier + TOLD)
    second = written(tmp_path, later, head_of_later + TOLD)
    assert ACCUSED in checked(capsys, second, first)
    assert ACCUSED not in checked(capsys, first, second)


def test_of_a_whole_folder_only_the_later_of_two_alike_is_accused(tmp_path, capsys):
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in ("2026-11-13.md", "2026-11-20.md"):
        written(folder, name)
    out = checked(capsys, folder, folder)
    assert out.count("as in 2026-11-13.md") == out.count(ACCUSED) > 0
    assert "as in 2026-11-20.md" not in out


def test_where_no_day_can_be_told_either_note_is_compared(tmp_path, capsys):
    first, second = written(tmp_path, "one.md"), written(tmp_path, "two.md")
    assert ACCUSED in checked(capsys, first, second)
    assert ACCUSED in checked(capsys, second, first)
    dated = written(tmp_path, "2026-11-20.md")
    assert ACCUSED in checked(capsys, first, dated)
    assert ACCUSED in checked(capsys, written(tmp_path, "03-04-2026.md"), dated)
    assert ACCUSED in checked(capsys, dated, written(tmp_path, "2026-11-20 b.md"))


def test_a_note_of_ours_is_of_the_day_in_its_head(tmp_path, capsys):
    practice = tmp_path / "practice"
    assert main(["init", str(practice), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    clients = '[[client]]\nid = "c-1042"\nname = "Ada Example"\nfolder = "Example"\n'
    (practice / ".notewizard" / "clients.toml").write_text(clients)
    answers = tmp_path / "answers.toml"
    answers.write_text(VIDEO)
    assert main(["render", str(answers), "--to", str(practice), "--sign", "Dana Whitfield"]) == 0
    (note,) = practice.rglob("*.md")
    ours = note.read_text()
    note = written(tmp_path, "a.md", ours)
    later = written(tmp_path, "b.md", ours.replace("date: 2026-11-20", "date: 2026-11-27").replace("id: ", "id: 0", 1))
    capsys.readouterr()
    assert day_told(later, read_document(later)) == date(2026, 11, 27)
    assert ACCUSED not in checked(capsys, note, later)
    assert ACCUSED in checked(capsys, later, note)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("**Date of service** Wednesday, November 18, 2026, 9:05 to 10:01 AM CST", "november 18, 2026"),
        ("1/14/25 10:12-10:50 Ind tx, office. Dx F25.0.", "1/14/25"),
        ("Client: A. B.\nDOB: 3/4/1985, session 4\nSession date: 2026-11-20", "2026-11-20"),
        ("Next session date: 11/27/2026\nDoing better.", ""),
        ("Note written 11/23/2026, office", ""),
        ("Subjective: her exam was on 11/20/2026 at 9:00.\nPlan: next session 11/27/2026 at 10:00", ""),
        ("She lost the job of May 3, 2024 and is home since.", ""),
        ("He moved on May 3, 2024 to a new home.", ""),
        ("Session 12 on Nov 20, 2026 by video", "nov 20, 2026"),
    ],
)
def test_the_day_is_read_where_a_note_gives_its_session(text, day):
    assert day_named(text) == day


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("2026-11-20 Smith progress note", date(2026, 11, 20)),
        ("Smith_20261120", date(2026, 11, 20)),
        ("11-20-2026", date(2026, 11, 20)),
        ("20.11.26 Smith", date(2026, 11, 20)),
        ("04-04-2026", date(2026, 4, 4)),
        ("03-04-2026", None),
        ("Smith session 4", None),
    ],
)
def test_a_file_name_gives_a_day_where_it_can_be_only_one(stem, day):
    assert day_in(stem) == day
