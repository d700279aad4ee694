"""Which of the eight elements a free-text note holds, whoever wrote it and in whatever format.

Each element is a few signs, looked for in the sections where it may stand; a heading alone ("## Plan" with nothing
under it, "Plan: N/A") is no sign. This finds presence, not quality.
"""

from __future__ import annotations

import re

from notewizard.checks.sections import SectionSpan, sections_in
from notewizard.checks.words import fold

ELEMENTS = ("encounter", "presenting", "mental_status", "safety", "interventions", "response", "plan", "timing")

_DATE = (
    r"(?:\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b)"
)
_TIME = r"(?:\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b)"

SIGNS = {
    "encounter": (
        rf"{_DATE}[^\n]{{0,60}}(?:{_TIME}|\b\d+ ?min|\bsession\b|\boffice\b|\bcpt\b|\b90\d{{3}}\b"
        rf"|\bind(?:ividual)?\b|\btelehealth\b)"
        rf"|\b(?:date of service|dos|session date|date)\b\W{{0,6}}{_DATE}"
    ),
    "presenting": (
        r"\b(?:client|patient|pt|ct|he|she|they|mr\.|ms\.|mrs\.)\s+(?:also\s+|again\s+)?(?:report|stat|describ"
        r"|endors|express|present|complain"
        r"|shar|discuss|disclos|not(?:es|ed)\b|acknowledg|identif|feel|is (?:a |concern|worr|struggl|having)"
        r"|was (?:referred|caught)|said\b|has been)\w*"
        r"|\b(?:presenting (?:concern|problem|complaint)|chief complaint|symptoms?|worry|worries|nightmares"
        r"|panic attacks?|cravings?"
        r"|sleep(?:ing)?|depress(?:ed|ion)|anxiety|stress(?:ors?|ed)?)\b"
    ),
    "mental_status": (
        r"\b(?:affect|mood|oriented|a&ox|alert and|thought (?:process|content)|speech|eye contact|insight"
        r"|judge?ment|euthymic|dysphoric"
        r"|tearful|groomed|psychomotor|mental status|mse|demeanor|thoughts (?:well )?organized"
        r"|signs of intoxication|looked away)\b"
        r"|\b(?:client|patient|pt|he|she|they)\s+(?:\w+ )?(?:appear(?:s|ed)?|seem(?:s|ed)?|was"
        r"|presented as)\s+(?:to be )?(?:\w+ly )?(?:calm|cooperative"
        r"|engaged|anxious|sad|angry|tense|guarded|alert|disinterested|annoyed|disappointed|frustrated|restless"
        r"|fatigued|agitated|upset"
        r"|reluctant|ashamed|tearful|motivated|open|attentive|withdrawn|relaxed|responsive)"
    ),
    "safety": (
        r"\b(?:si|hi|si/hi|sib|nssi|suicid\w*|homicid\w*|self-harm\w*|self-injur\w*|harm(?:ing)? (?:to )?(?:self"
        r"|others|himself|herself|themselves)"
        r"|c-?ssrs|safety plan|risk assessment|lethality|danger to (?:self|others)|988"
        r"|risk(?: level)?\W{1,4}(?:is |was )?(?:low|moderate|high|minimal))\b"
    ),
    "interventions": (
        r"\b(?:cbt\w*|dbt|emdr|erp|act\b(?= )|mi\b(?=[ :])|cognitive (?:restructuring|behavio\w+)|restructur\w+"
        r"|exposures?|motivational interviewing"
        r"|behavioral activation|mindful\w*|grounding|psychoed\w*|role-?\s?play\w*|thought records?|socratic"
        r"|reflective listening"
        r"|reflections?|open questions|functional analysis|validat(?:ed|ing)|reframed?|reframing"
        r"|problem-?solv\w+|chair work|imagery"
        r"|relaxation (?:training|exercise)|diaphragmatic|breathing (?:exercise|retraining)|urge surfing"
        r"|safety planning|reprocessing"
        r"|skills? (?:training|rehearsal)|desensitization|interpretation)\b"
        r"|\b(?:therapist|writer|clinician|counselor|i|we)\s+(?:\w+ly |also )?(?:provided|taught|introduced|used"
        r"|utilized|explored|reviewed|helped"
        r"|encouraged|assisted|challenged|normalized|affirmed|modeled|practiced|facilitated|processed|engaged"
        r"|presented|informed|guided|offered)\b"
        r"|^\W*(?:provided|taught|introduced|utilized|used|explored|applied|engaged in|affirmed|practiced)\s\w+"
        r"|(?:^|[.;:] )(?:taught|introduced|explored|reviewed|affirmed|validated|normalized|reflected|praised"
        r"|processed|rehearsed"
        r"|practiced|mapped|tested|challenged|modeled|role-played|reframed)\s\w+|\btrial \d|\btrials? of \d"
        r"|\bwe (?:\w+ )?(?:went through|put|looked|met|worked|rehearsed|wrote|listed|set|settled|separated|stepped)\b"
    ),
    "response": (
        r"\b(?:client|patient|pt|ct|he|she|they)\s+(?:\w+ly |also |then |now |was |were |has )?(?:able to"
        r"|respond(?:s|ed)|engaged|receptive|tolerated"
        r"|identif(?:y|ied|ies)|demonstrat\w+|agreed|practiced|generated|rated|became|participated"
        r"|made (?:\w+ )?progress|progress(?:ed|ing)"
        r"|stayed|recogni[sz]ed|realized|acknowledg\w+|verbalized|expressed (?:understanding|interest"
        r"|willingness)|shows?|showed|gained?|appears? to (?:gain|open|understand))\b"
        r"|\b(?:receptive|responded well|in response|response to|progress(?:ing)? (?:on|toward|towards|since)"
        r"|goal \d[^\n]{0,60}(?:progress|met|improv))\b"
        r"|\b(?:contemplation|precontemplation|pre-contemplation|preparation|action) stage\b"
        r"|\b(?:belief|suds?|distress|rating|peak|confidence|urge)\b[^.\n]{0,40}\d[^.\n]{0,30}\b(?:to|end|after"
        r"|at the end)\b[^.\n]{0,12}\d"
        r"|\b(?:by the end|by mid-session|without (?:prompting|help)|made the link|caught (?:himself|herself)"
        r"|came up with|laughed|cried"
        r"|brighter|calmer|tearful|rolled (?:his|her) eyes)\b"
    ),
    "plan": (
        r"\b(?:next (?:session|appointment|appt|visit|meeting|video|week)|rtc|return(?:s|ing)? (?:to (?:clinic"
        r"|therapy|meet)|next|in)|follow(?:ing|s)?[ -]?up|f/u|homework|hw|referr(?:al|ed)"
        r"|schedul\w+|weekly|biweekly|continue\w*|cont\b|will (?:\w+ )?(?:work|practice|complete|return|meet"
        r"|call|bring|attend|monitor|review|focus|write|conduct"
        r"|weigh|decrease|reduce|aim|explore|provide)|goals?(?: is| are|:)|plan to|plans to)\b"
    ),
    "timing": (
        rf"\b(?:written|documented|signed|entered|completed|dictated|electronically signed|note (?:date|created"
        rf"|written))\b[^\n]{{0,40}}{_DATE}"
        rf"|\blate (?:note|entry)\b"
    ),
}
_SIGNS = {name: re.compile(pattern, re.MULTILINE) for name, pattern in SIGNS.items()}

_WHERE = {
    "plan": ({"plan", "homework"}, {"subjective"}),
    "presenting": ({"subjective", "data", "behavior", "presenting"}, {"plan", "intervention"}),
    "interventions": ({"intervention"}, {"plan"}),
    "response": ({"response"}, {"plan"}),
}
"""Sections whose text is the element, whatever its words; and sections in which its signs mean something else."""

_EMPTY = re.compile(r"[\W_]*(?:n/?a|none|tbd|not applicable|see above)?[\W_]*")

ITEMS = {
    "diagnosis": r"\b[a-tv-z]\d\d(?:\.\w{1,4})\b|\bdiagnos[ei]s\b\W{1,8}\w|\b(?:meets|met) (?:\w+ )?criteria for\b",
    "duration": rf"\b\d{{2,3}} ?(?:min|minutes)\b|{_TIME} ?(?:-|to|until) ?{_TIME}",
    "signature": (
        r"\b(?:lcsw|lmft|lpc|lpcc|lmhc|licsw|lmsw|psy\.?d|ph\.?d|m\.?d|pmhnp|electronically signed|signed by)\b"
    ),
    "risk_stated": (
        r"\brisk\b[^.\n]{0,40}\b(?:low|moderate|high|minimal|elevated)\b|\b(?:low|moderate|high"
        r"|minimal) (?:acute )?risk\b"
    ),
    "measure": (
        r"\b(?:phq|gad|pcl|bdi|bai|isi|oci|y-?bocs|ors|srs|oq|core|audit|dast|suds?|voc"
        r"|c-?ssrs)\b[-\w]*[^.;\n]{0,24}\d|\b\d{1,2} ?(?:/|out of) ?10\b"
    ),
    "quote": r"[\"“][^\"”\n]{6,}[\"”]",
    "goal": r"\bgoals?\b(?! (?:score|post))|\bobjective \d",
    "homework": (
        r"\b(?:homework|hw|between sessions|worksheet|thought record|diary card|practice (?:\w+ ){0,3}(?:daily"
        r"|nightly|before|at home))\b"
    ),
    "follow_up": (
        r"\b(?:next (?:\w+ )?(?:session|appointment|appt|visit|meeting|video|week)|rtc|next \d|back \d"
        r"|follow(?:ing)?[ -]?up|return (?:to|in|next))\b"
    ),
}
_ITEMS = {name: re.compile(pattern) for name, pattern in ITEMS.items()}


def elements_in(text: str) -> dict[str, bool]:
    """For each of the eight elements, whether `text` holds it."""
    folded = fold(text)
    sections = sections_in(text)
    return {name: _holds(name, folded, sections) for name in ELEMENTS}


def _holds(name: str, folded: str, sections: tuple[SectionSpan, ...]) -> bool:
    own, not_in = _WHERE.get(name, (set(), set()))
    for section in sections:
        body = folded[section.body : section.end]
        if section.name in own and not _EMPTY.fullmatch(body):
            return True
    # A heading is no sign of what should stand under it, so only what stands between headings is searched.
    spans = [(0, sections[0].start)] if sections else [(0, len(folded))]
    spans += [(section.body, section.end) for section in sections if section.name not in not_in]
    return any(_SIGNS[name].search(folded[start:end]) for start, end in spans)


def items_in(text: str) -> dict[str, bool]:
    """For a few things a reader looks for, whether `text` holds them; by their surest signs only."""
    folded = fold(text)
    return {name: bool(pattern.search(folded)) for name, pattern in _ITEMS.items()}
