"""Warnings that stay: in the draft, in the record, and in what `check` says of the file; how much is shown at once."""

from dataclasses import replace

import pytest

from notewizard.checks.around import about
from notewizard.checks.finding import Finding
from notewizard.commands.looking.findings import capped
from notewizard.commands.looking.kept_warnings import KeptWarnings
from notewizard.commands.walking.let_stand import LetStand, kept_entries
from notewizard.interview.replay import kept_entry, kept_in
from notewizard.records.typing import Typing


def warning(sentence, rule="progress.no-evidence", level="warning"):
    return Finding(rule, "vague", level, 0, 5, "words", "Said.", "Why.", "Better.", "Source", "plan", sentence)


@pytest.fixture
def draft(state):
    draft = state.drafts.begin("c-1", "soap", "2026-11-20T15:05:00-05:00")
    yield draft
    draft.close()


def test_a_reason_replaces_none_and_none_replaces_no_reason():
    entries = [kept_entry(["a", "b"], ""), kept_entry(["a"], "why"), kept_entry(["a"], ""), {"kind": "other"}]
    assert kept_in(entries) == {"a": "why", "b": ""}


def test_what_stays_is_durable_and_written_once(draft):
    one, two = warning("One."), warning("Two.")
    stand = LetStand(draft, Typing(draft))
    stand.keep([one.fingerprint], "")
    stand.keep([one.fingerprint], "")
    stand.keep([two.fingerprint], "as she said it")
    stand.keep([two.fingerprint], "")
    assert len(draft.entries()) == 3
    again = LetStand(draft, Typing(draft))
    assert again.reasons == {one.fingerprint: "", two.fingerprint: "as she said it"}
    assert again.without_reason([one, two, one]) == [one]
    assert one in again
    assert replace(one, level="must-resolve") not in again
    assert list(again.said_of([one, two])) == [
        "warning: plan: Said. Better. [progress.no-evidence]",
        "1 warning stays, with your reason.",
    ]
    assert next(again.said_of([one], str.upper)).startswith("warning: PLAN: Said.")
    assert [each["reason"] for each in kept_entries([one, two], again.reasons)] == ["", "as she said it"]


def test_a_reason_half_typed_is_begun_again(draft):
    draft.append({"kind": "pending", "path": ["kept", "f"], "text": "it held"})
    view = LetStand(draft, Typing(draft))._view(replace(warning("One."), where="plan"), "1 of 1")
    assert view.value == ""
    name = warning("One.").fingerprint
    draft.append({"kind": "pending", "path": ["kept", name], "text": "it held"})
    assert LetStand(draft, Typing(draft))._view(warning("One."), "1 of 1").value == "it held"


@pytest.mark.parametrize(
    ("said", "in_file"),
    [
        ("Client is making progress.", "Client is making progress."),
        ("Client is making progress.", "**Response.** Client is making progress."),
        ("Client seems better.", "Seems better."),
        ("She *was* engaged", "She \\*was\\* engaged."),
    ],
)
def test_a_kept_sentence_is_known_in_the_file(said, in_file):
    answer = warning(said)
    known = KeptWarnings({answer.fingerprint: "why"}, [answer])
    told, kept = known.parted([warning(in_file), warning(in_file, rule="vague.other"), warning("Another sentence.")])
    assert [each.rule for each in told] == ["vague.other", "progress.no-evidence"]
    assert [reason for _, reason in kept] == ["why"]


def test_what_must_be_resolved_is_told_whatever_the_record_says():
    stops = warning("TODO", level="must-resolve")
    assert KeptWarnings({stops.fingerprint: "later"}, [stops]).parted([stops]) == ([stops], [])


def test_a_finding_on_no_words_is_known_by_what_it_is_about():
    score = about("measures.within-error", "measures", "warning", "response.progress[0]", "Said.", "", "", "")
    other = replace(score, where="response.progress[1]")
    assert KeptWarnings({score.fingerprint: ""}, [score, other]).parted([score, other]) == ([other], [(score, "")])


def test_of_many_findings_the_first_are_shown_and_the_others_counted():
    many = [warning(f"Number {n}.") for n in range(20)]
    stops = [warning("TODO", level="must-resolve")] * 3
    lines = capped([*many, *stops], most=10, more="; --json gives them all")
    assert (len(lines), lines[-1]) == (11, "and 13 more; --json gives them all")
    assert sum(line.startswith("must-resolve") for line in lines) == 3
    assert len(capped(many[:11], most=10)) == 11
    assert len(capped(stops, most=2)) == 3
