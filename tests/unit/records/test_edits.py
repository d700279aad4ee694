"""What is edited or written outside of the program is in the history, once, without a word of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from faults.stories import Home

from notewizard.errors import NotKept
from notewizard.records.clients import Client
from notewizard.records.history.edits import tell_edits
from notewizard.records.history.entry import Event, entry_in, line_of, place_of
from notewizard.records.history.reading import read_history
from notewizard.records.history.writing import History
from notewizard.records.lock import take_lock
from notewizard.records.state import State

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=ZoneInfo("America/New_York"))
CLIENTS = "clients.toml edited outside"
CONFIG = "config.toml edited outside"


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    return home


def notice(home, state=None, minute=0):
    """What a run of the program notices."""
    tell_edits(History(home.practice, state or home.state), lambda: NOW.replace(minute=minute), "America/New_York")


def told(home):
    return [each.event.why for each in read_history(home.practice).entries]


def edit(home, more, name="clients.toml"):
    path = home.practice.dot / name
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def test_what_the_program_wrote_is_no_edit(home):
    notice(home)
    home.practice.clients.add(Client("c-2", "Birchwater"))
    notice(home)
    assert told(home) == []


def test_an_edit_is_told_once_and_the_next_one_again(home):
    edit(home, "# moved to Elm Street\n")
    for minute in range(3):
        notice(home, minute=minute)
    assert told(home) == [CLIENTS]
    edit(home, "# and back\n")
    edit(home, "# nothing\n", "config.toml")
    notice(home, minute=4)
    notice(home, minute=5)
    assert sorted(told(home)[1:]) == [CLIENTS, CONFIG]


def test_the_entry_names_the_file_and_nobody_and_holds_no_word_of_it(home):
    edit(home, '[[client]]\nid = "c-9"\nname = "Canary Quillfeather"\n')
    notice(home)
    (entry,) = read_history(home.practice).entries
    event = entry.event
    assert (event.action, event.actor, event.why) == ("configure", "", CLIENTS)
    assert (event.utc, event.offset, event.zone) == ("2026-11-20T22:00:00+00:00", "-05:00", "America/New_York")
    assert event.place == place_of(".notewizard/clients.toml")
    (file,) = home.practice.history.iterdir()
    assert b"Quillfeather" not in file.read_bytes()


def test_an_entry_without_an_actor_is_read():
    line, digest = line_of("0123456789ab", 1, (), Event(action="view", actor="", utc="2026-11-20T17:00:00+00:00"))
    entry = entry_in(line.removesuffix(b"\n"))
    assert (entry.hash, entry.event.actor) == (digest, "")


def test_an_edit_that_was_taken_back_by_hand_is_an_edit(home):
    path = home.practice.dot / "clients.toml"
    before = path.read_bytes()
    edit(home, "# a slip\n")
    notice(home, minute=1)
    path.write_bytes(before)
    notice(home, minute=2)
    notice(home, minute=3)
    assert told(home) == [CLIENTS, CLIENTS]
    edit(home, "# a slip\n")
    notice(home, minute=4)
    assert told(home) == [CLIENTS] * 3


def test_a_change_of_the_program_after_a_known_edit_is_none(home):
    edit(home, "# by hand\n")
    notice(home)
    home.practice.clients.add(Client("c-2", "Birchwater"))  # which keeps the edit as a version of its own
    notice(home)
    assert told(home) == [CLIENTS]


def test_another_computer_does_not_tell_it_again(home, tmp_path):
    other = State(tmp_path / "another state")
    edit(home, "# by hand\n")
    notice(home, minute=1)
    notice(home, other, minute=2)
    assert told(home) == [CLIENTS]
    edit(home, "# more\n")
    notice(home, other, minute=3)
    notice(home, minute=4)
    assert told(home) == [CLIENTS] * 2
    assert read_history(home.practice, home.state).troubles == ()


def test_after_a_kill_behind_the_entry_it_is_not_told_twice(home, monkeypatch):
    edit(home, "# by hand\n")
    with monkeypatch.context() as killed:
        killed.setattr("notewizard.records.history.mirror.Mirror.note_seen", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            notice(home)
    notice(home)
    assert told(home) == [CLIENTS]


def test_what_this_computer_remembers_may_be_lost_or_torn(home):
    edit(home, "# by hand\n")
    notice(home)
    (seen,) = home.state.history.glob("*/seen")
    for left in (b"", b"\0\0\0\0", b"config.toml\n"):
        seen.write_bytes(left)
        notice(home)
    seen.unlink()
    notice(home)
    assert told(home) == [CLIENTS]


def test_a_practice_from_before_is_told_of_what_was_edited_alone(home):
    """Its history has entries and none about these files; nothing is remembered on this computer."""
    history = History(home.practice, home.state)
    history.append(Event(action="configure", actor="Ann Bell, LPC", utc="2026-11-20T17:00:00+00:00", why="set up"))
    notice(home)
    assert told(home) == ["set up"]
    edit(home, "# by hand\n")
    notice(home)
    assert told(home) == ["set up", CLIENTS]


def test_a_file_that_cannot_be_read_as_toml_is_an_edit_like_any_other(home):
    edit(home, "[[[", "config.toml")
    notice(home)
    notice(home)
    assert told(home) == [CONFIG]


def test_two_programs_at_once_tell_it_once(home):
    edit(home, "# by hand\n")
    home.state.ready(home.state.history)
    first = take_lock(home.state.history / "edits.lock", "The history")
    with pytest.raises(NotKept):
        notice(home)
    assert told(home) == []
    first.release()
    notice(home)
    assert told(home) == [CLIENTS]


def test_without_a_version_of_the_program_nothing_is_an_edit(home):
    """As on another computer, while the sync client has brought the file and not yet what the program kept of it."""
    kept = home.practice.dot / "versions"
    kept.rename(home.root / "versions")
    edit(home, "# by hand\n")
    notice(home)
    assert told(home) == []
    (home.root / "versions").rename(kept)
    notice(home)
    assert told(home) == [CLIENTS]


def test_a_history_that_cannot_be_read_is_a_refusal_and_no_bug(home):
    home.practice.history.mkdir()
    (home.practice.history / "0123456789ab.1.jsonl").mkdir()
    edit(home, "# by hand\n")
    with pytest.raises(NotKept) as refused:
        notice(home)
    assert refused.value.what.startswith("The history cannot be read")


def test_a_list_of_clients_that_the_program_never_wrote_is_an_edit(home):
    """A practice that was set up in an empty folder: its clients are typed into the file."""
    for path in home.practice.dot.glob("versions/clients.*"):
        path.unlink()
    notice(home)
    notice(home)
    assert told(home) == [CLIENTS]


PLAN, FACTS = "treatment plan found", "standing facts found"


def begun(home):
    """This machine writes a history here, and has looked at the folders once."""
    History(home.practice, home.state).append(Event("verify", "Ann Bell, LPC", "2026-11-20T17:00:00+00:00"))
    notice(home)


def by_hand(home, number, kind="plans", client="c-1", text="schema = 1\n"):
    path = home.practice.dot / kind / client / f"{number}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_or_facts_written_by_hand_are_told_once_with_their_hash_and_nobody(home):
    begun(home)
    path = by_hand(home, 1, text="# Canary Quillfeather\n")
    by_hand(home, 4, "facts", "c-2")
    for minute in range(3):
        notice(home, minute=minute)
    assert told(home) == ["", PLAN, FACTS]
    event = read_history(home.practice).entries[1].event
    assert (event.action, event.actor, event.note) == ("create", "", "")
    assert (event.place, event.sha256) == (place_of(".notewizard/plans/c-1/1.toml"), digest(path))
    by_hand(home, 2)
    notice(home)
    assert told(home) == ["", PLAN, FACTS, PLAN]


def digest(path):
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()


def test_of_a_practice_from_before_nothing_is_told_that_stood_there(home):
    for client in range(50):
        by_hand(home, 3, client=f"c-{client}")
    begun(home)
    notice(home)
    assert told(home) == [""]
    mirror = History(home.practice, home.state).mirror
    rows = dict.fromkeys(("config.toml", "clients.toml"))  # as it was kept before versions were looked at
    mirror.note_seen({name: digest(home.practice.dot / name) for name in rows})
    by_hand(home, 4, client="c-7")
    notice(home)
    assert told(home) == [""]
    by_hand(home, 5, client="c-7")
    notice(home)
    assert told(home) == ["", PLAN]


def test_a_version_that_has_an_entry_is_not_told_and_of_several_new_ones_the_newest(home):
    begun(home)
    by_hand(home, 1)
    place = place_of(".notewizard/plans/c-1/1.toml")
    event = Event("create", "Ann Bell, LPC", "2026-11-20T17:00:00+00:00", place=place, why="treatment plan")
    History(home.practice, home.state).append(event)
    for number in range(1, 6):
        by_hand(home, number, "facts")
    notice(home)
    assert told(home) == ["", "treatment plan", FACTS]


def test_a_name_that_was_claimed_is_told_once_something_stands_in_it(home):
    begun(home)
    path = by_hand(home, 1, text="")
    notice(home)
    assert told(home) == [""]
    path.write_text("schema = 1\n", encoding="utf-8")
    notice(home)
    assert told(home) == ["", PLAN]


def test_what_is_away_for_a_while_or_put_back_is_not_told_again(home):
    by_hand(home, 3)
    begun(home)
    away = home.practice.dot.with_name("away")
    (home.practice.dot / "plans").rename(away)
    notice(home)
    away.rename(home.practice.dot / "plans")
    notice(home)
    assert told(home) == [""]


def test_what_is_no_folder_of_a_client_and_what_is_noted_wrongly_stop_nothing(home):
    begun(home)
    (home.practice.dot / "plans").mkdir()
    (home.practice.dot / "plans" / "notes.txt").write_text("x")
    (home.practice.dot / "plans" / "not an id").mkdir()
    mirror = History(home.practice, home.state).mirror
    mirror.note_seen({**mirror.seen(), "plans/c-1": "many"})
    by_hand(home, 1)
    notice(home)
    assert told(home) == ["", PLAN]


def test_a_version_that_cannot_be_read_keeps_no_other_from_being_told_and_is_told_once_it_can_be(home):
    begun(home)
    bad = home.practice.dot / "plans" / "a-bad" / "1.toml"
    bad.mkdir(parents=True)
    by_hand(home, 1)
    by_hand(home, 1, "facts")
    for minute in range(2):
        notice(home, minute=minute)
    assert told(home) == ["", PLAN, FACTS]
    bad.rmdir()
    by_hand(home, 1, client="a-bad")
    notice(home)
    assert told(home) == ["", PLAN, FACTS, PLAN]
