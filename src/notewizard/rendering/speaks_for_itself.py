"""Whether an answer says itself what it is: where it does not, a template puts a label before it, and nowhere else.

Each test looks at words, is told in a sentence, and errs toward the label: one too many is clumsy, one too few leaves
"old oxycodone at home" standing in a record without saying that it is about access to means.
"""

from __future__ import annotations

import re

from notewizard.note.safety import NAMES_CARE
from notewizard.rendering.wording import is_infinitive

_ACCESS = re.compile(r"\b(access|means)\b", re.IGNORECASE)
_MEANS = re.compile(
    r"\b(firearms?|guns?|rifles?|pistols?|shotguns?|weapons?|ammunition|medications?|medicines?|pills?|tablets?"
    r"|kni(fe|ves)|blades?|razors?|ropes?|cords?|belts?)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(locked|kept|keeps|stored|secured|removed|surrendered|gave|given|gives|handed|holds|held|owns|has|have|had"
    r"|takes|took|taken|is|are|was|were)\b",
    re.IGNORECASE,
)
_NONE_OF_IT = re.compile(r"no\b", re.IGNORECASE)
_CONSULTED = re.compile(r"consult|supervis", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(first|since|new|again|change[sd]?|unchanged|no longer|more|less|fewer|worse|better|than|returned|back"
    r"|increased|decreased|fell|rose|started|stopped)\b",
    re.IGNORECASE,
)
_PROTECTS = re.compile(r"\b(contact|support|supportive|access|children)\b", re.IGNORECASE)
_MEDICATION = re.compile(r"medic|\b(taking|takes|took|prescribed)\b", re.IGNORECASE)
_CONSENTED = re.compile(
    r"(?:(?:verbally|orally|again) )?(on file|given|signed|obtained|received|confirmed|reaffirmed|renewed|reviewed"
    r"|documented|declined|refused|withdrawn|was|is|has)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\b(long|longer|length|extended|extra|additional|more time|minutes?|hours?|ended|overran|ran over|closure|closed"
    r"|before (he|she|they|the client) left)\b",
    re.IGNORECASE,
)
_A_CONTACT = re.compile(
    r"(?:(?:an?|the|one|another|brief|short|safety|follow-up|wellness|phone|telephone|video|text|check-in) )*"
    r"(?:calls?|phone|telephone|texts?|messages?|e-?mails?|visit|session|appointment|check-in|check in|voicemail"
    r"|reach out|see)\b(?! cent(?:er|re)| line)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:(?:i|we|he|she|they|the client|client|therapist|clinician|writer|this writer) )?"
    r"(?:then |also |again )?(?:asked|inquired|questioned|raised|brought|volunteered|told|said|mentioned)\b",
    re.IGNORECASE,
)
_STARTS_WITH = re.compile(r"(we|i|he|she|they|it|the client|client|(the )?next|first|focus|then|to)\b", re.IGNORECASE)
_FIRST_OF_A_START = """
address agree assess bring catch check compare continue debrief decide define discuss draft draw examine fill follow-up
hear introduce invite link list look map name outline pick prioritize problem-solve re-assess
re-evaluate reassess reevaluate re-read read rehearse repeat return revise revisit review role-play roleplay score
sort summarize target teach test trace update weigh
"""
_STARTS = frozenset(_FIRST_OF_A_START.split())
_VERBS_AND_THINGS = "sleep support exercise experience work drink walk fall visit travel limit cut process"
_MAY_BE_THINGS = frozenset(_VERBS_AND_THINGS.split())
"""Words that begin a goal as a verb, and are as often a topic: `Sleep window`."""
_FIRST_OF_A_DEED = """
able asks attends believes calls committed connected engages feels future-oriented has is keeps lives motivated names
part plans responsible sees solves takes tolerates trusts uses wants willing works
"""
_DOES = frozenset(_FIRST_OF_A_DEED.split())


def means(answer: str) -> bool:
    """It says "access" or "means", or names one (`pills`) with what became of it (`locked`), or `No` first."""
    if _ACCESS.search(answer):
        return True
    return bool(_MEANS.search(answer) and (_KEPT.search(answer) or _NONE_OF_IT.match(answer)))


def consultation(answer: str) -> bool:
    """It says "consult…" or "supervis…"."""
    return bool(_CONSULTED.search(answer))


def level_of_care(answer: str) -> bool:
    """It names care: `No admission: she stays with her sister tonight`."""
    return bool(NAMES_CARE.search(answer))


def changed(answer: str) -> bool:
    """It begins as a sentence, has four words or more, and compares: `First passive ideation since August`."""
    return answer[:1].isupper() and len(answer.split()) > 3 and bool(_CHANGED.search(answer))


def protective(factors: list[str]) -> bool:
    """Each is a thing and no deed, and its words mean shelter: `regular contact with her sister`, `no access to …`."""
    return not any(map(is_deed, factors)) and all(_PROTECTS.search(each) for each in factors)


def is_deed(factor: str) -> bool:
    """It is said of the client, who is not named in it: `tolerates frustration`, `responsible for children`."""
    return factor.split(" ")[0].lower() in _DOES


def medication(answer: str) -> bool:
    """It says "medic…", or that something is taken: `She reports taking escitalopram 10 mg daily`."""
    return bool(_MEDICATION.search(answer))


def late_reason(answer: str) -> bool:
    """It is a sentence: a capital first and three words or more, as in `The clinic's network was down`; not `flu`."""
    return answer[:1].isupper() and len(answer.split()) > 2


def consent(answer: str) -> bool:
    """It reads on from "Consent to telehealth": `on file since September 11, 2026`, `given by voice today`."""
    return bool(_CONSENTED.match(answer))


def length(answer: str) -> bool:
    """It is a sentence that speaks of length or of an end: `Reprocessing was brought to closure before he left`."""
    return late_reason(answer) and bool(_LONG.search(answer))


def contact(answer: str) -> bool:
    """It names the contact and not the person, whom it was to be with: `a call to him at 6 PM`, `phone`."""
    return bool(_A_CONTACT.match(answer))


def asked(answer: str) -> bool:
    """It tells how safety was asked, as a sentence of three words or more: `Asked him after he said he was tired`."""
    return len(answer.split()) > 2 and bool(_ASKED.match(answer))


def focus(answer: str) -> bool:
    """It begins with what is to be done, or with who does it: `Review the log`, `We will start with the log`."""
    first = answer.split(" ")[0].strip(",;:").lower()
    does = first in _STARTS or (is_infinitive(answer) and first not in _MAY_BE_THINGS)
    return does or bool(_STARTS_WITH.match(answer))
