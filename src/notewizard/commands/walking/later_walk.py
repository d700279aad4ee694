"""A later writing asked for question by question: its draft, the walk, the page, the signature.

The walk is that of a note. Every answer is in a draft before the next question, and `resume` goes on with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from notewizard.checks.finding import Finding
from notewizard.commands.desk import Desk
from notewizard.commands.filed.detached import detached
from notewizard.commands.filed.parent import NOTHING, WAITS, Written, changed_since, refuse_kind, written_at
from notewizard.commands.filed.parent_again import found_again
from notewizard.commands.filed.signer_of import author_of
from notewizard.commands.filed.witness import witness
from notewizard.commands.looking.findings import at_least
from notewizard.commands.looking.written_since import said_of
from notewizard.commands.walking.co_signer import ask_who_co_signs
from notewizard.commands.walking.kept_draft import draft_stays
from notewizard.commands.walking.later_work import LaterWork, warnings_of
from notewizard.commands.walking.let_stand import LetStand, by_question, kept_entries
from notewizard.commands.walking.what_waits import tell_what_waits
from notewizard.definitions.completeness import Asked
from notewizard.errors import AuthorStopped, Refused
from notewizard.interview.replay import replayed
from notewizard.interview.state import Interview, next_question, question_at
from notewizard.note.later import Kind
from notewizard.note.people import printed_name
from notewizard.records.draft import Draft
from notewizard.records.finish import Kept
from notewizard.records.history.reading import read_history
from notewizard.records.identity import begun_in
from notewizard.records.later import CO_SIGNATURE, LATER
from notewizard.records.outbox import waiting_records
from notewizard.records.practice import Practice, find_practice
from notewizard.records.right_chart import in_own_chart
from notewizard.records.typing import Typing
from notewizard.rendering.later_writing import pointed_to
from notewizard.terminal.screen import Choice, Mark, Screen
from notewizard.terminal.walk import Look, Walk

OPENINGS: dict[Kind, str] = {
    "addendum": "An addendum to {note}: what became available after it was written. Not for errors.",
    "late entry": "A late entry to {note}: what was known or done then and left out. It is dated now.",
    "correction": "A correction of {note}: what is wrong, what is right, and why.",
    "entered in error": "{note} is marked as entered in error. Nothing is deleted; it no longer counts.",
    "co-signature": "The co-signature of {note}.",
}
STAYS = "What was signed stays as it is. Every answer is kept as you go."


def is_later(draft: Draft) -> bool:
    """Whether the draft is that of a later writing."""
    return any(each.get("kind") == "begun" and each.get("format") in LATER for each in draft.entries())


def work_at(desk: Desk, named: str, kind: Kind, session: date | None = None) -> LaterWork:
    """The work on a later writing about the note that the command line names, in the practice it lies in.

    `session`: the day of the session, for a note of another tool that does not say it.
    """
    path = desk.world.at(named).absolute()
    practice = find_practice(path.parent)
    desk = Desk(desk.world, str(practice.root)) if practice else desk
    here = desk.practice_here()
    return work_on(desk, here, _written(desk, here, path, session), kind)


def _written(desk: Desk, practice: Practice, path: Path, session: date | None) -> Written:
    waits = waiting_records(desk.state, practice)  # first: one that is brought meanwhile is found in the folder
    return written_at(practice, path, read_history(practice, desk.state), session, waits)


def work_on(desk: Desk, practice: Practice, written: Written, kind: Kind) -> LaterWork:
    """The work on a later writing of this kind; refused where the note does not take one."""
    _refuse_elsewhere(practice, written)
    refuse_kind(written, kind)
    author = author_of(practice, written, kind)
    if kind == CO_SIGNATURE and written.record is not None:
        if practice.settings().signature == "elsewhere":
            raise Refused(
                "This practice signs in another system, and co-signs there.",
                where=str(practice.dot / "config.toml"),
                not_done=NOTHING,
            )
        if done := written.on_record.co_signatures(written.record):
            raise Refused(
                f"This note is co-signed already, by {done[-1].author}.",
                where=str(practice.root / done[-1].file) if done[-1].sha256 else "",
                hint="" if done[-1].sha256 else WAITS,
                not_done=NOTHING,
            )
    return LaterWork(desk, practice, written, kind, author)


def _refuse_elsewhere(practice: Practice, written: Written) -> None:
    """What is written to a note stands beside it, and nothing is kept outside its client's own folder (R9)."""
    if in_own_chart(practice.clients.all(), written.client.id, written.path.relative_to(practice.root).as_posix()):
        return
    home = practice.root.joinpath(*written.client.folder.split("/"))
    raise Refused(
        "This note is not in its client's own folder, and what is written to it would stand beside it.",
        where=str(written.path),
        hint=f"Move it back to {home} first.",
        not_done=NOTHING,
    )


def begin(work: LaterWork, screen: Screen) -> int:
    """Ask for it, show it, take the signature, keep it."""
    ask_who_co_signs(work, screen)  # before anything is begun or shown
    return _walked(LaterSession(work, screen, draft_of(work)))


def draft_of(work: LaterWork) -> Draft:
    """A new draft of it, which says what it is about and where."""
    parent = work.written.parent
    pointer = {
        "id": parent.id,
        "sha256": parent.sha256,
        "file": work.written.path.relative_to(work.practice.root).as_posix(),
        "session": parent.session.isoformat(),
    }
    now = work.desk.world.now().isoformat(timespec="seconds")
    draft = work.desk.state.drafts.begin(work.written.client.id, work.kind, now, {"parent": pointer})
    draft.append(begun_in(work.practice, work.desk.history.identify()))
    return draft


def resumed(desk: Desk, practice: Practice, screen: Screen, draft: Draft) -> LaterSession:
    """The draft of a later writing, held against its note as that is now; refused where the note changed meanwhile."""
    begun = next(each for each in draft.entries() if each.get("kind") == "begun")
    parent = begun["parent"]
    assert isinstance(parent, Mapping)
    path = found_again(practice, parent, draft.client)
    written = _written(desk, practice, path, date.fromisoformat(str(parent["session"])))
    if parent.get("sha256") != written.parent.sha256:
        raise changed_since(path)
    if written.client.id != draft.client:
        raise Refused(
            "This draft is about another client's note: a later writing is not moved.",
            where=str(draft.path),
            hint=f"notewizard drafts move {draft.id} {written.client.id}",
            not_done=NOTHING,
        )
    kind: Kind = begun["format"]  # type: ignore[assignment]
    return LaterSession(work_on(desk, practice, written, kind), screen, draft)


def go_on(session: LaterSession) -> int:
    """Walk, page, signature, kept; a stop keeps the draft and says how to go on."""
    return _walked(session, again=True)


def _walked(session: LaterSession, *, again: bool = False) -> int:
    with draft_stays(session.draft, session.typing):
        if again:
            ask_who_co_signs(session.work, session.screen)
        kept = session.finish()
    for line in said_of_kept(session.work, kept):
        session.screen.say(line, "good")
    tell_what_waits(session.work.desk, session.screen)
    return 0


def said_of_kept(work: LaterWork, kept: Kept) -> list[str]:
    """Where it stands, and what waits for somebody else."""
    lines = [f"Kept: {kept.path}"]
    lines += [each for each in (kept.owed, detached(work.practice, kept, work.desk.world)) if each]
    if work.author.supervisor is not None and work.kind in ("addendum", "late entry", "correction"):
        supervisor = work.author.supervisor
        lines.append(f"Not yet co-signed by {supervisor.name}, {supervisor.credential}.")
    return [*lines, *(f"It is safe. This could not be cleared away: {each}" for each in kept.leftovers)]


@dataclass
class LaterSession:
    """A draft of a later writing that is being answered."""

    work: LaterWork
    screen: Screen
    draft: Draft
    typing: Typing = field(init=False)
    let_stand: LetStand = field(init=False)

    def __post_init__(self) -> None:
        self.typing = Typing(self.draft)
        self.let_stand = LetStand(self.draft, self.typing)

    def finish(self) -> Kept:
        """Walk, show it, mend, sign, keep; raises `AuthorStopped` when the author leaves it as a draft."""
        work, screen = self.work, self.screen
        if work.kind == CO_SIGNATURE:
            self._shows_the_note()
        note = f"{pointed_to(work.written.parent)}, {work.written.client.id}"
        opening = OPENINGS[work.kind].format(note=note)
        screen.say(f"{opening[:1].upper()}{opening[1:]} {STAYS}")
        again = replayed(work.fresh(), self.draft.entries())
        walk = self._walk(dict(again.pending))
        state = walk.run(work.asking(again.state), again.newest)
        while True:
            state = work.asking(state)
            if next_question(state):
                state = self._walk({}).run(state)
                continue
            findings = work.findings(state)
            if stopping := at_least(findings, "must-resolve"):
                state = self._mend(state, stopping[0])
                continue
            open_ = warnings_of(findings)
            signed = work.signed(state, kept_entries(open_, self.let_stand.reasons))
            screen.read("This will be kept, to the letter", signed.text)
            match self._choice(state, open_):
                case "sign":
                    self.typing.close()
                    return work.keep(self.draft, signed)
                case "keep":
                    self.let_stand.ask_why(screen, open_)
                case "review":
                    walk = self._walk({})
                    key = screen.review(walk.lines(state), "Review")
                    state = walk.run(state, key) if key else state
                case _:
                    raise AuthorStopped("The draft is kept.")

    def _shows_the_note(self) -> None:
        """The note as it was signed, and what was written to it since: a supervisor reads both."""
        work, written = self.work, self.work.written
        title = pointed_to(written.parent)
        self.screen.read(f"{title[:1].upper()}{title[1:]}, as it was signed", written.page)
        if written.record is not None:
            for each in written.on_record.written_to(written.record):
                self.screen.say(said_of(each))
            who = printed_name(work.author)
            if owed := witness(work.desk, "view", note=written.record.id, path=written.path, actor=who):
                self.screen.say(owed, "warn")

    def _choice(self, state: Interview, open_: Sequence[Finding]) -> str:
        work = self.work
        for line in self.let_stand.said_of(open_, by_question(state)):
            self.screen.say(line, "warn")
        why = (Choice("keep", "say why these stay", "k"),) if self.let_stand.without_reason(open_) else ()
        elsewhere = work.practice.settings().signature == "elsewhere"
        verb = "release it for signature elsewhere" if elsewhere else f"sign as {printed_name(work.author)}"
        return self.screen.choose(
            f"{work.kind.capitalize()}, {work.written.client.id}",
            (
                Choice("sign", verb, "s"),
                *why,
                Choice("review", "review and change", "r"),
                Choice("leave", "leave it as a draft", "l"),
            ),
        )

    def _mend(self, state: Interview, finding: Finding) -> Interview:
        self.screen.say(f"{finding.message} {finding.suggestion}", "warn")
        asked = question_at(state, finding.where)
        return self._walk({}).run(state, asked.key if asked else "")

    def _walk(self, pending: dict[str, str | tuple[str, ...]]) -> Walk:
        return Walk(
            screen=self.screen,
            keep=lambda entry: self.typing.settle(dict(entry)),
            typing=self.typing.put,
            look=self._look,
            let_stand=self.let_stand.keep,
            last_note=lambda day: self.work.written.page,
            notices=self.work.desk.bringing.said,
            pending=pending,
        )

    def _look(self, asked: Asked, state: Interview) -> Look | None:
        if asked.question.kind != "prose":
            return None
        return lambda text: [self._mark(each) for each in self.work.findings_in(asked, text) if each.level != "info"]

    def _mark(self, finding: Finding) -> Mark:
        start = finding.start or 0
        return Mark(
            start,
            finding.end if finding.end is not None else start,
            finding.message,
            finding.suggestion,
            stops=finding.level == "must-resolve",
            name=finding.fingerprint,
            kept=finding in self.let_stand,
        )
