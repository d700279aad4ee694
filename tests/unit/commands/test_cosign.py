"""`notewizard cosign`: the supervisor whom the note names, exactly these bytes, comments in the record alone."""

import json

import pytest
from unit.commands.office_of_two import SUPERVISOR

COMMENT = "Name the technique next time; good use of her own words."
SIGN = ("--sign", "Ruben Castellanos")


@pytest.fixture
def office(two_clients):
    two_clients.sign_note(trainee=True)
    two_clients.later(hours=30)
    return two_clients


def waits(office):
    return [each for each in json.loads(office.run("due", "--json")[1])["results"] if each["state"] == "not co-signed"]


def test_a_co_signature_is_a_file_of_its_own_and_its_comments_stand_in_its_record_alone(office):
    before = office.bytes_there()
    code, out, err = office.run("cosign", office.note, "--comment", COMMENT, *SIGN)
    file = office.note.with_name("2026-11-20 progress note co-signature.md")
    assert (code, out, err) == (0, "", f"Kept: {file}\n")
    after = office.bytes_there()
    assert {path: after[path] for path in before} == before
    page = file.read_text(encoding="utf-8")
    assert (
        "Ruben Castellanos, PhD co-signs the progress note of Friday, November 20, 2026, "
        "written by Dana Whitfield, LCSW.\n\nElectronically signed by Ruben Castellanos, PhD, on November 21, 2026, "
        "9:05 PM EST, as the supervisor."
    ) in page
    (record,) = office.records("co-signature")
    (note,) = office.records("progress note")
    assert (record.parent["id"], record.parent["sha256"]) == (note.id, note.sha256)
    assert (record.elements["comments"], record.author) == (COMMENT, "Ruben Castellanos, PhD")
    assert [path for path, data in after.items() if COMMENT.encode() in data] == [
        f".notewizard/records/{record.id}.json"
    ]


def test_its_author_reads_the_comments_in_the_story_of_the_note_and_no_copy_has_them(office):
    office.run("cosign", office.note, "--comment", COMMENT, *SIGN)
    assert COMMENT in " ".join(office.run("history", office.note)[1].split())
    assert COMMENT not in office.run("export", office.note, "--as", "txt")[1]


def test_due_lists_what_waits_with_its_age_until_it_is_co_signed(office):
    (waiting,) = waits(office)
    assert (waiting["supervisor"], waiting["hours"], waiting["client"]) == ("Ruben Castellanos, PhD", 30.0, "c-1042")
    assert waiting["signed"] == "2026-11-20T15:05-05:00"
    out = office.run("due")[1]
    assert "1 note not yet co-signed:\n  for 30 hours" in out
    office.run("cosign", office.note, *SIGN)
    assert waits(office) == []
    assert "not yet co-signed" not in office.run("due")[1]


def test_a_copy_and_check_say_it_until_then(office):
    waiting = "**Not yet co-signed** by Ruben Castellanos, PhD."
    assert waiting in office.run("convert", office.note, "--format", "dap")[1]
    assert "Not yet co-signed by Ruben Castellanos, PhD." in office.run("check", office.note)[1]
    office.run("cosign", office.note, *SIGN)
    out = office.run("convert", office.note, "--format", "dap")[1]
    assert waiting not in out
    assert "**Co-signed** on November 21, 2026, by Ruben Castellanos, PhD." in out


@pytest.mark.parametrize("name", ["Dana Whitfield", "Dana Whitfield, LCSW", "Ruben", ""])
def test_only_the_supervisor_whom_the_note_names(office, name):
    if name:
        code, _, err = office.run("cosign", office.note, "--sign", name)
        assert (code, '--sign "Ruben Castellanos"' in err) == (1, True)
    assert office.records("co-signature") == []


def test_a_note_without_a_supervisor_is_not_co_signed(two_clients):
    two_clients.sign_note()
    code, _, err = two_clients.run("cosign", two_clients.note, *SIGN)
    assert (code, "names no supervisor" in err) == (1, True)
    assert waits(two_clients) == []


def test_a_changed_note_is_refused_and_not_counted_as_co_signed(office):
    office.note.write_bytes(office.note.read_bytes().replace(b"one day", b"two days"))
    code, _, err = office.run("cosign", office.note, *SIGN)
    assert (code, "not as it was signed" in err) == (4, True)
    assert office.records("co-signature") == []


def test_once_is_enough_and_one_in_error_is_none(office):
    office.run("cosign", office.note, *SIGN)
    code, _, err = office.run("cosign", office.note, *SIGN)
    assert (code, "co-signed already, by Ruben Castellanos, PhD" in err) == (1, True)
    signature = office.folder / office.records("co-signature")[0].file
    assert office.addend("entered-in-error", "--reason", "The wrong note was open.", note=signature)[0] == 0
    assert len(waits(office)) == 1
    office.later(hours=1)
    assert office.run("cosign", office.note, *SIGN)[0] == 0
    assert waits(office) == []


def test_a_note_in_error_waits_for_nobody(office):
    office.addend("entered-in-error", "--reason", "The wrong client's chart.")
    assert waits(office) == []
    assert office.run("cosign", office.note, *SIGN)[0] == 1


def test_a_trainees_later_writing_waits_as_well(office):
    config = office.folder / ".notewizard" / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('supervisor = ""', 'supervisor = "Ruben Castellanos, PhD"'), encoding="utf-8")
    words = office.text("She also asked for a letter to her employer.")
    code, _, err = office.addend("late-entry", "--text", words, "--reason", "Left out by oversight.", "--full-recall")
    assert (code, "Not yet co-signed by Ruben Castellanos, PhD." in err) == (0, True), err
    assert [each["kind"] for each in waits(office)] == ["progress note", "late entry"]
    entry = office.folder / office.records("late entry")[0].file
    assert "Supervised by Ruben Castellanos, PhD." in entry.read_text(encoding="utf-8")
    assert office.run("cosign", entry, *SIGN)[0] == 0
    assert [each["kind"] for each in waits(office)] == ["progress note"]


def test_where_another_system_signs_nothing_waits_here(office):
    config = office.folder / ".notewizard" / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('"printed"', '"elsewhere"'), encoding="utf-8")
    assert waits(office) == []
    code, _, err = office.run("cosign", office.note, *SIGN)
    assert (code, "signs in another system" in err) == (1, True)


def test_whoever_signs_is_told_that_it_waits(two_clients):
    two_clients.sign_note()
    answers = two_clients.root / "answers.json"
    text = answers.read_text(encoding="utf-8")
    supervised = f'"credential": "LCSW", "supervisor": {json.dumps(SUPERVISOR)}'
    answers.write_text(text.replace('"credential": "LCSW"', supervised, 1), encoding="utf-8")
    two_clients.addend("entered-in-error", "--reason", "Signed without the supervisor's name.")
    to = two_clients.note.with_name("again.md")
    code, _, err = two_clients.run("render", answers, "--to", to, "--sign", "Dana Whitfield")
    assert (code, "Not yet co-signed by Ruben Castellanos, PhD." in err) == (0, True), err
