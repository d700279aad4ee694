"""Keys that change while notes are closed to them: what was closed before opens afterwards, and one file holds them."""

import functools
import os
import stat

import pytest

from notewizard.errors import NotKept, Refused
from notewizard.records import key_change
from notewizard.records import keys as keys_module
from notewizard.records.key_change import change_passphrase, clear_unfinished, take_over
from notewizard.records.keys import Opening, keep_keys, keys_of, new_keys, opening_of
from notewizard.records.lock import take_lock
from notewizard.records.old_keys import bring_old, keep_old, old_files, reaching
from notewizard.records.state import State

PHRASE, OTHER_PHRASE = "correct horse é", "another one, longer"
MADE = new_keys("2026-11-20")
GUARDED = MADE.keys.guarded_by(PHRASE, MADE.keys.opening())
FRESH = new_keys("2026-11-29")
CLOSED = MADE.keys.close(b"from before")


@pytest.fixture(autouse=True)
def _opened_once(monkeypatch):
    """A passphrase takes a second on purpose; the same block is opened once."""
    monkeypatch.setattr(keys_module, "_without_passphrase", functools.cache(keys_module._without_passphrase))


@pytest.fixture
def state(tmp_path):
    return State(tmp_path / "state")


def in_folder(state):
    return sorted(path.name for path in state.keys.iterdir() if path.suffix != ".lock")


def test_a_passphrase_is_set_changed_and_taken_away_before_the_same_keys(state):
    path = keep_keys(state, MADE.keys)
    change_passphrase(state, keys_of(state), MADE.keys.opening(), PHRASE)
    keys = keys_of(state)
    assert keys.guarded
    assert MADE.keys.secret.encode() not in path.read_bytes()
    assert keys.opening(PHRASE).open(CLOSED) == b"from before"
    change_passphrase(state, keys, keys.opening(PHRASE), OTHER_PHRASE)
    keys = keys_of(state)
    with pytest.raises(Refused, match="passphrase does not open"):
        keys.opening(PHRASE)
    change_passphrase(state, keys, keys.opening(OTHER_PHRASE), "")
    assert keys_of(state) == MADE.keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert in_folder(state) == ["keys.txt"]


def test_keys_that_another_window_changed_meanwhile_are_left_alone(state):
    keep_keys(state, MADE.keys)
    before = keys_of(state)
    (state.keys / "keys.txt").write_bytes(GUARDED.to_bytes())
    with pytest.raises(Refused, match="changed by another window") as refused:
        change_passphrase(state, before, MADE.keys.opening(), "")
    assert refused.value.not_done == "Your keys are as they were."
    lock = take_lock(state.keys / "keys.lock", "The key file")
    with pytest.raises(NotKept, match="open in another window"):
        change_passphrase(state, GUARDED, MADE.keys.opening(), "")
    lock.release()
    assert keys_of(state) == GUARDED


def test_what_would_not_open_what_it_should_is_not_put_in_place(state, monkeypatch):
    keep_keys(state, MADE.keys)
    monkeypatch.setattr(Opening, "open", lambda *arguments: b"something else")
    with pytest.raises(NotKept, match="do not open what they should"):
        change_passphrase(state, MADE.keys, MADE.keys.opening(), PHRASE)
    assert keys_of(state) == MADE.keys
    assert in_folder(state) == ["keys.txt"]


def test_a_key_that_is_not_the_clinicians_is_never_put_behind_a_passphrase(state):
    keep_keys(state, MADE.keys)
    with pytest.raises(NotKept, match="does not fit together"):
        change_passphrase(state, MADE.keys, opening_of(MADE.recovery_secret), "")
    assert keys_of(state) == MADE.keys
    assert in_folder(state) == ["keys.txt"]


def test_what_a_killed_change_left_is_cleared_and_one_that_goes_on_is_not(state):
    clear_unfinished(state)
    assert not state.root.exists()
    keep_keys(state, GUARDED)
    left = state.keys / key_change._STAGED
    left.write_bytes(MADE.keys.to_bytes())
    lock = take_lock(state.keys / "keys.lock", "The key file")
    clear_unfinished(state)
    assert left.exists()
    lock.release()
    clear_unfinished(state)
    assert in_folder(state) == ["keys.txt"]


def test_new_keys_open_what_was_closed_to_those_before_them_also_twice(state):
    keep_keys(state, MADE.keys)
    take_over(state, MADE.keys, FRESH, MADE.keys.opening())
    assert keys_of(state) == FRESH.keys
    third = new_keys("2026-11-30")
    between = FRESH.keys.close(b"between")
    take_over(state, FRESH.keys, third, reaching(FRESH.keys.opening(), state.keys))
    for secret in (third.keys.secret, third.recovery_secret):
        alone = opening_of(secret)
        with pytest.raises(NotKept):
            alone.open(CLOSED)
        reached = reaching(alone, state.keys)
        assert [reached.open(each) for each in (CLOSED, between)] == [b"from before", b"between"]
        assert reached.public == alone.public
    every = b"".join(path.read_bytes() for path in state.keys.iterdir())
    for secret in (MADE.keys.secret, MADE.recovery_secret, FRESH.keys.secret, third.recovery_secret):
        assert secret.encode() not in every
    assert [stat.S_IMODE(path.stat().st_mode) for path in old_files(state.keys)] == [0o600, 0o600]


def test_plain_age_gets_from_a_new_key_to_an_earlier_one(state):
    import pyrage

    keep_keys(state, MADE.keys)
    take_over(state, MADE.keys, FRESH, MADE.keys.opening())
    (old,) = old_files(state.keys)
    said = pyrage.decrypt(old.read_bytes(), [pyrage.x25519.Identity.from_str(FRESH.recovery_secret)]).decode()
    (line,) = [each for each in said.splitlines() if not each.startswith("#")]
    assert pyrage.decrypt(CLOSED, [pyrage.x25519.Identity.from_str(line)]) == b"from before"


def test_a_forgotten_passphrase_is_not_the_end_and_the_file_from_before_stays(state):
    keep_keys(state, GUARDED)
    take_over(state, GUARDED, FRESH, opening_of(MADE.recovery_secret))
    assert reaching(keys_of(state).opening(), state.keys).open(CLOSED) == b"from before"
    (former,) = state.keys.glob("old-*.txt")
    assert former.read_bytes() == GUARDED.to_bytes()
    assert opening_of(former.read_text(), PHRASE).open(CLOSED) == b"from before"


def test_new_keys_that_would_not_open_what_was_closed_before_are_refused(state):
    keep_keys(state, MADE.keys)
    with pytest.raises(NotKept, match="this key does not open it"):
        take_over(state, MADE.keys, FRESH, new_keys("2026-11-01").keys.opening())
    assert keys_of(state) == MADE.keys


def test_keys_from_before_are_brought_once_and_a_damaged_one_costs_itself_alone(state, tmp_path):
    beside, own = tmp_path / "notes", FRESH.keys.opening()
    beside.mkdir()
    state.ready(state.keys)
    first = keep_old(state.keys, FRESH.keys, MADE.keys.opening())
    second = keep_old(state.keys, FRESH.keys, new_keys("2026-11-01").keys.opening())
    (beside / second.name).write_bytes(b"")  # claimed by a step that was killed
    assert bring_old(state.keys, beside) == 2
    assert bring_old(state.keys, beside) == 0
    assert [path.read_bytes() for path in old_files(beside)] == [path.read_bytes() for path in old_files(state.keys)]
    second.write_bytes(second.read_bytes()[:-1])
    (state.keys / "old-0123456789abcdef.age").write_bytes(FRESH.keys.close(b"no key at all"))
    assert reaching(own, state.keys).open(CLOSED) == b"from before"
    os.unlink(first)
    assert reaching(own, state.keys).publics == own.publics
    assert reaching(own, beside, tmp_path / "none").open(CLOSED) == b"from before"


@pytest.mark.parametrize("put", [os.mkdir, lambda path: os.symlink("nowhere", path)])
def test_a_key_from_before_that_cannot_be_read_hides_no_later_one(state, tmp_path, put):
    beside = tmp_path / "notes"
    beside.mkdir()
    state.ready(state.keys)
    unreadable = state.keys / "old-0000000000000000.age"
    put(unreadable)
    later = keep_old(state.keys, FRESH.keys, MADE.keys.opening())
    assert reaching(FRESH.keys.opening(), state.keys).open(CLOSED) == b"from before"
    with pytest.raises(NotKept) as said:
        bring_old(state.keys, beside)
    assert said.value.where == str(unreadable)
    assert [path.name for path in old_files(beside)] == [later.name]


def test_a_passphrase_that_is_no_text_is_refused_and_not_a_crash(state):
    with pytest.raises(Refused, match="no character"):
        new_keys("2026-11-20", "long enough \udcff")
    with pytest.raises(Refused, match="no character"):
        GUARDED.opening("long enough \udcff")
