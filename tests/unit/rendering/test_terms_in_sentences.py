"""Every term of the mental status, and words that nobody foresaw, stand in the narrative: none is lost to grammar."""

import re

import pytest
import shipped
from hypothesis import given, settings
from hypothesis import strategies as st

from notewizard.note.mental_status import DOMAINS
from notewizard.note.note import Note
from notewizard.rendering.blocks import BLOCKS
from notewizard.rendering.matter import Matter
from notewizard.rendering.parts import BUILDERS

LIBRARY = shipped.library()
RENDERER = shipped.renderer()
TERMS = [(group.id, term.term) for group in LIBRARY.vocabularies["mental_status"].groups for term in group.terms]
LISTED = [domain for domain in DOMAINS if domain != "mood"]


def prose(**domains: list[str]) -> str:
    note = Note.model_validate({"client": {"pronouns": "she/her"}, "mental_status": domains})
    return RENDERER.render(note, LIBRARY.formats["narrative"]).text.split("\n\n")[1]


def has_all_words(text: str, descriptor: str) -> bool:
    """Whether each word stands there, whatever was put between them; "appears" may have become "appeared"."""
    found = re.findall(r"[\w×-]+", text.lower())
    wanted = re.findall(r"[\w×-]+", descriptor.lower().replace("oriented x", "oriented ×"))
    return all(word in found or re.sub("s$", "ed", word) in found for word in wanted)


@pytest.mark.parametrize(("domain", "term"), TERMS, ids=lambda value: value.replace(" ", "-"))
def test_a_term_is_a_sentence(domain, term):
    said = prose(**{domain: [term]})
    assert has_all_words(said, term)
    assert re.fullmatch(r"(She|Her|[A-Z][\w, -]+) .+\.\s*", said)


WORDS = """
no poor memory appears sought avoided calm steady eye contact rate normal with about during reported observed thoughts
preoccupied psychomotor slowing hands and of at times tearful looks made in session
"""
WORD = st.sampled_from(WORDS.split())
DESCRIPTOR = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(LISTED), st.lists(DESCRIPTOR, min_size=1, max_size=3), min_size=1))
def test_no_descriptor_is_lost(domains):
    said = prose(**domains)
    assert [each for listed in domains.values() for each in listed if not has_all_words(said, each)] == []


def test_a_block_is_given_what_it_may_print(full):
    matter = Matter(Note.model_validate(full), LIBRARY.formats["soap"], LIBRARY)
    pieces = [piece for build in BUILDERS.values() for piece in build(matter)]
    assert {piece.block: set(piece.values) for piece in pieces if set(piece.values) != BLOCKS[piece.block]} == {}
    assert {piece.block for piece in pieces} | {"header", "signature", "additional"} == set(BLOCKS)


@pytest.fixture
def full() -> dict:
    return {
        "treatment": {"goals": [{"id": "g2", "text": "Sleep seven hours"}]},
        "encounter": {
            "session_type": "intake",
            "group": {"id": "g", "topic": "Worry", "size": 4},
            "outreach": [{"at": "2026-11-20T15:00:00-05:00", "method": "phone", "outcome": "voicemail"}],
            "no_outreach": "She had called.",
        },
        "presenting": {
            "history": {"referral": "Her PCP."},
            "measures": [{"name": "GAD-7", "score": 9, "date": "2026-11-20"}],
        },
        "mental_status": {"mood": "fine"},
        "safety": {
            "suicidal_ideation": "active",
            "self_harm": "urges",
            "harm_to_others": "threat",
            "contacts": [{"due": "2026-11-21", "with": "client, by phone"}],
            "reports": [{"kind": "child", "agency": "hotline", "at": "2026-11-20T15:00:00-05:00"}],
        },
        "interventions": [{"detail": "Walked."}],
        "response": {"progress": [{"goal": "g1", "status": "met"}], "deviation": "His father died."},
    }
