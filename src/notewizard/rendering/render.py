"""Note and format to the text that will be kept, with the stretch of text that each part of the note became."""

from __future__ import annotations

from notewizard.definitions.formats import Format, Section
from notewizard.definitions.library import Library
from notewizard.errors import NotRendered
from notewizard.note.note import Note
from notewizard.note.treatment import TreatmentPlan
from notewizard.rendering.header import header
from notewizard.rendering.markdown import HARD_BREAK, heading, joined, separator, settle
from notewizard.rendering.matter import Matter, Piece
from notewizard.rendering.outline import prove_outline
from notewizard.rendering.parts import BUILDERS, ROWS
from notewizard.rendering.plan import Signature, signature
from notewizard.rendering.rendered import Block, Rendered
from notewizard.rendering.templates import Templates, compile_templates

MOST_CHARACTERS = 2_000_000
"""A note longer than this is not one."""


class Renderer:
    """Renders any number of notes with one library; its templates are judged once, when it is made."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._templates: Templates = compile_templates(library)

    def stands_on(self, form: Format) -> tuple[str, ...]:
        """The ids of the templates that `form` reads by: its own, and those below it."""
        return self._templates.chain(form.template)

    def render(
        self, note: Note, form: Format, *, signature: Signature | None = None, plan: TreatmentPlan | None = None
    ) -> Rendered:
        """`note` in `form`, its outline proved; raises `NotRendered`.

        `signature` takes the place of the last line; `plan` gives diagnoses, goals and frequency where the note has
        none of its own. What was not asked prints nothing; a section with nothing in it has no heading.
        """
        matter = Matter(note, form, self._library, plan)
        rendered = self._page(matter, signature)
        if len(rendered.text) > MOST_CHARACTERS:
            raise NotRendered("The note is longer than two million characters.", not_done="Nothing was written.")
        prove_outline(rendered, form)
        return rendered

    def _page(self, matter: Matter, signed: Signature | None) -> Rendered:
        page = _Page()
        page.add(f"# {heading(matter.form.title)}")
        page.add(self._header(matter), "header")
        for section in matter.form.sections:
            printed = self._section(matter, section)
            if printed and section.heading:
                page.add(f"## {heading(section.heading)}")
            for position, (part, text) in enumerate(printed):
                before = [each for _, each in printed[:position]] if matter.form.outline == "paragraphs" else []
                page.add(text, part, section.id, before=separator(before) or "\n\n")
        page.add(self._line(matter, signature(matter, signed)), "signature")
        return page.rendered()

    def _header(self, matter: Matter) -> str:
        printed = self._print(matter, header(matter), {})
        lines = [settle(line, breaks=" ") for line in printed.split("\n")]
        return HARD_BREAK.join(line for line in lines if line)

    def _line(self, matter: Matter, piece: Piece) -> str:
        # It may begin with a name, which is written as its bearer writes it.
        return settle(self._print(matter, piece, {}), starts_sentence=False, breaks=" ")

    def _section(self, matter: Matter, section: Section) -> list[tuple[str, str]]:
        """The parts of a section that have anything to say, each with its text."""
        printed: list[tuple[str, str]] = []
        for part in section.parts:
            own_line = matter.form.outline == "sections" or separator([text for _, text in printed]) != " "
            text = self._part(matter, section, part, starts_line=own_line)
            if text:
                printed.append((part, text))
        return printed

    def _part(self, matter: Matter, section: Section, part: str, *, starts_line: bool) -> str:
        paragraphs = matter.form.outline == "paragraphs"
        labeled = not paragraphs and part not in section.unlabeled
        apart = not paragraphs and (part in ROWS or (part == "interventions" and not labeled))
        out: list[str] = []
        for piece in BUILDERS[part](matter):
            flags = {"labeled": labeled, "label": labeled and not out}
            text = settle(self._print(matter, piece, flags), starts_line=_own_line(out, apart, starts_line))
            if text:
                out.append(text)
        return "\n\n".join(out) if apart else joined(out)

    def _print(self, matter: Matter, piece: Piece, flags: dict[str, bool]) -> str:
        always = {"client": matter.of_client(), "kind": matter.kind, "labeled": False, "label": False}
        return self._templates.printed(matter.form.template, piece.block, always | dict(piece.values) | flags)


def _own_line(before: list[str], apart: bool, starts_line: bool) -> bool:
    """Whether the next piece of a part begins a line."""
    return apart or (separator(before) != " " if before else starts_line)


class _Page:
    """Text that grows, and remembers which stretch is which part."""

    def __init__(self) -> None:
        self._text = ""
        self._blocks: list[Block] = []

    def add(self, text: str, part: str = "", section: str = "", *, before: str = "\n\n") -> None:
        if not text:
            return
        self._text += before if self._text else ""
        start = len(self._text)
        self._text += text
        if part:
            self._blocks.append(Block(part, section, start, len(self._text)))

    def rendered(self) -> Rendered:
        return Rendered(f"{self._text}\n", tuple(self._blocks))


def render(
    note: Note,
    form: Format,
    library: Library,
    *,
    signature: Signature | None = None,
    plan: TreatmentPlan | None = None,
) -> Rendered:
    """One note in one format; see `Renderer`, which is quicker for several."""
    return Renderer(library).render(note, form, signature=signature, plan=plan)
