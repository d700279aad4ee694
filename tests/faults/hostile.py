"""Templates and rule packs that were made to break out, to run on, to grow, or to read what is not theirs.

Each comes of a family: an attack, and the places and disguises it is tried in. What is tried is what a practice does
with it: load, print every block, look through a text. It ends as `refused`, as `stopped` while printing, or as
`harmless`: it prints words and nothing else.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import shipped
from faults.fuzzing import Target, _read

from notewizard.checks.packs import compile_packs
from notewizard.definitions.library import Defined, Library, Template
from notewizard.definitions.reading import bounded, table_of
from notewizard.definitions.rules import rule_pack_of
from notewizard.errors import Broken, Failure, NotRendered
from notewizard.rendering.blocks import BLOCKS
from notewizard.rendering.templates import Templates

SECRET = "canary-5501"
"""Stands in a file beside the templates and in the environment: where it is printed, something got out."""
ESCAPED = re.compile(
    rf"{SECRET}|uid=\d|root:|<(class|function|module|bound|built-in|generator)|__\w+__|0x[0-9a-f]{{6}}"
)
MOST_PRINTED = 2_000_000
_SHELTER = {ord("\\"): None, ord("\ufdd0"): " "}
"""What keeps an answer's signs from being read as Markdown, until the note is settled."""
REACHES = (
    "cycler.__init__.__globals__.os.popen('id').read()", "''.__class__.__mro__[1].__subclasses__()",
    "concerns.__class__", "concerns.__class__.__base__", "self.__init__.__globals__",
    "self._TemplateReference__context",
    "lipsum.__globals__['os'].environ", "namespace.__init__.__globals__", "joiner.__init__.__builtins__",
    "get_flashed_messages.__globals__", "url_for.__globals__.os", "config.items()", "request.application",
    "concerns|attr('__class__')", "concerns|attr('__cla' ~ 'ss__')", "(concerns|attr)('x')", "concerns['__class__']",
    "concerns|map(attribute='__class__')|list", "''|format('{0.__class__}')", "'{0.__class__}'.format(concerns)",
    "'%s'|format(concerns)", "concerns.format_map(self)", "concerns|selectattr('__class__')", "client.__class__",
    "client.they.__class__", "client|attr('__class__')", "client['they'].__class__", "dict(client)", "client.items()",
    "concerns|xmlattr", "concerns|pprint", "concerns|tojson", "concerns|groupby('__class__')", "loop.cycle", "caller()",
    "varargs", "kwargs", "super()", "self.status()", "environment", "context", "_", "gettext('x')", "debug()",
    "concerns.encode().decode", "concerns.join([concerns])", "open('/etc/passwd').read()", "__import__('os')",
)  # fmt: skip
GROWS = (
    "'a' * 1000000000", "10 ** 10 ** 10", "range(10 ** 10)|list", "lipsum(1000000)", "concerns|center(100000000)",
    "concerns|indent(100000000)", "concerns|replace('', 'aaaaaaaaaa')", "concerns|wordwrap(1)", "concerns|batch(1)",
    "concerns ~ concerns", "[concerns] * 100000000", "concerns|urlize", "'%1000000000d'|format(1)", "1e400",
    "2 ** 99999",
    "concerns|repeat", "{'a': concerns} | string", "(concerns, concerns)", "concerns|sum(start=concerns)",
)  # fmt: skip
STATEMENTS = (
    "{% for a in concerns %}x{% endfor %}",
    "{% for a in concerns %}{% for b in concerns %}{% for c in concerns %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(99999999) recursive %}{{ loop(a) }}{% endfor %}", "{% set x = concerns %}",
    "{% set x %}y{% endset %}", "{% with x = concerns %}{{ x }}{% endwith %}", "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% call m() %}{% endcall %}", "{% filter upper %}x{% endfilter %}", "{% do concerns.x() %}", "{% debug %}",
    "{% autoescape false %}x{% endautoescape %}", "{% trans %}x{% endtrans %}", "{% break %}", "{% raw %}{{",
    "{% block inner %}x{% endblock %}", "{% import 'shared/frame' as f %}", "{% from 'shared/frame' import header %}",
)  # fmt: skip
PATHS = (
    "/etc/passwd", "../../../../etc/passwd", "..\\..\\secret.txt", "secret.txt", "./secret.txt", "file:///etc/passwd",
    "\\0/etc/passwd", "/proc/self/environ", "shared/../secret.txt", "~/.ssh/id_rsa", "http://example.com/x", "$HOME/x",
)  # fmt: skip
INCLUDES = ("{{% include '{}' %}}", "{{% include ['{}'] ignore missing %}}", "{{% import '{}' as f %}}")
DEEP = (
    "{{ " + "(" * 5_000 + "concerns" + ")" * 5_000 + " }}", "{{ " + "not " * 20_000 + "concerns }}",
    "{% if concerns %}" * 3_000 + "x" + "{% endif %}" * 3_000, "{{ concerns" + "|lower" * 20_000 + " }}",
    "{{ concerns" + ".a" * 20_000 + " }}", "{{ concerns" + " == concerns" * 5_000 + " }}", "{{ " + "[" * 5_000 + " }}",
    "x" * 1_000_000, "{{ concerns }}" * 20_000, "{#" * 50_000, "{{ '" + "\\u0041" * 30_000 + "' }}",
    "{% if " + " and ".join(["concerns"] * 5_000) + " %}x{% endif %}",
)  # fmt: skip
TYPED = (
    "{{ 7*7 }}", "{% for x in y %}", "{{ self.__class__ }}", "{% include '/etc/passwd' %}", "{# gone #}", "${7*7}",
    "{{ '{{ 7*7 }}' }}", "#{7*7}", "%s %d %n", "{0.__class__}", "{match}", "\\u007b\\u007b 7*7 }}", "<%= 7*7 %>",
    "{{7*'7'}}", "*{7*7}", "{{ concerns }}",
)  # fmt: skip
"""Answers: they are printed to the letter."""


@dataclasses.dataclass(frozen=True)
class Attack:
    """One hostile file, and whether it is a template, an answer or a rule pack."""

    family: str
    kind: str
    text: str


def attacks() -> list[Attack]:
    """All of them, the same ones each time."""
    return [*_templates(), *(Attack("an answer that is printed twice", "answer", text) for text in TYPED), *_packs()]


def _templates() -> Iterator[Attack]:
    for family, expressions in (("reaching into an object", REACHES), ("growing", GROWS)):
        for number, each in enumerate(expressions):
            yield Attack(family, "template", _in_block(f"{{{{ {each} }}}}"))
            if number % 3 == 0:  # The same in a condition, where nothing is printed.
                yield Attack(family, "template", _in_block(f"{{% if {each} %}}x{{% endif %}}"))
            if number % 3 == 1:
                yield Attack(family, "template", _in_block(f"{{{{ 'x' if {each} else 'y' }}}}"))
    for each in STATEMENTS:
        yield Attack("a statement that runs", "template", _in_block(each))
        yield Attack("outside of every block", "template", each)
    for number, path in enumerate(PATHS):
        yield Attack("reading another file", "template", _in_block(INCLUDES[number % 3].format(path)))
        yield Attack("standing on another file", "template", f"{{% extends '{path}' %}}")
    for each in DEEP:
        yield Attack("nested or long", "template", _in_block(each))
    yield Attack("standing on itself", "template", "{% extends 'hostile' %}")
    yield Attack("standing on what is computed", "template", "{% extends concerns %}")
    yield Attack("standing on two", "template", "{% extends 'soap' %}{% extends 'dap' %}")


def _in_block(text: str) -> str:
    return f'{{% extends "shared/labeled" %}}{{% block presenting %}}{text}{{% endblock %}}'


def _packs() -> Iterator[Attack]:
    words = {
        "a regular expression": [
            "(a+)+$", "(.*)*x", "(a|aa)+$", "([a-z]+)*\\d", "(?=(a+))\\1*b", "^(\\w+\\s?)*$", "(?R)", "[a-", "(x",
        ],
        "braces that multiply": [
            "{a,b} " * 30, "{a,b,c,d,e,f,g,h}" * 12, "{a,{b,{c,d}}}", "{" * 2000, "{,}" * 400, "a{,b}" * 60,
        ],
        "gaps that multiply": [
            "a ~9 b ~9 c ~9 d", "a ~3 a ~3 a ~3 a", "~9 a", "a ~99999999 b", "a " + "~1 a " * 200, "the ~9 the",
        ],
        "a computed thing": ["@evil", "@measure@measure", "@__class__", "@list ~3 @list"],
        "a huge phrase": ["a" * 100_000, "a " * 50_000, "\\" * 9_999, "\u202e" * 3_000, "e\u0301 " * 9_000],
    }  # fmt: skip
    for family, phrases in words.items():
        for phrase in phrases:
            yield Attack(family, "pack", _pack(triggers=[phrase]))
            yield Attack(family, "pack", _pack(unless=[phrase], kind="requires"))
    chain = {f"C{number}": [f"%C{number + 1} %C{number + 1}"] for number in range(60)} | {"C60": ["a", "b"]}
    doubling = {f"C{number}": [f"%C{number + 1}", f"%C{number + 1}"] for number in range(39)} | {"C39": ["a", "b"]}
    deep = {f"C{number}": [f"%C{number + 1}"] for number in range(5_000)} | {"C5000": ["a"]}
    for name, classes in (
        ("classes that double", chain), ("classes that name the next one twice", doubling), ("classes too deep", deep),
        ("a class in a circle", {"C0": ["%C1"], "C1": ["%C0"]}), ("a class of itself", {"C0": ["%C0", "a"]}),
        ("a huge class", {"C0": [f"word{number}" for number in range(60_000)]}),
    ):  # fmt: skip
        yield Attack(name, "pack", _pack(triggers=["%C0"], classes=classes))
        yield Attack(name, "pack", _pack(triggers=["%C0 ~3 %C0"], classes=classes, kind="frame"))
    for said in (
        "{match.__class__}", "{0}", "{match!r:>999999999}", "{self}", "{replace}{match}", "%(match)s", "{{match}}",
    ):  # fmt: skip
        yield Attack("a message that reaches", "pack", _pack(message=said))
    for name in ("../../etc/passwd", "/etc/passwd", "core-en\\u0000", "*", "", "core-en"):
        yield Attack("standing on another pack", "pack", _pack(extends=[name]))
    yield Attack("many triggers", "pack", _pack(triggers=[f"w{number} ~3 w{number}" for number in range(20_000)]))
    yield Attack("nested tables", "pack", "x = " + "[" * 9_000)
    yield Attack("nested names", "pack", ".".join(["a"] * 9_000) + " = 1")


def _pack(**more: object) -> str:
    rule: dict[str, object] = {
        "id": "own.hostile", "category": "vague", "kind": "phrase", "level": "warning", "triggers": ["zebra crossing"],
        "message": "“{match}” says little.", "rationale": "It does.", "suggest": ["Say what."],
        "source": {"title": "Own."}, "examples": {"flagged": ["A zebra crossing."], "fine": ["A street."]},
    }  # fmt: skip
    classes = more.pop("classes", {})
    extends = more.pop("extends", [])
    rule |= more
    head = f'[pack]\nid = "own"\nversion = "1"\nextends = {_toml(extends)}\n[classes]\n'
    lists = "".join(f"{name} = {_toml(members)}\n" for name, members in classes.items())  # type: ignore[attr-defined]
    tables = {key: value for key, value in rule.items() if isinstance(value, dict)}
    rows = "".join(f"{key} = {_toml(value)}\n" for key, value in rule.items() if key not in tables)
    below = "".join(
        f"[rules.{key}]\n" + "".join(f"{name} = {_toml(each)}\n" for name, each in value.items())
        for key, value in tables.items()
    )
    return f"{head}{lists}[[rules]]\n{rows}{below}"


def _toml(value: object) -> str:
    return json.dumps(value)


TEXT = "Client said that the a a a a the zebra crossing is where w1 b w1 and the worry is. " * 200 + "a " * 5_000
"""What a pack looks through: long, and full of beginnings of what it looks for."""


@cache
def _library() -> Library:
    return shipped.library()


def tried(attack: Attack) -> tuple[str, str]:
    """How it ended (`refused`, `stopped`, `harmless`), and what is wrong with that; empty where nothing is."""
    ended: list[str] = []

    def read(_: bytes) -> None:
        ended.append(_TRIED[attack.kind](attack.text))

    wrong = _read(Target(attack.family, list, read), b"")
    if not wrong and not ended:
        return "refused", ""
    if ended and ended[-1] not in ("refused", "stopped", "harmless"):
        wrong = f"{attack.family}: {ended[-1]}"
    return (ended or ["wrong"])[-1], f"{wrong}: {attack.text[:80]!r}" if wrong else ""


def _template(text: str) -> str:
    own = Template("hostile", text, Defined(Path("hostile.md.jinja"), "0" * 64, own=True))
    library = dataclasses.replace(_library(), templates={**_library().templates, "hostile": own})
    try:
        return _printed(Templates(library), "hostile", "Sleep. " * 40)
    except Broken:
        return "refused"


def _answer(text: str) -> str:
    """The answer goes through every shipped template: it stands in what is printed as it was typed, or not at all."""
    templates = Templates(_library())
    for name in sorted({form.template for form in _library().formats.values()}):
        ended = _printed(templates, name, f"before {text} after")
        if ended not in ("harmless", "stopped"):
            return ended
    return "harmless"


def _printed(templates: Templates, name: str, words: str) -> str:
    ended = "stopped"
    for block, values in BLOCKS.items():
        given = dict.fromkeys(values, words) | {"client": {"they": "she", "them": "her", "their": "her"}}
        try:
            printed = templates.printed(name, block, given)
        except NotRendered:
            continue
        ended = "harmless"
        plain = printed.translate(_SHELTER).replace(words, "")
        if len(printed) > MOST_PRINTED or ESCAPED.search(plain) or re.search(r"\b49\b|7777777", plain):
            return f"it printed {plain[:60]!r}"
    return ended


def _found(text: str) -> str:
    path = Path("hostile.toml")
    try:
        rules = compile_packs([rule_pack_of(table_of(path, bounded(path, text.encode())))], examples=False)
    except Failure:
        return "refused"
    for finding in rules.find(TEXT):
        if ESCAPED.search(finding.message) or len(finding.message) > 10_000:
            return f"it said {finding.message[:60]!r}"
    return "harmless"


_TRIED = {"template": _template, "answer": _answer, "pack": _found}
