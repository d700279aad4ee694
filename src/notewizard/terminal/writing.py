"""Questions answered in words: prose, one line, a number, a date, a time, and any number of short texts.

Enter goes on; Ctrl-J or Alt-Enter begins a new line in prose. Findings appear at a pause or on Enter: a warning is
shown once and the second Enter keeps the words, or `:keep` with a reason; what must be mended stops. In `lines` each
Enter adds a line, Enter on an empty line ends; "none", or `n`, is an answer of its own, `Said(())`: asked, none.
Passing over gives `Said("")`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

from notewizard.terminal.around import Row
from notewizard.terminal.burst import Burst
from notewizard.terminal.frame import Aside, Asking, Desk
from notewizard.terminal.fuzzy import rank
from notewizard.terminal.glance import PAUSE, Glance
from notewizard.terminal.look import fit
from notewizard.terminal.noticed import Noticed
from notewizard.terminal.said import NO_EDITOR, enter_alone, not_known, own_words
from notewizard.terminal.screen import Did, Mark, Raw, Said, View, split_half, with_half
from notewizard.terminal.show import show_line, stand_in
from notewizard.terminal.twins import NOTHING_APART, NOTHING_TO_KEEP, Command, command_in, without_command
from notewizard.terminal.word_wrap import WordWrap

COMPLETIONS = 5
NONE = ("none", "n")
"""Words that say there is none, where lines are asked for."""
LONG_LINES = ("prose",)


class Writing(Asking):
    """A question answered by typing words."""

    def __init__(self, view: View, desk: Desk) -> None:
        super().__init__(view, desk)
        self.lines: list[str] = []
        self.none = view.kind == "lines" and view.value == ()
        self.several = view.kind == "lines"
        if isinstance(view.value, tuple):
            rows, self.text = split_half(view.value)
            self.lines = list(rows)
        else:
            self.text = view.value
        self.noticed = Noticed(desk.seen.setdefault(view.key, set()))
        self.looked_at: str | None = None
        self.entering = False
        """Enter waits for the look at the text."""
        self.row: int | None = None
        self.own_words = ""
        """Words that look like the beginning of a known term, and were said to be the author's own."""
        self.glance: Glance | None = None
        self._pause: asyncio.TimerHandle | None = None
        self._burst = Burst()

    def settings(self) -> dict[str, Any]:
        greyed = self._greyed()
        return {
            "multiline": self.view.kind in LONG_LINES,
            "prompt_continuation": lambda width, number, wrapped: "  ",
            "input_processors": [Shown(self), WordWrap()],
            "placeholder": [("class:suggestion", f"{greyed}  (Enter takes it)")] if greyed else None,
        }

    def _greyed(self) -> str:
        """The suggestion as far as it goes on the input line."""
        return fit(self.view.suggestion, max(self.desk.columns - 21, 8))

    def hints(self) -> list[str]:
        if self.view.kind == "prose":
            return ["Enter next", "Ctrl-J new line"]
        if self.several:
            done = self.lines or self.none or self.view.optional or self.view.may_empty
            empty = ["Enter on empty: done"] if done else ["n: none"] if not self.view.judge(()) else []
            return ["Enter adds", *empty, *(["Tab completes"] if self.view.offers else [])]
        return ["Enter next", *(["Tab completes"] if self.view.offers else [])]

    def help_more(self) -> list[str]:
        return self.noticed.lines()

    def _last(self) -> None:
        """F2: where the marked words stand, else the client's last note."""
        if there := self.noticed.there:
            self.done(Aside("there", there))
        else:
            super()._last()

    def above(self) -> list[Row]:
        rows: list[Row] = [[("class:picked", f"  ✓ {fit(line, self.desk.columns - 5)}")] for line in self.lines]
        return [[("class:picked", "  ✓ none")]] if self.none and not rows else rows

    def below(self) -> list[Row]:
        rows: list[Row] = []
        understood = self.view.understood(self.raw()) if self.text else ""
        if self._says_none():
            understood = "none"
        if understood:
            rows += self.wrapped("class:quiet", "  = ", understood)
        if not self.text and self._greyed() != show_line(self.view.suggestion):
            rows += self.wrapped("class:suggestion", "  ", f"Enter takes: {self.view.suggestion}")
        width = self.desk.columns - 3
        for place, term in enumerate(self._completions()):
            rows.append([("class:here" if place == self.row else "", f"  {fit(term, width)}")])
        return rows

    def raw(self) -> Raw:
        text = without_command(self.text)
        if not self.several:
            return text
        if not self.lines and not text.strip():
            return () if self.none else ""
        return (*self.lines, *([text] if text.strip() else []))

    def so_far(self) -> Raw:
        if not self.several:
            return self.raw()
        return with_half(self.lines, without_command(self.text)) or (() if self.none else "")

    def bind(self, keys: KeyBindings) -> None:
        prose = Condition(lambda: self.view.kind in LONG_LINES)
        offers = Condition(lambda: bool(self.view.offers))
        keys.add("c-j", filter=prose, eager=True)(lambda event: self.buffer.insert_text("\n"))
        keys.add("escape", "enter", filter=prose)(lambda event: self.buffer.insert_text("\n"))
        keys.add("c-j", filter=~prose, eager=True)(lambda event: self._enter())
        keys.add("tab", eager=True)(lambda event: self._complete())
        keys.add("down", filter=offers, eager=True)(lambda event: self._move(1))
        keys.add("up", filter=offers, eager=True)(lambda event: self._move(-1))
        remove = Condition(lambda: self.several and not self.text and bool(self.lines or self.none))
        keys.add("backspace", filter=remove, eager=True)(lambda event: self._take_back())

        keys.add("f6", eager=True)(lambda event: self._apart())

    def _apart(self) -> None:
        """F6: what is marked as the author's alone goes to the process notes."""
        if any(mark.apart for mark in self.noticed.marks):
            self.done(Did("apart", self.so_far()))
        else:
            self.say(NOTHING_APART, "quiet")

    def started(self) -> None:
        self._burst.watch(self.app.key_processor)
        if self.view.look:
            loop = asyncio.get_running_loop()

            def done(text: str, marks: Sequence[Mark], error: BaseException | None) -> None:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(self._looked, text, tuple(marks), error)

            self.glance = Glance(self.view.look, done)
        if self.text:
            self._wait_for_pause()

    def ended(self) -> None:
        if self.glance:
            self.glance.close()
        if self._pause:
            self._pause.cancel()

    def changed(self, before: str) -> None:
        self.row, self.entering, self.none = None, False, False
        self.noticed.follow(self._whole())
        self.view.typing(self.so_far())
        self._wait_for_pause()

    def paste(self, text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if self.several and "\n" in text:
            *whole, rest = (self.text + text).split("\n")
            self.lines += [line.strip() for line in whole if line.strip()]
            self.set_text(rest)
        elif self.view.kind in LONG_LINES:
            self.buffer.insert_text(text)
        else:
            super().paste(text)

    def edit(self) -> None:
        if self.view.secret:
            self.say(NO_EDITOR, "quiet")
        else:
            self.done(Aside("edit"))

    # Enter

    def _enter(self) -> None:
        if self.view.kind in LONG_LINES and self._burst.is_paste(self.app.key_processor):
            self.buffer.insert_text("\n")  # a line break inside a paste that the terminal did not mark as one
        else:
            super()._enter()

    def enter(self) -> None:
        offered = self._completions()
        if self.row is not None and self.row < len(offered):
            self.set_text(offered[self.row])
        elif (offered and self._stops_short(offered[0])) or self._is_unknown():
            return
        if not self.text.strip() and not self.lines:
            self._enter_alone()
        elif self.several and self.text.strip():
            self._add_line()
        else:
            self._decide_when_looked_at()

    def command(self, command: Command) -> None:
        if command.name == "keep" and command.words and self.view.look:
            self._decide_when_looked_at()  # it stays behind the words until they are taken
        else:
            super().command(command)

    def _stops_short(self, term: str) -> bool:
        """Half a known term is not taken for an answer by the first Enter: it would stand in the note like that."""
        if not self.text.strip() or self.several or self.own_words == self.text or self.view.understood(self.text):
            return False
        self.own_words = self.text
        self.say(f"Tab takes “{term}”. Enter again keeps your own words.", "quiet")
        return True

    def _is_unknown(self) -> bool:
        """Words that name nothing known are not taken by the first Enter, where they may be a slip."""
        text = self.text.strip()
        confirmed = self.text in (self.own_words, self.view.value)
        if not text or not self.view.confirms_own or confirmed or not own_words(self.view, text):
            return False
        self.own_words = self.text
        self.say(self.view.judge(text) or not_known(text))
        return True

    def _enter_alone(self) -> None:
        if self.none:
            self.answer(())
        elif self.view.suggestion:
            self.answer(self.view.suggestion)
        elif self.view.optional or self.view.may_empty:
            self.done(Said(""))
        elif self.several:
            self.say(enter_alone(self.view))
        else:
            self.say(self.view.judge("") or "Nothing is taken by Enter alone.")

    def _add_line(self) -> None:
        line = self.text.strip()
        if self._says_none():
            self.set_text("")
            self.none = True
            self.answer(())
            return
        if why := self.view.judge((*self.lines, line)):
            self.say(why)
            return
        self.lines.append(line)
        self.set_text("")
        self.view.typing(self.so_far())

    def _says_none(self) -> bool:
        """Whether what is typed is the answer that there is none."""
        return self.several and not self.lines and self.text.strip().casefold() in NONE

    def _take_back(self) -> None:
        self.none = False
        self.set_text(self.lines.pop() if self.lines else "")
        self.view.typing(self.so_far())

    def _whole(self) -> str:
        """What the checks look at: the text, or the line being typed; when all lines are there, all of them."""
        text = without_command(self.text)
        return "\n".join(self.lines) if self.several and not text.strip() else text

    def _decide_when_looked_at(self) -> None:
        if not self.view.look or self.looked_at == self._whole() or not self._whole().strip():
            self._decide()
        else:
            self.entering = True
            self._look_now()

    def _decide(self) -> None:
        """Give the answer unless something in it has not been shown yet, or must be mended."""
        keeping = command_in(self.text)
        if keeping and not self.noticed.marks:
            self.set_text(keeping.before)
            self.say(f"{NOTHING_TO_KEEP} Enter goes on.", "quiet")
            return
        waits = self.noticed.stops or self.noticed.fresh
        self._show_marks()
        if not waits:
            self._answer_keeping(keeping.words if keeping else "")

    def _answer_keeping(self, reason: str) -> None:
        raw = self.raw()
        if why := self.view.judge(raw):
            self.say(why)
        else:
            kept = self.noticed.kept(reason)
            self.done(Said(raw, kept, reason if kept else ""))

    # Findings

    def _wait_for_pause(self) -> None:
        if self._pause:
            self._pause.cancel()
        self._pause = asyncio.get_running_loop().call_later(PAUSE, self._paused)

    def _paused(self) -> None:
        if self.text.strip() and not self.text.startswith(":") and (why := self.view.judge(self.raw())):
            self.say(why, "quiet")
            self.app.invalidate()
        self._look_now()

    def _look_now(self) -> None:
        if self.glance and self.looked_at != (whole := self._whole()) and whole.strip():
            self.glance.at(whole)

    def _looked(self, text: str, marks: tuple[Mark, ...], error: BaseException | None) -> None:
        if error:
            self._failed(error)
        if self.app.is_done or text != self._whole():
            return
        self.looked_at = text
        self.noticed.take(text, marks)
        if self.entering:
            self.entering = False
            self._decide()
        elif marks:
            self._show_marks()
        self.app.invalidate()

    def _show_marks(self) -> None:
        """Say the first finding that has not been shown, or that stops; from now on all of them are shown."""
        if first := self.noticed.first():
            self.say(first, "stop" if self.noticed.stops else "warn")
        self.noticed.all_shown()

    # Completion

    def _completions(self) -> list[str]:
        if not self.view.offers or self.text.startswith(":"):
            return []
        if not self.text.strip():
            listed = self.view.listed and not self.view.suggestion
            return [offer.term for offer in self.view.offers[:COMPLETIONS]] if listed else []
        found = [match.offer.term for match in rank(self.text, self.view.offers) if match.sure]
        return [] if self.text in found else found[:COMPLETIONS]

    def _complete(self) -> None:
        if offered := self._completions():
            self.set_text(offered[self.row or 0])
        else:
            self.say("Enter goes on, Shift-Tab goes back.", "quiet")

    def _move(self, by: int) -> None:
        if count := len(self._completions()):
            self.row = (0 if by > 0 else count - 1) if self.row is None else (self.row + by) % count


class Shown(Processor):
    """What is typed as it is drawn: findings marked, characters that steer a terminal replaced one for one."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        writing, given = self._writing, transformation_input
        text = stand_in(fragment_list_to_text(given.fragments), "\ufffd" if writing.desk.look.signs else "?")
        if not (marks := writing.noticed.drawn(writing.text)):
            return Transformation([("", text)])
        start = given.document.translate_row_col_to_index(given.lineno, 0)
        pieces: StyleAndTextTuples = []
        done = 0
        for mark in marks:
            head, end = max(mark.start - start, done), min(mark.end - start, len(text))
            if head < end:
                pieces += [("", text[done:head]), ("class:mark-stop" if mark.stops else "class:mark", text[head:end])]
                done = end
        return Transformation([*pieces, ("", text[done:])])
