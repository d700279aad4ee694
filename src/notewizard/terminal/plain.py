"""The same walk as plain numbered lines: nothing is redrawn, words instead of signs, every answer said back.

For screen readers, for terminals that draw nothing (`TERM=dumb`), and for who prefers it. Typed commands (`:help` lists
them) are its only keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO, Literal, TextIO

from notewizard.errors import Failure
from notewizard.terminal.leaving import Leaving
from notewizard.terminal.noticed import Noticed, spoken
from notewizard.terminal.options import YES_NO, Options
from notewizard.terminal.plain_lines import PlainLines
from notewizard.terminal.plain_picks import PlainPicks
from notewizard.terminal.said import NO_EDITOR, enter_alone, in_own_words, is_changed, said_in_words
from notewizard.terminal.screen import (
    Choice,
    Did,
    Elsewhere,
    Line,
    Raw,
    Said,
    View,
    asked_first,
    split_half,
    with_half,
    with_words,
)
from notewizard.terminal.show import show_line
from notewizard.terminal.twins import NOTHING_TO_KEEP, Command, command_in, help_lines, lacking

ADDED = " It is added to what is written. A - alone takes that out; :edit changes it."
NO_WORD = "Not taken: “-”. It takes out what is written, before anything else is typed. :edit changes what is typed."


class PlainScreen:
    """Keeps `screen.Screen` with lines alone."""

    def __init__(
        self,
        *,
        keys: IO[bytes],
        stream: TextIO,
        leaving: Leaving,
        edit: Callable[[str], str] | None = None,
        unfinished: Callable[[], bytes] = bytes,
    ) -> None:
        self._lines, self._edit = PlainLines(keys, stream, leaving, unfinished), edit
        self._seen: dict[str, set[tuple[str, str]]] = {}
        self._there: Callable[[], Elsewhere] | None = None
        """Where the words of the answer that was looked at stand elsewhere."""
        self._stops = ""
        """How a text that may not stand as it is gets changed, behind how one is written; empty where none stops."""

    # The contract

    def ask(self, view: View) -> Said | Did:
        """Ask in lines and wait. Raises AuthorStopped."""
        self._there, self._stops = None, ""
        for text in (view.place, *view.taught, view.note):
            if text and not view.place.endswith(f" · {text}"):
                self.say(text)
        self.say(f"{show_line(view.ask)}{f' ({view.passing})' * view.optional}")
        ways = {"one": self._one, "yes_no": self._one, "many": self._many, "domains": self._many}
        outcome = ways.get(view.kind, self._rows if view.kind == "lines" else self._words)(view)
        if isinstance(outcome, Said):
            said = said_in_words(view, outcome.raw)
            head = "Answer changed" if is_changed(view, outcome.raw) else "Answer"
            self.say(f"{head}: {said}" + "." * (not said.endswith((".", "!", "?", "…"))))
        return outcome

    def say(self, text: str, tone: Literal["plain", "good", "warn"] = "plain") -> None:
        """One or more lines."""
        self._lines.say(text)

    def review(self, lines: Sequence[Line], place: str) -> str | None:
        """The key of the answer to change, or None to go on. Raises AuthorStopped."""
        self.say(place or "Your answers so far")
        lines = asked_first(lines)
        for number, line in enumerate(lines, 1):
            self.say(f"{number}. {show_line(line.ask)}: {show_line(line.shown)}")
            for mark in line.marks:
                self.say(spoken(mark, line.text))
        if to_mend := [str(number) for number, line in enumerate(lines, 1) if line.marks]:
            self.say(f"To be mended: {', '.join(to_mend)}.")
        while True:
            typed = self._lines.read("Number of the answer to change, or Enter to go on: ").strip()
            if not typed or typed in (":review", ":back"):
                return None
            if typed.isdecimal() and 1 <= int(typed) <= len(lines):
                return lines[int(typed) - 1].key
            self.say(f"Type a number from 1 to {len(lines)}.")

    def read(self, title: str, text: str) -> None:
        """Write the whole text. Raises AuthorStopped."""
        self.say(f"{show_line(title)}, {len(text.splitlines())} lines.")
        self.say(text)
        self._lines.read("End of the text. Press Enter to go on. ")

    def choose(self, ask: str, choices: Sequence[Choice], note: str = "") -> str:
        """One of a few by its key or number. Raises AuthorStopped."""
        while True:
            outcome = self.ask(View(key="", kind="one", ask=ask, note=note, choices=tuple(choices)))
            if isinstance(outcome, Said) and isinstance(outcome.raw, str):
                return outcome.raw
            if isinstance(outcome, Did) and outcome.what == "back" and any(each.value == "back" for each in choices):
                return "back"
            self.say("Choose one of these first.")

    # The kinds

    def _one(self, view: View) -> Said | Did:
        earlier = view.value if isinstance(view.value, str) else ""
        options = Options(view.choices or YES_NO, pointed=earlier or view.suggestion)
        here = options.here()
        for choice in options.choices:
            self.say(f"{choice.key or '-'}: {show_line(choice.say)}")
        default = f"Enter takes {show_line(here.say)}." if here else "Enter passes over." if view.optional else ""
        while True:
            typed = self._lines.read(f"Type the key before your choice. {default}".strip() + " ").strip()
            if (outcome := self._command(view, typed, view.value)) is not None:
                if outcome == "":
                    continue
                return outcome
            meant = options.called(typed) if typed else here
            if meant is None and not typed and view.optional:
                return Said("")
            if meant is None:
                self.say("No choice is meant by that." if typed else "Choose one: nothing is taken by Enter alone.")
            elif why := view.judge(meant.value):
                self.say(why)
            else:
                return Said(meant.value)

    def _words(self, view: View) -> Said | Did:
        """Prose, and everything on one line."""
        several = view.kind == "prose"
        text = earlier = view.value if isinstance(view.value, str) else ""
        reason = ""
        self._say_written(view, text)
        while True:
            given = self._paragraph(view, text, text != earlier) if several else self._one_line(view, text)
            if given is None:
                if text == earlier and (view.optional or view.may_empty):
                    return Said("")
                added = text.removeprefix(earlier).strip() if several else text
                self.say(f"Taken out: {added or text}")
                text = earlier = "" if text == earlier else earlier
                self._stops = reason = ""
                self._say_written(view, text)
                view.typing(text)
                continue
            why_kept = given.reason if isinstance(given, Said) else ""
            if why_kept and isinstance(given, Said) and isinstance(given.raw, str):
                given = given.raw
            if not isinstance(given, str):
                return given
            raw = given.strip() or text or view.suggestion
            reason = why_kept or (reason if raw == text else "")
            if not raw:
                if view.optional:
                    return Said("")
                self.say(view.judge("") or "Nothing is taken by Enter alone.")
                continue
            if why := view.judge(raw):
                self.say(why)
                # What was there before a refused line is still what Enter takes, as it says; unless that was refused.
                earlier = "" if raw == earlier and not several else earlier
                text, self._stops = (raw, ADDED) if several else (earlier, "")
                continue
            if raw != text and (look_again := in_own_words(view, raw)):
                self.say(look_again)
                text = raw
                continue
            text = raw
            if said := self._taken(view, raw, reason):
                return said

    def _say_written(self, view: View, text: str) -> None:
        if text:
            out = view.kind == "prose" or view.optional or view.may_empty
            self.say(f"Written so far: {text}" + "\nA - alone, before anything else, takes it out." * out)

    def _one_line(self, view: View, text: str) -> str | Said | Did | None:
        """What stands instead of what was there; None takes that out."""
        if view.offers and not text:
            self.say("Known terms: type ? and some letters to find them.")
        default = f"Enter takes {show_line(text or view.suggestion)}. " if text or view.suggestion else ""
        while True:
            typed = self._lines.read(f"{default}> ", lambda half: view.typing(half))
            if typed.startswith("?") and view.offers:
                self.say(PlainPicks(view).found(typed[1:]))
                continue
            if typed.strip() == "-" and text:
                return None
            if (outcome := self._command(view, typed, text)) is None:
                view.typing(typed)
                if typed.strip() and (understood := view.understood(typed)):
                    self.say(f"That is {understood}.")
                return typed
            if outcome != "":
                return outcome

    def _paragraph(self, view: View, text: str, added: bool) -> str | Said | Did | None:
        """Lines until an empty one; what was there stays when nothing is typed, and is gone on from otherwise.

        None, for a - typed before anything else, takes out what was `added` last, or else what was there. Behind what
        was just typed it loses no words, and is none.
        """
        way = "Write as many lines as you like; an empty line ends."
        if text:
            kept = " Enter alone keeps what is written." + " A - alone takes out what was added." * added
            way += self._stops or kept
        self.say(way)
        lines = [text] if text else []
        while True:
            typed = self._lines.read("> ", lambda half, lines=lines: view.typing("\n".join((*lines, half))))  # type: ignore[misc]
            if not typed.strip():
                return "\n".join(lines)
            if typed.strip() == "-" and lines:
                if lines == [text]:
                    return None
                self.say(NO_WORD)
                continue
            if (outcome := self._command(view, typed, "\n".join(lines))) is not None:
                if outcome == "":
                    continue
                if isinstance(outcome, Said) and not outcome.reason:
                    lines = [outcome.raw] if isinstance(outcome.raw, str) else lines
                    continue
                return outcome
            lines.append(typed)
            view.typing("\n".join(lines))

    def _rows(self, view: View) -> Said | Did:
        rows, half = split_half(view.value)
        lines = [row for row in rows if row]
        for line in lines:
            self.say(f"Written so far: {line}")
        if half:
            self.say(f"Begun and not finished: {half}. Type it whole to take it.")
        self.say("One a line; an empty line ends. The word none, or n, means: asked, and there is none.")
        reason = ""
        while True:
            typed = self._lines.read("> ", lambda half: view.typing(with_half(lines, half)))
            if (outcome := self._command(view, typed, tuple(lines))) is not None:
                if outcome == "":
                    continue
                if not isinstance(outcome, Said):
                    return outcome
                rows, half = split_half(outcome.raw)
                lines[:], typed, reason = [row for row in (*rows, half) if row], "", outcome.reason
            line = typed.strip()
            if line.casefold() in ("none", "n") and not lines:
                raw: Raw = ()
            elif line:
                if line == "-" and lines:
                    self.say(f"Taken out: {lines.pop()}")
                else:
                    lines.append(line)
                view.typing(tuple(lines))
                reason = ""
                continue
            elif lines:
                raw = tuple(lines)
            elif view.optional:
                return Said("")
            else:
                self.say(enter_alone(view))
                continue
            if why := view.judge(raw):
                self.say(why)
            elif taken := self._taken(view, raw, reason):
                return taken

    def _many(self, view: View) -> Said | Did:
        picking = PlainPicks(view)
        self.say(picking.opening())
        while True:
            typed = self._lines.read(picking.prompt(), lambda half: view.typing(with_half(picking.rows(), half)))
            if (outcome := self._command(view, typed, picking.raw())) is not None:
                if outcome == "":
                    continue
                return outcome
            if typed.strip():
                self.say(picking.typed(typed))
                view.typing(picking.raw())
            elif picking.waits():
                self.say("Nothing is taken by Enter alone. " + picking.asks())
            elif picking.raw() == "" and view.optional:
                return Said("")
            elif picking.raw() == "":
                self.say(view.judge("") or "Nothing is taken by Enter alone. Name at least one term, or type none.")
            elif why := view.judge(picking.raw()):
                self.say(why)
            else:
                return Said(picking.raw())

    # Findings

    def _taken(self, view: View, raw: Raw, reason: str) -> Said | None:
        """The answer, unless it may not stand as it is: a new warning is said once, what must be mended always."""
        text = raw if isinstance(raw, str) else "\n".join(raw)
        noticed = Noticed(self._seen.setdefault(view.key, set()))
        noticed.take(text, view.look(text) if view.look and text else ())
        self._there, self._stops = noticed.there, ADDED * bool(noticed.stops)
        if reason and not noticed.marks:
            self.say(NOTHING_TO_KEEP)
        if lines := noticed.told(reason, several=isinstance(raw, tuple)):
            self.say("\n".join(lines))
            return None
        kept = noticed.kept(reason)
        return Said(raw, kept, reason if kept else "")

    # Lines and commands

    def _command(self, view: View, typed: str, so_far: Raw) -> Said | Did | Literal[""] | None:
        """What a typed command did; "" when the question goes on, None when it is no command."""
        if not (command := command_in(typed)):
            return None
        if view.kind == "line":  # what is typed stands instead of what was
            so_far = command.before or so_far
        elif view.kind not in ("one", "yes_no"):
            several = view.kind in ("many", "domains", "lines")
            so_far = with_words(() if several and not so_far else so_far, command.before) or so_far
        if command.before and command.name in ("help", "last", "na", "edit"):
            self.say(f"Not taken: “{command.before}”. A command that stays here stands on a line of its own.")
        elif lack := lacking(command):
            self.say(lack)
        elif command.name == "help":
            self.say("\n".join(self._help(view)))
        elif command.name == "last":
            if self._there:
                self._read_there(self._there())
            elif view.last:
                self.read("The client's last note, read only", view.last())
            else:
                self.say("There is no earlier note of this client.")
        elif command.name == "edit":
            return self._edited(view, so_far)
        elif command.name == "keep" and view.look is None:
            self.say(NOTHING_TO_KEEP)
        elif command.name == "keep":
            return Said(so_far, reason=command.words)
        else:
            return self._did(command, so_far)
        return ""

    def _read_there(self, there: Elsewhere) -> None:
        """The note in which the words stand: first the line that holds them, then all of it."""
        line = there.text.count("\n", 0, there.start) + 1
        self.say(f"{show_line(there.title)}, line {line}: “{show_line(there.words)}”")
        self.read(there.title, there.text)

    def _did(self, command: Command, so_far: Raw) -> Did:
        what = "not_assessed" if command.name == "na" else command.name
        return Did(what, so_far, command.words)  # type: ignore[arg-type]

    def _edits(self, view: View) -> bool:
        return self._edit is not None and not view.secret and view.kind in ("prose", "line")

    def _edited(self, view: View, so_far: Raw) -> Said | Literal[""]:
        if self._edit is None or not self._edits(view) or not isinstance(so_far, str):
            self.say(NO_EDITOR if view.secret else "There is no editor for this question.")
            return ""
        try:
            text = self._edit(so_far)
        except Failure as failed:
            self.say(f"{failed.what} {failed.hint}".strip())
            return ""
        view.typing(text)
        self.say(f"Written so far: {text}")
        return Said(text)

    def _help(self, view: View) -> list[str]:
        lines = [*view.taught_more, view.why, f"Example: {view.example}" if view.example else ""]
        return [
            *(line for line in lines if line),
            "Commands, each on a line of its own:",
            *help_lines(view, edits=self._edits(view)),
        ]
