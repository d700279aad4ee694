"""Keys that change on a disk that fails at every call in turn: there are always keys, and they open what was closed."""

import functools
import os
from contextlib import suppress

import pytest
from faults.sweep import sweep
from faults.test_process_notes import Apart

from notewizard.errors import Failure
from notewizard.records import keys as keys_module
from notewizard.records.key_change import change_passphrase, clear_unfinished, take_over
from notewizard.records.keys import keep_keys, keys_of, new_keys, opening_of
from notewizard.records.old_keys import bring_old, old_files, reaching

MADE, FRESH = new_keys("2026-11-20"), new_keys("2026-11-29")
OWN, PHRASE = MADE.keys.opening(), "correct horse"
GUARDED = MADE.keys.guarded_by(PHRASE, OWN)
CLOSED = MADE.keys.close(b"from before")


@pytest.fixture(autouse=True)
def _once(monkeypatch):
    """What a passphrase does takes a second on purpose; each block is made and opened once for the whole sweep."""
    monkeypatch.setattr(keys_module, "_without_passphrase", functools.cache(keys_module._without_passphrase))
    monkeypatch.setattr(keys_module, "_behind", functools.cache(keys_module._behind))


class Changing(Apart):
    """The same keys stand behind a passphrase, or behind none, before and after."""

    before, after, phrase = MADE.keys, GUARDED, PHRASE

    def prepare(self):
        keep_keys(self.state, self.before)

    def act(self):
        change_passphrase(self.state, self.before, OWN, self.phrase)
        self.acknowledged.append("changed")

    def recover(self):
        clear_unfinished(self.state)

    def check(self):
        try:
            keys = keys_of(self.state)
            assert keys is not None
            opened = keys.opening(PHRASE if keys.guarded else "").open(CLOSED)
        except (Failure, AssertionError) as trouble:
            yield f"the keys do not work: {trouble}"
            return
        if opened != b"from before":
            yield "they open something else"
        if self.acknowledged and keys.guarded != bool(self.phrase):
            yield "what was said to be done was not"
        names = {path.name for path in self.state.keys.iterdir() if path.suffix != ".lock"}
        if names != {"keys.txt"}:
            yield f"left beside the keys: {names}"
        if keys.guarded and any(MADE.keys.secret.encode() in path.read_bytes() for path in self.state.keys.iterdir()):
            yield "the secret half lies there without the passphrase"


class TakingAway(Changing):
    """The passphrase goes."""

    before, after, phrase = GUARDED, MADE.keys, ""


class TakingOver(Apart):
    """New keys take over; what was closed to those before is opened by whichever keys there are afterwards."""

    before, earlier = MADE.keys, OWN

    def prepare(self):
        keep_keys(self.state, self.before)
        self.notes.root.mkdir()

    def act(self):
        take_over(self.state, self.before, FRESH, self.earlier)
        self.acknowledged.append("taken over")
        bring_old(self.state.keys, self.notes.root)
        self.acknowledged.append("beside the notes")

    def recover(self):
        clear_unfinished(self.state)
        bring_old(self.state.keys, self.notes.root)

    def check(self):
        keys = keys_of(self.state)
        if keys not in (self.before, FRESH.keys):
            yield "other keys, or none"
            return
        if self.acknowledged and keys != FRESH.keys:
            yield "new keys lost"
        try:
            reaching(keys.opening(PHRASE if keys.guarded else ""), self.state.keys).open(CLOSED)
        except Failure as trouble:
            yield f"what was closed before stays closed: {trouble}"
        if keys == FRESH.keys:
            paper = reaching(opening_of(FRESH.recovery_secret), self.notes.root)
            if MADE.keys.clinician not in paper.publics and MADE.keys.recovery not in paper.publics:
                yield "the new recovery key does not open what was closed before"
        for path in (*old_files(self.state.keys), *self.state.keys.glob("~*")):
            if OWN.secrets[0].encode() in path.read_bytes():
                yield f"an earlier key lies open in {path.name}"


class TakingOverOnAShare(TakingOver):
    """The same where there are no hard links."""

    no_links = True


class TakingOverForgotten(TakingOver):
    """The passphrase of the clinician's key was forgotten; the recovery key stands in."""

    before, earlier = GUARDED, opening_of(MADE.recovery_secret)

    def check(self):
        yield from super().check()
        files = [path.read_bytes() for path in self.state.keys.glob("*.txt")]
        if GUARDED.to_bytes() not in files:
            yield "the key file from before is gone"


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "story",
    [Changing, TakingAway, TakingOver, TakingOverOnAShare, TakingOverForgotten],
    ids=lambda story: story.__name__,
)
def test_whatever_step_fails_there_are_keys_that_open_what_was_closed(story):
    assert sweep(story) == []


class WritesOverIt(Changing):
    """The key file is opened and written over."""

    def act(self):
        with suppress(OSError):
            descriptor = os.open(self.state.keys / "keys.txt", os.O_WRONLY | os.O_TRUNC)
            os.write(descriptor, GUARDED.to_bytes())
            os.fsync(descriptor)
            os.close(descriptor)


class ForgetsTheEarlier(TakingOver):
    """New keys, and nothing of those before."""

    def act(self):
        (self.state.keys / "next").write_bytes(FRESH.keys.to_bytes())
        os.replace(self.state.keys / "next", self.state.keys / "keys.txt")


@pytest.mark.parametrize("saver", [WritesOverIt, ForgetsTheEarlier], ids=lambda saver: saver.__name__)
def test_a_saver_with_this_flaw_is_caught(saver):
    assert sweep(saver, stop_early=True)
