"""The last screen: exactly the bytes that will be kept, what is open beside them, and the signature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from notewizard.checks.against_plan import CATEGORY as PLANNED
from notewizard.checks.against_plan import DEPARTURES
from notewizard.checks.finding import Finding
from notewizard.commands.looking.findings import at_least
from notewizard.commands.walking.claim import claim_line
from notewizard.commands.walking.keeping import finished, signature_of
from notewizard.commands.walking.let_stand import by_question, kept_entries
from notewizard.commands.walking.session import Session
from notewizard.commands.walking.still_to_come import still_to_come
from notewizard.definitions.conditions import look_up
from notewizard.errors import AuthorStopped, NameTaken
from notewizard.interview.replay import answer_entry
from notewizard.interview.state import Interview, fitting_answers, next_question, question_at
from notewizard.note.note import Note
from notewizard.note.people import printed_name
from notewizard.records.finish import Kept, SignedNote, keep_note
from notewizard.records.history.entry import code_of
from notewizard.records.practice import Practice
from notewizard.rendering.wording import sentence
from notewizard.terminal.screen import Choice


@dataclass(frozen=True)
class LastScreen:
    """The note as it would be kept, and what the program still sees in it."""

    signed: SignedNote
    stopping: tuple[Finding, ...]
    """What must be resolved first."""
    open: tuple[Finding, ...]
    """What can be kept."""


def finish(session: Session, state: Interview) -> Kept:
    """Show, mend, sign, keep; raises `AuthorStopped` when the author leaves it as a draft."""
    session.let_stand.still(session.records)
    while True:
        state = _all_answered(session, session.touch_written(state))
        note = Note.model_validate(fitting_answers(state))
        page = page_of(session, state, note)
        if page.stopping:
            state = _mend(session, state, page.stopping[0])
            continue
        session.screen.read("This will be kept, to the letter", page.signed.text)
        chosen = _choice(session, state, note, page)
        if chosen == "keep":
            state = _with_departures(session, state, page)  # the reason stands in the note, which is read again
            continue
        match chosen:
            case "sign":
                kept = keep(session, with_reasons(session, page))
                if session.coach is not None:
                    session.coach.signed(session.second_look(), note, page.open, session.let_stand.reasons)
                return kept
            case "review":
                state = _review(session, state)
            case "format":
                state = _other_format(session, state)
            case _:
                raise AuthorStopped("The draft is kept.")


def _all_answered(session: Session, state: Interview) -> Interview:
    """A late note asks its reason, another format its own questions: the walk goes on where something is open."""
    return session.back_to(state, "") if next_question(state) else state


def page_of(session: Session, state: Interview, note: Note) -> LastScreen:
    """The note as it would be signed by its author now, and what is seen in it."""
    desk, now = session.desk, session.desk.world.now()
    elsewhere = session.practice.settings().signature == "elsewhere"
    author = note.author.name if note.author and note.author.name else ""
    heads = desk.history.heads()
    code = code_of(heads) if heads and not elsewhere else ""
    signature = signature_of(note, author, now, elsewhere=elsewhere, code=code)
    rendered = desk.renderer.render(note, state.form, signature=signature, plan=session.plan)
    findings = session.second_look().whole(note, state.form)
    stopping = tuple(at_least(findings, "must-resolve"))
    open_ = tuple(each for each in findings if each.level == "warning")
    signed = finished(desk, session.practice, note, state.form, rendered.text, now, anchor=heads)
    return LastScreen(signed, stopping, open_)


def with_reasons(session: Session, page: LastScreen) -> SignedNote:
    """The note as it was read, its record with what stays and why."""
    kept = kept_entries(page.open, session.let_stand.reasons)
    return replace(page.signed, record=replace(page.signed.record, kept=kept))


def _mend(session: Session, state: Interview, finding: Finding) -> Interview:
    session.screen.say("\n".join(session.told(finding)), "warn")
    asked = question_at(state, finding.where)
    return session.back_to(state, asked.key) if asked else _review(session, state)


def _choice(session: Session, state: Interview, note: Note, page: LastScreen) -> str:
    """What the author wants of the note that was read; reasons are asked without showing it again.

    A departure from the treatment plan stays only with its reason, which the note prints: once it is given, that is
    "keep", and the note is shown again.
    """
    while (chosen := _choice_beside(session, state, note, page)) in ("keep", "sign"):
        held = [each for each in page.open if each.category == PLANNED]
        before = session.let_stand.without_reason(held)
        if chosen == "sign" and not before:
            break
        if chosen == "sign":
            session.screen.say("What is not as the treatment plan says stays only with its reason.", "warn")
        session.let_stand.ask_why(session.screen, page.open if chosen == "keep" else before)
        if any(each.rule in DEPARTURES for each in before if session.let_stand.reasons.get(each.fingerprint)):
            return "keep"
    return chosen


def _with_departures(session: Session, state: Interview, page: LastScreen) -> Interview:
    """The answers with the reasons of departures from the treatment plan among them."""
    told = str(look_up(state.answers, "response.deviation") or "")
    reasons = [session.let_stand.reasons.get(each.fingerprint, "") for each in page.open if each.rule in DEPARTURES]
    text = " ".join(sentence(each) for each in dict.fromkeys((told, *reasons)) if each)
    writes = ((("response", "deviation"), text),)
    session.typing.settle(answer_entry("response.deviation", writes))
    return state.with_answer(writes)


def _choice_beside(session: Session, state: Interview, note: Note, page: LastScreen) -> str:
    for line in session.let_stand.said_of(page.open, by_question(state)):
        session.screen.say(line, "warn")
    if suggested := claim_line(note, session.desk.library):
        session.screen.say(suggested)
    if early := still_to_come(note, session.desk.world.now()):
        session.screen.say(early, "warn")
    why = (Choice("keep", "say why these stay", "k"),) if session.let_stand.without_reason(page.open) else ()
    elsewhere = session.practice.settings().signature == "elsewhere"
    verb = "release it for signature elsewhere" if elsewhere else f"sign as {printed_name(note.author)}"
    return session.screen.choose(
        f"{state.form.name} note of {session.client.id}",
        (
            *(() if early else (Choice("sign", verb, "s"),)),
            *why,
            Choice("review", "review and change", "r"),
            Choice("format", "read it in another format", "f"),
            Choice("leave", "leave it as a draft", "l"),
        ),
    )


def _review(session: Session, state: Interview) -> Interview:
    key = session.screen.review(session.review_lines(state), "Review")
    return session.back_to(state, key) if key else state


def _other_format(session: Session, state: Interview) -> Interview:
    formats = sorted(session.desk.library.formats.values(), key=lambda each: each.name)
    # One key each; a tenth has none, and is taken by its letters.
    keys = [str(n) if n < 10 else "" for n in range(1, len(formats) + 1)]
    choices = tuple(Choice(each.id, each.name, key) for each, key in zip(formats, keys, strict=True))
    chosen = session.desk.library.formats[session.screen.choose("Which format?", choices)]
    session.typing.settle({"kind": "format", "id": chosen.id})
    return state.in_format(chosen)


def keep(session: Session, signed: SignedNote) -> Kept:
    """The signed note into its folder; a taken name is shown with the next free one, and asked about."""
    session.typing.close()
    path = session.practice.root / signed.file
    free = session.practice.free_file(path, [each.file for each in session.all_records])
    if free != path:
        answer = session.screen.choose(
            "Keep this note beside it?",
            (Choice("yes", "yes", "y"), Choice("no", "no, leave it as a draft", "n")),
            f"{path.name} is there already and stays as it is. This note would be {free.name}.",
        )
        if answer != "yes":
            raise NameTaken(
                "A file of that name is there already.",
                free=free.name,
                where=str(path),
                hint=f"The draft is kept: notewizard resume {session.draft.id}",
                not_done="Nothing was written.",
            )
        signed = SignedNote(signed.record, _relative(session, free), signed.text)
    return keep_note(session.desk.state, session.draft, Practice(session.practice.root), signed)


def _relative(session: Session, path: Path) -> str:
    return path.relative_to(session.practice.root).as_posix()
