"""A symptom line that is measured every week keeps its words and changes its figures: that is no copy."""

import pytest

from notewizard.checks.packs import compile_packs
from notewizard.commands.second_look import SecondLook, figures_in
from notewizard.commands.sources import Sources
from notewizard.definitions.completeness import applying
from notewizard.definitions.library import load_library
from notewizard.note.note import Note
from notewizard.reuse import SourceText

LIBRARY = load_library()
LAST = "Low mood every day, 8 of 10; wakes at 4 on six of seven nights and lies there going over the quarrel at work."


def refused(question, text):
    look = SecondLook(LIBRARY, compile_packs([]), Sources(own=(SourceText("2026-11-13.md", LAST),)))
    answers = {"encounter": {"session_type": "ongoing"}}
    asked = next(each for each in applying(LIBRARY, answers, {}) if each.question.id == question)
    return [each.rule for each in look.reused(asked, text, Note())]


def test_other_figures_are_another_measurement():
    assert refused("presenting.symptoms", LAST.replace("8 of", "4 of").replace("six of", "two of")) == []


def test_the_same_figures_are_a_copy():
    assert refused("presenting.symptoms", LAST) == ["reuse.own-note"]


def test_what_is_told_is_a_copy_whatever_its_figures():
    assert refused("presenting.concerns", LAST.replace("8 of", "4 of")) == ["reuse.own-note"]


@pytest.mark.parametrize(("text", "figures"), [("4 of 10, twice", ["4", "10", "twice"]), ("no figures", ["no"])])
def test_figures_are_digits_and_words(text, figures):
    assert figures_in(text) == figures
