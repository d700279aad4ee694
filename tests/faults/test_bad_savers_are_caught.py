"""A harness that never complains proves nothing: savers with one known flaw each must be caught by it."""

import os

import pytest
from faults.stories import BODY, Answering, Finishing, Publishing
from faults.sweep import sweep

from notewizard.records.durable import or_not_kept
from notewizard.records.journal import encode


def write(path, data, flags, synced):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600)
    try:
        os.write(descriptor, data)
        if synced:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Saver(Publishing):
    """Says so when the disk refuses, as every saver should."""

    def act(self):
        with or_not_kept("The note was not kept", self.root):
            self.save()


class WritesInPlace(Saver):
    """Half a note can stand under its final name."""

    def save(self):
        write(self.earlier.with_name("2026-11-20.md"), BODY.encode(), os.O_EXCL, synced=True)
        self.acknowledged.append(BODY)


class ForgetsToSyncTheFile(Saver):
    """The name is there after a power loss, the text is not."""

    def save(self):
        staged = self.earlier.with_name("staged")
        write(staged, BODY.encode(), os.O_EXCL, synced=False)
        os.rename(staged, self.earlier.with_name("2026-11-20.md"))
        folder = os.open(self.earlier.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        self.acknowledged.append(BODY)


class ForgetsToSyncTheFolder(Saver):
    """The text is safe, but under no name."""

    def save(self):
        staged = self.earlier.with_name("staged")
        write(staged, BODY.encode(), os.O_EXCL, synced=True)
        os.rename(staged, self.earlier.with_name("2026-11-20.md"))
        self.acknowledged.append(BODY)


class RewritesTheEarlierNote(Saver):
    """The next note is added to the earlier file by writing all of it again."""

    def save(self):
        write(self.earlier, BODY.encode(), os.O_TRUNC, synced=True)
        self.acknowledged.append(BODY)


class RemovesTheDraftFirst(Finishing):
    """The draft goes before the note is known to be safe."""

    def act(self):
        for draft in self.state.drafts.list():
            os.unlink(draft.path)
        super().act()


class RewritesTheWholeDraft(Answering):
    """Every answer writes the draft anew, as a JSON file would be."""

    def act(self):
        draft = self.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
        lines = [encode(entry) for entry in draft.entries()]
        self._lose(draft)
        for entry in self.GIVEN:
            lines.append(encode(entry))
            with or_not_kept("The answer was not kept", self.root):
                write(draft.path, b"".join(lines), os.O_TRUNC, synced=True)
            self.acknowledged.append(entry)


BAD_SAVERS = (
    WritesInPlace,
    ForgetsToSyncTheFile,
    ForgetsToSyncTheFolder,
    RewritesTheEarlierNote,
    RemovesTheDraftFirst,
    RewritesTheWholeDraft,
)


@pytest.mark.parametrize("story", BAD_SAVERS, ids=lambda story: story.__name__)
def test_a_bad_saver_is_caught(story):
    assert sweep(story, stop_early=True) != []
