"""SIGKILL delivered by the kernel at the k-th system call of one kind, under a whole and unmodified program.

What the in-process disk cannot see (calls made by the interpreter and by libraries) is seen here.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from faults.stories import Finishing
from faults.sweep import FULL

pytestmark = [
    pytest.mark.strace,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not on this machine (Linux: install strace)"),
]
FINISHING = """
import sys
from pathlib import Path
from faults.stories import Finishing
Finishing(Path(sys.argv[1])).act()
"""
POINTS = [
    (call, when)
    for call, most in {"write": 12, "fsync": 12, "link": 2, "unlink": 5, "mkdir": 2, "openat": 40}.items()
    for when in (range(1, most + 1) if FULL else (1, 2, most // 2) if call in {"fsync", "link", "unlink"} else ())
]


@pytest.mark.parametrize(("call", "when"), POINTS)
def test_a_kill_at_a_system_call_breaks_no_promise(tmp_path, call, when):
    story = Finishing(tmp_path)
    story.prepare()
    traced = subprocess.run(
        [
            "strace", "-f", "-qq", "-o", str(tmp_path / "strace.log"),
            "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={when}",
            sys.executable, "-c", FINISHING, str(tmp_path),
        ],
        env={"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert FULL or traced.returncode != 0, "the kill never came"
    story.recover()
    assert list(story.check()) == []
