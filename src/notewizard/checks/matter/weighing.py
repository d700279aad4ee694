"""The signs of a clause, weighed: narrative or routine."""

from __future__ import annotations

from typing import Literal

from notewizard.checks.matter.signs import Signs

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
    if found.telling:
        return "narrative", ", ".join(found.telling)
    share = found.foreign / found.said
    short = found.words <= MOST_WORDS_EXCUSED
    if found.perhaps:
        enough = 1 if share <= SHARE_OF_A_KIND else 2
        excused = short and len(found.perhaps) == 1 and found.kinds and not found.only_body and recurs >= enough
        return ("routine", "recurs") if excused else ("narrative", ", ".join(found.perhaps))
    most = SHARE_OF_TWO_KINDS if recurs > 1 else SHARE_WITH_A_TURN if found.turns else SHARE_OF_A_KIND
    account = found.body and found.turns and found.eased
    if account or ((found.turns or found.eased) and not (found.kinds and share <= most)):
        return "narrative", ", ".join(found.turns)
    if found.numbers >= 2 and found.foreign <= found.numbers + 1:
        return "routine", "figures"
    if found.kinds:
        most = SHARE_OF_A_KIND if len(found.kinds) == 1 else SHARE_OF_TWO_KINDS
        if found.foreign <= FEW_FOREIGN or share <= most:
            return "routine", found.kinds[0]
        if "standing fact" in found.kinds and short:
            return "routine", "standing fact"
    if findings and short and not found.turns:
        return "routine", "findings"
    if short and recurs >= times_enough(found):
        return "routine", "recurs"
    return "narrative", BESIDE if recurs and found.words <= FEW_WORDS else ""


def times_enough(found: Signs) -> int:
    """In how many earlier notes a clause that tells nothing must stand: one, where most of it is about routine.

    What is about the body is no standing line of psychotherapy.
    """
    return 1 if found.kinds and not found.only_body and found.foreign <= SHARE_OF_TWO_KINDS * found.said else 2
