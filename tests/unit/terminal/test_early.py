"""The first paint: next to nothing is imported for it, and nothing breaks where there is no terminal."""

import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src"


def python(code):
    return subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=False
    )


def test_the_first_paint_loads_nothing_heavy():
    got = python(
        "import sys; before = set(sys.modules); import notewizard.terminal.early; "
        "heavy = {'typing', 'collections', 'contextlib', 'dataclasses', 'enum', 're', 'signal', 'prompt_toolkit'}; "
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    assert (got.stdout, got.stderr) == ("[]\n", "")


def test_the_screen_loads_no_models_and_no_templates():
    got = python(
        "import sys; import notewizard.terminal.full, notewizard.terminal.open; "
        "print([name for name in ('pydantic', 'jinja2', 'numpy', 'markdown_it', 'tomlkit') if name in sys.modules])"
    )
    assert (got.stdout, got.stderr) == ("[]\n", "")


def test_without_termios_nothing_breaks():
    got = python(
        "import sys; sys.modules['termios'] = None; from notewizard.terminal.early import EarlyPaint, HeldTerminal; "
        "import notewizard.terminal.open, notewizard.terminal.plain; "
        "held = HeldTerminal(0); held.hold(); held.release()\n"
        "with EarlyPaint('Started at', {'TERM': 'xterm'}): print('went on')"
    )
    assert (got.stdout, got.stderr) == ("went on\n", "")
