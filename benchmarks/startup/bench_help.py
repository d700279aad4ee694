"""`--help` and `--version` against `python -c pass`, beside minimal argparse, click and typer programs.

    python benchmarks/startup/bench_help.py [--peers PYTHON] [--pairs 21]

PYTHON is that of an environment with click and typer; each program is compared with `-c pass` of its own Python.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from ratios import Run, side_by_side
from timed_terminal import environment, machine

PEERS = {
    "argparse": """
import argparse
p = argparse.ArgumentParser()
s = p.add_subparsers()
n = s.add_parser("new", help="walk through a new note")
n.add_argument("client", nargs="?")
n.add_argument("--format", default="soap")
p.parse_args()
""",
    "click": """
import click
@click.group()
def main(): pass
@main.command(help="walk through a new note")
@click.argument("client", required=False)
@click.option("--format", default="soap")
def new(client, format): pass
main()
""",
    "typer": """
import typer
app = typer.Typer()
@app.command(help="walk through a new note")
def new(client: str = "", format: str = "soap"): pass
@app.command()
def other(): pass
app()
""",
}

OLDER_WRAPPER = """
import re
import sys
from notewizard.cli import main
if __name__ == "__main__":
    sys.argv[0] = re.sub(r"(-script\\.pyw|\\.exe)?$", "", sys.argv[0])
    sys.exit(main())
"""
"""What pip wrote as `notewizard` until it stopped importing `re`."""


def timed(words: list[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return time.perf_counter() - began


def programs(folder: Path, peers: str | None) -> dict[str, tuple[Run, Run]]:
    env = environment(str(folder))
    own = sys.executable
    script = str(Path(own).with_name("notewizard"))
    floor = partial(timed, [own, "-c", "pass"], env)
    found: dict[str, tuple[Run, Run]] = {}
    old = folder / "notewizard-by-an-older-pip"
    old.write_text(OLDER_WRAPPER, encoding="utf-8")
    for option in ("--help", "--version"):
        found[f"notewizard {option}"] = (partial(timed, [script, option], env), floor)
        found[f"python -m notewizard {option}"] = (partial(timed, [own, "-m", "notewizard", option], env), floor)
    found["notewizard --help, older pip's script"] = (partial(timed, [own, str(old), "--help"], env), floor)
    for name, text in PEERS.items():
        if peers is None and name != "argparse":
            continue
        python = own if name == "argparse" else str(peers)
        path = folder / f"with_{name}.py"
        path.write_text(text, encoding="utf-8")
        found[f"{name}, minimal, --help"] = (
            partial(timed, [python, str(path), "--help"], env),
            partial(timed, [python, "-c", "pass"], env),
        )
    return found


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--peers", metavar="PYTHON", help="python of an environment with click and typer")
    words.add_argument("--pairs", type=int, default=21)
    asked = words.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        found = side_by_side(programs(Path(folder), asked.peers), asked.pairs)
    print(f"{machine()} · {asked.pairs} pairs\n")
    print("| program | min | median | max |\n|---|---|---|---|")
    for name, ratio in found.items():
        print(f"| {name} | {ratio.cells()} |")
    print(f"\n`python -c pass`: median {next(iter(found.values())).floor:.1f} ms")


if __name__ == "__main__":
    main()
