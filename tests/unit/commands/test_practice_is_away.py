"""The practice folder is away: no command takes that for a first start, and each says what waits for it."""

import json

import pytest
from unit.commands.hands import signed_a_week_ago, waits
from unit.commands.office_of_two import VIDEO

AWAY = "The practice folder is not there now."
STILL = "1 signed note is not in its folder yet."


@pytest.fixture
def office(office_with_hands, monkeypatch):
    """A signed note waits for a practice that was used last and is named by nobody."""
    office = signed_a_week_ago(office_with_hands)
    waits(office)
    elsewhere = office.root / "nowhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    office.folder.rename(office.root / "on a disk")
    return office


def refused(office, *words):
    office.types.answers = []
    code, out, err = office.run(*words)
    assert (code, out) == (1, ""), err
    said = " ".join(err.split())
    assert (AWAY in said, str(office.folder) in said, STILL in said, "Set one up" in said) == (True, True, True, False)
    assert not (office.root / "home" / "Progress notes").exists()


ASKED = {
    "home": [],
    "new": ["new", "c-0311"],
    "due": ["due"],
    "verify": ["verify"],
    "history": ["history"],
    "plan": ["plan", "c-1042"],
    "facts": ["facts", "c-1042"],
    "measures": ["measures", "c-1042"],
}


@pytest.mark.parametrize("words", ASKED.values(), ids=list(ASKED))
def test_it_is_said_and_no_other_practice_is_begun(words, office):
    refused(office, *words)


@pytest.mark.parametrize("there", [False, True], ids=["gone", "an empty mount point"])
@pytest.mark.parametrize("to", ["", "/", "/2026-11-20 progress note.md"])
def test_render_puts_no_note_in_the_place_of_the_practice(to, there, office):
    """A file was signed there that had no record, stood in nobody's chart, and kept the folder from coming back."""
    if there:
        office.folder.mkdir()
    refused(office, "render", VIDEO, "--sign", "Dana Whitfield", "--to", f"{office.folder}{to}")
    assert not office.folder.exists() or not list(office.folder.iterdir())


def test_render_makes_no_file_of_what_is_called_a_folder(office):
    code, out, err = office.run("render", VIDEO, "--to", f"{office.root}/nobody/")
    assert (code, out) == (4, "")
    assert "There is no folder there." in err
    assert not (office.root / "nobody").exists()


def test_an_empty_mount_point_is_no_new_practice(office):
    office.folder.mkdir()
    refused(office, "new", "c-0311", "--practice", office.folder)
    assert list(office.folder.iterdir()) == []


def test_a_draft_says_that_its_practice_is_away_and_stays(office):
    (draft,) = json.loads(office.run("drafts", "--json")[1])["results"]
    refused(office, "resume", draft["id"])
    assert [each["id"] for each in json.loads(office.run("drafts", "--json")[1])["results"]] == [draft["id"]]
