"""One object a line in, one result a line out, in the same order, in one process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

from notewizard.errors import WrongWords
from notewizard.terminal.report import data


class _NotJson(ValueError):
    """What stands on a line is not JSON; why is not said, because it would quote the line."""


def answer_lines(stdin: IO[str] | None, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """Answer every line of `stdin`; exit code 0, or 3 when a line could not be answered (its place says why)."""
    if stdin is None:
        raise WrongWords("The standard input is closed.", hint="Give one object a line: < texts.jsonl")
    code = 0
    # The bytes, where there are any: JSON is UTF-8, whatever the machine's own encoding is.
    lines: Iterable[str | bytes] = getattr(stdin, "buffer", stdin)
    for line in lines:
        if not line.strip():
            continue
        id_: Any = None
        try:
            asked = _object(line)
            id_ = asked.get("id")
            result: Mapping[str, Any] = answer(asked)
        except RecursionError:
            code, result = 3, {"id": id_, "error": "is nested too deeply"}
        except (ValueError, TypeError, AttributeError) as error:
            code, result = 3, {"id": id_, "error": str(error)}
        data(as_json(result) + "\n")
    return code


def _object(line: str | bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line, parse_constant=_no_number)
    except ValueError:
        raise _NotJson("is not valid JSON") from None
    if not isinstance(asked, dict):
        raise _NotJson('is not an object with an "id"')
    return asked


def _no_number(name: str) -> None:
    raise ValueError(name)


def as_json(value: Any, indent: int | None = None) -> str:
    """`value` as JSON in its own letters; where half a character stands in it, which no stream holds, in escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text
