"""Words of an earlier note are refused with the stretch and its note, or stand visibly as a citation."""

import re
from copy import deepcopy

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened
from sessions.stage import blanks

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
COPIED = "She described three arguments with her brother about the sale of the boathouse and slept at a motel twice."
EARLIER = f"# Progress note\n\n## Subjective\n\n{COPIED} Her appetite came back on Tuesday.\n"
EDITED = COPIED.replace("boathouse", "cottage")
TEN_WORDS = {
    "presenting": (
        ("since_last", "Came in soaked after missing the last ferry from Harwich."),
        ("concerns", "Drew the quarrel with her cousin as a loop on cardboard."),
        ("symptoms", "Counted the lanterns along the quay while the panic passed."),
        ("functioning", "Rehearsed asking the foreman for Saturdays without the night shift."),
    ),
    "response": (
        ("engagement", "Sorted the letters from her aunt into burn and keep."),
        ("in_session", "Laughed when the loop looked like a pretzel with salt."),
        ("impression", "The harbor stands for the father who once left there."),
    ),
}
"""Answers that are each too short to be refused for standing in another client's note."""
DONE = "Set the kettle as her signal to stop reading messages."
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


def test_the_review_shows_both_sides_of_a_refused_answer_and_opens_the_note(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-13", EARLIER)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume", size=(80, 24)) as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(EDITED).sees("F2 shows them there.").presses("F3")
        walk.sees("Your answers so far", "How the client took part  not taken yet: She described", "open")
        walk.sees("! 18 of 19 words as in the note of November 13, 2026. What was different this time? F2 shows them")
        walk.sees(f"Here: “{EDITED.rstrip('.')}”", f"There: “{COPIED.rstrip('.')}”")
        walk.presses("F2").sees("The note of November 13, 2026 (read only)", "Her appetite came back").types("q")
        walk.sees("Your answers so far").presses("Down").sees("Enter jumps there").presses("Enter")
        walk.asked("How the client took part").sees("sale of the cottage").presses("Ctrl-C").stops(130)


def test_the_review_shows_of_another_clients_note_the_authors_own_words_alone(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-0777", "2026-11-13", EARLIER)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume", size=(80, 24)) as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(EDITED).sees("as in another client's note.").presses("F3")
        walk.sees(
            "! 18 of 19 words as in another client's note. What was so with this client? Say it in words of today."
        )
        walk.sees(f"Here: “{EDITED.rstrip('.')}”").presses("F2").sees("F2 shows the client's own earlier note")
        walk.does_not_see("There:", "boathouse", "0777", "Sample", "November 13").presses("Enter")
        walk.asked("How the client took part").presses("Ctrl-C").stops(130)
        assert b"boathouse" not in s.sent


def test_the_review_in_plain_lines_says_both_sides_and_the_number(tmp_path):
    for client, there in (("c-1042", True), ("c-0777", False)):
        office = opened(tmp_path / client)
        office.has_note(client, "2026-11-13", EARLIER)
        office.has_draft(ANSWERS, "response.engagement")
        with office.runs("resume", "--accessible", size=(80, 60)) as s:
            s.see("How the client took part").answer(EDITED).answer("").see("This has to be mended")
            s.answer(":review").see("Number of the answer to change")
            review = blanks(s.sent.decode().rpartition(":review")[2])
            whose = "the note of November 13, 2026" if there else "another client's note"
            said = f"This has to be mended: “{EDITED.rstrip('.')}”: 18 of 19 words as in {whose}."
            assert f"How the client took part: not taken yet: {EDITED} {said}" in review
            assert (f"There: “{COPIED.rstrip('.')}”" in review) == ("boathouse" in s.sent.decode()) == there
            number = re.findall(r"To be mended: (\d+)\.", review)[0]
            assert f" {number}. How the client took part: " in review
            s.answer(number).see("Written so far: She described").press("Ctrl-C")
            assert s.ends() == 130


def test_a_note_that_is_another_one_as_a_whole_is_shown_answer_by_answer(tmp_path):
    office, answers = opened(tmp_path), deepcopy(ANSWERS)
    for element, given in TEN_WORDS.items():
        answers[element].update(given)
    answers["interventions"][0]["detail"] = DONE
    office.has_note(
        "c-0777", "2026-11-13", "\n\n".join([*(text for given in TEN_WORDS.values() for _, text in given), DONE])
    )
    office.has_draft(answers)
    with office.runs("resume", size=(80, 24)) as s:
        walk = Walk(s)
        walk.sees("Most of the narrative is that of another client's note.", "Say what was so with this client.")
        walk.sees("Your answers so far", "10 words as in another client's note.")
        walk.sees("Here: “Came in soaked after missing the last ferry from Harwich”")
        walk.does_not_see("There:", "0777", "Sample", "November 13")
        walk.types("impression").sees("Here: “The harbor stands for the father who once left there”")
        walk.presses("Ctrl-C").stops(130)


def test_the_first_refusal_says_when_most_of_the_note_stands_in_that_one(tmp_path):
    office, answers = opened(tmp_path), deepcopy(ANSWERS)
    for element, given in TEN_WORDS.items():
        answers[element].update(given)
    answers["interventions"][0]["detail"] = DONE
    told = [text for given in TEN_WORDS.values() for key, text in given if key != "engagement"]
    office.has_note("c-1042", "2026-11-13", "\n\n".join([*told, DONE, COPIED]))
    office.has_draft(answers, "response.engagement")
    with office.runs("resume", size=(100, 24)) as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers(COPIED).sees("19 words as in the note of November 13, 2026, where most of this note stands.")
        walk.presses("Ctrl-C").stops(130)


def test_a_refused_answer_that_was_taken_is_shown_with_both_sides_on_the_last_page(tmp_path):
    office, answers = opened(tmp_path), deepcopy(ANSWERS)
    answers["response"]["engagement"] = EDITED
    office.has_note("c-1042", "2026-11-13", EARLIER)
    office.has_draft(answers)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees("18 of 19 words as in the note of November 13, 2026.")
        walk.sees(f"Here: “{EDITED.rstrip('.')}”", f"There: “{COPIED.rstrip('.')}”")
        walk.asked("How the client took part").presses("Ctrl-C").stops(130)


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


def test_links_in_the_clients_folder_are_named_and_those_of_others_are_not(tmp_path):
    office = opened(tmp_path)
    for client, name in (("c-1042", "2026-11-13 progress note.md"), ("c-0777", "2026-10-30 progress note.md")):
        office.has_note(client, "2026-11-06", "Came early and spoke of the harbor.")
        (office.practice / client / name).symlink_to(name)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(OWN).asked("What changed in the session")
        walk.sees("2026-11-13 progress note.md was not compared. It is a link or a device").does_not_see("2026-10-30")
        walk.presses("Ctrl-C").stops(130)


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
