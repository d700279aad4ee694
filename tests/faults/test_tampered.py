"""What is changed on purpose is found, by the machine's own copy of the history and by the codes in the notes alone."""

from random import Random

import pytest
from faults.outside import Office
from faults.tampering import ATTACKS, NOTES, attacked, by_heads_alone, flips

PLACES = 24
"""Flipped bits of each of these practices; in full there are 100,000."""


@pytest.fixture
def office(tmp_path, request):
    office = Office(tmp_path, Random(request.node.name))
    office.prepare(NOTES)
    return office


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_each_attack_is_found(office, attack):
    assert attacked(office, attack, Random(attack)) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_bit_is_found_wherever_it_is(office, seed):
    assert flips(office, Random(seed), bits=PLACES) == []


def test_a_program_that_trusts_heads_alone_is_caught(office):
    assert flips(office, Random(1), by_heads_alone, bits=PLACES) != []
    assert attacked(office, "written anew with another author", Random(1), by_heads_alone) != []
