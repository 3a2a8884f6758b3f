"""What voters have left, row by row, and what more they could have."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import Utility
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods.demand import Demand
from gongtong.voting.methods.purchases import Offer, purchases
from gongtong.voting.methods.row_purse import RowPurse
from gongtong.voting.methods.spending import Spending

NAMES = ("路灯", "树", "长椅")


def demand(cast: list[tuple[set[int], int]], costs: tuple[int, ...]) -> Demand:
    return Demand.of(Approvals.from_ballots(NAMES, cast), costs, Utility.NUMBER)


def test_supporters_share_the_cost_equally() -> None:
    """Three supporters with 10 each pay 24 with 8 each."""
    purse = RowPurse(demand([({0}, 3)], (24, 1, 1)), Fraction(10))
    assert purse.offer(0).price == 8
    assert purse.pay(0, Offer(Fraction(8))) == 8
    assert purse.offer(0).money == 6


@pytest.mark.parametrize(("cost", "price"), [(29, Fraction(29, 3)), (30, Fraction(10)), (31, None)])
def test_a_project_is_paid_up_to_the_last_coin(cost: int, price: Fraction | None) -> None:
    """Three supporters with 10 each can pay exactly 30, and not 31."""
    assert RowPurse(demand([({0}, 3)], (cost, 1, 1)), Fraction(10)).offer(0).price == price


def test_who_has_less_gives_all_and_the_others_pay_more() -> None:
    """After 树 took 8 from one of three, he gives his last 2 for 路灯, the other two 9 each."""
    purse = RowPurse(demand([({0, 1}, 1), ({0}, 2)], (20, 8, 1)), Fraction(10))
    purse.pay(1, Offer(Fraction(8)))
    assert purse.offer(0).price == 9
    assert purse.pay(0, Offer(Fraction(9))) == 9
    assert purse.offer(0).money == 2


def test_the_price_follows_the_points() -> None:
    """With 3 points and 1 point, 8 are paid as 6 and 2: a point costs 2."""
    ballots = Scores.from_ballots(NAMES, [({0: 3}, 1), ({0: 1}, 1)])
    purse = RowPurse(Demand.of(ballots, (8, 1, 1), Utility.POINTS), Fraction(6))
    assert purse.offer(0).price == 2
    assert purse.pay(0, Offer(Fraction(2))) == 6
    assert purse.offer(0).money == 4


def test_several_projects_are_paid_at_once_by_who_has_enough() -> None:
    """Two projects at 6 need 12 of who wants both; who wants one only is not asked."""
    wanted = demand([({0, 1}, 1), ({0}, 5)], (6, 6, 1))
    for money, can in ((11, False), (12, True), (13, True)):
        assert RowPurse(wanted, Fraction(money)).can_pay_all([0, 1], Fraction(6)) is can


def test_the_same_purchases_are_proven_for_somewhat_more() -> None:
    """Two supporters with 10 each cannot pay 30 with up to 4 more each; with 5 more they can."""
    wanted = demand([({0}, 2), ({1}, 2)], (15, 30, 1))
    votes = ProjectVotes(Approvals.from_ballots(NAMES, []), wanted.costs, 100)
    for more, is_sure in ((4, True), (5, False)):
        purse = RowPurse(wanted, Fraction(10), more)
        steps = list(purchases(purse, Spending.under(votes, [0] * 3), min))
        assert [step.project for step in steps] == [0, None]
        assert all(step.is_sure for step in steps) is is_sure
