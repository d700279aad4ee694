"""A whole note taken over is named as what it is, in `check`, `reuse` and on the last page of the walk."""

from datetime import date
from pathlib import Path

import pytest
import shipped

from notewizard.checks.packs import compile_packs
from notewizard.cli import main
from notewizard.commands.looking.second_look import SecondLook, prose_answers
from notewizard.commands.looking.sources import Sources
from notewizard.interview.writes import partial_note
from notewizard.reuse import SourceText

TOLD = (
    "Came in soaked after missing the ferry and spoke about the harbor job for the first time.",
    "Drew the quarrel with her cousin on the board as a loop and found two places to step out of it.",
    "Laughed when the loop looked like a pretzel and asked to keep the drawing in her wallet.",
    "The harbor stands for the father who left from it; she has begun to say so without looking away.",
)
EARLIER = "\n\n".join(TOLD)
SHORT = (
    "Came in soaked after missing the last ferry from Harwich.",
    "Drew the quarrel with her cousin as a loop on cardboard.",
    "Counted the lanterns along the quay while the panic passed.",
    "Rehearsed asking the foreman for Saturdays without the night shift.",
    "Sorted the letters from her aunt into burn and keep.",
    "Laughed when the loop looked like a pretzel with salt.",
    "Asked to carry the folded drawing home in her wallet.",
    "The harbor stands for the father who once left there.",
    "Named the gulls as what wakes her before the alarm.",
    "Set the kettle as her signal to stop reading messages.",
)
"""Ten answers, each below the words that a passage of another client's note needs."""


def test_a_clone_is_named_in_check_and_reuse(tmp_path, capsys):
    note, earlier = tmp_path / "today.md", tmp_path / "earlier"
    earlier.mkdir()
    (earlier / "2026-10-02.md").write_text(f"October 2, 2026\n\n{EARLIER}\n", encoding="utf-8")
    note.write_text(f"October 9, 2026\n\n{EARLIER.replace('ferry', 'boat')}\n", encoding="utf-8")
    main(["check", str(note), "--prior", str(earlier)])
    assert "Most of the narrative is that of 2026-10-02.md." in capsys.readouterr().out
    main(["reuse", str(note), "--prior", str(earlier)])
    assert "As a whole it is the note 2026-10-02.md again." in capsys.readouterr().out


def short_note():
    return partial_note(
        {
            "encounter": {"session_type": "ongoing"},
            "presenting": {"concerns": SHORT[0]},
            "interventions": [{"detail": text} for text in SHORT[1:7]],
            "response": {"engagement": SHORT[7], "in_session": SHORT[8], "impression": SHORT[9]},
        }
    )


def test_a_clone_of_another_clients_note_is_named_and_the_client_is_not():
    library = shipped.library()
    sources = Sources(others=(SourceText("c-0777", "\n\n".join(SHORT)),))
    found = SecondLook(library, compile_packs([]), sources).whole(short_note(), library.formats["soap"])
    stopping = [
        (each.rule, each.message) for each in found if each.level == "must-resolve" and each.category == "reuse"
    ]
    assert stopping == [("reuse.clone", "Most of the narrative is that of another client's note.")]
    assert "0777" not in str(found)


def test_reuse_names_a_clone_of_another_clients_note_without_its_name(tmp_path, capsys):
    note, others = tmp_path / "today.md", tmp_path / "others"
    others.mkdir()
    (others / "c-0777.md").write_text("\n\n".join(SHORT), encoding="utf-8")
    note.write_text("\n\n".join(SHORT[1:]), encoding="utf-8")
    assert main(["reuse", str(note), "--others", str(others)]) == 1
    out = capsys.readouterr().out
    assert "As a whole it is another client's note again." in out
    assert "0777" not in out


def test_a_clone_is_named_on_the_last_page():
    library = shipped.library()
    note = partial_note(
        {
            "encounter": {"session_type": "ongoing"},
            "presenting": {"concerns": TOLD[0]},
            "interventions": [{"detail": TOLD[1]}],
            "response": {"engagement": TOLD[2], "impression": TOLD[3]},
        }
    )
    sources = Sources(own=(SourceText(str(Path("c-1") / "2026-10-02.md"), EARLIER),))
    found = SecondLook(library, compile_packs([]), sources).whole(note, library.formats["soap"])
    clone = [each for each in found if each.rule == "reuse.clone"]
    assert [(each.level, each.message) for each in clone] == [
        ("must-resolve", "Most of the narrative is that of the note 2026-10-02.md.")
    ]


def parts(sources, note):
    library = shipped.library()
    look = SecondLook(library, compile_packs([]), sources)
    answers = list(prose_answers(note, library, library.formats["soap"]))
    return look, look.parts_of_clone(answers, note)


def test_of_a_clone_of_another_clients_note_each_answer_is_named_by_its_own_words_alone():
    sources = Sources(others=(SourceText("c-0777", "\n\n".join(SHORT)),))
    look, found = parts(sources, short_note())
    assert [(each.text, each.name) for each in found] == [(text.rstrip("."), "") for text in SHORT]
    assert found[0].message == "10 words as in another client's note. What was so with this client?"
    with pytest.raises(ValueError, match="nothing of another client's note"):
        look.there(found[0])


def test_of_a_clone_of_an_earlier_note_each_answer_is_shown_where_it_stands_however_short():
    terse = ["Missed the ferry, came soaked.", "Quarrel with cousin over harbor.", "Skipped two night shifts again."]
    terse += ["Counted lanterns while panic passed.", "Drew quarrel as cardboard loop.", "Sorted her aunt's letters."]
    terse += ["Laughed at the pretzel loop.", "Harbor stands for lost father.", "Kettle as her stop signal."]
    answers = {"encounter": {"session_type": "ongoing"}, "interventions": [{"detail": text} for text in terse]}
    id_ = str(Path("c-1") / "2026-10-02.md")
    sources = Sources(own=(SourceText(id_, "\n\n".join(reversed(terse))),), days=((id_, date(2026, 10, 2)),))
    look, found = parts(sources, partial_note(answers))
    assert [each.text for each in found] == [text.rstrip(".") for text in terse]
    title, text, start, end = look.there(found[1])
    assert (title, text[start:end]) == ("The note of October 2, 2026 (read only)", "Quarrel with cousin over harbor")
    assert found[1].message.startswith("5 words as in the note of October 2, 2026.")


def test_a_note_that_is_no_clone_has_no_parts():
    assert parts(Sources(own=(SourceText("o", SHORT[0]),)), short_note())[1] == ()
