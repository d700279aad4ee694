"""What a stretch of free text is about: narrative, or the routine that honest notes repeat.

Copied narrative is refused; routine (header, safety denial, mental-status findings, scores, diagnosis, medication,
arrangements, goals of the plan, standing facts, standing homework) recurs in honest notes and is expected to. In the
walk the matter of an answer is known; here it is judged clause by clause, by four things that can be shown:

- its place and label (a heading line, "Dx:", "Goal 2:", a signature);
- what it is about: anchors of a kind of routine, and how many of its words are none of routine's;
- signs of narrative: past forms of events, somebody's quoted words, turns of telling and of thinking about it;
- whether it stands in several of the client's earlier notes. That may excuse a short clause without any sign of
  narrative, never narrative: whoever copies every week makes everything recur.

When in doubt a clause is narrative.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from notewizard.checks.quotes import Span, quoted_spans
from notewizard.checks.sections import sections_in
from notewizard.checks.sentences import sentences
from notewizard.checks.vocabulary import KINDS, NEUTRAL, PRESENT, REPORTING, TELLING, TOLD
from notewizard.checks.words import fold

Matter = Literal["narrative", "routine"]


class Judged(NamedTuple):
    """A clause, or neighbors of one matter, as a span of the text as given."""

    start: int
    end: int
    matter: Matter
    why: str
    """What it was judged by: the kind of routine ("safety", "heading", "recurs"), or the words that tell."""


@dataclass(frozen=True)
class Signs:
    """What is found in a clause."""

    said: int
    """Words that say something."""
    foreign: int
    """Of these, words of no kind of routine that the clause is about."""
    kinds: tuple[str, ...]
    telling: tuple[str, ...]
    """Past forms that surely tell an event, and quoted words."""
    perhaps: tuple[str, ...]
    """Other words in "-ed": most tell an event, some describe."""
    turns: tuple[str, ...]
    """Turns of telling and of thinking about it: weaker."""
    eased: bool
    """It has past forms such as routine of its kind is told in."""
    numbers: int
    words: int


FEW_WORDS, MOST_WORDS_EXCUSED = 16, 26
"""A clause of few words may be excused because one earlier note has it, a longer one by a second, none beyond that."""
SHARE_OF_A_KIND = 0.34
SHARE_OF_TWO_KINDS = 0.5
SHARE_WITH_A_TURN = 0.25
"""Of the words that say something, at most these shares may be foreign: about one kind, about several, and where the
clause also tells or thinks."""
FEW_FOREIGN = 1
NEARLY_ALL = 0.7
"""Of a clause's three-word runs, as many must stand in an earlier note for it to recur there."""
QUOTED_WORDS = 4
HEADING_WORDS = 40
BESIDE = "recurs, beside"
LEAST_WORDS_BETWEEN_COMMAS = 4
"""Fewer words of routine inside a narrative clause are part of it."""

_WORD = re.compile(r"[a-z][a-z'&/.+-]*x ?\d|\d[\w./:%×+-]*|[a-z][\w'&/.+-]*[\w+]|[a-z]\b")
_NUMBER = re.compile(r"[\d.,/:%x×+-]+(?:am|pm|st|nd|rd|th|h|hr|hrs|min|mins|s|x|d|wk|wks|mg)?$|x\d+$|#\d+")
_DATE = re.compile(
    r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_LABEL = re.compile(r"[\s>*#_-]*(?:\d+[.)]\s*)?\**([a-z][\w /&.'#()-]{0,40}?)\**\s?:\**(?=\s|$)")
_ROUTINE_LABELS = re.compile(
    r"(?:client|patient|pt|student|member|family|couple|name|identifying (?:info\w*|data)|dob"
    r"|date(?: of (?:birth|service|session))?|dos|service(?: type| code)?|type(?: of (?:service|session|contact))?"
    r"|session(?: ?(?:#|no\.?|number|type|date|time|length))?|visit|start|stop|end|time(?: in| out)?|duration"
    r"|length|minutes"
    r"|location|setting|site|place(?: of service)?|pos|modality|format|delivery|telehealth(?: \w+)?|platform"
    r"|consent|present"
    r"|participants|attend\w*|in attendance|provider|clinician|therapist|counselor|supervisor|cpt|code"
    r"|icd(?:-10)?|dx|diagnos[ie]s|diagnostic impression|meds?|medications?|rx|allergies|si|hi|si/hi|si/hi\S*|sib"
    r"|suicid\w+(?:/homicid\w+)?"
    r"|homicid\w+|self-harm|risk(?: level| assessment| status)?|safety(?: plan| risk| status)?|mood|affect|mood/affect"
    r"|appearance|behavior/?attitude|attitude|speech|speech/thought|thought (?:process|content|form)|thoughts?"
    r"|perception|cognition|orientation|insight|judge?ment|insight/judge?ment|impulse control|eye contact|mse"
    r"|mental status(?: exam\w*)?|measures?|scores?|screen(?:er|ing)s?|outcome measures?|vitals|sleep diary|diary"
    r"|sleep data|goals?(?: \S{1,4})?|goals? addressed|tx goal\S*|treatment goals?|objectives?(?: \S{1,4})?"
    r"|goal/objective|frequency|next(?: \w+)?|follow-?up|rtc|return|disposition|level of care|medical necessity"
    r"|target|nc|pc|bls|wt|weight|labs|vitals|monitoring|(?:client )?presentation|frame"
    r"|signature|signed|referr\w+|emergency contact|crisis plan|interpreter|language|pronouns|insurance|payer"
    r"|phq\S*|gad\S*|pcl\S*|bdi\S*|epds|isi|oci\S*|y-?bocs|ors|srs|uds|cows|ciwa\S*|audit\S*|dast\S*|c-?ssrs|suds?|voc"
    r"|ccaps\S*|moca|se|sol|waso|tst|tib|bam|pg-13\S*|das)$"
)
_SIGNED = re.compile(
    r"\b(?:lcsw\S*|lmft\S*|lpc\S*|lpcc|lmhc\S*|licsw|lmsw|lsw|lcmhc\S*|cadc\S*|ladc|psyd"
    r"|psy\.d|phd|ph\.d|amft"
    r"|apcc|mft|ma|ms|msw|edd|electronically signed|e-signed|signed by|supervised by|intern|trainee"
    r"|practicum)\b[^\n]{0,60}$"
)
_SESSION = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d{4}-\d{4}\b|\bsession\b|\bcpt\b|\b90\d{3}\b|\btelehealth\b|\bvideo\b|\boffice\b"
    r"|\bin person\b|\bind(?:ividual)?\b|\bmin(?:utes)?\b|\bphone\b|\bhome\b|\bclinic\b|\bdx\b"
    r"|\bcouple|\bfamily\b|\b[a-tv-z]\d\d\.\d"
)
_CUT = re.compile(
    r";\s|\s\|\s|\n|\s(?=\(\d\)\s)|,\s(?=(?:and|but|so|yet)\s(?:i|we|he|she|they|client|ct|pt|mr|ms)\b)"
    r"|\s[-–—]{1,2}\s(?=(?:goal|next|cont|denie|rtc))",
    re.IGNORECASE,
)
_GOAL = re.compile(r"[\s>*#_-]*(?:\d+[.)]\s*)?\**(?:tx |treatment )?(?:goals?|objectives?|obj)\.? ?#?\d?\w?\b")
_MOOD_WORD = re.compile(r"\bmood[\s,:/\w]{0,24}$|\b(?:nc|pc|target|affect)[\s:=]*$")
_NAME = re.compile(r"(?:(?<=[a-z,;(&] )|(?<=Dr\. )|(?<=Mr\. )|(?<=Ms\. )|(?<=Mrs\. ))[A-Z][\w'’-]*")
_PASSIVE = re.compile(r"\b(?:been|being|be) (?:\w+ly )?[a-z]+\b")
_COMMA = re.compile(r",\s+|\s(?=\()|\)\s")
_PAST = re.compile(r"[a-z]{2,}ed$")


class Recurring:
    """What stands again and again in a client's earlier notes; made once, asked often."""

    def __init__(self, earlier: Iterable[str] = ()) -> None:
        self._notes: dict[tuple[str, ...], list[int]] = {}
        for number, text in enumerate(earlier):
            for run in set(_three(fold(text))):
                self._notes.setdefault(run, []).append(number)

    def times(self, clause: str) -> int:
        """In how many earlier notes the folded clause stands, to the letter or nearly, whatever its figures."""
        runs = _three(clause) if self._notes else []
        shared = Counter(number for run in runs for number in self._notes.get(run, ()))
        return sum(count >= NEARLY_ALL * len(runs) for count in shared.values())


_NOTHING = Recurring()


def matter_zones(text: str, recurring: Recurring = _NOTHING) -> tuple[tuple[int, int, Matter], ...]:
    """`text` in zones of one matter, in order, neighbors of one matter joined; together they cover all of its words.

    `recurring` is made of the same client's other notes.
    """
    zones: list[tuple[int, int, Matter]] = []
    for start, end, matter, _ in judged(text, recurring):
        if zones and zones[-1][2] == matter:
            zones[-1] = (zones[-1][0], end, matter)
        else:
            zones.append((start, end, matter))
    return tuple(zones)


def judged(text: str, recurring: Recurring = _NOTHING) -> tuple[Judged, ...]:
    """Every clause of `text` with its matter and what it was judged by."""
    folded = fold(text)
    quotes = quoted_spans(text)
    sections = sections_in(text)
    bodies = {section.start: section.body for section in sections}
    named = [section.start for section in sections if not folded[section.start :].startswith("# ")]
    above = _above(folded, min(named, default=len(text)))
    names = frozenset(fold(found[0]) for found in _NAME.finditer(text))
    clauses = [
        Judged(start, end, *_matter(folded, start, end, quotes, start < above, bodies, recurring, names))
        for start, end in stretches(text)
    ]
    found: list[Judged] = []
    for clause in _beside(clauses, folded, recurring):
        found += [clause] if clause.matter == "routine" else _pieces(folded, clause, recurring, names)
    return tuple(found)


def _beside(clauses: list[Judged], folded: str, recurring: Recurring) -> list[Judged]:
    """A clause that stands once before is excused only beside routine that does too: standing lines come in stacks."""
    stands = [each.matter == "routine" and bool(recurring.times(folded[each.start : each.end])) for each in clauses]
    found = []
    for at, clause in enumerate(clauses):
        near = any(stands[max(at - 1, 0) : at + 2])
        if clause.why == BESIDE:
            clause = clause._replace(matter="routine", why="recurs") if near else clause._replace(why="")
        found.append(clause)
    return found


def _pieces(folded: str, clause: Judged, recurring: Recurring, names: frozenset[str]) -> list[Judged]:
    """A narrative clause, less what stands between its commas and is nothing but routine: `PHQ-9 14, no SI/HI`."""
    start, end, _, why = clause
    cuts = [start, *(cut.end() for cut in _COMMA.finditer(folded, start, end)), end]
    pieces = [(low, high, _pure(folded, start, low, high, recurring, names)) for low, high in pairwise(cuts)]
    found: list[Judged] = []
    for routine, group in groupby(pieces, key=lambda piece: bool(piece[2])):
        together = list(group)
        low, high, kind = together[0][0], together[-1][1], together[0][2]
        kept = routine and len(folded[low:high].split()) >= LEAST_WORDS_BETWEEN_COMMAS
        if not kept and found and found[-1].matter == "narrative":
            found[-1] = found[-1]._replace(end=high)
        else:
            found.append(Judged(low, high, "routine" if kept else "narrative", kind if kept else why))
    return found


def _pure(folded: str, clause: int, start: int, end: int, recurring: Recurring, names: frozenset[str]) -> str:
    """The kind of routine that a piece is, if it is nothing else."""
    piece = signs(folded[start:end], names=names)
    tells = piece.telling or piece.perhaps or piece.turns or piece.eased or _in_quotes(folded, clause, start)
    pure = piece.kinds and not piece.foreign
    figures = piece.numbers >= 2 and piece.foreign <= 1
    if tells:
        return ""
    if pure or figures:
        return (*piece.kinds, "figures")[0]
    return "recurs" if piece.words and recurring.times(folded[start:end]) >= _times_enough(piece) else ""


def _times_enough(found: Signs) -> int:
    """In how many earlier notes a clause that tells nothing must stand: one, where most of it is about routine."""
    return 1 if found.kinds and found.foreign <= SHARE_OF_TWO_KINDS * found.said else 2


def _in_quotes(folded: str, start: int, at: int) -> bool:
    return folded.count('"', start, at) % 2 == 1


def stretches(text: str) -> tuple[Span, ...]:
    """What is judged at once: a sentence, cut at semicolons, bars, new lines and list numbers."""
    found = []
    for start, end in sentences(text):
        at = start
        for cut in _CUT.finditer(text, start, end):
            found.append((at, cut.start()))
            at = cut.end()
        found.append((at, end))
    return tuple((low, high) for low, high in found if text[low:high].strip())


def signs(clause: str, quotes: Sequence[str] = (), names: frozenset[str] = frozenset()) -> Signs:
    """What is found in a folded clause; `quotes` are somebody's words in it, a quoted mood left out.

    `names`: words written with a capital inside a sentence, which say nothing about its matter.
    """
    words = [word.strip(".'/-") for word in _WORD.findall(clause)]
    words = [word for word in words if word]
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    said = [word for word in words if word not in NEUTRAL and not _NUMBER.fullmatch(word)]
    about = [kind for kind in KINDS if kind.anchors.search(clause)]
    own = frozenset[str]().union(*(kind.verbs for kind in about))
    company = REPORTING.union(names, own, *(kind.company for kind in about))
    foreign = [word for word in said if word not in company and not any(kind.anchors.fullmatch(word) for kind in about)]
    done_to = {found[0].split()[-1] for found in _PASSIVE.finditer(clause)}
    past = [word for word in said if _tells(word) and word not in done_to]
    telling = [word for word in past if word not in own and word in TOLD]
    perhaps = tuple(word for word in past if word not in own and word not in TOLD)
    if not about:
        perhaps += tuple(word for word in said if word in REPORTING and _PAST.fullmatch(word))
    telling += [quote for quote in quotes if len(quote.split()) >= QUOTED_WORDS]
    turns = (*(found[0] for found in TELLING.finditer(clause)), *(word for word in said if word in PRESENT))
    kinds = tuple(kind.name for kind in about)
    eased = any(word in own for word in past)
    return Signs(len(said), len(foreign), kinds, tuple(telling), perhaps, turns, eased, len(numbers), len(words))


def _tells(word: str) -> bool:
    return word in TOLD or bool(_PAST.fullmatch(word) and word not in REPORTING)


def _above(folded: str, first_section: int) -> int:
    """Where the head of a note ends: lines at its beginning that name day, time, people, codes."""
    at = 0
    for line in folded.splitlines(keepends=True):
        bare = line.strip()
        if at >= first_section:
            break
        heading = not bare or bare.startswith("#") or set(bare) <= set("-=_*")
        label = _LABEL.match(bare)
        known = label is not None and _ROUTINE_LABELS.fullmatch(label[1].strip(" #*"))
        dated = bool(_DATE.search(bare, 0, 80) and _SESSION.search(bare)) and len(bare.split()) <= HEADING_WORDS
        if not (heading or known or dated):
            break
        at += len(line)
    return at


def _matter(
    folded: str,
    start: int,
    end: int,
    quotes: tuple[Span, ...],
    above: bool,
    bodies: dict[int, int],
    recurring: Recurring,
    names: frozenset[str],
) -> tuple[Matter, str]:
    line_start = folded.rfind("\n", 0, start) + 1
    line_end = folded.find("\n", start)
    line = folded[line_start : line_end if line_end >= 0 else len(folded)]
    first = line[: start - line_start].strip(" \t*#>-_") == ""
    label = _LABEL.match(line)
    if above or line.lstrip().startswith("#"):
        return "routine", "heading"
    if first and label and _ROUTINE_LABELS.fullmatch(label[1].strip(" #*")):
        clause = folded[max(start, line_start + label.end()) : end]
        found = signs(clause)
        if len(found.telling) + len(found.perhaps) + len(found.turns) < 2 or _GOAL.match(line):
            return "routine", f"{label[1].strip()}:"
    if _SIGNED.search(folded, start, end) and (_DATE.search(line) or len(line.split()) <= 12):
        return "routine", "signature"
    start = min(max(start, bodies.get(start, start)), end)
    if _GOAL.match(folded[start:end].lstrip()) and not _past_in(folded[start:end]):
        return "routine", "goal"
    spoken, clause = _without_mood_quotes(folded, start, end, quotes)
    found = signs(clause, spoken, names)
    return _weighed(found, recurring.times(clause))


def _weighed(found: Signs, recurs: int) -> tuple[Matter, str]:
    if not found.said:
        return ("routine", "numbers") if found.words else ("narrative", "")
    if found.telling:
        return "narrative", ", ".join(found.telling)
    share = found.foreign / found.said
    short = found.words <= MOST_WORDS_EXCUSED
    if found.perhaps:
        excused = short and len(found.perhaps) == 1 and found.kinds and recurs >= (1 if share <= SHARE_OF_A_KIND else 2)
        return ("routine", "recurs") if excused else ("narrative", ", ".join(found.perhaps))
    most = SHARE_OF_TWO_KINDS if recurs > 1 else SHARE_WITH_A_TURN if found.turns else SHARE_OF_A_KIND
    if (found.turns or found.eased) and not (found.kinds and share <= most):
        return "narrative", ", ".join(found.turns)
    if found.numbers >= 2 and found.foreign <= found.numbers + 1:
        return "routine", "figures"
    if found.kinds:
        most = SHARE_OF_A_KIND if len(found.kinds) == 1 else SHARE_OF_TWO_KINDS
        if found.foreign <= FEW_FOREIGN or share <= most:
            return "routine", found.kinds[0]
        if "standing fact" in found.kinds and short:
            return "routine", "standing fact"
    if short and recurs >= _times_enough(found):
        return "routine", "recurs"
    return "narrative", BESIDE if recurs and found.words <= FEW_WORDS else ""


def _past_in(goal: str) -> bool:
    """Whether a line that begins like a goal goes on to tell what happened; what stands in quotation marks does not."""
    found = signs(re.sub(r'"[^"]*"', "", goal))
    return bool(found.telling or found.perhaps)


def _without_mood_quotes(folded: str, start: int, end: int, quotes: tuple[Span, ...]) -> tuple[list[str], str]:
    """Somebody's words in the stretch, and the stretch with a quoted mood taken out: Mood “solid”, affect bright."""
    pieces, spoken, at = [], [], start
    for low, high in quotes:
        if low < start or high > end:
            continue
        if high - low < 60 and _MOOD_WORD.search(folded, start, low):
            pieces.append(folded[at:low])
            at = high
        else:
            spoken.append(folded[low:high])
    return spoken, "".join([*pieces, folded[at:end]])


def _three(folded: str) -> list[tuple[str, ...]]:
    """Its runs of three words, figures all alike."""
    words = ["0" if each[:1].isdigit() else each.strip(".'/-") for each in _WORD.findall(folded)]
    return [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
