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
    (by_hand.folder / "Old friends").mkdir()
    (by_hand.folder / "Billing").mkdir()
    client, screen, practice = given(by_hand, "Alex E")
    assert (screen.asked, screen.views[0].suggestion) == (["Folder of this client"], "c-1042")
    assert [each.term for each in screen.views[0].offers] == ["Old friends"]
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
    "folder",
    [
        "Other",
        "other",
        "Other/Inner",
        "../Away",
        "/tmp",
        ".hidden",
        "a//b",
        "CON",
        "a:b",
        "x" * 300,
        "Billing",
        "Archive",
        "2026",
    ],
)
def test_no_folder_that_is_anothers_or_none_is_taken(by_hand, folder):
    client, screen, _ = given(by_hand, folder, "c-1042")
    assert client.folder == "c-1042"
    assert len(screen.shown) == 1


def test_a_link_and_a_file_are_no_folder_for_a_chart(by_hand):
    (by_hand.folder / "Away").symlink_to("/tmp")
    (by_hand.folder / "Paper").write_text("a file\n", encoding="utf-8")
    client, screen, _ = given(by_hand, "Away", "Paper", "Away/Ada", "Ada")
    assert (client.folder, len(screen.shown)) == ("Ada", 3)


def test_what_is_edited_in_the_list_while_the_question_stands_holds(by_hand):
    """The answer wrote over it, and two clients had one chart."""
    while_asked = """
[[client]]
id = "c-8"
folder = "Ott"
"""

    @dataclass
    class Edited(Seeing):
        def ask(self, view):
            if not self.views:
                say(by_hand.folder, "clients", 'name = "Ada Example"', 'name = "Ada Example"\naliases = ["Addy"]')
                path = by_hand.folder / ".notewizard" / "clients.toml"
                path.write_text(path.read_text(encoding="utf-8") + while_asked, encoding="utf-8")
            return super().ask(view)

    desk, practice = Desk(World(), str(by_hand.folder)), Practice(by_hand.folder)
    screen = Edited(["Ott", "Ada"])
    client = with_folder(desk, practice, screen, practice.clients.get("c-1042"))
    assert (client.folder, client.aliases) == ("Ada", ("Addy",))
    assert screen.shown == ["That is the folder of another client, or one is in it."]
    assert practice.clients.get("c-8").folder == "Ott"


def test_a_folder_that_somebody_gave_while_the_question_stands_holds(by_hand):
    @dataclass
    class Edited(Seeing):
        def ask(self, view):
            say(by_hand.folder, "clients", 'name = "Ada Example"', 'name = "Ada Example"\nfolder = "Hers"')
            return super().ask(view)

    desk, practice = Desk(World(), str(by_hand.folder)), Practice(by_hand.folder)
    client = with_folder(desk, practice, Edited(["Ada"]), practice.clients.get("c-1042"))
    assert client.folder == "Hers"


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
