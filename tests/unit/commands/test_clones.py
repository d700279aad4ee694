"""A whole note taken over is named as what it is, in `check`, `reuse` and on the last page of the walk."""

from pathlib import Path

from notewizard.checks.packs import compile_packs
from notewizard.cli import main
from notewizard.commands.second_look import SecondLook
from notewizard.commands.sources import Sources
from notewizard.definitions.library import load_library
from notewizard.interview.writes import partial_note
from notewizard.reuse import SourceText

TOLD = (
    "Came in soaked after missing the ferry and spoke about the harbor job for the first time.",
    "Drew the quarrel with her cousin on the board as a loop and found two places to step out of it.",
    "Laughed when the loop looked like a pretzel and asked to keep the drawing in her wallet.",
    "The harbor stands for the father who left from it; she has begun to say so without looking away.",
)
EARLIER = "\n\n".join(TOLD)


def test_a_clone_is_named_in_check_and_reuse(tmp_path, capsys):
    note, earlier = tmp_path / "today.md", tmp_path / "earlier"
    earlier.mkdir()
    (earlier / "2026-10-02.md").write_text(f"October 2, 2026\n\n{EARLIER}\n", encoding="utf-8")
    note.write_text(f"October 9, 2026\n\n{EARLIER.replace('ferry', 'boat')}\n", encoding="utf-8")
    main(["check", str(note), "--prior", str(earlier)])
    assert "Most of the narrative is that of 2026-10-02.md." in capsys.readouterr().out
    main(["reuse", str(note), "--prior", str(earlier)])
    assert "As a whole it is the note 2026-10-02.md again." in capsys.readouterr().out


def test_a_clone_is_named_on_the_last_page():
    library = load_library()
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
