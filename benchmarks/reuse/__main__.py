"""Every table of README.md, one program after the other: `python benchmarks/reuse FOLDER`. About half an hour."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PROGRAMS = (
    ("bench_reuse.py",),
    ("bench_charts.py",),
    ("bench_lifted.py",),
    ("bench_speed.py",),
    ("bench_speed.py", "--notes", "10000"),
    ("bench_start.py",),
)

if len(sys.argv) != 2:
    sys.exit("Give the folder that holds the note files.")
failed = 0
for program, *more in PROGRAMS:
    print(f"\n# {program} {' '.join(more)}\n", flush=True)
    failed |= subprocess.run([sys.executable, str(HERE / program), sys.argv[1], *more]).returncode
sys.exit(failed)
