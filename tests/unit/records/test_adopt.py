"""Six messy practice folders: what is concluded of each, and the exact name of the next file."""

import runpy
from datetime import date
from pathlib import Path

import pytest

from notewizard.records.adopt import adopt, conclude, next_file
from notewizard.records.clients import Client
from notewizard.records.earlier import earlier_notes
from notewizard.records.practice import Practice, find_practice
from notewizard.records.settings import Author, Settings

MAKER = runpy.run_path(str(Path(__file__).parents[3] / "benchmarks" / "practices" / "make_messy_practices.py"))
DAY = date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path, request):
    return MAKER["make"](request.param, tmp_path / request.param)


def said(conclusion):
    return [(one.said, one.examples) for one in conclusion.unclear]


def names(root, conclusion):
    return [
        next_file(root, conclusion, client, DAY, "soap").relative_to(root).as_posix() for client in conclusion.clients
    ]


@pytest.mark.parametrize("folder", ["named-folders"], indirect=True)
def test_a_folder_a_client_with_the_surname_in_each_name(folder):
    found = conclude(folder)
    assert (found.layout, found.pattern, found.extension, found.notes) == (
        "folder-per-client", "{yyyy}-{mm}-{dd} {surname} progress note", ".md", 73,
    )  # fmt: skip
    assert names(folder, found)[:2] == [
        "Ashgrove, Ada/2026-11-30 Ashgrove progress note.md",
        "Birchwater, Basil/2026-11-30 Birchwater progress note.md",
    ]
    assert found.clients[6] == Client("c-0007", "Greywater, Hana", folder="Greywater, Hana")
    assert names(folder, found)[6] == "Greywater, Hana/2026-11-30 Greywater progress note.md"
    assert said(found) == [
        (
            "The name is that of another client than the folder.",
            ("Cedarholm, Clio/2026-09-04 Dunmere progress note.md",),
        )
    ]
    assert found.foreign == {
        "copy": 1, "hidden file": 1, "jpeg file": 1, "office file": 2, "pdf file": 1,
        "system file": 2, "temporary file": 1, "undated file": 1,
    }  # fmt: skip


@pytest.mark.parametrize("folder", ["id-folders"], indirect=True)
def test_a_folder_an_id_with_a_folder_a_year(folder):
    found = conclude(folder)
    assert (found.layout, found.pattern, found.extension, found.notes) == (
        "folder-per-client", "{yyyy}/{yyyy}-{mm}-{dd}-{format}", ".md", 160,
    )  # fmt: skip
    assert [client.id for client in found.clients] == ["c-0311", "c-1042", "c-1043", "c-2107"]
    assert names(folder, found)[0] == "Clients/c-0311/2026/2026-11-30-soap.md"
    assert said(found) == []


@pytest.mark.parametrize("folder", ["flat-us-dates"], indirect=True)
def test_a_flat_folder_of_text_files_with_dates_as_americans_write_them(folder):
    found = conclude(folder)
    assert (found.layout, found.pattern, found.extension, found.notes) == (
        "flat", "{surname} {mm}-{dd}-{yy}", ".txt", 52,
    )  # fmt: skip
    assert names(folder, found)[0] == "Ashgrove 11-30-26.txt"
    assert said(found) == [("These may be one client.", ("Birchwater", "Birchwatter"))]


@pytest.mark.parametrize("folder", ["initials-and-sessions"], indirect=True)
def test_initials_and_sessions_that_count_up(folder):
    found = conclude(folder)
    assert (found.layout, found.pattern, found.extension, found.notes) == (
        "folder-per-client", "Session {n} {m}.{d}.{yyyy}", ".md", 22,
    )  # fmt: skip
    assert names(folder, found) == [
        "A.A./Session 13 11.30.2026.md", "B.C./Session 8 11.30.2026.md", "D.E./Session 4 11.30.2026.md",
    ]  # fmt: skip
    assert said(found) == []


@pytest.mark.parametrize("folder", ["compact-and-ids"], indirect=True)
def test_compact_dates_and_ids_in_the_names(folder):
    found = conclude(folder)
    assert (found.layout, found.pattern, found.extension, found.notes) == (
        "flat", "{yyyy}/{yyyy}{mm}{dd}_{id}_{FORMAT}", ".md", 91,
    )  # fmt: skip
    assert names(folder, found)[0] == "2026/20261130_1042_SOAP.md"
    assert said(found) == [("Nothing in the name says whose note this is.", ("2026/20261116_DAP.md",))]


@pytest.mark.parametrize("folder", ["day-or-month"], indirect=True)
def test_dates_that_may_have_the_day_first(folder):
    found = conclude(folder)
    assert (found.layout, found.pattern, found.extension, found.notes) == (
        "folder-per-client", "Progress note {mm}-{dd}-{yyyy}", ".md", 20,
    )  # fmt: skip
    assert names(folder, found)[0] == "Jos\u00e9 Alvarado/Progress note 11-30-2026.md"
    assert [sentence for sentence, _ in said(found)] == [
        "No date shows whether month or day comes first; month first is assumed.",
        "These may be one client.",
    ]


@pytest.mark.parametrize("folder", sorted(MAKER["PRACTICES"]), indirect=True)
def test_adopting_writes_only_into_dot_notewizard_and_is_stable(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = conclude(folder)
    practice = Practice(folder)
    kept = adopt(practice, found, Settings(author=Author("Ann Bell", "LPC")))
    assert practice.settings() == kept
    assert practice.clients.all() == found.clients
    assert conclude(folder, practice.clients.all()).clients == found.clients
    assert {path: path.read_bytes() for path in before} == before
    assert find_practice(folder / "any" / "where") == practice
    for client in found.clients:
        assert practice.next_file(client, DAY, "soap") == next_file(folder, found, client, DAY, "soap")


@pytest.mark.parametrize("folder", ["named-folders"], indirect=True)
def test_a_misfiled_note_is_nobodys(folder):
    practice = Practice(folder)
    adopt(practice, conclude(folder), Settings())
    notes = earlier_notes(practice, "c-0003")
    assert [note.date for note in notes.own][:2] == [date(2026, 10, 23), date(2026, 10, 16)]
    assert [note.path.name for note in notes.unclear] == ["2026-09-04 Dunmere progress note.md"]
    assert {note.client for note in notes.others} == {"c-0001", "c-0002", "c-0004", "c-0005", "c-0006"}
    assert notes.unreadable == ()


@pytest.mark.parametrize(
    "words",
    [
        "consult", "follow-up", "Follow up", "check-in", "initial consultation", "crisis visit", "late cancellation",
        "EMDR session", "meds management", "psych eval", "in-person appt", "telehealth consult note",
    ],
)  # fmt: skip
def test_words_of_the_office_in_a_file_name_are_no_clients_name(tmp_path, words):
    flat, charts = tmp_path / "flat", tmp_path / "charts"
    for day in ("02", "09", "16"):
        for folder, name in ((flat, f"2026-11-{day} Smith {words}"), (charts / "Smith", f"2026-11-{day} {words}")):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.md").write_text("x", encoding="utf-8")
    (flat / f"2026-11-20 {words}.md").write_text("x", encoding="utf-8")
    found = conclude(flat)
    assert [(one.name, one.label) for one in found.clients] == [("Smith", "Smith")]
    assert found.pattern == "{yyyy}-{mm}-{dd} {surname} " + words
    assert said(found) == [("Nothing in the name says whose note this is.", (f"2026-11-20 {words}.md",))]
    found = conclude(charts)
    assert [(one.name, one.label) for one in found.clients] == [("Smith", "")]
    assert names(charts, found) == [f"Smith/2026-11-30 {words}.md"]


@pytest.mark.parametrize(
    "name", ["Case", "Court", "Child", "Young", "Fu", "Day", "Park", "Church", "Healy", "Consuelo"]
)
def test_a_surname_stays_one_beside_words_of_the_office(tmp_path, name):
    for day in ("02", "09"):
        (tmp_path / f"2026-11-{day} {name} consult.md").write_text("x", encoding="utf-8")
    found = conclude(tmp_path)
    assert [one.name for one in found.clients] == [name]
