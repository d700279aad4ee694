"""What the law excludes from process notes, seen in one while it is typed: said once, and never a reason to refuse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from notewizard.checks.language import Rules
from notewizard.checks.packs import compile_packs
from notewizard.definitions.rules import load_rule_pack
from notewizard.definitions.shipped import own_or_shipped
from notewizard.errors import Broken
from notewizard.terminal.screen import Mark

BETTER = "Move it to the progress note, whose questions ask for it; here it would be missing from the record."


class Excluded:
    """The rules of `formats/process/excluded.toml`, or the practice's own in its place."""

    def __init__(self, practice: Path | None) -> None:
        self._practice = practice

    @cached_property
    def rules(self) -> Rules:
        """Compiled; where the practice's own cannot be used, the shipped ones hold."""
        try:
            return _compiled(own_or_shipped(self._practice, "process", "excluded.toml"))
        except Broken:
            return _compiled(own_or_shipped(None, "process", "excluded.toml"))

    def marks(self, text: str) -> Sequence[Mark]:
        """Where it stands in the text, each with its reason and where it belongs."""
        return tuple(
            Mark(each.start or 0, each.end or 0, each.message, f"{BETTER} {each.suggestion}", name=each.fingerprint)
            for each in self.rules.find(text)
        )


def _compiled(path: Path) -> Rules:
    return compile_packs([load_rule_pack(path)], examples=False)
