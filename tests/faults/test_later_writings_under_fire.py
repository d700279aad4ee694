"""Later writings and co-signatures on a disk that fails at every call: the note stays, nothing comes twice."""

import errno

import pytest
from faults.disk import Fault
from faults.sweep import FULL
from faults.test_commands_under_fire import MARK, SIGNED, Office, finished_before_it_was_killed, runs_that_fail

from notewizard.cli import main
from notewizard.records.practice import Practice
from notewizard.records.record import all_records

NAME = "2026-11-20 progress note.md"
KINDS = [
    ("error", errno.EIO, False),
    ("error", errno.ENOSPC, True),
    ("torn", 0, False),
    ("power", 0, False),
]


class Later(Office):
    """A practice with a trainee's signed note, and words to add to it."""

    signed_before = 1

    def __init__(self, root):
        super().__init__(root)
        text = self.answers.read_text(encoding="utf-8")
        supervised = '"credential": "LCSW", "supervisor": {"name": "Ruben Castellanos", "credential": "PhD"}'
        self.answers.write_text(text.replace('"credential": "LCSW"', supervised, 1), encoding="utf-8")
        assert self.render() == 0
        self.note = self.own / NAME
        self.signed = self.notes()
        self.words = root / "words.txt"
        self.words.write_text(f"She called from {MARK} on Saturday.", encoding="utf-8")

    def addend(self):
        more = ("--text", str(self.words), "--reason", "Left out by oversight.", "--full-recall")
        return main(["addend", str(self.note), "--late-entry", *more, *SIGNED])

    def mark(self):
        return main(["addend", str(self.note), "--entered-in-error", "--reason", f"Not {MARK}.", *SIGNED])

    def cosign(self):
        return main(["cosign", str(self.note), "--comment", f"Well told: {MARK}.", "--sign", "Ruben Castellanos"])


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("what", ["addend", "mark", "cosign"])
@pytest.mark.parametrize(
    ("kind", "number", "lasting"), KINDS, ids=["an error", "a full disk", "a kill", "a power loss"]
)
def test_whatever_call_fails_the_note_stays_and_what_is_later_comes_once(
    tmp_path, monkeypatch, capsys, what, kind, number, lasting
):
    step = 1 if FULL else 29  # every call in the full sweep; otherwise one of many, another one for each
    first = 1 if FULL else KINDS.index((kind, number, lasting)) * 5 + len(what)
    broken, codes, call = [], set(), 0
    runs = runs_that_fail(tmp_path, monkeypatch, capsys, Fault(kind, first, number, lasting=lasting), step)
    for call, name, office, code, said in runs(Later, lambda office: getattr(office, what)()):
        codes.add(code)
        broken += [f"call {call}, {name}: {each}" for each in _broken(office, code, said)]
    assert broken == []
    assert call > 30
    assert codes <= {0, 1, 4, None}


def _broken(office, code, said):
    """The promises that do not hold after the command, and after `deliver` on a sound disk."""
    if said.out or MARK in said.err:
        yield "something is on stdout, or words of the patient are on stderr (R10)"
    if code not in (0, None) and not said.err.strip():
        yield "nothing is said"
    waits = any(draft.signed for draft in office.state.drafts.list())
    finished = finished_before_it_was_killed(office, code)
    main(["deliver"])
    after = office.notes()
    if {name: after.get(name) for name in office.signed} != office.signed:
        yield "the note itself was changed (R5)"
    new = [name for name in after if name not in office.signed]
    if len(new) != int(waits or finished or code == 0):
        yield f"{len(new)} files came of one that was {'signed' if waits or code == 0 else 'not signed'} (R4)"
    if any(not after[name].endswith(b"\n") for name in new):
        yield "half a file stands under its final name (R2)"
    records, unreadable = all_records(Practice(office.practice))
    if unreadable or len(records) != 1 + len(new):
        yield "file and record do not come together"
