"""What was done, how it was taken, and what it changed for each goal."""

from __future__ import annotations

from notewizard.definitions.library import Library
from notewizard.definitions.vocabularies import TermGroup
from notewizard.note.interventions import Intervention
from notewizard.note.response import Progress, Response
from notewizard.rendering.matter import Matter, Piece, Value, reason, said, told
from notewizard.rendering.wording import (
    capitalized,
    fragment,
    going_on,
    is_infinitive,
    listed,
    lowered,
    sentence,
    with_article,
    without_capital,
)


def interventions(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each piece of work."""
    rows = matter.note.interventions or ()
    return tuple(
        Piece("interventions", _intervention(row, matter) | {"first": position == 0, "several": len(rows) > 1})
        for position, row in enumerate(rows)
    )


def _intervention(row: Intervention, matter: Matter) -> dict[str, Value]:
    techniques = [fragment(each) for each in row.techniques or ()]
    modality = _modality(row.modality or "", matter.library)
    own, besides = _by_modality(techniques, row.modality or "", matter.library)
    if own and all(_says(each, modality) for each in own):
        modality = ""  # "Psychoeducation about sleep" says it already
    goal = matter.goals.get(row.goal or "")
    return {
        "modality": modality,
        "Modality": capitalized(modality),
        "goal": f"goal {goal[0]}" if goal else "",
        "techniques": ", ".join(techniques) if modality else capitalized(", ".join(techniques)),
        "techniques_and": listed([with_article(each) for each in techniques]),
        "own": ", ".join(own),
        "own_and": listed([with_article(each) for each in own]),
        "besides": listed(besides),
        "Besides": capitalized(listed(besides)),
        "besides_one": len(besides) == 1,
        "detail": told("Detail", row.detail),
    }


_FOR_SAFETY = "crisis"
"""The group of the vocabulary whose terms are work for safety, whichever modality they are done beside."""


def _by_modality(techniques: list[str], named: str, library: Library) -> tuple[list[str], list[str]]:
    """The techniques of the modality; and those for safety, which are no technique of it ("safety planning")."""
    known, group = library.vocabularies.get("modalities"), _group(named, library)
    if known is None or group is None or group.id == _FOR_SAFETY:
        return techniques, []
    besides = [each for each in techniques if {found.id for found, _ in known.find(each)} == {_FOR_SAFETY}]
    return [each for each in techniques if each not in besides], besides


def _says(technique: str, modality: str) -> bool:
    """Whether the technique begins with the name of its modality."""
    return bool(modality) and technique.lower().startswith(f"{modality.lower()} ")


def _modality(named: str, library: Library) -> str:
    group = _group(named, library)
    return lowered(group.label) if group else fragment(named)


def _group(named: str, library: Library) -> TermGroup | None:
    known, wanted = library.vocabularies.get("modalities"), named.strip().lower()
    if known is None:
        return None
    return known.group(wanted) or next((each for each in known.groups if wanted in _names(each)), None)


def _names(group: TermGroup) -> tuple[str, ...]:
    return tuple(each.lower() for each in (group.label, group.name, *group.also))


def _response(matter: Matter) -> Response:
    return matter.note.response or Response()


def in_session(matter: Matter) -> tuple[Piece, ...]:
    """How the client took part, and what changed in the session."""
    response = _response(matter)
    return (
        Piece(
            "in_session",
            {
                "engagement": told("Engagement", response.engagement),
                "in_session": told("Change in the session", response.in_session),
            },
        ),
    )


def impression(matter: Matter) -> tuple[Piece, ...]:
    """The clinician's impression."""
    answer = _response(matter).impression
    return (Piece("impression", {"impression": said(answer), "not_assessed": reason(answer)}),)


def progress(matter: Matter) -> tuple[Piece, ...]:
    """One piece for each goal that was worked on; then why the session departs from the treatment plan."""
    response = _response(matter)
    named: dict[str, Value] = {"named": matter.form.places("goals")}
    told_of = tuple(Piece("progress", _goal(row, matter) | named) for row in response.progress or ())
    why = response.deviation
    values: dict[str, Value] = {"deviation": sentence(why), "deviation_on": going_on(why)} if why else {}
    return (*told_of, Piece("deviation", values)) if why else told_of


def _goal(row: Progress, matter: Matter) -> dict[str, Value]:
    number, text = matter.goals.get(row.goal, (0, ""))
    status = row.status
    return {
        "number": str(number or ""),
        "goal_words": without_capital(fragment(text), matter.names),
        "infinitive": is_infinitive(text),
        "status": status if isinstance(status, str) else "",
        "not_assessed": reason(status),
        "Not_assessed": capitalized(reason(status)),
        "evidence": told("Evidence", row.evidence),
        "evidence_on": going_on(row.evidence) if isinstance(row.evidence, str) else "",
    }
