"""A file becomes text whatever its encoding; what is not a text file is refused with its name, and nothing hangs."""

import os
from pathlib import Path

import pytest

from notewizard.documents import MOST_BYTES, read_document
from notewizard.errors import NotKept

NOTE = "Subjective\r\n\r\nShe said “enough” – and left the café.\r\n"
READ = "Subjective\n\nShe said “enough” – and left the café.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NOTE.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + NOTE.encode(), "UTF-8 (marked)"),
        (NOTE.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + NOTE.encode("utf-16-be"), "UTF-16"),
        (NOTE.encode("utf-16-le"), "UTF-16 (no mark, guessed)"),
        (NOTE.encode("utf-16-be"), "UTF-16 (no mark, guessed)"),
        (NOTE.encode("cp1252"), "Windows-1252 (guessed)"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "utf-16-le-bare", "utf-16-be-bare", "cp1252"],
)
def test_every_encoding_gives_the_same_text_and_is_named(tmp_path, data, encoding):
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    document = read_document(path)
    assert (document.text, document.encoding) == (READ, encoding)
    assert path.read_bytes() == data


def test_a_text_pasted_together_from_two_programs_is_read_letter_by_letter(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes("She said “enough” at the café. ".encode() + "Then: “no”.".encode("cp1252"))
    document = read_document(path)
    assert document.text == "She said “enough” at the café. Then: “no”."
    assert document.encoding == "UTF-8 with Windows-1252 letters"


def test_line_ends_are_line_feeds_and_what_cannot_be_shown_is_left_out(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"one\rtwo\x0cthree\x00\x1b[31m four" + b" words" * 20 + "\x85end".encode())
    assert read_document(path).text == "one\ntwo\nthree[31m four" + " words" * 20 + "\nend"


def test_an_empty_file_is_an_empty_document(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"")
    document = read_document(path)
    assert (document.text, document.blocks) == ("", ())


def refusal(path: Path) -> str:
    with pytest.raises(NotKept) as caught:
        read_document(path)
    assert caught.value.where == str(path)
    return caught.value.what.removeprefix(f"{path} ")


def test_what_is_not_a_file_is_refused_without_waiting(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert refusal(pipe) == "is not a regular file."
    assert refusal(Path("/dev/zero")) == "is not a regular file."
    assert refusal(tmp_path) == "is a folder."
    assert refusal(tmp_path / "none.txt") == "cannot be opened: no such file or directory."
    assert refusal(Path("a\0b")) == "is not a file name."


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert refusal(path) == "is larger than 5,000,000 bytes."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\\rtf1", "is a rich text file."),
        (b"\x89PNG\r\n", "is a picture."),
        (b"\x00\x01\x02\x03\xff\x00" * 50, "is not a text file."),
    ],
)
def test_what_is_not_text_is_refused(tmp_path, data, said):
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    assert refusal(path) == said


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("x")
    path.chmod(0)
    assert refusal(path) == "cannot be opened: permission denied."
