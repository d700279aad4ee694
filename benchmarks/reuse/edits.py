"""Ways in which a copied stretch is lightly edited, one function a class: words and a random source in, words out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_FORMS = {
    "is": "was",
    "are": "were",
    "has": "had",
    "have": "had",
    "does": "did",
    "reports": "reported",
    "denies": "denied",
    "states": "stated",
    "notes": "noted",
    "feels": "felt",
    "takes": "took",
    "goes": "went",
    "says": "said",
    "comes": "came",
    "gets": "got",
    "she": "he",
    "he": "she",
    "her": "his",
    "his": "her",
    "him": "her",
    "presents": "presented",
    "continues": "continued",
    "shows": "showed",
    "describes": "described",
    "endorses": "endorsed",
    "uses": "used",
    "reported": "reports",
    "denied": "denies",
    "stated": "states",
    "noted": "notes",
    "felt": "feels",
    "was": "is",
    "were": "are",
    "had": "has",
    "they": "she",
}
_LATIN = "aeopcxyiAEOPCHKMTX"
_LOOKS = {
    "Cyrillic": str.maketrans(_LATIN, "аеорсхуіАЕОРСНКМТХ"),
    "Greek": str.maketrans("oviupAEOPHKMTXZB", "ονιυρΑΕΟΡΗΚΜΤΧΖΒ"),
    "Armenian and Cherokee": str.maketrans("ohnugDRTAWMHSEPKC", "օհոսցᎠᎡᎢᎪᎳᎷᎻᏚᎬᏢᏦᏟ"),
    "full width": {at: at + 0xFEE0 for at in range(0x21, 0x7F)},
    "mathematical": {at: at - ord("a") + 0x1D44E for at in range(ord("a"), ord("z") + 1) if chr(at) != "h"},
}


def _replaced(words: Sequence[str], share: float, rng: random.Random, pool: Sequence[str]) -> list[str]:
    """`share` of the words exchanged for words of the corpus, at least one."""
    count = max(1, round(share * len(words)))
    out = list(words)
    for at in rng.sample(range(len(words)), min(count, len(words))):
        out[at] = rng.choice(pool)
    return out


def swap_one(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    out = list(words)
    out[rng.randrange(len(out))] = rng.choice(pool)
    return out


def numbers(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    out = [re.sub(r"\d+", lambda m: str(rng.randrange(1, 10 ** len(m[0]))), word) for word in words]
    if out == list(words):
        out.insert(rng.randrange(1, len(out)), str(rng.randrange(2, 30)))
    return out


def tense_and_pronouns(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    return [_FORMS.get(word.lower(), word) for word in words]


def case_and_space(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    change = rng.choice((str.upper, str.title, str.lower))
    return [change(word) + rng.choice(("", "", " ", "  ")) for word in words]


def punctuation(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    bare = [re.sub(r"[,.;:]+$", "", word) for word in words]
    return [word + rng.choice(("", "", "", ",", ";")) for word in bare[:-1]] + [bare[-1] + "."]


def typography(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    swaps = (("'", "’"), ("-", "–"), ("...", "…"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("e", "é"), (" ", "\u00a0"))
    a, b = rng.choice(swaps[:5])
    return [word.replace(a, b).replace('"', "“") for word in words[:-1]] + [words[-1].replace("e", "e\u0301")]


def look_alikes(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    look = _LOOKS[rng.choice(sorted(_LOOKS))]
    return [word.translate(look) if rng.random() < 0.5 else word for word in words]


def zero_width(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    def hidden(word: str) -> str:
        at = rng.randrange(len(word) + 1)
        return word[:at] + rng.choice("\u200b\u200c\u200d\u00ad\ufeff") + word[at:]

    return [hidden(word) for word in words]


def split(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    at = rng.randrange(len(words) // 3, 2 * len(words) // 3 + 1)
    return [*words[:at], "and.", "Then", *words[at:]]


def inserted(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    out = list(words)
    for _ in range(max(1, round(0.15 * len(words)))):
        out.insert(rng.randrange(1, len(out)), rng.choice(pool))
    return out


def deleted(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    gone = set(rng.sample(range(len(words)), max(1, round(0.15 * len(words)))))
    return [word for at, word in enumerate(words) if at not in gone]


def stacked(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    out = list(words)
    for edit in rng.sample((swap_one, numbers, tense_and_pronouns, case_and_space, punctuation, typography), 3):
        out = edit(out, rng, pool)
    return out


def unchanged(words: Sequence[str], rng: random.Random, pool: Sequence[str]) -> list[str]:
    return list(words)


def _words_replaced(share: float) -> Callable[[Sequence[str], random.Random, Sequence[str]], list[str]]:
    return lambda words, rng, pool: _replaced(words, share, rng, pool)


Edit = Callable[[Sequence[str], random.Random, Sequence[str]], list[str]]
ANY = (10, 40)

CLASSES: dict[str, tuple[Edit, tuple[int, int]]] = {
    "verbatim, 8-12 words": (unchanged, (8, 12)),
    "verbatim, 13-20 words": (unchanged, (13, 20)),
    "verbatim, 21-60 words": (unchanged, (21, 60)),
    "one word swapped": (swap_one, ANY),
    "10 % of words replaced": (_words_replaced(0.10), ANY),
    "20 % of words replaced": (_words_replaced(0.20), ANY),
    "30 % of words replaced": (_words_replaced(0.30), ANY),
    "numbers changed": (numbers, ANY),
    "tense and pronouns": (tense_and_pronouns, ANY),
    "case and white space": (case_and_space, ANY),
    "punctuation": (punctuation, ANY),
    "typography, Unicode": (typography, ANY),
    "look-alike letters": (look_alikes, ANY),
    "zero-width characters": (zero_width, ANY),
    "sentence split": (split, ANY),
    "15 % inserted": (inserted, ANY),
    "15 % deleted": (deleted, ANY),
    "three light edits": (stacked, ANY),
}
