"""The compiled rules say what the packs say, and are believed only while they do."""

from __future__ import annotations

import shutil

import pytest
import shipped

from notewizard.checks.shipped_rules import NAME, as_text, checksums, compiled_before
from notewizard.definitions.shipped import shipped_folder

SHIPPED = shipped_folder("rules")
PACKS = shipped.packs()
RULES = shipped.rules()


@pytest.fixture
def folder(tmp_path):
    """The packs with the rules compiled from them just now."""
    for path in SHIPPED.glob("*.toml"):
        shutil.copy(path, tmp_path)
    (tmp_path / NAME).write_text(as_text(RULES, checksums(tmp_path)), encoding="utf-8")
    return tmp_path


def test_they_find_what_the_packs_find(folder):
    again = compiled_before(folder)
    assert [(each.rule.id, each.level) for each in again.entries] == [
        (each.rule.id, each.level) for each in RULES.entries
    ]
    assert again.packs == RULES.packs
    for pack in PACKS:
        for rule in pack.content.rules:
            section = rule.sections.only[0] if rule.sections.only else None
            for text in (*rule.examples.flagged, *rule.examples.fine):
                assert again.find(text, section=section) == RULES.find(text, section=section)


def test_a_pack_that_changed_is_compiled_anew(folder):
    with (folder / "vague.toml").open("a") as file:
        file.write("\n")
    assert compiled_before(folder) is None


def test_a_pack_more_or_less_is_noticed(folder):
    (folder / "vague.toml").rename(folder / "other.toml")
    assert compiled_before(folder) is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b'{"layout":2}', b'{"layout":2,"files":{}}'])
def test_what_is_broken_is_left_alone(folder, data):
    (folder / NAME).write_bytes(data)
    assert compiled_before(folder) is None


def test_a_file_that_was_cut_is_left_alone(folder):
    whole = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(whole[: len(whole) // 2])
    assert compiled_before(folder) is None


def test_compiled_again_they_are_the_same(folder):
    again = compiled_before(folder)
    assert as_text(again, checksums(folder)) == as_text(RULES, checksums(folder))


def test_the_shipped_ones_are_fresh():
    assert compiled_before(SHIPPED) is not None, "run: python docs/make_reference.py"
    kept = (SHIPPED / NAME).read_text("utf-8")
    assert kept == as_text(RULES, checksums(SHIPPED)), "run: python docs/make_reference.py"
