"""The interview on a screen: ask, keep, and only then go on. The same loop for the full and the plain screen.

An answer is durable before the next question is shown. What is typed and not yet an answer is kept as well, and comes
back when its question does. An answer that was changed and left before Enter took it is asked again before the walk
goes on: neither the old words nor half of the new ones may stand in the note unsaid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.reading import key_path
from notewizard.errors import AuthorStopped
from notewizard.interview.accept import Accepted, Rejected, accept, not_assessed
from notewizard.interview.replay import answer_entry, order_entry, passed_entry
from notewizard.interview.rows import row_that_may_go, rows_of
from notewizard.interview.state import (
    Interview,
    everything_asked,
    next_question,
    place,
    previous_question,
    progress_rows,
    question_at,
    sequence,
    stands_in_rows_from,
    wants_author,
    without_code,
    wording,
)
from notewizard.interview.suggestions import day_of
from notewizard.interview.writes import Path
from notewizard.terminal.screen import HALF, Choice, Did, Line, Mark, Raw, Said, Screen
from notewizard.terminal.views import said, said_goal, view_of

Entry = Mapping[str, object]
Look = Callable[[str], Sequence[Mark]]


def _no_look(asked: Asked, state: Interview) -> Look | None:
    return None


def _nothing_to_mend(state: Interview, given: Sequence[tuple[Asked, str]]) -> Mapping[str, Sequence[Mark]]:
    return {}


def _no_citation(asked: Asked, text: str, state: Interview) -> tuple[str, str]:
    return text, "There is nothing to cite here."


def _no_teaching(asked: Asked, state: Interview) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (), ()


def _no_fact(asked: Asked, text: str, state: Interview) -> str:
    return "There is nothing here to keep as a fact."


def _not_apart(asked: Asked, text: str, state: Interview) -> tuple[str, str]:
    return text, "Nothing here goes to the process notes."


@dataclass
class Walk:
    """What a walk needs from the command that runs it."""

    screen: Screen
    keep: Callable[[Entry], None]
    """The entry is on disk when this returns."""
    typing: Callable[[Path, str], None] = lambda path, text: None
    """What is being typed; returns at once, durable a moment later."""
    look: Callable[[Asked, Interview], Look | None] = _no_look
    """The checks of one answer, or None where nothing is checked (the positive safety path)."""
    to_mend: Callable[[Interview, Sequence[tuple[Asked, str]]], Mapping[str, Sequence[Mark]]] = _nothing_to_mend
    """By key, what must be mended in these answers, taken or not, as they stand together."""
    cite: Callable[[Asked, str, Interview], tuple[str, str]] = _no_citation
    """The text with its copied passages turned into citations, and a sentence about what was done."""
    fact: Callable[[Asked, str, Interview], str] = _no_fact
    """Keep what of the text is simply still true in the client's chart; a sentence about what was done."""
    apart: Callable[[Asked, str, Interview], tuple[str, str]] = _not_apart
    """The text without what is the author's alone, once that is durable in the process notes; what was done."""
    teach: Callable[[Asked, Interview], tuple[tuple[str, ...], tuple[str, ...]]] = _no_teaching
    """What is taught beside a question, and what F1 adds to that."""
    last_note: Callable[[date], str] | None = None
    """The client's last note until the day of the session, read-only."""
    on_its_day: Callable[[Interview], Interview] = lambda state: state
    """The interview after the day of the session was answered anew, with what was known on that day."""
    let_stand: Callable[[Sequence[str], str], None] = lambda names, reason: None
    """These warnings stay, with that reason; durable when it returns."""
    notices: Callable[[], Iterable[str]] = tuple
    """What has turned up since it was last asked, a line each; said above the next question."""
    pending: dict[str, Raw] = field(default_factory=dict)
    """By key: words that were being typed and are no answer yet."""
    _replaced: dict[str, tuple[str, str]] = field(default_factory=dict, init=False)
    """By key: a text with its citations, and the author's own words that it stands for."""

    def run(self, state: Interview, start: str = "") -> Interview:
        """Ask until the note is whole; `start` is the key to begin with. Raises `AuthorStopped`."""
        target = question_at(state, start) if start else None
        while asked := target or self._next(state):
            target = None
            if asked.question.one_for:
                state = self._answered(asked, state, Accepted(progress_rows(asked, state)))
                continue
            for line in self.notices():
                self.screen.say(line, "warn")
            outcome = self._ask(asked, state)
            if isinstance(outcome, Said):
                if outcome.kept:
                    self.let_stand(outcome.kept, outcome.reason)
                state = self._take(asked, state, outcome.raw)
            else:
                state, target = self._do(asked, state, outcome)
        return state

    def _next(self, state: Interview) -> Asked | None:
        """The first question that wants the author, or whose answer was changed and not taken yet."""
        changed = {key: asked for key in self.pending if (asked := self._changed(key, state))}
        if not changed:
            return next_question(state)
        steps = sequence(state)
        beside = [asked for key, asked in changed.items() if key not in {each.key for each in steps}]
        wanted = (each for each in steps if each.key in changed or wants_author(each, state))
        return next(iter(beside), None) or next(wanted, None)

    def _changed(self, key: str, state: Interview) -> Asked | None:
        """The question at `key`, where the walk has its answer, or does not ask it, and other words stand there."""
        asked = question_at(state, key)
        if asked is None or _as_text(self.pending[key]).strip() == _as_text(said(asked, state)).strip():
            return None
        return asked

    def _ask(self, asked: Asked, state: Interview) -> Said | Did:
        view = view_of(asked, state, self.pending.get(asked.key))
        taught, more = self.teach(asked, state)
        look = self.look(asked, state)
        view = replace(
            view,
            taught=taught,
            taught_more=more,
            look=look,
            leads=(*view.leads, *(self._of_words() if look else ())),
            typing=lambda raw: self.typing(asked.path, _as_text(raw)),
            undo=self._replaced[asked.key][1] if asked.key in self._replaced else "",
            last=self._last_note(state),
        )
        return self.screen.ask(view)

    def _of_words(self) -> Iterator[str]:
        """The commands about words that were looked at, as far as this walk has them."""
        there = {
            "cite": self.cite is not _no_citation,
            "fact": self.fact is not _no_fact,
            "apart": self.apart is not _not_apart,
        }
        return (name for name, does in there.items() if does)

    def _last_note(self, state: Interview) -> Callable[[], str] | None:
        if (read := self.last_note) is None:
            return None
        return lambda: read(day_of(state.answers, state.chart))

    def _take(self, asked: Asked, state: Interview, raw: Raw) -> Interview:
        if not raw and (row := row_that_may_go(asked, state.answers)):
            return self._taken_out(asked, state, row)
        if not raw and not asked.required and asked.question.kind not in ("domains",) and raw != ():
            return self._passed_over(asked, state)
        found = accept(asked, raw, state.answers, state.library, state.chart)
        if isinstance(found, Rejected):
            self.pending[asked.key] = raw
            self.screen.say(found.why, "warn")
            return state
        return self._answered(asked, state, found)

    def _answered(self, asked: Asked, state: Interview, found: Accepted) -> Interview:
        self.keep(answer_entry(asked.key, found.writes))
        self.pending.pop(asked.key, None)
        self._replaced.pop(asked.key, None)
        after = state.with_answer(found.writes)
        if asked.path == ("encounter", "date"):
            after = self.on_its_day(after)
        if asked.path[0] == "encounter" and (why := without_code(after)) and why != without_code(state):
            self.screen.say(why, "warn")
        return after

    def _taken_out(self, asked: Asked, state: Interview, row: Path) -> Interview:
        """The row is gone, the later ones move up, and no further one is asked for."""
        rows = key_path(row[:-1])
        state = self._answered(asked, state, Accepted(((row, None),)))
        for key in [key for key in self.pending if stands_in_rows_from(key, row)]:
            del self.pending[key]
        self.keep(passed_entry(rows))
        name = getattr(rows_of(asked), "row_name", "") or "row"
        self.screen.say(f"Taken out: {name} {int(row[-1]) + 1}.")
        return state.with_passed(rows)

    def _passed_over(self, asked: Asked, state: Interview) -> Interview:
        if answer_at(state.answers, asked.path) is not None:
            return self._answered(asked, state, Accepted(((asked.path, None),))).with_passed(asked.key)
        rows = _rows_key(asked, state)
        if rows and asked.path[-2] == 0:
            # No row at all is an answer as well: asked, none.
            state = self._answered(asked, state, Accepted(((asked.path[:-2], []),)))
        key = rows or asked.key
        self.keep(passed_entry(key))
        self.pending.pop(asked.key, None)
        return state.with_passed(key)

    def _do(self, asked: Asked, state: Interview, did: Did) -> tuple[Interview, Asked | None]:
        """Everything an author does but answer; what was typed so far is kept as it is."""
        if did.raw or answer_at(state.answers, asked.path) is not None:
            self.pending[asked.key] = did.raw
            self.keep({"kind": "pending", "path": list(asked.path), "text": _as_text(did.raw)})
            if not self._changed(asked.key, state):
                del self.pending[asked.key]
        match did.what:
            case "back" if self._own_words_back(asked, did):
                return state, asked
            case "back":
                return state, previous_question(state, asked.key) or asked
            case "review":
                chosen = self.screen.review(self.lines(state), place(asked))
                return state, (question_at(state, chosen) if chosen else asked)
            case "risk":
                self.keep(order_entry(True))
                return replace(state, risk_first=True), None
            case "not_assessed":
                return self._not_assessed(asked, state, did)
            case "cite":
                self._cite(asked, _as_text(did.raw), state)
                return state, asked
            case "fact":
                self.screen.say(self.fact(asked, _as_text(did.raw).replace(HALF, ""), state))
                return state, asked
            case "apart":
                text, sentence = self.apart(asked, _as_text(did.raw), state)
                if text != _as_text(did.raw):
                    self._keep_typed(asked, text)
                self.screen.say(sentence)
                return state, asked
            case "mistaken":
                return self._take_back(state, did.words)
            case "save":
                raise AuthorStopped("The draft is kept.")

    def _take_back(self, state: Interview, key: str) -> tuple[Interview, Asked | None]:
        """An answer that a sentence's first letter gave is none, and its question is asked again."""
        asked = question_at(state, key)
        if asked is not None and answer_at(state.answers, asked.path) is not None:
            state = self._answered(asked, state, Accepted(((asked.path, None),)))
        return state, question_at(state, key)

    def _cite(self, asked: Asked, typed: str, state: Interview) -> None:
        """Earlier words stand instead of the author's, once they were read and wished for; else nothing changes."""
        text, sentence = self.cite(asked, typed, state)
        if text != typed:
            now, then = (part.replace(HALF, "") for part in differing(typed, text))
            yes, no = Choice("yes", "yes", "y"), Choice("no", "no, my own words stay", "n")
            note = f"Your words: {now}\nWould be replaced by: {then}"
            if self.screen.choose("Let the earlier words stand in this note?", (yes, no), note) == "yes":
                self._keep_typed(asked, text)
                self._replaced[asked.key] = (text, typed)
                sentence += " Shift-Tab or Ctrl-_ brings your own words back."
            else:
                sentence = "Your own words stay."
        self.screen.say(sentence)

    def _own_words_back(self, asked: Asked, did: Did) -> bool:
        """Going back from an untouched citation undoes it first."""
        text, typed = self._replaced.get(asked.key, ("", ""))
        if not text or _as_text(did.raw) != text:
            return False
        del self._replaced[asked.key]
        self._keep_typed(asked, typed)
        self.screen.say("Your own words are back.")
        return True

    def _keep_typed(self, asked: Asked, text: str) -> None:
        self.pending[asked.key] = text
        self.keep({"kind": "pending", "path": list(asked.path), "text": text})

    def _not_assessed(self, asked: Asked, state: Interview, did: Did) -> tuple[Interview, Asked | None]:
        """The reason stands for what is missing; the domains that were observed stay."""
        found = not_assessed(asked, did.words, state.answers, state.chart)
        if isinstance(found, Accepted) and asked.question.kind == "domains" and did.raw:
            observed = accept(asked, did.raw, state.answers, state.library, state.chart)
            found = Accepted((*observed.writes, *found.writes)) if isinstance(observed, Accepted) else observed
        if isinstance(found, Rejected):
            self.screen.say(found.why, "warn")
            return state, asked
        return self._answered(asked, state, found), None

    def lines(self, state: Interview) -> list[Line]:
        """All that applies, for the review: answered, open, and offered."""
        given = {asked.key: (asked, self._given(asked, state)) for asked in everything_asked(state)}
        to_mend = self.to_mend(state, [(asked, text) for asked, text in given.values() if text.strip()])
        found = []
        for asked, text in given.values():
            marks = tuple(to_mend.get(asked.key, ()))
            answer = " · ".join(_one_line(said(asked, state)))
            is_open = asked.required and wants_author(asked, state)
            passed = bool({asked.key, _rows_key(asked, state)} & state.passed)
            shown = answer or self._reason(asked, state)
            if asked.key in self.pending and self._changed(asked.key, state):
                words = " · ".join(_one_line(text.split("\n")))
                how = "changed, not taken yet" if shown else "not taken yet" if marks else "begun"
                is_open, shown = True, f"{how}: {words}"
            found.append(Line(asked.key, _named(asked, state), shown, is_open, passed, text if marks else "", marks))
        return found

    def _given(self, asked: Asked, state: Interview) -> str:
        """What was given as the answer, taken or not."""
        return _as_text(self.pending.get(asked.key, said(asked, state))).replace(HALF, "")

    def _reason(self, asked: Asked, state: Interview) -> str:
        value = answer_at(state.answers, asked.path)
        if isinstance(value, dict) and "not_assessed" in value:
            return f"not assessed: {value['not_assessed']}"
        return "none" if value == [] else ""


def _named(asked: Asked, state: Interview) -> str:
    """The question as the review lists it: in rows, with the row it belongs to, "Where it stands (goal 2)"."""
    ask, rows = wording(asked, state).ask, rows_of(asked)
    place = next((part for part in asked.path if isinstance(part, int)), None)
    if rows is None or place is None:
        return ask
    if rows.one_for:
        # A row is about a goal, and is called by it; its first answer says which, and is filled in for the author.
        goal = said_goal(asked, state)
        return f"{rows.ask} on" if asked.question is rows.rows[0] else f"{ask} ({goal})"
    if _rows_key(asked, state):
        return f"another {rows.row_name or 'row'}" if place else rows.ask
    return f"{ask} ({rows.row_name or 'row'} {place + 1})"


def _rows_key(asked: Asked, state: Interview) -> str:
    """The key of the rows that this question would open a further one of; empty for any other question."""
    position = next((n for n, part in enumerate(asked.path) if isinstance(part, int)), None)
    if position is None:
        return ""
    rows = answer_at(state.answers, asked.path[:position])
    count = len(rows) if isinstance(rows, list | tuple) else 0
    return ".".join(map(str, asked.path[:position])) if asked.path[position] == count else ""


def differing(before: str, after: str) -> tuple[str, str]:
    """What stands in one text and what in the other, without the words that both begin and end with."""
    old, new = before.split(" "), after.split(" ")
    least = min(len(old), len(new))
    head = next((place for place in range(least) if old[place] != new[place]), least)
    rest = least - head
    tail = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return " ".join(old[head : len(old) - tail]), " ".join(new[head : len(new) - tail])


def _as_text(raw: Raw) -> str:
    return raw if isinstance(raw, str) else "\n".join(raw)


def _one_line(raw: Raw | list[str]) -> list[str]:
    parts = [raw] if isinstance(raw, str) else list(raw)
    return [" ".join(part.split()) for part in parts if part.strip()]
