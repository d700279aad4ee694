"""A later writing asked for: each answer durable before the next question, mended, read, signed; and `sign`."""

import json
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from unit.commands.scripted import Scripted

from notewizard.commands import new, resume
from notewizard.commands.desk import Desk
from notewizard.commands.looking.written_since import since_the_last
from notewizard.commands.walking.session import Session
from notewizard.commands.walking.sign_at_once import NobodyToAsk
from notewizard.commands.world import World
from notewizard.errors import AuthorStopped
from notewizard.interview.replay import replayed
from notewizard.interview.state import next_question
from notewizard.records.journal import decode, encode
from notewizard.records.state import State
from notewizard.terminal.screen import Did, Said
from notewizard.terminal.walk import _rows_key

PCP = "Her PCP called back. Escitalopram was raised to 20 mg."
REASON = "The call came after the note was signed."
STOP = object()


@dataclass
class Reading(Scripted):
    """Answers in order; `STOP` closes the window, a `Did` is done, and what is read is kept."""

    def ask(self, view):
        if self.answers and self.answers[0] is STOP:
            self.asked.append(view.ask)
            raise AuthorStopped("The window was closed.")
        if self.answers and isinstance(self.answers[0], Did):
            self.asked.append(view.ask)
            return self.answers.pop(0)
        if self.answers and self.answers[0] == "" and view.optional:
            self.asked.append(view.ask)
            return Said(self.answers.pop(0))
        return super().ask(view)

    def read(self, title, text):
        self.shown.append(text)

    def review(self, lines, place):
        return self.answers.pop(0) or None


@pytest.fixture
def office(two_clients, monkeypatch):
    office = two_clients
    office.sign_note(trainee=True)
    office.later(days=2)

    def asked(*answers):
        screen = Reading(list(answers))

        @contextmanager
        def opened(desk, accessible):
            yield screen

        for module in (new, resume):  # resume has it by name, from whenever it was first imported
            monkeypatch.setattr(module, "screen_for", opened)
        return screen

    office.asked = asked
    return office


def drafts(office):
    return json.loads(office.run("drafts", "list", "--json")[1])["results"]


def test_an_addendum_is_asked_read_and_signed(office):
    screen = office.asked("2026-11-21", PCP, REASON, "sign")
    assert office.run("addend", office.note, "--addendum")[0] == 0
    assert screen.asked[:3] == ["Since when do you know it?", "What is added", "Why it is written now"]
    assert "An addendum to the progress note of Friday, November 20, 2026, c-1042: what became" in screen.shown[0]
    assert any(PCP in text and "# Addendum" in text for text in screen.shown)
    assert office.records("addendum")[0].elements["text"] == PCP
    assert drafts(office) == []


def test_the_rule_of_each_kind_is_kept_while_asking(office):
    screen = office.asked("2026-11-19", "2026-11-22", PCP, REASON, "sign")
    assert office.run("addend", office.note, "--addendum")[0] == 0
    assert "it was known before the note was written" in screen.text()
    screen = office.asked("no", "yes", "She asked for a letter to her employer.", REASON, "sign")
    assert office.run("addend", office.note, "--late-entry")[0] == 0
    assert "it holds only what its author fully recalls" in screen.text()
    screen = office.asked("missed two days", "missed one day", "Missed two days of work.", REASON, "sign")
    assert office.run("addend", office.note, "--correction")[0] == 0
    assert "does not stand in the note" in screen.text()


def test_every_answer_is_durable_before_the_next_question_and_goes_on(office):
    office.asked("2026-11-21", PCP, STOP)
    code, _, err = office.run("addend", office.note, "--addendum")
    (draft,) = drafts(office)
    assert (code, f"notewizard resume {draft['id']}" in err) == (130, True)
    assert (draft["format"], draft["client"], draft["answers"]) == ("addendum", "c-1042", 2)
    shown = office.run("drafts", "show", draft["id"])[1]
    assert PCP in shown
    assert office.records("addendum") == []
    office.later(days=1)
    screen = office.asked(REASON, "sign")
    assert office.run("resume", draft["id"])[0] == 0
    assert screen.asked[0] == "Why it is written now"
    assert "Written** Monday, November 23, 2026" in screen.text()
    assert drafts(office) == []


LEVEL = "Acute risk, what holds now (the note: low)"


def test_what_holds_is_asked_across_a_closed_window_and_never_signed_unasked(office):
    office.asked("Risk: low", "Acute risk was moderate.", REASON, STOP)
    assert office.run("addend", office.note, "--correction")[0] == 130
    (draft,) = drafts(office)
    code, _, err = office.run("sign", draft["id"], "--as", "Dana Whitfield")
    assert (code, f"“{LEVEL}” is still asked" in err) == (1, True), err
    screen = office.asked("none", "moderate", "leave")
    assert office.run("resume", draft["id"])[0] == 130
    assert screen.asked[:2] == [LEVEL, LEVEL]
    assert "One of: low, moderate, high." in screen.text()
    assert office.run("sign", draft["id"], "--as", "Dana Whitfield")[0] == 0
    (correct,) = office.records("correction")[0].elements["corrects"]
    assert (correct["path"], correct["was"], correct["value"]) == (["safety", "risk", "acute"], "low", "moderate")


def test_an_answer_that_the_words_do_not_name_is_offered_in_the_review(office):
    key = "later.holds.safety.risk.acute"
    screen = office.asked("missed one day", "Missed two days of work.", REASON, "review", key, "moderate", "sign")
    assert office.run("addend", office.note, "--correction")[0] == 0
    assert LEVEL in screen.asked
    (correct,) = office.records("correction")[0].elements["corrects"]
    assert correct["said"] == "Acute risk: moderate"


def test_an_answer_that_could_not_be_had_is_one_that_holds(office):
    moved = Did("not_assessed", words="The call ended before it could be asked.")
    office.asked("she denied suicidal ideation", "It was not asked.", REASON, moved, "sign")
    assert office.run("addend", office.note, "--correction")[0] == 0
    (note,) = office.on_record().notes()
    assert note.elements["safety"]["suicidal_ideation"] == {"not_assessed": "The call ended before it could be asked."}
    page = office.note.with_name("2026-11-20 progress note correction.md").read_text(encoding="utf-8")
    assert "**Suicidal ideation** not assessed: The call ended before it could be asked." in page


def test_left_as_a_draft_it_is_no_note_that_is_owed_and_is_not_moved(office):
    office.asked("2026-11-21", PCP, REASON, "leave")
    assert office.run("addend", office.note, "--addendum")[0] == 130
    (draft,) = drafts(office)
    results = json.loads(office.run("due", "--json")[1])["results"]
    assert [each["state"] for each in results] == ["not co-signed"]
    code, _, err = office.run("drafts", "move", draft["id"], "c-0311", "--yes")
    assert (code, "belongs where that note is" in err) == (1, True)


def test_a_note_that_changes_meanwhile_stops_the_draft(office):
    office.asked("2026-11-21", PCP, REASON, "leave")
    office.run("addend", office.note, "--addendum")
    (draft,) = drafts(office)
    office.note.write_bytes(office.note.read_bytes().replace(b"one day", b"two days"))
    office.asked("sign")
    code, _, err = office.run("sign", draft["id"])
    assert (code, "not as it was signed" in err) == (4, True)
    assert len(drafts(office)) == 1


@pytest.mark.parametrize("kind", ["--addendum", "--entered-in-error"])
def test_a_note_in_another_clients_folder_takes_nothing_and_is_said_before_the_first_question(office, kind):
    away = office.note.rename(office.folder / "Other" / "copy.md")
    screen = office.asked(STOP)
    code, _, err = office.run("addend", away, kind)
    assert (code, screen.asked, drafts(office)) == (1, [], [])
    assert "not in its client's own folder" in err
    assert f"Move it back to {office.folder / 'Example'} first." in err


@pytest.mark.parametrize("place", ["Other/2026-11-20 progress note.md", "Example/renamed.md", "Example/2026/n.md"])
def test_a_note_that_was_moved_meanwhile_is_found_by_what_it_is(office, place):
    office.asked("2026-11-21", PCP, STOP)
    office.run("addend", office.note, "--addendum")
    (draft,) = drafts(office)
    away = office.folder / place
    away.parent.mkdir(exist_ok=True)
    was = office.note
    office.note.rename(away)
    if place.startswith("Other"):
        office.asked(STOP)
        code, _, err = office.run("resume", draft["id"])
        assert (code, "Move it back to" in err) == (1, True)
        away = away.rename(was)
    screen = office.asked(REASON, "sign")
    assert office.run("resume", draft["id"])[0] == 0
    assert screen.asked[0] == "Why it is written now"
    (record,) = office.records("addendum")
    assert (office.folder / record.file).parent == away.parent


def test_a_draft_that_was_begun_in_the_wrong_chart_goes_on_once_its_note_is_back(office):
    office.asked("2026-11-21", PCP, REASON, "leave")
    office.run("addend", office.note, "--addendum")
    (draft,) = drafts(office)
    (begun,) = [each.path for each in State(office.root / "state").drafts.list()]
    entries = decode(begun.read_bytes()).entries
    entries[0]["parent"]["file"] = "Other/copy.md"  # as a version of this program began it
    begun.write_bytes(b"".join(map(encode, entries)))
    office.asked("sign")
    assert office.run("resume", draft["id"])[0] == 0
    assert office.records("addendum")[0].file == "Example/2026-11-20 progress note addendum.md"


def test_a_note_that_changes_while_the_page_is_read_takes_nothing(office):
    signed = office.note.read_bytes()
    screen = office.asked("2026-11-21", PCP, REASON, "sign")
    screen.read = lambda title, text: office.note.write_bytes(signed.replace(b"one day", b"two days"))
    code, _, err = office.run("addend", office.note, "--addendum")
    assert (code, "not as it was signed" in err) == (4, True)
    assert office.records("addendum") == []
    (draft,) = drafts(office)
    office.note.write_bytes(signed)
    office.asked("sign")
    assert office.run("resume", draft["id"])[0] == 0
    assert office.records("addendum")[0].elements["text"] == PCP


def test_what_must_be_mended_is_asked_again(office):
    copied = office.note.read_text(encoding="utf-8").partition("## Subjective\n\n")[2].partition("\n")[0]
    screen = office.asked("2026-11-21", copied, REASON, PCP, "sign")
    assert office.run("addend", office.note, "--addendum")[0] == 0
    assert "as in the note of November 20, 2026" in screen.text()
    assert screen.asked.count("What is added") == 2
    assert office.records("addendum")[0].elements["text"] == PCP


def test_a_warning_stays_with_its_reason_in_the_record(office):
    named = "Bo Other called about her."
    screen = office.asked("2026-11-21", named, REASON, "keep", "A cousin, who is a client too.", "sign")
    assert office.run("addend", office.note, "--addendum")[0] == 0
    assert "another client of this practice" in screen.text()
    (kept,) = office.records("addendum")[0].kept
    assert kept["reason"] == "A cousin, who is a client too."


def actors(office, action):
    """Who is named by the entries of this kind in the history."""
    lines = [line for file in office.practice.history.glob("*.jsonl") for line in file.read_text().splitlines()]
    return [entry["actor"] for entry in map(json.loads, lines) if entry["action"] == action]


def is_supervisors_own_account(office):
    assert office.run("init", office.folder, "--yes", "--author", "Ruben Castellanos, PhD")[0] == 0


def test_at_a_trainees_account_the_supervisor_says_who_sits_there_before_a_word_is_shown(office):
    screen = office.asked(STOP)
    code, _, err = office.run("cosign", office.note)
    assert (code, screen.asked) == (130, ["Who co-signs? Type your name"])
    assert "The author of config.toml is Dana Whitfield, LCSW. This note names Ruben Castellanos, PhD" in screen.text()
    assert "Nothing was co-signed: only Ruben Castellanos, PhD, whom this note names as the supervisor" in err
    assert "performance plan" not in screen.text()
    assert (office.records("co-signature"), drafts(office), actors(office, "view")) == ([], [], [])


def test_an_author_without_a_credential_is_named_without_one(office):
    config = office.folder / ".notewizard" / "config.toml"
    config.write_text(config.read_text().replace('"Dana Whitfield"', '"Ruben Castellanos"').replace('"LCSW"', '""'))
    screen = office.asked(STOP)
    assert office.run("cosign", office.note)[0] == 130
    assert "The author of config.toml is Ruben Castellanos. This note names" in screen.text()


def test_a_name_that_is_not_the_supervisors_is_not_taken(office):
    screen = office.asked("Dana Whitfield", "", "Ruben", "ruben  castellanos, phd", "", "sign")
    assert office.run("cosign", office.note)[0] == 0
    said = "Only Ruben Castellanos, PhD co-signs this note: type that name. Anybody else leaves it with Ctrl-C."
    assert screen.shown.count(said) == 3
    assert actors(office, "view") == actors(office, "co-sign") == ["Ruben Castellanos, PhD"]


def test_a_co_signature_that_is_gone_on_with_asks_again_who_sits_there(office):
    office.asked("Ruben Castellanos", STOP)
    assert office.run("cosign", office.note)[0] == 130
    (draft,) = drafts(office)
    screen = office.asked(STOP)
    code, _, err = office.run("resume", draft["id"])
    assert (code, draft["id"] in err, len(drafts(office))) == (130, True, 1)
    assert screen.asked == ["Who co-signs? Type your name"]
    office.asked("Ruben Castellanos", "Clear.", "sign")
    assert office.run("resume", draft["id"])[0] == 0
    assert office.records("co-signature")[0].elements["comments"] == "Clear."


def test_a_supervisor_at_their_own_account_is_asked_nothing_more(office):
    is_supervisors_own_account(office)
    screen = office.asked("Clear.", "sign")
    assert office.run("cosign", office.note)[0] == 0
    assert "You co-sign as Ruben Castellanos, PhD: the author of config.toml" in screen.shown[0]
    assert screen.asked[0] == "Comments for the author"


def test_a_supervisor_reads_the_note_before_the_signature(office):
    screen = office.asked("Ruben Castellanos", "Clear. Name the technique.", "sign")
    assert office.run("cosign", office.note)[0] == 0
    assert "Worry about being put on a performance plan" in screen.shown[1]
    assert screen.asked[1] == "Comments for the author"
    assert office.records("co-signature")[0].elements["comments"] == "Clear. Name the technique."


def test_a_supervisor_may_have_nothing_to_say(office):
    office.asked("Ruben Castellanos", "", "sign")
    assert office.run("cosign", office.note)[0] == 0
    assert "comments" not in office.records("co-signature")[0].elements


def test_the_next_walk_is_told_what_was_added(office):
    office.addend("addendum", "--text", office.text(PCP), "--known", "2026-11-21", "--reason", REASON)
    (note,) = office.records("progress note")
    on_record = office.on_record()
    said = f"Addendum of November 22, 2026 to the note of November 20, 2026 (known since November 21, 2026): {PCP}"
    assert list(since_the_last(on_record, "c-1042", [note])) == [said]
    assert list(since_the_last(on_record, "c-0311", [])) == []


# sign


def whole_draft(office, **changed):
    """A draft of a note of November 22 in which everything is answered or passed over, as the walk leaves it."""
    values = json.loads((office.root / "answers.json").read_text(encoding="utf-8"))
    values["encounter"]["date"] = "2026-11-22"
    values["presenting"] = {
        "concerns": "She argued with her landlord about a leak and slept badly for two nights.",
        "symptoms": "Two nights of four hours; heart racing before each call.",
        "functioning": "Went to work on every day of the week.",
        "since_last": "The question to the manager was put on Monday and answered.",
        "medications": "None changed.",
        "measures": [],
    }
    values["interventions"][0]["detail"] = (
        "Rehearsed a call to the landlord twice and wrote down what she will ask for."
    )
    values["response"] = {
        "engagement": "Made the call on speaker in the session; her hands shook, and she stayed on the line.",
        "in_session": "Dread of the call 80% before it, 30% after it.",
        "impression": "Avoidance of such calls keeps the worry going; each one that she makes loosens it.",
        "progress": [
            {"goal": "g1", "status": "progressing", "evidence": "Made one of the three calls that she feared."}
        ],
    }
    values["plan"]["homework"] = ["Call the plumber herself before Friday."]
    values["plan"]["next_focus"] = "The two calls that are left."
    values["timing"]["written"] = "2026-11-22T15:05:00-05:00"
    values |= changed
    drafted = State(office.root / "state").drafts.begin("c-1042", "soap", "2026-11-22T15:05:00-05:00")
    drafted.append({"kind": "practice", "root": str(office.folder)})
    for key, value in values.items():
        if key not in ("schema", "format", "client"):
            drafted.append({"kind": "answer", "key": key, "writes": [[[key], value]]})
    desk = Desk(World(now=lambda: office.now), str(office.folder))
    session = Session(
        desk, office.practice, NobodyToAsk(), drafted, office.practice.clients.get("c-1042"), desk.format("soap")
    )
    state = replayed(session.fresh(), drafted.entries()).state
    while (asked := next_question(state)) is not None and not asked.required:
        key = _rows_key(asked, state) or asked.key
        drafted.append({"kind": "passed", "key": key})
        state = state.with_passed(key)
    session.typing.close()
    drafted.close()
    return drafted.id


def test_a_later_writing_is_signed_without_a_question(office):
    office.asked("2026-11-21", PCP, REASON, "leave")
    office.run("addend", office.note, "--addendum")
    (draft,) = drafts(office)
    code, _, _ = office.run("sign", draft["id"], "--as", "Mallory Nobody")
    assert (code, len(drafts(office))) == (1, 1)
    assert office.run("sign", "--as", "Dana Whitfield")[0] == 0
    assert office.records("addendum")[0].elements["text"] == PCP
    assert drafts(office) == []


def test_what_is_not_whole_is_not_signed_without_a_question(office):
    office.asked("2026-11-21", PCP, STOP)
    office.run("addend", office.note, "--addendum")
    code, _, err = office.run("sign", "--as", "Dana Whitfield")
    assert (code, "“Why it is written now” is still asked" in err) == (1, True)
    assert office.records("addendum") == []


def test_nothing_to_sign_and_several_are_said(office):
    code, _, err = office.run("sign", "--as", "Dana Whitfield")
    assert (code, "There is no draft to sign" in err) == (1, True)
    for _ in range(2):
        office.asked(STOP)
        office.run("addend", office.note, "--addendum")
    code, _, err = office.run("sign", "--as", "Dana Whitfield")
    assert (code, "Which draft?" in err) == (2, True)


def test_a_whole_note_is_signed_at_once_by_its_author_alone(office):
    draft = whole_draft(office)
    code, _, err = office.run("sign", draft, "--as", "Mallory Nobody")
    assert (code, "Only the author signs" in err) == (1, True), err
    assert len(office.records("progress note")) == 1
    code, _, err = office.run("sign", draft, "--as", "Dana Whitfield")
    file = office.folder / "Example" / "2026-11-22 progress note.md"
    assert (code, f"Kept: {file}" in err) == (0, True), err
    assert "Electronically signed by Dana Whitfield, LCSW, on November 22, 2026" in file.read_text(encoding="utf-8")
    assert drafts(office) == []


def test_a_note_with_an_open_question_or_a_begun_answer_is_not_signed_at_once(office):
    draft = whole_draft(office, safety=None)
    before = office.bytes_there()
    code, _, err = office.run("sign", draft, "--as", "Dana Whitfield")
    assert (code, "is still asked" in err, "Nothing was signed" in err) == (1, True, True)
    office.run("drafts", "discard", draft, "--yes")
    draft = whole_draft(office)
    open_ = State(office.root / "state").drafts.open(draft)
    open_.append({"kind": "pending", "path": ["plan", "next_focus"], "text": "The two calls, and"})
    open_.close()
    code, _, err = office.run("sign", draft, "--as", "Dana Whitfield")
    assert (code, "begun and not given" in err) == (1, True)
    assert office.bytes_there() == before


def test_what_must_be_resolved_and_what_leaves_the_plan_is_not_let_through(office):
    draft = whole_draft(office)
    open_ = State(office.root / "state").drafts.open(draft)
    copied = office.note.read_text(encoding="utf-8").partition("## Subjective\n\n")[2].partition("\n")[0]
    open_.append({"kind": "answer", "key": "presenting.concerns", "writes": [[["presenting", "concerns"], copied]]})
    open_.close()
    code, _, err = office.run("sign", draft, "--as", "Dana Whitfield")
    assert (code, "must be resolved" in err) == (1, True)
    assert len(drafts(office)) == 1


def test_a_treatment_plan_is_kept_and_not_signed(office):
    drafted = State(office.root / "state").drafts.begin("c-1042", "treatment plan", "2026-11-21T15:05:00-05:00")
    drafted.close()
    for words in (("sign", drafted.id), ("sign", drafted.id, "--as", "Dana Whitfield")):
        office.asked()
        code, _, err = office.run(*words)
        assert (code, f"notewizard resume {drafted.id}" in err) == (1, True)


def test_the_last_screen_comes_at_once_where_all_is_answered(office):
    draft = whole_draft(office)
    screen = office.asked("leave")
    assert office.run("sign", draft)[0] == 130
    assert screen.asked == ["SOAP note of c-1042"]


def test_a_draft_that_became_late_asks_its_reason_first(office):
    draft = whole_draft(office)
    office.later(days=4)
    code, _, err = office.run("sign", draft, "--as", "Dana Whitfield")
    assert (code, "“Why the note is late” is still asked" in err) == (1, True)


@pytest.mark.parametrize("gone", [False, True])
def test_a_second_note_of_that_day_never_takes_the_place_of_a_signed_one(office, gone):
    first = office.folder / "Example" / "2026-11-22 progress note.md"
    assert office.run("sign", whole_draft(office), "--as", "Dana Whitfield")[0] == 0
    kept = first.read_bytes()
    office.addend("entered-in-error", "--reason", "Begun for the wrong session.", note=first)
    if gone:
        first.unlink()
    draft = whole_draft(office)
    code, _, err = office.run("sign", draft, "--as", "Dana Whitfield")
    assert (code, "already" in err, f"notewizard sign {draft}" in err) == (4, True, True)
    office.asked("sign", "yes")
    assert office.run("sign", draft)[0] == 0
    assert (first.exists(), first.with_name("2026-11-22 progress note (2).md").exists()) == (not gone, True)
    assert gone or first.read_bytes() == kept
