"""How much of earlier notes one note may cite, and where it is said that it is too much."""

from datetime import date

import shipped

from notewizard.checks.citation import cited
from notewizard.checks.packs import compile_packs
from notewizard.commands.looking.second_look import SecondLook, prose_answers
from notewizard.commands.looking.sources import Sources
from notewizard.interview.writes import partial_note
from notewizard.note.note import Note
from notewizard.reuse import SourceText

DAY = date(2026, 10, 2)
TOLD = [
    "Came in soaked after missing the ferry and spoke about the harbor job for the very first time.",
    "Drew the quarrel with her cousin on the board as a loop and found two places to step out of it.",
    "Laughed when the loop looked like a pretzel and asked to keep the drawing folded in her wallet.",
    "The harbor stands for the father who left from it and she says so without looking away now.",
    "Counted the lanterns along the quay while the panic passed and wrote all nineteen on her glove.",
    "Sorted the letters from her aunt into burn and keep and laughed loudly at one of them twice.",
    "Rehearsed asking the foreman for Saturdays without the night shift and practiced on her brother.",
    "Named the gulls as what wakes her before the alarm and bought plugs of wax at the chandlery.",
]
LIBRARY = shipped.library()
SOURCES = Sources(own=(SourceText("earlier.md", "\n\n".join(TOLD)),), days=(("earlier.md", DAY),))
LOOK = SecondLook(LIBRARY, compile_packs([]), SOURCES)


def noted(concerns, impression):
    return partial_note(
        {
            "encounter": {"session_type": "ongoing"},
            "presenting": {"concerns": concerns},
            "response": {"impression": impression},
        }
    )


def test_one_citation_is_one_and_the_answer_with_which_it_is_too_much_is_named():
    note = noted("Slept at her aunt's.", cited(DAY, " ".join(TOLD)))
    (found,) = [each for each in LOOK.whole(note, LIBRARY.formats["soap"]) if each.rule == "reuse.too-many-citations"]
    words = len(" ".join(TOLD).split())
    assert (found.where, found.message) == (
        "response.impression",
        f"1 citation of {words} words; at most 3 of 120 words together.",
    )


def test_cite_says_at_the_prompt_that_it_would_be_too_much():
    typed, filled = "\n\n".join(TOLD), noted(TOLD[0], TOLD[1])
    asked = next(asked for asked, text in prose_answers(filled, LIBRARY, LIBRARY.formats["soap"]) if text == TOLD[1])
    text, sentence = LOOK.cite(asked, typed, Note())
    assert text == typed
    assert sentence.startswith("Nothing was cited: that would be ")
    assert "; at most 3 of 120 words together." in sentence
    text, sentence = LOOK.cite(asked, TOLD[0], Note())
    assert text.startswith("From the note of October 2, 2026: “Came in soaked")
    assert sentence == "Cited, visibly, with its date."


def test_the_citations_of_the_other_answers_count_where_one_more_is_given():
    note = noted("\n".join(cited(DAY, text) for text in TOLD[:2]), cited(DAY, TOLD[2]))
    asked = next(
        asked for asked, _ in prose_answers(note, LIBRARY, LIBRARY.formats["soap"]) if asked.path[0] == "response"
    )
    assert LOOK.in_walk(asked, cited(DAY, TOLD[2]), note) == ()
    both = f"{cited(DAY, TOLD[2])}. {cited(DAY, TOLD[3])}."
    (found,) = LOOK.in_walk(asked, both, note)
    assert (found.rule, found.level, found.where) == ("reuse.too-many-citations", "must-resolve", "response.impression")
    assert both[found.start : found.end] == cited(DAY, TOLD[3])
    assert found.message.startswith("This note has 4 citations of ")
    text, sentence = LOOK.cite(asked, f"{cited(DAY, TOLD[2])}. {TOLD[3]}", note)
    assert text.endswith(TOLD[3])
    assert sentence.startswith("Nothing was cited: that would be 4 citations of ")
