"""Bad input: refused in words, at once and whole, or kept and said; never a traceback, never half a file.

Where each kind of it is shown:

an answers file with several faults: here · each fault alone: unit/interview/test_answers_file.py
an unclear time, an end before the start, a day to come, a negative score: here, at the prompt and in a file · that the
  words stay to be changed: unit/terminal/test_full.py, sessions/test_widgets.py
a target that exists: test_render.py · asked about in the walk: sessions/test_walk_keeping.py
a folder that is missing, read-only, full: faults/test_commands_under_fire.py · brought later: test_deliver.py
control characters, escapes, half characters: here · typed, and a megabyte pasted: sessions/test_walk_terminals.py,
  sessions/test_widgets.py, unit/terminal/test_full.py
a client id that is a path or a device: here · unit/records/test_files.py, unit/note/test_text.py
a name that no file can have, of a note, a folder, a draft: here · test_locked.py
a template or format that executes, loops or reads files: here · unit/rendering/test_templates.py,
  test_definition_files.py
an earlier note that cannot be read: here · every encoding: unit/documents/test_reading.py
no answers file at all (huge, deep, doubled keys, bytes): here
"""

import io
import json
import os
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
import shipped

from notewizard.cli import main
from notewizard.interview.accept import Rejected, accept
from notewizard.interview.chart import Chart
from notewizard.interview.state import Interview, question_at

VIDEO = Path(__file__).parents[3] / "examples" / "answers" / "ongoing-video.toml"
NOTE = Path(__file__).parents[3] / "examples" / "notes" / "ongoing-video.soap.md"
TEXT = VIDEO.read_text(encoding="utf-8")
SIGNED = ("--sign", "Dana Whitfield")


def run(capsys, *words):
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def answers(tmp_path):
    """Writes the worked example with some of its words changed; gives the path."""

    def written(*changes, name="answers.toml"):
        text = TEXT
        for before, after in changes:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def our_client(practice):
    """The practice knows the client of the worked example; gives the client's folder."""
    clients = practice / ".notewizard" / "clients.toml"
    more = '\n[[client]]\nid = "c-1042"\nname = "Ada Example"\nfolder = "Example"\n'
    clients.write_text(clients.read_text(encoding="utf-8") + more, encoding="utf-8")
    (practice / "Example").mkdir()
    return practice / "Example"


def files_below(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# An answers file with faults


def test_every_fault_is_said_at_once_with_its_place_and_what_is_allowed(capsys, tmp_path, answers):
    broken = answers(
        ('start = "14:00"', 'start = "2:00"'),
        ("session_number = 11", "session_number = true\ncolor = 3"),
        ("concerns =", "concern ="),
        ("score = 9\n", 'score = "nine"\n'),
        ('harm_to_others = "denied"', 'harm_to_others = "no"'),
        ('self_harm = "denied" ', 'suicide = { plan = "none" }\nself_harm = "denied" '),
        ("homework = [", "homeworks = ["),
    )
    code, out, err = run(capsys, "render", broken, "--to", tmp_path / "note.md")
    assert (code, out) == (3, "")
    assert [line.strip().removeprefix(str(broken)) for line in err.splitlines()] == [
        "The answers are not a whole note: 10 problems.",
        ':21, encounter.start: is ambiguous: morning or afternoon? (24-hour "14:00", or "2:00 PM").',
        ":28, encounter.session_number: must be a whole number.",
        ":29, encounter.color: is not a key here (allowed: attended, complexity, consents, crisis_reason, date, "
        "delivery, end, group, interruptions, length_reason, no_outreach, "
        "notice, outreach, overnight, participants, release, "
        "scheduled, session_number, session_type, setting, start, telehealth, time_zone).",
        ":47, presenting.measures[0].score: must be a number.",
        ':39, presenting.concern: is not a key here (did you mean "concerns"?).',
        ':71, safety.harm_to_others: is not one of the allowed values ("denied", "ideation" or "threat").',
        ':94, plan.homeworks: is not a key here (did you mean "homework"?).',
        ":38, presenting.concerns: is missing (What the client came with today).",
        ":93, plan.homework: is missing (Homework; [] when it was asked and there was none).",
        ":69, safety.suicide.plan: does not apply to this ongoing note.",
        "Nothing was written.",
        "Mend the file and run the command again. `notewizard schema` prints what is allowed.",
    ]
    assert not (tmp_path / "note.md").exists()


def test_days_and_times_that_do_not_exist_and_a_time_without_a_zone_are_said_in_our_words(capsys, answers):
    broken = answers(
        ("date = 2026-11-20 ", 'date = "2026-02-30" '),
        ("next_session = 2026-11-27T14:00:00", 'next_session = "2026-11-31T14:00"'),
        ("written = 2026-11-20T15:05:00-05:00", "written = 2026-11-20T15:05:00"),
    )
    _, _, err = run(capsys, "render", broken)
    assert [line.split(", ", 1)[1] for line in err.splitlines() if line.startswith("  ")] == [
        "encounter.date: is no day of the calendar (for example 2026-11-20).",
        "plan.next_session: is no date and time that exists (for example 2026-11-20T14:00:00).",
        "timing.written: says no time zone (for example 2026-11-20T14:00:00-05:00).",
    ]


def test_a_missing_element_is_named_and_nothing_goes_into_the_practice(capsys, our_client, answers):
    practice = our_client.parent
    before = files_below(practice)
    start, end = TEXT.index("[safety] "), TEXT.index("[[interventions]]")
    code, out, err = run(capsys, "render", answers((TEXT[start:end], "")), "--to", practice, *SIGNED)
    assert (code, out) == (3, "")
    assert {line.split(", ")[1].split(":")[0] for line in err.splitlines() if "is missing" in line} == {
        "safety.asked_by", "safety.suicidal_ideation", "safety.self_harm", "safety.harm_to_others",
        "safety.risk.protective_factors", "safety.risk.acute",
    }  # fmt: skip
    assert files_below(practice) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('start = "14:00"', 'start = "2:00"'),
            'encounter.start: is ambiguous: morning or afternoon? (24-hour "14:00", or "2:00 PM").',
        ),
        (
            ('end = "14:48"', 'end = "13:48"'),
            "encounter.end: is not after the start (overnight = true when it ended on the next day).",
        ),
        (
            ("\ndate = 2026-11-20                  #", "\ndate = 2126-11-20 #"),
            "encounter.date: is still to come (a note is about a session that took place).",
        ),
        (("\nscore = 9\n", "\nscore = -9\n"), "presenting.measures[0].score: must be at least 0.0."),
        (("\nscore = 9\n", "\nscore = inf\n"), "presenting.measures[0].score: must be a number."),
        (("\nscore = 9\n", "\nscore = nan\n"), "presenting.measures[0].score: must be a number."),
        (("\nscore = 9\n", "\nscore = true\n"), "presenting.measures[0].score: must be a number."),
        (("session_number = 11", "overnight = 1"), "encounter.overnight: must be yes or no"),
    ],
)
def test_what_cannot_be_is_refused_in_a_file(capsys, answers, change, said):
    code, out, err = run(capsys, "render", answers(change))
    assert (code, out) == (3, "")
    assert said in err


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ndate = 2026-11-20                  #", '\ndate = "{day}" #'),
        ('start = "14:00"', 'start = "{day}T14:00:00+14:00"'),
        ('end = "14:48"', 'end = "{day}T14:48:00-12:00"'),
        ("written = 2026-11-20T15:05:00-05:00", 'written = "{day}T15:05:00-12:00"'),
        ("next_session = 2026-11-27T14:00:00", 'next_session = "{day}T14:00:00+14:00"'),
        ("previous_date = 2026-10-23", 'previous_date = "{day}"'),
    ],
)
def test_a_day_at_the_ends_of_the_calendar_is_a_slip(capsys, answers, before, after, day):
    code, out, err = run(capsys, "render", answers((before, after.format(day=day))))
    assert (code, out) == (3, "")
    assert "is not a day of our time (a year from 1900 to 2199)." in err


@pytest.mark.parametrize(
    ("key", "typed", "why"),
    [
        ("encounter.start", "2:00", "Morning or afternoon? Write 2:00 PM, 2p or 14:00."),
        (
            "encounter.end",
            "1:48 PM",
            "That is not after the start. If it ended on the next day: F3 or :review, “Did it end on the next day?”.",
        ),
        ("encounter.date", "2126-11-20", "That day is still to come. A note is about a session that took place."),
        ("presenting.measures[0].score", "-9", "A score of the GAD-7 is 0 to 21."),
        ("presenting.measures[0].score", "nine", "A number, please."),
    ],
)
def test_what_cannot_be_is_refused_at_the_prompt(key, typed, why):
    library, values = shipped.library(), json.loads(json.dumps(tomllib.loads(TEXT), default=str))
    chart = Chart(today=date(2026, 11, 20))
    asked = question_at(Interview(library, library.formats["soap"], chart, values), key)
    assert accept(asked, typed, values, library, chart) == Rejected(why)


# Words of a person that stand where something else should


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('start = "14:00"', 'start = "2026-11-20 14:00 Zanzibar"'),
        ("written = 2026-11-20T15:05:00-05:00", 'written = "2026-11-20T15:05 Zanzibar"'),
        ("\ndate = 2026-11-20                  #", '\ndate = "2026-11-20 Zanzibar" #'),
        ('suicidal_ideation = "denied"', 'suicidal_ideation = "told me of Zanzibar"'),
        ('detail = "Tested', 'goal = "less fear of Zanzibar"\nx = "'),
        ('goals = [{ id = "g1"', 'goals = [{ id = "less fear of Zanzibar"'),
        ('id = "c-1042"', 'id = "Zanzibar, Ada"'),
        ('code = "F41.1"', 'code = "fear of Zanzibar"'),
        ("[presenting]\n", '[presenting]\nZanzibar.x = """\n'),
        ("referrals = []", 'referrals = ["Zanzibar]'),
        ("schema = 1\n", 'schema = "Zanzibar"\n'),
    ],
)
def test_no_refusal_repeats_what_was_answered(capsys, answers, before, after):
    code, out, err = run(capsys, "render", answers((before, after)))
    assert (code, out) == (3, "")
    assert "Zanzibar" not in err.replace("presenting.Zanzibar", "")


# A file that is no answers file


@pytest.mark.parametrize("name", ["answers.toml", "answers.json"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"[1]",
        b"\xff\xfe\x00",
        b"a = " + b"[" * 100_000,
        b'{"a": ' * 100_000,
        b'{"presenting": {"concerns": ' + b"[" * 600 + b"]" * 600 + b"}}",
        b".".join([b"a"] * 3000) + b" = 1",
        b"session_number = " + b"1" * 5000,
        b'{"schema": ' + b"1" * 5000 + b"}",
        b'{"schema": 1, "schema": 1}',
        b"schema = 1\nschema = 1",
        b'{"encounter": NaN}',
        b"# " + b"x" * 10_000_000,
        b" " * 10_000_000 + b"{}",
    ],
    ids=[
        "empty", "zero", "a list", "bytes", "deep TOML", "deep JSON", "deep answer", "deep key", "long number",
        "long JSON number", "key twice", "TOML key twice", "not a number", "ten megabytes", "ten megabytes of JSON",
    ],
)  # fmt: skip
def test_what_is_no_answers_file_is_refused(capsys, tmp_path, monkeypatch, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    code, out, err = run(capsys, "render", path)
    assert (code, out) == (3, "")
    assert str(path) in err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    assert run(capsys, "render", "-")[:2] == (3, "")


def test_a_key_that_stands_twice_is_a_question_and_no_choice_of_ours(capsys, tmp_path):
    values = json.dumps(tomllib.loads(TEXT), default=str)
    path = tmp_path / "answers.json"
    asked_twice = values.replace('"suicidal_ideation"', '"suicidal_ideation": "active", "suicidal_ideation"')
    path.write_text(asked_twice, encoding="utf-8")
    code, out, err = run(capsys, "render", path)
    assert (code, out) == (3, "")
    assert err.startswith('answers.json holds the key "suicidal_ideation" twice in one object. (')


def test_answers_on_standard_input_are_utf_8_whatever_the_machine_says(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="latin-1"))
    assert run(capsys, "render", "-") == run(capsys, "render", VIDEO)


def test_a_closed_standard_input_is_said(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert run(capsys, "render", "-")[::2] == (
        3, "standard input is closed.\nNothing was written.\n",
    )  # fmt: skip
    assert run(capsys, "check", "--jsonl")[:2] == (2, "")


def test_a_pipe_that_a_person_names_is_read(capsys):
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    try:
        assert run(capsys, "render", f"/dev/fd/{reading}") == run(capsys, "render", VIDEO)
    finally:
        os.close(reading)


@pytest.mark.parametrize(
    "words",
    [
        ("render", "{name}"),
        ("render", VIDEO, "--plan", "{name}"),
        ("render", VIDEO, "--prior", "{name}"),
        ("render", VIDEO, "--to", "{name}"),
        ("render", VIDEO, "--to", "{name}/note.md"),
        ("check", "{name}"),
        ("check", NOTE, "--prior", "{name}"),
        ("reuse", "{name}", "--prior", NOTE),
        ("reuse", NOTE, "--prior", "{name}"),
        ("reuse", NOTE, "--others", "{name}"),
        ("reuse", NOTE, "--others", "{name}.jsonl"),
    ],
    ids=lambda words: " ".join(str(word) for word in words if "/" not in str(word)[:1]),
)
@pytest.mark.parametrize("name", ["n" * 5000, "n" * 300, "nowhere/b"], ids=["5000", "300", "missing"])
def test_a_name_that_no_system_holds_is_a_refusal(capsys, words, name):
    code, out, err = run(capsys, *(str(word).format(name=name) for word in words))
    assert code in (3, 4)
    assert (out, "bug" in err) == ("", False)


# Client ids


@pytest.mark.parametrize("id_", ["../Ashgrove, Ada", "a/b", "..", ".", "NUL", "com1", "C:", "", "c 1", "c\u202e1"])
def test_a_client_id_that_is_a_path_or_a_device_is_refused(capsys, our_client, answers, id_):
    practice = our_client.parent
    before = files_below(practice)
    path = answers(('id = "c-1042" ', f'id = "{id_}" '))
    code, out, err = run(capsys, "render", path, "--to", practice, *SIGNED)
    assert (code, out) == (3, "")
    assert f"{path}:11, client.id: " in err
    assert files_below(practice) == before


@pytest.mark.parametrize("id_", ["../x", "a/b", "CON", "con.txt", ""])
def test_so_it_is_in_the_list_of_clients(capsys, our_client, id_):
    clients = our_client.parent / ".notewizard" / "clients.toml"
    clients.write_text(f'[[client]]\nid = "{id_}"\n', encoding="utf-8")
    code, out, err = run(capsys, "render", VIDEO, "--to", our_client.parent, *SIGNED)
    assert (code, out) == (3, "")
    assert "client[0]: This client id cannot be used" in err


# Text that steers a terminal, breaks a file or is very long


STEERS = {
    "an escape": "\x1b[31mred\x1b[0m",
    "a clipboard": "\x1b]52;c;c2VjcmV0\x07",
    "a zero": "a\x00b",
    "a C1 escape": "\x9b31mred",
    "an override": "left\u202eright",
    "half a character": "half \ud83d",
    "a bell": "ding\x07",
}


@pytest.mark.parametrize("raw", STEERS.values(), ids=STEERS)
def test_what_steers_is_left_out_of_every_format_and_that_is_said(capsys, tmp_path, raw):
    values = json.loads(json.dumps(tomllib.loads(TEXT), default=str))
    values["presenting"]["concerns"] = f"Before {raw} after."
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    for form in ("soap", "dap", "birp", "narrative"):
        code, out, err = run(capsys, "render", path, "--format", form)
        assert (code, err) == (0, "1 answer held control characters; the note holds none of them.\n")
        assert "Before " in out
        assert " after." in out
        assert not set(out) & set("\x00\x07\x1b\x9b\u202e\ud83d")


def test_an_escape_that_never_ends_takes_no_words_with_it(capsys, answers):
    path = answers(('concerns = "Worry', 'concerns = "\\u001b]0;Worry'))
    code, out, _ = run(capsys, "render", path)
    assert code == 0
    assert "Worry about being put on a performance plan" in out


@pytest.mark.parametrize("line", ["word " * 200_000, "-" * 20_000 + "x", "[" * 20_000, "a\n" * 20_000])
def test_a_very_long_answer_is_kept_whole(capsys, tmp_path, line):
    values = json.loads(json.dumps(tomllib.loads(TEXT), default=str))
    values["presenting"]["concerns"] = line
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    code, out, _ = run(capsys, "render", path)
    assert code == 0
    assert out.count(line[0]) >= line.count(line[0])


MARKUP = """\
# Plan
## Plan
<script>alert(1)</script> <!-- x --> ![x](http://example.org/x.png) [x](javascript:alert(1))
{% for x in range(9) %}{% endfor %} ${7*7} {# x #} %(name)s
| a | b |
|---|---|
```
- [x] done
שלום world مرحبا 👩‍👩‍👧 \u0301 é ﷽ 𝔘
---
1. one
> quoted &amp; &lt; *a* _b_ ~~c~~ \\"""


@pytest.mark.parametrize("form", ["soap", "dap", "birp", "narrative"])
def test_markup_in_every_answer_is_words_in_every_format(capsys, tmp_path, form):
    values = json.loads(json.dumps(tomllib.loads(TEXT), default=str))
    plain = run(capsys, "render", VIDEO, "--format", form)[1]
    for element, key in (("presenting", "concerns"), ("response", "in_session"), ("plan", "next_focus")):
        values[element][key] = MARKUP
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    code, out, _ = run(capsys, "render", path, "--format", form)
    assert code == 0
    assert "{% for x in range(9) %}{% endfor %} ${7\\*7} {# x #} %(name)s" in out
    headings = [line for line in out.splitlines() if line.startswith("#")]
    assert headings == [line for line in plain.splitlines() if line.startswith("#")]
    assert "שלום world مرحبا 👩‍👩‍👧" in out


def test_what_looks_like_a_template_is_a_gap_to_fill_and_is_never_run(capsys, answers):
    code, out, err = run(capsys, "render", answers(('concerns = "Worry', 'concerns = "{{ 7*7 }} Worry')))
    assert (code, out) == (1, "")
    assert "presenting.concerns: “{{” still has to be filled in." in err


def test_names_of_files_reach_the_screen_spelled_out(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "a\x1b[2J\u202eb.md"
    Path(name).write_text(NOTE.read_text(encoding="utf-8"), encoding="utf-8")
    for words in (("check", name), ("reuse", NOTE, "--prior", name)):
        code, out, err = run(capsys, *words)
        assert code in (0, 1)
        assert "a\\x1b[2J\\u202eb.md" in out
        assert not set(out + err) & set("\x1b\u202e")
    assert json.loads(run(capsys, "check", name, "--json")[1])["results"][0]["path"] == name


# Formats, templates and rules that would do more than say


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ client.__init__ }}",
        "{{ range(10**9) }}",
        "{{ 'a' * 10**10 }}",
        "{% for x in 'abc' %}x{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'shared/labeled' as x %}",
        "{% set x = 1 %}",
        "{{ kind|attr('__class__') }}",
        "{{ self.safety() }}",
        "{% if labeled %}" * 200 + "x" + "{% endif %}" * 200,
        "{% if " + " and ".join(["labeled"] * 5000) + " %}x{% endif %}",
        "{{ kind" + "|lower" * 5000 + " }}",
    ],
    ids=lambda body: body[:30],
)
def test_a_template_that_would_do_more_than_say_is_refused(capsys, practice, body):
    folder = practice / ".notewizard" / "templates"
    folder.mkdir()
    path = folder / "soap.md.jinja"
    path.write_text('{% extends "shared/labeled" %}{% block safety %}' + body + "{% endblock %}", encoding="utf-8")
    code, out, err = run(capsys, "render", VIDEO, "--practice", practice)
    assert (code, out) == (3, "")
    assert str(path) in err
    assert "root:" not in err


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("templates", "x.md.jinja"),
        ("formats", "x.toml"),
        ("formats/measures", "x.toml"),
        ("formats/elements", "x.toml"),
    ],
)
def test_a_pipe_or_a_device_in_the_place_of_a_definition_is_said_and_never_waited_for(capsys, practice, kind, name):
    folder = practice / ".notewizard" / kind
    folder.mkdir(parents=True)
    for make in (os.mkfifo, lambda path: os.symlink("/dev/zero", path)):
        make(folder / name)
        code, out, err = run(capsys, "render", VIDEO, "--practice", practice)
        if kind in ("formats", "templates"):  # what nobody asked for is left out
            assert (code, out.startswith("# Progress note\n")) == (0, True)
        else:
            assert (code, out) == (3, "")
        assert f"{name}: is not a regular file." in err
        (folder / name).unlink()


def cannot_be_listed(folder, monkeypatch):
    """The folder is made, and nobody may look into it."""
    folder.mkdir()
    listed = os.listdir

    def closed(path="."):
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "listdir", closed)
    return folder


@pytest.mark.parametrize("kind", ["formats", "templates"])
def test_a_folder_of_definitions_that_cannot_be_read_is_said_and_not_passed_over(capsys, practice, monkeypatch, kind):
    folder = cannot_be_listed(practice / ".notewizard" / kind, monkeypatch)
    code, out, err = run(capsys, "render", VIDEO, "--practice", practice)
    assert (code, out) == (3, "")
    assert f"{folder}: cannot be read: permission denied." in err


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.write_bytes(b"schema = " + b"1" * 5000)])
def test_so_is_a_rule_pack_and_the_shipped_rules_go_on(capsys, practice, make):
    folder = practice / ".notewizard" / "rules"
    folder.mkdir()
    make(folder / "own.toml")
    code, out, err = run(capsys, "render", VIDEO, "--practice", practice)
    assert (code, out[:15]) == (0, "# Progress note")
    assert err.startswith("A rule pack of the practice is left out. own.toml")
    assert "The shipped rules go on" in err
    assert run(capsys, "check", NOTE, "--practice", practice, "--strict")[0] == 3


def test_a_folder_of_rules_that_cannot_be_read_is_said_and_the_shipped_rules_go_on(capsys, practice, monkeypatch):
    cannot_be_listed(practice / ".notewizard" / "rules", monkeypatch)
    code, out, err = run(capsys, "render", VIDEO, "--practice", practice)
    assert (code, out[:15]) == (0, "# Progress note")
    assert err == (
        "The practice's folder of rules cannot be read: permission denied. The shipped rules go on without it.\n"
    )
    assert run(capsys, "check", NOTE, "--practice", practice, "--strict")[0] == 3


# Earlier notes that cannot be read


def test_an_earlier_note_in_any_state_is_named_and_the_rest_goes_on(capsys, our_client):
    earlier = {
        "2026-11-01.md": "café “x”".encode("cp1252"),
        "2026-11-02.md": "Worry of another kind.".encode("utf-16"),
        "2026-11-03.md": b"\0" * 1000,
        "2026-11-04.md": b"PK\x03\x04",
        "2026-11-05.md": b"x" * 6_000_000,
        "2026-11-06.md": b"---\nid: x\nsha256: y\n---\n",
    }
    for name, data in earlier.items():
        (our_client / name).write_bytes(data)
    (our_client / "2026-11-07.md").symlink_to(NOTE)
    code, out, err = run(capsys, "render", VIDEO, "--to", our_client.parent, *SIGNED)
    assert (code, out) == (0, "")
    *said, unplanned = err.splitlines()
    assert unplanned.startswith("No treatment plan is kept here: ")
    named = [line.split(" was not compared")[0].split(":")[0] for line in said if line.startswith("2026-11-")]
    assert named == ["2026-11-06.md", "2026-11-07.md", "2026-11-05.md", "2026-11-04.md", "2026-11-03.md"]
    # Signed long after the time of writing that the file states: the clock of the test is today's.
    assert [line for line in said if "[time.signed-later]" in line]
    assert said[-1].startswith("Kept: ")


def test_a_folder_is_read_through_what_cannot_be_read_in_it(capsys, tmp_path, monkeypatch):
    notes, closed = tmp_path / "notes", tmp_path / "notes" / "closed"
    closed.mkdir(parents=True)
    (notes / "a.md").write_text(NOTE.read_text(encoding="utf-8"), encoding="utf-8")
    os.mkfifo(notes / "b.md")
    (notes / "c.md").symlink_to(notes / "nowhere.md")
    (notes / ".notewizard").mkdir()
    (notes / ".notewizard" / "d.md").write_text("x", encoding="utf-8")
    look, open_ = os.scandir, os.open

    def refuse(real):
        def call(path, *more, **named):
            if Path(path) == closed:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *more, **named)

        return call

    monkeypatch.setattr(os, "scandir", refuse(look))
    monkeypatch.setattr(os, "open", refuse(open_))
    code, out, _ = run(capsys, "check", notes)
    assert code == 1
    assert out.splitlines() == [
        "4 notes: 1 with nothing to say, 3 could not be read",
        "",
        f"{notes}/b.md: {notes}/b.md is not a regular file.",
        f"{notes}/c.md: {notes}/c.md cannot be opened: no such file or directory.",
        f"{closed}: {closed} cannot be opened: permission denied.",
    ]


# One object a line


def test_a_bad_line_is_answered_in_its_place(capsys, monkeypatch):
    lines = [
        b"[]",
        b"{",
        b"1",
        b'{"id": 1}',
        b'{"id": NaN, "text": ""}',
        b"\xff",
        b"[" * 100_000,
        b'{"id":"\\ud800","text":"x"}',
    ]
    for command in ("check", "reuse"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines)), encoding="ascii"))
        code, out, err = run(capsys, command, "--jsonl")
        assert (code, err) == (3, "")
        answered = [json.loads(line) for line in out.splitlines()]
        assert [each.get("error") for each in answered[:3]] == [
            'is not an object with an "id"', "is not valid JSON", 'is not an object with an "id"',
        ]  # fmt: skip
        assert '"text" must be' in answered[3]["error"]
        assert [each.get("error") for each in answered[4:7]] == [
            "is not valid JSON", "is not valid JSON", "is nested too deeply",
        ]  # fmt: skip
        assert answered[7]["id"] == "\ud800"
        assert len(answered) == len(lines)


def test_other_notes_may_hold_any_line_separator(capsys, tmp_path):
    others = tmp_path / "others.jsonl"
    rows = [{"id": str(number), "text": f"A line\u2028another\x85 {number}"} for number in range(2)]
    others.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    code, out, _ = run(capsys, "reuse", NOTE, "--others", others)
    assert (code, out) == (0, f"{NOTE}: no narrative passage stands in the other notes.\n")


def test_nothing_is_said_of_one_note_when_another_is_not_there(capsys, tmp_path):
    assert run(capsys, "check", NOTE, tmp_path / "nowhere.md")[:2] == (4, "")


# Names that no file can have


@pytest.mark.parametrize("named", ["x" * 300, "x" * 300 + "/y", "a/" * 3000 + "b", "a\0b", "x\udcff", "loop/x"])
@pytest.mark.parametrize(
    "words",
    [
        *(("history", "?"), ("verify", "?"), ("accept", "?", "--reason", "Moved.")),
        *(("export", "?", "--as", "txt"), ("convert", "?", "--format", "dap"), ("check", "?"), ("reuse", "?")),
        *(
            ("addend", "?", "--entered-in-error", "--reason", "Other chart.", "--sign", "D"),
            ("cosign", "?", "--sign", "R"),
        ),
        *(("render", "?"), ("due", "--calendar", "?"), ("due", "--practice", "?"), ("doctor", "--practice", "?")),
        *(("init", "?/p", "--yes", "--author", "A"), ("new", "c-1042", "--feedback", "?"), ("deliver", "--as", "?")),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_name_that_no_file_can_have_is_refused_in_words(capsys, practice, our_client, monkeypatch, words, named):
    monkeypatch.chdir(practice)
    (practice / "loop").symlink_to("loop")
    before = files_below(practice)
    code, _, err = run(capsys, *(each.replace("?", named) for each in words))
    assert "bug" not in err, err
    assert code in (0, 1, 2, 3, 4)
    after = files_below(practice)
    assert {name for name in after if after[name] != before.get(name) and "history" not in name} == set()


@pytest.mark.parametrize("there", [True, False])
def test_feedback_under_a_name_that_is_no_text_is_refused_before_anything_is_asked(
    capsys, practice, our_client, tmp_path, there
):
    target = tmp_path / "x\udcff.md"
    if there:
        target.write_text("An older page.", encoding="utf-8")
    code, _, err = run(capsys, "new", "c-1042", "--coach", "--feedback", target)
    assert code == 4
    assert err.startswith("This file name cannot be used: it holds bytes that are no text.")
