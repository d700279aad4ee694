"""Where a note goes: a taken name, a draft begun for the wrong client, another format at the last moment."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
NEXT = "c-1042/2026-11-20 progress note (2).md"


def test_a_taken_name_is_asked_about_and_never_overwritten(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-20", "What stood here before.\n")
    office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE).types("q").sees("sign as Dana Whitfield").types("s")
        walk.sees("is there already and stays as it is", "This note would be 2026-11-20 progress note (2).md.")
        walk.presses("Enter").sees("nothing is taken by Enter alone").types("y").sees("Kept: ").stops(0)
    assert office.files() == [NEXT, NOTE]
    assert (office.practice / NOTE).read_text(encoding="utf-8") == "What stood here before.\n"
    assert ANSWERS["response"]["engagement"] in office.body(NEXT)


def test_a_no_to_the_next_name_keeps_the_draft(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-20", "What stood here before.\n")
    draft = office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE).types("q").sees("sign as Dana Whitfield").types("s")
        walk.sees("is there already and stays as it is").types("n")
        walk.sees(f"notewizard resume {draft}").stops(4)
    assert office.files() == [NOTE]
    assert [each.id for each in office.drafts()] == [draft]


def test_a_client_who_has_no_folder_is_given_one_before_the_first_question(tmp_path):
    office = opened(tmp_path)
    clients = office.practice / ".notewizard" / "clients.toml"
    by_hand = clients.read_text(encoding="utf-8").replace('folder = "c-1042"', "")
    clients.write_text(by_hand, encoding="utf-8")
    with office.runs("new", "example") as s:
        walk = Walk(s)
        walk.asked("Folder of this client").types("c-0777").presses("Enter").sees("That is the folder of another")
        walk.presses("Ctrl-U", "Enter").asked("Date of the session").presses("Ctrl-C").stops(130)
    assert clients.read_text(encoding="utf-8").count('folder = "c-1042"') == 1
    clients.write_text(f"{by_hand}# taken out again\n", encoding="utf-8")  # as an older draft may find it
    office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Folder of this client").presses("Enter").sees(LAST_PAGE)
        walk.signs()
    assert office.files() == [NOTE]


def test_a_draft_moved_to_another_client_becomes_that_clients_note(tmp_path):
    office = opened(tmp_path)
    draft = office.has_draft(ANSWERS, "response.engagement", client="c-0777")
    with office.runs("drafts", "move", draft, "c-1042", "--yes") as s:
        Walk(s).stops(0)
    with office.runs("resume", draft) as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.answers(ANSWERS["response"]["engagement"]).sees(LAST_PAGE, "**Client** c-1042")
        walk.signs()
    assert office.files() == [NOTE]
    assert "c-0777" not in (office.practice / NOTE).read_text(encoding="utf-8")
    assert office.drafts() == ()


def test_the_last_screen_reads_the_note_in_another_format(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE, "## Subjective").types("q").sees("SOAP note of c-1042").types("f")
        walk.sees("Which format?", "BIRP").types("1").sees(LAST_PAGE, "## Behavior")
        walk.signs()
    assert "## Behavior" in office.body(NOTE)


def test_a_note_left_at_the_last_screen_is_a_draft(tmp_path):
    office = opened(tmp_path)
    draft = office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE).types("q").sees("leave it as a draft").types("l")
        walk.sees(f"notewizard resume {draft}").stops(130)
    assert office.files() == []
