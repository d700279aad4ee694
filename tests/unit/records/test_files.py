"""Names, heads, records and settings: what is refused, and that everything reads back."""

import json
import os
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notewizard.errors import Broken, NameTaken, NotKept, Refused
from notewizard.records.clients import Client, read_clients
from notewizard.records.front_matter import FrontMatter, split_note, with_front_matter
from notewizard.records.ids import check_file_name, free_name
from notewizard.records.naming import Naming, Said
from notewizard.records.practice import Practice
from notewizard.records.publish import publish
from notewizard.records.record import all_records, read_record
from notewizard.records.settings import read_settings
from notewizard.records.versions import Versions

BAD_NAMES = [
    "", ".", "..", "a/b", "a\\b", "CON", "nul.md", "COM1.txt", "COM¹.md", "a.", "a ", " a", "a\x00b", "a\x1b.md",
    "a:b", "a?b", "~$a", "\u202ea.md", "é" * 128,
]  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_a_file_name_that_some_system_cannot_hold_is_refused(tmp_path, name):
    with pytest.raises(NotKept):
        publish(tmp_path, name, b"text")
    assert list(tmp_path.iterdir()) == []


def test_a_taken_name_gives_the_next_free_one(tmp_path):
    (tmp_path / "Note.md").write_bytes(b"theirs")
    (tmp_path / "note (2).md").write_bytes(b"theirs")
    with pytest.raises(NameTaken) as taken:
        publish(tmp_path, "NOTE.md", b"ours")
    assert (taken.value.free, taken.value.exit_code) == ("NOTE (3).md", 4)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "Note.md": b"theirs", "note (2).md": b"theirs",
    }  # fmt: skip


def test_two_spellings_of_an_accent_are_one_name(tmp_path):
    publish(tmp_path, "Ren\u00e9e.md", b"one")
    with pytest.raises(NameTaken):
        publish(tmp_path, "Rene\u0301e.md", b"two")


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_a_symbolic_link_is_no_way_to_another_clients_folder(tmp_path):
    (tmp_path / "Birchwater").mkdir()
    (tmp_path / "Ashgrove").symlink_to("Birchwater")
    with pytest.raises(NotKept) as refused:
        publish(tmp_path / "Ashgrove", "note.md", b"text", within=tmp_path)
    assert refused.value.what == "The folder is a symbolic link, which could lead to another client's folder."
    (tmp_path / "Birchwater" / "note.md").symlink_to("elsewhere.md")
    with pytest.raises(NameTaken):
        publish(tmp_path / "Birchwater", "note.md", b"text", within=tmp_path)
    with pytest.raises(NotKept):
        publish(tmp_path / "Birchwater" / "..", "note.md", b"text", within=tmp_path)


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(NotKept) as refused:
        publish(tmp_path / "gone", "note.md", b"text")
    assert refused.value.what == "The file could not be written: the folder is not there."


ANYTHING = st.characters(codec=None, exclude_categories=())  # bytes of a name that are no text as well


@given(st.text(ANYTHING, max_size=300), st.sets(st.text(ANYTHING, max_size=20), max_size=5))
@example("x\udcff", {"x\udcff.md"})
def test_a_free_name_is_free_and_fits(stem, taken):
    name = free_name(f"{stem[:60]}.md", taken)
    assert name not in taken
    assert len(name.encode("utf-8", "surrogatepass")) <= 255


def test_a_free_name_is_found_where_what_follows_the_point_alone_is_too_long():
    name = f"a.{'x' * 300}"
    assert free_name(name, [name]) != name


@given(st.tuples(*[st.text(max_size=60)] * 6), st.binary(max_size=300))
def test_no_value_breaks_out_of_the_head_of_a_note(values, body):
    front = FrontMatter(*values)
    data = with_front_matter(body, front)
    parts = split_note(data)
    assert (parts.front, parts.body, parts.intact) == (front, body, True)
    assert data[: len(data) - len(body)].count(b"\n") == 9
    assert split_note(data + b"x").intact is False


def test_a_head_reads_like_this():
    front = FrontMatter("00c0ffee", "c-1", "2026-11-20", "Ann Bell, LPC", "soap", "1")
    body = b"# Note\n"
    assert with_front_matter(body, front).decode().split("\n") == [
        "---",
        "id: 00c0ffee",
        "client: c-1",
        "date: 2026-11-20",
        "author: Ann Bell, LPC",
        "format: soap",
        'version: "1"',
        f"sha256: {sha256(body).hexdigest()}",
        "---",
        "# Note",
        "",
    ]
    foreign = b"---\ntitle: Something\n---\ntext"
    assert split_note(foreign).body == foreign


def test_a_damaged_record_is_reported_with_its_path(tmp_path):
    practice = Practice(tmp_path)
    practice.records.mkdir(parents=True)
    path = practice.records / "00c0ffee.json"
    path.write_text('{"schema": 1', encoding="utf-8")
    with pytest.raises(NotKept) as refused:
        read_record(path)
    assert (refused.value.what, refused.value.where) == ("This record cannot be read.", str(path))
    assert [(one.path, one.why) for one in all_records(practice)[1]] == [(path, "This record cannot be read")]


WHOLE = dict[str, object](
    dict.fromkeys(
        ("kind", "client", "author", "file", "sha256", "body_sha256", "program", "reason", "text_sha256"), "x"
    ),
    **{table: {"id": "x"} for table in ("format", "template", "clock", "elements", "rules", "parent")},
    **{field: ["x"] for field in ("lines", "anchor")},
    kept=[{"rule": "x"}],
    schema=1,
    id="00c0ffee",
    date="2026-11-20",
    size=1,
    detached=True,
)
WRONG = [
    *(
        (field, wrong)
        for field in sorted(WHOLE)
        for wrong in (None, 5.5, "x", {}, [])
        if type(wrong) is not type(WHOLE[field])
    ),
    *((field, [wrong]) for field in ("lines", "anchor", "kept") for wrong in (5, None, [])),
    *((field, {"id": 5}) for field in ("format", "template", "clock", "rules", "parent")),
    *(("kept", [{"rule": []}]), ("size", True), ("detached", 1), ("more", "x")),
]


@pytest.mark.parametrize(("field", "wrong"), WRONG)
def test_a_record_with_a_field_of_another_type_is_reported_and_stops_nothing(tmp_path, field, wrong):
    practice = Practice(tmp_path)
    practice.records.mkdir(parents=True)
    for id_, shaped in (("00c0ffee", WHOLE), ("00c0ffe0", {**WHOLE, "id": "00c0ffe0", field: wrong})):
        (practice.records / f"{id_}.json").write_text(json.dumps(shaped), encoding="utf-8")
    records, unreadable = all_records(practice)
    assert [each.id for each in records] == ["00c0ffee"]
    assert [each.why for each in unreadable] == ["This record cannot be read"]
    assert read_record(practice.records / "00c0ffee.json") == records[0]


PATTERNS = [
    ("{yyyy}-{mm}-{dd} {surname} progress note", "2026-11-20 Smith progress note", "Smith"),
    ("{yyyy}-{mm}-{dd}-{format}", "2026-11-20-soap", ""),
    ("{surname} {mm}-{dd}-{yy}", "Smith 11-20-26", "Smith"),
    ("{initials} {m}.{d}.{yyyy}", "JS 11.20.2026", "JS"),
    ("{yyyy}{mm}{dd}_{id}_{FORMAT}", "20261120_c-1_SOAP", "c-1"),
    ("{name} - session {n} - {Mon} {d}, {yyyy}", "Smith, John - session 7 - Nov 20, 2026", "Smith, John"),
    ("{yyyy}/{mm}/{dd} note", "2026/11/20 note", ""),
    ("{d} {Month} {yyyy}", "20 November 2026", ""),
]


@pytest.mark.parametrize(("pattern", "name", "called"), PATTERNS)
def test_a_pattern_writes_and_reads_the_same_name(pattern, name, called):
    naming = Naming(pattern)
    assert naming.problems() == ()
    assert naming.fill(Client("c-1", "Smith, John"), date(2026, 11, 20), "soap", 7) == name
    found = naming.read(name)
    assert found == Said(
        date(2026, 11, 20), called, "soap" if "ormat}" in pattern.lower() else "", 7 if naming.uses("n") else None
    )


def test_a_pattern_that_calls_the_client_in_two_ways_is_refused():
    with pytest.raises(Broken) as broken:
        read_settings(b'pattern = "{surname} {initials} {yyyy}"', "config.toml")
    (problem,) = broken.value.problems
    assert (problem.where, problem.said) == ("pattern", "It calls the client in two ways, and one is enough")
    assert read_settings(b'pattern = "{surname}/{surname} {yyyy}"').naming.client_word == "surname"


@pytest.mark.parametrize("pattern", [".{yyyy}-{mm}-{dd}", ".notes/{yyyy}", "{yyyy}/.old/{mm}", "~${yyyy}"])
def test_a_pattern_whose_notes_would_be_hidden_is_refused(pattern):
    with pytest.raises(Broken) as broken:
        read_settings(f'pattern = "{pattern}"'.encode(), "config.toml")
    assert [problem.said for problem in broken.value.problems] == [
        "It hides the file, and hidden files are never looked for as notes"
    ]


def test_settings_report_every_problem_at_once():
    data = b'schema = 1\nlayout = "heap"\npattern = "../{yyy}"\nfront_matter = "yes"\ncolor = 1\n[author]\nname = 3\n'
    with pytest.raises(Broken) as broken:
        read_settings(data, "config.toml")
    assert [problem.where for problem in broken.value.problems] == [
        "author.name", "color", "front_matter", "layout", "pattern", "pattern",
    ]  # fmt: skip


def test_clients_report_every_problem_at_once():
    data = b'[[client]]\nid = ".."\n[[client]]\nid = "a"\nfolder = "../b"\n[[client]]\nid = "c"\nshoe = 1\n'
    with pytest.raises(Broken) as broken:
        read_clients(data, "clients.toml")
    assert [problem.where for problem in broken.value.problems] == ["client[0]", "client[1]", "client[2]"]


@pytest.mark.parametrize(
    ("author", "where", "said"),
    [
        ('supervisor = "Ruben Castellanos PhD"', "author.supervisor", "Name and credential are not told apart"),
        ('supervisor = "Ruben Castellanos,"', "author.supervisor", "Name and credential are not told apart"),
        ('supervisor = ", PhD"', "author.supervisor", "Name and credential are not told apart"),
        ('supervisor = ","', "author.supervisor", "It names nobody"),
        ('name = "Dana Whitfield, LCSW"', "author.name", "The credential stands in the name"),
    ],
)
def test_a_person_half_named_is_refused_and_not_left_out(author, where, said):
    with pytest.raises(Broken) as broken:
        read_settings(f"[author]\n{author}\n".encode(), "config.toml")
    (problem,) = broken.value.problems
    assert (problem.where, problem.said) == (where, said)
    assert '"' in problem.allowed  # how it is written


@pytest.mark.parametrize(
    ("supervisor", "named"),
    [
        ("", ("", "")),
        ("  ", ("", "")),
        ("Ruben Castellanos, PhD", ("Ruben Castellanos", "PhD")),
        (" Ruben Castellanos ,PhD, ABPP, ", ("Ruben Castellanos", "PhD, ABPP")),
    ],
)
def test_a_supervisor_is_told_apart_at_the_first_comma(supervisor, named):
    text = f'[author]\nname = "Whitfield, Dana"\ncredential = "LCSW"\nsupervisor = "{supervisor}"\n'
    assert read_settings(text.encode()).author.supervised_by() == named


UNPARSABLE = {
    "deep": b"a = " + b"[" * 100_000,
    "deep and closed": b"a = " + b"[" * 5_000 + b"]" * 5_000,
    "long number": b"a = " + b"1" * 5_000,
    "no text": b"\xff",
}


@pytest.mark.parametrize("data", UNPARSABLE.values(), ids=UNPARSABLE.keys())
@pytest.mark.parametrize("read", [read_settings, read_clients])
def test_what_no_reader_gets_through_is_broken_and_nothing_else(read, data):
    with pytest.raises(Broken) as broken:
        read(data, "own.toml")
    assert [(problem.said, problem.path) for problem in broken.value.problems] == [
        ("It is not readable as TOML", "own.toml")
    ]


def test_a_list_of_clients_too_deep_to_be_changed_is_left_as_it_is(tmp_path):
    practice = Practice(tmp_path)
    practice.clients.add(Client("c-1"))
    path = practice.dot / "clients.toml"
    data = b"a = " + b"[" * 200 + b"]" * 200 + b"\n" + path.read_bytes()
    path.write_bytes(data)
    with pytest.raises(Broken):
        practice.clients.add(Client("c-2"))
    assert path.read_bytes() == data


def test_a_client_is_found_by_any_of_their_names(tmp_path):
    clients = Practice(tmp_path).clients
    clients.add(
        Client("c-1", "Smith, John", "Smith"), Client("c-2", "Smithers, Ann"), Client("c-3", "Ost", aliases=("O",))
    )
    assert [client.id for client in clients.find("smith")] == ["c-1"]
    assert [client.id for client in clients.find("smi")] == ["c-1", "c-2"]
    assert [client.id for client in clients.find("o")] == ["c-3"]
    with pytest.raises(Refused):
        clients.add(Client("c-1", "Another"))
    with pytest.raises(Refused):
        clients.add(Client("c-9", folder="../elsewhere"))


def test_versions_only_grow(tmp_path):
    versions = Versions(tmp_path / "plans" / "c-1")
    assert (versions.numbers(), versions.newest()) == ((), None)
    versions.add(1, b"one")
    versions.add(2, b"two")
    with pytest.raises(NameTaken):
        versions.add(2, b"other")
    assert (versions.numbers(), versions.newest()) == ((1, 2), b"two")


@pytest.mark.parametrize("name", ["a.md", "2026-11-20 José O'Brien, progress note (2).txt"])
def test_an_ordinary_name_is_fine(name):
    assert check_file_name(name) == name
