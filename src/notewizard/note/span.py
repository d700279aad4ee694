"""From the clock on the wall to the time that passed: begin, end, minutes, in the encounter's own zone.

Wall times are turned into UTC before anything is subtracted, so that nights and daylight saving come out right. An hour
that happens twice, or not at all, is an error that asks for a full timestamp; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from notewizard.note.encounter import Encounter


class UnclearTime(ValueError):
    """A time that does not say when; `key` names the answer, `said` what is wrong, `allowed` what to do."""

    def __init__(self, key: str, said: str, allowed: str) -> None:
        super().__init__(f"{said}|{allowed}")
        self.key, self.said, self.allowed = key, said, allowed


@dataclass(frozen=True)
class Span:
    """When a session began and ended, as aware timestamps in its own zone, and the minutes that count."""

    begins: datetime
    ends: datetime
    minutes: int
    """Whole minutes completed, interruptions taken off."""
    gaps: tuple[tuple[datetime, datetime], ...] = ()
    """The interruptions."""

    def shared_with(self, other: Span) -> int:
        """Whole minutes in which both sessions were held, the interruptions of each left out."""
        both = [(max(mine[0], theirs[0]), min(mine[1], theirs[1])) for mine in self._held() for theirs in other._held()]
        return int(sum((max(end - start, timedelta()) for start, end in both), timedelta()) / timedelta(minutes=1))

    def _held(self) -> list[tuple[datetime, datetime]]:
        held, at = [], self.begins.astimezone(UTC)
        for start, end in sorted((each[0].astimezone(UTC), each[1].astimezone(UTC)) for each in self.gaps):
            held.append((at, start))
            at = max(at, end)
        return [*held, (at, self.ends.astimezone(UTC))]


def moment(day: date, clock: time | datetime, zone: tzinfo, key: str) -> datetime:
    """`clock` on `day` in `zone` as one point in time; raises `UnclearTime` where there are two or none."""
    if isinstance(clock, datetime):
        return clock.astimezone(zone)
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != first.replace(tzinfo=None):
        raise UnclearTime(key, "did not happen on that day: the clocks were put forward", "check the time")
    raise UnclearTime(
        key,
        "happened twice on that day: the clocks were put back",
        f"a full timestamp such as {first.isoformat()} or {second.isoformat()}",
    )


def session_span(encounter: Encounter) -> Span | None:
    """The session's span; None while date, start, end or zone is unanswered. Raises `UnclearTime`."""
    if not (encounter.date and encounter.start is not None and encounter.end is not None and encounter.time_zone):
        return None
    zone = ZoneInfo(encounter.time_zone)
    begins = moment(encounter.date, encounter.start, zone, "encounter.start")
    ends = _end(encounter, begins, zone)
    passed = ends.astimezone(UTC) - begins.astimezone(UTC)
    gaps: list[tuple[datetime, datetime]] = []
    for position, gap in enumerate(encounter.interruptions or ()):
        key = f"encounter.interruptions[{position}]"
        gap_begins = _within(gap.start, begins, ends, zone, f"{key}.start")
        gap_ends = _within(gap.end, begins, ends, zone, f"{key}.end")
        if gap_ends < gap_begins:
            raise UnclearTime(f"{key}.end", "is before the start of the interruption", "give them in order")
        if any(gap_begins < earlier_ends and earlier_begins < gap_ends for earlier_begins, earlier_ends in gaps):
            raise UnclearTime(f"{key}.start", "lies in another interruption", "give each gap once")
        gaps.append((gap_begins, gap_ends))
        passed -= gap_ends.astimezone(UTC) - gap_begins.astimezone(UTC)
    return Span(begins, ends, int(passed.total_seconds() // 60), tuple(gaps))


def _end(encounter: Encounter, begins: datetime, zone: ZoneInfo) -> datetime:
    assert encounter.date is not None
    assert encounter.end is not None
    ends = moment(encounter.date, encounter.end, zone, "encounter.end")
    # In one zone wall clocks would be compared, and an hour that happens twice would run backward.
    if ends.astimezone(UTC) > begins.astimezone(UTC):
        if encounter.overnight and not isinstance(encounter.end, datetime):
            raise UnclearTime("encounter.overnight", "does not apply: the session ended on the day it began", "")
        return ends
    if not encounter.overnight:
        raise UnclearTime("encounter.end", "is not after the start", "overnight = true when it ended on the next day")
    return moment(encounter.date + timedelta(days=1), encounter.end, zone, "encounter.end")


def _within(clock: time | datetime, begins: datetime, ends: datetime, zone: ZoneInfo, key: str) -> datetime:
    found = moment(begins.date(), clock, zone, key)
    if found < begins and ends.date() > begins.date():
        found = moment(ends.date(), clock, zone, key)
    if not begins <= found <= ends:
        raise UnclearTime(key, "is outside the session", "a time between its start and its end")
    return found


def local(stamp: datetime, zone: str | None) -> datetime:
    """`stamp` in `zone`: an aware one converted, a naive one taken as local time there."""
    if zone is None:
        return stamp
    return stamp.replace(tzinfo=ZoneInfo(zone)) if stamp.tzinfo is None else stamp.astimezone(ZoneInfo(zone))
