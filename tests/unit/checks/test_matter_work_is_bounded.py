"""However hostile a text is, the work of judging it grows no faster than the text: counted, or held to a time limit.

Lines of our code are counted; what a pattern or a copy of a string costs no count shows, so a long text, which would
take many minutes if that work grew by the square, must be done within the limit that every test has.
"""

import sys

import pytest

from notewizard.checks.elements.clauses import clauses_in
from notewizard.checks.matter import Recurring, judged
from notewizard.checks.quoted_again import Quoted
from notewizard.checks.stretches import stretches

LONG = 200_000


def over_and_over(piece):
    return lambda size: piece * (size // len(piece))


SHAPES = {
    "one line of signatures": over_and_over("He came, MA. "),
    "one line of sentences": over_and_over("He came. "),
    "licenses without an end": over_and_over("lcsw-"),
    "a row of stars": over_and_over("*"),
    "a row of stars before a label": lambda size: "*" * size + "x:",
    "a row of underscores before a word": lambda size: "_" * size + "x",
    "a quotation a sentence": over_and_over('"he" said. '),
    "a quotation of four words a sentence": over_and_over('"he went to it" he said. '),
    "quoted moods in one clause": over_and_over('mood "ok" '),
    "quoted moods behind one word": lambda size: "mood " * (size // 10) + '"ok" ' * (size // 10),
    "quotations never closed": over_and_over('"he went. '),
    "one quotation never closed": lambda size: '"' + "He went. " * (size // 9),
    "goals with quotations": over_and_over('Goal 1: "go" and go; '),
    "commas in one clause": over_and_over("he came, "),
    "commas and quotations in one clause": over_and_over('he "came", '),
    "brackets in one clause": over_and_over("(he) "),
    "brackets never closed": over_and_over(" ("),
    "colons": over_and_over("a: "),
    "digits": over_and_over("7"),
    "figures": over_and_over("7 "),
    "hyphens in one word": over_and_over("a-"),
    "one word, over and over": over_and_over("word "),
    "no sentence ends": over_and_over("she fed the heron behind the station and laughed "),
    "empty lines": over_and_over("\n"),
    "lines of white space": over_and_over("   \t\n"),
    "headings": over_and_over("# \n"),
    "headings with empty lines": over_and_over("## go\n\n"),
    "headings of findings": over_and_over("Physical examination\nhe is ok\n\n"),
    "dated lines": over_and_over("1/1/24 session\n"),
    "labels": over_and_over("Dx: he came\n"),
    "rules that are never restated": over_and_over("the rules "),
    "one heading, far above": lambda size: "#" + "\n" * (size // 2) + "assessment: " + "he is. " * (size // 14),
}
ASKED = {
    "judged": judged,
    "judged, with earlier notes": lambda text: judged(text, Recurring([text, text])),
    "clauses": clauses_in,
    "stretches": stretches,
    "quoted again": lambda text: list(Quoted([("the note of May 4, 2026", text)]).again(text, spans_of(text))),
}


def spans_of(text):
    return [(at, at + 5) for at in range(0, len(text), 100)]


def lines_run(asked, text):
    """How many lines of our code run while `asked` looks at `text`."""
    count = 0

    def line(frame, event, value):
        nonlocal count
        count += event == "line"
        return line

    def call(frame, event, value):
        return line if "notewizard" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        asked(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("asked", ASKED)
def test_twice_the_text_is_no_more_than_twice_the_work(name, asked):
    once, twice = (lines_run(ASKED[asked], SHAPES[name](size)) for size in (3000, 6000))
    assert twice <= 2.3 * once + 1000


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", SHAPES)
def test_a_long_text_is_judged_within_the_time_limit(name):
    text = SHAPES[name](LONG)
    assert sum(end - start for start, end, *_ in judged(text)) <= len(text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "name", ["a row of underscores before a word", "one heading, far above", "a quotation a sentence"]
)
def test_a_long_text_is_cut_into_clauses_within_the_time_limit(name):
    text = SHAPES[name](LONG)
    assert all(each.end <= len(text) for each in clauses_in(text))
