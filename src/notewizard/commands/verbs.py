"""Commands with words of their own: `drafts show`, `rules test`. The command alone lists."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser
from collections.abc import Mapping


def verbs(parser: ArgumentParser, lines: Mapping[str, str]) -> dict[str, ArgumentParser]:
    """A parser for each verb, named with one line; `options.verb` is the one that was given, "list" without one.

    Each takes --practice, so that it may stand at the end as well.
    """
    added = parser.add_subparsers(dest="verb", metavar="WHAT", title="what to do")
    parser.set_defaults(verb="list")  # After the subparsers: their own default would win.
    parsers = {}
    for name, line in lines.items():
        parsers[name] = added.add_parser(name, help=line, description=f"{line[:1].upper()}{line[1:]}.")
        parsers[name].add_argument("--practice", metavar="FOLDER", default=SUPPRESS, help="the practice folder")
    return parsers


def add_json(*parsers: ArgumentParser) -> None:
    """These take --json, wherever it stands."""
    for number, parser in enumerate(parsers):
        default = False if number == 0 else SUPPRESS
        parser.add_argument("--json", action="store_true", default=default, help="the results as JSON")
