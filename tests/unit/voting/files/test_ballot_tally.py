"""Ballots put together as they are read."""

from gongtong.voting.files.ballot_tally import ApprovalTally, RankingTally, ScoreTally


def test_strict_orders_and_shared_ranks_come_together() -> None:
    """Equal ones are one row; blank ones are counted apart; a skipped rank changes no order."""
    tally = RankingTally(3)
    tally.add_order(b"\0\1", 2)
    tally.add_order(b"\0\1", 1)
    tally.add_order(b"", 4)
    tally.add_groups(((2,), (), (0, 1)), 5)
    tally.add_groups(((), ()), 1)
    found = tally.rankings("abc")
    assert (found.size, found.total, tally.blank) == (2, 8, 5)
    assert found.first_choices() == [3, 0, 5]
    assert found.preferences() == [[0, 3, 3], [0, 0, 3], [5, 5, 0]]


def test_nothing_seen_is_known() -> None:
    """Blank ballots are not enough."""
    tally = RankingTally(2)
    tally.add_order(b"", 3)
    assert not tally.seen
    tally.add_order(b"\1", 1)
    assert tally.seen


def test_approvals_come_together() -> None:
    """A ballot that names nobody is part of the total."""
    tally = ApprovalTally(2)
    tally.add(frozenset({1}), 2)
    tally.add(frozenset(), 1)
    tally.add(frozenset({1}), 2)
    found = tally.approvals("ab")
    assert (found.size, found.total, found.tallies()) == (2, 5, [0, 4])


def test_points_come_together() -> None:
    """Small ones and large ones; 0 is given, nothing is not."""
    tally = ScoreTally(2)
    tally.add((0, 1), (0, 255), 2)
    tally.add((1,), (100_000,), 1)
    found = tally.scores("ab")
    assert found.sums() == [0, 100_510]
    assert found.given == (0b01, 0b11)
    assert ScoreTally(1).scores("a").sums() == [0]
