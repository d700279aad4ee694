"""The rest of a word whose first letter already answered, and the Enter that a hand adds by habit.

A key letter answers at once. Who types "yes" where `y` is enough must not have "es" fall into the next question, where
`s` may be an answer too. The rest of the word is swallowed while it comes as expected; anything else is given on. One
Enter right behind the key, or behind the whole word, is swallowed too: it would take what the next question suggests.

Who types a sentence ("no firearm at home") where `n` means "none" or "no" did not mean the key: the answer is taken
back and asked again (`was_words`, `was_sentence`). Letters that wait behind the key already, and a capital, are words
from the start.
"""

from __future__ import annotations

from collections.abc import Sequence

PATIENCE = 0.4
"""Seconds in which the next letter of the word, or Enter, has to come."""


class Tail:
    """Letters that may still come after a key letter, for each wording it could have been the beginning of."""

    def __init__(self, key: str, says: Sequence[str], of: str = "") -> None:
        self.of = of
        """The question that the key answered."""
        self._key = key
        folded = [say.casefold() for say in says]
        self._rests = {say[len(key) :] for say in folded if key and say.startswith(key.casefold())}
        self._wordings = tuple(self._rests)
        self.swallowed = ""
        self._over = False
        """Enter came; whatever comes now belongs to the next question."""

    def was_words(self, key: str) -> str:
        """What was typed from the key on, where this next key shows that it was a word of a sentence; else nothing."""
        word = self._key + self.swallowed
        is_word = key == " " or (word + key).casefold() == "not"
        begun = self.left_over() or (self.swallowed and key == " ")
        return word + key if is_word and begun and not self._over else ""

    def was_sentence(self, text: str) -> str:
        """The same where the word came too slowly to be waited for, and `text` is what now stands in the next answer.

        Nobody begins an answer with the second half of a word and a blank.
        """
        begun = text[:-1].casefold() or self.swallowed
        if self._over or not text.endswith(" ") or not begun or not any(w.startswith(begun) for w in self._wordings):
            return ""
        return f"{self._key}{begun} "

    def left_over(self) -> str:
        """What was swallowed and turned out not to be the word; nothing when the word came whole."""
        return "" if any(rest == "" or not rest[0].isalnum() for rest in self._rests) else self.swallowed

    def takes(self, key: str) -> bool:
        """Whether this key belongs to the word, which then goes no further; Enter behind the key or the word does."""
        if self._over:
            return False
        if key in ("\r", "\n"):
            self._over = not self.left_over()
            self._rests = {""} if self._over else set()
            return self._over
        left = {rest[1:] for rest in self._rests if rest and rest[0] == key.casefold()}
        if not left:
            return False
        self._rests, self.swallowed = left, self.swallowed + key
        return True
