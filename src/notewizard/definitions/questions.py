"""What is asked: one question, its wording, its kind, and when it applies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from notewizard.definitions.conditions import Condition
from notewizard.definitions.reading import Shape

Kind = Literal[
    "prose",  # free text, several lines allowed
    "line",  # free text on one line, with completion from a vocabulary where one is named
    "one",  # one of a short closed list
    "many",  # any number of terms from a vocabulary
    "lines",  # any number of short texts; "none" is an answer
    "number",
    "date",
    "time",
    "moment",  # a date and a time
    "yes_no",
    "rows",  # a group of questions, any number of times
    "domains",  # the mental status: descriptors of all domains on one screen
]

Text = Annotated[str, Field(min_length=1)]


class Option(Shape):
    """One choice of a closed list."""

    value: Text
    """The answer's value in the note."""
    say: Text
    """How it is shown."""
    key: Annotated[str, Field(pattern="^[a-z0-9]$")] | None = None
    """The key that picks it at once."""


class Wording(Shape):
    """Other words for a question; what is left out stays as the element has it."""

    ask: Text | None = None
    why: Text | None = None
    example: Text | None = None


class Question(Shape):
    """One question of an element or of a practice's format."""

    id: Text
    """Path of its answer in the note (`presenting.concerns`); in a row, the name of the answer (`score`)."""
    kind: Kind
    ask: Text
    """The prompt, a few words."""
    why: str = ""
    """Why it is asked: one or two sentences for someone who is learning."""
    example: str = ""
    """A good answer, of an invented client."""
    required: bool = True
    """Whether the note is unfinished without it, where it applies."""
    offered: bool = False
    """While it is not required, the walk does not ask it; the review screen offers it."""
    walk_when: tuple[Condition, ...] = ()
    """Offered, but the walk asks it all the same when all of these hold."""
    session_types: tuple[Text, ...] = ()
    """The session types it applies to; empty: those of its element."""
    worded: dict[str, Wording] = {}
    """By session type: words that fit it better; they come before those of a format."""
    ask_when: tuple[Condition, ...] = ()
    """It applies when all of these hold."""
    required_when: tuple[Condition, ...] = ()
    """If given, it is required only when all of these hold."""
    options: tuple[Option, ...] = ()
    """For `one`: the closed list."""
    vocabulary: str | None = None
    """For `many`, `line` and `domains`: the id of a vocabulary."""
    own_terms: bool = True
    """Whether words outside the vocabulary are accepted."""
    least: float | None = None
    """For `number`: the smallest; for `rows`, `many` and `lines`: how many at least."""
    most: float | None = None
    """For `number`: the largest."""
    whole: bool = False
    """For `number`: whole numbers only."""
    ahead: bool = False
    """For `date`: a weekday means the one to come, and a day before the session is refused."""
    again: bool = False
    """Last time's answer is shown, and a typed "y" takes it: a standing fact, confirmed and never assumed."""
    suggest: Literal["today", "next-number", "usual", "plan"] | None = None
    """A safe value to take with Enter. Never for a finding, consent, location, end time, risk level or goal status."""
    worked_out: Literal["by-rhythm"] | None = None
    """An answer that is worked out and shown, and that a typed "y" takes; Enter alone takes nothing."""
    rows: tuple[Question, ...] = ()
    """For `rows`: the questions of one row."""
    row_name: str = ""
    """For `rows`: what one row is, for example "measure"."""
    one_for: str | None = None
    """For `rows`: one row for each goal named in this element (`interventions`)."""
    reads: Literal["diagnosis", "goal"] | None = None
    """For `lines`: each line is read as "F41.1 Name" or as a goal, whose id is given by its number."""
    narrative: bool = False
    """What happened, was done, was taken, or means; such an answer may not be copied from another note."""

    @model_validator(mode="after")
    def fits_its_kind(self) -> Question:
        if (self.kind == "one") != bool(self.options):
            raise ValueError('needs options exactly when its kind is "one"|')
        if (self.kind == "rows") != bool(self.rows):
            raise ValueError('needs rows exactly when its kind is "rows"|')
        if self.kind in ("many", "domains") and not self.vocabulary:
            raise ValueError("needs a vocabulary|the id of a file in vocabularies/")
        if self.suggest and (self.id in NEVER_SUGGESTED or self.id.startswith(("safety.", "mental_status"))):
            raise ValueError("may not suggest an answer: Enter alone must never give a finding|")
        return self


NEVER_SUGGESTED = frozenset(
    {
        "encounter.end",
        "encounter.setting",
        "encounter.delivery",
        "encounter.telehealth.client_location",
        "encounter.telehealth.clinician_location",
        "encounter.telehealth.consent",
        "encounter.telehealth.emergency_contact",
        "plan.next_session",
        "response.progress",
    }
)
"""Answers that Enter alone never gives, together with all of safety and mental status."""


class Element(Shape):
    """One element's questions, in the order of the walk."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    element: Text
    """One of the eight elements, or "around" for what stands around them."""
    name: Text
    """How the screen calls it: "Mental status"."""
    session_types: tuple[Text, ...]
    """The session types in which it is asked."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    required_domains: dict[str, tuple[tuple[Text, ...], ...]] = {}
    """Mental status only: by session type, the domains required; of an inner list, one is enough."""
