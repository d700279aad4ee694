"""`notewizard plan`: what it shows, what it refuses, and what a broken plan does to everything that reads it."""

import json
import tomllib
from pathlib import Path

import pytest
from unit.commands.scripted import Scripted

from notewizard.cli import main
from notewizard.commands.desk import Desk
from notewizard.commands.walking.plan_walk import FORMAT, PlanSession, begin, go_on
from notewizard.commands.world import World
from notewizard.errors import AuthorStopped, NotKept
from notewizard.interview.plan_answers import plan_of
from notewizard.records.practice import Practice

EXAMPLES = Path(__file__).parents[3] / "examples"
PLAN = (EXAMPLES / "plans" / "c-0311.toml").read_text(encoding="utf-8").replace("c-0311", "c-0001")
BROKEN = """\
schema = 1
client = "c-0001"
started = 2026-09-02
frequenzy = "weekly"

[[goals]]
id = "g1"
goal = "Sleep"
modalities = ["emdr", "reiki"]
measure = "GAD-7"
baseline = 22
target = -1

[[goals]]
id = "g1"
goal = "Worry less"
"""


def has_plan(practice, text=PLAN, number=1, client="c-0001"):
    file = practice / ".notewizard" / "plans" / client / f"{number}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def told(capsys, *words):
    code = main(["plan", *words])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def test_a_client_without_a_plan(practice, capsys):
    code, out, err = told(capsys, "c-0001")
    assert (code, out) == (0, "")
    assert err == "There is no treatment plan of c-0001 yet. Write it with: notewizard plan c-0001 --write\n"


def test_the_plan_as_a_page_and_for_a_program(practice, capsys):
    file = has_plan(practice)
    code, out, err = told(capsys, "Ashgrove")
    assert (code, err) == (0, "")
    assert out.startswith("# Treatment plan of c-0001, version 1\n\n- **Diagnosis.** F43.10 ")
    assert "- **Measure.** PCL-5: 58 at the start, 30 aimed at" in out
    code, out, _ = told(capsys, "c-0001", "--json")
    answer = json.loads(out)
    (result,) = answer["results"]
    assert (answer["schema"], result["version"], result["path"]) == (1, 1, str(file))
    assert (result["goals"][0]["modalities"], result["findings"]) == (["emdr"], [])


def test_the_history_shows_every_version_and_the_newest_is_in_force(practice, capsys):
    has_plan(practice)
    has_plan(practice, PLAN.replace("weekly", "every two weeks"), 2)
    assert "weekly" not in told(capsys, "c-0001")[1]
    out = told(capsys, "c-0001", "--history")[1]
    assert out.index("version 1") < out.index("weekly") < out.index("version 2") < out.index("every two weeks")


def test_an_objective_that_counts_by_itself_needs_no_measure_and_is_no_refusal(practice, capsys):
    bare = PLAN.replace('measure = "PCL-5"\nbaseline = 58\ntarget = 30\n', "")
    has_plan(practice, bare)
    code, out, err = told(capsys, "c-0001")
    assert (code, err.startswith("Goal 1 has no measure. ")) == (0, True)
    assert "**Objective.**" in out


@pytest.mark.parametrize("scores", ["", "baseline = 58\ntarget = 30\n"])
def test_an_objective_without_a_measure_is_named_with_its_place_and_nothing_is_lost(practice, capsys, scores):
    sure = PLAN[PLAN.index("objective =") : PLAN.index("modalities =")]
    bare = PLAN.replace('measure = "PCL-5"\nbaseline = 58\ntarget = 30\n', scores)
    file = has_plan(practice, bare.replace(sure, 'objective = "Feel better about himself"\n'))
    before = file.read_bytes()
    code, out, err = told(capsys, "c-0001")
    line = bare[: bare.index("objective =")].count("\n") + 1
    assert (code, "Feel better about himself" in out) == (3, True)
    said = "The objective of goal 1 does not say how much or how often, by when."
    assert f"warning: {file}:{line}, goals[0].objective: {said}" in err
    assert told(capsys, "c-0001", "--json")[0] == 3
    assert file.read_bytes() == before
    # The version after it mends it, and the one before no longer counts.
    has_plan(practice, PLAN, 2)
    assert told(capsys, "c-0001", "--history")[0] == 0


def test_scores_of_no_measure_and_of_an_unknown_one_are_said_with_their_place(practice, capsys):
    bare = PLAN.replace('measure = "PCL-5"\n', "")
    file = has_plan(practice, bare)
    code, _, err = told(capsys, "c-0001")
    line = bare[: bare.index("baseline =")].count("\n") + 1
    assert code == 3
    assert f"warning: {file}:{line}, goals[0].baseline: Goal 1 has a baseline and no measure that it is a score" in err
    assert err.count("no measure") == 1
    other = PLAN.replace('"PCL-5"', '"PCL-55"')
    has_plan(practice, other, 2)
    code, out, err = told(capsys, "c-0001")
    place = f"{file.with_name('2.toml')}:{other[: other.index('measure =')].count(chr(10)) + 1}, goals[0].measure"
    assert (code, "PCL-55: 58 at the start" in out) == (0, True)
    assert f"warning: {place}: The measure of goal 1 is none that is known here. Did you mean PCL-5? " in err
    (found,) = json.loads(told(capsys, "c-0001", "--json")[1])["results"][0]["findings"]
    assert (found["rule"], found["where"]) == ("treatment-plan.measure-unknown", "goals[0].measure")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_note_kept_under_a_plan_says_once_of_what_measure_is_not_known(practice, tmp_path, capsys, number):
    table = (EXAMPLES / "plans" / "c-1042.toml").read_text(encoding="utf-8").replace("c-1042", "c-0001")
    assert table.count('measure = "GAD-7"') == 1
    unknown = table.replace('measure = "GAD-7"', 'measure = "GAD-77"') if number else table
    further = '[[goals]]\nid = "g9"\ngoal = "Sleep"\nobjective = "Asleep by 11 on five of seven nights by 2027-01-15"\n'
    has_plan(practice, unknown + (f"\n{further}baseline = 3\n" if number == 2 else ""))
    answers = (EXAMPLES / "answers" / "ongoing-video.toml").read_text(encoding="utf-8").replace("c-1042", "c-0001")
    (tmp_path / "answers.toml").write_text(answers, encoding="utf-8")
    words = ["render", str(tmp_path / "answers.toml"), "--to", str(practice), "--sign", "Dana Whitfield"]
    code = main(words)
    err = capsys.readouterr().err
    said = {
        0: "",
        1: "A goal of the treatment plan has scores of no measure that is known here, so no score of a note is held to"
        " them: notewizard plan c-0001",
        2: "2 goals of the treatment plan have scores of no measure that is known here, so no score of a note is held"
        " to them: notewizard plan c-0001",
    }[number]
    assert code == 0, err
    assert [line for line in err.splitlines() if "no measure" in line] == ([said] if said else [])


def test_everything_wrong_in_a_plan_is_said_at_once_with_its_place(practice, capsys):
    file = has_plan(practice, BROKEN)
    code, out, err = told(capsys, "c-0001")
    assert (code, out) == (3, "")
    for place, said in (
        (f"{file}:4, frequenzy", 'is not a key here (did you mean "frequency"?)'),
        (f"{file}:9, goals[0].modalities[1]", "is not a modality of the vocabulary (one of cbt, dbt, "),
        (f"{file}:11, goals[0].baseline", "is not a score of the GAD-7 (0 to 21)"),
        (f"{file}:12, goals[0].target", "is not a score of the GAD-7 (0 to 21)"),
        (f"{file}:15, goals[1].id", "is used twice (goals[0] has it already)"),
    ):
        assert f"{place}: {said}" in err
    assert file.read_text(encoding="utf-8") == BROKEN


def test_a_plan_that_is_no_toml_and_one_of_another_client(practice, capsys):
    file = has_plan(practice, "schema = 1\nclient = ")
    code, _, err = told(capsys, "c-0001")
    assert code == 3
    assert str(file) in err
    has_plan(practice, PLAN.replace("c-0001", "c-0002"), 2)
    file.write_text(PLAN, encoding="utf-8")
    code, out, err = told(capsys, "c-0001")
    assert (code, out) == (3, "")
    assert "another client" in err


def test_a_problem_list_in_place_of_goals(practice, capsys):
    listed = PLAN.partition("[[goals]]")[0] + '[[problems]]\nid = "p1"\nproblem = "No stable housing"\ncode = "Z59.1"\n'
    has_plan(practice, listed)
    code, out, err = told(capsys, "c-0001")
    assert (code, err) == (0, "")
    assert "## Problem list\n\n- **p1.** No stable housing (Z59.1)\n" in out


def test_write_and_review_are_refused_where_they_do_not_fit(practice, capsys, state):
    assert told(capsys, "c-0001", "--review")[0] == told(capsys, "c-0001", "--revise")[0] == 1
    has_plan(practice)
    code, _, err = told(capsys, "c-0001", "--write")
    assert (code, "has a treatment plan already, version 1" in err) == (1, True)
    assert state.drafts.list() == ()
    assert told(capsys, "c-0001", "--review", "--json")[0] == 2
    assert told(capsys, "nobody")[0] == 1


def test_a_broken_plan_begins_no_walk(practice, capsys, state):
    has_plan(practice, BROKEN)
    assert told(capsys, "c-0001", "--revise")[0] == 3
    assert state.drafts.list() == ()


def test_the_story_tells_what_is_kept_and_what_is_not(practice, capsys):
    has_plan(practice)
    code, out, _ = told(capsys, "c-0001", "--story")
    assert code == 0
    assert "## Goal 1. Reduce trauma symptoms from the 2025 highway crash" in out
    assert "further notes lie in the folder without answers kept here; nothing of them is told." in out


class Page(Scripted):
    """A scripted screen that can show a page."""

    def read(self, title, text):
        self.shown.append(text)


def desk(practice):
    return Desk(World(), str(practice))


def test_a_plan_of_another_window_is_never_written_over(practice, state):
    has_plan(practice)
    place, client = Practice(practice), Practice(practice).clients.get("c-0001")
    screen = Page(["active", "y", "Two of four rides done.", "keep"])
    draft = state.drafts.begin("c-0001", FORMAT, "2026-11-20T15:05:00-05:00", {"task": "review", "version": 1})
    session = PlanSession(desk(practice), place, screen, draft, client)
    other = has_plan(practice, PLAN.replace("weekly", "monthly"), 2)
    with pytest.raises(NotKept) as refused:
        go_on(session)
    assert refused.value.what == "Version 2 of this treatment plan was written meanwhile."
    assert "monthly" in other.read_text(encoding="utf-8")
    assert [each.id for each in state.drafts.list()] == [draft.id]


def test_a_review_is_a_new_version_and_the_one_before_stays(practice, state):
    first = has_plan(practice)
    before = first.read_bytes()
    screen = Page(["deferred", "Until the move in March.", "y", "Two of four rides done.", "keep"])
    place = Practice(practice)
    assert begin(desk(practice), place, screen, place.clients.get("c-0001"), "review", 1) == 0
    assert first.read_bytes() == before
    plan = tomllib.loads((first.parent / "2.toml").read_text(encoding="utf-8"))
    assert (plan["goals"][0]["status"], plan["goals"][0]["reason"]) == ("deferred", "Until the move in March.")
    assert (plan["why"], plan["author"]) == ("Two of four rides done.", "Dana Whitfield, LCSW")
    assert plan["reviewed"] == plan["written"]
    assert (plan["review_due"] - plan["written"]).days == 90
    assert state.drafts.list() == ()


def test_a_plan_kept_just_before_the_program_ended_is_not_kept_twice(practice, state, monkeypatch):
    first = has_plan(practice)
    place, client = Practice(practice), Practice(practice).clients.get("c-0001")
    screen = Page(["active", "y", "All is as it was.", "keep"])

    def killed(*args):
        raise AuthorStopped("killed")

    monkeypatch.setattr("notewizard.records.plans._finish", killed)
    with pytest.raises(AuthorStopped):
        begin(desk(practice), place, screen, client, "review", 1)
    monkeypatch.undo()
    monkeypatch.setenv("NOTEWIZARD_STATE", str(state.root))
    (summary,) = state.drafts.list()
    again = PlanSession(desk(practice), place, Page([]), state.drafts.open(summary.id), client)
    assert go_on(again) == 0
    assert sorted(each.name for each in first.parent.iterdir()) == ["1.toml", "2.toml"]
    assert state.drafts.list() == ()


def test_an_id_is_never_given_to_another_goal():
    answers = {"treatment_plan": {"goals": [{"id": "g2", "text": "Sleep"}, {"text": "Drive"}, {"text": ""}]}}
    from datetime import date

    plan = plan_of(answers, "c-1", date(2026, 9, 2), written=date(2026, 11, 20), used=["g1", "g3"])
    assert [(goal.id, goal.goal) for goal in plan.goals] == [("g2", "Sleep"), ("g4", "Drive")]
    assert [goal.since for goal in plan.goals] == [None, date(2026, 11, 20)]


def test_the_doctor_counts_the_plans_and_names_one_that_cannot_be_used(practice, capsys):
    has_plan(practice)
    file = has_plan(practice, BROKEN.replace("c-0001", "c-0002"), client="c-0002")
    assert main(["doctor", "--practice", str(practice)]) == 1
    out = capsys.readouterr().out
    assert "ok    Treatment plans: 2 clients with a treatment plan\n" in out
    assert f"{file}:4, frequenzy: is not a key here" in " ".join(out.split())


def test_the_doctor_names_the_next_one_too_where_the_first_cannot_be_read(practice, capsys):
    (practice / ".notewizard" / "plans" / "c-0001" / "1.toml").mkdir(parents=True)
    file = has_plan(practice, BROKEN.replace("c-0001", "c-0002"), client="c-0002")
    assert main(["doctor", "--practice", str(practice)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert ("Treatment plans: The file cannot be read: " in out, f"{file}:4, frequenzy" in out) == (True, True)
    assert "notewizard plan c-0001 says everything." in out
