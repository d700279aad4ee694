"""The findings in one answer: which the author was shown, what is said of them, and which are let stand.

A warning is said once and the second Enter keeps it; what must be mended is said every time. Both screens go by this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from notewizard.terminal.glance import still_there
from notewizard.terminal.screen import Elsewhere, Mark
from notewizard.terminal.show import show_line

HOW_TO_KEEP = "“:keep REASON” behind your words lets it stand, with the reason beside the note."

KEEPS = "Enter keeps it."


class Noticed:
    """What the checks saw in the text that was looked at last."""

    def __init__(self, seen: set[tuple[str, str]]) -> None:
        self.seen = seen
        """What was shown in any asking of this question, each by its name and what was said."""
        self._here: set[tuple[str, str]] = set()
        """What was shown in this one, by its words: a sentence that grows around them is not told of them again."""
        self.text = ""
        self.marks: tuple[Mark, ...] = ()

    def take(self, text: str, marks: Sequence[Mark]) -> None:
        """This was looked at, and these were seen in it."""
        self.text, self.marks = text, tuple(marks)

    def follow(self, text: str) -> None:
        """The text has changed; the marks whose words did not are still there."""
        self.marks, self.text = still_there(self.marks, self.text, text), text

    @property
    def stops(self) -> list[Mark]:
        """What must be mended."""
        return [mark for mark in self.marks if mark.stops]

    @property
    def warnings(self) -> list[Mark]:
        """What may stand, kept before or not."""
        return [mark for mark in self.marks if not mark.stops]

    @property
    def fresh(self) -> list[Mark]:
        """What has not been shown yet."""
        return [mark for mark in self.marks if not (mark.kept or self._is_shown(mark))]

    def drawn(self, text: str) -> list[Mark]:
        """The marks to be drawn in this text, in its order."""
        marks = [mark for mark in self.marks if not mark.kept] if text.startswith(self.text) else []
        return sorted(marks, key=lambda mark: (mark.start, mark.end))

    def kept(self, reason: str) -> tuple[str, ...]:
        """The names of the warnings that are let stand now; a reason is one for those kept before as well."""
        return tuple(mark.name for mark in self.warnings if mark.name and (reason or not mark.kept))

    def all_shown(self) -> None:
        """From now on none of them is fresh."""
        self.seen |= {(mark.name or self._words(mark), mark.say) for mark in self.marks}
        self._here |= {(self._words(mark), mark.say) for mark in self.marks}

    def first(self) -> str:
        """The first that stops, or that has not been shown, in a sentence with what to do; empty when there is none."""
        if not (first := next(iter(self.stops or self.fresh), None)):
            return ""
        count = sum(not mark.kept for mark in self.marks)
        more = f" ({count} marked)" if count > 1 else ""
        better = first.better if first.stops else "F1: a better way." * bool(first.better)
        way = "F2 shows them there." if first.there else "This has to be mended."
        way = way if first.stops else "F6 moves it to your process notes, Enter keeps it." if first.apart else KEEPS
        return f"{first.say}{more} {way} {better}".strip()

    def lines(self) -> list[str]:
        """Each with its words, its reason and a better way, for F1."""
        lines = []
        for mark in self.marks:
            kept = " You let it stand." * mark.kept
            words = self._words(mark)
            which = "" if words in mark.say else f"“{words}”: "
            lines.append(f"{which}{mark.say}{better(mark)}{kept}")
            lines += [f"There: “{show_line(mark.there().words)}”"] if mark.there else []
        return [*lines, HOW_TO_KEEP] if self.warnings else lines

    def told(self, reason: str, several: bool) -> list[str]:
        """What plain lines say before the answer may stand, from now on shown; nothing when it may."""
        waits = [mark for mark in self.marks if mark.stops or mark in self.fresh]
        lines = [spoken(mark, self.text) for mark in waits]
        if waits and not self.stops:
            way = "with your reason." if reason else "as it is; :keep and a reason keeps it with that."
            change = "A - alone takes the last line out." if several else ":edit changes it."
            apart = " :apart moves it to your process notes." if any(mark.apart for mark in waits) else ""
            lines.append(f"Enter alone keeps it {way} {change}{apart}")
        self.all_shown()
        return lines

    @property
    def there(self) -> Callable[[], Elsewhere] | None:
        """Where marked words stand elsewhere; those that stop first."""
        marks = sorted(self.marks, key=lambda mark: not mark.stops)
        return next((mark.there for mark in marks if mark.there), None)

    def _is_shown(self, mark: Mark) -> bool:
        words = self._words(mark)
        return (mark.name or words, mark.say) in self.seen or (words, mark.say) in self._here

    def _words(self, mark: Mark) -> str:
        return self.text[mark.start : mark.end]


def better(mark: Mark) -> str:
    """The better way as a sentence behind another, where there is one."""
    return f" Better: {mark.better}" if mark.better else ""


def spoken(mark: Mark, text: str) -> str:
    """A mark in `text` in words alone: what is marked, its reason and a better way, and the words that stand there."""
    sides = dict(both_sides(mark, text))
    level = "This has to be mended" if mark.stops else "Look again"
    here = f"“{sides['Here']}”" if "Here" in sides else ""
    here = "" if not here or here in mark.say else f"{here}: "
    there = f"\nThere: “{sides['There']}”" if "There" in sides else ""
    return f"{level}: {here}{mark.say}{better(mark)}{there}"


def both_sides(mark: Mark, text: str) -> Iterator[tuple[str, str]]:
    """What is marked in `text`, and the words that stand elsewhere, where there are any and they may be shown."""
    if words := show_line(text[mark.start : mark.end]):
        yield "Here", words
    if mark.there:
        yield "There", show_line(mark.there().words)
