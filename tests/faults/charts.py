"""A practice of many clients, each with a word of its own, and a robot that works in it as a hurried clinician does.

After any mixture of sessions (new, resumed, killed, moved, discarded, converted, checked, plans, facts, scores) no
client's word may stand in another's note, draft, record, plan or facts, nor on the screen of another's session, nor
anywhere else at all (R9, R10).
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import shipped
from sessions.answer_sheet import EXAMPLES, AnswerSheet, answers_in

from notewizard.cli import worded
from notewizard.commands import new as new_command
from notewizard.commands.world import World
from notewizard.errors import AuthorStopped, Failure
from notewizard.records.clients import Client
from notewizard.records.drafts import DraftSummary
from notewizard.records.practice import Practice
from notewizard.records.settings import Author, Settings
from notewizard.records.state import State
from notewizard.terminal.screen import Did, Line, Said, View

ZONE = ZoneInfo("America/New_York")
FIRST_DAY = date(2024, 1, 8)
ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
SYLLABLES = ("ba", "dro", "fli", "gu", "kel", "mon", "pex", "quo", "rim", "sul", "tav", "wex", "yor", "zan")
VERBS = ("spoke of", "remembered", "described", "came back to", "told of", "named", "compared", "wrote down")
MOST_ASKED = 150
"""Questions of one session, after which the robot gives up and leaves a draft."""


class Killed(BaseException):
    """The program was ended while a question was shown."""


@dataclass
class Robot:
    """A screen that answers by itself, and remembers everything it was shown."""

    clinic: Clinic
    word: str
    """The word of the client whom the words are about."""
    day: date
    chance: random.Random
    answers: dict[str, Any] = field(default_factory=lambda: ANSWERS)
    ends_after: int = 0
    """At which question the session ends; 0: never."""
    ending: type[BaseException] = AuthorStopped
    shown: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    sheet: AnswerSheet = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = AnswerSheet(self.answers, library=self.clinic.library)

    def ask(self, view: View) -> Said | Did:
        self._show(view.ask, view.note, view.place, view.suggestion, view.why, view.value, *view.taught)
        self._show(*(each.say for each in view.choices), *(f"{each.term} {each.group}" for each in view.offers))
        if view.last is not None and self.chance.random() < 0.1:
            self._show(view.last())
        self.asked[view.key] += 1
        if (self.ends_after and self.asked.total() >= self.ends_after) or self.asked.total() > MOST_ASKED:
            view.typing(self._words() if view.kind in ("prose", "line") else "")
            raise self.ending("The robot ends here.")
        for raw in self._replies(view):
            if isinstance(raw, Did | Said):
                return raw
            if not view.judge(raw):
                if view.look is not None and isinstance(raw, str):
                    for mark in view.look(raw):
                        self._show(mark.say, mark.better, *([mark.there().text] if mark.there else []))
                return Said(raw)
            self._show(view.judge(raw))
        raise AuthorStopped("The robot knows no answer.")

    def say(self, text: str, tone: str = "plain") -> None:
        self._show(text)

    def review(self, lines: list[Line], place: str) -> str | None:
        self._show(place, *(f"{each.ask} {each.shown} {each.text}" for each in lines))
        self.asked["review"] += 1
        if self.asked["review"] > 3:
            raise AuthorStopped("The robot gives up.")
        return None

    def read(self, title: str, text: str) -> None:
        self._show(title, text)

    def choose(self, ask: str, choices: Any, note: str = "") -> str:
        self._show(ask, note, *(each.say for each in choices))
        self.asked[ask] += 1
        if self.asked.total() > MOST_ASKED:
            raise AuthorStopped("The robot gives up.")
        values = [each.value for each in choices]
        wanted = ("sign", "keep", "yes", "another", *self.clinic.wanted)
        return next((each for each in wanted if each in values), values[0])

    def _show(self, *texts: object) -> None:
        self.shown += [str(text) for text in texts if text]

    def _words(self) -> str:
        names = ["".join(self.chance.sample(SYLLABLES, self.chance.choice((2, 3)))) for _ in range(6)]
        return f"{self.word} {self.chance.choice(VERBS)} {' '.join(names[:3])} and {' '.join(names[3:])}."

    def _replies(self, view: View) -> Iterator[Any]:
        """What could be said here, the likeliest first."""
        choices = [each.value for each in view.choices]
        if view.key == "encounter.date":
            yield self.day.isoformat()
        if view.key.startswith("facts.") and ("name" in view.ask.lower() or "birth" in view.ask.lower()):
            yield Said("")  # a name is no secret of the chart: every list of clients shows it
        reply = self.sheet.reply(view.ask) if self.sheet.knows(view.ask) else None
        value = reply.value if reply else None
        if reply and reply.reason:
            yield Did("not_assessed", "", reply.reason)
        if value is not None and choices:
            said = str(value)
            picked = [each.value for each in view.choices if said in (each.key, each.say, each.value)]
            yield from [{"y": "yes", "n": "no"}.get(said, said)] if view.kind == "yes_no" else picked
        elif view.kind == "prose" or (view.kind == "line" and not view.offers and isinstance(value, str)):
            yield self._words()
        elif view.kind == "lines" and value:
            yield (self._words(),)
        elif value is not None:
            yield value
        elif reply is None and view.kind in ("prose", "line") and not view.offers:
            yield self._words()
        if view.optional:
            yield Said("")
        if view.suggestion:
            yield view.suggestion
        yield from (each for each in choices)
        yield from ("none", "yes", self._words(), (self._words(),), "3:30 PM", "12", self.day.isoformat())
        yield Did("not_assessed", "", "The time was used for what was urgent.")


def moved(answers: Any, by: timedelta) -> Any:
    """The answers with every day in them as much later."""
    if isinstance(answers, dict):
        return {key: moved(each, by) for key, each in answers.items() if not key.startswith("previous")}
    if isinstance(answers, list):
        return [moved(each, by) for each in answers]
    if isinstance(answers, str) and re.match(r"\d{4}-\d\d-\d\d", answers):
        return (date.fromisoformat(answers[:10]) + by).isoformat() + answers[10:]
    return answers


@dataclass
class Clinic:
    """The practice, its clients, and what became of every session."""

    root: Path
    chance: random.Random
    number: int = 50
    words: dict[str, str] = field(default_factory=dict)
    """By client, the word that stands in all that is said of them."""
    typed_in: dict[str, str] = field(default_factory=dict)
    """By draft, the client whom its words are about, where that is another than its client."""
    leaks: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    wanted: tuple[str, ...] = ()
    day: date = FIRST_DAY

    def __post_init__(self) -> None:

        self.library = shipped.library()
        self.practice, self.state = Practice(self.root / "practice"), State(self.root / "state")
        self._set_up()

    def _set_up(self) -> None:
        self.practice.keep_settings(
            Settings(author=Author("Dana Whitfield", "LCSW"), time_zone="America/New_York", format="soap")
        )
        clients = []
        while len(self.words) < self.number:
            word = "".join(self.chance.sample(SYLLABLES, 4)).capitalize()
            if word not in self.words.values():
                self.words[f"c-{1000 + len(self.words)}"] = word
        for number, id_ in enumerate(self.words):
            name = f"{['Ada', 'Bo', 'Cy', 'Di', 'Ed'][number % 5]} Surname{number:02d}"
            clients.append(Client(id_, name, folder=f"folder {id_}" if number % 2 else id_))
        self.practice.clients.add(*clients)
        for client in clients:
            folder = self.practice.folder_of(client)
            folder.mkdir()
            word = self.words[client.id]
            for number in (1, 2):
                text = f"{client.id}. {word} {VERBS[number]} the old harbor, long before this program.\n"
                (folder / f"2023-11-0{number} progress note.md").write_text(text, encoding="utf-8")
            self._file("plans", client.id, self._plan(client.id, word))
            self._file("facts", client.id, self._facts(client.id, word))

    def _file(self, kind: str, id_: str, text: str) -> None:
        folder = self.practice.dot / kind / id_
        folder.mkdir(parents=True)
        (folder / "1.toml").write_text(text, encoding="utf-8")

    def _plan(self, id_: str, word: str) -> str:
        return (
            f'schema = 1\nclient = "{id_}"\nstarted = 2023-12-01\n'
            f'[[diagnoses]]\ncode = "F41.1"\nname = "Generalized anxiety disorder"\n'
            f'[[goals]]\nid = "g1"\ngoal = "Reduce worry about {word}"\nmodalities = ["cbt"]\n'
        )

    def _facts(self, id_: str, word: str) -> str:
        return (
            f'schema = 1\nclient = "{id_}"\nwritten = 2023-12-01\n'
            f'[[facts]]\nkind = "client-location"\ntext = "home near {word} Street"\nconfirmed = 2023-12-01\n'
        )

    # Sessions

    def session(self) -> None:
        """One thing that a clinician does, and a look at all that it showed and left."""
        kinds = {
            self.new: 40, self.resume: 25, self.move: 6, self.discard: 5, self.look: 18, self.plan: 3, self.facts: 3,
            self.away: 2,
        }  # fmt: skip
        self.day += timedelta(days=self.chance.randint(0, 1))
        one = self.chance.choices(list(kinds), list(kinds.values()))[0]
        one()
        self.done[one.__name__] += 1

    def new(self) -> None:
        client = self._client()
        self._walks("new", [client], client, self.words[client])

    def resume(self) -> None:
        drafts = [each for each in self.state.drafts.list() if not each.signed]
        if not drafts:
            return self.new()
        draft = self.chance.choice(drafts)
        about = self.typed_in.get(draft.id, draft.client)
        return self._walks("resume", [draft.id], draft.client, self.words[about], about)

    def move(self) -> None:
        """A note begun for the wrong client: its words are about the other one, to whom the draft then goes."""
        wrong, right = self.chance.sample(list(self.words), 2)
        before = {each.id for each in self.state.drafts.list()}
        robot = self._robot(right, ends_after=self.chance.randint(6, 20))
        self._run("new", [wrong], robot, {wrong, right})
        for draft in self.state.drafts.list():
            if draft.id not in before and draft.client == wrong:
                self.typed_in[draft.id] = right
                self._tell(["drafts", "move", draft.id, right, "--yes"], set())
                self._walks("resume", [draft.id], right, self.words[right], right, wrong)

    def discard(self) -> None:
        drafts = [each for each in self.state.drafts.list() if not each.signed]
        if drafts:
            draft = self.chance.choice(drafts)
            self._tell(["drafts", "discard", draft.id, "--yes"], set())
            if self.chance.random() < 0.5:
                self._tell(["drafts", "restore", draft.id], set())

    def look(self) -> None:
        """Something is read: of one client, or of all without a word of any."""
        client = self._client()
        notes = sorted(self.practice.folder_of(self.practice.clients.get(client)).glob("*.md"))
        note = str(self.chance.choice(notes))
        ours = [str(each) for each in notes if "2023" not in each.name]
        drafts = [each for each in self.state.drafts.list() if each.client == client]
        of_one = [
            ["check", note], ["facts", client], ["plan", client], ["plan", client, "--story"], ["measures", client],
            *([["convert", self.chance.choice(ours), "--format", "dap"]] if ours else []),
            *([["export", self.chance.choice(ours), "--as", self.chance.choice(("html", "txt"))]] if ours else []),
            *([["drafts", "show", drafts[0].id]] if drafts else []),
        ]  # fmt: skip
        of_all = [["drafts"], ["due"], ["doctor"], ["formats", "list"], ["deliver"]]
        words = self.chance.choice(of_one * 2 + of_all)
        allowed = {client} if words in of_one else set()
        if words[:2] == ["drafts", "show"]:
            allowed |= {self.typed_in.get(drafts[0].id, client)}
        self._tell(words, allowed)

    def plan(self) -> None:
        client = self._client()
        self._run("plan", [client, "--review"], self._robot(client), {client})

    def facts(self) -> None:
        client = self._client()
        self._run("facts", [client, "--review"], self._robot(client), {client})

    def away(self) -> None:
        """The folder goes at a question of a walk, or when the note is signed; it is back later."""
        drafts = [each for each in self.state.drafts.list() if not each.signed]
        if drafts:
            draft = self.chance.choice(drafts)
            about = self.typed_in.get(draft.id, draft.client)
            self.walks_without(["resume", draft.id], {draft.client, about}, about, self.chance.choice((0, 0, 2, 9)))

    def walks_without(self, words: list[str], allowed: set[str], about: str, question: int = 0) -> None:
        """A walk whose practice folder is away from that question on (0: from the signature on), and a delivery."""
        robot, hidden = self._robot(about), self.practice.root.with_name("away")
        ask, choose = robot.ask, robot.choose

        def asking(view: View) -> Said | Did:
            if question and robot.asked.total() >= question and not hidden.exists():
                self.practice.root.rename(hidden)
            return ask(view)

        def choosing(words: str, choices: Any, note: str = "") -> str:
            chosen = choose(words, choices, note)
            if chosen == "sign" and not hidden.exists():
                self.practice.root.rename(hidden)
            return chosen

        robot.ask, robot.choose = asking, choosing  # type: ignore[method-assign]
        self._run(words[0], words[1:], robot, allowed)
        if hidden.exists():
            hidden.rename(self.practice.root)
            self._tell(["drafts"], set())
            self._tell(["deliver"], set())

    def _walks(self, name: str, words: list[str], client: str, word: str, *also: str) -> None:
        ending = self.chance.choices([None, Killed, AuthorStopped], [60, 20, 20])[0]
        robot = self._robot("", ends_after=self.chance.randint(1, 40) if ending else 0)
        robot.word, robot.ending = word, ending or AuthorStopped
        self._run(name, words, robot, {client, *also})

    def _robot(self, client: str, ends_after: int = 0) -> Robot:
        answers = moved(ANSWERS, self.day - date.fromisoformat(ANSWERS["encounter"]["date"]))
        return Robot(self, self.words.get(client, ""), self.day, self.chance, answers, ends_after)

    def _client(self) -> str:
        return self.chance.choice(list(self.words))

    # How it is run and looked at

    def _world(self) -> World:
        now = datetime(self.day.year, self.day.month, self.day.day, 15, 5, tzinfo=ZONE)
        environ = {"NOTEWIZARD_STATE": str(self.state.root), "HOME": str(self.root), "TZ": "America/New_York"}
        return World(environ, lambda: now, self.root, io.StringIO())

    def _run(self, name: str, words: list[str], robot: Robot, allowed: set[str]) -> None:
        @contextmanager
        def opened(*_: object, **__: object) -> Iterator[Robot]:
            yield robot

        before, new_command.open_screen = new_command.open_screen, opened
        try:
            said, code = self._say([name, *words])
        finally:
            new_command.open_screen = before
        self.done[f"{name} ended with {code}"] += 1
        self._foreign(" ".join([*robot.shown, said]), allowed, f"the screen of {name}")

    def _tell(self, words: list[str], allowed: set[str]) -> None:
        said, code = self._say(words)
        self.done[f"{words[0]} ended with {code}"] += 1
        self._foreign(said, allowed, f"what {' '.join(words[:2])} said")

    def _say(self, words: list[str]) -> tuple[str, int]:
        module = import_module(f"notewizard.commands.{words[0]}")
        parser = ArgumentParser()
        parser.add_argument("--practice")
        module.arguments(parser)
        out, code = io.StringIO(), 70
        with redirect_stdout(out), redirect_stderr(out):
            try:
                code = module.run(parser.parse_args([*words[1:], "--practice", str(self.practice.root)]), self._world())
            except Failure as failure:
                code = failure.exit_code
                out.write(worded(failure))
            except Killed:
                code = -9
        return out.getvalue(), code

    def _foreign(self, text: str, allowed: set[str], where: str) -> None:
        for id_, word in self.words.items():
            if word in text and id_ not in allowed:
                self.leaks.append(f"{id_}'s word is in {where} ({', '.join(sorted(allowed)) or 'nobody'})")

    def look_everywhere(self) -> None:
        """Every file of the practice and of the private folder, and whose word may be in it."""
        folders = {each.folder: each.id for each in self.practice.clients.all()}
        for path in sorted(each for root in (self.practice.root, self.state.root) for each in root.rglob("*")):
            if path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                self._foreign(
                    f"{text} {path}", self._owners(path, text, folders), path.relative_to(self.root).as_posix()
                )

    def _owners(self, path: Path, text: str, folders: dict[str, str]) -> set[str]:
        """The clients whose word may stand in this file."""
        inside = path.relative_to(self.root).parts
        if inside[:2] == ("practice", ".notewizard"):
            match inside[2]:
                case "records":
                    record = json.loads(text)
                    return {record["client"], folders.get(record["file"].split("/")[0], "")} & {record["client"]}
                case "plans" | "facts":
                    return {inside[3]}
            return set()
        if inside[0] == "practice":
            return {folders[inside[1]]}
        if inside[1] in ("drafts", "discarded", "outbox") and path.suffix in (".draft", ".md"):
            return self._of_draft(path.name.split(".")[0])
        return set()

    def _of_draft(self, draft_id: str) -> set[str]:
        known: list[DraftSummary] = [*self.state.drafts.list(), *self.state.drafts.discarded()]
        mine = [each for each in known if each.id == draft_id]
        return {mine[0].client, self.typed_in.get(draft_id, mine[0].client)} if mine else set()

    def notes(self) -> int:
        """How many notes were signed and kept."""
        return len(list(self.practice.records.glob("*.json")))


@contextmanager
def clinic(root: Path, seed: int, number: int = 50) -> Iterator[Clinic]:
    """A fresh practice below `root`, which is gone afterwards."""
    root.mkdir(parents=True)
    try:
        yield Clinic(root, random.Random(seed), number)
    finally:
        while root.exists():  # what reads ahead may still be putting something there
            shutil.rmtree(root, ignore_errors=True)
