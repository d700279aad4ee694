"""Notes of ours, read again: what a template, a vocabulary or the plan wrote is no reuse, and nothing is seen less."""

import json
import re
import shutil
from pathlib import Path

import pytest

from notewizard.cli import main

ROOT = Path(__file__).parents[3]
VIDEO = (ROOT / "examples" / "answers" / "ongoing-video.toml").read_text()
WEEK_BEFORE = {
    "2026-11-20": "2026-11-13",
    "2026-11-27T14:00:00": "2026-11-20T14:00:00",
    "session_number = 11": "session_number = 10",
    "Worry about being put on a performance plan after a critical e-mail from her manager on Tuesday.": (
        "Was asked to train a new colleague, and lay awake over what could go wrong on Monday."
    ),
    "Worry on five of seven days, two to three hours an evening; fell asleep after midnight on four nights;"
    " no panic attacks.": "Palpitations before two meetings; slept through on all but Sunday.",
    "Missed one day of work; kept her standing dinner with a friend.": "At work every day; cooked for her sister.",
    "Used the worry period on four evenings and went back to the gym once.": "Asked the manager; the answer was no.",
    "score = 9": "score = 8",
    "Tested the prediction “one bad review means I am fired” against her last three reviews and planned to ask her"
    " manager one direct question by Monday.": "Wrote down what a good first day of training would hold.",
    "Generated two of the three alternative thoughts without prompting.": "Laughed at the third example of hers.",
    "Rated belief in the prediction 85% at the start and 40% at the end.": "Dread of Monday fell from 7 to 3.",
    "Reassurance checking of e-mail keeps the worry going; weekly work on it is still needed while she misses work.": (
        "Rehearsing at night has taken the place of checking."
    ),
    "GAD-7 down seven points in four weeks; evenings with more than one hour of worry fell from six to five a week.": (
        "No evening with more than an hour of worry."
    ),
    "Ask the manager the planned question by Monday and write down the answer word for word.": (
        "List three things that went well on Monday."
    ),
    "Review the behavioral experiment; start the exposure ladder for checking e-mail at night.": (
        "Go through the list of Monday."
    ),
}


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("NOTEWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("TZ", "America/New_York")


@pytest.fixture
def practice(tmp_path):
    folder = tmp_path / "practice"
    assert main(["init", str(folder), "--yes", "--author", "Dana Whitfield, LCSW"]) == 0
    (folder / ".notewizard" / "clients.toml").write_text(
        '[[client]]\nid = "c-1042"\nname = "Ada Example"\nfolder = "Example"\n'
    )
    return folder


@pytest.fixture
def keep(practice, tmp_path, capsys):
    """A note of the practice: the ongoing example with these changes, signed."""

    def keep_(changes: dict[str, str]) -> Path:
        text = VIDEO
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        answers = tmp_path / "answers.toml"
        answers.write_text(text)
        before = set(practice.rglob("*.md"))
        assert main(["render", str(answers), "--to", str(practice), "--sign", "Dana Whitfield"]) == 0
        capsys.readouterr()
        (note,) = set(practice.rglob("*.md")) - before
        return note

    return keep_


def run(capsys, *words):
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def test_two_honest_notes_of_ours_hold_nothing_of_each_other(capsys, keep):
    first, second = keep(WEEK_BEFORE), keep({})
    code, out, _ = run(capsys, "reuse", second, "--prior", first)
    assert code == 0
    assert out.startswith(f"{second}: no narrative passage stands in the other notes.\n")
    assert run(capsys, "check", second, "--prior", first)[:2] == (0, f"{second}: nothing to say\n")


def test_the_same_two_notes_without_their_records_neither(capsys, keep, tmp_path):
    elsewhere = tmp_path / "copies"
    elsewhere.mkdir()
    first, second = (Path(shutil.copy(note, elsewhere)) for note in (keep(WEEK_BEFORE), keep({})))
    code, out, _ = run(capsys, "reuse", second, "--prior", first)
    assert (code, "**" in out) == (0, False)
    assert run(capsys, "check", second, "--prior", first)[0] == 0


@pytest.mark.parametrize("kept", [True, False])
def test_a_narrative_answer_that_stands_in_the_earlier_note_is_found_in_place(capsys, keep, tmp_path, kept):
    first, second = keep(WEEK_BEFORE), keep({})
    old = (
        "Reassurance checking of e-mail keeps the worry going; weekly work on it is still needed while she misses work."
    )
    new = "Rehearsing at night has taken the place of checking. Was asked to train a new colleague, and lay awake."
    text = second.read_text().replace(old, new)
    changed = (second.parent if kept else tmp_path) / "changed.md"
    changed.write_text(text)
    code, out, _ = run(capsys, "reuse", changed, "--prior", first, "--json")
    found = [each for each in json.loads(out)["results"][0]["passages"] if each["matter"] == "narrative"]
    assert code == 1
    assert [text[each["start"] : each["end"]] for each in found] == [
        "Rehearsing at night has taken the place of checking",
        "Was asked to train a new colleague, and lay awake",
    ]


def test_a_passage_is_shown_without_the_marks_of_its_labels(capsys, tmp_path):
    told = (
        "**Status.** Argued with her landlord over the broken boiler.\n\n**Since last session.** Slept at her aunt's."
    )
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(told)
    code, out, _ = run(capsys, "reuse", tmp_path / "two.md", "--prior", tmp_path / "one.md")
    assert code == 1
    assert "*" not in out


def test_a_true_citation_is_no_reuse_for_check_either(capsys, keep):
    first = keep(WEEK_BEFORE)
    old = (
        "Reassurance checking of e-mail keeps the worry going; weekly work on it is still needed while she misses work."
    )
    words = "Rehearsing at night has taken the place of checking."
    second = keep({old: f"From the note of November 13, 2026: “{words}” Checking is back since Tuesday."})
    assert run(capsys, "check", second, "--prior", first)[0] == 0
    assert run(capsys, "reuse", second, "--prior", first)[0] == 0


BY_AUDIO = {
    'delivery = "video"': 'delivery = "audio"',
    'platform = "Zoom for Healthcare"': 'audio_reason = "no camera"',
}


def test_what_could_not_be_seen_is_said_of_the_record_and_of_the_text(capsys, keep, tmp_path):
    note = keep(BY_AUDIO)
    _, out, _ = run(capsys, "check", note)
    assert "“Appropriately dressed” could not be seen." in out
    assert "“steady eye contact” could not be seen." in out
    assert out.count("[mental-status.not-seen]") == 2
    alone = Path(shutil.copy(note, tmp_path / "alone.md"))
    _, out, _ = run(capsys, "check", alone)
    assert "The session was by audio only; “Appropriately dressed” could not be seen." in out
    note = keep(WEEK_BEFORE | BY_AUDIO | {'["appropriately dressed"]': '["in a blue coat"]'})
    _, out, _ = run(capsys, "check", note)
    assert "mental_status.appearance: The session was by audio only; appearance could not be seen." in out


@pytest.mark.parametrize(
    "text",
    [
        "Audio only.\n\n## Objective\n\nAppearance not assessed: by audio, neatly groomed could not be told.\n",
        "Video.\n\n## Objective\n\nNeatly groomed. Contact by phone session tomorrow.\n",
        "Audio only.\n\n## Objective\n\nSpoke of her groomer's bill.\n",
    ],
)
def test_what_was_seen_or_not_claimed_is_left_alone(capsys, tmp_path, text):
    (tmp_path / "note.md").write_text(text)
    assert "not-seen" not in run(capsys, "check", tmp_path / "note.md")[1]


def test_check_of_a_kept_note_says_of_its_answers_what_the_walk_says(capsys, keep):
    note = keep(
        {
            "Reduce worry that keeps her from work and sleep": "Reduce anxiety",
            "previous_score = 16": "previous_score = 13",
            '"Ask the manager the planned question by Monday and write down the answer word for word."': (
                '"Continue to practice coping skills"'
            ),
        }
    )
    code, out, _ = run(capsys, "check", note)
    assert code == 0
    found = {line.rsplit("[")[-1].rstrip("]") for line in out.splitlines()[1:]}
    assert {"vague.homework", "vague.goal", "measures.within-error"} <= found


def test_a_file_that_is_not_there_was_not_checked(capsys, tmp_path):
    code, out, err = run(capsys, "check", tmp_path / "nosuch.md")
    assert (code, out) == (4, "")
    assert err == f"There is no such file or folder. ({tmp_path / 'nosuch.md'})\nNothing was checked.\n"


@pytest.mark.parametrize("front_matter", [True, False])
@pytest.mark.parametrize("name", ["copy.md", "copy.txt"])
def test_the_same_note_in_another_format_is_no_reuse_of_it(capsys, practice, keep, tmp_path, name, front_matter):
    if not front_matter:
        config = practice / ".notewizard" / "config.toml"
        config.write_text(config.read_text().replace("front_matter = true", "front_matter = false"))
        assert "front_matter = false" in config.read_text()
    note, copy = keep({}), tmp_path / name
    assert main(["convert", str(note), "--format", "narrative", "--to", str(copy)]) == 0
    capsys.readouterr()
    for one, other in ((copy, note), (note, copy)):
        code, out, _ = run(capsys, "reuse", one, "--prior", other)
        assert (code, "As a whole" in out) == (0, False)
        code, out, _ = run(capsys, "check", one, "--prior", other)
        assert (code, "reuse.own-note" in out, "reuse.clone" in out) == (0, False, False)


def test_a_later_note_with_those_words_is_reuse_in_any_format(capsys, keep, tmp_path):
    note, copy = keep({}), tmp_path / "copy.md"
    assert main(["convert", str(note), "--format", "narrative", "--to", str(copy)]) == 0
    capsys.readouterr()
    copy.write_text(copy.read_text().replace("November 20", "November 27"))
    code, out, _ = run(capsys, "reuse", copy, "--prior", note)
    assert (code, "As a whole it is the note" in out) == (1, True)


@pytest.mark.parametrize("form", ["soap", "narrative", "girpp"])
@pytest.mark.parametrize(
    "name", ["group-member", "discharge", "couple", "short-answers", "intake-by-audio", "contact-by-phone"]
)
def test_no_language_finding_stands_on_what_a_template_wrote(capsys, practice, name, form):
    answers = ROOT / "tests" / "golden" / name / "answers.toml"
    (practice / ".notewizard" / "clients.toml").write_text(
        f'[[client]]\nid = "{re.search(r"""id = "(c-[^"]+)""", answers.read_text())[1]}"\n'
        'name = "Ada Example"\nfolder = "Example"\n'
    )
    signer = re.search(r"""name = "([^"]+)""", answers.read_text())[1]
    words = ["render", answers, "--to", practice, "--format", form, "--sign", signer]
    assert main([str(each) for each in words]) == 0
    (note,) = practice.rglob("*.md")
    capsys.readouterr()
    _, out, _ = run(capsys, "check", note, "--json")
    found = [each for each in json.loads(out)["results"][0]["findings"] if each["start"] is not None]
    written = " ".join(answers.read_text().casefold().split())
    assert [each["text"] for each in found if each["text"].casefold() not in written] == []
    assert not {"progress.goal-verdict", "progress.goal-met", "legal.own-error"} & {each["rule"] for each in found}


def test_what_was_written_into_a_signed_note_by_hand_is_read_as_anybodys(capsys, keep):
    note = keep({})
    note.write_text(note.read_text().replace("## Plan", "Goal 2 (sleep): met.\n\n## Plan"))
    assert "[progress.goal-verdict]" in run(capsys, "check", note)[1]


def test_a_finding_that_quotes_nothing_shows_its_line_and_its_first_and_last_words(capsys, tmp_path):
    told = "She drove past the brick school three times before she could park beside the fence and breathe out slowly."
    note, prior = tmp_path / "note.md", tmp_path / "prior.md"
    note.write_text(f"---\nid: 7\n---\n# Note\n\n{told}\n")
    prior.write_text(f"{told}\n")
    _, out, _ = run(capsys, "check", note, "--prior", prior)
    assert "must-resolve: line 6, “She drove past the … out slowly”: 19 words as in prior.md." in out


def test_a_copy_may_be_named_from_inside_the_practice_and_land_beside_it(capsys, practice, keep, tmp_path, monkeypatch):
    note = keep({})
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(practice)
    assert run(capsys, "convert", note, "--format", "dap", "--to", "../out/x.md")[0] == 0
    assert (tmp_path / "out" / "x.md").is_file()
    answers = ROOT / "examples" / "answers" / "ongoing-video.toml"
    assert run(capsys, "render", answers, "--to", "../out/y.md")[0] == 0
    assert run(capsys, "convert", note, "--format", "dap", "--to", "../practice/x.md")[0] == 1
    assert not (practice / "x.md").exists()


def test_a_kept_late_note_does_not_tell_a_promise_as_open_that_a_later_note_settles(capsys, keep, practice, tmp_path):
    call = (ROOT / "tests" / "golden" / "contact-by-phone" / "answers.toml").read_text()
    promised = '[[safety.contacts]]\ndue = 2026-11-15\nwith = "client, by phone"\n'
    (tmp_path / "call.toml").write_text(call.replace("2026-11-24", "2026-11-11") + promised)
    words = ["render", str(tmp_path / "call.toml"), "--to", str(practice), "--sign", "Dana Whitfield"]
    assert main(words) == 0
    place = "[[interventions]]"
    outcome = 'done = 2026-11-15T12:00:00-05:00\noutcome = "Slept six hours; no such thoughts."\n'
    keep({place: f"{promised}{outcome}{place}"})
    written = {"2026-11-13T15:05:00-05:00": '2026-11-23T15:05:00-05:00\nlate_reason = "Out sick."'}
    old = keep({**WEEK_BEFORE, **written})
    assert "safety.contact" not in run(capsys, "check", old)[1]
