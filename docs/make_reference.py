"""Writes docs/reference/ from the definitions and the commands themselves, and `rules/compiled.txt` from the rules.

Run it after a change: `python docs/make_reference.py`. `tests/unit/test_reference.py` fails when a page is stale,
`tests/definitions/test_compiled_rules.py` when the compiled rules are.
"""

from __future__ import annotations

import csv
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from notewizard.checks.packs import compile_packs
from notewizard.checks.shipped_rules import NAME as COMPILED
from notewizard.checks.shipped_rules import as_text, checksums
from notewizard.cli import COMMANDS
from notewizard.commands.defining.rule_page import MEASURED
from notewizard.definitions.conditions import Condition
from notewizard.definitions.formats import PARTS
from notewizard.definitions.later import with_later_questions
from notewizard.definitions.library import Library, load_library
from notewizard.definitions.plans import with_plan_questions
from notewizard.definitions.questions import Question
from notewizard.definitions.rules import load_rule_pack
from notewizard.definitions.shipped import shipped_folder

FOLDER = Path(__file__).parent / "reference"
MADE = "*Made by docs/make_reference.py from the program itself.*\n"


def pages() -> dict[str, str]:
    """Every page of the reference, by file name."""
    library = load_library()
    return {
        "questions.md": "\n".join(questions(library)),
        "formats.md": "\n".join(formats(library)),
        "rules.md": "\n".join(rules()),
        "measures.md": "\n".join(measures(library)),
        "commands.md": "\n".join(commands()),
    }


def questions(library: Library) -> Iterator[str]:
    yield "# What is asked\n"
    yield MADE
    yield "In the order of the walk. The name of a question is the key of its answer in an answers file.\n"
    for element in library.elements:
        yield f"## {element.name}\n"
        yield f"Asked in: {', '.join(element.session_types)}.\n"
        for domains in sorted(element.required_domains):
            choices = ", ".join(" or ".join(choice) for choice in element.required_domains[domains])
            yield f"Required domains, {domains}: {choices}.\n"
        for question in element.questions:
            yield from _question(question, "###")
    yield from _apart("plan", with_plan_questions(library))
    yield from _apart("addend` and `notewizard cosign", with_later_questions(library))


def _apart(command: str, library: Library) -> Iterator[str]:
    (element,) = library.elements
    yield f"## {element.name}\n"
    yield f"Asked by `notewizard {command}`.\n"
    for question in element.questions:
        yield from _question(question, "###")


def _question(question: Question, mark: str) -> Iterator[str]:
    yield f"{mark} `{question.id}`\n"
    yield f"**{question.ask}.** {_kind(question)} {_required(question)}\n"
    if question.ask_when:
        yield f"Asked when {' and '.join(_said(each) for each in question.ask_when)}.\n"
    for kind, words in sorted(question.worded.items()):
        yield f"Session type {kind}: **{words.ask or question.ask}.**\n"
    if question.why:
        yield f"{question.why}\n"
    if question.example:
        yield f"> {question.example}\n"
    for inner in question.rows:
        yield from _question(inner, mark + "#")


def _kind(question: Question) -> str:
    if question.options:
        return f"One of {', '.join(f'`{option.value}`' for option in question.options)}."
    kinds = {
        "prose": "Your own words.",
        "line": "One line.",
        "many": f"Terms, from the vocabulary `{question.vocabulary}` or your own.",
        "domains": "Observed descriptors by domain.",
        "lines": "Any number of lines; an empty list: asked, none.",
        "number": "A number.",
        "date": "A day.",
        "time": "A time of day.",
        "moment": "A day and a time.",
        "yes_no": "Yes or no.",
        "rows": f"Any number of rows, each one {question.row_name}.",
    }
    return kinds[question.kind]


def _required(question: Question) -> str:
    only = f" In {', '.join(question.session_types)} notes." if question.session_types else ""
    if not question.required:
        return f"Optional.{only}"
    if question.required_when:
        return f"Required when {' and '.join(_said(each) for each in question.required_when)}.{only}"
    return f"Required.{only}"


def _said(condition: Condition) -> str:
    if condition.any_of is not None:
        return ", or ".join(map(_said, condition.any_of))
    name = f"`{condition.answer}`"
    if condition.is_ is not None:
        return f"{name} is {' or '.join(_value(each) for each in condition.is_)}"
    if condition.is_not is not None:
        return f"{name} is answered and not {' or '.join(_value(each) for each in condition.is_not)}"
    if condition.answered is not None:
        return f"{name} is {'' if condition.answered else 'not '}answered"
    if condition.empty is not None:
        return f"{name} is {'' if condition.empty else 'not '}an empty list"
    if condition.at_least is not None:
        return f"{name} is {condition.at_least:g} or more"
    return f"the day {name} had {'' if condition.reached else 'not '}come"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def measures(library: Library) -> Iterator[str]:
    yield "# Measures\n"
    yield MADE
    yield "What is known of each instrument. Scores only: no item is printed anywhere. The files in `formats/measures`"
    yield "say where each figure comes from, `docs/decisions` how it was chosen. The license is as commonly stated: ask"
    yield "its owner before use.\n"
    yield "| measure | range | bands or cut | a change takes | suicide item | license |"
    yield "|---|---|---|---|---|---|"
    for measure in sorted(library.measures.values(), key=lambda each: each.name.lower()):
        arrow = "lower" if measure.better == "lower" else "higher"
        bands = " · ".join(f"{band.least:g} {band.name}" for band in measure.bands)
        cut = f"cut {'-'.join(f'{each:g}' for each in dict.fromkeys(measure.cut))}" if measure.cut else ""
        item = f"item {measure.suicide_item.number}" if measure.suicide_item else ""
        license_ = f"{measure.license.status}. {measure.license.note}".strip(". ") if measure.license else ""
        yield (
            f"| **{measure.name}** {measure.title} | {measure.range}, {arrow} is better | {bands or cut}"
            f" | {measure.change_takes} | {item} | {license_} |"
        )


def formats(library: Library) -> Iterator[str]:
    yield "# Where each part goes\n"
    yield MADE
    yield "| part | element | " + " | ".join(library.formats[each].name for each in sorted(library.formats)) + " |"
    yield "|---" * (2 + len(library.formats)) + "|"
    for part, element in PARTS.items():
        places = []
        for name in sorted(library.formats):
            sections = library.formats[name].sections
            places.append(next((each.heading or each.id for each in sections if part in each.parts), ""))
        yield f"| `{part}` | {element} | " + " | ".join(places) + " |"
    yield ""


def rules() -> Iterator[str]:
    yield "# What is flagged in wording\n"
    yield MADE
    right = _measured()
    for path in sorted(shipped_folder("rules").glob("*.toml")):
        for rule in load_rule_pack(path).content.rules:
            yield f"## `{rule.id}`\n"
            yield f"{rule.category}, {rule.level}. {rule.rationale}\n"
            if rule.id in right:
                yield f"{right[rule.id]}\n"
            yield "Flagged:\n"
            yield from (f"- {each}" for each in rule.examples.flagged)
            yield "\nFine:\n"
            yield from (f"- {each}" for each in rule.examples.fine)
            yield "\nBetter:\n"
            yield from (f"- {each}" for each in rule.suggest)
            yield f"\nSource: {rule.source.title}\n"


def _measured() -> dict[str, str]:
    """How often each rule was right on real notes, of those that were measured."""
    with (shipped_folder("rules") / MEASURED).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["rule"]: f"On real notes {row['right']} of {row['alerts']} alerts were right." for row in rows}


def compiled_rules() -> str:
    """The shipped rules as a start reads them, an entry a line so that a change is small."""
    folder = shipped_folder("rules")
    packs = [load_rule_pack(path) for path in sorted(folder.glob("*.toml"))]
    return as_text(compile_packs(packs, examples=False), checksums(folder))


def commands() -> Iterator[str]:
    yield "# Commands\n"
    yield MADE
    for name, line in COMMANDS.items():
        module = import_module(f"notewizard.commands.{name}")
        parser = ArgumentParser(prog=f"notewizard {name}")
        parser.add_argument("--practice", metavar="FOLDER", help="the practice folder")
        module.arguments(parser)
        yield f"## {name}\n\n{line[0].upper()}{line[1:]}.\n\n```\n{module.EXAMPLES.strip()}\n```\n"
        yield "| word | meaning |\n|---|---|"
        yield from (f"| `{_word(action)}` | {action.help} |" for action in _actions(parser))
        yield ""


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    """Every word a parser takes, those of its inner commands after their own name."""
    for action in parser._actions:
        if action.choices and isinstance(action.choices, dict):
            for inner in action.choices.values():
                yield from _actions(inner)
        elif action.dest != "help" and action.help != SUPPRESS:
            yield action


def _word(action: Action) -> str:
    name = action.option_strings[-1] if action.option_strings else ""
    value = "" if action.nargs == 0 else action.metavar or ",".join(map(str, action.choices or ())) or "…"
    return f"{name} {value}".strip()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text.rstrip() + "\n", encoding="utf-8")
    (shipped_folder("rules") / COMPILED).write_text(compiled_rules(), encoding="utf-8")
