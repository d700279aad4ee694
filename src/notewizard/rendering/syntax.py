"""The few things a template may say. Everything that is not in this list is refused when the template is loaded.

A template is a set of blocks of words. It may print a value, choose by a condition, and stand on another template. It
cannot loop, call, calculate, assign, import, read a file or reach into an object, so nothing in it can execute, run
for long or grow: what it prints is at most what it holds and is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from notewizard.errors import Problem
from notewizard.note.text import is_clean
from notewizard.rendering.blocks import ALWAYS, BLOCKS, CLIENT

FILTERS = frozenset({"lower", "upper"})
"""The filters a template may use."""

_WORDS = (nodes.Output, nodes.TemplateData, nodes.If)
_VALUES = (nodes.Name, nodes.Getattr, nodes.Const, nodes.Filter, nodes.CondExpr)
_CONDITIONS = (nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or)
_CALLED = {
    nodes.For: "a loop",
    nodes.Call: "a call",
    nodes.CallBlock: "a call",
    nodes.Macro: "a macro",
    nodes.Include: "an include",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Assign: "an assignment",
    nodes.AssignBlock: "an assignment",
    nodes.Getitem: "an index",
    nodes.Test: "a test",
    nodes.FilterBlock: "a filter block",
    nodes.With: "a with block",
    nodes.Block: "a block inside a block",
    nodes.Extends: "an extends inside a block",
}
_ALLOWED = "words, {{ value }}, {% if %} with ==, and, or, not"
_COMPARISONS = ("eq", "ne")


def parent_of(tree: nodes.Template) -> str | None:
    """The id of the template that this one stands on."""
    for node in tree.body:
        if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const):
            return str(node.template.value).removesuffix(".jinja").removesuffix(".md")
    return None


def faults(tree: nodes.Template, path: str) -> Iterator[Problem]:
    """Everything in `tree` that a template may not say, in the order of the file."""
    if sum(isinstance(node, nodes.Extends) for node in tree.body) > 1:
        yield Problem("extends", "stands on more than one template", "one at most", path)
    for node in tree.body:
        if isinstance(node, nodes.Block):
            yield from _block_faults(node, path)
        elif isinstance(node, nodes.Extends):
            if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
                yield Problem("extends", "must name a template in quotation marks", "", path, node.lineno)
        elif not _is_blank(node):
            yield Problem("", f"has {_name(node)} outside of every block", "blocks alone", path, node.lineno)


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(each, nodes.TemplateData) and not each.data.strip() for each in node.nodes
    )


def _block_faults(block: nodes.Block, path: str) -> Iterator[Problem]:
    if block.name not in BLOCKS:
        yield Problem(f"block {block.name}", "is not a block of a note", _one_of(BLOCKS), path, block.lineno)
        return
    known = ALWAYS | BLOCKS[block.name]
    for child in block.body:
        for node in (child, *child.find_all(nodes.Node)):
            fault = _fault(node, known)
            if fault:
                said, allowed = fault
                yield Problem(f"block {block.name}", said, allowed, path, node.lineno)


def _fault(node: nodes.Node, known: frozenset[str]) -> tuple[str, str] | None:
    if not isinstance(node, (*_WORDS, *_VALUES, *_CONDITIONS)):
        return f"has {_name(node)}, which a template may not have", _ALLOWED
    if isinstance(node, nodes.Name) and node.name not in known:
        return f'has no value "{node.name}"', _one_of(known)
    if isinstance(node, nodes.Getattr) and not _is_word_for_client(node):
        return f'may not reach for ".{node.attr}"', f"client. with {_one_of(CLIENT)}"
    if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args or node.kwargs or node.node is None):
        return f'may not use the filter "{node.name}"', _one_of(FILTERS)
    if isinstance(node, nodes.Const) and not isinstance(node.value, str | bool):
        return "has a number or nothing where words belong", "words in quotation marks"
    if not is_clean(_printed(node)):
        return "holds a character that cannot stand in a note", "letters, signs and line breaks"
    if isinstance(node, nodes.Operand) and node.op not in _COMPARISONS:
        return "has a comparison other than == and !=", _ALLOWED
    return None


def _printed(node: nodes.Node) -> str:
    """The words in a template that it prints as they are."""
    if isinstance(node, nodes.TemplateData):
        return node.data
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def _is_word_for_client(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "client" and node.attr in CLIENT


def _name(node: nodes.Node) -> str:
    return _CALLED.get(type(node)) or ("words" if isinstance(node, nodes.Output) else type(node).__name__.lower())


def _one_of(names: frozenset[str] | dict[str, frozenset[str]]) -> str:
    return f"one of {', '.join(sorted(names))}"
