"""A draft as it is told: one line without a word of its answers, an object for a program, its answers by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk
from notewizard.errors import Failure
from notewizard.records.drafts import DraftSummary
from notewizard.records.moved_practice import practice_now
from notewizard.records.practice import Practice
from notewizard.records.right_chart import is_the_same
from notewizard.terminal.screen import HALF
from notewizard.terminal.show import show_line


def practice_of(draft: DraftSummary, desk: Desk) -> Practice | None:
    """The practice the draft was begun in, where it says so and is there, or moved here; client ids are its own.

    None where another one has come into its place: its clients are not this draft's.
    """
    practice = practice_now(draft.entries, desk.practice)
    if practice is None:
        return desk.practice if desk.practice is not None and desk.practice.dot.is_dir() else None
    return practice if practice.dot.is_dir() and is_the_same(desk.state, practice, draft.entries) else None


def client_said(client_id: str, practice: Practice | None, *, as_files_do: bool = False) -> str:
    """The client by id and name: "c-0001 (Ashgrove, Ada)"; by id alone where the practice cannot say.

    `as_files_do` prefers the word that file names use: "c-0001 (Ashgrove)".
    """
    try:
        clients = practice.clients.all() if practice is not None else ()
    except Failure:
        clients = ()  # A list that does not read is for `doctor` to report; the id is true all the same.
    here = [each for each in clients if each.id == client_id]
    names = [(each.label or each.name) if as_files_do else (each.name or each.label) for each in here]
    return f"{client_id} ({names[0]})" if names and names[0] and names[0] != client_id else client_id


def draft_line(draft: DraftSummary, desk: Desk, now: datetime) -> str:
    """ "3f9a1c2b  c-0001 (Ashgrove, Ada), soap, begun Nov 20 4:05 PM, last typed 4:31 PM, 12 answers" """
    begun, typed = begun_said(draft, now), last_typed(draft, now)
    times = [begun] if begun else []
    times += [f"last typed {_said(typed, now)}"] if typed else []
    client = client_said(draft.client, practice_of(draft, desk)) if draft.client else "client unknown"
    parts = [client, draft.format or "format unknown", counted(answered(draft), "answer"), *times]
    tail = ", signed, not yet in its folder" if draft.signed else ", damaged" if draft.damaged else ""
    return f"{draft.id}  {show_line(', '.join(parts))}{tail}"


def draft_object(draft: DraftSummary) -> dict[str, Any]:
    """What a program is told; nothing of the answers."""
    roots = [str(each["root"]) for each in draft.entries if each.get("kind") == "practice" and "root" in each]
    return {
        "id": draft.id,
        "client": draft.client,
        "format": draft.format,
        "started": draft.started,
        "answers": answered(draft),
        "signed": draft.signed,
        "damaged": draft.damaged,
        "practice": roots[-1] if roots else None,
        "path": str(draft.path),
    }


def answered(draft: DraftSummary) -> int:
    """How many questions are answered: one answered twice counts once, but where its line is closed."""
    answers = (each for each in draft.entries if each.get("kind") == "answer")
    return len({str(each.get("key") or each.get("path") or each.get("n")) for each in answers})


def begun_said(draft: DraftSummary, now: datetime) -> str:
    """ "begun 4:05 PM" today, "begun Nov 20" before, in the zone of `now`; empty where the draft does not say when."""
    begun = _moment(draft.started, now)
    return f"begun {_said(begun, now)}" if begun else ""


def last_typed(draft: DraftSummary, now: datetime) -> datetime | None:
    """When the draft was last written to; None when its file cannot be asked."""
    try:
        return datetime.fromtimestamp(draft.path.stat().st_mtime, now.tzinfo)
    except OSError:
        return None


def _moment(text: str, now: datetime) -> datetime | None:
    """A moment of a draft, in the zone of `now`."""
    try:
        return datetime.fromisoformat(text).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return None


def _said(moment: datetime, now: datetime) -> str:
    """ "4:05 PM" today, "Nov 20" this year, "Nov 20, 2025" before."""
    if moment.date() == now.date():
        return f"{moment.hour % 12 or 12}:{moment:%M %p}"
    return f"{moment:%b} {moment.day}" + ("" if moment.year == now.year else f", {moment.year}")


def answers_of(draft: DraftSummary) -> list[tuple[str, str]]:
    """Every answer by its key, in the order they were first given; the patient's words."""
    return list(_leaves((), given_in(draft)))


def given_in(draft: DraftSummary) -> dict[str, Any]:
    """The answers that were given, nested as the note is; the patient's words."""
    from notewizard.interview.writes import written  # With the whole note model: a mere list does not need it.

    answers: dict[str, Any] = {}
    for entry in draft.entries:
        if entry.get("kind") == "answer":
            answers = written(answers, [(tuple(path), value) for path, value in _writes(entry)])
    return answers


def _writes(entry: Mapping[str, Any]) -> list[Any]:
    alone = [(entry["path"], entry.get("value"))] if entry.get("path") else []
    return list(entry.get("writes") or alone)


def _leaves(path: tuple[str | int, ...], value: Any) -> Iterator[tuple[str, str]]:
    from notewizard.definitions.reading import key_path

    if isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves((*path, name), each)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for position, each in enumerate(value):
            yield from _leaves((*path, position), each)
    elif isinstance(value, list):
        yield key_path(path), "; ".join(map(str, value)) or "none"
    else:
        yield (
            key_path(path),
            {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value),
        )


def typing_of(draft: DraftSummary) -> list[tuple[str, str]]:
    """What was being typed and is no answer yet, by key."""
    from notewizard.definitions.reading import key_path

    typed: dict[str, str] = {}
    for entry in draft.entries:
        if entry.get("kind") == "pending":
            path: Any = entry.get("path", ())
            typed[key_path(tuple(path))] = str(entry.get("text", "")).replace(HALF, "")
        elif entry.get("kind") in ("answer", "passed"):
            typed.pop(str(entry.get("key", "")), None)
    return [(key, text) for key, text in typed.items() if text]
