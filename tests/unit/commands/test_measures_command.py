"""`notewizard measures`: the course of every measure, from records, treatment plan and notes of other programs."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from notewizard.cli import main
from notewizard.records.practice import Practice
from notewizard.records.record import Record, keep_record

CLIENTS = """[[client]]
id = "c-1042"
name = "Ada Example"
folder = "Example"

[[client]]
id = "c-0007"
name = "Ben Other"
folder = "Other"
"""
PLAN = """schema = 1
client = "c-1042"
started = 2026-09-11
frequency = "weekly"

[[diagnoses]]
code = "F41.1"
name = "Generalized anxiety disorder"

[[goals]]
id = "g1"
goal = "Reduce worry that keeps her from work and sleep"
objective = "GAD-7 below 5 and no missed work day in four weeks by 2027-01-31"
modalities = ["cbt"]
measure = "GAD-7"
baseline = 17
target = 4
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A practice of two clients without a note."""
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    practice = tmp_path / "practice"
    assert main(["init", str(practice), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    (practice / ".notewizard" / "clients.toml").write_text(CLIENTS)
    (practice / "Example").mkdir()
    return practice


def keep(folder: Path, day: str, *scores: dict, client: str = "c-1042", **more) -> None:
    """A record of that day with these scores."""
    record = Record(
        id=more.pop("id", f"n{client[2:]}{day.replace('-', '')}"),
        kind=more.pop("kind", "progress note"),
        client=client,
        date=day,
        author="Dana Whitfield, LCSW",
        file=f"Example/{day} progress note.md",
        sha256="0" * 64,
        body_sha256="0" * 64,
        format={"id": "soap"},
        template={},
        program="1",
        clock={},
        elements=more.pop("elements", None)
        or {
            "schema": 1,
            "client": {"id": client},
            "encounter": {"date": day},
            "presenting": {"measures": [{"date": day, **each} for each in scores]},
        },
        **more,
    )
    keep_record(Practice(folder), record)


def plan(folder: Path) -> None:
    place = folder / ".notewizard" / "plans" / "c-1042"
    place.mkdir(parents=True)
    (place / "1.toml").write_text(PLAN)


def run(capsys, folder, *words):
    capsys.readouterr()
    code = main(["measures", *map(str, words), "--practice", str(folder)])
    out, err = capsys.readouterr()
    return code, out, err


def gad(score, **more):
    return {"name": "GAD-7", "score": score, **more}


def test_the_course_as_a_table_with_band_and_change(capsys, folder):
    plan(folder)
    for day, score in (("2026-09-18", 18), ("2026-10-16", 14), ("2026-11-13", 9)):
        keep(folder, day, gad(score))
    code, out, err = run(capsys, folder, "ada")
    assert (code, err) == (0, "")
    assert out.splitlines()[:9] == [
        "GAD-7, Generalized Anxiety Disorder 7-item scale",
        "0 to 21, lower is better; a reliable change takes 6 points.",
        "Goal g1 of the treatment plan, since September 11, 2026: baseline 17, target 4.",
        "",
        "Date          Score  Band      Since last   Since first  From",
        "Sep 11, 2026     17  severe                              plan",
        "Sep 18, 2026     18  severe    +1 (within)  +1 (within)",
        "Oct 16, 2026     14  moderate  -4 (within)  -3 (within)",
        "Nov 13, 2026      9  mild      -5 (within)  -8 improved",
    ]
    assert "○17" in out
    assert "9●" in out
    assert "┄ mild\n" in out
    assert "┄ target 4\n" in out


def test_improved_and_worse_are_said_only_beyond_the_figure_of_the_measure(capsys, folder):
    for day, score in (("2026-09-18", 9), ("2026-10-16", 14), ("2026-11-13", 15)):
        keep(folder, day, gad(score))
    result = json.loads(run(capsys, folder, "c-1042", "--json")[1])["results"][0]
    assert [each["since_first"] for each in result["scores"]] == [
        None,
        {"from": 9, "points": 5, "verdict": "within measurement error"},
        {"from": 9, "points": 6, "verdict": "worse"},
    ]
    assert result["scores"][2]["since_last"]["verdict"] == "within measurement error"


def test_json_names_the_note_of_every_score(capsys, folder):
    plan(folder)
    keep(folder, "2026-11-13", {"name": "phq9", "score": 12, "suicide_item": 1}, gad(9))
    code, out, _ = run(capsys, folder, "c-1042", "--json")
    found = json.loads(out)
    assert (code, found["schema"], found["client"]) == (0, 1, "c-1042")
    assert [each["measure"] for each in found["results"]] == ["GAD-7", "PHQ-9"]  # the treatment plan's first
    first, second = found["results"]
    assert (first["baseline"], first["target"], first["goal"], first["known"]) == (17, 4, "g1", True)
    assert first["change"] == {"kind": "reliable", "points": 6, "percent": None}
    assert second["scores"] == [
        {
            "date": "2026-11-13",
            "score": 12,
            "band": "moderate",
            "suicide_item": 1,
            "since_last": None,
            "since_first": None,
            "source": "record",
            "path": str(folder / "Example" / "2026-11-13 progress note.md"),
        }
    ]


def test_a_measure_that_is_not_known_is_shown_without_bands_and_said(capsys, folder):
    keep(folder, "2026-10-16", {"name": "Panic diary", "score": 5})
    keep(folder, "2026-11-13", {"name": "panic diary", "score": 2})
    _, out, _ = run(capsys, folder, "c-1042")
    assert "This measure is not known here" in out
    assert out.splitlines()[3:6] == [
        "Date          Score  Since last  Since first",
        "Oct 16, 2026      5",
        "Nov 13, 2026      2  -3          -3",
    ]


def test_a_score_outside_the_range_is_shown_as_that(capsys, folder):
    keep(folder, "2026-10-16", gad(9))
    keep(folder, "2026-11-13", gad(40))
    _, out, _ = run(capsys, folder, "c-1042")
    assert "Nov 13, 2026     40  outside 0 to 21  +31         +31\n" in out


def test_a_note_of_another_program_gives_its_score_marked_as_read_from_the_text(capsys, folder):
    (folder / "Example" / "2026-08-21 progress note.md").write_text("# Note\n\nPHQ-9: 19 (moderately severe).\n")
    (folder / "Example" / "2026-08-28 progress note.md").write_text("Goal: PHQ-9 below 10.\n")
    keep(folder, "2026-11-13", {"name": "PHQ-9", "score": 12})
    _, out, _ = run(capsys, folder, "c-1042")
    assert "Aug 21, 2026     19  moderately severe                            text\n" in out
    assert "text: read from the text of a note." in out
    assert "Aug 28" not in out


def test_what_another_client_scored_is_not_shown(capsys, folder):
    (folder / "Other").mkdir()
    (folder / "Other" / "2026-08-21 progress note.md").write_text("PHQ-9: 19\n")
    keep(folder, "2026-11-13", gad(20), client="c-0007")
    code, out, err = run(capsys, folder, "c-1042")
    assert (code, out) == (0, "No scores of c-1042 are known.\n")
    assert "Ben" not in err


def test_the_score_before_that_a_note_gives_counts_where_no_note_of_that_day_does(capsys, folder):
    keep(folder, "2026-11-13", gad(9, previous_score=16, previous_date="2026-10-16"))
    scores = json.loads(run(capsys, folder, "c-1042", "--json")[1])["results"][0]["scores"]
    assert [(each["date"], each["score"], each["source"]) for each in scores] == [
        ("2026-10-16", 16, "note"),
        ("2026-11-13", 9, "record"),
    ]
    keep(folder, "2026-10-16", gad(14))
    _, out, _ = run(capsys, folder, "c-1042")
    assert "Oct 16, 2026     14" in out
    assert "Two scores of one day. October 16, 2026: 14" in out


def test_a_correction_takes_the_place_of_what_it_corrects(capsys, folder):
    keep(folder, "2026-11-13", gad(19), id="wrong")
    right = {"wrong": "GAD-7 19", "right": "GAD-7 9"}
    keep(
        folder, "2026-11-13", id="right", kind="correction", parent={"id": "wrong", "sha256": "0" * 64}, elements=right
    )
    scores = json.loads(run(capsys, folder, "c-1042", "--json")[1])["results"][0]["scores"]
    assert [each["score"] for each in scores] == [9]


def test_for_who_has_it_read_aloud_it_is_sentences(capsys, folder, monkeypatch):
    for day, score in (("2026-10-16", 16), ("2026-11-13", 9)):
        keep(folder, day, gad(score))
    _, out, _ = run(capsys, folder, "c-1042", "--accessible")
    assert out.splitlines()[3:] == [
        "October 16, 2026: 16, severe.",
        "November 13, 2026: 9, mild. 7 lower than the score before, 16: improved.",
    ]
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert run(capsys, folder, "c-1042")[1] == out


@pytest.mark.parametrize("columns", ["30", "40", "80", "132"])
def test_no_line_is_wider_than_the_screen_and_plain_is_ascii(capsys, folder, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    plan(folder)
    for day, score in (("2026-10-16", 16), ("2026-11-13", 9)):
        keep(folder, day, gad(score), {"name": "PHQ-9", "score": 12, "suicide_item": 0})
    _, out, _ = run(capsys, folder, "c-1042", "--plain")
    assert out.isascii()
    assert all(len(line) <= int(columns) for line in out.splitlines())


def test_where_the_terminal_has_no_signs_the_plot_is_ascii(capsys, folder, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    for day, score in (("2026-10-16", 16), ("2026-11-13", 9)):
        keep(folder, day, gad(score))
    assert run(capsys, folder, "c-1042")[1].isascii()


def test_the_picture_is_a_new_file_with_everything_also_in_words(capsys, folder, tmp_path):
    plan(folder)
    keep(folder, "2026-10-16", gad(16), {"name": '<script>"x"</script> & co\x1b', "score": 3})
    keep(folder, "2026-11-13", gad(9))
    target = tmp_path / "scores.svg"
    code, out, err = run(capsys, folder, "c-1042", "--svg", target)
    assert (code, out, err) == (0, "", f"Drawn: {target}\n")
    root = ElementTree.parse(target).getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.find(f"{space}title").text == "Scores of c-1042"
    assert "November 13, 2026: 9, mild. 7 lower than the score before, 16: improved." in root.find(f"{space}desc").text
    assert not list(root.iter(f"{space}script"))
    assert '<script>"x"</script> & co' in "".join(root.itertext())
    titles = [each.text for each in root.iter(f"{space}title")]
    assert "November 13, 2026: 9, mild" in titles
    before = target.read_bytes()
    code, out, err = run(capsys, folder, "c-1042", "--svg", target)
    assert (code, out) == (4, "")
    assert "scores (2).svg" in err
    assert target.read_bytes() == before


def test_a_picture_of_nothing_and_one_of_another_kind_are_refused(capsys, folder, tmp_path):
    assert run(capsys, folder, "c-1042", "--svg", tmp_path / "a.svg")[0] == 1
    keep(folder, "2026-11-13", gad(9))
    assert run(capsys, folder, "c-1042", "--svg", tmp_path / "a.png")[0] == 2
    assert not list(tmp_path.glob("a.*"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Whose scores?"),
        (("nobody",), 1, "The practice has no such client."),
        (("c-",), 1, "Name one by id: c-0007, c-1042"),
    ],
)
def test_a_client_has_to_be_named(capsys, folder, words, code, said):
    found = run(capsys, folder, *words)
    assert found[0] == code
    assert said in found[2]


def test_a_record_that_cannot_be_read_is_said_with_its_path(capsys, folder):
    keep(folder, "2026-11-13", gad(9))
    broken = folder / ".notewizard" / "records" / "broken.json"
    broken.write_text("{")
    code, out, err = run(capsys, folder, "c-1042")
    assert code == 4
    assert "GAD-7" in out
    assert str(broken) in err


def test_a_broken_measure_of_the_practice_is_refused_with_its_place(capsys, folder):
    place = folder / ".notewizard" / "formats" / "measures"
    place.mkdir(parents=True)
    (place / "own.toml").write_text('schema = 1\nid = "own"\nname = "Own"\ntitle = "Own"\nleast = 5\nmost = 5\n')
    code, out, err = run(capsys, folder, "c-1042")
    assert (code, out) == (3, "")
    assert "own.toml" in err
    assert "better" in err
