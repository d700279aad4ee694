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
from notewizard.interview.accept import Rejected, accept
from notewizard.interview.replay import answer_entry, replayed
from notewizard.interview.state import Interview, next_question, question_at
from notewizard.records.finish import Kept


def at_once(work: LaterWork, given: Mapping[str, str], name: str) -> tuple[Kept, list[Finding]]:
    """The same without questions: all answers given, signed by `name`; and the warnings that stand in it.

    Nothing is written where an answer is missing, is not taken, or has to be mended.
    """
    refuse_other_signer(work.author, name, work.kind)
    state, entries = work.fresh(), []
    for key, raw in given.items():
        asked = question_at(state, f"{ELEMENT}.{key}")
        if asked is None:
            raise WrongWords(f"{OPTION_OF[key]} does not belong to: {work.kind}.", not_done=NOTHING)
        found = accept(asked, raw, state.answers, state.library, state.chart)
        if isinstance(found, Rejected):
            raise Refused(f"{OPTION_OF[key]}: {found.why}", not_done=NOTHING)
        entries.append(answer_entry(asked.key, found.writes))
        state = state.with_answer(found.writes)
    if missing := _open(state):
        raise WrongWords(
            f"Something is missing: {', '.join(OPTION_OF[each] for each in missing)}.",
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
    refuse_unfinished(again.pending, (), session.draft)
    refuse_unfinished({}, still_open(again.state), session.draft)
    findings = work.findings(again.state)
    refuse_what_stops(findings, None)
    session.typing.close()
    return work.keep(
        session.draft, work.signed(again.state, kept_entries(warnings_of(findings), session.let_stand.reasons))
    )


def _open(state: Interview) -> list[str]:
    found = []
    while (asked := next_question(state)) is not None:
        if asked.required:
            found.append(str(asked.path[-1]))
        state = state.with_answer(((asked.path, "-"),))
    return found


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
