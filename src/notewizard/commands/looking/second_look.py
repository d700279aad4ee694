"""Everything the program notices about one note: wording, reuse, what does not agree. One for walk and file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import dropwhile
from typing import Any

from notewizard.checks.around import Around, Held
from notewizard.checks.citation import beyond_limit, citations_in, cited, is_true, too_many, too_many_with
from notewizard.checks.coherence import note_findings
from notewizard.checks.finding import Finding
from notewizard.checks.language import Rules
from notewizard.checks.matter import matter_zones
from notewizard.checks.mood import observers_words
from notewizard.checks.offered import scores_of
from notewizard.checks.quoted_again import Quoted
from notewizard.checks.techniques import NO_TECHNIQUE
from notewizard.commands.looking.names import NOBODY, Names
from notewizard.commands.looking.reused import Reused, reused, to_the_letter, whole_is
from notewizard.commands.looking.sources import Sources
from notewizard.definitions.completeness import Asked, answer_at, applying
from notewizard.definitions.formats import Format
from notewizard.definitions.library import Library
from notewizard.definitions.plans import PlanLimits, plan_limits
from notewizard.interview.chart import Chart
from notewizard.note.derived import derive
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.reuse import Passage, Zone

SECTION = {
    "plan": "plan",
    "response": "response",
    "interventions": "intervention",
    "safety": "safety",
    "mental_status": "mental_status",
}
"""Elements → the section names that language rules know."""


IN_WORDS = ("prose", "line", "lines", "many")
"""The kinds of question that may be answered in one's own words."""
ABOUT_THE_CLIENT = ("presenting", "response")
SUBJECT = "Client "
HAS_A_SUBJECT = re.compile(r"(?:client|patient|pt|the|she|he|they|we|i|it|there)\b", re.IGNORECASE)
NOTES_QUOTED = 12
"""The client's latest notes whose quotations are known: three months of weekly ones."""


@dataclass(frozen=True)
class SecondLook:
    """What one note is looked at with."""

    library: Library
    rules: Rules
    sources: Sources
    plan: TreatmentPlan | None = None
    notes: tuple[Note, ...] = ()
    """The client's other notes, newest session first; of these, a note is held against those of its day and before."""
    limits: PlanLimits | None = None
    """The practice's own word for how many sessions are many; None for the shipped."""
    held: Callable[[date], tuple[Held, ...]] = lambda day: ()
    """The other sessions of the practice around a day."""
    names: Names = NOBODY
    """What the practice calls this client and its others by."""

    standing: Callable[[], Sequence[str]] = tuple
    """The standing facts of the chart as they are now: they are meant to repeat."""

    def whole(self, note: Note, form: Format) -> tuple[Finding, ...]:
        """Every finding on a whole note: answer by answer in the order of the walk, then on the note as one."""
        found: list[Finding] = []
        answers: list[tuple[str, str]] = []
        for asked, text in prose_answers(note, self.library, form):
            found += self.answer(asked, text, note) or self._quiet(asked, text, note)
            answers.append((asked.key, text))
        noted = note_findings(note, self.around(note))
        # "Supportive talk" is said to name no technique; that it could stand in any note need not be said as well.
        named = {each.where for each in noted if each.rule == NO_TECHNIQUE}
        found = [each for each in found if each.where not in named or each.category != "vague"]
        return (*found, *self._clone(note, form), *too_many(answers), *noted)

    def _earlier(self, note: Note) -> tuple[Note, ...]:
        """The client's notes until the day of this one: a note that is written late knows nothing of later sessions."""
        day = note.encounter.date if note.encounter else None
        if day is None:
            return self.notes
        return tuple(dropwhile(lambda one: bool((has := one.encounter) and has.date and has.date > day), self.notes))

    def around(self, note: Note) -> Around:
        """What the note is held against."""
        labels = tuple((g.id, g.label) for g in self.library.vocabularies["modalities"].groups)
        measures = tuple(self.library.measures.values())
        usual = self.library.vocabularies["mental_status"].usual
        earlier = self._earlier(note)
        later = self.notes[: len(self.notes) - len(earlier)]
        around = Around(self.plan, earlier, labels, measures, usual, later=later)
        day = note.encounter.date if note.encounter else None
        around = replace(self._held_to_plan(around), held=self.held(day) if day else ())
        return replace(around, own_names=self.names.own, other_names=self.names.others)

    def _held_to_plan(self, around: Around) -> Around:
        """`around` with the techniques that are known and, where there is a plan, what counts as many and as often."""
        groups = self.library.vocabularies["modalities"].groups
        known = (each.lower() for group in groups for term in group.terms for each in (term.term, *term.also))
        around = replace(around, techniques=frozenset(known), profile=self.library.jurisdiction)
        if self.plan is None:
            return around
        limits = self.limits or plan_limits()
        interval = limits.interval(self.plan.frequency, self.library) if self.plan.frequency else None
        return replace(around, limits=limits, interval=interval)

    def _clone(self, note: Note, form: Format) -> list[Finding]:
        """The narrative as a whole, where most of it is one other note's, though no answer of it is refused alone."""
        clone = self._clone_of(prose_answers(note, self.library, form), note)
        return [whole_is(self._name(clone))] if clone else []

    def _clone_of(self, answers: Iterable[tuple[Asked, str]], note: Note) -> str | None:
        told = [text for asked, text in answers if asked.question.narrative]
        if not told or not (self.sources.own or self.sources.others):
            return None
        return self.sources.verdict("\n\n".join(told), allowed=self._allowed(note)).clone

    def parts_of_clone(self, answers: Sequence[tuple[Asked, str]], note: Note) -> tuple[Reused, ...]:
        """Which stretches of these answers stand in the one note that most of them are taken from, if there is one.

        The passages of one answer alone may be too short to be refused; together they are that note again. Of an answer
        that is too short for any, it is told where it stands there to the letter.
        """
        clone = self._clone_of(answers, note)
        if not clone:
            return ()
        alone, name = replace(self, sources=self.sources.alone(clone)), self._name(clone)
        there = alone.sources.text_of(clone)
        return tuple(
            reused(passage, text, asked.key, name)
            for asked, text in answers
            if asked.question.narrative
            for passage in alone._verdict(text, note) or to_the_letter(text, there, clone)
        )

    def answer(self, asked: Asked, text: str, note: Note) -> tuple[Finding, ...]:
        """Findings in one answer; none on the positive safety path, where nothing may stand in the way."""
        if is_quiet(asked, note):
            return ()
        offered = scores_of(note, self._earlier(note))
        wording = [_offering(replace(each, where=asked.key), asked, offered) for each in self._wording(asked, text)]
        return (*self.reused(asked, text, note), *wording)

    def in_walk(self, asked: Asked, text: str, note: Note) -> tuple[Finding, ...]:
        """Findings in one answer with the others of the note beside it: its citations are counted with theirs."""
        beside = list(_texts_beside(note.answers(), asked.path)) if citations_in(text) else []
        quiet = is_quiet(asked, note)
        return (*self.answer(asked, text, note), *(() if quiet else too_many_with(text, beside, asked.key)))

    def _quiet(self, asked: Asked, text: str, note: Note) -> list[Finding]:
        """The wording of an answer on the positive safety path: said on the last screen, where it stops nothing."""
        if not is_quiet(asked, note):
            return []
        found = [replace(each, where=asked.key) for each in self._wording(asked, text)]
        return [replace(each, level="warning") if each.level == "must-resolve" else each for each in found]

    def _wording(self, asked: Asked, text: str) -> list[Finding]:
        """What the language rules see, line by line where each line is an answer of its own."""
        if asked.question.kind != "lines":
            return self._wording_of(asked, text)
        found, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                found += [_further(each, at) for each in self._wording_of(asked, line)]
            at += len(line) + 1
        return found

    def _wording_of(self, asked: Asked, text: str) -> list[Finding]:
        """What the language rules see; an answer about the client may leave its subject out ("seems better")."""
        section = "goal" if asked.question.reads == "goal" else SECTION.get(asked.element.element)
        found = list(self.rules.find(text, section=section))
        if asked.element.element == "encounter" and asked.question.kind == "line":
            # "Given by voice today" is all there is to say of a consent; it tells no work.
            found = [each for each in found if each.category != "vague"]
        told = asked.question.narrative and asked.element.element in ABOUT_THE_CLIENT
        if told and text[:1].isalpha() and not HAS_A_SUBJECT.match(text):
            seen = {(each.rule, each.end) for each in found}
            whole = self.rules.find(f"{SUBJECT}{text[0].lower()}{text[1:]}", section=section)
            own = [_without_subject(each, text) for each in whole]
            found += [each for each in own if (each.rule, each.end) not in seen]
        if asked.question.id == "mental_status.mood" and (observed := observers_words(text)):
            found.append(observed)
        if asked.question.narrative and len(text.split()) < 2:
            found.append(_one_word(text))
        return found

    def reused(self, asked: Asked, text: str, note: Note) -> tuple[Finding, ...]:
        """Stretches of a narrative answer that stand in another note, but for true citations."""
        if not asked.question.narrative or not (self.sources.own or self.sources.others):
            return ()
        verdict = self._verdict(text, note)
        copied = [
            reused(each, text, asked.key, self._name(each.source)) for each in verdict if each.matter == "narrative"
        ]
        inside = [(each.start or 0, each.end or 0) for each in copied]
        return (*copied, *self._quoted.again(text, inside, asked.key))

    @cached_property
    def _quoted(self) -> Quoted:
        """What the client's latest notes quote; more of them would have to be read for little."""
        latest = sorted(self.sources.days, key=lambda each: each[1])[-NOTES_QUOTED:]
        return Quoted((self._name(id_), self.sources.text_of(id_)) for id_, _ in latest)

    def _verdict(self, text: str, note: Note) -> Sequence[Passage]:
        citations = citations_in(text)
        by_day = self.sources.by_day({each.day for each in citations})
        # A narrative answer may hold routine of its own: a score, a dose, an appointment, as honest notes repeat them.
        zones = [Zone(*each) for each in matter_zones(text)]
        zones += [Zone(each.start, each.end, "routine") for each in citations if is_true(each, by_day)]
        return self.sources.verdict(text, zones=zones, allowed=self._allowed(note)).passages

    def _allowed(self, note: Note) -> list[str]:
        """Lines that are meant to repeat: the goals and objectives of the treatment, the standing facts."""
        lines = [goal.text for goal in (note.treatment.goals or () if note.treatment else ())]
        for goal in self.plan.goals if self.plan else ():
            lines += [goal.goal, *([goal.objective] if goal.objective else [])]
        # What became of the homework is told in its own words: the last note's list is what the question is about.
        last = next((each.plan for each in self._earlier(note)), None)
        return [*lines, *self.standing(), *(last.homework or () if last else ())]

    def _name(self, source: str) -> str:
        """How one of the client's notes is spoken of; empty for another client's."""
        if not any(each.id == source for each in self.sources.own):
            return ""
        day = dict(self.sources.days).get(source)
        return f"the note of {day:%B} {day.day}, {day.year}" if day else f"the note {_file_name(source)}"

    def there(self, finding: Reused) -> tuple[str, str, int, int]:
        """Of words that stand in one of the client's own notes: a title, that note's text, and where in it."""
        passage = finding.passage
        if not finding.name or passage is None:
            raise ValueError("nothing of another client's note is ever shown")
        title = f"{finding.name[:1].upper()}{finding.name[1:]} (read only)"
        return title, self.sources.text_of(passage.source), passage.source_start, passage.source_end

    def own_passages(self, asked: Asked, text: str, note: Note) -> tuple[tuple[int, int], ...]:
        """Where in an answer words of the client's own notes stand that are refused there."""
        found = (each for each in self.answer(asked, text, note) if isinstance(each, Reused) and each.name)
        return tuple((each.start or 0, each.end or 0) for each in found)

    def cite(self, asked: Asked, text: str, note: Note) -> tuple[str, str]:
        """`text` with what stands in the client's own dated notes turned into citations, and what was done."""
        days = dict(self.sources.days)
        typed, done = text, 0
        for passage in sorted(self._verdict(text, note), key=lambda each: each.start, reverse=True):
            day = days.get(passage.source)
            if passage.matter == "narrative" and day:
                words = self.sources.text_of(passage.source)[passage.source_start : passage.source_end]
                text = text[: passage.start] + cited(day, words) + text[passage.end :]
                done += 1
        if not done:
            return text, "Nothing here can be cited: only words from this client's own dated notes can."
        if limit := beyond_limit([*_texts_beside(note.answers(), asked.path), text]):
            return typed, f"Nothing was cited: that would be {limit} Take out what need not stand here."
        return text, "Cited, visibly, with its date." if done == 1 else f"{done} passages cited, with their dates."


def _texts_beside(value: Any, path: Sequence[str | int]) -> Iterator[str]:
    """Every text in the answers but those at `path`."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        here = bool(path) and path[0] == key
        if isinstance(each, str) and not here:
            yield each
        elif not (here and len(path) == 1):
            yield from _texts_beside(each, path[1:] if here else ())


def _offering(finding: Finding, asked: Asked, scores: Sequence[str]) -> Finding:
    """The finding with the client's scores among what could stand there, where a score says what its words do not."""
    about_the_client = finding.category == "vague" and asked.element.element in ABOUT_THE_CLIENT
    if not scores or not (about_the_client or finding.category == "unsupported_progress"):
        return finding
    return replace(finding, suggestion=f"{finding.suggestion} From the chart: {'; '.join(scores)}.".strip())


def _without_subject(finding: Finding, text: str) -> Finding:
    """A finding in an answer that was read with its subject before it, as a finding in the answer as it stands.

    Its sentence stays as it was read: what was kept is recognized by it.
    """
    if finding.start is None or finding.end is None:
        return finding
    by = len(SUBJECT)
    start, end = max(finding.start - by, 0), max(finding.end - by, 0)
    own = text[start:end]
    message = finding.message.replace(finding.text, own) if finding.text else finding.message
    return replace(finding, start=start, end=end, text=own, message=message)


def _further(finding: Finding, by: int) -> Finding:
    """A finding in one line of an answer, as a finding in the answer."""
    if finding.start is None or finding.end is None:
        return finding
    return replace(finding, start=finding.start + by, end=finding.end + by)


def _one_word(text: str) -> Finding:
    return Finding(
        rule="vague.one-word",
        category="vague",
        level="warning",
        start=0,
        end=len(text),
        text=text,
        message=f"“{text}” alone says little.",
        why="The next reader needs what happened, how often or how strongly.",
        suggestion="Say what was seen or said: a number, an example, the client's words.",
        source="77 Ill. Adm. Code 2060.470: a subjective interpretation is accompanied by the behavior observed",
        sentence=text,
    )


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def is_quiet(asked: Asked, note: Note) -> bool:
    """Whether nothing may interrupt here: the safety block once anything in it is positive."""
    return asked.element.element == "safety" and derive(note).positive


def prose_answers(note: Note, library: Library, form: Format) -> Iterator[tuple[Asked, str]]:
    """Every answer in the author's own words, with its question, in the order of the walk.

    Of a list, each line; of terms picked from a vocabulary, those that are not in it.
    """
    answers = note.answers()
    goals = Chart(today=_day(note)).facts(answers)
    facts = {"derived": derive(note).facts(), "chart": {**goals, "planned": False, "risk_before": True}}
    for asked in applying(library, answers, facts, form.additional):
        if asked.path[0] in ("around", "author", "client"):
            continue
        if asked.question.kind == "domains":
            yield from _descriptors(asked, answers, library)
        elif asked.question.kind in IN_WORDS:
            value: Any = answer_at(answers, asked.path)
            for each in value if isinstance(value, list) else [value]:
                text = each.get("text") if isinstance(each, dict) and asked.question.reads == "goal" else each
                if isinstance(text, str) and text.strip() and not _is_a_term(text, asked, library):
                    yield asked, text


def _descriptors(asked: Asked, answers: Mapping[str, Any], library: Library) -> Iterator[tuple[Asked, str]]:
    """The descriptors of the mental status that are the author's own; the mood is the client's."""
    status = answers.get(asked.element.element) or {}
    for domain, terms in status.items():
        for text in terms if isinstance(terms, list) else ():
            if not _is_a_term(text, asked, library):
                yield replace(asked, path=(*asked.path, domain)), text


def _is_a_term(text: str, asked: Asked, library: Library) -> bool:
    known = library.vocabularies.get(asked.question.vocabulary or "")
    return known is not None and bool(known.find(text))


def _day(note: Note) -> Any:
    from datetime import date

    return note.encounter.date if note.encounter and note.encounter.date else date.min
