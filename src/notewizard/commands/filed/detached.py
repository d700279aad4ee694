"""The detached signature of what was just kept, where the practice wants one; what goes wrong is said and no more."""

from __future__ import annotations

from notewizard.commands.world import World
from notewizard.errors import Failure
from notewizard.records.finish import Kept
from notewizard.records.practice import Practice
from notewizard.records.ssh_signature import keep_signature


def detached(practice: Practice, kept: Kept, world: World) -> str:
    """Why there is none although config.toml names a key, as a sentence; empty where all is well. Raises nothing."""
    try:
        named = practice.settings().ssh_key
        if not named:
            return ""
        key = world.home() / named[2:] if named.startswith("~/") else practice.root / named
        keep_signature(practice, kept.record.stem, kept.sha256, key)
    except Failure as trouble:
        where = f" ({trouble.where})" if trouble.where else ""
        return f"It is kept and signed, but without a detached signature: {trouble.what}{where} {trouble.hint}".strip()
    return ""
