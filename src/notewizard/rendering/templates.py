"""Templates as they are run: judged by `syntax`, compiled with nothing to reach for, printed block by block.

A template may stand on another one (`{% extends "shared/labeled" %}`); its blocks win over those of the same name
below it. Nothing is looked up while printing: there is no loader, no global, no object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2 import Template as Compiled
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notewizard.definitions.library import Library, Template
from notewizard.errors import Broken, NotRendered, Problem
from notewizard.note.text import is_clean
from notewizard.rendering.blocks import BLOCKS
from notewizard.rendering.markdown import opening, sheltered
from notewizard.rendering.syntax import FILTERS, faults, parent_of

MOST_CHARACTERS = 200_000
"""A template larger than this is not one; refused before it is parsed."""
MOST_STEPS = 4
"""How many templates may stand on each other."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Looks up keys of mappings and nothing else: no attribute of any object is within reach."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.undefined(name=str(argument))


def _words_only(value: Any) -> str:
    if isinstance(value, str | Undefined):
        return opening(str(value))  # an undefined value raises here
    raise TemplateError("a value is not words")


def _sandbox() -> _Sandbox:
    sandbox = _Sandbox(undefined=StrictUndefined, autoescape=False, loader=None, finalize=_words_only, cache_size=0)
    sandbox.globals.clear()
    sandbox.tests.clear()
    for name in set(sandbox.filters) - FILTERS:
        del sandbox.filters[name]
    return sandbox


class Templates:
    """Every template of a library, ready to print; raises `Broken` with every problem of every template."""

    def __init__(self, library: Library) -> None:
        self._sandbox = _sandbox()
        self._compiled: dict[str, Compiled] = {}
        self._parents: dict[str, str | None] = {}
        problems: list[Problem] = []
        for _, template in sorted(library.templates.items()):
            problems += self._compile(template)
        problems += self._unfit(library)
        if problems:
            count = "One problem" if len(problems) == 1 else f"{len(problems)} problems"
            raise Broken(f"{count} in the templates.", problems, not_done="Nothing was loaded.")

    def _compile(self, template: Template) -> list[Problem]:
        path = str(template.source.path)
        self._parents[template.id] = None
        if len(template.text) > MOST_CHARACTERS:
            return [Problem("", f"is longer than {MOST_CHARACTERS:,} characters", "", path)]
        try:
            tree = self._sandbox.parse(template.text)
            problems = list(faults(tree, path))
            self._parents[template.id] = parent_of(tree)
            if not problems:
                self._compiled[template.id] = self._code(tree)
        except TemplateSyntaxError as error:
            said = (error.message or "a syntax error").rstrip(".")
            return [Problem("", f"cannot be read: {said}", "", path, error.lineno)]
        except (RecursionError, ValueError, OverflowError, SyntaxError, MemoryError):
            # Python gives up on deep nesting in several ways: while parsing, walking, or compiling.
            return [Problem("", "cannot be read: it is nested too deeply or holds what no template can", "", path)]
        return problems

    def _code(self, tree: nodes.Template) -> Compiled:
        # Only the blocks are ever run, one by one, so what they stand on is resolved here and not by Jinja.
        tree.body = [node for node in tree.body if isinstance(node, nodes.Block)]
        return Compiled.from_code(self._sandbox, self._sandbox.compile(tree), {})

    def _unfit(self, library: Library) -> Iterator[Problem]:
        """Problems between templates, and between templates and formats."""
        for id_, parent in sorted(self._parents.items()):
            path = str(library.templates[id_].source.path)
            if parent is not None and parent not in self._parents:
                yield Problem("extends", f'there is no template "{parent}"', f"one of {_names(self._parents)}", path)
            elif len(self.chain(id_)) > MOST_STEPS:
                yield Problem("extends", "goes in a circle or through too many templates", "", path)
        for id_ in sorted({form.template for form in library.formats.values()} & set(self._parents)):
            chain = self.chain(id_)
            if all(each in self._compiled for each in chain):
                found = {block for each in chain for block in self._compiled[each].blocks}
                for block in sorted(set(BLOCKS) - found):
                    path = str(library.templates[id_].source.path)
                    yield Problem(f"block {block}", "is missing", "here, or in the template it stands on", path)
        for form_id, form in sorted(library.formats.items()):
            for where, words in (("title", form.title), *(("heading", each.heading) for each in form.sections)):
                if "\n" in words or words != words.strip() or not is_clean(words):
                    source = library.sources.get(("format", form_id))
                    yield Problem(where, "must be one line of plain text", "", str(source.path) if source else "")

    def chain(self, id_: str) -> tuple[str, ...]:
        """The template of that id and those that it stands on, in order."""
        chain: list[str] = []
        at: str | None = id_
        while at in self._parents and len(chain) <= MOST_STEPS:
            chain.append(at)
            at = self._parents[at]
        return tuple(chain)

    def printed(self, template: str, block: str, values: Mapping[str, Any]) -> str:
        """What `block` of `template` prints for `values`, before it is settled; raises `NotRendered`.

        Every string in `values` is escaped here, once; what is printed is never read as a template again.
        """
        for id_ in self.chain(template):
            compiled = self._compiled.get(id_)
            if compiled and block in compiled.blocks:
                context = compiled.new_context({name: _safe(value) for name, value in values.items()})
                try:
                    return "".join(compiled.blocks[block](context))
                except TemplateError as error:
                    raise NotRendered(
                        f"The template {id_} could not be printed: in its block {block}, {_reason(error)}.",
                        where=id_,
                        hint="Run: notewizard templates test",
                        not_done="Nothing was written.",
                    ) from None
        raise NotRendered(
            f"The template {template} has no block {block}.", where=template, not_done="Nothing was written."
        )


def _safe(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _safe(each) for name, each in value.items()}
    return sheltered(value) if isinstance(value, str) else value


def _reason(error: TemplateError) -> str:
    # Jinja's own sentence names the template's variable; it never holds a value.
    return error.message.rstrip(".") if error.message else "something went wrong"


def _names(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names))


def compile_templates(library: Library) -> Templates:
    """The templates of `library`, each judged; raises `Broken` with every problem of every template at once."""
    return Templates(library)
