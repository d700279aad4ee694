"""Kinds of session: whole elements, telehealth, a plan that does something, groups (E01, E04, H02, G01, N01, X01)."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from validators.charts import EMDR, findings, library, note, plan, rules

from notewizard.checks.around import Around
from notewizard.checks.other_members import other_members
from notewizard.commands.filed.part2 import notice_on
from notewizard.commands.looking.names import names_in
from notewizard.definitions.completeness import open_questions
from notewizard.interview.chart import Chart
from notewizard.note.derived import derive
from notewizard.note.encounter import Attendee
from notewizard.note.note import ELEMENTS, Note
from notewizard.records.clients import Client
from notewizard.records.practice import Practice
from notewizard.rendering.render import render

GOLDEN = Path(__file__).parents[1] / "golden"


def case(name: str) -> Note:
    return Note.model_validate(tomllib.loads((GOLDEN / name / "answers.toml").read_text(encoding="utf-8")))


def still_open(of: Note) -> list[str]:
    answers = of.answers()
    facts = {"derived": derive(of).facts(), "chart": Chart(today=date.min).facts(answers)}
    return [each.key for each in open_questions(library(), answers, facts)]


# E01: every element is answered, or says why it was not assessed.


def test_E01_a_whole_note_has_nothing_open():
    assert still_open(note()) == []
    assert still_open(note(EMDR)) == []


@pytest.mark.parametrize("element", [each for each in ELEMENTS if each not in ("encounter", "timing")])
def test_E01_an_element_that_is_missing_is_open(element):
    assert any(key.split(".")[0].split("[")[0] == element for key in still_open(note(**{element: None})))


def test_E01_a_reason_stands_for_an_answer():
    reason = {"not_assessed": "the line dropped"}
    assert still_open(note(presenting__symptoms=reason, response__in_session=reason, plan__next_session=reason)) == []


# E03: the response stands there, and progress for each goal that was worked on.


def test_E03_the_response_and_the_progress_of_each_goal():
    assert still_open(note(response__in_session=None)) == ["response.in_session"]
    assert still_open(note(response__progress=None)) == ["response.progress"]
    worked = [{**each.model_dump(exclude_none=True), "goal": "g2"} for each in note().interventions or ()]
    goals = [{"id": "g1", "text": "Less worry"}, {"id": "g2", "text": "More sleep"}]
    assert still_open(note(interventions=worked, treatment__goals=goals)) == ["response.progress"]


# E04: a plan has its next session and something that will be done.


@pytest.mark.parametrize("answer", ["next_session", "next_focus", "homework", "referrals"])
def test_E04_a_plan_without_its_next_step_is_open(answer):
    assert still_open(note(**{f"plan__{answer}": None})) == [f"plan.{answer}"]


def test_E04_a_plan_that_is_an_appointment_alone():
    nothing = {"plan__homework": [], "plan__referrals": [], "plan__next_focus": {"not_assessed": "no time was left"}}
    assert rules(note(**nothing)) == ["session.no-action"]


def test_E04_one_step_is_enough():
    assert rules(note(plan__homework=[], plan__referrals=[])) == []
    assert "session.no-action" not in rules(case("discharge"))


# H02: a remote session says how, from where, to where, with what consent, and whom one can reach.


def remote(**changes: Any) -> Note:
    return note(**{f"encounter__{name}": value for name, value in changes.items()})


@pytest.mark.parametrize(
    "answer", ["client_location", "clinician_location", "consent", "platform", "emergency_contact"]
)
def test_H02_a_video_session_without_it_is_open(answer):
    assert still_open(remote(**{f"telehealth__{answer}": None})) == [f"encounter.telehealth.{answer}"]


def test_H02_audio_alone_says_why_and_needs_no_platform():
    audio = {"delivery": "audio", "telehealth__platform": None}
    assert still_open(remote(**audio)) == ["encounter.telehealth.audio_reason"]
    assert still_open(remote(**audio, telehealth__audio_reason="Her camera is broken.")) == []


def test_H02_in_person_asks_none_of_it():
    assert still_open(remote(delivery="in-person", telehealth=None)) == []


def test_H02_the_rest_of_the_telehealth_set_is_never_required():
    asked = {each.id: each for _, each in library().questions()}
    rest = ("identity", "privacy", "emergency_plan", "continuity", "suitability")
    assert [name for name in rest if asked[f"encounter.telehealth.{name}"].required] == []


# Crisis: the code needs its reason.


def test_a_crisis_code_says_why_it_was_a_crisis():
    crisis = case("crisis-active-ideation")
    assert "session.crisis-reason" in rules(crisis)
    why = crisis.encounter.model_copy(update={"crisis_reason": "Active ideation with pills at hand."})
    assert "session.crisis-reason" not in rules(crisis.model_copy(update={"encounter": why}))


def test_a_crisis_too_short_for_its_code_needs_no_reason_for_it():
    crisis = case("crisis-active-ideation")
    short = crisis.encounter.model_copy(update={"end": crisis.encounter.start.replace(minute=35)})
    assert "session.crisis-reason" not in rules(crisis.model_copy(update={"encounter": short}))


# A discharge tells the treatment; a late cancellation its notice.


def test_a_discharge_says_why_since_when_and_with_what_course():
    bare = case("discharge")
    said = next(each for each in findings(bare) if each.rule == "session.discharge-course")
    assert (said.level, said.where) == ("warning", "response.course.reason")
    for part in ("why treatment ends", "when treatment began", "what was done over the treatment"):
        assert part in said.message
    assert "session.discharge-course" not in rules(case("discharge-in-full"))
    assert "session.discharge-course" not in rules(note())


def test_a_late_cancellation_says_how_and_when():
    assert "session.notice" in rules(case("late-cancellation"))
    assert "session.notice" not in rules(case("cancellation-with-notice"))
    assert "session.notice" not in rules(case("no-show"))


# No-show: outreach, decision, no code.


@pytest.mark.parametrize("name", ["no-show", "late-cancellation"])
def test_a_missed_session_has_no_code_and_needs_outreach_and_a_decision(name):
    missed = case(name)
    assert derive(missed).codes == ()
    assert still_open(missed) == []
    bare = missed.model_copy(
        update={"safety": None, "encounter": missed.encounter.model_copy(update={"outreach": None})}
    )
    assert still_open(bare) == ["encounter.outreach", "safety.follow_up"]


def test_a_no_show_without_any_attempt_says_why_in_the_note():
    missed = case("no-show")
    nobody = missed.model_copy(update={"encounter": missed.encounter.model_copy(update={"outreach": ()})})
    assert still_open(nobody) == ["encounter.no_outreach"]
    because = nobody.encounter.model_copy(update={"no_outreach": "she had called at 1:40: her car would not start"})
    explained = nobody.model_copy(update={"encounter": because})
    assert still_open(explained) == []
    shipped = library()
    for form, said in (
        ("soap", "**Outreach.** None: she had"),
        ("narrative", "Nobody tried to reach the client: she had"),
    ):
        text = render(explained, shipped.formats[form], shipped).text
        assert f"{said} called at 1:40: her car would not start." in text


def test_who_canceled_needs_no_attempt_to_be_reached():
    canceled = case("late-cancellation")
    nobody = canceled.model_copy(update={"encounter": canceled.encounter.model_copy(update={"outreach": ()})})
    assert still_open(nobody) == []


# G01: a group member's note names no other member.

OTHERS = ("c-3005", "Maribel Ortega", "Ortega", "c-3006", "Mark Ryan Doyle", "M. D.", "Hope Tran")


def named(of: Note, own: tuple[str, ...] = ("c-3004", "Sam Whitlock"), others: tuple[str, ...] = OTHERS) -> list[str]:
    found = other_members(of, Around(own_names=own, other_names=others))
    return [
        f"{each.rule.removeprefix('identity.')} {each.where}: {each.message.partition('“')[2].partition('”')[0]}"
        for each in found
    ]


def member(**changes: Any) -> Note:
    answers = case("group-member").answers()
    for key, value in changes.items():
        *path, last = key.split("__")
        table = answers
        for part in path:
            table = table[part]
        table[last] = value
    return Note.model_validate(answers)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("response__engagement", "Volunteered first and told Maribel that he felt the same."),
        ("response__in_session", "Answered Ortega's question."),
        ("presenting__concerns", "Sits beside c-3005 and will not look up."),
        ("encounter__group__shared", "Members listened as Doyle told of his week."),
        ("response__engagement", "Looked at Hope when she spoke."),
    ],
)
def test_G01_another_member_named_is_found(key, text):
    (found,) = named(member(**{key: text}))
    assert found.startswith(f"other-member-named {key.replace('__', '.')}")


def test_G01_another_members_name_must_be_mended():
    told = member(response__engagement="Volunteered first and told Maribel that he felt the same.")
    around = Around(other_names=("Maribel Ortega",))
    assert {each.level for each in other_members(told, around)} == {"must-resolve"}


def test_G01_a_name_that_was_registered_without_capitals_is_found_as_it_is_written(tmp_path):
    practice = Practice(tmp_path)
    practice.clients.add(Client("c-3004", "sam whitlock"), Client("c-3005", "maribel de la cruz"))
    names = names_in(practice, "c-3004")
    told = member(response__engagement="Volunteered first and told Maribel that he felt the same.")
    assert named(told, names.own, names.others) == ["other-member-named response.engagement: Maribel"]


def test_G01_a_name_in_a_list_is_found_where_the_list_is():
    assert named(member(plan__homework=["Call Maribel on Sunday."])) == ["other-member-named plan.homework: Maribel"]


@pytest.mark.parametrize(
    "text",
    [
        "Volunteered first and told another member that he felt the same.",
        "Hope returned when he spoke.",
        "Doyles is a shop near his home.",
        "He mentioned the mark on his arm and what he will do in May.",
    ],
)
def test_G01_what_is_no_members_name_is_left_alone(text):
    assert named(member(response__engagement=text), others=(*OTHERS, "May Chen", "Will Abel")) == []


def test_G01_who_may_be_named():
    """The client, who leads, and whoever shares a name with them."""
    text = "Jo Marchetti asked Sam, who answered."
    others = ("Jo Berger", "Sam Olsen", "Amari Jones")
    assert named(member(response__engagement=text), others=others) == []


def test_G01_the_shared_part_does_not_name_this_member_either():
    text = "Members paired off; Sam went first."
    assert named(member(encounter__group__shared=text)) == ["member-named-to-all encounter.group.shared: Sam"]


def single(text: str, **changes: Any) -> Note:
    return member(
        response__engagement=text,
        encounter__participants="individual",
        encounter__group=None,
        plan__homework=[],
        **changes,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Told Maribel Ortega at the bus stop that he felt the same.", "Maribel Ortega"),
        ("Sat in the waiting room with maribel ortega's brother.", "maribel ortega"),
        ("Knows Mark Doyle from school.", "Mark Doyle"),
        ("Knows Mark R. Doyle from school.", "Mark R. Doyle"),
        ("Named Ortega, Maribel as the sender.", "Ortega, Maribel"),
        ("See the note of c-3006.", "c-3006"),
        ("Works for Hope Tran.", "Hope Tran"),
    ],
)
def test_N01_another_clients_whole_name_or_id_in_any_note(text, words):
    assert named(single(text)) == [f"other-client-named response.engagement: {words}"]
    (found,) = other_members(single(text), Around(other_names=OTHERS))
    assert (found.category, found.level) == ("identity", "warning")


@pytest.mark.parametrize(
    "text",
    [
        "Told Maribel.",
        "Answered Ortega's question.",
        "Maribel came, and then Ortega left.",
        "Mark his words: Doyle lost.",
        "There is hope; Tran is a bakery.",
        "Lives on Maribel Ortega Street, near Hope Tran Park.",
        "Will Abelson came.",
        "He may chen the list.",
        "Rated it 1042 of nothing; takes B12 and went 40 minutes.",
    ],
)
def test_N01_a_first_name_alone_a_place_words_or_a_number_are_left_alone(text):
    assert named(single(text), others=(*OTHERS, "May Chen", "Will Abel", "1042", "B12", "40")) == []


def test_N01_who_came_and_a_client_of_the_same_name_may_be_named():
    came = single("Maribel Ortega spoke first.")
    came = came.model_copy(
        update={
            "encounter": came.encounter.model_copy(
                update={"attended": (Attendee(name="Maribel Ortega", role="partner"),)}
            )
        }
    )
    assert named(came) == []
    assert named(single("Signed as Sam Whitlock."), others=("Sam Whitlock",)) == []


def test_G01_the_individual_part_is_required():
    bare = member(response=None, interventions=None)
    assert {"interventions", "response.engagement", "response.in_session"} <= set(still_open(bare))


def test_N01_another_clients_id_in_a_group_members_note():
    assert named(member(safety__asked_by="written check-in, see c-3006")) == [
        "other-member-named safety.asked_by: c-3006"
    ]
    assert named(member(safety__asked_by="written check-in of c-3004")) == []


# X01: what leaves with consent carries the notice of 42 CFR 2.32; the note itself does not.


def test_X01_the_notice_is_there_where_plan_or_practice_says_so(tmp_path):
    (tmp_path / ".notewizard").mkdir()
    config = tmp_path / ".notewizard" / "config.toml"
    config.write_text("schema = 1\n", encoding="utf-8")
    practice, of_plan = Practice(tmp_path), plan("c-1042")
    assert notice_on(practice, of_plan) is None
    assert notice_on(practice, None) is None
    notice = notice_on(practice, of_plan.model_copy(update={"part2": True}))
    assert notice is not None
    assert notice.text == "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    config.write_text("schema = 1\npart2 = true\n", encoding="utf-8")
    assert notice_on(practice, None) == notice


def test_X01_no_note_prints_it():
    of_plan = plan().model_copy(update={"part2": True})
    for form in library().formats.values():
        assert "part 2" not in render(note(EMDR), form, library(), plan=of_plan).text.lower()
