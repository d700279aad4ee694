"""After any mixture of sessions with many clients, no word of one is anywhere in another's chart or session (R9).

`benchmarks/faults/bench_charts.py` runs ten thousand of them over fifty clients.
"""

import pytest
import shipped
from faults.charts import Clinic, clinic
from faults.sweep import FULL

SEEDS = range(1, 9 if FULL else 3)
SESSIONS = 100 if FULL else 24


@pytest.fixture(autouse=True)
def _shipped_once(monkeypatch):
    shipped.once(monkeypatch)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_of_one_client_is_in_anothers_chart_or_session(tmp_path, seed):
    with clinic(tmp_path / "c", seed, 8) as here:
        for _ in range(SESSIONS):
            here.session()
        here.look_everywhere()
        assert here.leaks == []
        assert here.notes() >= SESSIONS // 8, here.done
        assert not any(name.endswith("ended with 70") for name in here.done)


def caught(root, monkeypatch, seed=5, most=40):
    """Whether the harness sees a flaw within so many sessions."""
    with clinic(root / "c", seed, 4) as here:
        for _ in range(most):
            Clinic.new(here)
            here.day = here.day.fromordinal(here.day.toordinal() + 1)
            here.look_everywhere()
            if here.leaks:
                return here.leaks
    return []


@pytest.mark.timeout(600)
def test_a_walk_that_takes_the_newest_note_of_anybody_for_the_clients_last_is_caught(tmp_path, monkeypatch):
    def everybodys(session):
        return tuple(sorted(session.all_records, key=lambda each: (each.date, each.id), reverse=True))

    monkeypatch.setattr("notewizard.commands.walking.session.Session.records", property(everybodys))
    assert any("is in the screen of new" in each for each in caught(tmp_path, monkeypatch))


@pytest.mark.timeout(600)
def test_a_saver_that_puts_the_note_of_one_into_the_chart_of_the_next_is_caught(tmp_path, monkeypatch):
    from notewizard.commands.walking import keeping

    here = keeping.client_here

    def next_one(practice, note):
        clients = practice.clients.all()
        return clients[(clients.index(here(practice, note)) + 1) % len(clients)]

    monkeypatch.setattr("notewizard.commands.walking.keeping.client_here", next_one)
    # Our own saver refuses that, so that the harness has nothing to see.
    assert caught(tmp_path, monkeypatch, most=6) == []
    for check in ("check_one_client", "check_place"):
        monkeypatch.setattr(f"notewizard.records.finish.{check}", lambda *_: None)
    assert any("progress note.md" in each for each in caught(tmp_path, monkeypatch))
