"""A group session: a note for each member, what they share asked once."""

import tomllib
from pathlib import Path

from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import Office, opened

GOLDEN = Path(__file__).parents[1] / "golden"
ID = "anx-2026-11-19"


def member(client: str) -> dict:
    """One member's answers, of a session on the evening before."""
    answers = tomllib.loads((GOLDEN / "group-member" / "answers.toml").read_text(encoding="utf-8"))
    encounter = answers["encounter"] | {"date": "2026-11-19", "time_zone": "America/New_York"}
    encounter["group"] = encounter["group"] | {"id": ID, "facilitators": ["Dana Whitfield, LCSW"]}
    answers["presenting"]["medications"] = "None, as reported."
    return answers | {
        "author": {"name": "Dana Whitfield", "credential": "LCSW"},
        "client": {"id": client},
        "encounter": encounter,
        "plan": answers["plan"] | {"next_session": "2026-11-26T18:00:00"},
        "timing": {"written": "2026-11-19T20:15:00-05:00"},
    }


def drafted(office: Office) -> str:
    (draft,) = office.drafts()
    return str(draft.entries)


def test_the_next_members_note_asks_only_what_is_that_members(tmp_path):
    office = opened(tmp_path)
    office.has_record(member("c-1042"))
    with office.runs("new", "c-0777", "--group", ID) as s:
        walk = Walk(s)
        walk.sees(f"Group session {ID}: Thursday, November 19, 2026, 6:00 to 7:30 PM, “Safety behaviors”.")
        walk.types("y").asked("Session number")
        walk.presses("Enter").asked("Client's pronouns")
        walk.presses("Enter").asked("Diagnosis, code first")
        walk.presses("Ctrl-C").stops()
    entries = drafted(office)
    assert "Members listed safety behaviors" in entries
    assert "19:30" in entries
    for words in ("Volunteered first", "Thursday meeting", "F40.10", "c-1042"):
        assert words not in entries


def test_another_session_under_the_same_id_begins_anew(tmp_path):
    office = opened(tmp_path)
    office.has_record(member("c-1042"))
    with office.runs("new", "c-0777", "--group", ID) as s:
        walk = Walk(s)
        walk.sees("Is this note about it?").types("n").asked("Date of the session")
        walk.presses("Enter").asked("Kind of session")
        walk.types("o").asked("Started at")
        walk.presses("Ctrl-C").stops()
    assert "19:30" not in drafted(office)


def test_the_first_member_is_said_to_be_the_first_and_the_next_is_named_at_the_end(tmp_path):
    office = opened(tmp_path)
    with office.runs("new", "c-1042", "--group", ID) as s:
        Walk(s).sees("this is the first of its members.").asked("Date of the session").presses("Ctrl-C").stops()
    office.has_draft(member("c-1042"))
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees(LAST_PAGE)
        walk.signs()
        walk.sees(f'The next member of the group: notewizard new CLIENT --group "{ID}"')
    assert "Group psychotherapy" in office.body("c-1042/2026-11-19 progress note.md")


def test_another_client_named_in_it_must_be_mended_before_it_is_signed(tmp_path):
    office = opened(tmp_path)
    answers = member("c-1042")
    answers["response"]["engagement"] = "Volunteered first, before Sample had finished."
    office.has_draft(answers)
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees("“Sample” is also the name of another client of this practice.")
        walk.does_not_see("Bo Sample", "c-0777", "sign as")
        walk.is_killed()
