"""One rule on a page: what it does, why, what it leaves alone, an example, what to write instead, what it rests on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from textwrap import fill

from notewizard.commands.counting import counted
from notewizard.definitions.rules import Rule
from notewizard.definitions.shipped import shipped_folder

WIDE = 80
MEASURED = "measured.csv"
"""Beside the shipped rules: `rule,alerts,right`, what readers said of its alerts on real notes."""
DOES = {
    "phrase": "Looks for certain words.",
    "swap": "Looks for words that have a better one.",
    "requires": "Looks for a claim, and for what it rests on.",
    "frame": "Looks for words that stand together: who, and what is said of them.",
    "note_absence": "Looks at a whole note for something that should be in it.",
    "count": "Counts words that say much once and little in a row.",
}
WINDOWS = {
    "clause": "its clause",
    "sentence": "its sentence",
    "next_sentence": "the next one",
    "previous_sentence": "the one before",
    "statement": "its sentence",
    "next_statement": "the next one",
}
ABOUT = {
    "client": "Only where it is said of the client.",
    "third_party": "Only where it is said of somebody else than the client.",
    "clinician": "Only where it is said of the clinician.",
}
ALONE = {
    "quoted": ("inside quotation marks", "Only inside quotation marks."),
    "negated": ("what is denied", "Only where it is denied."),
    "hypothetical": ("goals, plans, hopes and conditions", "Only as a goal, plan, hope or condition."),
    "attributed": ("what somebody reports or believes", "Only as what somebody reports or believes."),
}
MOST_NAMED = 6
ENOUGH = 5
"""Alerts on real notes, from which on their share that was right says something."""


def rule_page(rule: Rule, level: str, pack: str) -> str:
    """The rule as a person reads it; `level` is the one it has in this practice, `pack` the file it stands in."""
    message = rule.message.replace("{match}", "…").replace("{replace}", "…")
    lines = [rule.id, f"{rule.category}, {level}, in {pack}", "", fill(message, WIDE)]
    parts = (
        ("What it does", list(_does(rule))),
        ("Why it matters", [rule.rationale]),
        ("What it leaves alone", list(_leaves(rule))),
        ("Known problems", list(_problems(rule))),
        ("Flagged", list(rule.examples.flagged)),
        ("Fine", list(rule.examples.fine)),
        ("Instead", [*rule.suggest, *(f"{words} -> {better}" for words, better in sorted(rule.replace.items()))]),
        ("Rests on", [f"{rule.source.title} ({rule.source.url})" if rule.source.url else rule.source.title]),
    )
    for title, said in parts:
        if said:
            lines += ["", title, *(_indented(each) for each in said)]
    return "\n".join([*lines, ""])


def _indented(text: str) -> str:
    return fill(text, WIDE, initial_indent="  ", subsequent_indent="    ", break_long_words=False)


def _does(rule: Rule) -> Iterator[str]:
    count = f" Flagged from {rule.at_least} on." if rule.at_least else ""
    yield DOES[rule.kind] + count
    if rule.subject in ABOUT:
        yield ABOUT[rule.subject]
    for key, (_, only) in ALONE.items():
        if getattr(rule, key) == "only":
            yield only
    if rule.sections.only:
        yield f"Only in: {', '.join(rule.sections.only)}."
    if rule.needs:
        yield "Only where more words of a certain kind stand in the same sentence."
    if rule.never_exempt:
        yield "No practice can allow, lower or switch it off."


def _leaves(rule: Rule) -> Iterator[str]:
    left = [words for key, (words, _) in ALONE.items() if getattr(rule, key) == "ignore"]
    if left:
        yield f"{_listed(left)[:1].upper()}{_listed(left)[1:]}."
    if rule.unless:
        places = dict.fromkeys(WINDOWS[each] for each in rule.unless_window)
        named = _named(rule.unless)
        yield f"What has its evidence in {' or '.join(places)}" + (f": {named}." if named else ".")
    if rule.unless_about:
        topics = [each.strip("%").lower() for each in rule.unless_about if each.startswith("%")]
        named = ", ".join([*topics, *filter(None, [_named(rule.unless_about)])])
        yield f"What is about another matter, named there or directly beside it: {named}."
    if rule.except_:
        named = _named(rule.except_)
        yield "Longer phrases in which the words are fine" + (f": {named}." if named else ".")
    if rule.sections.not_:
        yield f"Everything in: {', '.join(rule.sections.not_)}."


def _problems(rule: Rule) -> Iterator[str]:
    yield f"It knows {counted(len(rule.triggers), 'wording')} and passes over every other."
    yield "It sees words and not the session: where they are right, let them stand (:keep)."
    yield from _measured(rule.id)


def _named(phrases: tuple[str, ...]) -> str:
    """The first phrases that read as they are, without the signs of a pack."""
    plain = [each for each in phrases if not set(each) & set("{}%@~|*[]")]
    more = f" and {len(phrases) - len(plain[:MOST_NAMED])} more" if len(phrases) > len(plain[:MOST_NAMED]) else ""
    return ", ".join(f"“{each}”" for each in plain[:MOST_NAMED]) + more if plain else ""


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}, and {words[-1]}"


def _measured(id_: str) -> Iterator[str]:
    """What readers said of the rule's alerts on real notes, where that was measured."""
    path = shipped_folder("rules") / MEASURED
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["rule"] == id_ and int(row["alerts"]):
                alerts, right = int(row["alerts"]), int(row["right"])
                share = f"{right / alerts:.0%}" if alerts >= ENOUGH else "n too small"
                yield f"On real notes {right} of {alerts} alerts were right ({share})."
