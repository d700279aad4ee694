"""The shipped measures: what a score and a change of score mean, at every edge."""

from __future__ import annotations

import pytest

from notewizard.definitions.measures import Measure
from notewizard.definitions.reading import read_table, shaped
from notewizard.definitions.shipped import shipped_folder

FOLDER = shipped_folder("formats") / "measures"


def measure(name: str) -> Measure:
    return shaped(read_table(FOLDER / f"{name}.toml"), Measure)


def test_a_file_is_named_by_its_id() -> None:
    assert [measure(path.stem).id for path in sorted(FOLDER.glob("*.toml"))] == ["gad-7", "pcl-5"]


@pytest.mark.parametrize("name", ["gad-7", "pcl-5"])
def test_every_figure_has_a_source_that_can_be_looked_up(name: str) -> None:
    assert all(source.url.startswith("https://") for source in measure(name).source)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0, "minimal"),
        (4, "minimal"),
        (5, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (14, "moderate"),
        (15, "severe"),
        (21, "severe"),
    ],
)
def test_a_gad_7_score_has_its_band(score: float, band: str) -> None:
    assert measure("gad-7").band(score) == band


@pytest.mark.parametrize(("score", "allowed"), [(-1, False), (0, True), (21, True), (22, False)])
def test_a_gad_7_score_lies_between_0_and_21(score: float, allowed: bool) -> None:
    assert measure("gad-7").in_range(score) is allowed


@pytest.mark.parametrize(("score", "previous", "reliable"), [(9, 16, True), (10, 16, True), (11, 16, False)])
def test_six_points_of_the_gad_7_are_a_reliable_change(score: float, previous: float, reliable: bool) -> None:
    assert measure("gad-7").is_reliable(score, previous) is reliable
    assert measure("gad-7").is_reliable(previous, score) is reliable


@pytest.mark.parametrize(
    ("score", "against"), [(0, "below"), (30, "below"), (31, "within"), (33, "within"), (34, "above"), (80, "above")]
)
def test_a_pcl_5_score_has_no_band_but_a_cut(score: float, against: str) -> None:
    assert measure("pcl-5").band(score) == ""
    assert measure("pcl-5").against_cut(score) == against


@pytest.mark.parametrize(("score", "allowed"), [(-1, False), (0, True), (80, True), (81, False)])
def test_a_pcl_5_score_lies_between_0_and_80(score: float, allowed: bool) -> None:
    assert measure("pcl-5").in_range(score) is allowed


@pytest.mark.parametrize(("score", "previous", "reliable"), [(41, 52, True), (42, 52, True), (43, 52, False)])
def test_ten_points_of_the_pcl_5_are_a_reliable_change(score: float, previous: float, reliable: bool) -> None:
    assert measure("pcl-5").is_reliable(score, previous) is reliable
