"""A whole text → findings: how it is worded and, for a complete note, which elements it lacks."""

from __future__ import annotations

from collections.abc import Mapping

from notewizard.checks.by_audio import seen_by_audio
from notewizard.checks.denied_in_text import told_and_denied
from notewizard.checks.elements import ELEMENTS, elements_in
from notewizard.checks.finding import Finding
from notewizard.checks.kind_told import ASKED, kind_told
from notewizard.checks.language import Rules
from notewizard.checks.miscoded import miscoded

_ABOUT = {
    "encounter": ("the date and time of the session", "Give the date, start, end and how it took place."),
    "presenting": ("what the client brought", "Give concerns, symptoms with how often and how strong, functioning."),
    "mental_status": ("how the client presented", "Describe what was observed: appearance, mood, affect, speech."),
    "safety": ("whether safety was asked", "Say what was asked and answered, and the level of risk with its reason."),
    "interventions": ("what the clinician did", "Name the technique and what it was aimed at."),
    "response": ("how the client took it", "Say what the client did or said, and progress on the goal."),
    "plan": ("what happens next", "Give homework, next session and focus."),
    "timing": ("when the note was written", "Give the date the note was written, and the reason if it is late."),
}
_WHY = "A progress note that lacks one of its eight elements may not support the service, or the next clinician."
_SOURCE = "The eight elements of a progress note, gathered from payer, state and accreditation requirements"


def check_text(
    text: str,
    rules: Rules,
    *,
    section: str | None = None,
    whole_note: bool = True,
    there: Mapping[str, bool] | None = None,
) -> tuple[Finding, ...]:
    """What deserves a second look in `text`: its language by place, then what could not be seen, then what is missing.

    `whole_note` says that `text` is a complete note; for one answer or section only its language is looked at. One
    that calls itself a no-show, a cancellation, a collateral contact or a contact lacks only what these owe.
    `there`: which elements it holds, where the caller knows already.
    """
    found = rules.find(text, section=section, whole_note=whole_note)
    if not whole_note:
        return found
    present = elements_in(text) if there is None else there
    asked = ASKED.get(kind_told(text, present), ELEMENTS)
    lacking = (missing(element) for element in ELEMENTS if element in asked and not present[element])
    return (*found, *seen_by_audio(text), *told_and_denied(text), *miscoded(text), *lacking)


def missing(element: str) -> Finding:
    """The finding for a note that lacks `element`, one of the eight."""
    what, tip = _ABOUT[element]
    message = f"The note does not say {what}."
    return Finding(
        f"missing.{element.replace('_', '-')}", "missing", "must-resolve", None, None, "", message, _WHY, tip, _SOURCE,
        where=element,
    )  # fmt: skip
