"""X01: where the practice or the treatment plan says so, what leaves the practice carries the notice of 42 CFR 2.32."""

from pathlib import Path

import pytest
import shipped

from notewizard.cli import main
from notewizard.definitions.notices import part2_notice
from notewizard.records.plans import plan_bytes
from notewizard.records.practice import Practice

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""42 CFR 2.32(a)(2), as amended by 89 FR 12472."""


@pytest.fixture
def practice(tmp_path) -> Path:
    """A practice with one client."""
    folder = tmp_path / "practice"
    assert main(["init", str(folder), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    clients = '[[client]]\nid = "c-1042"\nname = "Ada Example"\nfolder = "Example"\n'
    (folder / ".notewizard" / "clients.toml").write_text(clients, encoding="utf-8")
    return folder


@pytest.fixture
def note(practice, capsys) -> Path:
    """The ongoing example, signed and kept."""
    answers = EXAMPLES / "answers" / "ongoing-video.toml"
    assert main(["render", str(answers), "--to", str(practice), "--sign", "Dana Whitfield"]) == 0
    capsys.readouterr()
    (kept,) = practice.rglob("*.md")
    return kept


def converted(note: Path, capsys) -> tuple[str, str]:
    assert main(["convert", str(note), "--format", "girp"]) == 0
    out, err = capsys.readouterr()
    return out, err


def has_plan(practice: Path, *more: str) -> None:
    text = (EXAMPLES / "plans" / "c-1042.toml").read_text(encoding="utf-8")
    folder = practice / ".notewizard" / "plans" / "c-1042"
    folder.mkdir(parents=True)
    (folder / "1.toml").write_text(text.replace("schema = 1\n", "\n".join(("schema = 1", *more, "")), 1))


def test_the_shipped_notice_is_to_the_letter():
    assert part2_notice().text == TEXT


def test_a_plan_that_says_so(practice, note, capsys):
    has_plan(practice, "part2 = true")
    out, err = converted(note, capsys)
    assert f"“{TEXT}”" in err
    assert "A copy of the consent" in err
    assert TEXT not in out  # never in the note itself
    assert TEXT not in note.read_text(encoding="utf-8")


def test_a_practice_that_says_so(practice, note, capsys):
    config = practice / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace("part2 = false", "part2 = true"))
    assert "part2 = true" in config.read_text()
    assert TEXT in converted(note, capsys)[1]


def test_nobody_else_is_told(practice, note, capsys):
    has_plan(practice)
    assert "42 CFR" not in converted(note, capsys)[1]


def test_the_practices_own_words(practice, note, capsys):
    has_plan(practice, "part2 = true")
    shipped = (Path(__file__).parents[3] / "formats" / "notices" / "part2.toml").read_text(encoding="utf-8")
    own = practice / ".notewizard" / "formats" / "notices"
    own.mkdir(parents=True)
    (own / "part2.toml").write_text(shipped.replace(TEXT, "The long statement."), encoding="utf-8")
    assert "“The long statement.”" in converted(note, capsys)[1]


def test_a_plan_that_cannot_be_read_is_said(practice, note, capsys):
    has_plan(practice, 'part2 = "yes"')
    out, err = converted(note, capsys)
    assert "Whether a copy needs the notice of 42 CFR Part 2 is not known." in err
    assert out.startswith("# Progress note")


def test_a_plan_keeps_what_it_says(practice):
    has_plan(practice, "part2 = true")
    from notewizard.commands.filed.plan_in_force import plan_now

    plan = plan_now(Practice(practice), "c-1042", shipped.library())
    assert plan is not None
    assert b"part2 = true" in plan_bytes(plan)
    assert b"part2" not in plan_bytes(plan.model_copy(update={"part2": False}))
