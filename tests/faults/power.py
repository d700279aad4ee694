"""Everything that a disk may show after its power went: every legal mix of what was not synced yet.

One run of a story is written down call by call. At each moment some calls are durable (their file or folder was synced
since) and the rest is pending. A disk may have kept any of the pending ones and lost any other, in any mix: a name
without its contents, contents without a name, a write up to some byte, a file of the right length that holds zeros.
Renames within the run are whole or not there, also from one folder to another. Up to `ALL` pending calls every mix is
taken; beyond that none, all, all but one, one alone, and seeded ones.

It is stricter than journaling file systems are: they keep the order of names.
"""

from __future__ import annotations

import copy
import itertools
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faults.disk import Died, Fault, FaultyDisk, _remove
from faults.sweep import Story

from notewizard.errors import NotKept

ALL = 4
"""With so many pending calls every mix is taken; with more, seeded ones."""
MIXES = 48
"""So many seeded mixes of each moment beyond that."""
CUTS = 12
"""So many places in a write at which it may have been torn, beside its whole and nothing."""


@dataclass(frozen=True)
class Call:
    """One call that changed something, or made changes durable."""

    kind: str
    """`names`, `data`, `empty` or `sync`."""
    nodes: tuple[int, ...]
    """What has to be synced for it to be durable: the file, or the folders."""
    names: tuple[tuple[int, str, int | None], ...] = ()
    """Folder, name, and what stands under it from now on (None: nothing)."""
    at: int = 0
    data: bytes = b""
    acknowledged: int = 0
    """How much had been acknowledged when this call was made."""


@dataclass
class Tree:
    """Folders and files by number; 0 is the folder of the story."""

    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {0: {}})
    files: dict[int, bytes] = field(default_factory=dict)

    def shown(self, folder: int = 0, where: str = "") -> Iterator[tuple[str, bytes | None]]:
        """Every path that can be reached with its contents; None for a folder."""
        for name, node in sorted(self.folders[folder].items()):
            if node in self.files:
                yield where + name, self.files[node]
            else:
                yield where + name, None
                yield from self.shown(node, f"{where}{name}/")


Mix = tuple[int, tuple[tuple[int, str, int], ...]]
"""A moment, and for each pending call that reached the disk: which one, how (`whole`, `cut`, `zeros`), up to where."""


class Recorder(FaultyDisk):
    """A sound disk that writes down what is done to it."""

    def __init__(self, story: Story) -> None:
        super().__init__(story.root, Fault("none", 0), story.no_links)
        self.story = story
        self.before, self.now = Tree(), Tree()
        self.log: list[Call] = []
        self._node = 0
        self._held: dict[int, int] = {}

    def __enter__(self) -> Recorder:
        super().__enter__()
        self._take(self.root, 0)
        self.before = copy.deepcopy(self.now)
        return self

    def _take(self, folder: str, number: int) -> None:
        for name in sorted(self._real["listdir"](folder)):
            path, node = os.path.join(folder, name), self._new()
            if name.endswith(".lock"):
                continue
            self.now.folders[number][name] = node
            if os.path.isdir(path):
                self.now.folders[node] = {}
                self._take(path, node)
            else:
                self.now.files[node] = self._content(path)

    def _new(self) -> int:
        self._node += 1
        return self._node

    def _at(self, path: str) -> tuple[int, str]:
        """The folder's number, and the name in it."""
        *folders, name = os.path.relpath(path, self.root).split(os.sep)
        number = 0
        for each in folders:
            number = self.now.folders[number][each]
        return number, name

    def _found(self, path: str) -> int | None:
        if os.path.normpath(path) == os.path.normpath(self.root):
            return 0
        folder, name = self._at(path)
        return self.now.folders[folder].get(name)

    def _add(self, kind: str, nodes: tuple[int, ...], **more: object) -> None:
        call = Call(kind, nodes, acknowledged=len(self.story.acknowledged), **more)  # type: ignore[arg-type]
        self.log.append(call)
        apply(self.now, call)

    def _note(self, name, arguments, result):
        super()._note(name, arguments, result)
        if name == "open":
            self._opened(os.fspath(arguments[0]), arguments[1], result)
        elif name == "write":
            node = self._held[arguments[0]]
            size = len(self.now.files[node])
            # Written in order or appended: the code under test does nothing else with a descriptor.
            self._add("data", (node,), at=size, data=bytes(arguments[1])[:result])
        elif name == "fsync":
            self._add("sync", (self._held[arguments[0]],))
        elif name == "link":
            node = self._found(os.fspath(arguments[0]))
            folder, new = self._at(os.fspath(arguments[1]))
            self._add("names", (folder,), names=((folder, new, node),))
        elif name in {"unlink", "rmdir"}:
            folder, old = self._at(os.fspath(arguments[0]))
            self._add("names", (folder,), names=((folder, old, None),))
        elif name in {"rename", "replace"}:
            node = self._found(os.fspath(arguments[0]))
            (here, old), (there, new) = self._at(os.fspath(arguments[0])), self._at(os.fspath(arguments[1]))
            self._add("names", tuple({here, there}), names=((here, old, None), (there, new, node)))
        elif name == "mkdir":
            node, (folder, new) = self._new(), self._at(os.fspath(arguments[0]))
            for tree in (self.before, self.now):
                tree.folders[node] = {}
            self._add("names", (folder,), names=((folder, new, node),))

    def _opened(self, path: str, flags: int, descriptor: int) -> None:
        node = self._found(path)
        if node is None:
            node, (folder, new) = self._new(), self._at(path)
            for tree in (self.before, self.now):
                tree.files[node] = b""
            self._add("names", (folder,), names=((folder, new, node),))
        elif flags & os.O_TRUNC:
            self._add("empty", (node,))
        self._held[descriptor] = node


def apply(tree: Tree, call: Call, how: str = "whole", until: int = 0) -> None:
    """The call reached this disk: whole, cut off at a byte, or as zeros from a byte on."""
    for folder, name, node in call.names:
        if node is None:
            tree.folders[folder].pop(name, None)
        else:
            tree.folders[folder][name] = node
    if call.kind == "empty":
        tree.files[call.nodes[0]] = b""
    if call.kind == "data":
        data = call.data if how == "whole" else call.data[:until]
        if how == "zeros":
            data = data.ljust(len(call.data), b"\0")
        held = tree.files[call.nodes[0]].ljust(call.at, b"\0")
        tree.files[call.nodes[0]] = held[: call.at] + data + held[call.at + len(data) :]


class Blackout:
    """One run of a story and everything that its disk may show when the power goes in the middle of it."""

    def __init__(self, story: Story) -> None:
        self.prepared = story
        story.prepare()
        acting = copy.deepcopy(story)
        self._recorder = Recorder(acting)
        with self._recorder:
            try:
                acting.act()
            except NotKept as trouble:
                raise AssertionError("the story does not go well on a sound disk") from trouble
        self.log, self.before = self._recorder.log, self._recorder.before
        self._acknowledged = acting.acknowledged
        shown = dict(self._recorder.now.shown())
        found = {str(path.relative_to(story.root)) for path in story.root.rglob("*") if path.suffix != ".lock"}
        assert {name for name in shown if not name.endswith(".lock")} == found, "what was written down is not what is"
        assert all(data is None or (story.root / name).read_bytes() == data for name, data in shown.items())

    def mixes(self, seed: int, most: int) -> list[Mix]:
        """At most so many different ones, the same for the same seed."""
        chance, found, seen = random.Random(seed), [], set()
        moments = list(range(len(self.log) + 1))
        rounds = 0
        while len(found) < most and rounds < 40:
            for moment in moments:
                for mix in self._at(moment, chance, first=rounds == 0):
                    state = self.state(mix)
                    key = hash((tuple(state.shown()), self.acknowledged(moment)))
                    if key not in seen:
                        seen.add(key)
                        found.append(mix)
            rounds += 1
        return found if len(found) <= most else chance.sample(found, most)

    def _at(self, moment: int, chance: random.Random, first: bool) -> Iterator[Mix]:
        pending = self.pending(moment)
        ways = [list(self._ways(at, chance)) for at in pending]
        if len(pending) <= ALL and first:
            mixes = itertools.islice(itertools.product(*ways), 20 * MIXES)
        elif first:
            lost = [(at, "lost", 0) for at in pending]
            whole = [(at, "whole", 0) for at in pending]
            one_lost = [(*whole[:at], lost[at], *whole[at + 1 :]) for at in range(len(pending))]
            one_kept = [(*lost[:at], whole[at], *lost[at + 1 :]) for at in range(len(pending))]
            mixes = iter([tuple(lost), tuple(whole), *one_lost, *one_kept])
        else:
            mixes = (tuple(chance.choice(each) for each in ways) for _ in range(MIXES))
        for each in mixes:
            yield moment, tuple(way for way in each if way[1] != "lost")

    def _ways(self, at: int, chance: random.Random) -> Iterator[tuple[int, str, int]]:
        yield at, "lost", 0
        yield at, "whole", 0
        size = len(self.log[at].data)
        if self.log[at].kind == "data" and size:
            for cut in sorted({0, size - 1, *(chance.randrange(size) for _ in range(CUTS))}):
                yield at, "cut", cut
                yield at, "zeros", cut

    def pending(self, moment: int) -> list[int]:
        """The calls before that moment that were not durable then."""
        found, synced = [], set()
        for at in range(moment - 1, -1, -1):
            call = self.log[at]
            if call.kind == "sync":
                synced |= set(call.nodes)
            elif not set(call.nodes) <= synced:
                found.append(at)
        return found[::-1]

    def state(self, mix: Mix) -> Tree:
        """The disk after the power came back."""
        moment, kept = mix
        ways = {at: (how, until) for at, how, until in kept}
        lost = set(self.pending(moment)) - set(ways)
        tree = Tree({key: dict(names) for key, names in self.before.folders.items()}, dict(self.before.files))
        for at in range(moment):
            if at not in lost:
                apply(tree, self.log[at], *ways.get(at, ("whole", 0)))
        return tree

    def acknowledged(self, moment: int) -> int:
        """How much had been acknowledged when the power went: as late as it can have been."""
        return self.log[moment].acknowledged if moment < len(self.log) else len(self._acknowledged)

    def broken(self, mix: Mix) -> list[str]:
        """What is not as promised when the person comes back to such a disk."""
        root = self.prepared.root
        for name in os.listdir(root):
            _remove(os.path.join(root, name))
        for name, data in self.state(mix).shown():
            if data is None:
                (root / name).mkdir(mode=0o700)
            else:
                Path(root / name).write_bytes(data)
        story = copy.deepcopy(self.prepared)
        story.acknowledged = list(self._acknowledged[: self.acknowledged(mix[0])])
        if any(how == "zeros" for _, how, _ in mix[1]):
            story.traces = frozenset({"went on"})  # type: ignore[attr-defined]
        try:
            with FaultyDisk(root, Fault("none", 0), story.no_links):
                try:
                    story.recover()
                except (Died, NotKept) as trouble:
                    return [f"{self._told(mix)}: the way back ends with {trouble}"]
            return [f"{self._told(mix)}: {each}" for each in story.check()]
        except Exception as trouble:  # Whatever it is: a person would see it as a bug.
            return [f"{self._told(mix)}: {type(trouble).__name__}: {trouble}"]

    def _told(self, mix: Mix) -> str:
        moment, kept = mix
        kinds = [f"{self.log[at].kind} {how}{f' {until}' if how != 'whole' else ''}" for at, how, until in kept]
        return f"{type(self.prepared).__name__}, power at {moment} of {len(self.log)}, kept {kinds or 'nothing more'}"
