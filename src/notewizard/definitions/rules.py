"""What a rule pack holds: words, rules, and each rule's own examples. Shape only: `checks` judges how rules behave.

A pack may be several files with one `id`. A practice's pack `extends` a shipped one: it adds rules, replaces one by
its id, sets the level of a rule or a family (`levels`, by dotted prefix, the most specific wins, `"off"` switches
off), and allows phrases of its own (`allow`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from notewizard.definitions.phrases import BadPhrase, check_phrase
from notewizard.definitions.reading import Shape, Table, read_table, shaped
from notewizard.errors import Broken, Problem

Category = Literal[
    "vague",
    "unsupported_progress",
    "third_party_speculation",
    "irrelevant_detail",
    "charged",
    "process_note",
    "legal_risk",
    "unfinished",
]
RuleLevel = Literal["info", "warning", "must-resolve"]
Kind = Literal["phrase", "swap", "requires", "frame", "note_absence", "count"]
Window = Literal[
    "clause",
    "sentence",
    "next_sentence",
    "previous_sentence",
    "statement",
    "next_statement",
]
When = Literal["ignore", "flag", "only"]


def _phrase(value: str) -> str:
    try:
        check_phrase(value)
    except BadPhrase as error:
        raise ValueError(str(error)) from None
    return value


def _dotted(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+", value):
        raise ValueError('is not a rule id|lower-case words joined by dots, for example "progress.no-evidence"')
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    # Not Field(min_length=1): that also complains when the one value is merely wrong.
    if not values:
        raise ValueError("must not be empty")
    return values


PhraseText = Annotated[str, AfterValidator(_phrase)]
Said = Annotated[str, AfterValidator(_not_blank)]


class PackHeader(Shape):
    """Which pack a file belongs to."""

    id: Said
    """The pack; files with one id are one pack."""
    version: Said
    """Of the pack's content."""
    language: Said = "en"
    """The language of its words."""
    extends: tuple[str, ...] = ()
    """Packs whose rules and classes this one builds on."""
    allow: tuple[PhraseText, ...] = ()
    """Phrases never flagged (a program's name); no rule marked `never_exempt` is quieted by them."""


class Sections(Shape):
    """Where in a note a rule applies."""

    only: tuple[str, ...] = ()
    """Sections or elements it is limited to; empty means no limit."""
    not_: tuple[str, ...] = Field(default=(), alias="not")
    """Sections or elements it leaves alone."""


class RuleSource(Shape):
    """What a rule rests on."""

    title: Said
    """Author, year and finding, or the section of a standard."""
    url: str = ""
    """Where it can be read."""


class RuleExamples(Shape):
    """Sentences that show, and test, what the rule does."""

    flagged: Annotated[tuple[Said, ...], AfterValidator(_some)]
    """Each is flagged by this rule."""
    fine: Annotated[tuple[Said, ...], AfterValidator(_some)]
    """None is flagged by this rule."""


class Rule(Shape):
    """One thing that is flagged."""

    id: Annotated[str, AfterValidator(_dotted)]
    """Stable; its dotted prefixes are its families."""
    category: Category
    """What kind of fault it is."""
    kind: Kind
    """How it looks: words, words with a better word, a claim that needs evidence, a frame with gaps, an absence
    in the whole note, or too many of one thing."""
    level: RuleLevel
    """How much it matters; `must-resolve` is for unfinished text alone."""
    sections: Sections = Sections()
    """Where it applies."""
    triggers: Annotated[tuple[PhraseText, ...], AfterValidator(_some)]
    """The words that make it look closer."""
    subject: Literal["client", "third_party", "clinician", "any"] = "any"
    """Whom the clause must be about."""
    needs: tuple[PhraseText, ...] = ()
    """What must stand close to its words in the same sentence, or the rule is silent."""
    unless: tuple[PhraseText, ...] = ()
    """Evidence that makes it fine."""
    unless_window: tuple[Window, ...] = ("sentence",)
    """Where that evidence may stand; a statement is a sentence without its labels and without arrangements."""
    unless_about: tuple[PhraseText, ...] = ()
    """What the words are about instead where it is named, in their sentence or in one directly beside it."""
    quoted: When = "ignore"
    """Inside quotation marks."""
    negated: When = "ignore"
    """Under a negation."""
    hypothetical: When = "ignore"
    """As a condition, goal, hope or plan."""
    attributed: When = "ignore"
    """As somebody's report or belief."""
    except_: tuple[PhraseText, ...] = Field(default=(), alias="except")
    """Longer phrases around the words in which they are fine."""
    marks: Literal["words", "statement"] = "words"
    """What is shown as found: its words, with what they need beside them, or all of the statement they stand in."""
    message: Said
    """What is said; `{match}` is the words found, `{replace}` the better ones."""
    rationale: Said
    """Why it matters."""
    suggest: tuple[Said, ...] = ()
    """What could stand there instead; never applied by itself."""
    replace: dict[str, str] = {}
    """For `swap` alone: each trigger with its better word."""
    at_least: int = 0
    """For `count` alone: how many times before it is flagged."""
    source: RuleSource
    """What it rests on."""
    never_exempt: bool = False
    """No practice can allow, lower or switch it off."""
    examples: RuleExamples
    """Run as tests whenever the pack is tested."""

    @field_validator("message")
    @classmethod
    def _slots(cls, value: str) -> str:
        if set(re.findall(r"\{[^{}]*\}", value)) - {"{match}", "{replace}"}:
            raise ValueError("has a slot that is never filled|{match} and, for swap, {replace}")
        return value

    @model_validator(mode="after")
    def _kind_has_its_keys(self) -> Rule:
        if self.level == "must-resolve" and self.category != "unfinished":
            raise ValueError('may not be must-resolve|"info" or "warning"; only unfinished text must be resolved')
        if any(trigger.startswith("@") for trigger in self.triggers):
            raise ValueError("has a computed trigger|triggers hold words, so that every rule has a gate")
        if (self.kind == "swap") != bool(self.replace) or set(self.replace) - set(self.triggers):
            raise ValueError("and its replace table do not fit|a swap has one replacement for each trigger")
        if self.kind == "swap" and set(self.triggers) - set(self.replace):
            raise ValueError("has a trigger without a replacement|a swap has one replacement for each trigger")
        if not self.replace and not self.suggest:
            raise ValueError("suggests nothing|`suggest` says what could stand there instead")
        if self.kind == "requires" and not self.unless:
            raise ValueError("requires nothing|`unless` lists the evidence that makes it fine")
        if self.kind == "frame" and not any("~" in trigger or "%" in trigger for trigger in self.triggers):
            raise ValueError("has no trigger with a gap or class|a frame joins who and what, as in %KIN ~3 %TRAIT")
        if (self.kind == "count") != (self.at_least > 0):
            raise ValueError("and at_least do not fit|a count says how many times, and only a count")
        return self


class Pack(Shape):
    """One file of a rule pack."""

    pack: PackHeader
    """Which pack it belongs to."""
    classes: dict[Annotated[str, Field(pattern="^[A-Z][A-Z0-9_]*$")], tuple[PhraseText, ...]] = {}
    """Words by name, used as %NAME by every file of the pack and by packs that extend it."""
    levels: dict[str, Literal["info", "warning", "off"]] = {}
    """Levels for rules and families of the packs it extends, by dotted prefix; the most specific wins."""
    rules: tuple[Rule, ...] = ()
    """The rules."""


@dataclass(frozen=True)
class RulePack:
    """One rule pack file as loaded: its content, and where it came from."""

    path: Path
    sha256: str
    """Lower-case hex of the file's bytes."""
    text: str
    """The file, so that a problem found later can name its line."""
    content: Pack


def load_rule_pack(path: Path) -> RulePack:
    """The rule pack file at `path`, its shape checked; raises `Broken` with every problem, each with key and line."""
    return rule_pack_of(read_table(path))


def rule_pack_of(table: Table) -> RulePack:
    """The rule pack in a table already read."""
    content = shaped(table, Pack)
    problems = []
    seen: set[str] = set()
    for index, rule in enumerate(content.rules):
        if rule.id in seen:
            problems.append(Problem(f"rules[{index}].id", "is used twice in this file", "", str(table.path), None))
        seen.add(rule.id)
    if problems:
        raise Broken(f"{table.path.name} is not a usable pack file.", problems, not_done="Nothing was loaded.")
    return RulePack(table.path, table.sha256, table.text, content)
