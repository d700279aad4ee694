"""The rest of what a person does, told for the failing disk: later writings, facts, clients, settings, acceptances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from faults import test_process_notes as apart
from faults.stories import OLD, STORIES, Finishing, Home, signed
from faults.sweep import Story

from notewizard.note.facts import StandingFact, StandingFacts
from notewizard.records.accepted import Acceptance, acceptances, keep_acceptance
from notewizard.records.clients import Client
from notewizard.records.facts import add_facts, facts_bytes
from notewizard.records.finish import SignedNote
from notewizard.records.record import all_records
from notewizard.records.settings import Author, Settings


class WritingLater(Finishing):
    """An addendum to the earlier note: a file of its own; that note's bytes stay, and the record names them."""

    def note(self, file: str) -> SignedNote:
        note = signed(file=file)
        parent = {"id": "", "sha256": sha256(OLD).hexdigest(), "file": "Ashgrove/2026-11-13.md"}
        return replace(note, record=replace(note.record, kind="addendum", parent=parent, reason="Left out."))

    def check(self) -> Iterator[str]:
        yield from super().check()
        records, _ = all_records(self.practice)
        if [(each.kind, each.parent.get("sha256")) for each in records] != [("addendum", sha256(OLD).hexdigest())]:
            yield "an addendum does not name what it is about"


class StandingOnFile(Home):
    """A second version of what stays true of a client."""

    def facts(self, text: str) -> StandingFacts:
        row = StandingFact(kind="emergency-contact", text=text, confirmed="2026-11-20")  # type: ignore[arg-type]
        return StandingFacts(schema=1, client="c-1", written="2026-11-20", author="Ann Bell, LPC", facts=(row,))  # type: ignore[arg-type]

    def prepare(self) -> None:
        super().prepare()
        add_facts(self.practice.facts("c-1"), 0, self.facts("Her sister."))

    def act(self) -> None:
        add_facts(self.practice.facts("c-1"), 1, self.facts("Her brother."))
        self.acknowledged.append("kept")

    def check(self) -> Iterator[str]:
        found = [each.data for each in self.practice.facts("c-1").whole()]
        wanted = [facts_bytes(self.facts(text)) for text in ("Her sister.", "Her brother.")]
        if found != wanted and (self.acknowledged or found != wanted[:1]):
            yield f"the versions are not the one before and perhaps the new one, whole: {len(found)}"
        yield from self.check_earlier()


class AddingClients(Home):
    """Two clients, one after the other."""

    def act(self) -> None:
        for name in ("c-2", "c-3"):
            self.practice.clients.add(Client(name, "Birchwater"))
            self.acknowledged.append(name)

    def check(self) -> Iterator[str]:
        found = [each.id for each in self.practice.clients.all()]
        if found not in [["c-1", "c-2", "c-3"][:most] for most in (1, 2, 3)] or set(self.acknowledged) - set(found):
            yield f"clients are lost: {found}"
        yield from self.check_earlier()


class ChangingSettings(Home):
    """The settings, twice."""

    def act(self) -> None:
        for name in ("Bo Bell", "Cy Bell"):
            self.practice.keep_settings(Settings(author=Author(name, "LPC")))
            self.acknowledged.append(name)

    def check(self) -> Iterator[str]:
        names = ["Ann Bell", "Bo Bell", "Cy Bell"]
        if names.index(self.practice.settings().author.name) < len(self.acknowledged):
            yield "a setting is lost"
        yield from self.check_earlier()


class Accepting(Home):
    """A change made outside stands, with its reason."""

    SAID = Acceptance("00c0ffee00c0ffee", "moved", "Ashgrove/2026.md", "", "2026-11-20T17:00:00+00:00", "Ann Bell", "I")

    def act(self) -> None:
        keep_acceptance(self.practice, self.SAID)
        self.acknowledged.append("accepted")

    def check(self) -> Iterator[str]:
        found = acceptances(self.practice, self.SAID.note)
        if found not in {(), (self.SAID,)} or (self.acknowledged and not found):
            yield "an acceptance is lost, or not whole"
        yield from self.check_earlier()


class WritingLaterWithoutLinks(WritingLater):
    no_links = True


class StandingOnFileWithoutLinks(StandingOnFile):
    no_links = True


class AcceptingWithoutLinks(Accepting):
    no_links = True


MORE: tuple[type[Story], ...] = (
    WritingLater,
    WritingLaterWithoutLinks,
    StandingOnFile,
    StandingOnFileWithoutLinks,
    AddingClients,
    ChangingSettings,
    Accepting,
    AcceptingWithoutLinks,
)
APART: tuple[type[Story], ...] = (apart.SettingUp, apart.SettingUpOnAShare, apart.Writing, apart.WritingOnAShare)
EVERY: tuple[type[Story], ...] = (*STORIES, *MORE, *APART)
"""Every flow there is."""
