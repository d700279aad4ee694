"""One rule made ready: its words as patterns, compiled when first needed, and the finding it makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from notewizard.checks.finding import Finding, Level
from notewizard.checks.page import Page
from notewizard.checks.quotes import Span
from notewizard.checks.words import whole
from notewizard.definitions.phrases import computed_in, spell_out
from notewizard.definitions.rules import Rule


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

    rule: Rule
    level: Level
    classes: Mapping[str, Sequence[str]]

    @cached_property
    def evidence(self) -> re.Pattern[str] | None:
        """The words that make a claim fine."""
        return whole(self.rule.unless, self.classes)

    @cached_property
    def computed(self) -> tuple[str, ...]:
        """The computed things that make a claim fine."""
        return self._computed_in(self.rule.unless)

    @cached_property
    def needed(self) -> re.Pattern[str] | None:
        """The words without which it is silent."""
        return whole(self.rule.needs, self.classes)

    @cached_property
    def needed_computed(self) -> tuple[str, ...]:
        """The computed things without which it is silent."""
        return self._computed_in(self.rule.needs)

    def _computed_in(self, phrases: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted({name for phrase in phrases for name in computed_in(phrase, self.classes)}))

    @cached_property
    def generic(self) -> frozenset[str]:
        """The words of the class GENERIC, spelled out."""
        spelled = (found for each in self.classes.get("GENERIC", ()) for found in spell_out(each, self.classes))
        return frozenset(word for phrase in spelled for literal in phrase.segments[0] for word in literal.split())

    @cached_property
    def wants_nothing_specific(self) -> bool:
        """Whether one specific word in its own statement makes it fine."""
        return "@specific" in self.computed and "statement" in self.rule.unless_window

    @cached_property
    def exceptions(self) -> re.Pattern[str] | None:
        """The longer phrases in which its words are fine."""
        return whole(self.rule.except_, self.classes)

    @property
    def is_local(self) -> bool:
        """Whether it asks which section its words stand in."""
        return bool(self.rule.sections.only or self.rule.sections.not_)

    def applies_in(self, section: str | None) -> bool:
        """Whether it looks at text of `section`; unknown sections count as allowed unless it is limited to some."""
        wanted = self.rule.sections
        if section is None:
            return not wanted.only
        return (not wanted.only or section in wanted.only) and section not in wanted.not_

    def is_excepted(self, folded: str, sentence: Span, hit: Hit) -> bool:
        """Whether its words are part of a longer phrase in which they are fine."""
        if self.exceptions is None:
            return False
        around = self.exceptions.finditer(folded, *sentence)
        return any(each.start() < hit.end and hit.start < each.end() for each in around)

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
            source=self.source,
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
                    rule.id, rule.category, self.level, None, None, "", rule.message, rule.rationale, tip, self.source
                ),
            )
        return ()

    @property
    def source(self) -> str:
        """What it rests on, in one line."""
        return f"{self.rule.source.title} ({self.rule.source.url})" if self.rule.source.url else self.rule.source.title
