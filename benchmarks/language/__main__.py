"""Every table of README.md: `python benchmarks/language FOLDER [--proselint PROGRAM] [--alex PROGRAM]`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", help="the folder that holds the note files")
    arguments.add_argument("--proselint", default="", help="the proselint program of an environment of its own")
    arguments.add_argument("--alex", default="", help="the alex program")
    given = arguments.parse_args()
    peers = [f"--{name}={program}" for name in ("proselint", "alex") if (program := getattr(given, name))]
    python = [f"--proselint={Path(given.proselint).with_name('python')}"] if given.proselint else []
    programs = (
        ("bench_sentences.py", *peers),
        ("bench_language.py", "--data", given.folder, *python),
        ("bench_elements.py", given.folder),
        ("bench_check.py", given.folder, *peers),
    )
    failed = 0
    for program, *words in programs:
        print(f"\n# {program}\n", flush=True)
        failed |= subprocess.run([sys.executable, str(HERE / program), *words], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
