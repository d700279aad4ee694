"""How a clause stands: negated, hypothetical, somebody's report, and about whom.

The idea is ConText's (Harkema 2009): cue words with a direction and a scope that other words end. All functions look
at folded text of one sentence whose quotations have been blanked out, split at the matched words.
"""

from __future__ import annotations

import re

from notewizard.checks.late import late

KIN = (
    r"(?:(?:last|former|previous|prior|old) (?:therapist|counsell?or)"
    r"|mother|father|mom|dad|mum|mama|papa|mommy|daddy|[mf]oc|parents?|brother|sister|sibling|siblings|brothers"
    r"|sisters|husband|hubby|wife|spouse|partner|boyfriend|girlfriend|[bg]f|fianc[eé]e?|ex(?:-\w+)?|exes|lover"
    r"|son|daughter|sons|daughters|child|children|kids?|baby daddy|aunt|uncle|auntie|cousins?|niece|nephew"
    r"|grand(?:ma|pa|mother|father|parents?|son|daughter|child|children|mom|dad)|granny|gran|nana"
    r"|step(?:mother|father|mom|dad|son|daughter|brother|sister|parents?|kids?|children)|in-laws?|\w+-in-law"
    r"|friends?|best friend|roommates?|housemates?|flatmates?|boss|bosses|supervisor|managers?|employer|foreman"
    r"|principal|coach|pastor|priest|coworkers?|co-workers?|colleagues?|neighbou?rs?|teachers?|professor|tutor"
    r"|classmates?|landlord|landlady|family|relatives?|peers|bull(?:y|ies)|sponsor|babysitter|caseworker"
    r"|guardian|caregiver|carers?|aide|twin|affair partner|nan|mil|fil|mates?|co-?parent|lodger|tenant|stepkids?"
    r"|doctors?|gp|psychiatrist|prescriber|nurses?|officers?|po|lawyer|solicitor|attorney|judge|headteacher|dean"
    r"|warden|mentor|trainer|team lead(?:er)?|bookkeeper|caseworkers|social workers?|case managers?|psychologist"
    r"|owner|conductor|captain|sergeant|commander|instructor|headmaster|deacon|imam|rabbi|lieutenant|ex\b)"
)
CLIENT = r"(?:client|patient|pt|ct|cl|consumer|member|resident|he|she|they|s/he|mr\.?|mrs\.?|ms\.?|mx\.?)"
CLINICIAN = (
    r"(?:i|we|writer|therapist|clinician|counsell?or|this (?:writer|therapist|clinician|provider|counsell?or)"
    r"|provider)"
)

_NEGATOR = late(
    r"\b(?:no|not|never|without|neither|nor|none|cannot|absence of|absent|rather than|instead of|free of|free from"
    r"|nothing|hardly|lack(?:s|ed|ing)?|avoid(?:s|ed|ing)?|zero)\b|n't\b"
)
_DENIER = late(r"\b(?:den(?:y|ies|ied|ying)|ruled out|negative for|no (?:evidence|sign|indication)s? of)\b")
_FALSE_NEGATOR = late(r"\b(?:not only|no doubt|not just|without (?:a |any )?doubt|no question|not sure (?:if|that))\b")
_ENDS_NEGATION = late(
    r"\b(?:but|except|however|although|though|yet|because|which|who|then|while|aside from|apart from)\b|[;:]"
    r"|\s[-–—]+\s"
)
_NEGATED_AFTER = late(
    r"^\W*(?:(?:was|were|is|are|has been)\W+)?(?:not\W+(?:present|noted|observed|reported|endorsed|seen)|denied"
    r"|absent"
    r"|ruled out)\b|^\s*[:=]\s*(?:no|none|denie[sd]|absent|negative|not)\b"
)

_SAY = (
    r"(?:report|state|say|said|describe|express|share|endorse|disclose|acknowledge|explain|mention|complain|claim"
    r"|allege|insist|admit|indicate|tell|told|believe|think|thought|feel|felt|worr(?:y|ie)|fear|wonder|perceive|view"
    r"|verbalize|voice|recount|relay|suspect|assume|imagine|realize|recogni[sz]e|repl(?:y|ie)|remark|declare"
    r"|vent|quote|contend|assert|argue|hold(?= that)|holds(?= that)"
    r"|den(?:y|ie)|guess|infer|conclude|interpret|predict|speculate|deduce|theori[sz]e|reckon|swear|swore)"
)
"""Verbs of saying and believing; one that opens a sentence ("Reports that…") has the client as its subject."""
_SAY_ALSO = (
    r"(?:note|discusse?|talk|speak|spoke|ask|see|hear|heard|identif(?:y|ie)|consider|call|answer|comment|write|wrote"
    r"|recall|deem)"
)
"""Verbs that the clinician does too: they count only with somebody else as their subject."""
_SAYING = late(
    # "Worry is down", "the fear has eased": what is felt, not what is said.
    rf"\b(?<!what to )(?<!how to ){_SAY}(?:s|es|d|ed|ing)?\b(?!\s(?:is|are|was|were|has|have|had|seems?)\b)"
    r"|\bmaintain(?:s|ed)\b(?! by\b)"
    rf"|\b(?:{CLIENT}|{KIN})\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?{_SAY_ALSO}(?:s|es|d|ed|ing)?\b"
    r"(?!\s+(?:\w+\s+)?(?:up|off|only|because|out of)\b)"
    r"|\b(?:read|reads|took|takes|sees) (?:this|that|it) as\b"
    r"|\b(?:per|according to|in (?:his|her|their) (?:own )?(?:words|view|opinion)"
    r"|(?:client|patient|pt|ct|his|her|their|the|this|a)(?:'s)? (?:core )?"
    r"(?:belief|view|fear|worry|thought|report|account) (?:that|of)"
    r"|(?:\w+'s|his|her|their) (?:account|version|view|take|belief|sense|story|theory|explanation) (?:is|was)"
    r"|automatic thoughts?|thought records?|worksheet|core belief|self-talk|convinced"
    r"|worried|afraid|concerned|upset|angry)\b"
)
_SAID_BETWEEN = late(
    rf",\s(?:{CLIENT}|{KIN})\s(?:\w+ly\s|has\s|also\s)?(?:says?|said|believes?|thinks|feels|reports|reported|states|stated"
    r"|fears|suspects|suspected|told (?:me|us)),"
)
"""Put between the words themselves: "her uncle, she says, was jealous"."""
_CLINICIAN_SAYS = late(
    rf"\b(?:{CLINICIAN}|one|this worker)\s+(?:\w+ly\s+|rather\s+|have\s+|had\s+|also\s+|would\s+|do\s+)?$"
)
_TO_CLIENT = late(r"\bit was (?:explained|mentioned|stated) (?:to|with)\b")
"""What the clinician said, in the passive."""
_ENDS_REPORT = late(
    r";|\.\s|\bhowever\b|,? (?:and|but) (?:i|we|this writer|therapist|clinician)\b"
    r"|,? (?:and|but) (?:(?:he|she|they|client|patient) )?(?:is|was|has|appears?|appeared|seems|continues"
    r"|remains|presents|presented)\b"
)
_REPORT_AFTER = late(
    r"^[^.;\n]{0,80}?[,(]\s*(?:(?:as|so)\s+)?(?:(?:he|she|they|client|patient|pt|ct|the client|the patient"
    r"|mother|father"
    r"|mom|dad|wife|husband|partner)\s+(?:also\s+)?(?:said|says|reports?|reported|stated|states|believes|thinks"
    r"|feels|felt"
    r"|added|explained|noted|describes?|described|put|puts|sees? it|tells? it|fears)\b|per\s|according to"
    r"|(?:by|in) (?:his|her|their|client's?) (?:own )?"
    r"(?:report|account|words|view|telling|opinion|eyes|phrase))"
)

_HYPOTHETICAL = late(
    r"\b(?:if|unless|in case|whether|would|could|might|may|should|shall|will|hope[sd]?|hoping|hopeful|want(?:s"
    r"|ed|ing)?"
    r"|wish(?:es|ed)?|goals?|objectives?|aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|intend(?:s|ed)?|target|until"
    r"|expect(?:s|ed)?"
    r"|needs? to|needed to|try to|tries to|tried to|trying to|how to|ways? to|ways? of|in order to|so that|can"
    r"|motivat\w+"
    r"|encourag\w+|work(?:ed|ing|s)? (?:on|to|toward)s?|effort to|efforts to|agreed to|potential|risk (?:of"
    r"|for)|prevent"
    r"|educat\w+ (?:on|about)|psychoeducation|handout|importance of|benefits? of|discuss\w* (?:how|ways)|in the event"
    r"|review\w* (?:how|ways)|expectation|willing(?:ness)? to|desire[sd]? to|readiness to|ready to|help\w*|to)\b"
)
_IF_AFTER = late(r"^[^.;\n]{0,40}?\bif\b")

_SUBJECT = late(
    r"(?P<before>\b(?:of|with|w/|by|to|from|about|for|at|toward|towards|on|in|near|between|against|after)\s+"
    r"(?:(?:his|her|their|the|a|an|this|that|both|another|\w+'s)\s+){0,2}(?!\w+day\b|he\b|she\b|they\b)(?:\w+\s+)?)?"
    rf"\b(?:(?P<third>{KIN})|(?P<clinician>{CLINICIAN})|(?P<client>{CLIENT})|(?P<thing>it|which))\b"
    r"(?P<owner>'s?(?:\s+(?:own|current))?)?"
)
_OPINES = late(
    r"\s+(?:\w+ly\s+|do\s+)?(?:believe|think|suspect|feel|sense|guess|bet|imagine|assume|suppose|gather|fear"
    r"|have the (?:sense|impression|feeling)|get the (?:sense|impression|feeling))(?:s|ed)?\b"
)
"""What the clinician thinks is about whoever comes next: "I believe her ex …"."""
_PRONOUNS = {"he": "m", "she": "f", "they": ""}
_SEX = (
    (
        "f",
        late(
            r"\w*(?:mother|mom|mum|mama|mommy|moc|sister|wife|girlfriend|gf|daughter|aunt|auntie|niece|grandma|granny"
            r"|gran|nana|landlady)(?:-in-law)?"
        ),
    ),
    (
        "m",
        late(
            r"\w*(?:father|dad|papa|daddy|foc|brother|husband|hubby|boyfriend|bf|son|uncle|nephew|grandpa|landlord)"
            r"(?:-in-law)?"
        ),
    ),
)
_RELATIVE = late(r"\s*(?:which|who|that)\s+(?:\w+ly\s+)?$")
"""All that stands before the words is a relative pronoun: its clause is about what the one before it is about."""
_WHOSE = late(rf"\b{KIN}\W{{0,3}}$")
"""The person a relative pronoun directly follows, whatever stands before: "by her line manager, who …"."""
_BREAK = late(r"[.!?;\n]")


def negated(before: str, after: str) -> bool:
    """Whether the matched words stand under a negation that reaches them."""
    if _NEGATED_AFTER.search(after):
        return True
    reach = _after_last(_ENDS_NEGATION, before)
    reach = _FALSE_NEGATOR.sub(" ", reach)
    if _DENIER.search(reach):
        return True
    cue = _last(_NEGATOR, reach)
    return cue is not None and len(reach[cue:].split()) <= 7


def attributed(before: str, after: str, words: str = "") -> bool:
    """Whether the matched `words` are given as what somebody other than the clinician said or believes."""
    if _REPORT_AFTER.search(after) or (words and _SAID_BETWEEN.search(words)):
        return True
    reach = _TO_CLIENT.sub(" ", _after_last(_ENDS_REPORT, before))
    return any(not _CLINICIAN_SAYS.search(reach, 0, said.start()) for said in _SAYING.finditer(reach))


def hypothetical(before_in_clause: str, after: str) -> bool:
    """Whether the matched words are a condition, goal, hope or plan rather than something that happened."""
    if _IF_AFTER.search(after):
        return True
    cue = _last(_HYPOTHETICAL, before_in_clause)
    return cue is not None and len(before_in_clause[cue:].split()) <= 9


def subject(before_in_clause: str, earlier: str = "") -> str:
    """Whom the clause is about: `client`, `third_party`, `clinician`, `thing`, or empty where it does not say.

    `earlier` is the text before the clause: a pronoun stands for the subject of the last sentence there that named
    one, where the two can be the same person; a relative pronoun, for the subject of the clause it hangs on.
    """
    found = _subject_in(before_in_clause)
    if found[0] in ("", "thing") and earlier and _RELATIVE.match(before_in_clause):
        if before_in_clause.lstrip().startswith("who") and _WHOSE.search(earlier[-40:]):
            return "third_party"
        return _subject_in(_BREAK.split(earlier)[-1])[0]
    if found[0] == "client" and found[1] in _PRONOUNS and earlier:
        return _antecedent(found[1], earlier)
    return found[0]


def _subject_in(text: str) -> tuple[str, str]:
    """Whom `text` is about, and the word that says so."""
    fallback = ("", "")
    for found in _SUBJECT.finditer(text):
        kind = "third_party" if found["third"] else "clinician" if found["clinician"] else "client"
        if found["thing"]:
            # "It is getting worse" is about whatever "it" is; in "it seems that she is better" she is still to come.
            fallback = ("thing", "it")
            continue
        if kind == "clinician" and _OPINES.match(text, found.end()):
            continue
        # "He" and "she" are never what a preposition stands before, whatever it seems: "with his wife he was …".
        if found["owner"] or (found["before"] and found["client"] not in _PRONOUNS):
            if kind == "third_party" and found["owner"] and not found["before"] and not fallback[0]:
                # "The landlord's visit was meant to …" is about the landlord, unless somebody else comes.
                fallback = (kind, found["third"])
            continue
        return kind, found["third"] or found["clinician"] or found["client"]
    return fallback


def _antecedent(pronoun: str, earlier: str) -> str:
    for stretch in reversed(_BREAK.split(earlier)[-3:]):
        kind, word = _subject_in(stretch)
        if kind == "third_party":
            return kind if _agree(pronoun, word) else "client"
        if kind and word not in _PRONOUNS:
            return "client"
    return "client"


def _agree(pronoun: str, word: str) -> bool:
    wanted = _PRONOUNS[pronoun]
    sex = next((sex for sex, words in _SEX if words.fullmatch(word)), "")
    return not wanted or not sex or sex == wanted


def _last(cue: re.Pattern[str], text: str) -> int | None:
    at = None
    for found in cue.finditer(text):
        at = found.start()
    return at


def _after_last(end: re.Pattern[str], text: str) -> str:
    at = 0
    for found in end.finditer(text):
        at = found.end()
    return text[at:]
