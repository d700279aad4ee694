"""ACI-Bench as one client's 87 notes: a new note with one sentence out of them, refused with the right source or not.

    python benchmarks/reuse/bench_lifted.py FOLDER [--show]

Every sentence of 10 to 32 words that tells something (by a list of verbs that knows nothing of the engine) is set into
an invented note of its own, by turns; zones and what recurs are the program's own, as in `notewizard reuse`.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from notewizard.checks.matter import Recurring, matter_zones
from notewizard.reuse import Index, SourceText, Verdict, Zone, find_reuse

TELLS = re.compile(
    r"\b(noticed|started|went|tried|fell|felt|stopped|told|states that|reports that|recalls|woke|began|moved|came"
    r"|worried|decided|plays?|enjoys|remembers)\b"
)
NO_STORY = re.compile(r"\bmg\b|denies|exam")
BEFORE = "Client told of the quarrel over the canoe and laughed at the oar that floated off."
AFTER = "We drew the quarrel as a map and picked one bend to try by Friday."


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--show", action="store_true")
    asked = words.parse_args()
    lines = (asked.folder / "aci-bench-train-valid.jsonl").read_text(encoding="utf-8").splitlines()
    notes = [SourceText(row["id"], row["text"]) for row in map(json.loads, lines)]
    own, recurring = Index.build(notes), Recurring(each.text for each in notes)

    def verdict(text: str) -> Verdict:
        return find_reuse(text, own=own, zones=[Zone(*each) for each in matter_zones(text, recurring)])

    lifted = [(note.id, each.strip()) for note in notes for each in re.findall(r"[^.\n]+\.", note.text)]
    lifted = [
        (id_, s) for id_, s in lifted if 10 <= len(s.split()) <= 32 and TELLS.search(s) and not NO_STORY.search(s)
    ]
    found = 0
    for id_, sentence in lifted:
        result = verdict(f"{BEFORE}\n\n{sentence}\n\n{AFTER}\n")
        right = any(each.source == id_ and each.matter == "narrative" for each in result.passages)
        found += right
        if asked.show and not right:
            print("MISSED", sentence)
    print(f"refused with the right source {found}/{len(lifted)}; without a lifted sentence refused: ", end="")
    print(verdict(f"{BEFORE}\n\n{AFTER}\n").refused)


if __name__ == "__main__":
    main()
