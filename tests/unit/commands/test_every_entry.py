"""What each command writes into the history: the table in docs/record-format.md is done line by line.

A new command needs a line there and a function here of the same name: `does("its line")`.
"""

import re
from pathlib import Path
from unittest.mock import patch

import pytest
from sessions.test_walk_continuity import ANSWERS, LIVES
from unit.commands.hands import ok, settled, signed_a_week_ago, waits
from unit.commands.office_of_two import EXAMPLES, VIDEO

from notewizard.cli import COMMANDS
from notewizard.errors import AuthorStopped
from notewizard.records.history.reading import read_history
from notewizard.records.keys import keep_keys, new_keys
from notewizard.terminal.screen import Did, Said

PAGE = Path(__file__).parents[3] / "docs" / "record-format.md"
PLAN = (EXAMPLES / "plans" / "c-0311.toml").read_text(encoding="utf-8").replace("c-0311", "c-1042")


def table():
    """Each line of the table: what is done, and the entries that it leaves, as action and word."""
    text = PAGE.read_text(encoding="utf-8").partition("#### What is written by what")[2]
    rows = [line.strip("| \n").split(" | ") for line in text.partition("\n\nAn edit by hand")[0].splitlines()]
    rows = [row for row in rows if len(row) == 2 and "`" in "".join(row)]
    return {
        done: [] if said.startswith("nothing") else re.findall(r"`([a-z -]+)`(?: \(([^)]*)\))?", said)
        for done, said in rows
    }


TABLE = table()
DOES = {}


def does(line):
    def keep(function):
        DOES[line] = function
        return function

    return keep


@pytest.fixture
def office(office_with_hands):
    """Two clients, a first note signed a week ago, and whatever was edited by hand told already."""
    return signed_a_week_ago(office_with_hands)


def entries(office):
    return [each.event for each in read_history(office.practice).entries]


def left_by(office, done, *told):
    """What `done` adds to the history, ids in it left out."""
    before = len(entries(office))
    done(office, *told)
    said = [(each.action, re.sub("[0-9a-f]{16}", "MARK", each.why)) for each in entries(office)[before:]]
    return [(action, re.sub("draft [0-9a-f]{8}", "draft ID", why)) for action, why in said]


@pytest.mark.parametrize("line", sorted(TABLE))
def test_a_line_of_the_table_leaves_its_entries_and_no_other(line, office, tmp_path):
    prepared = DOES[line](office)
    settled(office)
    assert left_by(office, lambda _: prepared()) == TABLE[line]
    assert read_history(office.practice, office.drafting.state).troubles in ((), *_known(line, office))


def _known(line, office):
    """The one line whose subject is a history that is not sound."""
    return (
        (read_history(office.practice, office.drafting.state).troubles,)
        if line.startswith("`accept --history`")
        else ()
    )


def test_every_command_has_its_line_and_every_line_is_done():
    named = {word.split()[0] for line in TABLE for word in re.findall("`([^`]+)`", line)}
    assert set(COMMANDS) - named == set(), "Say in docs/record-format.md what the command writes, and do it here."
    assert set(DOES) == set(TABLE)


def test_the_table_names_the_actions_that_are_asked_for():
    actions = {action for written in TABLE.values() for action, _ in written}
    assert {"create", "view", "export", "sign", "addendum", "verify", "configure"} <= actions


# What is done, line by line: each prepares what it needs, and gives what is to be watched.


def command(line, *words, code=0):
    does(line)(lambda office: lambda: ok(office, *[w(office) if callable(w) else w for w in words], code=code))


def first(office):
    return office.first


command("`init FOLDER`", "init", lambda office: office.folder, "--yes")
command("`render ANSWERS`", "render", VIDEO)
command("`convert NOTE --format F`", "convert", first, "--format", "dap")
command("`export NOTE --as html`", "export", first, "--as", "html")
command("`measures CLIENT`", "measures", "c-1042")
command("`measures CLIENT --svg FILE`", "measures", "c-1042", "--svg", lambda office: office.root / "s.svg")
command("`check NOTE`", "check", first)
command("`verify`", "verify")
command("`history NOTE`", "history", first)
command("`history`", "history")
command("`formats copy ID`", "formats", "copy", "soap")
command("`templates copy ID`", "templates", "copy", "soap")


@does("`render ANSWERS --to PRACTICE --sign NAME`")
def _(office):
    return lambda: ok(office, "render", VIDEO, "--to", office.folder, "--sign", "Dana Whitfield")


@does("`render ANSWERS --to PRACTICE`: released for signature elsewhere")
def _(office):
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace('signature = "printed"', 'signature = "elsewhere"'))
    return lambda: ok(office, "render", VIDEO, "--to", office.folder)


@does("`new`: a client who is not in clients.toml yet is added")
def _(office):
    office.types.answers = ["yes"]
    return lambda: ok(office, "new", "Cleo Newman", code=130)


@does("`new`, `resume`: the client's last note is read beside a question")
def _(office):
    def reads(view, script):
        assert LIVES in " ".join(view.last().split())
        raise AuthorStopped("Ctrl-C")

    office.drafting.has_draft(ANSWERS, "presenting.functioning")
    office.types.answers = [reads]
    return lambda: ok(office, "resume", code=130)


@does("`new`, `resume`: `:fact`")
def _(office):
    office.drafting.has_draft(ANSWERS, "presenting.functioning")
    office.types.answers = [Did("fact", f"{LIVES} Went out dancing."), "history"]
    return lambda: ok(office, "resume", code=130)


@does("`resume`, `sign`: a note is signed")
def _(office):
    office.drafting.has_draft(ANSWERS)
    office.types.answers = ["sign"]
    return lambda: ok(office, "sign")


@does("`sign DRAFT --as NAME`")
def _(office):
    draft = office.drafting.has_draft(ANSWERS)
    return lambda: ok(office, "sign", draft, "--as", "Dana Whitfield")


@does("`sign --detached`")
def _(office):
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace('ssh_key = ""', 'ssh_key = "~/none"'))
    return lambda: ok(office, "sign", "--detached")


def has_plan(office):
    folder = office.folder / ".notewizard" / "plans" / "c-1042"
    folder.mkdir(parents=True)
    (folder / "1.toml").write_text(PLAN, encoding="utf-8")


@does("`plan CLIENT`, also with `--history`, `--story`")
def _(office):
    has_plan(office)
    return lambda: ok(office, "plan", "c-1042")


@does("`plan CLIENT --review`, as `--write`, `--revise`")
def _(office):
    has_plan(office)
    office.types.answers = ["active", "y", "Two of four rides done.", "keep"]
    return lambda: ok(office, "plan", "c-1042", "--review")


def has_facts(office):
    folder = office.folder / ".notewizard" / "facts" / "c-1042"
    folder.mkdir(parents=True)
    text = 'kind = "emergency-contact"\ntext = "partner, number on file"\nconfirmed = 2026-10-02\n'
    text = f'schema = 1\nclient = "c-1042"\nwritten = 2026-10-02\n\n[[facts]]\n{text}'
    (folder / "1.toml").write_text(text, encoding="utf-8")


@does("`facts CLIENT`")
def _(office):
    has_facts(office)
    return lambda: ok(office, "facts", "c-1042")


@does("`facts CLIENT --review`: facts")
def _(office):
    has_facts(office)
    confirms = [lambda view, _: Said("y" if "partner" in view.note else "")] * 40
    office.types.answers = confirms
    return lambda: ok(office, "facts", "c-1042", "--review")


@does("`facts CLIENT --review`: name or birth date")
def _(office):
    office.types.answers = ["Ada Other-Example"]
    return lambda: ok(office, "facts", "c-1042", "--review", code=130)


@does("`reuse NOTE --prior EARLIER`")
def _(office):
    text = office.root / "draft.md"
    text.write_text(LIVES, encoding="utf-8")
    return lambda: office.run("reuse", text, "--prior", office.first)


@does("`addend NOTE --addendum`")
def _(office):
    words = ("--text", office.text("The PCP called."), "--known", "2026-11-20", "--reason", "PCP called")
    return lambda: ok(office, "addend", office.first, "--addendum", *words, "--sign", "Dana Whitfield")


@does("`addend NOTE --late-entry`")
def _(office):
    words = ("--text", office.text("She named a second worry."), "--full-recall", "--reason", "Left out.")
    return lambda: ok(office, "addend", office.first, "--late-entry", *words, "--sign", "Dana Whitfield")


@does("`addend NOTE --correction`")
def _(office):
    words = ("--wrong", "boathouse", "--text", office.text("boat shed"), "--reason", "Misheard.")
    return lambda: ok(office, "addend", office.first, "--correction", *words, "--sign", "Dana Whitfield")


@does("`addend NOTE --entered-in-error`")
def _(office):
    words = ("--reason", "The wrong session.", "--sign", "Dana Whitfield")
    return lambda: ok(office, "addend", office.first, "--entered-in-error", *words)


@does("`cosign NOTE`: it is shown and signed")
def _(office):
    note = office.sign_note(trainee=True)
    typed = ("Ruben Castellanos", "Name the technique next time.")
    office.types.answers = [*(lambda view, _, words=words: Said(words) for words in typed), "sign"]
    return lambda: ok(office, "cosign", note)


@does("`accept NOTE`")
def _(office):
    office.first.write_bytes(office.first.read_bytes().replace(b"boathouse", b"boat shed"))
    return lambda: ok(office, "accept", office.first, "--reason", "Mended by hand.")


@does("`accept --history`: a file that went on anew, and a hole")
def _(office):
    """A hole that no computer can fill any more."""
    files = [*(office.folder / ".notewizard" / "history").iterdir(), *office.drafting.state.history.glob("*/1.jsonl")]
    for file in files:
        first, _, *rest = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join([first, *rest]))
    return lambda: ok(office, "accept", "--history", "--reason", "The disk was bad.")


@does("`deliver`")
def _(office):
    waits(office)()
    return lambda: ok(office, "deliver")


@does("`resume`: a signed note that waits is brought")
def _(office):
    waits(office)()
    return lambda: ok(office, "resume")


@does("`drafts discard DRAFT`")
def _(office):
    draft = office.drafting.has_draft(ANSWERS)
    return lambda: ok(office, "drafts", "discard", draft, "--yes")


@does("`drafts`, `drafts show DRAFT`, `drafts move DRAFT CLIENT`, `drafts restore DRAFT`")
def _(office):
    draft, other = office.drafting.has_draft(ANSWERS), office.drafting.has_draft(ANSWERS)
    ok(office, "drafts", "discard", other, "--yes")

    def done():
        ok(office, "drafts")
        ok(office, "drafts", "show", draft)
        ok(office, "drafts", "move", draft, "c-0311", "--yes")
        ok(office, "drafts", "restore", other)

    return done


def sets_up(office):
    def key(view, script):
        """The one that the page showed, in groups."""
        return Said("".join(line.strip() for line in script.read_last.splitlines() if line[:4] == "    "))

    office.types.answers = ["no", key]


@does("`process setup`, as `process renew`, `process passphrase`, `process add-key` with a word of their own")
def _(office):
    sets_up(office)
    return lambda: ok(office, "process", "setup")


@does("`process passphrase`")
def _(office):
    keep_keys(office.drafting.state, new_keys("2026-11-20").keys)

    def done():
        office.types.answers = ["set"]
        with patch("notewizard.terminal.unseen.ask_unseen", lambda *words: "a long phrase"):
            ok(office, "process", "passphrase")

    return done


@does("`process renew`")
def _(office):
    keep_keys(office.drafting.state, new_keys("2026-11-20").keys)
    sets_up(office)
    return lambda: ok(office, "process", "renew")


@does("`process add-key`")
def _(office):
    before = new_keys("2026-11-20")
    keep_keys(office.drafting.state, before.keys)
    office.types.answers = ["Countertransference around the move.", *["keep"] * 3]
    ok(office, "process", "new", "c-1042")
    (office.drafting.state.keys / "keys.txt").unlink()
    keep_keys(office.drafting.state, new_keys("2026-11-21").keys)
    (office.root / "paper.txt").write_text(before.recovery_secret)
    return lambda: ok(office, "process", "add-key", "--key", office.root / "paper.txt")


@does("`process`, `process new`, `process show NOTE`")
def _(office):
    sets_up(office)
    ok(office, "process", "setup")
    office.types.answers = ["Countertransference around the move.", *["keep"] * 3]

    def done():
        ok(office, "process", "new", "c-1042")
        ok(office, "process")
        ok(office, "process", "show", "1")

    return done


@does("`rules copy ID`, `rules new ID`")
def _(office):
    return lambda: ok(office, "rules", "new", "house")


@does("`formats`, `templates`, `rules`: list, show, test")
def _(office):
    def done():
        for word, one in (("formats", "soap"), ("templates", "soap"), ("rules", "vague")):
            for words in ((), ("show", one), ("test",)):
                ok(office, word, *words)

    return done


@does("`due`, `doctor`, `schema`, `completion bash`")
def _(office):
    def done():
        for words in (("due",), ("schema",), ("completion", "bash")):
            ok(office, *words)
        office.run("doctor")

    return done


def edits(name):
    def prepare(office):
        path = office.folder / ".notewizard" / name

        def done():
            path.write_text(f"# by hand\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
            ok(office, "verify")

        return done

    return prepare


does("config.toml edited by hand, and `verify`")(edits("config.toml"))
does("clients.toml edited by hand, and `verify`")(edits("clients.toml"))


def writes(kind, text):
    def prepare(office):
        path = office.folder / ".notewizard" / kind / "c-1042" / "7.toml"

        def done():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            ok(office, "verify")

        return done

    return prepare


does("plans/CLIENT/N.toml written by hand, and `verify`")(writes("plans", "schema = 1\n"))
does("facts/CLIENT/N.toml written by hand, and `verify`")(writes("facts", "schema = 1\n"))
