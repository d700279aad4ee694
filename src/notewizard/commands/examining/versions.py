"""What this program needs beside Python, against what is installed."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires, version

_NEED = re.compile(r"([A-Za-z0-9._-]+)\s*([^;]*?)\s*(?:;(.*))?")
_LIMIT = re.compile(r"\s*(>=|<=|!=|==|<|>)\s*([0-9.]+)\s*")


def wrong_versions() -> list[str]:
    """One clause for each package that is missing or of a version that does not fit, by name."""
    try:
        needs = requires("notewizard") or []
    except PackageNotFoundError:
        return ["notewizard is not installed as a package"]
    return sorted(said for said in map(_wrong, needs) if said)


def _wrong(need: str) -> str:
    match = _NEED.fullmatch(need)
    if match is None or match[3]:  # An extra, or for another system alone.
        return ""
    name, limits = match[1], match[2].strip("() ")
    try:
        installed = version(name)
    except PackageNotFoundError:
        return f"{name} is missing"
    return "" if fits(installed, limits) else f"{name} {installed} does not fit ({limits})"


def fits(installed: str, limits: str) -> bool:
    """Whether a version such as "3.0.51" lies in limits such as ">=3.0.37,!=3.0.52,<4"."""
    have = _numbers(installed)
    for limit in filter(None, limits.split(",")):
        match = _LIMIT.fullmatch(limit)
        if match is None:
            continue
        bound = _numbers(match[2])
        wide = max(len(have), len(bound))
        one, other = have + (0,) * (wide - len(have)), bound + (0,) * (wide - len(bound))
        held = {
            ">=": one >= other, "<=": one <= other, "!=": one != other,
            "==": one == other, "<": one < other, ">": one > other,
        }  # fmt: skip
        if not held[match[1]]:
            return False
    return True


def _numbers(text: str) -> tuple[int, ...]:
    match = re.match(r"[0-9]+(\.[0-9]+)*", text)
    return tuple(map(int, match[0].split("."))) if match else ()
