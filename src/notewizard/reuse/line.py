"""One object of `reuse --jsonl` in, its result out: the stable shape of the command line, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from notewizard.reuse.finding import find_reuse
from notewizard.reuse.index import Index
from notewizard.reuse.verdict import SourceText, Zone


def answer_line(
    asked: Mapping[str, Any],
    *,
    zones_of: Callable[[str, Sequence[str]], Sequence[Zone]] = lambda text, prior: (),
    others: Index | None = None,
) -> dict[str, Any]:
    """The verdict on `{"id", "text", "prior", "allowed"?, "own"?}` as `{"id", "refused", "clone", "passages"}`.

    `others` holds the practice's notes, built once by the caller; those named in `own`, and those given as `prior`,
    are left out of them. `zones_of` is given the text and the texts of `prior`. Raises `ValueError` with a sentence
    that names the key when the object is not of that shape.
    """
    text = _text(asked, "text")
    prior = [_source(each) for each in _list(asked, "prior")]
    left_out = [str(each) for each in _list(asked, "own")] + [each.id for each in prior]
    rest = others.without(left_out) if others is not None else None
    allowed = [str(line) for line in _list(asked, "allowed")]
    zones = zones_of(text, [each.text for each in prior])
    verdict = find_reuse(text, own=Index.build(prior), others=rest, zones=zones, allowed=allowed)
    return {
        "id": asked.get("id"),
        "refused": verdict.refused,
        "clone": verdict.clone,
        "passages": [vars(passage) for passage in verdict.passages],
    }


def _text(asked: Mapping[str, Any], key: str) -> str:
    value = asked.get(key)
    if not isinstance(value, str):
        raise ValueError(f'"{key}" must be text')
    return value


def _list(asked: Mapping[str, Any], key: str) -> list[Any]:
    value = asked.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f'"{key}" must be a list')
    return value


def _source(each: Any) -> SourceText:
    if not isinstance(each, Mapping) or not isinstance(each.get("text"), str) or "id" not in each:
        raise ValueError('each of "prior" must be an object with "id" and "text"')
    return SourceText(str(each["id"]), each["text"])
