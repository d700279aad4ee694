"""Replays a chart: one client, a treatment plan, eight notes, each written on its own day.

    python examples/chart/replay.py FOLDER

makes the practice folder FOLDER, which must not be there yet, and renders and signs each note into it with the program
itself. The program has no switch for its own clock; this script sets it from outside, to the time at which each note
was written.
"""

from __future__ import annotations

import os
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import notewizard.commands.world as world
from notewizard.cli import main

HERE = Path(__file__).resolve().parent
CLIENT = "c-2210"
SIGNER = "Dana Whitfield"
CONFIG = """\
schema = 1
layout = "folder-per-client"
pattern = "{yyyy}-{mm}-{dd} progress note"
extension = ".md"
time_zone = "America/New_York"
format = "dap"

[author]
name = "Dana Whitfield"
credential = "LCSW"
"""
CLIENTS = f'[[client]]\nid = "{CLIENT}"\nlabel = "Example"\nfolder = "{CLIENT}"\n'
AFTERWARDS = (("plan", CLIENT, "--story"), ("measures", CLIENT, "--plain"))
"""What is looked at once all notes are there."""


def replay(folder: Path) -> None:
    """Make the practice, write its notes, and look back."""
    dot = folder / ".notewizard"
    (dot / "plans" / CLIENT).mkdir(parents=True)
    (dot / "config.toml").write_text(CONFIG, encoding="utf-8")
    (dot / "clients.toml").write_text(CLIENTS, encoding="utf-8")
    plan = (HERE / "plan.toml").read_text(encoding="utf-8")
    (dot / "plans" / CLIENT / "1.toml").write_text(plan, encoding="utf-8")
    written = None
    # What was tried first comes before the note, as its name does in the alphabet.
    for file in sorted((HERE / "answers").glob("*.toml")):
        answers = tomllib.loads(file.read_text(encoding="utf-8"))
        written = answers["timing"]["written"]
        # A try stops at a warning as well, so that what the author then changed is seen.
        stops = ("--fail-on", "warning") if "-try" in file.stem else ()
        words = ("render", f"examples/chart/answers/{file.name}", "--sign", SIGNER, *stops, "--to", str(folder))
        run(written, words, folder)
    assert written is not None
    for words in AFTERWARDS:
        run(written, (*words, "--practice", str(folder)), folder)


def run(moment: datetime, words: Sequence[str], folder: Path) -> None:
    """One call of the program at `moment`, with the line that a person would type before it."""
    typed = " ".join(f'"{each}"' if " " in each else each for each in words).replace(str(folder), "FOLDER")
    print(f"\n# {moment:%B} {moment.day}, {moment:%H:%M}\n$ notewizard {typed}", flush=True)
    world.World = partial(World, now=lambda: moment)  # type: ignore[misc, assignment]
    code = main(list(words))
    sys.stdout.flush()
    sys.stderr.flush()
    if code:
        print(f"(exit code {code})", flush=True)


World = world.World

if __name__ == "__main__":
    if len(sys.argv) != 2 or Path(sys.argv[1]).exists():
        sys.exit("Usage: python examples/chart/replay.py FOLDER, where FOLDER is not there yet.")
    target = Path(sys.argv[1]).absolute()
    os.chdir(HERE.parents[1])
    sys.stderr = sys.stdout  # in the order in which it was said
    with tempfile.TemporaryDirectory() as state:
        os.environ["NOTEWIZARD_STATE"] = state
        os.environ["TZ"] = "America/New_York"
        replay(target)
