"""The time of a session and of its note, held against the notes before it and the other sessions of the day.

Only patterns: what one note must say of its time is asked, and what cannot be is refused before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.derived import Derived, derive, safe_span
from notewizard.note.note import Note
from notewizard.note.service import no_code_because
from notewizard.note.span import Span

SAME_MINUTES = 4
"""Sessions running that took the same minutes (a house figure: clinical reference, T04)."""
FEW = 6
"""Below this many sessions nothing is called a habit (a house figure)."""
LATE_OF = 5
"""Of this many notes running, three late ones are a pattern (a house figure)."""
MOST_LATE = 3
JUST_OVER = {16: 2, 38: 2, 53: 2}
"""Minutes at which a longer code begins; a session that ends within so many after it is one that reviewers look at."""
MANY_OF_FEW = 5

_REVIEWERS = "Welton Consulting on start and stop times: times that a program fills in look generic"


def time(note: Note, around: Around) -> Iterator[Finding]:
    """No code, the same or round times, sessions that just reach a longer code, lateness as a habit, two at once."""
    derived = derive(note, around.profile)
    if note.encounter and (why := no_code_because(note.encounter, derived.minutes)):
        yield about(
            "time.no-code",
            "time",
            "info",
            "encounter.end",
            why,
            "The note is owed all the same; nothing can be billed by these codes.",
            "Look at start and end again; if they are right, nothing has to be done.",
            "Novitas (LCD L35101): psychotherapy of less than 16 minutes is not reported",
        )
    run = [(note, derived), *((each, derive(each, around.profile)) for each in _before(note, around.earlier))]
    yield from _lateness(run)
    timed = [(each, found) for each, found in run if found.minutes is not None]
    if timed and timed[0][0] is note:
        yield from _same_minutes(timed)
        yield from _round_starts(timed)
        yield from _just_over(timed)
    yield from _at_once(note, around)


def signed_later(note: Note, now: datetime) -> Iterator[Finding]:
    """A time of writing that is not that of the signature: judged when a note is signed, and never when it is read.

    `now` is the clock of the one who signs.
    """
    written = note.timing.written if note.timing else None
    gap = now.astimezone(UTC) - written.astimezone(UTC) if written else timedelta()
    if abs(gap) <= timedelta(hours=1):
        return
    hours = int(abs(gap) / timedelta(hours=1))
    yield about(
        "time.signed-later",
        "time",
        "warning",
        "timing.written",
        f"It is signed {hours} hour{'' if hours == 1 else 's'} {'after' if gap > timedelta() else 'before'} the time "
        "that it says it was written.",
        "The time of writing and the time of the signature stand in the note side by side; a note is never dated back.",
        "Give the time at which it was really written.",
        "UTHealth Houston on late entries: the true time of writing, never another",
    )


def _before(note: Note, earlier: tuple[Note, ...]) -> list[Note]:
    """The notes of days before this one, newest first: an older note that is written late is not held against later."""
    day = _day(note)
    return [each for each in earlier if day and (other := _day(each)) and other < day]


def _day(note: Note) -> date | None:
    return note.encounter.date if note.encounter else None


def _same_minutes(timed: list[tuple[Note, Derived]]) -> Iterator[Finding]:
    latest = timed[:SAME_MINUTES]
    if len(latest) == SAME_MINUTES and len({found.minutes for _, found in latest}) == 1:
        yield about(
            "stale.minutes",
            "stale",
            "warning",
            "encounter.end",
            f"The session took {latest[0][1].minutes} minutes four times running.",
            "An answer that never changes looks as if it had not been asked.",
            "Look at the clock at the end; where it is true, keep it with the reason.",
            _REVIEWERS,
        )


def _round_starts(timed: list[tuple[Note, Derived]]) -> Iterator[Finding]:
    starts = [span.begins for each, _ in timed[:FEW] if (span := safe_span(each))]
    if len(starts) == FEW and all(start.minute in (0, 30) for start in starts):
        yield about(
            "time.round-starts",
            "time",
            "info",
            "encounter.start",
            f"The last {FEW} sessions all started on the hour or the half hour.",
            "The time that was booked is not the time it began; reviewers know round times as a default.",
            "Give the minute you began.",
            _REVIEWERS,
        )


def _just_over(timed: list[tuple[Note, Derived]]) -> Iterator[Finding]:
    own = [(each, found) for each, found in timed if {"90832", "90834", "90837"} & set(found.codes)]
    latest = [found.minutes or 0 for _, found in own[:FEW]]
    near = [least for minutes in latest for least, reach in JUST_OVER.items() if least <= minutes <= least + reach]
    first = timed[0][1].minutes or 0
    if len(latest) < FEW or len(near) < MANY_OF_FEW or not any(n <= first <= n + r for n, r in JUST_OVER.items()):
        return
    yield about(
        "time.just-over",
        "time",
        "info",
        "encounter.end",
        f"{len(near)} of the last {FEW} sessions end within two minutes after a longer code begins.",
        "Reviewers read minutes that just reach the next code as minutes written to reach it.",
        "Give the minute it ended; what needed the time stands in the reason for the length.",
        "Therapy Billing Clarity on 90837: the code that reviewers look at most",
    )


def _lateness(run: list[tuple[Note, Derived]]) -> Iterator[Finding]:
    late = [found for _, found in run[:LATE_OF] if found.past_limit]
    if run[0][1].past_limit and len(late) >= MOST_LATE:
        yield about(
            "time.often-late",
            "time",
            "warning",
            "timing.written",
            f"{len(late)} of the last {min(len(run), LATE_OF)} notes of this client are late notes.",
            "One late note is an accident; a habit of them makes every note of the chart doubtful.",
            "Keep a time for notes on the day itself; `notewizard due` lists what is owed.",
            "CMS on timely notes, as cited by Columbus Medical Billing; NASW Code of Ethics 3.04: timely records",
        )


def _at_once(note: Note, around: Around) -> Iterator[Finding]:
    span, author = safe_span(note), _author(note)
    if span is None or not author:
        return
    own = joint_of(note)
    for other in around.held:
        minutes = span.shared_with(other.span)
        if minutes and other.author == author and not _is_same(span, own, other.span, other.joint):
            yield about(
                "time.two-at-once",
                "time",
                "warning",
                "encounter.start",
                f"{_long(minutes)} of this session {'is' if minutes == 1 else 'are'} also in another of your notes, "
                f"{_clock(other.span.begins, span)} to {_clock(other.span.ends, span)}.",
                "Nobody holds two sessions at once; a payer compares the times across clients.",
                "Look at both starts and ends. A group has one id in all its notes.",
                "Audit flags on session times: overlapping sessions of one clinician",
            )


def joint_of(note: Note) -> str:
    """What a session has in common with the notes that others who were there have of it; empty for a single client."""
    encounter = note.encounter
    if encounter is None:
        return ""
    if encounter.group is not None:
        return f"group {encounter.group.id}"
    return encounter.participants if encounter.participants in ("couple", "family") else ""


def _is_same(span: Span, joint: str, other: Span, other_joint: str) -> bool:
    """One session that is noted for several clients: one group id, or a couple or family with one time."""
    if not joint or joint != other_joint:
        return False
    same_time = span.begins.astimezone(UTC) == other.begins.astimezone(UTC)
    return joint.startswith("group ") or same_time


def _author(note: Note) -> str:
    author = note.author
    return ", ".join(part for part in (author.name, author.credential) if part) if author else ""


def _long(minutes: int) -> str:
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _clock(moment: datetime, beside: Span) -> str:
    here = moment.astimezone(beside.begins.tzinfo)
    return f"{here.hour % 12 or 12}:{here.minute:02} {'AM' if here.hour < 12 else 'PM'}"
