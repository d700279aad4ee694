"""A screen that answers from a list, and keeps what it showed."""

from __future__ import annotations

from dataclasses import dataclass, field

from notewizard.terminal.screen import Said


@dataclass
class Scripted:
    """Gives the answers in order; a question without one left fails the test."""

    answers: list[str]
    shown: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ask(self, view):
        self.asked.append(view.ask)
        answer = self.answers.pop(0)
        if view.judge(answer):
            self.shown.append(view.judge(answer))
            return self.ask(view)
        return Said(answer)

    def say(self, text, tone="plain"):
        self.shown.append(text)

    def choose(self, ask, choices, note=""):
        self.asked.append(ask)
        answer = self.answers.pop(0)
        assert answer in {choice.value for choice in choices}
        return answer

    def text(self):
        return "\n".join(self.shown)
