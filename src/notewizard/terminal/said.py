"""An answer said back in a few words: for the line that stays, and for words that no vocabulary knows."""

from __future__ import annotations

from notewizard.terminal.fuzzy import BEGINS, rank
from notewizard.terminal.options import YES_NO
from notewizard.terminal.screen import Raw, View
from notewizard.terminal.show import show_line

GIVEN = "given"
"""What is said of an answer that is not to be said again."""
NO_EDITOR = "No editor here: its file would hold the words in plain text."


def own_words(view: View, raw: Raw) -> bool:
    """Whether a question that has a vocabulary was answered in words that are not of it."""
    if view.kind != "line" or not view.offers or not isinstance(raw, str) or not raw:
        return False
    understood = view.understood(raw) or raw  # "GAD-7", or "GAD-7, 10, moderate" where a score came along
    said = {each.strip().casefold() for each in (raw, understood, understood.partition(", ")[0])}
    return not any(said & {each.casefold() for each in (offer.term, *offer.also)} for offer in view.offers)


def in_own_words(view: View, raw: str) -> str:
    """What is said before words that may be a slip are taken, where there is no Tab; empty where they surely are none.

    They begin a known term, which would stand in the note by half; or they are unknown where a name is expected.
    """
    if not own_words(view, raw):
        return ""
    begun = (match.offer.term for match in rank(raw, view.offers) if match.rank == BEGINS)
    if not view.understood(raw) and (term := next(begun, "")):
        return f"“{raw}” begins “{term}”. Write that, or Enter keeps your own words."
    return not_known(raw) if view.confirms_own else ""


def said_short(view: View, raw: Raw) -> str:
    """The answer in a few words for the line that stays."""
    if view.secret:
        return GIVEN
    if raw == ():
        return "none"
    if not raw:
        return view.passed
    if isinstance(raw, tuple):
        grouped = view.kind == "domains" or view.labeled
        terms = [each.partition(": ")[2] or each for each in raw] if grouped else list(raw)
        return f"{len(terms)}: {', '.join(terms)}" if len(terms) > 3 else ", ".join(terms)
    say = next((choice.say for choice in view.choices or YES_NO if choice.value == raw), "")
    return say if say and view.kind in ("one", "yes_no") else view.understood(raw) or raw


def is_changed(view: View, raw: Raw) -> bool:
    """Whether another answer stood here, which the lines above still show."""
    return view.stood is not None and not view.secret and said_short(view, raw) != said_short(view, view.stood)


def said_in_words(view: View, raw: Raw) -> str:
    """The whole answer, said back where nothing else shows it: of a list every row, each as it was given."""
    is_list = isinstance(raw, tuple) and raw and not view.secret
    return show_line("; ".join(raw) if is_list else said_short(view, raw))


def not_known(text: str) -> str:
    """Said of words where a name was expected."""
    return f"“{text}” is not known here. Enter again keeps your own words."


def enter_alone(view: View) -> str:
    """What Enter on an empty list is told; a list that needs a line is not offered none."""
    return "Nothing is taken by Enter alone. Write a line" + (", or n for none." if not view.judge(()) else ".")
