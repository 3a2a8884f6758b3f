"""Less for dwellings that stand empty."""

from datetime import date
from fractions import Fraction

import pytest

from gongtong.core.periods import Span, between, month_span, since
from gongtong.ledger.fees.tariffs.months import Per, Proration, charged_months
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount

SIXTY = VacancyDiscount(Fraction(60, 100), 6)


def share(month: int, vacancy: Span, discount: VacancyDiscount = SIXTY) -> Fraction:
    (charged,) = charged_months(month_span(2026, month), (), Proration.DAILY, Per.MONTH)
    return discount.share_of(charged, (vacancy,))


@pytest.mark.parametrize(
    ("until", "owed"), [("2026-06-30", 1), ("2026-07-01", 1), ("2026-07-02", Fraction(3, 5))]
)
def test_the_wait_must_be_over(until: str, owed: Fraction) -> None:
    """A day less than six months and six months exactly: the full price. A day more: 60%."""
    assert share(7, between("2026-01-01", until)) == owed


@pytest.mark.parametrize(
    ("counting", "owed"),
    [
        (Proration.STARTED_MONTH, Fraction(3, 5)),
        (Proration.FULL_MONTH, Fraction(1)),
        (Proration.DAILY, 1 - Fraction(17, 31) * Fraction(2, 5)),
    ],
)
def test_the_month_in_which_the_wait_ends(counting: Proration, owed: Fraction) -> None:
    """Empty since 15 January: from 15 July on less is owed, for the month, the next, or by the day."""
    discount = VacancyDiscount(Fraction(3, 5), 6, counting=counting)
    assert share(7, since("2026-01-15"), discount) == owed
    assert share(6, since("2026-01-15"), discount) == 1
    assert share(8, since("2026-01-15"), discount) == Fraction(3, 5)


def test_without_a_wait_the_first_day_counts() -> None:
    """A place may reduce from the beginning."""
    at_once = VacancyDiscount(Fraction(1, 2))
    assert share(1, since("2026-01-31"), at_once) == Fraction(1, 2)
    assert at_once.waited((since("2026-01-31"),)) == (Span(date(2026, 1, 31)),)


@pytest.mark.parametrize(
    ("rate", "owed"), [("59/100", "59/100"), ("3/5", "3/5"), ("61/100", "3/5")]
)
def test_higher_law_caps_the_rate(rate: str, owed: str) -> None:
    """Under, at and over a cap of 60%."""
    assert VacancyDiscount(Fraction(rate), 6, Fraction(3, 5)).owed == Fraction(owed)


def test_a_dwelling_that_is_lived_in_owes_all() -> None:
    """No vacancy, no discount."""
    (charged,) = charged_months(month_span(2026, 7), (), Proration.DAILY, Per.MONTH)
    assert SIXTY.share_of(charged, ()) == 1


def test_impossible_discounts_are_refused() -> None:
    """More than all, less than nothing, a negative wait."""
    for rate in (Fraction(-1, 100), Fraction(101, 100)):
        with pytest.raises(ValueError, match="share of the full price"):
            VacancyDiscount(rate)
    with pytest.raises(ValueError, match="no or more months"):
        VacancyDiscount(Fraction(1), -1)
