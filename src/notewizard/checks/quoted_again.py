"""A quotation that an earlier note had already: the client said it once, and a record that has it twice misleads.

Shorter quotations than `LEAST_WORDS` recur honestly ("so-so", "fine, I guess").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from notewizard.checks.citation import citations_in
from notewizard.checks.finding import Finding
from notewizard.checks.quotes import Span, quoted_spans

LEAST_WORDS = 4

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Quoted:
    """What the client's earlier notes quote; made once, asked for every answer."""

    def __init__(self, earlier: Iterable[tuple[str, str]] = ()) -> None:
        """`earlier`: each note's name ("the note of October 2, 2026") and text; of two, the later name is told."""
        self._names: dict[str, str] = {}
        for name, text in earlier:
            for start, end in quoted_spans(text):
                if words := _worth_telling(text[start:end]):
                    self._names[words] = name

    def again(self, text: str, routine: Sequence[Span] = (), where: str = "") -> Iterator[Finding]:
        """A finding for each quotation of `text` that was quoted before; goals and citations are meant to repeat."""
        if not self._names:
            return
        passed = _joined([*routine, *((each.start, each.end) for each in citations_in(text))])
        for start, end in quoted_spans(text):
            name = self._names.get(_worth_telling(text[start:end]))
            if name and not _inside(passed, start):
                yield Finding(
                    "reuse.quoted-again",
                    "reuse",
                    "warning",
                    start,
                    end,
                    text[start:end],
                    f"This was quoted in {name} already.",
                    "A quotation shows what was said in this session. The same words twice look carried over.",
                    "Quote what was said today, or :cite the earlier note.",
                    "AHIMA, Appropriate Use of the Copy and Paste Functionality in Electronic Health Records, 2014",
                    where,
                    text[start:end],
                )


def _joined(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order, those that overlap made one."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _inside(spans: Sequence[Span], at: int) -> bool:
    """Whether one of `spans`, in order and apart, holds the place."""
    number = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return number >= 0 and at < spans[number][1]


def _worth_telling(quotation: str) -> str:
    """The words of a quotation, whatever marks and case they are written in; empty where they are too few."""
    words = _WORDS.findall(quotation.casefold().replace("’", "'"))
    return " ".join(words) if len(words) >= LEAST_WORDS else ""
