"""Findings as a command shows them: lines for a person, objects for a program, and what they mean for the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from notewizard.checks.finding import LEVELS, Finding
from notewizard.errors import Refused

Named = Callable[[str], str]
"""What is said of where a finding is: its key as it is, or the words of its question."""


def as_lines(findings: Iterable[Finding], named: Named = str) -> list[str]:
    """One finding a line: level, where, what, and the better way."""
    lines = []
    for finding in findings:
        where = f"{named(finding.where)}: " if finding.where else ""
        better = f" {finding.suggestion}" if finding.suggestion else ""
        lines.append(f"{finding.level}: {where}{finding.message}{better} [{finding.rule}]")
    return lines


MOST_SHOWN = 12
"""Findings that are shown of one note; what must be resolved is shown whatever their number."""


def capped(findings: Sequence[Finding], most: int = MOST_SHOWN, more: str = "", named: Named = str) -> list[str]:
    """The same for a whole note: the first of them, and how many there are besides; `more` says where they are."""
    room = max(most - len(at_least(findings, "must-resolve")), 0)
    milder = [each for each in findings if each.level != "must-resolve"]
    left = milder[room:] if len(milder) > room + 1 else []  # a line in place of the last one would save none
    lines = as_lines((each for each in findings if each not in left), named)
    return [*lines, f"and {len(left)} more{more}"] if left else lines


def at_least(findings: Sequence[Finding], level: str) -> list[Finding]:
    """The findings of that level and above."""
    return [each for each in findings if LEVELS.index(each.level) >= LEVELS.index(level)]


class MustResolve(Refused):
    """A note cannot be finished as it is; holds what has to be mended."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        many = len(findings) != 1
        what = f"{len(findings)} things must be resolved." if many else "One thing must be resolved."
        super().__init__(
            what, hint="\n".join(f"  {line}" for line in as_lines(findings)), not_done="Nothing was written."
        )
        self.findings = tuple(findings)


def refuse_what_stops(findings: Sequence[Finding], fail_on: str | None) -> None:
    """Raises `MustResolve` when something must be resolved, or when `fail_on` names a level that is reached."""
    stopping = at_least(findings, fail_on or "must-resolve")
    if stopping:
        raise MustResolve(stopping)
