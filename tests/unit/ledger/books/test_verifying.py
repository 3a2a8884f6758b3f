"""What a check of the books reports."""

from datetime import date
from uuid import UUID

from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    Balances,
    DwellingBalance,
    NumberCheck,
)
from gongtong.ledger.books.verifying import KeptMonthEnd, findings_of

HOME = UUID(int=101)
FUND = "sanitation"


def test_a_check_names_every_difference() -> None:
    """A balance kept too high, one that is missing, a gap and an entry that does not balance."""
    found = findings_of(
        kept_accounts=(AccountBalance("1001", FUND, 2),),
        kept_dwellings=(DwellingBalance(HOME, "1122", FUND, 5),),
        summed=Balances((AccountBalance("1001", FUND, 1), AccountBalance("4301", FUND, -1)), ()),
        numbers=(NumberCheck(2025, 1, 1, 2, 2),),
        unbalanced=((UUID(int=1), FUND, 7),),
    )
    assert [(one.code, one.params[0]) for one in found] == [
        ("ledger.balance_differs", ("of", "1001/sanitation")),
        ("ledger.balance_differs", ("of", "4301/sanitation")),
        ("ledger.dwelling_balance_differs", ("of", f"{HOME}/1122/sanitation")),
        ("ledger.numbers_have_gaps", ("year", "2025")),
        ("ledger.entry_unbalanced", ("entry", str(UUID(int=1)))),
    ]


def test_books_that_agree_have_no_finding() -> None:
    """Nothing to report is an empty report."""
    held = (AccountBalance("1001", FUND, 1), AccountBalance("4301", FUND, -1))
    found = findings_of(
        kept_accounts=held,
        kept_dwellings=(),
        summed=Balances(held, ()),
        numbers=(NumberCheck(2025, 1, 1, 1, 1),),
        unbalanced=(),
    )
    assert found == ()


def test_a_kept_month_end_that_differs_is_named_with_its_day() -> None:
    """A balance kept at the end of March a fen too high; the one of April agrees."""
    right = (AccountBalance("1001", FUND, 1),)
    found = findings_of(
        kept_accounts=(),
        kept_dwellings=(),
        summed=Balances((), ()),
        numbers=(),
        unbalanced=(),
        month_ends=(
            KeptMonthEnd(date(2025, 3, 31), (AccountBalance("1001", FUND, 2),), right),
            KeptMonthEnd(date(2025, 4, 30), right, right),
        ),
    )
    assert [(one.code, one.params[0]) for one in found] == [
        ("ledger.month_end_differs", ("of", "2025-03-31 1001/sanitation"))
    ]
