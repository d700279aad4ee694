"""What an answers file lacks while it does not say what kind of session it is about: that first, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from notewizard.definitions.library import Library
from notewizard.errors import Broken, Problem

KIND = "encounter.session_type"


def kind_first(broken: Broken, library: Library) -> Broken:
    """`broken` with the kind of session first, and of what is missing only what every kind needs.

    As it is where the kind is given: a missed session is asked what no other one is.
    """
    kind = [each for each in broken.problems if each.where == KIND and each.said == "is missing"]
    if not kind:
        return broken
    needed = set(_always(library))
    rest = [
        each for each in broken.problems if each not in kind and (each.said != "is missing" or each.where in needed)
    ]
    problems: list[Problem] = [*kind, *rest]
    return Broken(
        f"The answers are not a whole note: {len(problems)} problem{'s' if len(problems) > 1 else ''} at least.",
        problems,
        hint="First the kind of session: it decides what else is asked. `notewizard schema` prints what is allowed.",
        not_done=broken.not_done,
    )


def _always(library: Library) -> Iterator[str]:
    """The questions that are asked, and have to be answered, whatever the session was."""
    every = {option.value for _, question in library.questions() if question.id == KIND for option in question.options}
    for element, question in library.questions():
        kinds = set(question.session_types or element.session_types)
        if question.required and not question.ask_when and not question.required_when and kinds >= every:
            yield question.id
