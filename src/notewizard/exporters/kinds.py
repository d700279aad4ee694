"""The kinds of file that notes can be handed on as."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from notewizard.exporters.copied import Export
from notewizard.exporters.html import html_page
from notewizard.exporters.txt import text_page

KINDS: Mapping[str, Callable[[Export], str]] = {"html": html_page, "txt": text_page}
"""By the word after `--as`, which is the extension as well."""
