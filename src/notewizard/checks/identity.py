"""Whose note it is, and whether it can be billed as what it says."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.derived import derive
from notewizard.note.note import Note
from notewizard.note.service import client_present


def identity(note: Note, around: Around) -> Iterator[Finding]:
    """The plan is this client's; a note with a service code names a diagnosis."""
    if around.plan is not None and note.client is not None and note.client.id != around.plan.client:
        yield about(
            "identity.wrong-client",
            "identity",
            "must-resolve",
            "client.id",
            "The treatment plan belongs to another client.",
            "A note in the wrong chart harms two people.",
            "Choose the client again, or the right plan.",
            "HIPAA 45 CFR 164.312(c): integrity of the record",
        )
    yield from _absent(note)
    codes = derive(note).codes
    if codes and not (note.treatment and note.treatment.diagnoses):
        yield about(
            "identity.no-diagnosis",
            "identity",
            "must-resolve",
            "treatment.diagnoses",
            f"The note is billable ({codes[0]}) and names no diagnosis.",
            "A payer asks for the diagnosis that the service treated.",
            "Give the diagnosis, or the treatment plan that holds it.",
            "CGS TPE notice of October 28, 2021 (LCD L34353): diagnoses in the individualized treatment plan",
        )


def _absent(note: Note) -> Iterator[Finding]:
    """Nothing is observed in, or asked of, a client who was not there."""
    encounter, safety = note.encounter, note.safety
    if encounter is None or client_present(encounter) or encounter.session_type == "collateral":
        return
    if note.mental_status is not None or (safety is not None and isinstance(safety.suicidal_ideation, str)):
        yield about(
            "identity.client-absent",
            "identity",
            "must-resolve",
            "encounter.attended[0].role",
            "The list of who was there leaves the client out, and the note says what the client showed and answered.",
            "Whether the client was present changes the service code, and a note cannot say both.",
            "Name the client in the list: role client.",
            "CPT 90846 and 90847: family session without, and with, the patient present",
        )
