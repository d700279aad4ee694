"""Where the shipped `formats/`, `templates/` and `rules/` lie: inside the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder(name: str) -> Path:
    """The shipped folder `formats`, `templates` or `rules`.

    An editable install reads the checkout's folders, so that a change is seen at once: the copy that the build makes
    beside an installed package is not beside the source.
    """
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name
