"""Where a practice stands now that moved to another path: another disk, computer or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from notewizard.records.identity import ids_of, is_untold, meant
from notewizard.records.practice import Practice

_PLACES = ("practice", "publishing")
"""The entries of a draft that name the practice folder; the last one holds."""


def root_of(entries: Iterable[Mapping[str, object]]) -> Path | None:
    """Where the practice was that the draft with these entries belongs to; None where it does not say."""
    places = (each.get("root") or each.get("practice") for each in entries if each.get("kind") in _PLACES)
    said = [str(each) for each in places if each]
    return Path(said[-1]) if said else None


def practice_now(entries: Iterable[Mapping[str, object]], here: Practice | None) -> Practice | None:
    """The practice that the draft with these entries belongs to: where it was, or `here` if it moved here.

    It moved where its old place holds it no longer, and the folder that is worked in now says itself that it is that
    practice. Of two copies that are both there the old one is meant. None where the draft does not say.
    """
    entries = tuple(entries)
    root, wanted = root_of(entries), meant(entries)
    if root is None:
        return None
    was = Practice(root)
    if here is None or here.root == root or not wanted:
        return was
    there = ids_of(was)
    if there == frozenset() or is_untold(was, there) or not wanted.isdisjoint(there or ()):
        return was
    return was if wanted.isdisjoint(ids_of(here) or ()) else here
