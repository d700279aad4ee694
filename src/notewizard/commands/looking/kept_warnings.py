"""Of the findings in a note of ours, those that its author let stand when signing it.

The record knows them by rule and sentence of the answer. In the file a sentence may have a label before it or lack a
subject that was read into it, so a finding in the text is held against the findings in the answers as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from notewizard.checks.finding import Finding


class KeptWarnings:
    """The warnings that a record keeps, each with its reason or none."""

    def __init__(self, reasons: Mapping[str, str], in_answers: Sequence[Finding]) -> None:
        self._reasons = reasons
        self._known = [(each.rule, _words(each), each.fingerprint) for each in in_answers if self._stands(each)]

    def reason(self, finding: Finding) -> str | None:
        """Why it stays, perhaps empty; None where it was not kept. What must be resolved never is."""
        if finding.level == "must-resolve":
            return None
        if finding.fingerprint in self._reasons:
            return self._reasons[finding.fingerprint]
        own = _words(finding)
        names = (name for rule, words, name in self._known if rule == finding.rule and words and _is_in(words, own))
        return next((self._reasons[name] for name in names), None)

    def parted(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
        """Those to be told, and those that were kept, each with its reason."""
        told: list[Finding] = []
        kept: list[tuple[Finding, str]] = []
        for each in findings:
            reason = self.reason(each)
            if reason is not None:
                kept.append((each, reason))
            elif not self._is_said_by_a_kept_one(each):
                told.append(each)
        return told, kept

    def _is_said_by_a_kept_one(self, finding: Finding) -> bool:
        """Whether it only adds, for information, to a warning of its family that stays in the same sentence."""
        family, own = finding.rule.split(".")[0], _words(finding)
        return finding.level == "info" and any(
            rule.split(".")[0] == family and words and _is_in(words, own) for rule, words, _ in self._known
        )

    def _stands(self, finding: Finding) -> bool:
        return finding.level != "must-resolve" and finding.fingerprint in self._reasons


def _words(finding: Finding) -> str:
    """The words of its sentence, with a blank around each."""
    words = re.sub(r"[\W_]+", " ", finding.sentence.casefold()).strip()
    return f" {words} " if words else ""


def _is_in(answer: str, text: str) -> bool:
    """Whether the sentence of an answer is that of the text, with or without its label and subject."""
    return answer in text or answer.removeprefix(" client") in text
