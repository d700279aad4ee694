"""F4: an answer in the author's own editor, on a private file that is gone afterwards.

The file comes from above (`records` alone makes files). The common editors are told to leave no copies of it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TextIO

from notewizard.errors import Refused

Scratch = Callable[[str], AbstractContextManager[Path]]
"""Holds a text in an existing file, readable by its owner alone, while the `with` lasts."""

_VIM = (
    "-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noundofile noswapfile",
    "-c", "set nobackup nowritebackup noundofile noswapfile viminfo=",
)  # fmt: skip
_NVIM = (*_VIM[:-1], "set nobackup nowritebackup noundofile noswapfile shada=")
_EMACS = (
    "(setq make-backup-files nil auto-save-default nil auto-save-list-file-prefix nil create-lockfiles nil"
    " undo-tree-auto-save-history nil)"
)
NO_COPIES = {
    "vim": _VIM,
    "nvim": _NVIM,
    "gvim": ("-f", *_VIM),
    "mvim": ("-f", *_VIM),
    "nano": ("--ignorercfiles",),
    "emacs": ("-nw", "--eval", _EMACS),
}
"""By the editor's name: no swap file, no history, no undo file, no backup, also where its own settings want them.

What stands after `-c` holds over the author's vimrc, which is read after `--cmd`.
"""
WAITS = {
    "code": "--wait",
    "code-insiders": "--wait",
    "codium": "--wait",
    "cursor": "--wait",
    "zed": "--wait",
    "subl": "--wait",
    "mate": "--wait",
    "gedit": "--wait",
    "kate": "--block",
}
"""By the editor's name, what keeps its command from ending before the text is written: the file goes with its end."""
KEEPS_COPIES = (
    "code", "code-insiders", "codium", "cursor", "zed", "subl", "gnome-text-editor", "notepad++", "notepad", "TextEdit",
    "emacsclient", "bbedit", "mate",
)  # fmt: skip
"""Editors that keep unsaved or former texts in folders of their own, which no option of ours can forbid them."""
COMMON = ("nano", "vim", "vi", "notepad")


def editor_of(environ: Mapping[str, str]) -> str:
    """The author's editor: VISUAL, EDITOR, or a common one that is there; empty if there is none."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    return named or next((name for name in COMMON if shutil.which(name)), "")


def options_of(words: list[str]) -> tuple[str, ...]:
    """What is added to the command of an editor so that it leaves no copies and does not end before it is closed."""
    name = editor_name(words[0])
    waits = WAITS.get(name, "")
    return NO_COPIES.get(name, (waits,) if waits and waits not in words else ())


def editor_name(program: str) -> str:
    """The name by which an editor is known here: `vim` for a `vi` or an `editor` that leads to it."""
    name = Path(program).stem
    if name in NO_COPIES or name in WAITS:
        return name
    found = shutil.which(program)
    return Path(os.path.realpath(found)).stem if found else name


def edit_text(text: str, editor: str, make_scratch: Scratch, terminal: TextIO | None = None) -> str:
    """The text as the editor left it, without the line break editors add at the end; Refused if the editor fails."""
    words = shlex.split(editor)
    if not words:
        raise Refused("There is no editor.", hint="Name one in EDITOR.", not_done="Your answer is unchanged.")
    options = options_of(words)
    with make_scratch(text) as path:
        try:
            code = subprocess.call([*words, *options, str(path)], stdout=terminal)
        except OSError:
            raise Refused(
                f"The editor {words[0]} could not be started.",
                hint="EDITOR names it.",
                not_done="Your answer is unchanged.",
            ) from None
        if code:
            raise Refused("The editor ended with an error.", not_done="Your answer is unchanged.")
        edited = path.read_bytes().decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    return edited[:-1] if edited.endswith("\n") and not text.endswith("\n") else edited
