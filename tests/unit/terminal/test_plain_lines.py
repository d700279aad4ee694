"""The walk in plain lines: what its typed commands show."""

import io

import pytest

from notewizard.terminal.leaving import Leaving
from notewizard.terminal.plain import PlainScreen
from notewizard.terminal.screen import Elsewhere, Mark, Offer, View
from notewizard.terminal.twins import NOTHING_TO_KEEP

SOURCE = "# Progress note\n\nSlept at a motel twice.\n\nPlan: call the bank.\n"
WORDS = "Slept at a motel twice"
AT = SOURCE.index(WORDS)


def shown(typed: str, *looks) -> str:
    """What is written when the question is asked with each of `looks` in turn."""
    out = io.StringIO()
    screen = PlainScreen(keys=io.BytesIO(typed.encode()), stream=out, leaving=Leaving())
    for look in looks:
        screen.ask(View(key="response.engagement", kind="prose", ask="How?", last=lambda: "Newest note.\n", look=look))
    return " ".join(out.getvalue().split())


def copied(text: str):
    there = Elsewhere("The note of November 6, 2026 (read only)", SOURCE, AT, AT + len(WORDS))
    return [Mark(0, len(WORDS), "5 words as in it.", stops=True, there=lambda: there)] if WORDS in text else []


def test_last_at_a_refusal_opens_the_note_in_which_the_words_stand():
    out = shown(f"{WORDS}.\n\n:last\n\n:back\n", copied)
    assert f"The note of November 6, 2026 (read only), line 3: “{WORDS}”" in out
    assert "Plan: call the bank." in out
    assert "Newest note." not in out


def test_last_before_a_refusal_and_at_the_next_question_opens_the_last_note():
    out = shown(f":last\n\n{WORDS}.\n\n:back\n:last\n\n:back\n", copied, copied)
    assert out.count("Newest note.") == 2
    assert "Plan: call the bank." not in out


def test_words_that_the_reason_quotes_are_not_said_twice():
    def vague(text: str):
        return [Mark(0, 5, "“y say” alone says little.", name="vague")] if text.startswith("y say") else []

    assert "Look again: “y say” alone says little." in shown("y say\n\n:back\n", vague)
    assert f"This has to be mended: “{WORDS}”: 5 words as in it." in shown(f"{WORDS}.\n\n:back\n", copied)


def test_half_a_known_term_is_not_taken_by_the_first_enter():
    out = io.StringIO()
    known = (Offer("direct inquiry"), Offer("C-SSRS screener"))
    view = View(key="safety.asked_by", kind="line", ask="How safety was asked", offers=known)

    def answer(typed):
        return PlainScreen(keys=io.BytesIO(typed.encode()), stream=out, leaving=Leaving()).ask(view).raw

    assert answer("direct\ndirect inquiry\n") == "direct inquiry"
    assert "“direct” begins “direct inquiry”. Write that, or Enter keeps your own words." in out.getvalue()
    assert answer("direct\n\n") == "direct"
    assert answer("direct inquiry\n") == "direct inquiry"
    assert answer("inquiry by phone\n") == "inquiry by phone"


def test_a_heading_that_the_place_has_said_is_not_said_again():
    def written(note):
        out = io.StringIO()
        screen = PlainScreen(keys=io.BytesIO(b"a\n"), stream=out, leaving=Leaving())
        screen.ask(View(key="a", kind="line", ask="Techniques", place="5 of 8 · What you did", note=note))
        return out.getvalue()

    assert written("What you did").startswith("5 of 8 · What you did\nTechniques\n")
    assert written("What you did, intervention 2").startswith("5 of 8 · What you did\nWhat you did, intervention 2\n")


def test_an_answer_is_said_back_with_one_period():
    for words, said in (("Slept well.", "Slept well.\n"), ("Why?", "Why?\n"), ("two of three", "two of three.\n")):
        out = io.StringIO()
        screen = PlainScreen(keys=io.BytesIO(f"{words}\n".encode()), stream=out, leaving=Leaving())
        screen.ask(View(key="a", kind="line", ask="How?"))
        assert out.getvalue().endswith(f"Answer: {said}")


def answered(typed, edit=None, **more):
    out = io.StringIO()
    screen = PlainScreen(keys=io.BytesIO(typed.encode()), stream=out, leaving=Leaving(), edit=edit)
    said = screen.ask(View(**{"key": "a", "kind": "prose", "ask": "How?", **more}))
    return said.raw, " ".join(out.getvalue().split())


def test_a_refused_text_says_how_it_is_written_anew():
    raw, out = answered(f"{WORDS}.\n\n-\nAt her sister's.\n\n", look=copied)
    assert raw == "At her sister's."
    assert "A - alone takes that out; :edit changes it." in out
    assert "Enter alone keeps what is written" not in out


def test_what_is_written_so_far_is_taken_out_by_a_dash_alone():
    assert answered("-\n", value="Slept badly.", optional=True)[0] == ""
    assert answered("-\nSlept well.\n\n", value="Slept badly.")[0] == "Slept well."
    assert answered("And woke early.\n\n", value="Slept badly.")[0] == "Slept badly.\nAnd woke early."


@pytest.mark.parametrize("more", [{}, {"optional": True}, {"may_empty": True}])
def test_a_dash_behind_what_was_just_typed_loses_none_of_it_and_is_no_text(more):
    raw, out = answered("And woke early.\n-\n\n", value="Slept badly.", **more)
    assert (raw, "Taken out" in out) == ("Slept badly.\nAnd woke early.", False)
    assert "Not taken: “-”. It takes out what is written, before anything else is typed." in out
    assert answered("Goals:\n-\nwalk\n\n", value="Old.", **more)[0] == "Old.\nGoals:\nwalk"
    assert answered("Goals:\n-\nwalk\n\n", **more)[0] == "Goals:\nwalk"
    assert answered("Goals:\n- walk\n\n", **more)[0] == "Goals:\n- walk"


def noticed(text: str):
    return [Mark(0, 5, "Vague.", name="vague")]


@pytest.mark.parametrize("optional", [False, True])
@pytest.mark.parametrize("kind", ["prose", "line"])
def test_a_dash_after_a_warning_takes_out_what_was_typed_since_and_what_was_there_is_there_again(kind, optional):
    end = "\n" * (kind == "prose")
    more = {"value": "Slept badly.", "look": lambda text: noticed(text) * ("new" in text), "optional": optional}
    raw, out = answered(f"A new one.\n{end}-\n\n", kind=kind, **more)
    assert raw == "Slept badly."
    assert "Taken out: A new one. Written so far: Slept badly." in out
    if optional:
        assert answered(f"A new one.\n{end}-\n-\n", kind=kind, **more)[0] == ""
    raw, out = answered(f"A new one.\n{end}-\n-\nWell.\n\n", kind=kind, **{**more, "optional": False})
    assert (raw, out.count("Taken out: ")) == ("Well.", 2)


def test_a_dash_after_a_warning_is_named_and_what_was_typed_is_no_more_than_shown():
    _, out = answered("Slept badly.\n\n-\nWell.\n\n", look=lambda text: noticed(text) * ("Slept" in text))
    assert "Enter alone keeps what is written. A - alone takes out what was added." in out
    assert "Taken out: Slept badly." in out


def test_a_reason_to_keep_what_was_taken_out_is_given_for_nothing_else():
    def look(text):
        marks = [Mark(0, 5, "Vague.", name="vague"), Mark(0, 5, "Copied.", name="copied", stops=True)]
        return marks if "badly" in text else []

    raw, out = answered("Slept badly.\n\n:keep her own word\n-\n\n", value="Well.", look=look)
    assert raw == "Well."
    assert NOTHING_TO_KEEP not in out


def test_a_dash_after_an_edited_text_loses_none_of_it():
    raw, _ = answered(":edit\n-\n\n", value="Slept badly.", optional=True, edit=lambda text: f"{text} Woke early.")
    assert raw == "Slept badly. Woke early."


def test_what_a_dash_takes_out_after_a_refusal_is_said_and_the_question_stays():
    raw, out = answered(f"{WORDS}.\n\n-\nAt her sister's.\n\n", look=copied, optional=True)
    assert raw == "At her sister's."
    assert f"Taken out: {WORDS}." in out


def test_what_cannot_be_taken_is_written_anew_behind_a_dash():
    raw, out = answered("Too long.\n\n-\nShort.\n\n", judge=lambda text: "Shorter, please." * (text != "Short."))
    assert raw == "Short."
    assert "Taken out: Too long." in out
    assert "Enter alone keeps what is written" not in out


def test_what_a_dash_takes_out_of_one_line_is_said_and_the_question_stays():
    known = {"kind": "line", "offers": (Offer("direct inquiry"),), "optional": True}
    raw, out = answered("direct\n-\nby phone\n", **known)
    assert raw == "by phone"
    assert "Taken out: direct" in out
    assert answered("-\n", value="by phone", **known)[0] == ""


def test_what_enter_takes_is_still_that_after_a_line_that_was_refused():
    out = io.StringIO()
    screen = PlainScreen(keys=io.BytesIO(b"\nCentral\n\n"), stream=out, leaving=Leaving())
    view = View(
        key="encounter.time_zone",
        kind="line",
        ask="Time zone",
        value="America/Chicago",
        judge=lambda raw: "" if "/" in raw else "No zone is called that." if raw else "An answer is needed here.",
    )
    assert screen.ask(view).raw == "America/Chicago"
    screen = PlainScreen(keys=io.BytesIO(b"Central\n\n"), stream=out, leaving=Leaving())
    assert screen.ask(view).raw == "America/Chicago"
    assert "An answer is needed here" not in out.getvalue()
    assert out.getvalue().count("Enter takes America/Chicago.") == 3
