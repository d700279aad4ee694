"""What a kind of note asks and where each answer goes: list, show, copy into the practice, test."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from notewizard.commands.counting import counted
from notewizard.commands.defining.definition_files import (
    DefinitionFile,
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
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.world import World
from notewizard.errors import Failure
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

EXAMPLES = """\
examples:
  notewizard formats                    the formats, shipped and the practice's own
  notewizard formats list --all         and what they are made of: questions, vocabularies, measures
  notewizard formats show soap          its sections, its questions, its file
  notewizard formats copy soap          into the practice, to be changed there
  notewizard formats test               every problem, with file and line
"""
KIND = Kind("formats", "format", ".toml")


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parsers = add_verbs(parser, KIND)
    parsers["list"].add_argument("--all", action="store_true", help="questions, vocabularies and measures too")
    parsers["show"].add_argument("--file", action="store_true", help="the file alone, to the letter")


def run(options: Namespace, world: World) -> int:
    """Do what the verb says."""
    desk = desk_of(options, world)
    if options.verb == "list":
        return _list(desk, getattr(options, "all", False), options.json)
    if options.verb == "test":
        problems = library_problems(desk)
        return report_test(
            KIND, options, desk, problems, "" if problems else f"{_counts(desk)} are read without a problem."
        )
    file = find(KIND, options.id, desk, shipped=options.verb == "copy" or options.shipped)
    if options.verb == "show":
        return _show(file, desk, options.file)
    path = copy_file(KIND, file, desk)
    say(f"Copied: {path}")
    say("It is used instead of the shipped one from now on.")
    if "/" not in file.id:
        say("To have both, change the `id` in it.")
    say("After a change: notewizard formats test")
    return 0


def _list(desk: Desk, everything: bool, as_json: bool) -> int:
    files = files_of(KIND, desk)
    formats = [each for each in files if everything or "/" not in each.id]
    list_files(formats, lambda each: "", as_json=as_json)
    if len(formats) < len(files) and not as_json:
        data("Their questions, vocabularies and measures: notewizard formats list --all\n")
    return 0


def _counts(desk: Desk) -> str:
    library = desk.library
    counts = [
        counted(len(library.formats), "format"),
        counted(len(library.elements), "element"),
        counted(len(library.vocabularies), "vocabulary", "vocabularies"),
        counted(len(library.measures), "measure"),
    ]
    return f"{', '.join(counts[:-1])} and {counts[-1]}"


def _show(file: DefinitionFile, desk: Desk, file_alone: bool) -> int:
    if "/" not in file.id and not file_alone:
        _show_outline(file, desk)
    show_file(file)
    return 0


def _show_outline(file: DefinitionFile, desk: Desk) -> None:
    """The outline before the file; where the definitions do not load, that is said and the file comes alone."""
    from notewizard.commands.defining.format_outline import outline
    from notewizard.definitions.formats import Format
    from notewizard.definitions.reading import read_table, shaped

    try:
        form = shaped(read_table(file.path), Format)
        data(show(outline(form, desk.library)) + "\n")
    except Failure as trouble:
        say(f"{trouble.what} notewizard formats test says what is wrong.")
