"""Runs of two, three and five words as numbers, computed for a whole text at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Numbers

Wide = npt.NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0xD1B54A32D192ED03)
_HALF = np.uint64(32)


def _mixed(first: Wide, second: Wide) -> Wide:
    """Two 32-bit numbers → one, order mattering."""
    value = (first * _MIX) ^ (second * _STEP + (first >> np.uint64(7)))
    value ^= value >> np.uint64(29)
    value *= _MIX
    return value >> _HALF


def pairs_and_third(ids: Numbers, units: Numbers) -> tuple[Wide, npt.NDArray[np.int64]]:
    """Every run of two words inside one unit: its key, and the index of its first word.

    The upper half of a key is the pair, the lower half the word after it (0 at the end of a unit): sorted keys answer
    for pairs by range and for runs of three by value.
    """
    if len(ids) < 2:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    wide = ids.astype(np.uint64)
    same = units[:-1] == units[1:]
    third = np.zeros(len(ids) - 1, np.uint64)
    third[:-1] = np.where(units[1:-1] == units[2:], wide[2:], 0)
    keys = (_mixed(wide[:-1], wide[1:]) << _HALF) | third
    at = np.flatnonzero(same)
    return keys[at], at


def triples(keys: Wide) -> Wide:
    """Keys of pairs with their third word → one 32-bit number for each run of three."""
    return _mixed(keys >> _HALF, keys & np.uint64(0xFFFFFFFF))


def fives(ids: Numbers, units: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Every run of five words inside one unit, and the index of its first word."""
    if len(ids) < 5:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    wide = ids.astype(np.uint64)
    value = wide[:-4]
    for step in range(1, 5):
        value = _mixed(value, wide[step : len(wide) - 4 + step])
    at = np.flatnonzero(units[:-4] == units[4:])
    return value[at].astype(np.uint32), at
