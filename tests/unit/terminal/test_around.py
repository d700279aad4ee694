"""The program's own lines, broken at blanks and never inside a word."""

from dataclasses import replace
from io import StringIO

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from notewizard.terminal.around import AskLine, bar, edits, headed, help_rows, row_lines
from notewizard.terminal.frame import Desk
from notewizard.terminal.full import FullScreen, own_words
from notewizard.terminal.leaving import Leaving
from notewizard.terminal.look import Look
from notewizard.terminal.picking import Picking
from notewizard.terminal.screen import Choice, Offer, View
from notewizard.terminal.twins import COMMANDS, help_lines
from notewizard.terminal.writing import Writing

DOMAINS = ("Speech", "Affect", "Thought process", "Thought content", "Insight", "Judgment", "Impulse control")


class Narrow(DummyOutput):
    """A terminal of so many columns that keeps what is printed on it."""

    def __init__(self, columns):
        self.columns, self.printed = columns, ""

    def get_size(self):
        return Size(rows=24, columns=self.columns)

    def write_raw(self, data):
        self.printed += data


def lines_of(rows):
    return ["".join(piece[1] for piece in row).replace("\u00a0", " ") for row in rows]


def shown(view, columns, text=""):
    """The lines above and below the input line."""
    picking = Picking(view, Desk(None, Narrow(columns), Look(), Leaving()))
    picking.text = text
    picking.picks.type(text)
    return lines_of(picking.above()), lines_of(picking.below())


@pytest.mark.parametrize("columns", [40, 80])
def test_what_is_still_needed_breaks_between_names(columns):
    view = View("a", "domains", "Ask", offers=tuple(Offer("clear", name) for name in DOMAINS), needs=DOMAINS)
    above, _ = shown(view, columns)
    assert all(len(line) < columns for line in above)
    names = [name.strip() for line in above for name in line.replace("Still:", "").split("·") if name.strip()]
    assert names == list(DOMAINS)


def test_findings_stand_whole_under_their_domain():
    terms = ("no abnormal movements observed", "steady eye contact")
    offers = tuple(Offer(term, "Behavior") for term in terms)
    above, _ = shown(View("a", "domains", "Ask", offers=offers, value=tuple(f"Behavior: {t}" for t in terms)), 40)
    assert above == ["  Behavior  no abnormal movements", "            observed, steady eye", "            contact"]
    _, below = shown(View("a", "domains", "Ask", offers=offers), 40, "no abn")
    assert below == ["  1 no abnormal movements observed", "    Behavior"]


def test_nothing_observed_yet_is_not_shown_as_none():
    above, _ = shown(View("a", "domains", "Ask", offers=(Offer("calm", "Behavior"),), value=()), 80)
    assert above == []


def test_a_question_breaks_between_words_at_the_width_of_now():
    width = [24]
    ask = AskLine.of("What was offered and what was said", ">", lambda: width[0])
    assert f"{ask}" == "What was offered and\n  what was said\n>"
    width[0] = 80
    assert f"{ask}" == "What was offered and what was said\n>"


def test_lines_behind_a_head_stand_under_the_first():
    assert lines_of(headed([("", " d ")], "", "denied when asked", 14)) == [" d denied", "   when asked"]
    assert lines_of(row_lines("", "! ", "Choose one of these", 14)) == ["! Choose one", "  of these"]


def test_what_is_said_breaks_between_words_and_leaves_paths_whole():
    output = Narrow(30)
    with create_pipe_input() as keys:
        screen = FullScreen(input=keys, output=output, stream=StringIO(), look=Look(color=False), leaving=Leaving())
        screen.say("Say what was offered to the client first.\nKept: /somewhere/quite/far/away/note.md")
    assert output.printed.split("\r\n") == [
        "Say what was offered to the",
        "client first.",
        "Kept: /somewhere/quite/far/away/note.md",
        "",
    ]


@pytest.mark.parametrize(
    ("columns", "printed"),
    [(80, ["✓ Where you worked from  my office (own words)"]),
     (40, ["✓ Where you worked from", "  my office (own words)"])],
)  # fmt: skip
def test_own_words_are_called_so_in_the_line_that_stays(columns, printed):
    output = Narrow(columns)
    view = View("a", "line", "Where you worked from", offers=(Offer("office", also=("practice",)),))
    with create_pipe_input() as keys:
        screen = FullScreen(input=keys, output=output, stream=StringIO(), look=Look(color=False), leaving=Leaving())
        keys.send_text("my office\r\r")
        screen.ask(view)
    assert output.printed.split("\r\n")[:-1] == printed
    assert [own_words(view, raw) for raw in ("Office", "practice", "", "car")] == [False, False, False, True]


WALK = ("back", "review", "save", "risk", "na")


def helped(view):
    return " ".join(line.strip("| ") for line in lines_of(help_rows(view, [], 80)))


def test_f1_says_something_useful_where_nothing_is_written():
    said = helped(View("a", "line", "Ask", leads=WALK))
    assert said.startswith("This question explains itself. Take your time: what you have answered is kept")
    assert "Shift-Tab" in said
    assert said.endswith("F4 editor, F5 risk first. Typed instead of keys: :back :review :save :na")


def test_outside_of_a_walk_no_key_is_named_that_does_nothing():
    view = View("a", "line", "Ask")
    assert helped(view) == (
        "This question explains itself. Ctrl-C leaves it unanswered. F1 or Enter closes this. F4 editor."
    )
    assert helped(View("a", "one", "Ask", why="It matters.")) == "It matters. F1 or Enter closes this."
    assert bar(view, ["Enter next"], 80) == "Enter next · F1 why · Ctrl-C leave"
    assert bar(replace(view, leads=("save",), last=str), [], 80) == "F1 why · Ctrl-S save · F2 last note"
    assert bar(replace(view, leads=WALK), [], 80) == "Shift-Tab back · F1 why · F3 review · Ctrl-S save"
    looked = replace(view, leads=("back", "save"), last=str, look=lambda text: ())
    assert helped(looked).endswith("F4 editor. Typed instead of keys: :back :last :save :keep")


def named(view, *, edits):
    return [line.split(" ")[0].lstrip(":") for line in help_lines(view, edits=edits)]


def test_help_lists_the_commands_that_do_something_at_this_question():
    alone = View("a", "one", "Ask")
    assert named(alone, edits=edits(alone)) == ["help"]
    prose = View("a", "prose", "Ask", leads=(*WALK, "cite", "fact", "apart"), last=str, look=lambda text: ())
    assert named(prose, edits=edits(prose)) == list(COMMANDS)
    assert named(prose, edits=False) == [name for name in COMMANDS if name != "edit"]
    apart = View("a", "prose", "Ask", secret=True, leads=("save",))
    assert named(apart, edits=edits(apart)) == ["help", "save"]


def test_choices_stand_whole_at_forty_columns():
    from notewizard.terminal.choosing import Choosing

    choices = tuple(Choice(n, f"goal {n}: drive on the highway to work three times a week", n) for n in (1, 2))
    asking = Choosing(View("a", "one", "Ask", choices=choices), Desk(None, Narrow(40), Look(), Leaving()))
    assert lines_of(asking.below()) == [
        "  1 goal 1: drive on the highway to",
        "    work three times a week",
        "  2 goal 2: drive on the highway to",
        "    work three times a week",
    ]


def test_a_list_says_what_enter_does_now():
    def hints(view):
        return Writing(view, Desk(None, Narrow(80), Look(), Leaving())).hints()

    lines = View("plan.homework", "lines", "Homework")
    assert hints(lines) == ["Enter adds", "n: none"]
    assert hints(replace(lines, judge=lambda raw: "At least one is needed.")) == ["Enter adds"]
    assert "Enter on empty: done" in hints(replace(lines, value=("Ride two stops.",)))
    assert "Enter on empty: done" in hints(replace(lines, optional=True))
