"""A score as it is said back when it is typed, and a suicide item that scored as it is said where ideation is asked."""

from __future__ import annotations

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import Answers, look_up
from notewizard.definitions.library import SCORES, Library


def said_score(asked: Asked, answers: Answers, library: Library) -> str:
    """ "9, mild"; of the score before "16, severe; 7 lower since, a reliable change"; empty for any other answer."""
    if ".".join(map(str, asked.path[:2])) != SCORES or asked.path[-1] not in ("score", "previous_score"):
        return ""
    row = answer_at(answers, asked.path[:-1]) or {}
    measure, given = library.measure(str(row.get("name", ""))), row.get(str(asked.path[-1]))
    if measure is None or not isinstance(given, int | float):
        return ""
    standing = measure.standing(given)
    said = f"{given:g}, {standing}" if standing else ""
    now = row.get("score")
    if asked.path[-1] == "score" or not isinstance(now, int | float):
        return said
    said = said or f"{given:g}"
    if now == given:
        return f"{said}; the same since"
    way = "lower" if now < given else "higher"
    exceeds = measure.exceeds(now, given)
    verdict = {True: f", a {measure.change_kind} change", False: ", within measurement error", None: ""}[exceeds]
    return f"{said}; {abs(now - given):g} {way} since{verdict}"


def items_scored(answers: Answers, library: Library) -> str:
    """ "Item 9 of the PHQ-9 scored 1: ask about it, and write the answer."; empty where none scored."""
    found = []
    for row in look_up(answers, SCORES) or ():
        measure = library.measure(str(row.get("name", "")))
        if measure and measure.suicide_item and row.get("suicide_item"):
            found.append(f"Item {measure.suicide_item.number} of the {measure.name} scored {row['suicide_item']}")
    return f"{'. '.join(found)}: ask about it now, and write what was answered." if found else ""
