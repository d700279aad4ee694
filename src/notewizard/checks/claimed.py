"""What the author's words claim of symptoms and scores, against the scores themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notewizard.checks.around import Around, about
from notewizard.checks.claims import ANY_SYMPTOM, Claim, claims_in
from notewizard.checks.finding import Finding, Level
from notewizard.checks.measured import BETTER, is_named
from notewizard.checks.scored import Scored, scored
from notewizard.checks.scores_told import scores_told
from notewizard.note.note import Note

_TOLD_IN = (
    ("presenting", ("concerns", "symptoms", "functioning", "since_last")),
    ("response", ("engagement", "impression")),
)
"""Where a text speaks of the time since the last session. What changed inside the session is not measured by a form."""


def claimed(note: Note, around: Around) -> Iterator[Finding]:
    """Nothing that a score shows to be the other way round is claimed of it, or of what it measures."""
    scores = scored(note, around)
    if not scores:
        return
    names = [name for each in scores for name in (each.measure.name, *each.measure.also)]
    rising = [n for each in scores if each.measure.better == "higher" for n in (each.measure.name, *each.measure.also)]
    words = [word for each in scores for word in each.measure.about]
    for where, text, told in _texts(note, scores):
        yield from _other_scores(text, where, scores)
        for claim in claims_in(text, names, words, rising):
            if claim.what not in told:
                yield from _held_against(claim, text, where, scores)


def _texts(note: Note, scores: Sequence[Scored]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """The texts with their keys, and the names whose claims another check has judged there."""
    for element, answers in _TOLD_IN:
        held = getattr(note, element)
        for answer in answers:
            text = getattr(held, answer, None)
            if isinstance(text, str):
                yield f"{element}.{answer}", text, frozenset()
    for position, row in enumerate((note.response.progress or ()) if note.response else ()):
        if isinstance(row.evidence, str):
            judged = [each for each in scores if row.status in (*BETTER, "regressing") and is_named(row, each)]
            told = {name.lower() for each in judged for name in (each.measure.name, *each.measure.also)}
            yield f"response.progress[{position}].evidence", row.evidence, frozenset(told)


def _other_scores(text: str, where: str, scores: Sequence[Scored]) -> Iterator[Finding]:
    """A score that the words give with another number than the scores of the note."""
    for name, told in scores_told(text, [each.measure for each in scores]).items():
        own = [each for each in scores if each.measure.name == name]
        if own and all(told not in (each.score.score, each.score.previous_score) for each in own):
            yield about(
                "measures.other-score",
                "measures",
                "warning",
                where,
                f"The words give the {name} as {told:g}; under the scores of this note it is {own[0].score.score:g}.",
                "Two numbers for one score make a reader doubt both.",
                "Look at the form, and correct the one that is wrong.",
                "House rule: a number stands in one place, and where it stands in two they agree",
            )


def _held_against(claim: Claim, text: str, where: str, scores: Sequence[Scored]) -> Iterator[Finding]:
    named = [each for each in scores if claim.what in {n.lower() for n in (each.measure.name, *each.measure.also)}]
    meant = named or [
        each
        for each in scores
        if (each.measure.about if claim.what == ANY_SYMPTOM else claim.what in map(str.lower, each.measure.about))
    ]
    verdicts = [(each, before, each.moved(before)) for each in meant if (before := _base(claim, each)) is not None]
    if any(moved == claim.direction for _, _, moved in verdicts):
        return  # one of several scores bears it out
    for each, before, moved in verdicts:
        if claim.now is not None and named and claim.now != each.score.score:
            continue  # it speaks of another score
        if moved:
            yield _contradiction(claim, text, where, each, before, moved)
            return
        if named and each.measure.exceeds(each.score.score, before) is False:
            yield _within_error(claim, text, where, each, before)
            return


def _base(claim: Claim, each: Scored) -> float | None:
    """The score that the claim compares with."""
    if claim.base is not None and each.measure.in_range(claim.base):
        return claim.base
    if claim.since_start and each.baseline is not None:
        return each.baseline
    return each.before.score if each.before else None


def _contradiction(claim: Claim, text: str, where: str, each: Scored, before: float, moved: str) -> Finding:
    words = text[claim.start : claim.end]
    so = "was told" if claim.reported else "stands here"
    return _finding(
        "measures.against-words",
        "warning",
        claim,
        text,
        where,
        f"“{words}” {so}, and the score says {moved}:"
        f" {_lower(each.told(before))}, a {each.measure.change_kind} change.",
        "A reviewer lays the score beside the words, and the two cannot both be the whole story.",
        "Say both: what the client tells and what the score shows, and what you make of the difference.",
        each,
    )


def _within_error(claim: Claim, text: str, where: str, each: Scored, before: float) -> Finding:
    words = text[claim.start : claim.end]
    return _finding(
        "measures.words-within-error",
        "info",
        claim,
        text,
        where,
        f"“{words}”: {_lower(each.told(before))}; {each.measure.change_takes}.",
        "A smaller change may be measurement error.",
        "Give the two scores without a verdict, or add what else shows the change.",
        each,
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _finding(
    rule: str, level: Level, claim: Claim, text: str, where: str, message: str, why: str, suggestion: str, each: Scored
) -> Finding:
    return Finding(
        rule,
        "measures",
        level,
        claim.start,
        claim.end,
        text[claim.start : claim.end],
        message,
        why,
        suggestion,
        each.measure.source[-1].title,
        where,
        claim.sentence,
    )
