"""Answers in plain lines: what was asked is read from the lines that came, never from a redrawn screen."""

from __future__ import annotations

import re

from sessions.answer_sheet import AnswerSheet, Reply
from sessions.stage import Stage

TITLE = "This will be kept, to the letter"
END = "End of the text. Press Enter to go on. "


class PlainLines:
    """One author in the accessible mode."""

    def __init__(self, s: Stage) -> None:
        self.s = s
        self.prose = 0
        self._read = 0
        """What was already there when the last answer was given."""

    def question(self, sheet: AnswerSheet, before: str = "") -> str:
        """The words of the question that was asked last, once it waits for a line."""
        self.s._until(lambda: self._waits() and bool(self._asked(sheet)), "No question waits")
        return self._asked(sheet)

    def review(self, ask: str) -> None:
        """Jump to the question in these words by its number."""
        self._send(":review")
        self.s._until(lambda: self._new().endswith("Enter to go on: "), "No review")
        found = re.search(rf"^(\d+)\. {re.escape(ask)}: ", self._new(), re.MULTILINE)
        assert found, f"Not in the review: {ask}\n{self._new()}"
        self._send(found[1])

    def read_to_the_end(self) -> None:
        """The whole text was written; Enter goes on."""
        self.s._until(lambda: self._new().endswith(END), "The text does not end")
        self._send("")

    def choose(self, key: str) -> None:
        """Take a choice by the key before it."""
        self.s._until(lambda: f"{key}: " in self._new() and self._waits(), f"No choice {key}")
        self._send(key)

    def give(self, reply: Reply, to: str) -> None:
        """Answer the question that waits."""
        new = self._new()
        suggested = re.search(r"Enter takes (.*?)\. (?:> )?$", new)
        if reply.kind == "domains" or (reply.kind == "many" and reply.value):
            self._send(", ".join(reply.value or ()))
            self._say_what_is_meant()
            self._send(f":na {reply.reason}" if reply.reason else "")
        elif reply.reason:
            self._send(f":na {reply.reason}")
        elif reply.value is None:
            assert f"{to} (optional)" in new, f"There is no answer for {reply.key}\n{new}"
            self._send("")
        elif reply.kind in ("lines", "many"):
            for line in reply.value or ():
                self._send(line, prose=len(line))
            self._send("" if reply.value else "none")  # the word alone answers: an Enter behind it is the next one's
        elif suggested and suggested[1] == reply.value:
            self._send("")
        elif f": {reply.value} (y takes it)" in new:
            self._send("y")
        else:
            self._send(reply.value, prose=len(reply.value) if reply.kind in ("prose", "line") else 0)
            if reply.kind == "prose":
                self._send("")

    def _send(self, line: str, prose: int = 0) -> None:
        self._read = len(self.s.sent)
        self.prose += prose
        self.s.answer(line)

    def _say_what_is_meant(self) -> None:
        """Words that are not in the list, or stand in it twice, are asked about by number."""
        self.s._until(self._waits, "No prompt")
        while self._new().endswith("Number: "):
            asked = r"^(?:What does |Is this what )?“(.*)” (?:mean\?|means\?|is not in the list\.)$"
            words = re.findall(asked, self._new(), re.MULTILINE)[-1].rpartition(": ")[2]
            found = re.findall(
                rf"^(\d): {re.escape(words)}(?: \(.*\))?(?:, in your own words)?$", self._new(), re.MULTILINE
            )
            assert len(found) == 1, f"Not clear: {words}\n{self._new()}"
            self._send(found[0])
            self.s._until(self._waits, "No prompt")

    def _new(self) -> str:
        return self.s.sent[self._read :].decode("utf-8", "replace").replace("\r\n", "\n")

    def _waits(self) -> bool:
        """A prompt stands at the end of what came; what was typed is echoed before it."""
        new = self._new()
        return "\n" in new.rstrip(" ") and new.endswith(" ") and not new.endswith("\n")

    def _asked(self, sheet: AnswerSheet) -> str:
        found = ""
        for line in self._new().split("\n"):
            words = line.removesuffix(" (optional)").removesuffix(" (now or before you sign)")
            if line.startswith(TITLE):
                found = TITLE
            elif sheet.knows(words):
                found = words
        return found
