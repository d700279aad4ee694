"""Signed notes as they are handed on: to the letter, with all that was written to them, and what proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath

from notewizard.commands.filed.note_stands import Stands, told_of
from notewizard.commands.filed.on_file import NOTHING, OnFile
from notewizard.documents.reading import MARKDOWN
from notewizard.errors import NotKept
from notewizard.exporters.copied import Corrected, NoteCopy, Page
from notewizard.exporters.words import place_of
from notewizard.records.corrected import corrects_in
from notewizard.records.durable import or_not_kept, read_whole
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import code_of, plain_lines
from notewizard.records.history.verdicts import Verdict
from notewizard.records.later import CORRECTION, NOTE, WRITINGS, parent_id, supervisor_of
from notewizard.records.record import Record
from notewizard.rendering import when
from notewizard.terminal.show import show, show_line

_UNCHANGED = {
    "intact": "Unchanged since it was finished, as the history of the practice says.",
    "moved": "Unchanged since it was finished, as the history of the practice says; its file was moved.",
    "line ends": "Its words are those that were finished; line ends or encoding of its file differ.",
    "not in history": "As its record says; the history of the practice does not know of it.",
}
"""How a file stands, by the class that `verify` gives it."""
_CHANGED = "It was changed outside of this program after it was finished."
_ACCEPTED = {
    "moved": "Its file was moved.",
    "outside edit": _CHANGED,
    "cut short": _CHANGED,
    "missing": "Its file is gone.",
    "other line ends": _UNCHANGED["line ends"],
    "from before the history": _UNCHANGED["not in history"],
    "parent changed": "What it was written to is not what it was then.",
    "code unknown": "History that the code in its signature stands for is not here.",
}
"""What somebody accepted of a file, by the word of the acceptance."""


def copy_of(on_file: OnFile, note: Record, notice: str = "") -> NoteCopy:
    """The note with what was written to it; `NotKept` where a file was changed since it was verified.

    `notice`: what a copy for this client must carry, in sentences.
    """
    later, written = on_file.later(note), on_file.written(note)
    corrections = [each for each in written if each.kind == CORRECTION and on_file.on_record.holds(each)]
    names = _names((note, *written))
    pages = [_page(on_file, each, corrections, names) for each in (note, *later)]
    return NoteCopy(
        client=show_line(_client_in(note)),
        session=_day(note.date),
        note=pages[0],
        later=tuple(pages[1:]),
        about=tuple(show_line(each) for each in _about(on_file, note, notice, names)),
        on_each_page=tuple(show_line(each) for each in _on_each_page(on_file, note)),
        corrected=show_line(_was_corrected(note, corrections)),
    )


def _page(on_file: OnFile, record: Record, corrections: Sequence[Record], names: Mapping[str, str]) -> Page:
    path, verdict = on_file.path(record), on_file.stands(record)
    gone = not verdict.sha256 and record.kind != NOTE  # accepted as missing; a note that is, is not handed on
    text = ""
    if not gone:
        with or_not_kept("The note cannot be read", path):
            data = read_whole(path)
        if sha256(data).hexdigest() != verdict.sha256:
            raise NotKept("This file was changed just now.", where=str(path), hint="Try again.", not_done=NOTHING)
        whole = "\n".join([*plain_lines(data), ""]).encode("utf-8")
        text = split_note(whole, str(path)).body.decode("utf-8").strip("\n")
    page = Page(
        name=show_line(names[record.id]),
        text=show(text),
        markdown=path.suffix.lower() in MARKDOWN,
        said=tuple(show_line(each) for each in _said(on_file, record, verdict, names[record.id])),
        proof=tuple((word, show_line(value)) for word, value in _proof(on_file, record, verdict, path.name)),
    )
    return replace(page, corrected=tuple(_corrected(corrections, record, names, page)))


def _corrected(
    corrections: Iterable[Record], record: Record, names: Mapping[str, str], page: Page
) -> Iterator[Corrected]:
    """The passages of this file that corrections are about; of several about the same, which holds."""
    mine = [each for each in corrections if parent_id(each) == record.id]
    for place, each in enumerate(mine):
        where = "below" if each.sha256 else "which waits to get into its folder and is not in this copy"
        said = f"Corrected: see “{names[each.id]}”{' ' if each.sha256 else ', '}{where}."
        if again := [names[later.id] for later in mine[place + 1 :] if _same(each, later, page)]:
            said += f" Where they differ, the later one holds: “{again[-1]}”."
        elif any(_same(before, each, page) for before in mine[:place]):
            said += " It is the last one about this, and holds."
        yield replace(_passage(each), said=show_line(said))


def _same(first: Record, second: Record, page: Page) -> bool:
    """Whether two corrections are about the same: by the answers that they change, or else by where their words stand.

    Words that stand in several places are about none that could be told.
    """
    paths, others = ({one.path for one in corrects_in(each)} for each in (first, second))
    if paths and others:
        return bool(paths & others)
    one, other = (place_of(_passage(each), page) for each in (first, second))
    return one is not None and other is not None and one.start < other.stop and other.start < one.stop


def _passage(correction: Record) -> Corrected:
    about = tuple(show_line(one.said.partition(": ")[0]) for one in corrects_in(correction))
    return Corrected(show_line(str(correction.elements.get("wrong", ""))), "", about)


def _was_corrected(note: Record, corrections: Sequence[Record]) -> str:
    if not corrections:
        return ""
    here = [each for each in corrections if each.sha256]
    waits = len(corrections) - len(here)
    what = []
    if here:
        what.append("a correction, which follows it" if len(here) == 1 else f"{len(here)} corrections below it")
    if waits:
        many = "a correction that waits and is" if waits == 1 else f"{waits} corrections that wait and are"
        what.append(f"{many} not in this copy")
    return f"The note of {_day(note.date)} has {', and '.join(what)}."


def _said(on_file: OnFile, record: Record, verdict: Verdict, name: str) -> Iterator[str]:
    if not verdict.sha256 or name != _name(record):
        yield f"{name}."
    yield from Stands(record, on_file.on_record).marked()
    if waits := _waits_for(on_file, record):
        yield f"Not yet co-signed by {waits}."
    yield from _accepted(on_file, record, verdict)


def _accepted(on_file: OnFile, record: Record, verdict: Verdict) -> Iterator[str]:
    """All that somebody accepted of its file as it is, and of its record: none of it takes another's place."""
    for each in on_file.accepted(record):
        if each.why != "moved" or verdict.kind != "intact":  # moved back since
            yield f"{_ACCEPTED[each.why]} {on_file.said_of(each)}"
    yield from on_file.accepted_of_record(record)


def _on_each_page(on_file: OnFile, note: Record) -> Iterator[str]:
    this = f"The note of {_day(note.date)}"
    if on_file.on_record.in_error(note.id):
        yield f"{this} was entered in error and no longer counts."
    if waits := _waits_for(on_file, note):
        yield f"{this} is not yet co-signed by {waits}."


def _waits_for(on_file: OnFile, record: Record) -> str:
    """The supervisor whom it waits for, and the co-signature that is signed and is not in the folder, as what holds it.

    What is signed elsewhere is co-signed there; marks, co-signatures and what is in error wait for nobody.
    """
    here = on_file.practice.settings().signature != "elsewhere"
    if not here or record.kind not in (NOTE, *WRITINGS) or not on_file.on_record.holds(record):
        return ""
    signed = on_file.on_record.co_signatures(record)
    if any(each.sha256 for each in signed) or not (supervisor := supervisor_of(record)):
        return ""
    waits = "; the co-signature is signed, waits to get into its folder and is not in this copy" if signed else ""
    return f"{supervisor}{waits}"


def _about(on_file: OnFile, note: Record, notice: str, names: Mapping[str, str]) -> Iterator[str]:
    if notice:
        yield notice
    for each in on_file.waits(note):
        yield f"Signed and not in its folder yet, so that its page is not in this copy: {names[each.id]}."
    if lost := on_file.lost():
        yield (
            f"Records of this practice are missing or cannot be read ({lost}): whether something else was written to "
            "this note cannot be told."
        )


def _names(records: Sequence[Record]) -> dict[str, str]:
    """By id, what each page is called: no two alike, so that what is said of one is said of no other."""
    called = {each.id: _name(each) for each in records}
    often = Counter(called.values())
    return {
        each.id: f"{called[each.id]}: {PurePosixPath(each.file).name}"
        if often[called[each.id]] > 1
        else called[each.id]
        for each in records
    }


def _name(record: Record) -> str:
    if record.kind != NOTE:
        return told_of(record)
    return f"Progress note of {_day(record.date)}, by {record.author}"


def _day(said: str) -> str:
    try:
        return when.day(date.fromisoformat(said))
    except ValueError:
        return show_line(said)


def _client_in(note: Record) -> str:
    """The client as the note prints them: by name where it gives one, and by id."""
    client = note.elements.get("client")
    name = client.get("name") if isinstance(client, Mapping) else None
    return f"{name} ({note.client})" if name else note.client


def _proof(on_file: OnFile, record: Record, verdict: Verdict, file: str) -> Iterator[tuple[str, str]]:
    yield "File", file
    yield "Record", record.id
    if verdict.sha256:
        yield "SHA-256", verdict.sha256
    if verdict.sha256 != record.sha256:
        yield "As finished", record.sha256
    if record.anchor:
        yield "History code", code_of(record.anchor)
    yield "State", " ".join(_state(on_file, record, verdict))


def _state(on_file: OnFile, record: Record, verdict: Verdict) -> Iterator[str]:
    accepted = on_file.accepted(record)
    if verdict.kind != "accepted" and (not accepted or accepted[-1].sha256 == record.sha256):
        yield _UNCHANGED[verdict.kind]
    elif verdict.sha256 == record.sha256 and "from before the history" not in (each.why for each in accepted):
        yield _UNCHANGED["intact" if on_file.is_witnessed(record) else "not in history"]
    yield from _accepted(on_file, record, verdict)
