"""Who wants which project, ready for many look-ups."""

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import Weights
from gongtong.voting.counting.counting_method import Utility
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods.demand import Demand

NAMES = ("路灯", "树", "长椅")
COSTS = (50, 30, 20)
APPROVALS = Approvals.from_ballots(NAMES, [({0, 1}, 3), ({1}, 2), (set(), 4)])
POINTS = Scores.from_ballots(NAMES, [({0: 5, 1: 1}, 3), ({1: 2, 2: 0}, 2)])


def test_a_project_is_worth_its_cost_or_one_or_the_points() -> None:
    """The utility says what a project is worth to each of its backers."""
    assert [Demand.of(APPROVALS, COSTS, Utility.COST).worth(one) for one in range(3)] == [
        150,
        150,
        0,
    ]
    assert Demand.of(APPROVALS, COSTS, Utility.NUMBER).worth(1) == 5
    assert Demand.of(POINTS, COSTS, Utility.POINTS).worth(1) == 3 + 4
    assert Demand.of(POINTS, COSTS, Utility.COST).worth(0) == 150


def test_no_vote_and_no_points_are_no_demand() -> None:
    """Who gives 0 points does not want a project; who abstains is a voter all the same."""
    demand = Demand.of(POINTS, COSTS, Utility.COST)
    assert demand.backers[2] == ()
    assert Demand.of(APPROVALS, COSTS, Utility.COST).voters == 9


def test_backers_with_different_points_stand_apart() -> None:
    """Those who give the same points are together, with their number."""
    parts = Demand.of(POINTS, COSTS, Utility.POINTS).backers[1]
    assert sorted((part.utility, part.number) for part in parts) == [(1, 3), (2, 2)]


def test_backers_are_listed_when_they_are_asked_for() -> None:
    """A list has the rows of its set, those of several voters with their weights."""
    demand = Demand.of(APPROVALS, COSTS, Utility.NUMBER)
    (part,), (listed,) = demand.backers[1], demand.listed[1]
    assert (part.rows, part.number) == (0b011, 5)
    assert (listed.rows, listed.weights) == ((0, 1), (3, 2))
    assert demand.listed is demand.listed


def test_common_supporters_are_seen() -> None:
    """路灯 and 树 share voters; nobody wants 长椅."""
    demand = Demand.of(APPROVALS, COSTS, Utility.COST)
    assert demand.share_voters(0, 1)
    assert not demand.share_voters(1, 2)


def test_rows_that_want_the_same_become_one() -> None:
    """Six rows with three kinds of ballots become three rows; worth, voters and sharing stay."""
    flags = bytes([1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0])
    demand = Demand.of(
        Approvals.from_flags(NAMES, flags, Weights.of([1, 2, 1, 1, 3, 2])), COSTS, Utility.NUMBER
    )
    fewer = demand.of_alike()
    assert (fewer.size, fewer.voters) == (3, 10)
    assert [fewer.worth(one) for one in range(3)] == [demand.worth(one) for one in range(3)]
    assert fewer.share_voters(0, 1)
    assert not fewer.share_voters(0, 2)


def test_rows_with_different_points_stay_apart() -> None:
    """Two ballots that name the same projects with other points are not alike."""
    ballots = Scores.from_ballots(NAMES, [({0: 1}, 2), ({0: 2}, 1)])
    assert Demand.of(ballots, COSTS, Utility.POINTS).of_alike().size == 2
    assert Demand.of(ballots, COSTS, Utility.COST).of_alike().size == 1


def test_rows_of_one_voter_each_become_rows_of_several() -> None:
    """Two single voters with the same ballot become one row of two."""
    flags = bytes([1, 0, 0, 1, 0, 0, 0, 1, 0])
    demand = Demand.of(Approvals.from_flags(NAMES, flags), COSTS, Utility.NUMBER)
    assert (demand.size, demand.weights.all_ones) == (3, True)
    fewer = demand.of_alike()
    assert sorted(fewer.weights.total(1 << row) for row in range(fewer.size)) == [1, 2]
    assert [fewer.worth(one) for one in range(3)] == [2, 1, 0]
