"""Buying by equal shares: what is bought in which order, and what is given up."""

from fractions import Fraction

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import Utility
from gongtong.voting.counting.projects import Exclusion, ProjectVotes
from gongtong.voting.counting.traces import Why
from gongtong.voting.methods.demand import Demand
from gongtong.voting.methods.purchases import Purchase, bound_together, purchases
from gongtong.voting.methods.set_purse import SetPurse
from gongtong.voting.methods.spending import Spending

NAMES = ("路灯", "树", "长椅")


def demand(
    cast: list[tuple[set[int], int]], costs: tuple[int, ...], utility: Utility = Utility.NUMBER
) -> Demand:
    return Demand.of(Approvals.from_ballots(NAMES, cast), costs, utility)


def buy(
    wanted: Demand, per_voter: Fraction, exclusions: tuple[Exclusion, ...] = ()
) -> list[Purchase]:
    ballots = Approvals.from_ballots(NAMES, [])
    votes = ProjectVotes(ballots, wanted.costs, 1000, exclusions=exclusions)
    return list(purchases(SetPurse(wanted, per_voter), Spending.under(votes, [0] * 3), min))


def test_the_lowest_price_is_bought_first() -> None:
    """树 costs each of four 5, 路灯 each of two 6: 树 first, and then 路灯 cannot be paid."""
    steps = buy(demand([({0, 1}, 2), ({1}, 2)], (12, 20, 1)), Fraction(10))
    assert [(step.project, step.price) for step in steps] == [(1, 5), (None, None)]
    assert [(one.project, one.money) for one in steps[-1].dropped] == [(0, Fraction(10))]


def test_a_project_without_supporters_is_given_up_at_once() -> None:
    """It is told in the first step, and without money, as nobody can pay for it."""
    first = buy(demand([({0}, 1)], (5, 1, 1)), Fraction(10))[0]
    assert [(one.project, one.money) for one in first.dropped] == [(1, None), (2, None)]
    assert {one.obstacle.why for one in first.dropped} == {Why.NOT_AFFORDABLE}


def test_what_other_rules_forbid_is_given_up_by_their_name() -> None:
    """Of two that exclude one another the cheaper is bought, and the other gives it as the ground."""
    exclusions = (Exclusion(frozenset({0, 1})),)
    steps = buy(demand([({0, 1}, 2)], (4, 6, 1)), Fraction(10), exclusions)
    assert [step.project for step in steps] == [0, None]
    assert steps[-1].dropped[0].obstacle.why is Why.EXCLUDED_BY_OTHER
    assert steps[-1].dropped[0].obstacle.against == "路灯"


def test_equal_prices_without_a_common_supporter_are_no_tie() -> None:
    """Each is bought whatever comes first, so nobody is asked; with a common supporter somebody is."""
    asked: list[list[int]] = []

    def first_of(tied: list[int]) -> int:
        asked.append(tied)
        return tied[-1]

    votes = ProjectVotes(Approvals.from_ballots(NAMES, []), (6, 6, 6), 100)
    apart = demand([({0}, 1), ({1}, 1)], (6, 6, 6))
    steps = list(purchases(SetPurse(apart, Fraction(6)), Spending.under(votes, [0] * 3), first_of))
    assert [step.project for step in steps] == [0, 1]
    assert asked == []
    shared = demand([({0, 1}, 1)], (6, 6, 6))
    steps = list(purchases(SetPurse(shared, Fraction(6)), Spending.under(votes, [0] * 3), first_of))
    assert [step.project for step in steps] == [1, None]
    assert asked == [[0, 1]]


def test_equal_prices_are_no_tie_where_everybody_can_pay_both() -> None:
    """A voter with 12 can pay 6 twice in either order; with 11 the first leaves too little for the second."""
    votes = ProjectVotes(Approvals.from_ballots(NAMES, []), (6, 6, 6), 100)
    shared = demand([({0, 1}, 1)], (6, 6, 6))
    asked: list[list[int]] = []

    def first_of(tied: list[int]) -> int:
        asked.append(tied)
        return tied[0]

    for money, questions in ((12, []), (11, [[0, 1]])):
        asked.clear()
        book = Spending.under(votes, [0] * 3)
        list(purchases(SetPurse(shared, Fraction(money)), book, first_of))
        assert asked == questions


def test_projects_are_bound_through_others() -> None:
    """路灯 and 长椅 have no common supporter, but both share one with 树."""
    wanted = demand([({0, 1}, 1), ({1, 2}, 1)], (1, 1, 1))
    votes = ProjectVotes(Approvals.from_ballots(NAMES, []), (1, 1, 1), 1)
    book = Spending.under(votes, [0] * 3)
    assert bound_together([0, 1, 2], wanted, book) == [0, 1, 2]
    assert bound_together([0, 2], wanted, book) == [0]
