"""A practice as a walk began with it, so that a note is finished and signed although its folder went away meanwhile.

Only what is asked of the settings and of the list of clients is remembered; what is written goes by `Practice` itself,
which asks anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notewizard.errors import NotKept, Refused
from notewizard.records.clients import Client, Clients
from notewizard.records.own_file import OwnFile
from notewizard.records.practice import Practice
from notewizard.records.settings import Settings


@dataclass(frozen=True)
class HeldPractice(Practice):
    """Says what holds now, and what held at the beginning where the folder does not answer."""

    at_first: Settings
    clients_at_first: tuple[Client, ...]

    def settings(self) -> Settings:
        """As `Practice.settings`; those of the beginning while the folder is away."""
        try:
            return super().settings()
        except (NotKept, Refused):
            return self.at_first

    @property
    def clients(self) -> Clients:
        """Who is who; those of the beginning while the folder is away."""
        return _HeldClients(OwnFile(self.dot, "clients.toml"), self.clients_at_first)


class _HeldClients(Clients):
    def __init__(self, file: OwnFile, at_first: tuple[Client, ...]) -> None:
        super().__init__(file)
        self._at_first = at_first

    def all(self) -> tuple[Client, ...]:
        try:
            return super().all() or self._at_first
        except NotKept:
            return self._at_first


def held(practice: Practice) -> Practice:
    """The practice, with what it says now kept in mind."""
    return HeldPractice(Path(practice.root), practice.settings(), practice.clients.all())
