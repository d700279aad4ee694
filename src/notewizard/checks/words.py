"""Phrases as a rule writes them → something that finds them in folded text.

`fold` keeps every offset: one character in, one character out. Gaps are bounded, alternatives are factored, and no
pattern repeats a repetition, so every search is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from notewizard.checks.trie import factored
from notewizard.definitions.phrases import Phrase, spell_out

_TYPOGRAPHY = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("‑", "-"), ("\u00a0", " "), ("İ", "i"))


def fold(text: str) -> str:
    """`text` in lower case with plain quotation marks, hyphens and spaces, of exactly the same length."""
    if text.isascii():
        return text.lower()
    for typographic, plain in _TYPOGRAPHY:
        text = text.replace(typographic, plain)
    folded = text.lower()
    # "İ" is the one letter that grows in lower case today; a later Unicode may add another.
    return folded if len(folded) == len(text) else "".join(each.lower()[:1] for each in text)


TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
"""A word or a sign."""
PIECE = re.compile(r"(?:[^\W_]+|[^\w\s]|_)\s*")
"""A word or a sign with the space after it: all of a text but the space it begins with."""

NEAR = 120
"""How far from its gate segment the rest of a phrase is looked for, in characters."""

_BY_FREQUENCY = (
    "the and to of a in no with his client is he on for that her she at pain s patient has plan not was as will"
    " or but i it about reports up if be history also right medical have from their this when alcohol work nil"
    " drinking been had you assessment back we are week day symptoms denies today session him use they blood time"
    " any by smoking more review term an some appears goals well past mg next sx health after days daily left ago"
    " now treatment continue one last feeling may normal wife hx imp weight chest examination over there vomiting"
    " need feels long weeks follow subjective asthma objective advised home sh regular change who concerns fever"
    " physical which can night mood dh due headache cough min habits first year t pmh mom out further issues goal"
    " all fh office worse since taking p new lives what times present changes still good before si having family"
    " knee nausea drinks three then coping item old contact during non short stress r therapy desire affect sob"
    " check works associated being d support down confidence does heart diabetes make two discussed regarding"
    " moderate ibuprofen loss dr reducing results smoker your anxiety self e other minutes report signs include"
    " friends swelling started intake low pressure get pmhx were end however few reasoning hi teagan risk"
    " worsening while exam problems than pt presents help potential significant illness per states risks negative"
    " based speech mother recommended eating paracetamol nkda own once current able mild cold pc peak discuss"
    " social male said lower headaches feel months consumption medications neck making video consider medication"
    " strategies ankle them behavior appointment so numbness hours going years gambling including needs rash x"
    " start foot depression education improving positive musculoskeletal slight morning weakness chief complaint"
    " open episode four"
)
FREQUENCY = {word: 40 / (rank + 1) for rank, word in enumerate(_BY_FREQUENCY.split())}
"""How often the words of clinical notes come, in a thousand, by rank (Zipf): a gate made of them opens as often."""
RARE = 0.02
"""A word that is not among them."""
SIGN = 50
"""A sign: two words in three have one beside them."""


def gap(width: int) -> str:
    """A pattern for at most `width` words between two phrases of one sentence.

    What it has taken for a word it never divides again (`*+`): a row of hyphens or quotation marks could be divided
    in more ways than anybody can wait for.
    """
    return rf"(?:[^\w.;:!?\n]++\w[\w'/%-]*+){{0,{width}}}?[^\w.;:!?\n]+"


def gate_of(phrase: Phrase) -> int:
    """Which segment of a phrase with gaps is looked for first: the one likely to be met least."""
    often = [_how_often(segment) for segment in phrase.segments]
    return often.index(min(often))


@lru_cache(maxsize=4096)
def _how_often(segment: tuple[str, ...]) -> float:
    """How often a gate of these literals opens; where a second word must follow, it does a tenth as often."""
    weights: dict[str, float] = {}
    for literal in segment:
        first, *others = TOKEN.findall(literal)
        weight = FREQUENCY.get(first, RARE if first[0].isalnum() else 1) * (0.1 if others else 1)
        weights[first] = max(weight, weights.get(first, 0))
    return sum(weights.values())


def rarest(words: Sequence[str]) -> str:
    """The one of `words` that is likely to be met least."""
    return min(words, key=_how_rare)


def rarest_pair(words: Sequence[str]) -> int:
    """Which of `words` is the first of the two neighbors among them that are likely to be met least."""
    rare = [*map(_how_rare, words)]
    return min(range(len(words) - 1), key=lambda at: rare[at] * rare[at + 1])


def _how_rare(word: str) -> float:
    return FREQUENCY.get(word, RARE if word[0].isalnum() else SIGN)


def whole(phrases: Sequence[str], classes: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    """One pattern for any of `phrases` (computed ones left out), or None when they hold no words."""
    plain: set[str] = set()
    framed: list[str] = []
    for phrase in phrases:
        for found in () if phrase.startswith("@") else spell_out(phrase, classes):
            if found.gaps:
                framed.append(framed_pattern(found))
            else:
                plain.update(found.segments[0])
    parts = framed + ([factored(sorted(plain))] if plain else [])
    return re.compile("|".join(parts)) if parts else None


def framed_pattern(phrase: Phrase) -> str:
    """The pattern of a phrase with gaps, its first segment included."""
    head, *rest = phrase.segments
    return factored(head) + "".join(gap(width) + factored(each) for width, each in zip(phrase.gaps, rest, strict=True))
