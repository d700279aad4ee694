"""A note's text falls into blocks under the right section and label, in Markdown and in plain text."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notewizard.documents import document_of


def blocks(name: str, text: str) -> list[tuple[str, str | None, str | None, str]]:
    document = document_of(Path(name), text.encode())
    return [(block.kind, block.section, block.label, document.of(block)) for block in document.blocks]


MARKDOWN = """\
---
id: 01HZX
created: 2026-11-20T15:05:00-05:00
---

# Progress note

**Client** c-1042
**Service** Individual psychotherapy

## Subjective

Worry about a review.
It kept her up.

**Safety.** Denied suicidal ideation.

> From the note of October 2: “Slept badly.”

## Plan

1. Ask her manager.
2. Write the
   answer down.

| GAD-7 | date |
|-------|------|
| 9     | today |
"""


def test_markdown():
    assert blocks("note.md", MARKDOWN) == [
        ("front_matter", None, None, "---\nid: 01HZX\ncreated: 2026-11-20T15:05:00-05:00\n---"),
        ("heading", "Progress note", None, "Progress note"),
        ("label", "Progress note", "Client", "**Client**"),
        ("paragraph", "Progress note", "Client", "c-1042"),
        ("label", "Progress note", "Service", "**Service**"),
        ("paragraph", "Progress note", "Service", "Individual psychotherapy"),
        ("heading", "Subjective", None, "Subjective"),
        ("paragraph", "Subjective", None, "Worry about a review.\nIt kept her up."),
        ("label", "Subjective", "Safety", "**Safety.**"),
        ("paragraph", "Subjective", "Safety", "Denied suicidal ideation."),
        ("quote", "Subjective", "Safety", "From the note of October 2: “Slept badly.”"),
        ("heading", "Plan", None, "Plan"),
        ("item", "Plan", None, "Ask her manager."),
        ("item", "Plan", None, "Write the\n   answer down."),
        ("table", "Plan", None, "| GAD-7 | date |\n|-------|------|\n| 9     | today |"),
    ]


PLAIN = """\
1/21/25 10:00-10:45 Ind tx, office.
S: Ct on time. Slept 4 hrs.
Mood "alright."
O: Affect blunted.

PLAN

- Earbud nightly
- RTC 1/28
PMH: asthma
"""


@pytest.mark.parametrize("name", ["note.txt", "note.md"])
def test_plain_labels_and_capitals_are_sections(name):
    found = blocks(name, PLAIN)
    assert found[:6] == [
        ("paragraph", None, None, "1/21/25 10:00-10:45 Ind tx, office."),
        ("heading", "S", None, "S:"),
        ("paragraph", "S", None, 'Ct on time. Slept 4 hrs.\nMood "alright."'),
        ("heading", "O", None, "O:"),
        ("paragraph", "O", None, "Affect blunted."),
        ("heading", "PLAN", None, "PLAN"),
    ]
    assert found[6:] == [
        ("item", "PLAN", None, "Earbud nightly"),
        ("item", "PLAN", None, "RTC 1/28"),
        ("label", "PLAN", "PMH", "PMH:"),
        ("paragraph", "PLAN", "PMH", "asthma"),
    ]


def test_the_body_begins_after_the_front_matter():
    document = document_of(Path("note.md"), MARKDOWN.encode())
    assert document.text[document.body_start :].startswith("# Progress note\n")


def test_a_rule_across_the_page_is_not_a_front_matter():
    assert blocks("note.txt", "---\nShe came early and left late.\n---\nMore.")[0] == (
        "paragraph",
        None,
        None,
        "She came early and left late.",
    )


def test_a_front_matter_that_never_ends_is_text():
    assert document_of(Path("note.md"), b"---\nid: x\n").body_start == 0


def test_prose_is_not_a_heading_because_a_rule_stands_under_it():
    assert blocks("note.md", "She spoke of her father\nand wept.\n-----\nLater calmer.") == [
        ("paragraph", None, None, "She spoke of her father\nand wept.\n-----"),
        ("paragraph", None, None, "Later calmer."),
    ]


PIECES = st.sampled_from(
    [
        "# ",
        "## Plan",
        "**Risk.** ",
        "- ",
        "1. ",
        "> ",
        "---",
        "```",
        "| a |",
        "S: ",
        "PMH:",
        "word ",
        "é😀",
        "\n",
        "\n\n",
        "  ",
        "\t",
    ]
)


ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@example("# \xa0", "a.md")
@example("> \u2003", "a.md")
@given(st.lists(st.one_of(PIECES, ANYTHING), max_size=30).map("".join), st.sampled_from(["a.md", "a.txt"]))
def test_blocks_of_any_text_stand_in_order_and_never_overlap(text, name):
    document = document_of(Path(name), text.encode("utf-8", "replace"))
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert block.kind == "front_matter" or document.of(block) == document.of(block).strip()
        end = block.end
