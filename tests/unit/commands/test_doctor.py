"""What the doctor sees, what there is to do, and that no client is named."""

import json
import os
import sys

import pytest

from notewizard import documents
from notewizard.checks import shipped_rules
from notewizard.cli import main
from notewizard.commands.defining import rule_files
from notewizard.commands.examining import doctor_machine
from notewizard.commands.examining.versions import fits, wrong_versions
from notewizard.records.clients import Client
from notewizard.records.practice import Practice


@pytest.fixture
def here(practice, monkeypatch):
    """The practice, stood in, with everything in order."""
    monkeypatch.chdir(practice)
    monkeypatch.setenv("EDITOR", sys.executable)
    monkeypatch.setenv("TERM", "xterm-256color")
    return practice


def seen(capsys):
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == 1
    return [(each["what"], each["state"], each["said"], each["todo"]) for each in said["results"]]


def test_all_is_well(here, state, capsys):
    assert main(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "ok    Author: Dana Whitfield, LCSW\n" in out
    assert "ok    Clients: 7 clients\n" in out
    assert "ok    Notes: 73 notes with a known client\n" in out
    assert "ok    Rules: all are read without a problem\n" in out
    assert "ok    Drafts: none open\n" in out
    assert "ok    Time zone: America/New_York (of this machine)\n" in out
    assert out.endswith("\nAll is well.\n")
    assert [line for line in out.splitlines() if len(line) > 80 and str(here.parent) not in line] == []


def test_which_kinds_of_file_are_read(here, monkeypatch, capsys):
    monkeypatch.setattr(documents, "can_read_pdf", lambda: True)
    main(["doctor"])
    assert "ok    Earlier notes: read as text, Word documents (.docx) and PDFs\n" in capsys.readouterr().out
    monkeypatch.setattr(documents, "can_read_pdf", lambda: False)
    assert main(["doctor", "--json"]) == 0
    said = "read as text and Word documents (.docx); PDFs need notewizard[documents]"
    assert ("Earlier notes", "look", said, documents.add_extra()) in seen(capsys)


def test_no_client_is_named(here, capsys):
    main(["doctor"])
    out = capsys.readouterr().out
    assert "look  Notes: 1 file of no client for certain, so never compared with a new note\n" in out
    assert "Dunmere" not in out
    assert "Ashgrove" not in out


def test_where_the_practice_was_found(here, tmp_path, monkeypatch, capsys):
    main(["doctor", "--json"])
    assert seen(capsys)[0][2] == f"{here} (the nearest .notewizard upward)"
    monkeypatch.chdir(tmp_path / "elsewhere")
    main(["doctor", "--json"])
    assert seen(capsys)[0][2] == f"{here} (the last one used)"
    main(["doctor", "--json", "--practice", str(here)])
    assert seen(capsys)[0][2] == f"{here} (as --practice says)"


def test_nothing_is_set_up(capsys):
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("do    Practice folder: None is set up.\n      -> notewizard init FOLDER\n")
    assert "ok    Formats and templates: all are read without a problem\n" in out


def test_a_practice_that_is_not_there_any_more(here, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path / "elsewhere")
    here.rename(tmp_path / "unplugged")
    assert main(["doctor", "--json"]) == 1
    assert seen(capsys)[0] == (
        "Practice folder", "do", f"There is none at {here}.",
        "Is the disk connected? If it never was one: notewizard init FOLDER",
    )  # fmt: skip


def test_broken_files_are_named_with_line_and_key(here, capsys):
    dot = here / ".notewizard"
    (dot / "config.toml").write_text('layout = "heap"\n', encoding="utf-8")
    (dot / "clients.toml").write_text("[[client]\n", encoding="utf-8")
    (dot / "formats").mkdir()
    (dot / "formats" / "ours.toml").write_text("schema = \n", encoding="utf-8")
    (dot / "rules").mkdir()
    (dot / "rules" / "ours.toml").write_text("[pack]\n", encoding="utf-8")
    assert main(["doctor", "--json"]) == 1
    results = json.loads(capsys.readouterr().out)["results"]
    broken = {each["what"]: each for each in results if each["state"] == "do"}
    assert broken["Settings"]["problems"][0]["where"] == "layout"
    assert broken["Clients"]["said"] == f"The list of clients cannot be read. ({dot / 'clients.toml'})"
    assert broken["Formats and templates"]["problems"][0]["line"] == 1
    assert broken["Formats and templates"]["todo"] == "Mend them, then: notewizard formats test"
    assert broken["Rules"]["problems"][0]["path"] == str(dot / "rules" / "ours.toml")
    assert main(["doctor"]) == 1
    assert " things to do.\n" in capsys.readouterr().out


def test_a_record_that_cannot_be_read(here, capsys):
    (here / ".notewizard" / "records").mkdir()
    path = here / ".notewizard" / "records" / "0123456789abcdef.json"
    path.write_text("{", encoding="utf-8")
    assert main(["doctor", "--json"]) == 1
    assert ("Notes", "do", f"This record cannot be read. ({path})", "Restore it from a backup, or look at it.") in seen(
        capsys
    )


def test_a_note_whose_text_cannot_be_read_is_named(here, state, capsys):
    note = sorted(here.rglob("*.md"))[20]
    note.write_bytes(b"\x00\xff\xfe" * 400)
    assert main(["doctor", "--json"]) == 1
    (found,) = [each for each in seen(capsys) if each[0] == "Notes" and each[1] == "do"]
    assert str(note) in found[2]
    assert found[2].endswith(" It is never compared with a new note.")
    assert not state.fingerprints.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_and_devices_are_named_once(here, capsys):
    folder = sorted(here.rglob("*.md"))[0].parent
    (folder / "l1.md").symlink_to("l2.md")
    (folder / "l2.md").symlink_to("l1.md")
    os.mkfifo(folder / "pipe.md")
    assert main(["doctor", "--json"]) == 0
    inside = folder.relative_to(here)
    said = "3 links or devices, not looked into and never compared with a new note: "
    named = ", ".join(str(inside / name) for name in ("l1.md", "l2.md", "pipe.md"))
    assert f"{said}{named}" in [each[2] for each in seen(capsys)]


def test_what_a_kill_left_is_named_without_its_folder(here, capsys):
    inside = here / ".notewizard" / "accepted"
    inside.mkdir()
    for number in range(4):
        (inside / f"~$nw-{number}.tmp").write_text("Why it stays.")
    assert main(["doctor", "--json"]) == 0
    said = "4 temporary files of notewizard: ~$nw-0.tmp, ~$nw-1.tmp, ~$nw-2.tmp and 1 more"
    assert ("Notes", "look", said) in [each[:3] for each in seen(capsys)]


def test_drafts_and_damage(here, state, capsys):
    held = state.drafts.begin("c-0001", "soap", "2026-11-20T16:05:00-05:00")
    held.append({"kind": "answer", "key": "encounter.date", "writes": [[["encounter", "date"], "2026-11-20"]]})
    held.close()
    assert main(["doctor", "--json"]) == 0
    assert ("Drafts", "look", "1 note not finished", "notewizard drafts") in seen(capsys)
    held.path.write_bytes(held.path.read_bytes().replace(b'2026-11-20"', b'2026-11-21"'))
    assert main(["doctor"]) == 1
    assert f"do    Drafts: {held.id} is damaged." in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_private_folder_that_others_can_look_into(here, state, capsys):
    state.root.chmod(0o755)
    assert main(["doctor", "--json"]) == 1
    said = ("Private folder", "do", f"Others can look into {state.root}.", f"chmod 700 {state.root}")
    assert said in seen(capsys)


@pytest.mark.parametrize(
    ("name", "value", "what", "state_", "said"),
    [
        ("EDITOR", "nonesuch", "Editor", "do", "nonesuch is not there."),
        ("EDITOR", "'", "Editor", "do", "' is not there."),
        ("TZ", "UTC", "Time zone", "look", "This machine keeps UTC, and so would the notes."),
        ("TZ", "Nowhere/Never", "Time zone", "do", "This machine does not say its time zone."),
        ("TERM", "dumb", "Terminal", "ok", "plain numbered lines, nothing redrawn"),
    ],
)
def test_the_machine(name, value, what, state_, said, here, monkeypatch, capsys):
    monkeypatch.setenv(name, value)
    monkeypatch.delenv("VISUAL", raising=False)
    assert main(["doctor", "--json"]) == int(state_ == "do")
    assert (what, state_, said) in [each[:3] for each in seen(capsys)]


def test_a_time_zone_in_the_settings_that_there_is_not(here, capsys):
    config = here / ".notewizard" / "config.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace('time_zone = ""', 'time_zone = "Mars/Olympus"'), "utf-8"
    )
    assert main(["doctor", "--json"]) == 1
    assert "There is no time zone Mars/Olympus." in [each[2] for each in seen(capsys)]


def test_versions(here, monkeypatch, capsys):
    assert wrong_versions() == []
    monkeypatch.setattr(doctor_machine, "wrong_versions", lambda: ["tomlkit is missing"])
    assert main(["doctor"]) == 1
    assert "do    Versions: tomlkit is missing\n      -> Install notewizard again.\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("installed", "limits", "fit"),
    [
        ("3.0.52", ">=3.0.37,!=3.0.52,<4", False), ("3.0.53", ">=3.0.37,!=3.0.52,<4", True),
        ("4.0", "<4", False), ("4.0rc1", "<5,>=4", True), ("2.0", ">=2.0.0", True), ("0.9.9", ">=0.13", False),
        ("1.0", "", True),
    ],
)  # fmt: skip
def test_whether_a_version_fits(installed, limits, fit):
    assert fits(installed, limits) is fit


@pytest.mark.parametrize(("layout", "named"), [("folder-per-client", True), ("flat", False)])
def test_a_client_without_a_folder_is_named_where_each_has_one(here, capsys, layout, named):
    dot = here / ".notewizard"
    config = (dot / "config.toml").read_text()
    assert 'layout = "folder-per-client"' in config
    (dot / "config.toml").write_text(config.replace("folder-per-client", layout))
    with (dot / "clients.toml").open("a") as clients:
        clients.write('\n[[client]]\nid = "c-9001"\nname = "Ada Example"\n')
    main(["doctor", "--json"])
    (*found,) = [each for each in seen(capsys) if each[0] == "Clients" and "Without a folder" in each[2]]
    assert [each[1] for each in found] == (["do"] if named else [])
    if named:
        assert found[0][2].endswith("go into the practice folder: c-9001.")
        assert found[0][3].endswith('folder = "c-9001"')
        assert "Ada" not in str(found)


def test_a_list_of_clients_that_was_put_back_by_hand_is_said_not_to_hold(here, capsys):
    clients = here / ".notewizard" / "clients.toml"
    before = clients.read_bytes()
    main(["doctor", "--json"])
    assert not [each for each in seen(capsys) if "stands as it was" in each[2]]
    Practice(here).clients.add(Client("c-9001", folder="c-9001"))
    clients.write_bytes(before)  # as undo in an editor does
    main(["doctor", "--json"])
    (found,) = [each for each in seen(capsys) if "stands as it was" in each[2]]
    assert found[:2] == ("Settings", "do")
    newest = Practice(here).dot / "versions" / found[2].split("versions/")[1].split(" ")[0]
    assert b"c-9001" in newest.read_bytes()
    clients.write_bytes(before + b"\n")
    assert "c-9001" not in {each.id for each in Practice(here).clients.all()}
    main(["doctor", "--json"])
    assert not [each for each in seen(capsys) if "stands as it was" in each[2]]


def test_shipped_rules_that_are_as_they_were_compiled_are_not_tried_again(here, monkeypatch, capsys):
    tried = []
    monkeypatch.setattr(rule_files, "problems_of_rules", lambda desk: tried.append(desk) or [])
    assert main(["doctor"]) == 0
    assert tried == []
    own = here / ".notewizard" / "rules" / "ours.toml"
    own.parent.mkdir()
    own.write_text("x", encoding="utf-8")
    main(["doctor"])
    assert len(tried) == 1
    own.unlink()
    monkeypatch.setattr(shipped_rules, "compiled_before", lambda folder: None)
    main(["doctor"])
    assert len(tried) == 2
    assert "ok    Rules: all are read without a problem\n" in capsys.readouterr().out
