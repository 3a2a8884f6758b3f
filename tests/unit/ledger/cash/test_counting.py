"""What signatures come to, and which months lack some (月末盘点)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.counting import (
    CountedFigure,
    CountGap,
    CountSheet,
    CountSide,
    CountSignature,
    MissingCount,
    MoneyDays,
    missing_counts,
    months_to_count,
)

MARCH = Period(2025, 3)


def sheet(*signed: tuple[CountSide, int]) -> CountSheet:
    return CountSheet(
        MARCH,
        tuple(
            CountSignature(
                number,
                side,
                (CountedFigure("1001", fen),),
                f"u-{side}",
                datetime(2025, 4, 1, tzinfo=UTC),
            )
            for number, (side, fen) in enumerate(signed, start=1)
        ),
    )


CASHIER, BOOKKEEPER = CountSide.CASHIER, CountSide.BOOKKEEPER


def test_both_sign_in_either_order() -> None:
    """Who signs first is no matter."""
    assert sheet((CASHIER, 500), (BOOKKEEPER, 500)).is_signed_by_both
    assert sheet((BOOKKEEPER, 500), (CASHIER, 480)).is_signed_by_both
    assert not sheet((CASHIER, 500)).is_signed_by_both


def test_a_changed_figure_needs_both_again() -> None:
    """Whoever changes his figure takes the other's signature with it, whichever came first."""
    changed = sheet((CASHIER, 500), (BOOKKEEPER, 500), (CASHIER, 480))
    assert set(changed.standing) == {CASHIER}
    assert changed.gaps({"1001": 500}) == (CountGap.BOOKKEEPER_MISSING,)
    again = sheet((CASHIER, 500), (BOOKKEEPER, 500), (CASHIER, 480), (BOOKKEEPER, 500))
    assert again.is_signed_by_both
    last = again.last_of(CASHIER)
    assert last is not None
    assert last.amounts_fen == {"1001": 480}


def test_an_entry_behind_the_month_needs_its_keeper_again() -> None:
    """A signed balance that is the ledger's no more is a gap."""
    signed = sheet((CASHIER, 500), (BOOKKEEPER, 500))
    assert signed.gaps({"1001": 500}) == ()
    assert signed.gaps({"1001": 499}) == (CountGap.LEDGER_CHANGED,)
    assert signed.gaps({"1001": 500, "1002": 0}) == (CountGap.LEDGER_CHANGED,)


def test_missing_months_are_named_with_what_they_lack() -> None:
    """A month that nobody touched lacks both signatures."""
    found = missing_counts(
        (Period(2025, 2), MARCH), {MARCH: sheet((CASHIER, 5))}, {MARCH: {"1001": 5}}
    )
    assert found == (
        MissingCount(Period(2025, 2), (CountGap.CASHIER_MISSING, CountGap.BOOKKEEPER_MISSING)),
        MissingCount(MARCH, (CountGap.BOOKKEEPER_MISSING,)),
    )


def test_months_to_count_are_over_and_not_before_the_books() -> None:
    """The month of the opening is the first; the running month is not among them."""
    months = months_to_count(date(2024, 12, 31), date(2025, 2, 28))
    assert months == (Period(2024, 12), Period(2025, 1))
    assert months_to_count(date(2025, 2, 1), date(2025, 2, 28)) == ()


def test_money_days_answer_for_every_day() -> None:
    """An account is in use from the first line of either book; both balances run to the day's end."""
    days = MoneyDays({"1001": {date(2025, 3, 1): 5}}, {"1002": {date(2025, 3, 2): 7}})
    assert days.accounts_at(date(2025, 2, 28)) == ()
    assert days.ledger_at(date(2025, 3, 2)) == {"1001": 5, "1002": 0}
    assert days.cash_at(date(2025, 3, 2)) == {"1001": 0, "1002": 7}
    assert days.cash_at(date(2025, 3, 1)) == {"1001": 0}


def test_sides_and_gaps_have_their_words() -> None:
    """The sheet is read in Chinese."""
    assert [side.zh for side in CountSide] == ["出纳", "会计"]
    assert all(gap.zh for gap in CountGap)
