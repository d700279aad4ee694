"""A settings file that was put back by hand as it once was does not hold; a walk says so before its first question."""

from dataclasses import replace


def test_a_walk_says_which_settings_hold(office_with_hands):
    office = office_with_hands
    config = office.folder / ".notewizard" / "config.toml"
    before = config.read_bytes()
    practice = office.practice
    practice.keep_settings(replace(practice.settings(), lock_after=3))
    config.write_bytes(before)
    office.types.answers = ["c-1042", "2026-11-20"]
    office.run("new")
    assert any(each.startswith("config.toml stands as it was once before; what") for each in office.types.shown)
    office.types.shown.clear()
    config.write_bytes(before + b"\n")
    office.types.answers = ["c-1042", "2026-11-20", "another"]
    office.run("new")
    assert not any("stands as it was" in each for each in office.types.shown)
    assert practice.settings().lock_after != 3
