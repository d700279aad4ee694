"""Runs of two, three and five words as numbers, computed for a whole text at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from notewizard.reuse.folding import Numbers

Wide = npt.NDArray[np.uint64]

Places = npt.NDArray[np.int64]

# As arrays: a number alone is made into one at every operation.
_MIX = np.array(0x9E3779B97F4A7C15, np.uint64)
_STEP = np.array(0xD1B54A32D192ED03, np.uint64)
_HALF, _SHORT, _LONG = (np.array(bits, np.uint64) for bits in (32, 7, 29))
_LOWER = np.array(0xFFFFFFFF, np.uint64)
_NO_KEYS, _NO_PLACES = np.zeros(0, np.uint64), np.zeros(0, np.int64)


def _mixed(first: Wide, second: Wide) -> Wide:
    """Two 32-bit numbers → one, order mattering."""
    other = first >> _SHORT
    other += second * _STEP
    value = first * _MIX
    value ^= other
    np.right_shift(value, _LONG, out=other)
    value ^= other
    value *= _MIX
    value >>= _HALF
    return value


@dataclass(frozen=True, eq=False)
class _Runs:
    """The runs of one text: several ask for the same in a row."""

    ids: Numbers
    units: Numbers

    @cached_property
    def wide(self) -> Wide:
        return self.ids.astype(np.uint64)

    @cached_property
    def twos(self) -> Wide:
        """Of every word and the next, in one unit or not."""
        return _mixed(self.wide[:-1], self.wide[1:])

    @cached_property
    def pairs_and_third(self) -> tuple[Wide, Places]:
        units = self.units
        third = self.wide[2:] * (units[1:-1] == units[2:])
        keys = self.twos << _HALF
        keys[:-1] |= third
        at = np.flatnonzero(units[:-1] == units[1:])
        return keys[at], at

    @cached_property
    def fives(self) -> tuple[Numbers, Places]:
        value = self.twos[:-3]
        for step in range(2, 5):
            value = _mixed(value, self.wide[step : len(self.wide) - 4 + step])
        at = np.flatnonzero(self.units[:-4] == self.units[4:])
        return value[at].astype(np.uint32), at


_last = [_Runs(np.zeros(0, np.uint32), np.zeros(0, np.uint32))]


def _runs(ids: Numbers, units: Numbers) -> _Runs:
    runs = _last[0]
    if runs.ids is not ids or runs.units is not units:
        runs = _last[0] = _Runs(ids, units)
    return runs


def pairs_and_third(ids: Numbers, units: Numbers) -> tuple[Wide, Places]:
    """Every run of two words inside one unit: its key, and the index of its first word.

    The upper half of a key is the pair, the lower half the word after it (0 at the end of a unit): sorted keys answer
    for pairs by range and for runs of three by value.
    """
    return _runs(ids, units).pairs_and_third if len(ids) > 1 else (_NO_KEYS, _NO_PLACES)


def triples(keys: Wide) -> Wide:
    """Keys of pairs with their third word → one 32-bit number for each run of three."""
    return _mixed(keys >> _HALF, keys & _LOWER)


def fives(ids: Numbers, units: Numbers) -> tuple[Numbers, Places]:
    """Every run of five words inside one unit, and the index of its first word."""
    return _runs(ids, units).fives if len(ids) > 4 else (_NO_KEYS.astype(np.uint32), _NO_PLACES)
