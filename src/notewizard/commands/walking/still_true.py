"""Words of an earlier note that are simply still true: kept as a standing fact, and no reuse from then on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from notewizard.checks.sentences import sentences
from notewizard.commands.filed.facts_on_file import Facts
from notewizard.errors import Failure
from notewizard.note.facts import StandingFact
from notewizard.terminal.screen import Choice

if TYPE_CHECKING:
    from notewizard.terminal.screen import Screen

ANSWERS = ("presenting.concerns", "presenting.functioning", "presenting.medications", "presenting.history.")
"""Answers that may hold a standing fact: what was done, seen or planned in a session is none."""
NOT_HERE = "What was seen, done or planned in a session is no standing fact."
NOTHING = "Nothing here stands in an earlier note of this client, so nothing needs to be a standing fact."


def may_hold(key: str) -> bool:
    """Whether the answer at that key may hold a standing fact."""
    return key.startswith(ANSWERS)


def stretches(text: str, passages: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The sentences of `text` that hold the passages, each once: a fact is read alone, and needs its sentence."""
    held = [(start, end) for start, end in sentences(text) if any(start < till and at < end for at, till in passages)]
    return tuple(text[start:end] for start, end in held)


def keep_as_facts(
    facts: Facts, texts: Sequence[str], screen: Screen, day: date, today: date, author: str
) -> tuple[Facts, str]:
    """Ask of each text as which kind of fact it stands, and keep it; the facts then, and a sentence about it."""
    kept = 0
    for text in texts:
        if why := facts.why_not(text):
            screen.say(f"“{text}”: {why}", "warn")
            continue
        kinds = [each for each in facts.kinds.kinds if each.from_note]
        keys = {each.id: each.id[0] for each in kinds}
        choices = (*(Choice(each.id, each.name, keys[each.id]) for each in kinds), Choice("none", "no, not now", "n"))
        chosen = screen.choose("Still true? As what does it stand in the chart", choices, f"“{text}”")
        if chosen == "none":
            continue
        try:
            facts = facts.with_fact(StandingFact(kind=chosen, text=text, confirmed=day), today, author)
        except Failure as failure:
            return facts, f"{failure.what} {failure.hint}".strip()
        kept += 1
    if not kept:
        return facts, "Nothing was kept as a standing fact."
    what = "It stands" if kept == 1 else f"{kept} facts stand"
    return facts, f"{what} in the chart now, dated, and may stand here."
