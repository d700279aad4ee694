"""What was written to a note after its signature, told from the notes themselves: who reads records asks here first.

A mark "entered in error" is a record, too, and can itself be one: the note that it marked stands again then. A note is
read as its corrections leave it, whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from notewizard.records.corrected import Correct, corrects_in, with_corrections
from notewizard.records.record import Record

NOTE = "progress note"
"""The kind of a note's own record."""
ADDENDUM = "addendum"
LATE_ENTRY = "late entry"
CORRECTION = "correction"
IN_ERROR = "entered in error"
CO_SIGNATURE = "co-signature"
WRITINGS = (ADDENDUM, LATE_ENTRY, CORRECTION)
"""The kinds with words of their own about the session."""
LATER = (*WRITINGS, IN_ERROR, CO_SIGNATURE)
"""Every kind that is about another record."""


@dataclass(frozen=True)
class OnRecord:
    """All records of a practice, by what they are."""

    records: tuple[Record, ...]

    @classmethod
    def of(cls, records: Iterable[Record]) -> OnRecord:
        """These records, in the order in which they were signed.

        A later writing that names no id, and the very bytes of a note of ours of its client, is about that note: some
        were signed when a renamed note was taken for one of another program.
        """
        records = tuple(records)
        signed = {(each.client, each.sha256): each.id for each in records if each.sha256}
        named = (_naming_its_note(each, signed) for each in records)
        return cls(tuple(sorted(named, key=lambda each: (signed_at(each), each.id))))

    @cached_property
    def _about(self) -> Mapping[str, tuple[Record, ...]]:
        """By the id of a record: what is about it, in the order of the signatures.

        Nothing of another client is: a record that says so was changed, and its words are not of this chart (R9).
        """
        found: dict[str, list[Record]] = {}
        for each in self.records:
            if each.kind in LATER and (parent := parent_id(each)) and not self._strays(each):
                found.setdefault(parent, []).append(each)
        return {key: tuple(some) for key, some in found.items()}

    @cached_property
    def _by_id(self) -> Mapping[str, Record]:
        return {each.id: each for each in self.records}

    def _strays(self, record: Record) -> bool:
        """Whether a later writing is about a record of another client."""
        above = self._by_id.get(parent_id(record))
        return above is not None and above.client != record.client

    def marks(self, record_id: str) -> tuple[Record, ...]:
        """The marks by which this record is entered in error; those that are themselves in error are none."""
        return self._marks.get(record_id, ())

    @cached_property
    def _marks(self) -> Mapping[str, tuple[Record, ...]]:
        """By the id of a record: its marks that hold. A mark is judged once all that are about it are.

        Marks in a circle are forged, since none is about one that was signed after it: they mark nothing.
        """
        about = {key: [each for each in some if each.kind == IN_ERROR] for key, some in self._about.items()}
        open_ = {key: len(some) for key, some in about.items()}
        ready = [each for each in self.records if each.kind == IN_ERROR and not open_.get(each.id)]
        found: dict[str, tuple[Record, ...]] = {}
        while ready:
            marked = parent_id(ready.pop())
            if marked not in open_:
                continue  # It is about another tool's note, or strays.
            open_[marked] -= 1
            if not open_[marked]:
                found[marked] = tuple(each for each in about[marked] if not found.get(each.id))
                if (above := self._by_id.get(marked)) is not None and above.kind == IN_ERROR:
                    ready.append(above)
        return found

    def in_error(self, record_id: str) -> bool:
        """Whether the record is marked as entered in error."""
        return bool(self.marks(record_id))

    def notes(self) -> tuple[Record, ...]:
        """The progress notes that hold: none of another kind, none that was entered in error. By session date.

        Each is read as corrected; the files and records stay as signed, and what is compared with a file is `records`.
        """
        found = (self.corrected(each) for each in self.records if each.kind == NOTE and not self.in_error(each.id))
        return tuple(sorted(found, key=lambda each: (each.date, each.id)))

    def corrected(self, note: Record) -> Record:
        """The note with its answers, and its day, as the corrections that hold leave them."""
        corrections = self._correcting.get(note.id, ())
        return with_corrections(note, corrections) if corrections else note

    def corrects(self, note_id: str) -> tuple[tuple[Correct, Record], ...]:
        """Each answer of a note that a correction changed, with that correction, in order."""
        return tuple((one, each) for each in self._correcting.get(note_id, ()) for one in corrects_in(each))

    @cached_property
    def _correcting(self) -> Mapping[str, tuple[Record, ...]]:
        """By the id of a note: the corrections of its answers that hold, in the order of the signatures."""
        found: dict[str, list[Record]] = {}
        for each in self.records:
            if each.kind == CORRECTION and any(corrects_in(each)) and self.holds(each):
                note = self._by_id.get(self.root(each))
                if note is not None and note.client == each.client:
                    found.setdefault(note.id, []).append(each)
        return {key: tuple(some) for key, some in found.items()}

    def holds(self, record: Record) -> bool:
        """Whether neither the record nor anything that it is about was entered in error."""
        return not self.in_error(record.id) and self._above(record)[1]

    def root(self, record: Record) -> str:
        """The id of the note that a later writing is about in the end.

        Empty for another tool's note, and where the writing is about nothing of its own client.
        """
        return self._above(record)[0]

    def _above(self, record: Record) -> tuple[str, bool]:
        """What a record is about in the end, and whether all from what it is about up to there holds."""
        way: list[Record] = []
        walked: set[str] = set()
        while record.id not in self._roots:
            if record.id in walked:
                self._roots[record.id] = "", False  # A circle: nothing in it is about a note.
                break
            above = self._by_id.get(parent_id(record))
            if record.kind not in LATER:
                self._roots[record.id] = record.id, True
            elif above is None or self._strays(record):
                self._roots[record.id] = "" if above else parent_id(record), True
            else:
                walked.add(record.id)
                way.append(record)
                record = above
        root, holds = self._roots[record.id]
        for below in reversed(way):
            holds = holds and not self.in_error(record.id)
            root, holds = self._roots.setdefault(below.id, (root, holds))
            record = below
        return root, holds

    @cached_property
    def _roots(self) -> dict[str, tuple[str, bool]]:
        """What `_above` found, by the id of the record: each is walked once."""
        return {}

    def writings(self, client: str) -> tuple[Record, ...]:
        """A client's addenda, late entries and corrections that hold, in the order of their signatures."""
        found = (each for each in self.records if each.client == client and each.kind in WRITINGS)
        return tuple(each for each in found if self.holds(each))

    def written_to(self, note: Record) -> tuple[Record, ...]:
        """Those about one note, corrections of an addendum among them."""
        return tuple(each for each in self.writings(note.client) if self.root(each) == note.id)

    def about_file(self, sha256: str, client: str) -> tuple[Record, ...]:
        """Everything that holds about a note of another tool, which has no id: by the bytes of its file.

        `client` is the id of whose note it is, and nothing of another client is about it; empty where nobody can tell.
        """
        found = (each for each in self.records if each.kind in LATER and not parent_id(each))
        found = (each for each in found if not client or each.client == client)
        return tuple(each for each in found if each.parent.get("sha256") == sha256 and not self.in_error(each.id))

    def co_signatures(self, record: Record) -> tuple[Record, ...]:
        """The co-signatures of exactly these bytes."""
        found = (each for each in self._about.get(record.id, ()) if each.kind == CO_SIGNATURE)
        same = (each for each in found if each.parent.get("sha256") == record.sha256)
        return tuple(each for each in same if not self.in_error(each.id))

    def not_co_signed(self) -> Iterator[Record]:
        """Notes and later writings that hold, name a supervisor, and have no co-signature. By session date."""
        for each in sorted(self.records, key=lambda one: (one.date, one.id)):
            wanted = each.kind in (NOTE, *WRITINGS) and supervisor_of(each) and self.holds(each)
            if wanted and not self.co_signatures(each):
                yield each


def _naming_its_note(record: Record, signed: Mapping[tuple[str, str], str]) -> Record:
    if record.kind not in LATER or parent_id(record):
        return record
    note = signed.get((record.client, str(record.parent.get("sha256") or "")))
    return replace(record, parent={**record.parent, "id": note}) if note else record


def parent_id(record: Record) -> str:
    """The id of the record that a later writing is about; empty for a note, and for one about another tool's note."""
    return str(record.parent.get("id") or "")


def supervisor_of(record: Record) -> str:
    """Name and credential of the supervisor that a record names; empty where it names none."""
    author = record.elements.get("author")
    named = author.get("supervisor") if isinstance(author, Mapping) else None
    if not isinstance(named, Mapping):
        return ""
    return ", ".join(str(named[key]) for key in ("name", "credential") if named.get(key))


def moment_signed(record: Record) -> datetime | None:
    """When the record was signed, on the clock of its author; None where it does not say."""
    try:
        moment = datetime.fromisoformat(str(record.clock.get("utc") or ""))
        offset = datetime.strptime(str(record.clock.get("offset") or "+00:00"), "%z").tzinfo
        return moment.astimezone(offset)
    except ValueError:
        return None


def signed_at(record: Record) -> str:
    """When the record was signed, in UTC, as text that sorts by time; empty where it does not say."""
    said = str(record.clock.get("utc") or "")
    try:
        moment = datetime.fromisoformat(said)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
        return moment.isoformat(timespec="seconds").removesuffix("+00:00")
    except ValueError:
        return ""
