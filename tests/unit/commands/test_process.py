"""`notewizard process`: where notes are kept, who reads them, that nobody else does, and a new laptop."""

import ast
import io
import json
import re
import shutil
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest
from unit.test_floors import MODULES, SOURCE, dotted, imports

from notewizard.checks.finding import Finding
from notewizard.checks.packs import compile_packs
from notewizard.cli import main
from notewizard.commands.apart.bringing import keep_apart
from notewizard.commands.apart.excluded import Excluded
from notewizard.commands.apart.place import keys_here, notes_of, root_of
from notewizard.commands.apart.recovery_file import keep_recovery
from notewizard.commands.apart.sealing import unsealed_because
from notewizard.commands.apart.setting_up import refuse_set_up
from notewizard.commands.desk import Desk
from notewizard.commands.walking.apart import CATEGORY, Moving, marked_sentences, without
from notewizard.commands.world import World
from notewizard.definitions.rules import load_rule_pack
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import NotKept, Refused
from notewizard.records import keys as keys_module
from notewizard.records.keys import Opening, keep_keys, new_keys
from notewizard.records.process_notes import ProcessNotes, new_note
from notewizard.terminal.screen import HALF

MADE = new_keys("2026-11-20")
WORDS = "I felt pulled to rescue her; canary-7731."


@pytest.fixture
def desk(practice, monkeypatch):
    """The practice, stood in."""
    monkeypatch.chdir(practice)
    return Desk(World())


@pytest.fixture
def keyed(desk):
    """With keys set up, without a passphrase."""
    keep_keys(desk.state, MADE.keys)
    return desk


def writes(desk, text=WORDS, client="c-0001"):
    return keep_apart(
        desk, keys_here(desk), notes_of(desk), new_note(client, "2026-11-20T15:05:00-05:00", "Dana", text)
    )


# Where


def test_the_root_is_the_data_folder_unless_something_else_is_said(desk, tmp_path, monkeypatch):
    home = tmp_path / "home"
    assert root_of(desk) == home / ".local" / "share" / "notewizard" / "process-notes"
    config = desk.practice.dot / "config.toml"
    config.write_text(f'process_root = "~/vault"\n{config.read_text()}'.replace('process_root = ""\n', ""))
    assert root_of(Desk(World())) == home / "vault"
    monkeypatch.setenv("NOTEWIZARD_PROCESS", str(tmp_path / "stick"))
    assert root_of(Desk(World())) == tmp_path / "stick"
    monkeypatch.setenv("NOTEWIZARD_PROCESS", "vault")
    with pytest.raises(Refused, match="named in full"):
        root_of(Desk(World()))


def test_a_root_in_any_practice_is_refused_also_behind_a_link(desk, practice, tmp_path, monkeypatch):
    (tmp_path / "Other" / ".notewizard").mkdir(parents=True)
    (tmp_path / "link").symlink_to(practice)
    for inside in (practice, practice / "private", tmp_path / "Other" / "x" / "y", tmp_path / "link" / "private"):
        monkeypatch.setenv("NOTEWIZARD_PROCESS", str(inside))
        with pytest.raises(Refused, match="outside of the practice folder"):
            root_of(Desk(World()))


# Keys


def test_without_keys_everything_says_what_is_missing(desk, capsys):
    assert main(["process"]) == 0
    assert "No keys are set up on this computer, so nothing can be encrypted: notewizard process setup" in (
        capsys.readouterr().err
    )
    assert main(["process", "new", "c-0001"]) == 1
    assert "Set them up with: notewizard process setup" in capsys.readouterr().err
    assert not notes_of(desk).root.exists()
    assert not desk.state.keys.exists()


def test_without_the_library_it_says_what_adds_it(keyed, monkeypatch, capsys):
    writes(keyed)
    monkeypatch.setattr(keys_module, "find_spec", lambda name: None)
    for words in (["setup"], ["new", "c-0001"], ["show", "1"], ["passphrase"], ["renew"], ["add-key"], ["list"]):
        assert main(["process", *words]) == (0 if words == ["list"] else 1)
        err = capsys.readouterr().err
        assert "Encryption needs notewizard[keys]." in err
        assert "pip install 'notewizard[keys]'" in err
        assert "Traceback" not in err


def test_the_recovery_key_goes_to_a_new_file_elsewhere_alone(desk, practice, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    keep_recovery(stick / "recovery.txt", MADE)
    assert keys_module.opening_of((stick / "recovery.txt").read_text()).public == MADE.keys.recovery
    for place, why in (
        (stick / "recovery.txt", "There is a file of that name"),
        (tmp_path / "none" / "recovery.txt", "There is no such folder"),
        (practice / "recovery.txt", "outside of the practice"),
        (desk.state.root / "recovery.txt", "beside what it is to save"),
        (root_of(desk) / "recovery.txt", "beside what it is to save"),
    ):
        with pytest.raises((Refused, NotKept), match=why):
            refuse_set_up(desk, place)
    refuse_set_up(desk, stick / "another.txt")
    keep_keys(desk.state, MADE.keys)
    with pytest.raises(Refused, match="already, since 2026-11-20"):
        refuse_set_up(desk, None)


# Reading


def test_notes_are_listed_and_shown_with_either_key(keyed, tmp_path, monkeypatch, capsys):
    writes(keyed)
    writes(keyed, "Another.", "c-0002")
    assert main(["process"]) == 0
    out = capsys.readouterr().out
    assert "   1  2026-11-20 15:05  c-0001  " in out
    assert "canary" not in out
    assert main(["process", "list", "c-0002"]) == 0
    assert "c-0001" not in capsys.readouterr().out
    assert main(["process", "--json"]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert [(each["number"], each["client"]) for each in results] == [(1, "c-0001"), (2, "c-0002")]
    shutil.rmtree(keyed.state.root)
    assert main(["process", "show", "1"]) == 1
    err = capsys.readouterr().err
    assert "No keys are set up on this computer, so none of its own opens anything." in err
    assert "Read with the recovery key, typed: --key -" in err
    assert main(["process"]) == 0
    assert "2 process notes, closed" in (err := capsys.readouterr().err)
    assert "The recovery key opens them, typed: notewizard process --key -" in err
    monkeypatch.setattr("sys.stdin", io.StringIO(MADE.recovery_secret.lower()))
    assert main(["process", "show", "1", "--key", "-"]) == 0
    assert WORDS in capsys.readouterr().out
    file = tmp_path / "recovery.txt"
    file.write_text(f"# from the safe\n{MADE.recovery_secret}\n")
    assert main(["process", "show", notes_of(keyed).named("2").id, "--key", str(file)]) == 0
    assert "Another." in capsys.readouterr().out
    assert main(["process", "show", "3", "--key", str(file)]) == 1
    file.write_text(new_keys("2026-11-20").recovery_secret)
    assert main(["process", "show", "1", "--key", str(file)]) == 4
    assert "this key does not open it" in capsys.readouterr().err


def test_a_damaged_note_is_named_and_the_others_are_listed(keyed, capsys):
    writes(keyed)
    writes(keyed, "Another.", "c-0002")
    path = notes_of(keyed).named("1").path
    path.write_bytes(path.read_bytes()[:-1])
    assert main(["process"]) == 4
    out, err = capsys.readouterr()
    assert "c-0002" in out
    assert f"{path.name}: It is damaged or cut off" in err
    assert "1 process note cannot be opened. Restore from a backup." in err
    assert "add-key" not in err
    path.unlink()
    assert main(["process"]) == 0
    assert "Not here: number 1." in capsys.readouterr().err


def test_a_backup_copies_what_is_missing_and_touches_nothing(keyed, practice, tmp_path, capsys):
    writes(keyed)
    (tmp_path / "stick").mkdir()
    assert main(["process", "copy-to", str(tmp_path / "stick")]) == 0
    assert "Copied: 1 process note." in capsys.readouterr().err
    writes(keyed, "Another.")
    assert main(["process", "copy-to", str(tmp_path / "stick")]) == 0
    assert "Copied: 1 process note. There are 2" in capsys.readouterr().err
    copied = ProcessNotes(tmp_path / "stick")
    assert [copied.open(each, MADE.keys.opening()).text for each in copied.held()] == [WORDS, "Another."]
    copied.named("1").path.write_bytes(b"other")
    assert main(["process", "copy-to", str(tmp_path / "stick")]) == 4
    assert copied.named("1").path.read_bytes() == b"other"
    assert main(["process", "copy-to", str(practice)]) == 1
    assert main(["process", "copy-to", str(tmp_path / "none")]) == 1
    assert not [each for each in (tmp_path / "stick").iterdir() if each.suffix != ".age"]


# Nobody else


READERS = {
    "notewizard.commands.process", "notewizard.commands.examining.doctor_apart", "notewizard.commands.walking.apart",
    "notewizard.commands.deliver",
}  # fmt: skip


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_nothing_but_its_own_commands_knows_of_process_notes(path):
    own = dotted(path) in READERS or dotted(path).startswith("notewizard.commands.apart")
    assert own or "notewizard.records.process_notes" not in imports(path)


def test_opening_happens_in_two_places_alone():
    found = []
    for path in SOURCE.rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        found += [dotted(path) for call in calls if ast.unparse(call.func) in ("notes.open", "age.decrypt")]
    assert set(found) == {"notewizard.commands.apart.reading", "notewizard.records.keys"}


def test_doctor_counts_without_opening_and_says_what_to_back_up(keyed, monkeypatch, capsys):
    writes(keyed)
    monkeypatch.setattr(Opening, "open", lambda *arguments: pytest.fail("opened"))
    main(["doctor"])
    out = " ".join(capsys.readouterr().out.split())
    assert "Process notes: 1 process note, closed, in " in out
    assert "Keys: set up since 2026-11-20, yours without a passphrase: this account is the only lock" in out
    assert "the recovery key on paper, away from this computer" in out
    assert "(process notes; notewizard process copy-to FOLDER)" in out
    assert "canary" not in out


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["due"],
        ["drafts"],
        ["drafts", "--json"],
        ["measures", "c-0001"],
        ["init", "--yes"],
        ["doctor", "--json"],
    ],
    ids=" ".join,
)
def test_no_other_command_says_a_word_of_them(keyed, practice, words, capsys):
    writes(keyed)
    root = notes_of(keyed).root
    main([*words, *([str(practice), str(root)] if words == ["check"] else [])])
    out, err = capsys.readouterr()
    assert "canary" not in out + err
    assert not any(b"canary" in each.read_bytes() for each in practice.rglob("*") if each.is_file())
    assert not any(b"canary" in each.read_bytes() for each in keyed.state.root.rglob("*") if each.is_file())


def test_deliver_brings_a_process_note_that_waits_without_a_key(keyed, capsys):
    root = root_of(keyed)
    root.parent.mkdir(parents=True)
    root.write_text("in the way")
    note, said = writes(keyed)
    assert "waits on this computer, encrypted" in said
    (keyed.state.keys / "keys.txt").rename(keyed.state.root.parent / "keys.txt")
    main(["doctor"])
    assert "1 process note not in their folder yet" in " ".join(capsys.readouterr().out.split())
    root.unlink()
    assert main(["deliver"]) == 0
    said = f"Brought: process note 1 for {note.client}, encrypted.\n  Kept: {root / note.name}\nNo signed note waits.\n"
    assert capsys.readouterr().err == said
    assert [each.id for each in ProcessNotes(root).held()] == [note.id]


# What the law excludes


def test_the_rules_do_what_their_examples_say():
    compile_packs([load_rule_pack(shipped_folder("formats") / "process" / "excluded.toml")])


@pytest.mark.parametrize(
    "text",
    [
        "Started at 14:05 and ended at 14:58.",
        "53 min session by video.",
        "Weekly CBT.",
        "Her PHQ-9 dropped from 18 to 11.",
        "She is on Zoloft 100 mg and it was raised last week.",
        "Client meets criteria for BPD, I think.",
        "Sleep worse.",
        "Functioning at school has declined.",
        "Prognosis fair.",
        "She's making progress toward goal 1.",
        "Plan is to continue with exposure.",
    ],
)
def test_what_belongs_into_the_progress_note_is_recognized(text):
    (mark, *_) = Excluded(None).marks(text)
    assert "in the progress note" in mark.say
    assert "progress note" in mark.better
    assert not mark.stops


@pytest.mark.parametrize(
    "text",
    [
        "I kept glancing at the clock at ten to three; I wanted it over.",
        "I felt diagnosed by her.",
        "I wonder whether CBT is where I hide from her.",
        "When she talked about her medication I thought of my brother.",
        "I worried about her progress and noticed that I wanted to be praised.",
        "The plan I had in my head went out of the window when she cried.",
        "I was moved when she scored that small victory over her boss.",
        "We met from two different planets.",
        "I do not trust my good mood after her sessions.",
        "Dream of the house with nine rooms.",
        "Hypothesis: the symptom keeps the mother close.",
    ],
)
def test_what_is_the_clinicians_own_is_left_alone(text):
    assert Excluded(None).marks(text) == ()


# A sentence of a note


def finding(text, words, category=CATEGORY):
    start = text.index(words)
    return Finding(rule="r", category=category, level="warning", start=start, end=start + len(words), text=words,
                   message="", why="", suggestion="", source="", sentence="")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "moved", "left"),
    [
        ("Came on time. I felt bored. Left early.", "felt bored", "I felt bored.", "Came on time. Left early."),
        ("I felt bored.", "felt bored", "I felt bored.", ""),
        ("I felt bored. Left early.", "felt bored", "I felt bored.", "Left early."),
        ("Came on time. I felt bored.", "felt bored", "I felt bored.", "Came on time."),
        ("One.\nI felt bored.\nTwo.", "felt bored", "I felt bored.", "One.\nTwo."),
        (f"One\n{HALF}I felt bored", "felt bored", "I felt bored", "One"),
    ],
)
def test_the_marked_sentence_leaves_and_nothing_else(text, words, moved, left):
    spans = marked_sentences(text, [finding(text, words)])
    assert [text[start:end].strip(HALF) for start, end in spans] == [moved]
    assert without(text, spans).rstrip(f"{HALF}\n") == left
    assert marked_sentences(text, [finding(text, words, "vague")]) == ()


def test_a_sentence_stays_where_it_cannot_be_kept(keyed, monkeypatch):
    text = "Came on time. I felt bored."
    moving = Moving(keyed, MADE.keys, "c-0001", "Dana")
    monkeypatch.setattr("notewizard.records.drafts.Drafts.begin", refuses)
    left, said = moving.move(text, [finding(text, "felt bored")], None)
    assert left == text
    assert said.startswith("Nothing was moved. No draft can be kept here.")
    monkeypatch.undo()


def refuses(*arguments):
    raise NotKept("No draft can be kept here.", hint="Make room.")


# A new laptop


def test_a_new_laptop_has_everything_by_copying_what_doctor_names(keyed, practice, tmp_path, monkeypatch, capsys):
    writes(keyed)
    draft = keyed.state.drafts.begin("c-0001", "soap", "2026-11-20T15:05:00-05:00")
    draft.append({"kind": "pending", "path": ["presenting", "concerns"], "text": "half a sen"})
    draft.close()
    new = tmp_path / "laptop"
    moved = shutil.copytree(practice, new / "Practice")
    shutil.copytree(keyed.state.root, new / "state")
    shutil.copytree(root_of(keyed), new / ".local" / "share" / "notewizard" / "process-notes")
    shutil.rmtree(practice)
    monkeypatch.setenv("HOME", str(new))
    monkeypatch.setenv("NOTEWIZARD_STATE", str(new / "state"))
    monkeypatch.chdir(moved)
    assert main(["process", "show", "1"]) == 0
    assert WORDS in capsys.readouterr().out
    assert main(["drafts"]) == 0
    assert draft.id in capsys.readouterr().out
    again = Desk(World())
    assert writes(again, "On the new one.")[0].number == 2
    assert main(["process", "list"]) == 0


def test_a_lost_laptop_is_read_back_with_the_recovery_key_alone(keyed, practice, tmp_path, monkeypatch, capsys):
    writes(keyed)
    backup = tmp_path / "backup"
    backup.mkdir()
    main(["process", "copy-to", str(backup)])
    for gone in (keyed.state.root, root_of(keyed)):
        shutil.rmtree(gone)
    monkeypatch.setenv("HOME", str(tmp_path / "laptop"))
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "laptop" / "state"))
    monkeypatch.setenv("NOTEWIZARD_PROCESS", str(backup))
    paper = tmp_path / "typed from paper.txt"
    paper.write_text(MADE.recovery_secret)
    capsys.readouterr()
    assert main(["process", "--key", str(paper)]) == 0
    assert "c-0001" in capsys.readouterr().out
    assert main(["process", "show", "1", "--key", str(paper)]) == 0
    assert WORDS in capsys.readouterr().out
    fresh = new_keys("2026-11-21")
    again = Desk(World())
    keep_keys(again.state, fresh.keys)
    assert writes(again, "With new keys.")[0].number == 2
    assert main(["process"]) == 4
    out, err = capsys.readouterr()
    assert "   2  " in out
    assert "Closed to other keys, or damaged at the beginning: 1 process note (number 1)." in err


def test_the_moving_page_names_every_place():
    page = (Path(__file__).parents[3] / "docs" / "moving.md").read_text()
    for words in (
        "state folder",
        "process-notes",
        "keys.txt",
        "recovery key",
        "copy-to",
        "NOTEWIZARD_PROCESS",
        "drafts",
        "process passphrase",
        "process renew",
        "process add-key",
    ):
        assert words in page


def test_every_command_of_the_moving_page_is_understood():
    page = (Path(__file__).parents[3] / "docs" / "moving.md").read_text()
    names, words = r"(?:process|drafts|resume|deliver|doctor)\b", r"(?:-{0,2}[a-z-]+|-|[0-9]|ID|FOLDER)"
    commands = [each.split() for each in set(re.findall(rf"notewizard ({names}(?: {words})*)(?=`|  |\n)", page))]
    assert len(commands) >= 12
    for name, *words in commands:
        parser = ArgumentParser(exit_on_error=False)
        import_module(f"notewizard.commands.{name}").arguments(parser)
        assert parser.parse_args(words), words


# Drafts


def a_draft(desk):
    """Two answers and half a sentence, as a walk writes them."""
    draft = desk.state.drafts.begin("c-0001", "soap", "2026-11-20T15:05:00-05:00")
    draft.append(
        {"kind": "answer", "key": "encounter.date", "writes": [[["encounter", "date"], "2026-11-20"]]},
        {"kind": "practice", "root": str(desk.practice.root)},
        {"kind": "answer", "key": "presenting.concerns", "writes": [[["presenting", "concerns"], WORDS]]},
        {"kind": "kept", "fingerprints": ["00"], "reason": "canary-7731 is her word"},
        {"kind": "pending", "path": ["presenting", "symptoms"], "text": "canary-7731 half a sen"},
    )
    draft.close()
    return draft


def test_words_of_drafts_are_closed_once_there_are_keys_and_shown_with_them(keyed, capsys):
    draft = a_draft(Desk(World()))
    assert b"canary" not in draft.path.read_bytes()
    assert b"2026-11-20" in draft.path.read_bytes()
    assert main(["drafts"]) == 0
    assert "2 answers" in capsys.readouterr().out
    assert main(["due"]) == 0
    assert "canary" not in capsys.readouterr().out
    assert main(["drafts", "show", draft.id]) == 0
    out = capsys.readouterr().out
    assert f"presenting.concerns: {WORDS}" in out
    assert "presenting.symptoms (being typed): canary-7731 half a sen" in out


def test_a_closed_draft_is_moved_and_set_aside_without_a_key_and_read_with_one(keyed, capsys):
    draft = a_draft(Desk(World()))
    key = keyed.state.keys / "keys.txt"
    data = key.read_bytes()
    key.unlink()
    assert main(["drafts", "show", draft.id]) == 1
    err = capsys.readouterr().err
    assert "This draft is encrypted, and its keys cannot be used on this computer." in err
    assert "Put keys.txt back from a backup, or read it with the recovery key" in err
    assert main(["drafts", "move", draft.id, "c-0002", "--yes"]) == 0
    assert main(["drafts", "discard", draft.id, "--yes"]) == 0
    assert main(["drafts", "restore", draft.id]) == 0
    capsys.readouterr()
    assert main(["drafts", "show", draft.id]) == 1
    key.write_bytes(data)
    assert main(["drafts", "show", draft.id]) == 0
    assert WORDS in capsys.readouterr().out
    assert main(["drafts"]) == 0
    assert "c-0002" in capsys.readouterr().out


def test_a_draft_from_before_goes_on_half_plain_half_closed(desk, capsys):
    draft = a_draft(desk)
    assert b"canary" in draft.path.read_bytes()
    keep_keys(desk.state, MADE.keys)
    again = Desk(World()).state.drafts.open(draft.id)
    again.append({"kind": "answer", "key": "presenting.symptoms", "writes": [[["presenting", "symptoms"], "llama-9"]]})
    again.close()
    assert b"llama" not in draft.path.read_bytes()
    assert main(["drafts", "show", draft.id]) == 0
    out = capsys.readouterr().out
    assert WORDS in out
    assert "presenting.symptoms: llama-9" in out


@pytest.mark.parametrize("damaged", [True, False])
def test_keys_that_cannot_be_used_stop_no_draft_and_are_said(keyed, damaged, monkeypatch):
    if damaged:
        (keyed.state.keys / "keys.txt").write_bytes(b"# notewizard keys 1\n")
    else:
        monkeypatch.setattr(keys_module, "find_spec", lambda name: None)
    here = Desk(World())
    assert here.state.seal is None
    assert b"canary" in a_draft(here).path.read_bytes()
    said = unsealed_because(here.state)
    assert said.startswith("Your keys cannot be used, so this draft is a private file and not encrypted")
    assert ("doctor" if damaged else "notewizard[keys]") in said


def test_a_line_put_into_another_draft_is_said_in_the_list_and_refused(keyed, capsys):
    here = Desk(World())
    one, other = a_draft(here), a_draft(here)
    one.path.write_bytes(one.path.read_bytes() + other.path.read_bytes().splitlines(keepends=True)[-1])
    assert main(["drafts", "show", one.id]) == 4
    assert "A line of this draft belongs to another draft" in capsys.readouterr().err
