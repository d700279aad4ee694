"""Names, old notes, plans and facts that would steer a terminal: a walk shows them, and no terminal obeys them."""

import json

import pytest
from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
QUESTION = "How the client took part"
ATTACK = "\x1b]52;c;ZXZpbA==\x07\x1b]0;owned\x07\x9b31m\u202eevil"
OURS = (b"\x1b]52", b"\x1b]0;", b"owned\x07", b"\xc2\x9b", "\u202e".encode())
"""What no terminal may get: its clipboard, its title, a C1 sequence, a turn of the writing."""


@pytest.mark.parametrize("accessible", ["", "1"], ids=["full", "plain"])
def test_what_steers_a_terminal_is_spelled_out_on_every_screen_of_a_walk(tmp_path, accessible):
    office = opened(tmp_path, **({"ACCESSIBLE": accessible} if accessible else {}))
    dot, toml = office.practice / ".notewizard", json.dumps(ATTACK)
    clients = dot / "clients.toml"
    clients.write_text(
        clients.read_text(encoding="utf-8")
        .replace('name = "Ada Example"', f"name = {toml}")
        .replace('label = "Example"', f"label = {toml}"),
        encoding="utf-8",
    )
    office.has_note("c-1042", f"2026-11-13 {ATTACK}", f"{ATTACK} walked to the harbor.\n")
    for kind, text in {
        "plans": f'started = 2026-09-02\n[[goals]]\nid = "g1"\ngoal = {toml}\n',
        "facts": f'written = 2026-09-02\n[[facts]]\nkind = "client-location"\ntext = {toml}\nconfirmed = 2026-09-02\n',
    }.items():
        (dot / kind / "c-1042").mkdir(parents=True)
        (dot / kind / "c-1042" / "1.toml").write_text(f'schema = 1\nclient = "c-1042"\n{text}', encoding="utf-8")
    draft = office.has_draft(ANSWERS, "response.engagement")
    held = office.state.drafts.open(draft)
    held.append({"kind": "pending", "path": ["response", "engagement"], "text": ATTACK})
    held.close()
    screens = []
    with office.runs() as s:  # the first screen, with the draft of the client of that name
        s.see("\\x1b]0;owned").press("Ctrl-C")
        s.ends()
        screens.append(s.sent)
    with office.runs("resume", draft) as s:
        s.see(QUESTION)
        if not accessible:
            Walk(s).presses("F3").sees("Client")
            s.press("Escape")
        s.press("Ctrl-C")
        assert s.ends() == 130
        screens.append(s.sent)
    with office.runs("drafts", "show", draft) as s:
        s.see("owned")
        s.ends()
        screens.append(s.sent)
    assert [sign for sign in OURS for sent in screens if sign in sent] == []
