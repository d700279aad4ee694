"""Which stretches of a note's text are its author's narrative: the rest repeats by construction, and is no reuse.

Of a note of ours the answers are known, and the narrative ones are looked for in the text: all around them was written
by a template, picked from a vocabulary, or taken from the treatment plan. Of any other note the words of our templates
and vocabularies are known, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from notewizard.checks.citation import citations_in, is_true
from notewizard.checks.matter import matter_zones
from notewizard.commands.filed.kept_note import KeptNote, KeptNotes
from notewizard.commands.looking.same_note import is_rendering
from notewizard.commands.looking.second_look import prose_answers
from notewizard.commands.looking.sources import Sources
from notewizard.definitions.library import Library
from notewizard.reuse import Verdict, Zone

_IN_A_TEMPLATE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_PART = re.compile(r"[.:;,*\n“”()]+")
_GOAL = re.compile(r"^\**Goals?\b(?: \d+,)?[^\n]*?(?:\*\*|$)", re.MULTILINE)
_ITEM = r"[^\s,.;:]+(?: [^\s,.;:]+){0,5}"
"""A technique as it is listed: six words at most."""


def verdict_on(body: str, kept: KeptNote | None, sources: Sources, library: Library) -> Verdict:
    """What of `body`, the text of a note, stands in `sources`; only narrative of its author counts.

    `kept` is what the note was answered from, where it is one of ours.
    """
    return compared(body, kept, sources, library)[0]


def compared(body: str, kept: KeptNote | None, sources: Sources, library: Library) -> tuple[Verdict, Sources]:
    """`verdict_on`, and what was compared with in the end: the same note in another format is no source."""
    verdict = _verdict(body, kept, sources, library)
    while verdict.clone and _is_the_same_note(verdict.clone, body, kept, sources, library):
        sources = sources.without(verdict.clone)
        verdict = _verdict(body, kept, sources, library)
    return verdict, sources


def _verdict(body: str, kept: KeptNote | None, sources: Sources, library: Library) -> Verdict:
    zones = of_ours(body, kept, library) if kept else None
    allowed = (*goals_of(kept), *kept.standing) if kept else ()
    if zones is None:
        zones = [Zone(start, end, matter) for start, end, matter in matter_zones(body, sources.recurring)]
        zones += of_a_template(body, library)
        allowed += allowed_lines(library)
    return sources.verdict(body, zones=[*zones, *_cited(body, sources)], allowed=allowed)


def _is_the_same_note(source: str, body: str, kept: KeptNote | None, sources: Sources, library: Library) -> bool:
    """Whether `body` and the text of one of the client's notes are renderings of one record, whichever has it."""
    if not any(each.id == source for each in sources.own):
        return False
    there = KeptNotes(library).at(Path(source))
    if kept is not None:
        # Where both have a record of their own, they are two notes.
        return there is None and is_rendering(sources.text_of(source), kept.note, library)
    return there is not None and is_rendering(body, there.note, library)


def _cited(body: str, sources: Sources) -> list[Zone]:
    """Citations whose words stand in one of the sources that also gives their day."""
    found = []
    for citation in citations_in(body):
        if citation.day is not None:
            named = f"{citation.day:%B} {citation.day.day}, {citation.day.year}"
            texts = [text for each in sources.own if named in (text := sources.text_of(each.id))]
            if is_true(citation, {citation.day: texts}):
                found.append(Zone(citation.start, citation.end, "routine"))
    return found


def of_ours(body: str, kept: KeptNote, library: Library) -> list[Zone] | None:
    """All of `body` in zones, narrative where its narrative answers stand; None where one of them is not found.

    (It was changed by hand: then nothing is known of it but its words.)
    """
    zones = [Zone(0, len(body), "routine")]
    for asked, text in prose_answers(kept.note, library, kept.form):
        if not asked.question.narrative:
            continue
        found = [Zone(*match.span(), "narrative") for match in as_printed(text).finditer(body)]
        if not found:
            return None
        zones += found
    return zones


def as_printed(answer: str) -> re.Pattern[str]:
    """The answer as it may stand in a note: escaped, with other white space, its first letter lowered."""
    words = answer.strip().rstrip(".").split()
    return re.compile(r"\s+".join("".join(rf"\\?{re.escape(sign)}" for sign in word) for word in words), re.IGNORECASE)


def goals_of(kept: KeptNote) -> tuple[str, ...]:
    """The goals of the treatment, which are meant to repeat."""
    treatment = kept.note.treatment
    return tuple(goal.text for goal in (treatment.goals or ())) if treatment else ()


def of_a_template(body: str, library: Library) -> list[Zone]:
    """Where `body` reads as our templates print what is not narrative: goals with their status, lists of techniques."""
    modalities = library.vocabularies.get("modalities")
    names = [name for group in (modalities.groups if modalities else ()) for name in (group.label, group.name)]
    listed = re.compile(
        rf"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?: for goal \d+)?"
        rf"(?:: {_ITEM}(?:(?:, | and ){_ITEM}){{0,11}})?\.(?: Also {_ITEM}(?:(?:, | and ){_ITEM}){{0,5}}\.)?",
        re.IGNORECASE,
    )
    return [Zone(*match.span(), "routine") for pattern in (_GOAL, listed) for match in pattern.finditer(body)]


def allowed_lines(library: Library) -> tuple[str, ...]:
    """What templates and vocabularies write, and what measures are called, a phrase of two words or more a line."""
    return tuple(sorted({line for line in _lines(library) if len(line.split()) > 1}))


def _lines(library: Library) -> Iterator[str]:
    for template in library.templates.values():
        for part in _PART.split(_IN_A_TEMPLATE.sub("\n", template.text)):
            yield " ".join(part.split())
    for vocabulary in library.vocabularies.values():
        for group in vocabulary.groups:
            yield group.label
            for term in group.terms:
                yield term.term
    for measure in library.measures.values():
        yield measure.title
