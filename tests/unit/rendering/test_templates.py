"""A template that would execute, loop or read files is refused when it is loaded, with every problem at once."""

import pytest
import shipped
from unit.rendering.own_templates import problems_with, with_template

from notewizard.errors import Broken, NotRendered
from notewizard.rendering.blocks import BLOCKS
from notewizard.rendering.templates import MOST_CHARACTERS, Templates, compile_templates

HOSTILE = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ concerns.__class__ }}",
    "{{ concerns|attr('__class__') }}",
    "{{ concerns.format(x=1) }}",
    "{{ '%s'|format(concerns) }}",
    "{{ self.status() }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum(1000000) }}",
    "{{ range(10 ** 10) }}",
    "{{ namespace() }}",
    "{{ dict(a=1) }}",
    "{{ joiner() }}",
    "{{ request }}",
    "{{ config }}",
    "{{ super() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 7 * 7 }}",
    "{{ concerns ~ concerns }}",
    "{{ concerns[0] }}",
    "{{ concerns[0:10000] }}",
    "{{ [concerns] }}",
    "{{ {'a': concerns} }}",
    "{{ (concerns, concerns) }}",
    "{{ concerns|map('upper') }}",
    "{{ concerns|pprint }}",
    "{{ concerns|groupby('x') }}",
    "{{ concerns|center(100000000) }}",
    "{{ concerns|replace('a', 'aaaaaaaaaa') }}",
    "{{ concerns|upper(1) }}",
    "{{ concerns is defined }}",
    "{{ concerns is sameas(none) }}",
    "{{ client.items() }}",
    "{{ client.they.upper() }}",
    "{{ client['they'] }}",
    "{{ client.nothing }}",
    "{{ kind.they }}",
    "{{ 1e400 }}",
    "{{ none }}",
    "{% for letter in concerns %}{{ letter }}{% endfor %}",
    "{% for a in concerns %}{% for b in concerns %}x{% endfor %}{% endfor %}",
    "{% set x = concerns %}",
    "{% set x %}y{% endset %}",
    "{% with x = concerns %}{{ x }}{% endwith %}",
    "{% include '/etc/passwd' %}",
    "{% import 'shared/frame' as f %}",
    "{% from 'shared/frame' import header %}",
    "{% macro again() %}{{ again() }}{% endmacro %}",
    "{% call again() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% block inner %}x{% endblock %}",
    "{% if concerns > 'a' %}x{% endif %}",
    "{% if 'a' in concerns %}x{% endif %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{% do concerns %}",
    "{% trans %}x{% endtrans %}",
    "{% debug %}",
    "{% raw %}",
    "{% if concerns %}",
    "{{ concerns",
    "{{ functioning2 }}",
    "\0",
    "\ufdd1",
    "{{ '\\ud800' }}",
    "{% if kind %}" * 150 + "{% endif %}" * 150,
    "{% if kind %}" * 5000 + "{% endif %}" * 5000,
    "{% if kind %}" + "{% elif kind %}" * 5000 + "{% endif %}",
    "{% if " + "kind and " * 5000 + "kind %}{% endif %}",
    "{{ kind" + "|upper" * 5000 + " }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ ｋind }}",
    "{% if " + "(" * 500 + "concerns" + ")" * 500 + " %}x{% endif %}",
]


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: ascii(line[:40]))
def test_refused_when_loaded(line, library):
    found = problems_with(library, "{% block status %}" + line + "{% endblock %}")
    assert found, "was let in"
    assert all(problem.path == "practice/templates/shared/own.md.jinja" for problem in found)


def test_each_problem_says_where_and_what(library):
    text = (
        "{% block status %}\n{{ concern }}\n{% for a in concerns %}{% endfor %}\n{% endblock %}\n"
        "words\n{% block x %}{% endblock %}"
    )
    assert [problem.sentence() for problem in problems_with(library, text)] == [
        'practice/templates/shared/own.md.jinja:2, block status: has no value "concern" (one of client, concerns, '
        "functioning, kind, label, labeled, purpose, symptoms).",
        "practice/templates/shared/own.md.jinja:3, block status: has a loop, which a template may not have (words, "
        "{{ value }}, {% if %} with ==, and, or, not).",
        'practice/templates/shared/own.md.jinja:3, block status: has no value "a" (one of client, concerns, '
        "functioning, kind, label, labeled, purpose, symptoms).",
        "practice/templates/shared/own.md.jinja:4: has words outside of every block (blocks alone).",
        "practice/templates/shared/own.md.jinja:6, block x: is not a block of a note "
        f"(one of {', '.join(sorted(BLOCKS))}).",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{% extends "/etc/passwd" %}', 'there is no template "/etc/passwd"'),
        ('{% extends "shared/own" %}', "goes in a circle or through too many templates"),
        ("{% extends concerns %}", "must name a template in quotation marks"),
        ('{% extends "a" %}{% extends "b" %}', "stands on more than one template"),
        ("x" * (MOST_CHARACTERS + 1), "is longer than 200,000 characters"),
    ],
)
def test_what_a_template_stands_on(text, said, library):
    assert said in [problem.said for problem in problems_with(library, text)]


def test_a_template_of_a_format_must_have_every_block(library):
    own = '{% extends "shared/frame" %}{% block status %}{{ concerns }}{% endblock %}'
    found = problems_with(library, own, "soap")
    assert [problem.where for problem in found] == [
        f"block {name}" for name in sorted(set(BLOCKS) - {"header", "signature", "status"})
    ]
    assert {problem.said for problem in found} == {"is missing"}


def test_the_shipped_templates_are_let_in():
    assert isinstance(compile_templates(shipped.library()), Templates)


def test_a_practice_says_it_in_its_own_words(library):
    own = (
        '{% extends "shared/labeled" %}\n'
        "{% block homework %}{% if homework and kind != 'intake' %}**Until next time.** "
        "{{ client.They|upper }}: {{ homework }}{{ ' ok' if label else '' }}{% endif %}{% endblock %}"
    )
    templates = compile_templates(with_template(library, "soap", own))
    values = {"client": {"They": "She"}, "kind": "ongoing", "homework": "Walk.", "label": True}
    assert templates.printed("soap", "homework", values) == "**Until next time.** SHE: Walk. ok"


def test_a_value_that_is_not_there_stops_the_note(library):
    templates = compile_templates(library)
    with pytest.raises(NotRendered) as caught:
        templates.printed("soap", "homework", {"label": True})
    assert caught.value.what == (
        "The template shared/labeled could not be printed: in its block homework, 'homework' is undefined."
    )


def test_a_value_that_is_not_words_is_not_printed(library):
    templates = compile_templates(library)
    with pytest.raises(NotRendered) as caught:
        templates.printed("soap", "homework", {"label": True, "homework": ["secret"]})
    assert "secret" not in caught.value.what


def test_all_problems_of_all_templates_at_once(library):
    broken = with_template(with_template(library, "soap", "{{ x }}"), "dap", "{% for a in b %}{% endfor %}")
    with pytest.raises(Broken) as caught:
        compile_templates(broken)
    assert {problem.path for problem in caught.value.problems} == {
        "practice/templates/soap.md.jinja",
        "practice/templates/dap.md.jinja",
    }
