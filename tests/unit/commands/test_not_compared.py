"""Where there is nothing to compare with, it is said: silence would read as a clean verdict."""

import pytest

from notewizard.commands.looking.not_compared import nothing_there
from notewizard.commands.looking.sources import Sources
from notewizard.reuse import SourceText

OWN, OTHER = SourceText("c-0001/2026-10-02.md", "Words."), SourceText("c-0002", "Other words.")


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (Sources(), ["No other notes are here yet: this one is compared with none."]),
        (
            Sources(others=(OTHER,)),
            ["No earlier note of this client is here: this one is compared with other clients' notes alone."],
        ),
        (Sources((OWN,)), []),
        (Sources((OWN,), (OTHER,)), []),
    ],
)
def test_that_there_is_nothing_to_compare_with_is_said(sources, said):
    assert list(nothing_there(sources)) == said
