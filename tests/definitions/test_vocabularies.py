"""The shipped vocabularies: no word in them leads to the wrong place, and the field's own words are found."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from notewizard.definitions.reading import read_table, shaped
from notewizard.definitions.shipped import shipped_folder
from notewizard.definitions.vocabularies import Vocabulary
from notewizard.note.mental_status import DOMAINS

FILES = sorted(shipped_folder("formats").glob("vocabularies/*.toml"))

SHARED = {
    "mental_status": {"good", "fair", "limited", "poor"},
    "modalities": {
        "activity scheduling",
        "collateral contact",
        "decisional balance",
        "enactment",
        "grounding",
        "in-vivo exposure",
        "orienting",
        "psychoeducation about trauma",
        "relaxation training",
        "role-play",
        "suds ratings during exposure",
        "urge surfing",
        "window of tolerance",
    },
}
"""Terms that stand in several groups on purpose; whoever types one alone is asked which is meant."""

CHARGED = (
    "aggressive",
    "argumentative",
    "attention-seeking",
    "combative",
    "contract for safety",
    "defensive",
    "demanding",
    "denial",
    "difficult",
    "hostile",
    "inappropriate",
    "manipulative",
    "noncompliant",
    "pleasant",
    "refus",
    "resist",
    "uncooperative",
    "within normal limits",
    "wnl",
)

UK_SPELLINGS = (
    "behaviour",
    "counselling",
    "disorganised",
    "externalis",
    "hospitalis",
    "labelling",
    "modelling",
    "personalis",
    "practis",
    "realis",
    "sensitis",
    "stabilis",
    "summaris",
)


def load(path: Path) -> Vocabulary:
    return shaped(read_table(path), Vocabulary)


def vocabulary(name: str) -> Vocabulary:
    return load(shipped_folder("formats") / "vocabularies" / f"{name}.toml")


def words(vocabulary: Vocabulary) -> dict[str, list[tuple[str, str]]]:
    """Every word a term is found by, in lower case, with the groups and terms it leads to."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for group in vocabulary.groups:
        for term in group.terms:
            for word in {term.term.lower(), *(each.lower() for each in term.also)}:
                found[word].append((group.id, term.term))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_by_its_id_and_gives_its_source(path: Path) -> None:
    loaded = load(path)
    assert loaded.id == path.stem
    assert loaded.source.url.startswith("https://")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_leads_to_two_terms_unless_on_purpose(path: Path) -> None:
    loaded = load(path)
    several = {word: where for word, where in words(loaded).items() if len(where) > 1}
    shared = SHARED.get(loaded.id, set())
    unexpected = {word: where for word, where in several.items() if {term.lower() for _, term in where} - shared}
    assert unexpected == {}
    assert shared <= set(several)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_alias_repeats_its_own_term(path: Path) -> None:
    for group in load(path).groups:
        for term in group.terms:
            aliases = [each.lower() for each in term.also]
            assert len({term.term.lower(), *aliases}) == 1 + len(aliases), term.term


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_term_judges_the_person(path: Path) -> None:
    terms = [term.term.lower() for group in load(path).groups for term in group.terms]
    assert [term for term in terms for word in CHARGED if word in term] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_terms_are_spelled_as_in_the_united_states(path: Path) -> None:
    terms = [term.term.lower() for group in load(path).groups for term in group.terms]
    assert [term for term in terms for spelling in UK_SPELLINGS if spelling in term] == []


@pytest.mark.parametrize("name", ["mental_status", "modalities", "risk_factors", "protective_factors"])
def test_a_term_of_a_list_holds_no_sign_that_parts_a_list(name: str) -> None:
    terms = [term.term for group in vocabulary(name).groups for term in group.terms]
    assert [term for term in terms if set(term) & set(",;:")] == []


def test_the_mental_status_has_exactly_the_observed_domains() -> None:
    observed = [domain for domain in DOMAINS if domain != "mood"]
    assert [group.id for group in vocabulary("mental_status").groups] == observed


@pytest.mark.parametrize(
    ("domain", "descriptor"),
    [
        ("appearance", "appropriately dressed"),
        ("appearance", "neatly groomed"),
        ("behavior", "steady eye contact"),
        ("behavior", "fidgeting"),
        ("attitude", "cooperative"),
        ("attitude", "engaged"),
        ("speech", "normal rate"),
        ("affect", "anxious"),
        ("affect", "full range"),
        ("affect", "congruent"),
        ("affect", "reactive"),
        ("thought_process", "linear"),
        ("thought_process", "goal-directed"),
        ("thought_content", "trauma-related guilt"),
        ("thought_content", "passive suicidal ideation"),
        ("perception", "no hallucinations reported or observed"),
        ("cognition", "alert"),
        ("cognition", "oriented x4"),
    ],
)
def test_a_descriptor_files_itself_under_its_domain(domain: str, descriptor: str) -> None:
    assert [(group.id, term.term) for group, term in vocabulary("mental_status").find(descriptor)] == [
        (domain, descriptor)
    ]


@pytest.mark.parametrize(
    ("typed", "domain", "descriptor"),
    [
        ("good insight", "insight", "good"),
        ("judgment good", "judgment", "good"),
        ("poor impulse control", "impulse_control", "poor"),
        ("Oriented to person, place, time and situation", "cognition", "oriented x4"),
        ("passive SI", "thought_content", "passive suicidal ideation"),
        ("dressed for the weather", "appearance", "appropriately dressed"),
    ],
)
def test_an_alias_gives_the_term_and_its_domain(typed: str, domain: str, descriptor: str) -> None:
    assert [(group.id, term.term) for group, term in vocabulary("mental_status").find(typed)] == [(domain, descriptor)]


def test_an_observation_in_own_words_is_not_taken_for_another() -> None:
    own = ("rapid at first", "normal rate by mid-session", "tearful during processing", "preoccupied with job security")
    assert [vocabulary("mental_status").find(each) for each in own] == [(), (), (), ()]


@pytest.mark.parametrize(
    ("modality", "technique"),
    [
        ("cbt", "cognitive restructuring"),
        ("cbt", "behavioral experiment"),
        ("emdr", "desensitization"),
        ("emdr", "installation"),
        ("emdr", "closure"),
        ("emdr", "container exercise"),
        ("mi", "eliciting change talk"),
        ("dbt", "chain analysis"),
    ],
)
def test_a_technique_names_its_modality(modality: str, technique: str) -> None:
    assert [group.id for group, _ in vocabulary("modalities").find(technique)] == [modality]


def test_a_technique_of_several_modalities_names_them_all() -> None:
    assert len(vocabulary("modalities").find("role-play")) > 1


def test_a_bare_word_of_several_domains_names_them_all() -> None:
    assert [group.id for group, _ in vocabulary("mental_status").find("good")] == ["insight", "judgment"]


def test_emdr_lists_its_eight_phases_in_order() -> None:
    emdr = vocabulary("modalities").group("emdr")
    assert emdr is not None
    assert [term.term for term in emdr.terms[:8]] == [
        "history and treatment planning",
        "preparation",
        "assessment of the target",
        "desensitization",
        "installation",
        "body scan",
        "closure",
        "re-evaluation",
    ]
    assert [term.also[0] for term in emdr.terms[:8]] == [f"phase {number}" for number in range(1, 9)]


def test_every_modality_is_named_in_full_and_has_eight_to_fifteen_techniques() -> None:
    for group in vocabulary("modalities").groups:
        assert group.name, group.id
        assert 8 <= len(group.terms) <= 15, group.id


def test_no_modality_is_shortened_to_the_name_of_the_billing_codes() -> None:
    group = vocabulary("modalities").group("cpt")
    assert group is not None
    assert group.label == "Cognitive processing therapy"


@pytest.mark.parametrize(("setting", "code"), [("office", "11"), ("home", "12"), ("school", "03"), ("CMHC", "53")])
def test_a_setting_has_its_place_of_service(setting: str, code: str) -> None:
    assert [term.code for _, term in vocabulary("settings").find(setting)] == [code]


def test_every_setting_has_a_code_of_its_own_and_none_of_them_is_for_remote_sessions() -> None:
    codes = [term.code for group in vocabulary("settings").groups for term in group.terms]
    assert all(len(code) == 2 and code.isdigit() for code in codes)
    assert len(set(codes)) == len(codes)
    assert not {"02", "10"} & set(codes)


@pytest.mark.parametrize("asked_by", ["direct inquiry", "C-SSRS screener"])
def test_the_ways_of_asking_about_safety_are_found(asked_by: str) -> None:
    assert vocabulary("safety_asked_by").find(asked_by)


def test_the_safety_plan_has_the_six_steps_of_the_intervention() -> None:
    plan = vocabulary("safety_actions").group("safety_plan")
    assert plan is not None
    assert len([term for term in plan.terms if term.term.startswith(("Added", "Agreed"))]) == 6


def test_a_word_with_two_meanings_is_no_frequency() -> None:
    assert vocabulary("frequencies").find("biweekly") == ()
    assert vocabulary("frequencies").find("as needed") == ()
