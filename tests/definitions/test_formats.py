"""The shipped formats: their sections in order, and the exact sentence about every way to break a format."""

import pytest

from notewizard.definitions.formats import AT_WILL, PARTS, Format
from notewizard.definitions.library import load_library
from notewizard.definitions.reading import read_table, shaped
from notewizard.definitions.shipped import shipped_folder
from notewizard.errors import Broken
from notewizard.note.presenting import History
from notewizard.rendering.templates import compile_templates

FOLDER = shipped_folder("formats")
SHIPPED = {
    "soap": ["Subjective", "Objective", "Assessment", "Plan"],
    "dap": ["Data", "Assessment", "Plan"],
    "birp": ["Behavior", "Intervention", "Response", "Plan"],
    "girp": ["Goal", "Intervention", "Response", "Safety", "Plan"],
    "pirp": ["Problem", "Intervention", "Response", "Plan"],
    "sirp": ["Situation", "Intervention", "Response", "Plan"],
    "pie": ["Problem", "Intervention", "Evaluation"],
    "girpp": ["Goal", "Intervention", "Response", "Progress", "Safety", "Plan"],
    "narrative": [""] * 7,
}
OPENED_BY = {"girp": {"goals"}, "girpp": {"goals"}, "pirp": {"problem"}, "pie": {"problem"}}
"""What a format opens with, beside the parts that every format places."""


def shipped(name: str) -> Format:
    return shaped(read_table(FOLDER / f"{name}.toml"), Format)


def test_a_file_is_named_by_its_id():
    assert sorted(shipped(path.stem).id for path in FOLDER.glob("*.toml")) == sorted(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_sections_stand_in_order(name):
    assert [section.heading for section in shipped(name).sections] == SHIPPED[name]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_part_has_a_place(name):
    placed = [part for section in shipped(name).sections for part in section.parts]
    assert sorted(placed) == sorted(set(PARTS) - AT_WILL | OPENED_BY.get(name, set()))


def test_the_paragraphs_of_the_narrative():
    assert [section.id for section in shipped("narrative").sections] == [
        "status",
        "history",
        "mental-status",
        "safety",
        "interventions-and-response",
        "progress-and-impression",
        "plan",
    ]


PROSE = {
    "presenting.concerns",
    "presenting.symptoms",
    "presenting.functioning",
    "presenting.since_last",
    "presenting.medications",
    "safety.suicide.detail",
    "safety.suicide.means",
    "safety.self_injury.detail",
    "safety.violence.detail",
    "safety.risk.rationale",
    "safety.risk.changed",
    "safety.risk.actions",
    "safety.risk.consultation",
    "safety.follow_up",
    "interventions.detail",
    "response.engagement",
    "response.in_session",
    "response.impression",
    "response.progress.evidence",
    "plan.homework",
    "plan.referrals",
    "plan.next_focus",
    "plan.changes",
    "plan.disposition",
    "plan.contacted",
    "plan.aftercare",
    "response.course.summary",
    "response.course.reason",
    "response.course.client_view",
    "response.course.left_open",
    *(f"presenting.history.{area}" for area in History.model_fields),
}


def test_the_narrative_asks_for_whole_sentences():
    wording = shipped("narrative").wording
    assert set(wording) == PROSE
    assert [name for name, words in wording.items() if "whole sentence" not in (words.ask or "")] == []
    assert [name for name, words in wording.items() if not (words.example or "").endswith(".")] == []


def test_no_other_format_words_the_questions():
    assert [name for name in SHIPPED if shipped(name).wording] == ["narrative"]


SOAP = (FOLDER / "soap.toml").read_text(encoding="utf-8")

BROKEN = {
    "a part without a place": (
        SOAP.replace('"homework", ', ""),
        ['has no place for "homework" of the element plan (every part of the note stands in exactly one section)'],
    ),
    "a part in two places": (
        SOAP.replace('"impression", "progress"', '"impression", "homework", "progress"'),
        ['places "homework" more than once (every part of the note stands in exactly one section)'],
    ),
    "a part that is none": (
        SOAP.replace('"homework"', '"homework", "bill"'),
        [f"is not a part of a note (one of {', '.join(PARTS)})"],
    ),
    "a section without its heading": (
        SOAP.replace('heading = "Plan"\n', ""),
        ['section "plan" must have a heading (every part of the note stands in exactly one section)'],
    ),
    "two sections of one heading": (
        SOAP.replace('heading = "Plan"', 'heading = "Assessment"'),
        ['has "Assessment" more than once (every part of the note stands in exactly one section)'],
    ),
    "a label left off elsewhere": (
        SOAP.replace('unlabeled = ["impression"]', 'unlabeled = ["homework"]'),
        [
            'section "assessment" leaves the label off "homework", which is not in it '
            "(every part of the note stands in exactly one section)"
        ],
    ),
    "a template that is not there": (
        SOAP.replace('template = "soap"', 'template = "../../etc/passwd"'),
        [f"is not there (one of {', '.join(sorted((*SHIPPED, 'shared/frame', 'shared/labeled')))})"],
    ),
    "a question that is none": (
        SOAP + '\n[wording."plan.bill"]\nask = "The bill"\n',
        ["is not a question (the id of a question of an element)"],
    ),
    "something to execute": (
        SOAP.replace('template = "soap"', 'template = "soap"\nrun = "id"'),
        [
            "is not a key here (allowed: additional, id, name, outline, schema, sections, source, template, title, "
            "version, wording)"
        ],
    ),
}


def refused(practice, text: str) -> list[str]:
    folder = practice / "formats"
    folder.mkdir()
    (folder / "soap.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Broken) as caught:
        load_library(practice)
    return [problem.sentence().split(": ", 1)[1].removesuffix(".") for problem in caught.value.problems]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_format_says_what_is_wrong(name, tmp_path):
    text, expected = BROKEN[name]
    assert refused(tmp_path, text) == expected


@pytest.mark.parametrize("change", [("Plan", "Plan\\n## More"), ("Plan", " Plan")])
def test_a_heading_of_two_lines_is_refused_with_the_templates(change, tmp_path):
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "soap.toml").write_text(SOAP.replace('heading = "Plan"', f'heading = "{change[1]}"'), encoding="utf-8")
    with pytest.raises(Broken) as caught:
        compile_templates(load_library(tmp_path))
    assert [problem.sentence() for problem in caught.value.problems] == [
        f"{folder / 'soap.toml'}, heading: must be one line of plain text."
    ]


def test_a_practice_moves_a_part_without_touching_a_template(tmp_path):
    folder = tmp_path / "formats"
    folder.mkdir()
    moved = SOAP.replace(', "interventions", "in_session"]', ', "in_session"]').replace(
        '["impression", "progress"', '["interventions", "impression", "progress"'
    )
    (folder / "soap.toml").write_text(moved, encoding="utf-8")
    library = load_library(tmp_path)
    assert "interventions" in library.formats["soap"].sections[2].parts
    assert compile_templates(library)
