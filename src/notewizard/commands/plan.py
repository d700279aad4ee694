"""A client's treatment plan: read it, write it, review it, change it; the plan and its notes as one thread."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from notewizard.commands.desk import Desk, desk_of
from notewizard.commands.one_client import client_named
from notewizard.commands.world import World
from notewizard.errors import WrongWords
from notewizard.terminal.report import data, say
from notewizard.terminal.show import show

if TYPE_CHECKING:
    from notewizard.checks.finding import Finding
    from notewizard.interview.plan_answers import Task
    from notewizard.note.treatment import TreatmentPlan
    from notewizard.records.clients import Client
    from notewizard.records.practice import Practice

EXAMPLES = """\
examples:
  notewizard plan c-1042                the plan in force
  notewizard plan c-1042 --write        the first plan, question by question
  notewizard plan c-1042 --review       each goal: still true? and the day of the next review
  notewizard plan c-1042 --revise       change what you like, with the reason; a new version
  notewizard plan c-1042 --history      every version there was
  notewizard plan c-1042 --story        the plan and its notes as one thread
"""
DONE, BROKEN = 0, 3
"""Exit codes: shown; shown, and an objective in force is without a measure, with its place."""
TASKS: tuple[Task, ...] = ("write", "review", "revise")


def arguments(parser: ArgumentParser) -> None:
    """The words this command understands."""
    parser.add_argument("client", metavar="CLIENT", help="id or name of the client")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true", help="write the first plan")
    what.add_argument("--review", action="store_true", help="ask of each goal whether it is still true")
    what.add_argument("--revise", action="store_true", help="change the plan; the version before stays")
    what.add_argument("--history", action="store_true", help="every version, the newest last")
    what.add_argument("--story", action="store_true", help="the plan and its notes as one thread")
    parser.add_argument("--json", action="store_true", help="the results as JSON")
    parser.add_argument("--accessible", action="store_true", help="plain numbered lines, nothing redrawn")


def run(options: Namespace, world: World) -> int:
    """Show the plan, or do what the option says."""
    desk = desk_of(options, world)
    practice = desk.practice_here()
    client = client_named(practice, options.client)
    task = next((each for each in TASKS if getattr(options, each)), None)
    if task and options.json:
        raise WrongWords("--json goes with what is shown, not with what is asked.", hint="Leave one of the two out.")
    if task:
        from notewizard.commands.new import screen_for
        from notewizard.commands.walking.plan_walk import begin, version_before

        before = version_before(desk, practice, client, task)
        with screen_for(desk, options.accessible) as screen:
            return begin(desk, practice, screen, client, task, before)
    if options.story:
        code = _story(desk, practice, client, options.json)
    else:
        code = _show(desk, practice, client, whole=options.history, as_json=options.json)
    _viewed(desk, practice, client)
    return code


def _viewed(desk: Desk, practice: Practice, client: Client) -> None:
    """The history says that the plan was looked at, where there is one; and what waits is said."""
    from notewizard.commands.filed.waiting_notes import say_what_waits
    from notewizard.commands.filed.witness import witness

    newest = practice.plans(client.id).numbers()[-1:]
    for number in newest:
        if owed := witness(desk, "view", path=practice.plans(client.id).path(number), why="treatment plan"):
            say(owed)
    say_what_waits(desk.state)


def _show(desk: Desk, practice: Practice, client: Client, *, whole: bool, as_json: bool) -> int:
    from notewizard.checks.plan_itself import UNSCORED, plan_findings, without_a_measure
    from notewizard.commands.filed.plan_in_force import all_plans, in_its_file
    from notewizard.rendering.treatment_plan import plan_page

    versions = all_plans(practice, client.id, desk.library)
    if not versions and not as_json:
        _say_none(client)
    shown = versions if whole else versions[-1:]
    measures = desk.library.measures.values()
    findings = {file.number: list(plan_findings(plan, measures)) for file, plan in shown}
    broken = without_a_measure(shown[-1][1]) if shown else ()
    code = BROKEN if broken else DONE
    if as_json:
        results = [
            {
                **_object(plan),
                "version": file.number,
                "path": str(file.path),
                "findings": _objects(findings[file.number]),
            }
            for file, plan in shown
        ]
        data(json.dumps({"schema": 1, "results": results}, indent=1) + "\n")
        return code
    for number, (file, plan) in enumerate(shown):
        data(show("\n" * bool(number) + plan_page(plan, desk.library, file.number)))
    if shown:
        newest, _ = shown[-1]
        text = newest.data.decode("utf-8-sig")
        for each in findings[newest.number]:
            placed = each.rule in UNSCORED or each.where in broken
            say(in_its_file(each, newest.path, text) if placed else f"{each.message} {each.suggestion}")
    return code


def _say_none(client: Client) -> None:
    say(f"There is no treatment plan of {client.id} yet. Write it with: notewizard plan {client.id} --write")


def _object(plan: TreatmentPlan) -> dict[str, Any]:
    held = plan.model_dump(mode="json", by_alias=True, exclude_none=True)
    held.pop("schema")
    return held


def _objects(findings: list[Finding]) -> list[dict[str, Any]]:
    from notewizard.checks.jsonl import as_dict

    return [{**as_dict(each), "where": each.where} for each in findings]


def _story(desk: Desk, practice: Practice, client: Client, as_json: bool) -> int:
    """The thread as Markdown; exit 4 when a record of this client could not be read."""
    from notewizard.commands.filed.corrected_scores import as_corrected
    from notewizard.commands.filed.plan_in_force import all_plans
    from notewizard.commands.filed.record_of import notes_of
    from notewizard.commands.looking.written_since import said_of
    from notewizard.records.earlier import earlier_notes
    from notewizard.records.later import IN_ERROR, OnRecord
    from notewizard.records.record import all_records
    from notewizard.rendering.story import Story

    records, _ = all_records(practice)
    on_record = OnRecord.of(records)
    own = [each for each in on_record.notes() if each.client == client.id]
    mine = as_corrected(own, on_record, desk.library)
    notes = notes_of(mine, client.id)[::-1]
    there = earlier_notes(practice, client.id)
    files = {practice.root / each.file for each in records}
    foreign = sum(note.path not in files and not note.id and note.is_note for note in there.own)
    apart = [said_of(each) for each in on_record.writings(client.id)]
    marked = [
        each
        for each in records
        if each.client == client.id and each.kind == IN_ERROR and not on_record.in_error(each.id)
    ]
    apart += [f"Entered in error, and not told here: {each.file}" for each in marked]
    if foreign:
        verb = "note lies" if foreign == 1 else "notes lie"
        apart.append(f"{foreign} further {verb} in the folder without answers kept here; nothing of them is told.")
    if unread := len(mine) - len(notes):
        apart.append(f"{unread} of the records cannot be read: notewizard doctor says which.")
    versions = tuple((file.number, plan) for file, plan in all_plans(practice, client.id, desk.library))
    story = Story(client.id, versions, notes, tuple(apart))
    if as_json:
        result = {
            "client": client.id,
            "versions": [{**_object(plan), "version": number} for number, plan in versions],
            "sessions": [_session(each) for each in notes],
            "apart": apart,
        }
        data(json.dumps({"schema": 1, "results": [result]}, indent=1) + "\n")
    else:
        if not versions:
            _say_none(client)
        data(story.page(desk.library))
    return 4 if unread else 0


def _session(note: Any) -> dict[str, Any]:
    """What the thread tells of one session, as plain values."""
    answers = note.answers()
    encounter, response = answers.get("encounter", {}), answers.get("response", {})
    return {
        "date": encounter.get("date"),
        "session_type": encounter.get("session_type"),
        "interventions": answers.get("interventions", []),
        "progress": response.get("progress", []),
        "deviation": response.get("deviation"),
        "measures": answers.get("presenting", {}).get("measures", []),
    }
