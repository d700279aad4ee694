"""Whether what leaves the practice carries the notice of 42 CFR Part 2: the seam for every way out of it."""

from __future__ import annotations

from notewizard.commands.filed.plan_in_force import plan_now
from notewizard.definitions.library import Library
from notewizard.definitions.notices import Notice, part2_notice
from notewizard.errors import Broken
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.practice import Practice


def notice_on(practice: Practice, plan: TreatmentPlan | None) -> Notice | None:
    """The notice for a client's records, where the practice or the client's treatment plan says `part2 = true`."""
    if practice.settings().part2 or (plan is not None and plan.part2):
        return part2_notice(practice.dot)
    return None


def notice_now(practice: Practice, client: str, library: Library) -> tuple[Notice | None, str]:
    """The notice for this client's records today; where that is not known, a sentence that says so."""
    try:
        return notice_on(practice, plan_now(practice, client, library)), ""
    except Broken as broken:
        return None, f"Whether a copy needs the notice of 42 CFR Part 2 is not known. {broken.what}"
