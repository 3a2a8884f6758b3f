"""What voters have left, as sums over sets of voters."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import Utility
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods.demand import Demand
from gongtong.voting.methods.purchases import Offer
from gongtong.voting.methods.set_purse import SetPurse

NAMES = ("路灯", "树", "长椅")


def demand(cast: list[tuple[set[int], int]], costs: tuple[int, ...]) -> Demand:
    return Demand.of(Approvals.from_ballots(NAMES, cast), costs, Utility.NUMBER)


def priced(number: int, per: int = 1) -> Offer:
    return Offer(Fraction(number, per))


def test_supporters_share_the_cost_equally() -> None:
    """Three supporters with 10 each pay 24 with 8 each."""
    purse = SetPurse(demand([({0}, 3)], (24, 1, 1)), Fraction(10))
    assert purse.offer(0).price == 8
    assert purse.pay(0, priced(8)) == 8
    assert purse.offer(0).money == 6


@pytest.mark.parametrize(("cost", "price"), [(29, Fraction(29, 3)), (30, Fraction(10)), (31, None)])
def test_a_project_is_paid_up_to_the_last_coin(cost: int, price: Fraction | None) -> None:
    """Three supporters with 10 each can pay exactly 30, and not 31."""
    assert SetPurse(demand([({0}, 3)], (cost, 1, 1)), Fraction(10)).offer(0).price == price


def test_who_has_less_gives_all_and_the_others_pay_more() -> None:
    """After 树 took 8 from one of three, he gives his last 2 for 路灯, the other two 9 each."""
    purse = SetPurse(demand([({0, 1}, 1), ({0}, 2)], (20, 8, 1)), Fraction(10))
    purse.pay(1, priced(8))
    assert purse.offer(0).price == 9
    assert purse.pay(0, priced(9)) == 9
    assert purse.offer(0).money == 2


def test_the_price_follows_the_points() -> None:
    """With 3 points and 1 point, 8 are paid as 6 and 2: a point costs 2."""
    ballots = Scores.from_ballots(NAMES, [({0: 3}, 1), ({0: 1}, 1)])
    purse = SetPurse(Demand.of(ballots, (8, 1, 1), Utility.POINTS), Fraction(6))
    assert purse.offer(0).price == 2
    assert purse.pay(0, priced(2)) == 6
    assert purse.offer(0).money == 4


@pytest.mark.parametrize(("first", "left"), [(99, 1), (100, 0), (101, 0)])
def test_money_is_compared_exactly_however_small_the_difference(first: int, left: int) -> None:
    """Of 100 parts of 10 ** -30 each, 99 leave one, 100 leave nothing, and 101 take what is there."""
    part = Fraction(1, 10**30)
    purse = SetPurse(demand([({0}, 1)], (1, 1, 1)), 100 * part)
    purse.pay(0, Offer(first * part))
    assert purse.offer(0).money == left * part


def test_who_has_nothing_left_does_not_count_when_a_price_is_sought() -> None:
    """One of three has paid all he had for 树: the other two pay 路灯 with 6 each."""
    purse = SetPurse(demand([({0, 1}, 1), ({0}, 2)], (12, 10, 1)), Fraction(10))
    purse.pay(1, priced(10))
    assert purse.offer(0).price == 6


@pytest.mark.parametrize(("money", "can"), [(11, False), (12, True), (13, True)])
def test_several_projects_are_paid_at_once_by_who_has_enough(money: int, can: bool) -> None:
    """Two projects at 6 need 12 of who wants both; who wants one only is not asked."""
    purse = SetPurse(demand([({0, 1}, 1), ({0}, 5)], (6, 6, 1)), Fraction(money))
    assert purse.can_pay_all([0, 1], Fraction(6)) is can
    assert purse.can_pay_all([0, 2], Fraction(600))


def test_money_grows_until_a_project_is_paid_and_its_supporters_have_nothing() -> None:
    """Two with 1 each need 2 more each for 6; a third then has 1 + 2 for himself."""
    purse = SetPurse(demand([({0}, 2), ({1}, 1)], (6, 4, 1)), Fraction(1))
    assert purse.time_until_paid(0) == 2
    purse.grow_and_empty(Fraction(2), 0)
    assert purse.time_until_paid(0) == 3
    assert purse.time_until_paid(1) == 1


def test_who_was_too_poor_can_pay_his_part_after_money_has_grown() -> None:
    """Who had 2 when 路灯 was asked at 9 has 12 when everybody gets 10 more: all three pay 20 / 3."""
    purse = SetPurse(demand([({0, 1}, 1), ({0}, 2)], (20, 8, 1)), Fraction(10))
    purse.pay(1, priced(8))
    assert purse.offer(0).price == 9
    purse.grow_and_empty(Fraction(10), 2)
    assert purse.offer(0).price == Fraction(20, 3)
