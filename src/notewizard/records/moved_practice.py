"""Where a practice stands now that moved to another path: another disk, computer or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from notewizard.records.identity import ids_of, is_untold, meant
from notewizard.records.practice import Practice


def practice_now(root: Path, entries: Iterable[Mapping[str, object]], here: Practice | None) -> Practice:
    """The practice that the draft with these entries was begun in, at `root`: there, or `here` if it moved here.

    It moved where `root` holds it no longer, and the folder that is worked in now says itself that it is that practice.
    Of two copies that are both there the one at `root` is meant.
    """
    begun, wanted = Practice(root), meant(entries)
    if here is None or here.root == root or not wanted:
        return begun
    there = ids_of(begun)
    if is_untold(begun, there) or not wanted.isdisjoint(there or ()):
        return begun
    return begun if wanted.isdisjoint(ids_of(here) or ()) else here
