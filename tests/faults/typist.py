"""A process that answers and types until it is killed; every line it prints is a promise it has been given.

`typist.py STATE answers` prints the number of each answer that is on disk; `typist.py STATE typing` prints the text
after each `flush`; `typist.py STATE notes PRACTICE` finishes note after note and prints the path of each.
"""

import sys
from pathlib import Path

from faults.stories import signed

from notewizard.records.finish import keep_note
from notewizard.records.practice import Practice
from notewizard.records.state import State
from notewizard.records.typing import Typing


def say(text):
    print(text, flush=True)


def answers(state):
    draft = state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    for number in range(100_000):
        draft.append({"kind": "answer", "path": ["plan", number], "value": f"Answer {number}. " * 20})
        say(number)


def typing(state):
    draft = state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    typist, text = Typing(draft), ""
    for number in range(100_000):
        text += f"word{number} "
        typist.put(["plan"], text)
        if number % 50 == 49:
            typist.flush()
            say(len(text))


def notes(state, practice):
    for number in range(100_000):
        draft = state.drafts.begin("c-1", "soap", f"{number:06d}")
        kept = keep_note(state, draft, practice, signed(f"{number:016x}", f"Ashgrove/{number}.md"))
        say(kept.path.name)


if __name__ == "__main__":
    home = State(Path(sys.argv[1]))
    if sys.argv[2] == "notes":
        notes(home, Practice(Path(sys.argv[3])))
    else:
        {"answers": answers, "typing": typing}[sys.argv[2]](home)
