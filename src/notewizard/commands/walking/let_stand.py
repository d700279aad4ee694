"""Warnings that stay: which they are, why, and the question for it on the last screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from notewizard.checks.against_plan import CATEGORY as PLANNED
from notewizard.checks.against_plan import DEPARTURES
from notewizard.checks.finding import Finding
from notewizard.checks.plan_itself import MEASURABLE
from notewizard.commands.counting import counted
from notewizard.commands.looking.findings import Named, capped
from notewizard.errors import AuthorStopped
from notewizard.interview.replay import kept_entry, kept_in
from notewizard.interview.state import Interview, question_at, wording
from notewizard.records.draft import Draft
from notewizard.records.record import Record
from notewizard.records.typing import Typing
from notewizard.terminal.screen import Did, Screen, View
from notewizard.terminal.views import SOONER_OR_LATER

WHY = (
    "The reason is kept beside the note and never printed in it. Whoever checks the note later sees that the words "
    "were meant, and is not warned again."
)
WHY_DEPARTED = (
    "A departure from the treatment plan stays only with its reason, and the note prints it: a reviewer who reads both "
    "looks for exactly this."
)
EXAMPLE_DEPARTED = "Goal deferred: father died Tuesday."
EXAMPLE = "these are the words of the treatment plan"


def by_question(state: Interview) -> Named:
    """Says of a finding's place what its question asks; the place itself where there is no question."""

    def named(where: str) -> str:
        asked = question_at(state, where)
        return wording(asked, state).ask if asked else where

    return named


@dataclass
class LetStand:
    """What the author of a draft lets stand, by fingerprint, each with its reason or none; durable in the draft."""

    draft: Draft
    typing: Typing
    reasons: dict[str, str] = field(init=False)
    _begun: dict[str, str] = field(init=False)
    """Reasons that were being typed."""

    def __post_init__(self) -> None:
        entries = self.draft.entries()
        self.reasons = kept_in(entries)
        self._begun = {}
        for entry in entries:
            path = entry.get("path")
            if entry.get("kind") == "pending" and isinstance(path, list) and path[:1] == ["kept"]:
                self._begun[str(path[1])] = str(entry["text"])

    def __contains__(self, finding: object) -> bool:
        return isinstance(finding, Finding) and finding.level == "warning" and finding.fingerprint in self.reasons

    def keep(self, fingerprints: Iterable[str], reason: str) -> None:
        """These stay; on disk when it returns."""
        news = [each for each in fingerprints if each not in self.reasons or (reason and reason != self.reasons[each])]
        if news:
            self.draft.append(kept_entry(news, reason))
            self.reasons |= dict.fromkeys(news, reason)

    def still(self, records: Iterable[Record]) -> None:
        """What a treatment plan itself lacks was kept with a reason before, and stands as long as the plan does."""
        for record in records:
            for each in record.kept:
                if each.get("rule") == MEASURABLE and each.get("reason"):
                    self.reasons.setdefault(str(each.get("fingerprint")), str(each["reason"]))

    def without_reason(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those that nobody has said a reason for; of the same words once."""
        found = {each.fingerprint: each for each in findings if not self.reasons.get(each.fingerprint)}
        return list(found.values())

    def said_of(self, findings: Sequence[Finding], named: Named = str) -> Iterator[str]:
        """What the last screen says of the open warnings: those with a reason are counted, the others named."""
        rest = [each for each in findings if not self.reasons.get(each.fingerprint)]
        yield from capped(rest, named=named)
        if count := len(findings) - len(rest):
            yield f"{counted(count, 'warning')} {'stays' if count == 1 else 'stay'}, with your reason."

    def ask_why(self, screen: Screen, findings: Sequence[Finding]) -> None:
        """One line for each that has no reason; Enter passes over. Raises `AuthorStopped`."""
        waiting, at = self.without_reason(findings), 0
        while 0 <= at < len(waiting):
            name = waiting[at].fingerprint
            outcome = screen.ask(self._view(waiting[at], f"{at + 1} of {len(waiting)} · Warnings that stay"))
            typed = " ".join(outcome.raw.split()) if isinstance(outcome.raw, str) else ""
            if isinstance(outcome, Did):
                self._begun[name] = typed
                self.typing.put(("kept", name), typed)
                self.typing.flush()
                if outcome.what == "save":
                    raise AuthorStopped("The draft is kept.")
                at = at - 1 if outcome.what == "back" else len(waiting)
                continue
            if typed:
                self.keep([name], typed)
            self._begun.pop(name, None)
            self.typing.put(("kept", name), "")
            at += 1

    def _view(self, finding: Finding, place: str) -> View:
        name, said = finding.fingerprint, finding.sentence.strip(" .")
        return View(
            f"kept.{name}",
            "line",
            "Why it stays",
            place=place,
            note=finding.message if said in finding.message else f"“{said}”\n{finding.message}",
            why=WHY_DEPARTED if finding.rule in DEPARTURES else WHY,
            example=EXAMPLE_DEPARTED if finding.rule in DEPARTURES else EXAMPLE,
            optional=True,
            leads=("back", "save"),
            passing=SOONER_OR_LATER if finding.category == PLANNED else "optional",
            value=self.reasons.get(name) or self._begun.get(name, ""),
            typing=lambda raw: self.typing.put(("kept", name), raw if isinstance(raw, str) else ""),
        )


def kept_entries(findings: Iterable[Finding], reasons: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    """What the record keeps of the warnings that stay."""
    return tuple(
        {
            "rule": each.rule,
            "where": each.where,
            "fingerprint": each.fingerprint,
            "reason": reasons.get(each.fingerprint, ""),
        }
        for each in findings
    )
