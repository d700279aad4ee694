"""A second reader: faulty answers are mended from what the screen says, and a practice has its own pack of rules."""

from sessions.answer_sheet import EXAMPLES, answers_in
from sessions.dialogue import LAST_PAGE, Walk
from sessions.office import opened

ANSWERS = answers_in(EXAMPLES / "ongoing-video.toml")
NOTE = "c-1042/2026-11-20 progress note.md"
MENDED = (
    (
        "What the client came with",
        "Her boss is clearly a narcissist who wants her to fail.",
        "someone who was not assessed",
        "Attribute it",
        "Client described her boss as cold after the critical e-mail on Tuesday.",
    ),
    (
        "How the client took part",
        "Client refused to do the exercise.",
        "takes sides",
        "Declined",
        "Declined the exercise; said the e-mail had left her too tired.",
    ),
    (
        "What changed in the session",
        "Client made good progress.",
        "has no score, count or example",
        "GAD-7 16 to 9 since October 23",
        "Rated belief in the prediction 85% at the start and 40% at the end.",
    ),
    (
        "Your impression",
        "I felt frustrated with her.",
        "clinician",
        "move it to the separate",
        "Reassurance checking of e-mail keeps the worry going.",
    ),
    (
        "What the next session starts with",
        "Continue current treatment.",
        "names no next step",
        "who does it",
        "Review the question to the manager.",
    ),
)
PACK = """\
[pack]
id = "our-words"
version = "1.0.0"
language = "en"
extends = ["core-en"]
allow = ["steady progress house"]

[levels]
"charged" = "info"

[[rules]]
id = "our-words.journey"
category = "vague"
kind = "phrase"
level = "warning"
triggers = ["wellness ~1 {work,journey}"]
message = "“{match}” says little to the next reader."
rationale = "The next reader needs to know what was done."
suggest = ["Say what was done, and how often."]
source = { title = "Agreed in our practice, November 2026" }

[rules.examples]
flagged = ["We continued her wellness journey."]
fine = ["We practiced paced breathing twice."]
"""


def test_five_faulty_answers_are_mended_from_what_the_screen_says(tmp_path):
    office = opened(tmp_path)
    keys = ("presenting.concerns", "response.engagement", "response.in_session", "response.impression")
    office.has_draft(ANSWERS, *keys, "plan.next_focus")
    with office.runs("resume", size=(100, 44)) as s:
        walk = Walk(s)
        for ask, faulty, seen, better, mended in MENDED:
            walk.sees(ask).types(faulty).sees(seen).presses("F1").sees(better).presses("F1")
            walk.presses("Ctrl-U").types(mended).does_not_see(seen).presses("Enter")
        walk.sees(LAST_PAGE)
        walk.signs()
    body = office.body(NOTE)
    for _, faulty, _, _, mended in MENDED:
        assert mended in body
        assert faulty not in body


def test_a_practice_adds_a_rule_lowers_a_level_and_allows_a_phrase(tmp_path):
    office = opened(tmp_path)
    rules = office.practice / ".notewizard" / "rules"
    rules.mkdir()
    (rules / "our-words.toml").write_text(PACK, encoding="utf-8")
    office.has_draft(ANSWERS, "presenting.concerns", "response.engagement", "response.in_session")
    with office.runs("resume") as s:
        walk = Walk(s)
        walk.sees("What the client came with").types("Went on with her wellness journey.").sees("says little to the")
        walk.presses("Ctrl-U").answers("Moved to Steady Progress House on Monday.").sees("How the client took part")
        walk.answers("Client refused to do the exercise.").sees("What changed in the session")
        walk.is_killed()
