"""Files and answers that are broken at random: read or refused in our words, at once, and in little room.

Every input is made from a real one (shipped, or of the examples) by a few seeded changes. The same number is the same
input.
"""

from __future__ import annotations

import io
import signal
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import shipped

from notewizard.checks.packs import compile_packs
from notewizard.commands.filed.answers_file import _json
from notewizard.definitions.completeness import applying
from notewizard.definitions.facts import fact_kinds, facts_in_table
from notewizard.definitions.formats import Format
from notewizard.definitions.jurisdictions import Jurisdiction
from notewizard.definitions.library import Library
from notewizard.definitions.measures import Measure
from notewizard.definitions.plans import plan_in_table
from notewizard.definitions.questions import Element
from notewizard.definitions.reading import bounded, shaped, table_of
from notewizard.definitions.rules import rule_pack_of
from notewizard.definitions.vocabularies import Vocabulary
from notewizard.documents.bounded import Bounded
from notewizard.documents.opening import kind_of
from notewizard.documents.packed import packed_document
from notewizard.documents.reading import document_of
from notewizard.errors import Failure
from notewizard.interview.accept import accept
from notewizard.interview.chart import Chart
from notewizard.interview.whole import AnswersText, whole_note
from notewizard.records.clients import read_clients
from notewizard.records.front_matter import split_note
from notewizard.records.history.entry import Event, entry_in, line_hashes, line_of, text_hash
from notewizard.records.journal import decode, encode
from notewizard.records.record import record_in
from notewizard.records.settings import read_settings
from notewizard.rendering.syntax import faults, parent_of
from notewizard.rendering.templates import Templates, _sandbox

HERE = Path(__file__).parents[2]
SECONDS = 2.0
MOST_BYTES = 300 * 2**20
PATH = Path("00c0ffee00c0ffee.toml")
ODD = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x1b[2J", b"[" * 3000, b"{" * 3000, b'"""', b"'", b'"', b"\\",
    b"\\u0000", b"\\ud800", b"\\N{BULLET}", "\u202e".encode(), "e\u0301".encode(), "\U0001f600".encode(), b"9" * 5000,
    b"-1", b"1e999", b"nan", b"inf", b"0x10", b"2026-13-45", b"2026-02-30T25:61:00Z", b"0001-01-01", b"99999-01-01",
    b"true", b"null", b"[]", b"{}", b" = ", b"\n[[x]]\n", b"\n[x]\n", b"a." * 200, b"{{ x }}", b"{% for x in y %}",
    b"{% if", b"%}", b"~9", b"%ALL", b"@x", b"a" * 20_000, b"\n" * 2000, b"\t", b"# ", b"* " * 500, b"> " * 500,
    b"/", b"..", b"C:\\", b"$(x)", b"=cmd", b"<x>", b"&#0;", b"]]>", b"<!DOCTYPE x [<!ENTITY y 'z'>]>",
)  # fmt: skip


class TooLong(BaseException):
    """The two seconds are over."""


@dataclass(frozen=True)
class Target:
    """One kind of input, real ones of it, and who reads it."""

    name: str
    seeds: Callable[[], list[bytes]]
    read: Callable[[bytes], object]


def changed(data: bytes, other: bytes, chance: Random) -> bytes:
    """`data` after one to four changes; `other` is another real one to take pieces from."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, size = chance.randrange(len(data) + 1), chance.choice((1, 2, 8, 64, 400))
        roll = chance.randrange(9)
        if roll == 0 and data:
            at = chance.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        elif roll == 1:
            data = data[:at] + data[at + size :]
        elif roll == 2:
            data = data[:at] + data[at : at + size] * chance.choice((2, 3, 40)) + data[at + size :]
        elif roll in (3, 4):
            data = data[:at] + chance.choice(ODD) + data[at + chance.choice((0, 0, 1, 8)) :]
        elif roll == 5:
            data = data[: chance.choice((at, at, 0))]
        elif roll == 6:
            start = chance.randrange(len(other) + 1)
            data = data[:at] + other[start : start + size] + data[at:]
        elif roll == 7:
            lines = data.split(b"\n")
            one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[two] = lines[two], lines[one]
            data = b"\n".join(lines)
        else:  # another value behind an equals sign or a colon
            sign = chance.choice((b" = ", b": "))
            places = [each for each in range(len(data)) if data.startswith(sign, each)] if len(data) < 20_000 else []
            if places:
                at = chance.choice(places) + len(sign)
                end = data.find(b"\n", at)
                data = data[:at] + chance.choice(ODD) + data[end if end >= 0 else len(data) :]
    return data[:200_000]


@cache
def library() -> Library:
    return shipped.library()


def _files(*patterns: str) -> Callable[[], list[bytes]]:
    @cache
    def read() -> list[bytes]:
        return [path.read_bytes() for pattern in patterns for path in sorted(HERE.glob(pattern)) if path.is_file()]

    return read


def _answers(data: bytes) -> None:
    table = table_of(PATH, bounded(PATH, data))
    whole_note(AnswersText(PATH, table.text, table.values), library(), None, None, date(2026, 11, 29))


def _json_answers(data: bytes) -> None:
    table = _json(PATH.with_suffix(".json"), data)
    whole_note(AnswersText(PATH, table.text, table.values), library(), None, None, None)


@cache
def _json_seeds() -> list[bytes]:
    import json
    import tomllib

    seeds = _files("examples/answers/*-*.toml", "examples/chart/answers/*.toml")()
    return [json.dumps(tomllib.loads(each.decode()), default=str, indent=1).encode() for each in seeds]


def _typed(data: bytes) -> None:
    """A line typed at one question after another."""
    raw = data.decode("utf-8", "surrogateescape")
    for asked in _asked():
        accept(asked, raw, {}, library(), Chart(today=date(2026, 11, 29)))


@cache
def _asked() -> list:
    facts = {"derived": {}, "chart": Chart(today=date(2026, 11, 29)).facts({})}
    return list(applying(library(), {}, facts))


@cache
def _typed_seeds() -> list[bytes]:
    return [b"", b"y", b"1,3", b"2026-11-20 10:00-10:50", b"10:00 am", b"Sleep diary; walks.", b":na she left",
            b"90834", b"PHQ-9 12", b"F41.1", b"none", b"tomorrow", b"next Tuesday 3 pm", b"50 min"]  # fmt: skip


def _rules(data: bytes) -> None:
    pack = rule_pack_of(table_of(PATH, bounded(PATH, data)))
    compile_packs([pack], examples=len(data) < 3000)


def _template(data: bytes) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    from notewizard.definitions.library import Defined, Template

    template = Template("fuzzed", text, Defined(PATH, "", True))
    Templates(_only(template))


def _only(template: object) -> Library:
    from dataclasses import replace

    return replace(library(), templates={"fuzzed": template}, formats={})  # type: ignore[dict-item]


@cache
def _word() -> list[bytes]:
    found = []
    for text in _files("examples/notes/*.md")()[:3]:
        words = text.decode().replace("&", "&amp;").replace("<", "&lt;")
        rows = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words.splitlines())
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{rows}</w:body></w:document>'
        types = (
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>'
        )
        parts = {"[Content_Types].xml": types, "word/document.xml": body}
        found.append(zipped({name: part.encode() for name, part in parts.items()}))
    return found


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


@cache
def _pdfs() -> list[bytes]:
    lines = _files("examples/notes/*.md")()[0].decode("ascii", "ignore").splitlines()[:40]
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(data))
    return [data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end]


BOUNDED = Bounded()


def _packed(data: bytes) -> None:
    path = Path("note.docx" if data.startswith(b"PK") else "note.pdf")
    kind = kind_of(path, data)
    if kind == "text":
        document_of(path, data)
    else:
        packed_document(path, data, kind, BOUNDED)


def _journal(data: bytes) -> None:
    decode(data)


@cache
def _journals() -> list[bytes]:
    entries = (
        {"kind": "begun", "client": "c-1", "format": "soap", "started": "2026-11-20T10:00"},
        {"kind": "answer", "path": ["plan", "homework"], "value": "Sleep \x00 diary \ud800 \x1b[31m"},
        {"kind": "pending", "path": ["plan"], "text": "Sle", "cursor": 3},
    )
    return [b"".join(map(encode, entries)), encode(entries[1])]


@cache
def _lines() -> list[bytes]:
    event = Event(
        "sign", "Ann Bell, LPC", "2026-11-20T17:00:00+00:00", note="00c0ffee00c0ffee", sha256="0" * 64, size=9
    )
    first, digest = line_of("f00df00df00d", 1, [], event)
    return [first, line_of("f00df00df00d", 2, [digest], event)[0]]


def _history(data: bytes) -> None:
    for line in data.split(b"\n"):
        entry_in(line)


@cache
def _records() -> list[bytes]:
    from faults.stories import signed

    return [signed().record.to_bytes()]


def _note(data: bytes) -> None:
    split_note(data)
    text_hash(data)
    line_hashes(data)
    document_of(Path("note.md"), data)
    document_of(Path("note.txt"), data)


def _parsed(data: bytes) -> None:
    """A template alone: read and judged, not compiled."""
    from jinja2 import TemplateSyntaxError

    with suppress(TemplateSyntaxError, UnicodeDecodeError):
        tree = _sandbox().parse(data.decode("utf-8"))
        list(faults(tree, "fuzzed"))
        parent_of(tree)


def _shape(model: type) -> Callable[[bytes], object]:
    return lambda data: shaped(table_of(PATH, bounded(PATH, data)), model)


TARGETS = (
    Target("a draft's journal", _journals, _journal),
    Target("a line of the history", _lines, _history),
    Target("a record", _records, lambda data: record_in(data, PATH)),
    Target("a note in text", _files("examples/notes/*.md"), _note),
    Target(
        "clients",
        lambda: [b'[[client]]\nid = "c-1"\nname = "Ada"\nfolder = "Example"\naliases = ["A"]\n'],
        read_clients,
    ),
    Target(
        "settings",
        lambda: [b'schema = 1\nlayout = "flat"\npattern = "{yyyy}-{mm}-{dd}"\nlock_after = 10\n[author]\nname = "A"\n'],
        read_settings,
    ),
    Target(
        "a treatment plan", _files("examples/plans/*.toml"), lambda data: plan_in_table(table_of(PATH, data), library())
    ),
    Target(
        "standing facts",
        lambda: [
            b'schema = 1\nclient = "c-1"\nwritten = 2026-11-20\nauthor = "A"\n'
            b'[[facts]]\nkind = "emergency-contact"\ntext = "Her sister."\nconfirmed = 2026-11-20\n'
        ],
        lambda data: facts_in_table(table_of(PATH, data), fact_kinds()),
    ),
    Target("an answer", _typed_seeds, _typed),
    Target("answers in TOML", _files("examples/answers/*-*.toml", "examples/chart/answers/*.toml"), _answers),
    Target("answers in JSON", _json_seeds, _json_answers),
    Target("a format", _files("formats/*.toml"), _shape(Format)),
    Target("questions", _files("formats/elements/*.toml"), _shape(Element)),
    Target("a measure", _files("formats/measures/*.toml"), _shape(Measure)),
    Target("a vocabulary", _files("formats/vocabularies/*.toml"), _shape(Vocabulary)),
    Target("a jurisdiction", _files("formats/jurisdictions/*.toml"), _shape(Jurisdiction)),
    Target("a rule pack", _files("rules/*.toml"), _rules),
    Target("a template", _files("templates/*.jinja", "templates/shared/*.jinja"), _template),
    Target("a Word document", _word, _packed),
    Target("a PDF", _pdfs, _packed),
)


def tried(target: Target, number: int) -> str:
    """What went wrong with that input; empty when it was read or refused as it should be."""
    chance = Random(f"{target.name} {number}")
    seeds = target.seeds()
    data = changed(chance.choice(seeds), chance.choice(seeds), chance)
    said = _read(target, data)
    # Another program may have had the machine: only what takes so long every time takes so long.
    return said if "seconds" not in said else _read(target, data)


def _read(target: Target, data: bytes) -> str:
    def end(*_: object) -> None:
        raise TooLong

    former = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    began = time.monotonic()
    try:
        target.read(data)
    except Failure as refused:
        if not refused.what.strip():
            return f"{target.name}: refused without a word"
    except TooLong:
        return f"{target.name}: takes more than {SECONDS:.0f} seconds"
    except Exception as bug:
        return f"{target.name}: {type(bug).__name__}: {bug}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)
    if target.read is _packed and time.monotonic() - began > SECONDS:
        return f"{target.name}: takes {time.monotonic() - began:.1f} seconds"
    return ""


def peak() -> int:
    """The most memory this process and those it started ever had, in bytes."""
    import resource

    mine, theirs = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(mine, theirs) * 1024
