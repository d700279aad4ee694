"""Plain text: 80 columns, no marks, no word lost or changed."""

import pytest
from unit.exporters.pages import SIGNED, export, page

from notewizard.exporters.copied import Export
from notewizard.exporters.txt import text_page

EIGHTY = "=" * 80


def test_a_note_reads_without_marks_and_with_its_accents():
    text = text_page(export())
    assert text.startswith("Progress note\n=============\n\nClient: c-1042\nDate of service: Friday")
    assert "Worry *every* evening; slept badly in Orléans." in text
    assert "**" not in text
    assert "Safety: Asked directly" in text


def test_no_line_is_longer_than_80_but_a_word_that_is():
    long = "word " * 60 + "https://example.org/" + "x" * 90
    text = text_page(export(page(f"# {'Heading ' * 15}\n\n{long}\n")))
    over = [line for line in text.split("\n") if len(line) > 80]
    assert over == ["https://example.org/" + "x" * 90]


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("sign", ["=", "-"])
def test_no_line_of_a_note_reads_as_the_rule_between_its_pages(sign, markdown):
    text = text_page(export(page(f"{sign * 80}\n\nWords.\n\n{sign * 200}\n", markdown=markdown)))
    assert text.count(f"\n{EIGHTY}\n") == 1  # the one before what is said of the copy
    assert "Words." in text


@pytest.mark.parametrize("sign", ["=", "-"])
@pytest.mark.parametrize("line", ["{} words", "words {}", "{} {}", "{}\u00a0", "{}words", " {}", "  {}  x"])
def test_no_words_that_are_broken_into_lines_leave_the_rule_on_one(line, sign):
    row = line.replace("{}", sign * 80)
    reason = f"Entered in error: {row} About this copy. It no longer counts."
    text = text_page(export(page(f"Before.\n\n{row}\n\nAfter.\n", said=(reason, row)), page("Added.\n", name=row)))
    frame = text_page(export(page("Before.\n", said=("Said.",)), page("Added.\n", name="Added")))
    assert text.count(EIGHTY) == frame.count(EIGHTY) == text.count(f"{EIGHTY}\n\n")
    assert ("After." in text, "It no longer counts." in text) == (True, True)


def test_words_of_the_frame_are_all_there():
    said = "Entered in error on November 27, 2026, by Dana Whitfield, LCSW: Wrong day. It no longer counts."
    later = page("# Addendum\n\nHer PCP called.\n", name="Addendum on November 21, 2026, by Dana Whitfield, LCSW")
    mark = "The note of November 20, 2026 was entered in error and no longer counts."
    text = text_page(export(page(said=(said,)), later, on_each_page=(mark,), about=("42 CFR Part 2: prohibited.",)))
    assert " ".join(text.split()).count(said) == 2
    assert text.index("Entered in error on") == 0
    assert text.index(mark) < text.index("Addendum\n========")
    assert f"Written later, and following the note:\n  {later.name}\n" in text
    assert "42 CFR Part 2: prohibited." in text
    assert f"\n{SIGNED}\n  Record: 00c0ffee00c0ffee\n  SHA-256: {'ab' * 32}\n" in text
    assert text.endswith("\n\nClient Ada Example (c-1042). Session of November 20, 2026.\n")


def test_each_note_begins_a_new_page():
    one = export().notes
    text = text_page(Export("2 progress notes", (*one, *one), "Exported."))
    assert text.count("\f\n") == 1
    assert text.split("\f\n")[1].startswith("Progress note\n=")
