"""The signs of a clause, weighed: narrative or routine."""

from __future__ import annotations

from typing import Literal

from notewizard.checks.matter.signs import Signs
from notewizard.checks.vocabulary import REPORTING

Matter = Literal["narrative", "routine"]

FEW_WORDS, MOST_WORDS_EXCUSED = 16, 26
"""A clause of few words may be excused because one earlier note has it, a longer one by a second, none beyond that."""
SHARE_OF_A_KIND = 0.34
SHARE_OF_TWO_KINDS = 0.5
SHARE_WITH_A_TURN = 0.25
"""Of the words that say something, at most these shares may be foreign: about one kind, about several, and where the
clause also tells or thinks."""
FEW_FOREIGN = 1
BESIDE = "recurs, beside"
"""Why a clause is narrative that is excused beside routine which recurs, too."""


def weighed(found: Signs, recurs: int, findings: bool = False) -> tuple[Matter, str]:
    """What a clause with these signs is, and what by.

    `recurs`: in how many earlier notes it stands. `findings`: whether it stands under a heading of findings, where
    whatever does not tell is one.
    """
    if not found.said:
        return ("routine", "numbers") if found.words else ("narrative", "")
    if found.habit and recurs and found.tells <= 1 and _short(found):
        return "routine", "habit"
    if found.telling:
        return "narrative", ", ".join(found.telling)
    if found.perhaps and not (recurs and REPORTING.issuperset(found.perhaps)):
        return ("routine", "recurs") if _excused(found, recurs) else ("narrative", ", ".join(found.perhaps))
    if _tells_by_turns(found, recurs):
        return "narrative", ", ".join(found.turns)
    if why := _routine_by(found, recurs, findings):
        return "routine", why
    beside = recurs and may_recur(found) and found.words <= FEW_WORDS and (recurs > 1 or not found.somebody)
    return "narrative", BESIDE if beside else ""


def _excused(found: Signs, recurs: int) -> bool:
    """Whether a clause with one word that perhaps tells is a standing line all the same."""
    enough = 1 if _foreign(found) <= SHARE_OF_A_KIND else 2
    about_a_kind = bool(found.kinds) and not found.only_body
    return _short(found) and len(found.perhaps) == 1 and about_a_kind and recurs >= enough


def _tells_by_turns(found: Signs, recurs: int) -> bool:
    """Whether its turns of telling, or its past forms, outweigh the kinds of routine that it is about."""
    if not (found.turns or found.eased):
        return False
    account = found.body and found.turns and found.eased
    most = SHARE_OF_TWO_KINDS if recurs > 1 else SHARE_WITH_A_TURN if found.turns else SHARE_OF_A_KIND
    return bool(account) or not (found.kinds and _foreign(found) <= most)


def _routine_by(found: Signs, recurs: int, findings: bool) -> str:
    """What a clause that does not tell is routine by: the first of these that holds, or nothing."""
    most = SHARE_OF_TWO_KINDS if len(found.kinds) > 1 else SHARE_OF_A_KIND
    of_its_kinds = found.foreign <= FEW_FOREIGN or _foreign(found) <= most
    reasons = (
        ("denials", found.denials and not found.turns),
        ("figures", found.numbers >= 2 and found.foreign <= found.numbers + 1),
        *((kind, of_its_kinds) for kind in found.kinds[:1]),
        ("standing fact", "standing fact" in found.kinds and _short(found) and not found.feeling),
        ("findings", findings and _short(found) and not found.turns),
        ("recurs", may_recur(found) and _short(found) and recurs >= times_enough(found)),
    )
    return next((why for why, holds in reasons if holds), "")


def _foreign(found: Signs) -> float:
    """The share of foreign words among those that say something."""
    return found.foreign / found.said


def _short(found: Signs) -> bool:
    return found.words <= MOST_WORDS_EXCUSED


def may_recur(found: Signs) -> bool:
    """Whether a clause that tells nothing may be a standing line.

    Not one that says what something is or means: a whole sentence, or the name of a feeling, unless most of it is about
    routine.
    """
    return not (found.asserts or found.feeling) or times_enough(found) == 1


def times_enough(found: Signs) -> int:
    """In how many earlier notes a clause that tells nothing must stand: one, where most of it is about routine.

    What is about the body is no standing line of psychotherapy.
    """
    return 1 if found.kinds and not found.only_body and found.foreign <= SHARE_OF_TWO_KINDS * found.said else 2
