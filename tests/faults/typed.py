"""A process that types and is killed: how much of what it had typed a quarter of a second before is not on the disk."""

from __future__ import annotations

import os
import select
import shutil
import signal
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

from notewizard.records.state import State
from notewizard.records.typing import Typing

PROMISED = 0.25
"""Seconds of typing that a kill may cost."""
KEYS_A_SECOND = 40


def lost(seed: int, typing: type[Typing] = Typing) -> int:
    """Keys that were typed longer ago than promised when the kill came, and are not on the disk."""
    chance = Random(seed)
    root = Path(tempfile.mkdtemp(prefix="nw-typed-"))
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _type(root, writing, typing)
    os.close(writing)
    try:
        until = time.monotonic() + chance.uniform(0.4, 1.6)
        seen: list[float] = []
        while (left := until - time.monotonic()) > 0:
            if select.select([reading], [], [], left)[0]:
                told = os.read(reading, 1 << 10)
                if not told:
                    raise AssertionError("the typist ended before it was killed")
                seen += [time.monotonic()] * len(told)
        os.kill(child, signal.SIGKILL)
        killed = time.monotonic()
        os.waitpid(child, 0)
        wanted = sum(each <= killed - PROMISED for each in seen)
        drafts = State(root).drafts.list()
        typed = [entry["text"] for draft in drafts for entry in draft.entries if entry["kind"] == "pending"]
        return max(0, wanted - len(str(typed[-1]) if typed else ""))
    finally:
        os.close(reading)
        shutil.rmtree(root, ignore_errors=True)


def _type(root: Path, pipe: int, typing: type[Typing]) -> None:
    try:
        draft = State(root).drafts.begin("c-1", "soap", "2026-11-20T10:00")
        typist, text = typing(draft), ""
        while True:
            text += "a"
            typist.put(["plan"], text)
            os.write(pipe, b".")
            time.sleep(1 / KEYS_A_SECOND)
    except BaseException:
        traceback.print_exc()
    os._exit(1)
