"""What else lies in the practice folder: copies of our notes, notes of ours that nobody knows; the rest is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from notewizard.records.history.acceptances import UNPROVED
from notewizard.records.history.entry import place_of, text_hash
from notewizard.records.history.judging import Judge
from notewizard.records.history.names import copied_from
from notewizard.records.history.verdicts import Verdict, belongs_in, copy_in_anothers

_NOT_ITSELF = "the note's own file is not"
_UNKNOWN = "It says that it is a note of this program, and neither a record nor the history knows of it."


def beside(judge: Judge, verdicts: Sequence[Verdict]) -> tuple[list[Verdict], int]:
    """Of every file of which these verdicts say nothing, what it is, and how many are none of our business.

    A copy with what was signed, of a note whose own file says something else, is the only signed one there is. What
    was signed says the history; a record, only where the history does not know the note.
    """
    lying = _Beside(judge, verdicts)
    taken = {each.file for each in verdicts if each.sha256}  # what is gone has none: another may stand there by now
    found, foreign = [], 0
    for file in sorted(judge.folder.digests):
        if file not in taken:
            verdict = lying.verdict(file)
            found += [verdict] if verdict is not None else []
            foreign += verdict is None
    return found, foreign


@dataclass(frozen=True)
class _Beside:
    judge: Judge
    verdicts: Sequence[Verdict]

    def verdict(self, file: str) -> Verdict | None:
        """What this file is; None for one of another program."""
        judge, digest = self.judge, self.judge.folder.digests[file]
        note = judge.folder.ids.get(file, "")
        if digest in self._by_bytes:
            same = self._by_bytes[digest]
            return self._copy(file, same.note, f"It is the same as {same.file}, to the letter.", equal=True)
        if mine := self._originals.get(digest, ""):
            return self._signed(file, mine, "to the letter")
        text = self._texts_of.get(file, "")
        mine = self._texts.get(text, "")
        if now := self._stands.get(mine):
            if now.sha256 and text_hash(judge.folder.data(now.file)) == text:
                said = f"It says the same as {now.file}; only line ends or encoding differ."
                return self._copy(file, mine, said, equal=True)
            if text == self._signed_texts.get(mine):
                return self._signed(file, mine, "but for line ends or encoding")
        source, mine = self._source(file)
        if mine:
            return self._copy(file, mine, f"It is a second version of {source}, and differs from it.")
        if note in judge.folder.records:
            said = f"It says that it is the note in {judge.folder.records[note][0].file}, and differs from it."
            return self._copy(file, note, said)
        if mine := self._accepted_at.get(file, ""):
            return self._copy(file, mine, "It stands where this note was accepted, and is not what was accepted there.")
        if note:
            by = judge.accepted.said(note, UNPROVED["not known"], digest)
            return Verdict("unproved" if by else "not known", file, note, f"{_UNKNOWN} {by}".strip(), digest)
        return None

    def _copy(self, file: str, note: str, said: str, equal: bool = False) -> Verdict:
        """A second copy of this note: harmless where it says the same (`equal`) and no sync program named it."""
        digest = self.judge.folder.digests[file]
        if chart := self.judge.chart(note, file):
            return copy_in_anothers(file, chart, said, digest)
        _, named = self._source(file)
        return Verdict("duplicate" if equal and not named else "conflict copy", file, note, said, digest)

    def _signed(self, file: str, note: str, how: str) -> Verdict:
        said = f"It is what was signed, {how}; {_NOT_ITSELF}."
        if note not in self.judge.signed:
            said = f"It is what its record says was kept, {how}; {_NOT_ITSELF}, and the history knows of neither."
        chart = self.judge.chart(note, file)
        said = f"{said} {belongs_in(chart)}" if chart else said
        kind = "wrong chart" if chart else "signed copy"
        return Verdict(kind, file, note, said, self.judge.folder.digests[file], chart=chart)

    def _source(self, file: str) -> tuple[str, str]:
        """The file that a sync program copied this one from, by its name, and that file's note; empty where none is."""
        parent, _, name = file.rpartition("/")
        if not (origin := copied_from(name)):
            return "", ""
        source = f"{parent}/{origin}" if parent else origin
        return source, self._ours.get(place_of(source), "")

    @cached_property
    def _by_bytes(self) -> Mapping[str, Verdict]:
        return {each.sha256: each for each in self.verdicts if each.sha256}

    @cached_property
    def _stands(self) -> Mapping[str, Verdict]:
        """By note, what is said of its file."""
        return {each.note: each for each in reversed(self.verdicts)}

    @cached_property
    def _ours(self) -> Mapping[str, str]:
        """By what stands for the file that a record names, its note."""
        return {place_of(record.file): note for note, (record, _) in self.judge.folder.records.items()}

    @cached_property
    def _unknown(self) -> frozenset[str]:
        """Notes that the history does not know, and whose record nothing speaks against."""
        untrusted = {each.note for each in self.verdicts if each.kind == "record untrusted"}
        return frozenset(self.judge.folder.records) - untrusted - frozenset(self.judge.signed)

    @cached_property
    def _originals(self) -> Mapping[str, str]:
        """By the sha256 of what was signed, the note."""
        found = {self.judge.folder.records[note][0].sha256: note for note in self._unknown}
        return found | {event.sha256: note for note, event in self.judge.signed.items()}

    @cached_property
    def _signed_texts(self) -> Mapping[str, str]:
        """By note, the text that was signed."""
        found = {note: self.judge.folder.records[note][0].text_sha256 for note in self._unknown}
        return found | {note: event.text_sha256 for note, event in self.judge.signed.items()}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """By the text that was signed or accepted, the note."""
        accepted = {event.text_sha256: note for note, event in self.judge.accepted.files.items()}
        found = accepted | {text: note for note, text in self._signed_texts.items()}
        return {text: note for text, note in found.items() if text}

    @cached_property
    def _texts_of(self) -> Mapping[str, str]:
        """By file, its text, where that is not known from its bytes."""
        return {file: text for text, files in self.judge.by_text.items() for file in files}

    @cached_property
    def _accepted_at(self) -> Mapping[str, str]:
        """By file, the note that was accepted there."""
        places = self.judge.folder.by_place
        return {places[x.place]: note for note, x in self.judge.accepted.files.items() if x.place in places}
