"""The page for a browser: whole, closed, nothing that runs or is fetched, whatever a note holds."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from unit.exporters.pages import SIGNED, export, page, seen

from notewizard.exporters.html import STYLE, html_page

ATTACKS = [
    "<script>alert(1)</script>",
    '<img src="https://example.org/x.png" onerror="alert(1)">',
    "![a picture](https://example.org/x.png)",
    "[a link](javascript:alert(1)) and <https://example.org>",
    "[name]: https://example.org",
    "</section></article></main><style>* { display: none }</style>",
    "<!-- hidden words -->",
    "`code`, ~~struck~~ and | a | table |",
    "```\nfenced\n```",
    "- one\n- two",
    "> quoted",
    "a &amp; b &lt;i&gt; &#x202e;",
    "    moved in by four",
    "---",
    "“quotes” & 'marks' \"here\"",
]


def test_nothing_runs_and_nothing_is_fetched():
    found = seen(html_page(export()))
    policy = next(each["content"] for each in found.named("meta") if each.get("http-equiv"))
    allowed = b64encode(sha256(STYLE.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    assert f"<style>{STYLE}</style>" in html_page(export())
    assert not {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "object", "form", "a", "base"}
    assert not re.search(r"url\(|@import|https?:", STYLE)
    assert {key for _, attrs in found.tags for key in attrs} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "dir", "aria-hidden", "aria-label",
    }  # fmt: skip


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("words", ATTACKS)
def test_what_is_no_note_of_ours_stands_as_it_was_typed(words, markdown):
    plain = seen(html_page(export(page("Nothing.", markdown=markdown))))
    found = seen(html_page(export(page(f"Before.\n\n{words}\n\nAfter.", markdown=markdown))))
    assert {tag for tag, _ in found.tags} - {tag for tag, _ in plain.tags} <= {"br"}
    assert f"Before. {' '.join(words.split())} After." in found.text.replace("Before.Before", "Before")


@pytest.mark.parametrize("place", ["name", "said", "proof", "client", "session", "about", "made", "title", "each"])
def test_every_text_is_escaped_wherever_it_stands(place):
    evil = '<i class="x">&amp;"</i>'
    kept = page(
        name=evil if place == "name" else SIGNED,
        said=(evil,) if place == "said" else (),
        proof=((evil, evil),) if place == "proof" else (),
    )
    made = export(page(), kept, about=(evil,) if place == "about" else (), on_each_page=(evil,) * (place == "each"))
    (copy,) = made.notes
    copy = type(copy)(**{**vars(copy), **({place: evil} if place in ("client", "session") else {})})
    made = type(made)(evil if place == "title" else made.title, (copy,), evil if place == "made" else made.made)
    html = html_page(made)
    assert (evil in html, evil in seen(html).text, seen(html).named("i")) == (False, True, [])


def test_headings_go_down_one_level_with_each_page():
    later = page("# Addendum\n\n## Reason\n\nIt came later.\n", name="Addendum on November 21, 2026")
    tags = [tag for tag, _ in seen(html_page(export(page(), later))).tags if re.fullmatch("h[1-6]", tag)]
    assert tags == ["h1", "h2", "h2", "h3", "h2", "h3", "h3"]


def test_a_text_note_keeps_its_lines_and_its_headings():
    head = "Progress note\n=============\n\nClient: c-1042\nDate: today\n\n"
    text = f"{head}Plan\n----\n\nRest.\n\nNo heading\n---\n\n  ----\n"
    html = html_page(export(page(text, markdown=False)))
    assert '<h1 dir="auto">Progress note</h1>' in html
    assert '<p dir="auto">Client: c-1042<br>\nDate: today</p>' in html
    assert '<h2 dir="auto">Plan</h2>' in html
    assert '<p dir="auto">No heading<br>\n---</p>' in html
    assert '<p dir="auto">  ----</p>' in html


def test_how_it_stands_is_said_at_the_top_at_the_end_and_on_each_page():
    said = "Not yet co-signed by Ruben Castellanos, PhD."
    html = html_page(export(page(said=(said,)), on_each_page=(said,)))
    body = html[html.index("<body>") :]
    assert body.count(said) == 3
    assert body.index(said) < body.index("<h1") < body.index("she denied") < body.rindex(said) < body.index("About")
    assert f'<div class="head" aria-hidden="true"><p dir="auto">{said}</p></div>' in body


def test_a_title_holds_no_name_and_a_language_is_given():
    found = seen(html_page(export()))
    assert found.named("html") == [{"lang": "en"}]
    assert "<title>Progress note of 2026-11-20</title>" in html_page(export())


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance of #rgb or #rrggbb."""
    digits = color[1:] if len(color) == 7 else "".join(each * 2 for each in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_color_of_words_has_the_contrast_of_wcag_aaa():
    colors = set(re.findall(r"[{; ]color: (#[0-9a-f]+)", STYLE))
    assert colors
    for color in colors:
        assert (luminance("#fff") + 0.05) / (luminance(color) + 0.05) >= 7, color
