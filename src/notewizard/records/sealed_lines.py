"""Lines of a draft whose words are closed to the clinician's keys: kind and draft stay readable, the words do not.

A sealed line is `{"kind": …, "n": its number, "sealed": base64 of an age file}`. Inside stand the entry, the draft's id
and the number again, which are compared when it is opened: a line of another draft, or of another place, is refused.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace

from notewizard.errors import NotKept
from notewizard.records.journal import Entry
from notewizard.records.keys import Keys, Opening, has_age, keys_of
from notewizard.records.state import State

HOLD_WORDS = ("answer", "pending", "kept")
"""The kinds of lines that hold an author's words. A signed note (`publishing`) is on its way to the practice folder,
where it stands in plain text."""
WHEN = frozenset(
    f"encounter.{each}" for each in ("date", "session_type", "start", "end", "scheduled", "overnight", "time_zone")
)
"""Answers that stay readable: when the session was, from which what is owed is told without any key."""


@dataclass(frozen=True)
class KeySeal:
    """Closes lines as they are written; opens them where a secret half is in hand."""

    keys: Keys
    opening: Opening | None = None

    def close(self, entry: Entry, draft_id: str, number: int) -> Entry:
        """The entry as it goes to the disk. Asks for nothing."""
        if entry.get("kind") not in HOLD_WORDS or "sealed" in entry or entry.get("key") in WHEN:
            return entry
        inside = {"draft": draft_id, "n": number, "entry": dict(entry)}
        text = json.dumps(inside, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")
        return {"kind": entry["kind"], "n": number, "sealed": b64encode(self.keys.close(text)).decode("ascii")}

    def open(self, entry: Entry, draft_id: str, after: int) -> dict[str, object]:
        """The entry as it was given; one that is not sealed, or for which there is no secret half, as it stands.

        `NotKept` where it is of another draft, does not come after the line `after`, or cannot be opened.
        """
        if "sealed" not in entry or self.opening is None:
            return dict(entry)
        try:
            inside = json.loads(self.opening.open(b64decode(str(entry["sealed"]), validate=True)))
            within, number = inside["entry"], inside["n"]
            fits = (inside["draft"], number, within["kind"]) == (draft_id, entry["n"], entry["kind"]) and number > after
        except (ValueError, TypeError, KeyError, RecursionError):
            within, fits = {}, False
        if not fits or not isinstance(within, Mapping):
            raise NotKept(
                "A line of this draft belongs to another draft, or to another place in it.",
                hint="Restore the draft from a backup.",
                not_done="The draft was not opened.",
            )
        return dict(within)


def sealing(state: State) -> State:
    """`state` with the words of its drafts closed to its keys; as it is where there are none that can be used."""
    keys = usable_keys(state)
    return replace(state, seal=KeySeal(keys)) if keys else state


def usable_keys(state: State) -> Keys | None:
    """The keys, where they are set up and whole and the library is there; why not is said by `doctor`."""
    try:
        return keys_of(state) if has_age() else None
    except NotKept:
        return None
