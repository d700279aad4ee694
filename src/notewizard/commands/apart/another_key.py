"""`--key`, where an encrypted draft is read: another key than this computer's own."""

from __future__ import annotations

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """The words of it."""
    said = "another key that reads an encrypted draft (the recovery key, say): a file, or - to type it"
    parser.add_argument("--key", metavar="FILE", default="", help=said)
