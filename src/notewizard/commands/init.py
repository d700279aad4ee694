"""Adopt a folder of notes: how it is kept, who is who, who is writing. Nothing that is there is changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from notewizard.commands.counting import counted
from notewizard.commands.desk import Desk
from notewizard.commands.filed.adoption import (
    as_one,
    can_be_asked,
    conclusion_lines,
    date_order_of,
    day_first,
    has_month_or_day,
    maybe_one,
    month_first,
    name_of,
    next_note_lines,
)
from notewizard.commands.filed.waiting_notes import say_what_waits
from notewizard.commands.filed.witness import witness
from notewizard.commands.world import World
from notewizard.errors import AuthorStopped, NotKept, Refused, WrongWords
from notewizard.records.adopt import Conclusion, adopt, conclude
from notewizard.records.last_practice import remember_practice
from notewizard.records.practice import Practice, find_practice
from notewizard.records.settings import SIGNATURES, Author, Settings
from notewizard.terminal.report import say
from notewizard.terminal.screen import Choice, Did, Raw, Said, Screen, View

EXAMPLES = """\
examples:
  notewizard init ~/Practice                                      look, show, ask, set up
  notewizard init ~/Practice --yes --author "Dana Whitfield, LCSW"    without questions
  notewizard init --signature elsewhere                           notes are signed in another system
"""

NOTHING = "Nothing was written."
NEXT = "Next: notewizard new CLIENT"
YES, NO = Choice("yes", "yes, set it up", "y"), Choice("no", "no", "n")
MONTH, DAY = Choice("month", "the month", "m"), Choice("day", "the day", "d")
SAME, OTHER = Choice("same", "the same person", "s"), Choice("other", "two people, or not sure", "t")
MOST_ASKED = 9
"""Nobody answers more than this in a row; the other spellings stay as they are."""
WHO = "Name and credential, with a comma between them: Dana Whitfield, LCSW"


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("folder", metavar="FOLDER", nargs="?", help="the folder with the notes (default: this one)")
    parser.add_argument("--yes", action="store_true", help="ask nothing; needs --author")
    parser.add_argument("--author", metavar='"NAME, CRED"', help="who writes here: name and credential")
    parser.add_argument("--time-zone", metavar="ZONE", help="such as America/Chicago (default: this machine's)")
    parser.add_argument("--format", metavar="F", help="the format used when none is named")
    parser.add_argument("--signature", choices=SIGNATURES, help="elsewhere: notes are signed in another system")
    parser.add_argument("--no-front-matter", action="store_true", help="notes begin without the block for programs")
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Look at the folder, show what it says, and write it down once it is confirmed."""
    folder = adoptable(Path(options.folder or options.practice or ""), world)
    desk = Desk(world, str(folder))
    practice = Practice(folder)
    settings = _wished(options, desk, _settings_before(practice))
    if options.yes:
        if not settings.author.name:
            raise WrongWords("Who is writing?", hint=f"Give --author. {WHO}.", not_done=NOTHING)
        found = _looked(practice)
        for line in conclusion_lines(folder, found, settings, world.now().date()):
            say(line)
        _set_up(practice, desk, found, settings)
        say(NEXT)
        say_what_waits(desk.state)
        return 0
    if not world.is_interactive():
        raise WrongWords(
            "There is nobody to ask here.",
            hint='Give --yes and --author "Name, CRED", and nothing is asked.',
            not_done=NOTHING,
        )
    from notewizard.terminal.open import open_screen

    with open_screen(world.environ, accessible=options.accessible) as screen:
        set_up(folder, desk, screen, settings)
    say(NEXT)
    say_what_waits(desk.state)
    return 0


def set_up(folder: Path, desk: Desk, screen: Screen, settings: Settings | None = None) -> Practice:
    """The folder is a practice, after its author has seen what it shows and said yes; `Refused` after a no.

    Also for commands that need a practice and find none. `settings` holds what the command line already says.
    """
    practice = Practice(adoptable(folder, desk.world))
    settings = settings or _settings_before(practice)
    found, today = _looked(practice), desk.world.now().date()
    screen.say("\n".join(conclusion_lines(practice.root, found, settings, today, asking=True)))
    cleared = _cleared_up(found, screen)
    if cleared != found:
        screen.say("\n".join(["", *next_note_lines(practice.root, cleared, settings, today), ""]))
    found = cleared
    if not settings.author.name:
        settings = replace(settings, author=_asked_author(screen))
    note = f"Author: {settings.author.name}, {settings.author.credential}. Nothing that is there is changed."
    if not practice.dot.is_dir():
        note += " One folder is made in it, .notewizard: for settings, clients, records and history."
    if screen.choose("Set up this folder?", (YES, NO), note) != "yes":
        raise Refused(
            "The folder was not set up.",
            hint="To name notes another way, set it up, then change `pattern` in config.toml.",
            not_done=NOTHING,
        )
    _set_up(practice, desk, found, settings, screen)
    return practice


def adoptable(folder: Path, world: World) -> Path:
    """The folder in full; `Refused` for a whole disk, a home folder, and a folder inside another practice."""
    try:
        full = world.at(str(folder.expanduser())).resolve()
    except RuntimeError:  # "~somebody" who does not exist, or links that go in a circle
        raise NotKept("There is no such folder.", where=str(folder), not_done=NOTHING) from None
    if full.exists() and not full.is_dir():
        raise NotKept("This is a file, not a folder.", where=str(full), not_done=NOTHING)
    if full in (Path(full.anchor), world.home().resolve()):
        raise Refused(
            "This is a whole disk or home folder, not a folder of notes.",
            where=str(full),
            hint="Name the folder that holds the notes: notewizard init FOLDER",
            not_done=NOTHING,
        )
    above = find_practice(full.parent)
    if above is not None and not Practice(full).dot.is_dir():
        raise Refused(
            "This folder lies inside a practice that is set up already.",
            where=str(full),
            hint=f"To look at that practice again: notewizard init {above.root}",
            not_done=NOTHING,
        )
    return full


def _settings_before(practice: Practice) -> Settings:
    return _kept(practice) or Settings()


def _kept(practice: Practice) -> Settings | None:
    """What the practice's config.toml says, or its newest version; None before it was set up."""
    try:
        return practice.settings()
    except Refused:
        return None


def _wished(options: Namespace, desk: Desk, before: Settings) -> Settings:
    """What the practice said before, with what the command line says now."""
    wished = before
    if options.author is not None:
        author = author_of(options.author)
        if author is None:
            raise WrongWords("The author is not complete.", where="--author", hint=f"{WHO}.", not_done=NOTHING)
        kept = replace(before.author, name=author.name, credential=author.credential)
        wished = replace(wished, author=kept)
    if options.time_zone is not None:
        wished = replace(wished, time_zone=_zone(options.time_zone))
    if options.format is not None:
        wished = replace(wished, format=desk.format(options.format).id)
    if options.signature is not None:
        wished = replace(wished, signature=options.signature)
    return replace(wished, front_matter=False) if options.no_front_matter else wished


def author_of(text: str) -> Author | None:
    """The author in "Dana Whitfield, LCSW"; None when name or credential is missing."""
    name, _, credential = " ".join(text.split()).partition(",")
    if not name.strip() or not credential.strip(" ,"):
        return None
    return Author(name.strip(), credential.strip(" ,"))


def _zone(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    zones = available_timezones()
    if name in zones:
        return name
    close = get_close_matches(name.replace(" ", "_"), sorted(zones), 1)
    hint = f"Did you mean {close[0]}?" if close else "Zones are named as in America/Chicago or America/New_York."
    raise WrongWords("There is no such time zone.", where="--time-zone", hint=hint, not_done=NOTHING)


def _looked(practice: Practice) -> Conclusion:
    """What the folder shows; of a practice that is set up, the names stay as its config.toml has them."""
    before = _kept(practice)
    if before is None:
        return conclude(practice.root, practice.clients.all())
    found = conclude(practice.root, practice.clients.all())
    return replace(found, layout=before.layout, pattern=before.pattern, extension=before.extension)


def _cleared_up(found: Conclusion, screen: Screen) -> Conclusion:
    """The conclusion after its author has said how dates are read and which spellings are one client."""
    for one in [one for one in found.unclear if can_be_asked(found, one)][:MOST_ASKED]:
        if has_month_or_day(one):
            first = screen.choose(f"{one.examples[0]}: what comes first?", (MONTH, DAY))
            found = day_first(found) if first == "day" else month_first(found)
            continue
        pair = maybe_one(found, one)
        if pair is None:  # One of the two went with an answer before.
            continue
        first, second = (f"{name_of(each)} ({counted(found.counts.get(each.id, 0), 'note')})" for each in pair)
        if screen.choose(f"{first} and {second}: is this one person?", (SAME, OTHER)) == "same":
            found = as_one(found, pair, one)
    return found


def _asked_author(screen: Screen) -> Author:
    def judge(raw: Raw) -> str:
        return "" if isinstance(raw, str) and author_of(raw) else f"{WHO}."

    view = View(
        key="author",
        kind="line",
        ask="Who writes the notes",
        why="Every note is signed with a name and a credential.",
        example="Dana Whitfield, LCSW",
        judge=judge,
    )
    while True:
        outcome = screen.ask(view)
        author = author_of(outcome.raw) if isinstance(outcome, Said) and isinstance(outcome.raw, str) else None
        if author is not None:
            return author
        if isinstance(outcome, Did) and outcome.what == "save":
            raise AuthorStopped("The folder was not set up.", not_done=NOTHING)
        screen.say(f"{WHO}.", "warn")


def _set_up(
    practice: Practice, desk: Desk, found: Conclusion, settings: Settings, screen: Screen | None = None
) -> None:
    """Written down and remembered; the last lines say so."""
    settings = replace(settings, date_order=settings.date_order or date_order_of(found))
    here, first = replace(desk, chosen=str(practice.root)), not practice.history.is_dir()
    if not first:
        _ = here.history  # what was edited outside is told before it is changed
    kept = adopt(practice, found, settings)
    remember_practice(desk.state, practice.root)
    owed = witness(here, "configure", why="set up", first=first)
    zone = kept.time_zone or desk.world.time_zone()
    lines = [
        f"Set up: {practice.dot}",
        f"Author: {kept.author.name}, {kept.author.credential}. Time zone: {zone or 'not known'}.",
    ]
    if not zone:
        lines.append("Give it with: notewizard init --time-zone America/Chicago")
    lines.append("To correct it: clients.toml and config.toml in that folder.")
    if owed:
        lines.append(owed)
    for line in lines:
        if screen is None:
            say(line)
        else:
            screen.say(line)
