"""`verify`, `accept`, `history`: what a person is told of a note that is not as it was signed, and what to do."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from notewizard.cli import main

ANSWERS = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"


@pytest.fixture
def note(practice, capsys):
    """A signed note of ours in a practice; its path."""
    clients = practice / ".notewizard" / "clients.toml"
    more = '\n[[client]]\nid = "c-1042"\nlabel = "c-1042"\nfolder = "c-1042"\n'
    clients.write_text(clients.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert main(["render", str(ANSWERS), "--to", str(practice), "--sign", "Dana Whitfield"]) == 0
    capsys.readouterr()
    return next((practice / "c-1042").iterdir())


def run(practice, capsys, *words):
    code = main([*words, "--practice", str(practice)])
    out, err = capsys.readouterr()
    return code, out, err


def changed(note):
    data = note.read_bytes()
    note.write_bytes(data.replace(b"exposure ladder", b"exposure stairs"))


def test_a_practice_whose_notes_are_as_signed(practice, note, capsys):
    code, out, err = run(practice, capsys, "verify")
    assert (code, err) == (0, "")
    assert out.startswith("1 note as signed, 0 not, 0 to look at.\n")


def test_the_code_in_the_signature_is_that_of_the_history_before(practice, note, capsys):
    _, out, _ = run(practice, capsys, "history", "--json")
    before = [each["why"] for each in json.loads(out)["results"] if each["action"] == "configure"]
    assert before == ["set up", "clients.toml edited outside"]
    assert (
        note.read_text(encoding="utf-8").rstrip().rpartition("History code ")[2].strip(".").replace("-", "").isalnum()
    )


def test_a_changed_note_is_named_with_its_line_and_what_to_do_and_not_a_word_of_it(practice, note, capsys):
    changed(note)
    code, out, err = run(practice, capsys, "verify")
    assert code == 4
    file = note.relative_to(practice).as_posix()
    assert f"CHANGED         {file}\n" in out
    assert "reads otherwise." in out
    assert f'notewizard addend "{file}"' in out
    assert "exposure" not in out + err


def test_accept_needs_a_reason_and_touches_nothing(practice, note, capsys):
    changed(note)
    data = note.read_bytes()
    code, _, err = run(practice, capsys, "accept", str(note))
    assert code == 2
    assert "--reason" in err
    code, out, err = run(practice, capsys, "accept", str(note), "--reason", "Mended by hand.")
    assert (code, out) == (0, "")
    assert "Accepted as outside edit" in err
    assert note.read_bytes() == data
    code, out, _ = run(practice, capsys, "verify")
    assert code == 0
    assert "Accepted as outside edit on " in out
    _, out, _ = run(practice, capsys, "history", str(note))
    assert "accept            Dana Whitfield, LCSW (outside edit)\n                    Mended by hand.\n" in out


def test_what_was_accepted_can_be_changed_again_and_is_named_again(practice, note, capsys):
    changed(note)
    run(practice, capsys, "accept", str(note), "--reason", "Mended by hand.")
    note.write_bytes(note.read_bytes() + b"More.\n")
    assert run(practice, capsys, "verify")[0] == 4


def test_the_signed_file_put_back_after_an_acceptance_is_as_signed(practice, note, capsys):
    signed = note.read_bytes()
    note.write_bytes(signed.replace(b"one day", b"two days"))
    assert run(practice, capsys, "accept", str(note), "--reason", "Told by phone.")[0] == 0
    assert (
        "no notes as signed, 0 not, 0 to look at. 1 more with an accepted change." in run(practice, capsys, "verify")[1]
    )
    note.write_bytes(signed)
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "1 note as signed, 0 not, 0 to look at.\n" in out) == (0, True)
    code, out, _ = run(practice, capsys, "export", str(note), "--as", "txt")
    assert (code, "outside of this program" in out) == (0, False)


def test_there_is_nothing_to_accept_in_a_note_that_is_as_signed(practice, note, capsys):
    code, _, err = run(practice, capsys, "accept", str(note), "--reason", "So.")
    assert code == 1
    assert "It is what was signed." in err


def test_a_note_that_is_gone_is_accepted_by_its_id_and_told_when_it_comes_back(practice, note, capsys):
    data, id_ = note.read_bytes(), json.loads(run(practice, capsys, "verify", "--json")[1])["results"][0]["note"]
    note.unlink()
    assert run(practice, capsys, "verify")[0] == 4
    assert run(practice, capsys, "accept", id_, "--reason", "Destroyed as the law asks.")[0] == 0
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "Accepted as missing" in out) == (0, True)
    note.write_bytes(data)
    assert run(practice, capsys, "verify")[1].startswith("1 note as signed")


def test_a_note_nobody_knows_is_not_accepted(practice, note, capsys):
    code, _, err = run(practice, capsys, "accept", "nothing.md", "--reason", "So.")
    assert code == 4
    assert "Neither the history nor a record knows this note." in err


def test_one_folder_alone_is_told(practice, note, capsys):
    changed(note)
    code, out, _ = run(practice, capsys, "verify", str(practice / ".notewizard"))
    assert (code, out.splitlines()[0]) == (0, "no notes as signed, 0 not, 0 to look at.")
    assert run(practice, capsys, "verify", str(note.parent))[0] == 4


def test_verify_as_data(practice, note, capsys):
    changed(note)
    code, out, _ = run(practice, capsys, "verify", "--json")
    assert code == 4
    (result,) = json.loads(out)["results"]
    assert result["kind"] == "changed"
    assert result["level"] == "broken"
    assert set(result) == {"path", "note", "kind", "level", "said", "next", "sha256"}


def test_history_lists_who_did_what_and_knows_days(practice, note, capsys):
    _, out, _ = run(practice, capsys, "history")
    actions = [line.split()[2] for line in out.splitlines()[1:]]
    assert actions == ["configure", "configure", "sign"]
    _, out, _ = run(practice, capsys, "history", "--to", "2001-01-01")
    assert out == "no entries.\n"
    assert run(practice, capsys, "history", "--from", "yesterday")[0] == 2


def test_history_with_the_text_of_a_note(practice, note, capsys):
    _, out, _ = run(practice, capsys, "history", str(note), "--text")
    assert "PROGRESS NOTE" in out
    assert "Electronically signed by Dana Whitfield, LCSW" in out
    _, out, _ = run(practice, capsys, "history", str(note))
    assert out.splitlines()[-1].split()[2] == "view"


def test_a_copy_for_somebody_else_is_an_export(practice, note, capsys):
    assert run(practice, capsys, "convert", str(note), "--format", "dap")[0] == 0
    _, out, _ = run(practice, capsys, "history", str(note))
    assert "export            Dana Whitfield, LCSW (dap)" in out


def test_a_folder_that_cannot_be_written_still_can_be_verified(practice, note, state, capsys):
    history = practice / ".notewizard" / "history"
    (path,) = history.iterdir()
    path.rename(practice / "kept")
    path.mkdir()
    code, out, err = run(practice, capsys, "verify")
    assert code == 4
    assert "it is kept on this computer" in err
    assert "Traceback" not in out + err


def test_a_folder_elsewhere_is_verified_as_its_own_practice(practice, note, state, capsys):
    assert main(["verify", str(note.parent)]) == 0
    assert capsys.readouterr().out.startswith("1 note as signed")


def test_what_nobody_knows_is_never_told_as_well(practice, note, capsys):
    for each in ("c-1042/typo.md", "no such folder/"):
        code, out, err = run(practice, capsys, "verify", str(practice / each))
        assert (code, out) == (4, "")
        assert "Neither the history nor a record knows this note." in err


def test_a_note_counts_once_by_the_worst_that_is_said_of_it(practice, note, capsys):
    (record,) = (practice / ".notewizard" / "records").iterdir()
    record.write_bytes(record.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    code, out, _ = run(practice, capsys, "verify")
    assert code == 4
    assert out.startswith("no notes as signed, 1 not, 0 to look at.\n")


def test_the_next_step_for_a_changed_note_is_one_that_works(practice, note, capsys):
    signed = note.read_bytes()
    changed(note)
    _, out, _ = run(practice, capsys, "verify")
    assert "Put the signed file back from a backup" in out
    note.write_bytes(signed)
    words = ("--correction", "--wrong", "exposure ladder", "--reason", "Misheard.", "--sign", "Dana Whitfield")
    words += ("--holds", "plan.next_focus=Continue the exposure stairs.")
    text = practice.parent / "right.txt"
    text.write_text("exposure stairs", encoding="utf-8")
    assert main(["addend", str(note), *words, "--text", str(text)]) == 0


def test_a_missing_note_without_its_record_is_named_by_its_id(practice, note, capsys):
    note.unlink()
    (record,) = (practice / ".notewizard" / "records").iterdir()
    record.unlink()
    _, out, _ = run(practice, capsys, "verify")
    assert f"MISSING         note {record.stem}\n" in out
    assert f"notewizard accept {record.stem}" in out


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_is_closed_is_told_and_the_rest_is_verified(practice, note, capsys):
    note.parent.chmod(0)
    try:
        code, out, _ = run(practice, capsys, "verify")
    finally:
        note.parent.chmod(0o700)
    assert code == 4
    assert "UNREADABLE      c-1042\n" in out


def test_a_folder_that_cannot_be_listed_does_not_end_it(practice, note, capsys, monkeypatch):
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: refuse() if Path(path) == note.parent else real(path))
    code, out, _ = run(practice, capsys, "verify")
    assert code == 4
    assert "UNREADABLE      c-1042/2026-11-20 c-1042 progress note.md\n" in out
    assert "access is not permitted" in out
    assert "MISSING" not in out


def refuse():
    raise PermissionError(errno.EACCES, "closed")


def test_what_moved_is_accepted_a_folder_at_a_time_and_what_changed_is_not(practice, note, capsys):
    (note.parent / "2026").mkdir()
    note.rename(note.parent / "2026" / note.name)
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "MOVED " in out) == (1, True)
    code, _, err = run(practice, capsys, "accept", str(note.parent), "--reason", "Sorted by year.")
    assert (code, "Accepted as moved: c-1042/2026/" in err) == (0, True)
    assert run(practice, capsys, "verify")[0] == 0
    changed(note.parent / "2026" / note.name)
    code, _, err = run(practice, capsys, "accept", str(note.parent), "--reason", "All fine.")
    assert code == 1
    assert "note by note" in err


def foreign(practice, capsys):
    """A note of another program with an addendum; both files."""
    clients = (practice / ".notewizard" / "clients.toml").read_text(encoding="utf-8")
    folder = next(line.split('"')[1] for line in clients.splitlines() if line.startswith("folder = "))
    old = practice / folder / "2026-11-13 old note.md"
    old.parent.mkdir(exist_ok=True)
    old.write_text("Seen today. Plan: sleep diary.\n", encoding="utf-8")
    text = practice.parent / "pcp.txt"
    text.write_text("The PCP called: TSH in range.\n", encoding="utf-8")
    words = ["--addendum", "--text", str(text), "--known", "2026-11-20", "--reason", "PCP called"]
    words += ["--session", "2026-11-13", "--sign", "Dana Whitfield"]
    assert main(["addend", str(old), *words]) == 0
    capsys.readouterr()
    return old


def test_what_was_written_to_a_note_of_another_program_is_told_when_that_note_changed(practice, capsys):
    old = foreign(practice, capsys)
    assert run(practice, capsys, "verify")[0] == 0
    old.write_text("Seen today. Plan: nothing.\n", encoding="utf-8")
    code, out, _ = run(practice, capsys, "verify")
    assert code == 1
    assert "PARENT CHANGED" in out
    assert "is not what it was then." in " ".join(out.split())
    addendum = next(each for each in old.parent.iterdir() if "addendum" in each.name)
    assert run(practice, capsys, "accept", str(addendum), "--reason", "Their program reformats it.")[0] == 0
    assert run(practice, capsys, "verify")[0] == 0


def test_the_history_of_a_note_of_another_program_is_what_was_written_to_it(practice, capsys):
    old = foreign(practice, capsys)
    code, out, _ = run(practice, capsys, "history", str(old), "--text")
    assert code == 0
    assert out.startswith("Note of another program: ")
    assert "addendum          Dana Whitfield, LCSW\n" in out
    assert "PCP called" in out
    assert "Seen today." in out
    assert "TSH in range." in out


def test_the_history_of_a_note_is_one_list_in_order(practice, note, capsys):
    text = practice.parent / "right.txt"
    text.write_text("exposure stairs", encoding="utf-8")
    words = ("--correction", "--wrong", "exposure ladder", "--reason", "Misheard.", "--sign", "Dana Whitfield")
    words += ("--holds", "plan.next_focus=Continue the exposure stairs.")
    assert main(["addend", str(note), *words, "--text", str(text)]) == 0
    changed(note)
    assert run(practice, capsys, "accept", str(note), "--reason", "Mended by hand.")[0] == 0
    _, out, _ = run(practice, capsys, "history", str(note))
    lines = [line[20:].strip() for line in out.splitlines()[1:]]
    assert [line.split("  ")[0] for line in lines] == [
        "sign",
        "correction",
        f"c-1042/{note.stem} correction.md",
        "Misheard.",
        "accept",
        "Mended by hand.",
    ]


def test_a_practice_that_signs_elsewhere_creates_and_does_not_sign(practice, capsys):
    config = practice / ".notewizard" / "config.toml"
    text = config.read_text(encoding="utf-8")
    text = text.replace('signature = "printed"', "") if "signature" in text else text
    config.write_text('signature = "elsewhere"\n' + text, encoding="utf-8")
    clients = practice / ".notewizard" / "clients.toml"
    more = '\n[[client]]\nid = "c-1042"\nlabel = "c-1042"\nfolder = "c-1042"\n'
    clients.write_text(clients.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert main(["render", str(ANSWERS), "--to", str(practice)]) == 0
    capsys.readouterr()
    assert actions(practice, capsys) == ["configure", "configure", "configure", "create"]
    assert run(practice, capsys, "verify")[1].startswith("1 note as signed, 0 not, 0 to look at.\n")


def actions(practice, capsys):
    results = json.loads(run(practice, capsys, "history", "--json")[1])["results"]
    return [each["action"] for each in results]


def test_a_copied_template_and_a_discarded_draft_are_in_the_history(practice, state, capsys):
    assert run(practice, capsys, "rules", "new", "our-words")[0] == 0
    draft = state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    draft.append({"kind": "practice", "root": str(practice)})
    draft.close()
    assert run(practice, capsys, "drafts", "discard", draft.id, "--yes")[0] == 0
    results = json.loads(run(practice, capsys, "history", "--json")[1])["results"][1:]
    assert [(each["action"], each["why"]) for each in results] == [
        ("configure", "rules"),
        ("discard", f"draft {draft.id}"),
    ]


def test_a_check_of_a_kept_note_is_a_view_of_it(practice, note, capsys):
    run(practice, capsys, "check", str(note))
    _, out, _ = run(practice, capsys, "history", str(note))
    assert "view              Dana Whitfield, LCSW (check)" in out


def test_what_the_history_lost_for_good_is_accepted_with_a_reason_and_the_next_loss_is_told(
    practice, note, state, capsys, monkeypatch
):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(practice.parent / "stolen laptop"))
    run(practice, capsys, "history", str(note))
    (theirs,) = set((practice / ".notewizard" / "history").iterdir()) - {mine(practice, state)}
    monkeypatch.setenv("NOTEWIZARD_STATE", str(state.root))
    assert run(practice, capsys, "verify")[0] == 0
    theirs.unlink()
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "HISTORY         cut" in out) == (4, True)
    assert "notewizard accept --history" in out
    assert run(practice, capsys, "accept")[0] == 2
    code, _, err = run(practice, capsys, "accept", "--history", "--reason", "The laptop was stolen.")
    assert (code, "Accepted: history cut." in err) == (0, True)
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "Accepted on " in out) == (0, True)
    assert run(practice, capsys, "accept", "--history", "--reason", "Again.")[0] == 1
    mine(practice, state).write_bytes(b"")
    assert run(practice, capsys, "verify")[0] == 4


def mine(practice, state):
    """The file of this computer's own entries."""
    from notewizard.records.history.writing import History
    from notewizard.records.practice import Practice

    return practice / ".notewizard" / "history" / f"{History(Practice(practice), state).device}.1.jsonl"


def record_of(practice, note):
    (path,) = (practice / ".notewizard" / "records").iterdir()
    return path


def test_a_record_that_was_changed_is_accepted_as_it_is_now_and_no_further(practice, note, capsys):
    record = record_of(practice, note)
    record.write_bytes(record.read_bytes().replace(b"exposure ladder", b"exposure stairs"))
    held = record.read_bytes()
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "RECORD CHANGED" in out, f"notewizard accept {note_word(note, practice)}" in out) == (4, True, True)
    code, _, err = run(practice, capsys, "accept", str(note), "--reason", "Typed over by a search and replace.")
    assert (code, "Accepted as record changed" in err) == (0, True)
    assert record.read_bytes() == held
    code, out, _ = run(practice, capsys, "verify")
    assert code == 0
    assert out.startswith("no notes as signed, 0 not, 0 to look at. 1 more with an accepted change.\n")
    assert "Accepted as record changed on " in out
    assert "by Dana Whitfield, LCSW. Reason: Typed over by a search and replace." in " ".join(out.split())
    record.write_bytes(held.replace(b"exposure stairs", b"exposure steps!"))
    assert run(practice, capsys, "verify")[0] == 4


def note_word(note, practice):
    return f'"{note.relative_to(practice).as_posix()}"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"author": "Dana Whitfield, LCSW"', b'"author": "Evan Whitfield, LCS"'),
        (b'"utc": "2', b'"utc": "1'),
        (b'"client": "c-1042"', b'"client": "c-0001"'),
        (b'"kind": "progress note"', b'"kind": "late entry"'),
    ],
    ids=["who", "when", "whose", "what"],
)
def test_a_record_that_says_another_signature_or_client_is_never_accepted(practice, note, capsys, before, after):
    record = record_of(practice, note)
    assert before in record.read_bytes()
    record.write_bytes(record.read_bytes().replace(before, after, 1))
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "RECORD UNTRUSTED" in out, "accept" in out.split("RECORD UNTRUSTED")[1]) == (4, True, True)
    code, _, err = run(practice, capsys, "accept", str(note), "--reason", "It is fine.")
    assert (code, "a signature that nobody gave" in err) == (1, True)
    assert run(practice, capsys, "verify")[0] == 4


def test_a_co_signature_whose_record_was_changed_is_never_accepted(practice, note, capsys):
    text = practice.parent / "more.txt"
    text.write_text("The PCP called: TSH in range.\n", encoding="utf-8")
    words = ("--addendum", "--known", "2026-11-20", "--reason", "PCP called", "--sign", "Dana Whitfield")
    assert main(["addend", str(note), *words, "--text", str(text)]) == 0
    records = practice / ".notewizard" / "records"
    record = next(each for each in records.iterdir() if b'"kind": "addendum"' in each.read_bytes())
    parent = json.loads(record.read_bytes())["parent"]["sha256"].encode()
    record.write_bytes(record.read_bytes().replace(parent, b"0" * 64))
    assert run(practice, capsys, "verify")[0] == 4
    code, _, err = run(practice, capsys, "accept", record.stem, "--reason", "It is fine.")
    assert (code, "a signature that nobody gave" in err) == (1, True)


def test_a_note_whose_record_is_gone_is_accepted_and_the_record_counts_again_when_it_is_back(practice, note, capsys):
    record = record_of(practice, note)
    data = record.read_bytes()
    record.unlink()
    assert run(practice, capsys, "verify")[0] == 4
    assert run(practice, capsys, "accept", str(note), "--reason", "Lost with the old disk.")[0] == 0
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "Reason: Lost with the old disk." in " ".join(out.split())) == (0, True)
    changed(note)
    assert run(practice, capsys, "verify")[0] == 4  # its words are no more accepted than before
    note.write_bytes(note.read_bytes().replace(b"exposure stairs", b"exposure ladder"))
    record.write_bytes(data)
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "Accepted" in out) == (0, False)


def test_a_damaged_record_is_accepted_as_lost_until_another_one_stands_there(practice, note, capsys):
    record = record_of(practice, note)
    data = record.read_bytes()
    record.write_bytes(data[:100])
    assert run(practice, capsys, "verify")[0] == 4
    assert run(practice, capsys, "accept", str(note), "--reason", "The disk failed.")[0] == 0
    assert run(practice, capsys, "verify")[0] == 0
    record.write_bytes(data[:120])
    assert run(practice, capsys, "verify")[0] == 4


def without_anything(practice, state):
    """The practice lost all that is known of its notes, and so did this computer."""
    for place in (practice / ".notewizard" / "records", practice / ".notewizard" / "history", state.history):
        shutil.rmtree(place)


def test_a_note_that_nobody_knows_may_stay_and_is_never_called_signed(practice, note, state, capsys):
    without_anything(practice, state)
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "NOT KNOWN" in out) == (4, True)
    code, _, err = run(practice, capsys, "accept", str(note.parent), "--reason", "All fine.")
    assert (code, "note by note" in err) == (1, True)
    assert run(practice, capsys, "accept", str(note), "--reason", "All but the notes was lost.")[0] == 0
    code, out, _ = run(practice, capsys, "verify")
    assert code == 0
    assert out.startswith(
        "no notes as signed, 0 not, 0 to look at. 1 more that nothing here shows to be signed.\nUNPROVED "
    )
    changed(note)
    assert run(practice, capsys, "verify")[0] == 4


def accepted_while_nobody_knew_it(practice, note, state, capsys):
    """A changed note was accepted while records and history were lost, and they turned up again."""
    kept = practice.parent / "backup"
    shutil.copytree(practice / ".notewizard", kept)
    without_anything(practice, state)
    changed(note)
    assert run(practice, capsys, "accept", str(note), "--reason", "All but the notes was lost.")[0] == 0
    for name in ("records", "history"):
        shutil.copytree(kept / name, practice / ".notewizard" / name, dirs_exist_ok=True)


def test_what_was_accepted_unknown_is_held_against_its_signature_once_that_turns_up(practice, note, state, capsys):
    accepted_while_nobody_knew_it(practice, note, state, capsys)
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "CHANGED " in out) == (4, True)


def forged(practice, note, **more):
    """A history file of a computer that nobody has: the note was signed earlier, and says something else."""
    from dataclasses import replace

    from notewizard.records.history.entry import line_of
    from notewizard.records.history.reading import read_history
    from notewizard.records.practice import Practice

    entry = next(each for each in read_history(Practice(practice)).entries if each.event.action == "sign")
    line, _ = line_of("0123456789ab", 1, [], replace(entry.event, **more))
    (practice / ".notewizard" / "history" / "0123456789ab.1.jsonl").write_bytes(line)


def test_a_second_signature_that_says_something_else_is_found_and_never_accepted(practice, note, capsys):
    forged(practice, note, actor="Eve Cole, LPC", utc="2026-11-01T10:00:00+00:00")
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "SIGNED TWICE" in out) == (4, True)
    run(practice, capsys, "accept", str(note), "--reason", "It is fine.")
    assert run(practice, capsys, "verify")[0] == 4
    assert run(practice, capsys, "accept", "--history", "--reason", "It is fine.")[0] == 1
    assert run(practice, capsys, "verify")[0] == 4


def test_the_same_signature_from_a_copied_private_folder_is_no_second_one(practice, note, capsys):
    forged(practice, note)
    assert run(practice, capsys, "verify")[0] == 0


def test_what_stays_in_the_history_for_ever_is_accepted_and_the_next_one_told_anew(practice, note, state, capsys):
    path = mine(practice, state)
    first = path.read_bytes().splitlines(keepends=True)[0]
    run(practice, capsys, "verify")
    path.write_bytes(first)
    run(practice, capsys, "verify")  # goes on in a second file
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "HISTORY         went on" in out, "notewizard accept --history" in out) == (0, True, True)
    assert run(practice, capsys, "accept", "--history", "--reason", "A backup was put back.")[0] == 0
    code, out, _ = run(practice, capsys, "verify")
    assert (code, "Reason: A backup was put back." in " ".join(out.split())) == (0, True)
    assert "notewizard accept" not in out
    assert run(practice, capsys, "accept", "--history", "--reason", "Again.")[0] == 1
    path.with_name(path.name.replace(".1.", ".2.")).write_bytes(b"")
    run(practice, capsys, "verify")
    run(practice, capsys, "verify")
    assert "notewizard accept --history" in run(practice, capsys, "verify")[1]


def test_a_reason_that_is_not_there_any_more_is_said(practice, note, capsys):
    changed(note)
    assert run(practice, capsys, "accept", str(note), "--reason", "Mended by hand.")[0] == 0
    (reason,) = (practice / ".notewizard" / "accepted").iterdir()
    reason.write_text(reason.read_text().replace("Mended", "Forged"))
    code, out, _ = run(practice, capsys, "verify")
    said = " ".join(out.split())
    assert (code, "Forged" in said, "The reason that was given is not here any more." in said) == (0, False, True)


def test_nothing_is_written_to_words_that_were_accepted_while_nobody_knew_the_note(practice, note, state, capsys):
    accepted_while_nobody_knew_it(practice, note, state, capsys)
    text = practice.parent / "more.txt"
    text.write_text("The PCP called: TSH in range.\n", encoding="utf-8")
    words = ("--addendum", "--known", "2026-11-20", "--reason", "PCP called", "--sign", "Dana Whitfield")
    assert main(["addend", str(note), *words, "--text", str(text)]) == 4
    assert "This note is not as it was signed: somebody changed its file." in capsys.readouterr().err


@pytest.mark.parametrize("left", [None, b"exposure stairs"], ids=["gone", "changed"])
def test_the_one_record_is_named_that_is_put_back_and_not_the_folder_of_all(practice, note, capsys, left):
    record = record_of(practice, note)
    data = record.read_bytes()
    record.unlink()
    if left is not None:
        record.write_bytes(data.replace(b"exposure ladder", left))
    code, out, _ = run(practice, capsys, "verify")
    said = " ".join(out.split())
    assert (code, f"Put .notewizard/records/{record.name} back from a backup" in said) == (4, True)


def test_what_moved_may_be_moved_back(practice, note, capsys):
    note.rename(note.with_name("renamed.md"))
    said = " ".join(run(practice, capsys, "verify")[1].split())
    assert f"Move it back; or, if you meant to move it, say so: notewizard accept {note.parent.name}/renamed.md" in said
