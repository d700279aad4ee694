"""Two sessions of one clinician at once: told by times alone, across clients (R9)."""

from pathlib import Path

import pytest

from notewizard.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
CLIENTS = (
    '[[client]]\nid = "c-0311"\nname = "Zoltan"\nfolder = "c-0311"\n[[client]]\nid = "c-1042"\nfolder = "c-1042"\n'
)


@pytest.fixture
def held_at(tmp_path, capsys):
    """Signs a note of Friday, 2:00 to 2:48 PM, after another client's of the same clinician; gives what is said."""
    folder = tmp_path / "practice"
    assert main(["init", str(folder), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    (folder / ".notewizard" / "clients.toml").write_text(CLIENTS, encoding="utf-8")

    def sign(name, *changes, words=()):
        text = (EXAMPLES / "answers" / f"{name}.toml").read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        answers = tmp_path / f"{name}.toml"
        answers.write_text(text, encoding="utf-8")
        assert main(["render", str(answers), "--to", str(folder), "--sign", "Dana Whitfield", *words]) == 0
        return capsys.readouterr().err

    def run(start, end):
        who = ('name = "Ruben Castellanos"\ncredential = "PhD"', 'name = "Dana Whitfield"\ncredential = "LCSW"')
        when = ("date = 2026-11-18\nstart", "date = 2026-11-20\nstart"), ('"9:05 AM"', start), ('"10:01 AM"', end)
        zone = ('"America/Chicago"', '"America/New_York"')
        sign("emdr-in-person", who, *when, zone, words=("--plan", str(EXAMPLES / "plans" / "c-0311.toml")))
        return sign("ongoing-video")

    return run


def test_a_session_that_overlaps_another_clients_is_told_by_its_time_alone(held_at):
    err = held_at('"2:40 PM"', '"3:36 PM"')
    assert "8 minutes of this session are also in another of your notes, 2:40 PM to 3:36 PM." in err
    assert "c-0311" not in err
    assert "Zoltan" not in err


def test_sessions_one_after_the_other_are_honest(held_at):
    assert "time.two-at-once" not in held_at('"2:48 PM"', '"3:44 PM"')
