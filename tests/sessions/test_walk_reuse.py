"""Words of an earlier note are refused with the stretch and its note, or stand visibly as a citation."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
COPIED = "She described three arguments with her brother about the sale of the boathouse and slept at a motel twice."
EARLIER = f"# Progress note\n\n## Subjective\n\n{COPIED} Her appetite came back on Tuesday.\n"
OWN = "Named two of the three thoughts herself."


def test_a_copied_answer_is_refused_and_then_cited(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-13", EARLIER)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers(COPIED).sees(
            "19 words as in the note of November 13, 2026. What was different this time? F2 shows them there."
        )
        walk.presses("Enter", "Enter").sees("What was different this time?").asked("How the client took part")
        walk.sees("Say that, or :cite the earlier note.")
        walk.answers("\n:cite").sees("Your words: She", "Would be replaced by: From the note of November 13, 2026: “")
        walk.types("y").sees("Cited, visibly, with its date.").asked("How the client took part")
        walk.presses("Enter")
        walk.signs()
    assert f"From the note of November 13, 2026: “{COPIED.rstrip('.')}" in office.body(NOTE)


def test_f2_opens_the_earlier_note_at_the_words_and_f1_shows_both(tmp_path):
    office = opened(tmp_path)
    filler = "\n\n".join(f"Line {number} of what came before it." for number in range(60))
    office.has_note("c-1042", "2026-11-13", f"# Progress note\n\n{filler}\n\n{COPIED}\n\nLast line.\n")
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers(COPIED.replace("boathouse", "cottage")).sees("18 of 19 words as in the note of November 13, 2026.")
        walk.presses("F1").sees("There: “She described three arguments").presses("F1")
        walk.presses("F2").sees("The note of November 13, 2026 (read only)", COPIED)
        walk.does_not_see("Line 3 of what").types("q").asked("How the client took part")
        walk.presses("Ctrl-C").stops(130)


def test_words_of_another_client_are_refused_without_saying_whose(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-0777", "2026-11-13", EARLIER)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers(COPIED).sees("19 words as in another client's note.", "This has to be mended.")
        assert "c-0777" not in s.screen()
        assert "Sample" not in s.screen()
        walk.answers("\n:cite").sees("Nothing here can be cited").presses("Ctrl-U").asked("How the client took part")
        walk.presses("Ctrl-U").answers(OWN)
        walk.signs()
    assert OWN in office.body(NOTE)


def test_a_citation_is_shown_before_it_stands_and_can_be_undone(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-13", f"# Progress note\n\n## Subjective\n\n{COPIED}\n")
    office.has_draft(ANSWERS, "response.engagement")
    edited = COPIED.replace("three", "four").replace("twice", "once")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers(f"{edited} :cite").sees(
            "Your words: She described four", "Would be replaced by:", "Let the earlier words stand"
        )
        assert office.typed()[-1] == edited
        walk.types("n").sees("Your own words stay.").asked("How the client took part")
        walk.sees("four arguments", "motel once.").answers(".:cite").sees("Let the earlier words stand").types("y")
        walk.sees("Shift-Tab or Ctrl-_ brings your own words back.").asked("How the client took part")
        walk.sees("“She described three arguments").presses("Shift-Tab").sees("Your own words are back.")
        walk.asked("How the client took part").sees("four arguments", "motel once.").answers(" :cite")
        walk.sees("Let the earlier words stand").types("y").asked("How the client took part")
        walk.sees("“She described three arguments").presses("Ctrl-_").sees("four arguments").presses("Ctrl-C").stops(
            130
        )


def test_an_earlier_note_that_cannot_be_read_is_named_and_the_walk_goes_on(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-06", "Came early and spoke of the harbor.")
    (office.practice / "c-1042" / "2026-11-13 progress note.md").write_bytes(b"\x00\xff\xfe" * 400)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(OWN).asked("What changed in the session")
        walk.sees("2026-11-13 progress note.md").presses("Ctrl-C").stops(130)


def test_a_quotation_that_was_quoted_before_is_shown_and_may_stand(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-13", "# Progress note\n\nShe said “nobody reads the third page” and left.\n")
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers("Repeated “nobody reads the third page” twice, then laughed.")
        walk.sees("This was quoted in the note of November 13, 2026 already. Enter keeps it.").presses("Enter")
        walk.asked("What changed in the session").presses("Ctrl-C").stops(130)


def test_of_other_clients_files_only_their_number_is_told(tmp_path):
    office = opened(tmp_path)
    folder = office.practice / "c-0777"
    folder.mkdir()
    (folder / "2026-11-13 progress note.md").write_bytes(b"\x00\xff\xfe" * 400)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(OWN).asked("What changed in the session")
        walk.sees("1 file elsewhere in the practice could not be compared; notewizard doctor says which.")
        walk.does_not_see("c-0777", "2026-11-13").presses("Ctrl-C").stops(130)
