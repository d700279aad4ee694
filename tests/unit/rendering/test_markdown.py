"""Words go in and the same words come out of a Markdown reader, whatever they are; untouched where that is possible."""

import pytest
from markdown_it import MarkdownIt

from notewizard.rendering.markdown import guarded, inline, settle, sheltered
from notewizard.rendering.outline import plain

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

LEFT_ALONE = [
    "log nightmares with a 0-10 distress rating",
    "goal #2",
    "#2 of three goals",
    "5 * 3 = 15",
    "a_b_c and her e-mail_address",
    "<3 friends, 3 < 4 > 2",
    "R&D, P&L",
    "-5 points",
    "+2 on Monday",
    "C:\\temp",
    "~20 minutes a day",
    "{{ 7*7 }}".replace("*", "x"),
    "[sic]",
    "SUDS 8 to 3 (VoC 3 to 5)",
    "“one bad review means I am fired”",
    "שלום, مرحبا, 😀",
    "100% | 0%",
]

STRUCTURE = [
    "# Plan",
    "###### six",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "12) item",
    "> quoted",
    "---",
    "***",
    "_ _ _",
    "- - -",
    "===",
    "Plan\n====",
    "Plan\n---",
    "a | b\n--- | ---\n1 | 2",
    "a\n:-:",
    "```\ncode\n```",
    "~~~\ncode\n~~~",
    "<div>\ntext\n</div>",
    "<!-- hidden -->",
    "<script>alert(1)</script>",
    "[ref]: http://example.org",
    "[two\nlines]: /url",
    "[link](http://example.org)",
    "![image](x.png)",
    "[link][ref]",
    "<http://example.org>",
    "**bold** and *italics* and __bold__ and _italics_",
    "`code`",
    "~~struck~~",
    "&amp; &#35; &copy;",
    "\\* \\\\ \\# end\\",
    "    indented",
    "\tindented",
    "one  \ntwo",
    "one\n\n\ntwo",
    "{{ 7*7 }} {% raw %} {# no #}",
    "a\u2028# b",
    "*", "_", "`", "[", "\\", "~", "|", "&", "<", "#", "-",
]  # fmt: skip


def words(text: str) -> str:
    """As a reader compares them: the lines, blank ones and spaces around them aside."""
    lines = (line.strip() for line in text.replace("\u2028", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_words_that_mean_nothing_in_markdown_are_untouched(text):
    assert settle(sheltered(text)) == text


@pytest.mark.parametrize("text", [*STRUCTURE, *LEFT_ALONE])
@pytest.mark.parametrize("before", ["", "**Label.** "], ids=["alone", "behind a label"])
def test_words_stay_words(text, before):
    tokens = PARSER.parse(settle(before + sheltered(text)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert words(plain(tokens[1])) == words(before.replace("*", "") + text.strip())


def test_a_line_is_escaped_only_where_it_starts_one():
    assert settle(sheltered("- one")) == "\\- one"
    assert settle(sheltered("- one"), starts_line=False) == "- one"
    assert settle("Homework. " + sheltered("- one\n- two")) == "Homework. - one  \n\\- two"


def test_the_layout_of_a_template_is_not_the_layout_of_the_note():
    assert settle("One.\n\n   " + sheltered("Two  spaces.") + "\n{}\n".format("")) == "One. Two  spaces."


def test_nothing_reserved_survives():
    assert inline("a\ufdd0b\ufdd1c") == "abc"


def test_what_follows_several_lines_begins_its_own():
    assert settle(sheltered("- one\n- two.") + " " + sheltered("Three.")) == "\\- one  \n\\- two.  \nThree."


@pytest.mark.parametrize(
    ("line", "expected"),
    [("# a", "\\# a"), ("1. a", "1\\. a"), ("1.5 a", "1.5 a"), ("#a", "#a"), ("--", "\\--"), ("text", "text")],
)
def test_guarded(line, expected):
    assert guarded(line) == expected


@pytest.mark.parametrize("text", ["|-", ":-", "- ", "-  ", "|", "=", "*", "_", "~", "\\", "&a", "<a ", "- x\n"])
def test_long_runs_of_signs_are_no_trap(text):
    long = text * 50_000 + "x"
    assert words(plain(PARSER.parse(settle(sheltered(long)))[1])) == words(long)
