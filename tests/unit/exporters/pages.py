"""An export as the command lays one out, and what a browser makes of a page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from notewizard.exporters.copied import Export, NoteCopy, Page

NOTE = """\
# Progress note

**Client** c-1042\x20\x20
**Date of service** Friday, November 20, 2026

## Subjective

Worry \\*every\\* evening; slept badly in Orléans.

**Safety.** Asked directly, she denied suicidal ideation.
"""
SIGNED = "Progress note of November 20, 2026, by Dana Whitfield, LCSW"


def page(text: str = NOTE, *, markdown: bool = True, name: str = SIGNED, **more: object) -> Page:
    return Page(name, text, markdown, **{"proof": (("Record", "00c0ffee00c0ffee"), ("SHA-256", "ab" * 32)), **more})


def export(*pages: Page, **more: object) -> Export:
    note, *later = pages or (page(),)
    copy = NoteCopy("Ada Example (c-1042)", "November 20, 2026", note, tuple(later), **more)
    return Export("Progress note of 2026-11-20", (copy,), "Exported on Friday, November 27, 2026, by Dana Whitfield.")


@dataclass
class Seen(HTMLParser):
    """The elements and words of a page; a tag that is not closed, or closed out of turn, is an error."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def seen(html: str) -> Seen:
    found = Seen()
    found.feed(html)
    found.close()
    assert found.open == []
    return found
