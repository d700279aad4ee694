"""Where a text tells that the client prepared for suicide: saved up pills, wrote goodbye letters, gave things away.

The acts are those that the C-SSRS calls preparatory (Columbia Lighthouse Project): assembling a method, giving things
away, writing a note. Left alone is what is negated, past, a condition, a thought or a question, what somebody else did,
a letter of grief or of parting that is an exercise, and things given away in a move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewizard.checks.context import negated
from notewizard.checks.ideation import earlier, whose
from notewizard.checks.late import late
from notewizard.checks.sentences import sentences
from notewizard.checks.words import fold

_PILLS = (
    r"(?:pills|tablets|capsules|medications?|medicines?|meds|insulin|opioids?|sleeping pills|painkillers"
    r"|(?:lethal|extra|leftover) doses?)"
)
_ANY = r"(?:(?!money|cash|for|to|and|time|before)\w+ ){0,5}?"
"""Whatever stands before them: how many, whose, of which kind."""
_THINGS = r"(?:belongings|possessions|valuables|things|everything (?:she|he|they) (?:own\w*|ha\w+))"
_PREPARED = late(
    rf"\b(?:(?:sav(?:ed|es|ing) up|stockpil(?:ed|es|ing)|hoard(?:ed|s|ing)|stash(?:ed|es|ing)|been saving"
    rf"|squirrel\w+ away) {_ANY}{_PILLS}"
    rf"|collect(?:ed|ing) {_ANY}(?:pills|tablets)(?! from)"
    r"|(?:wrote|written|writing|writes|drafted|drafting|left|leaving|composed) "
    r"(?:(?:her|his|their|my|a|the|some|several|two|three) )?(?:goodbye|farewell|suicide) (?:letters?|notes?"
    r"|e-?mails?|messages?)"
    r"|(?:wrote|written|left) (?:a |an )?(?:letters?|notes?|messages?)(?: (?!for)\w+){0,4} saying (?:goodbye|farewell)"
    rf"|(?:stash|stockpile|hoard|cache) of (?:\w+ ){{0,2}}(?:pills|tablets|medications?|meds)"
    r"|(?:bought|got|ordered|purchased|borrowed|has|keeps|loaded|took out) (?:a |an |some |the |his |her |their )?"
    r"(?:\w+ )?(?:rope|noose|gun|handgun|pistol|revolver|rifle|shotgun)(?: (?:on|in|for|from|last|this|today|yesterday"
    r"|online)\b(?: (?!and\b|to\b)\w+){0,3})? (?:and hid|(?:with which )?to (?:(?:hang|kill|shoot|use on) "
    r"(?:him|her|them|my)sel(?:f|ves)|end (?:it(?: all)?|(?:his|her|their|my) (?:own )?life)|die\b))"
    rf"|(?:gave|given|giving|gives) away (?:(?:her|his|their|my|all|most|many|some|of|the|treasured|favorite"
    rf"|personal) )"
    rf"{{0,4}}{_THINGS}"
    rf"|(?:gave|given|giving|gives) (?:(?:her|his|their|my|all|most|many|some|of) ){{1,3}}{_THINGS} away"
    r"|put(?:ting)? (?:her|his|their|my) affairs in order"
    r"|tied (?:a|the) noose|tested (?:a|the) (?:noose|rope)"
    r"|(?:held|put|holding|pressed) (?:a|the|his|her|their) (?:loaded )?(?:gun|pistol|revolver|rifle|knife|blade|razor)"
    r" (?:to|against|in) (?:her|his|their|my) (?:own )?(?:head|temple|throat|neck|mouth|chest|wrists?)"
    r"|(?:looked up|researched|researching|googled|searched(?: online)? for|looking up) (?:the )?"
    r"(?:lethal (?:doses?|amounts?)|how many pills|(?:painless )?ways to (?:die|kill)|suicide methods?"
    r"|methods? of suicide"
    r"|how to (?:die|overdose|hang|kill (?:him|her|them)sel\w+)))\b"
)
_ASKED = late(
    r"\b(?:asked (?:about|whether|if|for)|inquired|screened|assess\w*|explor\w+|education|educat\w+|taught|monitor\w*"
    r"|watch for|warning signs?|signs? (?:of|like|such as)|prevent\w*|safety plan)\b[^.;]*$"
)
_NOT_DONE = late(
    r"\b(?:if|unless|in case|should|would|could|might|when|whenever|plans?|planned|goals?|thought (?:about|of)"
    r"|thoughts of|think\w* (?:about|of)|consider\w*|imagin\w+|dream\w*|instead of|rather than|stopped|quit)\b[^.;,]*$"
)
_OTHERWISE_MEANT = late(
    r"\b(?:mov(?:e|es|ed|ing)|downsiz\w*|declutter\w*|donat\w+|goodwill|thrift|yard sale|garage sale|estate|charity"
    r"|storage|grief|griev\w+|grave\w*|died|dead|deceased|late (?:mother|father|husband|wife|son|daughter|brother"
    r"|sister"
    r"|partner|friend)|funeral|ashes|memorial|miscarr\w+|stillb\w+|alcohol|drink(?:ing)?|drugs?|heroin|cannabis|weed"
    r"|addiction|nicotine|cigarettes?|smoking|eating disorder|old self|younger self|exercise|homework|unsent|assigned"
    r"|empty[- ]chair|ritual|colleagues?|coworkers?|team|class|school|teacher|pharmacy|prescri\w+ for|organizer|pillbox"
    r"|film|movie|novel|show|series|episode|character|song|poem|book|office|lawyer|attorney|diagnosis|surgery"
    r"|retir\w+|storm)\b"
)
"""What makes it something else: a move, a grief or parting exercise, a story."""
_KEEPS_PILLS = late(rf"\b(?:up|pil\w+|hoard\w*|stash\w*|saving|away|collect\w+)\b.*{_PILLS}")


_SPELLED = """
saved saves saving stockpiled stockpiles stockpiling stockpile hoarded hoards hoarding hoard stashed stashes stashing
stash cache away collected collecting goodbye farewell suicide affairs noose rope gun handgun pistol revolver rifle
knife blade razor lethal pills die kill methods overdose hang
"""
_WORDS = frozenset(_SPELLED.split())
"""One of them stands in every such place: the patterns of a note without any need not be made."""


def preparation_told(text: str) -> Iterator[tuple[int, int]]:
    """The places of such words in `text`, first to last; each stands in a sentence that affirms them."""
    folded = fold(text)
    if _WORDS.isdisjoint(re.findall(r"[a-z]+", folded)):
        return
    if not _PREPARED.search(folded):
        return
    for start, end in sentences(text):
        sentence = folded[start:end]
        if earlier(sentence):
            continue
        for found in _PREPARED.finditer(sentence):
            before, after = sentence[: found.start()], sentence[found.end() :]
            if negated(before, after) or _ASKED.search(before) or _NOT_DONE.search(before):
                continue
            if _OTHERWISE_MEANT.search(sentence) and not _KEEPS_PILLS.match(found[0]):
                continue
            if whose(before) != "third_party":
                yield start + found.start(), start + found.end()
