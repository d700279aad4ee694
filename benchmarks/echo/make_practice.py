"""A practice folder with invented notes, as the program itself keeps them: file, front matter, record.

    python benchmarks/echo/make_practice.py FOLDER HOME [--notes 1000] [--clients 40]

The words are put together from frames and fillers; nobody in them exists. Each note is rendered by the program's own
templates and is about 750 words.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

BENCHMARKS = Path(__file__).parents[1]
sys.path.insert(0, str(BENCHMARKS / "startup"))

from practice import only_user, set_up  # noqa: E402

from notewizard.commands.desk import Desk  # noqa: E402
from notewizard.commands.walking.keeping import finished, signature_of  # noqa: E402
from notewizard.commands.world import World  # noqa: E402
from notewizard.note.note import Note  # noqa: E402
from notewizard.records.front_matter import split_note  # noqa: E402
from notewizard.records.record import keep_record  # noqa: E402
from notewizard.rendering.render import Renderer  # noqa: E402

EXAMPLE = BENCHMARKS.parent / "examples" / "answers" / "ongoing-video.toml"
ZONE = ZoneInfo("America/New_York")
LAST_DAY = date(2026, 11, 12)

WHO = "her manager|her mother|her older brother|a neighbor|her landlord|a coworker|her ex-husband|her sister|the pastor"
WHERE = "at work|on the bus|at the kitchen table|in the parking lot|at the clinic|in the garage|at the gym|at church"
WHEN = "on Monday|on Tuesday night|twice this week|before breakfast|after the late shift|over the weekend|on payday"
WHAT = (
    "the unpaid electric bill|the custody hearing|a missed deadline|the move to Utica|the biopsy result"
    "|a broken furnace|the wedding invitation|an argument about money|the new supervisor"
    "|the anniversary of the crash|a failed exam"
)
FEELING = (
    "tight in the chest|close to tears|numb|restless|angry and then ashamed|steadier than last time|worn out|proud"
)
DID = (
    "walked around the block|wrote it in the log|called the hotline number on the card|slept on the couch"
    "|drove past the exit|counted backward from ninety|left the store without paying attention to the list"
    "|put the phone in a drawer|cooked for the first time since March|sat with it for twelve minutes"
)
SKILL = (
    "paced breathing|a thought record|the opposite action plan|the worry period|a behavioral experiment"
    "|imaginal exposure|the cost and benefit table|grounding with five objects|role play of the phone call"
    "|a values card sort"
)
FRAMES = (
    "Client described {what} {when} and felt {feeling}.",
    "She {did} {when} instead of calling {who}.",
    "{who} raised {what} {where}, and she was {feeling} for {n} hours.",
    "Sleep was {n} hours a night; on {m} nights she lay awake over {what}.",
    "Worry about {what} took {n} hours {when}, most of it {where}.",
    "She used {skill} {m} times and {did} once.",
    "With {who} {where} she said what she had planned and was {feeling} afterward.",
    "Rated the distress {n} of 10 when she thought of {what}, {m} of 10 at the end.",
    "We went through {skill} with {what} as the example, and she {did} as practice.",
    "She expected {who} to walk out {when}; nobody did, and she {did}.",
    "Two of {n} panic attacks began {where}, both after {what}.",
    "She asked {who} about {what} and wrote the answer down {where}.",
    "When {who} called {when}, she {did} and let it ring.",
    "She noticed that {what} comes up {where} and never {when}.",
)


def sentence(rng: random.Random) -> str:
    """One invented sentence."""
    fillers = {name.lower(): rng.choice(words.split("|")) for name, words in FILLERS.items()}
    said = rng.choice(FRAMES).format(**fillers, n=rng.randint(2, 9), m=rng.randint(1, 6))
    return said[0].upper() + said[1:]


FILLERS = {"WHO": WHO, "WHERE": WHERE, "WHEN": WHEN, "WHAT": WHAT, "FEELING": FEELING, "DID": DID, "SKILL": SKILL}


def prose(rng: random.Random, sentences: int) -> str:
    """A few sentences, none twice."""
    found: dict[str, None] = {}
    while len(found) < sentences:
        found[sentence(rng)] = None
    return " ".join(found)


def answers(client: str, day: date, number: int, rng: random.Random) -> dict[str, Any]:
    """The answers of one session: the example's structure, its own words."""
    out = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    out["client"] = {"id": client, "pronouns": "she/her"}
    out["encounter"] |= {"date": day, "session_number": number}
    presenting = {"concerns": 3, "symptoms": 4, "functioning": 3, "since_last": 3}
    out["presenting"] |= {name: prose(rng, count) for name, count in presenting.items()}
    out["presenting"]["measures"][0] |= {"date": day, "previous_date": day - timedelta(weeks=4)}
    out["interventions"][0]["detail"] = prose(rng, 4)
    out["response"] |= {"engagement": prose(rng, 2), "in_session": prose(rng, 3), "impression": prose(rng, 3)}
    out["response"]["progress"][0]["evidence"] = prose(rng, 2)
    out["plan"] |= {"homework": [sentence(rng)], "next_focus": prose(rng, 2)}
    out["plan"]["next_session"] = datetime.combine(day + timedelta(weeks=1), datetime.min.time()).replace(hour=14)
    out["timing"]["written"] = datetime.combine(day, datetime.min.time(), ZONE).replace(hour=15, minute=5)
    return out


def fill(folder: Path, home: Path, notes: int, clients: int, *, seed: int = 7) -> None:
    """The folder is a practice with that many notes, weekly for each client, the newest a week before LAST_DAY + 8."""
    practice = set_up(folder, home, clients)
    desk = Desk(World(environ={"NOTEWIZARD_STATE": str(home / "state")}), str(folder))
    form = desk.format("soap")
    renderer, rng = Renderer(desk.library), random.Random(seed)
    for number in range(notes):
        client = f"c-{number % clients + 1:04d}"
        day = LAST_DAY - timedelta(weeks=number // clients, days=number % clients % 7)
        note = Note.model_validate(answers(client, day, notes // clients - number // clients, rng))
        now = datetime.combine(day, datetime.min.time(), ZONE).replace(hour=15, minute=5)
        text = renderer.render(note, form, signature=signature_of(note, "Dana Whitfield", now)).text
        signed = finished(desk, practice, note, form, text, now)
        data = signed.text.encode("utf-8")
        path = practice.root / signed.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        body = split_note(data).body
        record = replace(signed.record, file=signed.file, sha256=sha256(data).hexdigest())
        keep_record(practice, replace(record, body_sha256=sha256(body).hexdigest()))


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument("home", type=Path)
    words.add_argument("--notes", type=int, default=1000)
    words.add_argument("--clients", type=int, default=40)
    asked = words.parse_args()
    only_user()
    fill(asked.folder, asked.home, asked.notes, asked.clients)


if __name__ == "__main__":
    main()
