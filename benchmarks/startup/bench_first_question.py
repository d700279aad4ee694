"""From Enter in the shell to the first question: visible, and ready for keys, against a bare `print` on the same
kind of pseudo-terminal, beside other programs that ask.

    python benchmarks/startup/bench_first_question.py [--peers PYTHON] [--pairs 21]

Visible: the first question's text has come in on the master. Ready: a key typed as soon as the question is visible has
been echoed; where the terminal itself echoes (`input()`), that is the same moment. Whole: the prompt that was loaded
meanwhile has drawn itself, with that key in it; where nothing is drawn before the prompt, that is the moment it is
ready. PYTHON is that of an environment
with cookiecutter, commitizen and copier; each program is compared with `print` in its own Python.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from practice import only_user, set_up
from ratios import side_by_side
from timed_terminal import TimedTerminal, environment, machine

KEY = b"z"
"""Stands in none of the questions and ends no escape sequence."""

BAR = b"Enter next"
"""Of the bottom line, which only the loaded prompt draws."""

INPUT = """
import argparse
p = argparse.ArgumentParser()
p.add_argument("client", nargs="?")
p.parse_args()
input("Client: ")
"""
QUESTIONARY = """
import questionary
questionary.text("Client").ask()
"""


@dataclass
class Program:
    """What is started, what it asks first, and how it shows that it takes keys."""

    words: list[str]
    ask: bytes
    cwd: str
    env: dict[str, str]
    key: bytes = KEY
    answer: bytes = KEY
    """What comes back for the key; empty: the terminal itself echoes, so visible is ready."""
    whole_shows: bytes = b""
    """What the loaded prompt draws and the early one does not; empty: there is no early one."""
    ready: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)

    def visible(self) -> float:
        """Run to the first question; the seconds until it was visible. Keeps the times until ready and whole."""
        terminal = TimedTerminal(self.words, self.env, self.cwd)
        try:
            seen = terminal.until(self.ask)
            at = len(terminal.seen)
            ready = seen
            if self.answer:
                terminal.type(self.key)
                ready = terminal.until(self.answer, at)
            self.ready.append(ready - terminal.began)
            whole = terminal.until(self.whole_shows, at) if self.whole_shows else ready
            self.whole.append(whole - terminal.began)
            return seen - terminal.began
        finally:
            terminal.close()


def programs(folder: Path, peers: str | None) -> dict[str, Program]:
    home, practice, plain = folder / "home", folder / "practice", folder / "plain"
    set_up(practice, home)
    plain.mkdir()
    env = environment(str(home))
    script = str(Path(sys.executable).with_name("notewizard"))
    found = {
        "notewizard new CLIENT": Program(
            [script, "new", "c-0004"], b"Date of the session", str(practice), env, whole_shows=BAR
        ),
        "notewizard new": Program([script, "new"], b"? Client", str(practice), env, whole_shows=BAR),
        "argparse + input()": Program([sys.executable, _file(plain, INPUT)], b"Client", str(plain), env, answer=b""),
        "questionary.text, minimal": Program([sys.executable, _file(plain, QUESTIONARY)], b"Client", str(plain), env),
    }
    return found | (_peers(folder, str(peers), env) if peers else {})


def _file(folder: Path, text: str) -> str:
    path = folder / f"{len(text)}.py"
    path.write_text(text, encoding="utf-8")
    return str(path)


def _peers(folder: Path, python: str, env: dict[str, str]) -> dict[str, Program]:
    bin_, work = Path(python).parent, folder / "peers"
    cutter, template = work / "cutter" / "{{cookiecutter.client}}", work / "template"
    cutter.mkdir(parents=True)
    (cutter / "note.md").write_text("{{cookiecutter.client}}\n", encoding="utf-8")
    (work / "cutter" / "cookiecutter.json").write_text('{"client": "Alder"}\n', encoding="utf-8")
    template.mkdir()
    (template / "copier.yml").write_text("client:\n  type: str\n  help: Client\n", encoding="utf-8")
    (template / "note.md.jinja").write_text("{{ client }}\n", encoding="utf-8")
    repository = work / "repository"
    repository.mkdir()
    subprocess.run(["git", "init", "-q", str(repository)], check=True, env=env)
    (repository / "note.md").write_text("a change\n", encoding="utf-8")
    subprocess.run(["git", "-C", str(repository), "add", "note.md"], check=True, env=env)
    copy = [str(bin_ / "copier"), "copy", str(template), str(work / "copied")]
    return {
        "cookiecutter": Program(
            [str(bin_ / "cookiecutter"), str(work / "cutter")], b"client", str(work), env, answer=b""
        ),
        # The first question is a list: the answer to an arrow is the list drawn again.
        "commitizen": Program(
            [str(bin_ / "cz"), "commit"], b"type of change", str(repository), env, key=b"\x1b[B", answer=b"\x1b["
        ),
        "copier": Program(copy, b"Client", str(work), env),
    }


def bare(python: str, cwd: str, env: dict[str, str]) -> Program:
    return Program([python, "-c", "print('Client')"], b"Client", cwd, env, answer=b"")


def cells(taken: list[float], floor: list[float]) -> str:
    """The ratios to the floor of the same pair: least, median, most."""
    ratios = sorted(one / least for one, least in zip(taken, floor, strict=True))
    return f"{ratios[0]:.2f} | **{statistics.median(ratios):.2f}** | {ratios[-1]:.2f}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--peers", metavar="PYTHON", help="python of an environment with the peers")
    words.add_argument("--pairs", type=int, default=21)
    asked = words.parse_args()
    only_user()
    with tempfile.TemporaryDirectory() as folder:
        found = programs(Path(folder), asked.peers)
        floors = {
            name: bare(
                asked.peers if name in ("cookiecutter", "commitizen", "copier") else sys.executable, each.cwd, each.env
            )
            for name, each in found.items()
        }
        ratios = side_by_side({name: (each.visible, floors[name].visible) for name, each in found.items()}, asked.pairs)
    print(f"{machine()} · {asked.pairs} pairs\n")
    print("| program | visible: min | median | max | ready: min | median | max | whole: min | median | max |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, each in found.items():
        ready, whole = cells(each.ready, floors[name].ready), cells(each.whole, floors[name].ready)
        print(f"| {name} | {ratios[name].cells()} | {ready} | {whole} |")
    print(f"\nbare `print`: median {ratios['notewizard new'].floor:.1f} ms")


if __name__ == "__main__":
    main()
