"""A TOML file → bytes, hash and a checked, frozen model; or every problem in it at once, each with key and line.

The one reader of everything that is data (`formats/`, `rules/`, a practice's own files, answers files), so that
every file is refused in the same words.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import stat
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from notewizard.errors import Broken, Problem

MOST_BYTES = 2_000_000
"""A definition or answers file larger than this is not one; refused before it is parsed."""
DEEPEST = 40
"""Tables and lists inside each other beyond this are no file of ours; what works through them would run out of room."""

Path_ = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class Shape(BaseModel):
    """Base of everything read from a file: frozen, no unknown keys, no values in error texts."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
        allow_inf_nan=False,
    )


@dataclass(frozen=True)
class Table:
    """A TOML file as read: where from, its text, its hash and its table."""

    path: Path
    text: str
    sha256: str
    """Lower-case hex of the file's bytes."""
    values: dict[str, Any]


def read_table(path: Path) -> Table:
    """The table in the TOML file at `path`; raises `Broken` with the file and line where it cannot be read as one."""
    return table_of(path, read_file(path))


def read_file(path: Path, *, named: bool = False) -> bytes:
    """The bytes of the file at `path`; raises `Broken` where it cannot be read or is too large.

    What lies in a folder must be a regular file: a pipe would be waited for, a device read forever. What a person
    `named` on the command line may be a pipe.
    """
    try:
        kind = path.stat().st_mode
        if not (named or stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise unreadable(path, "is not a regular file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(path, f"cannot be read: {(error.strerror or 'input error').lower()}") from None
    except ValueError:
        raise unreadable(path, "is not a file name") from None
    return bounded(path, data)


def bounded(path: Path, data: bytes) -> bytes:
    """`data` itself, read from `path`; raises `Broken` where there is more than a file of ours can hold."""
    if len(data) > MOST_BYTES:
        raise unreadable(path, f"is larger than {MOST_BYTES:,} bytes")
    return data


def table_of(path: Path, data: bytes) -> Table:
    """The table in `data`, named `path` in every problem; raises `Broken`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable(path, "is not UTF-8 text") from None
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits, too
        place = re.search(r"at line (\d+)", str(error))
        # tomllib quotes the offending character or key only; its sentence up to the place is safe to show.
        reason = re.sub(r"\s*\(at .*\)$", "", str(error)) if place else "it does not end as TOML should"
        problem = Problem("", f"not valid TOML: {reason}", "", str(path), int(place[1]) if place else None)
        raise Broken(f"{path.name} is not valid TOML.", [problem], not_done="Nothing was loaded.") from None
    return Table(path, text, hashlib.sha256(data).hexdigest(), shallow(path, values))


def shallow(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    """`values` themselves, read from `path`; raises `Broken` where they are nested deeper than any file of ours."""
    level: list[Any] = [values]
    for _ in range(DEEPEST):
        inner = [each.values() if isinstance(each, dict) else each for each in level]
        level = [each for some in inner for each in some if isinstance(each, dict | list)]
        if not level:
            return values
    raise unreadable(path, "is nested too deeply")


def unreadable(path: Path, why: str) -> Broken:
    """The refusal of the whole file at `path`; `why` ends the sentence that its name begins."""
    return Broken(f"{path.name} {why}.", [Problem("", why, "", str(path))], not_done="Nothing was loaded.")


def shaped(table: Table, model: type[Model]) -> Model:
    """`table` as a checked `model`; raises `Broken` with every problem, each with its key path and line."""
    try:
        return model.model_validate(table.values)
    except ValidationError as error:
        raise Broken(
            f"{table.path.name} is not a usable {model.__name__.lower()} file.",
            problems_of(error, table.path, table.text, model),
            not_done="Nothing was loaded.",
        ) from None


def held_against(
    table: Table, model: type[Model], faults: Iterable[tuple[Path_, str, str]]
) -> tuple[Model | None, list[Problem]]:
    """`table` as a checked `model`, None where its shape is wrong; and every problem of its shape and of its entries.

    `faults` are (where, what, what is allowed) between the entries.
    """
    problems: list[Problem] = []
    found = None
    try:
        found = model.model_validate(table.values)
    except ValidationError as error:
        problems += problems_of(error, table.path, table.text, model)
    for loc, said, allowed in faults:
        problems.append(Problem(key_path(loc), said, allowed, str(table.path), line_of(table.text, loc)))
    return found, problems


def problems_of(error: ValidationError, path: Path | None, text: str, model: type[BaseModel]) -> list[Problem]:
    """Every problem pydantic found, in our words: key path, what is wrong, what is allowed; never the value."""
    found: dict[Path_, Problem] = {}
    for item in error.errors(include_input=False, include_url=False):
        # A key that is none of ours may look like a tag: it is named as it stands.
        unknown = len(item["loc"]) - 1 if item["type"] == "extra_forbidden" else None
        parts = enumerate(item["loc"])
        loc = tuple(part for at, part in parts if at == unknown or isinstance(part, int) or not _is_tag(part))
        said, allowed = _wording(item["type"], item["msg"], item.get("ctx", {}), loc, model)
        found.setdefault(loc, Problem(key_path(loc), said, allowed, str(path or ""), line_of(text, loc)))
    return list(found.values())


def _is_tag(part: str) -> bool:
    """Whether pydantic put `part` in the place to name a branch of a union rather than a key."""
    return part.startswith("(") or part.endswith(")") or "[" in part


_PLAIN = {
    "missing": ("is missing", ""),
    "string_type": ("must be text", "a quoted string"),
    "int_type": ("must be a whole number", ""),
    "int_parsing": ("must be a whole number", ""),
    "int_from_float": ("must be a whole number", ""),
    "float_type": ("must be a number", ""),
    "finite_number": ("must be a number", ""),
    "bool_type": ("must be yes or no", "true or false, without quotes"),
    "bool_parsing": ("must be yes or no", "true or false, without quotes"),
    "list_type": ("must be a list", 'for example ["one", "two"]'),
    "tuple_type": ("must be a list", 'for example ["one", "two"]'),
    "dict_type": ("must be a table", ""),
    "model_type": ("must be a table", ""),
    "model_attributes_type": ("must be a table", ""),
    "date_parsing": ("is no day of the calendar", "for example 2026-11-20"),
    "date_from_datetime_parsing": ("is no day of the calendar", "for example 2026-11-20"),
    "datetime_parsing": ("is no date and time that exists", "for example 2026-11-20T14:00:00"),
    "datetime_from_date_parsing": ("is no date and time that exists", "for example 2026-11-20T14:00:00"),
    "timezone_aware": ("says no time zone", "for example 2026-11-20T14:00:00-05:00"),
    "string_too_short": ("must not be empty", ""),
    "too_short": ("must not be empty", ""),
}
_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
}


def _wording(kind: str, message: str, context: dict[str, Any], loc: Path_, model: type[BaseModel]) -> tuple[str, str]:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "extra_forbidden":
        keys = sorted(_keys_beside(model, loc))
        close = difflib.get_close_matches(str(loc[-1]), keys, 1)
        return "is not a key here", f'did you mean "{close[0]}"?' if close else _one_of(keys)
    if kind in {"literal_error", "enum"}:
        return "is not one of the allowed values", str(context.get("expected", "")).replace("'", '"')
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        return f"must be {words} {context.get(name)}", ""
    if kind == "value_error":
        # Our own validators raise ValueError("what is wrong|what is allowed").
        said, _, allowed = str(context.get("error", message)).partition("|")
        return said, allowed
    plain = message[:1].lower() + message[1:]
    return plain.rstrip("."), ""


def _one_of(keys: Sequence[str]) -> str:
    return f"allowed: {', '.join(keys)}" if keys else "no further keys are allowed"


def _keys_beside(model: type[BaseModel], loc: Path_) -> set[str]:
    """The keys that are allowed where `loc` ends, found by walking the model's fields."""
    current: set[type[BaseModel]] = {model}
    for part in loc[:-1]:
        if isinstance(part, int):
            continue
        inner: set[type[BaseModel]] = set()
        for each in current:
            for name, field in each.model_fields.items():
                if part in (name, field.alias):
                    inner |= _models_in(field.annotation)
        current = inner or current
    return {field.alias or name for each in current for name, field in each.model_fields.items()}


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    inner = getattr(annotation, "__args__", ()) or ()
    return set().union(*(_models_in(each) for each in inner)) if inner else set()


def key_path(loc: Path_) -> str:
    """`("sections", 2, "parts", 0)` as an author writes it: `sections[2].parts[0]`."""
    out = ""
    for part in loc:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out


def line_of(text: str, loc: Path_) -> int | None:
    """The line on which the key at `loc` stands, or the table that should hold it; None where it cannot be told.

    TOML readers of the standard library keep no positions, so this follows the headers (`[a.b]`, `[[a]]`) and keys
    the way a person would. A key inside an inline table gives the line of that table.
    """
    lines = text.splitlines()
    names = [str(part) for part in loc if not isinstance(part, int)]
    best = _header_line(lines, loc)
    start = best[0] if best else 0
    rest = names[best[1] :] if best else names
    for number in range(start, len(lines)):
        stripped = lines[number].strip()
        if number > start and stripped.startswith("["):
            break
        for length in range(len(rest), 0, -1):
            if re.match(r"\.".join(rf'"?{re.escape(name)}"?' for name in rest[:length]) + r"\s*=", stripped):
                return number + 1
    return start + 1 if best else None


def _header_line(lines: Sequence[str], loc: Path_) -> tuple[int, int] | None:
    """Line index and depth (in names) of the deepest table header on the way to `loc`."""
    wanted: list[tuple[tuple[str, ...], int]] = []
    names: tuple[str, ...] = ()
    for position, part in enumerate(loc):
        if isinstance(part, str):
            names = (*names, part)
            following = loc[position + 1] if position + 1 < len(loc) else None
            wanted.append((names, following if isinstance(following, int) else 0))
    start, best = 0, None
    for names, index in wanted:
        plain = re.compile(r"^\[\s*" + r"\s*\.\s*".join(map(re.escape, names)) + r"\s*\]")
        array = re.compile(r"^\[\[\s*" + r"\s*\.\s*".join(map(re.escape, names)) + r"\s*\]\]")
        hits = [n for n in range(start, len(lines)) if plain.match(lines[n].strip())]
        rows = [n for n in range(start, len(lines)) if array.match(lines[n].strip())]
        if len(rows) > index:
            start, best = rows[index], (rows[index], len(names))
        elif hits:
            start, best = hits[0], (hits[0], len(names))
    return best
