"""The account of one household."""

from datetime import date
from uuid import UUID

from gongtong.core.periods import month_span
from gongtong.ledger.books.balances.folding import AccountBalance, DwellingPosting
from gongtong.ledger.reports.household import household_statement_of

HOME = UUID(int=101)
FUND = "sanitation"


def posting(number: int, account: str, fen: int) -> DwellingPosting:
    day = date(2025, 2, number)
    return DwellingPosting(UUID(int=number), 2025, number, day, "账", account, FUND, fen)


def test_balances_run_on_from_the_opening_ones() -> None:
    """300 owed, 350 paid: nothing is owed and 50 stand as an advance; the deposit is left alone."""
    opening = (AccountBalance("1122", FUND, 300_00), AccountBalance("2251", FUND, -1_000_00))
    statement = household_statement_of(
        HOME,
        month_span(2025, 2),
        opening,
        [posting(6, "1122", -300_00), posting(6, "2203", -50_00)],
    )
    assert [line.balance_fen for line in statement.lines] == [0, -50_00]
    assert statement.closing == (
        AccountBalance("2203", FUND, -50_00),
        AccountBalance("2251", FUND, -1_000_00),
    )
    assert (statement.opening_owed_fen, statement.owed_fen) == (300_00, -50_00)


def test_a_household_without_lines_keeps_its_balances() -> None:
    """What was owed before the span is owed after it."""
    statement = household_statement_of(
        HOME, month_span(2025, 2), [AccountBalance("1122", FUND, 1)], []
    )
    assert statement.closing == statement.opening
    assert statement.owed_fen == 1
