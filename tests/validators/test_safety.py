"""Safety: asked, answered, followed up, and taken up by the next note (R01-R04)."""

from datetime import date, datetime, time, timedelta

from validators.charts import EMDR, findings, library, note, rules

from notewizard.checks.around import Around
from notewizard.checks.coherence import note_findings
from notewizard.definitions.completeness import open_questions
from notewizard.interview.chart import Chart
from notewizard.note.derived import derive


def positive(**risk):
    """The EMDR example, whose ideation is passive, with another judgment of risk."""
    before = note(EMDR).safety.risk.model_dump(exclude_none=True)
    return note(EMDR, safety__risk={**before, **risk})


def still_open(of):
    """The keys of what the note still lacks."""
    answers = of.answers()
    facts = {"derived": derive(of).facts(), "chart": Chart(today=date.min).facts(answers)}
    return [each.key for each in open_questions(library(), answers, facts)]


def test_R01_how_it_was_asked_and_the_reason_of_a_raised_level_are_asked():
    assert still_open(note(safety__asked_by=None)) == ["safety.asked_by"]
    assert still_open(note(safety__risk__acute=None)) == ["safety.risk.acute"]
    assert still_open(positive(rationale=None)) == ["safety.risk.rationale"]
    assert still_open(positive()) == []


def test_R02_ideation_in_the_text_and_denied_in_safety():
    (found,) = findings(note(presenting__concerns="Said that on Sunday she wished she were dead."))
    assert (found.rule, found.level, found.where) == ("safety.ideation-in-text", "warning", "presenting.concerns")
    assert found.text == "wished she were dead"


def test_R02_what_was_denied_or_long_ago_is_left_alone():
    assert rules(note(presenting__concerns="Had suicidal thoughts in 2019; none since.")) == []
    assert rules(note(response__in_session="No suicidal thoughts this week.")) == []


def test_R03_a_risk_of_the_last_note_is_taken_up():
    (found,) = findings(note(), [positive()])
    assert (found.rule, found.level) == ("safety.risk-carried-over", "warning")


def test_R03_a_word_about_it_is_enough():
    assert rules(note(safety__risk__changed="No such thoughts since Sunday."), [positive()]) == []
    assert rules(note(presenting__since_last="No suicidal thoughts since the call."), [positive()]) == []
    assert rules(note(), [note()]) == []


def test_R04_at_moderate_risk_the_level_of_care_has_its_reason():
    bare = {"rationale": "Weighed.", "consultation": "Supervisor agreed.", "actions": ["Wrote a safety plan."]}
    assert "safety.level-of-care" in rules(positive(acute="moderate", **bare))
    assert "safety.level-of-care" not in rules(
        positive(acute="moderate", **bare, higher_care="Partner stays with him.")
    )
    told = {**bare, "consultation": "Supervisor agreed that no admission is needed."}
    assert "safety.level-of-care" not in rules(positive(acute="moderate", **told))
    assert "safety.level-of-care" not in rules(positive(acute="low", **bare))


def test_R04_at_high_risk_something_was_done_about_it():
    bare = {"rationale": "Weighed.", "consultation": "nobody", "higher_care": "Partner stays with him."}
    found = {each.rule: each for each in findings(positive(acute="high", **bare, actions=()))}
    assert (found["safety.no-action"].level, found["safety.no-action"].where) == ("warning", "safety.risk.actions")
    assert "safety.no-action" in rules(positive(acute="moderate", **bare, actions=()))
    assert "safety.no-action" not in rules(positive(acute="high", **bare, actions=("Wrote a safety plan.",)))
    assert "safety.no-action" not in rules(positive(acute="low", **bare, actions=()))
    went = {**bare, "higher_care": "Brought to the emergency department by ambulance at 3:40 PM."}
    assert "safety.no-action" not in rules(positive(acute="high", **went, actions=()))
    stayed = {**bare, "higher_care": "Was not admitted to the hospital; no bed."}
    assert "safety.no-action" in rules(positive(acute="high", **stayed, actions=()))


def test_R04_at_moderate_risk_there_is_a_next_contact_within_a_week():
    day = note(EMDR).encounter.date
    raised = {**note(EMDR).safety.risk.model_dump(exclude_none=True), "acute": "high", "higher_care": "Admitted today."}
    later = datetime.combine(day + timedelta(days=14), time(10))
    late = {"safety__risk": raised, "safety__contacts": None, "plan__next_session": later}
    assert "safety.next-contact" in rules(note(EMDR, **late))
    call = [{"due": day + timedelta(days=2), "with": "client, by phone"}]
    assert "safety.next-contact" not in rules(note(EMDR, **{**late, "safety__contacts": call}))


def test_R04_harm_to_others_says_what_was_weighed_for_the_person_at_risk():
    violence = {
        "target": "none identified",
        "intent": "none",
        "plan": "none",
        "means": "none",
        "detail": "Angry at a driver.",
    }
    asked = {"safety__harm_to_others": "ideation", "safety__risk__rationale": "Anger, no target."}
    assert rules(note(**asked, safety__violence=violence)) == ["safety.duty"]
    assert rules(note(**asked, safety__violence={**violence, "duty": "Nobody to warn; supervisor agreed."})) == []


def test_R04_abuse_comes_with_its_facts():
    report = [{"kind": "child", "agency": "county hotline", "at": "2026-11-20T15:00:00-05:00"}]
    named = {"safety__abuse": "suspected", "safety__reports": report}
    (found,) = findings(note(**named))
    assert (found.rule, found.level) == ("safety.abuse-facts", "info")
    assert rules(note(**named, safety__abuse_facts="A bruise the size of a coin on the left wrist.")) == []


def test_a_promised_contact_that_no_note_settles_must_be_resolved():
    promised = [{"due": date(2026, 11, 15), "with": "client, by phone"}]
    before = note(encounter__date=date(2026, 11, 13), safety__contacts=promised)
    (found,) = findings(note(), [before])
    assert (found.rule, found.level) == ("safety.contact-open", "must-resolve")
    kept = [{**promised[0], "done": "2026-11-15T12:00:00-05:00", "outcome": "Slept; no such thoughts."}]
    assert rules(note(safety__contacts=kept), [before]) == []
    between = note(encounter__date=date(2026, 11, 16), safety__contacts=kept, plan__next_focus="The call.")
    assert rules(note(), [between, before]) == []
    assert "safety.contact-due" in rules(note(safety__contacts=promised), [before])


def test_R03_a_promise_that_a_later_note_settles_is_not_told_as_open_in_an_old_one():
    promised = [{"due": date(2026, 11, 15), "with": "client, by phone"}]
    kept = [{**promised[0], "done": "2026-11-15T12:00:00-05:00", "outcome": "Slept; no such thoughts."}]
    old = note(encounter__date=date(2026, 11, 13), safety__contacts=promised)
    later = note(encounter__date=date(2026, 11, 27), safety__contacts=kept)
    between = note()
    assert "safety.contact-open" in [each.rule for each in note_findings(between, Around(earlier=(old,)))]
    held = Around(earlier=(old,), later=(later,))
    assert "safety.contact-open" not in [each.rule for each in note_findings(between, held)]
    again = note(encounter__date=date(2026, 11, 27), safety__contacts=promised)
    assert "safety.contact-open" in [
        each.rule for each in note_findings(between, Around(earlier=(old,), later=(again,)))
    ]


def test_R02_self_harm_and_harm_to_others_in_the_text_and_denied_in_safety():
    (found,) = findings(note(presenting__symptoms="Cut her forearm twice on Friday, shallow."))
    assert (found.rule, found.level) == ("safety.self-harm-in-text", "warning")
    (found,) = findings(note(presenting__symptoms="Told me she wants to hurt her manager."))
    assert (found.rule, found.level) == ("safety.harm-in-text", "warning")


def test_R02_what_is_no_harm_is_left_alone():
    for text in (
        "Cut her hair and the hours at work.",
        "As a teenager she cut her arms.",
        "Denied wanting to hurt anyone.",
        "Her brother wants to kill him.",
        "Hit her head on the cabinet.",
        "Wants to beat her sister at chess tomorrow.",
    ):
        assert "safety.self-harm-in-text" not in rules(note(presenting__symptoms=text)), text
        assert "safety.harm-in-text" not in rules(note(presenting__symptoms=text)), text


def test_R02_abuse_in_the_text_that_safety_denies_or_leaves_out():
    told = {"presenting__since_last": "Her husband hit her on Saturday after the party."}
    (found,) = findings(note(**told, safety__abuse="none-disclosed"))
    assert (found.rule, found.level, found.where) == ("safety.abuse-in-text", "warning", "presenting.since_last")
    assert found.text == "Her husband hit her"
    assert "no abuse or neglect was disclosed" in found.message
    (found,) = findings(note(**told))
    assert found.rule == "safety.abuse-in-text"
    assert "nothing of abuse or neglect" in found.message


def test_R02_abuse_that_is_answered_denied_or_long_ago_is_left_alone():
    told = {"presenting__since_last": "Her husband hit her on Saturday after the party."}
    named = {"safety__abuse": "disclosed", "safety__abuse_facts": "“He hit me.”", "safety__no_report_reason": "Adult."}
    assert rules(note(**told, **named)) == []
    for text in ("Denies abuse at home.", "Physical abuse in childhood.", "Her friend's husband hits her."):
        assert rules(note(presenting__since_last=text, safety__abuse="none-disclosed")) == [], text


def test_R02_preparation_in_the_text_where_ideation_or_behavior_is_denied():
    (found,) = findings(note(presenting__symptoms="Has saved up pills since October; sleeps four hours."))
    assert (found.rule, found.level, found.text) == ("safety.preparation-in-text", "warning", "saved up pills")
    path = note(EMDR).safety.suicide.model_dump(exclude_none=True)
    none = {**path, "behavior": "none"}
    told = {"presenting__concerns": "Gave away most of his belongings."}
    assert "safety.preparation-in-text" in rules(note(EMDR, **told, safety__suicide=none))
    there = {**none, "detail": "Wrote goodbye letters to the children last week."}
    (found,) = [each for each in findings(note(EMDR, safety__suicide=there)) if each.rule.endswith("in-text")]
    assert found.where == "safety.suicide.detail"
    assert "no suicidal behavior" in found.message


def test_R02_preparation_that_is_answered_negated_or_somebody_elses_is_left_alone():
    path = {**note(EMDR).safety.suicide.model_dump(exclude_none=True), "behavior": "past-3-months"}
    told = {"presenting__concerns": "Gave away most of his belongings."}
    assert "safety.preparation-in-text" not in rules(note(EMDR, **told, safety__suicide=path))
    for text in (
        "Has not saved up pills.",
        "Her brother saved up pills in 2015.",
        "Gave away belongings before the move.",
    ):
        assert rules(note(presenting__symptoms=text)) == [], text


def test_R04_a_level_far_below_the_path_and_a_reason_against_it():
    path = {**note(EMDR).safety.suicide.model_dump(exclude_none=True), "intent": "yes, this weekend"}
    raised = {"safety__suicidal_ideation": "active", "safety__suicide": path}
    before = note(EMDR).safety.risk.model_dump(exclude_none=True)
    low = note(EMDR, **raised, safety__risk={**before, "rationale": "Passing thoughts without intent or plan."})
    assert {"safety.level-below-path", "safety.reason-against-path"} <= set(rules(low))
    high = {**before, "acute": "high", "rationale": "Intent for the weekend.", "higher_care": "Admitted today."}
    assert not {"safety.level-below-path", "safety.reason-against-path"} & set(
        rules(note(EMDR, **raised, safety__risk=high))
    )


def test_R02_an_attempt_in_the_text_where_ideation_or_behavior_is_denied():
    for told in ("Attempted suicide last week by overdose.", "Tried to kill himself on Friday."):
        assert rules(note(presenting__concerns=told)) == ["safety.attempt-in-text"]
    assert rules(note(presenting__concerns="Attempted suicide in 2011.")) == []
    assert rules(note(presenting__concerns="Told me: I am suicidal.")) == ["safety.ideation-in-text"]
    assert rules(note(presenting__concerns="Endorsed SI with a plan to jump.")) == ["safety.ideation-in-text"]
    assert rules(note(presenting__concerns="Has SI daily, no plan.")) == ["safety.ideation-in-text"]
    weapon = "Bought a gun on Tuesday to shoot himself."
    assert rules(note(presenting__concerns=weapon)) == ["safety.preparation-in-text"]


TUESDAY = "Took 12 tablets of ibuprofen on Tuesday evening and told her sister an hour later."


def test_R04_an_attempt_where_ideation_is_denied_is_a_positive_path_of_its_own():
    attempt = {"behavior": "past-3-months", "behavior_detail": TUESDAY}
    of = note(safety__suicide=attempt)
    assert derive(of).positive
    assert still_open(of) == [f"safety.risk.{each}" for each in ("changed", "rationale", "actions", "consultation")]
    assert "safety.level-below-path" in rules(of)
    told = note(safety__suicide=attempt, presenting__concerns="Attempted suicide last week by overdose.")
    assert "safety.attempt-in-text" not in rules(told)
    (found,) = [each for each in findings(of) if each.rule == "safety.level-below-path"]
    assert "suicidal behavior in the past three months" in found.message


def test_R04_suicidal_behavior_that_was_denied_or_is_long_ago_asks_nothing_of_a_low_level():
    for behavior in ("none", "lifetime"):
        of = note(safety__suicide={"behavior": behavior})
        assert (derive(of).positive, still_open(of), rules(of)) == (False, [], [])
    lately = "Attempted suicide last week by overdose."
    told = note(safety__suicide={"behavior": "lifetime"}, presenting__concerns=lately)
    (found,) = findings(told)
    assert found.rule == "safety.attempt-in-text"
    assert "Suicidal behavior" in found.suggestion
