"""What is flagged in a note: list the rule packs, show one or a single rule, copy, test, begin a new one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from notewizard.commands.counting import counted
from notewizard.commands.definition_files import (
    DefinitionFile,
    Kind,
    add_verbs,
    copy_file,
    files_of,
    find,
    list_files,
    put_file,
    report_test,
    show_file,
)
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.rule_files import own_version, packs_and_problems, problems_of_rules, skeleton
from notewizard.commands.world import World
from notewizard.definitions.rules import Rule
from notewizard.errors import Refused, WrongWords
from notewizard.records.ids import check_id
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

EXAMPLES = """\
examples:
  notewizard rules                             the rule packs, shipped and the practice's own
  notewizard rules show progress.no-evidence   one rule, as a finding names it: why, and its examples
  notewizard rules new our-words               a pack of the practice's own, with everything explained
  notewizard rules test                        every rule against its own examples
"""
KIND = Kind("rules", "rule pack", ".toml", adds=True)


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parsers = add_verbs(parser, KIND, {"new": "begin a rule pack of the practice's own"})
    parsers["new"].add_argument("id", metavar="ID", help="a name for it: letters, digits, hyphens")


def run(options: Namespace, world: World) -> int:
    """Do what the verb says."""
    desk = desk_of(options, world)
    if options.verb == "list":
        return _list(desk, options.json)
    if options.verb == "test":
        problems = problems_of_rules(desk)
        packs, _ = packs_and_problems(desk)
        rules = {rule.id for pack in packs for rule in pack.content.rules}
        well = f"{counted(len(rules), 'rule')} in {counted(len(packs), 'file')} do what their examples say."
        return report_test(KIND, options, desk, problems, well)
    if options.verb == "new":
        return _new(desk, options.id)
    if options.verb == "copy":
        return _copy(desk, options.id)
    rule = _rule(desk, options.id) if "." in options.id else None
    if rule is not None:
        data(show(_said(rule, desk)))
    else:
        show_file(find(KIND, options.id, desk, shipped=options.shipped))
    return 0


def _list(desk: Desk, as_json: bool) -> int:
    packs, _ = packs_and_problems(desk)
    counts = {pack.path: len(pack.content.rules) for pack in packs}

    def extra(file: DefinitionFile) -> str:
        return counted(counts[file.path], "rule") if file.path in counts else "broken: notewizard rules test says why"

    list_files(files_of(KIND, desk), extra, as_json=as_json)
    return 0


def _rule(desk: Desk, id_: str) -> Rule:
    """The rule of that id as it is used; `Refused` with the nearest one where there is none."""
    from difflib import get_close_matches

    packs, _ = packs_and_problems(desk)
    rules = {rule.id: rule for pack in packs for rule in pack.content.rules}
    if id_ not in rules:
        near = get_close_matches(id_, sorted(rules), 1)
        hint = f"Did you mean {near[0]}?" if near else "A finding ends in the id of its rule."
        raise Refused("There is no rule of that id.", hint=hint)
    return rules[id_]


def _said(rule: Rule, desk: Desk) -> str:
    """One rule as a person reads it, with the level it has in this practice."""
    levels = {entry.rule.id: entry.level for entry in desk.rules[0].entries}
    message = rule.message.replace("{match}", "…").replace("{replace}", "…")
    lines = [f"{rule.id} ({levels.get(rule.id, 'switched off by the practice')})", message, "", rule.rationale]
    better = [f"{words} -> {instead}" for words, instead in sorted(rule.replace.items())]
    lines += ["", "Better:", *(f"  {each}" for each in (*rule.suggest, *better))]
    lines += ["", "Flagged:", *(f"  {each}" for each in rule.examples.flagged)]
    lines += ["", "Fine:", *(f"  {each}" for each in rule.examples.fine)]
    source = f"{rule.source.title} ({rule.source.url})" if rule.source.url else rule.source.title
    return "\n".join([*lines, "", f"Rests on: {source}", ""])


def _copy(desk: Desk, id_: str) -> int:
    file = find(KIND, id_, desk, shipped=True)
    if "[[rules]]" not in file.text:
        raise Refused("This file holds words for the other rules and no rule.", hint="Copy one that has rules.")
    path = copy_file(KIND, file, desk, own_version(file.text, file.id))
    say(f"Copied: {path}")
    say("Its rules are used instead of the shipped ones of the same id; delete those you leave as they are.")
    say("After a change: notewizard rules test")
    return 0


def _new(desk: Desk, id_: str) -> int:
    if id_ != id_.lower() or "_" in id_:
        raise WrongWords("A rule pack is named in small letters, digits and hyphens.", hint="For example: our-words")
    check_id(id_, "name")
    practice = desk.practice_here()
    path = put_file(practice.own("rules") / f"{id_}.toml", skeleton(id_).encode("utf-8"), practice.dot)
    say(f"Made: {path}")
    say("Nothing in it is active yet: take the # away where you want it, then: notewizard rules test")
    return 0
