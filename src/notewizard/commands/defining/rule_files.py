"""The rule packs of program and practice together, and what a practice's own pack begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notewizard.commands.desk import Desk
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import Broken, Problem

if TYPE_CHECKING:
    from notewizard.definitions.rules import RulePack


def packs_and_problems(desk: Desk) -> tuple[list[RulePack], list[Problem]]:
    """Every pack file that reads, the shipped ones first, and the problems of those that do not."""
    from notewizard.definitions.rules import load_rule_pack

    paths = sorted(shipped_folder("rules").glob("*.toml"))
    if desk.practice is not None:
        paths += sorted(desk.practice.own("rules").glob("*.toml"))
    packs: list[RulePack] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            packs.append(load_rule_pack(path))
        except Broken as broken:
            problems += broken.problems
    return packs, problems


def problems_of_rules(desk: Desk) -> list[Problem]:
    """Every problem of every pack, with each rule's examples run; empty when all is well."""
    from notewizard.checks.packs import compile_packs

    packs, problems = packs_and_problems(desk)
    try:
        compile_packs(packs)
    except Broken as broken:
        problems += broken.problems
    return problems


def problems_left(desk: Desk) -> list[Problem]:
    """The same, but for the examples of packs that are as they were when they were tried and compiled.

    Where the practice has packs of its own, all examples are run.
    """
    from notewizard.checks.shipped_rules import compiled_before

    own = desk.practice is not None and any(desk.practice.own("rules").glob("*.toml"))
    return problems_of_rules(desk) if own or compiled_before(shipped_folder("rules")) is None else []


def own_version(text: str, name: str) -> str:
    """A shipped pack file as a pack of the practice's own, which replaces the shipped rules of the same ids.

    Rules that no practice may change are left out.
    """
    import tomlkit

    document = tomlkit.parse(text)
    pack = document["pack"]
    assert isinstance(pack, dict)
    pack["extends"] = [str(pack["id"])]
    pack["id"] = f"own-{name}"
    rules = document["rules"]
    assert isinstance(rules, list)
    for place in reversed(range(len(rules))):
        if rules[place].get("never_exempt"):
            del rules[place]
    return tomlkit.dumps(document)


def skeleton(name: str) -> str:
    """A pack that reads as it is and flags nothing yet; everything a practice may want is there as a comment."""
    return _SKELETON.replace("NAME", name)


_SKELETON = """\
# What this practice flags besides the shipped rules, and what it wants quieter.
# Take the # away from the lines you want. Then: notewizard rules test

[pack]
id = "NAME"
version = "1.0.0"
language = "en"
extends = ["core-en"]                   # the shipped rules go on as well

# Never flagged, whatever the rules say: the name of a program, a group, a house.
# allow = ["steady progress house"]

# Quieter or louder, for one rule or a whole family: "info", "warning" or "off".
# The ids stand at the end of each finding, and in: notewizard rules list --all
# [levels]
# "progress" = "info"
# "vague.coping-skills" = "off"

# Words by name, to be used below as %OURS.
# [classes]
# OURS = ["wellness", "self-care"]

# One rule. Braces hold alternatives: "improv{e,es,ed}". ~3 stands for up to three words between two others.
# [[rules]]
# id = "NAME.buzzword"                  # stable; the part before the dot is its family
# category = "vague"                    # vague, unsupported_progress, third_party_speculation, irrelevant_detail,
#                                       # charged, process_note, legal_risk
# kind = "phrase"                       # phrase, swap (with a better word), requires (evidence beside it), ...
# level = "warning"                     # or "info"
# triggers = ["%OURS ~1 {work,journey}"]
# message = "“{match}” says little to the next reader."
# rationale = "The next reader needs to know what was done."
# suggest = ["Say what was done, and how often."]
# source = { title = "Agreed in our practice, November 2026" }
#
# [rules.examples]                      # run by: notewizard rules test
# flagged = ["We continued her wellness journey."]
# fine = ["We practiced paced breathing twice."]
"""
