"""One object a line in, one result a line out, in the same order, in one process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import IO, Any

from notewizard.terminal.report import data


def answer_lines(stdin: IO[str], answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """Answer every line of `stdin`; exit code 0, or 3 when a line could not be answered (its place says why)."""
    code = 0
    for line in stdin:
        if not line.strip():
            continue
        id_: Any = None
        try:
            asked = json.loads(line)
            id_ = asked.get("id") if isinstance(asked, dict) else None
            result: Mapping[str, Any] = answer(asked)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            code = 3
            # Our own errors say which key is wrong; a JSON error would quote the line.
            said = "is not valid JSON" if isinstance(error, json.JSONDecodeError) else str(error)
            result = {"id": id_, "error": said}
        data(json.dumps(result, ensure_ascii=False) + "\n")
    return code
