"""The maintenance fund: deposits, top-ups, and its part of common income."""

from fractions import Fraction

import pytest

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.ledger.fees.tariffs.maintenance import (
    CommonIncomeRule,
    TopUp,
    first_deposit_fen,
    owners_income_fen,
)

THIRTY = Fraction(3, 10)
TO_FIRST, TO_HALF = TopUp(THIRTY, Fraction(1)), TopUp(THIRTY, Fraction(1, 2))


def test_the_first_deposit_is_a_rate_of_the_building_cost() -> None:
    """97.53 m2 at 1,650 yuan: 5% and 8%, to the fen."""
    assert first_deposit_fen(975_300, Fraction(1650), Fraction(5, 100)) == 804_623
    assert first_deposit_fen(975_300, Fraction(1650), Fraction(8, 100)) == 1_287_396


@pytest.mark.parametrize(("balance_fen", "is_due"), [(299, True), (300, False), (301, False)])
def test_a_top_up_is_due_below_the_bound(balance_fen: int, *, is_due: bool) -> None:
    """Just under, exactly at and just over 30% of 10 yuan."""
    assert TO_FIRST.is_due(balance_fen, 1000) is is_due
    assert TO_FIRST.due_fen(balance_fen, 1000) == (1000 - balance_fen if is_due else 0)
    assert TO_HALF.due_fen(balance_fen, 1000) == (500 - balance_fen if is_due else 0)


@pytest.mark.parametrize(("bound", "least_fen"), [(AtLeast(1, 2), 51), (MoreThan(1, 2), 51)])
def test_an_odd_fen_goes_to_the_fund(bound: AtLeast | MoreThan, least_fen: int) -> None:
    """One half of 1.01 yuan is met by 51 fen, whether it must be reached or exceeded."""
    assert CommonIncomeRule(bound, THIRTY).least_fen(101, 0, 1000) == least_fen


def test_at_least_and_more_than_differ_on_even_amounts() -> None:
    """One half of a yuan: 50 fen where half is enough, 51 where it is not."""
    assert CommonIncomeRule(AtLeast(1, 2), THIRTY).least_fen(100, 0, 1000) == 50
    assert CommonIncomeRule(MoreThan(1, 2), THIRTY).least_fen(100, 0, 1000) == 51


def test_without_income_nothing_is_due_to_the_fund() -> None:
    """A loss is not shared with the fund."""
    rule = CommonIncomeRule(AtLeast(1, 2), THIRTY)
    assert [rule.least_fen(net, 0, 1000) for net in (0, -1)] == [0, 0]


def test_costs_above_the_income_leave_nothing() -> None:
    """And no debt of the owners."""
    assert [owners_income_fen(100, cost) for cost in (99, 100, 101)] == [1, 0, 0]
    with pytest.raises(ValueError, match="nothing or more"):
        owners_income_fen(-1, 0)


def test_a_share_beyond_the_whole_is_refused() -> None:
    """Neither negative nor more than all."""
    for share in (Fraction(-1, 10), Fraction(11, 10)):
        with pytest.raises(ValueError, match="nothing and the whole"):
            TopUp(share, Fraction(1))
