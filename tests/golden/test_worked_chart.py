"""The chart in `examples/chart/`: its one command makes the eight notes, and says what the walk-through prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHART = ROOT / "examples" / "chart"
REPLAY = [sys.executable, str(CHART / "replay.py")]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that the command made, and all that was said."""
    folder = tmp_path_factory.mktemp("chart") / "Practice"
    done = subprocess.run([*REPLAY, str(folder)], capture_output=True, check=True)
    return folder, done.stdout.decode("utf-8").replace("\r\n", "\n").replace(str(folder), "FOLDER")


def note(folder: Path, day: str) -> str:
    return (folder / "c-2210" / f"{day} progress note.md").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the walk-through prints paths as other systems do")
def test_the_walk_through_prints_what_the_program_says(replayed: tuple[Path, str]) -> None:
    _, said = replayed
    blocks = re.findall(r"```text\n(.*?)\n```", (CHART / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert "\n\n".join(blocks) == said.strip()


def test_eight_notes_are_kept_and_no_try_is(replayed: tuple[Path, str]) -> None:
    folder, _ = replayed
    days = ["09-08", "09-15", "09-22", "09-29", "10-06", "10-13", "10-20", "10-27"]
    assert sorted(each.name[5:10] for each in (folder / "c-2210").iterdir()) == days
    assert len(list((folder / ".notewizard" / "records").rglob("*.json"))) == len(days)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-09-22", "Contact with the client by phone is promised for Thursday, September 24, 2026."),
        ("2026-09-22", "he told of it openly once asked"),
        ("2026-09-29", "he means the nights of September 19 and 20; no wish to be dead in the eight days since."),
        ("2026-09-29", "5:30 PM: reached; no such thought since Sunday"),
        ("2026-10-06", "Phone at 2:20 PM"),
        ("2026-10-13", "**Departure from the treatment plan.** Activity work put off: his uncle died on Sunday"),
        ("2026-10-20", "**Late note** Written Monday, October 26, 2026"),
        ("2026-10-27", "**PHQ-9.** 8 (mild)"),
    ],
)
def test_the_notes_tell_the_course(replayed: tuple[Path, str], day: str, words: str) -> None:
    assert words in note(replayed[0], day)


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    done = subprocess.run([*REPLAY, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"is not there yet" in done.stderr
    assert list(tmp_path.iterdir()) == []
