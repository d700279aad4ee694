"""A practice as a walk began with it, so that a note is finished and signed although its folder went away meanwhile.

Only what is asked of the settings and of the list of clients is remembered; what is written goes by `Practice` itself,
which asks anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notewizard.errors import NotKept, Refused
from notewizard.records.clients import Client, Clients
from notewizard.records.identity import ids_of
from notewizard.records.own_file import OwnFile
from notewizard.records.practice import Practice
from notewizard.records.settings import Settings


@dataclass(frozen=True)
class HeldPractice(Practice):
    """Says what holds now, and what held at the beginning where the folder does not answer."""

    at_first: Settings
    clients_at_first: tuple[Client, ...]
    ids: frozenset[str] = frozenset()

    def settings(self) -> Settings:
        """As `Practice.settings`; those of the beginning while the folder is away, or another practice in its place."""
        try:
            return super().settings() if self._is_here() else self.at_first
        except (NotKept, Refused):
            return self.at_first

    @property
    def clients(self) -> Clients:
        """Who is who; those of the beginning while the folder is away, or another practice in its place."""
        return _HeldClients(OwnFile(self.dot, "clients.toml"), self.clients_at_first, self._is_here)

    def _is_here(self) -> bool:
        """False where another practice has come into its place, or one that does not say which it is."""
        return not self.ids or not self.ids.isdisjoint(ids_of(self) or ())


class _HeldClients(Clients):
    def __init__(self, file: OwnFile, at_first: tuple[Client, ...], is_here: Callable[[], bool]) -> None:
        super().__init__(file)
        self._at_first = at_first
        self._is_here = is_here

    def all(self) -> tuple[Client, ...]:
        try:
            return (super().all() if self._is_here() else ()) or self._at_first
        except NotKept:
            return self._at_first


def held(practice: Practice) -> Practice:
    """The practice, with what it says now kept in mind."""
    ids = ids_of(practice) or frozenset()
    return HeldPractice(Path(practice.root), practice.settings(), practice.clients.all(), ids)
