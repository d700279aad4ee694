"""What is set up, what is not, what to do: one line each. Names no client, so that it can be passed on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from textwrap import wrap

from notewizard.commands.counting import counted
from notewizard.commands.defining.definition_files import COLUMNS, print_json
from notewizard.commands.desk import desk_of
from notewizard.commands.examining.doctor_apart import apart
from notewizard.commands.examining.doctor_machine import machine
from notewizard.commands.examining.doctor_practice import practice
from notewizard.commands.examining.seen import DO, Seen
from notewizard.commands.world import World
from notewizard.terminal.report import data
from notewizard.terminal.show import show_line

EXAMPLES = """\
examples:
  notewizard doctor                       everything, here
  notewizard doctor --practice FOLDER     of that practice
  notewizard doctor --json                for a program

ok: all is well. look: nothing has to be done, but know it. do: something has to be done (exit 1).
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("--json", action="store_true", help="the results as JSON")


def run(options: Namespace, world: World) -> int:
    """Look at everything, and say what was seen; exit 1 when something has to be done."""
    desk = desk_of(options, world)
    seen = [*practice(desk), *machine(desk), *apart(desk)]
    left = sum(each.state == DO for each in seen)
    if options.json:
        print_json(each.as_object() for each in seen)
    else:
        data("".join(f"{line}\n" for each in seen for line in _lines(each)))
        data(f"{counted(left, 'thing')} to do.\n" if left else "All is well.\n")
    return int(left > 0)


def _lines(seen: Seen) -> list[str]:
    """The line of what was seen, then its problems, then what to do; long ones go on indented."""
    lines = _wrapped(f"{seen.what}: {seen.said}", f"{seen.state:<6}")
    for problem in seen.problems:
        lines += _wrapped(problem.sentence(), " " * 8)
    return lines + (_wrapped(seen.todo, " " * 6 + "-> ") if seen.todo else [])


def _wrapped(text: str, head: str) -> list[str]:
    rest = " " * len(head)
    return wrap(
        show_line(text),
        COLUMNS,
        initial_indent=head,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
