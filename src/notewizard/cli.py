"""Arguments in, exit code out; the one place that words an error.

Nothing is imported before it is known to be needed: `--help`, `--version` and the first painted question load the
standard library's smallest part alone.
"""

from __future__ import annotations

import sys

from notewizard import __version__

TYPE_CHECKING = False  # typing would cost more than the whole first paint
if TYPE_CHECKING:
    from threading import ExceptHookArgs

COMMANDS = {
    "init": "adopt a folder of notes: its layout, who is who, who is writing",
    "new": "walk through a new note",
    "resume": "go on with an interrupted note",
    "drafts": "list drafts; show one, move it to another client, discard it",
    "render": "answers file (TOML or JSON) to note, no questions, all the same checks",
    "convert": "the same record in another format",
    "plan": "the treatment plan: read, write, review, revise it; the plan and its notes as one thread",
    "facts": "what stays true of a client: show, confirm, change",
    "schema": "the JSON Schema of an answers file",
    "check": "findings on notes that exist, whoever wrote them",
    "reuse": "passages of a text that stand in other notes",
    "measures": "scores over time: table, plot, --svg for a picture",
    "due": "notes still owed, with the hours left",
    "sign": "finish a draft that waits: the last screen, or at once with --as NAME",
    "cosign": "co-sign a trainee's note as its supervisor",
    "addend": "addendum, late entry, correction, or entered in error: a file of its own",
    "verify": "is every note what was signed: held against the history, nothing is changed",
    "accept": "say that you know of a change made outside, and why it stays",
    "history": "what happened to a note or in the practice, and what was written later",
    "export": "signed notes with all that was written later, as a page to hand on or print",
    "deliver": "bring notes that could not be written into their folder",
    "process": "your own process notes, kept apart and encrypted: set up, write, read, back up",
    "formats": "what a kind of note asks: list, show, copy, test",
    "templates": "how a note reads: list, show, copy, test",
    "rules": "what is flagged: list, show, copy, test, new",
    "doctor": "what is set up, what is not, what to do",
    "completion": "completion for bash, zsh, fish",
}
"""Every command with one line; each is a module of `commands`."""

NOT_AT_ONCE = ("-h", "--help", "--group")
"""Words with which `new` asks something else first, or nothing."""

WALKS = ("", "new", "resume")
"""The commands that ask, and keep each answer in a draft; the first is the program called by its name alone."""

EXAMPLES = """\
examples:
  notewizard                                  notes owed, open drafts, Enter for the next one
  notewizard new c-1042                       walk through a note for that client
  notewizard new --format birp                the same walk, read as BIRP
  notewizard resume                           go on where you stopped, in the middle of the word
  notewizard render answers.toml              the note on stdout, all the same checks
  notewizard check notes/                     a second reader for notes that exist
"""

HELP = (
    "notewizard: walks a clinician through a complete progress note, and keeps it safe.\n\n"
    + EXAMPLES
    + "\ncommands:\n"
    + "".join(f"  {name:<12}{line}\n" for name, line in COMMANDS.items())
    + """
options:
  -h, --help        this page; after a command, that command's page
  --version         the version

Any command takes --practice FOLDER; without it, the nearest folder with a .notewizard in it, then the last one used.
Exit codes: 0 done, 1 refused or something must be resolved, 2 wrong words here, 3 a file of definitions or answers
is broken, 4 a record cannot be kept as asked, 5 could not render, 70 a bug of ours, 130 you stopped.
"""
)


def program() -> None:
    """`main` as the shell calls it, and then the end at once, with its exit code.

    Threads that read ahead may still be inside a native module, and Python, ending around them, can crash with the
    whole process (daemon threads, before 3.14). What has to be on disk is there when `main` returns.
    """
    import gc
    import os

    gc.set_threshold(50_000)  # what is loaded is no garbage, and looking for it costs a check of one note a tenth
    code = main()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        pass
    except (OSError, ValueError):
        code = code or 4  # the disk is full, say: what was to be written is not there
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except (OSError, ValueError):
        pass  # the window is gone
    os._exit(code)


def _keep_quiet() -> None:
    """What goes wrong prints no value, and a crash leaves no image of the memory: a patient's words would be in it."""
    import threading

    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _thread_failed
    if sys.platform == "win32":
        return
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            import ctypes

            # Where the system hands images on to a program of its own, that asks for no limit.
            ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE
    except (OSError, ValueError, AttributeError):
        pass


def _thread_failed(failed: ExceptHookArgs) -> None:
    """A thread that reads ahead ends with the place of its error alone; Python itself would print its words."""
    if isinstance(failed.exc_value, Exception):
        _tell(_bug(failed.exc_value, ""))


def main(arguments: list[str] | None = None) -> int:
    """Run one command line; gives its exit code. Never lets a traceback or a patient's word out."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        if words and words[0] in ("-h", "--help", "help", "--version"):
            return _said(f"notewizard {__version__}\n" if words[0] == "--version" else HELP)
        return _run(words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`); there is nobody left to tell.
        sys.stdout = None
        return 0
    except Exception as error:
        from notewizard.errors import Failure  # not before: dataclasses would cost more than the first paint

        if isinstance(error, Failure):
            _tell(worded(error))
            return error.exit_code
        _tell(_bug(error, _name_in(_practice_last(words))))
        if _wants_traceback():
            raise
        return 70


def _said(text: str) -> int:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError, ValueError):
        return 4  # a full disk, say: there is no place for it
    return 0


def _tell(text: str) -> None:
    try:
        from notewizard.terminal.columns import said_on

        sys.stderr.write(said_on(text.rstrip("\n"), sys.stderr) + "\n")
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        pass  # the window is gone, and nobody is there to be told


def _run(words: list[str]) -> int:
    words = _practice_last(words)
    name = _name_in(words)
    if any("\0" in word for word in words):  # no system hands one on, and none has it in the name of a file
        from notewizard.errors import WrongWords

        raise WrongWords("A word of this command holds a null character.", not_done="Nothing was done.")
    if name and name not in COMMANDS:
        raise _unknown(name)
    first = _first_question(name, words)
    if not first:
        _keep_quiet()
        return _command(name, words)
    import gc
    import os

    from notewizard.terminal.early import EarlyPaint

    gc.disable()  # among modules that are being loaded there is none to find; `new.warm` looks for it again
    try:
        with EarlyPaint(first, os.environ, accessible="--accessible" in words):
            _keep_quiet()  # behind the first paint: it loads what takes as long as all before
            return _command(name, words)
    finally:
        gc.enable()  # where nothing came to be warmed up, too: another command may follow in this process


def _practice_last(words: list[str]) -> list[str]:
    """The words with the command first, where `--practice FOLDER` stands before it."""
    if words[:1] == ["--practice"] and words[2:3] and words[2] in COMMANDS:
        return [words[2], *words[:2], *words[3:]]
    return words


def _name_in(words: list[str]) -> str:
    """The command that is called; empty for none."""
    return words[0] if words and not words[0].startswith("-") else ""


def _first_question(name: str, words: list[str]) -> str:
    """What a new note asks first, so that it stands on the screen while the rest is loaded; empty for all else."""
    if name != "new" or any(word.startswith(NOT_AT_ONCE) for word in words) or not _is_set_up(words):
        return ""
    return "Date of the session" if len(words) > 1 and not words[1].startswith("-") else "Client"


def _is_set_up(words: list[str]) -> bool:
    """Whether a practice is likely to be there, judged by a glance: the set-up asks other things first."""
    import os

    given, home = os.environ.get, os.path.expanduser("~")
    states = (
        given("NOTEWIZARD_STATE", ""),
        os.path.join(given("XDG_STATE_HOME", "") or os.path.join(home, ".local", "state"), "notewizard"),
        os.path.join(home, "Library", "Application Support", "notewizard"),
        os.path.join(given("LOCALAPPDATA", "") or home, "notewizard"),
    )
    if any(state and os.path.exists(os.path.join(state, "last-practice.txt")) for state in states):
        return True
    folder = os.path.abspath(words[words.index("--practice") + 1] if "--practice" in words[:-1] else ".")
    while not os.path.isdir(os.path.join(folder, ".notewizard")):
        if folder == os.path.dirname(folder):
            return False
        folder = os.path.dirname(folder)
    return True


def _command(name: str, words: list[str]) -> int:
    from functools import partial
    from importlib import import_module

    from notewizard.commands.wording.help_page import HelpPage
    from notewizard.commands.wording.wrong_words import Parser
    from notewizard.commands.world import World

    module = import_module(f"notewizard.commands.{name or 'home'}")
    parser = Parser(
        prog=f"notewizard {name}".strip(),
        description=module.__doc__,
        epilog=getattr(module, "EXAMPLES", None),
        formatter_class=partial(HelpPage, width=_width()),
    )
    parser.add_argument("--practice", metavar="FOLDER", help="the practice folder")
    module.arguments(parser)
    try:
        options = parser.parse_args(words[1:] if name else words)
    except SystemExit as stop:
        # argparse: 0 after --help; wrong words are raised.
        return int(stop.code or 0)
    world = World()
    code: int = module.run(options, world)
    if world.to_say:
        from notewizard.terminal.report import say

        for line in world.to_say:
            say(line)
    return code


def _width() -> int:
    """How wide help is printed, as argparse has it; asked here, since it would load the packing of archives for it."""
    import os

    said = os.environ.get("COLUMNS", "")
    wide = int(said) if said.isdecimal() else 0
    try:
        return (wide or os.get_terminal_size(1).columns or 80) - 2
    except OSError:
        return 78


def _unknown(name: str) -> Exception:
    from difflib import get_close_matches

    from notewizard.errors import WrongWords

    close = get_close_matches(name, COMMANDS, 1)
    hint = f"Did you mean `notewizard {close[0]}`?" if close else "`notewizard --help` lists the commands."
    return WrongWords("There is no such command.", hint=hint)


def worded(failure: Exception) -> str:
    """A failure as a person reads it: what, where, every problem, what did not happen, what to do."""
    from notewizard.errors import Broken, Failure
    from notewizard.terminal.show import show

    assert isinstance(failure, Failure)
    problems = failure.problems if isinstance(failure, Broken) else ()
    where = failure.where
    if len(problems) == 1 and not problems[0].line and not problems[0].where and problems[0].said in failure.what:
        # It would say the same thing twice: the place alone is left of it.
        where, problems = where or problems[0].path, ()
        where = "" if failure.what.startswith(f"{where} ") else where
    lines = [f"{failure.what} ({where})" if where else failure.what]
    lines += [f"  {problem.sentence()}" for problem in problems]
    kept = getattr(failure, "kept", "")
    lines += [part for part in (failure.not_done, f"The text is safe in {kept}." if kept else "", failure.hint) if part]
    return show("\n".join(lines)) + "\n"


def _bug(error: Exception, name: str) -> str:
    """A bug of ours, without the words that were being worked on: the kind of error and the place alone."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}" if frame else "unknown place"
    said = f"This is a bug in notewizard {__version__}: {type(error).__name__} in {place}.\n"
    return said + ("What you answered is kept in the draft: notewizard resume\n" if name in WALKS else "")


def _wants_traceback() -> bool:
    import os

    # For developers alone: a traceback may hold a patient's words.
    return bool(os.environ.get("NOTEWIZARD_TRACEBACK"))
