"""The standing facts of a client: read from the practice folder, confirmed by the notes, changed by a new version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from notewizard.definitions.conditions import look_up
from notewizard.definitions.facts import FactKind, FactKinds, cannot_be_used, fact_kinds, facts_in_table
from notewizard.definitions.reading import line_of, table_of
from notewizard.errors import Broken, Failure, NotKept, Problem, Refused
from notewizard.interview.on_file import OnFile, on_file
from notewizard.note.facts import StandingFact, StandingFacts
from notewizard.records.facts import add_facts

if TYPE_CHECKING:
    from notewizard.definitions.library import Library
    from notewizard.records.practice import Practice
    from notewizard.records.record import Record
from notewizard.records.versions import Version

STANDING_FACTS = "standing facts"
"""The word by which the history knows them."""


@dataclass(frozen=True)
class Facts:
    """What stands in one client's chart; every change is a version of its own, durable when it returns."""

    practice: Practice
    client: str
    kinds: FactKinds
    observed: frozenset[str] = frozenset()
    """The descriptors of the mental status, lower case: no fact."""
    number: int = 0
    """Of the version that was read; 0: there is none."""
    held: tuple[StandingFact, ...] = field(default=())

    def kind(self, id_: str) -> FactKind:
        """The kind of that id, which the files hold to."""
        found = self.kinds.of(id_)
        assert found is not None
        return found

    def on_file(self, said: Iterable[tuple[str, str, date]] = ()) -> tuple[OnFile, ...]:
        """The facts, each with the day it was last confirmed, by a version or by a note."""
        return on_file([(self.kind(each.kind), each) for each in self.held], said)

    def why_not(self, text: str) -> str:
        """Why these words are no standing fact; empty where they may be one."""
        from notewizard.checks.standing import not_standing

        return not_standing(text, self.observed)

    def with_fact(self, fact: StandingFact, today: date, author: str, instead: StandingFact | None = None) -> Facts:
        """A version with `fact`, in place of `instead` or of the only one of its kind; `Refused` for no fact."""
        if why := self.why_not(fact.text):
            raise Refused(why, hint="Say what stays true until it changes.", not_done="Nothing was kept.")
        only = None if self.kind(fact.kind).several else next((e for e in self.held if e.kind == fact.kind), None)
        gone = instead or only
        if gone is None:
            return self._keep((*self.held, fact), today, author)
        return self._keep(tuple(fact if each == gone else each for each in self.held), today, author)

    def confirmed(self, fact: StandingFact, today: date, author: str) -> Facts:
        """A version in which that fact is said to be true today."""
        now = fact.model_copy(update={"confirmed": today})
        return self._keep(tuple(now if each == fact else each for each in self.held), today, author)

    def without(self, fact: StandingFact, today: date, author: str) -> Facts:
        """A version without that fact."""
        return self._keep(tuple(each for each in self.held if each != fact), today, author)

    def _keep(self, held: tuple[StandingFact, ...], today: date, author: str) -> Facts:
        said = {"schema": 1, "client": self.client, "written": today, "author": author or None, "facts": held}
        version = StandingFacts.model_validate(said)
        add_facts(self.practice.facts(self.client), self.number, version)
        newest = self.practice.facts(self.client).last()
        return replace(self, held=held, number=newest.number if newest else self.number + 1)


def facts_of(practice: Practice, client: str, library: Library) -> Facts:
    """The facts that stand; raises `Broken` with every problem of a file that cannot be used."""
    kinds = fact_kinds(practice.dot)
    observed = frozenset(
        name.lower()
        for group in library.vocabularies["mental_status"].groups
        for term in group.terms
        for name in (term.term, *term.also)
    )
    facts = Facts(practice, client, kinds, observed)
    file = practice.facts(client).last()
    return facts if file is None else replace(facts, number=file.number, held=_read(file, facts).facts)


def _read(file: Version, facts: Facts) -> StandingFacts:
    table, problems, held = table_of(file.path, file.data), list[Problem](), None
    try:
        held = facts_in_table(table, facts.kinds)
    except Broken as broken:
        problems += broken.problems
    path, client, rows = str(file.path), table.values.get("client"), table.values.get("facts")
    if isinstance(client, str) and client != facts.client:
        line = line_of(table.text, ("client",))
        problems.append(Problem("client", "is another client", f"this folder is that of {facts.client}", path, line))
    for n, each in enumerate(rows if isinstance(rows, list) else ()):
        text = each.get("text") if isinstance(each, Mapping) else None
        if isinstance(text, str) and (why := facts.why_not(text)):
            line = line_of(table.text, ("facts", n, "text"))
            problems.append(Problem(f"facts[{n}].text", "is no standing fact", why.rstrip("."), path, line))
    if held is None or problems:
        raise cannot_be_used(problems)
    return held


def said_in(records: Sequence[Record], kinds: FactKinds) -> Iterator[tuple[str, str, date]]:
    """What the client's notes answered at the questions of facts: question, words, day of the session."""
    questions = [each.question for each in kinds.kinds if each.question]
    for record in records:
        for question in questions:
            for words in words_at(record.elements, question):
                yield question, words, date.fromisoformat(record.date)


def words_at(answers: Mapping[str, Any], question: str) -> list[str]:
    """What one note answered at that question, a text each; nothing where no question is named."""
    if not question:
        return []
    value = look_up(answers, question)
    values = value if isinstance(value, list | tuple) else [value]
    return [each for each in values if isinstance(each, str)]


def said_of_trouble(trouble: Broken | NotKept) -> str:
    """What a walk says of a file of facts that cannot be used: it goes on without them, and they stay as they are."""
    head = f"{trouble.what} The note goes on without them; the file stays as it is."
    problems = [each.sentence() for each in trouble.problems] if isinstance(trouble, Broken) else [str(trouble.where)]
    return "\n".join([head, *problems])


def standing_lines(practice: Practice | None, client: str, library: Library) -> tuple[str, ...]:
    """The words of the facts that stand; none where their file cannot be used, which `notewizard facts` says."""
    if practice is None or not client or not practice.facts(client).numbers():
        return ()
    try:
        return tuple(each.text for each in facts_of(practice, client, library).held)
    except (Broken, NotKept):
        return ()


def lines_ever(practice: Practice, client: str) -> tuple[str, ...]:
    """The words of every fact that ever stood: what an older note says was true then."""
    found: dict[str, None] = {}
    try:
        versions = practice.facts(client)
        numbers = versions.numbers()
        kinds = fact_kinds(practice.dot)
        for number in numbers:
            held = facts_in_table(table_of(versions.path(number), versions.read(number)), kinds)
            found |= dict.fromkeys(each.text for each in held.facts)
    except Failure:
        pass  # one that cannot be used is said where facts are worked with; it allows nothing here
    return tuple(found)
