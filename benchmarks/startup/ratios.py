"""Times taken side by side → ratios: each program runs once a round, right after the floor it is compared with."""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Run = Callable[[], float]
"""Runs a program once; the seconds it took."""


@dataclass(frozen=True)
class Ratio:
    """How many times longer than the floor, over all pairs."""

    least: float
    median: float
    most: float
    floor: float
    """The floor's median in milliseconds."""

    def cells(self) -> str:
        """ "1.02 | 1.10 | 1.31" """
        return f"{self.least:.2f} | **{self.median:.2f}** | {self.most:.2f}"


def side_by_side(programs: Mapping[str, tuple[Run, Run]], pairs: int, *, seed: int = 1) -> dict[str, Ratio]:
    """By name, the ratio of a program to its floor, each pair taken back to back, the order shuffled each round."""
    rng = random.Random(seed)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for run, floor in programs.values():  # caches of the disk are warm for all
        run(), floor()
    gc.disable()
    for number in range(pairs):
        order = list(programs)
        rng.shuffle(order)
        for name in order:
            run, floor = programs[name]
            taken[name].append((run(), floor()) if number % 2 else tuple(reversed((floor(), run()))))
    return {name: _ratio(found) for name, found in taken.items()}


def _ratio(found: list[tuple[float, float]]) -> Ratio:
    ratios = [one / floor for one, floor in found]
    return Ratio(min(ratios), statistics.median(ratios), max(ratios), 1000 * statistics.median(f for _, f in found))
