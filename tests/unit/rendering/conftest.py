"""A library of our own making, so that these tests say what they need."""

import pytest
import shipped

from notewizard.definitions.library import Library
from notewizard.note.note import Note
from notewizard.rendering.render import Renderer


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped.library()


@pytest.fixture(scope="session")
def renderer(library) -> Renderer:
    return Renderer(library)


@pytest.fixture
def read(library, renderer):
    """The paragraphs of a note in a format, without its title."""

    def read_(answers: dict, form: str = "soap", **rest) -> list[str]:
        rendered = renderer.render(Note.model_validate(answers), library.formats[form], **rest)
        return rendered.text.rstrip("\n").split("\n\n")[1:]

    return read_
