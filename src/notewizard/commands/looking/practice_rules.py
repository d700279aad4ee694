"""The rules of a practice with packs of its own: compiled once on each machine, for what the packs hold now."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.checks.shipped_rules import as_text, checksum, checksums, compiled_in
from notewizard.records.durable import read_whole

if TYPE_CHECKING:
    from notewizard.checks.language import Rules
    from notewizard.errors import Broken
    from notewizard.records.state import State


def rules_of_practice(own: Path, shipped: Path, state: State) -> tuple[Rules, tuple[Broken, ...]]:
    """The shipped rules and those of the packs in `own`; what was wrong with a pack, which is then left out.

    Nothing is kept while a pack is broken: it is judged, and said, at every start.
    """
    try:
        mine = {f"own/{path.name}": checksum(read_whole(path)) for path in sorted(own.glob("*.toml"))}
        files = {**checksums(shipped), **mine} if mine else {}
        name = sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:32] + ".txt"
        kept = compiled_in(read_whole(state.rules / name), files)
    except FileNotFoundError:
        kept = None
    except OSError:
        files, kept = {}, None
    if kept is not None:
        return kept, ()
    from notewizard.commands.looking.own_rules import rules_with_own
    from notewizard.definitions.rules import load_rule_pack

    rules, broken = rules_with_own(own, [load_rule_pack(path) for path in sorted(shipped.glob("*.toml"))])
    if files and not broken:
        state.keep_rules(name, as_text(rules, files).encode("utf-8"))
    return rules, broken
