"""`notewizard export`: the signed file to the letter, all that was written later, and nothing else; or nothing."""

import io
import json
import re
import stat
from hashlib import sha256

import pytest
from unit.exporters.pages import seen

from notewizard.errors import NotKept
from notewizard.records import finish
from notewizard.records.history.reading import read_history
from notewizard.records.record import all_records
from notewizard.terminal.show import STEERS

COMMENT = "Name the technique next time; good use of her own words."
CALLED = "Her PCP called back on Saturday."
WAITS = "Not yet co-signed by Ruben Castellanos, PhD."
IN_ERROR = "Entered in error on November 21, 2026, by Dana Whitfield, LCSW: The wrong day. It no longer counts."
EACH_PAGE = "The note of November 20, 2026 was entered in error and no longer counts."
NAMED = {"id": "c-1042", "name": "Ada Example", "pronouns": "she/her"}
KINDS = ("html", "txt")


@pytest.fixture
def office(two_clients):
    two_clients.sign_note(trainee=True, client=NAMED)
    two_clients.later(hours=24)
    return two_clients


def added(office):
    words = office.text(CALLED)
    assert office.addend("addendum", "--text", words, "--known", "2026-11-21", "--reason", "It came later.")[0] == 0
    office.later(minutes=1)
    words = office.text("Missed two days of work.")
    more = ("--wrong", "Missed one day of work", "--text", words, "--reason", "Miscounted.")
    assert office.addend("correction", *more)[0] == 0
    office.later(minutes=1)
    assert office.run("cosign", office.note, "--comment", COMMENT, "--sign", "Ruben Castellanos")[0] == 0
    office.later(minutes=1)


def exported(office, *notes, kind="txt", to=()):
    return office.run("export", *(notes or (office.note,)), "--as", kind, *to)


def text_of(page: str) -> str:
    """The words of an export of either kind, in one line."""
    return seen(page).text if page.startswith("<!") else " ".join(page.split())


def entries(office):
    return [entry.event for entry in read_history(office.practice).entries if entry.event.action == "export"]


def body(path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


@pytest.mark.parametrize("kind", KINDS)
def test_the_note_to_the_letter_then_every_later_writing_in_order(office, kind):
    added(office)
    before = office.bytes_there()
    code, out, err = exported(office, kind=kind)
    assert (code, err) == (0, "")
    assert office.bytes_there() == before
    text = text_of(out)
    for path in office.folder.glob("Example/*.md"):
        for line in filter(None, re.sub(r"[*#]", "", body(path)).split("\n")):
            # In plain text a label ends in a colon; the words are the same.
            said = re.sub(r"[:.]", "", " ".join(line.split()))
            assert said in re.sub(r"[:.]", "", text), line
    order = ["Progress note Client", "Addendum To", "Correction To", "Co-signature Of", "About this copy"]
    flat = re.sub(r"[=:]+|-{5,}", "", text)
    places = [" ".join(flat.split()).index(each) for each in order]
    assert places == sorted(places)
    assert "---\nid:" not in out


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_records_alone_stays_there(office, kind):
    added(office)
    out = exported(office, kind=kind)[1]
    assert (COMMENT in text_of(out), CALLED in text_of(out)) == (False, True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_proves_it_is_below(office, kind):
    added(office)
    text = text_of(exported(office, kind=kind)[1])
    for each in office.records():
        data = (office.folder / each.file).read_bytes()
        assert sha256(data).hexdigest() in text
        assert each.id in text
        code = re.search(r"History code ([A-Z2-7]{5}-[A-Z2-7]{5})", data.decode())[1]
        assert text.count(code) == 2
    assert "Exported on Saturday, November 21, 2026, 3:08 PM EST, by Dana Whitfield, LCSW, with notewizard" in text
    assert text.count("Unchanged since it was finished, as the history of the practice says.") == 4


@pytest.mark.parametrize("kind", KINDS)
def test_not_yet_co_signed_at_the_top_and_the_end_until_it_is(office, kind):
    text = text_of(exported(office, kind=kind)[1])
    assert text.index(WAITS) < text.index("Subjective") < text.rindex(WAITS) < text.index("About this copy")
    office.run("cosign", office.note, "--sign", "Ruben Castellanos")
    text = text_of(exported(office, kind=kind)[1])
    assert (WAITS in text, "Co-signature on November 21, 2026, by Ruben Castellanos, PhD" in text) == (False, True)


def test_where_another_system_signs_no_co_signature_is_waited_for(office):
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"printed"', '"elsewhere"'), encoding="utf-8")
    assert WAITS not in exported(office)[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_entered_in_error_says_so_at_the_very_top_and_on_each_page(office, kind):
    added(office)
    assert office.addend("entered-in-error", "--reason", "The wrong day")[0] == 0
    out = exported(office, kind=kind)[1]
    assert text_of(out).replace("Progress note of 2026-11-20 ", "").index(IN_ERROR[:20]) < 100
    assert text_of(out).count(IN_ERROR) == 2
    if kind == "html":
        assert f'<div class="head" aria-hidden="true"><p dir="auto">{EACH_PAGE}</p></div>' in out
        assert ".head { display: table-header-group" in out
    else:
        assert out.startswith("Entered in error on")
        assert out.count(f"\n{EACH_PAGE}\n") == 4  # before each later writing
    (mark,) = office.records("entered in error")
    office.later(minutes=1)
    assert office.addend("entered-in-error", "--reason", "It was right.", note=office.folder / mark.file)[0] == 0
    text = text_of(exported(office, kind=kind)[1])
    assert EACH_PAGE not in text
    assert text.count("Entered in error on November 21, 2026, by Dana Whitfield, LCSW: It was right.") == 1


def test_an_addendum_in_error_is_there_and_says_so(office):
    added(office)
    (addendum,) = office.records("addendum")
    assert (
        office.addend("entered-in-error", "--reason", "Another client's call.", note=office.folder / addendum.file)[0]
        == 0
    )
    text = text_of(exported(office)[1])
    marked = "LCSW: Another client's call. It no longer counts."
    assert text.count(marked) == 1
    assert text.index(marked) < text.index(CALLED)


def change(office, path=None):
    path = path or office.note
    path.write_bytes(path.read_bytes().replace(b"signed by", b"Signed by"))


@pytest.mark.parametrize("which", ["progress note", "addendum"])
def test_what_was_changed_outside_is_refused_and_nothing_is_said_in_the_history(office, which, tmp_path):
    added(office)
    (record,) = office.records(which)
    change(office, office.folder / record.file)
    code, out, err = exported(office, to=("--to", tmp_path / "x.txt"))
    assert (code, out) == (4, "")
    assert err.startswith("Changed: It is not what was signed: line ")
    assert f"({record.file})" in err
    assert f'Nothing was written.\nWhat to do: notewizard verify "{record.file}"\n' in err
    assert not (tmp_path / "x.txt").exists()
    assert entries(office) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_that_was_accepted_is_exported_and_said(office, kind):
    change(office)
    assert office.run("accept", office.note, "--reason", "A letter was mended")[0] == 0
    code, out, _ = exported(office, kind=kind)
    text = text_of(out)
    said = (
        "It was changed outside of this program after it was finished. Accepted as outside edit on 2026-11-21 by "
        "Dana Whitfield, LCSW. Reason: A letter was mended."
    )
    assert (code, text.count(said), "Electronically Signed by" in text) == (0, 3, True)
    (note,) = office.records("progress note")
    assert f"As finished{':' if kind == 'txt' else ''}" in text.replace("As finished" + note.sha256, "As finished")
    assert note.sha256 in text


def test_a_later_writing_that_is_gone_and_accepted_as_missing_is_named(office):
    added(office)
    (addendum,) = office.records("addendum")
    (office.folder / addendum.file).unlink()
    code, out, err = exported(office)
    assert (code, out, err.startswith("Missing: The file that was signed is not in the folder")) == (4, "", True)
    assert office.run("accept", addendum.id, "--reason", "Lost with the old laptop")[0] == 0
    code, out, _ = exported(office)
    said = "Addendum on November 21, 2026, by Dana Whitfield, LCSW. Its file is gone. Accepted as missing on 2026-11-21"
    assert (code, text_of(out).count(CALLED)) == (0, 0)
    assert f"{said} by Dana Whitfield, LCSW. Reason: Lost with the old laptop." in text_of(out)
    office.note.unlink()
    assert office.run("accept", office.note, "--reason", "Lost as well")[0] == 0
    assert exported(office, addendum.id)[0] == 1
    assert exported(office, office.note)[:2] == (4, "")


def test_a_note_in_error_waits_for_nobody(office):
    assert office.addend("entered-in-error", "--reason", "The wrong day")[0] == 0
    assert "ot yet co-signed" not in exported(office)[1]


def test_other_line_ends_are_no_other_words(office):
    office.note.write_bytes(office.note.read_bytes().replace(b"\n", b"\r\n"))
    code, out, _ = exported(office)
    assert (code, "\r" in out, "\nid: " in out) == (0, False, False)
    assert "Its words are those that were finished" in text_of(out)


def test_a_note_that_moved_is_found_where_it_is(office):
    moved = office.note.with_name("moved.md")
    office.note.rename(moved)
    for named in (moved, office.records("progress note")[0].id):
        code, out, _ = exported(office, named)
        assert (code, "its file was moved" in text_of(out), "File: moved.md" in out) == (0, True, True)
    assert exported(office)[0] == 4


def test_a_second_copy_a_folder_and_what_is_no_note_are_refused(office):
    copy = office.note.with_name("2026-11-20 progress note (1).md")
    copy.write_bytes(office.note.read_bytes())
    foreign = office.note.with_name("letter.md")
    foreign.write_text("A letter.\n", encoding="utf-8")
    said = {
        copy: (4, "This is a second copy, and no note."),
        foreign: (4, "This is no note of this practice."),
        office.note.with_name("none.md"): (4, "There is no such note."),
        office.note.parent: (1, "A folder is no note."),
    }
    for path, (code, words) in said.items():
        found = exported(office, path)
        assert (found[0], found[1], found[2].startswith(words), f"({path})" in found[2]) == (code, "", True, True)
    code, out, err = exported(office, *said)
    assert (code, out) == (4, "")
    assert all(words in err for _, words in said.values())
    assert err.endswith("Nothing was written.\n")


def test_a_later_writing_goes_with_its_note_and_not_alone(office):
    added(office)
    files = sorted(office.folder.glob("Example/*.md"))
    code, out, _ = exported(office, *files)
    assert (code, text_of(out).count(CALLED), len(entries(office))) == (0, 1, 1)
    (addendum,) = office.records("addendum")
    code, _, err = exported(office, office.folder / addendum.file)
    assert code == 1
    assert "This is no note but the addendum of one: it goes with its note." in err
    assert 'Name the note: "Example/2026-11-20 progress note.md"' in err


def second(office, **more):
    """Another note, of the week before, its words the first one's: that one is in error."""
    assert office.addend("entered-in-error", "--reason", "The wrong day")[0] == 0
    return office.sign_note(
        encounter__date="2026-11-13",
        timing__written="2026-11-13T15:05:00-05:00",
        timing__late_reason="Away.",
        presenting__measures=[],
        plan__next_session="2026-11-20T14:00:00",
        **more,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_several_notes_stand_by_session_each_on_a_new_page(office, kind):
    other = second(office, client=NAMED)
    code, out, err = exported(office, office.note, other, office.note, kind=kind)
    assert (code, err) == (0, "")
    text = text_of(out)
    assert text.index("Friday, November 13, 2026") < text.index("Friday, November 20, 2026")
    if kind == "html":
        assert "<title>2 progress notes, 2026-11-13 to 2026-11-20</title>" in out
        assert out.count('<article class="note">') == 2
        assert ".note + .note { break-before: page" in out
    else:
        assert out.count("\f") == 1
    assert sorted(event.note for event in entries(office)) == sorted(
        each.id for each in office.records("progress note")
    )


def test_notes_of_two_clients_are_refused_together(office):
    other = second(office, client={"id": "c-0311"})
    code, out, err = exported(office, office.note, other)
    assert (code, out, entries(office)) == (1, "", [])
    assert err == (
        "These notes are of more than one client:\n"
        "  c-0311: Other/2026-11-13 progress note.md\n"
        "  c-1042: Example/2026-11-20 progress note.md\n"
        "Nothing was written.\nExport those of one at a time.\n"
    )


def test_nothing_of_another_client_or_note_is_in_it(office):
    words = "A sentence of the other client alone."
    other = second(office, client={"id": "c-0311"}, presenting__concerns=words)
    assert words in exported(office, other)[1]
    for kind in KINDS:
        out = exported(office, kind=kind)[1]
        assert ("c-0311" in out, words in out) == (False, False)


def test_the_history_says_it_once_for_each_note(office):
    exported(office, kind="html")
    (event,) = entries(office)
    (note,) = office.records("progress note")
    assert (event.note, event.why, event.actor) == (note.id, "html", "Dana Whitfield, LCSW")
    assert re.search(r"export +Dana Whitfield, LCSW \(html\)", office.run("history", office.note)[1])


# Where it goes


def test_into_a_folder_under_the_notes_own_name_and_never_over_a_file(office):
    to = office.root / "handed"
    to.mkdir()
    code, out, err = exported(office, kind="html", to=("--to", to))
    made = to / "2026-11-20 progress note.html"
    assert (code, out, err) == (0, "", f"Kept: {made}\n")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    before = made.read_bytes()
    code, _, err = exported(office, kind="html", to=("--to", to))
    assert (code, made.read_bytes()) == (4, before)
    assert "The next free name is 2026-11-20 progress note (2).html: give it with --to." in err
    assert len(entries(office)) == 1
    other = second(office, client=NAMED)
    assert exported(office, office.note, other, to=("--to", to))[0] == 0
    assert (to / "2026-11-13 progress note and 1 more.txt").is_file()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("chart", "chart.html"),
        ("Dr. Ames", "Dr. Ames.html"),
        ("v2.1", "v2.1.html"),
        ("chart.txt", "chart.txt.html"),
        ("Chart.HTM", "Chart.HTM"),
        ("gone/", ""),
    ],
)
def test_a_name_gets_the_ending_of_its_kind_and_a_folder_that_is_not_there_is_none(office, name, made):
    (office.root / "out").mkdir()
    code, _, err = exported(office, kind="html", to=("--to", f"{office.root / 'out'}/{name}"))
    assert [each.name for each in (office.root / "out").iterdir()] == [made] * bool(made)
    assert code == (0 if made else 4), err
    assert ("the folder is not there" in err) == (not made)


@pytest.mark.parametrize("place", ["", "Example", "Other", ".notewizard", "Example/x.html", "Other/x.txt", "door"])
def test_never_into_a_practice_folder(office, place):
    (office.root / "door").symlink_to(office.folder / "Other")
    before = office.bytes_there()
    to = office.root / "door" if place == "door" else office.folder / place
    code, out, err = exported(office, to=("--to", to))
    assert (code, out) == (1, "")
    assert err.startswith("An export is no note, and whatever lies in a practice folder may be taken for one. (")
    assert (office.bytes_there(), entries(office)) == (before, [])


@pytest.mark.parametrize("command", ["export", "convert"])
@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("state/drafts/x.html", "This is the private folder of notewizard"),
        ("state/x.html", "This is the private folder of notewizard"),
        ("door/x.html", "This is the private folder of notewizard"),
        ("apart/x.html", "This is the folder of the process notes"),
        ("apart", "This is the folder of the process notes"),
    ],
)
def test_never_into_the_private_folder_or_among_the_process_notes(office, monkeypatch, command, place, what):
    monkeypatch.setenv("NOTEWIZARD_PROCESS", str(office.root / "apart"))
    (office.root / "apart").mkdir()
    (office.root / "state" / "drafts").mkdir(exist_ok=True)
    (office.root / "door").symlink_to(office.root / "state" / "drafts")
    before = sorted(office.root.rglob("*"))
    kind = ("--as", "html") if command == "export" else ("--format", "dap")
    code, out, err = office.run(command, office.note, *kind, "--to", office.root / place)
    assert (code, out, sorted(office.root.rglob("*"))) == (1, "", before)
    assert err.splitlines()[-3].startswith(f"{what}: nothing else is kept in it. (")


@pytest.mark.parametrize("command", ["export", "convert"])
@pytest.mark.parametrize("name", ["", " "])
def test_no_name_is_no_file_in_the_folder_one_works_in(office, command, name):
    kind = ("--as", "html") if command == "export" else ("--format", "dap")
    code, out, err = office.run(command, office.note, *kind, "--to", name)
    assert (code, out, err.startswith("--to names no file.")) == (2, "", True)
    assert list((office.root / "elsewhere").iterdir()) == []


def test_a_folder_that_is_not_there_is_no_reason_for_a_traceback(office):
    code, _, err = exported(office, to=("--to", office.root / "nowhere" / "x.html"))
    assert (code, entries(office)) == (4, [])
    assert err.startswith("The file could not be written: ")


def test_an_unknown_kind_says_which_there_are(office):
    code, _, err = office.run("export", office.note, "--as", "docx")
    assert (code, "--as cannot be docx." in err, "It can be html or txt." in err) == (2, True, True)
    assert office.run("export", office.note)[0] == 2


# What it must not hide


def test_what_changes_between_the_look_and_the_copy_is_not_handed_on(office, monkeypatch):
    from notewizard.commands.filed import on_file

    look = on_file.verify

    def then_somebody_writes(*given):
        found = look(*given)
        change(office)
        return found

    monkeypatch.setattr(on_file, "verify", then_somebody_writes)
    code, out, err = exported(office)
    assert (code, out, entries(office)) == (4, "", [])
    assert err.startswith("This file was changed just now. (")


@pytest.mark.parametrize("kind", KINDS)
def test_what_steers_a_terminal_or_hides_a_word_is_spelled_out(office, kind):
    evil = "\x1b]0;owned\x07\u202eevil\u200b&#x202e;"
    data = office.note.read_text(encoding="utf-8").replace("Missed one day", f"Missed {evil} one day")
    office.note.write_text(data, encoding="utf-8")
    assert office.run("accept", office.note, "--reason", f"It is {evil} so.")[0] == 0
    code, out, err = exported(office, kind=kind)
    assert (code, STEERS.findall(out + err)) == (0, [])
    assert "Missed \\x1b]0;owned\\x07\\u202eevil\\u200b&#x202e; one day" in text_of(out)


def test_a_record_that_cannot_be_read_is_said_in_the_copy(office):
    added(office)
    (addendum,) = office.records("addendum")
    (office.practice.records / f"{addendum.id}.json").write_text("{", encoding="utf-8")
    code, out, _ = exported(office)
    assert code == 0
    assert "Records of this practice are missing or cannot be read (1): whether something else was written" in text_of(
        out
    )


def record_file(office, record):
    return office.practice.records / f"{record.id}.json"


def tampered(office, record, **said):
    path = record_file(office, record)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | said), encoding="utf-8")


def marked(office, extension=".md"):
    """A note with an addendum and the mark that it was entered in error."""
    note = office.note.with_suffix(extension)
    words = office.text(CALLED)
    given = ("--text", words, "--known", "2026-11-21", "--reason", "It came later.")
    assert office.addend("addendum", *given, note=note)[0] == 0
    office.later(minutes=1)
    assert office.addend("entered-in-error", "--reason", "The wrong day", note=note)[0] == 0
    return office.records("entered in error")[0], office.records("addendum")[0]


@pytest.mark.parametrize(
    "said",
    [
        {"parent": {"id": "f" * 16}},
        {"parent": {}},
        {"kind": "whatever"},
        {"kind": "progress note"},
        {"client": "c-0311"},
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_a_note_is_not_handed_on_while_the_record_of_a_later_writing_was_tampered_with(office, said, which):
    record = marked(office)[which]
    other = office.sign_note(client={"id": "c-0311"}, presenting__measures=[], safety__contacts=[])
    tampered(office, record, **said)
    code, out, err = exported(office)
    assert (code, out, entries(office)) == (4, "", [])
    assert err.startswith("Record untrusted: Its record is not the one that was kept.")
    assert f'notewizard verify "{record.file}"' in err
    # What its file says it is about is as it was signed: no other note waits for it.
    code, out, _ = exported(office, other)
    assert (code, "Records of this practice" in out) == (0, False)


def test_a_mark_of_a_text_file_with_a_tampered_record_is_still_told_by_its_words(two_clients):
    config = two_clients.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('".md"', '".txt"'), encoding="utf-8")
    note = two_clients.sign_note()
    two_clients.later(hours=24)
    tampered(two_clients, marked(two_clients, ".txt")[0], parent={"id": "f" * 16})
    assert exported(two_clients, note)[:2] == (4, "")


def test_a_mark_about_a_mark_is_followed_to_its_note_when_both_records_were_tampered_with(office):
    mark, _ = marked(office)
    office.later(minutes=1)
    assert office.addend("entered-in-error", "--reason", "It was right.", note=office.folder / mark.file)[0] == 0
    for each in office.records("entered in error"):
        tampered(office, each, parent={"id": "f" * 16})
    code, _, err = exported(office)
    assert (code, err.count("Record untrusted")) == (4, 2)


def test_what_nobody_can_tell_any_more_is_counted_in_the_copy(office):
    mark, _ = marked(office)
    tampered(office, mark, parent={"id": "f" * 16})
    change(office, office.folder / mark.file)
    code, out, _ = exported(office)
    assert (code, "Records of this practice are missing or cannot be read (1)" in text_of(out)) == (0, True)


def test_a_record_that_somebody_accepted_is_told_in_the_copy(office):
    tampered(office, office.records("progress note")[0], reason="Something else.")
    assert office.run("accept", office.note, "--reason", "Restored in part")[0] == 0
    code, out, _ = exported(office)
    said = "Its record is not the one that was kept. Accepted as record changed on 2026-11-21 by Dana Whitfield, LCSW."
    assert (code, text_of(out).count(f"{said} Reason: Restored in part.")) == (0, 3)


def test_a_note_that_was_renamed_and_accepted_is_not_called_changed(office):
    moved = office.note.with_name("moved.md")
    office.note.rename(moved)
    assert office.run("accept", moved, "--reason", "Renamed")[0] == 0
    code, out, _ = exported(office, moved)
    text = text_of(out)
    assert (code, "changed outside" in text) == (0, False)
    assert "Its file was moved. Accepted as moved on 2026-11-21 by Dana Whitfield, LCSW. Reason: Renamed." in text
    assert "State: Unchanged since it was finished, as the history of the practice says." in text
    moved.rename(office.note)
    assert "Accepted as moved" not in exported(office)[1]


def test_an_edit_that_was_accepted_is_told_whatever_was_accepted_since(office):
    change(office)
    assert office.run("accept", office.note, "--reason", "A letter was mended")[0] == 0
    moved = office.note.with_name("moved.md")
    office.note.rename(moved)
    edit = "It was changed outside of this program after it was finished. Accepted as outside edit on 2026-11-21"
    out = text_of(exported(office, moved)[1])
    assert (out.count(edit), "Unchanged since" in out) == (3, False)
    office.later(minutes=1)
    assert office.run("accept", moved, "--reason", "Renamed")[0] == 0
    out = text_of(exported(office, moved)[1])
    assert (out.count(edit), out.count("A letter was mended."), out.count("Reason: Renamed.")) == (3, 3, 3)
    assert out.index("A letter was mended.") < out.index("Reason: Renamed.")
    assert "Unchanged since" not in out


def test_a_note_that_is_accepted_as_missing_is_said_to_be_gone(office):
    office.note.unlink()
    assert office.run("accept", office.note, "--reason", "Lost with the old laptop")[0] == 0
    code, out, err = exported(office)
    assert (code, out) == (4, "")
    assert err.startswith(
        "The file of this note is gone: there is nothing to hand on. Accepted as missing on 2026-11-21 by "
        "Dana Whitfield, LCSW. Reason: Lost with the old laptop. (Example/2026-11-20 progress note.md)"
    )


@pytest.fixture
def waits(office, monkeypatch):
    """Signs a later writing that cannot be brought into its folder."""

    def full(folder, *_, **__):
        raise NotKept("The disk is full.", where=str(folder))

    def sign(*words):
        with monkeypatch.context() as disk:
            disk.setattr(finish, "publish", full)
            assert office.addend(*words)[0] == 4

    return sign


@pytest.mark.parametrize("kind", KINDS)
def test_a_later_writing_that_waits_is_said(office, waits, kind):
    waits("addendum", "--text", office.text(CALLED), "--known", "2026-11-21", "--reason", "Later.")
    code, out, err = exported(office, kind=kind)
    assert (code, CALLED in out) == (0, False)
    said = (
        "Signed and not in its folder yet, so that its page is not in this copy: Addendum on November 21, 2026, by Dana"
    )
    assert said in text_of(out)
    assert (
        "A signed addendum for this client is not in its folder yet, so that its page is not in this copy: "
        "notewizard deliver" in err
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_of_an_error_that_waits_is_borne_by_the_copy(office, waits, kind):
    waits("entered-in-error", "--reason", "The wrong client.")
    code, out, err = exported(office, kind=kind)
    page = text_of(out)
    assert code == 0
    assert ("The note of November 20, 2026 was entered in error and no longer counts." in page) == (kind == "html")
    assert "Entered in error on November 21, 2026, by Dana Whitfield, LCSW: The wrong client. It no longer" in page
    assert "so that its page is not in this copy: Entered in error on November 21, 2026, by Dana Whitfield" in page
    assert "A signed mark of an error for this client is not in its folder yet" in err
    assert office.run("deliver")[0] == 0
    page = text_of(exported(office, kind=kind)[1])
    assert "Dana Whitfield, LCSW: The wrong client. It no longer counts." in page
    assert "not in this copy" not in page


WRONG = ("--wrong", "Missed one day of work", "--reason", "Miscounted.", "--text")
SIGN = "Corrected: see “Correction on November 21, 2026, by Dana Whitfield, LCSW”"


@pytest.mark.parametrize("kind", KINDS)
def test_while_a_co_signature_waits_the_copy_says_so_and_that_it_is_not_yet_co_signed(office, monkeypatch, kind):
    def full(folder, *_, **__):
        raise NotKept("The disk is full.", where=str(folder))

    with monkeypatch.context() as disk:
        disk.setattr(finish, "publish", full)
        assert office.run("cosign", office.note, "--sign", "Ruben Castellanos")[0] == 4
    both = f"{WAITS[:-1]}; the co-signature is signed, waits to get into its folder and is not in this copy."
    page = text_of(exported(office, kind=kind)[1])
    assert page.index(both) < page.index("Subjective") < page.rindex(both) < page.index("About this copy")
    head = f"The note of November 20, 2026 is {both[0].lower()}{both[1:]}"
    assert (head in page) == (kind == "html")
    assert "so that its page is not in this copy: Co-signature on November 21, 2026, by Ruben Castellanos" in page
    assert office.run("deliver")[0] == 0
    assert WAITS[:-1] not in text_of(exported(office, kind=kind)[1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_that_waits_has_its_sign_at_its_passage_and_is_said_to_wait(office, waits, kind):
    waits("correction", *WRONG, office.text("Missed two days of work."))
    page = text_of(exported(office, kind=kind)[1])
    sign = f"{SIGN}, which waits to get into its folder and is not in this copy."
    assert page.count(sign) == 1
    assert "Missed one day of work" in page[: page.index(sign)][-400:]
    head = "The note of November 20, 2026 has a correction that waits and is not in this copy."
    assert (head in page) == (kind == "html")
    assert "Missed two days of work" not in page
    assert office.run("deliver")[0] == 0
    page = text_of(exported(office, kind=kind)[1])
    assert (f"{SIGN} below." in page, "waits" in page, "Missed two days of work" in page) == (True, False, True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_that_waits_holds_over_one_that_is_there(office, waits, kind):
    assert office.addend("correction", *WRONG, office.text("Missed two days of work."))[0] == 0
    office.later(hours=1)
    waits("correction", *WRONG, office.text("Missed three days of work."))
    page = text_of(exported(office, kind=kind)[1])
    first, second = (
        f"Correction on November 21, 2026, by Dana Whitfield, LCSW: 2026-11-20 progress note correction{number}.md"
        for number in ("", " (2)")
    )
    assert f"Corrected: see “{first}” below. Where they differ, the later one holds: “{second}”." in page
    assert f"“{second}”, which waits to get into its folder and is not in this copy. It is the last one" in page
    assert f"so that its page is not in this copy: {second}." in page
    head = "has a correction, which follows it, and a correction that waits and is not in this copy."
    assert (head in page) == (kind == "html")


def test_a_converted_copy_bears_what_waits_as_well(office, waits):
    waits("correction", *WRONG, office.text("Missed two days of work."))
    office.later(minutes=1)
    waits("entered-in-error", "--reason", "The wrong client.")
    code, out, err = office.run("convert", office.note, "--format", "dap")
    assert code == 0
    assert "**Entered in error** on November 21, 2026, by Dana Whitfield, LCSW: The wrong client." in out
    assert "Entered in error on November 21, 2026" in err


def test_a_converted_copy_names_a_correction_that_waits(office, waits):
    waits("correction", *WRONG, office.text("Missed two days of work."))
    _, out, err = office.run("convert", office.note, "--format", "dap")
    page = (
        "Signed on November 21, 2026, by Dana Whitfield, LCSW, and not in its folder yet: its page is not in this copy."
    )
    assert f"## Correction\n\n{page}" in out
    assert "Correction on November 21, 2026, by Dana Whitfield, LCSW: signed, and not in its folder yet" in err


@pytest.mark.parametrize("kind", KINDS)
def test_the_notice_of_part_2_is_printed_and_what_goes_with_it_is_said(office, kind):
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("part2 = false", "part2 = true"), encoding="utf-8")
    code, out, err = exported(office, kind=kind)
    notice = "42 CFR Part 2: 42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    assert (code, text_of(out).count(notice)) == (0, 1)
    assert err == "A copy of the consent, or a clear explanation of its scope, goes with it.\n"


def test_a_practice_of_text_files(two_clients):
    office = two_clients
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('".md"', '".txt"'), encoding="utf-8")
    note = office.sign_note()
    code, out, _ = exported(office, note, kind="html")
    assert (code, '<h2 dir="auto">Subjective</h2>' in out) == (0, True)
    assert "Safety: Asked directly, she denied suicidal ideation" in seen(out).text
    assert exported(office, note)[1].startswith("Progress note\n=============\n\nClient: c-1042\n")


def test_nothing_is_asked(office, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert exported(office)[0] == 0
    assert json.loads(office.run("history", "--json")[1])["results"][-1]["action"] == "export"
    assert all_records(office.practice)[1] == ()
