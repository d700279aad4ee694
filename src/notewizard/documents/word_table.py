"""A table of a Word document: rows of short cells, or a form whose cells hold the text of a note."""

from __future__ import annotations

MOST_CELL = 80
"""Letters of a cell in a table that is one; a form has longer ones."""

Pieces = list[tuple[str, str]]


class Table:
    """The pieces of each cell, while it is read."""

    def __init__(self) -> None:
        self._rows: list[list[Pieces]] = []

    def row(self) -> None:
        """A row begins."""
        self._rows.append([])

    def cell(self) -> None:
        """A cell begins."""
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append([])

    def add(self, piece: tuple[str, str]) -> None:
        """A piece inside the cell that began last."""
        if not (self._rows and self._rows[-1]):
            self.cell()
        self._rows[-1][-1].append(piece)

    def pieces(self) -> Pieces:
        """One table; of a form, everything its cells hold, one after another."""
        cells = [cell for row in self._rows for cell in row if cell]
        if any(len(cell) > 1 or len(cell[0][1]) > MOST_CELL for cell in cells):
            return [piece for row in self._rows for piece in _of_form(row)]
        rows = [" | ".join(cell[0][1].replace("\n", " ") if cell else "" for cell in row) for row in self._rows]
        lines = [f"| {row} |" for row in rows if row.strip(" |")]
        return [("table", "\n".join(lines))] if lines else []


def _of_form(row: list[Pieces]) -> Pieces:
    """A row of a form: a short cell before a longer one names it, as a heading does."""
    out: Pieces = []
    filled = [cell for cell in row if cell]
    for cell, after in zip(filled, [*filled[1:], None], strict=True):
        words = cell[0][1]
        names = after and len(cell) == 1 and len(words) <= MOST_CELL < sum(len(each) for _, each in after)
        out += [("heading", words.replace("\n", " ").replace("**", ""))] if names else cell
    return out
