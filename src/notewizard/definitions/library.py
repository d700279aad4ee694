"""Everything that is defined, shipped and by the practice, loaded at once and checked against each other.

A practice's own file wins over the shipped one of the same id, and `overridden` says so. Raises `Broken` with every
problem of every file. Rule packs are loaded apart (`rules.load_rule_pack`): a broken one does not stop the walk.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from notewizard.definitions.formats import Format
from notewizard.definitions.jurisdictions import DEFAULT_ID, HolidayCalendar, Jurisdiction
from notewizard.definitions.measures import Measure, measure_called
from notewizard.definitions.questions import Element, Question
from notewizard.definitions.reading import read_file, read_table, shaped
from notewizard.definitions.shipped import shipped_folder
from notewizard.definitions.vocabularies import Vocabulary
from notewizard.errors import Broken, Problem

ORDER = ("around", "encounter", "presenting", "mental_status", "safety", "interventions", "response", "plan", "timing")
"""The order of the walk, the same for every format. "around" holds client, author and treatment."""

SCORES = "presenting.measures"
"""The rows that are scores of measures."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Defined:
    """A file that was loaded: where from, and the hash of its bytes."""

    path: Path
    sha256: str
    own: bool
    """It is the practice's own."""


@dataclass(frozen=True)
class Template:
    """A template's text; whether it is safe is for `rendering` to say."""

    id: str
    text: str
    source: Defined


@dataclass(frozen=True)
class Library:
    """Formats, elements, vocabularies, measures and templates by id, with the files they came from."""

    formats: Mapping[str, Format]
    elements: tuple[Element, ...]
    """In the order of the walk."""
    vocabularies: Mapping[str, Vocabulary]
    measures: Mapping[str, Measure]
    templates: Mapping[str, Template]
    """By id: the file name without `.md.jinja`, with its folder for shared ones (`shared/parts`)."""
    sources: Mapping[tuple[str, str], Defined]
    """By kind and id: ("format", "soap")."""
    jurisdictions: Mapping[str, Jurisdiction]
    """The profiles, each with the holidays of its calendar."""
    chosen: str = DEFAULT_ID
    """The id of the practice's profile."""
    left_out: Mapping[str, Broken] = field(default_factory=dict)
    """By id, the formats that are not here because a file of the practice's own is broken, with all that is wrong."""

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The profile that the practice's notes are measured by."""
        return self.jurisdictions[self.chosen]

    def overridden(self) -> tuple[str, ...]:
        """One sentence for each shipped definition that the practice's own file replaces, sorted."""
        own = [(kind, id_, source.path) for (kind, id_), source in self.sources.items() if source.own]
        return tuple(f"The practice's own {kind} {id_} is used ({path})." for kind, id_, path in sorted(own))

    def no_format(self) -> Format:
        """One that adds and words nothing, for what is written in none; `Broken` where every one is left out."""
        for form in self.formats.values():
            return form.model_copy(update={"additional": (), "wording": {}})
        raise next(iter(self.left_out.values()))

    def element(self, name: str) -> Element:
        """The element of that name."""
        return next(element for element in self.elements if element.element == name)

    def questions(self) -> Iterator[tuple[Element, Question]]:
        """Every question with its element, in the order of the walk."""
        for element in self.elements:
            for question in element.questions:
                yield element, question

    def measure(self, name: str) -> Measure | None:
        """The measure that a score names, letter case and spaces aside; None for one we do not know."""
        return measure_called(name, self.measures.values())

    def of_row(self, rows: Question, row: Mapping[str, Any]) -> dict[str, Any]:
        """What conditions may ask of a row beside its answers: `.of_measure`, where the row is a score."""
        measure = self.measure(str(row.get("name", ""))) if rows.id == SCORES else None
        return {"of_measure": measure.facts()} if measure else {}


def load_library(
    practice: Path | None = None, jurisdiction: str = "", without: frozenset[Path] = frozenset()
) -> Library:
    """All definitions: the shipped ones, and over them those in `practice` (its `.notewizard` folder).

    `jurisdiction` is the profile that the practice's config.toml names; empty: the default. The files in `without` are
    not read.
    """
    problems: list[Problem] = []
    sources: dict[tuple[str, str], Defined] = {}
    formats_folders = _folders("formats", practice)
    problems += _closed((*formats_folders, *_folders("templates", practice)))
    loaded = _Loader(problems, sources, without)
    formats = loaded.all("format", Format, _files(formats_folders, "*.toml"), lambda each: each.id)
    elements = loaded.all("element", Element, _files(formats_folders, "elements/*.toml"), lambda each: each.element)
    vocabularies = loaded.all("vocabulary", Vocabulary, _files(formats_folders, "vocabularies/*.toml"), lambda v: v.id)
    measures = loaded.all("measure", Measure, _files(formats_folders, "measures/*.toml"), lambda each: each.id)
    jurisdictions = loaded.all(
        "jurisdiction", Jurisdiction, _files(formats_folders, "jurisdictions/*.toml"), lambda each: each.id
    )
    holidays = loaded.all(
        "holidays", HolidayCalendar, _files(formats_folders, "jurisdictions/holidays/*.toml"), lambda each: each.id
    )
    templates = loaded.templates(_files(_folders("templates", practice), "**/*.jinja"))
    ordered = tuple(elements[name] for name in ORDER if name in elements)
    problems += _holidays(jurisdictions, holidays, sources)
    problems += _chosen(jurisdictions, jurisdiction, practice) if not problems else []
    library = Library(
        formats, ordered, vocabularies, measures, templates, sources, jurisdictions, jurisdiction or DEFAULT_ID
    )
    problems += _crossing(library)
    if problems:
        raise Broken(
            f"{_count(problems)} in the definitions.",
            problems,
            hint="Mend the file, or take the practice's own copy away to use the shipped one.",
            not_done="Nothing was loaded.",
        )
    return library


def _count(problems: list[Problem]) -> str:
    return "One problem" if len(problems) == 1 else f"{len(problems)} problems"


def _folders(name: str, practice: Path | None) -> tuple[tuple[Path, bool], ...]:
    own = ((practice / name, True),) if practice else ()
    return ((shipped_folder(name), False), *own)


def _closed(folders: Iterable[tuple[Path, bool]]) -> Iterator[Problem]:
    """The folders that cannot be looked into: taken for empty, the shipped definitions would be used unsaid."""
    for folder, _ in folders:
        try:
            os.listdir(folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Problem("", f"cannot be read: {(error.strerror or 'input error').lower()}", "", str(folder))


def _files(folders: Iterable[tuple[Path, bool]], pattern: str) -> Iterator[tuple[Path, Path, bool]]:
    for folder, own in folders:
        for path in sorted(folder.glob(pattern)):
            yield folder, path, own


@dataclass
class _Loader:
    problems: list[Problem]
    sources: dict[tuple[str, str], Defined]
    without: frozenset[Path]

    def all(
        self, kind: str, model: type[Model], files: Iterable[tuple[Path, Path, bool]], id_of: Callable[[Model], str]
    ) -> dict[str, Model]:
        found: dict[str, Model] = {}
        for _, path, own in files:
            if path in self.without:
                continue
            try:
                table = read_table(path)
                each = shaped(table, model)
            except Broken as broken:
                self.problems += broken.problems
                continue
            earlier = self.sources.get((kind, id_of(each)))
            if earlier and earlier.own == own:
                self.problems.append(Problem("id", "is taken", f"also in {earlier.path.name}", str(path)))
            found[id_of(each)] = each
            self.sources[kind, id_of(each)] = Defined(path, table.sha256, own)
        return found

    def templates(self, files: Iterable[tuple[Path, Path, bool]]) -> dict[str, Template]:
        found: dict[str, Template] = {}
        for folder, path, own in files:
            if path in self.without:
                continue
            id_ = path.relative_to(folder).as_posix().removesuffix(".jinja").removesuffix(".md")
            try:
                data = read_file(path)
                text = data.decode("utf-8")
            except Broken as broken:
                self.problems += broken.problems
                continue
            except UnicodeDecodeError:
                self.problems.append(Problem("", "is not UTF-8 text", "", str(path)))
                continue
            source = Defined(path, hashlib.sha256(data).hexdigest(), own)
            found[id_] = Template(id_, text, source)
            self.sources["template", id_] = source
        return found


def _holidays(
    profiles: dict[str, Jurisdiction],
    calendars: Mapping[str, HolidayCalendar],
    sources: Mapping[tuple[str, str], Defined],
) -> Iterator[Problem]:
    """Gives each profile the days of its calendar; a calendar that is not there is a problem."""
    for id_, profile in sorted(profiles.items()):
        if profile.holiday_calendar is None:
            continue
        calendar = calendars.get(profile.holiday_calendar)
        if calendar is not None:
            profiles[id_] = profile.with_holidays(calendar)
        else:
            path = str(sources["jurisdiction", id_].path)
            yield Problem("holiday_calendar", "is not there", _one_of(calendars), path)


def _chosen(profiles: Mapping[str, Jurisdiction], wanted: str, practice: Path | None) -> Iterator[Problem]:
    if wanted and wanted not in profiles:
        path = str(practice / "config.toml") if practice else ""
        yield Problem("jurisdiction", "is not the id of a profile", _one_of(profiles), path)


def _crossing(library: Library) -> Iterator[Problem]:
    """What no file can know alone: ids that must exist in another file."""
    ids = {question.id for _, question in library.questions()}
    # The questions of a row are named with it: "interventions.detail".
    ids |= {f"{question.id}.{inner.id}" for _, question in library.questions() for inner in question.rows}
    for (kind, id_), source in sorted(library.sources.items()):
        if kind == "format":
            form = library.formats[id_]
            path = str(source.path)
            if form.template not in library.templates:
                yield Problem("template", "is not there", _one_of(library.templates), path)
            for name in form.wording:
                if name not in ids:
                    yield Problem(f"wording.{name}", "is not a question", "the id of a question of an element", path)
            for position, question in enumerate(form.additional):
                yield from _vocabularies(question, f"additional[{position}]", library, path)
        if kind == "element":
            element = library.element(id_)
            for position, question in enumerate(element.questions):
                yield from _vocabularies(question, f"questions[{position}]", library, str(source.path))
    yield from _one_measure_a_name(library)


def _one_measure_a_name(library: Library) -> Iterator[Problem]:
    called: dict[str, str] = {}
    for id_, measure in sorted(library.measures.items()):
        for name in measure.names:
            if called.setdefault(name, id_) != id_:
                path = str(library.sources["measure", id_].path)
                yield Problem("also", f'holds a name of the measure "{called[name]}"', "another name", path)


def _vocabularies(question: Question, where: str, library: Library, path: str) -> Iterator[Problem]:
    if question.vocabulary and question.vocabulary not in library.vocabularies:
        yield Problem(f"{where}.vocabulary", "is not there", _one_of(library.vocabularies), path)
    for position, inner in enumerate(question.rows):
        yield from _vocabularies(inner, f"{where}.rows[{position}]", library, path)


def _one_of(names: Iterable[str]) -> str:
    return f"one of {', '.join(sorted(names))}"
