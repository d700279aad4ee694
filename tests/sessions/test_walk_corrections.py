"""What an author changes or takes back: nothing of it stands in the note unsaid, and nothing typed is lost."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
CHANGED = "Refused the second exercise and named no thought."


def test_a_change_left_with_shift_tab_is_asked_again_before_the_walk_goes_on(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.impression")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Your impression: what maintains the problem, why care goes on")
        walk.presses("Shift-Tab").asked("Evidence").presses("Shift-Tab").asked("Where it stands")
        walk.presses("Shift-Tab").asked("What changed in the session")
        walk.presses("Shift-Tab").asked("How the client took part")
        walk.presses("Ctrl-U").types(CHANGED).sees(CHANGED).presses("Shift-Tab").asked("Goal it serves")
        walk.presses("F3").types("took part").sees("changed, not taken yet: Refused the second")
        walk.presses("Ctrl-U", "Enter").asked("Goal it serves")
        walk.presses("Enter").asked("How the client took part")
        walk.sees(CHANGED).presses("Enter").asked("Your impression: what maintains the problem, why care goes on")
        walk.answers(ANSWERS["response"]["impression"])
        walk.signs()
    assert CHANGED in office.body(NOTE)
    assert ANSWERS["response"]["engagement"] not in office.body(NOTE)


def test_a_stray_score_is_taken_out_by_emptying_its_name(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part")
        walk.presses("F3").sees("Your answers so far").types("another sc").sees("Enter jumps there").presses("Enter")
        walk.asked("Measure").answers("1").sees("“1” is not known here. Enter again keeps your own words.")
        walk.presses("Enter").asked("Score").presses("Shift-Tab").asked("Measure")
        walk.sees("To take this score out, empty the line and press Enter.").presses("Ctrl-U").presses("Enter")
        walk.sees("Taken out: score 2.").asked("How the client took part")
        walk.answers(ANSWERS["response"]["engagement"]).sees(LAST_PAGE)
        walk.signs()
    assert office.body(NOTE).count("GAD-7") >= 1
    assert "1: " not in office.body(NOTE).partition("GAD-7")[0][-40:]


def test_an_unfinished_line_survives_ctrl_c_in_plain_lines(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume", "--accessible") as s:
        s.see("How the client took part", "an empty line ends").answer("Named two of the three.")
        s.type("Asked for a fo").see("Asked for a fo").press("Ctrl-C")
        Walk(s).stops(130)
    assert office.typed()[-1] == "Named two of the three.\nAsked for a fo"
    with office.runs("resume", "--accessible") as s:
        s.see("Written so far: Named two of the three.", "Asked for a fo").press("Ctrl-C")
        Walk(s).stops(130)
