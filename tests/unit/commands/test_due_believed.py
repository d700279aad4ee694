"""`due` against records that somebody changed or made up: what `verify` names hides nothing that is owed."""

import errno
import json
import os
import unicodedata
from dataclasses import replace
from os import scandir

import pytest

from notewizard.errors import NotKept
from notewizard.records import finish
from notewizard.records.history.verifying import verify
from notewizard.records.later import CO_SIGNATURE, IN_ERROR
from notewizard.records.record import record_path

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x\n"
EVENT = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:Ada Example\nDTSTART;TZID=America/New_York:{0}\nDURATION:PT50M\nEND:VEVENT\n"
CHANGED = "is not as the history has it, and not counted here. See: notewizard verify"
UNKNOWN = "1 note counted here of which the history knows nothing. See: notewizard verify"


@pytest.fixture
def office(two_clients):
    """A trainee's signed note of November 20, and a calendar with that session and one of November 18."""
    two_clients.sign_note(trainee=True)
    two_clients.later(hours=30)
    days = ("20261118T140000", "20261120T140000")
    (two_clients.root / "week.ics").write_text(HEAD + "".join(map(EVENT.format, days)) + "END:VCALENDAR\n")
    return two_clients


def due(office):
    """What is owed and written by day, what waits for a co-signature, what is doubted; and what is said."""
    code, out, _ = report(office, "--json")
    assert code == 0
    results = json.loads(out)["results"]
    days = {state: [one["begins"][:10] for one in results if one["state"] == state] for state in ("owed", "written")}
    waits = [one["note"] for one in results if one["state"] == "not co-signed"]
    doubted = [(one["note"], one["counted"]) for one in results if one["state"] == "doubted"]
    return days, waits, doubted, " ".join(report(office)[2].split())


def report(office, *more):
    return office.run("due", "--calendar", office.root / "week.ics", "--practice", office.folder, *more)


def change(office, note, before, after):
    path = record_path(office.practice, note)
    data = path.read_bytes()
    assert before in data
    path.write_bytes(data.replace(before, after))


def plant(office, **said):
    """A record that nobody signed, shaped as the note's own."""
    (note,) = office.records("progress note")
    made = replace(note, id="a" * 16, **said)
    record_path(office.practice, made.id).write_bytes(made.to_bytes())
    return note


def is_named_by_verify(office, note):
    return any(each.note == note and each.level != "info" for each in verify(office.practice).verdicts)


def test_as_signed_nothing_is_said(office):
    (note,) = office.records()
    assert due(office) == ({"owed": ["2026-11-18"], "written": ["2026-11-20"]}, [note.id], [], "")


def test_a_record_that_says_another_day_writes_no_note_of_that_day_and_the_file_still_counts(office):
    (note,) = office.records()
    change(office, note.id, b'"date": "2026-11-20"', b'"date": "2026-11-18"')
    assert is_named_by_verify(office, note.id)
    days, waits, doubted, said = due(office)
    assert days == {"owed": ["2026-11-18"], "written": ["2026-11-20"]}
    assert (waits, doubted) == ([note.id], [(note.id, False)])
    assert f"1 record {CHANGED}" in said


def test_a_changed_record_counts_once_somebody_accepted_it(office):
    (note,) = office.records()
    change(office, note.id, b"exposure ladder", b"exposure stairs")
    assert due(office)[2] == [(note.id, False)]
    assert office.run("accept", office.note, "--practice", office.folder, "--reason", "Replaced all over.")[0] == 0
    days, waits, doubted, said = due(office)
    assert (days["written"], waits, doubted, said) == (["2026-11-20"], [note.id], [], "")


def test_a_record_that_is_gone_is_said_until_that_is_accepted(office):
    (note,) = office.records()
    record_path(office.practice, note.id).unlink()
    _, waits, doubted, said = due(office)
    assert (waits, doubted) == ([], [(note.id, False)])  # that a co-signature is wanted its record alone knew
    assert "1 record that the history knows is not there, and not counted here. See: notewizard verify" in said
    assert office.run("accept", note.id, "--practice", office.folder, "--reason", "The disk was lost.")[0] == 0
    assert due(office)[2:] == ([], "")


def test_a_co_signature_whose_file_is_gone_counts_and_that_is_said_until_it_is_accepted(office):
    assert office.run("cosign", office.note, "--sign", "Ruben Castellanos")[0] == 0
    (signature,) = office.records(CO_SIGNATURE)
    assert due(office)[1:] == ([], [], "")
    (office.folder / signature.file).unlink()
    assert due(office)[1:3] == ([], [(signature.id, True)])
    assert "1 signed file is not in place, and it counts here all the same. See: notewizard verify" in due(office)[3]
    assert office.run("accept", signature.id, "--practice", office.folder, "--reason", "Lost.")[0] == 0
    assert due(office)[1:] == ([], [], "")


def test_a_note_whose_move_was_accepted_and_that_was_then_deleted_is_said(office):
    (note,) = office.records()
    moved = office.note.with_name("renamed.md")
    office.note.rename(moved)
    assert office.run("accept", moved, "--practice", office.folder, "--reason", "Renamed all over.")[0] == 0
    assert due(office)[2:] == ([], "")
    moved.unlink()
    assert due(office)[2] == [(note.id, True)]
    assert "1 signed file is not in place, and it counts here all the same. See: notewizard verify" in due(office)[3]
    (gone,) = (one for one in json.loads(report(office, "--json")[1])["results"] if one["state"] == "doubted")
    assert gone["path"] == "Example/renamed.md"
    assert office.run("accept", note.id, "--practice", office.folder, "--reason", "Lost.")[0] == 0
    assert due(office)[2:] == ([], "")


def test_a_note_that_was_put_back_where_it_was_signed_is_in_place(office):
    moved = office.note.with_name("renamed.md")
    office.note.rename(moved)
    assert office.run("accept", moved, "--practice", office.folder, "--reason", "Renamed all over.")[0] == 0
    moved.rename(office.note)
    assert due(office)[2:] == ([], "")


def test_a_co_signature_that_was_made_up_co_signs_nothing(office):
    (note,) = office.records()
    parent = {"id": note.id, "sha256": note.sha256, "file": note.file}
    author = "Ruben Castellanos, PhD"
    plant(office, kind=CO_SIGNATURE, file="Example/x co-signature.md", parent=parent, author=author)
    assert is_named_by_verify(office, "a" * 16)
    _, waits, doubted, said = due(office)
    assert (waits, doubted) == ([note.id], [("a" * 16, False)])
    assert f"1 record {CHANGED}" in said


def test_a_mark_that_was_made_up_takes_no_note_away(office):
    (note,) = office.records()
    parent = {"id": note.id, "sha256": note.sha256, "file": note.file}
    plant(office, kind=IN_ERROR, file="Example/x entered in error.md", parent=parent)
    days, waits, doubted, _ = due(office)
    assert (days["written"], waits, doubted) == (["2026-11-20"], [note.id], [("a" * 16, False)])


def test_a_record_made_up_for_the_file_of_another_note_does_not_count(office):
    note = plant(office, date="2026-11-18")
    days, _, doubted, _ = due(office)
    assert (days["owed"], doubted) == (["2026-11-18"], [("a" * 16, False)])
    assert is_named_by_verify(office, note.id) or is_named_by_verify(office, "a" * 16)


def test_a_note_that_the_history_does_not_know_counts_and_is_said_until_it_is_accepted(office):
    made_up = office.note.with_name("2026-11-18 progress note.md")
    made_up.write_bytes(office.note.read_bytes().partition(b"\n---\n")[2])
    plant(office, date="2026-11-18", file=made_up.relative_to(office.folder).as_posix(), sha256=digest(made_up))
    assert is_named_by_verify(office, "a" * 16)
    days, _, doubted, said = due(office)
    assert (days["owed"], doubted) == ([], [("a" * 16, True)])
    assert UNKNOWN in said
    assert office.run("accept", made_up, "--practice", office.folder, "--reason", "From before.")[0] == 0
    assert due(office)[2:] == ([], "")


def digest(path):
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()


def test_a_practice_from_before_there_was_a_history_is_believed_as_it_is(office, tmp_path, monkeypatch):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "another computer"))
    for path in office.practice.history.iterdir():
        path.unlink()
    (note,) = office.records()
    assert due(office) == ({"owed": ["2026-11-18"], "written": ["2026-11-20"]}, [note.id], [], "")


def refused(*_, **__):
    raise NotKept("No space left on device.")


@pytest.fixture
def waiting(two_clients, monkeypatch):
    """A trainee's note of November 20 that is signed and waits, and a calendar with two sessions of that day."""
    with monkeypatch.context() as full:
        full.setattr(finish, "publish", refused)
        with pytest.raises(AssertionError, match="No space left"):
            two_clients.sign_note(trainee=True)
    two_clients.later(hours=30)
    days = ("20261120T140000", "20261120T180000")
    (two_clients.root / "week.ics").write_text(HEAD + "".join(map(EVENT.format, days)) + "END:VCALENDAR\n")
    return two_clients


def test_what_waits_counts_once(waiting):
    days, waits, doubted, _ = due(waiting)
    assert (days, waits, doubted) == ({"owed": ["2026-11-20"], "written": ["2026-11-20"]}, [], [])


def test_what_waits_for_another_practice_in_the_same_place_counts_as_nothing(waiting, tmp_path, monkeypatch):
    own = waiting.folder.with_name("own disk")
    waiting.folder.rename(own)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("NOTEWIZARD_STATE", str(tmp_path / "another computer"))
        waiting.set_up()  # with the same ids of clients
    assert due(waiting)[0] == {"owed": ["2026-11-20"] * 2, "written": []}
    assert waiting.run("deliver")[0] == 4
    waiting.folder.rename(own.with_name("another disk"))
    own.rename(waiting.folder)
    assert due(waiting)[0] == {"owed": ["2026-11-20"], "written": ["2026-11-20"]}


def signed_by_another_device(office, tmp_path, monkeypatch, **changed):
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("NOTEWIZARD_STATE", str(tmp_path / "another computer"))
        return office.sign_note(**changed)


def test_a_note_of_another_device_under_the_name_of_one_that_waits_is_not_owed(waiting, tmp_path, monkeypatch):
    note = signed_by_another_device(waiting, tmp_path, monkeypatch, encounter__start="10:00", encounter__end="10:50")
    assert note == waiting.note
    assert due(waiting)[0] == {"owed": [], "written": ["2026-11-20"] * 2}


def test_a_note_of_another_client_under_the_name_of_one_that_waits_is_not_owed(waiting, tmp_path, monkeypatch):
    clients = waiting.folder / ".notewizard" / "clients.toml"
    clients.write_text(clients.read_text(encoding="utf-8").replace('"Other"', '"Example"'), encoding="utf-8")
    signed_by_another_device(waiting, tmp_path, monkeypatch, client__id="c-0311", client__name="Bo Other")
    calendar = waiting.root / "week.ics"
    calendar.write_text(calendar.read_text().replace("Ada Example", "Bo Other", 1))
    assert due(waiting)[0] == {"owed": [], "written": ["2026-11-20"] * 2}


def test_a_note_whose_record_is_not_there_yet_and_whose_file_names_none_counts_once(two_clients, monkeypatch):
    config = two_clients.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace("front_matter = true", "front_matter = false"))
    with monkeypatch.context() as stopped:
        stopped.setattr(finish, "keep_record", refused)
        with pytest.raises(AssertionError, match="No space left"):
            two_clients.sign_note()
    assert (two_clients.note.exists(), two_clients.records()) == (True, [])
    two_clients.later(hours=30)
    days = ("20261120T140000", "20261120T180000")
    (two_clients.root / "week.ics").write_text(HEAD + "".join(map(EVENT.format, days)) + "END:VCALENDAR\n")
    assert due(two_clients)[0] == {"owed": ["2026-11-20"], "written": ["2026-11-20"]}


def test_a_note_that_is_in_its_folder_and_not_yet_in_the_history_counts_once(waiting, monkeypatch):
    monkeypatch.setattr(finish, "note_signed", refused)
    assert waiting.run("deliver")[0] == 4
    (note,) = waiting.records()
    days, waits, doubted, _ = due(waiting)
    assert (days, waits, doubted) == ({"owed": ["2026-11-20"], "written": ["2026-11-20"]}, [note.id], [])


def test_a_co_signature_that_is_in_its_folder_and_not_yet_in_the_history_co_signs(office, monkeypatch):
    with monkeypatch.context() as stopped:
        stopped.setattr(finish, "note_signed", refused)
        assert office.run("cosign", office.note, "--sign", "Ruben Castellanos")[0] == 4
    _, waits, doubted, said = due(office)
    assert (waits, doubted, CHANGED in said) == ([], [], False)
    (signature,) = office.records(CO_SIGNATURE)
    change(office, signature.id, b"Ruben", b"Rubin")
    assert due(office)[2] == [(signature.id, False)]
    change(office, signature.id, b"Rubin", b"Ruben")
    assert office.run("deliver")[0] == 0
    assert due(office)[1:] == ([], [], "")


@pytest.fixture
def accented(two_clients):
    """A practice in which Ada's folder is called Zoë, with her note of November 20 and a calendar of that day."""
    clients = two_clients.folder / ".notewizard" / "clients.toml"
    clients.write_text(clients.read_text(encoding="utf-8").replace('"Example"', '"Zoë"'), encoding="utf-8")
    two_clients.sign_note()
    two_clients.later(hours=30)
    (two_clients.root / "week.ics").write_text(HEAD + EVENT.format("20261120T140000") + "END:VCALENDAR\n")
    return two_clients


@pytest.mark.parametrize("heads", [True, False])
def test_a_folder_in_another_unicode_form_is_the_same_folder(two_clients, heads, request):
    config = two_clients.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace("front_matter = true", f"front_matter = {str(heads).lower()}"))
    office = request.getfixturevalue("accented")
    (note,) = office.records()
    folder = (office.folder / "Zoë").rename(office.folder / unicodedata.normalize("NFD", "Zoë"))
    other = folder / "2026-11-18 progress note.md"
    other.write_text("# Progress note\n\nShe came early.\n", encoding="utf-8")
    assert due(office) == ({"owed": [], "written": ["2026-11-20"]}, [], [], "")
    for path in (folder / "2026-11-20 progress note.md", other):
        added = ("--text", office.text("TSH in range."), "--known", "2026-11-21", "--reason", "The PCP called.")
        code, _, err = office.addend("addendum", *added, note=path)
        assert code == 0, err
    assert [each.parent["id"] for each in office.records("addendum")] == ["", note.id]  # by the day of the session
    assert due(office)[2:] == ([], "")
    assert office.run("verify", "--practice", office.folder)[0] == 0


def test_a_folder_that_cannot_be_looked_into_is_said_and_nothing_in_it_is_called_gone(accented, monkeypatch):
    (accented.folder / "Zoë").rename(accented.root / "Zoë")
    (accented.folder / "Zoë").symlink_to("Zoë")
    assert [one for one, _ in due(accented)[2]] == [accented.records()[0].id]  # what stands there is no folder
    (accented.folder / "Zoë").unlink()
    (accented.root / "Zoë").rename(accented.folder / "Zoë")
    for called in ("lstat", "scandir"):
        monkeypatch.setattr(os, called, closed(getattr(os, called), accented.folder / "Zoë"))
    _, _, doubted, said = due(accented)
    assert doubted == []
    assert ("not in place" in said, "cannot be read" in said) == (False, True)


def closed(real, folder):
    """As it is where a folder may not be looked into: tests may run as root, who may."""

    def look(path, *more, **options):
        inside = str(path).startswith(f"{folder}/") or (real is scandir and str(path) == str(folder))
        if inside:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *more, **options)

    return look
