"""Standing facts gone through one by one: still true, changed, taken out, added. Each answer is kept at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from notewizard.commands.desk import Desk
from notewizard.commands.filed.facts_on_file import STANDING_FACTS, Facts, words_at
from notewizard.commands.filed.witness import change_clients, witness
from notewizard.commands.walking.what_waits import tell_what_waits
from notewizard.definitions.facts import FactKind
from notewizard.errors import AuthorStopped
from notewizard.interview.clock import NotRead, read_day, say_day
from notewizard.interview.on_file import OnFile, age, bare
from notewizard.note.facts import StandingFact
from notewizard.records.clients import Client
from notewizard.records.practice import Practice
from notewizard.terminal.screen import Raw, Said, Screen, View

WAYS = "y: still true. Other words change it, - takes it out, Enter leaves it as it is."
ABOUT = (
    "A standing fact is what stays true until it changes, dated: never an observation, a mood, a level of risk. "
    "Each answer is kept at once."
)


@dataclass
class FactsWalk:
    """One client's facts being reviewed."""

    desk: Desk
    practice: Practice
    screen: Screen
    client: Client
    facts: Facts
    held: tuple[OnFile, ...]
    last: Mapping[str, Any]
    """The answers of the client's last note: what it says can be put on file with a y."""

    @cached_property
    def today(self) -> date:
        """The day on the author's clock."""
        return self.desk.world.now().date()

    @cached_property
    def author(self) -> str:
        """Who is asking, as printed."""
        return self.practice.settings().author.printed

    def run(self) -> int:
        """Go through them; every answer is a version, durable before the next question."""
        self.screen.say(f"Standing facts of {self.client.id}. {ABOUT}")
        before = self.facts.number
        _ = self.desk.history  # what was written by hand before is told as such, and these versions are not
        try:
            self._who()
            for kind in self.facts.kinds.kinds:
                for held in [each for each in self.held if each.kind == kind]:
                    self._reviewed(held)
                while self._added(kind) and kind.several:
                    pass
        except AuthorStopped:
            self._witnessed(before)
            raise AuthorStopped(
                "Stopped. Every answer so far is kept.",
                hint=f"Go on with: notewizard facts {self.client.id} --review",
            ) from None
        self._witnessed(before)
        self.screen.say(f"{len(self.facts.held)} standing facts of {self.client.id} are kept.", "good")
        tell_what_waits(self.desk, self.screen)
        return 0

    def _witnessed(self, before: int) -> None:
        """The history says that there are new versions."""
        path = self.practice.facts(self.client.id).path(self.facts.number)
        if self.facts.number > before and (owed := witness(self.desk, "create", path=path, why=STANDING_FACTS)):
            self.screen.say(owed)

    def _who(self) -> None:
        """Name and birth date stand in the list of clients, and are changed there."""
        if words := self._ask("name", "Name", f"In clients.toml: {self.client.name or 'none'}. Enter leaves it."):
            self._change(replace(self.client, name=words))
        born = say_day(self.client.birth_date).partition(", ")[2] if self.client.birth_date else "none"
        if day := self._day("Birth date", f"In clients.toml: {born}. Enter leaves it."):
            self._change(replace(self.client, birth_date=day))

    def _change(self, client: Client) -> None:
        if owed := change_clients(self.desk, "client changed", lambda: self.practice.clients.change(client)):
            self.screen.say(owed)
        self.client = client

    def _reviewed(self, held: OnFile) -> None:
        fact, kind = held.fact, held.kind
        said = ", ".join(filter(None, (fact.text, held.dates(), age(held.confirmed, self.today))))
        words = self._ask(kind.id, kind.name, f"In the chart: {said}.\n{WAYS}", kind, fact.text)
        if words.lower() == "y":
            self.facts = self.facts.confirmed(fact, self.today, self.author)
        elif words == "-":
            self.facts = self.facts.without(fact, self.today, self.author)
        elif words:
            self.facts = self.facts.with_fact(self._dated(kind, words), self.today, self.author, instead=fact)

    def _added(self, kind: FactKind) -> bool:
        """Whether a fact of a kind was added: one that has none yet, or may have several."""
        there = [each.text.casefold() for each in self.facts.held if each.kind == kind.id]
        if there and not kind.several:
            return False
        offered = next(
            (each for each in map(bare, words_at(self.last, kind.question)) if self._is_new(each, there)), ""
        )
        note = f"The last note says: {offered} (y puts it in the chart)" if offered else "None in the chart yet."
        ask = f"{kind.name}, another" if there else kind.name
        words = self._ask(kind.id, ask, note if offered or not there else "", kind, offered)
        if words in ("", "-"):
            return False
        text = offered if offered and words.lower() == "y" else words
        self.facts = self.facts.with_fact(self._dated(kind, text), self.today, self.author)
        return True

    def _is_new(self, words: str, there: list[str]) -> bool:
        return words.casefold() not in there and not self.facts.why_not(words)

    def _dated(self, kind: FactKind, text: str) -> StandingFact:
        given = self._day("Since when", "The day it was given. Enter: not said.") if kind.dated else None
        until = self._day("Until when", "Enter: without an end.", after=given) if kind.dated else None
        return StandingFact(kind=kind.id, text=text, given=given, until=until, confirmed=self.today)

    def _ask(self, key: str, ask: str, note: str, kind: FactKind | None = None, taken: str = "") -> str:
        """What is typed, which is a fact where a `kind` is asked for; `taken` is what a "y" takes."""

        def judge(raw: Raw) -> str:
            words = str(raw).strip()
            if not words or words == "-" or kind is None:
                return ""
            if words.lower() == "y":
                return "" if taken else "There is nothing here that y takes."
            return self.facts.why_not(words)

        def understood(raw: Raw) -> str:
            return taken if str(raw).strip().lower() == "y" else ""

        example = kind.example if kind else ""
        view = View(f"facts.{key}", "line", ask, note=note, example=example, optional=True, leads=("save",))
        return self._said(replace(view, judge=judge, understood=understood))

    def _day(self, ask: str, note: str, after: date | None = None) -> date | None:
        order = self.practice.settings().date_order

        def judge(raw: Raw) -> str:
            try:
                day = read_day(str(raw), self.today, order) if str(raw).strip() else None
            except NotRead as why:
                return str(why)
            return "That is before it was given." if day and after and day < after else ""

        words = self._said(
            View(f"facts.{ask}", "date", ask, note=note, example="Oct 2, 2026", optional=True, judge=judge)
        )
        return read_day(words, self.today, order) if words else None

    def _said(self, view: View) -> str:
        for line in self.desk.bringing.said():
            self.screen.say(line, "warn")
        while True:
            outcome = self.screen.ask(view)
            if isinstance(outcome, Said):
                return str(outcome.raw).strip() if isinstance(outcome.raw, str) else ""
            if outcome.what == "save":
                raise AuthorStopped("The facts are kept.")
            self.screen.say("Each answer is kept at once; run it again to change one.")
