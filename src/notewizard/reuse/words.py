"""A plain lower-case word → the class it counts as, so that tense, number, person and dates make no difference.

The classes are coarse on purpose: two words of one class are taken for the same word when texts are compared, and
what is common to everybody's prose is made harmless by its lack of surprise, not here.
"""

from __future__ import annotations

import zlib

NUMBER = "0"


def _table(**classes: str) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words.split()}


_CLASSES = _table(
    who="i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself "
    "they them their theirs themselves themself it its itself patient patients pt pts client clients ct clt cl "
    "mr mrs ms miss mx writer clinician therapist counselor author",
    be="be am is are was were been being",
    have="have has had having hx",
    do="do does did done doing",
    not_="not cannot no nor",
    will="will would shall should can could may might must",
    the="the a an this that these those",
    with_="with w",
    and_="and or &",
    day0="monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri",
    month0="january february march april june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec",
    zero="one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred once twice thrice first second "
    "third fourth fifth sixth seventh eighth ninth tenth",
    time0="am pm est edt cst cdt mst mdt pst pdt oclock",
    today="today yesterday tomorrow tonight",
    say="say says said saying state states stated stating report reports reported reporting tell tells told telling",
)
_CLASSES.update({word: NUMBER for word, name in _CLASSES.items() if name == "zero"})

_IRREGULAR = {
    form: verb
    for verb, forms in {
        "become": "became",
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "come": "came",
        "cut": "cutting",
        "deal": "dealt",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "fly": "flew flown",
        "forget": "forgot forgotten",
        "get": "got gotten",
        "give": "gave given",
        "go": "goes went gone going",
        "grow": "grew grown",
        "hear": "heard",
        "hide": "hid hidden",
        "hold": "held",
        "hurt": "hurting",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "leave": "left",
        "let": "letting",
        "lie": "lay lain lying",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "meet": "met",
        "pay": "paid",
        "put": "putting",
        "read": "reading",
        "rise": "rose risen",
        "run": "ran running",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "set": "setting",
        "show": "shown",
        "shut": "shutting",
        "sing": "sang sung",
        "sit": "sat",
        "sleep": "slept",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "swear": "swore sworn",
        "take": "took taken",
        "teach": "taught",
        "tear": "tore torn",
        "think": "thought",
        "throw": "threw thrown",
        "try": "tries tried trying",
        "understand": "understood",
        "wake": "woke woken",
        "wear": "wore worn",
        "win": "won",
        "write": "wrote written",
        "child": "children",
        "man": "men",
        "woman": "women",
        "person": "people persons",
        "foot": "feet",
        "life": "lives",
        "wife": "wives",
    }.items()
    for form in forms.split()
}


def _without_apostrophe(word: str) -> str:
    head, _, tail = word.partition("'")
    return "not" if head.endswith("n") and tail == "t" else head or tail.replace("'", "")


def _stem(word: str) -> str:
    """`word` without the endings of number and tense; rough, and the same for every form of a regular word."""
    if len(word) < 4 or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and any(vowel in stem for vowel in "aeiouy"):
            if stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return stem[:-1]
            return stem.removesuffix("e")
    if word.endswith("es") and word[-3] in "sxzho":
        return word[:-2].removesuffix("e")
    if word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def word_class(word: str) -> str:
    """The class of `word`, a plain lower-case word or number."""
    if word[0].isdigit():
        return NUMBER
    if "'" in word:
        word = _without_apostrophe(word)
    found = _CLASSES.get(word)
    return found if found is not None else _stem(_IRREGULAR.get(word, word))


WHEN_AND_HOW_MANY = ("0", "day0", "month0", "time0")
"""Classes in which any word stands for any other: that a date or a score stands in both texts says next to nothing."""


def word_number(word: str) -> int:
    """The 32-bit number of the class of `word`, the same in every process; never 0, which stands for no word."""
    return class_number(word_class(word))


def class_number(name: str) -> int:
    """The number of a class."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) or 1
