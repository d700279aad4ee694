"""A treatment plan asked for question by question: its draft, the walk, the page, the version that is kept.

The walk is that of a note. Every answer is in a draft before the next question, and `resume` goes on with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from notewizard.checks.plan_itself import plan_findings
from notewizard.commands.desk import Desk
from notewizard.commands.filed.plan_in_force import all_plans, limits_of
from notewizard.commands.filed.witness import witness
from notewizard.commands.walking.kept_draft import draft_stays
from notewizard.commands.walking.what_waits import tell_what_waits
from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.library import Library
from notewizard.definitions.plans import ELEMENT, plan_faults, with_plan_questions
from notewizard.definitions.reading import key_path
from notewizard.errors import AuthorStopped, Refused
from notewizard.interview.chart import Chart
from notewizard.interview.clock import say_day
from notewizard.interview.plan_answers import Task, answers_of, plan_of
from notewizard.interview.replay import replayed
from notewizard.interview.state import Interview, next_question
from notewizard.note.measurable import missing_in
from notewizard.note.treatment import PlannedGoal, TreatmentPlan
from notewizard.records.clients import Client
from notewizard.records.draft import Draft
from notewizard.records.identity import begun_in
from notewizard.records.plans import keep_plan, kept_already, next_number
from notewizard.records.practice import Practice
from notewizard.records.right_chart import must_be_the_same
from notewizard.records.typing import Typing
from notewizard.records.versions import Version
from notewizard.rendering.treatment_plan import plan_page
from notewizard.terminal.screen import Choice, Mark, Screen
from notewizard.terminal.walk import Look, Walk

FORMAT = "treatment plan"
"""What a draft of a plan is called where a note's has its format."""
OPENINGS: dict[Task, str] = {
    "write": "The first treatment plan of {client}. Every answer is kept as you go.",
    "review": "The treatment plan of {client}, version {number}: each goal, is it still true?",
    "revise": "The treatment plan of {client}, version {number}: choose what changes; the version stays as it is.",
}


def version_before(desk: Desk, practice: Practice, client: Client, task: Task) -> int:
    """The number of the version that `task` goes on from, 0 for a first plan; refused where it does not fit.

    A plan that is broken is said here, before anything is asked; raises `Broken`.
    """
    versions = all_plans(practice, client.id, desk.library)
    if task == "write" and versions:
        raise Refused(
            f"{client.id} has a treatment plan already, version {versions[-1][0].number}.",
            where=str(versions[-1][0].path),
            hint=f"Review it with --review, or change it with --revise: notewizard plan {client.id} --review",
            not_done="Nothing was written.",
        )
    if task != "write" and not versions:
        raise Refused(
            f"There is no treatment plan of {client.id} yet.",
            hint=f"Write it with: notewizard plan {client.id} --write",
            not_done="Nothing was written.",
        )
    return versions[-1][0].number if versions else 0


def begin(desk: Desk, practice: Practice, screen: Screen, client: Client, task: Task, before: int) -> int:
    """Ask for the version of the plan of `client` that follows the version `before`."""
    now = desk.world.now().isoformat(timespec="seconds")
    draft = desk.state.drafts.begin(client.id, FORMAT, now, {"task": task, "version": before})
    draft.append(begun_in(practice, desk.history.identify()))
    return go_on(PlanSession(desk, practice, screen, draft, client))


def is_plan(draft: Draft) -> bool:
    """Whether the draft is that of a treatment plan."""
    return any(each.get("kind") == "begun" and each.get("format") == FORMAT for each in draft.entries())


def go_on(session: PlanSession) -> int:
    """Walk, page, kept; a stop keeps the draft and says how to go on."""
    with draft_stays(session.draft, session.typing):
        kept = session.kept_before() or session.finish()
    session.screen.say(f"Kept: {kept}", "good")
    tell_what_waits(session.desk, session.screen)
    return 0


@dataclass
class PlanSession:
    """A draft of a plan that is being answered."""

    desk: Desk
    practice: Practice
    screen: Screen
    draft: Draft
    client: Client
    typing: Typing = field(init=False)

    def __post_init__(self) -> None:
        self.typing = Typing(self.draft)

    @cached_property
    def begun(self) -> dict[str, object]:
        """How the draft began."""
        return next(each for each in self.draft.entries() if each.get("kind") == "begun")

    @property
    def task(self) -> Task:
        """What is done with the plan."""
        return self.begun["task"]  # type: ignore[return-value]

    @cached_property
    def versions(self) -> tuple[tuple[Version, TreatmentPlan], ...]:
        """The versions that this one follows."""
        found = all_plans(self.practice, self.client.id, self.desk.library)
        return tuple((file, plan) for file, plan in found if file.number <= int(str(self.begun["version"])))

    @property
    def before(self) -> TreatmentPlan | None:
        """The version that this one follows."""
        return self.versions[-1][1] if self.versions else None

    @cached_property
    def today(self) -> date:
        """The day on the author's clock."""
        return self.desk.world.now().date()

    @cached_property
    def library(self) -> Library:
        """The definitions, with the questions of a plan."""
        return with_plan_questions(self.desk.library, self.practice.dot)

    def fresh(self) -> Interview:
        """The interview before its first question: what the version before said, but for what is asked anew."""
        due = self.today + timedelta(days=limits_of(self.practice).review_days)
        chart = Chart(
            today=self.today,
            date_order=self.practice.settings().date_order,
            task=self.task,
            last={ELEMENT: {"review_due": say_day(due)}},
        )
        answers = answers_of(self.before, self.task) if self.before else {ELEMENT: {}}
        state = Interview(self.library, self.library.no_format(), chart, answers)
        # Goals and problems that are there are gone through; a further one is asked for only in a first plan.
        rows = (f"{ELEMENT}.goals", f"{ELEMENT}.problems") if self.before else ()
        passed = frozenset((*rows, *_unanswered(answers))) if self.before else frozenset()
        return replace(state, passed=passed)

    def plan(self, state: Interview) -> TreatmentPlan:
        """The plan as it is answered."""
        author = self.practice.settings().author.printed
        used = {goal.id for _, plan in self.versions for goal in plan.snapshot().goals or ()}
        return plan_of(
            state.answers,
            self.client.id,
            self.before.started if self.before else self.today,
            written=self.today,
            author=author,
            reviewed=self.today if self.task == "review" else None,
            used=used,
        )

    def walk(self) -> Interview:
        """Ask until the plan is whole, from where the draft stopped. Raises `AuthorStopped`."""
        again = replayed(self.fresh(), self.draft.entries())
        known = {"client": self.client.name or self.client.id, "number": self.begun["version"]}
        self.screen.say(OPENINGS[self.task].format(**known))
        walk = self._walk(dict(again.pending))
        if self.task != "revise":
            return walk.run(again.state, again.newest)
        return walk.run(self._chosen(walk, again.state, again.newest))

    def _chosen(self, walk: Walk, state: Interview, key: str) -> Interview:
        """What is to change, chosen from the whole plan one answer after the other; only then the reason is asked."""
        if key == f"{ELEMENT}.why":
            return state
        task = state.chart
        state = replace(state, chart=replace(task, task="choose"))
        while key or (key := self.screen.review(walk.lines(state), "What changes?") or ""):
            state, key = walk.run(state, key), ""
        return replace(state, chart=task)

    def _walk(self, pending: dict[str, str | tuple[str, ...]]) -> Walk:
        return Walk(
            screen=self.screen,
            keep=lambda entry: self.typing.settle(dict(entry)),
            typing=self.typing.put,
            look=_look,
            notices=self.desk.bringing.said,
            pending=pending,
        )

    def finish(self) -> str:
        """Walk, show the page, keep it; the path of the version."""
        state = self.walk()
        while True:
            if next_question(state):
                state = self._walk({}).run(state)
            plan = self.plan(state)
            if fault := next(plan_faults(plan.model_dump(), self.desk.library), None):
                place, said, allowed = fault
                self.screen.say(f"{said[:1].upper()}{said[1:]}: {allowed}.", "warn")
                state = self._walk({}).run(state, key_path((ELEMENT, *place)))
                continue
            number = next_number(self.practice.plans(self.client.id))
            self.screen.read("This will be kept", plan_page(plan, self.desk.library, number))
            for each in plan_findings(plan, self.desk.library.measures.values()):
                self.screen.say(each.message, "warn")
            match self.screen.choose(
                f"Treatment plan of {self.client.id}",
                (
                    Choice("keep", f"keep it as version {number}", "k"),
                    Choice("review", "review and change", "r"),
                    Choice("leave", "leave it as a draft", "l"),
                ),
            ):
                case "keep":
                    return self._keep(plan)
                case "review":
                    walk = self._walk({})
                    key = self.screen.review(walk.lines(state), "Treatment plan")
                    state = walk.run(state, key) if key else state
                case _:
                    raise AuthorStopped("The draft is kept.")

    def _keep(self, plan: TreatmentPlan) -> str:
        self.typing.close()
        must_be_the_same(self.desk.state, self.practice, self.draft.entries())
        before = int(str(self.begun["version"]))
        versions = self.practice.plans(self.client.id)
        _ = self.desk.history  # what was written by hand before is told as such, and this version is not
        path = keep_plan(self.desk.state.drafts, self.draft, versions, plan, before)
        if owed := witness(self.desk, "create", path=path, why="treatment plan"):
            self.screen.say(owed)
        return str(path)

    def kept_before(self) -> str:
        """The path of the version that this draft became before the program was ended; empty where it did not."""
        versions = self.practice.plans(self.client.id)
        return str(kept_already(self.desk.state.drafts, self.draft, versions) or "")


def _unanswered(answers: dict[str, object]) -> list[str]:
    """The optional questions that the version before left out: they are not asked again, only offered."""
    held = answers[ELEMENT]
    assert isinstance(held, dict)
    keys = [f"{ELEMENT}.duration"]
    for position, _ in enumerate(held.get("goals", ())):
        keys += [f"{ELEMENT}.goals[{position}].{name}" for name in ("objective", "modalities", "measure")]
        keys += [f"{ELEMENT}.goals[{position}].{name}" for name in ("baseline", "target")]
    keys += [f"{ELEMENT}.problems[{position}].code" for position, _ in enumerate(held.get("problems", ()))]
    return keys


def _look(asked: Asked, state: Interview) -> Look | None:
    """What an objective lacks to be measured, said gently: Enter keeps it."""
    if asked.path[-1] != "objective":
        return None
    row = answer_at(state.answers, asked.path[:-1]) or {}

    def look(text: str) -> Sequence[Mark]:
        goal = PlannedGoal(id="g", goal="g", objective=text, measure=row.get("measure"), target=row.get("target"))
        missing = missing_in(goal)
        if not missing:
            return ()
        return (Mark(0, len(text), f"It does not say {', '.join(missing)}.", asked.question.example),)

    return look
