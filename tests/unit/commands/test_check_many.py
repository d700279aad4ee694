"""`check` of a folder: first how much of what, then by file; what other programs leave out is told once."""

import json
import shutil
from pathlib import Path

import pytest

from notewizard.cli import main

ROOT = Path(__file__).parents[3]
NOTE = ROOT / "examples" / "notes" / "ongoing-video.soap.md"
LACKS_TIMING = (
    "Friday, November 20, 2026, 10:00 to 10:50, office. "
    "Client argued with her landlord over the boiler and slept at her aunt's.\n"
)
"""A note of another program that says hardly anything."""
VAGUE = "Client is making good progress.\n"


def run(capsys, *words):
    code = main([str(word) for word in words])
    return code, *capsys.readouterr()


@pytest.fixture
def folder(tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(5):
        (notes / f"{number}.md").write_text(LACKS_TIMING.replace("boiler", f"boiler {number}"), encoding="utf-8")
    shutil.copy(NOTE, notes / "5.md")
    return notes


def test_a_folder_begins_with_how_many_notes_and_findings_by_level_and_category(capsys, folder):
    (folder / "0.md").write_text(LACKS_TIMING + VAGUE, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"no Word document")
    code, out, _ = run(capsys, "check", folder)
    lines = out.splitlines()
    _, said, _ = run(capsys, "check", folder, "--json")
    found = [each for one in json.loads(said)["results"] for each in one["findings"]]
    must = [each for each in found if each["level"] == "must-resolve"]
    milder = [each for each in found if each["level"] == "warning"]
    assert (code, len(must) + len(milder)) == (1, len(found))
    assert lines[0] == f"7 notes: {len(found)} findings in 5 of them, 1 with nothing to say, 1 could not be read"
    assert lines[1] == f"  must-resolve: {len(must)} (missing {len(must)})"
    assert lines[2].startswith(f"  warning: {len(milder)} (")
    assert "unsupported progress" in lines[2]
    assert json.loads(said)["summary"] == {
        "notes": 7,
        "unreadable": 1,
        "findings": {"must-resolve": {"missing": len(must)}, "warning": {"unsupported_progress": len(milder)}},
    }


def test_what_nobody_can_write_into_a_note_of_another_program_is_told_once_with_a_count(capsys, folder):
    code, out, _ = run(capsys, "check", folder)
    assert code == 1
    assert out.count("[missing.timing]") == 1
    assert "  must-resolve, 5 of 6: The note does not say when the note was written. Give the date" in out
    assert str(folder / "0.md") not in out
    (folder / "1.md").write_text(LACKS_TIMING + VAGUE, encoding="utf-8")
    _, out, _ = run(capsys, "check", folder)
    _, _, by_file = out.partition("\n\n")
    assert by_file.startswith(f"{folder / '1.md'}: 1 finding besides\n  warning: ")
    assert "missing." not in by_file


def test_few_that_lack_an_element_are_named_and_one_alone_is_told_all(capsys, folder):
    for number in range(1, 5):
        shutil.copy(NOTE, folder / f"{number}.md")
    _, out, _ = run(capsys, "check", folder)
    assert f"  must-resolve, 1 of 6 ({folder / '0.md'}): The note does not say when" in out
    code, out, _ = run(capsys, "check", folder / "0.md")
    assert code == 1
    assert out.startswith(f"{folder / '0.md'}: ")
    assert "  must-resolve: timing: The note does not say when the note was written." in out


def test_a_folder_with_nothing_to_say_says_so_in_one_line(capsys, folder):
    for number in range(5):
        shutil.copy(NOTE, folder / f"{number}.md")
    assert run(capsys, "check", folder)[:2] == (0, "6 notes: 6 with nothing to say\n")


def test_of_a_note_of_ours_what_it_lacks_stands_by_its_file(capsys, two_clients, folder):
    ours = two_clients.sign_note()
    cut = ours.read_text(encoding="utf-8")
    ours.write_text(cut[: cut.index("## Plan")], encoding="utf-8")
    shutil.copy(folder / "0.md", ours.with_name("2026-11-13 progress note.md"))
    _, out, _ = run(capsys, "check", ours.parent)
    once, _, by_file = out.partition("\n\n")
    assert once.splitlines()[-1].startswith("  must-resolve, 1 of 1: ")
    assert by_file.startswith(f"{ours}: ")
    assert "[missing.timing]" in by_file
    assert "besides" not in by_file
