"""What records are: notes that hold, what was written to them later, what is in error, what waits for a supervisor."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from notewizard.records.later import IN_ERROR, LATER, NOTE, OnRecord, moment_signed
from notewizard.records.record import Record

NOTHING = Record(
    id="", kind=NOTE, client="c-1", date="2026-11-20", author="Ann Bell, LPC", file="", sha256="s", body_sha256="",
    format={}, template={}, program="1", clock={}, elements={},
)  # fmt: skip
SUPERVISED = {"author": {"name": "Ann Bell", "supervisor": {"name": "Ruben", "credential": "PhD"}}}


def record(id_, kind=NOTE, about="", at=0, sha="s", **more):
    clock = {"utc": f"2026-11-20T12:{at:02}:00+00:00", "offset": "-05:00"}
    parent = {"id": about, "sha256": sha} if about else {}
    return replace(NOTHING, id=id_, kind=kind, clock=clock, parent=parent, **more)


def ids(records):
    return [each.id for each in records]


def test_a_mark_takes_a_note_out_and_a_mark_on_the_mark_brings_it_back():
    note, mark = record("n"), record("m", IN_ERROR, "n", 1)
    assert ids(OnRecord.of([note]).notes()) == ["n"]
    assert OnRecord.of([note, mark]).notes() == ()
    back = record("b", IN_ERROR, "m", 1)  # in the same minute
    assert ids(OnRecord.of([back, mark, note]).notes()) == ["n"]
    assert OnRecord.of([back, mark, note, record("x", IN_ERROR, "b", 2)]).notes() == ()


def test_what_is_about_something_in_error_holds_no_more():
    note, added = record("n"), record("a", "addendum", "n", 1)
    corrected = record("c", "correction", "a", 2)
    assert ids(OnRecord.of([note, added, corrected]).written_to(note)) == ["a", "c"]
    assert ids(OnRecord.of([note, added, corrected, record("m", IN_ERROR, "a", 3)]).written_to(note)) == []
    assert OnRecord.of([note, added, corrected, record("m", IN_ERROR, "n", 3)]).writings("c-1") == ()


def test_a_co_signature_is_of_exactly_these_bytes():
    note = record("n", elements=SUPERVISED)
    signed, other = record("s", "co-signature", "n", 1), record("o", "co-signature", "n", 1, sha="other")
    assert ids(OnRecord.of([note]).not_co_signed()) == ["n"]
    assert ids(OnRecord.of([note, other]).not_co_signed()) == ["n"]
    assert ids(OnRecord.of([note, signed]).not_co_signed()) == []
    assert ids(OnRecord.of([note, signed, record("m", IN_ERROR, "s", 2)]).not_co_signed()) == ["n"]
    assert ids(OnRecord.of([note, record("m", IN_ERROR, "n", 2)]).not_co_signed()) == []


def test_another_clients_addendum_is_none_of_this_note():
    note = record("n")
    assert OnRecord.of([note, record("a", "addendum", "n", 1, client="c-2")]).written_to(note) == ()


def test_the_moment_is_that_of_its_authors_clock():
    signed = moment_signed(record("n", at=5))
    assert signed is not None
    assert signed.isoformat() == "2026-11-20T07:05:00-05:00"
    assert moment_signed(NOTHING) is None
    assert moment_signed(replace(NOTHING, clock={"utc": "yesterday", "offset": "x"})) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from([NOTE, *LATER]), st.integers(0, 9), st.integers(0, 3)),
        max_size=14,
        unique_by=lambda each: each[0],
    )
)
def test_forged_circles_end_and_the_order_of_reading_says_nothing(rows):
    records = [record(str(id_), kind, str(about), at) for id_, kind, about, at in rows]
    first, second = OnRecord.of(records), OnRecord.of(records[::-1])
    assert first.notes() == second.notes()
    assert first.writings("c-1") == second.writings("c-1")
    assert all(each.kind == NOTE for each in first.notes())
    list(first.not_co_signed())


def test_another_clients_mark_co_signature_and_correction_are_none_of_this_note():
    note, other = record("n", elements={"a": 1}), {"client": "c-2"}
    mark, signed = record("m", IN_ERROR, "n", 1, **other), record("s", "co-signature", "n", 1, **other)
    correction = record("c", "correction", "n", 2, elements={"corrects": [{"path": ["a"], "value": 2}]}, **other)
    found = OnRecord.of([note, mark, signed, correction])
    assert (found.marks("n"), found.co_signatures(note), found.corrects("n")) == ((), (), ())
    assert [each.elements for each in found.notes()] == [{"a": 1}]
    assert found.root(correction) == ""


def test_a_thousand_marks_each_about_the_one_before_are_no_recursion():
    marks = [record(f"{at:04}", IN_ERROR, f"{at - 1:04}" if at else "n") for at in range(3000)]
    assert OnRecord.of([record("n"), *marks]).in_error("n") is False
    assert OnRecord.of([record("n"), *marks[:-1]]).in_error("n") is True


def test_marks_in_a_circle_mark_nothing_and_what_is_about_them_neither():
    circle = [record("1", IN_ERROR, "2"), record("2", IN_ERROR, "1"), record("3", IN_ERROR, "3")]
    found = OnRecord.of([record("n"), record("m", IN_ERROR, "n"), *circle, record("4", IN_ERROR, "1")])
    assert [found.in_error(each) for each in ("1", "2", "3", "n")] == [False, False, False, True]


def test_a_chain_of_corrections_is_walked_once(monkeypatch):
    chain = [record(f"{at:04}", "correction", f"{at - 1:04}" if at else "n") for at in range(500)]
    found, asked = OnRecord.of([record("n"), *chain]), []
    monkeypatch.setattr(OnRecord, "_strays", lambda self, each: bool(asked.append(each.id)))
    assert len(found.written_to(found.records[0] if found.records[0].id == "n" else record("n"))) == 500
    assert len(asked) <= 3 * len(chain)
