"""Whether a stretch is evidence that its words were taken over: enough of them, close enough, surprising enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notewizard.reuse.surprise import Bits

LEAST_WORDS = 6
ENOUGH_BITS = 50.0
ENOUGH_BITS_IN_A_RUN = 35.0
LONG_RUN = 7
LEAST_SHARE = 0.55


@dataclass(frozen=True)
class Evidence:
    """What a stretch amounts to."""

    bits: float
    """Surprise of the shared words."""
    shared: int
    """Words that are the same here and there, stock phrases and allowed lines left out."""
    run: int
    """The longest run of shared words with nothing between, here or there."""
    span: int
    """Words from the first to the last, in the longer of the two texts."""

    @property
    def stands(self) -> bool:
        """Whether this is reuse."""
        if self.shared < LEAST_WORDS or self.shared < LEAST_SHARE * self.span:
            return False
        in_a_run = self.run >= LONG_RUN and self.run >= 0.6 * self.span
        return self.bits >= (ENOUGH_BITS_IN_A_RUN if in_a_run else ENOUGH_BITS)


def evidence(pairs: Sequence[tuple[int, int]], bits: Bits) -> Evidence:
    """What the aligned `pairs` amount to; a word without bits is neither for nor against."""
    total, shared, run, longest = 0.0, 0, 0, 0
    before = (-2, -2)
    for at, opposite in pairs:
        worth = float(bits[at])
        total += worth
        shared += worth > 0
        run = run + 1 if (at, opposite) == (before[0] + 1, before[1] + 1) else 1
        longest = max(longest, run)
        before = (at, opposite)
    span = max(pairs[-1][0] - pairs[0][0], pairs[-1][1] - pairs[0][1]) + 1
    silent = len(pairs) - shared
    return Evidence(total, shared, longest, span - silent)
