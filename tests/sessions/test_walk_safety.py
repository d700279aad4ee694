"""When anything is positive the whole safety path is asked, nothing in it is judged, and the note says all of it."""

import copy

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
DETAIL = "She is engaged in these thoughts and was fine with none of it, she said."
"""Words that are flagged anywhere else."""


def test_the_positive_path_is_asked_whole_and_blocks_nothing(tmp_path):
    office = opened(tmp_path)
    office.has_note("c-1042", "2026-11-13", f"# Progress note\n\n{DETAIL}\n")
    draft = copy.deepcopy(ANSWERS)
    draft["safety"] = {"asked_by": "direct inquiry"}
    office.has_draft(draft)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Suicidal ideation")
        walk.types("p").asked("What was thought, how often")
        walk.answers(DETAIL).asked("Method thought of")
        walk.answers("none").asked("Intent to act")
        walk.answers("none").asked("Suicide plan")
        walk.answers("none").asked("Suicidal behavior")
        walk.types("n").asked("Access to means")
        walk.answers("TODO ask about the attic").asked("Self-harm")
        walk.types("d").asked("Thoughts of harming others")
        walk.types("d").asked("Risk factors")
        walk.presses("Enter").asked("Protective factors")
        walk.answers("none").presses("Enter").asked("Acute risk")
        walk.sees("Columbia screener, by these answers: low (a wish to be dead). The level is yours.")
        walk.types("m").asked("Chronic risk")
        walk.types("l").asked("What changed since last time")
        walk.answers("First such thoughts since June.").asked("Why this level of risk")
        walk.answers("Passive thoughts without method, intent, plan or behavior.").asked("What was done about it")
        walk.answers("Wrote a safety plan with her.").presses("Enter")
        walk.asked("Why no higher level of care, or which one")
        walk.answers("No intent or plan; her sister stays with her.").asked("Who was consulted, or why nobody was")
        walk.answers("Called the supervisor at 3 PM, who agreed.").asked("By which day")
        walk.answers("+2").asked("With whom, and how")
        walk.answers("client, by phone").asked("By which day")
        walk.presses("Enter").sees(LAST_PAGE)
        walk.signs()
    note = office.body(NOTE)
    assert DETAIL in note
    assert "acute moderate, chronic low" in note
    assert "Level of care: No intent or plan; her sister stays with her." in note
    assert "TODO ask about the attic" in note
    assert "November 22, 2026" in note


def test_what_no_longer_applies_stays_in_the_draft_and_out_of_the_note(tmp_path):
    office = opened(tmp_path)
    draft = copy.deepcopy(ANSWERS)
    suicide = {
        "detail": DETAIL,
        "method": "none",
        "intent": "none",
        "plan": "none",
        "behavior": "none",
        "means": "none",
    }
    draft["safety"] |= {"suicidal_ideation": "passive", "suicide": suicide}
    draft["safety"]["risk"] |= {"changed": "First such thoughts since June."}
    office.has_draft(draft)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Risk factors")
        walk.presses("F3").sees("Your answers").types("suicidal ide").sees("Enter jumps").presses("Enter")
        walk.asked("Suicidal ideation")
        walk.sees("passive").types("d").sees(LAST_PAGE)
        walk.signs()
    for file in (NOTE, office.record_file()):
        kept = (office.practice / file).read_text(encoding="utf-8")
        assert DETAIL not in kept
        assert "First such thoughts" not in kept
    # Suicidal behavior is asked whatever is said of thoughts: its answer stays.
    denied = "denied suicidal ideation, suicidal behavior, self-harm and thoughts of harming others"
    assert denied in office.body(NOTE)


def test_an_attempt_is_answered_where_ideation_is_denied(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "safety.risk.acute")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("Acute risk")
        walk.presses("F3").sees("Your answers").types("suicidal beh").sees("Enter jumps").presses("Enter")
        walk.asked("Suicidal behavior").types("p").asked("What was done, and when")
        walk.answers("Took 12 tablets on Tuesday evening.").asked("Access to means")
        walk.answers("none").asked("Risk factors")
        walk.presses("Enter").asked("Acute risk")
        walk.sees("Columbia screener, by these answers: high (suicidal behavior in the past three months).")
        walk.types("h").asked("Chronic risk").presses("Enter").asked("What changed since last time")
        walk.answers("An overdose since last time.").asked("Why this level of risk")
        walk.answers("A recent attempt; told her sister within the hour.").asked("What was done about it")
        walk.answers("Wrote a safety plan with her.").presses("Enter")
        walk.asked("Why no higher level of care, or which one")
        walk.answers("Seen in the ER on Tuesday; her sister stays.").asked("Who was consulted, or why nobody was")
        walk.answers("Called the supervisor at 3 PM, who agreed.").asked("By which day")
        walk.answers("+2").asked("With whom, and how").answers("client, by phone").asked("By which day")
        walk.presses("Enter").sees(LAST_PAGE)
        walk.signs()
    note = office.body(NOTE)
    assert "reported suicidal behavior in the past three months. Took 12 tablets on Tuesday evening." in note
    assert "denied suicidal ideation, self-harm and thoughts of harming others." in note
