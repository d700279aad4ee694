"""What a person does with drafts, notes and settings, told for the failing disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from faults.sweep import Story

from notewizard.errors import NameTaken, NotKept, Refused
from notewizard.note.treatment import TreatmentPlan
from notewizard.records.clients import Client
from notewizard.records.finish import SignedNote, keep_note
from notewizard.records.front_matter import FrontMatter, with_front_matter
from notewizard.records.history.entry import Event
from notewizard.records.history.reading import read_history
from notewizard.records.history.verifying import verify
from notewizard.records.history.writing import History
from notewizard.records.outbox import deliver, waiting
from notewizard.records.plans import add_plan, keep_plan, kept_already, plan_bytes
from notewizard.records.practice import Practice
from notewizard.records.publish import publish
from notewizard.records.record import Record, all_records
from notewizard.records.settings import Author, Settings
from notewizard.records.state import State

OLD = b"An earlier note, by another hand.\n"
BODY = "# Progress note\n\nShe slept five hours a night. Invented.\n"


def signed(note_id: str = "00c0ffee00c0ffee", file: str = "Ashgrove/2026-11-20.md") -> SignedNote:
    front = FrontMatter(note_id, "c-1", "2026-11-20", "Ann Bell, LPC", "soap", "1")
    record = Record(
        id=note_id,
        kind="progress note",
        client="c-1",
        date="2026-11-20",
        author="Ann Bell, LPC",
        file="",
        sha256="",
        body_sha256="",
        format={"id": "soap"},
        template={"id": "soap"},
        program="0.1.0",
        clock={"utc": "2026-11-20T17:00:00Z"},
        elements={"plan": {"homework": ["Sleep diary."]}},
    )
    return SignedNote(record, file, with_front_matter(BODY.encode(), front).decode())


class Home(Story):
    """A practice with one client and one earlier note, and a state folder."""

    traces: frozenset[str] = frozenset()
    """What the history may say of itself afterwards: a power loss that leaves zeros in it cannot be made undone."""

    @property
    def state(self) -> State:
        return State(self.root / "state")

    @property
    def practice(self) -> Practice:
        return Practice(self.root / "practice")

    @property
    def earlier(self) -> Path:
        return self.practice.root / "Ashgrove" / "2026-11-13.md"

    def prepare(self) -> None:
        self.earlier.parent.mkdir(parents=True)
        self.earlier.write_bytes(OLD)
        self.practice.keep_settings(Settings(author=Author("Ann Bell", "LPC")))
        self.practice.clients.add(Client("c-1", "Ashgrove", folder="Ashgrove"))

    def notes(self) -> dict[str, bytes]:
        """Every file in the client's folder that a person sees as a note."""
        folder = self.earlier.parent
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith("~$")}

    def check_earlier(self) -> Iterator[str]:
        if self.notes().get(self.earlier.name) != OLD:
            yield "R6 the earlier note was changed"


class Answering(Home):
    """Four answers, one after the other; what was acknowledged comes back, in order, and nothing is invented."""

    GIVEN = (
        {"kind": "answer", "path": ["presenting", "concerns"], "value": ["Sleep."]},
        {"kind": "pending", "path": ["plan", "homework"], "text": "Sleep di"},
        {"kind": "answer", "path": ["plan", "homework"], "value": "Sleep \x00 diary \ud800 \x1b[31m"},
        {"kind": "a later version's entry", "path": [], "value": 1},
    )

    def act(self) -> None:
        draft = self.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
        try:
            for entry in self.GIVEN:
                try:
                    draft.append(entry)
                    self.acknowledged.append(entry)
                except NotKept:
                    pass  # Said on the screen; the author goes on.
        finally:
            self._lose(draft)

    def _lose(self, draft: object) -> None:
        draft._lock.release(force=True)  # The operating system does it when a process dies.

    def recover(self) -> None:
        self.found: list[dict[str, object]] = []
        for summary in self.state.drafts.list():
            draft = self.state.drafts.open(summary.id)
            try:
                self.found += draft.entries()[1:]
            finally:
                self._lose(draft)

    def check(self) -> Iterator[str]:
        rest = iter(self.found)
        for entry in self.acknowledged:
            if not any(entry == other for other in rest):
                yield f"R3 an acknowledged {entry['kind']} is lost"
        if any(entry not in self.GIVEN for entry in self.found):
            yield "R8 an entry was invented"
        yield from self.check_earlier()


class Publishing(Home):
    """One file into the client's folder."""

    def act(self) -> None:
        publish(self.earlier.parent, "2026-11-20.md", BODY.encode(), within=self.practice.root)
        self.acknowledged.append(BODY)

    def check(self) -> Iterator[str]:
        found = self.notes().get("2026-11-20.md")
        if found not in {None, BODY.encode()} and not (self.no_links and found == b""):
            yield "R2 a partial file stands under its final name"
        if self.acknowledged and found != BODY.encode():
            yield "R2 a file said to be safe is not"
        yield from self.check_earlier()


class PublishingWithoutLinks(Publishing):
    """The same on a file system that has no hard links; a kill may leave an empty file there, never half a note."""

    no_links = True


class Finishing(Home):
    """A signed note into the practice folder; then, whatever happened, the person comes back and delivers it."""

    def prepare(self) -> None:
        super().prepare()
        self.leftovers: set[Path] = set()
        draft = self.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
        draft.append({"kind": "answer", "path": ["plan"], "value": "Sleep diary."})
        draft.close()

    def act(self) -> None:
        self._keep()
        self.acknowledged.append(BODY)

    def recover(self) -> None:
        self._keep()

    def note(self, file: str) -> SignedNote:
        return signed(file=file)

    def _keep(self) -> None:
        for summary in self.state.drafts.list():
            draft = self.state.drafts.open(summary.id)
            file = signed().file
            try:
                while True:
                    try:
                        kept = keep_note(self.state, draft, self.practice, self.note(file))
                        self.leftovers |= set(kept.leftovers)
                        break
                    except NameTaken as taken:
                        file = f"Ashgrove/{taken.free}"
            finally:
                draft._lock.release(force=True)

    def check(self) -> Iterator[str]:
        self.recover()  # However often: nothing more may happen.
        whole = signed().text.encode()
        found = [data for name, data in self.notes().items() if name != self.earlier.name]
        stubs = [data for data in found if not data] if self.no_links else []
        if found.count(whole) != 1 or len(found) - len(stubs) != 1:
            yield f"R4 the note is there {found.count(whole)} times, beside {len(found) - 1} other files"
        if self.state.drafts.list():
            yield "R4 the draft of a safe note stays"
        records, unreadable = all_records(self.practice)
        if [record.sha256 for record in records] != [sha256(whole).hexdigest()]:
            yield "R8 the record is missing"
        if unreadable:
            yield "R8 the record is damaged"
        found = verify(self.practice, self.state)
        kinds = [each.kind for each in found.verdicts if each.sha256 != sha256(b"").hexdigest()]
        if kinds != ["intact"] or any(each.kind not in self.traces for each in found.troubles):
            yield f"the history does not know it for what it is: {kinds}, {[each.kind for each in found.troubles]}"
        if not set(self.practice.root.rglob("~$*")) <= self.leftovers:
            yield "R10 a temporary file of the note stays, unsaid"
        if set(self.state.outbox.glob("*")) - self.leftovers:
            yield "R10 the readable copy of a note that is delivered stays, unsaid"
        yield from self.check_earlier()


class FinishingWithoutLinks(Finishing):
    no_links = True


class Delivering(Finishing):
    """The practice folder was away when the note was signed; now it is there again and the note is delivered."""

    def prepare(self) -> None:
        super().prepare()
        away = self.practice.root.with_name("away")
        self.practice.root.rename(away)
        with pytest.raises(NotKept) as refused:
            self._keep()
        assert Path(refused.value.kept).read_text(encoding="utf-8") == signed().text
        away.rename(self.practice.root)

    def act(self) -> None:
        for one in waiting(self.state):
            self.leftovers |= set(deliver(self.state, one.draft).leftovers)
        self.acknowledged.append(BODY)


class Settling(Home):
    """A client is added and the settings change; nothing that was there is lost, nothing acknowledged either."""

    def act(self) -> None:
        self.practice.clients.add(Client("c-2", "Birchwater", folder="Birchwater"))
        self.acknowledged.append("c-2")
        self.practice.keep_settings(Settings(author=Author("Ann Bell", "LPC"), front_matter=False))
        self.acknowledged.append("front matter off")

    def check(self) -> Iterator[str]:
        ids = [client.id for client in self.practice.clients.all()]
        if ids[:1] != ["c-1"] or ("c-2" in self.acknowledged and ids != ["c-1", "c-2"]):
            yield "a client is lost"
        settings = self.practice.settings()
        if settings.author.name != "Ann Bell" or ("front matter off" in self.acknowledged and settings.front_matter):
            yield "a setting is lost"
        yield from self.check_earlier()


class SettlingWithoutLinks(Settling):
    no_links = True


class SettingAside(Home):
    """A draft is moved to another client, then discarded: it is a draft or it is set aside, never neither."""

    def prepare(self) -> None:
        super().prepare()
        draft = self.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
        draft.append({"kind": "answer", "path": ["plan"], "value": "Sleep diary."})
        self.id = draft.id
        draft.close()

    def act(self) -> None:
        self.state.drafts.move(self.id, "c-2", "2026-11-20T11:00")
        self.acknowledged.append("moved")
        self.state.drafts.discard(self.id, "2026-11-20T11:01")
        self.acknowledged.append("discarded")

    def recover(self) -> None:
        try:
            self.state.drafts.open(self.id).close()
        except Refused:
            assert self.state.drafts.discarded()

    def check(self) -> Iterator[str]:
        kept = (*self.state.drafts.list(), *self.state.drafts.discarded())
        if not kept or any(draft.answers != 1 for draft in kept):
            yield "R3 the draft is lost"
        if "moved" in self.acknowledged and any(draft.client != "c-2" for draft in kept):
            yield "R9 the move is lost"
        if "discarded" in self.acknowledged and len(kept) != 1:
            yield "a discarded draft is still a draft"


class Planning(Home):
    """A second version of a treatment plan is kept from its draft: whole under its number, or still a draft."""

    def plan(self, frequency: str) -> TreatmentPlan:
        held = {"schema": 1, "client": "c-1", "started": "2026-09-02", "frequency": frequency}
        return TreatmentPlan.model_validate(held)

    def prepare(self) -> None:
        super().prepare()
        add_plan(self.practice.plans("c-1"), 1, self.plan("weekly"))
        draft = self.state.drafts.begin("c-1", "treatment plan", "2026-11-20T10:00", {"task": "revise", "version": 1})
        draft.append({"kind": "answer", "key": "treatment_plan.frequency", "writes": []})
        self.id = draft.id
        draft.close()

    def keep(self) -> None:
        drafts, versions = self.state.drafts, self.practice.plans("c-1")
        draft = drafts.open(self.id)
        try:
            if not kept_already(drafts, draft, versions):
                keep_plan(drafts, draft, versions, self.plan("monthly"), 1)
        finally:
            draft.close()

    def act(self) -> None:
        self.keep()
        self.acknowledged.append("kept")

    def recover(self) -> None:
        with suppress(Refused):  # the draft is gone: its plan must be there
            self.keep()

    def check(self) -> Iterator[str]:
        files = self.practice.plans("c-1").whole()
        if [each.data for each in files] != [plan_bytes(self.plan(often)) for often in ("weekly", "monthly")]:
            yield "R1, R2 the versions are not the one before and the new one, each whole and once"
        yield from self.check_earlier()


class PlanningWithoutLinks(Planning):
    no_links = True


class Witnessing(Home):
    """Two entries of the history: an acknowledged one is never lost, none is written twice, nothing looks tampered."""

    EVENTS = tuple(
        Event(action="view", actor="Ann Bell, LPC", utc=f"2026-11-20T17:0{minute}:00+00:00") for minute in range(2)
    )

    def prepare(self) -> None:
        super().prepare()
        self.history.append(Event(action="configure", actor="Ann Bell, LPC", utc="2026-11-20T16:00:00+00:00"))

    @property
    def history(self) -> History:
        return History(self.practice, self.state)

    def act(self) -> None:
        for event in self.EVENTS:
            self.history.append(event)
            self.acknowledged.append(event)

    def recover(self) -> None:
        self.history.append(Event(action="export", actor="Ann Bell, LPC", utc="2026-11-20T18:00:00+00:00"))

    def check(self) -> Iterator[str]:
        self.recover()
        told = read_history(self.practice, self.state)
        found = [entry.event for entry in told.entries]
        for event in self.EVENTS:
            if found.count(event) > 1 or (event in self.acknowledged and event not in found):
                yield f"an entry is there {found.count(event)} times"
        if any(each.kind not in self.traces for each in told.troubles) or told.waiting:
            yield f"what no one touched looks touched: {[each.kind for each in told.troubles]}, {told.waiting} waiting"
        yield from self.check_earlier()


STORIES = (
    Witnessing,
    Answering,
    Planning,
    PlanningWithoutLinks,
    Publishing,
    PublishingWithoutLinks,
    Finishing,
    FinishingWithoutLinks,
    Delivering,
    Settling,
    SettlingWithoutLinks,
    SettingAside,
)
