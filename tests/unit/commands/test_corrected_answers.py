"""What a correction changes of a note's answers holds wherever they are read; the note and its record stay."""

import json
from datetime import date
from hashlib import sha256

import pytest
from unit.commands.scripted import Scripted
from unit.exporters.pages import seen

from notewizard.commands.desk import Desk
from notewizard.commands.walking.session import Session
from notewizard.commands.world import World
from notewizard.errors import AuthorStopped
from notewizard.interview.thread import thread_card
from notewizard.note.note import Note
from notewizard.records.draft import Draft
from notewizard.records.earlier import earlier_notes
from notewizard.records.promises import promising_records
from notewizard.records.state import State

REASON = ("--reason", "Heard when the recording of the consultation was read again.")


@pytest.fixture
def office(two_clients):
    two_clients.sign_note()
    two_clients.later(days=2)
    return two_clients


def correct(office, wrong, right, *holds, note=None):
    given = [word for each in holds for word in ("--holds", each)]
    return office.addend("correction", "--wrong", wrong, "--text", office.text(right), *REASON, *given, note=note)


def text_of(page):
    return seen(page).text if page.startswith("<!") else " ".join(page.split())


class Leaves(Scripted):
    """Looks at the card and leaves at the first question."""

    def ask(self, view):
        self.asked.append(view.ask)
        self.last = view.last
        raise AuthorStopped("The draft is kept.")


def opening(office, client="c-1042"):
    """What the next walk of that client shows before its first question, and the session."""
    drafted: Draft = State(office.root / "state").drafts.begin(client, "soap", office.now.isoformat())
    drafted.append({"kind": "practice", "root": str(office.folder)})
    desk = Desk(World(now=lambda: office.now), str(office.folder))
    screen = Leaves([])
    session = Session(desk, office.practice, screen, drafted, office.practice.clients.get(client), desk.format("soap"))
    with pytest.raises(AuthorStopped):
        session.walk()
    _ = session.sources
    session.typing.close()
    drafted.close()
    return screen, session


def held(office):
    """The answers of the one note, as everything that reads notes gets them."""
    (note,) = office.on_record().notes()
    return note


def found_a_week_later(office):
    """The rules that see something in a note of a week later that denies everything and takes up nothing."""
    values = json.loads((office.root / "answers.json").read_text(encoding="utf-8"))
    values["encounter"]["date"] = "2026-11-27"
    values["timing"]["written"] = "2026-11-27T15:05:00-05:00"
    values["plan"]["next_session"] = "2026-12-04T14:00:00"
    values["presenting"] = {**values["presenting"], "measures": [], "since_last": "Nothing new was tried at home."}
    office.later(days=5)
    session = opening(office)[1]
    return {each.rule for each in session.second_look().whole(Note.model_validate(values), session.form)}


def test_a_risk_corrected_to_moderate_is_moderate_on_the_card_and_in_the_checks(office):
    before = office.bytes_there()
    code, _, err = correct(office, "Risk: low", "Acute risk was moderate.", "safety.risk.acute=moderate")
    assert code == 0, err
    after = office.bytes_there()
    assert {path: after[path] for path in before} == before
    (record,) = office.records("progress note")
    assert record.elements["safety"]["risk"]["acute"] == "low"
    assert held(office).elements["safety"]["risk"]["acute"] == "moderate"
    screen, session = opening(office)
    assert "Risk       last time acute risk moderate (corrected Nov 22)" in screen.text()
    assert session.chart.risk_before
    assert (
        "“Risk: low” is wrong; right is: Acute risk was moderate. [from now on Acute risk: moderate]" in screen.text()
    )
    assert "safety.risk-carried-over" in found_a_week_later(office)


def test_without_the_correction_nothing_is_said_of_it(office):
    screen, session = opening(office)
    assert "Risk " not in screen.text()
    assert not session.chart.risk_before
    assert "safety.risk-carried-over" not in found_a_week_later(office)


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_a_copy_has_the_sign_of_the_correction_at_the_risk_that_it_corrects(office, kind):
    before = office.note.read_bytes()
    assert correct(office, "low", "Acute risk was moderate.", "safety.risk.acute=moderate")[0] == 0
    copy = text_of(office.run("export", office.note, "--as", kind)[1])
    sign = "Corrected: see “Correction on November 22, 2026, by Dana Whitfield, LCSW” below."
    assert copy.count(sign) == 1
    assert "Risk: low" in copy[: copy.index(sign)].rpartition("Safety.")[2].rpartition("Mental")[2]
    assert ("has a correction, which follows it." in copy) == (kind == "html")
    assert office.note.read_bytes() == before
    (mark,) = office.records("correction")
    assert office.addend("entered-in-error", "--reason", "Misread.", note=office.folder / mark.file)[0] == 0
    assert "Corrected:" not in text_of(office.run("export", office.note, "--as", kind)[1])


def exported(office, kind):
    return text_of(office.run("export", office.note, "--as", kind)[1])


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_of_two_corrections_of_one_day_each_sign_names_its_own_and_which_holds(office, kind):
    assert correct(office, "Risk: low", "Acute risk was moderate.", "safety.risk.acute=moderate")[0] == 0
    office.later(hours=1)
    assert correct(office, "low", "Acute risk was high.", "safety.risk.acute=high")[0] == 0
    copy = exported(office, kind)
    first, second, third = (
        f"Correction on November 22, 2026, by Dana Whitfield, LCSW: 2026-11-20 progress note correction{number}.md"
        for number in ("", " (2)", " (3)")
    )
    assert f"Corrected: see “{first}” below. Where they differ, the later one holds: “{second}”." in copy
    assert f"Corrected: see “{second}” below. It is the last one about this, and holds." in copy
    for name in (first, second):
        assert f"{name}. " in copy.replace(f"“{name}”", "")  # over its own page
    assert correct(office, "10", "Escitalopram 15 mg.")[0] == 0  # POS 10 as well
    copy = exported(office, kind)
    assert f"{third}. " in copy
    assert f"see “{third}”" not in copy


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("four nights", "our"),  # part of a word of it
        ("Escitalopram 10 mg", "10"),  # POS 10 as well
        ("10", "10"),
    ],
)
def test_no_correction_holds_over_one_of_which_nobody_can_tell_that_it_is_about_the_same(office, first, then):
    assert correct(office, first, "Misheard.")[0] == 0
    office.later(hours=1)
    assert correct(office, then, "Misheard again.")[0] == 0
    copy = exported(office, "txt")
    assert copy.count("Corrected: see") == (first == "four nights") + (first.startswith("Esc"))
    assert ("the later one holds" in copy, "It is the last one" in copy) == (False, False)


def test_a_correction_of_some_words_of_a_passage_holds_over_one_of_all_of_it(office):
    assert correct(office, "fell asleep after midnight on four nights", "Misheard.")[0] == 0
    office.later(hours=1)
    assert correct(office, "four nights", "On three nights.")[0] == 0
    copy = exported(office, "txt")
    assert copy.count("Where they differ, the later one holds: “Correction on November 22") == 1


def test_a_risk_corrected_to_low_is_said_and_no_longer_asked_about(two_clients):
    office = two_clients
    more = {"rationale": "Recent losses weigh on her.", "actions": [], "consultation": "None; seen again in two days."}
    office.sign_note(safety__risk={"acute": "moderate", "protective_factors": ["her sister"], **more})
    office.later(days=2)
    code, _, err = correct(office, "moderate", "Acute risk was low.", "safety.risk.acute=low")
    assert code == 0, err
    screen, session = opening(office)
    assert "Risk       last time nothing raised (corrected Nov 22)" in screen.text()
    assert not session.chart.risk_before


@pytest.mark.parametrize(
    "twice",
    [
        ("safety.risk.acute=low", "safety.risk.acute=moderate"),
        ("safety.risk.acute=moderate", " safety.risk.acute = moderate"),
        ("interventions[0].minutes=40", "interventions.0.minutes=50"),
    ],
)
def test_two_answers_to_what_holds_now_are_refused(office, twice):
    code, out, err = correct(office, "low", "Acute risk was moderate.", *twice)
    key = "interventions.0.minutes" if "[" in twice[0] else "safety.risk.acute"
    assert (code, out) == (2, "")
    assert err.startswith(f"--holds says twice what holds now of {key}.\nNothing was written.\n")
    assert office.records("correction") == []


def test_what_holds_is_asked_of_every_answer_that_the_words_may_be_about(office):
    code, _, err = correct(office, "low", "Acute risk was moderate.")
    assert (code, "--holds safety.risk.acute=ANSWER (the same again if it did not change)" in err) == (2, True)
    assert office.records("correction") == []
    code, _, err = correct(office, "denied suicidal ideation", "She reported a wish not to wake up.")
    assert (code, "--holds safety.suicidal_ideation=ANSWER" in err) == (2, True)
    code, _, err = correct(office, "Missed one day of work", "Missed two days of work.")
    assert code == 0, err
    assert office.records("correction")[0].elements["corrects"] == []


@pytest.mark.parametrize(
    ("holds", "said"),
    [
        ("safety.risk.acute=none", "One of: low, moderate, high."),
        ("safety.risk.acute", "--holds takes the key of an answer and what holds now"),
        ("presenting.concerns=other", "does not belong to: correction"),
        ("encounter.date=1900-01-01", "--holds encounter.date: That day is more than 100 years ago"),
        ("encounter.date=1899-12-31", "--holds encounter.date: This is not a day of our time"),
        ("encounter.date=2026-11-23", "--holds encounter.date: That day is still to come."),
        ("encounter.date=2026-11-21", "That day is after the note was written, on Friday, November 20, 2026."),
        ("encounter.date=2026-02-30", "--holds encounter.date: That day does not exist."),
        ("encounter.start=25:00", "--holds encounter.start: That is not a time of day."),
        ("encounter.end=9:00 AM", "--holds encounter.end: That is not after the start."),
        ("plan.next_session=2026-11-19 14:00", "--holds plan.next_session: That is before this session."),
    ],
)
def test_what_holds_is_judged_as_the_note_was(office, holds, said):
    before = office.bytes_there()
    code, _, err = correct(office, "low", "Acute risk was moderate.", holds)
    assert (code != 0, said in err, office.bytes_there() == before) == (True, True, True), err


def test_the_same_answer_again_changes_nothing(office):
    assert correct(office, "low", "Low, by direct inquiry on the phone as well.", "safety.risk.acute=low")[0] == 0
    assert office.records("correction")[0].elements["corrects"] == []
    assert "Risk " not in opening(office)[0].text()


def test_the_page_says_what_holds(office):
    correct(office, "low", "Acute risk was moderate.", "safety.risk.acute=moderate")
    page = office.note.with_name("2026-11-20 progress note correction.md").read_text(encoding="utf-8")
    assert "## What holds from now on\n\n**Acute risk** moderate\n\n## Reason" in page


def test_a_correction_in_error_no_longer_holds_and_a_later_one_goes_over_it(office):
    correct(office, "low", "Acute risk was moderate.", "safety.risk.acute=moderate")
    first = office.note.with_name("2026-11-20 progress note correction.md")
    office.later(hours=1)
    assert correct(office, "low", "Acute risk was high.", "safety.risk.acute=high")[0] == 0
    assert held(office).elements["safety"]["risk"]["acute"] == "high"
    second = office.note.with_name("2026-11-20 progress note correction (2).md")
    office.addend("entered-in-error", "--reason", "Of another day.", note=second)
    assert held(office).elements["safety"]["risk"]["acute"] == "moderate"
    office.addend("entered-in-error", "--reason", "Of another day.", note=first)
    assert held(office).elements["safety"]["risk"]["acute"] == "low"
    assert "Risk " not in opening(office)[0].text()


def test_a_correction_that_is_itself_corrected_is_about_what_it_changed(office):
    correct(office, "low", "Acute risk was moderate.", "safety.risk.acute=moderate")
    first = office.note.with_name("2026-11-20 progress note correction.md")
    office.later(hours=1)
    code, _, err = correct(office, "was moderate", "It was the highest level.", note=first)
    assert (code, "--holds safety.risk.acute=ANSWER" in err) == (2, True)
    code, _, err = correct(office, "was moderate", "It was the highest level.", "safety.risk.acute=high", note=first)
    assert code == 0, err
    assert held(office).elements["safety"]["risk"]["acute"] == "high"


def test_times_move_together_past_each_other_and_the_code_follows(office):
    code, _, err = correct(office, "CPT 90834", "The session was from 3:00 to 3:55 PM.")
    assert (code, "encounter.start=ANSWER" in err, "encounter.end=ANSWER" in err) == (2, True, True)
    right = "The session was from 3:00 to 3:55 PM."
    code, _, err = correct(office, "CPT 90834", right, "encounter.start=3pm", "encounter.end=2:30pm")
    assert (code, "That is not after the start" in err) == (1, True)
    code, _, err = correct(office, "CPT 90834", right, "encounter.start=3pm", "encounter.end=3:55pm")
    assert code == 0, err
    encounter = held(office).elements["encounter"]
    assert (encounter["start"], encounter["end"]) == ("15:00", "15:55")


def test_a_corrected_day_is_the_day_of_the_note_everywhere_but_in_its_name(office):
    code, _, err = correct(office, "November 20, 2026", "The session was on November 19.", "encounter.date=Nov 19")
    assert code == 0, err
    assert held(office).date == "2026-11-19"
    (note,) = (each for each in earlier_notes(office.practice, "c-1042").own if each.is_note)
    assert note.date == date(2026, 11, 19)
    assert "Last note: Nov 19" in thread_card(opening(office)[1].chart)
    code, _, err = correct(office, "November 20, 2026", "Another day.", "encounter.date=Nov 30")
    assert (code, "That day is still to come" in err) == (1, True)


def test_homework_focus_and_the_next_session_are_told_as_corrected(office):
    homework = "plan.homework=Call the manager on Monday."
    code, _, err = correct(office, "Ask the manager the planned question", "She will call.", homework)
    assert code == 0, err
    screen, _ = opening(office)
    assert "Homework   Call the manager on Monday. (corrected Nov 22)" in screen.text()
    moved = "plan.next_session=Nov 24 2pm"
    code, _, err = correct(office, "Friday, November 27, 2026", "The next session is on November 24.", moved)
    assert code == 0, err
    office.later(days=3)
    results = json.loads(office.run("due", "--practice", office.folder, "--json")[1])["results"]
    assert [each["begins"] for each in results if each["source"] == "agreed"] == ["2026-11-24T14:00-05:00"]


def test_a_diagnosis_is_corrected_for_the_next_note(office):
    right = "treatment.diagnoses=F41.0 Panic disorder"
    code, _, err = correct(office, "F41.1", "The diagnosis is F41.0.", right)
    assert code == 0, err
    _, session = opening(office)
    assert session.fresh().answers["treatment"]["diagnoses"] == [{"code": "F41.0", "name": "Panic disorder"}]
    assert "Diagnosis  F41.0 Panic disorder (corrected Nov 22)" in thread_card(session.chart)


def test_a_promise_is_owed_on_its_corrected_day(two_clients):
    office = two_clients
    contacts = [{"due": "2026-11-21", "with": "client, by phone"}]
    office.sign_note(safety__contacts=contacts)
    office.later(days=2)
    assert [str(each.due) for each in opening(office)[1].chart.contacts_open] == ["2026-11-21"]
    code, _, err = correct(office, "November 21", "The call is for December 1.", "safety.contacts[0].due=Dec 1")
    assert code == 0, err
    assert opening(office)[1].chart.contacts_open == ()
    (record,), _ = promising_records(office.practice, State(office.root / "state"))
    assert record.elements["safety"]["contacts"][0]["due"] == "2026-12-01"


def test_a_correction_in_words_alone_says_what_still_counts(office):
    correct(office, "low", "Acute risk was moderate.", "safety.risk.acute=moderate")
    (record,) = office.records("correction")
    path = office.practice.records / f"{record.id}.json"
    shaped = json.loads(path.read_text(encoding="utf-8"))
    del shaped["elements"]["corrects"]  # as it was written before a correction said which answers hold
    path.write_text(json.dumps(shaped), encoding="utf-8")
    assert held(office).elements["safety"]["risk"]["acute"] == "low"
    text = opening(office)[0].text()
    assert "“low” is wrong; right is: Acute risk was moderate." in text
    assert "so these count as the note has them: Acute risk: low" in text
    assert 'notewizard addend "Example/2026-11-20 progress note.md" --correction' in text


def test_the_last_note_is_read_below_what_was_written_to_it(office):
    text = office.text("Her sister called: she had said goodbye to her on Friday.")
    late = ("--known", "2026-11-21", "--reason", "The call came on Saturday.")
    assert office.addend("addendum", "--text", text, *late)[0] == 0
    screen, _ = opening(office)
    assert "she had said goodbye to her on Friday" in screen.text()
    read = screen.last()
    assert read.index("she had said goodbye") < read.index("# Progress note")


@pytest.mark.parametrize("heads", [True, False])
def test_a_last_note_that_was_renamed_is_read_below_what_was_written_to_it(two_clients, heads):
    office = two_clients
    if not heads:
        office.without_heads()
    office.sign_note()
    office.later(days=2)
    renamed = office.note.rename(office.note.with_name("2026-11-20 Progress Note.md"))
    text = office.text("Her sister called: she had said goodbye to her on Friday.")
    late = ("--known", "2026-11-21", "--reason", "The call came on Saturday.")
    assert office.addend("addendum", "--text", text, *late, note=renamed)[0] == 0
    read = opening(office)[0].last()
    assert read.index("she had said goodbye") < read.index("# Progress note")


def test_more_than_fit_are_named_by_their_files(office):
    for number in range(8):
        office.later(hours=1)
        text = office.text(f"Letter {number} came.")
        late = ("--known", "2026-11-21", "--reason", f"Its hour was {number}.")
        assert office.addend("addendum", "--text", text, *late)[0] == 0
    text = opening(office)[0].text()
    assert "2 earlier later writings stand beside their notes as well: " in text
    assert "Example/2026-11-20 progress note addendum.md" in text


def test_what_was_written_to_a_note_in_error_is_no_text_to_compare_with(office):
    words = "Her sister called: she had said goodbye to her on Friday."
    office.addend("addendum", "--text", office.text(words), "--known", "2026-11-21", *REASON)
    assert not any(each.in_error for each in earlier_notes(office.practice, "c-1042").own)
    office.addend("entered-in-error", "--reason", "Written in the wrong client's chart.")
    assert [each.in_error for each in earlier_notes(office.practice, "c-1042").own if each.kind == "addendum"] == [True]
    screen, session = opening(office)
    assert (session.records, session.sources.own, session.chart.last) == ((), (), {})
    assert "goodbye" not in screen.text()


def test_a_record_that_is_forged_or_damaged_changes_nothing_it_does_not_name(office):
    correct(office, "low", "Acute risk was moderate.", "safety.risk.acute=moderate")
    (record,) = office.records("correction")
    path = office.practice.records / f"{record.id}.json"
    shaped = json.loads(path.read_text(encoding="utf-8"))
    for odd in (
        "x",
        [1],
        [{"path": []}],
        [{"path": ["safety", 3, None], "value": 1}],
        [{"path": ["a", "b"], "value": 1}],
    ):
        shaped["elements"]["corrects"] = odd
        path.write_text(json.dumps(shaped), encoding="utf-8")
        (note,) = office.records("progress note")
        assert held(office).elements == note.elements
    shaped |= {"client": "c-0311"}
    shaped["elements"]["corrects"] = [{"path": ["safety", "risk", "acute"], "value": "high"}]
    path.write_text(json.dumps(shaped), encoding="utf-8")
    assert held(office).elements["safety"]["risk"]["acute"] == "low"
    assert sha256(office.note.read_bytes()).hexdigest() == office.records("progress note")[0].sha256


GOAL = "Reduce worry that keeps her from work and sleep"
GOALS = "treatment.goals=Walk daily; Reduce worry"


def test_goals_are_corrected_in_words_alone_and_work_stays_with_the_goal_it_was_for(office):
    before = held(office).elements
    code, _, err = correct(office, GOAL, "The first goal is to walk daily.", GOALS)
    assert (code, "does not belong" in err, GOAL in err, office.records("correction")) == (2, True, False, [])
    code, _, err = correct(office, GOAL, "The first goal is to walk daily.")
    assert code == 0, err
    assert held(office).elements == before
    screen, session = opening(office)
    assert "The first goal is to walk daily." in screen.text()
    assert session.fresh().answers["treatment"]["goals"] == before["treatment"]["goals"]


def test_a_goal_that_a_correction_once_changed_as_an_answer_is_still_read(office):
    assert correct(office, GOAL, "The goal is to walk daily.")[0] == 0
    (record,) = office.records("correction")
    path = office.practice.records / f"{record.id}.json"
    shaped = json.loads(path.read_text(encoding="utf-8"))
    goals = [{"id": "g1", "text": "Walk daily"}]
    shaped["elements"]["corrects"] = [{"path": ["treatment", "goals"], "value": goals, "said": "Goals: Walk daily"}]
    path.write_text(json.dumps(shaped), encoding="utf-8")
    assert held(office).elements["treatment"]["goals"] == goals


def test_the_kind_of_session_is_corrected_and_named_so_on_the_card(office):
    code, _, err = correct(
        office, "Missed one day of work", "It was a crisis session.", "encounter.session_type=crisis"
    )
    assert code == 0, err
    screen, _ = opening(office)
    assert ", crisis. Read only: nothing of it goes into this note." in screen.text()
