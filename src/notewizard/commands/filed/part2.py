"""Whether what leaves the practice carries the notice of 42 CFR Part 2: the seam for every way out of it."""

from __future__ import annotations

from notewizard.definitions.notices import Notice, part2_notice
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.practice import Practice


def notice_on(practice: Practice, plan: TreatmentPlan | None) -> Notice | None:
    """The notice for a client's records, where the practice or the client's treatment plan says `part2 = true`."""
    if practice.settings().part2 or (plan is not None and plan.part2):
        return part2_notice(practice.dot)
    return None
