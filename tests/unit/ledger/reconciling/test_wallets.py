"""A payment app's bill as the statement of its wallet (钱包对账单)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from gongtong.core.errors import InputError
from gongtong.core.periods import Span, month_span
from gongtong.ledger.books.chart import WECHAT_WALLET
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.reconciling.wallets import wallet_statement

MARCH = month_span(2025, 3)


def line(
    number: int, direction: Direction, *, fen: int = 30_000, status: str = "已收钱"
) -> BillLine:
    return BillLine(
        f"T{number}",
        datetime(2025, 3, 31 - number, 20, tzinfo=UTC),
        "王芳",
        "",
        "卫生费",
        direction,
        fen,
        status,
        "二维码收款",
        "微信.csv",
        number,
    )


BILL = Bill(
    Channel.WECHAT,
    "微信.csv",
    "0" * 64,
    (
        line(3, Direction.IN),
        line(2, Direction.OUT, fen=1_000),
        line(1, Direction.IN, status="已取消"),
    ),
)


def test_a_bill_is_the_statement_of_its_wallet() -> None:
    """Oldest first, by the day where people live, out below zero, and without what never settled."""
    statement = wallet_statement(BILL, account=WECHAT_WALLET, days=MARCH, opening_fen=5)
    assert [(one.reference, one.booked_on, one.amount_fen) for one in statement.lines] == [
        ("T3", date(2025, 3, 29), 30_000),
        ("T2", date(2025, 3, 30), -1_000),
    ]
    assert (statement.from_day, statement.through_day) == (date(2025, 3, 1), date(2025, 3, 31))
    assert (statement.bank_account, statement.opening_fen) == ("微信支付", 5)


def test_what_the_app_calls_neither_is_said_by_a_person() -> None:
    """A withdrawal takes from the wallet, a change of its form moves nothing; neither is guessed."""
    bill = evolve(BILL, lines=(line(4, Direction.NEUTRAL), line(5, Direction.NEUTRAL, fen=7)))
    with pytest.raises(InputError) as refused:
        wallet_statement(bill, account=WECHAT_WALLET, days=MARCH, neutral_fen={"T5": 0})
    assert [(one.line, one.code) for one in refused.value.problems] == [(4, "neutral_unknown")]
    told = {"T4": -30_000, "T5": 0}
    statement = wallet_statement(bill, account=WECHAT_WALLET, days=MARCH, neutral_fen=told)
    assert [one.amount_fen for one in statement.lines] == [-30_000]


def test_the_days_that_a_bill_covers_hold_all_its_lines() -> None:
    """A line outside is named with its line of the file, and days without an end cover nothing."""
    with pytest.raises(InputError) as refused:
        wallet_statement(
            BILL, account=WECHAT_WALLET, days=Span(date(2025, 3, 30), date(2025, 4, 1))
        )
    assert [(one.line, one.code) for one in refused.value.problems] == [(3, "outside_days")]
    with pytest.raises(InputError) as endless:
        wallet_statement(BILL, account=WECHAT_WALLET, days=Span(date(2025, 3, 1), None))
    assert [one.code for one in endless.value.problems] == ["days_without_end"]
