"""Draft, record, header, printed id and path are compared before anything is published, and again at every delivery."""

import json
from dataclasses import replace

import pytest
from faults.stories import Home, signed

from notewizard.errors import NotKept, Refused
from notewizard.records.clients import Client
from notewizard.records.finish import keep_note
from notewizard.records.front_matter import FrontMatter, split_note, with_front_matter
from notewizard.records.outbox import deliver, waiting
from notewizard.records.right_chart import printed_client

OTHER = "c-2"


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    home.practice.clients.add(Client(OTHER, "Birchwater", folder="Birchwater"))
    return home


def about(body, client="c-1", note_id="00c0ffee00c0ffee"):
    return with_front_matter(
        body.encode(), FrontMatter(note_id, client, "2026-11-20", "Ann Bell", "soap", "1")
    ).decode()


HEAD = "# Progress note\n\n**Client** {}  \n**Date of service** Friday\n\n## Subjective\n\nInvented.\n"
WRONG = {
    "the record": lambda note: replace(note, record=replace(note.record, client=OTHER)),
    "the answers": lambda note: replace(note, record=replace(note.record, elements={"client": {"id": OTHER}})),
    "the head": lambda note: replace(note, text=about(HEAD.format("c-1"), OTHER)),
    "the head's note": lambda note: replace(note, text=about(HEAD.format("c-1"), note_id="0badcafe0badcafe")),
    "the printed id": lambda note: replace(note, text=about(HEAD.format("Bo Birchwater (c-2), born April 3, 1985"))),
    "the printed id alone": lambda note: replace(note, text=about(HEAD.format("c-2"))),
    "the printed id in plain text": lambda note: replace(
        note, text=about("Progress note\n=============\n\nClient: c-2\n\nSubjective\n----------\n\nInvented.\n")
    ),
    "the folder": lambda note: replace(note, file="Birchwater/2026-11-20.md"),
    "a folder below it": lambda note: replace(note, file="Birchwater/2026/11-20.md"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_note_that_names_another_client_anywhere_is_not_published(home, what):
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    with pytest.raises(Refused):
        keep_note(home.state, draft, home.practice, WRONG[what](signed()))
    draft.close()
    assert [path.name for path in home.practice.root.rglob("*.md")] == [home.earlier.name]
    assert not home.practice.records.exists()
    assert waiting(home.state) == ()


def test_what_was_signed_while_the_folder_was_away_is_compared_when_it_is_back(home):
    away = home.practice.root.with_name("away")
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    home.practice.root.rename(away)
    with pytest.raises(NotKept):
        keep_note(home.state, draft, home.practice, WRONG["the folder"](signed()))
    draft.close()
    away.rename(home.practice.root)
    with pytest.raises(Refused):
        deliver(home.state, draft.id)
    assert [path.name for path in home.practice.root.rglob("*.md")] == [home.earlier.name]
    assert [each.draft for each in waiting(home.state)] == [draft.id]


def test_another_practice_in_the_place_of_the_folder_gets_nothing(home):
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    (home.practice.dot / "clients.toml").write_text('[[client]]\nid = "c-9"\nfolder = "Ashgrove"\n')
    with pytest.raises(NotKept) as refused:
        keep_note(home.state, draft, home.practice, signed())
    draft.close()
    assert refused.value.what == "The practice does not know this client."
    assert sorted(home.notes()) == [home.earlier.name]
    assert [each.client for each in waiting(home.state)] == ["c-1"]


def test_a_draft_moved_behind_the_back_of_its_signature_is_not_brought(home):
    away = home.practice.root.with_name("away")
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    home.practice.root.rename(away)
    with pytest.raises(NotKept):
        keep_note(home.state, draft, home.practice, signed())
    draft.append({"kind": "moved", "client": OTHER, "from": "c-1", "at": ""})
    draft.close()
    away.rename(home.practice.root)
    with pytest.raises(Refused):
        deliver(home.state, draft.id)
    assert sorted(home.notes()) == [home.earlier.name]


def test_the_record_and_the_head_of_a_kept_note_name_its_client(home):
    draft = home.state.drafts.begin("c-1", "soap", "2026-11-20T10:00")
    kept = keep_note(home.state, draft, home.practice, replace(signed(), text=about(HEAD.format("c-1"))))
    assert split_note(kept.path.read_bytes()).front.client == "c-1"
    assert json.loads(kept.record.read_text())["client"] == "c-1"


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("**Client** c-1  ", "c-1"),
        ("**Client** a\\_b", "a_b"),
        ("**Client** Ada (Addie) Ashgrove (c-1), born April 3, 1985  ", "c-1"),
        ("Client: c-1", "c-1"),
        ("**Client** Ada Ashgrove", ""),
        ("Nothing", ""),
    ],
)
def test_the_printed_id_is_read_from_the_head_alone(line, id_):
    assert printed_client(f"# Note\n\n{line}\n\n## Subjective\n\n**Client** c-2\n") == id_
