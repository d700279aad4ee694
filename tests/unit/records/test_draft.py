"""A draft gives back exactly what it was given, whatever was typed and whatever became of its file."""

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewizard.errors import NotKept, Refused
from notewizard.records.journal import decode, encode
from notewizard.records.state import State
from notewizard.records.typing import Typing

# JSON joins the two halves of a character that a terminal gave apart; everything else comes back as it was.
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=())).filter(
    lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text)
)
NASTY = ["\x00", "\x1b[31m\x1b]52;c;AAAA\x07", "\ud800", "\u202eabc", "a\nb\r\nc", "\x1a", "x" * 1_000_000]


@pytest.fixture
def drafts(tmp_path):
    return State(tmp_path).drafts


@pytest.fixture
def draft(drafts):
    draft = drafts.begin("c-1", "soap", "2026-11-20T10:00")
    yield draft
    draft.close()


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:8]))
def test_what_was_typed_comes_back_to_the_letter(drafts, draft, text):
    entry = {"kind": "pending", "path": ["plan", 0], "text": text}
    draft.append(entry)
    draft.close()
    again = drafts.open(draft.id)
    assert again.entries()[1:] == (entry,)
    again.close()


@given(ANY_TEXT)
def test_every_text_survives_the_journal(text):
    assert decode(encode({"kind": "answer", "value": text})).entries == ({"kind": "answer", "value": text},)


@given(st.lists(ANY_TEXT, max_size=5), st.binary(max_size=80), st.data())
def test_a_torn_or_damaged_end_costs_no_earlier_entry(texts, tail, data):
    lines = [encode({"kind": "answer", "value": text}) for text in texts]
    torn = encode({"kind": "answer", "value": "torn"})
    torn = torn[: data.draw(st.integers(0, len(torn) - 2))]
    decoded = decode(b"".join(lines) + data.draw(st.sampled_from([tail, torn])))
    assert [entry["value"] for entry in decoded.entries[: len(texts)]] == texts


@settings(max_examples=30)
@given(st.integers(0, 200), st.integers(1, 255))
def test_one_flipped_byte_costs_one_line_at_most(place, flip):
    whole = b"".join(encode({"kind": "answer", "value": number}) for number in range(5))
    place %= len(whole)
    damaged = whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :]
    assert len(decode(damaged).entries) >= 3


def test_damaged_bytes_are_kept_aside_and_said(drafts, draft):
    draft.append({"kind": "answer", "path": ["plan"], "value": "kept"})
    draft.close()
    draft.path.write_bytes(draft.path.read_bytes() + b'garbage\n23 00000000 {"half')
    assert [one.damaged for one in drafts.list()] == ["7 bytes in it cannot be read."]
    again = drafts.open(draft.id)
    assert sorted(one.path.read_bytes() for one in again.damage) == [b'23 00000000 {"half', b"garbage"]
    again.append({"kind": "answer", "path": ["timing"], "value": "and on"})
    assert [entry.get("value") for entry in again.entries()] == [None, "kept", "and on"]
    again.close()
    assert drafts.kept_aside() == tuple(one.path for one in again.damage)


def test_a_draft_moves_to_another_client_and_says_so(drafts, draft):
    draft.close()
    drafts.move(draft.id, "c-2", "2026-11-20T10:30")
    (summary,) = drafts.list()
    assert (summary.client, summary.format, summary.entries[-1]["from"]) == ("c-2", "soap", "c-1")


def test_a_discarded_draft_can_be_restored_until_it_is_removed(drafts, draft):
    draft.append({"kind": "answer", "path": ["plan"], "value": "kept"})
    draft.close()
    drafts.discard(draft.id, "2026-11-20T10:30")
    assert (drafts.list(), [one.id for one in drafts.discarded()]) == ((), [draft.id])
    assert not list(drafts.folder.glob("*.lock"))
    drafts.restore(draft.id)
    assert [one.answers for one in drafts.list()] == [1]
    drafts.discard(draft.id, "2026-11-20T10:31")
    drafts.remove_discarded(draft.id)
    assert (drafts.list(), drafts.discarded()) == ((), ())


def test_an_unpublished_draft_cannot_be_finished(drafts, draft):
    with pytest.raises(Refused) as refused:
        drafts.finish(draft)
    assert refused.value.what == "This draft is not finished: no file is known to hold its note."
    assert draft.path.exists()


@pytest.mark.parametrize("client", ["", "..", "a/b", "a\\b", "CON", "com1", "a b", "é", "x" * 65, "a\n", "nul"])
def test_a_draft_takes_no_unsafe_client_id(drafts, client):
    with pytest.raises(Refused):
        drafts.begin(client, "soap", "2026-11-20T10:00")


@pytest.mark.parametrize("draft_id", ["..", "../x", "", "zz"])
def test_there_is_no_such_draft(drafts, draft_id):
    with pytest.raises(Refused):
        drafts.open(draft_id)


def test_flush_keeps_the_latest_text_and_settle_ends_it(draft):
    typing = Typing(draft)
    typing.put(["plan"], "Sleep di", cursor=8)
    typing.put(["plan"], "Sleep diary", cursor=11)
    typing.flush()
    assert draft.entries()[-1] == {"kind": "pending", "path": ["plan"], "text": "Sleep diary", "cursor": 11}
    typing.put(["plan"], "Sleep diary.")
    typing.settle({"kind": "answer", "path": ["plan"], "value": "Sleep diary."})
    typing.close()
    assert [entry["kind"] for entry in draft.entries()].count("answer") == 1
    assert draft.entries()[-1]["kind"] == "answer"


def test_what_is_typed_reaches_the_disk_without_a_flush(draft, drafts):
    typing = Typing(draft)
    typing.put(["plan"], "Sleep di")
    while not any(entry["kind"] == "pending" for entry in drafts.list()[0].entries):
        pass  # The time limit of the test ends this when nothing comes.
    typing.close()


def test_a_disk_that_refuses_is_told_and_tried_again(draft, monkeypatch):
    def full(*_):
        raise OSError(28, "full")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(NotKept) as refused:
            draft.append({"kind": "answer", "path": ["plan"], "value": "first"})
    assert refused.value.what == "The draft could not be written: the disk is full."
    assert "first" not in str(refused.value)
    draft.append({"kind": "answer", "path": ["plan"], "value": "second"})
    assert draft.path.name == f"{draft.id}.2.draft"
    assert [entry.get("value") for entry in draft.entries()] == [None, "second"]


def test_an_append_from_a_signal_handler_is_written_by_the_append_it_interrupts(draft, monkeypatch):
    real, pending = os.fsync, [{"kind": "pending", "path": ["plan"], "text": "on hang-up"}]

    def interrupted(descriptor):
        if pending:
            draft.append(pending.pop())
        real(descriptor)

    monkeypatch.setattr("os.fsync", interrupted)
    draft.append({"kind": "answer", "path": ["plan"], "value": "first"})
    assert [entry["kind"] for entry in decode(draft.path.read_bytes()).entries] == ["begun", "answer", "pending"]
