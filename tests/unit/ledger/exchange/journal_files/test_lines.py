"""Days and amounts of a journal are read exactly or not at all."""

from datetime import date

import pytest

from gongtong.ledger.exchange.journal_files.lines import (
    Line,
    NotUnderstoodError,
    read_day,
    read_money,
    with_missing_amount,
)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("CNY 300.00", 30_000),
        ("CNY -300.00", -30_000),
        ("-CNY 300", -30_000),
        ("300.00 CNY", 30_000),
        ("-1,300.5 CNY", -130_050),
        ("¥300", 30_000),
        ("-¥.5", -50),
        ("0.0100 CNY", 1),
    ],
)
def test_an_amount_may_have_its_currency_on_either_side(text: str, fen: int) -> None:
    """And its sign before the number or before the currency."""
    assert read_money(text) == fen


@pytest.mark.parametrize(
    "text", ["300.00", "USD 300.00", "-CNY -5", "CNY 0.005", "CNY 1,23", "CNY 5 @ USD 1", "CNY", ""]
)
def test_what_is_no_plain_amount_is_not_understood(text: str) -> None:
    """Another currency, none, a price, or half a fen."""
    with pytest.raises(NotUnderstoodError):
        read_money(text)


def test_days_are_days() -> None:
    """With one sign between their parts."""
    assert read_day("2026-01-31") == read_day("2026/1/31") == date(2026, 1, 31)
    for text in ("2026-02-30", "2026-1/31", "31.1.2026", "today", ""):
        with pytest.raises(NotUnderstoodError):
            read_day(text)


def test_one_posting_may_leave_its_amount_out() -> None:
    """It takes what the others leave; two of them are not understood."""
    line = Line(3, "  x")
    lines = with_missing_amount(
        [(line, "A", 500, ""), (line, "B", -200, ""), (line, "C", None, "m")]
    )
    assert [(one.account, one.amount_fen, one.memo) for one in lines] == [
        ("A", 500, ""),
        ("B", -200, ""),
        ("C", -300, "m"),
    ]
    with pytest.raises(NotUnderstoodError, match="several postings"):
        with_missing_amount([(line, "A", None, ""), (line, "B", None, "")])
