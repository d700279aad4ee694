"""A passage that was corrected has a sign where it stands, on the copy alone; the words around it stay as they are."""

import re

import pytest
from unit.exporters.pages import NOTE, export, page, seen

from notewizard.exporters.copied import Corrected
from notewizard.exporters.html import html_page
from notewizard.exporters.txt import text_page

SAID = "Corrected: see “Correction on November 21, 2026, by Dana Whitfield, LCSW” below."
HEAD = "The note of November 20, 2026 has a correction, which follows it."
RISK = NOTE + "\nAffect low.\n\n**Risk:** low, given weekly contact.\n"
TEXT = "Progress note\n=============\n\nMood low.\n \n\nRisk: low\n\nPlan\n----\n\nRest.\n"


def blocks(*corrected, text=RISK, markdown=True):
    """Both kinds of page, in blocks; of each the signs and what stands before them."""
    made = export(page(text, markdown=markdown, corrected=corrected), corrected=HEAD)
    html = re.finditer(r"<(p|h\d|aside)\b.*?</\1>", html_page(made).partition("<section>")[2], re.DOTALL)
    lines = [" ".join(each.split()) for each in text_page(made).split("\n\n")]
    return [seen(each[0]).text for each in html], lines


def under(found, said=SAID):
    return [found[place - 1] for place, each in enumerate(found) if each in (said, f"[{said}]")]


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("she denied suicidal ideation", "Safety"),
        ("Safety. Asked directly", "Safety"),
        ("slept badly in orléans", "Worry"),
        ("c-1042", "Client"),
        ("November 20, 2026 Subjective", "Subjective"),
    ],
)
def test_the_sign_stands_under_the_block_in_which_the_passage_ends(words, begins):
    for found in blocks(Corrected(words, SAID)):
        (one,) = under(found)
        assert one.startswith(begins)


def test_of_several_that_read_so_the_one_with_what_is_corrected_is_meant():
    for found in blocks(Corrected("low", SAID, ("Acute risk",))):
        assert [each[:4] for each in under(found)] == ["Risk"]


WALK = NOTE + "\nGait slow, no risk of falls.\n\nPlace of service POS 10. Escitalopram 10 mg for risk.\n"


@pytest.mark.parametrize(
    ("words", "about", "text"),
    [
        ("low", (), RISK),
        ("low", ("Session number",), RISK),
        ("low", ("Acute risk",), RISK + "\nRisk of a relapse is low.\n"),
        ("low", ("Acute risk",), RISK + "\n**Risk:** low, as before.\n"),
        ("low", ("Acute risk",), WALK),
        ("10", (), WALK),
        ("10", ("Place of service",), WALK),
        ("10", (), NOTE + "\nSertraline 10.5 mg.\n\nLithium 0.10 mmol/l.\n"),
        ("worr", ("Goals of the treatment",), NOTE),
    ],
)
def test_what_cannot_be_placed_in_exactly_one_passage_has_no_sign(words, about, text):
    for found in blocks(Corrected(words, SAID, about), text=text):
        assert under(found) == []


def test_a_passage_is_made_of_whole_words():
    for found in blocks(Corrected("low", SAID), text=WALK + "\nMood low.\n"):
        assert under(found) == ["Mood low."]


def test_two_corrections_of_one_passage_have_two_signs():
    for found in blocks(Corrected("weekly contact", SAID), Corrected("weekly", "Corrected: see below.")):
        place = next(at for at, each in enumerate(found) if each in (SAID, f"[{SAID}]"))
        assert "Corrected: see below." in found[place + 1]


def test_a_text_note_has_its_sign_and_keeps_its_line_ends():
    html, lines = blocks(Corrected("Risk: low", SAID), text=TEXT, markdown=False)
    assert under(html) == under(lines) == ["Risk: low"]
    made = text_page(export(page(TEXT, markdown=False, corrected=(Corrected("Risk: low", SAID),))))
    assert re.sub(r"\n\n\[Corrected.*?\]", "", made, flags=re.DOTALL) == text_page(export(page(TEXT, markdown=False)))


@pytest.mark.parametrize("words", ["", "  ", "no such words"])
def test_words_that_stand_nowhere_have_none(words):
    for found in blocks(Corrected(words, SAID)):
        assert under(found) == []


def test_each_sheet_and_no_text_page_has_the_head():
    made = export(corrected=HEAD)
    assert f'<div class="head" aria-hidden="true"><p dir="auto">{HEAD}</p></div>' in html_page(made)
    assert HEAD not in text_page(made)


def test_the_sign_is_escaped():
    html = html_page(export(page(RISK, corrected=(Corrected("weekly", '<i class="x">&amp;'),))))
    assert (seen(html).named("i"), '<i class="x">&amp;' in seen(html).text) == ([], True)
