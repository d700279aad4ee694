"""What a line of logistics says is held to no rule about content: a consent tells no work."""

from pathlib import Path

import pytest

from notewizard.cli import main

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize(
    ("old", "new", "flagged"),
    [
        ("", "", False),
        ('consent = "given by voice today"', 'consent = "on file since [date]"', True),
        ('concerns = "', 'concerns = "Client came in and talked about her week. ', True),
    ],
    ids=["a consent given by voice", "a placeholder in it", "words about the client"],
)
def test_a_consent_given_by_voice_is_all_there_is_to_say(tmp_path, capsys, old, new, flagged):
    text = (GOLDEN / "intake-by-audio" / "answers.toml").read_text(encoding="utf-8")
    assert old in text
    answers = tmp_path / "answers.toml"
    answers.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    main(["render", str(answers)])
    said = capsys.readouterr().err
    where = "presenting.concerns" if "concerns" in new else "encounter.telehealth.consent"
    assert (f"{where}: " in said) is flagged
