"""What is flagged in a note: list the rule packs, show one or a single rule, copy, test, begin a new one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from notewizard.commands.counting import counted
from notewizard.commands.defining.definition_files import (
    DefinitionFile,
    Kind,
    add_verbs,
    copy_file,
    files_of,
    find,
    list_files,
    print_json,
    put_file,
    report_test,
    show_file,
)
from notewizard.commands.defining.rule_files import own_version, packs_and_problems, problems_of_rules, skeleton
from notewizard.commands.defining.rule_page import rule_page
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.looking.own_rules import said_of
from notewizard.commands.world import World
from notewizard.definitions.rules import RulePack
from notewizard.errors import Refused, WrongWords
from notewizard.records.ids import check_id
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

EXAMPLES = """\
examples:
  notewizard rules                             the rule packs, shipped and the practice's own
  notewizard rules list --all                  every rule by its id, with the level it has here
  notewizard rules show progress.no-evidence   one rule, as a finding names it: why, and its examples
  notewizard rules new our-words               a pack of the practice's own, with everything explained
  notewizard rules test                        every rule against its own examples
"""
SWITCHED_OFF = "switched off by the practice"
KIND = Kind("rules", "rule pack", ".toml", adds=True)


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parsers = add_verbs(parser, KIND, {"new": "begin a rule pack of the practice's own"})
    parsers["list"].add_argument("--all", action="store_true", help="every rule by its id, with its level here")
    parsers["new"].add_argument("id", metavar="ID", help="a name for it: letters, digits, hyphens")


def run(options: Namespace, world: World) -> int:
    """Do what the verb says."""
    desk = desk_of(options, world)
    if options.verb == "list":
        return _list(desk, getattr(options, "all", False), options.json)
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
    for line in said_of(desk.rules[1]):
        say(line)
    if "." in options.id:
        data(show(_page(desk, options.id)))
    else:
        show_file(find(KIND, options.id, desk, shipped=options.shipped))
    return 0


def _list(desk: Desk, every: bool, as_json: bool) -> int:
    broken = {problem.path for each in desk.rules[1] for problem in each.problems}
    packs = [pack for pack in packs_and_problems(desk)[0] if str(pack.path) not in broken]
    for line in said_of(desk.rules[1]):
        say(line)
    if every:
        _list_rules(desk, packs, as_json)
        return 0
    counts = {pack.path: len(pack.content.rules) for pack in packs}

    def extra(file: DefinitionFile) -> str:
        return counted(counts[file.path], "rule") if file.path in counts else "broken: notewizard rules test says why"

    list_files(files_of(KIND, desk), extra, as_json=as_json)
    if not as_json:
        data("Every rule by its id: notewizard rules list --all\n")
    return 0


def _list_rules(desk: Desk, packs: list[RulePack], as_json: bool) -> None:
    """Every rule with the level it has here and what it says."""
    levels = _levels(desk)
    rules = {rule.id: (rule, pack) for pack in packs for rule in pack.content.rules}
    if as_json:
        print_json(
            {
                "id": id_,
                "category": rule.category,
                "level": levels.get(id_, "off"),
                "message": rule.message,
                "path": str(pack.path),
            }
            for id_, (rule, pack) in sorted(rules.items())
        )
        return
    wide = max(map(len, rules), default=0)
    for id_, (rule, _) in sorted(rules.items()):
        data(show(f"  {id_:<{wide}}  {levels.get(id_, 'off'):<12}  {rule.category}\n"))


def _page(desk: Desk, id_: str) -> str:
    """The rule of that id as it is used here; `Refused` with the nearest one where there is none."""
    from difflib import get_close_matches

    rules = {rule.id: (rule, pack) for pack in packs_and_problems(desk)[0] for rule in pack.content.rules}
    if id_ not in rules:
        near = get_close_matches(id_, sorted(rules), 1)
        hint = f"Did you mean {near[0]}?" if near else "They are listed by: notewizard rules list --all"
        raise Refused("There is no rule of that id.", hint=hint)
    rule, pack = rules[id_]
    broken = {problem.path for each in desk.rules[1] for problem in each.problems}
    level = "left out, for its pack is broken" if str(pack.path) in broken else _levels(desk).get(id_, SWITCHED_OFF)
    return rule_page(rule, level, pack.path.name)


def _levels(desk: Desk) -> dict[str, str]:
    return {entry.rule.id: entry.level for entry in desk.rules[0].entries}


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
    path = put_file(practice.own("rules") / f"{id_}.toml", skeleton(id_).encode("utf-8"), desk)
    say(f"Made: {path}")
    say("Nothing in it is active yet: take the # away where you want it, then: notewizard rules test")
    return 0
