"""Signed notes that could not get into their folder, and how they are brought there."""

import shutil
from pathlib import Path

import pytest

from notewizard.cli import main
from notewizard.commands.filed.waiting_notes import Bringing
from notewizard.errors import NotKept
from notewizard.records import finish, outbox
from notewizard.records.journal import decode, encode
from notewizard.records.state import State

ANSWERS = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"
NAME = "2026-11-20 c-1042 progress note.md"
BROUGHT = "Brought: the progress note of November 20, 2026 for c-1042.\n  Kept: "


@pytest.fixture
def waiting(practice, state, capsys):
    """A signed note whose folder cannot be made, because a file is in its place; the draft's id."""
    clients = practice / ".notewizard" / "clients.toml"
    more = '\n[[client]]\nid = "c-1042"\nlabel = "c-1042"\nfolder = "c-1042"\n'
    clients.write_text(clients.read_text(encoding="utf-8") + more, encoding="utf-8")
    (practice / "c-1042").write_text("in the way", encoding="utf-8")
    assert main(["render", str(ANSWERS), "--to", str(practice), "--sign", "Dana Whitfield"]) == 4
    capsys.readouterr()
    return state.drafts.list()[0].id


def test_nothing_waits(capsys):
    assert main(["deliver"]) == 0
    assert capsys.readouterr().err == "Nothing waits: every signed note is in its folder.\n"


def test_while_the_folder_cannot_be_used_the_note_waits_and_says_where_it_is(waiting, state, capsys):
    assert main(["deliver"]) == 4
    said = capsys.readouterr().err
    assert said.startswith(f"Not brought: the progress note of November 20, 2026 for c-1042, draft {waiting}.\n")
    assert f"  The text is in {state.outbox / waiting}.md.\n" in said
    assert said.endswith(
        "It still waits. The text is safe on this computer.\nOnce that is mended: notewizard deliver\n"
    )


def test_then_it_is_brought_and_its_draft_goes(waiting, practice, state, capsys):
    (practice / "c-1042").unlink()
    assert main(["deliver"]) == 0
    assert capsys.readouterr().err == f"{BROUGHT}{practice}/c-1042/{NAME}\n"
    assert "Dana Whitfield, LCSW" in (practice / "c-1042" / NAME).read_text(encoding="utf-8")
    assert state.drafts.list() == ()
    assert main(["deliver"]) == 0


def test_a_taken_name_is_left_alone_and_another_one_offered(waiting, practice, capsys):
    (practice / "c-1042").unlink()
    (practice / "c-1042").mkdir()
    (practice / "c-1042" / NAME).write_text("there before", encoding="utf-8")
    free = NAME.replace(".md", " (2).md")
    assert main(["deliver", waiting]) == 4
    assert f'  Give it another name: notewizard deliver {waiting} --as "{free}"\n' in capsys.readouterr().err
    assert main(["deliver", waiting, "--as", free]) == 0
    assert capsys.readouterr().err == f"{BROUGHT}{practice}/c-1042/{free}\n"
    assert (practice / "c-1042" / NAME).read_text(encoding="utf-8") == "there before"


def test_where_the_name_is_taken_the_text_is_said_to_be_in_its_readable_copy(waiting, practice, state, capsys):
    (practice / "c-1042").unlink()
    (practice / "c-1042").mkdir()
    (practice / "c-1042" / NAME).write_text("there before", encoding="utf-8")
    copy = state.outbox / f"{waiting}.md"
    assert main(["deliver", waiting]) == 4
    assert f"  The text is in {copy}.\n" in capsys.readouterr().err
    copy.write_text("what was signed before it was taken back and changed\n", encoding="utf-8")
    assert main(["deliver", waiting]) == 4
    assert f"  The text is in {state.drafts.folder / waiting}.draft.\n" in capsys.readouterr().err


def test_a_name_without_its_extension_gets_it_and_a_folder_in_it_is_refused(waiting, practice, capsys):
    (practice / "c-1042").unlink()
    assert main(["deliver", waiting, "--as", "../Ashgrove, Ada/x"]) == 2
    assert capsys.readouterr().err == (
        "A file name alone, without a folder.\nNothing was brought.\nThe note stays in its client's folder.\n"
    )
    assert main(["deliver", waiting, "--as", "second note"]) == 0
    assert (practice / "c-1042" / "second note.md").exists()


def test_a_disk_that_is_not_there(waiting, practice, capsys):
    shutil.move(practice, practice.with_name("away"))
    assert main(["deliver"]) == 4
    said = capsys.readouterr().err
    assert "  The practice folder is not there." in said
    assert "It still waits. The text is safe on this computer.\n" in said
    assert not practice.exists()


def test_a_signed_note_is_neither_moved_nor_discarded(waiting, capsys):
    for words in (["move", waiting, "c-0001"], ["discard", waiting]):
        assert main(["drafts", *words, "--yes"]) == 1
        assert capsys.readouterr().err == (
            "This note is signed and waits to get into its folder.\nNothing was changed.\n"
            f"Bring it there with: notewizard deliver {waiting}\n"
        )


def test_wrong_words(capsys):
    assert main(["deliver", "nothing"]) == 1
    assert capsys.readouterr().err == "No signed note waits under that id.\nList them with: notewizard drafts\n"


def test_a_name_no_system_can_hold_is_refused_before_it_is_tried(waiting, practice, capsys):
    (practice / "c-1042").unlink()
    assert main(["deliver", waiting, "--as", "CON"]) == 4
    assert "This file name cannot be used: it is the name of a device on Windows." in capsys.readouterr().err
    assert main(["deliver", waiting]) == 0
    assert capsys.readouterr().err == f"{BROUGHT}{practice}/c-1042/{NAME}\n"


STILL = "1 signed note is not in its folder yet. The text is safe here. Bring it: notewizard deliver"


def test_beside_the_first_question_it_is_brought_by_itself_and_said_once(waiting, practice, state):
    bringing = Bringing(lambda: state)
    bringing.try_now(lambda *_: None)
    assert (bringing.said(), bringing.brought(waiting)) == ((STILL,), None)
    bringing.try_now(lambda *_: None)
    assert bringing.said() == ()  # once a run
    (practice / "c-1042").unlink()
    bringing.try_now(lambda *_: None)
    (line,) = bringing.said()
    assert line == f"The signed progress note of November 20, 2026 for c-1042 was brought: {practice}/c-1042/{NAME}"
    assert bringing.brought(waiting).path == practice / "c-1042" / NAME
    assert (bringing.said(), state.drafts.list()) == ((), ())
    bringing.try_now(lambda *_: None)
    assert bringing.said() == ()


def test_before_it_was_tried_nobody_says_that_it_is_not_there_yet(waiting, practice, state):
    bringing = Bringing(lambda: state)
    tried = (
        "1 signed note waits; its folder is tried now. The text is safe here. What goes on waiting: notewizard deliver"
    )
    assert bringing.waits() == tried
    bringing.try_now(lambda *_: None)
    assert (bringing.said(), bringing.waits()) == ((STILL,), "")
    (practice / "c-1042").unlink()
    brought = Bringing(lambda: state)
    assert brought.waits() == tried
    brought.try_now(lambda *_: None)
    assert [line.partition(": ")[0] for line in brought.said()] == [
        "The signed progress note of November 20, 2026 for c-1042 was brought"
    ]
    assert brought.waits() == ""


def test_a_folder_that_does_not_answer_is_not_tried_and_nothing_is_raised(waiting, practice, state, monkeypatch):
    monkeypatch.setattr("notewizard.records.outbox.deliver", lambda *_: pytest.fail("It was tried."))
    shutil.move(practice, practice.with_name("away"))
    practice.mkdir()  # as where a disk is unmounted
    Bringing(lambda: state).try_now(lambda *_: None)
    monkeypatch.setattr("notewizard.records.outbox.is_there", lambda practice: 1 / 0)
    Bringing(lambda: state).try_now(lambda *_: None)
    assert list(practice.iterdir()) == []


def test_a_note_that_was_renamed_after_a_kill_is_not_brought_a_second_time(waiting, practice, state, monkeypatch):
    (practice / "c-1042").unlink()
    with monkeypatch.context() as killed:  # right after the draft says that the note is there
        killed.setattr("notewizard.records.drafts.Drafts.finish", lambda *_: True)
        killed.setattr("notewizard.records.finish.remove_quietly", lambda path: False)
        assert main(["deliver"]) == 0
    assert [draft.signed for draft in state.drafts.list()] == [True]
    (practice / "c-1042" / NAME).rename(practice / "c-1042" / "renamed.md")
    assert main(["deliver"]) == 0
    assert [path.name for path in (practice / "c-1042").iterdir()] == ["renamed.md"]
    assert state.drafts.list() == ()


def test_several_are_brought_one_after_the_other_each_by_what_it_is(two_clients, monkeypatch):
    office = two_clients
    note = office.sign_note()
    office.later(days=2)
    full = NotKept("The file cannot be written: no space left on device.")
    real = finish.publish

    def publish(folder, name, *words, **named):
        if office.full in name:
            raise full
        return real(folder, name, *words, **named)

    monkeypatch.setattr(finish, "publish", publish)
    office.full = "2026"
    added = ("--text", office.text("The PCP called."), "--known", "2026-11-21", "--reason", "PCP called")
    assert office.addend("addendum", *added)[0] == 4
    office.later(minutes=1)
    right = ("--wrong", "exposure ladder", "--text", office.text("exposure stairs"), "--reason", "Misheard.")
    right += ("--holds", "plan.next_focus=Continue the exposure stairs.")
    assert office.addend("correction", *right)[0] == 4
    office.later(minutes=1)
    assert office.addend("entered-in-error", "--reason", "The wrong session.")[0] == 4
    _, _, err = office.run("due")
    assert "3 signed files are not in their folder yet." in err
    office.full = "correction"
    code, out, err = office.run("deliver")
    waits = State(office.root / "state").drafts.list()[0].id
    stem = note.with_suffix("")
    assert (code, out) == (4, "")
    assert err.splitlines() == [
        "Brought: the addendum to the note of November 20, 2026 for c-1042.",
        f"  Kept: {stem} addendum.md",
        f"Not brought: the correction of the note of November 20, 2026 for c-1042, draft {waits}.",
        "  The file cannot be written: no space left on device.",
        f"  The text is in {office.root / 'state' / 'outbox' / waits}.md.",
        "Brought: the mark “entered in error” about the session of November 20, 2026 for c-1042.",
        f"  Kept: {stem} entered in error.md",
        "1 of 3 still waits. The text is safe on this computer.",
        "Once that is mended: notewizard deliver",
    ]
    office.full = "nothing"
    _, _, err = office.run("deliver")
    assert (
        err == f"Brought: the correction of the note of November 20, 2026 for c-1042.\n  Kept: {stem} correction.md\n"
    )


def test_a_later_writing_whose_name_was_taken_meanwhile_is_brought_by_itself_beside_it(two_clients, monkeypatch):
    office, full = two_clients, [NotKept("The file cannot be written: no space left on device.")]
    note, state, real = office.sign_note(), State(office.root / "state"), finish.publish
    office.later(days=2)

    def publish(*words, **named):
        if full:
            raise full[0]
        return real(*words, **named)

    monkeypatch.setattr(finish, "publish", publish)
    added = ("--text", office.text("The PCP called."), "--known", "2026-11-21", "--reason", "PCP called")
    assert office.addend("addendum", *added)[0] == 4
    theirs = [note.with_name(f"{note.stem} addendum{which}.md") for which in ("", " (2)")]
    for path in theirs:
        path.write_text("there before", encoding="utf-8")
    full.clear()
    bringing = Bringing(lambda: state)
    bringing.try_now(lambda *_: None)
    brought = note.with_name(f"{note.stem} addendum (3).md")
    assert bringing.said() == (
        f"The signed addendum to the note of November 20, 2026 for c-1042 was brought: {brought}",
    )
    assert "The PCP called." in brought.read_text(encoding="utf-8")
    assert [path.read_text(encoding="utf-8") for path in theirs] == ["there before"] * 2
    assert [each.file for each in office.records("addendum")] == [f"Example/{brought.name}"]
    assert state.drafts.list() == ()
    assert office.run("deliver")[2] == "Nothing waits: every signed note is in its folder.\n"


def test_a_name_that_a_record_gives_to_another_is_not_taken_while_that_file_is_away(two_clients, monkeypatch):
    office, full = two_clients, [NotKept("The file cannot be written: no space left on device.")]
    note, real = office.sign_note(), finish.publish
    office.later(days=2)
    monkeypatch.setattr(finish, "publish", lambda *w, **n: real(*w, **n) if not full else _raised(full[0]))
    added = ("--known", "2026-11-21", "--reason", "PCP called")
    assert office.addend("addendum", "--text", office.text("The PCP called."), *added)[0] == 4
    full.clear()
    with monkeypatch.context() as another_computer:
        another_computer.setattr("notewizard.commands.walking.later_walk.waiting_records", lambda *_: ())
        assert office.addend("addendum", "--text", office.text("The PCP called again."), *added)[0] == 0
    note.with_name(f"{note.stem} addendum.md").rename(office.root / "not synced yet.md")
    assert office.run("deliver")[0] == 0
    assert note.with_name(f"{note.stem} addendum (2).md").exists()
    assert sorted(each.file for each in office.records("addendum")) == [
        f"Example/{note.stem} addendum (2).md",
        f"Example/{note.stem} addendum.md",
    ]


def test_names_that_are_taken_while_it_is_on_its_way_are_counted_on(two_clients, monkeypatch):
    office, tried, real = two_clients, [], outbox.keep_note
    note = office.sign_note()
    office.later(days=2)

    def keep_note(state, draft, practice, signed):
        tried.append(signed.file.removeprefix(f"Example/{note.stem} "))
        if len(tried) < 4:
            (practice.root / signed.file).write_text("of another computer", encoding="utf-8")
        return real(state, draft, practice, signed)

    monkeypatch.setattr(outbox, "keep_note", keep_note)
    added = ("--text", office.text("The PCP called."), "--known", "2026-11-21", "--reason", "PCP called")
    assert office.addend("addendum", *added)[0] == 0
    assert tried == ["addendum.md", "addendum (2).md", "addendum (3).md", "addendum (4).md"]
    assert [each.file for each in office.records("addendum")] == [f"Example/{note.stem} addendum (4).md"]


def _raised(trouble):
    raise trouble


@pytest.fixture
def exchanged(waiting, practice, state):
    """While a note waits, the disk is exchanged for that of another practice, with a client of the same id."""
    own = practice.with_name("own disk")
    practice.rename(own)
    (practice / ".notewizard").mkdir(parents=True)
    (practice / "c-1042").mkdir()
    for name in ("config.toml", "clients.toml"):
        shutil.copy(own / ".notewizard" / name, practice / ".notewizard" / name)
    clients = practice / ".notewizard" / "clients.toml"
    clients.write_text('[[client]]\nid = "c-1042"\nname = "Bo Birchwater"\nfolder = "c-1042"\n', encoding="utf-8")
    return own


def test_another_practice_at_the_same_place_gets_nothing_and_its_own_gets_it_once(
    waiting, exchanged, practice, state, capsys
):
    before = sorted(practice.rglob("*"))
    assert main(["deliver"]) == 4
    said = capsys.readouterr().err
    assert "  Another practice is in the place of the one that this belongs to. (" in said
    assert f"  The text is in {state.outbox / waiting}.md.\n" in said
    Bringing(lambda: state).try_now(lambda *_: None)
    assert sorted(practice.rglob("*")) == before
    shutil.rmtree(practice)
    exchanged.rename(practice)
    (practice / "c-1042").unlink()
    assert main(["deliver"]) == 0
    assert [path.name for path in (practice / "c-1042").iterdir()] == [NAME]


def test_a_draft_is_neither_shown_nor_gone_on_with_under_a_client_of_another_practice(
    waiting, exchanged, practice, capsys
):
    assert main(["drafts"]) == 0
    said = capsys.readouterr().out
    assert "c-1042" in said
    assert "Birchwater" not in said
    assert main(["resume", waiting, "--accessible"]) in (2, 4)
    assert "Birchwater" not in "".join(capsys.readouterr())


def test_a_draft_begun_in_another_practice_is_not_signed_here(exchanged, practice, state, capsys):
    from notewizard.records.identity import begun_in
    from notewizard.records.practice import Practice

    draft = state.drafts.begin("c-1042", "soap", "2026-11-20T10:00")
    draft.append(begun_in(Practice(practice), ["a" * 32]))
    draft.close()
    assert main(["sign", draft.id, "--as", "Dana Whitfield"]) == 4
    said = capsys.readouterr().err
    assert "Another practice is in the place of the one that this belongs to." in said
    assert "Connect the disk with that practice" in said
    assert list((practice / "c-1042").iterdir()) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("note", {}), ("note", []), ("record", 5), ("clock", 5), ("temporary", "../../x"), ("text", "x"), ("practice", 5)],
)
def test_a_draft_that_was_changed_since_its_note_was_signed_stops_no_command(
    waiting, state, practice, capsys, key, value
):
    (practice / "c-1042").unlink()
    (draft,) = [each.path for each in state.drafts.list()]
    entries = decode(draft.read_bytes()).entries
    step = next(each for each in entries if each["kind"] == "publishing")
    places = [step, step["note"], step["note"]["record"]]
    next(each for each in places if key in each)[key] = value
    draft.write_bytes(b"".join(map(encode, entries)))
    said = draft.read_bytes()
    sign = ["sign", waiting, "--as", "Dana Whitfield"]
    for words in (["deliver"], ["deliver", waiting, "--as", "second note"], sign):
        assert main(words) == 4
        told = capsys.readouterr().err
        assert "The signed note in this draft is not as it was signed" in told
        assert str(draft) in told
    for words in (["drafts"], ["drafts", "show", waiting], ["due"], ["doctor"], ["export", "c-1042", "--as", "txt"]):
        assert main(words) in {0, 1, 2, 4}
        assert "not as it was signed" not in capsys.readouterr().err
    assert draft.read_bytes() == said
    assert not (practice / "c-1042").exists()
