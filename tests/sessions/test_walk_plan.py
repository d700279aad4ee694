"""The treatment plan at the terminal: written across a closed window, reviewed, and a session that departs from it."""

import tomllib

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
PLAN = (EXAMPLES.parent / "plans" / "c-1042.toml").read_text(encoding="utf-8")
WHY = "Reprocessing put off: her father died on Tuesday"
ASKED = "Why this session departs from the treatment plan"


def has_plan(office, text=PLAN):
    folder = office.practice / ".notewizard" / "plans" / "c-1042"
    folder.mkdir(parents=True)
    (folder / "1.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_plan_is_written_across_a_closed_window_and_enter_alone_gives_no_day_of_review(tmp_path):
    office = opened(tmp_path)
    with office.runs("plan", "c-1042", "--write") as s:
        walk = Walk(s)
        walk.asked("Diagnosis, code first").answers("F41.1 Generalized anxiety disorder").presses("Enter")
        walk.asked("Goal").answers("Reduce worry that keeps her from work")
        walk.sees("Objective: what will be seen").types("Feel better").sees("It does not say").presses("Ctrl-U")
        walk.answers("No missed work day in four weeks by January 31, 2027").asked("Planned treatment")
        walk.types("supportive talk").sees("is not in the list: only its terms can be taken here")
        walk.presses("Enter").sees("! “supportive talk” is not in the list, and only").does_not_see("own words")
        walk.presses("Ctrl-U").types("cbt").presses("Enter").sees("✓ CBT")
        walk.presses("Enter").asked("Measure that follows it")
        walk.answers("gad7").asked("Score at the start").answers("22").sees("A score of the GAD-7 is 0 to 21.")
        walk.presses("Ctrl-U").answers("17").asked("Score aimed at").types("4").sees("› 4")
        walk.closes_the_window().stops(130)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Score aimed at").sees("› 4").presses("Enter").sees("goal 2. Enter alone: no more.").presses("Enter")
        walk.asked("How often").answers("weekly").sees("How long: each session").presses("Enter")
        walk.asked("Next review").sees("Offered: Thursday, February 18, 2027").presses("Enter")
        walk.sees("An answer is needed here.").answers("y")
        walk.sees("This will be kept", "Treatment plan of c-1042, version 1").types("q")
        walk.sees("keep it as version 1").types("k").sees("Kept: ").stops(0)
    file = office.practice / ".notewizard" / "plans" / "c-1042" / "1.toml"
    plan = tomllib.loads(file.read_text(encoding="utf-8"))
    (goal,) = plan["goals"]
    assert (goal["id"], goal["modalities"], goal["baseline"], goal["target"]) == ("g1", ["cbt"], 17, 4)
    assert (plan["frequency"], str(plan["review_due"])) == ("weekly", "2027-02-18")
    assert office.drafts() == ()


def test_a_review_on_the_plain_screen_asks_of_each_goal_whether_it_is_still_true(tmp_path):
    office = opened(tmp_path)
    folder = has_plan(office)
    with office.runs("plan", "c-1042", "--review", "--accessible") as s:
        s.see("version 1: each goal, is it still true?", "Reduce worry", "Where it stands: still true?")
        s.press("Enter").see("nothing is taken by Enter alone").type("a").press("Enter")
        s.see("Next review", "(y takes it)").type("y").press("Enter")
        s.see("What the review found").type("Worry is down to an hour a day.").press("Enter", "Enter")
        s.see("Press Enter to go on").press("Enter").see("keep it as version 2").type("k").press("Enter")
        s.see("Kept: ")
        assert s.ends() == 0
    plan = tomllib.loads((folder / "2.toml").read_text(encoding="utf-8"))
    assert (plan["why"], plan["goals"][0].get("status", "active")) == ("Worry is down to an hour a day.", "active")
    assert (folder / "1.toml").read_text(encoding="utf-8") == PLAN


def test_a_session_that_departs_from_the_plan_is_asked_why_and_the_note_says_it(tmp_path):
    office = opened(tmp_path)
    has_plan(office, PLAN.replace('"cbt"', '"emdr"'))
    office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked(ASKED).sees("The treatment plan names EMDR.", f"{ASKED} (now or before you sign)").answers(WHY)
        walk.sees(LAST_PAGE).types("q").does_not_see("treatment-plan").types("s").sees("Kept: ").stops(0)
    assert f"**Departure from the treatment plan.** {WHY}." in office.body(NOTE)


def test_a_departure_passed_over_is_signed_only_with_its_reason_which_the_note_prints(tmp_path):
    office = opened(tmp_path)
    has_plan(office, PLAN.replace('"cbt"', '"emdr"'))
    office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked(ASKED).presses("Enter").sees(LAST_PAGE).types("q")
        walk.sees("CBT is not in the treatment plan, which names EMDR.", "sign as").types("s")
        walk.sees("stays only with its reason", "Why it stays (now or before you sign)").answers(WHY)
        walk.sees(LAST_PAGE).types("q").sees("leave it as a draft").types("s").sees("Kept: ").stops(0)
    assert f"**Departure from the treatment plan.** {WHY}." in office.body(NOTE)


def test_a_session_as_planned_is_asked_nothing_more(tmp_path):
    office = opened(tmp_path)
    has_plan(office)
    office.has_draft(ANSWERS)
    with office.runs("resume") as s:
        Walk(s).sees(LAST_PAGE).does_not_see(ASKED).signs()


def test_without_a_plan_one_line_says_what_is_not_checked(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session", "plan.next_focus")
    with office.runs("resume") as s:
        walk = Walk(s)
        for ask in ("How the client took part", "What changed in the session"):
            walk.asked(ask).answers("Named six of eight rungs herself.").presses("Enter")
        walk.sees("No treatment plan is kept here: the note is not held against")


def test_a_plan_whose_measure_is_not_known_is_said_once_in_the_walk(tmp_path):
    office = opened(tmp_path)
    has_plan(office, PLAN.replace('measure = "GAD-7"', 'measure = "GAD-77"'))
    office.has_draft(ANSWERS, "response.engagement", "response.in_session", "plan.next_focus")
    with office.runs("resume") as s:
        walk = Walk(s)
        for ask in ("How the client took part", "What changed in the session"):
            walk.asked(ask).answers("Named six of eight rungs herself.").presses("Enter")
        walk.sees("A goal of the treatment plan has scores of no measure that is known here", "notewizard plan c-1042")
