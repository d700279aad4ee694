"""Many words → one regular expression, factored by their beginnings so that a scan does not try each in turn.

Measured against one alternation of the same words on lower-cased text it is about five times as fast, and the
standard library is all it needs (benchmarks/language).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Node = dict[str, "Node"]

_END = ""


def factored(words: Iterable[str]) -> str:
    """A pattern matching the longest of `words` at a place, any run of white space for a space, whole words only."""
    plain: list[str] = []
    signs: list[str] = []
    for word in words:
        (plain if word[:1].isalnum() else signs).append(word)
    parts = [r"\b" + _pattern(_trie(plain))] if plain else []
    parts += [_pattern(_trie(signs))] if signs else []
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _trie(words: Iterable[str]) -> Node:
    root: Node = {}
    for word in words:
        node = root
        for sign in word:
            node = node.setdefault(sign, {})
        node[_END] = {}
        # A word that ends in a letter must end there; one that ends in a sign ("???") may touch what follows.
        node[_END]["open" if not word[-1].isalnum() else "whole"] = {}
    return root


def _pattern(node: Node) -> str:
    branches: list[str] = []
    singles: list[str] = []
    for sign in sorted(key for key in node if key != _END):
        tail = _chain(sign, node[sign])
        (singles if len(sign) == 1 and tail == re.escape(sign) else branches).append(tail)
    branches += singles
    if _END in node:
        branches.append("" if "open" in node[_END] else r"\b")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _chain(sign: str, node: Node) -> str:
    head = r"\s+" if sign == " " else re.escape(sign)
    while len(node) == 1 and _END not in node:
        ((sign, node),) = node.items()
        head += r"\s+" if sign == " " else re.escape(sign)
    return head + _pattern(node)
