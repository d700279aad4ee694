"""Adopting a folder: what is shown, what is asked, what is written, and everything that is refused."""

import subprocess
import sys
import tomllib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from unit.commands.scripted import Scripted

from notewizard.cli import main
from notewizard.commands.desk import Desk
from notewizard.commands.init import set_up
from notewizard.commands.world import World
from notewizard.errors import Refused
from notewizard.records.last_practice import last_practice
from notewizard.records.practice import Practice

DANA = ["--yes", "--author", "Dana Whitfield, LCSW"]


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".notewizard" not in path.parts}


def config(folder):
    return tomllib.loads((folder / ".notewizard" / "config.toml").read_text(encoding="utf-8"))


def desk(tmp_path, folder):
    now = datetime(2026, 11, 30, 16, 0, tzinfo=ZoneInfo("America/New_York"))
    environ = {"NOTEWIZARD_STATE": str(tmp_path / "state"), "TZ": "America/New_York"}
    return Desk(World(environ=environ, now=lambda: now, folder=tmp_path), str(folder))


def test_a_folder_is_shown_and_adopted_and_nothing_in_it_changes(messy, state, capsys):
    folder = messy("named-folders")
    before = files(folder)
    assert main(["init", str(folder), *DANA]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "73 notes of 7 clients, one folder a client. Such as:" in err
    assert "  c-0007  Greywater, Hana    no notes\n" in err
    assert (
        "Unclear: The name is that of another client than the folder.\n"
        "  Cedarholm, Clio/2026-09-04 Dunmere progress note.md\n" in err
    )
    assert err.endswith(
        f"Set up: {folder}/.notewizard\n"
        "Author: Dana Whitfield, LCSW. Time zone: America/New_York.\n"
        "To correct it: clients.toml and config.toml in that folder.\n"
        "Next: notewizard new CLIENT\n"
    )
    assert files(folder) == before
    assert config(folder)["pattern"] == "{yyyy}-{mm}-{dd} {surname} progress note"
    assert config(folder)["author"]["credential"] == "LCSW"
    assert last_practice(state) == folder


def test_of_pdfs_it_says_that_those_named_like_the_notes_are_compared(tmp_path, capsys):
    folder = tmp_path / "Notes" / "c-0001"
    folder.mkdir(parents=True)
    for name in ("2026-11-06 progress note.md", "2026-11-13 progress note.pdf", "lab.jpeg"):
        (folder / name).write_bytes(b"x")
    main(["init", str(tmp_path / "Notes"), *DANA])
    left = capsys.readouterr().err.partition("Left alone:\n")[2]
    assert left.startswith("  1 JPEG file\n  1 PDF file; those named like the notes are compared with new ones\n"), left


def test_no_line_is_wider_than_a_terminal(messy, capsys):
    for name in ("named-folders", "compact-and-ids", "day-or-month", "initials-and-sessions"):
        main(["init", str(messy(name)), *DANA])
        wide = [line for line in capsys.readouterr().err.splitlines() if len(line) > 80 and "/" not in line]
        assert wide == []


def test_what_the_command_line_says_is_kept(messy, capsys):
    folder = messy("flat-us-dates")
    words = ["--signature", "elsewhere", "--no-front-matter", "--format", "DAP", "--time-zone", "America/Chicago"]
    assert main(["init", str(folder), *DANA, *words]) == 0
    kept = config(folder)
    assert (kept["signature"], kept["front_matter"], kept["format"]) == ("elsewhere", False, "dap")
    assert (kept["time_zone"], kept["date_order"], kept["layout"]) == ("America/Chicago", "mdy", "flat")
    assert "Time zone: America/Chicago." in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_made_with_the_usual_layout(tmp_path, capsys):
    folder = tmp_path / "Practice" / "Notes"
    assert main(["init", str(folder), *DANA]) == 0
    assert "There are no notes here yet. Each client gets a folder." in capsys.readouterr().err
    assert config(folder)["pattern"] == "{yyyy}-{mm}-{dd} progress note"
    assert Practice(folder).clients.all() == ()


def test_a_folder_named_from_where_one_stands(tmp_path, monkeypatch, messy):
    folder = messy("id-folders")
    monkeypatch.chdir(folder)
    assert main(["init", *DANA]) == 0
    assert [client.id for client in Practice(folder).clients.all()] == ["c-0311", "c-1042", "c-1043", "c-2107"]


def test_a_second_look_keeps_ids_names_and_corrections_and_finds_new_clients(practice, capsys):
    toml = practice / ".notewizard" / "clients.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"c-0001"', '"c-9001"'), encoding="utf-8")
    (practice / "Hollowell, Ian").mkdir()
    (practice / "Hollowell, Ian" / "2026-11-20 Hollowell progress note.md").write_text("Invented.", encoding="utf-8")
    assert main(["init", str(practice), "--yes", "--signature", "elsewhere"]) == 0
    clients = {client.folder: client.id for client in Practice(practice).clients.all()}
    assert (clients["Ashgrove, Ada"], clients["Hollowell, Ian"]) == ("c-9001", "c-9002")
    assert (config(practice)["signature"], config(practice)["author"]["name"]) == ("elsewhere", "Dana Whitfield")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["--yes"], 2,
            "Who is writing?\nNothing was written.\n"
            "Give --author. Name and credential, with a comma between them: Dana Whitfield, LCSW.\n",
        ),
        (
            [], 2,
            "There is nobody to ask here.\nNothing was written.\n"
            'Give --yes and --author "Name, CRED", and nothing is asked.\n',
        ),
        (
            ["--yes", "--author", "Dana"], 2,
            "The author is not complete. (--author)\nNothing was written.\n"
            "Name and credential, with a comma between them: Dana Whitfield, LCSW.\n",
        ),
        (
            [*DANA, "--time-zone", "America/New York"], 2,
            "There is no such time zone. (--time-zone)\nNothing was written.\nDid you mean America/New_York?\n",
        ),
        (
            [*DANA, "--format", "sope"], 1,
            'There is no format "sope".\nNothing was written.\n'
            "There are birp, dap, girp, girpp, narrative, pie, pirp, sirp, soap. `notewizard formats` shows them.\n",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(words, code, said, messy, capsys):
    folder = messy("named-folders")
    assert main(["init", str(folder), *words]) == code
    assert capsys.readouterr().err == said
    assert not (folder / ".notewizard").exists()


def test_a_folder_inside_a_practice_is_refused(practice, capsys):
    inside = practice / "Ashgrove, Ada"
    assert main(["init", str(inside), *DANA]) == 1
    assert capsys.readouterr().err == (
        f"This folder lies inside a practice that is set up already. ({inside})\nNothing was written.\n"
        f"To look at that practice again: notewizard init {practice}\n"
    )


def test_a_home_folder_a_disk_and_a_file_are_refused(tmp_path, capsys):
    (tmp_path / "home").mkdir()
    (tmp_path / "file").touch()
    assert main(["init", str(tmp_path / "home"), *DANA]) == 1
    assert main(["init", "/", *DANA]) == 1
    assert main(["init", str(tmp_path / "file"), *DANA]) == 4
    said = capsys.readouterr().err
    assert said.count("This is a whole disk or home folder, not a folder of notes.") == 2
    assert f"This is a file, not a folder. ({tmp_path / 'file'})\n" in said


def test_a_broken_config_is_refused_with_its_line_and_left_alone(practice, capsys):
    broken = practice / ".notewizard" / "config.toml"
    broken.write_text('layout = "heap"\n', encoding="utf-8")
    assert main(["init", str(practice), *DANA]) == 3
    assert capsys.readouterr().err == (
        f"The settings of this practice cannot be read. ({broken})\n"
        f"  {broken}, layout: The value is not allowed (folder-per-client or flat).\n"
        "Nothing was written.\n"
    )
    assert broken.read_text(encoding="utf-8") == 'layout = "heap"\n'


def test_what_is_made_is_said_before_the_first_yes_alone(messy, tmp_path):
    folder, notes = messy("named-folders"), []

    class Noting(Scripted):
        def choose(self, ask, choices, note=""):
            notes.append(note)
            return super().choose(ask, choices, note)

    set_up(folder, desk(tmp_path, folder), Noting(["Dana Whitfield, LCSW", "yes"]))
    made = "One folder is made in it, .notewizard: for settings, clients, records and history."
    assert notes[-1].endswith(f"Nothing that is there is changed. {made}")
    set_up(folder, desk(tmp_path, folder), Noting(["yes"]))
    assert (len(notes), made in notes[-1]) == (2, False)


def test_asked_once_who_writes_and_whether_to_set_it_up(messy, tmp_path):
    folder = messy("named-folders")
    screen = Scripted(["Dana", "Dana Whitfield, LCSW", "yes"])
    practice = set_up(folder, desk(tmp_path, folder), screen)
    assert screen.asked == ["Who writes the notes", "Who writes the notes", "Set up this folder?"]
    assert "Name and credential, with a comma between them: Dana Whitfield, LCSW." in screen.shown
    assert "  Cedarholm, Clio/2026-11-30 Cedarholm progress note.md\n" in screen.text()
    assert practice.settings().author.name == "Dana Whitfield"


def test_after_a_no_nothing_is_written(messy, tmp_path):
    folder = messy("named-folders")
    with pytest.raises(Refused) as refused:
        set_up(folder, desk(tmp_path, folder), Scripted(["Dana Whitfield, LCSW", "no"]))
    assert refused.value.what == "The folder was not set up."
    assert not (folder / ".notewizard").exists()
    assert not (tmp_path / "state").exists()


def test_two_spellings_are_asked_about_and_become_one_client(messy, tmp_path, capsys):
    folder = messy("flat-us-dates")
    screen = Scripted(["same", "Dana Whitfield, LCSW", "yes"])
    practice = set_up(folder, desk(tmp_path, folder), screen)
    assert screen.asked[0] == "Birchwater (10 notes) and Birchwatter (1 note): is this one person?"
    found = practice.clients.find("Birchwatter")
    assert [(client.id, client.label, client.aliases) for client in found] == [
        ("c-0002", "Birchwater", ("Birchwatter",))
    ]
    assert main(["init", str(folder), "--yes"]) == 0
    said = capsys.readouterr().err
    assert "  c-0002  Birchwater  11 notes, also Birchwatter\n" in said
    assert "one client." not in said
    assert practice.clients.find("Birchwatter") == found


def test_a_date_that_reads_both_ways_is_asked_about(messy, tmp_path):
    folder = messy("day-or-month")
    screen = Scripted(["day", "Dana Whitfield, LCSW", "yes"])
    practice = set_up(folder, desk(tmp_path, folder), screen)
    assert screen.asked[0] == "José Alvarado/Progress note 01-02-2026.md: what comes first?"
    assert practice.settings().pattern == "Progress note {dd}-{mm}-{yyyy}"
    assert practice.settings().date_order == "dmy"


def test_the_files_it_makes_are_its_own_alone(messy):
    folder = messy("compact-and-ids")
    before = set(folder.rglob("*"))
    main(["init", str(folder), *DANA])
    new = sorted(path.relative_to(folder).as_posix() for path in set(folder.rglob("*")) - before)
    history = [name for name in new if name.startswith(".notewizard/history/")]
    assert len(history) == 1
    assert [name for name in new if name not in history] == [
        ".notewizard", ".notewizard/clients.toml", ".notewizard/config.toml", ".notewizard/history",
        ".notewizard/practice.id",
        ".notewizard/versions", ".notewizard/versions/clients.1.toml", ".notewizard/versions/config.1.toml",
    ]  # fmt: skip


def test_many_things_of_one_kind_are_said_once_and_counted_clients_are_not_alike(tmp_path, capsys):
    folder = tmp_path / "flat"
    folder.mkdir()
    for name in ("Client 01", "Client 02", "Ashgrove", "Ashgrov", "Birchwater", "Birchwatter"):
        (folder / f"2026-11-20 {name}.md").write_text("Invented.", encoding="utf-8")
    assert main(["init", str(folder), *DANA]) == 0
    said = capsys.readouterr().err
    assert "Unclear: These may be one client.\n  Ashgrov and Ashgrove\n  Birchwater and Birchwatter\n\nWhat is" in said


def test_what_is_asked_is_not_listed_as_unclear_and_the_name_is_shown_again(messy, tmp_path):
    folder = messy("day-or-month")
    screen = Scripted(["day", "Dana Whitfield, LCSW", "yes"])
    set_up(folder, desk(tmp_path, folder), screen)
    assert "No date shows" not in screen.text()
    assert "  Niamh O'Dell/Progress note 11-30-2026.md\n" in screen.shown[0]
    assert "  Niamh O'Dell/Progress note 30-11-2026.md\n" in screen.shown[1]


def test_names_that_steer_a_terminal_are_spelled_out(tmp_path, capsys):
    folder = tmp_path / "practice"
    (folder / "Ash\x1b[31m\ngrove").mkdir(parents=True)
    (folder / "Ash\x1b[31m\ngrove" / "2026-11-20.md").write_text("Invented.", encoding="utf-8")
    assert main(["init", str(folder), *DANA]) == 0
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "  c-0001  Ash\\x1b[31m grove  1 note\n" in err


def test_as_a_program_of_its_own(messy):
    folder = messy("named-folders")
    words = [sys.executable, "-m", "notewizard", "init", str(folder)]
    asked = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr.startswith("There is nobody to ask here.\nNothing was written.\n")
    done = subprocess.run([*words, *DANA], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert "73 notes of 7 clients" in done.stderr


def test_a_config_that_somebody_deleted_comes_back_from_its_newest_version(practice):
    config_file = practice / ".notewizard" / "config.toml"
    config_file.unlink()
    assert main(["init", str(practice), "--yes", "--signature", "elsewhere"]) == 0
    assert (config(practice)["author"]["name"], config(practice)["signature"]) == ("Dana Whitfield", "elsewhere")


def test_another_author_keeps_license_and_supervisor(practice, capsys):
    config = practice / ".notewizard" / "config.toml"
    text = config.read_text(encoding="utf-8").replace('supervisor = ""', 'supervisor = "Ruben Castellanos, PhD"')
    config.write_text(text.replace('license = ""', 'license = "NY 12345"'), encoding="utf-8")
    assert main(["init", str(practice), "--yes", "--author", "Dana Whitfield-Roe, LCSW"]) == 0
    author = Practice(practice).settings().author
    assert (author.name, author.license) == ("Dana Whitfield-Roe", "NY 12345")
    assert author.supervised_by() == ("Ruben Castellanos", "PhD")
    capsys.readouterr()
    assert main(["doctor", "--practice", str(practice)]) in (0, 1)
    assert "supervised by Ruben Castellanos, PhD" in " ".join(capsys.readouterr().out.split())
