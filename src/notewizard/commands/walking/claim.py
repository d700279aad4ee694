"""What a claim for the session may want besides what the note prints: a suggestion, shown where the note is signed."""

from __future__ import annotations

from notewizard.definitions.library import Library
from notewizard.note.derived import derive
from notewizard.note.note import Note
from notewizard.rendering.wording import listed


def claim_line(note: Note, library: Library) -> str:
    """ "For the claim, as a suggestion: CPT 90834 with modifier 95. Payers differ." Empty where there is none."""
    profile = library.jurisdiction
    modifier = profile.modifier(note.encounter.delivery if note.encounter else None)
    codes = derive(note, profile).codes
    if not codes or not modifier or profile.telehealth.printed:
        return ""
    return f"For the claim, as a suggestion: CPT {listed(codes)} with modifier {modifier}. Payers differ."
