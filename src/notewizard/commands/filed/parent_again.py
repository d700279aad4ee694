"""The note that a draft of a later writing was begun about, found again by what it is: it may have been moved since."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from notewizard.records.durable import read_whole
from notewizard.records.known_files import KnownFiles
from notewizard.records.practice import Practice, note_files
from notewizard.records.record import all_records
from notewizard.records.right_chart import in_own_chart


def found_again(practice: Practice, parent: Mapping[str, object], client: str) -> Path:
    """The file of this note; where it was when the draft was begun unless another one is that note.

    `parent` is what the draft says of it. Of several copies the one in the client's own folder comes first.
    """
    named = practice.root.joinpath(*str(parent["file"]).split("/"))
    clients = practice.clients.all()
    known = KnownFiles(practice, all_records(practice)[0])

    def fits(path: Path) -> bool:
        if parent.get("id"):
            record = known.at(path)
            return record is not None and record.id == parent["id"]
        try:
            return sha256(read_whole(path)).hexdigest() == parent["sha256"]
        except OSError:
            return False

    def at_home(path: Path) -> bool:
        return in_own_chart(clients, client, path.relative_to(practice.root).as_posix())

    if named.is_file() and at_home(named) and fits(named):
        return named
    found = [each for each in note_files(practice.root, closed=lambda trouble: None) if fits(each)]
    return next(filter(at_home, found), found[0] if found else named)
