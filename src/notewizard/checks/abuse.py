"""Where a text tells of abuse or neglect: of the client, or of a child, an elder or somebody who depends on others.

Left alone is what is negated, long ago, a memory that is worked on, a condition or a lesson, a story that is somebody
else's, and what the word means besides (a substance, a medication). What a parent or a former partner did is of now
only where the sentence says so: in therapy most of it is told of a childhood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.context import negated
from notewizard.checks.ideation import earlier
from notewizard.checks.late import late
from notewizard.checks.sentences import sentences
from notewizard.checks.words import fold

_AT_HOME = (
    r"(?:husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|spouse|roommate|caregiver|carer|aide|nurse"
    r"|babysitter|nanny|boss|manager|coach|teacher|pastor|landlord|sitter)"
)
_OF_OLD = (
    r"(?:mother|father|mom|dad|parents?|step(?:mother|father|mom|dad|brother)|grand(?:mother|father|ma|pa)|uncle|aunt"
    r"|cousin|brother|sister|ex(?:-\w+)?|foster (?:mother|father|parents?))"
)
_NOUN = (
    r"(?:(?:her|his|their|my|the|(?:client|patient|pt|ct)'s) (?:\w+ )?(?:(?:mother|mom|father|dad)'s )?"
    r"|(?<!'s )(?<![-\w])"
    rf"(?:(?:mother|mom|father|dad)'s )?)(?:{_AT_HOME}|(?P<old>{_OF_OLD}))"
)
"""Who it was; "her friend's husband" is somebody else's."""
_WHO = rf"(?:{_NOUN}|(?P<they>he|she|they))"
_CLIENT = (
    r"(?:him|them|me|(?:the )?(?:client|patient|pt)|(?:her|his|their|my) (?:face|arms?|head|mouth|back|stomach|ribs"
    r"|neck"
    r"|legs?|cheek|nose|eye)|her(?= (?:on|in|with|when|whenever|again|once|twice|and|or|across|so|until|because|after"
    r"|before|during|last|yesterday|today|hard|for|while|this|as|every|about|at|to|by|up|out|off|over|two|three|several"
    r"|repeatedly|daily|most|almost|if|since|\d)\b|[^\w\s]|$))"
)
"""Of the client; "hit her car" is about the car."""
_DEPENDENT = (
    r"(?:(?:her|his|their|the|my) (?:\w+ )?(?:son|daughter|child|children|kids?|baby|toddler|infant|grand(?:son"
    r"|daughter"
    r"|child(?:ren)?|mother|father)|step(?:son|daughter|child(?:ren)?)|(?:elderly|aging|disabled|ailing) \w+))"
)
_NOW = r"(?P<now>hits|beats|slaps|punches|kicks|chokes|strangles|shoves|rapes|molests|abuses|gropes|burns|whips)"
_ONCE = (
    r"(?P<once>(?:has |had |have )?(?:been )?(?:hit|hitting|beat|beaten|beating|slapped|slapping|punched|punching"
    r"|kicked"
    r"|kicking|choked|choking|strangled|shoved|raped|molested|abused|abusing|groped|whipped"
    r"|(?:physically|sexually) (?:abused|assaulted)))"
)
_HARDLY = (
    r"(?! (?:at|to|by \w+ points?|in (?:\w+ ){0,2}(?:chess|cards|race|game)|on the (?:shoulder|back)\b|up|out|off"
    r"|with (?:\w+ ){0,2}(?:news|bills?|project|deadline|questions?|demands?|requests?|workload|surprise|offer)))"
)
"""After the words: a game, a pat, a bill."""
_ACTS = (
    rf"\b{_WHO} (?:(?:also|again|still|regularly|sometimes|often|once|twice|repeatedly|has|had|have|\w+ly) ){{0,2}}"
    rf"(?:{_NOW}|{_ONCE}) (?P<whom>{_CLIENT}\b|(?P<child>{_DEPENDENT})\b){_HARDLY}"
)
_SUFFERED = (
    r"\b(?:is|are|was|were|being|been|got|gets) (?:being )?(?:(?:physically|sexually|emotionally|verbally"
    r"|financially) )?"
    r"(?:hit|beaten|slapped|punched|kicked|choked|strangled|raped|molested|abused|neglected|assaulted|locked (?:in|up))"
    rf" by (?:(?:her|his|their|my|the|an?) )?(?:\w+ )?(?:{_AT_HOME}|(?P<old_by>{_OF_OLD})|him|her|staff|stranger|man)\b"
)
_THROWN = (
    rf"\b{_NOUN.replace('<old>', '<old_thrown>')} (?:has |had )?(?:(?:push(?:ed|es)|throws|threw|dragged"
    rf"|drags) (?:her|him|them|me)"
    r" (?:down|into|against|off|across|to the (?:floor|ground|wall)|onto)|(?:throws|threw) (?:a |an "
    r"|the )?\w+ at (?:her|him|them|me)"
    r"|touch(?:es|ed) (?:her|him|them|me) (?:inappropriately|sexually|under|between|where))\b"
)
_VIOLENT = (
    rf"\b{_NOUN.replace('<old>', '<old_violent>')} (?:is|was|has been|had been|became|gets|got|turned|turns)"
    r" (?:\w+ly )?(?:abusive|violent)\b"
    r"|\b(?:relationship|marriage|home|household) (?:is|as|has been|became|remains|was) (?:\w+ly )?(?:abusive"
    r"|violent)\b"
)
_ATTACKED = (
    r"\b(?P<attacked>(?:is|was|were|been|being|got) (?:(?:sexually|physically) (?:assaulted|abused)|raped|molested))\b"
)
_NEGLECTS = (
    rf"\b(?:le(?:ft|aves|aving)|lock(?:ed|s|ing)) (?:{_DEPENDENT}|her|him|them)"
    r" (?:alone (?:overnight|all (?:day|night)|for (?:hours|days|the night|the weekend)|at night|in the (?:car"
    r"|house|apartment))"
    r"|(?:in|out of|out in) (?:the|a|her|his) (?:\w+ )?(?:room|closet|shed|basement|garage|house|apartment|car|cold"
    r"|yard))"
    rf"|\b(?:neglects|is neglecting|neglected) {_DEPENDENT}\b"
    rf"|\b{_DEPENDENT} (?:is|are|was|were|has been|have been) (?:being )?(?:neglected|left alone (?:overnight"
    rf"|all night|for days)"
    r"|(?:not )?being fed)\b"
    r"|\b(?:withholds?|withheld|withholding|takes away|took away) (?:her|his|their) (?:food|meals|medications?|meds"
    r"|insulin|oxygen)\b"
)
_KINDS = (
    r"(?:physical|sexual|emotional|verbal|psychological|financial|domestic|child|elder|marital|spousal|partner"
    r"|intimate partner)"
)
_NAMED = (
    r"\b(?P<tells>disclosed|discloses|reported|reports|described|describes|endorsed|endorses|told (?:me )?(?:of|about)"
    r"|ongoing|current|continuing|continued|experiencing|suffering|recent)\b[^.;]{0,60}?\b"
    rf"(?:(?:{_KINDS}(?:,? (?:and|or) {_KINDS}|, {_KINDS})* )(?:abuse|violence|neglect|assault)|(?:abuse"
    rf"|neglect) (?:by|from|at the hands of)\b)"
)
_ABUSE = late("|".join((_ACTS, _SUFFERED, _THROWN, _VIOLENT, _ATTACKED, _NEGLECTS, _NAMED)))
_LONG_AGO = late(
    r"\b(?:childhood|growing up|grew up|as (?:a|an) (?:\w+ )?(?:boy|girl|kid|teen\w*|adult)|in (?:her|his"
    r"|their) (?:teens|youth|childhood"
    r"|twenties|first marriage)|aged? \d+|at the age|(?:first|second) (?:husband|wife|marriage)|when i was"
    r"|over since|years? (?:ago|old|earlier|back)|decades?|back then|at the time"
    r"|former(?:ly)?|previous|survivor|memor(?:y|ies)|remember\w*|recall\w*|flashbacks?|nightmares?|dream\w*|target"
    r"|image|emdr|reprocess\w*|trauma (?:narrative|account|history)|index (?:event|trauma)|impact statement|imaginal"
    r")\b"
)
_NOT_HERE = late(
    r"\b(?:psychoeducation|educat\w+|taught|handout|screen\w*|asked (?:about|whether|if)|inquired|assess\w*|risk of"
    r"|prevent\w*|if|whether|would|could|might|fear\w*|afraid|worri\w+|imagin\w+|thoughts? (?:of|that|about)"
    r"|works? (?:with|at|in)"
    r"|working with|volunteer\w*|film|movie|novel|show|series|episode|documentary|book|news|podcast|training|shelter"
    r"|accus\w+|cases?|survivors?|charges?|court|false\w*|wants? to|wanted to|urges?)\b[^.;]*$"
)
_ANOTHERS = late(
    r"\b(?:friend|neighbou?r|coworker|co-worker|colleague|cousin|client of (?:hers|his)|acquaintance|classmate|sister"
    r"|brother|aunt|mother|mom|stranger|celebrity|character)(?:'s|s)?\b(?! (?:hits|beats|hit|beat|slapped|kicked"
    r"|punched|choked"
    r"|is|was|has|still|again))"
)
"""Whose story it may be: the one before whose partner is spoken of ("her friend's husband hits her")."""
_OF_A_SUBJECT = late(
    r"\W*(?:cases?|charges?|training|trainings|hotlines?|survivors?|shelters?|prevention|laws?|awareness)\b"
)
"""After the words: what is done about it in general."""
_CONFIDED = late(r"\b(?:told|tells|talk\w+ to|confided in|called|texted) (?:her|his|their|the) \w+")
_LATELY = late(
    r"\b(?:today|tonight|yesterday|last (?:night|week\w*|month|session)|this (?:week\w*|morning|month|afternoon"
    r"|evening)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|again|still|since|ongoing|current\w*|now|disclos\w+|nightly|daily"
    r"|every (?:day|night|week\w*)|\d+ days? ago|the other (?:day|night)|two days ago)\b"
)


_SPELLED = """
hits hit hitting beats beat beaten beating slaps slapped slapping punches punched punching kicks kicked kicking chokes
choked choking strangles strangled shoves shoved rapes raped molests molested abuses abused abusing abuse abusive
gropes groped burns whips whipped assaulted assault violence violent neglect neglects neglected neglecting locked
locks locking alone fed withhold withholds withheld withholding away pushed pushes throws threw dragged drags touches
touched
"""
_WORDS = frozenset(_SPELLED.split())
"""One of them stands in every such place: the patterns of a note without any need not be made."""


def abuse_told(text: str) -> Iterator[tuple[int, int]]:
    """The places of such words in `text`, first to last; each stands in a sentence that affirms them, of now."""
    folded = fold(text)
    if _WORDS.isdisjoint(re.findall(r"[a-z]+", folded)) or not _ABUSE.search(folded):
        return
    for start, end in sentences(text):
        sentence = folded[start:end]
        if earlier(sentence) or _LONG_AGO.search(sentence):
            continue
        for found in _ABUSE.finditer(sentence):
            after = sentence[found.end() :]
            # "Reported no domestic violence" holds its own negation.
            before = sentence[: found.end() if found["tells"] else found.start()]
            if negated(before, after) or _NOT_HERE.search(before) or _OF_A_SUBJECT.match(after):
                continue
            if _ANOTHERS.search(_CONFIDED.sub(" ", before)):
                continue
            if not _is_of_now(found, sentence):
                continue
            yield start + found.start(), start + found.end()


def _is_of_now(found: re.Match[str], sentence: str) -> bool:
    """Whether it can be of these days: what a parent or somebody unnamed did is, where the sentence says when."""
    if found["old"] or found["old_by"] or found["old_thrown"] or found["old_violent"] or found["attacked"]:
        return found["now"] is not None or _LATELY.search(sentence) is not None
    if found["they"] and not found["now"] and not found["child"] and found["whom"] != "me":
        return _LATELY.search(sentence) is not None  # "he" may be anybody
    return True
