"""One record whose fields are of another type than we write them is said with its path, and stops no command."""

import json

import pytest

WRONG = {
    "date": 5,
    "client": [],
    "clock": "x",
    "elements": [],
    "parent": [],
    "anchor": [1],
    "file": 5,
    "kind": [],
    "reason": 5,
}
COMMANDS = (
    *(["verify"], ["due"], ["history"], ["doctor"], ["drafts"]),
    *(["measures", "c-1042"], ["plan", "c-1042", "--story"], ["facts", "c-1042"]),
)


@pytest.mark.parametrize("field", WRONG)
def test_a_field_of_another_type_ends_no_command_in_a_fault_of_the_program(two_clients, field):
    office = two_clients
    note = office.sign_note()
    (record,) = office.records()
    path = office.practice.records / f"{record.id}.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), field: WRONG[field]}), encoding="utf-8")
    about_it = (
        ["history", note],
        ["check", note],
        ["export", note, "--as", "txt"],
        ["accept", note, "--reason", "Mine."],
    )
    said = {" ".join(map(str, words)): office.run(*words) for words in (*COMMANDS, *about_it)}
    assert {words: code for words, (code, _, _) in said.items() if code == 70} == {}
    assert path.name in said["verify"][1]
