"""One question on a full terminal: questionary's input line, our lines around it, and the keys all prompts share.

questionary builds the prompt; its layout is set between ours: context above; choices, help, a message and the place
below. Nothing of it waits for the terminal to answer a query, so it is the same on every terminal.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style

from notewizard.terminal.around import AskLine, Row, bar, drawn, edits, help_rows, row_lines
from notewizard.terminal.leaving import Leaving, stopped
from notewizard.terminal.look import STYLE, Look
from notewizard.terminal.screen import Did, Elsewhere, Raw, Said, View
from notewizard.terminal.show import show_line
from notewizard.terminal.tail import PATIENCE, Tail
from notewizard.terminal.twins import NOTHING_TO_KEEP, Command, command_in, help_lines, lacking

ESCAPE_ALONE, ESCAPE_AND_MORE = 0.1, 0.25
"""Seconds after which an Escape is a key of its own, and after which no key belongs to it any more."""
CTRL_Z = "Ctrl-Z does nothing here. Ctrl-S keeps the draft and leaves."


@dataclass(frozen=True)
class Aside:
    """The author wants something after which the same question stands again."""

    what: str
    """`last`, `there` or `edit`."""
    there: Callable[[], Elsewhere] | None = None


Outcome: TypeAlias = Said | Did | Aside


@dataclass
class Desk:
    """What every prompt needs of the terminal it is shown on."""

    input: Input
    output: Output
    look: Look
    leaving: Leaving
    tail: Tail | None = None
    """The rest of a word whose key letter answered the last question."""
    carried: tuple[str, str] = ("", "")
    """Words that a key letter was the beginning of, and the question that they go back to."""
    seen: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """By question, the findings that have been shown: name and reason. A warning is shown once."""
    ready: Callable[[], None] = lambda: None
    """Called each time a question is on the screen and takes keys."""

    @property
    def columns(self) -> int:
        """The width of the terminal."""
        return self.output.get_size().columns

    @property
    def rows(self) -> int:
        """The height of the terminal."""
        return self.output.get_size().rows


class Asking:
    """One question being asked; the kinds of question fill in what is shown and what Enter means."""

    letters_answer = False
    """A letter may answer at once."""

    def __init__(self, view: View, desk: Desk) -> None:
        self.view, self.desk = view, desk
        self.text = ""
        self.cursor: int | None = None
        self.message: tuple[str, str] = ("", "")
        self.help_open = False
        self._tail_until = 0.0
        """When the time of the tail is over, on the clock of the loop."""
        self._slow_tail: Tail | None = None
        """The tail of the last answer, its time over: its word may still come, key by key, at the head of this one."""
        self.app: Application[Any]

    # What the kinds fill in

    def above(self) -> list[Row]:
        """Between the context and the question."""
        return []

    def below(self) -> list[Row]:
        """Under the input line."""
        return []

    def hints(self) -> list[str]:
        """What the keys of this kind do, most important first."""
        return []

    def help_more(self) -> list[str]:
        """Lines of F1 beyond why and example."""
        return []

    def raw(self) -> Raw:
        """The answer as it stands, nothing lost."""
        return self.text

    def so_far(self) -> Raw:
        """The same for keeping: what is unfinished in it told apart."""
        return self.raw()

    def enter(self) -> None:
        """Enter was pressed, and what was typed is no command."""

    def changed(self, before: str) -> None:
        """What is typed has changed."""

    def bind(self, keys: KeyBindings) -> None:
        """Keys of this kind."""

    def started(self) -> None:
        """The prompt is about to be shown."""

    def ended(self) -> None:
        """The prompt has gone."""

    def settings(self) -> dict[str, Any]:
        """More arguments for questionary's `text`, which hands them to prompt_toolkit."""
        return {}

    # The life of a prompt

    def run(self) -> Outcome:
        """Show the question until something is done. Raises AuthorStopped."""
        question = self._question()
        self.app = question.application
        self.app.pre_run_callables.append(self._before_run)
        try:
            with self.desk.leaving.ends(self._end_from_outside):
                outcome: Outcome = question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise stopped() from None
        except OSError:  # the window is gone, and nothing can be drawn any more
            raise stopped() from None
        finally:
            self.cursor = self.buffer.cursor_position
            self.ended()
        return outcome

    def done(self, outcome: Outcome) -> None:
        """The question goes; `run` returns this."""
        if not self.app.is_done:
            self.app.exit(result=outcome)

    def say(self, text: str, style: str = "warn") -> None:
        """A message under the question, until the next change."""
        self.message = (style, text)

    def set_text(self, text: str) -> None:
        """Replace what is typed, the cursor at its end."""
        self.buffer.set_document(Document(text), bypass_readonly=True)

    def answer(self, raw: Raw) -> None:
        """Give the answer, or say why it cannot be taken."""
        if why := self.view.judge(raw):
            self.say(why)
        else:
            self.done(Said(raw))

    @property
    def buffer(self) -> Buffer:
        """The input line."""
        return self._buffer

    def _question(self) -> Any:
        view, look = self.view, self.desk.look
        ask = f"{look.own(show_line(view.ask))}{f' ({view.passing})' * view.optional}"
        question = questionary.text(
            AskLine.of(ask, look.own("›"), lambda: self.desk.columns),
            qmark="?",
            instruction="",
            default=self.text,
            style=Style(list(STYLE.items())),
            input=self.desk.input,
            output=self.desk.output,
            color_depth=None if look.color else ColorDepth.DEPTH_1_BIT,
            key_bindings=self._keys(),
            erase_when_done=True,
            enable_suspend=False,
            enable_history_search=False,
            **{"multiline": False, "wrap_lines": True} | self.settings(),
        )
        app = question.application
        # Escape closes what is open; a letter a moment later is a letter, where Alt with it would do nothing seen.
        app.ttimeoutlen, app.timeoutlen = ESCAPE_ALONE, ESCAPE_AND_MORE
        window = app.layout.current_window
        # A screen once drawn keeps its height; what is left over belongs under everything, not into the input line.
        window.dont_extend_height = to_filter(True)
        # Asked for every row of a long text at every key: as cheap as can be, where questionary builds the prompt anew.
        first: Row = [("class:arrow", f"{look.own('›')} ")]
        others: Row = [("", "  ")]
        window.get_line_prefix = lambda line, wrap: others if line or wrap else first
        self._buffer = app.current_buffer
        if view.undo and view.undo != self.text:
            self._buffer._undo_stack.append((view.undo, len(view.undo)))  # any other way would begin its checks
        self._buffer.cursor_position = len(self.text) if self.cursor is None else min(self.cursor, len(self.text))
        self._buffer.on_text_changed += self._text_changed
        shown = HSplit([drawn(app, self._above, look), app.layout.container, drawn(app, self._below, look), Window()])
        app.layout = Layout(shown, window)
        app.after_render += lambda _: self.desk.ready()
        app.key_processor.after_key_press += lambda _: self.desk.leaving.pressed()
        return question

    def _before_run(self) -> None:
        loop = asyncio.get_running_loop()
        # Otherwise prompt_toolkit prints a traceback, with the author's words in it, and waits for Enter.
        loop.set_exception_handler(lambda _, context: self._failed(context.get("exception")))
        self._tail_waits()
        self.started()
        if self.desk.leaving.asked:  # while this prompt was being built, with nothing yet to end
            self._failed(stopped())

    def _failed(self, error: BaseException | None) -> None:
        if not self.app.is_done:
            self.app.exit(exception=error or RuntimeError("the prompt failed"))

    def _end_from_outside(self) -> None:
        loop = self.app.loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: self._failed(stopped()))

    def _text_changed(self, _: Buffer) -> None:
        before, self.text = self.text, self.buffer.text
        if before != self.text:
            self.message, self.help_open = ("", ""), False
            self.desk.tail = None  # a paste: the Enter behind it is meant
            if self._was_sentence():
                return
            self.changed(before)

    # What is shown

    def _above(self) -> list[Row]:
        # F1 has room for more because it takes the place of what is taught in short.
        taught = () if self.help_open else self.view.taught
        rows = [row for line in taught for row in self.wrapped("class:quiet", "  ", line)]
        return [*rows, *self.wrapped("class:note", "  ", self.view.note), *self.above()]

    def _below(self) -> list[Row]:
        style, text = self.message
        message = self.wrapped(f"class:{style}", "! " if style in ("warn", "stop") else "  ", text)
        keys: Row = [("class:bar", bar(self.view, self.hints(), self.desk.columns - 1))]
        more = [*self.help_more(), *self.view.taught_more]
        helps = help_rows(self.view, more, self.desk.columns) if self.help_open else []
        return [*helps, *self.below(), *message, keys]

    def wrapped(self, style: str, head: str, text: str) -> list[Row]:
        """The text on as many lines as it needs at the width of now, `head` before the first."""
        return row_lines(style, head, text, self.desk.columns)

    # Keys

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        def on(*names: str, act: Callable[[], None], when: Callable[[], bool] = lambda: True) -> None:
            keys.add(*names, filter=Condition(when), eager=len(names) == 1)(lambda event: act())

        on("s-tab", act=lambda: self.done(Did("back", self.so_far())))
        on("f3", act=lambda: self.done(Did("review", self.so_far())))
        on("f5", act=lambda: self.done(Did("risk", self.so_far())))
        on("c-s", act=lambda: self.done(Did("save", self.so_far())))
        on("f2", act=self._last)
        on("f4", act=self.edit)
        keys.add("c-x", "c-e")(lambda event: self.edit())
        on("f1", act=self._help_key)
        on("c-z", act=lambda: self.say(CTRL_Z))
        on("c-r", act=lambda: None)
        on("c-q", act=lambda: None)
        for name in ("c-c", "<sigint>"):  # named, so that no wildcard of a kind of question takes them
            on(name, act=lambda: self._failed(stopped()))
        on("c-d", act=lambda: self._failed(stopped()), when=lambda: not self.text)
        on("enter", act=self._enter)
        keys.add(Keys.BracketedPaste, eager=True)(lambda event: self.paste(event.data))
        self.bind(keys)
        keys.add("enter", filter=Condition(lambda: self.help_open), eager=True)(self._shut)
        expected = Condition(lambda: self.desk.tail is not None)
        keys.add(Keys.Any, filter=expected, eager=True)(self._tail_key)
        keys.add("enter", filter=expected, eager=True)(self._tail_key)
        return keys

    def paste(self, text: str) -> None:
        """A paste on one line: its line breaks become blanks."""
        self.buffer.insert_text(" ".join(text.splitlines()))

    def edit(self) -> None:
        """F4; only where text is written."""
        self.say("The editor opens where text is written.", "quiet")

    def command(self, command: Command) -> None:
        """A typed command was entered."""
        if lack := lacking(command):
            self.say(lack)
            return
        self.set_text(command.before)
        if command.name == "help":
            self.help_open = True
            self.say("  ".join(help_lines(self.view, edits=edits(self.view))), "quiet")
        elif command.name == "keep":
            self.say(NOTHING_TO_KEEP, "quiet")
        elif command.name == "last":
            self._last()
        elif command.name == "edit":
            self.edit()
        else:
            what: Any = "not_assessed" if command.name == "na" else command.name
            # A reason is no place to keep unfinished words: what goes with it is taken as an answer.
            self.done(Did(what, self.raw() if command.name == "na" else self.so_far(), command.words))

    def _enter(self) -> None:
        if command := command_in(self.text):
            self.command(command)
        else:
            self.enter()

    def _last(self) -> None:
        if self.view.last:
            self.done(Aside("last"))
        else:
            self.say("There is no earlier note of this client.", "quiet")

    def _help_key(self) -> None:
        self.help_open = not self.help_open

    def _shut(self, event: KeyPressEvent) -> None:
        self.help_open = False
        self.message = ("", "")

    # The rest of a word whose first letter answered the last question

    def _tail_waits(self, seen: int = -1) -> None:
        """Give the swallowed letters on when no more of the word came in time."""
        if (tail := self.desk.tail) is None or self.app.is_done:
            return
        if len(tail.swallowed) != seen:
            loop = asyncio.get_running_loop()
            self._tail_until = loop.time() + PATIENCE
            loop.call_later(PATIENCE, self._tail_waits, len(tail.swallowed))
            return
        self.desk.tail = None
        self._slow_tail = tail if self.view.key and not self.text else None
        self._feed(tail.left_over())
        self.app.key_processor.process_keys()

    def _tail_key(self, event: KeyPressEvent) -> None:
        pressed, is_enter = event.key_sequence[0], event.key_sequence[0].key == Keys.Enter
        # A busy machine reads keys late: an Enter after its time is meant, even where nobody was told of the time yet.
        late = is_enter and asyncio.get_running_loop().time() > self._tail_until
        if (tail := self.desk.tail) is None or (not late and tail.takes("\r" if is_enter else pressed.data)):
            return
        self.desk.tail = None
        if tail.of and self.view.key and (words := tail.was_words(pressed.data)):
            self.desk.carried = tail.of, words
            self.done(Did("mistaken", self.so_far(), tail.of))
            return
        # Where a letter answers at once, letters of a word that went wrong answer nothing.
        self._feed("" if self.letters_answer else tail.left_over(), pressed)

    def _was_sentence(self) -> bool:
        """What is typed here shows that the key that answered the question before began a sentence: back to it."""
        tail = self._slow_tail
        if tail is None or not tail.of or not (words := tail.was_sentence(self.text)):
            return False
        self._slow_tail = None
        self.set_text("")
        self.desk.carried = tail.of, words
        self.done(Did("mistaken", self.so_far(), tail.of))
        return True

    def _feed(self, letters: str, *then: KeyPress) -> None:
        keys = [*(KeyPress(letter, letter) for letter in letters), *then]
        self.app.key_processor.feed_multiple(keys, first=True)
