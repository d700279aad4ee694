"""The page of a later writing: what each kind must carry, and nothing that a person writes becomes structure."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from notewizard.note.later import LaterWriting
from notewizard.note.people import Author, Supervisor
from notewizard.rendering.later_writing import TITLES, Parent, later_page
from notewizard.rendering.plain import plain_text

NOW = datetime(2026, 11, 22, 20, 12, tzinfo=ZoneInfo("America/Chicago"))
DANA = Author(name="Dana Whitfield", credential="LCSW", license="LCSW 12345 (NY)")
PARENT = Parent(
    "progress note", NOW.date().replace(day=20), "2026-11-20 progress note.md", "ab" * 32, "c-1042", id="5f"
)
ANSWERS = {
    "addendum": {"text": "The PCP called.", "known": "2026-11-21"},
    "late entry": {"text": "She asked for a letter.", "recall": True},
    "correction": {"wrong": "one day", "right": "Two days"},
    "entered in error": {},
    "co-signature": {"comments": "For you alone."},
}


def page(kind, author=DANA, elsewhere=False, code="", **more):
    reason = {} if kind == "co-signature" else {"reason": "It came later"}
    words = LaterWriting.model_validate({"kind": kind, "today": "2026-11-22", **ANSWERS[kind], **reason, **more})
    return later_page(words, PARENT, author, NOW, elsewhere, code)


@pytest.mark.parametrize("kind", ANSWERS)
def test_each_kind_carries_what_it_must(kind):
    text = page(kind)
    assert text.startswith(f"# {TITLES[kind]}\n")
    for part in (
        "the progress note of Friday, November 20, 2026",
        "**Client** c-1042",
        "**Date of service** Friday, November 20, 2026",
        "**Written** Sunday, November 22, 2026, 8:12 PM CST",
        "2026-11-20 progress note.md, id 5f, SHA-256 abababababab",
        "Electronically signed by Dana Whitfield, LCSW, on November 22, 2026, 8:12 PM CST, as the ",
        "License LCSW 12345 (NY).",
    ):
        assert part in text
    assert ("It came later." in text) == (kind != "co-signature")
    assert "For you alone" not in text


def test_what_differs_by_kind():
    assert "**Known since** November 21, 2026" in page("addendum")
    assert "The author affirms full recall of it." in page("late entry")
    assert "The note says: “one day”\n\n## What is right\n\nTwo days." in page("correction")
    assert "was entered in error and no longer counts." in page("entered in error")
    assert "as the supervisor." in page("co-signature")
    assert "Released for signature elsewhere by" in page("addendum", elsewhere=True)
    supervised = DANA.model_copy(update={"supervisor": Supervisor(name="Ruben Castellanos", credential="PhD")})
    assert page("addendum", supervised, code="ABCDE-FGHIJ").endswith(
        "Supervised by Ruben Castellanos, PhD. History code ABCDE-FGHIJ.\n"
    )


@settings(deadline=None)
@given(st.text(min_size=1, max_size=80).filter(lambda text: text.strip()), st.sampled_from(["addendum", "correction"]))
def test_nothing_a_person_writes_is_structure(words, kind):
    try:
        text = page(kind, **({"text": words} if kind == "addendum" else {"wrong": words}), reason=words)
    except ValueError:
        return  # nothing but control characters is no answer
    headings = [each for each in MarkdownIt("commonmark").parse(text) if each.type == "heading_open"]
    assert len(headings) == (3 if kind == "addendum" else 4)
    assert plain_text(text).endswith("\n")
