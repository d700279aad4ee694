"""Whether a note agrees with itself, with the treatment plan and with the notes before it: the order of the checks.

Each check is a function from a note and what stands around it to findings. None reads a clock: times are measured from
the note's own date and time of writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from notewizard.checks.against_plan import against_plan
from notewizard.checks.around import Around
from notewizard.checks.claimed import claimed
from notewizard.checks.finding import Finding
from notewizard.checks.identity import identity
from notewizard.checks.measured import measured
from notewizard.checks.observed import observed
from notewizard.checks.other_members import other_members
from notewizard.checks.risk_over_time import risk_over_time
from notewizard.checks.safety import safety
from notewizard.checks.sessions import sessions
from notewizard.checks.stale import stale
from notewizard.checks.suicide_item import suicide_item
from notewizard.checks.techniques import techniques
from notewizard.checks.time import time
from notewizard.note.note import Note

CHECKS: tuple[Callable[[Note, Around], Iterator[Finding]], ...] = (
    identity,
    other_members,
    sessions,
    against_plan,
    techniques,
    measured,
    claimed,
    suicide_item,
    observed,
    safety,
    risk_over_time,
    stale,
    time,
)


def note_findings(note: Note, around: Around) -> tuple[Finding, ...]:
    """Every finding of every check on a whole note, in the order of the list."""
    return tuple(finding for check in CHECKS for finding in check(note, around))
