"""Consecutive psychotherapy notes of one client: honest notes refused, hurried clones and lifted sentences found.

    python benchmarks/reuse/bench_charts.py [FOLDER] [--show]

Beside this program stand charts-tune.jsonl, -2 to -7 (read while the judge of narrative and routine was shaped) and
charts-held.jsonl and -5 (eight each, by two other hands, read by nobody who shaped it: nothing of them is ever shown).
FOLDER may add charts-dev.jsonl, and tn-eval-dev.jsonl: sessions that share nothing but their kind. Zones are the
program's own (`checks.matter`), and those of a crude pattern for comparison.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cases import Case
from peers import METHODS as PEERS
from peers import Flags, Spans

from notewizard.checks.matter import Recurring, matter_zones
from notewizard.reuse import Index, SourceText, Zone, find_reuse

_CLAUSE = re.compile(r"[^.;\n!?]+(?:\.(?=\w)[^.;\n!?]*)*[.;\n!?]*")
_ROUTINE = re.compile(
    r"\b(SI|HI|SI/HI|ideation|intent|A&Ox\d|oriented|insight|judgment|affect|mood|speech|eye contact|groomed|hygiene"
    r"|thought process|hallucinations|psychosis|PHQ|GAD|PCL|Y-BOCS|OCI-R|C-SSRS|BDI|ORS|SRS|EDE|CPT|Dx|F\d\d|min"
    r"|mg|\d/7|\d of 7|RTC|next (?:session|appt|visit)|continue[sd]? (?:weekly|treatment|therapy)|cont|weekly|wkly"
    r"|telehealth|at home|office|diary card|medically necessary|goals? \d|session \d|medication|adherent|safety plan"
    r"|risk|firearms|DSM|LCSW|LPC|PhD|LMFT)\b",
    re.IGNORECASE,
)


HERE = Path(__file__).parent
Method = Callable[[str, list[SourceText], list[SourceText]], tuple[bool, bool, Spans]]
"""Text, the client's earlier notes, other clients' notes → refused, named as a clone, narrative spans flagged."""
Judge = Callable[[str, Sequence[str]], list[Zone]]


def judged(text: str, earlier: Sequence[str]) -> list[Zone]:
    """The zones of `check` and `reuse`."""
    return [Zone(*each) for each in matter_zones(text, Recurring(earlier))]


def unjudged(text: str, earlier: Sequence[str]) -> list[Zone]:
    """No zones: everything counts as narrative."""
    return []


def crude(text: str, earlier: Sequence[str]) -> list[Zone]:
    """Clauses that a crude pattern takes for routine."""
    return [
        Zone(match.start(), match.end(), "routine") for match in _CLAUSE.finditer(text) if _ROUTINE.search(match[0])
    ]


def with_zones(judge: Judge) -> Method:
    """notewizard, with the zones of that judge."""

    def method(text: str, earlier: list[SourceText], others: list[SourceText]) -> tuple[bool, bool, Spans]:
        zones = judge(text, [each.text for each in earlier])
        result = find_reuse(text, own=Index.build(earlier), others=Index.build(others), zones=zones)
        spans = [(each.start, each.end, each.source) for each in result.passages if each.matter == "narrative"]
        return result.refused, result.clone is not None, spans

    return method


def of_peer(flags: Callable[[Case], Flags]) -> Method:
    """Another program, to which every flag is a refusal and which names no clone."""

    def method(text: str, earlier: list[SourceText], others: list[SourceText]) -> tuple[bool, bool, Spans]:
        spans = flags(Case(text, tuple(earlier), tuple(others))).refused
        return bool(spans), False, spans

    return method


METHODS: dict[str, Method] = {
    "notewizard, own zones": with_zones(judged),
    "notewizard, crude zones": with_zones(crude),
    "notewizard, no zones": with_zones(unjudged),
    **{name: of_peer(flags) for name, flags in PEERS.items() if not name.startswith(("notewizard", "engine"))},
}


def lifted(note: dict[str, Any], spans: Spans) -> list[tuple[str, bool]]:
    """Each copied sentence of `note`, and whether at least half of its letters are flagged with the right note."""
    out = []
    for piece in note["copied"]:
        start = note["text"].find(piece["text"])
        end = start + len(piece["text"])
        flagged = {
            letter
            for low, high, source in spans
            if source == str(piece["from_seq"])
            for letter in range(max(low, start), min(high, end))
        }
        out.append((piece["text"], len(flagged) >= 0.5 * len(piece["text"])))
    return out


def charts(path: Path, method: Method, show: bool) -> str:
    notes = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    honest, clones, sentences = [0, 0], [0, 0, 0], [0, 0]
    for note in notes:
        earlier = [each for each in notes if each["client"] == note["client"] and each["kind"] == "honest"]
        earlier = [each for each in earlier if each["date"] < note["date"]]
        if not earlier:
            continue
        others = [
            SourceText(f"{each['client']}/{each['seq']}", each["text"], each["client"])
            for each in notes
            if each["client"] != note["client"]
        ]
        own = [SourceText(str(each["seq"]), each["text"]) for each in earlier]
        refused, named, spans = method(note["text"], own, others)
        if note["kind"] == "honest":
            honest[0] += refused
            honest[1] += 1
            if show:
                said("honest", note, spans)
        elif note["kind"] == "clone":
            clones[0] += refused
            clones[1] += named
            clones[2] += 1
        else:
            pieces = lifted(note, spans)
            if show:
                print("partial", note["client"])
            sentences[0] += sum(hit for _, hit in pieces)
            sentences[1] += len(pieces)
            for text, hit in pieces if show else ():
                print("found " if hit else "MISSED", text)
    cells = f"{honest[0]}/{honest[1]} | {clones[0]}/{clones[2]}, {clones[1]}/{clones[2]}"
    return f"{cells} | {sentences[0]}/{sentences[1]}"


def said(kind: str, note: dict[str, Any], spans: Spans) -> None:
    for start, end, source in spans:
        print(kind, note["client"], note["seq"], "<", source, repr(note["text"][start:end]))


def sessions(path: Path, show: bool) -> str:
    """Every note against those of all other sessions: nothing in it was copied."""
    notes = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    refused = 0
    for note in notes:
        session = note["id"].split("-")[0]
        rest = [each for each in notes if each["id"].split("-")[0] != session]
        result = find_reuse(
            note["text"],
            own=Index.build(SourceText(each["id"], each["text"]) for each in rest),
            zones=judged(note["text"], [each["text"] for each in rest]),
        )
        refused += result.refused
        if show:
            spans = [(each.start, each.end, each.source) for each in result.passages if each.matter == "narrative"]
            said("session", {**note, "client": note["id"], "seq": ""}, spans)
    return f"honest refused {refused}/{len(notes)}"


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path, nargs="?")
    words.add_argument("--show", action="store_true")
    words.add_argument("--without", nargs="*", default=[], help="files of charts left out, by name")
    asked = words.parse_args()
    files = sorted(HERE.glob("charts-*.jsonl"), key=lambda each: ("held" in each.stem, each.stem))
    if asked.folder is not None and (asked.folder / "charts-dev.jsonl").is_file():
        files.insert(0, asked.folder / "charts-dev.jsonl")
    for path in (each for each in files if each.stem not in asked.without):
        print(f"\n{path.stem}\n\n| | honest refused | clones refused, named | lifted found |\n|---|---|---|---|")
        for name, method in METHODS.items():
            show = asked.show and not path.stem.startswith("charts-held") and name.endswith("own zones")
            print(f"| {name} | {charts(path, method, show)} |")
    if asked.folder is not None and (asked.folder / "tn-eval-dev.jsonl").is_file():
        print("sessions of other clients, own zones:", sessions(asked.folder / "tn-eval-dev.jsonl", asked.show))


if __name__ == "__main__":
    main()
