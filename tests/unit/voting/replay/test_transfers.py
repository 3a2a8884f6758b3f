"""Votes that move are followed ballot by ballot."""

from fractions import Fraction

from attrs import evolve

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import Transfer
from gongtong.voting.methods import irv, stv_meek, stv_scottish
from gongtong.voting.replay.paper_ballots import ranked_papers
from gongtong.voting.replay.transfers import replay_keep_factors, replay_transfers

BALLOTS = Rankings.from_ballots(
    "abcd", [([[0], [1], [2]], 7), ([[1], [2]], 3), ([[2], [1]], 4), ([[3], [2]], 2)]
)
PAPERS = ranked_papers(BALLOTS)


def test_eliminations_and_surpluses_hold() -> None:
    """One seat by run-off, two by Scottish transfer."""
    assert list(replay_transfers(irv.METHOD.run(BALLOTS, CountSettings()), PAPERS)) == []
    scottish = stv_scottish.METHOD.run(BALLOTS, CountSettings(seats=2))
    assert list(replay_transfers(scottish, PAPERS)) == []


def test_a_transfer_that_was_not_made_is_found() -> None:
    """A hundred-thousandth of a vote that goes to somebody else."""
    count = stv_scottish.METHOD.run(BALLOTS, CountSettings(seats=2))
    first = count.rounds[0]
    move = evolve(first.transfers[0], amount=first.transfers[0].amount + Fraction(1, 100_000))
    changed = evolve(first, transfers=(move, *first.transfers[1:]))
    found = list(replay_transfers(evolve(count, rounds=(changed, *count.rounds[1:])), PAPERS))
    assert [departure.round for departure in found] == [1]
    gone = evolve(first, transfers=(*first.transfers, Transfer("a", None, Fraction(1))))
    found = list(replay_transfers(evolve(count, rounds=(gone, *count.rounds[1:])), PAPERS))
    assert "nobody" in found[0].en


def test_keep_factors_divide_each_ballot() -> None:
    """The votes of every round of Meek's method, to the ninth decimal."""
    count = stv_meek.METHOD.run(BALLOTS, CountSettings(seats=2))
    assert list(replay_keep_factors(count, PAPERS)) == []
    others = ranked_papers(Rankings.from_ballots("abcd", [([[0], [2]], 7), ([[1]], 9)]))
    assert list(replay_keep_factors(count, others))
