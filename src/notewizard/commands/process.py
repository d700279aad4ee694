"""The clinician's own process notes: kept apart from the record, encrypted, in no search, preview, export or check."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.verbs import add_json, verbs
from notewizard.commands.world import World
from notewizard.errors import WrongWords
from notewizard.terminal.report import say

if TYPE_CHECKING:
    from notewizard.terminal.screen import Screen

EXAMPLES = """\
examples:
  notewizard process setup                     two keys: yours, and a recovery key to be written down
  notewizard process new c-1042                write one; no password is asked for
  notewizard process                           those there are, by number
  notewizard process show 3                    read one
  notewizard process show 3 --key recovery.txt     on another computer, with the recovery key
  notewizard process passphrase                set, change or take away the passphrase of your key
  notewizard process renew                     the paper with the recovery key is lost: new keys
  notewizard process add-key                   on a new computer: what is closed to the old keys is read again
  notewizard process copy-to /media/stick/notes    a backup, still encrypted
"""
VERBS = {
    "list": "list the process notes, without a word of them",
    "setup": "make the keys, and try the recovery key",
    "new": "write a process note",
    "show": "read a process note",
    "passphrase": "set, change or take away the passphrase of your key",
    "renew": "new keys that take over; the recovery key was lost, or the passphrase was forgotten",
    "add-key": "keep a key from before, so that its process notes are read without it",
    "copy-to": "copy those that a backup folder lacks into it, encrypted as they are",
}


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("--key", metavar="FILE", default="", help="another key that reads: a file, or - to type it")
    parsers = verbs(parser, VERBS)
    add_json(parser, parsers["list"])
    parsers["list"].add_argument("client", metavar="CLIENT", nargs="?", default="", help="those of one client's id")
    parsers["new"].add_argument("client", metavar="CLIENT", nargs="?", default="", help="id or name of the client")
    parsers["show"].add_argument("note", metavar="NOTE", help="its number or its id")
    parsers["copy-to"].add_argument("folder", metavar="FOLDER", help="the backup folder")
    for name in ("setup", "renew"):
        said = "write the recovery key into a new file as well, elsewhere"
        parsers[name].add_argument("--recovery-to", metavar="FILE", default="", help=said)
    for name in ("list", "show", "new", "renew", "add-key"):
        parsers[name].add_argument("--key", metavar="FILE", default=SUPPRESS, help="as before the verb")
    for name in ("setup", "new", "show", "passphrase", "renew"):
        parsers[name].add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Do what the verb says; whatever waits to be brought is brought first."""
    from notewizard.commands.apart.bringing import bring_waiting
    from notewizard.commands.apart.earlier import brought_beside
    from notewizard.commands.filed.waiting_notes import say_what_waits
    from notewizard.records.key_change import clear_unfinished

    desk = desk_of(options, world)
    clear_unfinished(desk.state)
    for line in (*bring_waiting(desk), *filter(None, (brought_beside(desk),))):
        say(line)
    say_what_waits(desk.state)
    if options.verb in ("setup", "renew", "passphrase"):
        return _keys(desk, options)
    if options.verb == "new":
        return _new(desk, options)
    if options.verb == "add-key":
        from notewizard.commands.apart.earlier import add_key

        return add_key(desk, options.key)
    if options.verb == "copy-to":
        from notewizard.commands.apart.copying import copy_to

        return copy_to(desk, options.folder)
    from notewizard.commands.apart.reading import list_notes, show_note

    if options.verb == "show":
        return show_note(desk, options.note, options.key, options.accessible)
    return list_notes(desk, getattr(options, "client", ""), options.key, as_json=options.json)


def _keys(desk: Desk, options: Namespace) -> int:
    """Keys are made, take over, or get another passphrase; each writes itself into the history."""
    from notewizard.commands.apart.passphrase import change
    from notewizard.commands.apart.place import keys_here
    from notewizard.commands.apart.setting_up import SettingUp, refuse_set_up, renewal
    from notewizard.terminal.open import open_screen

    said = getattr(options, "recovery_to", "")
    to = (desk.world.folder / Path(said).expanduser()).resolve() if said else None
    if options.verb == "setup":
        refuse_set_up(desk, to)
    else:
        keys_here(desk)
    _ask_somebody(desk)
    with open_screen(desk.world.environ, accessible=options.accessible) as screen:
        if options.verb == "passphrase":
            return change(desk, screen)
        made = SettingUp(desk, screen, to) if options.verb == "setup" else renewal(desk, screen, options.key, to)
        return made.run()


def _new(desk: Desk, options: Namespace) -> int:
    from notewizard.commands.apart.place import keys_here
    from notewizard.commands.new import lock_after
    from notewizard.terminal.open import open_screen

    keys_here(desk)
    desk.practice_here()
    _ask_somebody(desk)
    environ, accessible = desk.world.environ, options.accessible
    with open_screen(environ, accessible=accessible, lock_after=lambda: lock_after(desk)) as screen:
        return write(desk, screen, options.client, options.key)


def _ask_somebody(desk: Desk) -> None:
    if not desk.world.is_interactive():
        raise WrongWords(
            "There is nobody to ask: the standard input is not a terminal.",
            hint="Run it in a terminal.",
            not_done="Nothing was asked and nothing was written.",
        )


def write(desk: Desk, screen: Screen, client_words: str, key: str = "") -> int:
    """Ask whose it is, then for the text; keep it."""
    from notewizard.commands.apart.place import keys_here
    from notewizard.commands.apart.writing import ProcessWriting
    from notewizard.commands.walking.first_questions import ask_client

    practice = desk.practice_here()
    client = ask_client(desk, practice, screen, client_words)
    return ProcessWriting(desk, practice, screen, client, keys_here(desk), key).run()
