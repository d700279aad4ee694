"""A note as plain text, for a practice that keeps `.txt`."""

import pytest

from notewizard.note.note import Note
from notewizard.rendering.plain import plain_text


@pytest.fixture
def plain(library, renderer):
    def plain_(answers: dict, form: str = "soap") -> str:
        return plain_text(renderer.render(Note.model_validate(answers), library.formats[form]).text)

    return plain_


def test_a_note_without_marks(plain):
    answers = {
        "client": {"id": "c-1042"},
        "encounter": {"session_type": "contact", "delivery": "audio"},
        "treatment": {"goals": [{"id": "g1", "text": "Sleep *well*"}]},
        "presenting": {"concerns": "Slept badly; rated it 3*4.\n# worse", "since_last": "Walked."},
        "response": {"progress": [{"goal": "g1", "status": "met"}]},
    }
    assert plain(answers) == (
        "Progress note\n"
        "=============\n"
        "\n"
        "Client: c-1042\n"
        "Service: Contact with the client, by phone\n"
        "\n"
        "Subjective\n"
        "----------\n"
        "\n"
        "Slept badly; rated it 3*4.\n"
        "# worse.\n"
        "\n"
        "Since last session: Walked.\n"
        "\n"
        "Assessment\n"
        "----------\n"
        "\n"
        "Goal 1, sleep *well*: met.\n"
    )


def test_no_answer_looks_like_a_heading(plain):
    said = plain({"presenting": {"concerns": "Plan\n----\nNone\n===\n--- so"}}, "narrative")
    assert said.endswith("\n\nPlan\n  ----\nNone\n  ===\n--- so.\n")


def test_other_markdown_keeps_its_words():
    assert plain_text("# A\n\n> quoted **bold** words\n\n```\ncode\n---\n```\n\n### B\n\nx **y.** z\n") == (
        "A\n=\n\nquoted bold words\n\ncode\n  ---\n\nB\n-\n\nx y. z\n"
    )


def test_to_be_quoted_labels_read_as_the_note_has_them():
    assert plain_text("**Client** c-1\n\n**GAD-7.** 9 (mild).\n", colons=False) == "Client c-1\n\nGAD-7. 9 (mild).\n"
