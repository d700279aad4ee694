"""A mark or a co-signature that is signed and not in its folder yet: whatever shows the note tells of it."""

import json

import pytest

from notewizard.errors import NotKept
from notewizard.records import finish
from notewizard.records.outbox import waiting_records
from notewizard.records.state import State

WAITS = "signed, and not in its folder yet: notewizard deliver"
ERROR = "Entered in error on November 22, 2026, by Dana Whitfield, LCSW: Another session."


def refused(*_, **__):
    raise NotKept("No space left on device.")


@pytest.fixture
def office(two_clients):
    two_clients.sign_note(trainee=True)
    two_clients.later(days=2)
    return two_clients


@pytest.fixture
def full(monkeypatch):
    """No file gets into a practice folder, until it is undone."""
    with monkeypatch.context() as disk:
        disk.setattr(finish, "publish", refused)
        yield disk


def mark(office):
    assert office.addend("entered-in-error", "--reason", "Another session.")[0] == 4


def co_sign(office):
    assert office.run("cosign", office.note, "--sign", "Ruben Castellanos")[0] == 4


def test_check_tells_of_a_mark_that_waits(office, full):
    mark(office)
    assert f"{ERROR} It no longer counts. ({WAITS})" in office.run("check", office.note)[1]
    (result,) = json.loads(office.run("check", "--json", office.note)[1])["results"]
    assert result["entered_in_error"] is True


def test_history_of_the_note_tells_of_it_too_and_of_it_alone(office, full):
    mark(office)
    for named in (office.note, office.records()[0].id):
        code, out, _ = office.run("history", named, "--practice", office.folder)
        assert (code, "Dana Whitfield, LCSW  (waits on this computer: notewizard deliver)" in out) == (0, True), out
        assert ("Another session." in out, "is not where it was" in out, "not in the history" in out) == (
            True, False, False,
        )  # fmt: skip
    code, out, _ = office.run("history", office.note, "--practice", office.folder, "--text")
    assert (code, "It waits on this computer and is not in its folder yet" in out) == (0, True)


def test_its_scores_count_no_longer(office, full):
    measures = ("measures", "c-1042", "--json", "--practice", office.folder)
    assert json.loads(office.run(*measures)[1])["results"]
    mark(office)
    assert json.loads(office.run(*measures)[1])["results"] == []


@pytest.mark.parametrize("words", [("check", "{note}"), ("convert", "{note}", "--format", "dap")])
def test_a_co_signature_that_waits_is_said_to_wait(office, full, words):
    co_sign(office)
    _, out, err = office.run(*(each.format(note=office.note) for each in words))
    assert f"Co-signed on November 22, 2026, by Ruben Castellanos, PhD. ({WAITS})" in out + err
    assert "Not yet co-signed by Ruben Castellanos, PhD.\n" not in out + err


def test_a_converted_copy_is_not_yet_co_signed_until_it_is_brought(office, full):
    co_sign(office)
    copy = office.run("convert", office.note, "--format", "dap")[1]
    assert "**Not yet co-signed** by Ruben Castellanos, PhD; the co-signature is signed and" in copy
    full.undo()
    assert office.run("deliver")[0] == 0
    copy = office.run("convert", office.note, "--format", "dap")[1]
    assert ("**Co-signed** on November 22" in copy, "Not yet" in copy) == (True, False)


def test_a_note_that_waits_has_a_history_by_its_id(two_clients, full):
    with pytest.raises(AssertionError, match="No space left"):
        two_clients.sign_note()
    (waits,) = waiting_records(State(two_clients.root / "state"), two_clients.practice)
    code, out, err = two_clients.run("history", waits.id, "--practice", two_clients.folder)
    assert (code, "(waits on this computer: notewizard deliver)" in out, "not where it was" in out) == (0, True, False)
    assert "Traceback" not in err
