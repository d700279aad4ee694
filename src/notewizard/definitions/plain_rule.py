"""A rule whose shape was checked: what it asks of a text, without what it takes to read it from a file.

The model that checks a rule costs more to load than the checks of a note take.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from notewizard.definitions.rules import Rule


class PlainRule(NamedTuple):
    """The values of a `Rule` that a check needs; each means what it means there."""

    id: str
    category: str
    kind: str
    level: str
    only: Sequence[str]
    not_: Sequence[str]
    subject: str
    needs: Sequence[str]
    unless: Sequence[str]
    unless_window: Sequence[str]
    unless_about: Sequence[str]
    quoted: str
    negated: str
    hypothetical: str
    attributed: str
    except_: Sequence[str]
    marks: str
    message: str
    rationale: str
    suggest: Sequence[str]
    at_least: int
    source: str
    """What it rests on, in one line."""
    never_exempt: bool


def plain(rule: Rule) -> PlainRule:
    """The values of `rule`."""
    named = rule.source
    return PlainRule(
        id=rule.id,
        category=rule.category,
        kind=rule.kind,
        level=rule.level,
        only=rule.sections.only,
        not_=rule.sections.not_,
        subject=rule.subject,
        needs=rule.needs,
        unless=rule.unless,
        unless_window=rule.unless_window,
        unless_about=rule.unless_about,
        quoted=rule.quoted,
        negated=rule.negated,
        hypothetical=rule.hypothetical,
        attributed=rule.attributed,
        except_=rule.except_,
        marks=rule.marks,
        message=rule.message,
        rationale=rule.rationale,
        suggest=rule.suggest,
        at_least=rule.at_least,
        source=f"{named.title} ({named.url})" if named.url else named.title,
        never_exempt=rule.never_exempt,
    )
