"""Notes as one page for a browser and its printer: nothing in it runs, and nothing is fetched.

Printing is the browser's work: client, day and what no page may be without stand on every sheet (the head and foot of a
table, which browsers repeat), the number of the page where the browser can set it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from notewizard.exporters.copied import ABOUT, FOLLOWS, WORD_FOR_WORD, Export, NoteCopy, Page
from notewizard.exporters.words import page_html

STYLE = """
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1rem/1.5 Georgia, "Times New Roman", serif }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1, h2, h3, h4 { font-family: system-ui, sans-serif; line-height: 1.25; margin: 1.5em 0 .5em }
h1 { font-size: 1.6rem; margin-top: .5em }
h2 { font-size: 1.2rem }
h3, h4 { font-size: 1rem }
p { margin: 0 0 .75em; overflow-wrap: anywhere }
.note + .note { margin-top: 4rem; border-top: 4px double #1a1a1a; padding-top: 1rem }
.said { border: 2px solid #7a1414; padding: .6rem .9rem; margin: 1rem 0; font-family: system-ui, sans-serif }
.said p { margin: 0; font-weight: 600; color: #7a1414 }
.said p + p { margin-top: .4em }
.corrected { border-left: 4px solid #7a1414; padding-left: .6rem; margin: 0 0 .75em; break-before: avoid }
.corrected p { margin: 0; font: 600 .9rem/1.4 system-ui, sans-serif; color: #7a1414 }
.follows { font: .9rem/1.4 system-ui, sans-serif; margin: 1rem 0 }
.follows p, .follows ul { margin: 0 }
.later { border-top: 1px solid #595959; margin-top: 2rem; padding-top: .5rem }
.about { border-top: 2px solid #595959; margin-top: 2.5rem; font: .8rem/1.4 system-ui, sans-serif }
.about h2 { font-size: 1rem; margin: .75em 0 .5em }
.about h3 { font-size: .85rem; margin: .9em 0 .2em }
dl { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 .75rem; margin: 0 }
dt { color: #595959 }
dd { margin: 0; overflow-wrap: anywhere }
.head, .foot { display: none }
@page { margin: 16mm 18mm 18mm; @bottom-right { content: "Page " counter(page) " of " counter(pages);
  font: 8pt sans-serif; color: #1a1a1a } }
@media print {
  body { font-size: 10.5pt; line-height: 1.4 }
  main { max-width: none; padding: 0 }
  .note { display: table; width: 100%; table-layout: fixed }
  .note + .note { break-before: page; margin: 0; border: 0; padding: 0 }
  .head { display: table-header-group; break-inside: avoid }
  .sheet { display: table-row-group }
  .foot { display: table-footer-group; break-inside: avoid }
  .head p { margin: 0 0 4mm; border: 2px solid #7a1414; padding: 1mm 2mm; color: #7a1414;
    font: 600 10pt sans-serif; text-align: center }
  .foot p { margin: 4mm 0 0; border-top: 1px solid #595959; padding-top: 1mm; font: 8pt sans-serif }
  h1, h2, h3, h4 { break-after: avoid }
  p { orphans: 3; widows: 3 }
  .said, .follows, .proof { break-inside: avoid }
  section p:last-child { break-before: avoid }
}
"""
_ALLOWED = b64encode(sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
POLICY = f"default-src 'none'; style-src 'sha256-{_ALLOWED}'; base-uri 'none'; form-action 'none'"


def html_page(export: Export) -> str:
    """The whole page."""
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex, nofollow">\n',
            f"<title>{escape(export.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
            *(part for copy in export.notes for part in _note(copy, export.made)),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _note(copy: NoteCopy, made: str) -> Iterator[str]:
    yield '<article class="note">\n'
    if head := " ".join(filter(None, (*copy.on_each_page, copy.corrected))):
        yield f'<div class="head" aria-hidden="true">{_paragraph(head)}</div>\n'
    yield '<div class="sheet">\n'
    yield from _said(copy.note.said)
    if copy.later:
        listed = "".join(f"<li>{escape(page.name)}</li>" for page in copy.later)
        yield f'<div class="follows">{_paragraph(FOLLOWS)}<ul>{listed}</ul></div>\n'
    yield f"<section>\n{page_html(copy.note)}</section>\n"
    yield from _said(copy.note.said)
    for page in copy.later:
        yield '<section class="later">\n'
        yield from _said(page.said)
        yield f"<div>\n{page_html(page, 1)}</div>\n</section>\n"
    yield from _about(copy, made)
    foot = f"Client {copy.client} · Session of {copy.session}"
    yield f'</div>\n<div class="foot" aria-hidden="true">{_paragraph(foot)}</div>\n</article>\n'


def _said(lines: Iterable[str]) -> Iterator[str]:
    if told := [*lines]:
        yield f'<aside class="said" aria-label="How this stands">{"".join(map(_paragraph, told))}</aside>\n'


def _about(copy: NoteCopy, made: str) -> Iterator[str]:
    yield f'<section class="about">\n<h2>{ABOUT}</h2>\n'
    yield from map(_paragraph, (*copy.about, made, WORD_FOR_WORD))
    for page in copy.pages:
        yield from _proof(page)
    yield "</section>\n"


def _proof(page: Page) -> Iterator[str]:
    yield f'<div class="proof"><h3>{escape(page.name)}</h3>\n<dl>'
    yield from (f"<dt>{escape(word)}</dt><dd>{escape(value)}</dd>" for word, value in page.proof)
    yield "</dl></div>\n"


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{escape(text)}</p>'
