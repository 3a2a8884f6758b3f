"""Balances, statements and monthly flows, added up by hand."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    Balances,
    DwellingBalance,
    DwellingPosting,
    MonthlyFlow,
    NumberCheck,
    flows_of,
    fold,
    statement_of,
    trial_balance_of,
)
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Entry, EntryKind, Posting
from gongtong.ledger.books.periods import Period

HOME, OTHER = UUID(int=101), UUID(int=102)
FUND = "sanitation"


def entry(number: int, *postings: Posting) -> Entry:
    return Entry(
        id=UUID(int=number),
        year=2025,
        number=number,
        kind=EntryKind.MANUAL,
        effective_on=date(2025, 1, number),
        booked_at=datetime(2025, 6, 10, tzinfo=UTC),
        booked_by="bookkeeper",
        narration="账",
        postings=postings,
    )


def test_a_fold_adds_up_accounts_and_dwellings() -> None:
    """Two households charged 300.00 each, one pays 100.00; what is even is left out."""
    charged = entry(
        1,
        Posting("1122", FUND, 30000, HOME),
        Posting("1122", FUND, 30000, OTHER),
        Posting("4301", FUND, -60000),
    )
    paid = entry(2, Posting("1001", FUND, 10000), Posting("1122", FUND, -10000, HOME))
    spent = entry(3, Posting("5101", FUND, 10000), Posting("1001", FUND, -10000))
    assert fold((charged, paid, spent)) == Balances(
        (
            AccountBalance("1122", FUND, 50000),
            AccountBalance("4301", FUND, -60000),
            AccountBalance("5101", FUND, 10000),
        ),
        (
            DwellingBalance(HOME, "1122", FUND, 20000),
            DwellingBalance(OTHER, "1122", FUND, 30000),
        ),
    )


def test_a_trial_balance_shows_debits_and_credits() -> None:
    """A positive balance is a debit, a negative one a credit, an empty one is left out."""
    held = (
        AccountBalance("1122", FUND, 50000),
        AccountBalance("4301", FUND, -50000),
        AccountBalance("1001", FUND, 0),
    )
    trial = trial_balance_of(held, DEFAULT_CHART)
    shown = [(line.account.zh, line.debit_fen, line.credit_fen) for line in trial.lines]
    assert shown == [("应收住户款", 50000, 0), ("卫生服务费收入", 0, 50000)]
    assert (trial.debit_fen, trial.credit_fen) == (50000, 50000)


def test_a_statement_keeps_accounts_and_funds_apart() -> None:
    """What is owed and what is paid ahead run side by side."""

    def line(number: int, account: str, fund: str, amount_fen: int) -> DwellingPosting:
        day = date(2025, 1, number)
        return DwellingPosting(UUID(int=number), 2025, number, day, "账", account, fund, amount_fen)

    lines = statement_of(
        (
            line(1, "1122", FUND, 30000),
            line(2, "2203", FUND, -5000),
            line(3, "1122", FUND, -30000),
            line(4, "1122", "parking", 7500),
        )
    )
    assert [(one.entry, one.balance_fen) for one in lines] == [
        ("2025-0001", 30000),
        ("2025-0002", -5000),
        ("2025-0003", 0),
        ("2025-0004", 7500),
    ]


def test_days_are_gathered_into_months() -> None:
    """The last of January and the first of February are told apart; what cancels out is left out."""
    income, expense = AccountKind.INCOME, AccountKind.EXPENSE
    flows = flows_of(
        (
            (date(2025, 1, 1), FUND, "4301", income, -100),
            (date(2025, 1, 31), FUND, "4301", income, -1),
            (date(2025, 2, 1), FUND, "4301", income, -10),
            (date(2025, 2, 1), FUND, "5101", expense, 5),
            (date(2025, 2, 2), FUND, "5102", expense, 5),
            (date(2025, 2, 3), FUND, "5102", expense, -5),
        )
    )
    assert flows == (
        MonthlyFlow(Period(2025, 1), FUND, "4301", income, 101),
        MonthlyFlow(Period(2025, 2), FUND, "4301", income, 10),
        MonthlyFlow(Period(2025, 2), FUND, "5101", expense, 5),
    )


@pytest.mark.parametrize(
    ("check", "is_gap_free"),
    [
        (NumberCheck(2025, 3, 1, 3, 3), True),
        (NumberCheck(2025, 0, 1, 0, 0), True),
        (NumberCheck(2025, 2, 1, 3, 3), False),
        (NumberCheck(2025, 3, 2, 4, 4), False),
        (NumberCheck(2025, 3, 1, 3, 4), False),
    ],
)
def test_numbers_run_from_one_to_the_counter(check: NumberCheck, is_gap_free: bool) -> None:
    """One missing in the middle, at the beginning or at the end is a gap."""
    assert check.is_gap_free is is_gap_free
