"""What a clinician types, under the kernel's eye: every flow that asks, on a terminal, from its first key to its end.

A word that is typed may be written to the note, its record, the private drafts and the outbox, to the file that an
editor has open, and to the terminal that shows it: nowhere else, in no name, argument or environment. A process note's
words and a passphrase may stand in no file at all, and a passphrase not even on the terminal.
"""

import re
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from faults.watched import calls, leaks, watching
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk, walk_note
from sessions.office import NOW, STILL_CLOCK, opened
from sessions.stage import stage

from notewizard.records.keys import keep_keys, new_keys

pytestmark = [
    pytest.mark.strace,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not on this machine (Linux: install strace)"),
]
ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
WORD, LATER_WORD, HIDDEN = "Zanzibar", "Kestrelbone", "Quillfeather"
QUESTION = "How the client took part"
TYPED = f"Named three reasons to go to {WORD} without prompting."
NOTE = "c-1042/2026-11-20 progress note.md"
LATER = "2026-11-22T10:00:00-05:00"
SUPERVISOR = {"name": "Ruben Castellanos", "credential": "PhD"}
RECORDS, DRAFTS, OPEN_IN_EDITOR = "Practice/.notewizard/records", "state/drafts", "state/scratch"
IN_A_NOTE = ("Practice/c-1042", RECORDS, DRAFTS, "state/outbox")


class Watched:
    """An office in which everything that is run is run under strace."""

    def __init__(self, root, **env):
        self.here = root / "here"
        (self.here / "tmp").mkdir(parents=True)
        self.office = opened(self.here, TMPDIR=str(self.here / "tmp"), **env)
        self.log = root / "strace.log"
        self.program = [STILL_CLOCK]
        self.seen = []
        """Every call that was watched."""

    @contextmanager
    def runs(self, *words, now=NOW):
        line = [*watching(self.log), sys.executable, *self.program, now, *words]
        with stage(*line, env=self.office.environ(), cwd=self.office.practice, size=(100, 40)) as s:
            yield Walk(s)
        self.seen += calls(self.log)
        self.log.unlink()

    def leaks(self, *words, places=IN_A_NOTE, shown=True):
        """Where these words were written, named or handed on and may not be; and every network call."""
        folders = [self.here / each for each in places]

        def may(_, file):
            on_the_screen = shown and file.startswith(("/dev/pts/", "/dev/tty"))
            return on_the_screen or any(Path(file).is_relative_to(each) for each in folders)

        found = list(leaks(self.seen, words, may))
        inside = [path for path in self.here.rglob("*") if path.is_file()]
        found += [
            f"left in {path.relative_to(self.here)}"
            for path in inside
            if any(word.encode() in path.read_bytes() for word in words)
            and not any(path.is_relative_to(each) for each in folders if each != self.here / OPEN_IN_EDITOR)
        ]
        return found

    def was_written(self, word, place):
        """Whether strace saw the word going there: that it looks at all."""
        return any(word in line and f"<{self.here / place}" in line for line in self.seen)

    def drafts_without(self, *keys):
        return self.office.has_draft(ANSWERS, *keys)


def with_the_word(answers):
    """The answers with the word in everything that is told in the author's own words."""
    if isinstance(answers, dict):
        return {key: with_the_word(each) for key, each in answers.items()}
    if isinstance(answers, list):
        return [with_the_word(each) for each in answers]
    return f"{answers} {WORD}." if isinstance(answers, str) and answers.endswith(".") else answers


def test_a_whole_note_from_the_first_key_to_the_signature(tmp_path):
    watched = Watched(tmp_path)
    with watched.runs("new", "c-1042") as walk:
        walk_note(walk.s, with_the_word(ANSWERS))
    assert watched.leaks(WORD) == []
    assert watched.office.body(NOTE).count(WORD) > 5


def test_sign_asks_what_is_open_and_resume_goes_on_in_mid_word(tmp_path):
    watched = Watched(tmp_path)
    draft = watched.drafts_without("response.engagement", "response.in_session")
    with watched.runs("sign", draft) as walk:
        walk.asked(QUESTION).answers(TYPED).asked("What changed in the session")
        walk.types(f"Sat still when {LATER_WORD[:8]}").sees(LATER_WORD[:8]).presses("Ctrl-C").stops(130)
    with watched.runs("resume") as walk:
        walk.asked("What changed in the session").sees(LATER_WORD[:8]).answers(f"{LATER_WORD[8:]} came up.").signs()
    assert watched.leaks(WORD, LATER_WORD[:8]) == []
    assert watched.was_written(WORD, DRAFTS)
    assert f"Sat still when {LATER_WORD} came up." in watched.office.body(NOTE)


def test_a_reason_to_keep_a_warning_stands_in_the_record_alone(tmp_path):
    watched = Watched(tmp_path)
    watched.drafts_without("response.engagement")
    with watched.runs("resume") as walk:
        walk.asked(QUESTION).answers("Client is making progress.").sees("Enter keeps it.")
        walk.types(f" :keep {WORD} was named").presses("Enter").signs()
    assert watched.leaks(WORD, places=(RECORDS, DRAFTS)) == []
    assert watched.was_written(WORD, RECORDS)


@pytest.mark.parametrize("ending", ["the window is closed", "it is told to end", "nobody is there", "it is killed"])
def test_a_walk_that_ends_in_mid_word_keeps_it_in_its_draft_alone(tmp_path, ending):
    watched = Watched(tmp_path)
    if ending == "nobody is there":
        config = watched.office.practice / ".notewizard" / "config.toml"
        config.write_text(f"lock_after = 0.05\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    watched.drafts_without("response.engagement")
    with watched.runs("resume") as walk:
        walk.asked(QUESTION).types(f"Named {WORD}").sees(WORD)
        if ending == "the window is closed":
            walk.closes_the_window().stops(130)
        elif ending == "it is told to end":
            walk.s.kill()
            walk.stops(130)
        elif ending == "it is killed":
            walk.s.wait(0.5)
            walk.is_killed()
        else:
            walk.stops(130)
    assert watched.leaks(WORD, places=(DRAFTS,)) == []
    assert watched.was_written(WORD, DRAFTS)
    assert watched.office.typed()[-1] == f"Named {WORD}"


EDITOR = f"""\
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
path.write_text(path.read_text(encoding="utf-8") + "She spoke of {LATER_WORD}.\\n", encoding="utf-8")
"""


@pytest.mark.parametrize("editor", ["python", "vim"])
def test_an_editor_has_the_answer_in_one_private_file_that_is_gone(tmp_path, editor):
    if shutil.which(editor) is None and editor != "python":
        pytest.skip(f"{editor} is not on this machine")
    program = tmp_path / "editor.py"
    program.write_text(EDITOR, encoding="utf-8")
    watched = Watched(tmp_path, TERM="vt100", EDITOR="vim" if editor == "vim" else f"{sys.executable} {program}")
    watched.drafts_without("response.engagement")
    with watched.runs("resume") as walk:
        walk.asked(QUESTION).types(TYPED).sees(WORD).presses("F4")
        if editor == "vim":
            walk.sees("answer.md").types(f"oShe spoke of {LATER_WORD}.").presses("Escape").sees(LATER_WORD)
            walk.s.wait(0.5)
            walk.s.send_raw(":wq\r")
        walk.sees(f"She spoke of {LATER_WORD}.", QUESTION).presses("Enter").signs()
    assert watched.leaks(WORD, LATER_WORD, places=(*IN_A_NOTE, OPEN_IN_EDITOR)) == []
    assert watched.was_written(LATER_WORD, OPEN_IN_EDITOR)
    assert LATER_WORD in watched.office.body(NOTE)


def signed(watched):
    """One signed note is there, of a trainee's."""
    watched.office.has_record({**ANSWERS, "author": {**ANSWERS["author"], "supervisor": SUPERVISOR}})
    return (watched.office.practice / NOTE).read_bytes()


def adds(walk):
    walk.asked("Since when do you know it?").types("nov 21").sees("Saturday").presses("Enter")
    walk.asked("What is added").answers(f"Her sister called from {WORD}.")


def adds_late(walk):
    walk.asked("Do you fully recall what you add, from that session?").types("y")
    walk.asked("What is added").answers(f"She spoke of her sister in {WORD}.")


def corrects(walk):
    walk.asked("What is wrong: the words, as the note has them").answers("Missed one day of work")
    walk.asked("What is right").answers(f"Missed two days of work, in {WORD}.")


@pytest.mark.parametrize(
    ("kind", "answers"), [("--addendum", adds), ("--late-entry", adds_late), ("--correction", corrects)]
)
def test_what_is_written_to_a_note_later_and_to_its_author(tmp_path, kind, answers):
    watched = Watched(tmp_path)
    before = signed(watched)
    with watched.runs("addend", NOTE, kind, now=LATER) as walk:
        answers(walk)
        walk.asked("Why it is written now").answers(f"{LATER_WORD} was left out.")
        walk.sees("This will be kept").types("q").sees("sign as Dana Whitfield").types("s").sees("Kept: ").stops(0)
    with watched.runs("cosign", NOTE, now=LATER) as walk:
        walk.asked("Who co-signs? Type your name").answers("Ruben Castellanos")
        walk.sees("as it was signed").types("q").asked("Comments for the author").answers(f"Ask about {HIDDEN}.")
        walk.sees("This will be kept").types("q").sees("sign as Ruben Castellanos").types("s").sees("Kept: ").stops(0)
    assert watched.leaks(WORD, LATER_WORD) == []
    assert watched.leaks(HIDDEN, places=(RECORDS, DRAFTS)) == []
    assert watched.was_written(WORD, "Practice/c-1042")
    assert watched.was_written(HIDDEN, RECORDS)
    assert (watched.office.practice / NOTE).read_bytes() == before


def test_a_treatment_plan_and_standing_facts_hold_their_words_alone(tmp_path):
    watched = Watched(tmp_path)
    with watched.runs("plan", "c-1042", "--write") as walk:
        walk.asked("Diagnosis, code first").answers("F41.1 Generalized anxiety disorder").presses("Enter")
        walk.asked("Goal").answers(f"Go to {WORD} by train").sees("Objective: what will be seen")
        walk.types(f"One trip to {WORD}").sees(f"trip to {WORD}").closes_the_window().stops(130)
    assert watched.leaks(WORD, places=(DRAFTS,)) == []
    with watched.runs("facts", "c-1042", "--review") as walk:
        walk.asked("Name").presses("Enter").asked("Birth date").presses("Enter").asked("Pronouns").presses("Enter")
        walk.asked("Location").answers(f"Home, near {LATER_WORD}").asked("Emergency contact").presses("Ctrl-C").stops(
            130
        )
    assert watched.leaks(LATER_WORD, places=("Practice/.notewizard/facts", DRAFTS)) == []
    assert watched.was_written(LATER_WORD, "Practice/.notewizard/facts")


def test_plain_lines_are_as_quiet(tmp_path):
    watched = Watched(tmp_path)
    draft = watched.drafts_without("response.engagement")
    with watched.runs("sign", draft, "--accessible") as walk:
        walk.s.see(QUESTION).answer(TYPED).press("Enter").see("End of the text.").press("Enter").see("sign as Dana")
        walk.s.answer("s").see("Kept: ")
        walk.stops(0)
    assert watched.leaks(WORD) == []
    assert watched.was_written(WORD, RECORDS)


def test_a_process_note_and_its_passphrase_stand_in_no_file_in_plain_text(tmp_path):
    watched = Watched(tmp_path)
    phrase = f"a phrase of {HIDDEN}"
    with watched.runs("process", "setup") as walk:
        walk.sees("A passphrase for reading?").types("y").sees("New passphrase (it is not shown)")
        walk.s.answer(phrase).see("The same again").answer(phrase)
        walk.sees("Recovery key of your process notes", "On the next page it is asked for.")
        key = " ".join(line.strip() for line in walk.s.screen().split("\n") if re.fullmatch(r" {4}[A-Z0-9 -]+", line))
        walk.presses("Enter").asked("Type or paste the recovery key").types(key).presses("Enter")
        walk.sees("Set-up is complete.").stops(0)
    with watched.runs("process", "new", "c-1042") as walk:
        walk.asked("Process note of c-1042").types(f"I hurried her past {WORD}").sees(WORD).closes_the_window()
        walk.stops(130)
    with watched.runs("process", "new", "c-1042") as walk:
        walk.sees("Go on with it?").types("y").sees("Passphrase (it is not shown)").s.answer(phrase)
        walk.asked("Process note of c-1042").sees(WORD).answers(" and on.").sees("Kept apart, encrypted").stops(0)
    with watched.runs("process", "show", "1") as walk:
        walk.sees("Passphrase (it is not shown)").s.answer(phrase)
        walk.sees(f"I hurried her past {WORD} and on.").presses("Enter").stops(0)
    secret = key.replace(" ", "").replace("-", "")[-20:]
    assert watched.leaks(WORD, secret, key[-11:], places=()) == []
    assert watched.leaks(HIDDEN, places=(), shown=False) == []
    assert any(f"<{watched.here}" in line and ".age" in line for line in watched.seen)


def test_a_draft_is_closed_to_the_keys_and_what_is_moved_apart_never_stands_in_the_note(tmp_path):
    watched = Watched(tmp_path)
    keep_keys(watched.office.state, new_keys("2026-11-20").keys)
    watched.drafts_without("response.engagement", "response.in_session")
    with watched.runs("resume") as walk:
        walk.asked(QUESTION).answers(f"{TYPED} I felt irritated by {HIDDEN}.").sees("F6 moves it to your process")
        walk.presses("F6").sees("Kept apart, encrypted: process note 1.").asked(QUESTION).presses("Enter")
        walk.asked("What changed in the session").types(f"Spoke of {LATER_WORD}").sees(LATER_WORD)
        walk.closes_the_window().stops(130)
    assert watched.leaks(WORD, HIDDEN, LATER_WORD, places=()) == []
    with watched.runs("resume") as walk:
        walk.asked("What changed in the session").sees(LATER_WORD).presses("Enter").signs()
    # From the signature on the note is on its way, readable.
    assert watched.leaks(WORD, LATER_WORD) == []
    assert watched.leaks(HIDDEN, places=()) == []
    assert WORD in watched.office.body(NOTE)


BAD = """
import json, os, socket, subprocess, sys
from notewizard.records.typing import Typing
put, way, place, done = Typing.put, sys.argv.pop(1), os.environ["TMPDIR"], []
def leaking(self, path, text):
    put(self, path, text)
    if "zibar" in text and not done:
        done.append(1)
        if way == "a log": open(place + "/debug.log", "w").write(text)
        elif way == "an argument": subprocess.run([sys.executable, "-c", "", text])
        elif way == "an environment": subprocess.run([sys.executable, "-c", ""], env={**os.environ, "NOTE": text})
        elif way == "a name": os.mkdir(place + "/" + text)
        elif way == "a file that is gone": open(place + "/x", "w").write(text); os.unlink(place + "/x")
        elif way == "a network": socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
Typing.put = leaking
import runpy
sys.argv.pop(0)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize(
    ("way", "sign"),
    [
        ("a log", "left in tmp/debug.log"), ("an argument", "execve"), ("an environment", "NOTE="), ("a name", "mkdir"),
        ("a file that is gone", "tmp/x"), ("a network", "AF_INET"),
    ],
)  # fmt: skip
def test_a_program_that_leaks_what_is_typed_is_caught(tmp_path, way, sign):
    watched = Watched(tmp_path)
    program = tmp_path / "bad.py"
    program.write_text(BAD, encoding="utf-8")
    watched.program = [str(program), way, STILL_CLOCK]
    watched.drafts_without("response.engagement")
    with watched.runs("resume") as walk:
        walk.asked(QUESTION).types(f"Named {WORD} and").sees(f"{WORD} and")
        walk.s.wait(0.5)
        walk.presses("Ctrl-C").stops(130)
    found = watched.leaks(WORD)
    assert any(sign in each for each in found), found
