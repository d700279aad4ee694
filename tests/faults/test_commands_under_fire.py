"""The commands on a disk that fails, in a hostile folder, and beside a second process: R1-R10 as a person meets them.

The stories of `stories.py` break every step of the saver itself; here the whole command runs, from its words to what it
says. Answers hold marked words, so that one of them in a wrong place is seen.
"""

import errno
import json
import os
import subprocess
import sys
import tomllib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import shipped
from faults.disk import Died, Fault, FaultyDisk
from faults.sweep import FULL

from notewizard.cli import main
from notewizard.records.history.entry import FINISHES
from notewizard.records.history.reading import read_history
from notewizard.records.practice import Practice
from notewizard.records.state import State
from notewizard.rendering.render import Renderer

EXAMPLES = Path(__file__).parents[2] / "examples"
VIDEO = EXAMPLES / "answers" / "ongoing-video.toml"
NOTE = EXAMPLES / "notes" / "ongoing-video.soap.md"
SIGNED = ("--sign", "Dana Whitfield")
NAME = "2026-11-20 progress note.md"
MARK = "Zanzibar"
"""Stands in answers alone: anywhere but in a note, its record, its draft and its outbox it is a leak (R10)."""
OLD = b"An earlier note, by another hand.\n"
FOREIGN = b"The other client's only note.\n"


class Office:
    """A practice with two clients and one note of each, a state folder, and answers about the first client."""

    signed_before = 0
    """How many signatures the history holds before the command."""

    def __init__(self, root):
        self.root, self.practice, self.state = root, root / "practice", State(root / "state")
        self.own, self.other = self.practice / "Example", self.practice / "Other"
        self.answers = root / "answers" / "answers.json"
        assert main(["init", str(self.practice), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
        (self.practice / ".notewizard" / "clients.toml").write_text(
            '[[client]]\nid = "c-1042"\nname = "Ada Example"\nfolder = "Example"\n'
            '[[client]]\nid = "c-0311"\nname = "Bo Other"\nfolder = "Other"\n',
            encoding="utf-8",
        )
        for folder, data in ((self.own, OLD), (self.other, FOREIGN)):
            folder.mkdir()
            (folder / "2026-11-13 progress note.md").write_bytes(data)
        values = json.loads(json.dumps(tomllib.loads(VIDEO.read_text(encoding="utf-8")), default=str))
        values["presenting"]["concerns"] = f"Fear of the crossing to {MARK} after the storm."
        values["response"]["engagement"] = f"Named three reasons to go to {MARK} without prompting."
        self.answers.parent.mkdir()
        self.answers.write_text(json.dumps(values), encoding="utf-8")

    def render(self, to=None, *more):
        return main(["render", str(self.answers), "--to", str(to or self.practice), *SIGNED, *more])

    def notes(self):
        """Every file in the practice folder that a person sees, with its text."""
        paths = (path for path in self.practice.rglob("*") if path.is_file() and not path.is_symlink())
        seen = (path for path in paths if ".notewizard" not in path.parts and not path.name.startswith("~$"))
        return {path.relative_to(self.practice).as_posix(): path.read_bytes() for path in seen}

    def untouched(self):
        """The notes that were there before, and no other."""
        return {f"{each}/2026-11-13 progress note.md": data for each, data in (("Example", OLD), ("Other", FOREIGN))}

    def marked(self):
        """Every file below that holds the marked word, or carries it in its name."""
        files = [path for path in self.root.rglob("*") if path.is_file() and path != self.answers]
        return sorted(path for path in files if MARK in path.name or MARK.encode() in path.read_bytes())


@pytest.fixture
def office(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "America/New_York")
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    office = Office(tmp_path)
    capsys.readouterr()
    return office


# A disk that fails


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "access is not permitted"),
        (errno.EDQUOT, "the disk quota is used up"),
    ],
)
def test_a_folder_that_takes_nothing_says_where_the_text_is_and_deliver_brings_it(office, capsys, number, why):
    with FaultyDisk(office.own, Fault("error", 1, number, lasting=True)) as full:
        os.listdir = full._real["listdir"]  # It can be looked at.
        code = office.render()
    out, err = capsys.readouterr()
    (draft,) = office.state.drafts.list()
    outbox = office.state.outbox / f"{draft.id}.md"
    assert (code, out) == (4, "")
    assert why in err
    assert f"The text is safe in {outbox}.\n" in err
    assert err.endswith("When the folder is there again: notewizard deliver\n")
    assert MARK in outbox.read_text(encoding="utf-8")
    assert office.notes() == office.untouched()

    assert office.render() == 4
    assert f"A signed note of that name already waits to be brought there. ({office.own / NAME})" in (
        again := capsys.readouterr().err
    )
    assert again.endswith(f"Bring it with: notewizard deliver {draft.id}\n")

    assert main(["deliver"]) == 0
    assert capsys.readouterr().err.endswith(f"  Kept: {office.own / NAME}\n")
    assert set(office.notes()) == {*office.untouched(), f"Example/{NAME}"}
    assert office.state.drafts.list() == ()


KINDS = [
    ("error", errno.EIO, False),
    ("error", errno.ENOSPC, True),
    ("error", errno.EROFS, True),
    ("torn", 0, False),
    ("power", 0, False),
]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    ("kind", "number", "lasting"),
    KINDS,
    ids=["an error", "a full disk", "a read-only disk", "a kill", "a power loss"],
)
def test_whatever_call_of_a_command_fails_no_promise_breaks(tmp_path, monkeypatch, capsys, kind, number, lasting):
    # Every call in the full sweep; otherwise one of five, another one for each kind.
    step = 1 if FULL else 5
    first = 1 if FULL else KINDS.index((kind, number, lasting)) + 1
    broken, codes, call = [], set(), 0
    runs = runs_that_fail(tmp_path, monkeypatch, capsys, Fault(kind, first, number, lasting=lasting), step)
    for call, name, office, code, said in runs(Office, Office.render):
        codes.add(code)
        broken += [f"call {call}, {name}: {each}" for each in _broken(office, code, said)]
    assert broken == []
    assert call > 30
    assert codes <= {0, 4, None}


def runs_that_fail(tmp_path, monkeypatch, capsys, fault, step):
    """Runs of a command, each in an office of its own, with the fault `step` calls later each time.

    Gives for each: which call it was, its name, the office, the exit code (None: killed), what was said. The last run
    is the one that ends before the fault comes.
    """
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.chdir(tmp_path)
    shipped.once(monkeypatch)

    def runs(make, act):
        call = fault.call - step
        while True:
            call += step
            root = tmp_path / str(call)
            monkeypatch.setenv("NOTEWIZARD_STATE", str(root / "state"))
            root.mkdir()
            office = make(root)
            capsys.readouterr()
            code = None
            with FaultyDisk(root, replace(fault, call=call)) as disk, suppress(Died):
                code = act(office)
            for lock in (root / "state").rglob("*.lock"):
                lock.unlink()  # The operating system's own, and gone with the process.
            yield call, disk.made[-1], office, code, capsys.readouterr()
            if disk.calls < call:
                return

    return runs


def finished_before_it_was_killed(office, code):
    """A killed command that had nothing left to do: no draft is there, and the history says what was signed."""
    signed = [
        each
        for each in read_history(Practice(office.practice)).entries
        if each.event.action in FINISHES and each.event.note
    ]
    return code is None and not office.state.drafts.list() and len(signed) > office.signed_before


def _broken(office, code, said):
    """The promises that do not hold after the command, and after `deliver` on a sound disk."""
    if said.out or MARK in said.err:
        yield "something is on stdout, or words of the patient are on stderr (R10)"
    if code == 4 and not said.err.strip():
        yield "nothing is said"
    before = office.notes()
    if {name: before.get(name) for name in office.untouched()} != office.untouched():
        yield "an earlier note was changed (R6)"
    waits = any(draft.signed for draft in office.state.drafts.list())
    finished = finished_before_it_was_killed(office, code)
    main(["deliver"])
    after = office.notes()
    new = {name: data for name, data in after.items() if name not in office.untouched()}
    if any(MARK.encode() not in data or not data.endswith(b"\n") for data in new.values()):
        yield "half a note stands under its final name (R2)"
    if len(new) != int(waits or finished or code == 0):
        yield f"{len(new)} notes came of one that was {'signed' if waits or code == 0 else 'not begun'} (R4)"
    records = {path.name: path.read_text(encoding="utf-8") for path in Practice(office.practice).records.glob("*.json")}
    if len(records) != len(new) or any(MARK not in text for text in records.values()):
        yield "note and record do not come together"
    if any(MARK in path.name for path in office.root.rglob("*")):
        yield "a file name holds words of the patient (R10)"


def test_where_no_draft_can_be_kept_nothing_is_begun_and_reading_still_works(office, capsys, monkeypatch):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(office.answers / "state"))
    assert office.render() == 4
    out, err = capsys.readouterr()
    assert (out, MARK in err) == ("", False)
    assert "\nThe drafts cannot be read: it is not a folder." in f"\n{err}"
    assert office.notes() == office.untouched()
    assert main(["render", str(office.answers)]) == 0
    assert MARK in capsys.readouterr().out


# No word of a patient where it does not belong (R10)


def test_marked_words_stand_in_the_note_and_its_record_and_nowhere_else(office, capsys):
    assert office.render() == 0
    out, err = capsys.readouterr()
    assert (out, MARK in err) == ("", False)
    (record,) = Practice(office.practice).records.glob("*.json")
    assert office.marked() == sorted([office.own / NAME, record])


def test_a_bug_of_ours_says_its_place_and_none_of_the_words(office, capsys, monkeypatch):
    def broken(self, note, form, **_):
        raise ValueError(note.presenting.concerns)

    monkeypatch.setattr(Renderer, "render", broken)
    assert office.render() == 70
    out, err = capsys.readouterr()
    assert (out, MARK in err) == ("", False)
    assert "ValueError in broken" in err
    assert office.marked() == []


def test_refusals_of_every_kind_leave_no_marked_word_behind(office, capsys):
    said = []
    for words in (
        ("--format", "soup"),
        ("--prior", str(office.answers)),
        ("--plan", str(EXAMPLES / "plans" / "c-0311.toml")),
        ("--sign", MARK),
        ("--fail-on", "info"),
    ):
        code = office.render(None, *words)
        out, err = capsys.readouterr()
        said.append(err.replace(f"{MARK}.", ""))
        assert (code in (0, 1, 3), out) == (True, "")
    assert MARK not in "".join(said)


# One client's words in another client's place (R9)


def test_a_note_goes_into_no_other_clients_folder_by_any_way(office, capsys):
    (office.root / "door").symlink_to(office.other)
    for to in (
        office.other / "x.md",
        office.other,
        office.own / ".." / "Other" / "x.md",
        office.root / "door" / "x.md",
        office.root / "door",
        office.practice / ".notewizard" / "x.md",
        office.practice / "x.md",
    ):
        code = office.render(to)
        out, err = capsys.readouterr()
        assert (code, out) == (1, ""), to
        assert "Nothing was written.\n" in err
    assert office.notes() == office.untouched()
    assert office.state.drafts.list() == ()


def test_an_unsigned_note_comes_into_the_practice_by_no_back_door(office, capsys):
    (office.root / "door").symlink_to(office.own)
    for to in (office.root / "door", office.root / "door" / "x.md", office.own / "x.md"):
        assert main(["render", str(office.answers), "--to", str(to)]) == 2
        assert capsys.readouterr().err.startswith("Only a finished note goes into a practice folder.\n")
    assert office.notes() == office.untouched()


def test_a_client_folder_that_is_a_link_to_another_clients_is_refused(office, capsys):
    (office.own / "2026-11-13 progress note.md").rename(office.root / "aside.md")
    office.own.rmdir()
    office.own.symlink_to(office.other)
    assert office.render() == 4
    assert "The folder is a symbolic link, which could lead to another client's folder." in capsys.readouterr().err
    assert set(office.notes()) == {"Other/2026-11-13 progress note.md"}


def test_a_link_in_the_place_of_the_note_is_not_followed(office, capsys):
    (office.own / NAME).symlink_to(office.root / "elsewhere.md")
    assert office.render() == 4
    assert f"The next free name is {NAME.replace('.md', ' (2).md')}: give it with --to." in capsys.readouterr().err
    assert not (office.root / "elsewhere.md").exists()


def test_a_copy_in_another_format_goes_nowhere_into_a_practice(office, capsys):
    assert office.render() == 0
    (office.root / "door").symlink_to(office.other)
    before = office.notes()
    for to in (office.other / "x.md", office.own / "x.md", office.root / "door" / "x.md"):
        capsys.readouterr()
        assert main(["convert", str(office.own / NAME), "--format", "dap", "--to", str(to)]) == 1
        assert capsys.readouterr().err.startswith("Only a finished note goes into a practice folder, and this copy ")
    assert office.notes() == before
    assert main(["convert", str(office.own / NAME), "--format", "dap", "--to", str(office.root / "x.md")]) == 0
    assert MARK in (office.root / "x.md").read_text(encoding="utf-8")


# Records that cannot be trusted (R8)


@pytest.mark.parametrize(
    ("before", "after"),
    [("client: c-1042", "client: c-0311"), ("\nid: ", "\nid: ../../"), ("\nid: ", "\nid: ' '")],
)
def test_a_head_that_does_not_fit_its_record_is_not_followed(office, capsys, before, after):
    assert office.render() == 0
    note = office.own / NAME
    note.write_text(note.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    capsys.readouterr()
    assert main(["convert", str(note), "--format", "dap"]) == 4
    assert capsys.readouterr().err.startswith(f"The head of this note does not fit its record. ({note})\n")


@pytest.mark.parametrize(
    "elements",
    ['"x"', "[]", '{"schema": 9}', '{"presenting": {"concerns": 3}}', "{}", '{"client": {"id": "c-0311"}}'],
    ids=str,
)
def test_a_record_without_the_answers_is_said_with_its_note(office, capsys, elements):
    assert office.render() == 0
    (record,) = Practice(office.practice).records.glob("*.json")
    shaped = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**shaped, "elements": json.loads(elements)}), encoding="utf-8")
    capsys.readouterr()
    assert main(["convert", str(office.own / NAME), "--format", "dap"]) == 4
    out, err = capsys.readouterr()
    assert (out, MARK in err) == ("", False)
    whole = isinstance(json.loads(elements), dict)
    said = "The record of this note does not hold the answers of its client as this version knows them. ("
    assert err.startswith(said if whole else "This record cannot be read. (")


def test_records_that_cannot_be_read_are_named_where_one_is_looked_for(office, capsys):
    records = Practice(office.practice).records
    records.mkdir()
    (records / "aa.json").write_text("{", encoding="utf-8")
    (records / "bb.json").write_text("[" * 100_000, encoding="utf-8")
    os.mkfifo(records / "cc.json")
    note = office.own / "2026-11-13 progress note.md"
    assert main(["convert", str(note), "--format", "dap"]) == 4
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in said[:3]] == ["aa.json", "bb.json", "cc.json"]
    assert said[3] == f"This note has no record: its answers were not kept here. ({note})"


def test_a_pipe_in_the_place_of_a_note_is_not_waited_for(office, capsys):
    os.mkfifo(office.own / "pipe.md")
    assert main(["convert", str(office.own / "pipe.md"), "--format", "dap"]) == 4
    assert "not a regular file" in capsys.readouterr().err


# A second process


def start(*words, **given):
    return subprocess.Popen(
        [sys.executable, "-m", "notewizard", *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **given,
    )


def test_of_several_commands_with_one_note_one_keeps_it_and_the_others_say_so(office, capsys):
    running = [start("render", office.answers, "--to", office.practice, *SIGNED) for _ in range(4)]
    done = [(*each.communicate(), each.returncode) for each in running]
    kept = [err for _, err, code in done if code == 0]
    assert [f"Kept: {office.own / NAME}\n" in each for each in kept] == [True]
    for out, err, code in done:
        assert out == ""
        # Those that came later are a copy of the first, or find its name taken, or find it waiting.
        assert code in (0, 1, 4)
        assert (code == 4) <= any(each in err for each in ("is there already", "is already there", "already waits"))
    assert set(office.notes()) == {*office.untouched(), f"Example/{NAME}"}
    before = office.notes()
    waits = [draft.id for draft in office.state.drafts.list()]
    for draft in waits:
        assert any(f"notewizard deliver {draft} --as" in err for _, err, _ in done)
        assert main(["deliver", draft]) == 4
    assert office.notes() == before


def test_a_name_taken_at_the_last_moment_says_how_the_note_gets_another(office, capsys, monkeypatch):
    from notewizard.records import finish

    publish = finish.publish

    def late(folder, name, data, **more):
        (folder / name).write_bytes(OLD)
        monkeypatch.setattr(finish, "publish", publish)
        return publish(folder, name, data, **more)

    monkeypatch.setattr(finish, "publish", late)
    assert office.render() == 4
    (draft,) = office.state.drafts.list()
    free = NAME.replace(".md", " (2).md")
    err = capsys.readouterr().err
    assert f"The text is safe in {draft.path}.\n" in err
    assert err.endswith(f'Give it another name: notewizard deliver {draft.id} --as "{free}"\n')
    assert main(["deliver", draft.id, "--as", free]) == 0
    assert (office.own / NAME).read_bytes() == OLD
    assert MARK in (office.own / free).read_text(encoding="utf-8")


# What goes wrong around it


@pytest.mark.parametrize(
    "words",
    [("render", VIDEO), ("check", NOTE, "--json"), ("schema",), ("reuse", NOTE, "--prior", NOTE), ("formats", "list")],
    ids=lambda words: words[0],
)
def test_a_reader_that_goes_away_is_no_error(words, tmp_path):
    running = start(*words, env={**os.environ, "NOTEWIZARD_STATE": str(tmp_path / "state")}, cwd=tmp_path)
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), err) == (0, "")


CODES = [
    (("render", VIDEO), 0),
    (("render", VIDEO, "--format", "soup"), 1),
    (("render", VIDEO, "--prior", NOTE), 1),
    (("render",), 2),
    (("render", VIDEO, "--to"), 2),
    (("render", NOTE), 3),
    (("render", VIDEO, "--plan", NOTE), 3),
    (("render", VIDEO, "--to", NOTE), 4),
    (("render", VIDEO, "--prior", "nowhere"), 4),
    (("convert", NOTE, "--format", "dap"), 1),
    (("convert", NOTE), 2),
    (("export", NOTE, "--as", "html"), 1),
    (("export", NOTE, "--as", "pdf"), 2),
    (("export", NOTE), 2),
    (("check", NOTE), 0),
    (("check", NOTE, "--prior", NOTE.with_name("ongoing-video.dap.md")), 1),
    (("check",), 2),
    (("check", "nowhere"), 4),
    (("reuse", NOTE, "--prior", NOTE.with_name("emdr-in-person.soap.md")), 0),
    (("reuse", NOTE, "--prior", NOTE.with_name("ongoing-video.dap.md")), 1),
    (("reuse", NOTE), 2),
    (("reuse", "nowhere", "--prior", NOTE), 4),
    (("reuse", NOTE, "--others", "nowhere.jsonl"), 4),
    (("schema",), 0),
    (("schema", "x"), 2),
    (("deliver",), 0),
    (("deliver", "nowhere"), 1),
    (("drafts", "show", "nowhere"), 1),
    (("formats", "show", "soup"), 1),
]


@pytest.mark.parametrize(("words", "code"), CODES, ids=lambda each: str(each) if isinstance(each, int) else None)
def test_each_command_ends_with_its_code_and_says_nothing_on_stdout_when_it_refuses(
    words, code, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    assert main([str(word) for word in words]) == code
    out, err = capsys.readouterr()
    reports = words[0] in ("check", "reuse") and code == 1
    assert bool(out) == (reports or (code == 0 and words[0] != "deliver"))
    assert bool(err) == ((code != 0 and not reports) or words[0] == "deliver")


def test_reports_as_json_have_one_shape(capsys):
    assert main(["check", str(NOTE), str(NOTE.with_name("nowhere.md")), "--json"]) == 4
    assert main(["check", str(NOTE), "--json", "--prior", str(NOTE.with_name("ongoing-video.dap.md"))]) == 1
    checked = json.loads(capsys.readouterr().out)
    assert main(["reuse", str(NOTE), "--json", "--prior", str(NOTE.with_name("ongoing-video.dap.md"))]) == 1
    compared = json.loads(capsys.readouterr().out)
    for report in (checked, compared):
        assert (report["schema"], len(report["results"]), report["results"][0]["path"]) == (1, 1, str(NOTE))
    finding, passage = checked["results"][0]["findings"][0], compared["results"][0]["passages"][0]
    assert {"rule", "category", "level", "start", "end", "text", "message", "suggestion"} <= set(finding)
    assert {"start", "end", "source", "source_start", "source_end", "kind", "matter", "words"} <= set(passage)
    text = NOTE.read_text(encoding="utf-8")
    assert text[finding["start"] : finding["end"]] == finding["text"]
