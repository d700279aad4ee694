"""What `doctor` sees of the practice: folder, settings, clients, notes, and its formats, templates and rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from notewizard.commands.counting import counted
from notewizard.commands.defining.definition_files import library_problems
from notewizard.commands.defining.rule_files import problems_left
from notewizard.commands.desk import Desk
from notewizard.commands.examining.seen import DO, LOOK, OK, Seen, State, looked
from notewizard.commands.filed.facts_on_file import facts_of
from notewizard.commands.filed.plan_in_force import plan_now
from notewizard.commands.looking.stands_aside import stands_aside
from notewizard.commands.owing.owed import calendar_of
from notewizard.definitions.shipped import shipped_folder
from notewizard.documents.calendar import add_extra, can_read_calendars
from notewizard.errors import Broken, NotKept, Problem
from notewizard.records.practice import Practice, find_practice

MEND = "Restore it from a backup, or look at it."
MOST_NAMED = 3


def practice(desk: Desk) -> list[Seen]:
    """Everything about the practice, or how to set one up; then the definitions."""
    seen = looked("Practice folder", lambda: _folder(desk))
    found = desk.practice if all(each.state != DO for each in seen) else None
    if found is not None:
        seen += looked("Settings", lambda: _settings(found))
        seen += looked("Settings", lambda: (Seen("Settings", DO, *each) for each in stands_aside(found)))
        seen += looked("Deadlines", lambda: _deadlines(desk, found))
        seen += looked("Clients", lambda: _clients(found))
        seen += looked("Treatment plans", lambda: _plans(desk, found))
        seen += looked("Standing facts", lambda: _facts(desk, found))
        seen += looked("Notes", lambda: _notes(desk, found))
        seen += looked("Detached signatures", lambda: _signatures(desk, found))
    return seen + looked("Formats and templates", lambda: _definitions(desk, found))


def _folder(desk: Desk) -> Iterator[Seen]:
    from notewizard.records.last_practice import last_practice

    near = None if desk.chosen else find_practice(desk.world.folder)
    last = None if desk.chosen or near else last_practice(desk.state)
    why = "as --practice says" if desk.chosen else "the nearest .notewizard upward" if near else "the last one used"
    found = desk.practice
    if found is None or not found.dot.is_dir():
        gone = desk.chosen or last
        said = f"There is none at {gone}." if gone else "None is set up."
        todo = (
            "Is the disk connected? If it never was one: notewizard init FOLDER" if gone else "notewizard init FOLDER"
        )
        yield Seen("Practice folder", DO, said, todo)
    elif not os.access(found.root, os.W_OK | os.X_OK):
        yield Seen("Practice folder", DO, f"{found.root} cannot be written to.", "Permit writing there.")
    else:
        yield Seen("Practice folder", OK, f"{desk.world.folder / found.root} ({why})")


def _settings(found: Practice) -> Iterator[Seen]:
    settings = found.settings()
    author = settings.author
    if not author.name or not author.credential:
        todo = 'notewizard init --yes --author "Name, CRED"'
        yield Seen("Author", DO, "config.toml does not say who writes, with a credential.", todo)
    else:
        supervisor = f", supervised by {', '.join(author.supervised_by())}" if author.supervisor.strip() else ""
        yield Seen("Author", OK, f"{author.name}, {author.credential}{supervisor}")
    signed = "signed in another system" if settings.signature == "elsewhere" else "signed on the last screen"
    yield Seen("Notes to come", OK, f"{settings.pattern}{settings.extension}, {settings.layout}, {signed}")


def _deadlines(desk: Desk, found: Practice) -> Iterator[Seen]:
    """When a note is late here, and the calendar that says what is owed."""
    with suppress(Broken):  # What is wrong with the definitions is said below, once.
        yield Seen("Deadlines", OK, desk.library.jurisdiction.in_words())
    calendar = calendar_of(found, desk.world.home())
    if calendar is not None and not can_read_calendars():
        yield Seen("Calendar", DO, "A calendar cannot be read without notewizard[calendar].", add_extra())
    elif calendar is not None and not calendar.is_file():
        yield Seen("Calendar", DO, f"There is none at {calendar}.", "Export it again, or mend calendar in config.toml.")
    elif calendar is not None:
        yield Seen("Calendar", OK, str(calendar))


def _clients(found: Practice) -> Iterator[Seen]:
    clients = found.clients.all()
    yield Seen("Clients", OK, counted(len(clients), "client"))
    rooted = [each.id for each in clients if not each.folder]
    if rooted and found.settings().layout == "folder-per-client":
        # Notes of several would lie together, where one of them in the wrong chart could not be told.
        named = f"{', '.join(rooted[:MOST_NAMED])}{' and others' if len(rooted) > MOST_NAMED else ''}"
        todo = f'Give each a folder of its own in {found.dot / "clients.toml"}: folder = "{rooted[0]}"'
        yield Seen("Clients", DO, f"Without a folder, so that their notes go into the practice folder: {named}.", todo)
    gone = sum(bool(each.folder) and not found.folder_of(each).is_dir() for each in clients)
    if gone:
        yield Seen(
            "Clients", LOOK, f"The folder of {counted(gone, 'client')} is not there; it is made with the next note."
        )


def _facts(desk: Desk, found: Practice) -> Iterator[Seen]:
    """How many charts hold standing facts; one whose file cannot be used is named by its client's id."""
    held = [each.id for each in found.clients.all() if found.facts(each.id).numbers()]
    yield Seen("Standing facts", OK, f"{counted(len(held), 'client')} with standing facts")
    for client in held:
        try:
            facts_of(found, client, desk.library)
        except (Broken, NotKept) as trouble:
            problems = trouble.problems if isinstance(trouble, Broken) else ()
            said = problems[0].sentence() if problems else trouble.what
            yield Seen("Standing facts", DO, said, f"Mend it; notewizard facts {client} says everything.")


def _plans(desk: Desk, found: Practice) -> Iterator[Seen]:
    """How many clients have one; those that cannot be used, each with its first problem."""
    planned = [each.id for each in found.clients.all() if found.plans(each.id).numbers()]
    yield Seen("Treatment plans", OK, f"{counted(len(planned), 'client')} with a treatment plan")
    for client in planned:
        try:
            plan_now(found, client, desk.library)
        except (Broken, NotKept) as trouble:
            problems = trouble.problems if isinstance(trouble, Broken) else ()
            said = problems[0].sentence() if problems else trouble.what
            yield Seen("Treatment plans", DO, said, f"Mend it; notewizard plan {client} says everything.")


def _notes(desk: Desk, found: Practice) -> Iterator[Seen]:
    from notewizard.records.earlier import earlier_notes
    from notewizard.records.special import left_behind, special_files

    notes = earlier_notes(found, "")
    there = [each for each in notes.others if each.is_note]
    yield Seen("Notes", OK, f"{counted(len(there), 'note')} with a known client")
    if notes.unclear:
        said = f"{counted(len(notes.unclear), 'file')} of no client for certain, so never compared with a new note"
        yield Seen("Notes", LOOK, said, "notewizard init shows what is unclear.")
    for each in notes.unreadable:
        yield Seen("Notes", DO, f"{each.why}. ({each.path})", MEND)
    yield from _never_compared(desk, found, [each.path for each in notes.others])
    special = [each.relative_to(found.root) for each in special_files(found.root)]
    if special:
        what = counted(len(special), "link or device", "links or devices")
        said = f"{what}, not looked into and never compared with a new note: {_named(special)}"
        yield Seen("Notes", LOOK, said, "If one of them is a note, put the file itself there.")
    if left := list(left_behind(found.root)):
        said = f"{counted(len(left), 'temporary file')} of notewizard: {_named(each.name for each in left)}"
        todo = "If no notewizard is running here, delete them: whatever was said to be kept stands elsewhere."
        yield Seen("Notes", LOOK, said, todo)


def _signatures(desk: Desk, found: Practice) -> Iterator[Seen]:
    """Where the practice wants them: whether the key is there, and how many lack one, by the ids of the notes."""
    from notewizard.commands.filed.detached import LATER, key_of, without_signature
    from notewizard.records.ssh_signature import signature_trouble

    key = key_of(found, desk.world)
    if key is None:
        return
    if not key.is_file():
        yield Seen("Detached signatures", DO, f"There is no key at {key}.", "Mend ssh_key in config.toml.")
    lacking = without_signature(found)
    if not lacking:
        yield Seen("Detached signatures", OK, "no signed file lacks one")
        return
    spoiled = [each.id for each in lacking if signature_trouble(found, each.id) is not None]
    if spoiled:
        other = counted(len(spoiled), "signed file has", "signed files have")
        said = f"{other} something else in its place: {_named(spoiled)}"
        yield Seen("Detached signatures", LOOK, said, "notewizard verify")
    if missing := [each.id for each in lacking if each.id not in spoiled]:
        none = counted(len(missing), "signed file has none", "signed files have none")
        yield Seen("Detached signatures", LOOK, f"{none}: {_named(missing)}", LATER)


def _named(things: Iterable[object]) -> str:
    """The first few of them."""
    named = [str(each) for each in things]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f"{', '.join(named[:MOST_NAMED])}{more}"


def _never_compared(desk: Desk, found: Practice, paths: Iterable[Path]) -> Iterator[Seen]:
    """The notes whose text cannot be read, so that no new note is held against them."""
    from notewizard.commands.filed.note_files import READ
    from notewizard.commands.looking.note_words import NoteWords
    from notewizard.documents import NEEDS_EXTRA
    from notewizard.records.fingerprints import Fingerprints

    words = NoteWords(Fingerprints(desk.state, found.root), lambda: None)
    for path in paths:
        if path.suffix.lower() not in READ:
            continue
        try:
            words.look_at(str(path))
        except NotKept as trouble:
            if not trouble.what.endswith(f"{NEEDS_EXTRA}."):  # That is said of the machine, once.
                # Of a scanned page there is no text to restore.
                state: State = LOOK if path.suffix.lower() == ".pdf" else DO
                yield Seen("Notes", state, f"{trouble.what} It is never compared with a new note.", MEND)


def _definitions(desk: Desk, found: Practice | None) -> Iterator[Seen]:
    """Of each kind: what is shipped, and what is the practice's own."""
    plain = Desk(desk.world)
    plain.__dict__["practice"] = found
    kinds: tuple[tuple[str, str, Callable[[Desk], list[Problem]]], ...] = (
        ("Formats and templates", "formats", library_problems),
        ("Rules", "rules", problems_left),
    )
    for what, word, problems_of in kinds:
        problems = problems_of(plain)
        shipped = tuple(each for each in problems if _is_shipped(each))
        own = tuple(each for each in problems if not _is_shipped(each))
        if shipped:
            yield Seen(what, DO, "The shipped files are damaged.", "Install notewizard again.", shipped)
        if own:
            said = "The practice's own files have problems."
            yield Seen(what, DO, said, f"Mend them, then: notewizard {word} test", own)
        if not problems:
            yield Seen(what, OK, f"all are read without a problem{_own_ones(found, word)}")


def _is_shipped(problem: Problem) -> bool:
    return any(Path(problem.path).is_relative_to(shipped_folder(each)) for each in ("formats", "templates", "rules"))


def _own_ones(found: Practice | None, word: str) -> str:
    folders = ("formats", "templates") if word == "formats" else ("rules",)
    count = sum(each.is_file() for name in folders for each in found.own(name).rglob("*")) if found else 0
    return f", {count} of them the practice's own" if count else ""
