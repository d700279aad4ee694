"""Keys set up with the drill, a process note typed, cut short, read back on another machine; one moved from a note."""

import json
import os
import re
import shutil
import signal

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import CONFIG, opened

from notewizard.records.keys import keep_keys, keys_of, new_keys
from notewizard.records.process_notes import ProcessNotes

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
TEXT = "I caught myself hurrying her past the silence; canary-7731."
SHARED = new_keys("2026-11-20")


def key_on(screen):
    """The recovery key as it stands on its page."""
    return " ".join(line.strip() for line in screen.split("\n") if re.fullmatch(r" {4}[A-Z0-9 -]+", line))


def in_plain_text(office, words=b"canary-7731"):
    """Every file below the office that holds these words."""
    files = [each for each in office.here.rglob("*") if each.is_file()]
    return [each.name for each in files if words in each.read_bytes()]


def history_of(office):
    """The entries of the practice's history."""
    files = sorted((office.practice / ".notewizard" / "history").glob("*.jsonl"))
    return [json.loads(line) for each in files for line in each.read_text().splitlines()]


def notes_of(office):
    return ProcessNotes(office.here / ".local" / "share" / "notewizard" / "process-notes")


def test_set_up_is_complete_once_the_recovery_key_was_typed_and_reads_on_another_machine(tmp_path):
    office = opened(tmp_path / "one")
    with office.runs("process", "setup") as s:
        walk = Walk(s).sees("A passphrase for reading?").types("n")
        walk.sees("Recovery key of your process notes", "On the next page it is asked for.")
        key = key_on(s.screen())
        walk.presses("Enter").asked("Type or paste the recovery key").does_not_see("AGE-SECRET-KEY")
        assert keys_of(office.state) is None
        wrong = key[:-1] + ("Q" if key[-1] != "Q" else "P")
        s.paste(wrong)
        walk.presses("Enter").sees("Group 15 of 15 is not as it was shown.").presses("Shift-Tab")
        walk.sees("Recovery key of your process notes").presses("Enter").asked("Type or paste the recovery key")
        walk.types(key.lower()).presses("Enter").sees("Set-up is complete.", "without a passphrase").stops(0)
        assert key[17:] not in s.screen()
    assert not in_plain_text(office, key.replace(" ", "")[16:].encode())
    assert [each["action"] for each in history_of(office)] == ["keys"]
    with office.runs("process", "new", "c-1042") as s:
        walk = Walk(s).asked("Process note of c-1042")
        walk.answers(TEXT).sees("Kept apart, encrypted: process note 1.").stops(0)
        assert "canary" not in s.screen()
    assert in_plain_text(office) == []
    assert len(history_of(office)) == 1

    other = opened(tmp_path / "two")
    shutil.copytree(notes_of(office).root, notes_of(other).root)
    with other.runs("process", "show", "1") as s:
        Walk(s).sees("No keys are set up on this computer").stops(1)
    with other.runs("process", "show", "1", "--key", "-") as s:
        s.see("it is not shown")
        s.type(key).press("Enter")
        walk = Walk(s).sees("Process note 1 of c-1042", TEXT).presses("Enter").stops(0)
        assert "canary" not in s.screen()
    written = other.here / "recovery.txt"
    written.write_text(f"{key}\n")
    with other.runs("process", "--key", str(written)) as s:
        Walk(s).sees("1 2026-11-20 15:05 c-1042").stops(0)


def test_a_set_up_that_is_stopped_at_any_question_leaves_no_keys(tmp_path):
    office = opened(tmp_path)
    stick = tmp_path / "stick" / "recovery.txt"
    stick.parent.mkdir()
    for until in range(3):
        with office.runs("process", "setup", "--recovery-to", str(stick)) as s:
            walk = Walk(s).sees("A passphrase for reading?")
            if until:
                walk.types("n").sees("Recovery key of your process notes", str(stick))
            if until > 1:
                walk.presses("Enter").asked("Type or paste the recovery key")
            walk.presses("Ctrl-C").sees("Nothing is set up, and nothing is encrypted.").stops(130)
        assert keys_of(office.state) is None
        assert not stick.exists()
    with office.runs("process", "setup", "--recovery-to", str(stick)) as s:
        walk = Walk(s).sees("A passphrase for reading?").types("n").sees("On the next page").presses("Enter")
        walk.asked("Type or paste the recovery key").is_killed()
    assert keys_of(office.state) is None
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).sees("No keys are set up", "notewizard process setup").stops(1)


def test_a_passphrase_is_asked_for_in_reading_and_never_in_writing(tmp_path):
    office = opened(tmp_path)
    stick = tmp_path / "stick" / "recovery.txt"
    stick.parent.mkdir()
    with office.runs("process", "setup", "--recovery-to", str(stick)) as s:
        walk = Walk(s).sees("A passphrase for reading?").types("y").sees("New passphrase (it is not shown)")
        walk.types("short").presses("Enter").sees("At least 8 characters")
        s.see("New passphrase (it is not shown)").type("a long phrase").press("Enter")
        s.see("The same again").type("another phrase").press("Enter")
        s.see("not the same").answer("a long phrase").answer("a long phrase")
        walk.sees("On the next page it is asked for.").presses("Enter").asked("Type or paste the recovery key")
        s.paste(stick.read_text().split("\n")[1])
        walk.presses("Enter").sees("guarded by your passphrase", "on the same disk").stops(0)
        assert "a long phrase" not in s.sent.decode("utf-8", "replace")
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).asked("Process note of c-1042").answers(TEXT).sees("Kept apart, encrypted").stops(0)
    with office.runs("process", "show", "1") as s:
        for _ in range(3):
            s.see("Passphrase (it is not shown)").answer("not the phrase")
        Walk(s).sees("This passphrase does not open the key.", "Forgotten?", "--key -").stops(1)
    with office.runs("process", "show", "1") as s:
        s.see("Passphrase (it is not shown)").type("a long phrase").press("Enter")
        Walk(s).sees(TEXT).presses("Enter").stops(0)


def test_what_is_typed_survives_a_closed_window_and_a_kill_without_plain_text(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, SHARED.keys)
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).asked("Process note of c-1042").types(TEXT).sees(TEXT).closes_the_window()
        s.ends()
    assert in_plain_text(office) == []
    with office.runs("process", "new", "c-1042") as s:
        walk = Walk(s).sees("Go on with it?").types("y").asked("Process note of c-1042").sees(TEXT)
        walk.types(" And on.").presses("Ctrl-S").sees("What you typed is kept, encrypted.").stops(130)
    with office.runs("process", "new", "c-1042") as s:
        walk = Walk(s).sees("Go on with it?").types("y").sees(f"{TEXT} And on.")
        walk.types(" More.").presses("F4").sees("No editor here").presses("Enter").sees("Kept apart, encrypted").stops(
            0
        )
    (held,) = notes_of(office).held()
    assert notes_of(office).open(held, SHARED.keys.opening()).text == f"{TEXT} And on. More."
    assert in_plain_text(office) == []
    assert not list((office.state.root / "process" / "drafts").glob("*.draft"))


def test_nothing_typed_leaves_nothing(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, SHARED.keys)
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).asked("Process note of c-1042").presses("Ctrl-C").sees("Nothing was typed").stops(130)
    with office.runs("process") as s:
        Walk(s).sees("There are no process notes").does_not_see("not finished").stops(0)


def test_what_the_law_excludes_is_said_once_and_kept_with_a_second_enter(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, SHARED.keys)
    with office.runs("process", "new", "c-1042", "--accessible") as s:
        s.see("an empty line ends").answer("I dreaded the hour. PHQ-9 was 14.").press("Enter")
        s.see("results of tests belong in the progress note", "Move it to the progress note").press("Enter", "Enter")
        Walk(s).sees("Kept apart, encrypted: process note 1.").stops(0)


def test_a_sentence_of_a_note_is_moved_with_one_key(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, SHARED.keys)
    office.has_draft(ANSWERS, "response.engagement")
    own = "Named two of the three thoughts herself."
    with office.runs("resume", "--coach") as s:
        walk = Walk(s).asked("How the client took part")
        walk.answers(f"{own} I felt irritated when she was late. Came on time.").sees("F6 moves it to your process")
        walk.presses("F6").sees("Kept apart, encrypted: process note 1.", "45 CFR 164.501")
        walk.asked("How the client took part").sees(f"{own} Came on time.").presses("Enter")
        walk.signs()
    body = office.body("c-1042/2026-11-20 progress note.md")
    assert f"{own} Came on time." in body
    assert "irritated" not in body
    (held,) = notes_of(office).held()
    note = notes_of(office).open(held, SHARED.keys.opening())
    assert (note.text, note.client, note.session) == ("I felt irritated when she was late.", "c-1042", "2026-11-20")
    assert in_plain_text(office, b"irritated") == []


def test_without_keys_nothing_is_moved_and_it_is_said(tmp_path):
    office = opened(tmp_path)
    office.has_draft(ANSWERS, "response.engagement")
    with office.runs("resume") as s:
        walk = Walk(s).asked("How the client took part")
        walk.answers("I felt irritated when she was late.").sees("Enter keeps it.").does_not_see("F6 moves")
        walk.presses("F6").sees("there are no keys: notewizard process setup")
        walk.types(" :apart").presses("Enter").sees("Nothing was moved: no keys are set up")
        walk.asked("How the client took part").sees("I felt irritated").presses("Ctrl-C").stops(130)


def test_a_root_that_is_away_lets_the_note_wait_encrypted(tmp_path):
    office = opened(tmp_path, NOTEWIZARD_PROCESS=str(tmp_path / "stick" / "notes"))
    keep_keys(office.state, SHARED.keys)
    (tmp_path / "stick").write_text("no folder")
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).asked("Process note of c-1042").answers(TEXT).sees("waits on this computer, encrypted").stops(4)
    assert in_plain_text(office) == []
    (tmp_path / "stick").unlink()
    with office.runs("process") as s:
        Walk(s).sees("Brought: process note 1 for c-1042, encrypted.", "notes/1-").stops(0)
    assert len(ProcessNotes(tmp_path / "stick" / "notes").held()) == 1


def test_the_root_that_the_practice_names_is_refused_inside_of_it(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, SHARED.keys)
    config = office.practice / ".notewizard" / "config.toml"
    config.write_text(f'process_root = "{office.practice}/private"\n{CONFIG}')
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).sees("kept outside of the practice folder").stops(1)
    config.write_text(f'process_root = "~/vault"\n{CONFIG}')
    with office.runs("process", "new", "c-1042") as s:
        Walk(s).asked("Process note of c-1042").answers(TEXT).sees("Kept apart, encrypted").stops(0)
    assert len(ProcessNotes(tmp_path / "vault").held()) == 1


def test_a_terminated_passphrase_prompt_leaves_the_terminal_as_it_was(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, SHARED.keys)
    os.makedirs(notes_of(office).root)
    (notes_of(office).root / "1-0123456789abcdef.age").write_bytes(SHARED.keys.close(b"x"))
    with office.runs("process", "show", "1", "--key", "-") as s:
        s.see("it is not shown").kill(signal.SIGTERM)
        Walk(s).stops(130)


def test_drafts_are_closed_once_there_are_keys_and_go_on_with_the_passphrase(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, new_keys("2026-11-20", "a long phrase").keys)
    office.has_draft(ANSWERS, "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s).asked("How the client took part")
        walk.answers("Named two thoughts; canary-7731.").asked("What changed in the session")
        walk.types("Sat down, canary-77").sees("Sat down, canary-77").closes_the_window()
        s.ends()
    assert in_plain_text(office, b"canary") == []
    with office.runs("drafts") as s:
        Walk(s).sees("c-1042", "soap").does_not_see("passphrase").stops(0)
    (draft,) = office.drafts()
    with office.runs("drafts", "show", draft.id) as s:
        s.see("Passphrase (it is not shown)").answer("a long phrase")
        Walk(s).sees("response.engagement: Named two thoughts; canary-7731.", "being typed").stops(0)
    with office.runs("resume") as s:
        s.see("Passphrase (it is not shown)").answer("another").see("This passphrase does not open the key.")
        s.answer("a long phrase")
        walk = Walk(s).asked("What changed in the session").sees("Sat down, canary-77")
        walk.types("31 in hand.").presses("Enter").signs()
    assert "Sat down, canary-7731 in hand." in office.body("c-1042/2026-11-20 progress note.md")


def test_a_new_note_with_a_guarded_key_asks_for_no_password(tmp_path):
    office = opened(tmp_path)
    keep_keys(office.state, new_keys("2026-11-20", "a long phrase").keys)
    with office.runs("new", "c-1042") as s:
        walk = Walk(s).asked("Date of the session").presses("Enter").asked("Kind of session")
        walk.presses("Ctrl-S").sees("Stopped. Every answer is kept").does_not_see("assphrase").stops(130)
    shutil.move(office.state.keys / "keys.txt", tmp_path / "elsewhere.txt")
    with office.runs("due") as s:
        Walk(s).sees("c-1042", "begun").stops(0)
