"""The detached signatures that notes lack: made when somebody asks for it, and has the key at hand."""

from __future__ import annotations

from hashlib import sha256

from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk
from notewizard.commands.filed.detached import key_of, still_the_same, why_not, without_signature
from notewizard.errors import Failure, NameTaken, Refused
from notewizard.records.durable import plain_reason, read_whole
from notewizard.records.practice import Practice
from notewizard.records.record import Record
from notewizard.records.ssh_signature import keep_signature
from notewizard.terminal.report import say


def sign_missing(desk: Desk) -> int:
    """Makes those that lack, one after the other, of what was signed on this computer; stops at a key that refuses."""
    practice = desk.practice_here()
    key = key_of(practice, desk.world)
    if key is None:
        raise Refused(
            "config.toml names no key for detached signatures.",
            where=str(practice.dot / "config.toml"),
            hint='Name one there: ssh_key = "~/.ssh/id_ed25519"',
            not_done="Nothing was signed.",
        )
    lacking = without_signature(practice)
    mine = [each for each in lacking if desk.history.holds(each.id, each.sha256)]
    sure = still_the_same(desk.state, practice, desk.history.known_by())
    left = 0
    for number, each in enumerate(mine):
        if why := _not_as_signed(practice, each):
            left += 1
            say(f"Not signed: {each.file}. {why}")
            continue
        try:
            keep_signature(practice, each.id, each.sha256, key, sure)
        except NameTaken as taken:  # the key was not asked
            left += 1
            say(f"Not signed: {each.file}. {why_not(taken)}")
            continue
        except Failure as trouble:  # what the key refuses once it refuses for all of them
            left += len(mine) - number
            say(f"Not signed: {each.file}. {why_not(trouble)}")
            break
        say(f"Detached signature: {each.file}")
    if others := len(lacking) - len(mine):
        what = counted(others, "other has none", "others have none")
        say(f"{what}, and {'was' if others == 1 else 'were'} signed on another computer: make it there.")
    if not lacking:
        say("Nothing lacks a detached signature.")
    elif left:
        say(f"{left} of {len(mine)} still without one. The notes themselves are kept and signed.")
    return 4 if left else 0


def _not_as_signed(practice: Practice, record: Record) -> str:
    """Why this file gets no signature any more, as a sentence; empty where it is what was signed."""
    try:
        data = read_whole(practice.root.joinpath(*record.file.split("/")))
    except OSError as error:
        return f"It cannot be read: {plain_reason(error)}. See: notewizard verify"
    return "" if sha256(data).hexdigest() == record.sha256 else "It is not as it was signed. See: notewizard verify"
