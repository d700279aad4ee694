"""One paragraph of a Word document while it is read, and what it turns out to be."""

from __future__ import annotations

MOST_HEADING = 200
"""Letters of a heading; a longer paragraph in such a style is prose that somebody made large."""
MOST_BOLD_HEADING = 80
"""Letters of a paragraph that is a heading only because it is bold from end to end."""
MOST_LABEL = 120


class Paragraph:
    """Words with their looks, in order."""

    def __init__(self) -> None:
        self.kind = ""
        """`heading`, `item`, `quote`; empty for running text."""
        self.bold = False
        """Whether the words to come are bold."""
        self.hidden = False
        """Whether the words to come are not shown."""
        self._runs: list[tuple[str, bool]] = []

    def run(self) -> None:
        """Words of another look begin."""
        self.bold = self.hidden = False

    def numbered(self, is_so: bool) -> None:
        """It has, or expressly has not, a number or a bullet; a numbered heading is still a heading."""
        if is_so:
            self.kind = self.kind or "item"
        elif self.kind == "item":
            self.kind = ""

    def add(self, text: str) -> None:
        """Words as they look now."""
        if text and not self.hidden:
            self._runs.append((text, self.bold))

    def piece(self) -> tuple[str, str]:
        """(kind, words); the words are empty where there are none."""
        words = _tidy("".join(text for text, _ in self._runs))
        said = [(text, bold) for text, bold in self._runs if text.strip()]
        if self.kind == "heading" and len(words) <= MOST_HEADING:
            return "heading", words
        if self.kind in {"item", "quote"}:
            return self.kind, words
        if said and all(bold for _, bold in said) and len(words) <= MOST_BOLD_HEADING and "\n" not in words:
            return "heading", words
        return "paragraph", self._labeled(words)

    def _labeled(self, words: str) -> str:
        """The words, a bold beginning such as `Medication.` marked as Markdown does, so that it is seen as a label."""
        first = ""
        for text, bold in self._runs:
            if text.strip() and not bold:
                break
            first += text
        label = _tidy(first)
        rest = words[len(label) :]
        ends = label.endswith((":", ".")) or rest.startswith(":")
        if not (label and ends and len(label) <= MOST_LABEL and "\n" not in label and "*" not in label):
            return words
        if rest.startswith(":"):
            label, rest = label + ":", rest[1:]
        return f"**{label}**{rest if rest[:1] in ('', ' ', chr(10)) else ' ' + rest}"


def _tidy(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
