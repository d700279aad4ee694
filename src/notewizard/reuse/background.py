"""The shipped table: how often words, pairs and runs of three stand in published clinical notes, and what is nobody's.

Counts are of half of the notes of ACI-Bench, PriMock57 and MTS-Dialog (see NOTICE); hand-written set phrases and the
words of mental status, safety and logistics come with them. Everything is under 32-bit hashes.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from notewizard.reuse.packing import unpack
from notewizard.reuse.shipped import shipped

Keys = npt.NDArray[np.unsignedinteger]


@cache
def _table() -> dict[str, Keys]:
    data = shipped("background.bin")
    arrays, _ = unpack(data)
    return arrays


@cache
def _counts(kind: str) -> npt.NDArray[np.float64]:
    return _table()[f"{kind}_counts"].astype(np.float64)


@cache
def words_counted() -> float:
    """How many words the published notes hold."""
    return float(_table()["words_counts"].sum())


def times_known(kind: str, keys: Keys) -> npt.NDArray[np.float64]:
    """How often each of `keys` stands in the published notes; `kind` is words, pairs or triples."""
    ordered = _table()[kind]
    at = ordered.searchsorted(keys)
    return np.asarray(_counts(kind).take(at, mode="clip") * (ordered.take(at, mode="clip") == keys))


def is_listed(kind: str, keys: Keys) -> npt.NDArray[np.bool_]:
    """Which of `keys` are on a list: set_phrases (runs of three), stock (of five), set_, anchors_, function_words."""
    ordered = _table()[kind]
    return np.asarray(ordered.take(ordered.searchsorted(keys), mode="clip") == keys)
