"""The cash book as a list of lines (日记账)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from gongtong.ledger.cash.cash_book import CashLine, lowest_after, running_lines


def line(position: int, day: int, fen: int, account: str = "1001") -> CashLine:
    return CashLine(
        id=UUID(int=position),
        position=position,
        account=account,
        on=date(2025, 3, day),
        amount_fen=fen,
        counterparty="王芳",
        text="卫生费",
        reference="",
        noted_by="u-cashier",
        noted_at=datetime(2025, 3, 31, tzinfo=UTC),
    )


def test_the_balance_runs_by_day_whatever_the_order_of_writing() -> None:
    """A line noted late stands where its day stands, and the balances after it follow."""
    running = running_lines([line(1, 5, 300), line(2, 2, 100), line(3, 5, -50)])
    assert [(one.line.position, one.balance_fen) for one in running] == [
        (2, 100),
        (1, 400),
        (3, 350),
    ]


def test_each_account_has_a_balance_of_its_own() -> None:
    """Money in the bank is not money in the box."""
    running = running_lines([line(1, 5, 300), line(2, 5, 100, "1002")])
    assert [(one.line.account, one.balance_fen) for one in running] == [
        ("1001", 300),
        ("1002", 100),
    ]


def test_the_lowest_balance_is_looked_for_from_the_day_on() -> None:
    """What lay in the box before that day is no matter; what is taken out later is."""
    days = {date(2025, 3, 1): -5, date(2025, 3, 2): 105, date(2025, 3, 9): -60}
    assert lowest_after(days, date(2025, 3, 2), 0) == 40
    assert lowest_after(days, date(2025, 3, 5), -41) == -1
    assert lowest_after({}, date(2025, 3, 5), -1) == -1
