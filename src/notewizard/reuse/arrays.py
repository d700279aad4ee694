"""Arrays as the sorted texts need them: joined, counted through, each value once, gathered without new memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Numbers

Flags = npt.NDArray[np.bool_]
_STEP = 1 << 14


def gathered(values: npt.NDArray[Any], index: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The values at `index`, in steps: numpy makes wide numbers of all it goes by, and new memory is what costs."""
    found = np.empty(len(index), values.dtype)
    for at in range(0, len(index), _STEP):
        values.take(index[at : at + _STEP], out=found[at : at + _STEP], mode="clip")
    return found


def one_after_another(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """The arrays one after the other; one alone is not copied."""
    return arrays[0] if len(arrays) == 1 else np.concatenate([np.zeros(0, np.uint16), *arrays])


def joined(arrays: Iterable[Numbers]) -> Numbers:
    """The arrays one after the other."""
    return np.concatenate([np.zeros(0, np.uint32), *arrays])


def flags(arrays: Iterable[Flags]) -> Flags:
    return np.concatenate([np.zeros(0, bool), *arrays])


def distinct(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The values, each once, sorted. (`np.unique` builds a hash table, which takes ten times as long.)"""
    ordered = np.sort(values)
    return ordered[begins(ordered)]


def begins(counted: npt.NDArray[Any]) -> Flags:
    """Where a new number begins in a sorted array; the first entry always does."""
    new = np.ones(len(counted), bool)
    new[1:] = counted[1:] != counted[:-1]
    return new


def counted(new: npt.NDArray[np.bool_] | npt.NDArray[np.uint8]) -> Numbers:
    """Numbers from 0 on that rise wherever `new` says so; it does at its first entry."""
    numbers = new.astype(np.uint32)  # Widened first: adding up while widening takes five times as long.
    np.cumsum(numbers, out=numbers)
    numbers -= np.uint32(1)
    return numbers


def counted_on(pieces: Sequence[Numbers]) -> Numbers:
    """Arrays that count in rising order one after the other, counted through from 0."""
    every, filled = joined(pieces), [piece for piece in pieces if len(piece)]
    if not filled:
        return every
    lows = np.array([piece[0] for piece in filled], np.int64)
    sizes = np.array([piece[-1] for piece in filled], np.int64) - lows + 1
    every += np.repeat((np.cumsum(sizes) - sizes - lows).astype(np.uint32), [len(piece) for piece in filled])
    return every
