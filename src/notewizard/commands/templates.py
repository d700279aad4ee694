"""How a note reads: list the templates, show one, copy it into the practice, test them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from notewizard.commands.counting import counted
from notewizard.commands.defining.definition_files import (
    Kind,
    add_verbs,
    copy_file,
    files_of,
    find,
    library_problems,
    list_files,
    report_test,
    show_file,
)
from notewizard.commands.desk import desk_of
from notewizard.commands.world import World
from notewizard.terminal.report import say

EXAMPLES = """\
examples:
  notewizard templates                         the templates, shipped and the practice's own
  notewizard templates show shared/labeled     how each part reads in a format with headings
  notewizard templates copy narrative          into the practice, to be changed there
  notewizard templates test                    every problem, with file and line
"""
KIND = Kind("templates", "template", ".md.jinja")


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    add_verbs(parser, KIND)


def run(options: Namespace, world: World) -> int:
    """Do what the verb says."""
    desk = desk_of(options, world)
    if options.verb == "list":
        list_files(files_of(KIND, desk), lambda each: "", as_json=options.json)
        return 0
    if options.verb == "test":
        problems = library_problems(desk)
        well = "" if problems else f"{counted(len(desk.library.templates), 'template')} are read without a problem."
        return report_test(KIND, options, desk, problems, well)
    file = find(KIND, options.id, desk, shipped=options.verb == "copy" or options.shipped)
    if options.verb == "show":
        show_file(file)
        return 0
    say(f"Copied: {copy_file(KIND, file, desk)}")
    say("It is used instead of the shipped one from now on.")
    say("After a change: notewizard templates test")
    return 0
