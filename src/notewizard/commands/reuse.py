"""Passages of a text that stand in other notes."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

from notewizard.checks.matter import Recurring, matter_zones
from notewizard.commands.counting import words_alike
from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.filed.kept_note import KeptNotes
from notewizard.commands.filed.note_files import files_at
from notewizard.commands.glance import practice_near
from notewizard.commands.lines import answer_lines, as_json
from notewizard.commands.looking.narrative_of import verdict_on
from notewizard.commands.looking.not_compared import not_compared, others_not_compared
from notewizard.commands.looking.reused import OTHERS_NOTE
from notewizard.commands.looking.sources import Sources
from notewizard.commands.looking.words_shown import on_one_line
from notewizard.commands.world import World
from notewizard.documents import read_document
from notewizard.errors import NotKept, WrongWords
from notewizard.reuse import SourceText, Verdict, Zone, answer_line
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

EXAMPLES = """\
examples:
  notewizard reuse note.md --prior earlier/                     passages that stand in earlier notes
  notewizard reuse note.md --prior earlier/ --others practice/  and in other clients' notes
  notewizard reuse --jsonl --others others.jsonl < notes.jsonl  one object a line in, one result a line out

Of a folder that --others names, everything in one sub-folder is one client's, and each file beside them is a client's
of its own; so is each line of a .jsonl that does not say whose it is: {"id": …, "text": …, "client": …}. What three
clients have in common is a stock phrase. FILE itself and what --prior names are left out.
"""


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the note to look at (.md, .txt, .docx, .pdf)")
    parser.add_argument("--prior", metavar="PATH", nargs="+", default=[], help="the same client's other notes")
    parser.add_argument("--others", metavar="PATH", nargs="+", default=[], help="other clients' notes, or a .jsonl")
    parser.add_argument("--json", action="store_true", help="the result as JSON")
    parser.add_argument("--jsonl", action="store_true", help="one object a line from stdin, one result a line")


def run(options: Namespace, world: World) -> int:
    """Compare, and say what stands where."""
    if options.jsonl:
        from notewizard.reuse import Index

        given, found = _others(options.others)
        index = Index.build((*given, *found)) if given or found else None
        return answer_lines(world.stdin, lambda line: answer_line(line, zones_of=_zones, others=index))
    if not options.file or not (options.prior or options.others):
        raise WrongWords("A note, and what to compare it with.", hint="notewizard reuse FILE --prior PATH...")
    path = Path(options.file)
    document = read_document(path)
    prior = [each for each in map(_real, files_at(map(Path, options.prior))) if each != _real(path)]
    given, found = _others(options.others, {_real(path), *prior})
    sources = Sources(others=(*given, *found)).with_files(prior)
    for line in not_compared(sources.unreadable):
        say(line)
    start = document.body_start
    body = document.text[start:]
    desk = desk_of(options, world)
    library = desk.library
    verdict = verdict_on(body, KeptNotes(library, desk.state).at(path), sources, library)
    if options.json:
        # R9: of a client found in a folder nothing is told; ids in a .jsonl are the asker's own.
        named = {each.id for each in (*sources.own, *given)}
        data(as_json({"schema": 1, "results": [_result(path, verdict, start, named)]}, indent=1) + "\n")
    else:
        _print(path, body, verdict, {source.id: source.text for source in sources.own})
    _viewed(desk, [path, *map(Path, options.prior), *map(Path, options.others)])
    return int(verdict.refused)


def _viewed(desk: Desk, named: Sequence[Path]) -> None:
    """Passages of notes were shown: the history of their practice says so, where they lie in one."""
    if any(practice_near(str(each)) for each in named):
        from notewizard.commands.filed.witness import witness_look

        witness_look(desk, named, "reuse")


def _real(path: Path) -> Path:
    """Where `path` leads; unlike `Path.resolve`, of links in a loop one of them."""
    return Path(os.path.realpath(path))


def _zones(text: str, prior: Sequence[str]) -> list[Zone]:
    return [Zone(start, end, matter) for start, end, matter in matter_zones(text, Recurring(prior))]


def _others(paths: list[str], apart: Container[Path] = ()) -> tuple[tuple[SourceText, ...], tuple[SourceText, ...]]:
    """Other clients' notes: those given line by line in a .jsonl, and the files in folders but for those `apart`.

    A line is called by its id, whatever client it is of, and a file by its client; each file counts once.
    """
    given: list[SourceText] = []
    found: list[SourceText] = []
    troubles: list[str] = []
    seen: set[Path] = set()
    for path in map(Path, paths):
        if path.suffix.lower() == ".jsonl":
            given += _from_lines(path)
            continue
        for file in files_at([path]):
            real = _real(file)
            if real in apart or real in seen:
                continue
            seen.add(real)
            try:
                document = read_document(file)
                found.append(SourceText(_client_of(file, path), document.text[document.body_start :]))
            except NotKept as trouble:
                troubles.append(trouble.what)
    for line in others_not_compared(troubles):
        say(line)
    return tuple(given), tuple(found)


def _client_of(file: Path, named: Path) -> str:
    """What the client is called whose note `file` is: as the sub-folder of what was `named`, or as the file itself."""
    return str(named / file.relative_to(named).parts[0]) if file != named else str(file)


def _from_lines(path: Path) -> list[SourceText]:
    try:
        # Not splitlines: JSON leaves a line separator inside a text as it is.
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        return [SourceText(str(row["id"]), str(row["text"]), _client_in(row)) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        raise NotKept(
            "The file of other notes cannot be read.",
            where=str(path),
            hint='One JSON object a line: {"id": …, "text": …}, and "client" where several are of one.',
            not_done="Nothing was compared.",
        ) from None


def _client_in(row: dict[str, Any]) -> str:
    """Whose a line is; empty where it does not say."""
    client = row.get("client")
    if client is not None and (not isinstance(client, str | int) or isinstance(client, bool)):
        raise ValueError
    return "" if client is None else str(client)


def _result(path: Path, verdict: Verdict, start: int, named: Container[str]) -> dict[str, Any]:
    return {
        "path": str(path),
        "id": path.name,
        "refused": verdict.refused,
        "clone": verdict.clone if verdict.clone is None or verdict.clone in named else OTHERS_NOTE,
        "passages": [
            {**vars(each), "start": each.start + start, "end": each.end + start}
            | ({} if each.source in named else {"source": OTHERS_NOTE, "source_start": None, "source_end": None})
            for each in verdict.passages
        ],
    }


def _print(path: Path, body: str, verdict: Verdict, own: dict[str, str]) -> None:
    data(show("".join(f"{line}\n" for line in _lines(path, body, verdict, own))))


def _lines(path: Path, body: str, verdict: Verdict, own: dict[str, str]) -> Iterator[str]:
    narrative = [each for each in verdict.passages if each.matter == "narrative"]
    if not narrative:
        yield f"{path}: no narrative passage stands in the other notes."
    for each in narrative:
        words = on_one_line(body[each.start : each.end])
        if each.source in own:
            there = on_one_line(own[each.source][each.source_start : each.source_end])
            yield f"{words_alike(each)} as in {Path(each.source).name}:"
            yield f"  here:  {words}"
            yield f"  there: {there}"
        else:
            yield f"{words_alike(each)} as in {OTHERS_NOTE}:"
            yield f"  here:  {words}"
    routine = len(verdict.passages) - len(narrative)
    if routine:
        yield f"{routine} routine passage{'s' if routine > 1 else ''} besides, as honest notes repeat them."
    if verdict.clone:
        whose = f"the note {Path(verdict.clone).name}" if verdict.clone in own else OTHERS_NOTE
        yield f"As a whole it is {whose} again."
