"""The child process: one reads many files, is ended at the limit of one, and the next file is read by another."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from unit.documents.files_made import paragraph, word

from notewizard.documents.bounded import SERVE, Answer, Bounded
from notewizard.documents.packed import packed_document
from notewizard.errors import NotKept

NOTE = word(paragraph("Slept badly."))
READ = Answer("", (("paragraph", "Slept badly."),))


def child_that(does: str) -> str:
    """A child as ours, but that it does this on reading a file that begins with "!"."""
    return SERVE.replace(
        "import serve;",
        "import serve; import notewizard.documents.child as c, os, signal, time; plain = c._answer;"
        f" c._answer = lambda kind, data: {does} if data[:1] == b'!' else plain(kind, data);",
    )


@pytest.fixture
def bounded(request):
    does = getattr(request, "param", "")
    made = Bounded(60, child_that(does) if does else SERVE)
    yield made
    made.close()


def pid(bounded: Bounded) -> int:
    assert bounded._child is not None
    return bounded._child.pid


def test_one_child_reads_many_files(bounded):
    assert [bounded.read("word", data) for data in (NOTE, b"PK", NOTE)] == [READ, Answer("damaged"), READ]
    first = pid(bounded)
    assert bounded.read("word", NOTE) == READ
    assert pid(bounded) == first


@pytest.mark.parametrize(
    ("bounded", "why"),
    [
        ("time.sleep(100)", "slow"),
        ("[0 for _ in iter(int, 1)]", "slow"),
        ("os._exit(7)", "died"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "died"),
        ("os.write(1, b'half an ans') and os._exit(0)", "died"),
        ('b\'{"why": ""}\\n\'', "died"),
        ("b'[1]\\n'", "died"),
        ('b\'{"why": "Marigold", "pieces": []}\\n\'', "died"),
        ('b\'{"why": "", "pieces": [["label", "x"]]}\\n\'', "died"),
        ('b\'{"why": "", "pieces": [[[], 1]]}\\n\'', "died"),
        ("b'[' * 200_000 + b'\\n'", "died"),
    ],
    indirect=["bounded"],
)
def test_a_file_that_ends_the_child_is_named_and_the_next_is_read(bounded, why):
    assert bounded.read("word", NOTE) == READ
    bounded._seconds = 0.2 if why == "slow" else 60
    assert bounded.read("word", b"!") == Answer(why)
    bounded._seconds = 60
    assert bounded.read("word", NOTE) == READ


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_memory_has_an_end():
    hungry = SERVE.replace(
        "import serve;",
        "import serve; import notewizard.documents.child as c; plain = c._reader;"
        " c._reader = lambda kind: (lambda data: bytes(2**31)) if kind == 'pdf' else plain(kind);",
    )
    made = Bounded(60, hungry)
    assert [made.read("pdf", b""), made.read("word", NOTE)] == [Answer("memory"), READ]
    made.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_child_that_was_killed_between_two_files_is_not_missed(bounded):
    assert bounded.read("word", NOTE) == READ
    os.kill(pid(bounded), signal.SIGKILL)
    bounded._child.wait()
    assert bounded.read("word", NOTE) == READ


@pytest.mark.parametrize("bounded", ["os._exit(0)"], indirect=True)
def test_a_child_that_had_nothing_to_do_ends_and_another_is_asked(bounded):
    assert bounded.read("word", b"!") == Answer("died")
    assert bounded.read("word", NOTE) == READ


def test_an_interruption_leaves_no_answer_for_the_next_file(bounded, monkeypatch):
    from notewizard.documents import bounded as module

    asked = module._asked

    def interrupted(child, kind, data):
        asked(child, kind, data)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_asked", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bounded.read("word", word(paragraph("Of another client.")))
    assert bounded.read("word", NOTE) == READ


def test_threads_get_each_the_answer_to_its_own_file(bounded):
    files = [word(paragraph(f"Note {number}.")) for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda data: bounded.read("word", data), files))
    assert [answer.pieces[0][1] for answer in answers] == [f"Note {number}." for number in range(24)]


ENDS = """
import sys, threading, time
from notewizard.documents.bounded import Bounded, SERVE
made = Bounded(60, SERVE.replace("serve()", "import time; time.sleep(60)"))
threading.Thread(target=made.read, args=("word", b"x"), daemon=True).start()
while made._child is None: time.sleep(0.01)
print(made._child.pid)
"""


@pytest.mark.skipif(os.name != "posix", reason="process ids are looked up the POSIX way")
def test_the_program_ends_in_the_middle_of_a_file_and_leaves_no_child():
    done = subprocess.run([sys.executable, "-W", "error", "-c", ENDS], capture_output=True, timeout=30, check=True)
    assert done.stderr == b""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_where_no_child_starts_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(NotKept) as caught:
        packed_document(tmp_path / "note.docx", NOTE, "word", Bounded())
    assert caught.value.what.endswith(" cannot be read: the process that reads such files does not start.")
    monkeypatch.undo()
    broken = Bounded(60, "raise SystemExit(1)")
    assert broken.read("word", NOTE) == Answer("no-reader")
    broken.close()


@pytest.mark.skipif(sys.platform != "linux", reason="limits differ")
def test_the_child_can_write_nothing_and_has_no_terminal(bounded, tmp_path):
    does = (
        "__import__('json').dumps({'why': '', 'pieces': [['paragraph', repr(["
        "__import__('resource').getrlimit(each)[0] for each in (1, 4)]) + str(os.getsid(0) == os.getpid())]]})"
        ".encode() + b'\\n'"
    )
    made = Bounded(60, child_that(does))
    assert made.read("word", b"!").pieces == (("paragraph", "[0, 0]True"),)
    made.close()


def test_modules_lying_about_where_it_was_started_are_not_taken(bounded, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert bounded.read("word", NOTE) == READ
    assert json.loads("1") == 1
