"""A later writing without a question: its answers from the command line, or from a draft that is whole."""

from __future__ import annotations

from collections.abc import Mapping

from notewizard.checks.finding import Finding
from notewizard.commands.filed.parent import NOTHING
from notewizard.commands.filed.signer_of import refuse_other_signer
from notewizard.commands.looking.findings import refuse_what_stops
from notewizard.commands.walking.later_walk import LaterSession, draft_of
from notewizard.commands.walking.later_work import LaterWork, warnings_of
from notewizard.commands.walking.let_stand import kept_entries
from notewizard.commands.walking.sign_at_once import refuse_unfinished, still_open
from notewizard.definitions.later import ELEMENT
from notewizard.errors import Refused, WrongWords
from notewizard.interview.accept import Raw, Rejected, accept
from notewizard.interview.corrected import HOLDS, is_fact
from notewizard.interview.replay import answer_entry, replayed
from notewizard.interview.state import Interview, everything_asked, next_question, question_at
from notewizard.records.finish import Kept
from notewizard.records.later import CORRECTION


def at_once(
    work: LaterWork, given: Mapping[str, str], name: str, holds: Mapping[str, str] | None = None
) -> tuple[Kept, list[Finding]]:
    """The same without questions: all answers given, signed by `name`; and the warnings that stand in it.

    `holds`: for a correction, by the key of an answer of the note: what holds now. Nothing is written where an answer
    is missing, is not taken, or has to be mended.
    """
    refuse_other_signer(work.author, name, work.kind)
    state, entries = work.fresh(), list[dict[str, object]]()

    def take(state: Interview, key: str, raw: Raw) -> Interview:
        asked = question_at(state, f"{ELEMENT}.{key}")
        if asked is None:
            raise _not_asked(key, state, work.kind)
        found = accept(asked, raw, state.answers, state.library, state.chart)
        if isinstance(found, Rejected):
            raise Refused(f"{_option(key).partition('=')[0]}: {found.why}", not_done=NOTHING)
        entries.append(answer_entry(asked.key, found.writes))
        return state.with_answer(found.writes)

    for key, raw in given.items():
        state = take(state, key, raw)
    state = work.asking(state)
    for key, raw in (holds or {}).items():
        asked = question_at(state, f"{ELEMENT}.{_fact(key)}")
        several = asked is not None and asked.question.kind == "lines"
        # A line break parts them as well: no entry holds one.
        state = take(state, _fact(key), tuple("; ".join(raw.splitlines()).split("; ")) if several else raw)
    if missing := _open(state):
        raise WrongWords(
            f"Something is missing: {', '.join(map(_option, missing))}.",
            hint="Without --sign you are asked for everything.",
            not_done=NOTHING,
        )
    findings = work.findings(state)
    refuse_what_stops(findings, None)
    open_ = warnings_of(findings)
    signed = work.signed(state, kept_entries(open_, {}))
    draft = draft_of(work)
    try:
        draft.append(*entries)
        return work.keep(draft, signed), open_
    finally:
        draft.close()


def sign_later_at_once(session: LaterSession, name: str) -> Kept:
    """The later writing of a whole draft, signed by `name` and kept; refused where anything would still be asked."""
    work = session.work
    refuse_other_signer(work.author, name, work.kind)
    again = replayed(work.fresh(), session.draft.entries())
    state = work.asking(again.state)
    refuse_unfinished(again.pending, (), session.draft)
    refuse_unfinished({}, still_open(state), session.draft)
    findings = work.findings(state)
    refuse_what_stops(findings, None)
    session.typing.close()
    return work.keep(session.draft, work.signed(state, kept_entries(warnings_of(findings), session.let_stand.reasons)))


def _not_asked(key: str, state: Interview, kind: str) -> WrongWords:
    asked = (each.key.removeprefix(f"{ELEMENT}.{HOLDS}.") for each in everything_asked(state) if is_fact(each))
    holds = kind == CORRECTION and key.startswith(f"{HOLDS}.")
    return WrongWords(
        f"{_option(key).partition('=')[0]} does not belong to: {kind}.",
        hint=f"Of this note it changes: {', '.join(asked) or 'no answer'}." if holds else "",
        not_done=NOTHING,
    )


def _open(state: Interview) -> list[str]:
    found = []
    while (asked := next_question(state)) is not None:
        if asked.required:
            found.append(asked.key.removeprefix(f"{ELEMENT}."))
        state = state.with_answer(((asked.path, "-"),))
    return found


def _fact(key: str) -> str:
    """The key of the question what holds now, of an answer of the note: `safety.contacts[0].due`."""
    return f"{HOLDS}.{key.replace('[', '.').replace(']', '')}"


def _option(key: str) -> str:
    if not key.startswith(f"{HOLDS}."):
        return OPTION_OF[key]
    return f"--holds {key.removeprefix(f'{HOLDS}.')}=ANSWER (the same again if it did not change)"


OPTION_OF = {
    "recall": "--full-recall",
    "known": "--known DAY",
    "wrong": "--wrong WORDS",
    "right": "--text FILE",
    "text": "--text FILE",
    "reason": "--reason WORDS",
    "comments": "--comment TEXT",
}
"""By answer: the option that gives it."""
