"""Which findings on the wording of a note of ours stand on its author's words; what a template wrote is not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from notewizard.checks.finding import Finding
from notewizard.checks.language import Rules
from notewizard.commands.filed.kept_note import KeptNote
from notewizard.commands.looking.narrative_of import as_printed
from notewizard.commands.looking.second_look import prose_answers
from notewizard.definitions.library import Library

_EDGE = re.compile(r"^[\W_]*(.*?)[\W_]*$", re.DOTALL)


def of_its_author(found: Iterable[Finding], body: str, kept: KeptNote, rules: Rules, library: Library) -> list[Finding]:
    """`found` in `body` without what the language rules see outside of one answer in the author's own words.

    A note that was changed after it was signed is read as anybody's: its new words may be anywhere.
    """
    if not kept.intact:
        return list(found)
    worded = {entry.rule.id for entry in rules.entries}
    answers = [
        match.span()
        for _, text in prose_answers(kept.note, library, kept.form)
        for match in as_printed(text).finditer(body)
    ]
    return [each for each in found if each.rule not in worded or _stands_in(each, body, answers)]


def _stands_in(finding: Finding, body: str, answers: Iterable[tuple[int, int]]) -> bool:
    if finding.start is None or finding.end is None:
        return True  # it is about the note as a whole
    words = _EDGE.match(body[finding.start : finding.end])
    first, last = (finding.start + at for at in words.span(1)) if words else (finding.start, finding.end)
    return first < last and any(start <= first and last <= end for start, end in answers)
