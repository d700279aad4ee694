"""What holds for every test: what it is made of is loaded once, and the program leaves the process as it found it."""

import gc

import pytest


def pytest_collection_finish():
    """What was loaded to find the tests stays to the end: a million objects that need not be looked through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_is_looked_for():
    """A command that leaves the search for garbage off would let everything after it grow without end."""
    yield
    searched = gc.isenabled()
    gc.enable()
    assert searched, "the search for garbage was left off"
