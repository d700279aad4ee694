"""Keys that change: a passphrase set and taken away; new keys with the drill; the recovery key in their place."""

import shutil

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened
from sessions.test_process_notes import SHARED, TEXT, history_of, in_plain_text, key_on, notes_of

from notewizard.commands.apart.bringing import keep_apart
from notewizard.commands.desk import Desk
from notewizard.commands.world import World
from notewizard.records.keys import Opening, keep_keys, keys_of
from notewizard.records.process_notes import new_note

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")


def with_a_note(office):
    """One process note, closed to the keys that all these tests begin with."""
    keep_keys(office.state, SHARED.keys)
    desk = Desk(World(environ=office.environ(), folder=office.practice))
    keep_apart(desk, SHARED.keys, notes_of(office), new_note("c-1042", "2026-11-20T15:05:00-05:00", "Dana", TEXT))


def test_a_passphrase_is_set_tried_early_and_taken_away(tmp_path):
    office = opened(tmp_path)
    with_a_note(office)
    with office.runs("process", "passphrase") as s:
        walk = Walk(s).sees("Your key is without a passphrase.", "What shall be done?").types("s")
        s.see("New passphrase (it is not shown)").answer("a long phrase").see("The same again").answer("a long phrase")
        walk.sees("The passphrase is set, and your key opened with it.", "make a new backup").stops(0)
        assert "a long phrase" not in s.sent.decode("utf-8", "replace")
    assert keys_of(office.state).guarded
    with office.runs("process", "show", "1") as s:
        s.see("Passphrase (it is not shown)").answer("not the phrase").answer(
            "a long phrase"
        )  # before it is asked again
        walk = Walk(s).sees("Process note 1 of c-1042", TEXT).presses("Enter").stops(0)
        assert "a long phrase" not in s.sent.decode("utf-8", "replace")
    with office.runs("process", "passphrase") as s:
        s.see("Passphrase (it is not shown)").answer("a long phrase")
        walk = Walk(s).sees("guarded by a passphrase", "What shall be done?").types("a")
        s.see("New passphrase (it is not shown)").press("Ctrl-C")
        walk.sees("Stopped. Your keys are as they were.").stops(130)
    with office.runs("process", "passphrase") as s:
        s.see("Passphrase (it is not shown)").answer("a long phrase")
        Walk(s).sees("What shall be done?").types("n").sees("The passphrase is taken away.", "the only lock").stops(0)
    assert keys_of(office.state) == SHARED.keys
    assert [each["action"] for each in history_of(office)] == ["keys", "keys"]


def test_a_lost_paper_means_new_keys_with_the_drill_and_the_new_one_reads_everything(tmp_path):
    office = opened(tmp_path / "one")
    with_a_note(office)
    with office.runs("process", "renew") as s:
        walk = Walk(s).sees("New keys take over", "A passphrase for reading?").types("n")
        walk.sees("Recovery key of your process notes").presses("Enter").asked("Type or paste the recovery key")
        walk.presses("Ctrl-C").sees("Stopped. Your keys are as they were.").stops(130)
    assert keys_of(office.state) == SHARED.keys
    with office.runs("process", "renew") as s:
        walk = Walk(s).sees("A passphrase for reading?").types("n").sees("On the next page it is asked for.")
        key = key_on(s.screen())
        walk.presses("Enter").asked("Type or paste the recovery key")
        s.paste(SHARED.recovery_secret)
        walk.presses("Enter").sees("That is a key, but not this one.").presses("Shift-Tab").sees("On the next page")
        walk.presses("Enter").asked("Type or paste the recovery key").types(key).presses("Enter")
        walk.sees("The new keys have taken over.", "Both new keys open what was written before").stops(0)
    assert keys_of(office.state).clinician != SHARED.keys.clinician
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).asked("Process note of c-1042").answers("Calmer today.").sees("process note 2.").stops(0)
    with office.runs("process") as s:
        Walk(s).sees("1 2026-11-20 15:05 c-1042", "2 2026-11-20 15:05 c-1042").does_not_see("cannot").stops(0)
    other = opened(tmp_path / "two")
    stick = tmp_path / "stick"
    stick.mkdir()
    with office.runs("process", "copy-to", str(stick)) as s:
        Walk(s).sees("Copied: 2 process notes.").stops(0)
    shutil.copytree(stick, notes_of(other).root)
    (other.here / "recovery.txt").write_text(f"{key}\n")
    with other.runs("process", "show", "1", "--key", str(other.here / "recovery.txt")) as s:
        Walk(s).sees(TEXT).presses("Enter").stops(0)
    held = notes_of(other).named("2")
    assert notes_of(other).open(held, Opening("".join(key.split()))).text == "Calmer today."


def test_a_draft_goes_on_with_the_recovery_key_once_the_keys_are_lost(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, SHARED.keys)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s).asked("How the client took part")
        walk.answers("Named two thoughts; canary-7731.").asked("What changed in the session").presses("Ctrl-S").stops(
            130
        )
    (office.state.keys / "keys.txt").unlink()
    with office.runs("resume") as s:
        Walk(s).sees("its keys cannot be used on this computer", "--key -").stops(1)
    with office.runs("resume", "--key", "-") as s:
        s.see("it is not shown").answer(SHARED.recovery_secret[:-1]).see("This is not a whole key.")
        s.answer(SHARED.recovery_secret.lower())
        walk = Walk(s).asked("What changed in the session")
        walk.types("Sat down, canary-77").presses("Ctrl-S").stops(130)
    assert in_plain_text(office, b"canary") == []
    with office.runs("resume", "--key", "-") as s:
        s.see("it is not shown").answer(SHARED.recovery_secret)
        walk = Walk(s).asked("What changed in the session").sees("Sat down, canary-77")
        walk.types("31 in hand.").presses("Enter").signs()
    body = office.body("c-1042/2026-11-20 progress note.md")
    assert "Named two thoughts; canary-7731." in body
    assert "Sat down, canary-7731 in hand." in body
