"""One group session, a note for each member: what all of them share is answered once and confirmed for the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from notewizard.definitions.conditions import look_up
from notewizard.interview.clock import say_day
from notewizard.interview.replay import Entry, answer_entry, passed_entry
from notewizard.interview.writes import Path
from notewizard.note.clock import clock_time
from notewizard.records.later import OnRecord
from notewizard.records.practice import Practice
from notewizard.records.record import all_records
from notewizard.rendering.when import stretch
from notewizard.terminal.screen import Choice, Screen

SHARED: tuple[Path, ...] = (
    *(
        ("encounter", name)
        for name in (
            "date",
            "session_type",
            "start",
            "end",
            "overnight",
            "time_zone",
            "delivery",
            "setting",
            "participants",
            "interruptions",
            "group",
        )
    ),
    ("encounter", "telehealth", "clinician_location"),
    ("encounter", "telehealth", "platform"),
)
"""The answers that are the session's and no member's; everything else is asked for each of them."""
OPTIONAL = ("encounter.group.facilitators", "encounter.group.shared", "encounter.interruptions[0].start")
"""What is not asked again where the first note left it out."""


@dataclass(frozen=True)
class GroupSession:
    """What a member's note begins with."""

    id: str
    entries: tuple[Entry, ...]
    """For the draft's journal."""
    day: str = ""
    """The day of the session where it is known; empty: it is asked."""


def group_session(practice: Practice, screen: Screen, group_id: str) -> GroupSession:
    """The session that `group_id` names: the latest one kept under it, once the author says that it is this one."""
    latest = _latest(practice, group_id)
    if latest is not None:
        answer = screen.choose(
            f"Group session {group_id}: {_said(latest)}. Is this note about it?",
            (Choice("yes", "yes, ask only what is this member's", "y"), Choice("no", "no, another session", "n")),
        )
        if answer == "yes":
            return GroupSession(group_id, _entries(latest), str(look_up(latest, "encounter.date")))
    else:
        screen.say(f"No note of a group session {group_id} is kept yet: this is the first of its members.")
    begun = ((("encounter", "participants"), "group"), (("encounter", "group", "id"), group_id))
    return GroupSession(
        group_id, tuple(answer_entry(".".join(map(str, path)), ((path, said),)) for path, said in begun)
    )


def next_member(answers: Mapping[str, Any]) -> str:
    """How to go on with the next member; empty for any other session."""
    group_id = look_up(answers, "encounter.group.id")
    if look_up(answers, "encounter.participants") != "group" or not group_id:
        return ""
    return f'The next member of the group: notewizard new CLIENT --group "{group_id}"'


def _latest(practice: Practice, group_id: str) -> Mapping[str, Any] | None:
    """The answers of the latest note under this id, whoever's: only what is shared is taken from them."""
    found = [
        each.elements
        for each in OnRecord.of(all_records(practice)[0]).notes()
        if look_up(each.elements, "encounter.group.id") == group_id
    ]
    return found[-1] if found else None


def _said(answers: Mapping[str, Any]) -> str:
    """`Friday, November 20, 2026, 6:00 to 7:30 PM, “Safety behaviors”`; nothing of a member."""
    encounter = answers["encounter"]
    times = stretch(clock_time(encounter["start"]), clock_time(encounter["end"]))
    return f"{say_day(date.fromisoformat(encounter['date']))}, {times}, “{encounter['group']['topic']}”"


def _answered(path: Path, said: Any) -> Entry:
    return answer_entry(".".join(map(str, path)), ((path, said),))


def _entries(answers: Mapping[str, Any]) -> tuple[Entry, ...]:
    known = [(path, look_up(answers, ".".join(map(str, path)))) for path in SHARED]
    given = [_answered(path, said) for path, said in known if said is not None]
    left_out = [key for key in OPTIONAL if look_up(answers, key.partition("[")[0]) is None]
    return (*given, *(passed_entry(key) for key in left_out))
