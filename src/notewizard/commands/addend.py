"""Write to a note after its signature: addendum, late entry, correction, or the mark that it was entered in error."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.world import World
from notewizard.errors import WrongWords
from notewizard.terminal.report import say
from notewizard.terminal.show import show_line

if TYPE_CHECKING:
    from notewizard.commands.walking.later_work import LaterWork
    from notewizard.note.later import Kind

EXAMPLES = """\
examples:
  notewizard addend NOTE --addendum            what became available after the note: asked, read, signed
  notewizard addend NOTE --late-entry          what was known then and left out; dated now
  notewizard addend NOTE --correction          which words are wrong, what is right, why, and what holds now
  notewizard addend NOTE --entered-in-error    the note stays, and no longer counts
  notewizard addend NOTE --addendum --text pcp.txt --known 2026-11-21 --reason "PCP called" --sign "Dana Whitfield"

Each is a file of its own beside the note; the note itself never changes. It is always dated now.
"""
KINDS: tuple[tuple[str, Kind, str], ...] = (
    ("--addendum", "addendum", "what became available after the note was written"),
    ("--late-entry", "late entry", "what was known or done then and left out"),
    ("--correction", "correction", "what is wrong in it, and what is right"),
    ("--entered-in-error", "entered in error", "it does not belong here: mark it, delete nothing"),
)
NOT_ASKED = ("text", "reason", "wrong", "known", "full_recall", "holds")


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("note", metavar="NOTE", help="a finished note in a practice folder, of whichever program")
    kinds = parser.add_mutually_exclusive_group(required=True)
    for option, kind, line in KINDS:
        kinds.add_argument(option, dest="kind", action="store_const", const=kind, help=line)
    parser.add_argument("--session", metavar="DAY", default="", help="day of the session, where no name shows it")
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")
    scripted = parser.add_argument_group("without questions")
    scripted.add_argument("--sign", metavar="NAME", default="", help="sign as the author of config.toml; ask nothing")
    scripted.add_argument("--text", metavar="FILE", help="what is added, or what is right; - reads standard input")
    scripted.add_argument("--reason", metavar="WORDS", help="why it is written now")
    scripted.add_argument("--wrong", metavar="WORDS", help="for a correction: the wrong words, as the note has them")
    scripted.add_argument(
        "--holds",
        metavar="KEY=ANSWER",
        action="append",
        default=[],
        help="for a correction: what holds now of an answer that it may be about, safety.risk.acute=moderate",
    )
    scripted.add_argument("--known", metavar="DAY", help="for an addendum: since when it is known")
    scripted.add_argument("--full-recall", action="store_true", help="for a late entry: you fully recall it")


def run(options: Namespace, world: World) -> int:
    """Ask and sign, or take the answers from the options."""
    from notewizard.commands.walking.later_walk import begin, work_at

    if not options.sign and any(getattr(options, each) for each in NOT_ASKED):
        raise WrongWords(
            "These answers come without a signature.",
            hint='Add --sign "YOUR NAME", or leave them out and be asked.',
            not_done="Nothing was written.",
        )
    work = work_at(desk_of(options, world), options.note, options.kind, _session(options.session))
    if options.sign:
        return _at_once(options, work.desk, work)
    from notewizard.commands.new import screen_for, tell_of_rules

    with screen_for(work.desk, options.accessible) as screen:
        tell_of_rules(work.desk, screen)
        return begin(work, screen)


def _session(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongWords(
            "--session takes a day.", hint="For example 2026-11-20.", not_done="Nothing was written."
        ) from None


def _at_once(options: Namespace, desk: Desk, work: LaterWork) -> int:
    from notewizard.commands.filed.waiting_notes import say_what_waits
    from notewizard.commands.looking.findings import capped
    from notewizard.commands.looking.own_rules import said_of
    from notewizard.commands.walking.later_at_once import at_once
    from notewizard.commands.walking.later_walk import said_of_kept

    for line in said_of(desk.rules[1]):
        say(line)
    given = {"recall": "yes" if options.full_recall else None, "known": options.known, "wrong": options.wrong}
    given["right" if work.kind == "correction" else "text"] = _text(options.text, desk.world)
    given["reason"] = options.reason
    given_now = {key: said for key, said in given.items() if said is not None}
    kept, warnings = at_once(work, given_now, options.sign, _holds(options.holds))
    for line in (*capped(warnings), *said_of_kept(work, kept)):
        say(line)
    say_what_waits(desk.state)
    return 0


def _holds(given: Sequence[str]) -> dict[str, str]:
    """By the key of an answer: what holds now."""
    pairs = [each.partition("=") for each in given]
    if any(not (key.strip() and sign) for key, sign, _ in pairs):
        raise WrongWords(
            "--holds takes the key of an answer and what holds now.",
            hint="For example --holds safety.risk.acute=moderate",
            not_done="Nothing was written.",
        )
    keys = [key.strip().replace("[", ".").replace("]", "") for key, _, _ in pairs]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        raise WrongWords(
            f"--holds says twice what holds now of {show_line(twice)}.",
            hint="Say it once.",
            not_done="Nothing was written.",
        )
    return {key.strip(): answer.strip() for key, _, answer in pairs}


def _text(name: str | None, world: World) -> str | None:
    """What the file `name` holds; None where none is named."""
    if name is None:
        return None
    from notewizard.commands.filed.answers_file import words_from

    return words_from(name, world)
