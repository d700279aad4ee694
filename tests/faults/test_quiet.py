"""What every command leaves behind and shows: private modes, no escape that is obeyed, no word where none belongs."""

import json
import os
import re
import stat
from pathlib import Path

import pytest
from faults.test_commands_under_fire import SIGNED, Office, office  # noqa: F401

from notewizard.cli import main
from notewizard.terminal.show import STEERS

# Private under any umask


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def made_open(root, before):
    """Files and folders that are not their owner's alone, of those that were not there before."""
    paths = [path for path in root.rglob("*") if path not in before and not path.is_symlink()]
    wanted = {path: 0o700 if path.is_dir() else 0o600 for path in paths}
    return {
        str(path): oct(stat.S_IMODE(path.stat().st_mode))
        for path, mode in wanted.items()
        if stat.S_IMODE(path.stat().st_mode) != mode
    }


def test_everything_made_under_an_open_umask_is_its_owners_alone(tmp_path, monkeypatch, open_umask):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "America/New_York")
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    (tmp_path / "practice").mkdir()
    before = set(tmp_path.rglob("*"))
    office = Office(tmp_path)  # noqa: F811
    ours = {
        office.own,
        office.other,
        office.answers,
        office.answers.parent,
        office.practice / ".notewizard" / "clients.toml",
    }
    ours |= set(office.own.iterdir()) | set(office.other.iterdir())
    before |= ours
    # A note that waits, with its readable copy, and is brought; files of definitions; a draft; what an editor gets.
    office.own.rename(office.root / "aside")
    office.own.write_text("in the way")
    before |= {office.own, office.root / "aside", *(office.root / "aside").iterdir()}
    assert office.render() == 4
    assert made_open(tmp_path, before) == {}
    seen = {path.name for path in set(tmp_path.rglob("*")) - before}
    office.own.unlink()
    for words in (
        ["deliver"],
        ["formats", "copy", "soap"],
        ["templates", "copy", "soap"],
        ["rules", "new", "our-words"],
        ["check", str(office.practice)],
        ["measures", "c-1042", "--svg", str(tmp_path / "scores.svg")],
        ["export", str(office.own / "2026-11-20 progress note.md"), "--as", "html", "--to", str(tmp_path)],
        ["due"],
        ["doctor"],
    ):
        main([*words, "--practice", str(office.practice)])
    before.discard(office.own)
    draft = office.state.drafts.begin("c-1042", "soap", "2026-11-20T10:00")
    draft.close()
    office.state.drafts.discard(draft.id, "2026-11-20T10:01")
    with office.state.scratch_file(b"text") as path:
        assert made_open(path.parent, set()) == {}
    assert made_open(tmp_path, before) == {}
    seen |= {path.name for path in set(tmp_path.rglob("*")) - before}
    assert seen >= {"outbox", "discarded", "drafts", "scratch", "records", "versions", "rules", "Example", "scores.svg"}
    assert "2026-11-20 progress note.html" in seen


# What steers a terminal is shown, not obeyed

ATTACK = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u200b"
TOML = json.dumps(ATTACK)
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//invented//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTART:20261118T140000Z\r
DTEND:20261118T150000Z\r
SUMMARY:{}\r
END:VEVENT\r
END:VCALENDAR\r
"""
LOOKS = [
    ["init", "--yes"],
    ["drafts"],
    ["drafts", "show", "{draft}"],
    ["drafts", "move", "{draft}", "c-0311", "--yes"],
    ["drafts", "discard", "{draft}", "--yes"],
    ["due", "--days", "3660"],
    ["doctor"],
    ["deliver"],
    ["plan", "c-1042"],
    ["plan", "c-1042", "--history"],
    ["plan", "c-1042", "--story"],
    ["facts", "c-1042"],
    ["measures", "c-1042"],
    ["check", "{folder}"],
    ["check", "{note}"],
    ["reuse", "{note}", "--prior", "{other}"],
    ["convert", "{note}", "--format", "dap"],
    ["export", "{note}", "{other}", "--as", "html"],
    ["formats", "list"],
    ["formats", "show", "evil"],
    ["formats", "test", "evil"],
    ["templates", "list"],
    ["templates", "show", "evil"],
    ["templates", "test", "evil"],
    ["rules", "list"],
    ["rules", "show", "evil"],
    ["rules", "test", "evil"],
    ["render", "{answers}", "--to", "{folder}", *SIGNED],
    ["render", "{attack}"],
]


@pytest.fixture
def hostile(office):  # noqa: F811
    """A practice in which everything that a person can write holds an attack."""
    dot = office.practice / ".notewizard"
    named = f"Ada {ATTACK} Example"
    (dot / "clients.toml").write_text(
        f'[[client]]\nid = "c-1042"\nname = {json.dumps(named)}\nlabel = {TOML}\n'
        f'folder = "Example"\naliases = [{TOML}]\n'
        f'[[client]]\nid = "c-0311"\nname = {TOML}\nfolder = "Other"\n',
        encoding="utf-8",
    )
    note = office.own / f"2026-11-06 {ATTACK} progress note.md"
    note.write_text(
        f"She said {ATTACK}, and walked to the harbor twice before the storm came up.\n" * 3, encoding="utf-8"
    )
    (office.other / f"{ATTACK}.md").write_text(note.read_text(encoding="utf-8"), encoding="utf-8")
    (office.practice / f"{ATTACK}").mkdir()
    for kind, text in {
        "plans": f'started = 2026-09-02\nwhy = {TOML}\n[[goals]]\nid = "g1"\ngoal = {TOML}\nobjective = {TOML}\n',
        "facts": f'written = 2026-09-02\n[[facts]]\nkind = "client-location"\ntext = {TOML}\nconfirmed = 2026-09-02\n',
    }.items():
        (dot / kind / "c-1042").mkdir(parents=True)
        (dot / kind / "c-1042" / "1.toml").write_text(f'schema = 1\nclient = "c-1042"\n{text}', encoding="utf-8")
    source = Path(__file__).parents[2]
    for kind in ("formats", "templates", "rules"):
        (dot / kind).mkdir()
    form = (source / "formats" / "soap.toml").read_text(encoding="utf-8")
    (dot / "formats" / "evil.toml").write_text(
        re.sub(
            r'(?m)^(name|note) = ".*"', lambda found: f"{found[1]} = {TOML}", form.replace('id = "soap"', 'id = "evil"')
        ),
        encoding="utf-8",
    )
    template = (source / "templates" / "soap.md.jinja").read_text(encoding="utf-8")
    (dot / "templates" / "evil.md.jinja").write_text(f"{{#- {ATTACK} -#}}\n{template}{ATTACK}\n", encoding="utf-8")
    (dot / "rules" / "evil.toml").write_text(
        f'schema = 1\nid = "evil"\nname = {TOML}\nwords = [{TOML}]\n', encoding="utf-8"
    )
    (office.practice / "c.ics").write_text(CALENDAR.format(ATTACK.replace("\x07", "")), encoding="utf-8")
    config = dot / "config.toml"
    config.write_text(f'calendar = "c.ics"\n{config.read_text(encoding="utf-8")}', encoding="utf-8")
    draft = office.state.drafts.begin("c-1042", "soap", "2026-11-20T10:00")
    draft.append(
        {"kind": "answer", "key": "presenting.concerns", "writes": [[["presenting", "concerns"], ATTACK]]},
        {"kind": "practice", "root": str(office.practice)},
        {"kind": "pending", "path": ["response", "engagement"], "text": ATTACK},
    )
    draft.close()
    attack = office.root / "answers" / "attack.json"
    values = json.loads(office.answers.read_text(encoding="utf-8"))
    # A note's own words are printed to the letter but for what steers a terminal: a zero-width space does not.
    values["presenting"]["concerns"] = f"Fear of {ATTACK.rstrip(chr(0x200B))} the crossing."
    attack.write_text(json.dumps(values), encoding="utf-8")
    office.places = {
        "draft": draft.id, "folder": str(office.practice), "note": str(note), "answers": str(office.answers),
        "other": str(office.other / "2026-11-13 progress note.md"), "attack": str(attack),
    }  # fmt: skip
    return office


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_what_steers_a_terminal_is_never_passed_on(hostile, capsys, words):
    code = main([*(word.format(**hostile.places) for word in words), "--practice", str(hostile.practice)])
    out, err = capsys.readouterr()
    assert code in (0, 1, 2, 3, 4), err
    assert STEERS.findall(out + err) == []
    assert out + err
