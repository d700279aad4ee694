"""How long a key takes to its echo while answers are checked against 1,000 earlier notes.

    python benchmarks/echo/bench_echo.py [--notes 1000] [--keys 200] [--runs 3]

A draft is walked to its first prose question and left; `resume` opens it there. Then an invented answer is typed at
human speed, 12 keys a second, unevenly, each key on its time whether or not the last one has been echoed:

  beginning   from the first moment the question takes keys, until the earlier notes are read and indexed
  checked     from then on, pausing 0.7 s every few words so that a check runs, and typing on while it runs

and beside them, in the same run, a bare `questionary.text`, which checks nothing: the floor of the same machine in the
same minute. Times are from the write of a key to the chunk of output that makes it visible on the screen.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "startup"), str(HERE.parents[1] / "tests")]

from make_practice import fill, prose  # noqa: E402
from practice import only_user  # noqa: E402
from sessions.stage import Stage, stage  # noqa: E402
from timed_terminal import environment, machine  # noqa: E402

SIZE = (100, 40)
FIRST_PROSE = "What became of last time"
KEYS_A_SECOND = 12
PAUSE = 0.7
BURST = 24
"""Keys between pauses, about four words."""
QUESTIONARY = "import questionary; questionary.text('Concerns', multiline=True).ask()"


@dataclass
class Typed:
    """What one stretch of typing took."""

    echoes: list[float] = field(default_factory=list)
    """Milliseconds, a key each."""
    checks: list[float] = field(default_factory=list)
    """Milliseconds, a check each."""


class Typist:
    """Types on a stage by the clock and sees when each key shows."""

    def __init__(self, s: Stage, rng: random.Random) -> None:
        self._s, self._rng = s, rng
        self._typed = ""
        self._waiting: list[tuple[int, float]] = []
        self.echoes: list[float] = []

    def types(self, text: str, *, pauses: bool, enough: Callable[[], bool] = lambda: False) -> None:
        """Each key on its time, until it is enough; with pauses, 0.7 s every few words."""
        due = time.perf_counter()
        for number, key in enumerate(text):
            self._watch(due)
            if enough():
                break
            self._typed += key
            self._waiting.append((len(self._typed), time.perf_counter()))
            os.write(self._s._terminal, key.encode())
            due += self._rng.uniform(0.4, 1.6) / KEYS_A_SECOND
            if pauses and number % BURST == BURST - 1:
                due += PAUSE
        self._watch(time.perf_counter() + 3, until_shown=True)
        assert not self._waiting, f"{len(self._waiting)} keys never shown"

    def _watch(self, deadline: float, *, until_shown: bool = False) -> None:
        while (left := deadline - time.perf_counter()) > 0 and (self._waiting or not until_shown):
            ready, _, _ = select.select([self._s._terminal], [], [], left)
            if ready:
                data = os.read(self._s._terminal, 65536)
                at = time.perf_counter()
                self._s._stream.feed(data)
                self._shown(at)

    def _shown(self, at: float) -> None:
        glass = self._s._glass
        squeezed = "".join("".join(glass.display).split())
        while self._waiting:
            count, sent = self._waiting[0]
            tail = "".join(self._typed[:count].split())[-20:]
            space = self._typed[count - 1] == " "
            # A blank shows only as a cursor that moved on; it may be seen with the letter after it.
            if tail not in squeezed or (
                space and glass.cursor.x and glass.display[glass.cursor.y][glass.cursor.x - 1] != " "
            ):
                return
            self.echoes.append(1000 * (at - sent))
            self._waiting.pop(0)


def walked_to_prose(practice: Path, env: dict[str, str], client: str) -> str:
    """The id of a draft of this client that stands at its first prose question."""
    with stage(sys.executable, "-m", "notewizard", "new", client, env=env, cwd=practice, size=SIZE) as s:
        s.see("Date of the session").press("Enter")
        s.see("Kind of session").type("o")
        s.see("Started at").answer("1:00 am").see("Ended at").answer("1:48 am")
        s.see("How it was held").type("p")
        s.see("Where you worked from").answer("y").see("Session with").type("i")
        s.see("Session number").press("Enter").see(FIRST_PROSE)
        s.press("Ctrl-S").see("resume ")
        return s.screen().rpartition("resume ")[2].split()[0]


@contextmanager
def resumed(practice: Path, env: dict[str, str], draft: str, log: Path) -> Iterator[Stage]:
    words = [sys.executable, str(HERE / "watched.py"), str(log), "resume", draft]
    with stage(*words, env=env, cwd=practice, size=SIZE) as s:
        s.see(FIRST_PROSE, "Enter next")
        yield s


def logged(log: Path, word: str) -> list[float]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [1000 * float(line.split()[1]) for line in lines if line.startswith(f"{word} ")]


def notewizard_run(
    practice: Path, env: dict[str, str], client: str, keys: int, seed: int, log: Path
) -> dict[str, Typed]:
    """One draft, one run: the beginning, then checked."""
    rng, found = random.Random(seed), {}
    draft = walked_to_prose(practice, env, client)
    copied = (
        next(iter(sorted((practice / client).glob("*.md"))))
        .read_text(encoding="utf-8")
        .partition("## Subjective\n\n")[2]
    )
    # The end stands in an earlier note, so that findings are drawn; a blank first, after what the beginning typed.
    text = f" {prose(rng, 8)[: keys - 91]} {copied[:89]}"
    with resumed(practice, env, draft, log) as s:
        typist = Typist(s, rng)
        typist.types(text, pauses=False, enough=lambda: bool(logged(log, "indexed")))
        found["beginning"] = Typed(typist.echoes, logged(log, "check"))
        time.sleep(1)
        s.screen()
        before, typist.echoes = len(logged(log, "check")), []
        typist.types(text, pauses=True)
        found["checked"] = Typed(typist.echoes, logged(log, "check")[before:])
    return found


def floor_run(env: dict[str, str], folder: Path, keys: int, seed: int) -> Typed:
    rng = random.Random(seed)
    with stage(sys.executable, "-c", QUESTIONARY, env=env | {"PROMPT_TOOLKIT_NO_CPR": "1"}, cwd=folder, size=SIZE) as s:
        s.see("Concerns")
        typist = Typist(s, rng)
        typist.types(prose(rng, 8)[:keys], pauses=True)
        return Typed(typist.echoes)


def row(name: str, typed: list[Typed]) -> str:
    echoes = sorted(echo for each in typed for echo in each.echoes)
    checks = [check for each in typed for check in each.checks]
    worsts = [max(each.echoes) for each in typed]
    p99 = echoes[int(0.99 * (len(echoes) - 1))]
    cells = [
        f"{len(echoes)}",
        f"{statistics.median(echoes):.1f}",
        f"{p99:.1f}",
        f"{statistics.median(worsts):.1f}",
        f"{echoes[-1]:.1f}",
        f"{sum(echo > 60 for echo in echoes)}",
        f"{len(checks)}",
        f"{statistics.median(checks):.0f} / {max(checks):.0f}" if checks else "",
    ]
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--notes", type=int, default=1000)
    words.add_argument("--keys", type=int, default=200)
    words.add_argument("--runs", type=int, default=3)
    asked = words.parse_args()
    only_user()
    stretches: dict[str, list[Typed]] = {"beginning": [], "checked": [], "floor": []}
    indexed: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        practice, home = Path(folder) / "practice", Path(folder) / "home"
        fill(practice, home, asked.notes, 40)
        env = environment(str(home), NOTEWIZARD_STATE=str(home / "state"))
        for number in range(asked.runs):
            log = Path(folder) / f"log-{number}"
            found = notewizard_run(practice, env, f"c-{7 + number:04d}", asked.keys, number, log)
            for name, typed in found.items():
                stretches[name].append(typed)
            stretches["floor"].append(floor_run(env, Path(folder), asked.keys, number))
            indexed += logged(log, "indexed")
    print(f"{machine()} · {asked.notes} earlier notes · {asked.runs} runs\n")
    head = "| stretch | keys | median ms | p99 | worst, median run | worst of all | over 60 ms | checks"
    print(f"{head} | a check, ms: median / worst |")
    print("|---|---|---|---|---|---|---|---|---|")
    print(row("beginning, notes being indexed", stretches["beginning"]))
    print(row("checked", stretches["checked"]))
    print(row("bare questionary.text, no checks", stretches["floor"]))
    print(f"\nEarlier notes read and indexed after {statistics.median(indexed) / 1000:.1f} s (median)")


if __name__ == "__main__":
    main()
