"""Whose note it is, and whether it can be billed as what it says."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.derived import derive
from notewizard.note.note import Note


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
