"""Warnings that stay: kept with a reason where they are shown or on the last screen, and never asked again."""

import json
import subprocess
import sys

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import NOW, STILL_CLOCK, opened
from sessions.stage import SOURCE

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
VAGUE = "Client is making progress."
REASON = "it held for the whole hour"


def kept_in(office):
    """Of each warning in the one record that is kept: the rule, and the reason."""
    record = json.loads((office.practice / office.record_file()).read_text(encoding="utf-8"))
    return [(each["rule"], each["reason"]) for each in record["kept"]]


def checked(office, *words):
    """What `check` says of the note, called in the practice folder."""
    line = [sys.executable, STILL_CLOCK, NOW, "check", NOTE, *words]
    env = {**office.environ(), "PYTHONPATH": str(SOURCE)}
    return subprocess.run(line, env=env, cwd=office.practice, capture_output=True, text=True, check=True).stdout


def test_a_warning_kept_with_a_reason_is_recorded_and_never_asked_again(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(VAGUE).sees("Enter keeps it.")
        walk.types(f" :keep {REASON}").presses("Enter").sees(LAST_PAGE).is_killed()
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE).types("q").sees("1 warning stays, with your reason.", "sign as")
        walk.does_not_see("say why these stay").types("r").sees("Your answers so far")
        walk.types("took part").presses("Enter").asked("How the client took part").sees(f"› {VAGUE}")
        walk.presses("F1").sees("You let it stand.").presses("F1", "Enter").signs()
    assert kept_in(office) == [("progress.no-evidence", REASON)]
    assert VAGUE in office.body(NOTE)
    assert REASON not in (office.practice / NOTE).read_text(encoding="utf-8")
    assert checked(office) == f"{NOTE}: nothing to say\n  1 warning was kept by the author.\n"
    (result,) = json.loads(checked(office, "--json"))["results"]
    assert (result["findings"], [each["reason"] for each in result["kept"]]) == ([], [REASON])


def test_enter_keeps_without_a_reason_and_the_last_screen_asks_who_wants_to_say_one(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(VAGUE).sees("Enter keeps it.").presses("Enter")
        walk.asked("What changed in the session").answers("Her mood has improved.").sees("Enter keeps it.")
        walk.presses("Enter").sees(LAST_PAGE).types("q").sees("warning: How the client took part: “making")
        walk.sees("warning: What changed in the session: ", "[progress.no-evidence]", "say why these stay").types("k")
        walk.sees("Why it stays", "“Client is making progress”", "1 of 2").types("it held for").sees("it held for")
        walk.presses("Shift-Tab").sees("say why these stay").types("k").sees("› it held for").is_killed()
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE).types("q").sees("say why these stay").types("k").sees("› it held for")
        walk.types(" the whole hour").presses("Enter").sees("“Her mood has improved”", "2 of 2").presses("Enter")
        walk.sees("1 warning stays, with your reason.", "say why these stay").types("s").sees("Kept: ").stops(0)
    assert kept_in(office) == [("progress.no-evidence", REASON), ("progress.no-evidence", "")]
    assert checked(office) == f"{NOTE}: nothing to say\n  2 warnings were kept by the author.\n"


def test_a_sentence_that_changed_is_a_new_one(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(f"{VAGUE} :keep {REASON}").sees("Enter keeps it.")
        walk.presses("Enter").sees(LAST_PAGE).types("q").sees("review and change").types("r")
        walk.sees("Your answers so far").types("took part").presses("Enter").asked("How the client took part")
        walk.presses("Ctrl-U").answers("Client is making progress in session.").sees("Enter keeps it.").presses("Enter")
        walk.sees(LAST_PAGE).types("q").sees("say why these stay").types("s").sees("Kept: ").stops(0)
    assert kept_in(office) == [("progress.no-evidence", "")]


def test_in_plain_lines_as_well(tmp_path):
    office = opened(tmp_path, ACCESSIBLE="1")
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        s.see("How the client took part").answer(VAGUE).press("Enter").see("Look again", ":keep and a reason")
        s.answer(f":keep {REASON}").see("End of the text.").press("Enter").see("1 warning stays, with your reason.")
        s.answer("s").see("Kept: ")
        walk.stops(0)
    assert kept_in(office) == [("progress.no-evidence", REASON)]


def test_f1_offers_the_scores_that_are_there(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.asked("How the client took part").answers(VAGUE).sees("Enter keeps it.")
        walk.presses("F1").sees("GAD-7 16 to 9 since October 23.", "“:keep REASON” behind your words")
        walk.presses("F1", "Ctrl-S").stops(130)


def test_a_broken_rule_pack_is_said_on_every_first_screen(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    rules = office.practice / ".notewizard" / "rules"
    rules.mkdir()
    (rules / "ours.toml").write_text('[pack]\nid = "ours"\nversion = "1"\nlevl = "info"\n', encoding="utf-8")
    said = (
        "A rule pack of the practice is left out. ours.toml:4, pack.levl: is not a key here",
        "notewizard rules test",
    )
    for words, ask in (
        ([], "Notes owed"),
        (["resume"], "How the client took part"),
        (["new", "c-1042"], "There is a note of Friday, November 20, 2026 already."),
    ):
        with office.runs(*words) as s:
            walk = Walk(s)
            if words[:1] == ["new"]:
                walk.asked("Date of the session").presses("Enter")
            walk.sees(ask, *said)
            assert s.screen().count("left out") == 1
            walk.presses("Ctrl-C").stops(130)
