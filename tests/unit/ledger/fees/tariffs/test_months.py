"""Which months of a period are charged, and how much of each."""

from datetime import date
from fractions import Fraction

import pytest

from gongtong.core.periods import Span, between, month_span, since, year_span
from gongtong.ledger.fees.tariffs.months import (
    Per,
    Proration,
    add_months,
    charged_months,
    days_in,
    months_of,
)

STARTED, FULL, DAILY = Proration.STARTED_MONTH, Proration.FULL_MONTH, Proration.DAILY


def shares(
    period: Span, proration: Proration, *liable: Span, per: Per = Per.MONTH
) -> list[Fraction]:
    return [one.share for one in charged_months(period, liable, proration, per)]


@pytest.mark.parametrize(
    ("day", "proration", "share"),
    [
        (9, STARTED, 1),
        (9, FULL, 0),
        (9, DAILY, Fraction(22, 30)),
        (1, STARTED, 1),
        (1, FULL, 1),
        (1, DAILY, 1),
        (30, STARTED, 1),
        (30, FULL, 0),
        (30, DAILY, Fraction(1, 30)),
    ],
)
def test_the_month_of_moving_in(day: int, proration: Proration, share: Fraction) -> None:
    """On the first, the ninth and the last of June: a started, a full, or so many days of a month."""
    moved_in = Span(date(2025, 6, day))
    assert sum(shares(month_span(2025, 6), proration, moved_in)) == share
    assert sum(shares(month_span(2025, 5), proration, moved_in)) == 0
    assert sum(shares(month_span(2025, 7), proration, moved_in)) == 1


def test_a_month_of_a_yearly_price_is_a_twelfth_or_its_days() -> None:
    """September to December are four twelfths; by the day, 113 of 365."""
    moved_in = since("2026-09-10")
    assert sum(shares(year_span(2026), STARTED, moved_in, per=Per.YEAR)) == Fraction(4, 12)
    assert sum(shares(year_span(2026), DAILY, moved_in, per=Per.YEAR)) == Fraction(113, 365)


def test_a_started_month_is_charged_in_one_part_alone() -> None:
    """A price that changes on the fifteenth does not make one month two."""
    first, second = month_span(2025, 6).split_at((date(2025, 6, 15),))
    assert [len(shares(part, STARTED)) for part in (first, second)] == [1, 0]
    late = since("2025-06-20")
    assert [len(shares(part, STARTED, late)) for part in (first, second)] == [0, 1]


def test_a_month_is_asked_about_on_its_first_day_that_counts() -> None:
    """Who moves in on the tenth is charged by what was recorded on the tenth."""
    (month,) = charged_months(month_span(2025, 6), (since("2025-06-10"),), DAILY, Per.MONTH)
    assert month.asked_on == date(2025, 6, 10)
    assert month.days == (between("2025-06-10", "2025-07-01"),)


def test_who_leaves_and_returns_owes_for_both_stays() -> None:
    """Days between are not charged."""
    stays = (between("2025-06-01", "2025-06-04"), between("2025-06-29", "2025-07-02"))
    assert shares(month_span(2025, 6), DAILY, *stays) == [Fraction(5, 30)]


def test_months_are_counted_on() -> None:
    """To the same day, or the last one of a shorter month."""
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2025, 12, 31), 1) == date(2026, 1, 31)
    assert add_months(date(2025, 1, 1), 0) == date(2025, 1, 1)


def test_months_of_a_period_are_whole() -> None:
    """Also the month of which the period has one day; a period without end has none."""
    found = months_of(between("2025-12-31", "2026-01-02"))
    assert found == (month_span(2025, 12), month_span(2026, 1))
    with pytest.raises(ValueError, match="needs an end"):
        months_of(since("2025-01-01"))


def test_days_are_counted_within() -> None:
    """Over every pair of a span and a frame."""
    spans = (between("2025-06-01", "2025-06-03"), since("2025-06-30"))
    assert days_in(spans, month_span(2025, 6)) == 3
    assert days_in(spans, month_span(2025, 6), month_span(2025, 7)) == 34


def test_every_way_has_a_word() -> None:
    """Bills are read by residents."""
    assert [way.zh for way in Proration] == ["不足一月按一月", "不足一月不计", "按日"]
    assert [per.zh for per in Per] == ["月", "年"]
