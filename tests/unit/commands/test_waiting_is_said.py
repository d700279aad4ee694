"""While a signed note waits, every screen and report about the practice says so once, and what to do."""

import pytest
from sessions.test_walk_continuity import ANSWERS
from unit.commands.hands import ok, signed_a_week_ago, waits

from notewizard.cli import COMMANDS
from notewizard.errors import AuthorStopped

STILL = "1 signed note is not in its folder yet. The text is safe here. Bring it: notewizard deliver"
QUIET = {
    "check": "of texts, whoever wrote them",
    "reuse": "of texts, whoever wrote them",
    "convert": "a copy of one note",
    "export": "a copy of notes: it says which later writings of that client are not in it",
    "schema": "of no practice",
    "formats": "of definitions",
    "templates": "of definitions",
    "rules": "of definitions",
    "completion": "of no practice",
    "deliver": "it brings them, and says what became of each",
}
"""Commands that say nothing of it, and why."""


@pytest.fixture
def office(office_with_hands):
    """A signed note that waits, and somebody at the screen."""
    office = signed_a_week_ago(office_with_hands)
    office.types.warms = True
    office.freed = waits(office)
    return office


def said(office, *words, answers=(), code=0):
    """All that the command showed, as one line."""
    office.types.answers, office.types.shown[:] = list(answers), []
    told = ok(office, *words, "--practice", office.folder, code=code)
    return " ".join((told + "\n".join(office.types.shown)).split())


REPORTS = {
    "init": (["init", "--yes"], 0),
    "drafts": (["drafts"], 0),
    "plan": (["plan", "c-1042"], 0),
    "facts": (["facts", "c-1042"], 0),
    "measures": (["measures", "c-1042"], 0),
    "due": (["due"], 0),
    "history": (["history"], 0),
    "verify": (["verify"], 4),
    "accept": (["accept", "MISSING", "--reason", "It is in the other folder."], 0),
    "process": (["process"], 0),
    "sign": (["sign", "--detached"], 0),
}


@pytest.mark.parametrize("command", REPORTS)
def test_a_report_says_it_once(command, office):
    words, code = REPORTS[command]
    (record,) = office.records()
    if command == "sign":
        config = office.folder / ".notewizard" / "config.toml"
        config.write_text(config.read_text().replace('ssh_key = ""', 'ssh_key = "~/none"'))
    text = said(office, *[record.id if each == "MISSING" else each for each in words], code=code)
    assert text.count(STILL) == 1, text
    assert text.count("deliver") == 1


def test_doctor_says_it_among_what_there_is_to_do(office):
    text = said(office, "doctor", code=1)
    assert "Outbox: 1 signed note not in the folder yet -> notewizard deliver" in text
    assert text.count("deliver") == 1


@pytest.mark.parametrize("words", [[], ["new", "c-0311"]])
def test_the_first_screen_and_the_beginning_of_a_walk_say_it(words, office):
    text = said(office, *words, answers=[] if not words else ["Nov 20"], code=130)
    assert text.count(STILL) == 1, text


def leaves(view, script):
    """Whoever leaves at this question, by the time that everything was tried."""
    script.warm()
    raise AuthorStopped("You stopped.")


def test_whoever_leaves_the_first_screen_is_told_what_came_of_what_was_tried(office):
    office.types.warms = False
    text = said(office, answers=[leaves], code=130)
    assert (text.count("its folder is tried now"), text.count(STILL)) == (1, 1), text
    office.freed()
    text = said(office, answers=[leaves], code=130)
    assert "its folder is tried now" in text
    assert text.count(f"The signed progress note of November 20, 2026 for c-1042 was brought: {office.note}") == 1
    assert STILL not in text


def test_a_walk_that_goes_on_says_it_at_its_first_question(office):
    draft = office.drafting.has_draft(ANSWERS, "presenting.functioning", client="c-0311")
    text = said(office, "resume", draft, code=130)
    assert text.count(STILL) == 1, text


def in_other_words(answers):
    """The same, each sentence the other way round: what waits for another client would be copied by its own words."""
    if isinstance(answers, dict):
        return {name: in_other_words(each) for name, each in answers.items()}
    if isinstance(answers, list):
        return [in_other_words(each) for each in answers]
    return " ".join(reversed(answers.split())) if isinstance(answers, str) and answers.count(" ") > 5 else answers


def test_the_end_of_a_walk_says_it(office):
    own = {name: in_other_words(each) for name, each in ANSWERS.items()}
    draft = office.drafting.has_draft(own, client="c-0311")
    text = said(office, "resume", draft, answers=["sign"])
    assert text.count(STILL) == 1, text
    assert text.index("Kept: ") < text.index(STILL)


def test_reviews_of_facts_and_later_writings_say_it(office):
    blank = [lambda view, _: ""] * 40
    assert said(office, "facts", "c-1042", "--review", answers=blank).count(STILL) == 2  # when it begins and ends
    office.freed()
    office.types.warms = False
    words = ["--reason", "The wrong session.", "--sign", "Dana Whitfield"]
    assert said(office, "addend", office.first, "--entered-in-error", *words).count(STILL) == 1


def test_it_is_brought_beside_the_first_question_and_said_by_its_name(office):
    office.freed()
    text = said(office, "new", "c-0311", answers=["Nov 20"], code=130)
    assert f"The signed progress note of November 20, 2026 for c-1042 was brought: {office.note}" in text
    assert STILL not in text
    assert STILL not in said(office, "verify")


def test_no_command_is_forgotten():
    others = {"doctor", "new", "resume", "addend", "cosign", "render"}
    assert set(COMMANDS) - set(QUIET) - set(REPORTS) - others == set(), "Does it say that a signed note waits?"
