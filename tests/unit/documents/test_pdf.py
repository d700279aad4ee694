"""A PDF becomes lines, paragraphs and headings; what holds no text, or is locked, is said."""

from pathlib import Path

import pytest
from unit.documents.files_made import drawn, pdf

from notewizard.documents import add_extra, document_of, packed
from notewizard.errors import NotKept

pytest.importorskip("pypdf")
NOTE = ("b:Subjective", "She slept badly, and “worse”\nthan the week before.", "Walked on two days.", "PLAN", "Call.")


def test_lines_stay_together_and_paragraphs_apart():
    document = document_of(Path("note.pdf"), pdf(drawn(*NOTE)))
    assert document.text == (
        "## Subjective\n\nShe slept badly, and “worse”\nthan the week before.\n\nWalked on two days.\n\nPLAN\n\nCall.\n"
    )
    assert document.encoding == "PDF"
    assert [(block.kind, block.section) for block in document.blocks] == [
        ("heading", "Subjective"),
        ("paragraph", "Subjective"),
        ("paragraph", "Subjective"),
        ("heading", "PLAN"),
        ("paragraph", "PLAN"),
    ]


def test_what_was_typed_into_a_form_is_read():
    field = "<< /T (note) /FT /Tx /V (Slept badly.) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>"
    data = pdf(drawn("Progress note form"), more=(field,)).replace(
        b"/Catalog /Pages 2 0 R", b"/Catalog /AcroForm << /Fields [7 0 R] >> /Pages 2 0 R"
    )
    assert document_of(Path("form.pdf"), data).text == "Progress note form\n\nSlept badly.\n"


def refusal(data: bytes) -> NotKept:
    with pytest.raises(NotKept) as caught:
        document_of(Path("note.pdf"), data)
    return caught.value


def test_a_scan_is_said_to_hold_no_text():
    assert refusal(pdf(b"0 0 10 10 re f")).what == "note.pdf holds no text: a scan, or pictures."


def test_a_password_is_said():
    locked = pdf(
        drawn("Secret."),
        trailer=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{'11' * 32}> /U <{'22' * 32}> /P -4 >>",
    )
    assert refusal(locked).what == "note.pdf is locked with a password."
    assert refusal(locked).hint == "Save it without one and try again."


def test_a_stronger_lock_is_said_without_taking_it_for_damage():
    filters = "/CF << /StdCF << /CFM /AESV2 /Length 16 >> >> /StmF /StdCF /StrF /StdCF"
    values = f"/O <{'11' * 32}> /U <{'22' * 32}> /P -4 /Length 128"
    locked = pdf(
        drawn("Secret."), trailer=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 4 /R 4 {filters} {values} >>"
    )
    assert refusal(locked).what in ("note.pdf is encrypted.", "note.pdf is locked with a password.")


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setattr(packed, "can_read_pdf", lambda: False)
    trouble = refusal(pdf(drawn("Slept badly.")))
    assert trouble.what == "note.pdf cannot be read without notewizard[documents]."
    assert trouble.hint == add_extra()
    assert add_extra().endswith(" -m pip install 'notewizard[documents]'")
