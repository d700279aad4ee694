"""One text while rules look at it: folded, with its sentences, quotations and sections found only when needed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from notewizard.checks.quotes import Span, quoted_spans
from notewizard.checks.sections import SectionSpan, sections_in
from notewizard.checks.sentences import clauses, each_sentence
from notewizard.checks.words import fold

REACH = 300
"""No rule looks further than this to either side of its words, so a text without periods stays linear."""
_MAY_OPEN = re.compile(r"[\"“”]|(?<![\w'’])['‘](?=\S)")
"""What a quotation may begin with; most apostrophes stand inside a word."""
_CAPITALIZED = re.compile(r"[A-Z][a-z]")
_GOES_ON = re.compile(r" [A-Z][a-z]")
_JUST_ENDS = re.compile(r"(?<=[a-z])\n(?=\n)")
_ENDS = ("", ".", "!", "?", ";", "\n")


class Page:
    """A text and what is known about it; every part is computed once, when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        # A text or a paragraph that just ends still ends its last sentence.
        folded = fold(text)
        if "\n\n" in folded:
            folded = _JUST_ENDS.sub(".", folded)
        self.folded = self._double_marks(folded) + ("" if text[-1:] in _ENDS else ".")
        # Those up to the words of a rule are found, since most texts are not looked at to their end.
        self._more = each_sentence(text)
        self._sentences: list[Span] = []
        self._starts: list[int] = []

    def _double_marks(self, folded: str) -> str:
        """The folded text with every quotation in double marks: a rule that reads a quotation reads one kind."""
        if "'" not in folded:
            return folded
        pieces, at = [], 0
        for low, high in self.quotes:
            pieces += [folded[at:low], '"', folded[low + 1 : high - 1], '"']
            at = high
        return "".join([*pieces, folded[at:]])

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """Its quotations, marks included."""
        return quoted_spans(self.text) if _MAY_OPEN.search(self.text) else ()

    @cached_property
    def spoken(self) -> str:
        """The folded text, of the same length, without the words inside quotations."""
        pieces, at = [], 0
        for low, high in self.quotes:
            pieces += [self.folded[at:low], '"', " " * (high - low - 2), '"']
            at = high
        return "".join([*pieces, self.folded[at:]])

    @cached_property
    def sections(self) -> tuple[SectionSpan, ...]:
        """Its sections, by the headings a note has."""
        return sections_in(self.text)

    def is_name(self, start: int, end: int) -> bool:
        """Whether `start:end` belongs to a name of several words, each capitalized: Steady Progress House."""
        words = self.text[start:end].split()
        return len(words) > 1 and all(map(_CAPITALIZED.match, words)) and bool(_GOES_ON.match(self.text, end))

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that holds `position`."""
        while (not self._starts or self._starts[-1] <= position) and self._another():
            pass
        return max(0, bisect_right(self._starts, position) - 1)

    def has_sentence(self, number: int) -> bool:
        """Whether there is a sentence `number`."""
        while number >= len(self._sentences) and self._another():
            pass
        return 0 <= number < len(self._sentences)

    def _another(self) -> bool:
        found = next(self._more, None)
        if found is None:
            return False
        self._sentences.append(found)
        self._starts.append(found[0])
        return True

    def sentence(self, number: int, around: int) -> Span:
        """Sentence `number`, cut to what is within reach of `around`."""
        start, end = self._sentences[number]
        return max(start, around - REACH), min(end, around + REACH)

    def clause(self, within: Span, start: int, end: int) -> Span:
        """The clause of the sentence `within` that holds `start:end`."""
        found = within
        for low, high in clauses(self.spoken, *within):
            if low <= start:
                found = (low, max(high, end))
        return found

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether `start:end` stands inside a quotation."""
        at = bisect_right(self.quotes, (start, len(self.text) + 1)) - 1
        return at >= 0 and self.quotes[at][0] <= start and end <= self.quotes[at][1]

    def quotes_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The quotations that begin in `start:end`."""
        low = bisect_right(self.quotes, (start, -1))
        return self.quotes[low : bisect_right(self.quotes, (end, -1))]

    def section_at(self, position: int) -> str | None:
        """The section that holds `position`, or None before the first heading and in text without headings."""
        at = bisect_right([span.start for span in self.sections], position) - 1
        return self.sections[at].name if at >= 0 and position < self.sections[at].end else None
