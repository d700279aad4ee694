"""Whatever is done to a practice folder outside, `verify` names it, leaves the rest in peace, and writes nothing."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from faults.outside import CHANGES, Office

from notewizard.records.history.entry import line_of
from notewizard.records.history.reading import read_history
from notewizard.records.history.verifying import verify


def told(office, change, number, notes):
    """What is wrong with the answer of `verify`, in words; nothing when it is right."""
    before = {path: path.read_bytes() for path in office.root.rglob("*") if path.is_file() and not path.is_symlink()}
    found = verify(office.practice, office.state)
    after = {path: path.read_bytes() for path in office.root.rglob("*") if path.is_file() and not path.is_symlink()}
    if before != after:
        yield "verify wrote something"
    here = {office.id(number), ""}
    mine = Counter(each.kind for each in found.verdicts if each.note in here)
    others = Counter(each.kind for each in found.verdicts if each.note not in here)
    if not change.all and mine != Counter(change.kinds):
        yield f"{change.name}: the note is {dict(mine)}"
    if not change.all and others != Counter(change.other) + Counter(intact=notes - 2):
        yield f"{change.name}: the others are {dict(others)}"
    if tuple(
        sorted({each.kind for each in found.troubles} & {*change.history, "forked", "cut", "put back", "damaged"})
    ) != tuple(sorted(change.history)):
        yield f"{change.name}: the history is {[each.kind for each in found.troubles]}"


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_each_change_gets_its_name(tmp_path, change):
    office = Office(tmp_path, Random(change.name))
    office.prepare(3)
    change.do(office, 1)
    assert list(told(office, change, 1, 3)) == []


def test_a_history_written_anew_is_found_by_the_codes_in_the_notes(tmp_path):
    """Who rewrites the history whole, hash by hash, and the mirror with it, cannot rewrite the codes in the notes."""
    office = Office(tmp_path, Random(1))
    office.prepare(4)
    entries = read_history(office.practice).entries
    lines, parents = [], []
    for seq, entry in enumerate(entries, start=1):
        event = replace(entry.event, actor="Eve Cole, LPC") if seq == 1 else entry.event
        line, digest = line_of(entry.device, seq, parents, event)
        lines.append(line)
        parents = [digest]
    office.history.write_bytes(b"".join(lines))
    found = verify(office.practice)
    assert found.troubles == ()
    assert Counter(each.kind for each in found.verdicts) == Counter({"intact": 4, "code unknown": 3})
