"""Several terms or lines → what they write: diagnoses, goals, techniques with their modality, domains."""

from __future__ import annotations

from notewizard.definitions.completeness import Asked, answer_at
from notewizard.definitions.conditions import Answers
from notewizard.definitions.library import Library
from notewizard.definitions.vocabularies import TermGroup, Vocabulary
from notewizard.interview.clock import NotRead
from notewizard.interview.writes import Writes


def read_list(asked: Asked, terms: tuple[str, ...], answers: Answers, library: Library) -> Writes:
    question = asked.question
    if question.kind == "domains":
        return _domains(asked, terms, library)
    if question.kind == "lines" and terms in (("none",), ("None",)):
        terms = ()
    if len(terms) < (question.least or 0):
        raise NotRead("At least one is needed.")
    if question.reads == "diagnosis":
        return ((asked.path, [_diagnosis(each) for each in terms]),)
    if question.reads == "goal":
        return ((asked.path, [{"id": f"g{number}", "text": text} for number, text in enumerate(terms, 1)]),)
    if question.vocabulary == "modalities" and asked.path[-1] == "modalities":
        return ((asked.path, list(dict.fromkeys(_modality(each, library) for each in terms))),)
    if question.kind == "many" and asked.path[-1] == "techniques":
        return _techniques(asked, terms, answers, library)
    return ((asked.path, list(dict.fromkeys(terms))),)


def _diagnosis(text: str) -> dict[str, str]:
    code, _, name = text.partition(" ")
    if not name.strip():
        raise NotRead('Code first, then its name: "F41.1 Generalized anxiety disorder".')
    return {"code": code.upper(), "name": name.strip()}


def _techniques(asked: Asked, terms: tuple[str, ...], answers: Answers, library: Library) -> Writes:
    """Techniques first, their modality follows when they agree on one; else the walk asks for it."""
    vocabulary = library.vocabularies[asked.question.vocabulary or ""]
    plain: list[str] = []
    possible: set[str] | None = None
    for term in terms:
        _, technique = _filed(term, vocabulary)
        plain.append(technique)
        # Under whichever modality it was picked: a technique that several share never decides alone.
        if ids := {group.id for group, _ in vocabulary.find(technique)}:
            possible = ids if possible is None else possible & ids
    writes: list[tuple[tuple[str | int, ...], object]] = [(asked.path, list(dict.fromkeys(plain)))]
    row = answer_at(answers, asked.path[:-1]) or {}
    if possible and len(possible) == 1 and not row.get("modality"):
        writes.append(((*asked.path[:-1], "modality"), possible.pop()))
    return tuple(writes)


def _modality(text: str, library: Library) -> str:
    """The id of a planned modality; one that the vocabulary lacks could be found in no note."""
    wanted = text.strip().lower()
    for group in library.vocabularies["modalities"].groups:
        if wanted in (group.id, *(each.lower() for each in (group.label, group.name, *group.also))):
            return group.id
    raise NotRead("That is no modality the program knows. A few letters find those it does.")


def _filed(term: str, vocabulary: Vocabulary) -> tuple[tuple[TermGroup, ...], str]:
    """The groups a term may belong to, and the term alone: "CBT: thought record" names one, "role-play" several."""
    label, colon, rest = term.partition(":")
    for group in vocabulary.groups if colon else ():
        if label.strip().lower() in (group.id, group.label.lower()):
            return (group,), rest.strip()
    found = vocabulary.find(term)
    return tuple(group for group, _ in found), found[0][1].term if found else term


def _domains(asked: Asked, terms: tuple[str, ...], library: Library) -> Writes:
    vocabulary = library.vocabularies[asked.question.vocabulary or ""]
    by_domain: dict[str, list[str]] = {}
    for term in terms:
        groups, words = _filed(term, vocabulary)
        if len(groups) != 1:
            names = ", ".join(each.label.lower() for each in groups or vocabulary.groups)
            raise NotRead(f'Which domain? Write for example "speech: rapid at first". Domains: {names}.')
        by_domain.setdefault(groups[0].id, []).append(words)
    # Every domain is written, so that a term taken off the screen is taken out of the note.
    return tuple(((*asked.path, g.id), list(dict.fromkeys(by_domain.get(g.id, []))) or None) for g in vocabulary.groups)
