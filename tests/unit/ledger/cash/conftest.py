"""What the cashier's desk knows in the tests (出纳测试依据)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from gongtong.core.offices import Office
from gongtong.ledger.books.chart import CASH, DEFAULT_CHART
from gongtong.ledger.cash.cash_book import CashFacts, CashStamp

TODAY = date(2025, 3, 10)


@pytest.fixture
def facts() -> CashFacts:
    """A box with 500.00 in it since January, seen by its cashier on 10 March."""
    return CashFacts(
        held=(Office.KEEPER_OF_MONEY,),
        today=TODAY,
        opened_on=date(2025, 1, 1),
        accounts={account.code: account for account in DEFAULT_CHART.accounts},
        totals_fen={CASH: {date(2025, 1, 1): 50_000}},
    )


@pytest.fixture
def stamp() -> CashStamp:
    """The second line of the book."""
    return CashStamp(UUID(int=2), 2, "u-cashier", datetime(2025, 3, 10, 1, tzinfo=UTC))
