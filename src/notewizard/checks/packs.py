"""Rule packs → `Rules`, with every rule's own examples run; or every problem at once.

A later pack that extends an earlier one may replace a rule by its id, set levels by dotted prefix and allow phrases.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from notewizard.checks.compiled import Compiled
from notewizard.checks.finding import Level
from notewizard.checks.gate import Gate, Head
from notewizard.checks.language import Rules
from notewizard.checks.spread import spread_of
from notewizard.definitions.phrases import BadPhrase, Classes, computed_in, spell_out
from notewizard.definitions.plain_rule import PlainRule, plain
from notewizard.definitions.reading import key_path, line_of
from notewizard.definitions.rules import Rule, RulePack
from notewizard.errors import Broken, Problem

Words = Mapping[str, tuple[str, ...]]

MOST_WORDS = 200_000
"""All rules together may stand for so many strings; the shipped ones stand for some thousands."""


def compile_packs(packs: Sequence[RulePack], *, examples: bool = True) -> Rules:
    """The rules of `packs` together; raises `Broken` with every problem of every pack.

    With `examples`, each rule must flag what it says it flags and leave alone what it says is fine; an ordinary start
    leaves them out, since tests and `rules test` have run them.
    """
    problems: list[Problem] = []
    known = {pack.content.pack.id for pack in packs}
    for pack in packs:
        problems += [
            _problem(pack, ("pack", "extends"), f'extends "{name}", which is not among the packs', _listed(known))
            for name in pack.content.pack.extends
            if name not in known
        ]
    chosen = _chosen(packs, problems)
    headers = {(pack.content.pack.id, pack.content.pack.extends): pack for pack in packs}
    classes = {header: Classes(_classes(packs, pack)) for header, pack in headers.items()}
    compiled = [
        (pack, index, Compiled(plain(rule), rule.level, classes[pack.content.pack.id, pack.content.pack.extends]))
        for pack, index, rule in chosen
    ]
    heads = _heads(compiled, problems)
    _judge_words(compiled, problems)
    _judge_allowed(packs, problems)
    levels = _levels(packs, chosen, problems)
    if not problems and examples:
        rules = _build([entry for _, _, entry in compiled], [pair for own in heads for pair in own], (), ())
        problems += [each for pack, index, _ in compiled for each in example_problems(pack, index, rules)]
    if problems:
        raise Broken("The rule packs cannot be used as they are.", problems, not_done="Nothing was loaded.")
    return _rules(packs, compiled, heads, levels)


def _chosen(packs: Sequence[RulePack], problems: list[Problem]) -> list[tuple[RulePack, int, Rule]]:
    """One rule for each id: of two, the later one, where its pack extends the other's."""
    chosen: dict[str, tuple[RulePack, int, Rule]] = {}
    for pack in packs:
        for index, rule in enumerate(pack.content.rules):
            earlier = chosen.get(rule.id)
            if earlier and earlier[0].content.pack.id not in pack.content.pack.extends:
                said = f"is also the id of a rule in {earlier[0].path.name}"
                problems.append(_problem(pack, ("rules", index, "id"), said, "extend that pack to replace its rule"))
            elif earlier and earlier[2].never_exempt:
                said = "replaces a rule that no practice may change"
                problems.append(_problem(pack, ("rules", index, "id"), said))
            else:
                chosen[rule.id] = (pack, index, rule)
    return list(chosen.values())


def _classes(packs: Sequence[RulePack], own: RulePack) -> Words:
    """The classes a pack's rules may use: those of the packs it extends, then those of its own files."""
    found: dict[str, tuple[str, ...]] = {}
    header = own.content.pack
    for pack in packs:
        if pack.content.pack.id in header.extends:
            found.update(pack.content.classes)
    for pack in packs:
        if pack.content.pack.id == header.id:
            found.update(pack.content.classes)
    return found


def _heads(compiled: Sequence[tuple[RulePack, int, Compiled]], problems: list[Problem]) -> list[list[tuple[str, Head]]]:
    """For each rule, its trigger literals with what must follow; a rule without one has no gate and is refused."""
    found: list[list[tuple[str, Head]]] = []
    strings = 0
    for number, (pack, index, entry) in enumerate(compiled):
        own: list[tuple[str, Head]] = []
        rule = pack.content.rules[index]
        for place, trigger in enumerate(rule.triggers):
            try:
                phrases = spell_out(trigger, entry.classes)
            except BadPhrase as error:
                problems.append(_bad(pack, ("rules", index, "triggers", place), error))
                continue
            strings += sum(len(segment) for phrase in phrases for segment in phrase.segments)
            if strings > MOST_WORDS:
                said = f"and those before them stand for more than {MOST_WORDS:,} phrases"
                problems.append(_problem(pack, ("rules", index, "triggers", place), said))
                return [*found, own]
            replace = rule.replace.get(trigger, "")
            for phrase in phrases:
                spread = spread_of(phrase) if phrase.gaps else None
                head = Head(number, spread, replace)
                own += [(literal, head) for literal in phrase.segments[spread.gate if spread else 0]]
        if not own and not problems:
            problems.append(_problem(pack, ("rules", index, "triggers"), "hold no word to look for"))
        found.append(own)
    return found


def _judge_words(compiled: Sequence[tuple[RulePack, int, Compiled]], problems: list[Problem]) -> None:
    for pack, index, entry in compiled:
        for key, phrases in (
            ("needs", entry.rule.needs),
            ("unless", entry.rule.unless),
            ("unless_about", entry.rule.unless_about),
            ("except", entry.rule.except_),
        ):
            for place, phrase in enumerate(phrases):
                _judge(pack, ("rules", index, key, place), phrase, entry.classes, problems)


def _judge_allowed(packs: Sequence[RulePack], problems: list[Problem]) -> None:
    for pack in packs:
        for place, phrase in enumerate(pack.content.pack.allow):
            _judge(pack, ("pack", "allow", place), phrase, {}, problems)


def _judge(
    pack: RulePack,
    loc: tuple[str | int, ...],
    phrase: str,
    classes: Mapping[str, Sequence[str]],
    problems: list[Problem],
) -> None:
    """A phrase that is spelled out only when its rule meets its words must not fail then."""
    try:
        if not phrase.startswith("@"):
            spell_out(phrase, classes)
        computed_in(phrase, classes)
    except BadPhrase as error:
        problems.append(_bad(pack, loc, error))


def _levels(
    packs: Sequence[RulePack], chosen: Sequence[tuple[RulePack, int, Rule]], problems: list[Problem]
) -> dict[str, str]:
    """Rule id or family → level, as the packs override them; problems for keys that name nothing."""
    levels: dict[str, str] = {}
    ids = sorted(rule.id for _, _, rule in chosen)
    families = sorted({".".join(each.split(".")[:depth]) for each in ids for depth in range(1, each.count(".") + 2)})
    for pack in packs:
        for key, level in pack.content.levels.items():
            if key not in families:
                close = difflib.get_close_matches(key, families, 1)
                hint = f'did you mean "{close[0]}"?' if close else ""
                problems.append(_problem(pack, ("levels", key), "names no rule and no family of rules", hint))
            elif any(rule.never_exempt and rule.id == key for _, _, rule in chosen):
                problems.append(_problem(pack, ("levels", key), "names a rule that no practice may change"))
            levels[key] = level
    return levels


def _level_of(rule: PlainRule, levels: Mapping[str, str]) -> str:
    if rule.never_exempt:
        return rule.level
    parts = rule.id.split(".")
    for depth in range(len(parts), 0, -1):
        if (level := levels.get(".".join(parts[:depth]))) is not None:
            return level
    return rule.level


def example_problems(pack: RulePack, index: int, rules: Rules) -> Iterator[Problem]:
    """The examples of the rule at `index` of the pack that `rules`, of which it is one, do not judge as they say."""
    rule = pack.content.rules[index]
    section = rule.sections.only[0] if rule.sections.only else None
    for key, wanted in (("flagged", True), ("fine", False)):
        for place, example in enumerate(getattr(rule.examples, key)):
            found = rules.seen(example, section=section, whole_note=rule.kind == "note_absence")
            if (rule.id in {each.rule for each in found.values()}) != wanted:
                loc = ("rules", index, "examples", key, place)
                said = f"is not flagged by {rule.id}" if wanted else f"is flagged by {rule.id}"
                yield _problem(pack, loc, said, "change the rule or the example")


def _rules(
    packs: Sequence[RulePack],
    compiled: Sequence[tuple[RulePack, int, Compiled]],
    heads: Sequence[Sequence[tuple[str, Head]]],
    levels: Mapping[str, str],
) -> Rules:
    entries: list[Compiled] = []
    pairs: list[tuple[str, Head]] = []
    for (_, _, entry), own in zip(compiled, heads, strict=True):
        level = _level_of(entry.rule, levels)
        if level == "off":
            continue
        number = len(entries)
        entries.append(Compiled(entry.rule, _as_level(level), entry.classes))
        pairs += [
            (literal, head if head.rule == number else Head(number, head.spread, head.replace)) for literal, head in own
        ]
    allow = tuple(phrase for pack in packs for phrase in pack.content.pack.allow)
    names = tuple((pack.content.pack.id, pack.content.pack.version, pack.sha256) for pack in packs)
    return _build(entries, pairs, names, allow)


def _as_level(level: str) -> Level:
    return "must-resolve" if level == "must-resolve" else "warning" if level == "warning" else "info"


def _build(
    entries: Sequence[Compiled],
    pairs: Sequence[tuple[str, Head]],
    names: tuple[tuple[str, str, str], ...],
    allow: tuple[str, ...],
) -> Rules:
    return Rules(tuple(entries), names, Gate.of(pairs), allow)


def _problem(pack: RulePack, loc: tuple[str | int, ...], said: str, allowed: str = "") -> Problem:
    return Problem(key_path(loc), said, allowed, str(pack.path), line_of(pack.text, loc))


def _bad(pack: RulePack, loc: tuple[str | int, ...], error: BadPhrase) -> Problem:
    said, _, allowed = str(error).partition("|")
    return _problem(pack, loc, said, allowed)


def _listed(names: set[str]) -> str:
    return f"one of {', '.join(sorted(names))}"
