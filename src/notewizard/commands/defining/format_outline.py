"""A format as a person reads it: its sections and what stands in each, then the questions it asks, in order."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.definitions.questions import Element, Question

PARTS_SAID = {
    "status": "concerns, symptoms, functioning",
    "history": "referral, histories, strengths, culture",
    "since_last": "what became of last time",
    "medications": "medication",
    "measures": "scores",
    "mental_status": "mental status",
    "safety": "safety: what was asked and said",
    "risk": "level of risk, and why",
    "safety_actions": "what was done for safety",
    "group": "the group",
    "outreach": "attempts to reach the client",
    "interventions": "interventions",
    "in_session": "response in the session",
    "impression": "impression",
    "progress": "progress toward each goal",
    "course": "course of the treatment",
    "homework": "homework",
    "coordination": "coordination of care",
    "plan_changes": "changes of the treatment plan",
    "next_session": "next session",
    "additional": "the format's own questions",
    "goals": "the goals worked on",
    "problem": "the problem treated",
}
"""The parts that a format places, in words."""


def outline(form: Format, library: Library) -> str:
    """The whole outline, ending in a line break."""
    lines = [f"{form.name}, version {form.version}. Title: {form.title}. Template: {form.template}.", ""]
    lines += ["What goes where:"]
    wide = max(len(section.heading or section.id) for section in form.sections)
    for section in form.sections:
        for number, part in enumerate(section.parts):
            head = (section.heading or section.id) if number == 0 else ""
            lines.append(f"  {head:<{wide}}  {PARTS_SAID[part]}")
    lines += ["", "What is asked, in this order (only what applies to the session):"]
    for element in library.elements:
        lines += _element(element, form)
    if form.additional:
        lines += ["  Of this format alone", *(line for each in form.additional for line in _question(each, form, ""))]
    return "\n".join(lines) + "\n"


def _element(element: Element, form: Format) -> Iterator[str]:
    yield f"  {element.name}"
    for question in element.questions:
        yield from _question(question, form, "")


def _question(question: Question, form: Format, row: str) -> Iterator[str]:
    own = form.wording.get(f"{row}{question.id}")
    ask = (own.ask if own else None) or question.ask
    inside = ""
    if question.rows:
        asks = [(form.wording.get(f"{question.id}.{each.id}"), each) for each in question.rows]
        inside = ": " + ", ".join((words.ask if words and words.ask else each.ask) for words, each in asks)
    yield f"    {ask}{inside}{'' if question.required else ' (optional)'}"
