"""What an author changes or takes back: nothing of it stands in the note unsaid, and nothing typed is lost."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
CHANGED = "Did half of the second exercise and named one thought."


def test_a_change_left_with_shift_tab_is_asked_again_before_the_walk_goes_on(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.impression")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Your impression: what maintains the problem, why care goes on")
        walk.presses("Shift-Tab").asked("Evidence").presses("Shift-Tab").asked("Where it stands")
        walk.presses("Shift-Tab").asked("What changed in the session")
        walk.presses("Shift-Tab").asked("How the client took part")
        walk.presses("Ctrl-U").types(CHANGED).sees(CHANGED).presses("Shift-Tab").sees("piece of work 2", "Techniques")
        walk.presses("F3").types("took part").sees("changed, not taken yet: Did half of the")
        walk.presses("Ctrl-U", "Enter").sees("piece of work 2", "Techniques")
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
        walk.asked("Measure").answers("33").sees("“33” is not known here. Enter again keeps your own words.")
        walk.presses("Enter").asked("Score").presses("Shift-Tab").asked("Measure")
        walk.sees("To take this score out, empty the line and press Enter.").presses("Ctrl-U").presses("Enter")
        walk.sees("Taken out: score 2.").asked("How the client took part")
        walk.answers(ANSWERS["response"]["engagement"]).sees(LAST_PAGE)
        walk.signs()
    assert office.body(NOTE).count("GAD-7") >= 1
    assert "33: " not in office.body(NOTE).partition("GAD-7")[0][-40:]


def test_an_unfinished_line_survives_ctrl_c_in_plain_lines(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume", "--accessible") as s:
        s.see("How the client took part", "an empty line ends").answer("Named two of the three.")
        s._until(lambda: office.typed() == ["Named two of the three."], "The first line is not kept")
        s.type("Asked for a fo").see("Asked for a fo").press("Ctrl-C")
        Walk(s).stops(130)
    assert office.typed()[-1] == "Named two of the three.\nAsked for a fo"
    with office.runs("resume", "--accessible") as s:
        s.see("Written so far: Named two of the three.", "Asked for a fo").press("Ctrl-C")
        Walk(s).stops(130)


def test_a_sentence_typed_ahead_answers_no_question_of_one_key(tmp_path):
    office = opened(tmp_path)
    positive = {**ANSWERS, "safety": {**ANSWERS["safety"], "suicidal_ideation": "passive"}}
    office.has_draft(positive, "safety.risk.acute")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("What was thought, how often").answers("Wished twice not to wake up.").asked("Method thought of")
        walk.answers("none").asked("Intent to act").answers("none").asked("Suicide plan")
        s.type("none\rno firearm at home")
        walk.asked("Suicidal behavior").sees("no firearm at home", "No choice fits").presses("Ctrl-U")
        walk.sees("earlier in life").types("n").asked("Access to means")
        walk.answers("no firearm at home").asked("Risk factors")
        walk.presses("Ctrl-C").stops(130)


def test_dates_and_last_times_answer_are_said_back_as_read(tmp_path):
    office = opened(tmp_path)
    with office.runs("new") as s:
        walk = Walk(s)
        walk.asked("Client").presses("F1").sees("An id, a name or the word your file names use").presses("F1")
        walk.answers("example").sees("✓ Client  Ada Example (c-1042)").asked("Date of the session").answers("nov 20")
        walk.sees("✓ Date of the session  Friday, November 20, 2026").presses("Ctrl-C").stops(130)


def test_an_unknown_format_is_refused_before_anything_is_asked(tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "c-1042", "--format", "soop") as s:
        s.see('There is no format "soop".')
        Walk(s).stops(1)


def test_a_draft_is_found_by_its_client_and_says_whose_it_is(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    office.has_draft(ANSWERS, "response.engagement", client="c-0777")
    with office.runs("resume", "sample") as s:
        Walk(s).sees("The note for c-0777 (Sample) goes on.").presses("Ctrl-C").stops(130)
    with office.runs("resume") as s:
        Walk(s).sees("Which draft?", "c-0777 (Sample), soap", "c-1042 (Example), soap").presses("Ctrl-C").stops(130)
    with office.runs() as s:
        Walk(s).sees("Notes owed", "c-0777 (Sample), soap", "Enter: c-").presses("Ctrl-C").stops(130)


def test_the_next_session_is_counted_from_this_one(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "plan.next_session")
    with office.runs("resume", now="2026-11-24T15:05:00-05:00") as s:
        walk = Walk(s)
        walk.asked("Next session").answers("soon").sees("Write Nov 27 2pm, tue 2pm, next tue 2pm or in 2 weeks 2pm.")
        walk.presses("Ctrl-U").types("sun 5pm").sees("= Sunday, November 22, 2026, 5:00 PM").presses("Ctrl-U")
        walk.types("in 2 weeks").sees("= Friday, December 4, 2026, 2:00 PM").presses("Ctrl-C").stops(130)


def test_the_input_line_breaks_between_words(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    words = "Generated two of the three alternative thoughts without any prompting, then asked for a fourth"
    with office.runs("resume", size=(60, 20)) as s:
        walk = Walk(s)
        walk.asked("How the client took part").types(words).sees("for a fourth")
        rows = [line.strip(" ›") for line in s.screen().splitlines() if line.startswith(("› ", "  "))][-2:]
        assert " ".join(rows) == words, s.screen()
        s.resize(40, 20).see("for a fourth")
        walk.presses("Home").types("She ").presses("End").types(" one.").presses("Enter").sees(LAST_PAGE)
        walk.presses("Ctrl-C").stops(130)
    assert office.drafts()[0].entries[-1]["writes"][0][1] == f"{words} one.".replace("Gen", "She Gen")
