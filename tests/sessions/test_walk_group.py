"""A group session: a note for each member, what they share asked once."""

import tomllib
from pathlib import Path

from sessions.dialogue import LAST_PAGE, Walk, walk_note
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


MEMBERS = {
    "c-1042": {},
    "c-0777": {
        "concerns": "Eats lunch in the car so that nobody sees him chew.",
        "symptoms": "Shaking hands at the counter, four days of five.",
        "functioning": "At work every day; no lunch with colleagues.",
        "since_last": "Stood in the canteen line once and left with a sandwich.",
        "detail": "Ate a cracker while the pair partner watched, three rounds of one minute.",
        "engagement": "Let the partner choose the cracker; laughed at the crumbs.",
        "in_session": "Hands still in the third round; distress 8 to 5.",
        "impression": "Hiding the hands has kept him from finding out that nobody looks.",
        "evidence": "One sandwich bought in the line since last Thursday.",
        "homework": "Two lunches at the table by the window.",
        "next_focus": "A lunch with one colleague.",
        "mood": "jumpy",
    },
    "c-0901": {
        "concerns": "Lets the phone ring out when her landlord calls.",
        "symptoms": "Stomach cramps before calls, about every second day.",
        "functioning": "Bills are paid late because she would have to ask.",
        "since_last": "Called the pharmacy and hung up at the first ring.",
        "detail": "Rang the front desk twice from the hallway, without a script.",
        "engagement": "Hesitated at the door, then went first of her pair.",
        "in_session": "Second call with a laugh in it; distress 9 to 6.",
        "impression": "Scripts had become the thing she fears to be without.",
        "evidence": "Two unscripted calls here, none at home yet.",
        "homework": "One call to the library about opening hours.",
        "next_focus": "A call she expects to go badly.",
        "mood": "shaky, but curious",
    },
    "c-0902": {
        "concerns": "Turns down every invitation from the choir.",
        "symptoms": "Flushes and loses his place when somebody looks over.",
        "functioning": "Sings at rehearsal, leaves before the tea.",
        "since_last": "Stayed for tea once and stood near the coats.",
        "detail": "Told the pair partner a story with both hands in his pockets, then without.",
        "engagement": "Asked to repeat the round with his eyes up.",
        "in_session": "Flushing passed by minute four; distress 6 to 3.",
        "impression": "Standing by the coats is the last thing between him and the others.",
        "evidence": "Tea after one rehearsal of two.",
        "homework": "Tea beside a tenor after Sunday's rehearsal.",
        "next_focus": "Saying yes to one invitation.",
        "mood": "better than last time",
    },
}


def of_four(client: str) -> dict:
    """This member's answers: the shared ones, and what is that member's alone."""
    answers, own = member(client), MEMBERS[client]
    answers["encounter"]["group"]["size"] = 4
    answers["presenting"] |= {key: own[key] for key in ("concerns", "symptoms", "functioning", "since_last") if own}
    answers["response"] |= {key: own[key] for key in ("engagement", "in_session", "impression") if own}
    if own:
        answers["interventions"][0]["detail"] = own["detail"]
        answers["response"]["progress"][0] |= {"status": "progressing", "evidence": own["evidence"]}
        answers["plan"] |= {"homework": [own["homework"]], "next_focus": own["next_focus"]}
        answers["mental_status"]["mood"] = own["mood"]
    return answers


def test_four_members_get_a_note_each_and_what_they_share_is_asked_once(tmp_path):
    office = opened(tmp_path)
    clients = office.practice / ".notewizard" / "clients.toml"
    more = "".join(
        f'\n[[client]]\nid = "{each}"\nlabel = "{each}"\nfolder = "{each}"\n' for each in ("c-0901", "c-0902")
    )
    clients.write_text(clients.read_text(encoding="utf-8") + more, encoding="utf-8")
    keys = []
    for at, client in enumerate(MEMBERS):
        with office.runs("new", client, "--group", ID, now="2026-11-19T20:15:00-05:00", size=(100, 30)) as s:
            if at:
                Walk(s).sees("? Group session").types("y").does_not_see("? Group session")
            keys.append(walk_note(s, of_four(client)).all)
    notes = {client: office.body(f"{client}/2026-11-19 progress note.md") for client in MEMBERS}
    for client, note in notes.items():
        assert "Members listed safety behaviors" in note
        assert not [other for other in MEMBERS if other != client and other in note]
        others = [own["concerns"] for other, own in MEMBERS.items() if own and other != client]
        assert not [words for words in others if words in note]
    assert max(keys[1:]) < keys[0]
    assert office.drafts() == ()
