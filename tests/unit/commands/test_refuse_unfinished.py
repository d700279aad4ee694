"""What was begun and not given is counted as a sentence says it."""

from types import SimpleNamespace

import pytest

from notewizard.commands.walking.sign_at_once import refuse_unfinished
from notewizard.errors import Refused


@pytest.mark.parametrize(
    ("pending", "said"),
    [
        ({"a": "x"}, "1 answer was begun and not given."),
        ({"a": "x", "b": "y", "c": "z"}, "3 answers were begun and not given."),
    ],
)
def test_as_many_as_there_are(pending, said):
    with pytest.raises(Refused) as caught:
        refuse_unfinished(pending, (), SimpleNamespace(id="3f9a1c2b"))
    assert caught.value.what == said
