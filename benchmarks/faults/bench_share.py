"""The same 64 processes on a share without hard links, half of them on one mount of it and half on another.

A case is one round. The cases take turns between two mounts that remember nothing, and two that remember names and
what stands behind them for a second, as network file systems do. Where nothing can be mounted the run is left out.
"""

from __future__ import annotations

import sys

from sharded import folder, main

WRITERS = 64
REMEMBERED = (0.0, 1.0)
"""Seconds."""


def case(number: int) -> list[str]:
    from faults.racing import race_on_a_share

    remembered = REMEMBERED[number % len(REMEMBERED)]
    with folder() as root:
        wrong = race_on_a_share(root, WRITERS, remembered)
    return [f"remembered for {remembered:g} s: {each}" for each in wrong]


def bad(number: int) -> list[str]:
    """By turns: a saver that looks first and writes then, and a server that does not hand on O_EXCL."""
    from faults.racing import looks_first, race_on_a_share
    from faults.share import CarelessShare, Share

    if number >= 20:
        return []
    save, kind = (looks_first, Share) if number % 2 else (None, CarelessShare)
    with folder() as root:
        return race_on_a_share(root, WRITERS, REMEMBERED[number // 2 % 2], save, kind)


if __name__ == "__main__":
    from faults.two_mounts import missing

    if why := missing():
        print(f"64 writers on two mounts: left out, {why}")
        sys.exit()
    sys.exit(main("64 writers on two mounts (64 saves a case)", case, 2_000, bad, size=10))
