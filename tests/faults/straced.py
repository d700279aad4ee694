"""SIGKILL delivered by the kernel at the k-th system call of one kind, under a whole and unmodified program.

What the in-process disk cannot see (calls made by the interpreter and by libraries) is seen here.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from faults import test_process_notes
from faults.disk import Fault, FaultyDisk
from faults.real_kills import all_said, changes_of
from faults.sweep import Story

CALLS = {"write": "write", "fsync": "fsync", "link": "link", "unlink": "unlink", "mkdir": "mkdir", "chmod": "chmod"}
"""What Python calls it, and what the kernel does."""
RENAMES = ("rename", "replace")
ACTING = """
import pickle, sys
from importlib import import_module
from pathlib import Path
from faults import test_process_notes
from faults.real_kills import Told
test_process_notes.MADE = pickle.loads(sys.stdin.buffer.read())
story = getattr(import_module(sys.argv[1]), sys.argv[2])(Path(sys.argv[3]))
story.acknowledged = Told([], 1)
story.act()
"""


def points(kind: type[Story]) -> Iterator[tuple[str, int]]:
    """Every system call that the story makes to change the disk, as its name and which one of them."""
    made = Counter(name for name, _ in changes_of(kind)[0])
    for name, call in CALLS.items():
        for when in range(1, made[name] + 1):
            yield call, when
    for when in range(1, sum(made[name] for name in RENAMES) + 1):
        yield "rename", when


def killed(kind: type[Story], call: str, when: int) -> tuple[bool, list[str]]:
    """Whether the kill came, and what is not as promised afterwards."""
    root = Path(tempfile.mkdtemp(prefix="nw-strace-"))
    try:
        story = kind(root)
        story.prepare()
        traced = subprocess.run(
            [
                "strace", "-f", "-qq", "-o", os.devnull,
                "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={when}",
                sys.executable, "-c", ACTING, kind.__module__, kind.__name__, str(root),
            ],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *_paths()])},
            input=pickle.dumps(test_process_notes.MADE),
            capture_output=True,
            check=False,
        )  # fmt: skip
        story.acknowledged = all_said(kind)[: traced.stdout.count(b".")]
        with FaultyDisk(root, Fault("none", 0), story.no_links):
            story.recover()
        return traced.returncode != 0, [f"{kind.__name__}, {call} {when}: {each}" for each in story.check()]
    finally:
        shutil.rmtree(root)


def _paths() -> list[str]:
    return [path for path in sys.path if path.endswith("src")]
