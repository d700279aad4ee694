"""What is said at a signature that a supervisor still has to add to."""

import pytest

from notewizard.commands.filed.co_signature_due import co_signature_due


@pytest.mark.parametrize(
    ("author", "said"),
    [
        (
            {"supervisor": {"name": "Ruben Castellanos", "credential": "PhD"}},
            "Not yet co-signed by Ruben Castellanos, PhD.",
        ),
        ({"supervisor": {"name": "Ruben Castellanos"}}, "Not yet co-signed by Ruben Castellanos."),
        ({"supervisor": None}, ""),
        ({}, ""),
    ],
)
def test_a_trainees_signature_says_who_has_not_co_signed(author, said):
    assert co_signature_due({"author": author}) == said
