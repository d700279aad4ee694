"""The shipped measures: what a score and a change of score mean, at every edge."""

from __future__ import annotations

import re

import pytest

from notewizard.definitions.library import load_library
from notewizard.definitions.measures import Measure, measure_called
from notewizard.definitions.reading import read_table, shaped
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import Broken

FOLDER = shipped_folder("formats") / "measures"
FILES = sorted(FOLDER.glob("*.toml"))
ALL = {path.stem: shaped(read_table(path), Measure) for path in FILES}


def measure(name: str) -> Measure:
    return ALL[name]


RANGES = {
    "asrs-5": (0, 24),
    "asrs-v1.1-a": (0, 24),
    "audit": (0, 40),
    "audit-c": (0, 12),
    "bai": (0, 63),
    "bdi-ii": (0, 63),
    "core-10": (0, 40),
    "cy-bocs": (0, 40),
    "dast-10": (0, 10),
    "ders-16": (16, 80),
    "epds": (0, 30),
    "gad-2": (0, 6),
    "gad-7": (0, 21),
    "isi": (0, 28),
    "k10": (0, 50),
    "k6": (0, 24),
    "mdq": (0, 13),
    "oq-45": (0, 180),
    "ors": (0, 40),
    "pcl-5": (0, 80),
    "phq-2": (0, 6),
    "phq-9": (0, 27),
    "psc-17": (0, 34),
    "pss-10": (0, 40),
    "sdq-parent": (0, 40),
    "srs": (0, 40),
    "whodas-2.0-12": (0, 100),
    "wsas": (0, 40),
    "y-bocs": (0, 40),
}
"""Clinical reference, chapter 6; where two ways of counting are in use, both fit in."""


def test_every_instrument_is_there_under_its_id_with_its_range() -> None:
    assert {name: (each.least, each.most) for name, each in ALL.items()} == RANGES
    assert all(each.id == name for name, each in ALL.items())


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_figure_has_a_source_that_can_be_looked_up_and_a_license(name: str) -> None:
    each = measure(name)
    assert each.source
    assert all(source.url.startswith("http") for source in each.source)
    assert each.license is not None
    assert each.confidence in ("primary", "secondary")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_begins_with_a_sentence_and_prints_no_item(path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[0]
    assert re.match(r"# .*\.$", first)
    # What a questionnaire says to the person who fills it in stands in the first or second person.
    assert not re.search(r"\b(?:I|you|your|my|myself|yourself)\b|\?", text.partition("source = [")[0])


def test_a_score_that_counts_upward_is_better_in_two_instruments_alone() -> None:
    assert [name for name, each in ALL.items() if each.better == "higher"] == ["ors", "srs"]


@pytest.mark.parametrize(
    ("name", "number", "most"),
    [("phq-9", 9, 3), ("bdi-ii", 9, 3), ("core-10", 6, 4), ("oq-45", 8, 4), ("epds", 10, 3)],
)
def test_the_suicide_item_is_known_by_its_number(name: str, number: int, most: int) -> None:
    item = measure(name).suicide_item
    assert item is not None
    assert (item.number, item.most) == (number, most)


def test_no_other_instrument_has_a_suicide_item() -> None:
    assert {name for name, each in ALL.items() if each.suicide_item} == {"phq-9", "bdi-ii", "core-10", "oq-45", "epds"}


BANDS = {
    "audit": "0 low risk · 8 hazardous · 16 harmful · 20 possible dependence",
    "bai": "0 minimal · 8 mild · 16 moderate · 26 severe",
    "bdi-ii": "0 minimal · 14 mild · 20 moderate · 29 severe",
    "core-10": "0 healthy · 6 low · 11 mild · 15 moderate · 20 moderately severe · 25 severe",
    "dast-10": "0 none · 1 low · 3 moderate · 6 substantial · 9 severe",
    "epds": "0 depression not likely · 10 depression possible · 13 depression probable",
    "gad-7": "0 minimal · 5 mild · 10 moderate · 15 severe",
    "isi": "0 no clinically significant insomnia · 8 subthreshold · 15 moderate · 22 severe",
    "k6": "0 none or low · 5 moderate · 13 serious",
    "phq-9": "0 minimal · 5 mild · 10 moderate · 15 moderately severe · 20 severe",
    "sdq-parent": "0 normal · 14 borderline · 17 abnormal",
    "wsas": "0 subclinical · 10 significant impairment · 21 moderately severe or worse",
    "y-bocs": "0 subclinical · 8 mild · 16 moderate · 24 severe · 32 extreme",
}


def test_the_bands_are_those_of_the_reference_and_no_other_instrument_has_any() -> None:
    said = {name: " · ".join(f"{b.least:g} {b.name}" for b in each.bands) for name, each in ALL.items() if each.bands}
    assert said == BANDS


def test_the_cuts_are_those_of_the_reference_and_no_other_instrument_has_any() -> None:
    assert {name: each.cut for name, each in ALL.items() if each.cut} == {
        "asrs-5": (14, 14),
        "audit-c": (3, 4),
        "cy-bocs": (14, 14),
        "gad-2": (3, 3),
        "ors": (25, 25),
        "pcl-5": (31, 33),
        "phq-2": (3, 3),
        "psc-17": (15, 15),
        "srs": (36, 36),
    }


def test_the_figures_for_change_are_the_conservative_ones_each_with_its_kind() -> None:
    reliable = {name: each.reliable_change for name, each in ALL.items() if each.reliable_change}
    assert reliable == {"phq-9": 6, "gad-7": 6, "pcl-5": 10, "ors": 5, "oq-45": 14, "core-10": 6}
    assert {name: each.important_change for name, each in ALL.items() if each.important_change} == {
        "isi": 8.4,
        "bdi-ii": 5,
    }
    assert {name: each.important_percent for name, each in ALL.items() if each.important_percent} == {"y-bocs": 35}


@pytest.mark.parametrize(
    ("name", "score", "band"),
    [
        ("gad-7", 4, "minimal"),
        ("gad-7", 5, "mild"),
        ("gad-7", 9, "mild"),
        ("gad-7", 10, "moderate"),
        ("gad-7", 15, "severe"),
        ("gad-7", 21, "severe"),
        ("phq-9", 14, "moderate"),
        ("phq-9", 15, "moderately severe"),
        ("phq-9", 19, "moderately severe"),
        ("phq-9", 20, "severe"),
        ("wsas", 20, "significant impairment"),
        ("wsas", 21, "moderately severe or worse"),
        ("pcl-5", 60, ""),
    ],
)
def test_a_score_has_its_band(name: str, score: float, band: str) -> None:
    assert measure(name).band(score) == band


@pytest.mark.parametrize(("score", "allowed"), [(-1, False), (0, True), (21, True), (22, False)])
def test_a_gad_7_score_lies_between_0_and_21(score: float, allowed: bool) -> None:
    assert measure("gad-7").in_range(score) is allowed


@pytest.mark.parametrize(
    ("score", "against"), [(0, "below"), (30, "below"), (31, "within"), (33, "within"), (34, "above"), (80, "above")]
)
def test_a_pcl_5_score_has_no_band_but_a_cut(score: float, against: str) -> None:
    assert measure("pcl-5").against_cut(score) == against


@pytest.mark.parametrize(
    ("name", "score", "previous", "moved", "exceeds"),
    [
        ("gad-7", 9, 16, "better", True),
        ("gad-7", 10, 16, "better", True),
        ("gad-7", 11, 16, "better", False),
        ("gad-7", 16, 10, "worse", True),
        ("gad-7", 16, 16, "same", False),
        ("pcl-5", 42, 52, "better", True),
        ("pcl-5", 43, 52, "better", False),
        ("phq-9", 12, 18, "better", True),
        ("phq-9", 13, 18, "better", False),
        ("ors", 25, 20, "better", True),
        ("ors", 20, 25, "worse", True),
        ("ors", 24.9, 20, "better", False),
        ("srs", 30, 38, "worse", None),
        ("y-bocs", 19, 30, "better", True),
        ("y-bocs", 20, 30, "better", False),
        ("y-bocs", 40, 20, "worse", None),
        ("y-bocs", 0, 0, "same", False),
        ("isi", 10, 18.4, "better", True),
        ("isi", 11, 19, "better", False),
    ],
)
def test_a_change_is_a_change_from_the_figure_on(name, score, previous, moved, exceeds) -> None:
    assert measure(name).moved(score, previous) == moved
    assert measure(name).exceeds(score, previous) is exceeds


def test_a_reliable_and_an_important_change_are_called_what_they_are() -> None:
    assert measure("gad-7").change_takes == "a reliable change takes 6 points"
    assert measure("isi").change_takes == "a clinically important change takes 8.4 points"
    assert measure("y-bocs").change_takes == "a clinically important change takes 35 % of the earlier score"
    assert measure("srs").change_takes == ""


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("phq9", "PHQ-9"),
        ("PHQ 9", "PHQ-9"),
        ("oq-45", "OQ-45.2"),
        ("BDI", "BDI-II"),
        ("YBOCS", "Y-BOCS"),
        ("AUDIT", "AUDIT"),
        ("audit c", "AUDIT-C"),
    ],
)
def test_a_measure_is_found_by_any_of_its_names(said: str, name: str) -> None:
    found = measure_called(said, ALL.values())
    assert found is not None
    assert found.name == name


def test_an_instrument_whose_bands_differ_by_who_fills_it_in_is_not_taken_for_another() -> None:
    assert measure_called("SDQ", ALL.values()) is None
    assert measure_called("SDQ teacher", ALL.values()) is None


GOOD = """schema = 1
id = "own"
name = "Own"
title = "A scale of the practice"
least = 0
most = 10
better = "lower"
source = []
"""


@pytest.mark.parametrize(
    ("change", "key", "said"),
    [
        ("least = 10", "", "the smallest score must be below the largest"),
        ("bands = [{ least = 1, name = 'low' }]", "", "bands must begin at the smallest score and go up"),
        (
            "bands = [{ least = 0, name = 'a' }, { least = 11, name = 'b' }]",
            "",
            "a band begins above the largest score",
        ),
        ("cut = [8, 12]", "", "a cut must lie between the smallest and the largest score"),
        ("cut = [8, 6]", "", "a cut must lie between the smallest and the largest score"),
        ("reliable_change = 0", "reliable_change", "must be more than 0.0"),
        ("reliable_change = 3\nimportant_change = 2", "", "holds two figures for change"),
        ("suicide_item = { number = 0, most = 3 }", "suicide_item.number", "must be at least 1"),
        ("confidence = 'general'\ncut = [3, 3]", "", "what nobody has looked up may not give bands, a cut or a change"),
        ("license = { status = 'stolen' }", "license.status", "is not one of the allowed values"),
    ],
)
def test_a_broken_measure_is_refused_with_its_place(tmp_path, change: str, key: str, said: str) -> None:
    path = tmp_path / "own.toml"
    lines = [line for line in GOOD.splitlines() if line.split(" = ")[0] != change.split(" = ")[0]]
    path.write_text("\n".join([*lines, change]))
    with pytest.raises(Broken) as caught:
        shaped(read_table(path), Measure)
    (problem,) = caught.value.problems
    assert (problem.where, problem.said, problem.path) == (key, said, str(path))


def test_two_measures_of_one_name_are_refused(tmp_path) -> None:
    folder = tmp_path / "formats" / "measures"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(GOOD + 'also = ["PHQ 9"]\n')
    with pytest.raises(Broken) as caught:
        load_library(tmp_path)
    assert [(each.where, each.said) for each in caught.value.problems] in (
        [("also", 'holds a name of the measure "own"')],
        [("also", 'holds a name of the measure "phq-9"')],
    )


def test_a_measure_of_the_practice_wins_over_the_shipped_one(tmp_path) -> None:
    folder = tmp_path / "formats" / "measures"
    folder.mkdir(parents=True)
    (folder / "gad-7.toml").write_text((FOLDER / "gad-7.toml").read_text().replace("_change = 6", "_change = 4"))
    found = load_library(tmp_path).measure("GAD-7")
    assert found is not None
    assert found.reliable_change == 4
