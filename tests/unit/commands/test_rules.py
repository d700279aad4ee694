"""What is flagged: rules on a page, a practice's own pack, and a pack that is broken."""

import io
import json

import pytest

from notewizard.cli import main

HEADER = '[pack]\nid = "ours"\nversion = "1"\nextends = ["core-en"]\n'
OURS = """\
[[rules]]
id = "ours.journey"
category = "vague"
kind = "phrase"
level = "warning"
triggers = ["wellness journey"]
message = "“{match}” says little to the next reader."
rationale = "The next reader needs to know what was done."
suggest = ["Say what was done, and how often."]
source = { title = "Agreed in our practice, November 2026" }
[rules.examples]
flagged = ["We continued her wellness journey."]
fine = ["We practiced paced breathing twice."]
"""
BROKEN = OURS.replace('["We continued her wellness journey."]', '["We continued.", "Her wellness journey."]')
LEFT_OUT = (
    "A rule pack of the practice is left out. ours.toml:16, rules[0].examples.flagged[0]: is not flagged by "
    "ours.journey (change the rule or the example). The shipped rules go on: notewizard rules test\n"
)


@pytest.fixture
def here(practice, monkeypatch):
    """The practice, stood in."""
    monkeypatch.chdir(practice)
    return practice


@pytest.fixture
def pack(here):
    """Writes the practice's own pack."""

    def write(text, header=HEADER):
        path = here / ".notewizard" / "rules" / "ours.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(header + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def found(here, capsys):
    """What `check` finds in a note of these words, by rule, but for what is missing in it."""

    def find(text):
        (here / "note.md").write_text(text, encoding="utf-8")
        main(["check", "note.md", "--json"])
        (result,) = json.loads(capsys.readouterr().out)["results"]
        return {each["rule"]: each["level"] for each in result["findings"] if each["category"] != "missing"}

    return find


def test_a_rule_is_explained_on_a_page(capsys):
    assert main(["rules", "show", "progress.no-evidence"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("progress.no-evidence\nunsupported_progress, warning, in progress.toml\n\n“…” has no score")
    titles = ("What it does", "Why it matters", "What it leaves alone", "Known problems", "Flagged", "Fine", "Instead")
    places = [out.index(f"\n\n{title}\n  ") for title in (*titles, "Rests on")]
    assert places == sorted(places)
    assert "\nFlagged\n  Client is making progress.\n" in out
    assert "\nRests on\n  77 Ill. Adm. Code 2060.470" in out
    assert max(map(len, out.splitlines())) <= 80


def test_every_shipped_rule_has_a_page_and_stands_in_the_list(capsys):
    assert main(["rules", "list", "--all", "--json"]) == 0
    rules = json.loads(capsys.readouterr().out)["results"]
    for each in rules:
        assert main(["rules", "show", each["id"]]) == 0
        assert capsys.readouterr().out.startswith(f"{each['id']}\n{each['category']}, {each['level']}, in ")
    assert main(["rules", "list", "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rules)


def test_a_rule_that_was_measured_says_how_often_it_was_right(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("notewizard.commands.defining.rule_page.shipped_folder", lambda name: tmp_path)
    (tmp_path / "measured.csv").write_text("rule,alerts,right\nprogress.no-evidence,8,6\n")
    main(["rules", "show", "progress.no-evidence"])
    assert "On real notes 6 of 8 alerts were right (75%)." in capsys.readouterr().out
    (tmp_path / "measured.csv").write_text("rule,alerts,right\nprogress.no-evidence,1,1\n")
    main(["rules", "show", "progress.no-evidence"])
    assert "On real notes 1 of 1 alerts were right (n too small)." in capsys.readouterr().out


def test_a_pack_adds_a_rule_lowers_a_level_allows_a_phrase_and_switches_one_off(pack, found):
    text = (
        "We continued her wellness journey.\n\nClient was manipulative.\n\nGood session.\n\n"
        "Client is making progress.\n"
    )
    before = found(text)
    assert "ours.journey" not in before
    assert before["progress.no-evidence"] == before["charged.character"] == "warning"
    assert "vague.session-verdict" in before
    levels = '[levels]\n"progress" = "info"\n"vague.session-verdict" = "off"\n'
    pack(levels + OURS, HEADER + 'allow = ["manipulative"]\n')
    after = found(text)
    assert (after["ours.journey"], after["progress.no-evidence"]) == ("warning", "info")
    assert not {"charged.character", "vague.session-verdict"} & set(after)


def test_a_pack_is_compiled_once_and_anew_when_it_changes(pack, found, state, monkeypatch):
    text = "We continued her wellness journey. Client was manipulative.\n"
    pack(OURS, HEADER + 'allow = ["manipulative"]\n')
    first = found(text)
    (kept,) = state.rules.iterdir()
    with monkeypatch.context() as without:
        without.setattr("notewizard.commands.looking.own_rules.compile_packs", None)
        assert found(text) == first
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-5])  # cut short by a full disk: compiled again
    assert found(text) == first
    assert kept.read_bytes() == whole
    pack(OURS.replace("wellness journey", "wellness path"))
    assert found(text) != first


def test_a_broken_pack_is_never_kept(pack, found, state):
    pack(BROKEN)
    found("Client is making progress.")
    assert not state.rules.exists()


def test_a_rule_that_the_practice_switched_off_says_so(pack, capsys):
    pack('[levels]\n"progress" = "off"\n')
    main(["rules", "show", "progress.no-evidence"])
    assert "\nunsupported_progress, switched off by the practice, in progress.toml\n" in capsys.readouterr().out


def test_a_pack_that_changes_levels_is_judged_by_its_examples_alone(pack, capsys):
    pack('[levels]\n"ours" = "off"\n' + OURS, HEADER + 'allow = ["wellness journey"]\n')
    assert main(["rules", "test"]) == 0
    assert main(["rules", "list"]) == 0
    assert "left out" not in capsys.readouterr().err


def test_an_example_that_does_not_hold_is_a_problem_with_its_line(pack, capsys):
    path = pack(BROKEN)
    assert main(["rules", "test", "ours"]) == 3
    assert capsys.readouterr().err == (
        f"One problem in the rules.\n  {path}:16, rules[0].examples.flagged[0]: is not flagged by ours.journey "
        "(change the rule or the example).\nMend it, then: notewizard rules test\n"
    )


@pytest.mark.parametrize(
    "words", [["check", "note.md"], ["rules"], ["rules", "show", "vague.engagement"], ["check", "--jsonl"]]
)
def test_a_broken_pack_is_named_with_its_place_and_the_shipped_ones_go_on(words, pack, here, capsys, monkeypatch):
    pack(BROKEN)
    (here / "note.md").write_text("Client is making progress.")
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "text": "Client is making progress."}\n'))
    main(words)
    out, err = capsys.readouterr()
    assert err == LEFT_OUT
    assert "progress" in out or "vague.engagement" in out


@pytest.mark.parametrize("words", [["note.md"], ["--jsonl"]])
def test_only_strict_fails_for_it(words, pack, here, capsys, monkeypatch):
    pack(BROKEN)
    (here / "note.md").write_text("Client is making progress.")
    for strict, code in (([], int(words == ["note.md"])), (["--strict"], 3)):
        monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "text": "x"}\n'))
        assert main(["check", *words, *strict]) == code


def test_a_broken_pack_is_listed_as_such_and_its_rules_are_shown_as_left_out(pack, capsys):
    pack(BROKEN)
    assert main(["rules"]) == 0
    assert "  ours           broken: notewizard rules test says why, the practice's own\n" in capsys.readouterr().out
    assert main(["rules", "show", "ours.journey"]) == 0
    assert "\nvague, left out, for its pack is broken, in ours.toml\n" in capsys.readouterr().out
    main(["doctor"])
    assert "ours.toml:16" in capsys.readouterr().out


def test_how_many_problems_there_are_besides(pack, capsys):
    pack("x = 1\ny = 2\n")
    main(["rules"])
    err = capsys.readouterr().err
    assert err.startswith("A rule pack of the practice is left out. ours.toml:5, ")
    assert "There is more: 1. The shipped rules go on" in err
