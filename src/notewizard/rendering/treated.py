"""What the treatment aims at and treats, for formats that open with it, and its course, told when it ends."""

from __future__ import annotations

from notewizard.note.response import Course, Response
from notewizard.note.treatment import Treatment
from notewizard.rendering import when
from notewizard.rendering.matter import Matter, Piece, told
from notewizard.rendering.wording import capitalized, counted, fragment, listed, sentence


def _treatment(matter: Matter) -> Treatment:
    return matter.note.treatment or (matter.plan.snapshot() if matter.plan else None) or Treatment()


def goals(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each goal that the session served; for an intake, which sets them, one for each goal."""
    note = matter.note
    served = [row.goal for row in note.interventions or ()]
    served += [row.goal for row in (note.response.progress or ())] if note.response else []
    numbered = [
        (number, text) for id_, (number, text) in matter.goals.items() if matter.kind == "intake" or id_ in served
    ]
    return tuple(
        Piece("goal", {"number": str(number), "goal_words": sentence(capitalized(text))}) for number, text in numbered
    )


def problem(matter: Matter) -> tuple[Piece, ...]:
    """The diagnoses by name, where the session was one that treats or finds them; their codes stand in the header."""
    _, question = next(each for each in matter.library.questions() if each[1].id == "treatment.diagnoses")
    if matter.kind not in question.session_types:
        return ()
    names = [fragment(each.name) for each in _treatment(matter).diagnoses or ()]
    return (Piece("problem", {"problem": sentence(listed(names)) if names else ""}),)


def course(matter: Matter) -> tuple[Piece, ...]:
    """The treatment from its first session to its last."""
    given = (matter.note.response or Response()).course or Course()
    values = {
        "span": _span(given, matter),
        "at_start": sentence(given.at_start or ""),
        "summary": sentence(given.summary or ""),
        "reason": told("Reason for ending", given.reason),
        "client_view": sentence(given.client_view or ""),
        "left_open": sentence(given.left_open or ""),
    }
    return (Piece("course", values | {"reason_given": isinstance(given.reason, str)}),)


def _span(given: Course, matter: Matter) -> str:
    """`January 13 to June 30, 2026, 18 sessions.`; the number of the last session is that of all of them."""
    if given.started is None or matter.day is None:
        return ""
    number = matter.encounter.session_number
    sessions = f", {counted(number, 'session', 'sessions')}" if number else ""
    comma = "," if given.started.year != matter.day.year else ""
    return f"{when.day(given.started, matter.day)}{comma} to {when.day(matter.day)}{sessions}."
