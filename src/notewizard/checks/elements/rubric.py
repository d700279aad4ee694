"""The 23 items of a published rubric for behavioral-therapy notes, by the signs of each.

The rubric is that of TN-Eval (Shah et al., ACL 2025): two therapists said of each note and item whether it is there.
An item is there when its signs are strong enough together: `NEEDED`.
"""

from __future__ import annotations

from notewizard.checks.elements.signs import Sign

ITEMS: dict[str, tuple[Sign, ...]] = {
    "subjective-chief-complaint": (
        Sign("reason", "S", 2),
        Sign("client says|feeling|symptom|trouble", "S", 1),
        Sign("feeling|symptom|trouble", "S", 1),
        Sign("~", "S", 1, headed=True, least=4),
    ),
    "subjective-symptoms": (Sign("feeling|symptom", "S", 2), Sign("trouble", "S", 1)),
    "subjective-history": (Sign("past", "S", 2), Sign("kin", "S", 1)),
    "subjective-goals": (Sign("own_goal", "S", 2), Sign("wish", "S", 1)),
    "subjective-homework": (Sign("homework_review", "S", 1),),
    "subjective-quotes": (Sign("quote", "SO", 1),),
    "objective-behavior": (
        Sign("appears manner|feeling|mse", "O", 2, headed=True),
        Sign("manner|mse", "O", 1),
    ),
    "objective-mental-status": (
        Sign("mse", "O", 2),
        Sign("appears feeling", "O", 1, headed=True),
        Sign("client says feeling", "O", 1, headed=True),
        Sign("manner", "O", 1, headed=True),
    ),
    "objective-assessment-tools": (Sign("instrument", "SOA", 2), Sign("tool", "SOA", 1)),
    "objective-therapy-activities": (
        Sign("technique|mi", "OI", 2),
        Sign("clinician did", "OI", 1),
        Sign("^did", "OI", 1),
    ),
    "objective-interventions": (
        Sign("technique|mi", "OI", 2),
        Sign("clinician did", "OI", 1),
        Sign("^did", "OI", 1),
    ),
    "assessment-diagnosis": (Sign("code", "A", 2), Sign("names_disorder", "A", 1)),
    "assessment-triggers": (Sign("trigger", "A", 2), Sign("cause", "A", 1)),
    "assessment-progress": (Sign("progress|shift", "A", 1),),
    "assessment-analysis": (Sign("hedge", "A", 1, least=5),),
    "assessment-response": (Sign("took_well", "RA", 2), Sign("responded", "RA", 1)),
    "assessment-overall-progress": (Sign("overall progress", "A", 1),),
    "assessment-goals": (Sign("treatment_goal", "A", 2), Sign("any_goal", "A", 1)),
    "assessment-stages": (Sign("stage", "A", 2), Sign("readiness", "A", 1)),
    "plan-interventions": (Sign("method", "P", 1),),
    "plan-follow-up": (
        Sign("meeting_set", "P", 2),
        Sign("again date", "P", 2),
        Sign("next_meeting", "P", 1),
    ),
    "plan-adjustment": (Sign("adjusted", "P", 2), Sign("reconsidered", "P", 1)),
    "plan-homework": (
        Sign("homework", "P", 2),
        Sign("client_will practice -attendance", "P", 2),
        Sign("encourages practice", "P", 1),
        Sign("client_will -attendance", "P", 1),
    ),
}

NEEDED = {
    "subjective-history": 2,
    "subjective-goals": 2,
    "objective-mental-status": 2,
    "objective-assessment-tools": 2,
    "assessment-triggers": 2,
    "assessment-response": 2,
    "assessment-goals": 2,
    "assessment-stages": 2,
    "plan-follow-up": 2,
    "plan-adjustment": 2,
    "plan-homework": 2,
}
"""How strong the signs of an item must be together, where one is not enough.

One or two for each, whichever differs less from both therapists over 45 rated notes of 15 sessions
(`benchmarks/language/bench_elements.py --learn`); learned on two thirds of the sessions they agree with the therapists
of the last third better than these with each other (there, README).
"""
