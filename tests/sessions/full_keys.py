"""Answers on the full screen, with the fewest keys it offers: a key letter, a row's number, Tab, Enter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sessions.answer_sheet import AnswerSheet, Reply
from sessions.stage import Stage, blanks

ROW = re.compile(r"  (\d) (.+?)(?:  (\S.*))?")
PAGES = ("This will be kept, to the letter",)


class FullKeys:
    """One author at the keys."""

    def __init__(self, s: Stage) -> None:
        self.s = s
        self.prose = 0
        """Characters of the author's own words."""

    # What is asked

    def question(self, sheet: AnswerSheet | None = None, before: str = "") -> str:
        """The words of the question on the screen, or the title of the page, as soon as it is not the one before."""
        self.s._until(lambda: self._asked() not in ("", before), f"No other question than {before!r}")
        return self._asked()

    def is_asked(self, ask: str) -> None:
        """Wait until this question stands on the screen and takes keys."""
        self.s._until(lambda: self._asked() == ask, f"Not asked: {ask!r}")

    def review(self, ask: str) -> None:
        """Jump to the question in these words."""
        self.s.press("F3").see("Your answers so far").type(ask[:12]).see("Enter jumps there").press("Enter")

    def read_to_the_end(self) -> None:
        """Page through what is shown until it closes."""
        while self._asked() in PAGES:
            closes = "Enter closes" in self.s.screen()
            shown = self.s.screen()
            self.s.press("Enter")
            if closes:
                self.s.not_see(*PAGES)
            else:
                self.s._until(lambda shown=shown: self.s.screen() != shown, "The page stays")

    def choose(self, key: str) -> None:
        """Take a choice by its key, once the choices stand there."""
        self.s.see(f" {key} ").type(key)

    # Answers

    def give(self, reply: Reply, to: str) -> None:
        """Answer the question on the screen."""
        if reply.kind in ("many", "domains"):
            self._pick(reply)
        elif reply.reason:
            self._command(f":na {reply.reason}")
        elif reply.value is None:
            assert "(optional)" in self._head(), f"There is no answer for {reply.key}\n{self.s.screen()}"
            self.s.press("Enter")
        elif reply.kind in ("one", "yes_no"):
            self.s.type(reply.value)
        elif reply.kind == "lines":
            self._lines(reply.value)
        elif self._input() == f"{reply.value} (Enter takes it)":
            self.s.press("Enter")
        elif f": {reply.value} (y takes it)" in blanks(self.s.screen()):
            self.s.answer("y")
        elif reply.kind == "line" and reply.value in [term for _, term in reply.terms]:
            self._complete(reply.value)
        else:
            own_words = reply.kind in ("prose", "line")
            self.write(reply.value, own_words=own_words)
            self.s.press("Enter")

    def write(self, text: str, *, own_words: bool = False) -> None:
        """Type it and see its end: only then is Enter a key of its own and not a line break in a paste."""
        self.s.type(text)
        self.prose += len(text) if own_words else 0
        end = "".join(text.split())[-24:]
        self.s._until(lambda: end in "".join(self.s.screen().split()), f"Not typed: {text[-24:]!r}")

    def _command(self, typed: str) -> None:
        self.write(typed)
        self.s.press("Enter")

    def _lines(self, lines: Sequence[str]) -> None:
        if not lines:
            self.write("none")
            self.s.press("Enter")
            return
        for line in lines:
            self.write(line, own_words=True)
            self.s.press("Enter").see(f"✓ {line[:20]}")
        self.s.press("Enter")

    def _complete(self, term: str) -> None:
        """Type until the term is offered first, then Tab; where it never is, the whole term."""
        for typed in range(1, len(term) + 1):
            self.s.type(term[typed - 1])
            self.prose += 1
            self._until_typed(term[:typed])
            if self._under_input() == term:
                self.s.press("Tab")
                self._until_typed(term)
                break
        self.s.press("Enter")

    def _pick(self, reply: Reply) -> None:
        for each in reply.value or ():
            group, term = each.split(": ", 1) if reply.kind == "domains" else ("", each)
            known = any(term == known and group in ("", known_group) for known_group, known in reply.terms)
            if known:
                self._find(term, group)
            elif reply.kind == "domains":
                self.write(each)
                self.s.press("Ctrl-J")
            else:
                self.write(term)
                self.s.press("Enter").see("Own term").press("Enter")
            self._until_typed("")
            self.s.see(term)
        if reply.reason:
            self._command(f":na {reply.reason}")
        elif reply.value == () and reply.kind == "many":
            self.write("none")
            self.s.press("Enter", "Enter")
        else:
            self.s.press("Enter")

    def _find(self, term: str, group: str) -> None:
        """Type until the term stands in a row, then press the row's number."""
        for typed in range(1, len(term) + 1):
            self.s.type(term[typed - 1])
            self._until_typed(term[:typed])
            rows = self._rows()
            if number := next((n for n, shown, of in rows if shown == term and of.startswith(group)), ""):
                self.s.type(number)
                return
        raise AssertionError(f"Never offered: {term!r}\n{self.s.screen()}")

    # What stands on the screen

    def _asked(self) -> str:
        lines = self.s.screen().splitlines()
        if lines and lines[0].startswith(PAGES):
            return lines[0].strip()
        start, end = self._place(lines)
        asked = " ".join(line.strip() for line in lines[start:end])[2:] if end else ""
        return asked.removesuffix(" (optional)").removesuffix(" (now or before you sign)")

    def _head(self) -> str:
        lines = self.s.screen().splitlines()
        start, end = self._place(lines)
        return " ".join(line.strip() for line in lines[start:end])

    def _input(self) -> str:
        lines = self.s.screen().splitlines()
        _, end = self._place(lines)
        return blanks(lines[end][1:]).strip() if end else ""

    def _under_input(self) -> str:
        lines = self.s.screen().splitlines()
        _, end = self._place(lines)
        return lines[end + 1].strip() if end + 1 < len(lines) else ""

    def _rows(self) -> list[tuple[str, str, str]]:
        return [found.groups(default="") for line in self.s.screen().splitlines() if (found := ROW.fullmatch(line))]

    def _place(self, lines: Sequence[str]) -> tuple[int, int]:
        """Where the question begins and where its input line is; (0, 0) where none stands."""
        start = max((n for n, line in enumerate(lines) if line.startswith("? ")), default=None)
        if start is None:
            return 0, 0
        end = next((n for n in range(start, len(lines)) if lines[n].startswith("›")), 0)
        return (start, end) if end and end + 1 < len(lines) else (0, 0)

    def _until_typed(self, text: str) -> None:
        self.s._until(lambda: self._input() == blanks(text).strip(), f"The input line is not {text!r}")
