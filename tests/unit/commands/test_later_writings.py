"""`notewizard addend`: three kinds with three rules, the mark of an error, and a note that never changes."""

import json
from hashlib import sha256

import pytest

from notewizard.commands.walking import later_work

PCP = "Her PCP called back. Escitalopram was raised to 20 mg."
REASON = ("--reason", "The call came after the note was signed.")


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


def addendum(office, *more):
    return office.addend("addendum", "--text", office.text(PCP), "--known", "2026-11-21", *REASON, *more)


def error(office, why="Written in the wrong client's chart.", **where):
    return office.addend("entered-in-error", "--reason", why, **where)


def test_an_addendum_is_a_file_of_its_own_and_the_note_stays(office):
    before = office.bytes_there()
    code, out, err = addendum(office)
    file = office.note.with_name("2026-11-20 progress note addendum.md")
    assert (code, out, err) == (0, "", f"Kept: {file}\n")
    after = office.bytes_there()
    assert {path: after[path] for path in before} == before
    page = file.read_text(encoding="utf-8").partition("\n---\n")[2]
    digest = sha256(office.note.read_bytes()).hexdigest()
    (note,) = office.records("progress note")
    assert page.startswith(
        "# Addendum\n\n**To** the progress note of Friday, November 20, 2026  \n**Client** c-1042  \n"
        "**Date of service** Friday, November 20, 2026  \n**Written** Sunday, November 22, 2026, 3:05 PM EST  \n"
        f"**File** 2026-11-20 progress note.md, id {note.id}, SHA-256 {digest[:12]}\n\n"
        f"## What became available after the note\n\n{PCP}\n\n**Known since** November 21, 2026\n\n"
        "## Reason\n\nThe call came after the note was signed.\n\n"
        "Electronically signed by Dana Whitfield, LCSW, on November 22, 2026, 3:05 PM EST, as the author."
    )
    (record,) = office.records("addendum")
    assert record.parent == {"id": note.id, "sha256": digest, "file": office.note.name}
    assert (record.reason, record.date, record.client) == (REASON[1], "2026-11-20", "c-1042")
    assert (record.elements["text"], record.elements["known"]) == (PCP, "2026-11-21")
    assert record.clock["utc"] == "2026-11-22T20:05:00+00:00"
    assert office.run("drafts")[1].startswith("No drafts")


def test_what_was_written_in_one_second_is_all_in_the_story(office, monkeypatch):
    ids = iter(("f" * 16, "0" * 16))  # records of one second are ordered by their ids
    monkeypatch.setattr(later_work, "new_id", lambda: next(ids))
    addendum(office)
    file = office.note.with_name("2026-11-20 progress note addendum.md")
    assert error(office, "Of another client.", note=file)[0] == 0
    code, out, _ = office.run("history", office.note)
    assert (code, "entered in error" in out, "Of another client." in out) == (0, True, True)


def test_a_second_one_stands_beside_the_first(office):
    assert addendum(office)[0] == 0
    code, _, err = addendum(office)
    assert (code, "The same addendum stands there already" in err) == (1, True)
    office.later(hours=1)
    code, _, err = office.addend(
        "addendum", "--text", office.text("The school wrote on Monday."), "--known", "2026-11-22", *REASON
    )
    assert (code, office.files()[-1]) == (0, "Example/2026-11-20 progress note.md")
    assert "Example/2026-11-20 progress note addendum (2).md" in office.files(), err


@pytest.mark.parametrize("folder", [True, False])
def test_a_name_that_a_record_holds_stays_its_own_though_its_file_is_gone(office, folder):
    addendum(office)
    file = office.note.with_name("2026-11-20 progress note addendum.md")
    if folder:
        file.unlink()
    office.later(hours=1)
    office.addend("addendum", "--text", office.text("The school wrote on Monday."), "--known", "2026-11-22", *REASON)
    assert file.exists() is not folder
    assert file.with_name("2026-11-20 progress note addendum (2).md").exists()


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("2026-11-19", "it was known before the note was written"),
        ("2026-11-30", "This day is still to come"),
    ],
)
def test_an_addendum_holds_what_was_not_known_then(office, known, said):
    before = office.bytes_there()
    code, out, err = office.addend("addendum", "--text", office.text(PCP), "--known", known, *REASON)
    assert (code, out) == (1, "")
    assert said in err
    assert office.bytes_there() == before


def test_a_late_entry_takes_full_recall_and_is_dated_now(office):
    words = office.text("She also asked for a letter to her employer.")
    code, _, err = office.addend("late-entry", "--text", words, "--reason", "Left out by oversight.")
    assert (code, "--full-recall" in err) == (2, True)
    assert office.addend("late-entry", "--text", words, "--reason", "Left out by oversight.", "--full-recall")[0] == 0
    page = office.note.with_name("2026-11-20 progress note late entry.md").read_text(encoding="utf-8")
    assert "# Late entry\n" in page
    assert "**Date of service** Friday, November 20, 2026" in page
    assert "**Written** Sunday, November 22, 2026, 3:05 PM EST" in page
    assert "The author affirms full recall of it." in page


def test_nothing_later_is_dated_before_the_note(office):
    office.later(days=-9)
    code, _, err = error(office)
    assert (code, "The clock of this computer stands before the signature" in err) == (1, True)
    assert office.records("entered in error") == []


def test_a_correction_quotes_the_note_and_is_no_copy_of_it(office):
    right = office.text("Missed two days of work; kept her standing dinner with a friend.")
    reason = ("--reason", "Misheard; she named both days.")
    code, _, err = office.addend("correction", "--wrong", "missed three days", "--text", right, *reason)
    assert (code, "does not stand in the note" in err) == (1, True)
    code, _, err = office.addend("correction", "--wrong", "missed  ONE day of work", "--text", right, *reason)
    assert code == 0, err
    page = office.note.with_name("2026-11-20 progress note correction.md").read_text(encoding="utf-8")
    assert "## What is wrong\n\nThe note says: “Missed one day of work”\n\n## What is right\n\nMissed two days" in page
    (record,) = office.records("correction")
    assert record.elements["wrong"] == "Missed one day of work"


def test_a_correction_that_changes_nothing_is_none(office):
    same = office.text("Missed one day of work.")
    code, _, err = office.addend("correction", "--wrong", "Missed one day of work", "--text", same, *REASON)
    assert (code, "what the note says already" in err) == (1, True)


def test_an_addendum_that_repeats_the_note_is_refused(office):
    words = office.note.read_text(encoding="utf-8").partition("## Subjective\n\n")[2].partition("\n")[0]
    code, _, err = office.addend("addendum", "--text", office.text(words), "--known", "2026-11-21", *REASON)
    assert (code, "as in the note of November 20, 2026" in err) == (1, True)
    assert office.records("addendum") == []


@pytest.mark.parametrize(
    ("why", "rule"),
    [
        ("Wrong patient: it belongs in another chart.", ""),
        ("Filed twice; “client did well” stands in both.", ""),
        ("Written for a patient who was manipulative in another chart.", "charged.character"),
        ("Belongs to the session of [date].", "unfinished."),
    ],
)
def test_the_reason_of_a_mark_is_not_judged_as_if_it_told_of_a_session(office, why, rule):
    code, _, err = error(office, why)
    assert (rule in err, "warning" in err or code != 0) == (True, bool(rule)), err


def test_whoever_says_in_the_first_person_why_is_not_sent_to_the_process_notes(office):
    mine = "I was away from my desk when I felt the note was done."
    _, _, err = office.addend("correction", "--wrong", "missed one day", "--text", office.text(mine), "--reason", mine)
    assert "later.right: “I felt the” is about the clinician" in err
    assert "later.reason" not in err


def test_what_is_said_of_a_marked_correction_calls_it_one(office):
    right = office.text("Missed two days of work.")
    assert office.addend("correction", "--wrong", "Missed one day of work", "--text", right, *REASON)[0] == 0
    correction = office.note.with_name("2026-11-20 progress note correction.md")
    assert error(office, note=correction)[0] == 0
    assert "This correction was entered in error, as Dana" in error(office, note=correction)[2]
    mark = correction.with_name("2026-11-20 progress note correction entered in error.md")
    assert error(office, note=mark)[0] == 0
    assert "This mark “entered in error” was entered in error, as Dana" in error(office, note=mark)[2]


def test_every_answer_is_needed_and_each_option_has_its_kind(office):
    code, _, err = office.addend("addendum", "--text", office.text(PCP))
    assert (code, "--known DAY, --reason WORDS" in err) == (2, True)
    code, _, err = error(office, why="")
    assert code == 1
    code, _, err = office.addend("late-entry", "--wrong", "x", "--full-recall", "--text", office.text(PCP), *REASON)
    assert (code, "--wrong WORDS does not belong to: late entry" in err) == (2, True)
    code, _, err = office.run("addend", office.note, "--addendum", *REASON)
    assert (code, "without a signature" in err) == (2, True)
    assert office.run("addend", office.note)[0] == 2


def test_only_the_author_of_this_practice_signs(office):
    code, _, err = office.addend(
        "addendum", "--text", office.text(PCP), "--known", "2026-11-21", *REASON, sign="Mallory Nobody"
    )
    assert (code, '--sign "Dana Whitfield"' in err) == (1, True)
    assert office.records("addendum") == []


def test_a_note_that_was_changed_after_its_signature_takes_nothing(office):
    office.note.write_bytes(office.note.read_bytes().replace(b"one day", b"two days"))
    code, _, err = addendum(office)
    assert (code, "not as it was signed" in err, "notewizard verify" in err) == (4, True, True)


def test_other_line_ends_are_no_change(office):
    (note,) = office.records("progress note")
    office.note.write_bytes(office.note.read_bytes().replace(b"\n", b"\r\n"))
    assert addendum(office)[0] == 0
    assert office.records("addendum")[0].parent["sha256"] == note.sha256


def test_another_client_is_named_with_a_warning_and_in_a_mark_not_at_all(office):
    code, _, err = office.addend(
        "addendum", "--text", office.text("Bo Other called about her."), "--known", "2026-11-21", *REASON
    )
    assert (code, "another client of this practice" in err) == (0, True)
    assert [each["rule"] for each in office.records("addendum")[0].kept] == ["identity.other-client-named"]
    code, _, err = error(office, "It belongs to Bo Other.")
    assert (code, "Say “another client”." in err) == (1, True)


def test_loaded_words_are_seen_and_structure_is_words(office):
    words = "# Not a heading\n- [x](http://a.example)\nShe is manipulative."
    code, _, err = office.addend("addendum", "--text", office.text(words), "--known", "2026-11-21", *REASON)
    assert (code, "manipulative" in err) == (0, True)
    page = office.note.with_name("2026-11-20 progress note addendum.md").read_text(encoding="utf-8")
    assert "\\# Not a heading" in page
    assert page.count("\n# ") == 1


# Notes of other tools


def test_a_note_of_another_tool_is_pointed_to_by_its_bytes_and_place(office):
    foreign = office.folder / "Other" / "2026-10-02 progress note.txt"
    foreign.write_text("Seen today. Sleep better.\n", encoding="utf-8")
    before = foreign.read_bytes()
    code, _, err = office.addend("correction", "--wrong", "Sleep better", "--text", office.text("Sleep worse."),
                                 "--reason", "Slip of the pen.", note=foreign)  # fmt: skip
    assert code == 0, err
    (record,) = office.records("correction")
    assert record.parent == {"id": "", "sha256": sha256(before).hexdigest(), "file": foreign.name}
    assert (record.client, record.date, record.file) == (
        "c-0311",
        "2026-10-02",
        "Other/2026-10-02 progress note correction.md",
    )
    assert foreign.read_bytes() == before
    assert "Correction on November 22, 2026, by Dana Whitfield, LCSW" in office.run("check", foreign)[1]
    assert office.addend("entered-in-error", "--reason", "A duplicate.", note=foreign)[0] == 0
    assert "Entered in error on November 22, 2026" in office.run("check", foreign)[1]
    code, _, err = office.addend("entered-in-error", "--reason", "Once more.", note=foreign)
    assert (code, "entered in error" in err) == (1, True)


def test_a_note_whose_day_nobody_knows_asks_for_it(office):
    foreign = office.folder / "Other" / "Session 4.txt"
    foreign.write_text("Seen today.\n", encoding="utf-8")
    code, _, err = error(office, note=foreign)
    assert (code, "--session 2026-11-20" in err) == (2, True)
    code, _, err = office.addend("entered-in-error", "--reason", "A copy.", "--session", "2026-09-04", note=foreign)
    assert code == 0, err
    assert office.records("entered in error")[0].date == "2026-09-04"
    assert office.addend("entered-in-error", "--reason", "A copy.", "--session", "2026-09-05")[0] == 2


def test_a_file_of_nobody_and_one_outside_are_refused(office, tmp_path):
    stray = office.folder / "2026-10-02 progress note.md"
    stray.write_text("Whose?\n", encoding="utf-8")
    code, _, err = error(office, note=stray)
    assert (code, "Nobody can tell whose note this is" in err) == (1, True)
    outside = tmp_path / "note.md"
    outside.write_text("Elsewhere.\n", encoding="utf-8")
    assert error(office, note=outside)[0] == 1
    assert error(office, note=office.folder / "Example")[0] == 2
    assert error(office, note=office.folder / "Example" / "none.md")[0] == 4


def test_a_note_of_ours_without_its_record_is_not_taken_for_another_tools(office):
    (note,) = office.records()
    (office.folder / ".notewizard" / "records" / f"{note.id}.json").unlink()
    code, _, err = error(office)
    assert (code, "record of this note is not here" in err) == (4, True)


# Later writings of later writings


def test_a_later_writing_is_corrected_but_not_added_to(office):
    addendum(office)
    file = office.note.with_name("2026-11-20 progress note addendum.md")
    code, _, err = office.addend(
        "addendum", "--text", office.text("More."), "--known", "2026-11-22", *REASON, note=file
    )
    assert (code, "what is to be added goes to the note" in err) == (1, True)
    words = office.text("Escitalopram was raised to 15 mg.")
    code, _, err = office.addend(
        "correction", "--wrong", "raised to 20 mg", "--text", words, "--reason", "Slip.", note=file
    )
    assert code == 0, err
    note, on_record = office.records("progress note")[0], office.on_record()
    assert {each.kind for each in on_record.written_to(note)} == {"addendum", "correction"}


def test_a_mark_that_was_itself_an_error_brings_the_note_back(office):
    error(office)
    assert office.on_record().notes() == ()
    code, _, err = addendum(office)
    assert (code, "entered in error" in err) == (1, True)
    mark = office.folder / office.records("entered in error")[0].file
    office.later(minutes=5)
    assert error(office, "It was the right chart.", note=mark)[0] == 0
    assert [each.kind for each in office.on_record().notes()] == ["progress note"]
    assert addendum(office)[0] == 0


# Nobody takes them for notes


def test_what_counts_notes_counts_no_later_writing(office):
    addendum(office)
    office.later(hours=1)
    office.addend("correction", "--wrong", "Missed one day", "--text", office.text("Missed two days."), *REASON)
    assert office.run("plan", "c-1042", "--story")[0] == 0
    story = office.run("plan", "c-1042", "--story")[1]
    assert "“Missed one day” is wrong; right is: Missed two days." in story
    assert "further" not in story
    results = json.loads(office.run("check", office.folder / "Example", "--json")[1])["results"]
    by_kind = {each["kind"]: each for each in results}
    assert set(by_kind) == {"progress note", "addendum", "correction"}
    assert [each["category"] for each in by_kind["addendum"]["findings"]] == []
    assert [each["kind"] for each in by_kind["progress note"]["later"]] == ["addendum", "correction"]
    out = office.run("due", "--json")[1]
    assert json.loads(out)["results"] == []
    assert office.run("facts", "c-1042")[0] == 0
    code, _, err = office.run(
        "convert", office.note.with_name("2026-11-20 progress note addendum.md"), "--format", "dap"
    )
    assert (code, "no note but the addendum of one" in err) == (1, True)


def test_init_takes_no_later_writing_for_a_pattern(office):
    for _ in range(3):
        addendum(office)
        office.addend("correction", "--wrong", "Missed one day", "--text", office.text("Missed two days."), *REASON)
    code, out, err = office.run("init", office.folder, "--yes")
    assert code == 0
    assert "1 note of" in out + err
    assert "named in several ways" not in out + err


def test_a_corrected_score_counts_from_then_on(office):
    before = json.loads(office.run("measures", "c-1042", "--json")[1])
    office.addend("correction", "--wrong", "GAD-7: 9 (mild)", "--text", office.text("GAD-7 was 12."), *REASON)
    after = office.run("measures", "c-1042", "--json")
    (course,) = json.loads(after[1])["results"]
    assert before["results"][0]["scores"][-1]["score"] == 9
    assert course["scores"][-1]["score"] == 12
    assert "has a correction of a score: Example/2026-11-20 progress note correction.md" in after[2]


def test_a_note_entered_in_error_no_longer_feeds_anything_and_everything_says_so(office):
    error(office)
    assert json.loads(office.run("measures", "c-1042", "--json")[1])["results"] == []
    assert "Entered in error, and not told here" in office.run("plan", "c-1042", "--story")[1]
    results = json.loads(office.run("check", office.folder / "Example", "--json")[1])["results"]
    assert {each["kind"]: each["entered_in_error"] for each in results} == {
        "progress note": True,
        "entered in error": False,
    }
    said = office.run("check", office.note)[1]
    assert (
        "Entered in error on November 22, 2026, by Dana Whitfield, LCSW: Written in the wrong client's chart." in said
    )
    code, out, err = office.run("convert", office.note, "--format", "dap")
    assert out.startswith("# Progress note\n\n**Entered in error** on November 22, 2026, by Dana Whitfield, LCSW: Writ")
    assert "Entered in error" in err
    code, _, err = office.run("addend", office.note, "--addendum")
    assert (code, "entered in error" in err) == (1, True)


def test_what_was_entered_in_error_may_be_written_where_it_belongs(office):
    error(office)
    office.later(hours=1)
    code, _, err = office.run("render", office.root / "answers.json", "--to", office.folder, "--sign", "Dana Whitfield")
    assert code in (1, 4)
    assert "reuse" not in err  # the words are free again; only the name is not
    assert "already" in err


def test_a_copy_tells_what_was_added_in_order(office):
    addendum(office)
    office.later(hours=1)
    office.addend("correction", "--wrong", "Missed one day", "--text", office.text("Missed two days."), *REASON)
    out = office.run("convert", office.note, "--format", "dap")[1]
    assert out.index("## Addendum\n") < out.index(PCP) < out.index("## Correction\n") < out.index("Missed two days.")
    assert out.count("\n# ") == 0


def test_a_session_agreed_on_in_a_note_in_error_is_owed_no_more(office):
    office.later(days=8)

    def owed():
        return [each["source"] for each in json.loads(office.run("due", "--json")[1])["results"]]

    assert owed() == ["agreed"]
    error(office)
    assert owed() == []


def test_a_contact_promised_in_a_note_in_error_is_open_no_more(two_clients):
    from notewizard.records.promises import promising_records
    from notewizard.records.record import Record, keep_record
    from notewizard.records.state import State

    def kept(id_, kind, **more):
        clock = {"utc": f"2026-11-20T12:00:0{id_}+00:00"}
        hashes = {"file": f"{id_}.md", "sha256": id_ * 64, "body_sha256": id_ * 64}
        shared = {"format": {}, "template": {}, "program": "1", "clock": clock, "author": "Dana Whitfield, LCSW"}
        keep_record(
            two_clients.practice,
            Record(id=id_, kind=kind, client="c-1042", date="2026-11-20", **hashes, **shared, **more),
        )

    def promising():
        found, unreadable = promising_records(two_clients.practice, State(two_clients.root / "state"))
        assert unreadable == ()
        return [each.id for each in found]

    kept("1", "progress note", elements={"safety": {"contacts": [{"due": "2026-11-21", "with": "sister"}]}})
    assert promising() == ["1"]
    kept("2", "addendum", elements={"text": 'Her "contacts" called.'}, parent={"id": "1", "sha256": "1" * 64})
    assert promising() == ["1"]
    kept("3", "entered in error", elements={}, parent={"id": "1", "sha256": "1" * 64})
    assert promising() == []
