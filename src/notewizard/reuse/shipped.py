"""The tables that ship beside this code, wherever it is loaded from."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader


def shipped(name: str) -> bytes:
    """The bytes of the file `name` of this package."""
    # Not importlib.resources: what it loads takes longer than a check.
    loader = cast("ResourceLoader", sys.modules[__name__].__loader__)
    return loader.get_data(os.path.join(os.path.dirname(__file__), name))
