"""Laws of every export: whatever a note holds, its words are in the page, all of them, in their order."""

import re

from hypothesis import given
from hypothesis import strategies as st
from unit.exporters.pages import export, page, seen

from notewizard.exporters.html import html_page
from notewizard.exporters.txt import text_page
from notewizard.exporters.words import page_html, page_text
from notewizard.rendering.markdown import guarded, inline

LINES = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029"), max_size=60),
    min_size=1, max_size=6,
)  # fmt: skip
SIGNS = st.lists(st.text("ab *_`~<>[]()!&#-+=.:1\\|\"'é\t", max_size=40), min_size=1, max_size=6)


def words(text: str) -> str:
    """The letters in their order; where they wrap is the page's own."""
    return "".join(text.split())


@given(st.one_of(LINES, SIGNS), st.booleans())
def test_a_written_answer_comes_out_as_it_was_written(lines, breaks):
    """What `rendering` wrote as Markdown reads in both kinds as the words that were answered."""
    written = ("  \n" if breaks else "\n\n").join(guarded(inline(line.strip())) for line in lines if line.strip())
    told = words("".join(lines))
    one = page(f"**Concerns.** {written}")
    assert words(page_text(one)) == f"Concerns:{told}"
    assert words(seen(page_html(one)).text) == f"Concerns.{told}"


@given(st.one_of(LINES, SIGNS))
def test_a_text_note_comes_out_as_it_stands(lines):
    told = "\n".join(lines)
    without = re.compile("[=-]")  # what underlines a heading is its mark, and no word
    assert without.sub("", words(seen(page_html(page(told, markdown=False))).text)) == without.sub("", words(told))
    assert words(page_text(page(told, markdown=False))) == words(told)


@given(st.one_of(LINES, SIGNS), st.booleans())
def test_no_note_gets_out_of_its_page(lines, markdown):
    """Nothing that stands in a note makes an element, an attribute, or a line of the frame."""
    made = export(page("\n".join(lines), markdown=markdown))
    found = seen(html_page(made))
    assert {tag for tag, _ in found.tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "article", "div", "section", "aside", "p", "br",
        "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "dl", "dt", "dd",
    }  # fmt: skip
    assert text_page(made).count("=" * 80) == 1
