"""The service code that follows from minutes and type. Always derived, never given, never the reverse.

Minutes per code: AMA CPT as cited by Novitas (LCD L35101) for psychotherapy 16-37, 38-52, 53 and more; crisis 30-74 and
the add-on after 74 minutes, one for each further 30 begun; family sessions from 26 minutes. Codes only where the
field has a source; everything else derives none.
"""

from __future__ import annotations

from notewizard.note.encounter import Encounter

SHORTEST_PSYCHOTHERAPY = 16
"""Below this, no psychotherapy code can be reported; the note is still owed."""
LONG_SESSION = 53
"""From here a session is billed as the 60-minute code, which reviewers look at: the reason is asked."""


def service_codes(encounter: Encounter, minutes: int | None) -> tuple[str, ...]:
    """CPT codes of the session, main code first; empty when none can be reported or something is unanswered."""
    main = _main_code(encounter, minutes)
    if not main:
        return ()
    codes = (main, *_crisis_add_on(main, minutes))
    takes_complexity = {"90791", "90832", "90834", "90837", "90853"}
    return (*codes, "90785") if encounter.complexity and main in takes_complexity else codes


def _main_code(encounter: Encounter, minutes: int | None) -> str:
    kind = encounter.session_type
    if kind not in {"intake", "ongoing", "crisis", "discharge"}:
        return ""
    if kind == "intake":
        return "90791"
    if minutes is None:
        return ""
    if kind == "crisis":
        return "90839" if minutes >= 30 else _individual(minutes)
    if encounter.participants == "group":
        return "90853"
    if encounter.participants in {"couple", "family"}:
        return ("90847" if client_present(encounter) else "90846") if minutes >= 26 else ""
    return _individual(minutes) if encounter.participants else ""


def _individual(minutes: int) -> str:
    if minutes < SHORTEST_PSYCHOTHERAPY:
        return ""
    return "90832" if minutes <= 37 else "90834" if minutes < LONG_SESSION else "90837"


def _crisis_add_on(main: str, minutes: int | None) -> tuple[str, ...]:
    if main != "90839" or minutes is None or minutes <= 74:
        return ()
    times = (minutes - 75) // 30 + 1
    return ("90840",) if times == 1 else (f"90840 ×{times}",)


def client_present(encounter: Encounter) -> bool:
    """Whether the client was there: so unless the list of attendees leaves them out."""
    return encounter.attended is None or any(each.role.lower() == "client" for each in encounter.attended)
