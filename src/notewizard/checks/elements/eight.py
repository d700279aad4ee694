"""The eight elements of a progress note, by the signs of each."""

from __future__ import annotations

from notewizard.checks.elements.signs import Sign

ELEMENTS: dict[str, tuple[Sign, ...]] = {
    "encounter": (),
    "presenting": (
        Sign("~", "SG", headed=True, least=3),
        Sign("reason|feeling|symptom|trouble", "SGA"),
        Sign("client says|told", "SGA"),
        Sign("^says", "S"),
    ),
    "mental_status": (
        Sign("mse", "OIiRAH", 2),
        Sign("mood quote", strength=2),
        Sign("appears manner|feeling", "OIiRAH", 2),
        Sign("manner", "VR", 2, headed=True),
        Sign("^feeling", "VR", 2, headed=True),
        Sign("manner", "OIiRAH"),
    ),
    "safety": (Sign("danger"), Sign("~", "H", headed=True, least=2)),
    "interventions": (
        Sign("~", "I", headed=True, least=2),
        Sign("technique", "OIiRA"),
        Sign("mi", "OIi", headed=True),
        Sign("^technique -next_meeting -client_will", "P"),
        Sign("clinician did|did_also", "SOIiRAG"),
        Sign("clinician did -future", "P"),
        Sign("^did -future", "OIiRAP"),
    ),
    "response": (
        Sign("~", "R", headed=True, least=2),
        Sign("client responded|reacted", "OIiRA"),
        Sign("^responded|reacted", "OIiRA"),
        Sign("scale change|course", "OIiRA"),
        Sign("stage", "RA"),
        Sign("progress", "RA", headed=True),
        Sign("client agreed"),
    ),
    "plan": (
        Sign("~", "P", headed=True, least=2),
        Sign("next_meeting|homework", "OIiRAPH"),
        Sign("again date", "OIiRAPH"),
        Sign("client_will practice|to_do", "OIiRAPH"),
    ),
    "timing": (),
}
"""Encounter and timing are told by lines, not clauses (`dates`)."""

NEEDED = {"mental_status": 2}
"""How strong the signs of an element must be, where one is not enough: one gesture is no mental status."""
