"""What is done to keys stands in the history of the practice; never which keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notewizard.commands.desk import Desk


def witnessed(desk: Desk, why: str) -> str:
    """The history, where there is a practice, says that something was done to keys; why it cannot, or nothing."""
    if desk.practice is None or not desk.practice.dot.is_dir():
        return ""
    from notewizard.commands.filed.witness import witness

    return witness(desk, "keys", why=why)
