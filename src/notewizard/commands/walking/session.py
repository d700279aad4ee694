"""One walk from the first answer to the kept note: draft, checks, earlier notes. For new and resumed notes alike."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from time import sleep
from typing import Any

from notewizard.checks.finding import Finding
from notewizard.commands.apart.sealing import unsealed_because
from notewizard.commands.desk import Desk
from notewizard.commands.filed.author_of import author_answers
from notewizard.commands.filed.chart_of import chart_of, note_of
from notewizard.commands.filed.corrected_scores import as_corrected
from notewizard.commands.filed.facts_on_file import STANDING_FACTS, Facts, facts_of, said_of_trouble
from notewizard.commands.filed.plan_in_force import limits_of, plan_now, said_of_plan
from notewizard.commands.filed.witness import witness
from notewizard.commands.looking.held_sessions import held_around
from notewizard.commands.looking.names import names_in
from notewizard.commands.looking.not_compared import not_compared, nothing_there
from notewizard.commands.looking.reused import Reused, in_a_clone
from notewizard.commands.looking.second_look import SecondLook, is_quiet, prose_answers
from notewizard.commands.looking.sources import Sources, practice_sources
from notewizard.commands.looking.written_since import notes_that_wait, said_above, since_the_last, told_of
from notewizard.commands.walking.apart import CATEGORY, NO_KEYS, WHY, Moving, moving_for
from notewizard.commands.walking.coach import Coach
from notewizard.commands.walking.let_stand import LetStand
from notewizard.commands.walking.still_true import NOT_HERE, NOTHING, keep_as_facts, may_hold, stretches
from notewizard.commands.walking.what_holds import in_words_alone
from notewizard.definitions.completeness import Asked
from notewizard.definitions.conditions import look_up
from notewizard.definitions.formats import Format
from notewizard.definitions.plans import PlanLimits
from notewizard.errors import Broken, NotKept
from notewizard.interview.chart import Chart
from notewizard.interview.replay import replayed
from notewizard.interview.state import Interview, next_question
from notewizard.interview.suggestions import day_of
from notewizard.interview.thread import thread_card
from notewizard.interview.writes import partial_note, written
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.clients import Client
from notewizard.records.draft import Draft
from notewizard.records.fingerprints import Fingerprints
from notewizard.records.held_practice import held
from notewizard.records.later import OnRecord
from notewizard.records.outbox import waiting_for, written_records
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.typing import Typing
from notewizard.terminal.noticed import both_sides
from notewizard.terminal.screen import HALF, Elsewhere, Line, Mark, Raw, Screen
from notewizard.terminal.still import keep_still
from notewizard.terminal.walk import Look, Walk

IN_LINES = ("prose", "line", "lines")
"""The kinds of question whose answer is looked at while it is typed."""
MOST_WAIT = 2.0
"""Seconds that the look at an answer waits for the earlier notes; what comes later is said on the last page."""
A_BREATH = 0.001
"""Seconds between two earlier notes, for the keys: two threads that both have work take turns of SWITCH each."""


@dataclass
class Session:
    """A draft that is being answered, with everything the walk needs around it."""

    desk: Desk
    practice: Practice
    screen: Screen
    draft: Draft
    client: Client
    form: Format
    coach: Coach | None = None
    typing: Typing = field(init=False)
    let_stand: LetStand = field(init=False)
    _sources: Sources | None = field(default=None, init=False)
    _gathered: threading.Event = field(default_factory=threading.Event, init=False)
    _told: bool = field(default=False, init=False)
    _viewed: set[Path] = field(default_factory=set, init=False)
    _facts_trouble: Broken | NotKept | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.practice = held(self.practice)
        _ = self.desk.history  # asked for while the folder is there
        self.typing = Typing(self.draft)
        self.let_stand = LetStand(self.draft, self.typing)
        threading.Thread(target=self._gather, name="earlier-notes", daemon=True).start()

    def _gather(self) -> None:
        """Reads the earlier notes while the clinician answers; nothing waits for it but the last look."""
        try:
            sources = practice_sources(
                self.practice,
                self.client.id,
                between=lambda: sleep(A_BREATH),
                fingerprints=Fingerprints(self.desk.state, self.practice.root),
                waits=waiting_for(self.desk.state, self.practice),
            )
            sources.index()
            self._sources = sources
        except (NotKept, Broken) as trouble:
            self._sources = Sources(unreadable=(f"Earlier notes were not compared. {trouble.what}",))
        finally:
            keep_still()  # they stay to the end
            self._gathered.set()
        self._sources.keep()  # Now nobody waits for it.

    @property
    def sources(self) -> Sources:
        """The texts to compare with; waits until they are read."""
        self._gathered.wait()
        return self._sources or Sources()

    @cached_property
    def plan(self) -> TreatmentPlan | None:
        """The treatment plan in force, where the practice keeps one."""
        return plan_now(self.practice, self.client.id, self.desk.library)

    @cached_property
    def limits(self) -> PlanLimits:
        """How many sessions are many, when a note is held against the plan."""
        return limits_of(self.practice)

    @cached_property
    def all_records(self) -> tuple[Record, ...]:
        """Every record of the practice, of whatever kind, and what waits to get there.

        Nothing of another client's ever reaches a screen (R9).
        """
        return written_records(self.desk.state, self.practice)

    @cached_property
    def on_record(self) -> OnRecord:
        """What these are: notes that hold, what was written to them later, what was entered in error."""
        return OnRecord.of(self.all_records)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records of the client's notes that hold, newest session first."""
        found = [each for each in self.on_record.notes() if each.client == self.client.id]
        newest_first = sorted(found, key=lambda each: (each.date, each.id), reverse=True)
        return as_corrected(newest_first, self.on_record, self.desk.library)

    @cached_property
    def _notes(self) -> tuple[Note, ...]:
        """The client's notes as values, newest session first."""
        return tuple(note for record in self.records if (note := note_of(record)) is not None)

    @cached_property
    def chart(self) -> Chart:
        """What the interview is told of the client: how things stood on the day of the session, as the draft says."""
        blank = Interview(self.desk.library, self.form, Chart(self.desk.world.now().date()))
        answers = replayed(blank, self.draft.entries()).state.answers
        return self._chart_on(str(look_up(answers, "encounter.date") or ""))

    def _chart_on(self, day: str) -> Chart:
        today, order = self.desk.world.now().date(), self.practice.settings().date_order
        kept = self.records, self.plan, self.limits, self.facts, self.desk.library
        return chart_of(*kept, today=today, date_order=order, day=day, on_record=self.on_record)

    def _on_its_day(self, state: Interview) -> Interview:
        """`state` after its day was changed: with what was known on that one."""
        self.chart = self._chart_on(str(look_up(state.answers, "encounter.date") or ""))
        return replace(state, chart=self.chart)

    @cached_property
    def facts(self) -> Facts | None:
        """The standing facts of the chart; None where their file cannot be used, which the walk says."""
        try:
            return facts_of(self.practice, self.client.id, self.desk.library)
        except (Broken, NotKept) as trouble:
            self._facts_trouble = trouble
            return None

    def fresh(self) -> Interview:
        """The interview before its first question: what is known without asking."""
        settings, now = self.practice.settings(), self.desk.world.now()
        author = author_answers(settings.author)
        answers: dict[str, Any] = {
            "schema": 1,
            "format": self.form.id,
            "client": self._client_answers(),
            "timing": {"written": now.replace(second=0, microsecond=0).isoformat()},
        }
        if author:
            answers["author"] = author
        if zone := settings.time_zone or self.desk.world.time_zone():
            answers["encounter"] = {"time_zone": zone}
        if self.plan is not None:
            answers["treatment"] = self.plan.snapshot().model_dump(mode="json", exclude_none=True)
        elif treatment := self.chart.last.get("treatment"):
            # No plan is kept here: what the last note treated is shown for review, not asked again.
            answers["treatment"] = treatment
        return Interview(self.desk.library, self.form, self.chart, answers)

    def _client_answers(self) -> dict[str, str]:
        last = self.chart.last.get("client")
        held = self.chart.facts_at("client.pronouns")
        pronouns = held[0].fact.text if held else last.get("pronouns") if isinstance(last, dict) else None
        return {"id": self.client.id, **({"pronouns": pronouns} if pronouns else {})}

    def walk(self) -> Interview:
        """Ask until the note is whole, from where the draft stopped. Raises `AuthorStopped`."""
        again = replayed(self.fresh(), self.draft.entries())
        if because := unsealed_because(self.desk.state):
            self.screen.say(because, "warn")
        if self._facts_trouble:
            self.screen.say(said_of_trouble(self._facts_trouble), "warn")
        if card := thread_card(self.chart):
            self.screen.say(card)
        for line in (
            *notes_that_wait(told_of(self.records)),
            *since_the_last(self.on_record, self.client.id, self.records),
            *in_words_alone(self.desk.library, self.practice, self.on_record, told_of(self.records)),
        ):
            self.screen.say(line, "warn")
        return self._walk(dict(again.pending)).run(again.state, again.newest)

    def back_to(self, state: Interview, key: str) -> Interview:
        """Ask the question at `key` again, then whatever is open."""
        return self._walk({}).run(state, key)

    def _walk(self, pending: dict[str, Raw]) -> Walk:
        taught = {"teach": self.coach.teach} if self.coach is not None else {}
        return Walk(
            **taught,
            screen=self.screen,
            keep=lambda entry: self.typing.settle(dict(entry)),
            typing=self.typing.put,
            look=self._look,
            to_mend=self._to_mend,
            cite=self._cite,
            fact=self._fact,
            apart=self._apart,
            last_note=self._last_note,
            on_its_day=self._on_its_day,
            let_stand=self.let_stand.keep,
            notices=self._notices,
            pending=pending,
        )

    def _last_note(self, day: date) -> str:
        """The client's last note up to that day, to be read below what was written to it; that it was read is in the
        history.
        """
        path = self.sources.newest(day)
        if path is None:
            return "There is no earlier note of this client."
        if path not in self._viewed:
            self._viewed.add(path)
            witness(self.desk, "view", path=path)
        above = said_above(self.practice, self.on_record, self.records, path, self.client.id)
        return "".join(f"{each}\n\n" for each in above) + self.sources.read(path)

    def _notices(self) -> tuple[str, ...]:
        """What turns up, once: a signed note that got into its folder, and what cannot be compared or is not there."""
        brought = self.desk.bringing.said()
        if not self._gathered.is_set() or self._told:
            return brought
        self._told = True
        of_plan = said_of_plan(self.plan, self.client.id, self.desk.library)
        return (*brought, *not_compared(self.sources.unreadable), *nothing_there(self.sources), *of_plan)

    def review_lines(self, state: Interview) -> list[Line]:
        """Every answer, for the review screen."""
        return self._walk({}).lines(state)

    def second_look(self) -> SecondLook:
        """The checks, with everything they compare with; the same each time."""
        return self._second_look

    @cached_property
    def _second_look(self) -> SecondLook:
        rules, _ = self.desk.rules
        limits = self.limits if self.plan is not None else None
        look = SecondLook(self.desk.library, rules, self.sources, self.plan, self._notes, limits)
        names = names_in(self.practice, self.client.id)
        return replace(
            look, held=lambda day: held_around(self.on_record.notes(), day), names=names, standing=self._standing
        )

    def _look(self, asked: Asked, state: Interview) -> Look | None:
        note = partial_note(state.answers)
        if asked.question.kind not in IN_LINES or is_quiet(asked, note):
            return None

        def look(text: str) -> Sequence[Mark]:
            # An answer given while the earlier notes are read is held against them a moment later, not at the end.
            if not self._gathered.wait(MOST_WAIT):
                return ()
            found = self._with_the_whole(self.second_look().in_walk(asked, text, note), asked, text, note)
            return tuple(self._mark(each) for each in found if each.level != "info")

        return look

    def _with_the_whole(self, found: Sequence[Finding], asked: Asked, text: str, note: Note) -> Sequence[Finding]:
        """`found`; a refusal says as well where most of the note so far is that one other note."""
        if not any(isinstance(each, Reused) for each in found):
            return found
        beside = [each for each in prose_answers(note, self.desk.library, self.form) if each[0].key != asked.key]
        parts = self.second_look().parts_of_clone([*beside, (asked, text)], note)
        if len({each.where for each in parts}) < 2:  # of one answer the passage says enough
            return found
        return [in_a_clone(each) if isinstance(each, Reused) and each.name == parts[0].name else each for each in found]

    def _to_mend(self, state: Interview, given: Sequence[tuple[Asked, str]]) -> dict[str, list[Mark]]:
        """What must be mended in these answers; once all is answered, in all of them together as well."""
        look, note = self.second_look(), partial_note(state.answers)
        worded = [(asked, text) for asked, text in given if asked.question.kind in IN_LINES]
        if not self._gathered.wait(MOST_WAIT):
            return {}
        found = [each for asked, text in worded for each in look.in_walk(asked, text, note)]
        alone = {each.where for each in found if isinstance(each, Reused)}
        if next_question(state) is None:
            found += [each for each in look.parts_of_clone(worded, note) if each.where not in alone]
        by_key: dict[str, list[Mark]] = {}
        for each in found:
            if each.level == "must-resolve":
                by_key.setdefault(each.where, []).append(self._mark(each))
        return by_key

    def _mark(self, finding: Finding) -> Mark:
        start = finding.start or 0
        end = finding.end if finding.end is not None else start
        there = None
        if isinstance(finding, Reused) and finding.name:
            there = cache(lambda: Elsewhere(*self.second_look().there(finding)))  # read when it is looked at
        better = finding.suggestion
        if there and may_hold(finding.where):
            better = f"{better} Or :fact, where it is simply still true."
        return Mark(
            start,
            end,
            finding.message,
            better,
            stops=finding.level == "must-resolve",
            there=there,
            name=finding.fingerprint,
            kept=finding in self.let_stand,
            apart=finding.category == CATEGORY and self._moving is not None,
        )

    def told(self, finding: Finding) -> list[str]:
        """What must be mended, for the last screen: with both sides, where the words stand in the client's own note."""
        words = finding.text
        sides = both_sides(replace(self._mark(finding), start=0, end=len(words)), words)
        return [f"{finding.message} {finding.suggestion}", *(f"{side}: “{words}”" for side, words in sides)]

    def _cite(self, asked: Asked, text: str, state: Interview) -> tuple[str, str]:
        return self.second_look().cite(asked, text, partial_note(state.answers))

    def _standing(self) -> tuple[str, ...]:
        return tuple(each.text for each in self.facts.held) if self.facts is not None else ()

    def _fact(self, asked: Asked, text: str, state: Interview) -> str:
        """What of the answer stands in an earlier note and is still true goes into the chart, once its kind is said."""
        if self.facts is None:
            return "The standing facts of this client cannot be used: their file has to be mended first."
        if not may_hold(asked.key):
            return NOT_HERE
        texts = stretches(text, self.second_look().own_passages(asked, text, partial_note(state.answers)))
        if not texts:
            return NOTHING
        today, name = self.chart.today, self.practice.settings().author.printed
        day = min(day_of(state.answers, self.chart), today)
        before = self.facts.number
        _ = self.desk.history  # what was written by hand before is told as such, and these versions are not
        self.facts, said = keep_as_facts(self.facts, texts, self.screen, day, today, name)
        if self.facts.number == before:
            return said
        path = self.practice.facts(self.client.id).path(self.facts.number)
        return f"{said} {witness(self.desk, 'create', path=path, why=STANDING_FACTS)}".strip()

    @cached_property
    def _moving(self) -> Moving | None:
        """The process notes of this client; None where no keys are set up, or they cannot be used."""
        return moving_for(self.desk, self.practice, self.client.id)

    def _apart(self, asked: Asked, text: str, state: Interview) -> tuple[str, str]:
        """What of the answer is the clinician's alone goes to the process notes, durable before it leaves."""
        if self._moving is None:
            return text, NO_KEYS
        found = self.second_look().in_walk(asked, text.replace(HALF, " "), partial_note(state.answers))
        left, said = self._moving.move(text, found, day_of(state.answers, self.chart))
        return left, f"{said} {WHY}" if left != text and self.coach is not None else said

    def touch_written(self, state: Interview) -> Interview:
        """The note is written now: the time of writing is that of the last screen."""
        now = self.desk.world.now().replace(second=0, microsecond=0)
        return replace(state, answers=written(state.answers, ((("timing", "written"), now.isoformat()),)))
