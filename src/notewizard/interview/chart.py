"""What is known about the client before the first question: the treatment, the last note, the usual answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from notewizard.definitions.conditions import look_up
from notewizard.definitions.measures import plain_name
from notewizard.interview.on_file import OnFile
from notewizard.note.departure import departure
from notewizard.note.safety import BEHAVIOR_IN_WORDS, IN_WORDS, SafetyContact
from notewizard.note.treatment import TreatmentPlan


@dataclass(frozen=True)
class Chart:
    """The client's chart as far as the interview needs it; plain values, gathered by the command."""

    today: date
    """The day on the author's clock."""
    date_order: str = ""
    """ "mdy" or "dmy" where the practice has said how it writes days in numbers; else such a day may be refused."""
    planned: bool = False
    """There is a treatment plan; diagnoses and goals come from it."""
    frequency: str = ""
    """How often sessions are planned."""
    rhythm_days: float | None = None
    """Days between two sessions, where the treatment plan, or else the last note, says how often they are."""
    modalities: tuple[str, ...] = ()
    """Modality ids of the treatment plan: offered first."""
    earlier: int = 0
    """How many earlier notes of this client are known."""
    plan: TreatmentPlan | None = None
    """The treatment plan itself, where sessions are held against one."""
    beside: tuple[str, ...] = ()
    """Modalities that go along with any plan."""
    task: str = ""
    """What is done with the treatment plan, where that is what is asked: write, review, revise."""
    last: Mapping[str, Any] = field(default_factory=dict)
    """The answers of the client's last note, where they were kept; else empty."""
    last_held: Mapping[str, Any] = field(default_factory=dict)
    """The answers of the last note of a session that was held, where others came after it; else empty."""
    scores: tuple[Mapping[str, Any], ...] = ()
    """The scores of the client's earlier notes, as those give them, newest note first."""
    risk_before: bool = False
    """The last note named a raised risk: what became of it is asked."""
    contacts_open: tuple[SafetyContact, ...] = ()
    """Promised contacts that are due and whose outcome no note tells, the first due first."""
    progress: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By goal: where it stood when a note last said so, and the day of that session."""
    on_file: tuple[OnFile, ...] = ()
    """The standing facts of the chart."""
    corrected: Mapping[str, date] = field(default_factory=dict)
    """By the key of an answer of the last note of a session that was held: the day on which it was corrected."""
    score_days: int = 28
    """Days after which a measure of the treatment plan is due again."""

    def facts(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The table `chart` that conditions may name; `known`: there are answers of an earlier note."""
        goals = look_up(answers, "treatment.goals")
        return {
            "planned": self.planned,
            "earlier": self.earlier,
            "known": bool(self.last),
            "goals": len(goals) if goals else 0,
            "off_plan": self._is_off_plan(answers),
            "task": self.task,
            "risk_before": self.risk_before,
            "contacts_open": bool(self.still_open(answers)),
        }

    def _is_off_plan(self, answers: Mapping[str, Any]) -> bool:
        """Whether the work that is answered so far leaves the treatment plan."""
        rows = [each for each in answers.get("interventions") or () if each.get("modality")]
        if self.plan is None or not rows:
            return False
        found = departure(
            self.plan,
            modalities=[str(each["modality"]) for each in rows],
            goals=[str(each["goal"]) for each in rows if each.get("goal")],
            diagnoses=[str(each["code"]) for each in look_up(answers, "treatment.diagnoses") or ()],
            beside=self.beside,
        )
        # Which goal it serves is asked after the modality: until then nothing says that it serves none.
        return bool(found.modalities or found.diagnoses or (found.no_goal and all(each.get("goal") for each in rows)))

    def last_score(self, measure: str, before: str = "") -> Mapping[str, Any] | None:
        """The last score of that measure in an earlier note, or None; `before`: filled in before that day."""
        wanted = plain_name(measure)
        given = [each for each in self.scores if plain_name(str(each.get("name", ""))) == wanted]
        fitting = [each for each in given if not before or str(each.get("date", "")) < before]
        return max(fitting, key=lambda each: str(each.get("date", "")), default=None)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that the client is followed by, as `plain_name` gives them: those of the plan, then others."""
        planned = [goal.measure for goal in self.plan.goals if goal.measure] if self.plan else []
        return tuple(dict.fromkeys(map(plain_name, (*planned, *(str(each.get("name", "")) for each in self.scores)))))

    def still_open(self, answers: Mapping[str, Any]) -> tuple[SafetyContact, ...]:
        """The open contacts that these answers do not take up."""
        rows = look_up(answers, "safety.contacts") or ()
        here = {(str(each.get("due")), str(each.get("with")).casefold()) for each in rows}
        return tuple(each for each in self.contacts_open if (str(each.due), each.with_.casefold()) not in here)

    def facts_at(self, question: str) -> tuple[OnFile, ...]:
        """The standing facts that are offered at that question; none that has run out."""
        return tuple(each for each in self.on_file if each.kind.question == question and not each.is_over(self.today))

    @property
    def held(self) -> Mapping[str, Any]:
        """The answers of the last session that was held: a missed one agrees on nothing and sees no risk."""
        return self.last_held or self.last

    @property
    def raised(self) -> str:
        """What was not denied last time, and the level of risk where it was above low; empty where neither."""
        said = [words.get(str(look_up(self.held, f"safety.{answer}")), "") for answer, words in IN_WORDS.items()]
        if look_up(self.held, "safety.suicide.behavior") == "past-3-months":
            said.insert(1, BEHAVIOR_IN_WORDS["past-3-months"])
        level = look_up(self.held, "safety.risk.acute")
        acute = f"acute risk {level}" if level in ("moderate", "high") else ""
        return ", ".join(filter(None, (*said, acute)))
