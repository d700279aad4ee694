"""What was left open opens the walk and is asked about; what stays true is confirmed; no other client sees it."""

import copy

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

from notewizard.records.history.reading import read_history
from notewizard.records.practice import Practice

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
CALL = "November 15, 2026, client, by phone"
LIVES = "Her brother keeps the second key to the boathouse and the neighbor across the yard has the spare phone."
FACTS = """\
schema = 1
client = "c-1042"
written = 2026-10-02

[[facts]]
kind = "emergency-contact"
text = "partner, number on file"
confirmed = 2026-10-02

[[facts]]
kind = "protective-factor"
text = "weekly dinner with her parents"
confirmed = 2026-10-02
"""


def a_week_earlier():
    earlier = copy.deepcopy(ANSWERS)
    earlier["encounter"] |= {"date": "2026-11-13", "session_number": 10}
    earlier["presenting"]["measures"] = [{"name": "GAD-7", "score": 16, "date": "2026-11-13"}]
    earlier["presenting"] |= {"since_last": "First week.", "concerns": "A quarrel at the bakery.", "functioning": LIVES}
    earlier["presenting"]["symptoms"] = "Awake past one on three nights."
    earlier["interventions"][0]["detail"] = "Introduced the worry period."
    earlier["response"] |= {
        "engagement": "Slow at first.",
        "in_session": "Named two worries.",
        "impression": "New to her.",
    }
    earlier["response"]["progress"][0]["evidence"] = "Named a time for it."
    earlier["plan"] |= {"homework": ["Write three worries a day."], "next_focus": "Look at the notebook."}
    earlier["plan"]["next_session"] = "2026-11-20T14:00:00"
    earlier["safety"]["contacts"] = [{"due": "2026-11-15", "with": "client, by phone"}]
    earlier["timing"] |= {"written": "2026-11-13T15:05:00-05:00"}
    return earlier


def has_facts(office, text=FACTS):
    folder = office.practice / ".notewizard" / "facts" / "c-1042"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1.toml").write_text(text, encoding="utf-8")


def facts_kept(office):
    folder = office.practice / ".notewizard" / "facts" / "c-1042"
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml")))


def test_what_was_left_open_is_shown_asked_and_settled(tmp_path):
    office = opened(tmp_path)
    office.has_record(a_week_earlier())
    has_facts(office)
    with office.runs() as s:
        walk = Walk(s).sees("Contact promised by Sunday, November 15, 2026, c-1042 (Example): client, by phone.")
        walk.sees("Tab completes").presses("Ctrl-C").stops(130)
    without = ("presenting.since_last", "safety.contacts", "encounter.telehealth.emergency_contact")
    office.has_draft(ANSWERS, *without, "safety.risk.protective_factors")
    with office.runs("resume") as s:
        walk = Walk(s).sees("Last note: Nov 13, session 10.", "promised by Nov 15: client, by phone")
        walk.sees("Homework   Write three worries a day.", "Goals      1 ")
        walk.asked("Emergency contact near the client").sees("partner, number on file, confirmed October 2, 2026")
        walk.types("y").sees("= partner, number on file (confirmed November 20, 2026)").presses("Enter")
        walk.asked("What became of last time").sees("1  Homework: Write three worries a day.")
        walk.types("1p four evenings of seven, 2d").sees("= Homework partly done: four evenings of seven.")
        walk.presses("Enter").asked("Protective factors").types("y").presses("Enter")
        walk.sees("✓ on file: weekly dinner with her parents").presses("Enter")
        walk.asked("By which day").sees(CALL).presses("Enter").asked("Done at")
        walk.presses("Enter").asked("Done at").answers("Nov 15 12:10pm").asked("What came of it")
        walk.presses("Enter").asked("What came of it").answers("Slept six hours.")
        walk.sees(LAST_PAGE).signs()
    note = office.body(NOTE)
    assert "Homework partly done: four evenings of seven. Planned focus taken up." in " ".join(note.split())
    assert "partner, number on file (confirmed November 20, 2026)" in note
    assert "weekly dinner with her parents" in note
    assert "12:10 PM: slept six hours." in note
    for old in ("three worries", "the notebook"):
        assert old not in note
    with office.runs() as s:
        Walk(s).sees("Client", "Tab completes").does_not_see("Contact promised").presses("Ctrl-C").stops(130)


def test_a_late_note_knows_nothing_of_a_later_session(tmp_path):
    office = opened(tmp_path)
    office.has_record(a_week_earlier())
    with office.runs("new", "c-1042") as s:
        walk = Walk(s).asked("Date of the session").answers("Nov 10").asked("Kind of session")
        walk.does_not_see("Last note", "three worries", "promised by")
        walk.presses("Ctrl-S").stops(130)
    with office.runs("new", "c-1042") as s:
        walk = Walk(s).asked("Date of the session").answers("Nov 14").sees("Last note: Nov 13, session 10.")
        walk.asked("Kind of session").presses("Ctrl-S").stops(130)


def test_the_day_given_anew_in_the_walk_says_what_is_known(tmp_path):
    office = opened(tmp_path)
    office.has_record(a_week_earlier())
    late = copy.deepcopy(ANSWERS)
    late["encounter"]["date"] = "2026-11-10"
    office.has_draft(late, "encounter.session_number")
    with office.runs("resume") as s:
        walk = Walk(s).asked("Session number").does_not_see("(Enter takes it)", "Last note")
        walk.presses("F2").sees("There is no earlier note of this client.").types("q").asked("Session number")
        walk.presses("F3").sees("Your answers so far").types("Date of the ses").sees("Enter jumps there")
        walk.presses("Enter").asked("Date of the session").types("\x15Nov 14").presses("Enter")
        walk.asked("Session number").sees("11  (Enter takes it)").presses("F2").sees("A quarrel at the bakery.")
        walk.types("q").asked("Session number").presses("Ctrl-S").stops(130)
    told = read_history(Practice(office.practice))
    assert [entry.event.action for entry in told.entries] == ["sign", "view"]


def test_words_that_are_simply_still_true_become_a_fact_and_stand(tmp_path):
    office = opened(tmp_path)
    office.has_record({**a_week_earlier(), "safety": ANSWERS["safety"]})
    office.has_draft(ANSWERS, "presenting.functioning")
    with office.runs("resume") as s:
        walk = Walk(s).asked("Work, school, home, people")
        walk.answers(f"{LIVES} Went out dancing.").sees(":fact, where it is simply still true")
        walk.types(" :fact").presses("Enter").sees("Still true?", "h History and circumstances")
        walk.presses("Enter").sees("Still true?").types("h").sees("It stands in the chart now")
        walk.asked("Work, school, home, people").presses("Enter").sees(LAST_PAGE).signs()
    assert LIVES in " ".join(office.body(NOTE).split())
    assert LIVES in facts_kept(office)
    assert "dancing" not in facts_kept(office)


def test_another_client_sees_nothing_of_it(tmp_path):
    office = opened(tmp_path)
    office.has_record(a_week_earlier())
    has_facts(office)
    with office.runs("new", "c-0777") as s:
        walk = Walk(s).asked("Date of the session").presses("Enter").asked("Kind of session")
        walk.does_not_see("Last note", "client, by phone", "partner, number on file", "three worries")
        walk.presses("Ctrl-S").stops(130)


def test_the_card_and_the_facts_as_plain_lines(tmp_path):
    office = opened(tmp_path)
    office.has_record(a_week_earlier())
    has_facts(office)
    office.has_draft(ANSWERS, "safety.risk.protective_factors", "safety.contacts")
    with office.runs("resume", "--accessible", size=(80, 60)) as s:
        walk = Walk(s).sees("Last note: Nov 13, session 10. Read only: nothing of it goes into this note.")
        walk.sees("Contact    promised by Nov 15: client, by phone; no outcome yet", "Protective factors")
        walk.types("y").presses("Enter").sees("on file: weekly dinner with her parents").presses("Enter")
        walk.sees(f"Enter takes {CALL}.").types("y").presses("Enter").sees(f"That is {CALL}.", "Done at")
        walk.presses("Ctrl-C").stops(130)


def test_a_broken_file_of_facts_is_said_and_the_walk_goes_on_without_it(tmp_path):
    office = opened(tmp_path)
    broken = FACTS.replace("emergency-contact", "moood")
    has_facts(office, broken)
    office.has_draft(ANSWERS, "encounter.telehealth.emergency_contact")
    with office.runs("resume") as s:
        walk = Walk(s).sees("The standing facts cannot be used: one problem.", "1.toml:6, facts[0].kind")
        walk.asked("Emergency contact near the client").answers("sister, number on file").sees(LAST_PAGE).signs()
    assert facts_kept(office) == broken
