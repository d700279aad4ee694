"""Real editors, with settings of their own that keep copies of everything: with ours they keep none."""

import shutil
import sys

import pytest
from sessions.stage import stage

WORD = "Kestrelbone"
DRIVER = """
import sys
from contextlib import contextmanager
from pathlib import Path
from notewizard.terminal.editor import edit_text

@contextmanager
def held(text):
    path = Path(sys.argv[2]) / "answer.md"
    path.write_text(text)
    yield path

edit_text("One line.\\n", sys.argv[1], held)
"""
SETTINGS = {
    ".vimrc": "set backup writebackup undofile swapfile updatecount=1 updatetime=1\n"
    "set backupdir=~/kept undodir=~/kept directory=~/kept viminfo='100,<50,n~/kept/viminfo\n",
    ".config/nvim/init.vim": "set backup writebackup undofile swapfile updatecount=1 updatetime=1\n"
    "set backupdir=~/kept// undodir=~/kept// directory=~/kept//\n",
    ".nanorc": 'set backup\nset backupdir "~/kept"\nset historylog\nset positionlog\n',
    ".emacs": "(setq backup-enable-predicate (lambda (name) t) make-backup-files t auto-save-default t)\n"
    '(setq backup-directory-alist \'((".*" . "~/kept")) auto-save-interval 1 auto-save-timeout 1)\n'
    '(setq auto-save-file-name-transforms \'((".*" "~/kept/" t)))\n',
}
KEYS = {
    "vim": ("o" + WORD, ["Escape"], ":w\r", ":wq\r"),
    "nvim": ("o" + WORD, ["Escape"], ":w\r", ":wq\r"),
    "nano": (WORD, [], "\x0f\r", "\x18"),
    "emacs": (WORD, [], "\x18\x13", "\x18\x03"),
}
"""For root nano reads no settings of this home, so that nothing of ours is needed there.

What is typed, what ends the typing, what saves, what ends the editor."""


@pytest.mark.parametrize("name", KEYS)
def test_an_editor_that_would_keep_copies_keeps_none(tmp_path, name):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on this machine")
    home, private = tmp_path / "home", tmp_path / "private"
    (home / "kept").mkdir(parents=True)
    private.mkdir()
    for file, text in SETTINGS.items():
        (home / file).parent.mkdir(parents=True, exist_ok=True)
        (home / file).write_text(text, encoding="utf-8")
    typed, after, save, leave = KEYS[name]
    with stage(sys.executable, "-c", DRIVER, name, str(private), env={"HOME": str(home), "TERM": "vt100"}) as s:
        s.see("One line.").type(typed).press(*after).see(WORD)
        s.wait(2.5)  # as long as it takes to save by itself
        kept = [path for path in home.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]
        s.send_raw(save).wait(0.5)
        s.send_raw(leave)
        assert s.ends() == 0
    assert WORD in (private / "answer.md").read_text(encoding="utf-8")
    kept += [path for path in home.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]
    assert kept == []
    assert list((home / "kept").iterdir()) == []
