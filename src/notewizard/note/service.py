"""The service code that follows from minutes and type. Always derived, never given, never the reverse.

Minutes per code: AMA CPT as cited by Novitas (LCD L35101) for psychotherapy 16-37, 38-52, 53 and more; crisis 30-74 and
the add-on after 74 minutes, one for each further 30, where sources differ on how much of them must have passed; family
sessions from 26 minutes (Welton Consulting). Evaluation and groups are untimed. Codes only where the field has a
source; everything else derives none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # one note is checked without the models of a note
    from notewizard.note.encounter import Encounter

SHORTEST_PSYCHOTHERAPY = 16
"""Below this, no psychotherapy code can be reported; the note is still owed."""
SHORTEST_FAMILY = 26
"""Below this, no code of a couple or family session can be reported."""
SHORTEST_CRISIS = 30
"""Below this, a crisis session is reported as the psychotherapy it was."""
LAST_OF_FIRST_HOUR = 74
"""The last minute that the first code of a crisis covers."""
LONG_SESSION = 53
"""From here a session is billed as the 60-minute code, which reviewers look at: the reason is asked."""


def service_codes(encounter: Encounter, minutes: int | None, add_on_from: int = 1) -> tuple[str, ...]:
    """CPT codes of the session, main code first; empty when none can be reported or something is unanswered.

    `add_on_from` is the minute of each further half hour of crisis from which it counts: 1, once it has begun.
    """
    main = _main_code(encounter, minutes)
    if not main:
        return ()
    codes = (main, *_crisis_add_on(main, minutes, add_on_from))
    takes_complexity = {"90791", "90832", "90834", "90837", "90853"}
    return (*codes, "90785") if encounter.complexity and main in takes_complexity else codes


def no_code_because(encounter: Encounter, minutes: int | None) -> str:
    """Why the session has no service code though it took place and its length is known; empty where it has one."""
    if encounter.session_type not in CODED or minutes is None or _main_code(encounter, minutes):
        return ""
    if encounter.session_type != "crisis" and not encounter.participants:
        return ""
    if encounter.participants in ("couple", "family"):
        return f"{_minutes(minutes)}: below {SHORTEST_FAMILY} minutes a couple or family session has no code."
    if not psychotherapy_code(minutes):
        return f"{_minutes(minutes)}: below {SHORTEST_PSYCHOTHERAPY} minutes there is no psychotherapy code."
    if encounter.participants == "individual":
        return "The client was not there: a session with the client alone has no code without the client."
    return ""


def _minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}"


def _main_code(encounter: Encounter, minutes: int | None) -> str:
    kind = encounter.session_type
    if kind not in CODED:
        return ""
    if kind == "intake":
        return "90791"
    if minutes is None:
        return ""
    if kind == "crisis":
        return "90839" if minutes >= SHORTEST_CRISIS else psychotherapy_code(minutes)
    if encounter.participants == "group":
        return "90849" if encounter.group and encounter.group.families else "90853"
    if encounter.participants in {"couple", "family"}:
        return ("90847" if client_present(encounter) else "90846") if minutes >= SHORTEST_FAMILY else ""
    return psychotherapy_code(minutes) if encounter.participants and client_present(encounter) else ""


CODED = ("intake", "ongoing", "crisis", "discharge")
"""The kinds of session that a service code can follow from."""


def psychotherapy_code(minutes: int) -> str:
    """The code of a session with the client alone; empty below 16 minutes."""
    if minutes < SHORTEST_PSYCHOTHERAPY:
        return ""
    return "90832" if minutes <= 37 else "90834" if minutes < LONG_SESSION else "90837"


def _crisis_add_on(main: str, minutes: int | None, add_on_from: int) -> tuple[str, ...]:
    beyond = (minutes or 0) - LAST_OF_FIRST_HOUR
    if main != "90839" or beyond < add_on_from:
        return ()
    times = (beyond - add_on_from) // 30 + 1
    return ("90840",) if times == 1 else (f"90840 ×{times}",)


def client_present(encounter: Encounter) -> bool:
    """Whether the client was there: so unless the list of attendees leaves them out."""
    return encounter.attended is None or any(each.role.lower() == "client" for each in encounter.attended)
