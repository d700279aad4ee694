"""Two keys: what one closes the other opens, and nothing of a damaged or swapped file is ever shown."""

import os
import stat

import pytest

from notewizard.errors import NotKept, Refused
from notewizard.records.draft import journal_path
from notewizard.records.drafts import Drafts
from notewizard.records.durable import read_whole
from notewizard.records.journal import decode, encode
from notewizard.records.key_text import in_groups, secret_in
from notewizard.records.keys import Opening, keep_keys, keys_of, new_keys, opening_of
from notewizard.records.process_notes import Missing, ProcessNotes, bring, new_note, ready_drafts, sign_off, waiting
from notewizard.records.sealed_lines import KeySeal
from notewizard.records.state import State

WORDS = "I felt pulled to rescue her; canary-7731."
MADE = new_keys("2026-11-20")
KEYS = MADE.keys
OTHER = new_keys("2026-11-20")


@pytest.fixture
def state(tmp_path):
    return State(tmp_path / "state")


@pytest.fixture
def notes(tmp_path):
    return ProcessNotes(tmp_path / "process")


def kept(state, notes, text=WORDS, client="c-1042", keys=KEYS):
    """A process note, written and brought."""
    drafts = ready_drafts(state, keys)
    draft = drafts.begin(client, "process note", "2026-11-20T15:05:00-05:00")
    note = sign_off(draft, drafts, notes, keys, new_note(client, "2026-11-20T15:05:00-05:00", "Dana", text))
    return note, bring(drafts, draft).path


def test_either_key_opens_and_no_other(state, notes):
    note, _ = kept(state, notes)
    held = notes.named("1")
    assert notes.open(held, KEYS.opening()) == note
    assert notes.open(held, opening_of(MADE.recovery_secret)).text == WORDS
    with pytest.raises(NotKept, match="this key does not open it"):
        notes.open(held, OTHER.keys.opening())


def test_the_file_names_nobody_and_holds_no_word(state, notes):
    _, path = kept(state, notes)
    data = path.read_bytes()
    assert not any(each in data for each in (b"canary", b"c-1042", b"2026", b"Dana", KEYS.clinician.encode()))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not list(state.root.rglob("*.draft"))


def test_every_byte_that_is_another_and_every_cut_is_refused(state, notes):
    _, path = kept(state, notes, "Small.")
    data, opening, held = path.read_bytes(), KEYS.opening(), notes.named("1")
    for at in range(len(data)):
        for flip in (0x01, 0x80):
            path.write_bytes(data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :])
            with pytest.raises(NotKept):
                notes.open(held, opening)
        path.write_bytes(data[:at])
        with pytest.raises(NotKept):
            notes.open(held, opening)
    path.write_bytes(data + b"\n")
    with pytest.raises(NotKept):
        notes.open(held, opening)
    path.write_bytes(data)
    assert notes.open(held, opening).text == "Small."


def test_a_swapped_file_is_refused_and_says_which_it_is(state, notes):
    first, path = kept(state, notes, "Of one.", "c-1042")
    second, other = kept(state, notes, "Of another.", "c-0777")
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)
    for number in ("1", "2"):
        with pytest.raises(NotKept, match="another process note than its name says") as refused:
            notes.open(notes.named(number), KEYS.opening())
        assert refused.value.hint == f"By what stands inside it is {(second if number == '1' else first).name}."
        assert "Of" not in str(refused.value)


def test_a_file_closed_to_the_keys_that_is_no_process_note_is_refused(notes):
    notes.root.mkdir()
    for content in (b"", b"{}", b"[]", b'{"schema": 1, "kind": "process note"}', b"\xff"):
        (notes.root / "1-0123456789abcdef.age").write_bytes(KEYS.close(content))
        with pytest.raises(NotKept, match="no process note"):
            notes.open(notes.named("1"), KEYS.opening())


def test_a_missing_number_and_a_copy_are_seen_without_a_key(state, notes):
    for _ in range(3):
        _, path = kept(state, notes)
    os.unlink(notes.named("2").path)
    (notes.root / f"{path.stem} (conflicted copy).age").write_bytes(path.read_bytes())
    assert notes.missing() == Missing(1, (2,))
    assert [each.name for each in notes.misnamed()] == [f"{path.stem} (conflicted copy).age"]
    assert kept(state, notes)[0].number == 4


def test_a_high_number_in_a_name_alone_costs_neither_the_memory_nor_the_next_number(state, notes):
    kept(state, notes)
    for name in ("999999999", "99999998"):
        (notes.root / f"{name}-0123456789abcdef.age").write_bytes(b"")
    assert notes.missing() == Missing(99_999_996, tuple(range(2, 12)))
    assert [kept(state, notes)[0].number for _ in range(3)] == [99_999_999, 100_000_000, 100_000_000]
    assert len(notes.held()) == 6
    assert not notes.misnamed()


def test_a_passphrase_guards_reading_alone(state):
    made = new_keys("2026-11-20", "correct horse é")
    keep_keys(state, made.keys)
    keys = keys_of(state)
    assert keys.guarded
    assert not keys_of(state).secret.startswith("AGE-SECRET")
    closed = keys.close(b"x")
    assert keys.opening("correct horse e\u0301").open(closed) == b"x"
    with pytest.raises(Refused, match="passphrase does not open"):
        keys.opening("another")
    assert opening_of(made.recovery_secret).open(closed) == b"x"
    assert opening_of((state.keys / "keys.txt").read_text(), "correct horse é").open(closed) == b"x"


def test_keys_are_private_kept_once_and_never_replaced(state):
    path = keep_keys(state, KEYS)
    assert keys_of(state) == KEYS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert MADE.recovery_secret.encode() not in path.read_bytes()
    with pytest.raises(Refused, match="already"):
        keep_keys(state, OTHER.keys)
    assert keys_of(state) == KEYS


def test_a_damaged_key_file_is_refused_before_anything_is_closed(state):
    path = keep_keys(state, KEYS)
    data = path.read_bytes()
    for at in range(data.index(b"age1"), len(data) - 1):
        if data[at : at + 1].isspace() or data[at : at + 1] == b"#":
            continue
        path.write_bytes(data[:at] + (b"q" if data[at : at + 1] != b"q" else b"p") + data[at + 1 :])
        with pytest.raises((NotKept, Refused)):
            keys_of(state).opening()
    for cut in range(1, len(data)):
        path.write_bytes(data[:cut])
        with pytest.raises(NotKept):
            keys_of(state)
    path.write_bytes(b"")
    assert keys_of(state) is None  # claimed by a set-up that was killed, and free for the next
    keep_keys(state, OTHER.keys)
    assert keys_of(state) == OTHER.keys


def test_a_recovery_key_is_known_as_it_was_written_down():
    written = "\n".join(in_groups(MADE.recovery_secret))
    groups = written.partition("\n")[2].lower()  # what every key begins with is easily left out
    for typed in (written, written.lower(), MADE.recovery_secret, f"# found in the safe\n{written}\n", groups):
        assert MADE.is_recovery(typed)
    assert not MADE.is_recovery(OTHER.recovery_secret)
    assert not MADE.is_recovery(KEYS.secret)
    letters = MADE.recovery_secret
    for at in range(16, len(letters)):
        typed = letters[:at] + ("Q" if letters[at] != "Q" else "P") + letters[at + 1 :]
        with pytest.raises(Refused):
            MADE.is_recovery(typed)
        assert MADE.differs_in(typed.lower()) == f"Group {(at - 16) // 4 + 1} of 15 is not as it was shown."
    assert MADE.differs_in(letters) == MADE.differs_in(letters[:-1]) == ""
    for typed, why in ((f"{letters[:-1]}O", "“O” is in no key"), (letters[:-1], "stand 57"), ("AGE", "It begins with")):
        with pytest.raises(Refused) as refused:
            secret_in(typed)
        assert why in refused.value.hint
    for typed in ("", "AGE-SECRET-KEY-1", letters[:-1], f"{letters}Q", "age1" + "q" * 58):
        with pytest.raises(Refused, match="not a whole key"):
            secret_in(typed)


def test_what_is_closed_opens_with_plain_age(state):
    import pyrage

    identity = pyrage.x25519.Identity.from_str(MADE.recovery_secret)
    assert pyrage.decrypt(KEYS.close(b"x"), [identity]) == b"x"
    assert Opening(MADE.recovery_secret).public == KEYS.recovery


# Lines of a draft


def sealed(state, opening=None):
    return Drafts(state.root / "process", KeySeal(KEYS, opening))


def test_words_of_a_sealed_draft_are_on_no_disk_and_come_back_with_a_key(state):
    state.ready(state.root)
    draft = sealed(state).begin("c-1042", "process note", "now")
    entries = [{"kind": "pending", "path": ["text"], "text": WORDS[:n]} for n in (5, 20, len(WORDS))]
    for entry in entries:
        draft.append(entry)
    draft.append({"kind": "order", "risk_first": True})
    assert list(draft.entries()[1:4]) == entries
    draft.close()
    assert b"canary" not in draft.path.read_bytes()
    closed = sealed(state).open(draft.id)
    assert [each.get("text") for each in closed.entries()] == [None] * 5
    closed.append({"kind": "pending", "path": ["text"], "text": "and on"})
    closed.close()
    again = sealed(state, KEYS.opening()).open(draft.id)
    assert [each["text"] for each in again.entries() if each["kind"] == "pending"][2:] == [WORDS, "and on"]
    again.close()


def test_a_damaged_line_is_kept_aside_and_the_next_ones_are_read(state):
    state.ready(state.root)
    draft = sealed(state).begin("c-1042", "process note", "now")
    for text in ("one", "two", "three"):
        draft.append({"kind": "pending", "path": ["text"], "text": text})
    draft.close()
    lines = draft.path.read_bytes().split(b"\n")
    lines[2] = lines[2][:-9] + b"Q" * 9
    draft.path.write_bytes(b"\n".join(lines))
    again = sealed(state, KEYS.opening()).open(draft.id)
    again.append({"kind": "pending", "path": ["text"], "text": "four"})
    again.close()
    assert len(again.damage) == 1
    last = sealed(state, KEYS.opening()).open(draft.id)
    assert [each.get("text") for each in last.entries()[1:]] == ["one", "three", "four"]
    last.close()


def test_a_line_of_another_draft_or_place_is_refused(state):
    state.ready(state.root)
    drafts = []
    for text in ("mine", "yours"):
        draft = sealed(state).begin("c-1042", "process note", "now")
        draft.append({"kind": "pending", "path": ["text"], "text": text})
        draft.append({"kind": "pending", "path": ["text"], "text": f"{text} again"})
        draft.close()
        drafts.append(draft)
    mine = decode(read_whole(drafts[0].path))
    yours = decode(read_whole(drafts[1].path))
    renumbered = encode({**mine.entries[1], "n": 9})
    as_answer = encode({**mine.entries[2], "kind": "answer"})
    swaps = (
        (mine.lines[0], mine.lines[1], yours.lines[2]),
        (mine.lines[0], mine.lines[2], mine.lines[1]),
        (mine.lines[0], mine.lines[1], mine.lines[1]),
        (mine.lines[0], renumbered),
        (mine.lines[0], mine.lines[1], as_answer),
    )
    for lines in swaps:
        journal_path(drafts[0].folder, drafts[0].id, 1).write_bytes(b"".join(lines))
        with pytest.raises(NotKept, match="another draft"):
            sealed(state, KEYS.opening()).open(drafts[0].id)


def test_a_note_that_could_not_be_brought_waits_closed_and_is_brought_once(state, notes):
    notes.root.write_text("in the way")
    drafts = ready_drafts(state, KEYS)
    draft = drafts.begin("c-1042", "process note", "now")
    sign_off(draft, drafts, notes, KEYS, new_note("c-1042", "now", "", WORDS))
    with pytest.raises(NotKept) as trouble:
        bring(drafts, draft)
    assert "encrypted" in trouble.value.kept
    draft.close()
    assert waiting(drafts) == (draft.id,)
    assert not any(b"canary" in each.read_bytes() for each in state.root.rglob("*") if each.is_file())
    notes.root.unlink()
    from notewizard.records.process_notes import drafts_of

    for _ in range(2):
        for each in waiting(drafts_of(state, None)):
            again = drafts_of(state, None).open(each)
            bring(drafts_of(state, None), again)
    assert [notes.open(each, KEYS.opening()).text for each in notes.held()] == [WORDS]
    assert waiting(drafts) == ()


def test_process_notes_are_refused_inside_a_practice(state, tmp_path):
    (tmp_path / "Practice" / ".notewizard").mkdir(parents=True)
    inside = ProcessNotes(tmp_path / "Practice" / "c-1042" / "private")
    drafts = ready_drafts(state, KEYS)
    draft = drafts.begin("c-1042", "process note", "now")
    sign_off(draft, drafts, inside, KEYS, new_note("c-1042", "now", "", WORDS))
    with pytest.raises(Refused, match="outside of the practice"):
        bring(drafts, draft)
    draft.close()
    assert not inside.root.exists()


def test_a_folder_of_the_persons_own_keeps_its_mode(state, notes):
    notes.root.mkdir(mode=0o755)
    notes.root.chmod(0o755)
    kept(state, notes)
    assert stat.S_IMODE(notes.root.stat().st_mode) == 0o755


def test_a_process_note_of_another_client_than_its_draft_is_refused(state, notes):
    drafts = ready_drafts(state, KEYS)
    draft = drafts.begin("c-1042", "process note", "now")
    with pytest.raises(NotKept, match="another client's"):
        sign_off(draft, drafts, notes, KEYS, new_note("c-0777", "now", "", WORDS))
    draft.close()
    assert not notes.held()
