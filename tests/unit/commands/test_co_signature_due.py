"""What is said at a signature that a supervisor still has to add to."""

from pathlib import Path

import pytest

from notewizard.cli import main
from notewizard.commands.filed.co_signature_due import co_signature_due

VIDEO = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"


@pytest.mark.parametrize(
    ("author", "said"),
    [
        (
            {"supervisor": {"name": "Ruben Castellanos", "credential": "PhD"}},
            "Not yet co-signed by Ruben Castellanos, PhD.",
        ),
        ({"supervisor": {"name": "Ruben Castellanos"}}, "Not yet co-signed by Ruben Castellanos."),
        ({"supervisor": None}, ""),
        ({}, ""),
    ],
)
def test_a_trainees_signature_says_who_has_not_co_signed(author, said):
    assert co_signature_due({"author": author}) == said


@pytest.fixture
def supervised(tmp_path, capsys):
    """The practice of a trainee, whose config.toml names the supervisor."""
    folder = tmp_path / "practice"
    assert main(["init", str(folder), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    config = folder / ".notewizard" / "config.toml"
    text = config.read_text()
    assert 'supervisor = ""\n' in text
    config.write_text(text.replace('supervisor = ""\n', 'supervisor = "Ines Holt, PsyD"\n'))
    (folder / ".notewizard" / "clients.toml").write_text(
        '[[client]]\nid = "c-1042"\nname = "Ada Example"\nfolder = "Example"\n'
    )
    capsys.readouterr()
    return folder


def rendered(folder, tmp_path, capsys, answers):
    file = tmp_path / "answers.toml"
    file.write_text(answers)
    author = "Sam Other" if "Sam Other" in answers else "Dana Whitfield"
    assert main(["render", str(file), "--to", str(folder), "--sign", author]) == 0
    (note,) = (folder / "Example").glob("*.md")
    return note.read_text(), capsys.readouterr().err


def test_a_trainees_answers_that_name_no_supervisor_wait_for_the_one_of_config_toml(supervised, tmp_path, capsys):
    text, said = rendered(supervised, tmp_path, capsys, VIDEO.read_text())
    assert "Supervised by Ines Holt, PsyD" in text
    assert "Not yet co-signed by Ines Holt, PsyD." in said
    main(["due", "--practice", str(supervised)])
    assert "Ines Holt, PsyD" in capsys.readouterr().out


def test_a_supervisor_whom_the_answers_name_stays_theirs(supervised, tmp_path, capsys):
    named = '[author]\nsupervisor = { name = "Ruben Castellanos", credential = "PhD" }\n'
    text, said = rendered(supervised, tmp_path, capsys, VIDEO.read_text().replace("[author]\n", named))
    assert "Ines Holt" not in text + said
    assert "Not yet co-signed by Ruben Castellanos, PhD." in said


def test_another_author_is_not_supervised_by_the_one_of_config_toml(supervised, tmp_path, capsys):
    text, said = rendered(
        supervised, tmp_path, capsys, VIDEO.read_text().replace('name = "Dana Whitfield"', 'name = "Sam Other"')
    )
    assert "Ines Holt" not in text + said
