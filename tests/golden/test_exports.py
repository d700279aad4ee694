"""A copy that is handed on, as it must read: the note of the case, not yet co-signed, with an addendum."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from notewizard.exporters.copied import Export, NoteCopy, Page
from notewizard.exporters.kinds import KINDS
from notewizard.note.later import LaterWriting
from notewizard.note.people import Author
from notewizard.rendering.later_writing import Parent, later_page

CASE = Path(__file__).parent / "trainee-with-report"
WAITS = "Not yet co-signed by Ruth Adler, LCSW."
EACH_PAGE = "The note of April 21, 2026 is not yet co-signed by Ruth Adler, LCSW."
PACIFIC = timezone(timedelta(hours=-7), "PDT")


def addendum() -> str:
    words = LaterWriting(
        kind="addendum",
        today=date(2026, 4, 22),
        known_from=date(2026, 4, 21),
        known=date(2026, 4, 22),
        text="The hotline called back on Wednesday morning: the report was taken up, reference unchanged.",
        reason="The call came after the note was signed.",
    )
    parent = Parent("progress note", date(2026, 4, 21), "2026-04-21 progress note.md", "5e" * 32, "c-4410")
    author = Author(name="Ines Okafor", credential="MA, associate")
    return later_page(words, parent, author, datetime(2026, 4, 22, 9, 30, tzinfo=PACIFIC))


def copied() -> Export:
    proof = (
        ("File", "2026-04-21 progress note.md"),
        ("Record", "00c0ffee00c0ffee"),
        ("SHA-256", "5e" * 32),
        ("History code", "ABCDE-FGH23"),
        ("State", "Unchanged since it was finished, as the history of the practice says."),
    )
    text = (CASE / "note.dap.md").read_text(encoding="utf-8")
    note = Page("Progress note of April 21, 2026, by Ines Okafor, MA, associate", text, True, (WAITS,), proof)
    later = Page("Addendum on April 22, 2026, by Ines Okafor, MA, associate", addendum(), True, (), proof)
    copy = NoteCopy("c-4410", "April 21, 2026", note, (later,), (), (EACH_PAGE,))
    made = "Exported on Thursday, April 23, 2026, 10:00 AM PDT, by Ines Okafor, MA, associate, with notewizard 1.0."
    return Export("Progress note of 2026-04-21", (copy,), made)


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_becomes_the_copy(kind):
    assert KINDS[kind](copied()) == (CASE / f"export.{kind}").read_text(encoding="utf-8")
