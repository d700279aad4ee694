"""Measures: range, band and change (S01), what the words claim against the score (S02), a scored suicide item (R02)."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from validators.charts import EMDR, findings, library, note, plan, rules

from notewizard.errors import Broken
from notewizard.interview.whole import AnswersText, whole_note
from notewizard.note.note import Note

DAY, BEFORE = date(2026, 11, 20), date(2026, 10, 23)


def score(name="GAD-7", now=9, before=16, **more):
    row = {"name": name, "score": now, "date": DAY, **more}
    return row if before is None else {**row, "previous_score": before, "previous_date": BEFORE, **more}


def with_score(*rows, **changes):
    """The ongoing example with these scores, and progress whose evidence names none."""
    progress = [
        {"goal": "g1", "status": "progressing", "evidence": "Evenings with worry fell from six to five a week."}
    ]
    return note(presenting__measures=list(rows), **{"response__progress": progress, **changes})


def whole(of):
    """The note as an answers file would be taken; raises `Broken`."""
    return whole_note(AnswersText(None, "", of.answers()), library(), None, None, None)


# S01: a score is one that the instrument can give, and its band and change are worked out.


@pytest.mark.parametrize(
    ("row", "key", "said", "allowed"),
    [
        (score(now=22), "score", "is not a score of the GAD-7", "0 to 21"),
        (score(before=22), "previous_score", "is not a score of the GAD-7", "0 to 21"),
        (score("DERS-16", 10, None), "score", "is not a score of the DERS-16", "16 to 80"),
        (score("phq9", 28, None), "score", "is not a score of the PHQ-9", "0 to 27"),
        (
            score("PHQ-9", 12, None, suicide_item=4),
            "suicide_item",
            "is not a score of item 9 of the PHQ-9",
            "0 to 3",
        ),
        (
            score("PHQ-9", 1, None, suicide_item=2),
            "suicide_item",
            "is more than the PHQ-9 as a whole",
            "one of the two is not as it was scored",
        ),
        (
            score("GAD-7", 9, None, suicide_item=1),
            "suicide_item",
            "is given, and the GAD-7 is not known to have such an item",
            "",
        ),
        (
            score(previous_date=DAY),
            "previous_date",
            "is not before the score",
            "the day of the score before it",
        ),
    ],
)
def test_S01_a_score_out_of_range_is_refused_with_its_place(row, key, said, allowed):
    with pytest.raises(Broken) as caught:
        whole(with_score(row))
    (problem,) = caught.value.problems
    assert (problem.where, problem.said, problem.allowed) == (f"presenting.measures[0].{key}", said, allowed)


@pytest.mark.parametrize(
    "row", [score(now=0), score(now=21), score("PHQ-9", 27, None, suicide_item=3), score("Own", 99)]
)
def test_S01_a_score_in_range_is_taken_and_one_of_an_unknown_measure_too(row):
    assert whole(with_score(row)).presenting.measures[0].score == row["score"]


def test_S01_a_previous_score_that_is_not_that_of_its_note():
    earlier = with_score({"name": "gad 7", "score": 14, "date": BEFORE})
    (found,) = findings(with_score(score()), [earlier])
    assert (found.rule, found.level) == ("measures.previous-differs", "warning")
    assert found.where == "presenting.measures[0].previous_score"
    assert "is given as 16" in found.message
    assert "October 23, 2026, has 14" in found.message


def test_S01_a_previous_score_that_agrees_or_is_from_elsewhere_is_left_alone():
    assert rules(with_score(score()), [with_score({"name": "GAD-7", "score": 16, "date": BEFORE})]) == []
    other_day = with_score({"name": "GAD-7", "score": 12, "date": date(2026, 11, 6)})
    assert rules(with_score(score()), [other_day]) == []


def test_S01_a_previous_score_without_a_day_is_held_against_the_last_one():
    row = {"name": "GAD-7", "score": 9, "date": DAY, "previous_score": 16}
    assert rules(with_score(row), [with_score({"name": "GAD-7", "score": 12, "date": BEFORE})]) == [
        "measures.previous-differs"
    ]


def test_S01_a_score_to_compare_with_that_is_old_is_said():
    (found,) = findings(with_score(score(previous_date=date(2026, 8, 1))))
    assert (found.rule, found.level) == ("measures.stale-baseline", "info")
    assert "111 days old" in found.message
    assert rules(with_score(score(previous_date=date(2026, 8, 22)))) == []


def test_S01_a_discharge_sets_the_last_score_beside_the_first_however_old():
    case = Path(__file__).parents[1] / "golden" / "discharge-in-full" / "answers.toml"
    ended = Note.model_validate(tomllib.loads(case.read_text(encoding="utf-8")))
    assert "measures.stale-baseline" not in rules(ended)
    going_on = ended.model_copy(update={"encounter": ended.encounter.model_copy(update={"session_type": "ongoing"})})
    assert "measures.stale-baseline" in rules(going_on)


# S02: what the words claim, against the score.

WORSE, BETTER, ERROR = score(now=16, before=9), score(now=9, before=16), score(now=12, before=16)


@pytest.mark.parametrize(
    "words",
    [
        "Her anxiety has decreased since last month.",
        "Reports that her symptoms have improved.",
        "Less anxious this week.",
        "GAD-7 is down.",
        "A reduction in worry over the past four weeks.",
    ],
)
def test_S02_an_improvement_that_the_score_contradicts(words):
    (found,) = findings(with_score(WORSE, presenting__symptoms=words))
    assert (found.rule, found.level, found.where) == ("measures.against-words", "warning", "presenting.symptoms")
    assert words[found.start : found.end] == found.text
    assert "the GAD-7 went from 9 to 16" in found.message
    assert "the score says worse" in found.message


@pytest.mark.parametrize("words", ["Anxiety has worsened.", "Increased worry over the past month.", "GAD-7 is up."])
def test_S02_a_worsening_that_the_score_contradicts(words):
    (found,) = findings(with_score(BETTER, response__impression=words))
    assert (found.rule, found.level, found.where) == ("measures.against-words", "warning", "response.impression")
    assert "the score says better" in found.message


@pytest.mark.parametrize(
    "words",
    [
        "Her anxiety has not decreased.",
        "Hopes to feel less anxious by spring.",
        "Her sister's anxiety has improved.",
        "Anxiety is worse at night and eases with company.",
        "Said “my anxiety is better”.",
        "Anxiety had improved over the summer and is back.",
        "Increased anxiety about the interview on Tuesday.",
        "Worry on five of seven days, two to three hours an evening.",
        "Her sleep has improved.",
    ],
)
@pytest.mark.parametrize("row", [WORSE, BETTER])
def test_S02_words_that_claim_nothing_of_it_are_left_alone(words, row):
    assert rules(with_score(row, presenting__symptoms=words)) == []


@pytest.mark.parametrize("words", ["Her anxiety has decreased.", "GAD-7 improved."])
def test_S02_an_improvement_that_the_score_bears_out_is_left_alone(words):
    assert rules(with_score(BETTER, presenting__symptoms=words)) == []


def test_S02_what_happened_inside_the_session_is_measured_by_no_form():
    assert rules(with_score(WORSE, response__in_session="Her anxiety decreased over the exposure.")) == []


def test_S02_a_claim_within_measurement_error_is_info_where_it_names_the_measure_and_nothing_where_not():
    (found,) = findings(with_score(ERROR, response__impression="GAD-7 has improved."))
    assert (found.rule, found.level) == ("measures.words-within-error", "info")
    assert "a reliable change takes 6 points" in found.message
    assert rules(with_score(ERROR, response__impression="Her anxiety has decreased.")) == []


def test_S02_a_claim_with_its_own_numbers_is_held_against_those():
    assert rules(with_score(WORSE, response__impression="GAD-7 fell from 21 at intake, a difficult autumn.")) == [
        "measures.words-within-error"
    ]
    assert rules(with_score(score(now=15, before=9), response__impression="GAD-7 is down from 21 at intake.")) == []


def test_S02_symptoms_as_a_whole_are_not_contradicted_where_one_of_two_scores_bears_it_out():
    both = (WORSE, score("PHQ-9", 6, 14))
    assert rules(with_score(*both, presenting__symptoms="Her symptoms have improved.")) == []
    assert rules(with_score(*both, presenting__symptoms="Her mood has improved.")) == []
    assert rules(with_score(*both, presenting__symptoms="Her anxiety has improved.")) == ["measures.against-words"]


def test_S02_where_higher_is_better_a_score_that_rises_is_good_news():
    rose = score("ORS", 31, 20)
    assert rules(with_score(rose, response__impression="ORS is up.")) == []
    assert rules(with_score(rose, response__impression="ORS is down.")) == ["measures.against-words"]
    assert rules(with_score(rose, response__impression="Her functioning has deteriorated.")) == [
        "measures.against-words"
    ]


def test_S02_a_score_in_the_words_that_is_another_than_that_of_the_note():
    (found,) = findings(with_score(BETTER, presenting__symptoms="Worry most evenings; GAD-7 of 12 today."))
    assert (found.rule, found.level, found.where) == ("measures.other-score", "warning", "presenting.symptoms")
    assert "as 12" in found.message
    assert "it is 9" in found.message


@pytest.mark.parametrize(
    "words", ["GAD-7 of 9 today.", "GAD-7: 16 last month.", "GAD-7 16, now lower.", "Goal: GAD-7 of 4."]
)
def test_S02_the_same_number_a_target_and_an_earlier_one_are_left_alone(words):
    assert rules(with_score(BETTER, presenting__symptoms=words)) == []


def test_S02_a_measure_without_a_figure_for_change_contradicts_nothing():
    assert rules(with_score(score("BAI", 40, 10), presenting__symptoms="Her anxiety has decreased.")) == []
    assert rules(with_score(score("Own", 40, 10), presenting__symptoms="Her anxiety has decreased.")) == []


def test_S02_the_score_before_need_not_be_typed_where_an_earlier_note_has_it():
    earlier = with_score({"name": "GAD-7", "score": 9, "date": BEFORE})
    now = with_score({"name": "GAD-7", "score": 16, "date": DAY}, presenting__symptoms="Her anxiety has decreased.")
    assert rules(now) == []
    assert rules(now, [earlier]) == ["measures.against-words"]


def progress(status, evidence="Drove the highway on three of five days."):
    return [{"goal": "g1", "status": status, "evidence": evidence}]


def emdr(now, before=41, status="progressing", evidence="Drove the highway on three of five days."):
    row = {"name": "PCL-5", "score": now, "date": date(2026, 11, 18)}
    row |= {"previous_score": before, "previous_date": date(2026, 10, 21)}
    return note(EMDR, presenting__measures=[row], response__progress=progress(status, evidence))


def test_S02_progressing_on_a_goal_whose_own_measure_got_worse():
    (found,) = findings(emdr(56), plan=plan())
    assert (found.rule, found.level) == ("measures.against-progress", "warning")
    assert found.where == "response.progress[0].status"
    assert "went from 41 to 56" in found.message
    assert rules(emdr(56)) == []  # without a treatment plan nothing says that the goal is followed by the PCL-5


def test_S02_no_change_beside_a_reliable_change_of_the_goals_own_measure():
    (found,) = findings(emdr(24, status="no-change"), plan=plan())
    assert (found.rule, found.level) == ("measures.against-no-change", "warning")
    assert rules(emdr(38, status="no-change"), plan=plan()) == []


def test_S02_a_setback_after_a_good_start_is_still_progress():
    # 58 at the start, 30 at the last score, 42 now.
    assert rules(emdr(42, before=30), plan=plan()) == []


def test_S02_regressing_on_a_goal_whose_own_measure_got_better():
    (found,) = findings(emdr(30, status="regressing"), plan=plan())
    assert (found.rule, found.level) == ("measures.against-regress", "warning")
    assert rules(emdr(38, status="regressing"), plan=plan()) == []


def test_S02_met_before_its_target_is_reached():
    (found,) = findings(emdr(31, before=52, status="met"), plan=plan())
    assert (found.rule, found.level) == ("measures.target-not-reached", "warning")
    assert "is 31, and the treatment plan aims at 30" in found.message
    assert rules(emdr(30, before=52, status="met"), plan=plan()) == []


def test_S02_progress_by_a_score_that_went_the_other_way():
    (found,) = findings(emdr(56, evidence="PCL-5 rose to 56, a rough month."))
    assert (found.rule, found.where) == ("measures.against-progress", "response.progress[0].evidence")


def test_S02_progress_by_a_change_within_measurement_error_is_info():
    (found,) = findings(emdr(41, before=48, evidence="PCL-5 fell from 48 to 41."))
    assert (found.rule, found.level) == ("measures.within-error", "info")
    assert rules(emdr(41, before=52, evidence="PCL-5 fell from 52 to 41.")) == []


# R02: a suicide item that scored.


def phq9(item, total=12):
    return score("PHQ-9", total, None, suicide_item=item)


def test_R02_a_suicide_item_that_scored_and_is_denied_in_safety():
    (found,) = findings(with_score(phq9(1)))
    assert (found.rule, found.level, found.where) == ("measures.suicide-item", "warning", "safety.suicidal_ideation")
    assert found.message.startswith("Item 9 of the PHQ-9 scored 1")
    assert "the same day" in found.suggestion


def test_R02_the_total_does_not_matter():
    assert rules(with_score(phq9(1, total=2))) == ["measures.suicide-item"]


@pytest.mark.parametrize(
    ("name", "total", "item"), [("CORE-10", 8, 6), ("EPDS", 6, 10), ("BDI-II", 10, 9), ("OQ-45.2", 50, 8)]
)
def test_R02_it_is_the_item_of_that_measure(name, total, item):
    (found,) = findings(with_score(score(name, total, None, suicide_item=2)))
    assert found.message.startswith(f"Item {item} of the {name} scored 2")


@pytest.mark.parametrize(
    "changes",
    [
        {"safety__asked_by": "direct inquiry about item 9"},
        {"safety__risk__changed": "Asked about item 9: thought of death once, after a funeral, no wish to die."},
        {"presenting__symptoms": "On the PHQ-9 she marked thoughts of death and explained them by a funeral."},
        {"safety__self_harm": "urges"},
        {"safety__suicidal_ideation": "passive"},
    ],
)
def test_R02_a_word_about_it_is_enough(changes):
    assert "measures.suicide-item" not in rules(with_score(phq9(1), **changes))


def test_R02_an_item_that_scored_nothing_or_was_not_given_is_left_alone():
    assert rules(with_score(phq9(0))) == []
    assert rules(with_score(score("PHQ-9", 12, None))) == []


def test_R02_an_item_that_scored_and_ideation_that_was_not_assessed():
    (found,) = findings(with_score(phq9(3), safety__suicidal_ideation={"not_assessed": "the call ended"}))
    assert found.rule == "measures.suicide-item"
    assert "was not assessed" in found.message
