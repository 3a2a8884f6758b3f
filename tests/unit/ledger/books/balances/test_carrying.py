"""Opening and closing balances of a period."""

from gongtong.ledger.books.balances.carrying import (
    PeriodBalance,
    PeriodBalances,
    Turnover,
    period_balances_of,
)
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.periods import Period

MARCH = Period(2025, 3)


def test_what_was_there_and_what_moved_make_what_is_there() -> None:
    """Opening plus debits less credits is closing; what only stood or only moved is listed too."""
    found = period_balances_of(
        MARCH,
        [AccountBalance("1001", "f", 500), AccountBalance("3101", "f", -500)],
        [Turnover("1001", "f", 300, 100), Turnover("4901", "f", 0, 200)],
    )
    assert found == PeriodBalances(
        MARCH,
        (
            PeriodBalance("1001", "f", 500, 300, 100),
            PeriodBalance("3101", "f", -500, 0, 0),
            PeriodBalance("4901", "f", 0, 0, 200),
        ),
    )
    assert [line.closing_fen for line in found.lines] == [700, -500, -200]


def test_empty_accounts_are_left_out_of_opening_and_closing() -> None:
    """An account that was emptied is in the opening alone, a new one in the closing alone."""
    found = PeriodBalances(
        MARCH, (PeriodBalance("1001", "f", 5, 0, 5), PeriodBalance("1002", "f", 0, 5, 0))
    )
    assert found.opening == (AccountBalance("1001", "f", 5),)
    assert found.closing == (AccountBalance("1002", "f", 5),)


def test_debits_and_credits_that_even_out_are_still_shown() -> None:
    """What moved and came back is turnover, not nothing."""
    found = period_balances_of(MARCH, [], [Turnover("1001", "f", 7, 7)])
    assert found.lines == (PeriodBalance("1001", "f", 0, 7, 7),)
    assert (found.opening, found.closing) == ((), ())
