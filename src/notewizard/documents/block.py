"""One piece of a text that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["front_matter", "heading", "label", "paragraph", "item", "quote", "table", "code"]


@dataclass(frozen=True)
class Block:
    """One piece of a text; blocks stand in the order of the text and never overlap."""

    start: int
    end: int
    """Code points of the document's text, end exclusive, without the marks and white space around."""
    section: str | None
    """The heading it stands under, as written but for marks: `Subjective`, `S`, `PLAN`; a heading names itself."""
    kind: BlockKind
    label: str | None = None
    """The label inside the section that it stands under: `Medication` for `**Medication.** Sertraline 50 mg`."""
