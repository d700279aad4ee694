"""The tier that the Columbia screener's triage would give to what was answered; shown beside, never set.

Structure of the C-SSRS screener (Columbia Lighthouse Project), without its item wording: a wish to be dead and active
thoughts are low; a method thought of, or suicidal behavior earlier in life, is moderate; any intent, or behavior in the
past three months, is high. Behavior is asked whatever was said of ideation. There is no total score, and the
clinician's own level may differ with reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewizard.note.safety import RiskLevel, Safety

_NONE = re.compile(r"(?:no|none|not|never|nothing|den(?:y|ies|ied)|absent)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Tier:
    """A tier of the screener's triage, and which answer it rests on."""

    level: RiskLevel
    because: str


def columbia_tier(safety: Safety) -> Tier | None:
    """The highest tier that any answer reaches; None where ideation and behavior were denied, or are not known."""
    path = safety.suicide
    thoughts = safety.suicidal_ideation in ("passive", "active")
    behavior = path.behavior if path else None
    if behavior == "past-3-months":
        return Tier("high", "suicidal behavior in the past three months")
    if thoughts and path and is_given(path.intent):
        return Tier("high", "intent to act")
    if thoughts and path and (is_given(path.method) or is_given(path.plan)):
        return Tier("moderate", "a method was thought of")
    if behavior == "lifetime":
        return Tier("moderate", "suicidal behavior earlier in life")
    if not thoughts:
        return None
    return Tier("low", "a wish to be dead" if safety.suicidal_ideation == "passive" else "thoughts without a method")


def is_given(answer: object) -> bool:
    """Whether an answer of the path names something: not "none", "denies …" or a reason why it is not known."""
    return isinstance(answer, str) and not _NONE.match(answer)
