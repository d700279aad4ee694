"""F4: an answer in the author's own editor, on a private file that is gone afterwards.

The file comes from above (`records` alone makes files). The common editors are told to leave no copies of it.
"""

from __future__ import annotations

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

NO_COPIES = {
    "vi": ("-n", "-i", "NONE"),
    "vim": ("-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noundofile"),
    "nvim": ("-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noundofile"),
    "nano": ("--ignorercfiles",),
    "emacs": ("-nw", "--eval", "(setq make-backup-files nil auto-save-default nil)"),
}
"""By the editor's name: no swap file, no history, no undo file, no backup."""
COMMON = ("nano", "vim", "vi", "notepad")


def editor_of(environ: Mapping[str, str]) -> str:
    """The author's editor: VISUAL, EDITOR, or a common one that is there; empty if there is none."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    return named or next((name for name in COMMON if shutil.which(name)), "")


def edit_text(text: str, editor: str, make_scratch: Scratch, terminal: TextIO | None = None) -> str:
    """The text as the editor left it, without the line break editors add at the end; Refused if the editor fails."""
    words = shlex.split(editor)
    if not words:
        raise Refused("There is no editor.", hint="Name one in EDITOR.", not_done="Your answer is unchanged.")
    options = NO_COPIES.get(Path(words[0]).stem, ())
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
