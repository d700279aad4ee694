"""`notewizard facts`, the first screen's promised contacts, and words that are simply still true."""

import json
import tomllib
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import shipped
from unit.commands.scripted import Scripted

from notewizard.checks.packs import compile_packs
from notewizard.cli import main
from notewizard.commands.desk import Desk
from notewizard.commands.filed.chart_of import chart_of
from notewizard.commands.filed.facts_on_file import facts_of, lines_ever
from notewizard.commands.looking.second_look import SecondLook, prose_answers
from notewizard.commands.looking.sources import Sources
from notewizard.commands.owing.promised import tell_of_promised
from notewizard.commands.walking.facts_walk import FactsWalk
from notewizard.commands.walking.still_true import keep_as_facts, may_hold, stretches
from notewizard.commands.world import World
from notewizard.definitions.plans import plan_limits
from notewizard.errors import AuthorStopped, NotKept, Refused
from notewizard.interview.thread import thread_card
from notewizard.interview.writes import partial_note
from notewizard.note.facts import StandingFact
from notewizard.records import promises
from notewizard.records.practice import Practice
from notewizard.records.promises import promising_records
from notewizard.records.record import Record, keep_record
from notewizard.reuse import SourceText

NOW = datetime(2026, 11, 20, 15, 5, tzinfo=ZoneInfo("America/New_York"))
HELD = """\
schema = 1
client = "c-0001"
written = 2026-10-02

[[facts]]
kind = "emergency-contact"
text = "partner, number on file"
confirmed = 2026-10-02

[[facts]]
kind = "release"
text = "Dr. Osei, PCP: attendance"
given = 2025-10-01
until = 2026-10-31
confirmed = 2025-10-01
"""
BROKEN = """\
schema = 1
client = "c-0002"
written = 2026-10-02

[[facts]]
kind = "moood"
text = "x"
confirmed = 2026-10-02

[[facts]]
kind = "history"
text = "Mood depressed, low risk."
confirmed = 2026-10-02

[[facts]]
kind = "medication"
text = "A"
confirmed = "yesterday"
"""


def has_facts(practice, text=HELD, number=1, client="c-0001"):
    file = practice / ".notewizard" / "facts" / client / f"{number}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def desk_at(practice):
    return Desk(World(folder=practice, now=lambda: NOW))


def told(capsys, *words):
    code = main(["facts", *words])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def read(practice, number, client="c-0001"):
    file = practice / ".notewizard" / "facts" / client / f"{number}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def here(practice, monkeypatch):
    monkeypatch.chdir(practice)


def test_a_client_without_facts(practice, capsys):
    code, out, err = told(capsys, "c-0001")
    assert (code, out) == (0, "")
    assert err == "No standing facts of c-0001 are kept yet. Begin with: notewizard facts c-0001 --review\n"
    assert json.loads(told(capsys, "c-0001", "--json")[1]) == {"schema": 1, "results": []}


def test_what_stands_is_shown_with_its_days_and_for_a_program(practice, capsys):
    file = has_facts(practice)
    code, out, err = told(capsys, "c-0001")
    assert (code, err) == (0, "")
    assert "Emergency contact: partner, number on file (confirmed October 2, 2026" in out
    assert "Release: Dr. Osei, PCP: attendance (since October 1, 2025 until October 31, 2026, " in out
    results = json.loads(told(capsys, "c-0001", "--json")[1])["results"]
    assert [each["kind"] for each in results] == ["emergency-contact", "release"]
    assert (results[0]["path"], results[0]["version"], results[0]["confirmed"]) == (str(file), 1, "2026-10-02")
    assert results[1]["ended"] is True


def test_one_clients_facts_are_never_on_anothers_screen(practice, capsys):
    has_facts(practice)
    assert "partner" not in "".join(map(str, told(capsys, "c-0002")))
    assert facts_of(Practice(practice), "c-0002", desk_at(practice).library).held == ()


def test_a_broken_file_says_every_problem_with_its_place_and_nothing_is_lost(practice, capsys):
    file = has_facts(practice, BROKEN)
    code, out, err = told(capsys, "c-0001")
    assert (code, out) == (3, "")
    assert f"{file}:6, facts[0].kind: is not a kind of standing fact (one of pronouns, " in err
    assert f"{file}:12, facts[1].text: is no standing fact (Mood and affect are seen anew in each session." in err
    assert f"{file}:18, facts[2].confirmed: must be a date" in err
    assert f"{file}:2, client: is another client (this folder is that of c-0001)" in err
    assert file.read_text(encoding="utf-8") == BROKEN


def review(practice, *answers, last=None):
    desk = desk_at(practice)
    held = facts_of(Practice(practice), "c-0001", desk.library)
    screen = Scripted(list(answers))
    client = next(each for each in Practice(practice).clients.all() if each.id == "c-0001")
    walk = FactsWalk(desk, Practice(practice), screen, client, held, held.on_file(), last or {})
    with suppress(IndexError, AuthorStopped):  # the script has ended
        walk.run()
    return screen


def test_each_answer_of_a_review_is_a_version_at_once(practice):
    has_facts(practice)
    before = (practice / ".notewizard/facts/c-0001/1.toml").read_bytes()
    # name, birth date, pronouns, location; then the emergency contact is confirmed, and the program is ended
    screen = review(practice, "", "", "", "", "y")
    assert screen.asked[:5] == ["Name", "Birth date", "Pronouns", "Location", "Emergency contact"]
    assert (practice / ".notewizard/facts/c-0001/1.toml").read_bytes() == before
    version = read(practice, 2)
    assert version["facts"][0] | {"confirmed": None} == {
        "kind": "emergency-contact",
        "text": "partner, number on file",
        "confirmed": None,
    }
    assert str(version["facts"][0]["confirmed"]) == "2026-11-20"
    assert str(version["facts"][1]["confirmed"]) == "2025-10-01"
    assert version["author"] == "Dana Whitfield, LCSW"


def test_a_review_changes_takes_out_and_adds_what_the_last_note_says(practice):
    has_facts(practice)
    last = {"encounter": {"telehealth": {"client_location": "home, Buffalo, NY (confirmed November 13, 2026)"}}}
    review(practice, "", "", "they/them", "y", "sister, number on file", last=last)
    kinds = {each["kind"]: each["text"] for each in read(practice, 4)["facts"]}
    assert kinds == {
        "emergency-contact": "sister, number on file",
        "release": "Dr. Osei, PCP: attendance",
        "pronouns": "they/them",
        "client-location": "home, Buffalo, NY",
    }
    review(practice, "", "", "-")
    assert "pronouns" not in {each["kind"] for each in read(practice, 5)["facts"]}


def test_a_judgment_is_refused_where_it_is_typed(practice):
    screen = review(practice, "", "", "low risk", "they/them")
    assert "Risk is judged anew in each session. It is no standing fact." in screen.text()
    assert [each["text"] for each in read(practice, 1)["facts"]] == ["they/them"]


def test_a_judgment_is_refused_by_whatever_keeps_facts(practice):
    facts = facts_of(Practice(practice), "c-0001", desk_at(practice).library)
    with pytest.raises(Refused):
        facts.with_fact(StandingFact(kind="history", text="Affect flat.", confirmed=NOW.date()), NOW.date(), "")
    assert not (practice / ".notewizard/facts").exists()


def test_two_writers_of_one_version(practice):
    has_facts(practice)
    first = facts_of(Practice(practice), "c-0001", desk_at(practice).library)
    second = facts_of(Practice(practice), "c-0001", desk_at(practice).library)
    first.confirmed(first.held[0], NOW.date(), "A")
    with pytest.raises(NotKept):
        second.confirmed(second.held[0], NOW.date(), "B")
    assert read(practice, 2)["author"] == "A"


def test_an_empty_version_is_a_claimed_name_and_no_version(practice):
    has_facts(practice)
    has_facts(practice, "", 2)
    facts = facts_of(Practice(practice), "c-0001", desk_at(practice).library)
    assert facts.number == 1
    facts.confirmed(facts.held[0], NOW.date(), "A")
    assert read(practice, 3)["author"] == "A"


def test_name_and_birth_date_are_changed_in_the_list_of_clients(practice, capsys):
    has_facts(practice)
    review(practice, "Ada Ashgrove-Lee", "1991-05-04")
    client = next(each for each in Practice(practice).clients.all() if each.id == "c-0001")
    assert (client.name, str(client.birth_date)) == ("Ada Ashgrove-Lee", "1991-05-04")
    assert "Birth date: May 4, 1991 (clients.toml)\n" in told(capsys, "c-0001")[1]


# Words that are simply still true


def test_words_become_a_fact_by_the_sentence_after_a_choice(practice):
    facts = facts_of(Practice(practice), "c-0001", desk_at(practice).library)
    text = "Lives with her sister above the bakery. Mood was low on Sunday. Went dancing."
    texts = stretches(text, [(12, 30), (45, 50)])
    assert texts == ("Lives with her sister above the bakery.", "Mood was low on Sunday.")
    screen = Scripted(["history"])
    facts, said = keep_as_facts(facts, texts, screen, NOW.date(), NOW.date(), "A")
    assert said == "It stands in the chart now, dated, and may stand here."
    assert [each.text for each in facts.held] == ["Lives with her sister above the bakery."]
    assert "Mood and affect are seen anew" in screen.text()


def test_no_is_no(practice):
    facts = facts_of(Practice(practice), "c-0001", desk_at(practice).library)
    facts, said = keep_as_facts(facts, ["Lives alone."], Scripted(["none"]), NOW.date(), NOW.date(), "A")
    assert (facts.held, said) == ((), "Nothing was kept as a standing fact.")


def test_only_answers_that_can_hold_a_fact_offer_it():
    assert may_hold("presenting.functioning")
    assert may_hold("presenting.history.social")
    for key in ("interventions[0].detail", "response.impression", "plan.next_focus", "presenting.symptoms"):
        assert not may_hold(key)


# The first screen


def first_screen(practice):
    screen = Scripted([])
    tell_of_promised(desk_at(practice), Practice(practice), screen)
    return screen.shown


def record(practice, id_, client, day, contacts):
    """A record as the program writes it, with these contacts alone in it."""
    elements = {"safety": {"contacts": contacts}} if contacts is not None else {}
    keep_record(
        Practice(practice),
        Record(id_, "progress note", client, day, "A", "f", "0", "0", {}, {}, "1", {}, elements),
    )


CALL = {"due": "2026-11-15", "with": "client, by phone"}


def test_a_promised_contact_stands_on_the_first_screen_until_a_note_settles_it(practice):
    record(practice, "a1", "c-0001", "2026-11-13", [CALL])
    record(practice, "a2", "c-0002", "2026-11-13", [{"due": "2026-11-25", "with": "client"}])
    lines = first_screen(practice)
    assert lines[0].startswith("Contact promised by Sunday, November 15, 2026, c-0001 (")
    assert lines[0].endswith("): client, by phone. No note tells its outcome.")
    assert lines[1:] == ["The next note of the client settles it: notewizard new c-0001"]
    record(practice, "a3", "c-0001", "2026-11-16", [{**CALL, "outcome": "Slept.", "done": "2026-11-15T12:00:00-05:00"}])
    assert first_screen(practice) == []


def test_another_clients_outcome_settles_nothing(practice):
    record(practice, "a1", "c-0001", "2026-11-13", [CALL])
    record(practice, "a2", "c-0002", "2026-11-16", [{**CALL, "outcome": "Slept."}])
    assert "c-0001" in first_screen(practice)[0]


def test_records_that_promise_nothing_are_read_once_and_the_names_may_go(practice, state, monkeypatch):
    for number in range(30):
        record(practice, f"b{number}", "c-0002", "2026-11-01", None)
    record(practice, "a1", "c-0001", "2026-11-13", [CALL])
    first = first_screen(practice)
    (names,) = state.promises.rglob("*.names")
    assert "c-0" not in names.read_text(encoding="ascii")
    opened = []
    monkeypatch.setattr(
        promises, "read_whole", lambda path, real=promises.read_whole: opened.append(path) or real(path)
    )
    assert first_screen(practice) == first
    assert sorted(each.name for each in opened if each.suffix == ".json") == ["a1.json"]
    names.write_bytes(b"a1.json")  # damaged: whatever it says now is not believed
    assert first_screen(practice) == first
    names.unlink()
    assert first_screen(practice) == first


def test_a_record_that_is_not_whole_is_said_and_looked_at_again(practice, state):
    for number in range(25):
        record(practice, f"b{number}", "c-0002", "2026-11-01", None)
    half = practice / ".notewizard" / "records" / "c1.json"
    half.write_bytes(b'{\n "auth')
    assert first_screen(practice) == ["1 record cannot be read: notewizard doctor"]
    half.unlink()
    record(practice, "c1", "c-0001", "2026-11-13", [CALL])
    assert "c-0001" in first_screen(practice)[0]
    assert promising_records(Practice(practice), state)[1] == ()


def test_the_chart_takes_what_is_open_from_the_last_session_that_was_held(practice):
    def one(id_, day, kind, plan):
        elements = {"encounter": {"date": day, "session_type": kind}, "plan": plan}
        return Record(id_, "progress note", "c-0001", day, "A", "f", "0", "0", {}, {}, "1", {}, elements)

    missed = one("a2", "2026-11-13", "no-show", {})
    before = one("a1", "2026-11-06", "ongoing", {"homework": ["Ride two stops."]})
    chart = chart_of((missed, before), None, plan_limits(), None, shipped.library(), today=NOW.date(), date_order="mdy")
    assert chart.last["encounter"]["session_type"] == "no-show"
    assert "Homework   Ride two stops." in thread_card(chart)


def test_the_chart_of_a_late_note_is_that_of_its_day():
    call = {"due": "2026-11-08", "with": "client, by phone"}

    def one(id_, day, number, **safety):
        elements = {"schema": 1, "encounter": {"date": day, "session_number": number}, "safety": safety}
        return Record(id_, "progress note", "c-0001", day, "A", "f", "0", "0", {}, {}, "1", {}, elements)

    def chart(*records):
        known = records, None, plan_limits(), None, shipped.library()
        return chart_of(*known, today=NOW.date(), date_order="mdy", day="2026-11-10")

    before = one("a1", "2026-11-06", 4, suicidal_ideation="denied", contacts=[call])
    later = one("a2", "2026-11-13", 6, suicidal_ideation="passive", contacts=[{**call, "due": "2026-11-12"}])
    told = {**call, "done": "2026-11-08T12:00:00-05:00", "outcome": "Reached."}
    seen = chart(later, before)
    assert (seen.earlier, seen.last["encounter"]["session_number"]) == (1, 4)
    assert not seen.risk_before
    assert [each.due.day for each in seen.contacts_open] == [8]
    # What a later note tells of a promise is told: it is not asked again.
    assert chart(one("a3", "2026-11-13", 6, contacts=[told]), before).contacts_open == ()


def test_the_doctor_names_a_file_of_facts_that_cannot_be_used(practice, capsys):
    file = has_facts(practice, BROKEN)
    main(["doctor", "--json"])
    seen = [each for each in json.loads(capsys.readouterr().out)["results"] if each["what"] == "Standing facts"]
    assert [each["state"] for each in seen] == ["ok", "do"]
    assert str(file) in seen[1]["said"]


LIVES = "Her brother keeps the second key to the boathouse and the neighbor across the yard has the spare phone."


def test_what_stands_in_the_chart_is_no_reuse_and_what_stands_beside_it_still_is(practice):
    library = desk_at(practice).library
    told = "She drew the quarrel with her cousin on the board as a loop and found two places to step out of it."
    sources = Sources(own=(SourceText("earlier.md", f"{LIVES}\n\n{told}"),), days=(("earlier.md", NOW.date()),))
    look = SecondLook(library, compile_packs([]), sources)
    note = partial_note({"encounter": {"session_type": "ongoing"}, "presenting": {"functioning": f"{LIVES} {told}"}})
    asked, text = next(prose_answers(note, library, library.formats["soap"]))
    start, end = look.own_passages(asked, text, note)[0]
    assert text[start:end].startswith("Her brother keeps")
    held = replace(look, standing=lambda: [LIVES])
    (left,) = held.own_passages(asked, text, note)
    assert "quarrel" in text[slice(*left)]
    assert "neighbor" not in text[slice(*left)]
    assert held.own_passages(asked, LIVES, note) == ()


def test_a_kept_note_may_say_what_its_chart_held_in_any_version(practice):
    has_facts(practice)
    has_facts(practice, HELD.replace("partner, number on file", "sister, number on file"), 2)
    assert lines_ever(Practice(practice), "c-0001") == (
        "partner, number on file",
        "Dr. Osei, PCP: attendance",
        "sister, number on file",
    )
    assert lines_ever(Practice(practice), "c-0002") == ()
