"""The generated reference is what the program would say now."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
MADE = runpy.run_path(str(DOCS / "make_reference.py"))["pages"]()


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_page_is_fresh(name):
    page = (DOCS / "reference" / name).read_text(encoding="utf-8")
    assert page == MADE[name].rstrip() + "\n", "run: python docs/make_reference.py"
