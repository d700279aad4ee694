"""What the last note left open: the card that opens the walk, and the items asked about one by one.

Read-only. Nothing of the old words goes into the note: a mark ("1d", "2p", "3n") says what became of an item, in words
that name it by its kind and place alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from notewizard.definitions.conditions import look_up
from notewizard.definitions.measures import plain_name
from notewizard.interview.chart import Chart
from notewizard.interview.clock import say_day
from notewizard.interview.on_file import OnFile
from notewizard.note.safety import IN_WORDS

BECAME_OF_LAST_TIME = "presenting.since_last"
"""The question that takes the items up."""
WIDTH = 78
"""Columns of a line of the card."""
LABEL = 11
"""Columns of what stands before a line."""
MOST_LINES = 12
MOST_OF_A_KIND = 2
OF_RISK = ("safety.risk", "safety.suicide", *(f"safety.{answer}" for answer in IN_WORDS))
"""The answers that say what the risk was."""
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")
BECAME = {
    "Homework": {"d": "done", "p": "partly done", "n": "not done"},
    "Referral": {"d": "followed up", "p": "under way", "n": "not followed up yet"},
    "Planned focus": {"d": "taken up", "p": "taken up in part", "n": "put off"},
}
"""By the kind of an item: what its marks say."""
_FULL = {"done": "d", "partly": "p", "not": "n"}
_MARK = re.compile(r"\s*([1-9])(?:([dpn])| ?(done|partly|not))(?![\w-])[ \t]*[,:.;]*[ \t]*", re.IGNORECASE)
_BEFORE_A_MARK = re.compile(r"[,;.\n]")


@dataclass(frozen=True)
class Item:
    """One thing that the last note left open."""

    kind: str
    """ "Homework", as `BECAME` names it."""
    words: str
    """As the last note has it."""
    named: str
    """How it is spoken of without those words: "Second homework"; one of a kind has no number."""


def open_items(chart: Chart) -> tuple[Item, ...]:
    """What the last note agreed on, in the order in which it is asked: homework, referrals, planned focus."""
    focus = look_up(chart.held, "plan.next_focus")
    left = {
        "Homework": _lines(chart, "plan.homework"),
        "Referral": _lines(chart, "plan.referrals"),
        "Planned focus": [focus] if isinstance(focus, str) and focus else [],
    }
    return tuple(
        Item(kind, words, _named(kind, place, len(several)))
        for kind, several in left.items()
        for place, words in enumerate(several)
    )


def _named(kind: str, place: int, count: int) -> str:
    return kind if count == 1 else f"{ORDINALS[place] if place < len(ORDINALS) else place + 1} {kind.lower()}"


def items_asked(chart: Chart) -> str:
    """What stands above the question what became of last time: the items by number, and how they are marked."""
    items = open_items(chart)
    lines = [f"{n}  {item.kind}: {item.words}" for n, item in enumerate(items, 1)]
    if chart.raised:
        lines.append(f"-  Risk last time: {chart.raised}{_marked(chart, *OF_RISK)}")
    if items:
        lines.append("1d done, 1p partly, 1n not, each with what it showed behind it; or your own words.")
    return "\n".join(lines)


def marked(text: str, chart: Chart) -> str:
    """`text` with its marks in words; `text` itself where it does not begin with the mark of an item.

    "1d rode on three days, 2n" gives "First homework done: rode on three days. Second homework not done."
    """
    items, at, parts = open_items(chart), 0, list[str]()
    while mark := _mark_at(text, at, len(items)):
        further = (each for each in _BEFORE_A_MARK.finditer(text, mark.end()) if _mark_at(text, each.end(), len(items)))
        behind = _mark_at(text, mark.end(), len(items))
        end = next(further, None) if behind is None else None
        words = text[mark.end() : end.start() if end else len(text)] if behind is None else ""
        parts.append(_became(items[int(mark[1]) - 1], (mark[2] or mark[3]).lower(), words))
        at = mark.end() if behind else end.end() if end else len(text)
    return " ".join(parts) or text


def _mark_at(text: str, at: int, count: int) -> re.Match[str] | None:
    mark = _MARK.match(text, at)
    return mark if mark and int(mark[1]) <= count else None


def _became(item: Item, mark: str, words: str) -> str:
    showed = words.strip().rstrip(",;")
    head = f"{item.named} {BECAME[item.kind][_FULL.get(mark, mark)]}"
    if not showed:
        return f"{head}."
    return f"{head}: {showed}" if showed[-1] in '.!?”"' else f"{head}: {showed}."


def thread_card(chart: Chart) -> str:
    """Where the treatment stands, on at most `MOST_LINES` lines; empty where nothing is known of the client."""
    rows = [*_risk(chart), *_agreed(chart), *_aims(chart), *_around(chart)]
    if not rows:
        return ""
    if len(rows) >= MOST_LINES:
        rows = [*rows[: MOST_LINES - 2], ("", f"and {len(rows) - MOST_LINES + 2} more; F2 reads the last note")]
    return "\n".join([_head(chart), *(_cut(f"  {label:<{LABEL}}{words}") for label, words in rows)])


Row = tuple[str, str]


def _head(chart: Chart) -> str:
    day = look_up(chart.last, "encounter.date")
    number = look_up(chart.last, "encounter.session_number")
    kind = str(look_up(chart.last, "encounter.session_type") or "ongoing").replace("-", " ")
    said = [f"session {number}"] * isinstance(number, int) + [kind] * (kind != "ongoing")
    last = ", ".join([f"Last note: {_short(day, chart)}", *said]) if day else "The chart"
    return f"{last}. Read only: nothing of it goes into this note."


def _risk(chart: Chart) -> Iterator[Row]:
    mark = _marked(chart, *OF_RISK)
    if chart.raised or mark:
        yield "Risk", f"last time {chart.raised or 'nothing raised'}{mark}"
    yield from _some(
        "Contact",
        [f"promised by {_short(each.due, chart)}: {each.with_}; no outcome yet" for each in chart.contacts_open],
    )


def _agreed(chart: Chart) -> Iterator[Row]:
    yield from _some("Homework", _lines(chart, "plan.homework"), mark=_marked(chart, "plan.homework"))


def _aims(chart: Chart) -> Iterator[Row]:
    goals = look_up(chart.held, "treatment.goals") or ()
    if chart.plan is not None:
        goals = [{"id": each.id, "text": each.goal} for each in chart.plan.active]
    stand = []
    for number, goal in enumerate(goals, 1):
        how = stood(str(goal.get("id")), chart) or "nothing noted yet"
        stand.append(_cut(f"{number} {goal.get('text')}", WIDTH - LABEL - len(how) - 5) + f" ({how})")
    yield from _some("Goals", stand)
    focus = look_up(chart.held, "plan.next_focus")
    if isinstance(focus, str) and focus:
        mark = _marked(chart, "plan.next_focus")
        yield "Focus", _cut(focus, WIDTH - LABEL - 2 - len(mark)) + mark
    yield from _some("Referrals", _lines(chart, "plan.referrals"), most=1, mark=_marked(chart, "plan.referrals"))
    if due := scores_due(chart):
        yield "Scores due", "; ".join(due)


def stood(goal: str, chart: Chart) -> str:
    """Where a goal stood when a note last said so, "no change, Nov 13"; empty where none did."""
    status, day = chart.progress.get(goal, ("", ""))
    return f"{status.replace('-', ' ')}, {_short(day, chart)}" if status else ""


def _around(chart: Chart) -> Iterator[Row]:
    diagnoses = look_up(chart.held, "treatment.diagnoses") or ()
    if chart.plan is not None:
        diagnoses = [each.model_dump() for each in chart.plan.diagnoses]
    if diagnoses:
        mark = _marked(chart, "treatment.diagnoses") if chart.plan is None else ""
        words = "; ".join(f"{each.get('code')} {each.get('name')}" for each in diagnoses)
        yield "Diagnosis", _cut(words, WIDTH - LABEL - 2 - len(mark)) + mark
    held = [each for each in chart.on_file if each.kind.on_card]
    yield from _some("On file", [_held(each, chart) for each in sorted(held, key=lambda each: not each.kind.several)])


def _held(held: OnFile, chart: Chart) -> str:
    """A consent or a release, its days behind it where its words have to be cut."""
    until = held.fact.until
    when = f" ({'ended' if held.is_over(chart.today) else 'until'} {_short(until, chart)})" if until else ""
    return _cut(f"{held.kind.name}: {held.fact.text}", WIDTH - LABEL - 2 - len(when)) + when


def scores_due(chart: Chart) -> tuple[str, ...]:
    """The measures of the treatment plan that were not taken for long, each with its last score."""
    if chart.plan is None:
        return ()
    due = []
    for name in dict.fromkeys(goal.measure for goal in chart.plan.active if goal.measure):
        last = chart.last_score(name)
        day = date.fromisoformat(str(last["date"])) if last else None
        if last is None or day is None:
            due.append(f"{name} (never taken)")
        elif chart.today > day + timedelta(days=chart.score_days):
            due.append(f"{name} ({last['score']:g} on {_short(day, chart)})")
    return tuple(due)


def score_due(measure: str, chart: Chart) -> bool:
    """Whether that measure is among those due."""
    return any(plain_name(each.partition(" (")[0]) == plain_name(measure) for each in scores_due(chart))


def _marked(chart: Chart, *keys: str) -> str:
    """ " (corrected Nov 22)" where an answer at one of these keys, or below it, is not as the note was signed."""
    days = [day for each, day in chart.corrected.items() if any(f"{each}.".startswith(f"{key}.") for key in keys)]
    return f" (corrected {_short(max(days), chart)})" if days else ""


def _some(label: str, words: list[str], most: int = MOST_OF_A_KIND, mark: str = "") -> Iterator[Row]:
    """The first of them, the label before the first alone; behind the last the mark, and how many more there are."""
    for place, each in enumerate(words[:most]):
        more = f" (and {len(words) - most} more)" if place == most - 1 and len(words) > most else ""
        more += mark if place == min(most, len(words)) - 1 else ""
        yield "" if place else label, _cut(each, WIDTH - LABEL - 2 - len(more)) + more


def _lines(chart: Chart, key: str) -> list[str]:
    return [each for each in look_up(chart.held, key) or () if isinstance(each, str)]


def _short(day: object, chart: Chart) -> str:
    """ "Nov 20", with its year where that is another one."""
    when = date.fromisoformat(str(day))
    month, _, rest = say_day(when).partition(", ")[2].partition(" ")
    return f"{month[:3]} {when.day if when.year == chart.today.year else rest}"


def _cut(text: str, width: int = WIDTH) -> str:
    one = text[:2] + " ".join(text[2:].split(" "))
    one = one.replace("\n", " ")
    return one if len(one) <= width else f"{one[: max(width - 1, 1)].rstrip()}…"
