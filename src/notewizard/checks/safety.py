"""Safety against the mental status, and promised contacts. Never on the path that is being answered."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.checks.around import Around, about
from notewizard.checks.finding import Finding
from notewizard.note.note import Note


def safety(note: Note, around: Around) -> Iterator[Finding]:
    """Ideation stands in both places or in neither; a promised contact that was due has its outcome."""
    block = note.safety
    if block is None:
        return
    content = note.mental_status.thought_content if note.mental_status else None
    seen = isinstance(content, tuple) and any(
        "suicidal" in each.lower() and "no " not in each.lower() for each in content
    )
    if seen and block.suicidal_ideation == "denied":
        yield about(
            "safety.ideation-denied",
            "safety",
            "must-resolve",
            "safety.suicidal_ideation",
            "Thought content names suicidal ideation, and safety says it was denied.",
            "The two will be read side by side.",
            "Correct the one that is wrong.",
            "Clinical reference, mental status, data rule (e): thought content and safety agree",
        )
    written = note.timing.written if note.timing else None
    for position, contact in enumerate(block.contacts or ()):
        if written and contact.due <= written.date() and not (contact.done and contact.outcome):
            yield about(
                "safety.contact-due",
                "safety",
                "must-resolve",
                f"safety.contacts[{position}]",
                f"A contact was promised by {contact.due:%B} {contact.due.day} and has no outcome.",
                "What is not documented did not happen.",
                "Say when it took place and what came of it, or that it did not and why.",
                "Clinical reference, safety: next contact date and its follow-up",
            )
