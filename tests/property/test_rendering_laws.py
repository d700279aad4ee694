"""Whatever the answers contain: the outline of the note is the format's, and the words of the note are the answers'."""

import re
from typing import Any

import pytest
import shipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from notewizard.note.note import Note
from notewizard.note.text import clean
from notewizard.rendering.plain import plain_text

LIBRARY = shipped.library()
RENDERER = shipped.renderer()
FORMATS = ("soap", "dap", "birp", "narrative")
DIALECTS = (
    MarkdownIt("commonmark"),
    MarkdownIt("commonmark").enable(["table", "strikethrough"]),
    MarkdownIt("js-default", {"html": True, "typographer": False}),
)

MARKUP = (
    *("#", "##", "# ", "-", "- ", "---", "***", "___", "* ", "+ ", "1. ", "2) ", "> ", "===", "==", "```", "~~~", "~~"),
    *("|", "| a | b |", "|---|", "---|---", ":-:", "[", "]", "](", "][", "]:", "![", "(x)", "<", ">", "<div>", "</b>"),
    *("<!--", "-->", "<?", "<![CDATA[", "<http://x.org>", "&amp;", "&#35;", "&", "`", "*", "**", "_", "__"),
    *("\\", "\\\\", "{{", "}}", "{{ 7*7 }}", "{%", "%}", "{#", "{{ client }}", "{% for a in b %}", "\n", "\n\n"),
    *("    ", "\t", "  \n", "\u2028", "\u00a0", "\u200f", "שלום", "مرحبا", "😀", "👩\u200d👧", "e\u0301", "Ⅷ"),
    *("a", "word", " ", "."),
)
ANYTHING = st.one_of(
    st.lists(st.sampled_from(MARKUP), min_size=1, max_size=12).map("".join),
    st.text(min_size=1, max_size=60),
)
WORDS = ANYTHING.filter(lambda text: clean(text).strip())
LINE = WORDS.map(lambda text: re.sub(r"\s*\n\s*", " ", clean(text)).strip()).filter(bool)
LINES = st.lists(LINE, min_size=1, max_size=3)
REASON = st.builds(lambda why: {"not_assessed": why}, WORDS)


def maybe(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), value)


def asked(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), value, REASON)


def some(**answers: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=answers)


DOMAINS = (
    "appearance",
    "attitude",
    "speech",
    "affect",
    "thought_process",
    "thought_content",
    "perception",
    "cognition",
)
ATTENDEES = st.lists(st.builds(lambda role, name: {"role": role, "name": name}, LINE, maybe(LINE)), max_size=2)
CONTACTS = st.lists(st.builds(lambda who, what: {"due": "2026-11-21", "with": who, "outcome": what}, LINE, WORDS))
ATTEMPT = st.builds(lambda how, what: {"at": "2026-11-20T15:00:00-05:00", "method": how, "outcome": what}, LINE, LINE)
PATH = ("detail", "method", "intent", "plan", "means")
REMOTE = ("client_location", "consent", "platform")
ANSWERS = some(
    author=some(name=LINE, credential=LINE, license=LINE),
    client=some(name=LINE, pronouns=st.sampled_from(["she/her", "they/them", "xe/xem"])),
    treatment=st.builds(
        lambda name, goals: {
            "diagnoses": [{"code": "F41.1", "name": name}],
            "goals": [{"id": f"g{number}", "text": text} for number, text in enumerate(goals, 1)],
        },
        LINE,
        st.lists(WORDS, max_size=2),
    ),
    encounter=st.builds(
        lambda rest: {"date": "2026-11-20", "start": "14:00", "end": "14:48", "time_zone": "America/New_York", **rest},
        some(
            session_type=st.sampled_from(["ongoing", "intake", "crisis", "discharge", "no-show", "collateral"]),
            participants=st.sampled_from(["individual", "couple", "family", "group"]),
            delivery=st.sampled_from(["in-person", "video", "audio"]),
            setting=LINE,
            complexity=LINE,
            length_reason=WORDS,
            attended=ATTENDEES,
            telehealth=some(**{name: asked(LINE) for name in REMOTE}, audio_reason=asked(WORDS)),
            group=st.builds(
                lambda topic, shared: {"id": "x", "topic": topic, "size": 4, "shared": shared}, LINE, maybe(WORDS)
            ),
            outreach=st.lists(ATTEMPT, max_size=2),
        ),
    ),
    presenting=some(
        concerns=asked(WORDS),
        symptoms=asked(WORDS),
        functioning=asked(WORDS),
        since_last=asked(WORDS),
        medications=asked(WORDS),
        measures=st.lists(st.builds(lambda name: {"name": name, "score": 9, "date": "2026-11-20"}, LINE), max_size=2),
    ),
    mental_status=some(**{name: asked(LINES) for name in DOMAINS}, mood=asked(WORDS), not_assessed=WORDS),
    safety=some(
        asked_by=asked(LINE),
        suicidal_ideation=asked(st.sampled_from(["denied", "passive", "active"])),
        self_harm=asked(st.sampled_from(["denied", "urges", "behavior"])),
        harm_to_others=asked(st.sampled_from(["denied", "ideation", "threat"])),
        suicide=some(**{name: asked(WORDS) for name in PATH}),
        self_injury=some(detail=asked(WORDS), medical_care=asked(WORDS)),
        violence=some(target=asked(WORDS), detail=asked(WORDS)),
        abuse=st.sampled_from(["none-disclosed", "disclosed", "suspected"]),
        risk=some(
            acute=asked(st.sampled_from(["low", "moderate", "high"])),
            risk_factors=LINES,
            protective_factors=LINES,
            rationale=WORDS,
            changed=WORDS,
            actions=st.lists(WORDS, max_size=2),
            consultation=WORDS,
        ),
        contacts=CONTACTS,
        follow_up=WORDS,
    ),
    interventions=st.lists(
        some(modality=LINE, techniques=LINES, detail=asked(WORDS), goal=st.just("g1")), min_size=1, max_size=2
    ),
    response=some(
        engagement=asked(WORDS),
        in_session=asked(WORDS),
        impression=asked(WORDS),
        progress=st.lists(
            st.builds(lambda evidence: {"goal": "g1", "status": "met", "evidence": evidence}, asked(WORDS)), max_size=2
        ),
    ),
    plan=some(
        homework=st.lists(WORDS, max_size=2),
        referrals=st.lists(WORDS, max_size=2),
        next_focus=asked(WORDS),
        changes=WORDS,
        frequency=LINE,
    ),
    timing=some(written=st.just("2026-11-20T15:05:00-05:00"), late_reason=WORDS),
)

JINJA = ("{{ 7*7 }}", "{{", "}}", "{%", "%}", "{{ kind }}", "x ")

LAW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def outline(tokens: list[Token]) -> list[str]:
    """Headings by their words, everything else by its kind."""
    out = []
    for position, token in enumerate(tokens):
        if token.level == 0 and token.type == "heading_open":
            out.append(f"{token.markup} {tokens[position + 1].content}")
        elif token.level == 0 and token.nesting >= 0:
            out.append(token.type.removesuffix("_open"))
    return out


def seen(tokens: list[Token]) -> str:
    """Every word of a note as a reader sees it."""
    inlines = [child for token in tokens for child in token.children or ()]
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in inlines)


@LAW
@pytest.mark.parametrize("dialect", DIALECTS, ids=["commonmark", "with tables", "js-default"])
@given(answers=ANSWERS, name=st.sampled_from(FORMATS))
def test_the_outline_is_the_formats(dialect, answers, name):
    form = LIBRARY.formats[name]
    rendered = RENDERER.render(Note.model_validate(answers), form)
    found = outline(dialect.parse(rendered.text))
    sections = [section for section in form.sections if any(block.section == section.id for block in rendered.blocks)]
    assert found[0] == f"# {form.title}"
    if form.outline == "sections":
        assert [each for each in found[1:] if each != "paragraph"] == [f"## {section.heading}" for section in sections]
    else:
        around = sum(block.part in ("header", "signature") for block in rendered.blocks)
        assert found[1:] == ["paragraph"] * (len(sections) + around)


def letters(text: str) -> str:
    """What must survive of an answer: everything but spaces."""
    return re.sub(r"\s", "", text)


def begun(text: str) -> set[str]:
    """The letters of an answer, and the same with the capital that it may get where it begins a sentence."""
    return {letters(text), letters(f"{text[:1].title()}{text[1:]}")}


@LAW
@given(concerns=WORDS, symptoms=WORDS, name=st.sampled_from(FORMATS))
def test_words_come_back_as_they_went_in(concerns, symptoms, name):
    note = Note.model_validate({"presenting": {"concerns": concerns, "symptoms": symptoms}})
    rendered = RENDERER.render(note, LIBRARY.formats[name])
    block = next(block for block in rendered.blocks if block.part == "status")
    read_back = letters(seen(DIALECTS[1].parse(rendered.text[block.start : block.end])))
    first, second = begun(clean(concerns).strip()), begun(clean(symptoms).strip())
    assert read_back in {f"{x}{a}{y}{b}" for x in first for y in second for a in ("", ".") for b in ("", ".")}


@LAW
@given(
    text=st.lists(st.sampled_from(("{{ 7*7 }}", "{{", "}}", "{%", "%}", "{{ kind }}", "x ")), min_size=1).map("".join)
)
def test_no_string_is_rendered_twice(text):
    note = Note.model_validate({"presenting": {"concerns": text}, "response": {"impression": text}})
    for name in FORMATS:
        tokens = DIALECTS[1].parse(RENDERER.render(note, LIBRARY.formats[name]).text)
        assert sum(letters(seen(tokens)).count(each) for each in begun(text)) >= 2
        assert "49" not in seen(tokens)


@LAW
@given(answers=ANSWERS, name=st.sampled_from(FORMATS))
def test_blocks_cover_the_text_in_order(answers, name):
    rendered = RENDERER.render(Note.model_validate(answers), LIBRARY.formats[name])
    at = 0
    for block in rendered.blocks:
        assert at <= block.start < block.end <= len(rendered.text)
        assert rendered.text[block.start : block.end].strip() == rendered.text[block.start : block.end]
        at = block.end
    assert rendered.text.endswith("\n")
    assert "\n\n\n" not in rendered.text


def headings(plain: str) -> list[str]:
    """The lines of a plain text that are underlined from the first column."""
    return re.findall(r"(?m)^(?! )(.+)\n(?:=+|-+)$", plain)


def spoken(text: str) -> str:
    """Words without the marks that end a label, nor spaces."""
    return re.sub(r"[\s.:]", "", text)


@LAW
@given(answers=ANSWERS, name=st.sampled_from(FORMATS))
def test_the_plain_text_has_the_same_words_and_outline(answers, name):
    form = LIBRARY.formats[name]
    rendered = RENDERER.render(Note.model_validate(answers), form)
    plain = plain_text(rendered.text)
    sections = [section for section in form.sections if any(block.section == section.id for block in rendered.blocks)]
    expected = [form.title, *(section.heading for section in sections if section.heading)]
    assert headings(plain) == expected
    without_underlines = re.sub(r"(?m)^(?:=+|-+)\n", "", plain)
    assert spoken(without_underlines) == spoken(seen(DIALECTS[0].parse(rendered.text)))
