"""Word documents and PDFs made for a test, byte by byte: whole ones, and ones made to break a reader."""

from __future__ import annotations

import io
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
TAIL = "</w:body></w:document>"
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Practice head"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/></w:style>
</w:styles>"""


def paragraph(words: str, style: str = "", more: str = "") -> str:
    """A paragraph of one run; `more` stands among its properties."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{look}{more}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of `parts`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str, styles: str = STYLES) -> bytes:
    """A Word document with `body` inside its body."""
    return packed({"word/document.xml": HEAD + body + TAIL, "word/styles.xml": styles})


def pdf(content: bytes, *, pages: str = "", trailer: str = "", more: tuple[str, ...] = ()) -> bytes:
    """A PDF of one page that draws `content`; `pages` takes the place of its tree of pages."""
    packed_content = zlib.compress(content)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        (pages or "<< /Type /Pages /Kids [3 0 R] /Count 1 >>").encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed_content), packed_content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        *(each.encode() for each in more),
    ]
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def drawn(*paragraphs: str, font: str = "F1", top: int = 720) -> bytes:
    """What a page does to show `paragraphs`, their lines 14 points apart and a wider gap between two of them."""
    out, height = [], top
    for each in paragraphs:
        name, each = ("F2", each[2:]) if each.startswith("b:") else (font, each)
        for line in each.split("\n"):
            said = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            out.append(f"BT /{name} 11 Tf 72 {height} Td ({said}) Tj ET")
            height -= 14
        height -= 12
    return "\n".join(out).encode("cp1252")
