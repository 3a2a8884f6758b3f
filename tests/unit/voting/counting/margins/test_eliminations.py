from gongtong.voting.counting.margins.eliminations import least_for_eliminations
from gongtong.voting.counting.margins.margin import Least
from gongtong.voting.counting.rankings import Rankings


def test_with_two_candidates_half_the_lead() -> None:
    """9 to 4 falls to 3 switched or 5 added ballots."""
    ballots = Rankings.from_ballots("ab", [([[0]], 9), ([[1]], 4)])
    assert least_for_eliminations(ballots, 0) == Least(3, 5)


def test_an_early_round_can_be_closer_than_the_last() -> None:
    """In the last round a leads b by 6; but if c outlives b, whose ballots go to c, a loses.

    b is only 2 ahead of c in the first round, so 1 switched ballot can be enough.
    """
    ballots = Rankings.from_ballots("abc", [([[0]], 10), ([[1], [2]], 6), ([[2], [0]], 4)])
    # last round a 14, b 6; against c: a 10, c 10
    assert least_for_eliminations(ballots, 0) == Least(1, 2)


def test_the_largest_gap_on_the_way_counts() -> None:
    """Where a leads c by 6, that c outlives b is not enough: the gap of 6 counts, not that of 2 before."""
    ballots = Rankings.from_ballots("abc", [([[0]], 16), ([[1], [2]], 6), ([[2], [0]], 4)])
    # a against c: 16 to 10, a gap of 6; a against b: 20 to 6; b before c: a gap of 2
    assert least_for_eliminations(ballots, 0) == Least(3, 6)


def test_at_the_limit_the_bound_so_far_holds() -> None:
    """When no more sets are looked at, the gap reached so far is the bound, never a larger one."""
    ballots = Rankings.from_ballots("abc", [([[0]], 16), ([[1], [2]], 6), ([[2], [0]], 4)])
    bounds = [least_for_eliminations(ballots, 0, most).added for most in range(1, 5)]
    assert bounds == sorted(bounds, key=lambda bound: bound or 0)
    assert bounds[-1] == 6
