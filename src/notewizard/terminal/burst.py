"""Whether an Enter came inside a paste that the terminal did not mark as one.

Without bracketed paste the lines of a pasted paragraph arrive as keys. An Enter with more keys right behind it, in a
burst that no hand types, is a line break of the paste and must not send the rest into the next questions.
"""

from __future__ import annotations

from prompt_toolkit.key_binding.key_processor import KeyProcessor

NO_HAND = 16
"""Keys in one burst that nobody types."""


class Burst:
    """Counts the keys that came together."""

    def __init__(self) -> None:
        self._together = 0

    def watch(self, keys: KeyProcessor) -> None:
        """Count from now on; a burst ends when no key is waiting."""
        self._together = 0
        keys.before_key_press += lambda _: self._count(keys)

    def is_paste(self, keys: KeyProcessor) -> bool:
        """Asked on Enter: whether it stands inside a paste."""
        behind = len([press for press in keys.input_queue if press.data])
        return behind > 0 and self._together + behind >= NO_HAND

    def _count(self, keys: KeyProcessor) -> None:
        self._together += 1
        if not keys.input_queue:
            self._together = 0
