"""The full screen with keys from a pipe and no terminal: fast, and without a picture."""

from io import StringIO
from threading import Thread
from time import sleep

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from notewizard.errors import AuthorStopped
from notewizard.terminal.full import FullScreen
from notewizard.terminal.leaving import Leaving
from notewizard.terminal.look import Look
from notewizard.terminal.reviewing import Reviewing
from notewizard.terminal.said import is_changed, said_in_words, said_short
from notewizard.terminal.screen import HALF, Choice, Did, Elsewhere, Line, Mark, Offer, Said, View, asked_first
from notewizard.terminal.tail import PATIENCE

ENTER, BACK, F1, F3, PASTE, END_PASTE = "\r", "\x1b[Z", "\x1bOP", "\x1bOR", "\x1b[200~", "\x1b[201~"
TERMS = (Offer("exposure", "CBT"), Offer("mindfulness", "DBT"))


@pytest.fixture
def keys():
    with create_pipe_input() as pipe:
        yield pipe


@pytest.fixture
def screen(keys):
    return FullScreen(input=keys, output=DummyOutput(), stream=StringIO(), look=Look(), leaving=Leaving())


def test_what_is_typed_is_given_at_every_change(screen, keys):
    typed = []
    keys.send_text("ab" + ENTER)
    assert screen.ask(View("a", "line", "Line", typing=typed.append)) == Said("ab")
    assert typed == ["a", "ab"]


def test_what_is_pasted_is_given_raw(screen, keys):
    raw = "a\x1b[2J\x00\u202e\n\tb"
    typed = []
    keys.send_text(PASTE + raw + END_PASTE + ENTER)
    assert screen.ask(View("a", "prose", "Prose", typing=typed.append)) == Said(raw)
    assert typed == [raw]


def test_keys_left_over_answer_the_next_question(screen, keys):
    keys.send_text("one" + ENTER + "two" + ENTER)
    assert [screen.ask(View(key, "line", "Line")) for key in "ab"] == [Said("one"), Said("two")]


def test_an_answer_that_is_refused_stays_to_be_changed(screen, keys):
    keys.send_text("x" + ENTER + "y" + ENTER)
    view = View("a", "line", "Line", judge=lambda raw: "" if raw == "xy" else "Not yet.")
    assert screen.ask(view) == Said("xy")


def test_an_optional_question_is_passed_over_with_enter(screen, keys):
    for kind in ("prose", "line", "lines", "one", "many", "domains", "number"):
        keys.send_text(ENTER)
        assert screen.ask(View(kind, kind, "Ask", optional=True, choices=(Choice("a", "a"),))) == Said("")


@pytest.mark.parametrize(
    "kind", ["prose", "line", "lines", "one", "yes_no", "many", "domains", "number", "date", "time"]
)
def test_enter_alone_answers_nothing_that_is_required(screen, keys, kind):
    keys.send_text(ENTER * 5 + BACK)
    outcome = screen.ask(View(kind, kind, "Ask", choices=(Choice("a", "a", "a"),), offers=TERMS))
    assert outcome == Did("back", "")


def test_an_earlier_answer_is_kept_with_enter(screen, keys):
    earlier = {"line": "words", "lines": ("one", "two"), "many": ("exposure",), "yes_no": "no", "prose": "One.\nTwo."}
    for kind, value in earlier.items():
        keys.send_text(ENTER)
        assert screen.ask(View(kind, kind, "Ask", value=value, offers=TERMS)) == Said(value)


def test_a_half_typed_term_comes_back_after_going_back(screen, keys):
    keys.send_text("expo" + BACK)
    outcome = screen.ask(View("a", "many", "Ask", offers=TERMS))
    assert outcome == Did("back", (f"{HALF}expo",))
    keys.send_text(ENTER + ENTER)
    assert screen.ask(View("a", "many", "Ask", offers=TERMS, value=outcome.raw)) == Said(("exposure",))


def test_a_half_typed_line_comes_back_to_the_input_line(screen, keys):
    keys.send_text("one" + ENTER + "two" + BACK)
    outcome = screen.ask(View("a", "lines", "Ask"))
    assert outcome == Did("back", ("one", f"{HALF}two"))
    keys.send_text(" more" + ENTER + ENTER)
    assert screen.ask(View("a", "lines", "Ask", value=outcome.raw)) == Said(("one", "two more"))


@pytest.mark.parametrize(
    ("kind", "sent", "last"),
    [
        ("lines", "F32.0 Mild" + ENTER + "F41.1 Gen", ("F32.0 Mild", f"{HALF}F41.1 Gen")),
        ("lines", "F32.0 Mild" + ENTER, ("F32.0 Mild",)),
        ("lines", "F32.0 Mild" + ENTER + "\x7f", (f"{HALF}F32.0 Mild",)),
        ("many", "exposure" + ENTER + "mind", ("exposure", f"{HALF}mind")),
        ("many", "exposure" + ENTER + ":sa", ("exposure",)),
        ("domains", "mind", (f"{HALF}mind",)),
    ],
)
def test_what_is_half_typed_is_kept_apart_from_what_was_taken(screen, keys, kind, sent, last):
    typed = []
    keys.send_text(sent + "\x03")
    with pytest.raises(AuthorStopped):
        screen.ask(View("a", kind, "Ask", offers=TERMS, typing=typed.append))
    assert typed[-1] == last


@pytest.mark.parametrize("kind", ["lines", "many"])
def test_a_half_typed_row_is_not_an_answer_when_it_comes_back(screen, keys, kind):
    keys.send_text("\x15" + ENTER)
    assert screen.ask(View("a", kind, "Ask", offers=TERMS, value=("exposure", f"{HALF}mind"))) == Said(("exposure",))


def test_tab_points_at_no_choice(screen, keys):
    choices = (Choice("denied", "denied", "d"), Choice("passive", "passive", "p"))
    keys.send_text("\t" + ENTER + "\t\t" + ENTER + BACK)
    assert screen.ask(View("a", "one", "Suicidal ideation", choices=choices)) == Did("back", "")


def test_a_warning_is_shown_once_for_the_same_words(screen, keys):
    def look(text):
        return [Mark(0, 4, "vague")]

    def again():
        while not screen._desk.seen.get("a"):
            pass
        keys.send_text(ENTER)

    keys.send_text("fine" + ENTER)
    Thread(target=again).start()
    assert screen.ask(View("a", "prose", "Ask", look=look)) == Said("fine")
    keys.send_text(ENTER)
    assert screen.ask(View("a", "prose", "Ask", look=look, value="fine")) == Said("fine")


def test_what_must_be_mended_is_not_kept_by_enter(screen, keys):
    def look(text):
        return [Mark(0, 4, "placeholder", stops=True)] if text.startswith("TODO") else []

    def mend():
        while not screen._desk.seen.get("a"):
            pass
        keys.send_text(ENTER + ENTER + "\x15done" + ENTER)

    keys.send_text("TODO" + ENTER)
    Thread(target=mend).start()
    assert screen.ask(View("a", "prose", "Ask", look=look)) == Said("done")


def test_a_check_that_breaks_is_not_swallowed(screen, keys):
    def look(text):
        raise LookupError("broken")

    keys.send_text("x" + ENTER)
    with pytest.raises(LookupError):
        screen.ask(View("a", "prose", "Ask", look=look))


@pytest.mark.parametrize("keys_sent", ["\x03", "abc\x03", "\x04"])
def test_ctrl_c_and_the_end_of_input_stop(screen, keys, keys_sent):
    keys.send_text(keys_sent)
    with pytest.raises(AuthorStopped):
        screen.ask(View("a", "prose", "Ask"))


def test_the_review_jumps_by_number_and_by_letters(screen, keys):
    lines = [Line("a", "Minutes", "50"), Line("b", "Mood", ""), Line("c", "Plan", "", open=True)]
    keys.send_text("3" + ENTER)
    assert screen.review(lines, "review") == "c"
    keys.send_text("moo" + ENTER)
    assert screen.review(lines, "review") == "b"
    keys.send_text(F3)
    assert screen.review(lines, "review") is None
    keys.send_text(ENTER)
    assert screen.review(lines, "review") is None


def test_the_review_shows_one_refusal_whole_and_of_the_others_a_line_of_each_side(screen):
    here, there = "She came late again. " * 80, "He came late again. " * 80
    mark = Mark(0, len(here), "All of it as before.", stops=True, there=lambda: Elsewhere("Note", there, 0, len(there)))
    lines = [Line(str(number), "Mood", "x") for number in range(30)]
    lines += [Line(str(number), "Course", "x", text=here, marks=(mark,)) for number in (30, 31, 32)]
    reviewing = Reviewing(lines, "review", screen._desk)
    shown = ["".join(piece[1] for piece in row) for row in reviewing.below()]
    assert len(shown) == screen._desk.rows - 6
    at = next(number for number, row in enumerate(shown) if row.startswith(" 31 "))
    sides = [row for row in shown[at:] if not row.startswith(" 32 ")]
    assert sides[1].strip() == "! All of it as before. F2 shows them there."
    assert [row.split(":")[0].strip() for row in sides[2:] if ": “" in row][:2] == ["Here", "There"]
    assert sum(row.endswith("…") for row in sides) >= 2
    reviewing.text = "32"
    shown = ["".join(piece[1] for piece in row) for row in reviewing.below()]
    assert len(shown) == 1 + 1 + 2 * ((screen._desk.rows - 6 - 3) // 2)


def test_rows_that_are_merely_offered_stand_after_the_others(screen, keys):
    lines = [Line("a", "Minutes", "50"), Line("b", "Labs", "", asked=False)]
    lines += [Line("c", "Mood", ""), Line("d", "Plan", "", open=True)]
    assert [(line.key, line.shown) for line in asked_first(lines)] == [
        ("a", "50"), ("c", "passed over"), ("d", "open"), ("b", "not asked"),
    ]  # fmt: skip
    keys.send_text("4" + ENTER)
    assert screen.review(lines, "review") == "b"


def test_a_command_behind_the_words_is_no_part_of_them(screen, keys):
    keys.send_text("Some copied words :cite" + ENTER)
    assert screen.ask(View("a", "prose", "Ask")) == Did("cite", "Some copied words")
    keys.send_text("half a row :save" + ENTER)
    assert screen.ask(View("a", "lines", "Ask")) == Did("save", (f"{HALF}half a row",))


@pytest.mark.parametrize(
    ("kind", "sent", "raw"),
    [
        ("prose", "Words" + ENTER, "Words"),
        ("one", "d", "denied"),
        ("one", "xd", "denied"),
        ("many", "expo" + ENTER + ENTER, ("exposure",)),
        ("many", "1" + ENTER, ("exposure",)),
    ],
)
def test_typing_closes_the_help_and_goes_into_the_answer(screen, keys, kind, sent, raw):
    keys.send_text(F1 + sent)
    assert screen.ask(View("a", kind, "Ask", offers=TERMS, choices=(Choice("denied", "denied", "d"),))) == Said(raw)


def test_an_enter_by_habit_takes_nothing_of_the_next_question(screen, keys):
    choices = (Choice("denied", "denied", "d"), Choice("passive", "passive", "p"))
    next_one = View("b", "line", "Minutes", suggestion="50")
    keys.send_text("d" + ENTER + "45" + ENTER)
    assert [screen.ask(view) for view in (View("a", "one", "Ask", choices=choices), next_one)] == [
        Said("denied"),
        Said("45"),
    ]
    keys.send_text("d" + ENTER + ENTER)
    assert [screen.ask(view) for view in (View("a", "one", "Ask", choices=choices), next_one)] == [
        Said("denied"),
        Said("50"),
    ]


def test_a_stop_between_questions_ends_the_next_one(screen, keys):
    screen._desk.leaving.asked = True
    with pytest.raises(AuthorStopped):
        screen.ask(View("a", "line", "Ask"))


def test_the_line_that_stays_is_short():
    view = View("a", "domains", "Ask")
    assert said_short(view, ("Mood: sad", "Affect: flat")) == "sad, flat"
    assert said_short(view, ()) == "none"
    assert said_short(view, "") == "passed over"
    assert said_short(View("a", "yes_no", "Ask"), "yes") == "yes"
    assert said_short(View("a", "time", "Ask", understood=lambda raw: "2:00 PM"), "2p") == "2:00 PM"
    assert said_in_words(view, ("Mood: sad", "Affect: flat")) == "Mood: sad; Affect: flat"
    assert said_in_words(view, ()) == "none"
    assert said_in_words(View("a", "lines", "Ask", secret=True), ("a", "b")) == "given"


def test_only_another_answer_is_told_as_a_change():
    read = {"2p": "2:00 PM"}
    time = View("a", "time", "Ask", stood="2:00 PM", understood=lambda raw: read.get(raw, ""))
    assert [is_changed(time, raw) for raw in ("2p", "2:00 PM", "3p")] == [False, False, True]
    risk = (Choice("low", "low", "l"), Choice("high", "high", "h"))
    level = View("a", "one", "Ask", choices=risk, stood="low")
    assert [is_changed(level, raw) for raw in ("low", "high")] == [False, True]
    passed = View("a", "lines", "Ask", stood="", optional=True)
    assert [is_changed(passed, raw) for raw in ("", ("one",))] == [False, True]
    assert not is_changed(View("a", "line", "Ask"), "the first answer")
    assert not is_changed(View("a", "line", "Ask", stood="old", secret=True), "new")


NONE = View("a", "one", "Suicidal behavior", choices=(Choice("none", "none", "n"), Choice("lifetime", "earlier", "l")))


def test_a_sentence_typed_ahead_is_no_key(screen, keys):
    for typed in ("No firearm at home.", "no firearm at home.", "not at home"):
        keys.send_text(typed + ENTER + BACK)
        assert screen.ask(NONE) == Did("back", "")
    keys.send_text("N" + ENTER)
    assert screen.ask(NONE) == Said("none")
    keys.send_text("none" + ENTER)
    assert screen.ask(NONE) == Said("none")


def test_a_sentence_typed_slowly_takes_the_answer_back(screen, keys):
    keys.send_text("n")
    assert screen.ask(NONE) == Said("none")
    keys.send_text("o ")
    assert screen.ask(View("b", "line", "Access to means")) == Did("mistaken", "", "a")
    keys.send_text("firearm" + ENTER + BACK)
    assert screen.ask(NONE) == Did("back", "")
    keys.send_text("n")
    assert screen.ask(NONE) == Said("none")
    keys.send_text("over the counter" + ENTER)
    assert screen.ask(View("b", "line", "Access to means")) == Said("over the counter")


def send_slowly(keys, *typed):
    def send():
        for each in typed:
            sleep(PATIENCE + 0.3)
            keys.send_text(each)

    Thread(target=send, daemon=True).start()


@pytest.mark.parametrize("typed", [("o ",), ("o", " "), ("", "o", " ")])
def test_no_and_a_blank_begin_a_sentence_however_slowly(screen, keys, typed):
    where, so_far = View("a", "yes_no", "Access to means"), []
    keys.send_text("n")
    assert screen.ask(where) == Said("no")
    first, *later = typed
    keys.send_text(first)
    send_slowly(keys, *later)
    assert screen.ask(View("b", "prose", "Who was asked", typing=so_far.append)) == Did("mistaken", "", "a")
    assert so_far[-1:] in ([], [""])  # on a busy machine the "o" may not have been reported before it was taken back
    keys.send_text("firearm" + ENTER + BACK)
    assert screen.ask(where) == Did("back", "")


def test_an_answer_that_only_looks_like_the_rest_of_a_word_is_one(screen, keys):
    keys.send_text("n")
    assert screen.ask(View("a", "yes_no", "Any change?")) == Said("no")
    send_slowly(keys, "over the counter" + ENTER)
    assert screen.ask(View("b", "prose", "Medication")) == Said("over the counter")
    keys.send_text("no" + ENTER)
    assert screen.ask(View("a", "yes_no", "Any change?")) == Said("no")
    send_slowly(keys, " later" + ENTER)
    assert screen.ask(View("b", "prose", "Medication")) == Said(" later")


def test_words_that_were_replaced_come_back_with_undo(screen, keys):
    keys.send_text("\x1f" + ENTER)
    assert screen.ask(View("a", "prose", "Ask", value="From the note: “x”.", undo="My words.")) == Said("My words.")
