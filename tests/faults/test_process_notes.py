"""Keys that are made and process notes that are written, on a disk that fails at every call in turn."""

from dataclasses import replace
from functools import cached_property

import pytest
from faults.stories import Answering
from faults.sweep import Story, sweep

from notewizard.errors import NotKept, Refused
from notewizard.records.durable import read_whole
from notewizard.records.keys import keep_keys, keys_of, new_keys
from notewizard.records.process_notes import (
    ProcessNotes,
    bring,
    drafts_of,
    new_note,
    ready_drafts,
    sign_off,
    waiting,
)
from notewizard.records.sealed_lines import KeySeal
from notewizard.records.state import State

MADE = new_keys("2026-11-20")
TEXT = "I felt pulled to rescue her; canary-7731."


class Apart(Story):
    """A private folder, a root for process notes, and nothing else."""

    @property
    def state(self):
        return State(self.root / "state")

    @property
    def notes(self):
        return ProcessNotes(self.root / "process")

    @cached_property
    def opening(self):
        return MADE.keys.opening()

    def check_no_word_is_readable(self):
        for path in self.root.rglob("*"):
            if path.is_file() and b"canary" in path.read_bytes():
                yield f"plain text in {path.name}"


class SettingUp(Apart):
    """Keys are kept: afterwards there are none, or all of them."""

    def act(self):
        keep_keys(self.state, MADE.keys)
        self.acknowledged.append(MADE.keys)

    def check(self):
        try:
            keys = keys_of(self.state)
        except NotKept as trouble:
            yield f"keys that are not whole: {trouble.what}"
            return
        if keys not in (None, MADE.keys):
            yield "other keys"
        if self.acknowledged and keys is None:
            yield "keys lost"
        if keys is not None and keys.opening().open(keys.close(b"x")) != b"x":
            yield "keys that do not open what they close"


class Writing(Apart):
    """Two lines are typed, the note is kept; afterwards its process note stands once, or it is still in its draft."""

    def prepare(self):
        keep_keys(self.state, MADE.keys)
        ready_drafts(self.state, MADE.keys)

    def act(self):
        drafts = ready_drafts(self.state, MADE.keys)
        draft = drafts.begin("c-1", "process note", "now")
        try:
            for text in (TEXT[:9], TEXT):
                draft.append({"kind": "pending", "path": ["text"], "text": text})
                self.acknowledged.append(text)
            sign_off(draft, drafts, self.notes, MADE.keys, new_note("c-1", "now", "Ann Bell", TEXT))
            self.acknowledged.append("signed")
            bring(drafts, draft)
            self.acknowledged.append("brought")
        finally:
            draft.close()

    def recover(self):
        drafts = drafts_of(self.state, None)
        for each in waiting(drafts):
            draft = drafts.open(each)
            try:
                bring(drafts, draft)
            except Refused:
                pass
            finally:
                draft.close()

    def check(self):
        yield from self.check_no_word_is_readable()
        texts = [self.notes.open(each, self.opening).text for each in self.notes.held() if read_whole(each.path)]
        drafts = drafts_of(self.state, MADE.keys, self.opening)
        typed = []
        for each in drafts.list():
            draft = drafts.open(each.id)
            typed += [str(entry["text"]) for entry in draft.entries() if entry["kind"] == "pending"][-1:]
            draft.close()
        if len(texts) > 1:
            yield "kept twice"
        if "signed" in self.acknowledged and texts != [TEXT]:
            yield f"a finished process note is not there: {len(texts)}"
        newest = self.acknowledged[-1] if self.acknowledged else ""
        if (
            "signed" not in self.acknowledged
            and not texts
            and not any(each.startswith(newest) for each in typed or [""])
        ):
            yield "what was typed is lost"


class AnsweringSealed(Answering):
    """Four answers as in any draft, their words closed to keys."""

    @property
    def state(self):
        state = State(self.root / "state")
        return replace(state, seal=KeySeal(MADE.keys, self.opening))

    @cached_property
    def opening(self):
        return MADE.keys.opening()

    def check(self):
        yield from super().check()
        for path in (self.root / "state").rglob("*"):
            if path.is_file() and b"diary" in path.read_bytes():
                yield f"plain text in {path.name}"


class WritingOnAShare(Writing):
    """The same where the root has no hard links."""

    no_links = True


class SettingUpOnAShare(SettingUp):
    """The same without hard links."""

    no_links = True


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "story", [SettingUp, SettingUpOnAShare, Writing, WritingOnAShare, AnsweringSealed], ids=lambda story: story.__name__
)
def test_whatever_step_fails_no_process_note_is_lost_shown_or_kept_twice(story):
    assert sweep(story) == []


class TypesInPlain(Writing):
    """Its draft holds the words as they are."""

    def act(self):
        draft = drafts_of(self.state, None).begin("c-1", "process note", "now")
        draft.append({"kind": "pending", "path": ["text"], "text": TEXT})
        draft.close()

    def recover(self):
        pass


class KeysInTwoFiles(SettingUp):
    """A kill between the two leaves half of the keys."""

    def act(self):
        from notewizard.records.publish import publish

        folder = self.state.ready(self.state.keys)
        data = MADE.keys.to_bytes()
        publish(folder, "keys.txt", data[:200])
        (folder / "keys.txt").unlink()
        publish(folder, "keys.txt", data)
        self.acknowledged.append(MADE.keys)


@pytest.mark.parametrize("saver", [TypesInPlain, KeysInTwoFiles], ids=lambda saver: saver.__name__)
def test_a_saver_with_this_flaw_is_caught(saver):
    assert sweep(saver, stop_early=True)
