"""Loads and satisfaction are worked out voter by voter."""

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.methods import seq_pav, seq_phragmen
from gongtong.voting.replay.in_turn import replay_loads, replay_satisfaction
from gongtong.voting.replay.paper_ballots import naming_papers

BALLOTS = Approvals.from_ballots("abc", [({0, 1}, 4), ({1, 2}, 3), ({2}, 2)])
PAPERS = naming_papers(BALLOTS)


def test_loads_hold() -> None:
    """Two seats; with one voter less they do not."""
    count = seq_phragmen.METHOD.run(BALLOTS, CountSettings(seats=2))
    assert list(replay_loads(count, PAPERS)) == []
    assert {departure.round for departure in replay_loads(count, PAPERS[1:])} == {1, 2}


def test_satisfaction_holds() -> None:
    """A second candidate counts half for whoever has one already."""
    count = seq_pav.METHOD.run(BALLOTS, CountSettings(seats=2))
    assert list(replay_satisfaction(count, PAPERS)) == []
    assert {departure.round for departure in replay_satisfaction(count, PAPERS[1:])} == {1, 2}
