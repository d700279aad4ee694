"""A few questions of every kind, asked on the real screen; what came back goes to stdout as JSON lines.

python demo.py prose one many          asks these, in this order, going back where asked to
python demo.py time --until FILE       loads the prompt only once there is such a file
"""

import json
import os
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from notewizard import errors
from notewizard.terminal.early import EarlyPaint
from notewizard.terminal.open import open_screen
from notewizard.terminal.screen import Choice, Did, Line, Mark, Offer, Screen, View

DOMAINS = {
    "Appearance": ["casually dressed", "disheveled", "neat"],
    "Behavior": ["cooperative", "guarded", "tearful"],
    "Speech": ["clear", "rapid", "slow"],
    "Mood": ["anxious", "euthymic", "sad"],
    "Affect": ["blunted", "full range", "tearful"],
    "Thought process": ["circumstantial", "linear"],
}
TECHNIQUES = {
    "CBT": ["behavioral activation", "cognitive restructuring", "exposure", "thought record"],
    "DBT": ["chain analysis", "distress tolerance", "mindfulness"],
    "EMDR": ["preparation", "resourcing", "desensitization"],
}
NEEDED = ("Speech", "Mood or Affect")
FORMATS = (Choice("soap", "SOAP"), Choice("dap", "DAP"))
ATTACK = "\x1b]52;c;aGk=\x07 and \x9b2J"


def offers(groups):
    also = {"Behavior": ("eye contact",)}
    return tuple(
        Offer(term, group, group_also=also.get(group, ())) for group, terms in groups.items() for term in terms
    )


def vague(text):
    """One warning on "fine", one that stops on "TODO"."""
    found = []
    for word, say, better, stops in (
        ("fine", "“fine” does not say what was seen.", "say what she did", False),
        ("TODO", "A placeholder is left.", "", True),
    ):
        at = text.find(word)
        if at >= 0:
            found.append(Mark(at, at + len(word), say, better, stops, name=f"vague.{word}"))
    return found


def slow(text):
    time.sleep(0.5)
    return vague(text)


def minutes(raw):
    return "" if not raw or (raw.isdecimal() and 1 <= int(raw) <= 600) else "Minutes are a whole number from 1 to 600."


def clock(raw):
    hours = raw.lower().rstrip("pam").strip()
    return "" if hours.isdecimal() and raw[-1:].lower() in "pm" else "Say morning or afternoon: 2p, 2:00 pm, 14:00."


def spoken(raw):
    return f"{raw[:-1]}:00 PM" * (not clock(raw))


def views(kept):
    asked = {
        "time": View("time", "time", "Started at", judge=clock, understood=spoken),
        "date": View(
            "date", "date", "Date of the session", suggestion="2026-11-23", understood=lambda raw: f"day {raw}"
        ),
        "number": View("number", "number", "Minutes", judge=minutes, suggestion="50"),
        "line": View("line", "line", "Technique", offers=offers(TECHNIQUES)),
        "one": View(
            "one",
            "one",
            "Suicidal ideation",
            choices=tuple(Choice(word, word, word[0]) for word in ("denied", "passive", "active")),
            why="Each of the three is asked on its own.",
            example="denied, asked directly",
        ),
        "yes": View("yes", "yes_no", "Did you ask about means?"),
        "standing": View("standing", "one", "Format", suggestion="dap", choices=FORMATS),
        "many": View("many", "many", "Interventions", offers=offers(TECHNIQUES)),
        "domains": View("domains", "domains", "Mental status", offers=offers(DOMAINS), needs=NEEDED),
        "lines": View("lines", "lines", "Homework", optional=True),
        "lines_looked_at": View("lines_looked_at", "lines", "Steps", look=vague),
        "prose": View(
            "prose",
            "prose",
            "What happened",
            note="Last time: try the elevator once.",
            why="The note has to show what the session was for.",
            example="Client rode the elevator twice.",
            look=vague,
            last=lambda: "Note of October 2, 2026\n\n" + "\n".join(f"Line {number} of it." for number in range(1, 61)),
        ),
        "slow": View("slow", "prose", "Response", look=slow),
        "hostile": View(
            "hostile", "one", "A\x1b[31m title\u202e", note=ATTACK, choices=(Choice("x", "x\x1b[2J", "x"),)
        ),
    }
    for key, view in asked.items():
        object.__setattr__(view, "leads", ("back", "review", "save", "risk", "na"))
        object.__setattr__(view, "place", f"{len(kept) + 1} of 8 · {view.ask}")
        object.__setattr__(view, "typing", lambda raw, key=key: kept.__setitem__(key, raw))
    return asked


@contextmanager
def scratch(text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answer.md"
        path.touch(0o600)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        yield path


def tell(**what):
    print(json.dumps(what), file=sys.stdout, flush=True)


def walk(screen: Screen, keys):
    from dataclasses import replace

    kept, at = {}, 0
    asked = views(kept)
    while at < len(keys):
        key = keys[at]
        if key == "choose":
            tell(key=key, said=screen.choose("Sign it?", (Choice("sign", "sign", "s"), Choice("back", "back", "b"))))
        elif key == "read":
            screen.read("The note", "\n".join(f"Line {number}." for number in range(1, 61)))
            tell(key=key)
        else:
            outcome = screen.ask(replace(asked[key], value=kept.get(key, "")))
            tell(key=key, **{type(outcome).__name__.lower(): asdict(outcome)})
            kept[key] = outcome.raw
            if isinstance(outcome, Did):
                if outcome.what == "back":
                    at = max(at - 1, 0)
                if outcome.what == "save":
                    return
                if outcome.what == "review":
                    lines = [Line(each, asked[each].ask, str(kept.get(each, "")), not kept.get(each)) for each in keys]
                    jump = screen.review(lines, "review")
                    at = keys.index(jump) if jump else at
                continue
        at += 1


@contextmanager
def early(accessible, until):
    with EarlyPaint("Started at", os.environ, accessible=accessible):
        while until and not Path(until).exists():
            time.sleep(0.01)
        yield


def main():
    words = sys.argv[1:]
    until = words.pop(words.index("--until") + 1) if "--until" in words else ""
    keys = [word for word in words if not word.startswith("--")]
    accessible = "--accessible" in words
    try:
        with (
            early(accessible, until),
            open_screen(os.environ, accessible=accessible, make_scratch=scratch) as screen,
        ):
            screen.say("Draft opened.", "good")
            walk(screen, keys)
    except errors.Failure as failed:
        print(f"{failed.what} {failed.hint}", file=sys.stderr)
        return failed.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
