"""One rule made ready: its words as patterns, compiled when first needed, and the finding it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from notewizard.checks.finding import Finding, Level
from notewizard.checks.page import Page
from notewizard.checks.quotes import Span
from notewizard.checks.wording import Wording, wording
from notewizard.definitions.phrases import Classes, computed_in
from notewizard.definitions.plain_rule import PlainRule


class Hit(NamedTuple):
    """Where the words of a rule stand."""

    rule: int
    start: int
    end: int
    last: int
    """Where the last part of its words begins: `start`, unless the trigger has gaps."""
    replace: str


@dataclass(frozen=True)
class Compiled:
    """A rule with the classes it may use and the level it has here."""

    rule: PlainRule
    level: Level
    classes: Classes

    @cached_property
    def evidence(self) -> Wording | None:
        """The words that make a claim fine."""
        return wording(self.rule.unless, self.classes)

    @cached_property
    def computed(self) -> tuple[str, ...]:
        """The computed things that make a claim fine."""
        return self._computed_in(self.rule.unless)

    @cached_property
    def elsewhere(self) -> Wording | None:
        """The words that make it about something else."""
        return wording(self.rule.unless_about, self.classes)

    @cached_property
    def needed(self) -> Wording | None:
        """The words without which it is silent."""
        return wording(self.rule.needs, self.classes)

    @cached_property
    def needed_computed(self) -> tuple[str, ...]:
        """The computed things without which it is silent."""
        return self._computed_in(self.rule.needs)

    def _computed_in(self, phrases: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted({name for phrase in phrases for name in computed_in(phrase, self.classes)}))

    @property
    def generic(self) -> frozenset[str]:
        """The words that could stand in any note."""
        return self.classes.generic

    @cached_property
    def wants_nothing_specific(self) -> bool:
        """Whether one specific word in its own statement makes it fine."""
        return "@specific" in self.computed and "statement" in self.rule.unless_window

    @cached_property
    def exceptions(self) -> Wording | None:
        """The longer phrases in which its words are fine."""
        return wording(self.rule.except_, self.classes)

    @property
    def is_local(self) -> bool:
        """Whether it asks which section its words stand in."""
        return bool(self.rule.only or self.rule.not_)

    def applies_in(self, section: str | None) -> bool:
        """Whether it looks at text of `section`; unknown sections count as allowed unless it is limited to some."""
        only = self.rule.only
        if section is None:
            return not only
        return (not only or section in only) and section not in self.rule.not_

    def is_excepted(self, folded: str, sentence: Span, hit: Hit) -> bool:
        """Whether its words are part of a longer phrase in which they are fine."""
        if self.exceptions is None:
            return False
        return any(start < hit.end and hit.start < end for start, end in self.exceptions.places(folded, *sentence))

    def finding(self, hit: Hit, page: Page, number: int) -> Finding:
        """The finding for its words at `hit`, in sentence `number`."""
        rule, words = self.rule, page.text[hit.start : hit.end]
        better = [f"“{hit.replace}”"] if hit.replace else []
        return Finding(
            rule=rule.id,
            category=rule.category,
            level=self.level,
            start=hit.start,
            end=hit.end,
            text=words,
            message=rule.message.replace("{match}", words).replace("{replace}", hit.replace),
            why=rule.rationale,
            suggestion=" ".join([*better, *rule.suggest]),
            source=rule.source,
            sentence=page.text[slice(*page.sentence(number, hit.start))],
        )

    def of_whole(self, hits: Sequence[Hit], page: Page, whole_note: bool) -> tuple[Finding, ...]:
        """The finding of a rule about the text as a whole: too many of something, or nothing of it in a note."""
        if self.rule.kind == "count" and len(hits) >= self.rule.at_least:
            last = hits[self.rule.at_least - 1]
            return (self.finding(last, page, page.sentence_at(last.start)),)
        if self.rule.kind == "note_absence" and whole_note and not hits:
            rule = self.rule
            tip = " ".join(rule.suggest)
            return (
                Finding(
                    rule.id, rule.category, self.level, None, None, "", rule.message, rule.rationale, tip, rule.source
                ),
            )
        return ()
