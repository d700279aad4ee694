"""The mental status, domain by domain: listed for a format of labels, and sorted by grammar for one of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notewizard.note.answer import NotAssessed
from notewizard.note.mental_status import DOMAINS, MentalStatus
from notewizard.rendering.matter import Matter, Piece, Value, words
from notewizard.rendering.pronouns import Pronouns
from notewizard.rendering.wording import capitalized, fragment, listed, sentence

NAMES = {
    "appearance": "appearance",
    "behavior": "behavior",
    "attitude": "attitude",
    "speech": "speech",
    "mood": "mood",
    "affect": "affect",
    "thought_process": "thought process",
    "thought_content": "thought content",
    "perception": "perception",
    "cognition": "cognition",
    "insight": "insight",
    "judgment": "judgment",
    "impulse_control": "impulse control",
}

_LISTED = ("speech", "affect", "thought_process", "thought_content", "insight", "judgment", "impulse_control")

# Three kinds of descriptor, by grammar: what one is ("cooperative"), has ("steady eye contact") and did ("sought
# reassurance").
_THINGS = re.compile(
    r"\b(contact|rate|rhythm|volume|tone|grooming|hygiene|dress|clothing|build|odor|agitation|retardation|tics?|tremors?"
    r"|movements?|posture|gait|scars?|injur(y|ies)|signs?|stereotypies|slowing|pacing|crying|latency|silences?|pauses"
    r"|speech|ideation|ideas?|guilt|delusions?|obsessions?|preoccupations?|phobias?|themes?|thoughts?|fears?|worr(y|ies)"
    r"|hopelessness|worthlessness|grief|shame|thinking|blocking|associations|flight|salad|neologisms?|gaps?|derailment"
    r"|confabulation|content|attention|memory|concentration|alertness|limits|knowledge|delay)$",
    re.IGNORECASE,
)
_THINGS_FIRST = re.compile(
    r"(no|some|poor|good|fair|impaired|memory|attention|concentration|psychomotor|dress|fund|racing thoughts"
    r"|poverty|paucity|thoughts)\b",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    r"(appears|appeared|looks|looked|avoided|answered|declined|sought|needed|made|spoke|asked|smiled|laughed|cried"
    r"|maintained|responded|refused|stayed|sat|checked|required|showed|had|kept|paused|denied|reported)\b",
    re.IGNORECASE,
)
_REST = re.compile(r" (?:during|when|while|at|in|on|about|of|with|by|within|before|after|through|from|for|w|re)\b")
_FIRST_OF_A_STATE = """
preoccupied focused fixated worried concerned obsessed consumed absorbed convinced overwhelmed distracted ashamed afraid
fearful hopeful suspicious dwelling ruminating worrying hopeless
"""
_STATES = frozenset(_FIRST_OF_A_STATE.split())
_MEASURED = re.compile(r"(\w+) ((?:rate|rhythm|volume|tone|range|intensity|quantity|amount)\b.*)", re.IGNORECASE)
_PERCEIVED = re.compile(r"(.+?) (reported|observed|elicited|noted|endorsed)\b(.*)", re.IGNORECASE)


def mental_status(matter: Matter) -> tuple[Piece, ...]:
    """The whole mental status in one piece."""
    status = matter.note.mental_status
    if status is None:
        return ()
    found = {name: _descriptors(status, name) for name in DOMAINS}
    nothing = all(getattr(status, name) is None for name in DOMAINS)
    together, names = _together(found)
    seen = "; ".join(", ".join(found[name]) for name in ("appearance", "attitude", "behavior") if found[name])
    said = {name: ", ".join(found[name]) for name in _LISTED}
    values: dict[str, Value] = {**said}
    values |= dict.fromkeys(names, "")
    values |= {
        "seen": capitalized(seen),
        "speech_reads_on": " " in said["speech"] and _reads_on(found["speech"]),
        "thought_process_reads_on": _reads_on(found["thought_process"]),
        "mood": _quoted(status),
        "perception": capitalized(", ".join(found["perception"])),
        "cognition": capitalized(", ".join(found["cognition"])),
        "insight_and_judgment": together,
        "not_assessed": "" if nothing else _not_assessed(status),
        "nothing_assessed": sentence(status.not_assessed or "") if nothing else "",
    }
    return (Piece("mental_status", values | _as_prose(found, matter.client)),)


def _descriptors(status: MentalStatus, name: str) -> list[str]:
    answer = getattr(status, name)
    if answer is None or isinstance(answer, NotAssessed | str):
        return []
    return [re.sub(r"\boriented x(?=\d)", "oriented ×", fragment(each)) for each in answer]


def _quoted(status: MentalStatus) -> str:
    mood = words(status.mood)
    return mood[1:-1] if len(mood) > 2 and mood[0] in "\"“'‘" and mood[-1] in "\"”'’" else mood


def _together(found: dict[str, list[str]]) -> tuple[str, tuple[str, ...]]:
    """ "Insight and judgment good" where both are said in the same words, impulse control with them; and which."""
    if not found["insight"] or found["insight"] != found["judgment"]:
        return "", ()
    also = found["impulse_control"] == found["insight"]
    names = ("insight", "judgment", "impulse_control") if also else ("insight", "judgment")
    return f"{capitalized(listed([NAMES[name] for name in names]))} {', '.join(found['insight'])}", names


def _not_assessed(status: MentalStatus) -> str:
    """Which domains were not assessed, each reason once."""
    reasons: dict[str, list[str]] = {}
    for name in DOMAINS:
        answer = getattr(status, name)
        if isinstance(answer, NotAssessed):
            reasons.setdefault(sentence(answer.not_assessed), []).append(NAMES[name])
    parts = [f"{capitalized(listed(names))} not assessed: {why}" for why, names in reasons.items()]
    if status.not_assessed:
        parts.append(f"Other domains not assessed: {sentence(status.not_assessed)}")
    return " ".join(parts)


def _as_prose(found: dict[str, list[str]], client: Pronouns) -> dict[str, Value]:
    judged = _judged(found)
    thought, thought_with, thought_did = _sorted(found["thought_process"])
    content = found["thought_content"]
    alert, alert_with, alert_did = _sorted(found["cognition"])
    return {
        **_of("looked", [*found["appearance"], *found["attitude"], *found["behavior"]]),
        "looked": _looked([*found["appearance"], *found["attitude"]], found["behavior"]),
        **_of("spoke", found["speech"]),
        **_of("felt", found["affect"]),
        "thought": listed(thought),
        "thought_with": listed([*thought_with, *(each for each in content if _kind(each) == "thing")]),
        "thought_did": listed(thought_did),
        "dwelt": listed([each for each in content if _kind(each) == "state"]),
        "content": ", ".join(each for each in content if not _kind(each)),
        "perceived": " ".join(_perceived(each, client) for each in found["perception"]),
        "alert": listed(alert),
        "alert_with": listed([*alert_with, *judged]),
        "alert_did": listed(alert_did),
        "judged": "" if judged else _judged_apart(found),
    }


def _looked(person: Sequence[str], behavior: Sequence[str]) -> str:
    """What one was, `neatly groomed and engaged, fidgeting, and tearful during processing`: what held for a part of the
    session is set apart, so that it does not seem to be said of the rest.
    """
    was, acting = _sorted(person)[0], _sorted(behavior)[0]
    if not acting or not _REST.search(acting[-1]) or not (was or acting[:-1]):
        return listed([*was, *acting])
    return ", ".join([*filter(None, [listed(was)]), *acting[:-1], f"and {acting[-1]}"])


def _of(name: str, descriptors: Sequence[str]) -> dict[str, Value]:
    was, having, did = _sorted(descriptors)
    return {name: listed(was), f"{name}_with": listed(having), f"{name}_did": listed(did)}


def _sorted(descriptors: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """What one is, has and did. `normal rate, normal volume` becomes "normal in rate and volume"."""
    measured: dict[str, list[str]] = {}
    was: list[str] = []
    having: list[str] = []
    did: list[str] = []
    for each in descriptors:
        parts = _MEASURED.fullmatch(each)
        if parts:
            if parts[1] not in measured:
                was.append(parts[1])
            measured.setdefault(parts[1], []).append(parts[2])
        elif _DEEDS.match(each):
            did.append(re.sub(r"^(appear|look)s\b", r"\1ed", each))
        else:
            (having if _is_thing(each) else was).append(each)
    return [f"{each} in {listed(measured[each])}" if each in measured else each for each in was], having, did


def _reads_on(descriptors: Sequence[str]) -> bool:
    """Whether they can follow the name of their domain: "Speech slow", "Thought process linear"; no thing, no deed."""
    first = descriptors[0] if descriptors else ""
    return bool(_MEASURED.fullmatch(first)) or not (_DEEDS.match(first) or _is_thing(first))


def _is_thing(descriptor: str) -> bool:
    one_word = " " not in descriptor
    # "fidgeting" and "tearful during processing" say what one was; "psychomotor slowing" what one had.
    doing = one_word and descriptor.lower().endswith(("ing", "ed"))
    head = _REST.split(descriptor)[0]
    return not doing and bool(_THINGS.search(head) or (not one_word and _THINGS_FIRST.match(descriptor)))


def _kind(content: str) -> str:
    """Of a thought content, "state" (`preoccupied with job security`) or "thing" (`guilt`); empty where unclear.

    What one was is known by its first word; a participle that describes a thing (`disorganized thoughts`) is told from
    it by the thing at its end.
    """
    first = content.split(" ")[0].lower()
    if first in _STATES:
        return "state"
    if _is_thing(content):
        return "thing"
    return "state" if " " in content and first.endswith(("ed", "ful", "less", "ive")) else ""


def _perceived(descriptor: str, client: Pronouns) -> str:
    if _DEEDS.match(descriptor):
        return capitalized(f"{client.subject} {descriptor}.")
    parts = _PERCEIVED.fullmatch(descriptor)
    if parts is None:
        return f"Perception: {descriptor}."
    return capitalized(f"{parts[1]} {'were' if parts[1].endswith('s') else 'was'} {parts[2]}{parts[3]}.")


def _judged(found: dict[str, list[str]]) -> list[str]:
    """ "good insight and judgment" as one thing that one has; empty where a judgment takes more than one word."""
    named = [(name, found[name]) for name in ("insight", "judgment", "impulse_control") if found[name]]
    if any(len(words_) != 1 or " " in words_[0] or words_[0].lower() == "absent" for _, words_ in named):
        return []
    by_word: dict[str, list[str]] = {}
    for name, words_ in named:
        by_word.setdefault(words_[0], []).append(NAMES[name])
    return [f"{word} {listed(names)}" for word, names in by_word.items()]


def _judged_apart(found: dict[str, list[str]]) -> str:
    named = ("insight", "judgment", "impulse_control")
    return "; ".join(f"{NAMES[name]} was {listed(found[name])}" for name in named if found[name])
