"""The walk through a note as a dialogue.

    with office.runs("new", "c-1042") as s:
        walk = Walk(s).sees("Started at").types("2p").presses("Enter")
        keys = walk_note(s, answers_in(EXAMPLES / "ongoing-video.toml"))

`walk_note` answers every question that comes, from the first one asked of the note to the signed file, with the fewest
keys that the screen offers, and counts them.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sessions.answer_sheet import AnswerSheet, Reply
from sessions.full_keys import FullKeys
from sessions.plain_lines import PlainLines
from sessions.stage import Stage

LAST_PAGE = "This will be kept, to the letter"


@dataclass(frozen=True)
class KeyCount:
    """What it took to write a note."""

    prose: int
    """Characters of answers in the author's own words."""
    other: int
    """Every other key."""

    @property
    def all(self) -> int:
        return self.prose + self.other


class Walk:
    """A dialogue on a stage; every verb can be followed by another."""

    def __init__(self, s: Stage) -> None:
        self.s = s

    def sees(self, *texts: str) -> Walk:
        """All of these stand on the screen, now or soon."""
        self.s.see(*texts)
        return self

    def does_not_see(self, *texts: str) -> Walk:
        """None of these stands on the screen, now or soon."""
        self.s.not_see(*texts)
        return self

    def types(self, text: str) -> Walk:
        """Type the text and see it."""
        self.s.type(text)
        return self

    def presses(self, *keys: str) -> Walk:
        """Press keys by name."""
        self.s.press(*keys)
        return self

    def answers(self, text: str) -> Walk:
        """Type the text, see it, press Enter."""
        FullKeys(self.s).write(text)
        self.s.press("Enter")
        return self

    def asked(self, ask: str) -> Walk:
        """The question in these words is asked."""
        FullKeys(self.s).is_asked(ask)
        return self

    def stops(self, with_code: int = 130) -> Walk:
        """The program ends with this code."""
        code = self.s.ends()
        assert code == with_code, f"It ended with {code}\n{self.s.screen()}"
        return self

    def signs(self, verb: str = "sign as Dana Whitfield, LCSW") -> Walk:
        """The whole note is shown; it is signed and kept."""
        self.s.see(LAST_PAGE).type("q").see(verb).type("s").see("Kept: ")
        return self.stops(0)

    def closes_the_window(self) -> Walk:
        """The terminal goes."""
        self.s.hangup()
        return self

    def is_killed(self) -> Walk:
        """The program is ended without a word."""
        self.s.kill(signal.SIGKILL)
        self.s.ends()
        return self


class Keys(Protocol):
    """How answers are given on one kind of screen."""

    prose: int

    def question(self, sheet: AnswerSheet, before: str = "") -> str: ...
    def give(self, reply: Reply, to: str) -> None: ...
    def review(self, ask: str) -> None: ...
    def read_to_the_end(self) -> None: ...
    def choose(self, key: str) -> None: ...


def walk_note(
    s: Stage, answers: Mapping[str, Any], form: str = "soap", *, accessible: bool = False, until: str = ""
) -> KeyCount:
    """Answer every question of the note, sign it, and wait until it is kept; or stop where `until` is asked.

    The stage stands at a question of the walk, or at the day of the session.
    """
    began, keys = s.keys, walk_to_the_last_page(s, answers, form, accessible=accessible, until=until)
    if not until:
        keys.read_to_the_end()
        keys.choose("s")
        s.see("Kept: ")
        assert s.ends() == 0
    return KeyCount(keys.prose, s.keys - began - keys.prose)


def walk_to_the_last_page(
    s: Stage, answers: Mapping[str, Any], form: str = "soap", *, accessible: bool = False, until: str = ""
) -> Keys:
    """Answer every question until the whole note is shown, or `until` is asked."""
    keys: Keys = PlainLines(s) if accessible else FullKeys(s)
    sheet = AnswerSheet(answers, form)
    ask = keys.question(sheet)
    looked_for_offered = False
    while ask not in (LAST_PAGE, until):
        if ask == "Started at" and not looked_for_offered:
            looked_for_offered = True
            for offered in sheet.offered():
                keys.review(offered)
                keys.question(sheet, before=ask)
                keys.give(sheet.reply(offered), offered)
                keys.question(sheet, before=offered)
        keys.give(sheet.reply(ask), ask)
        ask = keys.question(sheet, before=ask)
    return keys
