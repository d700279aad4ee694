"""From answers to a note: what is not answered prints nothing, and every part knows its stretch of text."""

import dataclasses
from datetime import datetime

import pytest
from unit.rendering.own_templates import with_template

from notewizard.definitions.formats import PARTS, Format, Section
from notewizard.definitions.questions import Question
from notewizard.errors import NotRendered
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.rendering.outline import prove_outline
from notewizard.rendering.plan import Signature
from notewizard.rendering.render import Renderer, render
from notewizard.rendering.rendered import Rendered

SESSION = {
    "date": "2026-11-20",
    "start": "14:00",
    "end": "14:48",
    "time_zone": "America/New_York",
    "session_type": "ongoing",
    "participants": "individual",
}


@pytest.mark.parametrize("form", ["soap", "dap", "birp", "narrative"])
@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"client": {"id": "c-1"}},
        {"author": {"name": "Dana Whitfield"}},
        {"encounter": {"date": "2026-11-20"}},
        {"encounter": {"date": "2026-11-20", "start": "14:00"}},
        {"encounter": {"date": "2026-11-01", "start": "01:30", "end": "02:10", "time_zone": "America/New_York"}},
        {
            "encounter": {
                "session_type": "no-show",
                "date": "2026-11-01",
                "scheduled": "01:30",
                "time_zone": "US/Eastern",
            }
        },
        {"presenting": {"measures": []}, "safety": {}, "mental_status": {}, "interventions": [], "plan": {}},
        {"interventions": [{}], "response": {"progress": [{"goal": "g1"}]}},
        {"safety": {"suicidal_ideation": "active", "self_harm": "behavior", "harm_to_others": "threat"}},
        {"timing": {"written": "2026-11-20T15:05:00-05:00"}},
    ],
)
def test_an_unfinished_note_reads_as_far_as_it_goes(form, answers, library, renderer):
    text = renderer.render(Note.model_validate(answers), library.formats[form]).text
    assert "None" not in text
    assert "  " not in text.replace("  \n", "\n")


def test_what_was_not_asked_prints_nothing(read):
    assert read({"presenting": {"symptoms": "Slept badly"}, "plan": {"homework": [], "referrals": []}}) == [
        "## Subjective",
        "Slept badly.",
    ]


def test_every_part_knows_its_stretch(library, renderer):
    answers = {"presenting": {"concerns": "Slept badly.", "since_last": "Walked."}, "plan": {"homework": ["Walk."]}}
    rendered = renderer.render(Note.model_validate(answers), library.formats["soap"])
    assert [(b.part, b.section, rendered.text[b.start : b.end]) for b in rendered.blocks] == [
        ("status", "subjective", "Slept badly."),
        ("since_last", "subjective", "**Since last session.** Walked."),
        ("homework", "plan", "**Homework.** Walk."),
    ]


def test_in_a_paragraph_too(library, renderer):
    answers = {"presenting": {"concerns": "She slept badly.", "since_last": "Since last session she walked."}}
    rendered = renderer.render(Note.model_validate(answers), library.formats["narrative"])
    assert [rendered.text[b.start : b.end] for b in rendered.blocks] == [
        "She slept badly.",
        "Since last session she walked.",
    ]
    assert rendered.text.endswith("\n\nShe slept badly. Since last session she walked.\n")


AUTHOR = {"name": "Dana Whitfield", "credential": "LCSW"}
WRITTEN = {"written": "2026-11-20T15:05:00-05:00"}


@pytest.mark.parametrize(
    ("author", "signature", "expected"),
    [
        (AUTHOR, None, "Dana Whitfield, LCSW. Written November 20, 2026, 3:05 PM EST."),
        (
            AUTHOR,
            Signature("Dana Whitfield", "LCSW", datetime.fromisoformat("2026-11-20T20:06:00+00:00")),
            "Electronically signed by Dana Whitfield, LCSW, on November 20, 2026, 3:06 PM EST, as the author. "
            "Written November 20, 2026, 3:05 PM EST.",
        ),
        (
            AUTHOR,
            Signature("Dana Whitfield", "LCSW", datetime.fromisoformat("2026-11-20T15:06:00-05:00"), elsewhere=True),
            "Released for signature elsewhere by Dana Whitfield, LCSW, on November 20, 2026, 3:06 PM EST, "
            "as the author. Written November 20, 2026, 3:05 PM EST.",
        ),
        (
            {
                "name": "Ines Okafor",
                "credential": "MA",
                "license": "NY 012345",
                "supervisor": {"name": "Ruth Adler", "credential": "LCSW"},
            },
            Signature("Ines Okafor", "MA", datetime.fromisoformat("2026-11-20T15:06:00-05:00")),
            "Electronically signed by Ines Okafor, MA, on November 20, 2026, 3:06 PM EST, as the author. "
            "License NY 012345. Supervised by Ruth Adler, LCSW. Written November 20, 2026, 3:05 PM EST.",
        ),
    ],
    ids=["unsigned", "signed", "elsewhere", "trainee"],
)
def test_the_last_line(author, signature, expected, read):
    answers = {"author": author, "encounter": SESSION, "timing": WRITTEN}
    assert read(answers, signature=signature)[-1] == expected


def test_the_treatment_plan_gives_what_the_note_has_not(read):
    plan = TreatmentPlan.model_validate(
        {
            "schema": 1,
            "client": "c-1",
            "started": "2026-09-02",
            "frequency": "weekly",
            "diagnoses": [{"code": "F43.10", "name": "Post-traumatic stress disorder, unspecified"}],
            "goals": [{"id": "g7", "goal": "Sleep seven hours"}],
        }
    )
    answers = {
        "encounter": SESSION,
        "interventions": [{"techniques": ["stimulus control"], "goal": "g7"}],
        "plan": {"next_session": "2026-11-27T14:00:00"},
    }
    page = read(answers, plan=plan)
    assert page[0].endswith("**Diagnosis** F43.10 Post-traumatic stress disorder, unspecified")
    assert page[2:] == [
        "**Intervention.** Stimulus control, for goal 1.",
        "## Plan",
        "**Next session.** Weekly; Friday, November 27, 2026, 2:00 PM EST.",
    ]


def own_format(library, **changes) -> Format:
    return Format.model_validate(library.formats["soap"].model_dump(by_alias=True) | changes)


def test_a_format_asks_for_more(library):
    questions = [
        {"id": "sobriety_days", "kind": "number", "ask": "Days sober?"},
        {"id": "meetings", "kind": "lines", "ask": "Meetings"},
        {"id": "sponsor", "kind": "yes_no", "ask": "Spoke with the sponsor"},
        {"id": "since", "kind": "date", "ask": "Sober since"},
        {"id": "left_open", "kind": "line", "ask": "Left open"},
    ]
    form = own_format(library, additional=[Question.model_validate(each).model_dump() for each in questions])
    answers = {
        "additional": {
            "meetings": ["Tuesday", "Friday"],
            "sobriety_days": 42,
            "sponsor": True,
            "since": "2026-10-09",
            "of_another_format": "x",
        }
    }
    page = render(Note.model_validate(answers), form, library).text.split("\n\n")
    assert page[1:] == [
        "## Assessment",
        "**Days sober.** 42.",
        "**Meetings.** Tuesday; Friday.",
        "**Spoke with the sponsor.** Yes.",
        "**Sober since.** Friday, October 9, 2026.\n",
    ]


def test_labels_are_the_formats_choice(library):
    sections = [{"id": "all", "heading": "All", "parts": list(PARTS), "unlabeled": list(PARTS)}]
    form = own_format(library, sections=[Section.model_validate(each).model_dump() for each in sections])
    answers = {
        "presenting": {"since_last": "Walked.", "measures": [{"name": "X-1", "score": 3.5, "date": "2026-11-20"}]},
        "encounter": {"date": "2026-11-20"},
        "safety": {"suicidal_ideation": "denied", "risk": {"acute": "low"}},
        "response": {"progress": [{"goal": "g1", "status": "met", "evidence": "Done."}]},
    }
    page = render(Note.model_validate(answers), form, library).text.rstrip("\n").split("\n\n")
    assert page[2:] == [
        "## All",
        "Walked.",
        "X-1: 3.5.",
        "The client denied suicidal ideation.",
        "Risk: low.",
        "Progress: met. Done.",
    ]


def test_a_heading_is_words_too(library):
    sections = [{"id": "all", "heading": "# *All* {{ 7*7 }} #", "parts": list(PARTS)}]
    form = own_format(library, title="A *note*", sections=sections)
    text = render(Note.model_validate({"presenting": {"symptoms": "Slept."}}), form, library).text
    assert text.startswith("# A \\*note\\*\n\n## # \\*All\\* {{ 7\\*7 }} \\#\n\n**Status.** Slept.")


def test_a_template_cannot_change_the_outline(library):
    own = '{% extends "shared/labeled" %}{% block homework %}\n# Not a heading\n\n- no list\n{% endblock %}'
    form = library.formats["soap"]
    text = render(Note(), form, with_template(library, "soap", own)).text
    assert text.endswith("## Plan\n\n\\# Not a heading - no list\n")


def test_markup_of_a_template_that_would_be_structure_is_refused(library):
    own = '{% extends "shared/labeled" %}{% block homework %}<div>[link](http://example.org){% endblock %}'
    with pytest.raises(NotRendered) as caught:
        render(Note(), library.formats["soap"], with_template(library, "soap", own))
    assert caught.value.what == (
        "The note does not have the outline of the format SOAP: its block 3 is html block that does not belong there."
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("## Plan", "## Other"),
        lambda text: text.replace("## Plan\n\n", ""),
        lambda text: text.replace("## Plan", "### Plan"),
        lambda text: text + "\n## Plan\n",
        lambda text: text + "\nmore\n",
        lambda text: text.replace("Walk.", "Walk.\n\n- a\n- b"),
        lambda text: text.replace("Walk.", "Walk.\n---"),
        lambda text: text.replace("Walk.", "[Walk](x)."),
        lambda text: text.replace("Walk.", "*Walk*."),
        lambda text: text.replace("Walk.", "<b>Walk</b>."),
    ],
)
def test_another_outline_is_refused(change, library, renderer):
    form = library.formats["soap"]
    note = Note.model_validate({"presenting": {"symptoms": "Slept."}, "plan": {"homework": ["Walk."]}})
    rendered = renderer.render(note, form)
    prove_outline(rendered, form)
    changed = Rendered(change(rendered.text), rendered.blocks)
    with pytest.raises(NotRendered, match=r"^The note does not have the outline of the format SOAP: "):
        prove_outline(changed, form)


def test_a_note_that_is_too_long_is_refused(library, renderer):
    note = Note.model_validate({"presenting": {"symptoms": "word " * 400_001}})
    with pytest.raises(NotRendered) as caught:
        renderer.render(note, library.formats["soap"])
    assert (caught.value.what, caught.value.not_done) == (
        "The note is longer than two million characters.",
        "Nothing was written.",
    )


def test_one_renderer_for_many_notes_carries_nothing_over(library):
    renderer = Renderer(library)
    first = Note.model_validate({"presenting": {"symptoms": "First."}})
    second = Note.model_validate({"presenting": {"functioning": "Second."}})
    renderer.render(first, library.formats["soap"])
    assert "First" not in renderer.render(second, library.formats["soap"]).text


def test_the_library_is_not_changed_by_rendering(library, renderer):
    before = dataclasses.astuple(dataclasses.replace(library, sources={}))
    renderer.render(Note(), library.formats["soap"])
    assert dataclasses.astuple(dataclasses.replace(library, sources={})) == before
