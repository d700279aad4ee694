"""A client without a folder, where the practice keeps one a client: their notes never go into the practice folder."""

from dataclasses import dataclass, field

import pytest
from unit.commands.office_of_two import EXAMPLES
from unit.commands.scripted import Scripted

from notewizard.commands.desk import Desk
from notewizard.commands.walking.client_folder import with_folder
from notewizard.commands.world import World
from notewizard.records.practice import Practice


@dataclass
class Seeing(Scripted):
    """Remembers what was suggested and offered, too."""

    views: list = field(default_factory=list)

    def ask(self, view):
        self.views.append(view)
        return super().ask(view)


def say(practice, name, before, after):
    path = practice / ".notewizard" / f"{name}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


@pytest.fixture
def by_hand(two_clients):
    """c-1042 stands in clients.toml as a person may add one: an id and a name."""
    say(two_clients.folder, "clients", 'folder = "Example"\n', "")
    return two_clients


def given(office, *answers, client="c-1042"):
    desk = Desk(World(), str(office.folder))
    practice = Practice(office.folder)
    screen = Seeing(list(answers))
    return with_folder(desk, practice, screen, practice.clients.get(client)), screen, practice


def test_a_client_added_by_hand_is_given_a_folder_once(by_hand):
    (by_hand.folder / "Example").rmdir()
    (by_hand.folder / "Old forms").mkdir()
    client, screen, practice = given(by_hand, "Alex E")
    assert (screen.asked, screen.views[0].suggestion) == (["Folder of this client"], "c-1042")
    assert [each.term for each in screen.views[0].offers] == ["Old forms"]
    assert practice.clients.get("c-1042") == client
    assert client.folder == "Alex E"
    again, quiet, _ = given(by_hand)
    assert (again, quiet.asked) == (client, [])
    code, out, _ = by_hand.run("history", "--json")
    assert code == 0
    assert "client changed" in out
    assert by_hand.run("verify")[0] == 0  # a change of our own is no edit from outside


def test_a_folder_that_is_called_as_the_client_is_suggested(by_hand):
    say(by_hand.folder, "clients", 'id = "c-1042"\n', 'id = "c-1042"\nlabel = "example"\n')
    client, screen, _ = given(by_hand, "Example")
    assert screen.views[0].suggestion == "Example"
    assert client.folder == "Example"


@pytest.mark.parametrize(
    "folder", ["Other", "other", "Other/Inner", "../Away", "/tmp", ".hidden", "a//b", "CON", "a:b", "x" * 300]
)
def test_no_folder_that_is_anothers_or_none_is_taken(by_hand, folder):
    client, screen, _ = given(by_hand, folder, "c-1042")
    assert client.folder == "c-1042"
    assert len(screen.shown) == 1


def test_a_folder_around_anothers_is_not_taken(by_hand):
    say(by_hand.folder, "clients", 'folder = "Other"', 'folder = "Clients/Other"')
    client, screen, _ = given(by_hand, "Clients", "Clients/Mine")
    assert client.folder == "Clients/Mine"
    assert screen.shown


def test_where_all_notes_lie_together_nothing_is_asked(by_hand):
    say(by_hand.folder, "config", '"folder-per-client"', '"flat"')
    client, screen, _ = given(by_hand)
    assert (client.folder, screen.asked) == ("", [])


def test_an_answers_file_brings_no_note_into_the_practice_folder(by_hand):
    """Two such clients shared the practice folder: a note in the wrong chart was one that was moved."""
    written = [*by_hand.folder.rglob("*.md")]
    code, out, err = by_hand.run(
        "render", EXAMPLES / "answers" / "ongoing-video.toml", "--sign", "Dana Whitfield", "--to", by_hand.folder
    )
    assert (code, out, [*by_hand.folder.rglob("*.md")]) == (4, "", written)
    said = " ".join(err.split())
    assert 'folder = "c-1042"' in said
    assert "clients.toml" in said
    assert "Nothing was written." in said
