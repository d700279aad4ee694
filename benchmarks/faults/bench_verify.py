"""How long `verify` takes over a practice of many notes, and an entry of the history behind as many others.

    python benchmarks/faults/bench_verify.py [--notes 20000] [--views 2]

The notes are put there without the many syncs of a signature; what `verify` reads is the same. Each note has its entry
and `views` more, half of the notes another device's.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from notewizard.records.front_matter import FrontMatter, split_note, with_front_matter
from notewizard.records.history.entry import Event, code_of, line_hashes, line_of, place_of, text_hash
from notewizard.records.history.verifying import verify
from notewizard.records.history.writing import History
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.state import State

LIMIT = 5.0
"""Seconds for 20,000 notes."""
OTHER = "f00df00df00d"
WORDS = ("sleep", "diary", "worry", "work", "garden", "walk", "letter", "sister", "breath", "supper", "plan")


def build(root: Path, notes: int, views: int) -> tuple[Practice, State]:
    """A practice folder with that many signed notes of about 4,000 bytes, by two devices that take turns."""
    practice, state = Practice(root / "practice"), State(root / "state")
    for folder in (practice.history, practice.records):
        folder.mkdir(parents=True)
    History(practice, state).append(Event("configure", "Ann Bell, LPC", "2020-01-01T00:00:00+00:00"))
    mine = History(practice, state).device
    lines: dict[str, list[bytes]] = {mine: [], OTHER: []}
    first = (practice.history / f"{mine}.1.jsonl").read_bytes()
    heads = {mine: first.split(b'"hash":"')[1][:64].decode()}
    chance = Random(1)

    def entry(device: str, event: Event) -> None:
        seq = len(lines[device]) + (2 if device == mine else 1)
        line, heads[device] = line_of(device, seq, heads.values(), event)
        lines[device].append(line)

    for number in range(notes):
        device = (mine, OTHER)[number % 2]
        client = f"c-{number // 100:04}"
        record, data = _note(number, client, tuple(sorted(heads.values())), chance)
        path = practice.root / record.file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        held = record.to_bytes()
        (practice.records / f"{record.id}.json").write_bytes(held)
        signed = Event(
            action="sign",
            actor=record.author,
            utc=str(record.clock["utc"]),
            offset="-05:00",
            zone="America/New_York",
            note=record.id,
            place=place_of(record.file),
            sha256=record.sha256,
            size=record.size,
            text_sha256=record.text_sha256,
            record=sha256(held).hexdigest(),
            program="0.1.0",
        )
        entry(device, signed)
        for _ in range(views):
            read = (datetime(2020, 1, 2, tzinfo=UTC) + timedelta(minutes=number)).isoformat()
            entry(device, Event("view", record.author, read, note=record.id, place=signed.place))
    mirror = state.history / mine / "1.jsonl"
    for path in (mirror, practice.history / f"{mine}.1.jsonl"):
        path.write_bytes(first + b"".join(lines[mine]))
    (practice.history / f"{OTHER}.1.jsonl").write_bytes(b"".join(lines[OTHER]))
    return practice, state


def _note(number: int, client: str, anchor: tuple[str, ...], chance: Random) -> tuple[Record, bytes]:
    id_ = sha256(str(number).encode()).hexdigest()[:16]
    day = f"20{20 + number // 5000:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    said = "\n\n".join(f"**Part {part}.** {' '.join(chance.choices(WORDS, k=60))}." for part in range(9))
    body = f"# Progress note\n\n{said}\n\nElectronically signed by Ann Bell, LPC. History code {code_of(anchor)}.\n"
    data = with_front_matter(body.encode(), FrontMatter(id_, client, day, "Ann Bell, LPC", "soap", "1"))
    record = Record(
        id=id_,
        kind="progress note",
        client=client,
        date=day,
        author="Ann Bell, LPC",
        file=f"{client}/{day} {number % 100:02}.md",
        sha256=sha256(data).hexdigest(),
        body_sha256=sha256(split_note(data).body).hexdigest(),
        format={"id": "soap"},
        template={"id": "soap"},
        program="0.1.0",
        clock={"utc": f"{day}T17:00:00+00:00", "offset": "-05:00", "zone": "America/New_York"},
        elements={"client": {"id": client}, "response": {"summary": said[:1500]}},
        anchor=anchor,
    )
    return replace(record, size=len(data), text_sha256=text_hash(data), lines=line_hashes(data)), data


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--views", type=int, default=2)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="verify-"))
    try:
        practice, state = build(root, options.notes, options.views)
        began = time.perf_counter()
        found = verify(practice, state)
        took = time.perf_counter() - began
        kinds = Counter(each.kind for each in found.verdicts)
        history = History(practice, state)
        appended = []
        for minute in range(20):
            began = time.perf_counter()
            history.append(Event("view", "Ann Bell, LPC", f"2026-11-20T17:{minute:02}:00+00:00"))
            appended.append((time.perf_counter() - began) * 1000)
        print(f"{options.notes} notes, {len(found.told.entries)} entries: verify {took:.2f} s, {dict(kinds)}")
        print(f"one more entry: median {sorted(appended)[10]:.1f} ms, most {max(appended):.1f} ms")
        right = kinds == Counter(intact=options.notes) and not found.troubles
        return 0 if right and took <= LIMIT * max(1.0, options.notes / 20_000) else 1
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    sys.exit(main())
