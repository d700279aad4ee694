"""What `--coach` says: by question why it matters, a weak and a strong answer; and the words of the page at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from notewizard.definitions.questions import Question, Text
from notewizard.definitions.reading import Shape, read_table, shaped
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import Broken, Problem

PAGE = "feedback.toml"
"""The file of the page; every other one in the folder is of an element's questions."""


class Reason(Shape):
    """Why a question matters, to one kind of reader."""

    say: Text
    source: str = ""
    """What it rests on; only a clinical reason may do without: it is then common practice."""


class Taught(Shape):
    """What is taught beside one question."""

    question: Text
    """Its id; in a row with that of the rows before it: "interventions.detail"."""
    session_type: str = ""
    """The kind of session for which the question has a wording of its own; empty: all others."""
    clinical: Reason | None = None
    legal: Reason | None = None
    payer: Reason | None = None
    weak: str = ""
    """A weak answer, of an invented client."""
    because: str = ""
    """What is weak about it."""
    strong: str = ""
    """A strong answer, of an invented client; empty: the example of the question."""
    unseen: bool = False
    """No rule of ours sees that the weak answer is weak."""

    @model_validator(mode="after")
    def is_whole(self) -> Taught:
        if not (self.clinical or self.legal or self.payer):
            raise ValueError("needs a reason: clinical, legal or payer|")
        if self.strong and not self.weak:
            raise ValueError("needs a weak answer beside the strong one|")
        if self.weak and not self.because:
            raise ValueError("needs to say what is weak about the weak answer|")
        if any(each is not None and not each.source for each in (self.legal, self.payer)):
            raise ValueError("needs a source for what law or a payer wants|")
        return self

    @property
    def name(self) -> str:
        """What it is found by."""
        return named(self.question, self.session_type)

    def reasons(self) -> Iterator[tuple[str, Reason]]:
        """Each reason with the reader it is for."""
        for name, reason in (("Clinical", self.clinical), ("Legal", self.legal), ("Payer", self.payer)):
            if reason is not None:
                yield name, reason

    def lines(self, example: str) -> tuple[str, ...]:
        """What stands beside the question, whose own example is the strong answer where no other is given."""
        said = [f"{name}: {reason.say}" for name, reason in self.reasons()]
        said += [f"Weak: {self.weak}", f"Strong: {self.strong or example}"] if self.weak else []
        return tuple(said)

    def more(self) -> tuple[str, ...]:
        """What F1 adds."""
        said = [f"“{self.weak}” is weak: {self.because}" if self.weak else self.because]
        said += [f"{name}: {reason.source}." for name, reason in self.reasons() if reason.source]
        return tuple(each for each in said if each)


def named(question: str, session_type: str) -> str:
    """What is taught beside a question is found by this, where it is worded for that kind of session."""
    return f"{question} ({session_type})" if session_type else question


class TaughtElement(Shape):
    """One file of `formats/teaching/`: the questions of an element."""

    schema_: Annotated[int, Field(alias="schema", ge=1, le=1)]
    element: Text
    taught: Annotated[tuple[Taught, ...], Field(min_length=1)]


class Point(Shape):
    """What the page says by one rule."""

    say: Text
    source: Text


class Page(Shape):
    """The words of the page that follows a signed note."""

    schema_: Annotated[int, Field(alias="schema", ge=1, le=1)]
    strong: Mapping[str, Point]
    asks: Mapping[str, Point]


class Teaching(Shape):
    """All of it."""

    taught: Mapping[str, Taught]
    page: Page

    def beside(self, key: str, question: Question, session_type: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines beside the question, and those that F1 adds.

        `key` is its id as in `Taught.question`; `question` has the words it is asked in. One that nothing more is
        taught about shows its own why and example.
        """
        found = self.taught.get(named(key, session_type if session_type in question.worded else ""))
        if found is not None:
            return found.lines(question.example), found.more()
        fits = question.kind not in ("one", "yes_no", "rows")
        own = (
            f"Why: {question.why}" if question.why else "",
            f"Example: {question.example}" if question.example and fits else "",
        )
        return tuple(each for each in own if each), ()


def load_teaching(practice: Path | None = None) -> Teaching:
    """The teaching: a practice's own file (`practice` is its `.notewizard` folder) wins over the shipped of its name.

    Raises `Broken`.
    """
    files = {path.name: path for path in sorted((shipped_folder("formats") / "teaching").glob("*.toml"))}
    if practice is not None:
        files |= {path.name: path for path in sorted((practice / "formats" / "teaching").glob("*.toml"))}
    page = shaped(read_table(files.pop(PAGE)), Page)
    taught: dict[str, Taught] = {}
    for path in files.values():
        for each in shaped(read_table(path), TaughtElement).taught:
            if each.name in taught:
                raise Broken("The teaching cannot be used.", [Problem(each.name, "is taught twice", "", str(path))])
            taught[each.name] = each
    return Teaching(taught=taught, page=page)
