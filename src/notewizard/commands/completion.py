"""Print what lets a shell complete commands, options and files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from notewizard.commands.wording.completion_scripts import SHELLS
from notewizard.commands.wording.words_known import places
from notewizard.commands.world import World
from notewizard.terminal.report import data

EXAMPLES = """\
examples:
  bash:  notewizard completion bash > ~/.local/share/bash-completion/completions/notewizard
  zsh:   notewizard completion zsh > "${fpath[1]}/_notewizard"
  fish:  notewizard completion fish > ~/.config/fish/completions/notewizard.fish
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("shell", choices=sorted(SHELLS), help="the shell it is for")


def run(options: Namespace, world: World) -> int:
    """The script, made from the commands as they are now."""
    data(SHELLS[options.shell](places()))
    return 0
