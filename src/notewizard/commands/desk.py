"""What a command lays out before it works: practice, settings, state folder, definitions, rules."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.commands.glance import practice_near, used_before
from notewizard.commands.world import World
from notewizard.errors import Broken, Failure, Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from notewizard.checks.language import Rules
    from notewizard.commands.filed.waiting_notes import Bringing
    from notewizard.definitions.formats import Format
    from notewizard.definitions.library import Library
    from notewizard.records.draft import Draft
    from notewizard.records.history.writing import History
    from notewizard.records.practice import Practice
    from notewizard.records.state import State
    from notewizard.rendering.render import Renderer


@dataclass(frozen=True)
class Desk:
    """Everything at hand, each part laid out when it is first asked for."""

    world: World
    chosen: str = ""
    """The practice folder named on the command line."""
    told: set[str] = field(default_factory=set, compare=False)
    """What was said of broken rule packs, so that one run says it once."""

    def __post_init__(self) -> None:
        # One time everywhere: where the practice has named its zone, its clock is the one that is read.
        object.__setattr__(self, "world", replace(self.world, now=partial(self._now, self.world.now)))

    def _now(self, machine: Callable[[], datetime]) -> datetime:
        now = machine()
        return now.astimezone(self._zone) if self._zone is not None else now

    @cached_property
    def _zone(self) -> ZoneInfo | None:
        """The practice's time zone; None where there is no practice, or its settings do not say or cannot be read."""
        from zoneinfo import ZoneInfo

        try:
            named = self.practice.settings().time_zone if self.practice is not None else ""
        except Failure:
            return None  # said where the settings are needed
        return ZoneInfo(named) if named else None

    @cached_property
    def practice(self) -> Practice | None:
        """The practice: the one named, the nearest one upward, or the last one used; None where there is none."""
        if not (self.chosen or practice_near(str(self.world.folder)) or used_before(self.world.environ)):
            return None
        from notewizard.records.practice import Practice, find_practice

        if self.chosen:
            named = Path(os.path.realpath(self.world.folder / self.chosen))
            return find_practice(named) or Practice(named)
        near = find_practice(self.world.folder)
        if near is not None:
            return near
        from notewizard.records.last_practice import last_practice  # with all of drafts; mostly not needed

        last = last_practice(self.state)
        return find_practice(last) if last else None

    @property
    def away(self) -> Path | None:
        """Where the practice that is meant was, and is not now; None where it is there or never was."""
        if self.practice is not None and self.practice.dot.is_dir():
            return None
        from notewizard.records.last_practice import last_practice, was_here

        if not self.chosen:
            return last_practice(self.state)
        named = Path(os.path.realpath(self.world.folder / self.chosen))
        return named if was_here(self.state, named) else None

    def practice_here(self) -> Practice:
        """The practice, or a refusal that says that its folder is away, or how to set one up."""
        if self.practice is None or not self.practice.dot.is_dir():
            if (away := self.away) is not None:
                raise is_away(self.state, away)
            raise Refused(
                "There is no practice folder here.",
                where=self.chosen or str(self.world.folder),
                hint="Set one up with: notewizard init FOLDER",
                not_done="Nothing was written.",
            )
        return self.practice

    @cached_property
    def state(self) -> State:
        """This machine's private folder; the words of its drafts are closed to the keys, where there are any."""
        from notewizard.records.state import State

        state = State(self.world.state_root())
        if not (state.keys / "keys.txt").is_file():
            return state
        from notewizard.records.sealed_lines import sealing

        return sealing(state)

    @cached_property
    def history(self) -> History:
        """The history of the practice, as this machine writes it; what was edited outside is in it already."""
        from notewizard.records.history.edits import tell_edits
        from notewizard.records.history.writing import History

        history = History(self.practice_here(), self.state)
        with suppress(Failure):  # the history is never in the way; what could not be told is told the next time
            tell_edits(history, self.world.now, str(self._zone or "") or self.world.time_zone())
        return history

    @cached_property
    def bringing(self) -> Bringing:
        """The signed notes that wait, tried once in this run."""
        from notewizard.commands.filed.waiting_notes import Bringing

        return Bringing(lambda: self.state)

    def definitions(self, without: frozenset[Path] = frozenset()) -> Library:
        """All formats, elements, vocabularies, measures and templates but the files in `without`, or `Broken`."""
        from notewizard.definitions.library import load_library

        practice = self.practice if self.practice and self.practice.dot.is_dir() else None
        if practice is None:
            return load_library()
        return load_library(practice.dot, _jurisdiction(practice), without)

    @property
    def defines_own(self) -> bool:
        """Whether the practice may have formats or templates of its own, judged by a glance."""
        return self.practice is not None and any(
            os.path.lexists(self.practice.own(kind)) for kind in ("formats", "templates")
        )

    @cached_property
    def _usable(self) -> tuple[Library, Renderer | None]:
        if self.practice is None or not self.defines_own:
            return self.definitions(), None
        from notewizard.commands.looking.own_formats import usable

        library, renderer, said = usable(self.practice.dot, self.definitions)
        if said:
            self.world.to_say[said] = None
        return library, renderer

    @property
    def library(self) -> Library:
        """All that is defined and can be used; the practice's own wins. What is left out is said at the end."""
        return self._usable[0]

    @cached_property
    def renderer(self) -> Renderer:
        """Templates judged and ready; raises `Broken` with every problem in them."""
        from notewizard.rendering.render import Renderer

        return self._usable[1] or Renderer(self.library)

    @property
    def is_near(self) -> bool:
        """Whether the practice was named, or is the folder one works in: then it need not be said which it is."""
        return bool(self.chosen) or (self.practice is not None and self.world.folder.is_relative_to(self.practice.root))

    @cached_property
    def rules(self) -> tuple[Rules, tuple[Broken, ...]]:
        """The compiled rule packs, and what was wrong with the practice's own: those are left out and said."""
        from notewizard.checks.shipped_rules import compiled_before
        from notewizard.definitions.shipped import shipped_folder

        folder = shipped_folder("rules")
        own = self.practice.own("rules") if self.practice else None
        compiled = compiled_before(folder) if own is None or not _may_hold_packs(own) else None
        if compiled is not None:
            return compiled, ()
        if own is not None:
            from notewizard.commands.looking.practice_rules import rules_of_practice

            return rules_of_practice(own, folder, self.state)
        from notewizard.checks.packs import compile_packs
        from notewizard.definitions.rules import load_rule_pack

        packs = [load_rule_pack(path) for path in sorted(folder.glob("*.toml"))]
        return compile_packs(packs, examples=False), ()

    def format(self, *wanted: str | None) -> Format:
        """The first format that is named; raises `Refused` for one that does not exist, `Broken` for a broken one."""
        name = next((each for each in wanted if each), "soap").lower()
        if name in self.library.left_out:
            raise self.library.left_out[name]
        if name not in self.library.formats:
            raise Refused(
                f'There is no format "{name}".',
                hint=f"There are {', '.join(sorted(self.library.formats))}. `notewizard formats` shows them.",
                not_done="Nothing was written.",
            )
        return self.library.formats[name]

    def format_begun(self, draft: Draft) -> Format:
        """The format that this draft was begun in, and goes on in; raises as `format` does."""
        begun = next((each for each in draft.entries() if each.get("kind") == "begun"), {})
        try:
            return self.format(str(begun.get("format", "")))
        except Broken as broken:
            broken.hint = f"Mend it: notewizard formats test. The draft is kept: notewizard resume {draft.id}"
            raise


def _jurisdiction(practice: Practice) -> str:
    """The profile the practice has chosen; settings that cannot be read are said where they are needed."""
    try:
        return practice.settings().jurisdiction
    except (Broken, Refused):
        return ""


def is_away(state: State, folder: Path) -> Refused:
    """The refusal of whatever needs a practice whose folder is not there now: no other one is begun in its place."""
    from notewizard.commands.filed.waiting_notes import still_waiting

    waits = ""
    with suppress(Failure):  # drafts that cannot be listed are said where they are asked for
        waits = still_waiting(state)
    return Refused(
        "The practice folder is not there now.",
        where=str(folder),
        hint="Connect its disk, or wait for the sync program. If it was moved, name it: --practice FOLDER. "
        "If it is gone for good, another one begins with: notewizard init FOLDER",
        not_done=f"Nothing was written. {waits}".strip(),
    )


def desk_of(options: Namespace, world: World) -> Desk:
    """The desk of a command, from its options; `WrongWords` where no folder can have the name that they give."""
    if options.practice:
        world.at(options.practice)
    return Desk(world, options.practice or "")


def _may_hold_packs(folder: Path) -> bool:
    try:
        return any(name.lower().endswith(".toml") for name in os.listdir(folder))
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it is said that it cannot be looked into
