"""Hostile templates, answers and rule packs, family by family: refused, stopped, or words and nothing else."""

from __future__ import annotations

import sys

from sharded import main


def case(number: int) -> list[str]:
    from faults.hostile import attacks, tried

    ended, wrong = tried(attacks()[number])
    return [wrong or f"it ended {ended}"] if wrong or ended == "wrong" else []


def bad(number: int) -> list[str]:
    """Plain Jinja with all it has."""
    from faults.hostile import ESCAPED, attacks
    from jinja2 import Environment

    every = [each for each in attacks() if each.family == "reaching into an object"]
    try:
        printed = Environment().from_string(every[number % len(every)].text.split("%}", 1)[1]).render(concerns="Sleep.")
    except Exception:
        return []
    return [printed[:60]] if ESCAPED.search(printed) else []


if __name__ == "__main__":
    from faults.hostile import attacks

    sys.exit(main("hostile files", case, len(attacks()), bad, size=20))
