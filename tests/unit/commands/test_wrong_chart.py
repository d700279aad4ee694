"""A signed note in another client's folder: `verify` says where it belongs, and nothing takes it for what moved."""

import json
import shutil
import unicodedata

import pytest


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    return two_clients


def lost(office, *below):
    """Where the note would be in the chart of the other client."""
    path = office.folder.joinpath("Other", *below, office.note.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def verify(office, *words):
    code, out, err = office.run("verify", *words, "--practice", office.folder)
    return code, out if words else " ".join(out.split()), err


def results(office):
    code, out, _ = verify(office, "--json")
    return code, [(each["kind"], each["level"], each["path"]) for each in json.loads(out)["results"]]


@pytest.mark.parametrize("below", [(), ("2026",)], ids=["beside its notes", "deeper"])
@pytest.mark.parametrize("without_record", [False, True], ids=["", "its record is gone"])
def test_a_note_in_another_clients_folder_belongs_back_and_is_never_told_to_accept(office, below, without_record):
    was = office.note.relative_to(office.folder).as_posix()
    (record,) = office.records()
    away = lost(office, *below)
    office.note.rename(away)
    if without_record:
        (office.practice.records / f"{record.id}.json").unlink()
    code, found = results(office)
    assert (code, found[0]) == (4, ("wrong chart", "broken", away.relative_to(office.folder).as_posix()))
    said = verify(office)[1]
    assert said.startswith("no notes as signed, 1 not, 0 to look at.")
    about = said.partition("WRONG CHART")[2]
    assert f"It stands in the folder of another client and belongs in {was.split('/')[0]}." in about
    assert f"Move it back to {was.split('/')[0]}." in about
    assert (was in about, "notewizard accept" in about) == (not without_record, False)


def test_another_clients_folder_is_theirs_in_whatever_unicode_form_a_sync_left_its_name(office):
    clients = office.folder / ".notewizard" / "clients.toml"
    clients.write_text(clients.read_text(encoding="utf-8").replace('"Other"', '"Zoë"'), encoding="utf-8")
    away = office.folder / unicodedata.normalize("NFD", "Zoë") / "away.md"
    away.parent.mkdir()
    office.note.rename(away)
    assert [kind for kind, *_ in results(office)[1]] == ["wrong chart"]
    code, _, err = office.run("accept", away, "--practice", office.folder, "--reason", "So be it.")
    assert (code, "Nothing was written." in err) == (1, True)


def test_moved_back_it_is_as_signed(office):
    away = lost(office)
    office.note.rename(away)
    assert verify(office)[0] == 4
    away.rename(office.note)
    assert verify(office)[:2] == (0, "1 note as signed, 0 not, 0 to look at.")


@pytest.mark.parametrize("same", [True, False], ids=["to the letter", "another version"])
def test_a_copy_in_another_clients_folder_is_in_the_wrong_chart_and_the_note_is_as_signed(office, same):
    copy = lost(office)
    shutil.copyfile(office.note, copy)
    if not same:
        copy.write_bytes(copy.read_bytes() + b"Another last line.\n")
    code, found = results(office)
    assert (code, [kind for kind, *_ in found]) == (4, ["intact", "wrong chart"])
    said = verify(office)[1]
    assert said.startswith("1 note as signed, 1 not, 0 to look at.")
    assert "It is a copy: move it to Example, or delete it if the note holds all that it says." in said
    out = office.folder.parent / "handed on"
    assert office.run("export", office.note, "--as", "txt", "--to", out, "--practice", office.folder)[0] == 0
    code, _, err = office.run("export", copy, "--as", "txt", "--to", out, "--practice", office.folder)
    assert (code, "Wrong chart: " in err) == (4, True)


@pytest.mark.parametrize("elsewhere", [True, False], ids=["another client's folder", "its own"])
def test_the_only_bytes_that_were_signed_are_no_copy_and_never_to_be_deleted(office, elsewhere):
    copy = lost(office) if elsewhere else office.note.with_name("zz kept.md")
    shutil.copyfile(office.note, copy)
    office.note.write_bytes(office.note.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    code, found = results(office)
    assert (code, [kind for kind, *_ in found]) == (4, ["changed", "wrong chart" if elsewhere else "signed copy"])
    said = verify(office)[1]
    assert said.startswith("no notes as signed, 1 not, 0 to look at.")
    name = copy.relative_to(office.folder).as_posix()
    assert f"What was signed stands in {name}." in said
    about = said.partition("WRONG CHART" if elsewhere else "SIGNED COPY")[2]
    assert "It is what was signed, to the letter; the note's own file is not." in about
    assert ("delete it" in said.replace("Do not delete it", ""), "differs from it" in said) == (False, False)
    assert ("Move it back to Example." if elsewhere else "Do not delete it.") in about
    code, _, err = office.run("accept", copy, "--practice", office.folder, "--reason", "So be it.")
    assert (code, "Nothing was written." in err) == (1, True)
    code, _, err = office.run("export", copy, "--as", "txt", "--to", office.root / "out", "--practice", office.folder)
    assert (code, (office.root / "out").exists()) == (4, False)


def test_nor_are_they_while_a_note_from_before_the_history_is_not_where_its_record_says(office, monkeypatch):
    for path in office.practice.history.iterdir():
        path.unlink()
    monkeypatch.setenv("NOTEWIZARD_STATE", str(office.root / "another computer"))
    office.note.rename(lost(office))
    assert [kind for kind, *_ in results(office)[1]] == ["wrong chart", "code unknown"]
    said = verify(office)[1]
    assert ("delete" in said, "Move it back to Example." in said) == (False, True)


def test_of_two_copies_that_moved_the_one_in_its_own_clients_folder_is_the_note(office):
    shutil.copyfile(office.note, lost(office))
    office.note.rename(office.note.with_name("zz renamed.md"))
    assert [kind for kind, *_ in results(office)[1]] == ["moved", "wrong chart"]


@pytest.mark.parametrize(
    "change", [(b"exposure ladder", b"exposure stairs"), (b"\n", b"\r\n")], ids=["words", "line ends"]
)
@pytest.mark.parametrize("accepted", [False, True], ids=["", "after a change that was accepted"])
def test_whatever_became_of_its_bytes_a_note_in_another_clients_folder_is_in_the_wrong_chart(office, change, accepted):
    if accepted:
        office.note.write_bytes(office.note.read_bytes().replace(b"one day", b"two days"))
        assert office.run("accept", office.note, "--practice", office.folder, "--reason", "By phone.")[0] == 0
    away = lost(office)
    office.note.rename(away)
    away.write_bytes(away.read_bytes().replace(*change))
    assert results(office) == (4, [("wrong chart", "broken", f"Other/{away.name}")])
    said = verify(office)[1]
    assert said.startswith("no notes as signed, 1 not, 0 to look at.")
    assert "It stands in the folder of another client and belongs in Example." in said
    assert ("only line ends" in said) == (change[0] == b"\n")
    assert "notewizard accept" not in said
    code, _, err = office.run("export", away, "--as", "txt", "--to", office.root / "out", "--practice", office.folder)
    assert (code, "Wrong chart: " in err, (office.root / "out").exists()) == (4, True, False)
    told = office.run("history", away, "--practice", office.folder)[1]
    assert told.startswith("Progress note of 2026-11-20 for c-1042")


def test_of_two_with_other_line_ends_the_one_in_its_own_clients_folder_is_the_note(office):
    data = office.note.read_bytes().replace(b"\n", b"\r\n")
    office.note.unlink()
    for path in (lost(office), office.note.with_name("zz renamed.md")):
        path.write_bytes(data)
    assert [kind for kind, *_ in results(office)[1]] == ["moved", "wrong chart"]


def test_other_line_ends_do_not_hide_that_a_note_moved(office):
    moved = office.note.with_name("renamed.md")
    office.note.rename(moved)
    moved.write_bytes(moved.read_bytes().replace(b"\n", b"\r\n"))
    assert results(office) == (1, [("moved", "look", "Example/renamed.md")])
    assert office.run("accept", moved, "--practice", office.folder, "--reason", "Renamed.")[0] == 0
    assert results(office) == (0, [("accepted", "info", "Example/renamed.md")])
    moved.rename(office.note)
    assert results(office) == (0, [("accepted", "info", "Example/2026-11-20 progress note.md")])


def test_what_was_changed_and_accepted_elsewhere_is_not_as_signed_where_it_was_signed(office):
    moved = office.note.with_name("renamed.md")
    office.note.rename(moved)
    moved.write_bytes(moved.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    assert office.run("accept", moved, "--practice", office.folder, "--reason", "Mended.")[0] == 0
    moved.rename(office.note)
    assert results(office) == (0, [("accepted", "info", "Example/2026-11-20 progress note.md")])


@pytest.mark.parametrize("swapped", [True, False], ids=["exchanged", "handed on"])
def test_a_folder_that_clients_toml_gives_to_another_client_is_said(office, swapped):
    clients = office.practice.dot / "clients.toml"
    was = clients.read_text(encoding="utf-8")
    first, second = 'folder = "Example"', 'folder = "Other"'
    assert was.count(first) == was.count(second) == 1
    now = was.replace(first, "@").replace(second, first).replace("@", second if swapped else 'folder = "Third"')
    clients.write_text(now, encoding="utf-8")
    place = office.note.relative_to(office.folder).as_posix()
    assert results(office) == (4, [("intact", "info", place), ("wrong folder", "broken", place)])
    said = verify(office)[1]
    assert said.startswith("no notes as signed, 1 not, 0 to look at.")
    assert "clients.toml gives that folder to another client by now. Leave the note where it is" in said
    assert office.run("accept", office.note, "--practice", office.folder, "--reason", "So be it.")[0] == 1
    clients.write_text(was, encoding="utf-8")
    assert results(office) == (0, [("intact", "info", place)])


def test_history_of_a_note_says_that_its_folder_is_another_clients_by_now(office):
    clients = office.practice.dot / "clients.toml"
    was = clients.read_text(encoding="utf-8")
    now = was.replace('folder = "Example"', 'folder = "Third"').replace('folder = "Other"', 'folder = "Example"')
    said = "The file stands in its own folder, and clients.toml gives that folder to another client by now. `notewizard"
    assert said not in office.run("history", office.note)[1]
    clients.write_text(now, encoding="utf-8")
    assert " ".join(office.run("history", office.note)[1].split()).count(said) == 1


def test_a_client_with_another_folder_or_another_id_leaves_the_notes_where_they_are_as_signed(office):
    clients = office.practice.dot / "clients.toml"
    was = clients.read_text(encoding="utf-8")
    for before, after in (('folder = "Example"', 'folder = "Third"'), ('"c-1042"', '"c-0042"')):
        assert before in was
        clients.write_text(was.replace(before, after), encoding="utf-8")
        assert [kind for kind, *_ in results(office)[1]] == ["intact"]


def test_it_is_not_accepted_by_itself_or_with_its_folder(office):
    away = lost(office, "2025")
    office.note.rename(away)
    for named in (away, away.parent, away.parent.parent):
        code, _, err = office.run("accept", named, "--practice", office.folder, "--reason", "So be it.")
        assert (code, "the folder of another client" in err, "Nothing was written." in err) == (1, True, True)
    assert not (office.practice.dot / "accepted").exists()


def test_several_are_told_once_what_to_do_and_each_where_it_belongs(office):
    shutil.copyfile(office.note, lost(office, "one"))
    shutil.copyfile(office.note, lost(office, "two"))
    said = verify(office)[1]
    assert said.count("belongs in") == 2
    assert said.count("Move it back to the folder of its client, as told above.") == 1


def test_nothing_is_handed_on_of_it_or_written_to_it_there(office):
    away = lost(office)
    office.note.rename(away)
    before = office.bytes_there()
    out = office.folder.parent / "handed on"
    code, _, err = office.run("export", away, "--as", "txt", "--to", out, "--practice", office.folder)
    assert (code, "Wrong chart: It stands in the folder of another client" in err) == (4, True)
    added = ("--text", office.text("TSH in range."), "--known", "2026-11-20", "--reason", "PCP called")
    assert office.addend("addendum", *added, note=away)[0] != 0
    assert office.bytes_there() == before


def test_without_a_head_as_well_nothing_is_written_to_a_note_in_another_clients_folder(two_clients):
    office = two_clients
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace("front_matter = true", "front_matter = false"))
    office.sign_note()
    away = office.note.rename(office.folder / "Other" / "copy.md")
    code, _, err = office.run("addend", away, "--addendum")
    assert (code, f"Move it back to {office.folder / 'Example'} first." in err) == (1, True), err
