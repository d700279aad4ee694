"""Where the shipped `formats/`, `templates/` and `rules/` lie: inside the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def own_or_shipped(practice: Path | None, *names: str) -> Path:
    """A file of `formats/` (`"plan", "limits.toml"`): the practice's own where there is one, else the shipped.

    `practice` is its `.notewizard` folder.
    """
    own = practice.joinpath("formats", *names) if practice else None
    return own if own is not None and own.is_file() else shipped_folder("formats").joinpath(*names)


def shipped_folder(name: str) -> Path:
    """The shipped folder `formats`, `templates` or `rules`.

    An editable install reads the checkout's folders, so that a change is seen at once: the copy that the build makes
    beside an installed package is not beside the source.
    """
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name
