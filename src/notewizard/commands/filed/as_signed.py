"""Whether the files of a note still are what was signed, without looking at any other note: `verify` says the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from notewizard.records.accepted import acceptances
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.history.entry import place_of, text_hash
from notewizard.records.history.reading import Told
from notewizard.records.history.verifying import signed_in
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.terminal.show import show_line

MORE = "`notewizard verify` says more."


def not_as_signed(practice: Practice, told: Told, records: Iterable[Record], note: str) -> Iterator[str]:
    """A sentence for each of these records whose file is not what was signed, or accepted since; `note`: the id of
    the one that is called the file, the others are named.

    Other line ends are no change, as `verify` has it.
    """
    signed, _ = signed_in(told)
    for each in records:
        first = signed.get(each.id)
        event = told.accepted.files.get(each.id, first)
        bytes_then, text_then = (event.sha256, event.text_sha256) if event else (each.sha256, each.text_sha256)
        places = [each.file, *(one.file for one in acceptances(practice, each.id))]
        file = next((one for one in places if event is None or place_of(one) == event.place), each.file)
        called = "The file" if each.id == note else show_line(each.file)
        try:
            data = read_whole(practice.root.joinpath(*file.split("/")))
        except (FileNotFoundError, NotADirectoryError):
            if bytes_then:  # else that it is gone was accepted
                yield f"{called} is not where it was. {MORE}"
            continue
        except OSError as error:
            yield f"{called} cannot be read: {plain_reason(error)}. {MORE}"
            continue
        if sha256(data).hexdigest() not in {bytes_then, first.sha256 if first else ""} and text_hash(data) != text_then:
            yield f"{called} is not as it was signed. {MORE}"
