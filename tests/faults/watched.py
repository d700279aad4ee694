"""A program under the kernel's eye: where words go that are a patient's, and whether anything asks for a network.

strace is the program's grandchild, so that the program is what was started: its signals, its terminal, its exit code.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

CALLS = (
    "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,execve,execveat,socket,connect,open,openat,creat,"
    "mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,memfd_create,setxattr,mmap"
)
WRITE = re.compile(r"^\d+ +(?:write|writev|pwrite64|pwritev2?)\((\d+)<([^>]*)>")
NETWORK = re.compile(r"\bAF_(?!UNIX\b)[A-Z0-9]+")
SHARED = re.compile(r"^\d+ +mmap\(.*PROT_WRITE.*MAP_SHARED.*<(/[^>]*)>")
"""Memory that is a file: what is written there is no call any more."""
ENDED = re.compile(r"^(\d+) +\+\+\+ ")
PATIENCE = 30.0

May = Callable[[int, str], bool]
"""Whether words of a patient may be written to this descriptor, which is this file."""


def watching(log: Path) -> list[str]:
    """What stands before a command line, for every call to be written down in `log`."""
    everything = ["-f", "-v", "-y", "-s", "1000000", "--seccomp-bpf", "-e", f"trace={CALLS}"]
    return ["strace", "-DDD", *everything, "-o", str(log)]


def calls(log: Path) -> list[str]:
    """What was written down, once the program and all it started have ended."""
    until = time.monotonic() + PATIENCE
    while True:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        ended = {found[1] for line in lines if (found := ENDED.match(line))}
        if lines and {line.split(" ", 1)[0] for line in lines} == ended:
            return lines
        assert time.monotonic() < until, f"{log} does not come to an end: {lines[-1:]}"
        time.sleep(0.05)


def leaks(lines: Sequence[str], words: Sequence[str], may: May) -> Iterator[str]:
    """Each call that asks for a network, and each that holds one of the words where it may not be."""
    for line in lines:
        if NETWORK.search(line):
            yield line[:120]
        if found := SHARED.match(line):
            yield f"memory that is a file: {found[1]}"
        for word in words:
            if word in line:
                written = WRITE.match(line)
                if written is None or not may(int(written[1]), written[2]):
                    yield f"{line.split(',')[0]} … {line[max(line.index(word) - 40, 0) : line.index(word) + 20]}"
