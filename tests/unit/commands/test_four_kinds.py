"""A practice that keeps text, Word documents and PDFs: all are read, compared and shown; what is broken is named."""

from datetime import date

import pytest
from unit.documents.files_made import drawn, paragraph, pdf, word

from notewizard.cli import main
from notewizard.commands.looking import not_compared as saying
from notewizard.commands.looking.not_compared import not_compared
from notewizard.commands.looking.sources import practice_sources
from notewizard.documents import add_extra, packed
from notewizard.records.practice import Practice

pytest.importorskip("pypdf")
SAID = "She spoke of the quarrel with her sister over the summer house, and how she left the table before dessert."
WORDS = SAID.split()
LINES = " ".join(WORDS[:10]) + "\n" + " ".join(WORDS[10:])
BROKEN = b"PK\x03\x04broken"


@pytest.fixture
def kept(tmp_path, state, capsys):
    """One client's notes in all four kinds, one broken file of each kind, and a letter that somebody sent."""
    folder = tmp_path / "notes"
    client = folder / "Marlow"
    client.mkdir(parents=True)
    files = {
        "2026-09-04 Marlow progress note.md": f"## Subjective\n\n{SAID}\n".encode(),
        "2026-09-11 Marlow progress note.txt": f"SUBJECTIVE\r\n\r\n{SAID}\r\n".encode("utf-16"),
        "2026-09-18 Marlow progress note.pdf": pdf(drawn("b:Subjective", LINES)),
        "2026-09-25 Marlow progress note.docx": word(paragraph("Subjective", "Heading2") + paragraph(SAID)),
        "2026-09-25 Marlow progress note.pdf": pdf(drawn("Printed from the Word document.")),
        "2026-08-01 Marlow progress note.md": b"\x00\x01\x02" * 50,
        "2026-08-02 Marlow progress note.txt": BROKEN,
        "2026-08-03 Marlow progress note.docx": BROKEN,
        "2026-08-04 Marlow progress note.pdf": b"%PDF-1.7 broken",
        "Letter from the school.pdf": b"%PDF-1.7 broken",
    }
    for name, data in files.items():
        (client / name).write_bytes(data)
    assert main(["init", str(folder), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    capsys.readouterr()
    yield Practice(folder)
    assert {path.name: path.read_bytes() for path in client.iterdir()} == files


def test_all_four_kinds_are_compared_and_each_broken_one_is_named(kept):
    (client,) = kept.clients.all()
    sources = practice_sources(kept, client.id)
    assert [source.id.rpartition(".")[2] for source in sources.own] == ["md", "txt", "pdf", "docx"]
    assert all(SAID in " ".join(source.text.split()) for source in sources.own)
    assert [day.isoformat() for _, day in sources.days] == ["2026-09-25", "2026-09-18", "2026-09-11", "2026-09-04"]
    assert [line.partition(" was ")[0][:10] for line in sources.unreadable] == [
        "2026-08-04",
        "2026-08-03",
        "2026-08-02",
        "2026-08-01",
    ]
    assert all(line.endswith((" is damaged or cut off.", " is not a text file.")) for line in sources.unreadable)


def test_the_last_note_is_shown_when_it_is_a_word_document(kept):
    (client,) = kept.clients.all()
    sources = practice_sources(kept, client.id)
    assert sources.read(sources.newest(date.max)) == f"## Subjective\n\n{SAID}\n"


@pytest.mark.parametrize("ending", ["md", "txt", "pdf", "docx"])
def test_reuse_and_check_take_each_kind(kept, tmp_path, capsys, ending):
    prior = min((kept.root / "Marlow").glob(f"2026-09-* Marlow progress note.{ending}"))
    note = tmp_path / "today.docx"
    note.write_bytes(word(paragraph("Subjective", "Heading2") + paragraph(SAID)))
    main(["reuse", str(note), "--prior", str(prior)])
    out, err = capsys.readouterr()
    assert err == ""
    assert f"words as in {prior.name}:" in out
    assert main(["check", str(note), "--prior", str(prior)]) == 1
    assert f"words as in {prior.name}." in capsys.readouterr().out


def test_what_the_extra_would_read_is_said_once_with_the_command(kept, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(packed, "can_read_pdf", lambda: False)
    note = tmp_path / "today.md"
    note.write_text(SAID, encoding="utf-8")
    main(["reuse", str(note), "--prior", str(kept.root / "Marlow")])
    said = [line for line in capsys.readouterr().err.splitlines() if "notewizard[documents]" in line]
    assert said == [
        "4 files cannot be read without notewizard[documents]: 2026-08-04 Marlow progress note.pdf, 2026-09-18 Marlow "
        "progress note.pdf, 2026-09-25 Marlow progress note.pdf and 1 more. Add it: " + add_extra()
    ]
    assert main(["check", str(kept.root)]) == 1
    out, err = capsys.readouterr()
    assert out.count(" cannot be read without notewizard[documents].") == 4
    assert err == f"Add it: {add_extra()}\n"


def test_other_troubles_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(saying, "add_extra", lambda: "COMMAND")
    lines = ["a.md was not compared. a.md is a folder.", "b.pdf was not compared. b.pdf " + packed.NEEDS_EXTRA + "."]
    assert list(not_compared(lines)) == [
        lines[0],
        "1 file cannot be read without notewizard[documents]: b.pdf. Add it: COMMAND",
    ]
