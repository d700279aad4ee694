"""Keys of a whole note, counted from the real walk, against a plain questionary form with arrow lists.

    python benchmarks/keys/bench_keys.py [--detail]

Both programs run in a pseudo-terminal and get the answers of examples/answers/ongoing-video.toml, once as the client's
first note and once with one earlier note of the client (the same standing facts, other words). A key is a character or
a named key sent; `notewizard new c-1042` itself is in neither count.

Prose, in both programs: the characters of answers in the author's own words, and no others: `prose`; `line`, `lines`
and single terms that come from no vocabulary. Everything else is counted against the program: Enter, arrows, key
letters, the letters that find a term, dates, times, numbers, a `y` for last time's answer.

The form is what one writes with questionary and no more. Two of them are measured:

  same questions   each question of the walk is one prompt; a vocabulary is one list, moved through from its top
  split lists      a rival that spends questions to save arrows: a list a domain, the modality before its techniques,
                   and a list is moved through the shorter way around

Both with the doubt on their side: the day has today as its default, a prose answer ends with one Enter (questionary's
own multi-line text takes two keys), "other" and a term that is quicker typed than reached cost nothing extra.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "startup"), str(HERE.parents[1] / "tests")]

from practiced import PracticedKeys  # noqa: E402
from sessions.answer_sheet import EXAMPLES, AnswerSheet, Reply, answers_in  # noqa: E402
from sessions.dialogue import LAST_PAGE, walk_note  # noqa: E402
from sessions.office import opened  # noqa: E402
from sessions.stage import Stage, stage  # noqa: E402
from timed_terminal import machine  # noqa: E402

from notewizard.definitions.library import load_library  # noqa: E402
from notewizard.definitions.questions import Question  # noqa: E402

LIBRARY = load_library()
EXAMPLE = EXAMPLES / "ongoing-video.toml"
A_WEEK_BEFORE = "2026-11-13T15:05:00-05:00"
MEASURES = "presenting.measures"
NO_QUERIES = {"PROMPT_TOOLKIT_NO_CPR": "1"}
"""The form asks the terminal nothing; it is no key of anybody's."""
CHANGED_WORDS = " She also asked for Friday off."


@dataclass(frozen=True)
class Step:
    """One question answered."""

    ask: str
    reply: Reply
    prose: int
    other: int


@dataclass(frozen=True)
class Count:
    """What a note took in one program."""

    prose: int
    other: int
    lines: tuple[str, ...] = ()

    @property
    def all(self) -> int:
        return self.prose + self.other


# The walk


def own_words(reply: Reply) -> bool:
    """Whether the answer is the author's own words: prose, and lines that come from no vocabulary."""
    if reply.kind not in ("prose", "line", "lines") or reply.value is None or reply.key.startswith(MEASURES):
        return False
    terms = {term for _, term in reply.terms}
    return not set([reply.value] if isinstance(reply.value, str) else reply.value) <= terms or not reply.value


def step(s: Stage, keys: PracticedKeys, reply: Reply, ask: str, before: int) -> Step:
    """The question answered, and what that took since `before`."""
    prose = keys.prose
    keys.give(reply, ask)
    typed = keys.prose - prose if own_words(reply) or reply.kind in ("many", "domains") else 0
    return Step(ask, reply, typed, s.keys - before - typed)


def walked(s: Stage, answers: dict[str, Any], *, known: bool) -> list[Step]:
    """Every question to the last page, with the keys it took; what only the review leads to is answered early.

    `known`: the program knows from the last note what only the review leads to (the pronouns), and nobody asks for it.
    """
    keys, sheet, steps = practiced(s, answers), AnswerSheet(answers), []
    ask, looked = keys.question(sheet), False
    while ask != LAST_PAGE:
        if ask == "Started at" and not looked:
            looked = True
            for offered in () if known else sheet.offered():
                before = s.keys
                keys.review(offered)
                keys.is_asked(offered)
                steps.append(step(s, keys, sheet.reply(offered), offered, before))
                keys.question(sheet, before=offered)
        steps.append(step(s, keys, sheet.reply(ask), ask, s.keys))
        ask = keys.question(sheet, before=ask)
    return steps


def practiced(s: Stage, answers: dict[str, Any]) -> PracticedKeys:
    """The author, who knows when the session began."""
    encounter = answers["encounter"]
    return PracticedKeys(s, LIBRARY, datetime.fromisoformat(f"{encounter['date']}T{encounter['start']}"))


def signed(s: Stage, answers: dict[str, Any]) -> int:
    """Read the page and sign; the keys it took."""
    before, keys = s.keys, practiced(s, answers)
    keys.read_to_the_end()
    keys.choose("s")
    s.see("Kept: ")
    return s.keys - before


def changed(s: Stage, answers: dict[str, Any], last_ask: str) -> int:
    """At the last question: go to the first prose answer, add words, come back; the keys beyond the words."""
    keys, sheet = practiced(s, answers), AnswerSheet(answers)
    ask = keys.question(sheet)
    while ask != last_ask:
        keys.give(sheet.reply(ask), ask)
        ask = keys.question(sheet, before=ask)
    before = s.keys
    first = "What became of last time"
    keys.review(first)
    keys.is_asked(first)
    keys.write(CHANGED_WORDS)
    s.press("Enter")
    keys.question(sheet, before=first)
    keys.is_asked(last_ask)
    return s.keys - before - len(CHANGED_WORDS)


# The form


def question_of(ask: str, sheet: AnswerSheet) -> Question:
    return sheet._by_ask[ask][0][1]


def form_of(steps: list[Step], answers: dict[str, Any], *, split: bool) -> tuple[list[dict], list[Any]]:
    """The questions of the plain form, and what is to be given to each: a text, a place in a list, places."""
    sheet, questions, given = AnswerSheet(answers), [], []

    def add(kind: str, ask: str, to_give: Any, prose: bool = False, **more: Any) -> None:
        questions.append({"kind": kind, "ask": ask, **more})
        given.append((to_give, prose))

    for each in steps:
        reply, ask = each.reply, each.ask
        match reply.kind:
            case "domains" if split:
                for group in LIBRARY.vocabularies["mental_status"].groups:
                    _checkbox(add, group.label, [t.term for t in group.terms], _of(reply.value, group.label))
            case "domains":
                _checkbox(add, ask, [f"{group}: {term}" for group, term in reply.terms], list(reply.value))
            case "many":
                _many(add, ask, reply, answers, split=split)
            case "time":
                add("text", ask, clock_of(reply.key, answers))
            case _ if reply.key.endswith(".name") and reply.key.startswith(MEASURES):
                measures = sorted(each.name for each in LIBRARY.measures.values())
                if reply.value:
                    add("select", ask, measures.index(reply.value), choices=measures)
                else:
                    add("confirm", f"{ask} (another?)", "n")
            case "lines":
                for line in reply.value or ():
                    add("text", ask, line, prose=True)
                add("text", f"{ask} (another?)", "")
            case "one" if reply.key.endswith("goal"):
                goals = [goal["text"] for goal in answers["treatment"]["goals"]]
                add("select", ask, int(reply.value) - 1, choices=goals)
            case "one":
                options = question_of(ask, sheet).options
                place = next(n for n, o in enumerate(options) if reply.value in (o.key, o.say))
                add("select", ask, place, choices=[o.say for o in options])
            case "date" if reply.key == "encounter.date":
                add("text", ask, "", default="2026-11-20")
            case "date":
                add("text", ask, f"{datetime.strptime(reply.value, '%A, %B %d, %Y'):%Y-%m-%d}" if reply.value else "")
            case "moment":
                add("text", ask, answers["plan"]["next_session"][:16].replace("T", " "))
            case _:
                _line(add, ask, reply)
    add("confirm", "Sign it?", "y")
    return questions, given


def _of(value: Any, group: str) -> list[str]:
    return [each.partition(": ")[2] for each in value or () if each.startswith(f"{group}: ")]


def _checkbox(add: Any, ask: str, terms: list[str], wanted: list[str]) -> None:
    own = [term for term in wanted if term not in terms]
    add("checkbox", ask, sorted(terms.index(term) for term in wanted if term in terms), choices=[*terms, "other"])
    if own:  # the author's own words in both programs; pointing at "other" costs the form nothing here
        own = [term.rpartition(": ")[2] for term in own]
        add("text", f"{ask}, in other words", ", ".join(own), prose=True)


def clock_of(key: str, answers: dict[str, Any]) -> str:
    """A time as a form without a reader of its own takes it: 14:00."""
    return str(answers["encounter"][key.rpartition(".")[2]])[:5]


def _many(add: Any, ask: str, reply: Reply, answers: dict[str, Any], *, split: bool) -> None:
    terms = [term for _, term in reply.terms]
    if reply.key.startswith("interventions"):
        groups = LIBRARY.vocabularies["modalities"].groups
        place = next(n for n, g in enumerate(groups) if g.id == answers["interventions"][0]["modality"])
        if split and reply.value:
            add("select", "Modality", place, choices=[group.label for group in groups])
            terms = [term.term for term in groups[place].terms]
        elif not reply.value:
            add("confirm", f"{ask} (another?)", "n")
            return
    _checkbox(add, ask, terms, list(reply.value or ()))


def _line(add: Any, ask: str, reply: Reply) -> None:
    terms, value = [term for _, term in reply.terms], reply.value or ""
    if value in terms and min(terms.index(value), len(terms) - terms.index(value)) < len(value):
        add("select", ask, terms.index(value), choices=terms)
    else:
        add("text", ask, value, prose=own_words(reply))


def filled(s: Stage, questions: list[dict], given: list[Any], *, around: bool) -> Count:
    """The form filled in; `around`: upward where that is shorter."""
    prose, lines = 0, []
    for number, (question, (answer, is_prose)) in enumerate(zip(questions, given, strict=True), 1):
        s.see(f"? {number}. ")
        before = s.keys - prose
        count = len(question.get("choices", ()))
        if question["kind"] == "select":
            move(s, 0, answer, count, around)
            s.press("Enter")
        elif question["kind"] == "checkbox":
            at = 0
            for place in answer:
                move(s, at, place, count, around)
                s.press("Space")
                at = place
            s.press("Enter")
        elif question["kind"] == "confirm":
            s.type(answer)
        else:
            s.type(answer)
            prose += len(answer) if is_prose else 0
            s.press("Enter")
        lines.append(f"{len(answer) if is_prose else 0:5} {s.keys - prose - before:4}  {question['ask']}")
    s.see("Answers:")
    assert s.ends() == 0
    return Count(prose, s.keys - prose, tuple(lines))


def move(s: Stage, at: int, to: int, count: int, around: bool) -> None:
    down, up = (to - at) % count, (at - to) % count
    s.press(*(["Up"] * up if around and up < down else ["Down"] * (to - at if to >= at else down)))


# All of it


def one_case(folder: Path, answers: dict[str, Any], *, earlier: bool) -> tuple[list[Step], Count]:
    office = opened(folder)
    if earlier:
        with office.runs("new", "c-1042", now=A_WEEK_BEFORE) as s:
            walk_note(s, earlier_note(answers))
    with office.runs("new", "c-1042") as s:
        steps = walked(s, answers, known=earlier)
        last = signed(s, answers)
        assert s.ends() == 0
        prose = sum(each.prose for each in steps)
        assert s.keys == sum(each.prose + each.other for each in steps) + last
    body = office.body("c-1042/2026-11-20 progress note.md")
    assert " she " in body
    assert "Friday, November 27, 2026, 2:00 PM" in body, "the appointment that the few letters name"
    return steps, Count(prose, s.keys - prose)


def earlier_note(answers: dict[str, Any]) -> dict[str, Any]:
    """A note of the week before: the same standing facts, every sentence in other words."""
    out = deepcopy(answers)
    out["encounter"] |= {"date": "2026-11-13", "session_number": 10}
    for name, text in {
        "concerns": "Tension with the team since the reorganization was announced on the third.",
        "symptoms": "Sat up past one on three evenings; headaches on two afternoons.",
        "functioning": "Got to the office every day; canceled a walk with a cousin.",
        "since_last": "Wrote in the log on two days only.",
    }.items():
        out["presenting"][name] = text
    out["presenting"]["measures"] = [{"name": "GAD-7", "score": 16, "date": "2026-10-23"}]
    out["interventions"][0]["detail"] = "Introduced the worry period and chose half past six for it."
    out["response"] |= {
        "engagement": "Was slow to begin and asked for an example first.",
        "in_session": "Named two worries that can wait and one that cannot.",
        "impression": "Putting worries off until evening is new to her and seems doable.",
    }
    out["response"]["progress"][0]["evidence"] = "Named a time and a chair for it without help."
    out["plan"] |= {
        "homework": ["Write three worries a day into the notebook."],
        "next_focus": "Look at the notebook together.",
    }
    out["plan"]["next_session"] = "2026-11-20T14:00:00"
    out["timing"]["written"] = A_WEEK_BEFORE
    return out


def form_count(folder: Path, questions: list[dict], given: list[Any], *, around: bool) -> Count:
    path = folder / "questions.json"
    path.write_text(json.dumps(questions), encoding="utf-8")
    with stage(sys.executable, str(HERE / "plain_form.py"), str(path), env=NO_QUERIES, size=(100, 400)) as s:
        return filled(s, questions, given, around=around)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--detail", action="store_true", help="every question with its keys")
    asked = words.parse_args()
    os.umask(0o077)
    answers = answers_in(EXAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        first, first_count = one_case(work / "first", answers, earlier=False)
        second, second_count = one_case(work / "second", answers, earlier=True)
        same = form_count(work, *form_of(first, answers, split=False), around=False)
        split = form_count(work, *form_of(first, answers, split=True), around=True)
        with opened(work / "change").runs("new", "c-1042") as s:
            change = changed(s, answers, first[-1].ask)
    print(f"{machine()}\n")
    print("| program | prose | other keys | all | other: of the form's | of the split form's | all: of the form's |")
    print("|---|---|---|---|---|---|---|")
    print(f"| plain form, same questions | {same.prose} | {same.other} | {same.all} | 1 | | 1 |")
    print(f"| plain form, split lists | {split.prose} | {split.other} | {split.all} | | 1 | |")
    for name, count in (("first note", first_count), ("second note", second_count)):
        ratios = [
            f"**{count.other / same.other:.2f}**",
            f"{count.other / split.other:.2f}",
            f"{count.all / same.all:.2f}",
        ]
        cells = [str(count.prose), str(count.other), str(count.all), *ratios]
        print(f"| notewizard, {name} of the client | {' | '.join(cells)} |")
    print(f"\nChanging the first prose answer from the last question: {change} keys beyond the new words")
    if asked.detail:
        for name, form in (("same questions", same), ("split lists", split)):
            print(f"\nthe form, {name}\n", *form.lines, sep="\n")
        for name, steps in (("first note", first), ("second note", second)):
            print(f"\n{name}\n")
            for each in steps:
                print(f"{each.prose:5} {each.other:4}  {each.ask}")


if __name__ == "__main__":
    main()
