"""Scores in the walk: said back with their band; a suicide item asked where there is one, and seen at the end."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"


def test_a_score_with_its_suicide_item_is_said_back_printed_and_seen_beside_safety(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").presses("F3").types("another sc").sees("Enter jumps there")
        walk.presses("Enter").asked("Measure").types("phq9 14").presses("Enter")
        walk.asked("Suicide item alone").sees("Item 9 of the PHQ-9.")
        walk.types("4").presses("Enter").sees("A score of the PHQ-9's item 9 is 0 to 3.").presses("Ctrl-U")
        walk.answers("1").asked("Filled in on").presses("Enter")
        walk.asked("Score before that").types("21").sees("21, severe; 7 lower since, a reliable change")
        walk.presses("Enter").asked("That score was from").answers("Oct 23")
        walk.asked("How the client took part").answers(ANSWERS["response"]["engagement"]).sees(LAST_PAGE)
        walk.types("q").sees("Item 9 of the PHQ-9 scored 1", "[measures.suicide-item]", "sign as")
        walk.types("s").sees("Kept: ").stops(0)
    body = office.body(NOTE)
    assert "14 (moderate), suicide item (item 9) 1; 21 (severe) on October 23, a reliable change." in body


def test_of_another_instrument_nothing_more_is_asked(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").presses("F3").types("another sc").sees("Enter jumps there")
        walk.presses("Enter").asked("Measure").types("pcl5 41").presses("Enter").asked("Filled in on").is_killed()
