"""An answers file becomes a note, or is refused with everything that is wrong; nothing is ever half done."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from notewizard.cli import main

ROOT = Path(__file__).parents[3]
VIDEO = ROOT / "examples" / "answers" / "ongoing-video.toml"
EMDR = ROOT / "examples" / "answers" / "emdr-in-person.toml"
EMDR_PLAN = ROOT / "examples" / "plans" / "c-0311.toml"
NOTES = ROOT / "examples" / "notes"
FORMATS = ["soap", "dap", "birp", "narrative"]


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("TZ", "America/New_York")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def practice(tmp_path):
    folder = tmp_path / "practice"
    assert main(["init", str(folder), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    (folder / ".notewizard" / "clients.toml").write_text(
        '[[client]]\nid = "c-1042"\nname = "Ada Example"\nfolder = "Example"\n'
    )
    return folder


def run(capsys, *words):
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def notes_in(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.md") if ".notewizard" not in path.parts
    )


@pytest.mark.parametrize("form", FORMATS)
def test_both_examples_render_without_a_finding(capsys, form):
    assert run(capsys, "render", VIDEO, "--format", form)[::2] == (0, "")
    code, out, err = run(capsys, "render", EMDR, "--plan", EMDR_PLAN, "--format", form)
    assert (code, err) == (0, "")
    assert out.startswith("# Progress note\n")


def test_json_answers_on_standard_input_give_the_same_note(capsys, monkeypatch):
    import tomllib

    answers = tomllib.loads(VIDEO.read_text())
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(answers, default=str)))
    assert run(capsys, "render", "-")[1] == run(capsys, "render", VIDEO)[1]


def test_broken_answers_say_everything_and_write_nothing(capsys, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text(VIDEO.read_text().replace('start = "14:00"', 'start = "2:00"').replace("concerns =", "concern ="))
    code, out, err = run(capsys, "render", broken, "--to", tmp_path / "note.md")
    assert (code, out) == (3, "")
    lines = err.splitlines()
    assert lines[0] == "The answers are not a whole note: 3 problems."
    assert lines[1].endswith(
        ':21, encounter.start: is ambiguous: morning or afternoon? (24-hour "14:00", or "2:00 PM").'
    )
    assert lines[2].endswith('presenting.concern: is not a key here (did you mean "concerns"?).')
    assert "Nothing was written." in err
    assert "performance plan" not in err
    assert not (tmp_path / "note.md").exists()


def test_what_is_not_toml_names_its_line(capsys, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text('schema = 1\n[client\nid = "c-1042"\n')
    code, out, err = run(capsys, "render", broken)
    assert (code, out) == (3, "")
    assert "broken.toml:2: not valid TOML" in err


def test_a_plan_whose_scores_are_of_no_known_measure_is_said_and_no_refusal(capsys, tmp_path):
    plan = tmp_path / "plan.toml"
    text = EMDR_PLAN.read_text(encoding="utf-8")
    plan.write_text(text.replace('"PCL-5"', '"PCL-55"'), encoding="utf-8")
    code, out, err = run(capsys, "render", EMDR, "--plan", plan)
    assert (code, out.startswith("# Progress note\n")) == (0, True)
    assert err.startswith(f"warning: {plan}:17, goals[0].measure: The measure of goal 1 is none that is known here.")
    plan.write_text(text.replace('measure = "PCL-5"\n', ""), encoding="utf-8")
    code, _, err = run(capsys, "render", EMDR, "--plan", plan)
    assert (code, f"{plan}:17, goals[0].baseline: Goal 1 has a baseline and no measure" in err) == (0, True)


def test_a_copied_sentence_is_refused_with_its_source(capsys, tmp_path):
    prior = tmp_path / "prior"
    prior.mkdir()
    shutil.copy(NOTES / "ongoing-video.soap.md", prior / "2026-11-13 note.md")
    code, out, err = run(capsys, "render", VIDEO, "--prior", prior)
    assert (code, out) == (1, "")
    assert "as in the note of November 13, 2026" in err
    assert "[reuse.own-note]" in err
    assert run(capsys, "render", EMDR, "--plan", EMDR_PLAN, "--prior", prior)[0] == 0


def test_an_earlier_note_that_cannot_be_read_is_named_and_the_rest_goes_on(capsys, tmp_path):
    prior = tmp_path / "prior"
    prior.mkdir()
    (prior / "big.md").write_bytes(b"x" * 6_000_000)
    code, out, err = run(capsys, "render", VIDEO, "--prior", prior)
    assert code == 0
    assert err.startswith("big.md was not compared.")
    assert out.startswith("# Progress note\n")


def test_control_characters_are_left_out_and_that_is_said(capsys, tmp_path):
    stained = tmp_path / "stained.toml"
    stained.write_text(VIDEO.read_text().replace('concerns = "Worry', 'concerns = "\\u001b[31mWorry\\u0000'))
    code, out, err = run(capsys, "render", stained)
    assert code == 0
    assert err == "1 answer held control characters; the note holds none of them.\n"
    assert out == run(capsys, "render", VIDEO)[1]


def test_a_file_is_never_written_over(capsys, tmp_path):
    target = tmp_path / "note.md"
    target.write_text("mine")
    code, out, err = run(capsys, "render", VIDEO, "--to", target)
    assert (code, out) == (4, "")
    assert "note (2).md" in err
    assert target.read_text() == "mine"


def test_a_missing_folder_is_refused(capsys, tmp_path):
    code, out, err = run(capsys, "render", VIDEO, "--to", tmp_path / "nowhere" / "note.md")
    assert (code, out) == (4, "")
    assert "nowhere" in err


def test_into_a_practice_folder_only_a_signed_note_goes(capsys, practice):
    code, out, err = run(capsys, "render", VIDEO, "--to", practice)
    assert (code, out) == (2, "")
    assert '--sign "YOUR NAME"' in err
    assert notes_in(practice) == []
    code, _, err = run(capsys, "render", VIDEO, "--to", practice, "--sign", "Somebody Else")
    assert code == 1
    assert "Only the author signs" in err
    assert notes_in(practice) == []


def test_a_signed_note_goes_into_its_folder_with_front_matter_and_record(capsys, practice):
    assert run(capsys, "render", VIDEO, "--to", practice, "--sign", "Dana Whitfield")[:2] == (0, "")
    assert notes_in(practice) == ["Example/2026-11-20 progress note.md"]
    text = (practice / "Example" / "2026-11-20 progress note.md").read_text()
    assert text.startswith("---\nid: ")
    assert "\nclient: c-1042\ndate: 2026-11-20\nauthor: Dana Whitfield, LCSW\nformat: soap\n" in text
    assert "Electronically signed by Dana Whitfield, LCSW" in text
    (record,) = (practice / ".notewizard" / "records").glob("*.json")
    assert json.loads(record.read_text())["elements"]["client"] == {"id": "c-1042", "pronouns": "she/her"}
    assert list((practice.parent / "state" / "drafts").glob("*.draft*")) == []


def test_a_note_that_cannot_go_to_that_file_is_told_how_its_place_is_chosen(capsys, practice):
    code, _, err = run(capsys, "render", VIDEO, "--to", practice / "practice", "--sign", "Dana Whitfield")
    assert (code, notes_in(practice)) == (1, [])
    assert f"The client's own folder is {practice / 'Example'}." in err
    assert f"With --to {practice} (inside of it: --to .) name and folder are chosen for you." in err


def test_a_taken_name_in_the_practice_folder_is_refused_with_the_free_one(capsys, practice):
    (practice / "Example").mkdir()
    (practice / "Example" / "2026-11-20 progress note.md").write_text("an older note")
    code, out, err = run(capsys, "render", VIDEO, "--to", practice, "--sign", "Dana Whitfield")
    assert (code, out) == (4, "")
    assert "2026-11-20 progress note (2).md" in err
    assert notes_in(practice) == ["Example/2026-11-20 progress note.md"]


def test_an_unknown_client_is_never_put_anywhere(capsys, practice):
    code, out, err = run(capsys, "render", EMDR, "--plan", EMDR_PLAN, "--to", practice, "--sign", "Ruben Castellanos")
    assert (code, out) == (4, "")
    assert "The practice does not know this client." in err
    assert notes_in(practice) == []


def test_a_kept_note_reads_in_another_format_without_a_question(capsys, practice):
    run(capsys, "render", VIDEO, "--to", practice, "--sign", "Dana Whitfield")
    note = practice / "Example" / "2026-11-20 progress note.md"
    before = note.read_bytes()
    code, out, err = run(capsys, "convert", note, "--format", "dap")
    assert (code, err) == (0, "")
    assert out == (NOTES / "ongoing-video.dap.md").read_text()
    assert note.read_bytes() == before


def test_the_same_note_again_is_refused_as_a_copy_of_itself(capsys, practice):
    run(capsys, "render", VIDEO, "--to", practice, "--sign", "Dana Whitfield")
    code, _, err = run(capsys, "render", VIDEO, "--to", practice / "Example" / "again.md", "--sign", "Dana Whitfield")
    assert code == 1
    assert "the note of November 20, 2026" in err


def test_a_practice_that_signs_elsewhere_needs_no_name(capsys, practice):
    config = practice / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace('signature = "printed"', 'signature = "elsewhere"'))
    assert run(capsys, "render", VIDEO, "--to", practice)[0] == 0
    assert notes_in(practice) == ["Example/2026-11-20 progress note.md"]


def test_warnings_do_not_stop_unless_asked_to(capsys, tmp_path):
    vague = tmp_path / "vague.toml"
    told = 'engagement = "Generated two of the three alternative thoughts without prompting."'
    vague.write_text(VIDEO.read_text().replace(told, 'engagement = "Client is making progress."'))
    code, out, err = run(capsys, "render", vague)
    assert (code, out[:15]) == (0, "# Progress note")
    assert "[progress.no-evidence]" in err
    assert run(capsys, "render", vague, "--fail-on", "warning")[:2] == (1, "")


def test_a_format_that_does_not_exist_is_refused_by_name(capsys):
    code, out, err = run(capsys, "render", VIDEO, "--format", "soup")
    assert (code, out) == (1, "")
    assert "There are birp, dap, girp, girpp, narrative, pie, pirp, sirp, soap." in err


def test_the_schema_is_printed_and_takes_the_examples(capsys):
    code, out, _ = run(capsys, "schema")
    schema = json.loads(out)
    assert code == 0
    assert set(schema["properties"]) >= {
        "encounter",
        "presenting",
        "mental_status",
        "safety",
        "interventions",
        "response",
        "plan",
        "timing",
    }
    assert schema["properties"]["encounter"]


def test_a_no_show_of_ours_lacks_nothing_that_it_was_never_asked(capsys, practice, tmp_path):
    missed = tmp_path / "missed.toml"
    missed.write_text(
        """schema = 1
author = { name = "Dana Whitfield", credential = "LCSW" }
client = { id = "c-1042" }
safety = { follow_up = "Last known risk low; text today, call Monday." }
plan = { next_session = 2026-11-27T14:00:00 }
timing = { written = 2026-11-20T15:00:00-05:00 }

[encounter]
date = 2026-11-20
scheduled = "14:00"
time_zone = "America/New_York"
session_type = "no-show"
outreach = [{ at = 2026-11-20T14:20:00-05:00, method = "phone", outcome = "voicemail" }]
"""
    )
    assert run(capsys, "render", missed, "--to", practice, "--sign", "Dana Whitfield")[:2] == (0, "")
    (note,) = notes_in(practice)
    _, out, _ = run(capsys, "check", practice / note)
    assert "missing.mental-status" not in out
    assert "missing.interventions" not in out


def test_a_practice_of_text_files_gets_plain_text(capsys, practice):
    config = practice / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace('extension = ".md"', 'extension = ".txt"'))
    assert run(capsys, "render", VIDEO, "--to", practice, "--sign", "Dana Whitfield")[0] == 0
    text = (practice / "Example" / "2026-11-20 progress note.txt").read_text()
    assert "\nSubjective\n----------\n" in text
    assert "\nGAD-7: 9 (mild); 16 (severe) on October 23, a reliable change.\n" in text
    assert "**" not in text


def worded(tmp_path, *changes):
    """The ongoing example with some of its lines changed."""
    text = VIDEO.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "worded.toml"
    path.write_text(text)
    return path


PASSIVE = (
    'suicidal_ideation = "denied"',
    'suicidal_ideation = "passive"\n',
)
PATH = (
    "[safety.risk]",
    """[safety.suicide]
detail = "Wished on Sunday not to wake up."
method = "none"
intent = "none"
plan = "none"
behavior = "none"
means = "No firearms at home."

[safety.risk]
changed = "First passive ideation since August."
rationale = "Passive ideation without intent or plan."
consultation = "No consultation sought: low acute risk."
actions = ["Client contracted for safety"]
""",
)


def test_wording_on_the_positive_safety_path_is_said_at_the_end_and_stops_nothing(capsys, tmp_path):
    code, _, err = run(capsys, "render", worded(tmp_path, PASSIVE, PATH))
    assert code == 0
    assert "warning: safety.risk.actions: " in err
    assert "[legal.safety-contract]" in err


@pytest.mark.parametrize(
    ("old", "new", "where", "rule"),
    [
        (
            '"regular contact with her sister"',
            '"contracted for safety"',
            "safety.risk.protective_factors",
            "legal.safety-contract",
        ),
        (
            'techniques = ["cognitive restructuring"',
            'techniques = ["provided support"',
            "interventions[0].techniques",
            "vague.support",
        ),
        (
            '"Ask the manager the planned question by Monday and write down the answer word for word."',
            '"Write one letter.", "Her mother is a narcissist."',
            "plan.homework",
            "third-party.label",
        ),
        ('attitude = ["cooperative"]', 'attitude = ["noncompliant"]', "mental_status.attitude", "charged.compliance"),
    ],
)
def test_every_entry_in_the_authors_own_words_is_looked_at(capsys, tmp_path, old, new, where, rule):
    code, _, err = run(capsys, "render", worded(tmp_path, (old, new)))
    assert code == 0
    assert f"warning: {where}: " in err
    assert rule in err


@pytest.mark.parametrize(
    ("level", "before", "said"),
    [
        (
            "info",
            "13",
            "The GAD-7 went from 13 to 9; a reliable change takes 6 points, and the goal is called “progressing”",
        ),
        (
            "info",
            "9",
            "The GAD-7 is 9 as before; a reliable change takes 6 points, and the goal is called “progressing”",
        ),
        (
            "warning",
            "2",
            "The GAD-7 went from 2 to 9, a reliable change for the worse, and the goal is called “progressing”",
        ),
    ],
)
def test_progress_claimed_by_a_score_that_does_not_show_it(capsys, tmp_path, level, before, said):
    code, out, err = run(capsys, "render", worded(tmp_path, ("previous_score = 16", f"previous_score = {before}")))
    assert code == 0
    assert f"{level}: response.progress[0].evidence: {said} by it." in err
    assert "error" not in out


def test_progress_that_names_no_score_is_not_held_against_it(capsys, tmp_path):
    other = ("GAD-7 down seven points in four weeks; evenings", "Evenings")
    _, _, err = run(capsys, "render", worded(tmp_path, ("previous_score = 16", "previous_score = 13"), other))
    assert err == ""


def test_a_folder_is_no_answers_file_and_that_is_said_once(capsys, tmp_path):
    code, out, err = run(capsys, "render", tmp_path)
    assert (code, out) == (3, "")
    assert err == (
        f"A folder is no answers file. ({tmp_path})\nNothing was written.\n"
        "Give one file: notewizard render answers.toml. `notewizard schema` prints what it may hold.\n"
    )


def test_a_file_that_is_not_there_is_said_once(capsys, tmp_path):
    code, _, err = run(capsys, "render", tmp_path / "no.toml")
    assert code == 3
    assert err.splitlines()[0] == f"no.toml cannot be read: no such file or directory. ({tmp_path / 'no.toml'})"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("note.md", b"Session of Friday. All well."),
        ("note", b"---\nid: 1\n---\n# Progress note\n"),
        ("note.txt", b"## Subjective\n\nTired.\n"),
        ("note.txt", b"**Status.** Tired.\n"),
        ("note.docx", b"PK\x03\x04"),
        ("note.pdf", b"%PDF-1.7\n"),
    ],
)
def test_a_note_in_place_of_its_answers_is_called_one(capsys, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run(capsys, "render", path)
    assert (code, out) == (3, "")
    assert err == (
        f"This is a note, and not the answers that one is made of. ({path})\nNothing was written.\n"
        "To look at it: notewizard check NOTE. To read it in another format: notewizard convert NOTE --format F.\n"
    )


def test_a_broken_answers_file_is_no_note(capsys, tmp_path):
    path = tmp_path / "answers.toml"
    path.write_text("## my notes\n\nschema = 1\n[client\n")
    code, _, err = run(capsys, "render", path)
    assert code == 3
    assert "answers.toml is not valid TOML." in err
    assert "Nothing was written." in err


def test_without_the_kind_of_session_only_what_every_kind_needs_is_asked_for(capsys, tmp_path):
    path = tmp_path / "answers.toml"
    path.write_text('schema = 1\n[client]\nid = "c-1"\n[plan]\nfocus = "x"\n')
    code, _, err = run(capsys, "render", path)
    assert code == 3
    lines = err.splitlines()
    assert lines[0] == "The answers are not a whole note: 7 problems at least."
    assert lines[1].startswith(f"  {path}, encounter.session_type: is missing (")
    keys = [line.split(": ")[0].split(", ")[-1].split(":")[-1] for line in lines[2:8]]
    assert keys == [
        "plan.focus", "author.name", "author.credential", "encounter.date", "encounter.time_zone", "timing.written"
    ]  # fmt: skip
    assert "outreach" not in err
    assert lines[-1].startswith("First the kind of session: it decides what else is asked.")


def test_a_gap_between_writing_and_signing_is_a_finding_when_signing_alone(capsys):
    code, _, err = run(capsys, "render", VIDEO)
    assert (code, "time.signed-later" in err) == (0, False)
    code, out, err = run(capsys, "render", VIDEO, "--sign", "Dana Whitfield")
    assert (code, "[time.signed-later]" in err) == (0, True)
    assert "Electronically signed by Dana Whitfield, LCSW" in out


def test_a_score_inside_a_narrative_answer_is_no_copy(capsys, tmp_path):
    prior = tmp_path / "2026-11-13.md"
    prior.write_text("PHQ-9 from 16 to 19 in a week, within measurement error. Slept on the porch.\n", encoding="utf-8")
    evidence = "PHQ-9 from 19 to 14 in a week, within measurement error; she walked to the mill twice."
    said = (
        "GAD-7 down seven points in four weeks; evenings with more than one hour of worry fell from six to five a week."
    )
    code, _, err = run(capsys, "render", worded(tmp_path, (said, evidence)), "--prior", prior)
    assert (code, "reuse" in err) == (0, False), err


def test_narrative_beside_a_score_is(capsys, tmp_path):
    prior = tmp_path / "2026-11-13.md"
    told = "she walked to the mill twice and told the miller that she would not come back for the flour"
    prior.write_text(f"On Sunday {told}.\n", encoding="utf-8")
    said = (
        "GAD-7 down seven points in four weeks; evenings with more than one hour of worry fell from six to five a week."
    )
    code, _, err = run(
        capsys, "render", worded(tmp_path, (said, f"PHQ-9 from 19 to 14 in a week; {told}.")), "--prior", prior
    )
    assert code == 1
    assert "words as in" in err
