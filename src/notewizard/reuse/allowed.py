"""Lines that are not reuse by construction: a template's own words, goals and diagnoses of the treatment plan."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Folded, fold

PART = 5
"""So many words of an allowed line in a row are taken for the line; a shorter line must stand whole."""


@lru_cache(maxsize=16)
def _runs(lines: tuple[str, ...]) -> tuple[frozenset[tuple[int, ...]], tuple[int, ...]]:
    runs: set[tuple[int, ...]] = set()
    for line in lines:
        ids = tuple(fold(line).ids.tolist())
        size = min(PART, len(ids))
        runs |= {ids[at : at + size] for at in range(len(ids) - size + 1) if size}
    return frozenset(runs), tuple(sorted({len(run) for run in runs}))


def allowed_words(words: Folded, lines: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which words of a text stand there as part of an allowed line."""
    marked = np.zeros(len(words), bool)
    runs, sizes = _runs(lines)
    ids = tuple(words.ids.tolist())
    for size in sizes:
        for at in range(len(ids) - size + 1):
            if ids[at : at + size] in runs:
                marked[at : at + size] = True
    return marked
