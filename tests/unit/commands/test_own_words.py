"""What a finding quotes is what the answer says, also where its subject was read into it."""

import pytest
from validators.charts import library, note

from notewizard.checks.shipped_rules import compiled_before
from notewizard.commands.looking.second_look import SecondLook
from notewizard.commands.looking.sources import Sources
from notewizard.definitions.shipped import shipped_folder


@pytest.mark.parametrize(
    "text",
    [
        "Spoke more freely than last time.",
        "Responded well.",
        "Improved.",
        "Refused homework.",
        "Seems better.",
    ],
)
def test_a_finding_quotes_the_answers_own_words(text):
    rules = compiled_before(shipped_folder("rules"))
    assert rules is not None
    look = SecondLook(library(), rules, Sources())
    of = note(response__engagement=text)
    found = [each for each in look.whole(of, library().formats["soap"]) if each.where == "response.engagement"]
    assert found
    for each in found:
        assert each.text in text
        assert text[each.start : each.end] == each.text
        assert "client" not in each.message.partition("“")[2].partition("”")[0].lower(), each.message
