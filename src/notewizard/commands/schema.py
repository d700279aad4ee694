"""The JSON Schema of an answers file."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from notewizard.commands.world import World
from notewizard.note.note import Note
from notewizard.terminal.report import data

EXAMPLES = """\
examples:
  notewizard schema > answers.schema.json
"""


def arguments(parser: ArgumentParser) -> None:
    """This command takes no words of its own."""


def run(options: Namespace, world: World) -> int:
    """Print it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Note.model_json_schema(by_alias=True)}
    data(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    return 0
