"""Where a session leaves its treatment plan: asked about in the walk, and noticed in the finished note."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from notewizard.note.treatment import TreatmentPlan


@dataclass(frozen=True)
class Departure:
    """What of a session is not as the treatment plan says."""

    modalities: tuple[str, ...] = ()
    """What was done and is not planned: modality ids, or the author's own words."""
    goals: tuple[str, ...] = ()
    """What was worked on and is no open goal of the plan."""
    no_goal: bool = False
    """Nothing of what was done serves an open goal of the plan."""
    diagnoses: tuple[str, ...] = ()
    """Codes that the plan does not have."""

    def __bool__(self) -> bool:
        return bool(self.modalities or self.goals or self.no_goal or self.diagnoses)


def departure(
    plan: TreatmentPlan,
    *,
    modalities: Iterable[str],
    goals: Iterable[str],
    diagnoses: Iterable[str],
    beside: Collection[str],
) -> Departure:
    """How a session with this work leaves `plan`; modalities in `beside` go along with any plan.

    Where the plan names no modality, no goal or no diagnosis, nothing is held against it.
    """
    planned, known = set(plan.modalities), set(plan.open_ids)
    served = list(dict.fromkeys(goals))
    codes = {each.code for each in plan.diagnoses}
    return Departure(
        modalities=tuple(dict.fromkeys(each for each in modalities if each not in planned and each not in beside))
        if planned
        else (),
        goals=tuple(each for each in served if each not in known) if known else (),
        no_goal=bool(known) and not any(each in known for each in served),
        diagnoses=tuple(each for each in diagnoses if each not in codes) if codes else (),
    )
