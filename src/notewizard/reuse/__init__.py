"""Text reuse on plain buffers: folding, fingerprints, alignment, and how surprising a shared stretch is.

Knows no clinic, no disk and no screen: texts come in as strings or as an index in bytes, a verdict goes out. What is
routine in a note is judged above and handed in as zones. Lowest floor but errors; importing this package loads the
standard library alone, numpy and rapidfuzz come with the first index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notewizard.reuse.verdict import Kind, Matter, Passage, SourceText, Verdict, Zone

if TYPE_CHECKING:
    from notewizard.reuse.finding import find_reuse
    from notewizard.reuse.index import Index
    from notewizard.reuse.line import answer_line
    from notewizard.reuse.segment import Changed

__all__ = [
    "Changed",
    "Index",
    "Kind",
    "Matter",
    "Passage",
    "SourceText",
    "Verdict",
    "Zone",
    "answer_line",
    "find_reuse",
]

_LATER = {"Changed": "segment", "Index": "index", "answer_line": "line", "find_reuse": "finding"}


def __getattr__(name: str) -> Any:
    """What needs numpy, loaded when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
