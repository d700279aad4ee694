"""Nobody presses a key for longer than the practice allows: the walk ends, nothing is lost, and the screen is empty."""

import pytest
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
QUESTION = "How the client took part"
WHOLE = ANSWERS["response"]["engagement"]
HALF = WHOLE[: WHOLE.index("alternative") + 6]
SECONDS = 3


def locking(here, minutes=SECONDS / 60, **env):
    office = opened(here, **env)
    config = office.practice / ".notewizard" / "config.toml"
    config.write_text(f"lock_after = {minutes}\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    office.has_draft(ANSWERS, "response.engagement")
    return office


def test_a_walk_that_is_left_alone_locks_itself_and_goes_on_in_mid_word(tmp_path):
    office = locking(tmp_path)
    with office.runs("resume") as s:
        Walk(s).asked(QUESTION).types(HALF).sees(HALF).stops(130)
        # Nothing of the note is left, on the screen or in what has scrolled by.
        assert s.screen().splitlines() == [
            f"Locked: no key was pressed for {SECONDS} seconds. Every answer is kept, and what you were typing.",
            f"Go on with: notewizard resume {office.drafts()[0].id}",
        ]
        assert b"\x1b[3J" in s.sent[s.sent.rindex(HALF[-6:].encode()) :]
    assert office.typed()[-1:] == [HALF]
    with office.runs("resume") as s:
        Walk(s).asked(QUESTION).sees(HALF).presses("Ctrl-S").stops(130)


def test_keys_keep_it_open_and_zero_never_locks(tmp_path):
    office = locking(tmp_path)
    with office.runs("resume") as s:
        walk = Walk(s).asked(QUESTION)
        for letter in "a slow typist":
            s.wait(SECONDS / 6)
            walk.types(letter)
        walk.sees("a slow typist").presses("Ctrl-S").stops(130)
        s.see("Stopped.")
    (tmp_path / "never").mkdir()
    office = locking(tmp_path / "never", 0)
    with office.runs("resume") as s:
        walk = Walk(s).asked(QUESTION)
        s.wait(SECONDS + 2)
        walk.types("here").sees("here").presses("Ctrl-S").stops(130)


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_plain_lines_lock_too_and_say_where_nothing_can_be_cleared(tmp_path, term):
    office = locking(tmp_path, ACCESSIBLE="1", TERM=term)
    with office.runs("resume") as s:
        s.see(QUESTION).type("Half a li").see("Half a li")
        assert s.ends() == 130
        said = " ".join(s.screen().split())
        assert f"Locked: no key was pressed for {SECONDS} seconds." in said
        assert ("This terminal cannot be cleared: close its window." in said) == (term == "dumb")
        assert (QUESTION in said) == (term == "dumb")
    assert office.typed()[-1:] == ["Half a li"]
