"""Rule packs → `Rules`: what in a text deserves a second look for how it is worded.

Every rule waits behind a literal: one factored pattern over all trigger words scans the text, and only where one is
found does that rule look at the sentence around it. Text without a trigger costs one scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from notewizard.checks.compiled import Compiled, Hit
from notewizard.checks.exact import Key, exact
from notewizard.checks.finding import Finding
from notewizard.checks.gate import Gate
from notewizard.checks.marked import close, marked
from notewizard.checks.page import Page
from notewizard.checks.quotes import Span
from notewizard.checks.wording import Wording

_OPENS_NEGATED = re.compile(r"(?:no|not|never|nothing|hardly)\b")
BEFORE = 200
"""How far back a pronoun may find whom it stands for, in characters."""


@dataclass(frozen=True)
class Rules:
    """Compiled rule packs, ready to look at text; frozen, shared by every check of a run."""

    entries: tuple[Compiled, ...]
    """The rules that are on, in the order of their files."""
    packs: tuple[tuple[str, str, str], ...]
    """(id, version, SHA-256) of every file they came from."""
    gate: Gate = field(repr=False)
    """Where their words stand in a text."""
    allow: tuple[str, ...] = ()
    """The phrases that a practice lets stand, whatever rule they are of."""

    @cached_property
    def allowed(self) -> re.Pattern[str] | None:
        """Where one of these phrases stands; None where there are none."""
        from notewizard.checks.words import whole

        return whole(self.allow, {}) if self.allow else None

    @cached_property
    def of_whole(self) -> dict[int, Compiled]:
        """The rules about a text as a whole, by number."""
        return {
            number: entry for number, entry in enumerate(self.entries) if entry.rule.kind in ("count", "note_absence")
        }

    def find(self, text: str, *, section: str | None = None, whole_note: bool = False) -> tuple[Finding, ...]:
        """What the rules see in `text`, by place: of what they see in one sentence, each thing once (`exact`).

        `section` names the section or element the text stands in; without it the headings in the text decide.
        `whole_note` lets rules speak that miss something in a note as a whole.
        """
        found = self.seen(text, section=section, whole_note=whole_note)
        kept = (found[key] for key in exact(found, self.entries))
        return tuple(sorted(kept, key=lambda each: (each.start or 0, each.end or 0, each.rule)))

    def seen(self, text: str, *, section: str | None = None, whole_note: bool = False) -> dict[Key, Finding]:
        """Every finding of every rule, at most one for a rule in a sentence; what `find` chooses from."""
        page = Page(text)
        found: dict[Key, Finding] = {}
        counts: dict[int, list[Hit]] = {}
        for hit in self._hits(page):
            entry = self.entries[hit.rule]
            if hit.rule in self.of_whole:
                counts.setdefault(hit.rule, []).append(hit)
                continue
            if entry.wants_nothing_specific and _runs_on(entry, hit, page):
                continue
            number = page.sentence_at(hit.start)
            if (hit.rule, number) not in found and self._holds(entry, hit, page, number, section):
                found[hit.rule, number] = entry.finding(marked(entry, hit, page, number), page, number)
        for index, entry in self.of_whole.items():
            seen = [hit for hit in counts.get(index, ()) if self._holds_at(entry, hit, page, section)]
            for one in entry.of_whole(seen, page, whole_note):
                found[index, -1] = one
        return found

    def _hits(self, page: Page) -> Iterator[Hit]:
        folded = page.folded
        for head, start, last, end in self.gate.hits(folded):
            while folded[end - 1] in ".;" and end > last + 1:
                end -= 1
            yield Hit(head.rule, start, end, last, head.replace)

    def _holds_at(self, entry: Compiled, hit: Hit, page: Page, section: str | None) -> bool:
        return self._holds(entry, hit, page, page.sentence_at(hit.start), section)

    def _holds(self, entry: Compiled, hit: Hit, page: Page, number: int, section: str | None) -> bool:
        """Whether the rule's own conditions hold for its words where they stand."""
        rule = entry.rule
        sentence = page.sentence(number, hit.start)
        if hit.end > sentence[1]:
            return False
        if not entry.applies_in(section or (page.section_at(hit.start) if entry.is_local else None)):
            return False
        if not rule.never_exempt and page.is_name(hit.start, hit.end):
            return False
        if not _right(rule.quoted, page.is_quoted(hit.start, hit.end)):
            return False
        if entry.is_excepted(page.folded, sentence, hit) or (not rule.never_exempt and self._is_allowed(page, hit)):
            return False
        if rule.needs and not _has_needed(entry, hit, page, sentence):
            return False
        if not _stands(entry, hit, page, sentence) or _has_evidence(entry, hit, page, number):
            return False
        return not _is_about_else(entry, hit, page, number)

    def _is_allowed(self, page: Page, hit: Hit) -> bool:
        if self.allowed is None:
            return False
        near = self.allowed.finditer(page.folded, max(0, hit.start - 100), hit.end + 100)
        return any(each.start() < hit.end and hit.start < each.end() for each in near)


# What most texts do not need is imported where it is used: its patterns take longer to compile than a note to check.


def _runs_on(entry: Compiled, hit: Hit, page: Page) -> bool:
    from notewizard.checks.evidence import runs_on

    return runs_on(page, hit.end, entry.generic)


def _right(when: str, is_so: bool) -> bool:
    return when == "flag" or is_so == (when == "only")


def _stands(entry: Compiled, hit: Hit, page: Page, sentence: Span) -> bool:
    """Whether negation, report, condition and subject are what the rule asks for."""
    from notewizard.checks import context

    rule = entry.rule
    # Words inside a quotation have the quotation as their context, not the sentence that quotes them.
    text = page.folded if page.is_quoted(hit.start, hit.end) else page.spoken
    before, after = text[sentence[0] : hit.start], text[hit.end : sentence[1]]
    # A negation may stand in the gap: "her father is not abusive"; one that opens the words is what they say.
    reach = hit.start if _OPENS_NEGATED.match(text, hit.start) else hit.last
    if rule.negated != "flag" and not _right(rule.negated, context.negated(text[sentence[0] : reach], after)):
        return False
    if rule.attributed != "flag" and not _right(
        rule.attributed, context.attributed(before, after, text[hit.start : hit.end])
    ):
        return False
    if rule.hypothetical == "flag" and rule.subject == "any":
        return True
    clause = page.clause(sentence, hit.start, hit.end)
    lead = text[clause[0] : hit.start]
    if rule.hypothetical != "flag" and not _right(rule.hypothetical, context.hypothetical(lead, after)):
        return False
    return _is_about(rule.subject, lead, text[max(0, clause[0] - BEFORE) : clause[0]])


def _is_about(wanted: str, lead: str, earlier: str) -> bool:
    if wanted == "any":
        return True
    from notewizard.checks import context

    who = context.subject(lead, earlier)
    return who in ("", "client") if wanted == "client" else who == wanted


def _has_evidence(entry: Compiled, hit: Hit, page: Page, number: int) -> bool:
    windows = _windows(entry, hit, page, number)
    claim = hit if entry.rule.kind == "requires" else None
    return any(_holds_any(entry, entry.evidence, entry.computed, page, window, claim) for window in windows)


def _is_about_else(entry: Compiled, hit: Hit, page: Page, number: int) -> bool:
    """Whether its sentence, or one directly beside it in the same paragraph, names what makes it about that."""
    words = entry.elsewhere
    if words is None:
        return False
    own = page.sentence(number, hit.start)
    if words.is_in(page.folded, *own):
        return True
    for other in (number - 1, number + 1):
        if page.has_sentence(other):
            near = page.sentence(other, hit.start if other < number else hit.end)
            between = page.folded[min(own[1], near[1]) : max(own[0], near[0])]
            if "\n\n" not in between and words.is_in(page.folded, *near):
                return True
    return False


def _has_needed(entry: Compiled, hit: Hit, page: Page, sentence: Span) -> bool:
    return _holds_any(entry, entry.needed, entry.needed_computed, page, close(hit, sentence))


def _holds_any(
    entry: Compiled,
    words: Wording | None,
    computed: tuple[str, ...],
    page: Page,
    window: Span,
    claim: Hit | None = None,
) -> bool:
    """Whether any of `words`, none of them a part of `claim` itself, or of `computed` stands in `window`."""
    if words is not None and words.is_in(page.folded, *window):
        places = words.places(page.folded, *window) if claim else ()
        if claim is None or any(start < claim.start or claim.end < end for start, end in places):
            return True
    if not computed:
        return False
    from notewizard.checks.evidence import has_computed

    return has_computed(computed, page, *window, entry.generic)


def _windows(entry: Compiled, hit: Hit, page: Page, number: int) -> Iterator[Span]:
    from notewizard.checks.statements import beside, statement, told

    sentence = page.sentence(number, hit.start)
    for window in entry.rule.unless_window if entry.rule.unless else ():
        if window == "sentence":
            yield sentence
        elif window == "clause":
            yield page.clause(sentence, hit.start, hit.end)
        elif window == "statement":
            yield from statement(page.folded, sentence, hit.start, hit.end)
        else:
            if window == "next_statement":
                yield from beside(page.folded, sentence, hit.start, hit.end)
            comes = window.startswith("next")
            other = number + (1 if comes else -1)
            if page.has_sentence(other):
                near = page.sentence(other, hit.end if comes else hit.start)
                yield from told(page.folded, near) if window == "next_statement" else (near,)
