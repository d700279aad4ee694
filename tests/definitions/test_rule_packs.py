"""Every shipped rule behaves as its own examples say; every broken pack is refused in exact sentences."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import shipped

from notewizard.checks.packs import compile_packs
from notewizard.definitions.rules import Category, RulePack, load_rule_pack
from notewizard.errors import Broken

PACKS = shipped.packs()
RULES = [rule for pack in PACKS for rule in pack.content.rules]


def test_every_example_of_every_shipped_rule_behaves():
    compile_packs(PACKS, examples=True)


def test_every_category_has_rules():
    assert {rule.category for rule in RULES} == set(get_args(Category))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_shipped_rule_shows_both_sides(rule):
    assert len(rule.examples.flagged) >= 2
    assert len(rule.examples.fine) >= 3
    assert rule.source.title


def test_every_shipped_rule_has_one_id_in_one_family():
    ids = [rule.id for rule in RULES]
    assert [each for each, times in Counter(ids).items() if times > 1] == []
    assert all(each.count(".") == 1 for each in ids)


def test_only_unfinished_text_must_be_resolved():
    assert {rule.category for rule in RULES if rule.level == "must-resolve"} == {"unfinished"}


OURS = '[pack]\nid = "ours"\nversion = "1"\nextends = ["core-en"]\n'
HEAD = '[pack]\nid = "ours"\nversion = "1"\n'
RULE = """
[[rules]]
id = "ours.fine"
category = "charged"
kind = "phrase"
level = "info"
triggers = ["{trigger}"]
message = "“{{match}}”."
rationale = "Because."
suggest = ["Say less."]
source = {{ title = "House rule" }}
{more}
[rules.examples]
flagged = ["{flagged}"]
fine = ["{fine}"]
"""


def rule(trigger="bananas", flagged="He likes bananas.", fine="He likes apples.", more=""):
    return RULE.format(trigger=trigger, flagged=flagged, fine=fine, more=more)


def pack(tmp_path: Path, text: str, name="ours.toml") -> RulePack:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_rule_pack(path)


def refused(act) -> list[tuple[str, str, str]]:
    with pytest.raises(Broken) as caught:
        act()
    return [(problem.where, problem.said, problem.allowed) for problem in caught.value.problems]


def test_a_pack_with_many_faults_is_refused_once_with_all_of_them(tmp_path):
    text = HEAD + rule(trigger="improv{e,es") + rule().replace("rationale", "rational").replace("charged", "rude")
    assert refused(lambda: pack(tmp_path, text)) == [
        (
            "rules[0].triggers[0]",
            "has braces that do not match",
            "{a,b} holds endings; no braces inside braces",
        ),
        (
            "rules[1].category",
            "is not one of the allowed values",
            '"vague", "unsupported_progress", "third_party_speculation", "irrelevant_detail", "charged", '
            '"process_note", "legal_risk" or "unfinished"',
        ),
        ("rules[1].rationale", "is missing", ""),
        ("rules[1].rational", "is not a key here", 'did you mean "rationale"?'),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('level = "info"', 'level = "must-resolve"'), "may not be must-resolve"),
        (('suggest = ["Say less."]\n', ""), "suggests nothing"),
        (('kind = "phrase"', 'kind = "swap"'), "and its replace table do not fit"),
        (('kind = "phrase"', 'kind = "requires"'), "requires nothing"),
        (('kind = "phrase"', 'kind = "frame"'), "has no trigger with a gap or class"),
        (('kind = "phrase"', 'kind = "count"'), "and at_least do not fit"),
        (('["bananas"]', '["@measure"]'), "has a computed trigger"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_that_contradicts_itself_is_refused(tmp_path, change, said):
    found = refused(lambda: pack(tmp_path, HEAD + rule().replace(*change)))
    assert [(where, what) for where, what, _ in found] == [("rules[0]", said)]


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        ("@mesure", "names nothing that can be computed"),
        ("~2 bananas", "begins or ends with a gap"),
        ("{green ~1 bananas,figs}", "has a gap inside braces"),
        ("very {,ripe} bananas", "has an optional word beside spaces"),
        ("{a,{b,c}}", "has braces that do not match"),
        ("word ~5 word ~5 word ~5 word ~5 zebra", "has too many or too wide gaps"),
        ("word ~5 word ~5 zebra", "has too many or too wide gaps"),
        ("a ~0 b ~0 c ~0 d ~0 e", "has too many or too wide gaps"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_refused(tmp_path, trigger, said):
    found = refused(lambda: pack(tmp_path, HEAD + rule(trigger=trigger)))
    assert [(where, what) for where, what, _ in found] == [("rules[0].triggers[0]", said)]


def test_examples_that_do_not_behave_are_refused_together(tmp_path):
    text = HEAD + rule(flagged="He likes apples.", fine="He likes bananas.")
    loaded = pack(tmp_path, text)
    assert refused(lambda: compile_packs([loaded])) == [
        ("rules[0].examples.flagged[0]", "is not flagged by ours.fine", "change the rule or the example"),
        ("rules[0].examples.fine[0]", "is flagged by ours.fine", "change the rule or the example"),
    ]
    assert len(compile_packs([loaded], examples=False).entries) == 1


def test_a_problem_names_file_and_line(tmp_path):
    loaded = pack(tmp_path, HEAD + rule(trigger="%FRUIT"))
    with pytest.raises(Broken) as caught:
        compile_packs([loaded])
    assert [problem.sentence() for problem in caught.value.problems] == [
        f"{tmp_path / 'ours.toml'}:10, rules[0].triggers[0]: uses the class %FRUIT, which is not defined (no class is"
        " defined)."
    ]


def chain(levels: int, member: str) -> str:
    lines = [f"C{each} = [{member.replace('NEXT', f'%C{each + 1}')}]" for each in range(levels)]
    return "[classes]\n" + "\n".join([*lines, f'C{levels} = ["bananas"]']) + "\n"


TOO_MANY = "which stands for more than 20,000 phrases"
CHAINS = [
    (chain(30, '"NEXT", "NEXT"'), f"uses the class %C15, {TOO_MANY}"),
    (chain(30, '"NEXT a", "NEXT b"'), "stands for more than 4,000 phrases"),
    (chain(3000, '"NEXT"'), "uses classes inside each other more than 40 deep"),
    (chain(3000, '"NEXT a"'), "uses classes inside each other more than 40 deep"),
    ('[classes]\nC0 = ["%C1"]\nC1 = ["ripe %C0"]\n', "uses the class %C0, which contains itself"),
    ('[classes]\nC0 = ["%C1"]\n', "uses the class %C1, which is not defined"),
]


@pytest.mark.parametrize(("classes", "said"), CHAINS, ids=range(len(CHAINS)))
@pytest.mark.parametrize(
    ("changed", "key"), [({"trigger": "%C0"}, "triggers[0]"), ({"more": 'except = ["%C0"]'}, "except[0]")]
)
def test_classes_that_grow_without_end_are_refused_with_key_and_line(tmp_path, classes, said, changed, key):
    loaded = pack(tmp_path, HEAD + classes + rule(**changed))
    with pytest.raises(Broken) as caught:
        compile_packs([loaded], examples=False)
    (problem,) = caught.value.problems
    assert (problem.where, problem.said) == (f"rules[0].{key}", said)
    assert problem.line == 1 + next(
        number for number, line in enumerate(loaded.text.splitlines()) if line.startswith(key.partition("[")[0])
    )


def test_a_class_used_often_is_spelled_once_and_its_evidence_found(tmp_path):
    words = rule("figs", "He likes figs.", "He likes figs and bananas.", 'unless = ["%C0"]')
    text = HEAD + chain(30, '"NEXT", "@count"') + words
    assert len(compile_packs([pack(tmp_path, text)]).entries) == 1


def test_rules_that_together_stand_for_too_much_are_refused(tmp_path):
    words = f'[classes]\nFRUIT = ["{{{",".join(f"fig{each}" for each in range(4000))}}}"]\n'
    triggers = ", ".join(['"%FRUIT"'] * 51)
    loaded = pack(tmp_path, HEAD + words + rule().replace('"bananas"', triggers))
    assert refused(lambda: compile_packs([loaded], examples=False)) == [
        ("rules[0].triggers[50]", "and those before them stand for more than 200,000 phrases", "")
    ]


def test_what_is_allowed_names_no_class(tmp_path):
    loaded = pack(tmp_path, HEAD.replace('"1"', '"1"\nallow = ["%FRUIT"]') + rule())
    assert refused(lambda: compile_packs([loaded])) == [
        ("pack.allow[0]", "uses the class %FRUIT, which is not defined", "no class is defined")
    ]


def test_a_practice_lowers_a_family_and_switches_one_rule_of_it_off(tmp_path):
    text = OURS + '[levels]\ncharged = "info"\n"charged.refused" = "off"\n'
    rules = compile_packs([*PACKS, pack(tmp_path, text)], examples=False)
    levels = {entry.rule.id: entry.level for entry in rules.entries}
    assert levels["charged.character"] == "info"
    assert "charged.refused" not in levels
    assert levels["legal.promise"] == "warning"


@pytest.mark.parametrize("trigger", ["word ~3 word ~3 word ~3 zebra", "word ~9 zebra"])
@pytest.mark.parametrize(
    "between", ["word " * 2000, "word word. ", "'" * 4000, "- " * 2000, "a-" * 2000, "a'b " * 1000]
)
def test_a_gap_is_looked_through_in_few_ways_whatever_stands_in_it(tmp_path, trigger, between):
    fine = f"word {between}end word word word"
    loaded = pack(tmp_path, HEAD + rule(trigger, "A word, word - word's word and a zebra.", fine))
    assert len(compile_packs([loaded]).entries) == 1


def test_a_level_for_a_rule_that_is_not_there_is_refused(tmp_path):
    text = OURS + '[levels]\n"charged.refusal" = "off"\n'
    loaded = pack(tmp_path, text)
    assert refused(lambda: compile_packs([*PACKS, loaded], examples=False)) == [
        ("levels.charged.refusal", "names no rule and no family of rules", 'did you mean "charged.refused"?')
    ]


def test_no_practice_can_switch_off_or_replace_placeholders(tmp_path):
    text = OURS + 'allow = ["tbd"]\n[levels]\n"unfinished" = "off"\n'
    rules = compile_packs([*PACKS, pack(tmp_path, text)], examples=False)
    assert [each.rule for each in rules.find("Next session: TBD.")] == ["unfinished.placeholder"]


def test_a_practice_allows_a_phrase_of_its_own(tmp_path):
    text = OURS + 'allow = ["clean {slate,start} drug habit class"]\n'
    rules = compile_packs([*PACKS, pack(tmp_path, text)], examples=False)
    assert rules.find("Goes to the Clean Slate Drug Habit Class.") == ()
    assert [each.rule for each in rules.find("Has a drug habit.")] == ["charged.substance-label"]


def test_a_practice_replaces_a_rule_by_its_id(tmp_path):
    text = OURS + rule().replace("ours.fine", "charged.refused")
    rules = compile_packs([*PACKS, pack(tmp_path, text)])
    assert rules.find("She refuses medication.") == ()
    assert [each.rule for each in rules.find("He likes bananas.")] == ["charged.refused"]


def test_two_packs_that_do_not_know_each_other_may_not_share_an_id(tmp_path):
    loaded = pack(tmp_path, HEAD + rule().replace("ours.fine", "charged.refused"))
    assert refused(lambda: compile_packs([*PACKS, loaded], examples=False)) == [
        ("rules[0].id", "is also the id of a rule in charged.toml", "extend that pack to replace its rule")
    ]


def test_the_two_worked_notes_have_nothing_to_mend():
    rules = compile_packs(PACKS, examples=False)
    notes = sorted((Path(__file__).parents[2] / "examples" / "notes").glob("*-*.md"))
    assert len(notes) == 8
    for note in notes:
        assert rules.find(note.read_text(encoding="utf-8")) == (), note.name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He likes bananas.", 1),
        ("He likes bananas in his pies.", 0),
        ("He bakes pies. He likes bananas.", 0),
        ("He likes bananas. He bakes pies.", 0),
        ("He bakes pies. He sleeps. He likes bananas.", 1),
        ("He bakes pies.\n\nHe likes bananas.", 1),
    ],
)
def test_what_the_words_are_about_is_named_in_the_sentence_or_beside_it(tmp_path, text, found):
    loaded = pack(tmp_path, HEAD + rule(more='unless_about = ["pie{,s}"]'))
    assert len(compile_packs([loaded]).find(text)) == found


def test_a_rule_may_mark_the_statement_its_words_stand_in(tmp_path):
    rules = compile_packs([pack(tmp_path, HEAD + rule(more='marks = "statement"'))])
    assert [each.text for each in rules.find("Slept well. He likes bananas, again; returns on 5/6.")] == [
        "He likes bananas, again"
    ]


def test_a_rule_is_silent_without_what_it_needs(tmp_path):
    more = 'needs = ["@number", "ripe"]'
    loaded = pack(tmp_path, HEAD + rule(flagged="He ate 4 bananas.", fine="He likes bananas.", more=more))
    rules = compile_packs([loaded])
    assert [each.text for each in rules.find("Ripe bananas. Green bananas.")] == ["Ripe bananas"]
