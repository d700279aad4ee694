"""What the interview is told of a client, gathered from the records, the treatment plan and the standing facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from notewizard.commands.filed.facts_on_file import Facts, said_in
from notewizard.definitions.conditions import look_up
from notewizard.definitions.library import Library
from notewizard.definitions.plans import PlanLimits
from notewizard.interview.chart import Chart
from notewizard.note.derived import derive
from notewizard.note.migrations import migrated
from notewizard.note.note import Note
from notewizard.note.promised import open_contacts
from notewizard.note.safety import SafetyContact
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.later import OnRecord, moment_signed
from notewizard.records.record import Record

HELD = ("intake", "ongoing", "crisis", "discharge")
"""Kinds of session that were held, and so agree on something and ask about risk."""


def chart_of(
    records: Sequence[Record],
    plan: TreatmentPlan | None,
    limits: PlanLimits,
    facts: Facts | None,
    library: Library,
    *,
    today: date,
    date_order: str,
    day: str = "",
    on_record: OnRecord | None = None,
) -> Chart:
    """The chart of one client as it stood in the session of `day`, YYYY-MM-DD; empty: as it stands now.

    `records` are theirs as corrected, the newest session first; `on_record` says which answers corrections changed. Of
    later sessions only this is known: which promises they settled.
    """
    everything, records = records, [each for each in records if not day or each.date <= day]
    last = records[0].elements if records else {}
    often = (plan.frequency if plan else None) or str(look_up(last, "plan.frequency") or "")
    held = last_held(records)
    return Chart(
        today=today,
        date_order=date_order,
        planned=plan is not None,
        frequency=plan.frequency or "" if plan else "",
        rhythm_days=limits.interval(often, library) if often else None,
        modalities=plan.modalities if plan else (),
        plan=plan,
        beside=limits.beside if plan else (),
        earlier=len(records),
        last=last,
        last_held=held.elements if held else {},
        scores=tuple(each for one in records for each in look_up(one.elements, "presenting.measures") or ()),
        risk_before=bool(held and (note := note_of(held)) and derive(note).at_risk),
        contacts_open=contacts_open(everything, today, day),
        progress=_last_progress(records),
        on_file=facts.on_file(said_in(records, facts.kinds)) if facts is not None and facts.held else (),
        score_days=limits.score_days,
        corrected=_corrected(held or next(iter(records), None), on_record),
    )


def last_held(records: Sequence[Record]) -> Record | None:
    """The record of the last session that was held; `records` newest session first."""
    return next((each for each in records if look_up(each.elements, "encounter.session_type") in HELD), None)


def _corrected(record: Record | None, on_record: OnRecord | None) -> dict[str, date]:
    """By the key of an answer of that note: the day of the correction that it stands by."""
    found = on_record.corrects(record.id) if record is not None and on_record is not None else ()
    return {one.key: signed.date() for one, each in found if (signed := moment_signed(each)) is not None}


def contacts_open(records: Sequence[Record], today: date, day: str = "") -> tuple[SafetyContact, ...]:
    """The contacts promised until the session of `day` that are due and whose outcome no note tells, a later one even.

    `records` are the client's, in any order.
    """
    # Only notes that promise something are read as notes: the others need not be.
    promising = [each for each in records if look_up(each.elements, "safety.contacts")]
    notes = [(each.date, note) for each in promising if (note := note_of(each)) is not None]
    until = [note for when, note in notes if not day or when <= day]
    return open_contacts(until, today, later=[note for when, note in notes if day and when > day])


def note_of(record: Record) -> Note | None:
    """The note in a record; None for one of another version that this program cannot read (`doctor` says so)."""
    try:
        return Note.model_validate(migrated(record.elements))
    except ValueError:
        return None


def _last_progress(records: Sequence[Record]) -> dict[str, tuple[str, str]]:
    """By goal: where it stood when one of these notes last said so, and the day of that session."""
    found: dict[str, tuple[str, str]] = {}
    for record in records:
        for row in look_up(record.elements, "response.progress") or ():
            if isinstance(row, Mapping) and row.get("status"):
                found.setdefault(str(row.get("goal")), (str(row["status"]), record.date))
    return found
