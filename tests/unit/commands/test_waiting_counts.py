"""What is signed and waits to get into its folder counts as written: for the card, the checks, and what is owed."""

import json
import shutil
import tomllib
from datetime import date

import pytest
from unit.commands.office_of_two import VIDEO
from unit.commands.test_corrected_answers import correct, found_a_week_later, opening

from notewizard.commands.looking.sources import practice_sources
from notewizard.errors import NotKept
from notewizard.records import finish
from notewizard.records.outbox import waiting_for, waiting_records, written_records
from notewizard.records.practice import Practice
from notewizard.records.promises import promising_records
from notewizard.records.state import State

WAITS = ", which waits on this computer and is not in its folder yet:"


@pytest.fixture
def office(two_clients, monkeypatch):
    """No file gets into the folder while `full` holds anything."""
    office, real = two_clients, finish.publish
    office.full = []

    def publish(*words, **named):
        if office.full:
            raise NotKept("The file cannot be written: no space left on device.")
        return real(*words, **named)

    monkeypatch.setattr(finish, "publish", publish)
    office.state = State(office.root / "state")
    return office


def moderate(office):
    office.full.append(True)
    assert correct(office, "Risk: low", "Acute risk was moderate.", "safety.risk.acute=moderate")[0] == 4


def test_a_correction_that_waits_is_on_the_card_and_in_the_checks_and_said_to_wait(office):
    office.sign_note()
    office.later(days=2)
    moderate(office)
    screen, session = opening(office)
    assert "Risk       last time acute risk moderate (corrected Nov 22)" in screen.text()
    assert f"to the note of November 20, 2026{WAITS} “Risk: low” is wrong" in screen.text()
    assert session.chart.risk_before
    assert "safety.risk-carried-over" in found_a_week_later(office)


def test_once_it_is_brought_it_counts_once_and_no_longer_waits(office):
    office.sign_note()
    office.later(days=2)
    moderate(office)
    office.full.clear()
    assert office.run("deliver")[0] == 0
    screen, _ = opening(office)
    assert "acute risk moderate" in screen.text()
    assert "waits on this computer" not in screen.text()


def test_a_record_that_is_there_while_its_draft_still_waits_counts_once(office, monkeypatch):
    office.sign_note()
    office.later(days=2)
    real = finish.note_signed
    monkeypatch.setattr(finish, "note_signed", lambda *_: _raised())
    assert correct(office, "Risk: low", "Acute risk was moderate.", "safety.risk.acute=moderate")[0] == 4
    assert len(waiting_records(office.state, office.practice)) == 1
    kinds = sorted(each.kind for each in written_records(office.state, office.practice))
    assert kinds == ["correction", "progress note"]
    monkeypatch.setattr(finish, "note_signed", real)


def _raised():
    raise NotKept("The history cannot be kept.")


def test_a_mark_that_waits_marks_and_a_note_that_waits_is_the_last_one(office):
    office.sign_note()
    office.later(days=2)
    office.full.append(True)
    assert office.addend("entered-in-error", "--reason", "The wrong client's chart.")[0] == 4
    screen, session = opening(office)
    assert session.records == ()
    office.full.clear()
    assert office.run("deliver")[0] == 0
    answers = json.loads((office.root / "answers.json").read_text(encoding="utf-8"))
    office.full.append(True)
    (office.root / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    to = office.folder / "Example" / "again.md"
    assert office.run("render", office.root / "answers.json", "--to", to, "--sign", "Dana Whitfield")[0] == 4
    screen, session = opening(office)
    assert [each.date for each in session.records] == ["2026-11-20"]
    assert "The note of November 20, 2026 is signed. It waits on this computer" in screen.text()


def test_due_and_the_first_screen_go_by_what_waits(office):
    contact = [{"due": "2026-11-23", "with": "her sister"}]
    more = {"rationale": "Recent losses weigh on her.", "actions": [], "consultation": "None; seen again in two days."}
    risk = {"acute": "moderate", "protective_factors": ["her sister"], **more}
    office.sign_note(safety__risk=risk, safety__contacts=contact)
    office.later(days=2)
    office.full.append(True)
    moved = ("safety.contacts.0.due=2026-11-27", "safety.contacts.0.with=her sister")
    code, _, err = correct(office, "November 23", "The contact is promised by Friday.", *moved)
    assert code == 4, err
    ((note,), _) = promising_records(office.practice, office.state)
    assert note.elements["safety"]["contacts"][0]["due"] == "2026-11-27"


def test_a_co_signature_that_waits_is_one(office):
    office.sign_note(trainee=True)
    office.later(hours=30)
    office.full.append(True)
    assert office.run("cosign", office.note, "--sign", "Ruben Castellanos")[0] == 4
    assert json.loads(office.run("due", "--json")[1])["results"] == []


def test_what_waits_for_another_practice_in_this_place_counts_for_nothing_here(office):
    office.sign_note()
    office.later(days=2)
    moderate(office)
    own = office.folder.with_name("own disk")
    office.folder.rename(own)
    (office.folder / ".notewizard").mkdir(parents=True)
    for name in ("config.toml", "clients.toml"):
        shutil.copy(own / ".notewizard" / name, office.folder / ".notewizard" / name)
    assert waiting_records(office.state, Practice(office.folder)) == ()
    shutil.rmtree(office.folder)
    own.rename(office.folder)
    assert len(waiting_records(office.state, office.practice)) == 1


def test_a_second_correction_goes_over_one_that_waits(office):
    office.sign_note()
    office.later(days=2)
    moderate(office)
    office.full.clear()
    office.later(hours=1)
    assert correct(office, "Risk: low", "Acute risk was high.", "safety.risk.acute=high")[0] == 0
    assert office.run("deliver")[0] == 0
    (first, second) = sorted(office.records("correction"), key=lambda each: each.clock["utc"])
    assert [each.elements["corrects"][0]["was"] for each in (first, second)] == ["low", "moderate"]
    assert len(office.files()) == 3


def test_a_note_whose_co_signature_waits_is_not_co_signed_again(office):
    office.sign_note(trainee=True)
    office.later(hours=30)
    office.full.append(True)
    assert office.run("cosign", office.note, "--sign", "Ruben Castellanos")[0] == 4
    code, _, err = office.run("cosign", office.note, "--sign", "Ruben Castellanos")
    assert (code, "co-signed already, by Ruben Castellanos, PhD" in err) == (1, True)
    assert_waits(err)
    office.full.clear()
    assert office.run("deliver")[0] == 0
    _, _, err = office.run("cosign", office.note, "--sign", "Ruben Castellanos")
    assert ("progress note co-signature.md)" in err, "It waits" in err) == (True, False)


def assert_waits(err):
    """What is signed is said to wait, and no file is named that is not there."""
    assert "It waits on this computer and is not in its folder yet: `notewizard deliver` brings it." in err
    assert not any(f"note {kind}" in err for kind in ("co-signature", "entered in error", "addendum"))


def test_what_refuses_a_later_writing_and_waits_is_said_to_wait(office):
    office.sign_note()
    office.later(days=2)
    office.full.append(True)
    added = ("--text", office.text("The PCP called."), "--known", "2026-11-21", "--reason", "PCP called")
    assert office.addend("addendum", *added)[0] == 4
    code, _, err = office.addend("addendum", *added)
    assert (code, "The same addendum is signed already" in err) == (1, True)
    assert_waits(err)
    assert office.addend("entered-in-error", "--reason", "The wrong chart.")[0] == 4
    code, _, err = office.addend("addendum", *added)
    assert (code, "This note was entered in error, as Dana Whitfield, LCSW marked" in err) == (1, True)
    assert_waits(err)
    office.full.clear()
    assert office.run("deliver")[0] == 0
    assert "See Example/2026-11-20 progress note entered in error.md." in office.addend("addendum", *added)[2]


def signed_and_waits(office):
    """The example's note, which cannot be brought."""
    office.sign_note()
    answers = office.root / "answers.json"
    values = json.loads(answers.read_text(encoding="utf-8"))
    shutil.rmtree(office.folder)
    office.set_up()
    office.full.append(True)
    code, _, err = office.run("render", answers, "--to", office.folder, "--sign", "Dana Whitfield")
    assert code == 4, err
    return values


def a_week_later(office, values, client="c-1042"):
    values["encounter"]["date"], values["client"]["id"] = "2026-11-27", client
    values["timing"]["written"] = "2026-11-27T15:05:00-05:00"
    (office.root / "answers.json").write_text(json.dumps(values), encoding="utf-8")
    office.later(days=7)
    return office.run("render", office.root / "answers.json", "--to", office.folder, "--sign", "Dana Whitfield")


def test_what_is_copied_from_a_note_that_waits_is_refused_as_copied(office):
    code, _, err = a_week_later(office, signed_and_waits(office))
    assert (code, "as in the note of November 20, 2026" in err) == (1, True)


def test_the_same_answers_again_are_told_that_their_note_waits_and_not_that_they_are_copied(office):
    signed_and_waits(office)
    other = office.folder / "Example" / "again.md"
    for to in (office.folder, other):
        code, _, err = office.run("render", office.root / "answers.json", "--to", to, "--sign", "Dana Whitfield")
        assert (code, "already waits to be brought there" in err, "reuse." in err) == (4, True, False)
    assert len(waiting_records(office.state, office.practice)) == 1


def test_the_text_of_another_clients_note_that_waits_is_no_source_and_shown_nowhere(office):
    signed_and_waits(office)
    _, session = opening(office, "c-0311")
    assert (session.sources.own, session.sources.days) == ((), ())
    assert session._last_note(date(2026, 11, 27)) == "There is no earlier note of this client."


def test_the_last_note_is_shown_also_where_it_waits_and_is_said_to(office):
    signed_and_waits(office)
    _, session = opening(office)
    shown = session._last_note(date(2026, 11, 27))
    assert shown.startswith("The note of November 20, 2026 is signed. It waits on this computer and is not in its")
    assert "Missed one day of work" in shown
    assert "sha256:" not in shown
    office.full.clear()
    assert office.run("deliver")[0] == 0
    _, session = opening(office)
    shown = session._last_note(date(2026, 11, 27))
    assert ("waits on this computer" in shown, "Missed one day of work" in shown) == (False, True)
    assert len(session.sources.own) == 1


def test_a_note_that_waits_and_one_that_took_its_name_are_two_sources(office):
    signed_and_waits(office)
    office.note.write_text("Walked along the canal with her aunt and fed the ducks there.\n", encoding="utf-8")
    _, session = opening(office)
    texts = [session.sources.text_of(each.id) for each in session.sources.own]
    assert len({each.id for each in session.sources.own}) == 2
    assert sorted(("Missed one day of work" in text, "fed the ducks" in text) for text in texts) == [
        (False, True),
        (True, False),
    ]


def test_what_waits_for_another_practice_in_this_place_is_no_source(office):
    signed_and_waits(office)
    own = office.folder.with_name("own disk")
    office.folder.rename(own)
    for place in (office.folder / ".notewizard", office.folder / "Example"):
        place.mkdir(parents=True)
    for name in ("config.toml", "clients.toml"):
        shutil.copy(own / ".notewizard" / name, office.folder / ".notewizard" / name)
    _, session = opening(office)
    assert session.sources.own == ()


def test_what_another_clients_note_says_is_compared_while_it_waits_and_once_only(office):
    office.full.append(True)
    to = office.folder / "Example" / "n.md"
    answers = office.root / "answers.json"
    answers.write_text(json.dumps(tomllib.loads(VIDEO.read_text(encoding="utf-8")), default=str), encoding="utf-8")
    assert office.run("render", answers, "--to", to, "--sign", "Dana Whitfield")[0] == 4
    waits = waiting_for(office.state, office.practice)
    assert [each.client for each in waits] == ["c-1042"]
    sources = practice_sources(office.practice, "c-0311", waits=waits)
    assert (sources.own, sources.days, [each.id for each in sources.others]) == ((), (), ["c-1042"])
    office.full.clear()
    assert office.run("deliver")[0] == 0
    sources = practice_sources(office.practice, "c-0311", waits=waits)
    assert [each.id for each in sources.others] == ["c-1042"]
