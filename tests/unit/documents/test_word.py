"""A Word document becomes headings, paragraphs, items and tables, with everything that stands on its pages."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.documents.files_made import HEAD, STYLES, TAIL, W, packed, paragraph, word

from notewizard.documents import document_of


def read(body: str, styles: str = STYLES):
    return document_of(Path("note.docx"), word(body, styles))


def blocks(body: str):
    document = read(body)
    return [(block.kind, block.section, block.label, document.of(block)) for block in document.blocks]


def test_headings_items_and_labels_are_what_they_are_in_word():
    body = (
        paragraph("Subjective", "Heading2")
        + paragraph("She slept badly.")
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Medication.</w:t></w:r><w:r><w:t> Sertraline 50 mg.</w:t></w:r></w:p>"
        + paragraph("Plan", "Ours")
        + paragraph("Call the school.", "ListBullet")
        + paragraph("Worry log.", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
        + paragraph("As she put it.", "Quote")
    )
    document = read(body)
    assert document.text == (
        "## Subjective\n\nShe slept badly.\n\n**Medication.** Sertraline 50 mg.\n\n## Plan\n\n"
        "- Call the school.\n- Worry log.\n\n> As she put it.\n"
    )
    assert document.encoding == "Word document"
    assert blocks(body) == [
        ("heading", "Subjective", None, "Subjective"),
        ("paragraph", "Subjective", None, "She slept badly."),
        ("label", "Subjective", "Medication", "**Medication.**"),
        ("paragraph", "Subjective", "Medication", "Sertraline 50 mg."),
        ("heading", "Plan", None, "Plan"),
        ("item", "Plan", None, "Call the school."),
        ("item", "Plan", None, "Worry log."),
        ("quote", "Plan", None, "As she put it."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Plan</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:rStyle w:val='Strong'/></w:rPr><w:t>Plan</w:t></w:r></w:p>",
        paragraph("Plan", more='<w:outlineLvl w:val="1"/>'),
        paragraph("PLAN"),
    ],
    ids=["bold", "strong", "outline", "capitals"],
)
def test_a_heading_without_a_style_is_known_by_its_look(body):
    assert [block[0] for block in blocks(body)] == ["heading"]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>Plan was kept</w:t></w:r></w:p>",
        paragraph("She slept badly again. " * 20, "Heading2"),
        paragraph("- not an item", more='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    ],
    ids=["bold-off", "long-heading", "number-off"],
)
def test_prose_stays_prose(body):
    assert [block[0] for block in blocks(body)] == ["paragraph"]


def said(body: str) -> str:
    return read(body).text.strip()


def test_what_stands_on_the_page_is_read_and_nothing_else():
    run = "<w:r><w:t>{}</w:t></w:r>"
    assert said(f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run.format('a control')}</w:sdtContent></w:sdt></w:p>") == (
        "a control"
    )
    assert said(f"<w:sdt><w:sdtContent>{paragraph('a block')}</w:sdtContent></w:sdt>") == "a block"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run.format('Click')}</w:sdtContent></w:sdt>"
    assert said(f"<w:p>{prompt}{run.format('kept')}</w:p>") == "kept"
    assert said(f"<w:p><w:ins>{run.format('new')}</w:ins><w:del>{run.format('old')}</w:del></w:p>") == "new"
    assert said(f"<w:p><w:moveFrom>{run.format('was')}</w:moveFrom><w:moveTo>{run.format('is')}</w:moveTo></w:p>") == (
        "is"
    )
    assert said(f"<w:p><w:hyperlink>{run.format('a link')}</w:hyperlink></w:p>") == "a link"
    assert said("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>") == ""
    assert said("<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>") == "one two\nthree"
    assert said(
        "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>led</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>"
    ) == ("co-led")


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    shape = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert said(f"<w:p><w:r>{shape}<w:t>around</w:t></w:r></w:p>") == "in the box\n\naround"


def test_boxes_and_choices_of_a_form_say_how_they_stand():
    box = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
    choice = (
        '<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="in person"/>'
        '<w:listEntry w:val="by video"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    words = "<w:r><w:t> {} </w:t></w:r>"
    body = f"<w:p>{box.format(1)}{words.format('yes')}{box.format(0)}{words.format('no,')}{choice}</w:p>"
    assert said(body) == "☒ yes ☐ no, by video"
    assert said('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> denied</w:t></w:r></w:p>') == "☒ denied"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_a_table_of_short_cells_is_a_table():
    body = f"<w:tbl>{row(paragraph('PHQ-9'), paragraph('12'))}{row(paragraph('GAD-7'), '<w:p/>')}</w:tbl>"
    assert blocks(body) == [("table", None, None, "| PHQ-9 | 12 |\n| GAD-7 |  |")]


def test_a_form_laid_out_as_a_table_is_read_cell_by_cell():
    long = "She reported that the week was harder than expected, since her mother came to stay on Monday."
    body = f"<w:tbl>{row(paragraph('Subjective'), paragraph(long) + paragraph('Slept badly.'))}</w:tbl>"
    assert blocks(body) == [
        ("heading", "Subjective", None, "Subjective"),
        ("paragraph", "Subjective", None, long),
        ("paragraph", "Subjective", None, "Slept badly."),
    ]


def test_the_main_part_is_where_the_relationships_say():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"
    one = "<Relationship Id='a' Type='{}{}' Target='{}'/>"
    data = packed(
        {
            "_rels/.rels": relations.format(one.format(kind, "officeDocument", "word/document2.xml")),
            "word/document2.xml": HEAD + paragraph("Plan", "Heading2") + TAIL,
            "word/_rels/document2.xml.rels": relations.format(one.format(kind, "styles", "styles2.xml")),
            "word/styles2.xml": STYLES,
        }
    )
    assert document_of(Path("note.docx"), data).text == "## Plan\n"


def test_the_strict_kind_and_a_document_without_styles_are_read():
    strict = (HEAD + paragraph("Slept badly.") + TAIL).replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert document_of(Path("note.docx"), packed({"word/document.xml": strict})).text == "Slept badly.\n"


def test_an_empty_document_is_one():
    assert (read("").text, read("<w:p/>").blocks) == ("", ())


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40)
STYLED = st.sampled_from(["", "Heading2", "ListBullet", "Quote"])


@given(st.lists(st.tuples(WORDS, STYLED), max_size=8))
def test_every_word_of_any_document_is_read_and_its_blocks_stand_in_order(given_paragraphs):
    document = read("".join(paragraph(escape(words), style) for words, style in given_paragraphs))
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert document.of(block) == document.of(block).strip()
        end = block.end
    marks = str.maketrans("", "", " \n#->*\ufeff")
    read_back = "".join(document.text.translate(marks).split())
    assert read_back == "".join("".join(words for words, _ in given_paragraphs).translate(marks).split())
