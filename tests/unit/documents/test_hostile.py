"""Files that are broken, or made to break a reader: each is named with why, in one sentence without its words."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from unit.documents.files_made import HEAD, TAIL, W, drawn, packed, paragraph, pdf, word

from notewizard.documents import read_document
from notewizard.documents.limits import MOST_PACKED_BYTES
from notewizard.errors import NotKept

SECRET = "Marigold"
NOTE = word(paragraph(f"{SECRET} slept badly."))
PAGE = pdf(drawn(f"{SECRET} slept badly."))


def refusal(path: Path) -> str:
    with pytest.raises(NotKept) as caught:
        read_document(path)
    assert caught.value.where == str(path)
    assert SECRET not in f"{caught.value.what} {caught.value.hint} {caught.value.not_done}"
    return caught.value.what.removeprefix(f"{path} ")


def laughs() -> str:
    entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    return f"<!DOCTYPE d [<!ENTITY l0 '{SECRET}'>{entities}]>{HEAD}{paragraph('&l11;')}{TAIL}"


def lying_directory() -> bytes:
    """A part whose size the directory gives as 100 bytes, and which unpacks to 30 MB."""
    data = bytearray(packed({"word/document.xml": HEAD + " " * 30_000_000 + TAIL}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def bzipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", HEAD + TAIL)
    return out.getvalue()


def zip_locked() -> bytes:
    data = bytearray(NOTE)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def page_tree(kids: str) -> bytes:
    return pdf(drawn(SECRET), pages=f"<< /Type /Pages /Kids [{kids}] /Count 1 >>")


DEEP = HEAD + "<w:p>" * 2_000 + "</w:p>" * 2_000 + TAIL

BROKEN = {
    "empty.docx": (b"", "is empty: it is no Word document."),
    "empty.pdf": (b"", "is empty: it is no PDF."),
    "cut off.docx": (NOTE[:-200], "is damaged or cut off."),
    "flipped.docx": (NOTE[:60] + bytes([NOTE[60] ^ 0xFF]) + NOTE[61:], "is damaged or cut off."),
    "no xml.docx": (packed({"word/document.xml": SECRET}), "is damaged or cut off."),
    "other archive.docx": (packed({"a.txt": SECRET}), "is a zip archive and no Word document."),
    "other xml.docx": (packed({"word/document.xml": "<a/>"}), "is a zip archive and no Word document."),
    "really a zip.txt": (packed({"a.txt": SECRET}), "is a zip archive and no Word document."),
    "bomb.docx": (
        packed({"word/document.xml": HEAD + TAIL, "word/media/x": bytes(60_000_000)}),
        "unpacks to more than a note can hold.",
    ),
    "ratio.docx": (
        packed({"word/document.xml": HEAD + " " * 9_000_000 + TAIL}),
        "unpacks to more than a note can hold.",
    ),
    "liar.docx": (lying_directory(), "is damaged or cut off."),
    "laughs.docx": (packed({"word/document.xml": laughs()}), "holds XML that no word processor writes."),
    "deep.docx": (packed({"word/document.xml": DEEP}), "holds XML that no word processor writes."),
    "long.docx": (word(paragraph(f"{SECRET} " + os.urandom(1_050_000).hex())), "holds more than 2,000,000 letters."),
    "bzip.docx": (bzipped(), "is damaged or cut off."),
    "locked.docx": (zip_locked(), "is locked with a password."),
    "password.docx": (
        b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "is locked with a password.",
    ),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "is an old Word document."),
    "text.docx": (SECRET.encode(), "is no Word document, whatever its name says."),
    "text.pdf": (SECRET.encode(), "is no PDF, whatever its name says."),
    "noise.txt": (os.urandom(4_000), "is not a text file."),
    "cut off.pdf": (PAGE[:60], "is damaged or cut off."),
    "tree loop.pdf": (page_tree("2 0 R"), "is damaged or cut off."),
    "tree of one page.pdf": (page_tree("3 0 R " * 201), "has more than 200 pages."),
    "stream bomb.pdf": (pdf(bytes(80_000_000)), "unpacks to more than a note can hold."),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_why(tmp_path, name):
    data, why = BROKEN[name]
    if name.endswith(".pdf"):
        pytest.importorskip("pypdf")
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path) == why
    assert path.read_bytes() == data


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are POSIX")
def test_what_is_no_file_is_named_and_never_waited_for(tmp_path):
    pipe, zero, loop, gone = (tmp_path / name for name in ("a.docx", "b.pdf", "c.docx", "d.txt"))
    os.mkfifo(pipe)
    zero.symlink_to("/dev/zero")
    loop.symlink_to(tmp_path / "c2.docx")
    (tmp_path / "c2.docx").symlink_to(loop)
    gone.symlink_to(tmp_path / "nowhere.txt")
    assert refusal(pipe) == "is not a regular file."
    assert refusal(zero) == "is not a regular file."
    assert refusal(loop) == "cannot be opened: too many levels of symbolic links."
    assert refusal(gone) == "cannot be opened: no such file or directory."


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_a_link_to_a_note_is_read_as_the_note(tmp_path):
    (tmp_path / "note.docx").write_bytes(NOTE)
    (tmp_path / "link.docx").symlink_to(tmp_path / "note.docx")
    assert read_document(tmp_path / "link.docx").text == "Marigold slept badly.\n"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.docx"
    with path.open("wb") as file:
        file.write(NOTE)
        file.truncate(MOST_PACKED_BYTES + 1)
    assert refusal(path) == "is larger than 20,000,000 bytes."


def test_a_document_with_the_wrong_name_is_read_as_what_it_is(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(NOTE)
    assert read_document(path).text == "Marigold slept badly.\n"


def test_styles_that_hold_a_bomb_are_refused_too(tmp_path):
    path = tmp_path / "note.docx"
    path.write_bytes(word(paragraph("Plan"), f"<!DOCTYPE s [<!ENTITY a 'b'>]><w:styles xmlns:w='{W}'>&a;</w:styles>"))
    assert refusal(path) == "holds XML that no word processor writes."
