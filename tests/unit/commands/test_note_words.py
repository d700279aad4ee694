"""Fingerprints change nothing but how long it takes: the same verdicts with them, without them, and after a change."""

import os
import random
import stat

import pytest

from notewizard.commands.looking import note_words
from notewizard.commands.looking.sources import practice_sources
from notewizard.records.fingerprints import SUFFIX, Fingerprints
from notewizard.records.practice import Practice

WORDS = [
    *("heron", "badger", "tortoise", "donkey", "goat", "otter", "ferry", "orchard", "chapel", "quarry", "balcony"),
    *("violin", "lantern", "saddle", "parcel", "anchor", "beacon", "cellar", "glacier", "kettle", "ladder", "bakery"),
    *("carried", "painted", "borrowed", "mended", "polished", "weighed", "traded", "buried", "opened", "sketched"),
    *("behind", "under", "beside", "after", "before", "without", "quietly", "twice", "slowly", "again"),
]
DAYS = [f"2026-{month:02}-{day:02}" for month in (3, 4) for day in (3, 10, 17, 24)]


def sentences(client, number):
    rng = random.Random(100 * client + number)
    told = [" ".join(rng.choices(WORDS, k=14)) for _ in range(3)]
    return [
        f"She {told[0]} that morning.",
        f"Her brother {told[1]} and laughed.",
        "Denied any thoughts of suicide and agreed to call the office if that changes before the next visit.",
        f"She will {told[2]} by Friday.",
    ]


def note(client, number):
    first, second, third, fourth = sentences(client, number)
    return f"# Progress note\n\n## Subjective\n\n{first} {second}\n\n## Plan\n\n- {third}\n- {fourth}\n"


@pytest.fixture
def office(practice):
    """A practice of which six clients have eight notes each."""
    made = Practice(practice)
    for path in practice.rglob("*.*"):
        if path.is_file() and ".notewizard" not in path.parts:
            path.unlink()
    for number, client in enumerate(made.clients.all()[:6]):
        for week, day in enumerate(DAYS):
            (practice / client.folder / f"{day} progress note.md").write_text(note(number, week), encoding="utf-8")
    return made


@pytest.fixture
def fingerprints(office, state):
    return Fingerprints(state, office.root)


def asked():
    every = [sentence for client in range(6) for week in range(8) for sentence in sentences(client, week)]
    edited = [sentence.replace("She", "He").replace("twice", "seven times") for sentence in every[::5]]
    return [
        *every[::7],
        *edited,
        note(2, 3),
        note(0, 7),
        "Nothing of the sort has ever been written here before today.",
    ]


def started(office, client, fingerprints=None):
    sources = practice_sources(office, client, fingerprints=fingerprints)
    sources.keep()
    return sources


def verdicts(office, fingerprints=None, number=1):
    sources = started(office, office.clients.all()[number].id, fingerprints)
    return [sources.verdict(text) for text in asked()]


@pytest.fixture
def read(monkeypatch):
    """The notes that were opened, by name."""
    names = []

    def bytes_of(path):
        names.append(path)
        return plainly(path)

    plainly = note_words.bytes_of
    monkeypatch.setattr(note_words, "bytes_of", bytes_of)
    return names


def settled(monkeypatch):
    """As if the notes had been written long ago."""
    monkeypatch.setattr(note_words, "SETTLED", 0)


def test_deleting_them_changes_nothing(office, fingerprints, monkeypatch):
    settled(monkeypatch)
    for number in range(3):
        expected = verdicts(office, number=number)
        assert sum(each.refused for each in expected) > 5
        assert verdicts(office, fingerprints, number) == expected
        assert verdicts(office, fingerprints, number) == expected
    for path in fingerprints.folder.iterdir():
        path.unlink()
    assert verdicts(office, fingerprints) == verdicts(office)


def test_a_note_that_is_known_is_read_only_when_a_passage_is_found_in_it(office, fingerprints, monkeypatch, read):
    settled(monkeypatch)
    client = office.clients.all()[1].id
    started(office, client, fingerprints)
    read.clear()
    sources = started(office, client, fingerprints)
    assert not sources.verdict("Nothing of the sort has ever been written here before today.").refused
    assert read == []
    assert sources.verdict(sentences(1, 2)[0]).refused
    assert len(read) == 1


def test_a_note_just_written_is_read_again_next_time(office, fingerprints, read):
    client = office.clients.all()[1].id
    started(office, client, fingerprints)
    read.clear()
    started(office, client, fingerprints)
    assert len(read) == 48


def test_a_changed_note_is_taken_in_anew(office, fingerprints, monkeypatch):
    settled(monkeypatch)
    verdicts(office, fingerprints)
    client = office.clients.all()[1]
    path = office.root / client.folder / f"{DAYS[4]} progress note.md"
    said = path.read_text(encoding="utf-8")
    path.write_text(said.replace("heron", "pelican") + "\nThe lantern in the cellar went out by itself at noon.\n")
    assert verdicts(office, fingerprints) == verdicts(office)


@pytest.mark.parametrize("now", ["Another text altogether, about a violin.\n", "", None])
def test_a_note_that_changes_after_the_start_is_compared_as_it_is_now(office, fingerprints, monkeypatch, now):
    settled(monkeypatch)
    started(office, office.clients.all()[1].id, fingerprints)
    sources = started(office, office.clients.all()[1].id, fingerprints)
    path = office.root / office.clients.all()[1].folder / f"{DAYS[4]} progress note.md"
    (path.unlink if now is None else lambda: path.write_text(now, encoding="utf-8"))()
    found = [sources.verdict(text) for text in asked()]
    assert [each.refused for each in found] == [each.refused for each in verdicts(office)]
    assert not any(passage.source == str(path) for each in found for passage in each.passages)


def test_what_cannot_be_read_is_made_again(office, fingerprints, monkeypatch):
    settled(monkeypatch)
    expected = verdicts(office, fingerprints)
    for number, path in enumerate(sorted(fingerprints.folder.iterdir())):
        path.write_bytes(path.read_bytes()[: -1 - number] if number % 2 else b"")
    (fingerprints.folder / f"folder{SUFFIX}").mkdir()
    assert verdicts(office, fingerprints) == expected
    assert verdicts(office, fingerprints) == expected
    assert fingerprints.known().notes == 48


def test_another_way_of_reading_makes_all_anew(office, fingerprints, monkeypatch, read):
    settled(monkeypatch)
    verdicts(office, fingerprints)
    monkeypatch.setattr("notewizard.records.fingerprints.form", lambda: "another")
    assert fingerprints.known().notes == 0
    read.clear()
    assert verdicts(office, fingerprints) == verdicts(office)
    assert len(read) >= 48
    assert fingerprints.known().notes == 48


def test_they_are_private_small_and_hold_no_text(office, fingerprints, monkeypatch):
    settled(monkeypatch)
    verdicts(office, fingerprints)
    files = sorted(fingerprints.folder.iterdir())
    assert stat.S_IMODE(fingerprints.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    data = b"".join(path.read_bytes() for path in files).lower()
    assert len(data) < 48 * 6000
    for word in (b"heron", b"ferry", b"progress", str(office.root).encode().lower(), b"2026-"):
        assert word not in data


def test_two_at_once_keep_the_same_and_many_files_become_one(office, fingerprints, monkeypatch):
    settled(monkeypatch)
    client = office.clients.all()[1]
    expected = verdicts(office, fingerprints)
    for number in range(12):
        path = office.root / client.folder / f"2026-06-{number + 1:02} progress note.md"
        path.write_text(f"# Progress note\n\nThe {number}th parcel held a violin, a saddle and {number} anchors.\n")
        one, two = (started(office, client.id, fingerprints) for _ in range(2))
        assert [each.id for each in one.own] == [each.id for each in two.own]
        assert len(os.listdir(fingerprints.folder)) <= note_words.MOST_FILES + 1
    assert fingerprints.known().notes == 60
    assert len(verdicts(office, fingerprints)) == len(expected)
    assert verdicts(office, fingerprints) == verdicts(office)


def test_a_state_folder_that_refuses_is_no_error(office, fingerprints, monkeypatch):
    expected = verdicts(office)

    def refuses(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("notewizard.records.fingerprints.create", refuses)
    assert verdicts(office, fingerprints) == expected
    assert fingerprints.known().notes == 0


def test_equal_notes_are_one_text(office, fingerprints, monkeypatch):
    settled(monkeypatch)
    client = office.clients.all()[1]
    for number in range(5):
        (office.root / client.folder / f"2026-07-0{number + 1} progress note.md").write_text(note(1, 1))
    expected = verdicts(office)
    assert verdicts(office, fingerprints) == expected
    assert verdicts(office, fingerprints) == expected


@pytest.mark.parametrize("kept", [False, True])
def test_what_one_other_client_has_in_every_note_is_no_stock_phrase(office, fingerprints, kept):
    told = "He counted eleven swallows over the quarry and told nobody why the ferry tickets were still in his glove."
    first, second, *_ = office.clients.all()
    for path in (office.root / second.folder).glob("*.md"):
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{told}\n", encoding="utf-8")
    sources = started(office, first.id, fingerprints if kept else None)
    assert sources.others_index.owner_count == 5
    assert sources.verdict(told).refused
