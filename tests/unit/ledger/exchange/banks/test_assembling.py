"""A statement is checked against itself before anybody uses it."""

import hashlib
import io
from collections.abc import Collection
from datetime import date

import pytest
from attrs import evolve

from gongtong.core.errors import InputError
from gongtong.core.periods import between, month_span
from gongtong.ledger.exchange.banks.assembling import BankReading, mask_account, read_bank_file
from gongtong.ledger.exchange.banks.mapping import BankColumns, BankMapping, LineOrder
from gongtong.ledger.exchange.tolerance import Tolerated

MAPPING = BankMapping(
    "某银行",
    BankColumns("日期", money_in="收入", money_out="支出", balance="余额", currency="币种"),
    footer=("合计",),
    footer_totals=True,
)
ROWS = (
    "2025-01-04,300.00,,1300.00,CNY",
    "2025-01-05,,28.16,1271.84,CNY",
    "2025-01-05,1.00,,1272.84,CNY",
)


def content(*rows: str, foot: str = "") -> bytes:
    return "\n".join(["日期,收入,支出,余额,币种", *rows, foot]).encode()


def read(
    *rows: str,
    foot: str = "",
    allow: Collection[Tolerated] = (),
    mapping: BankMapping = MAPPING,
) -> BankReading:
    return read_bank_file(content(*rows, foot=foot), file="b.csv", mapping=mapping, allow=allow)


def told(*rows: str, foot: str = "") -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(InputError) as caught:
        read(*rows, foot=foot)
    return [(problem.line, problem.column, problem.code) for problem in caught.value.problems]


def test_opening_and_closing_balances_are_those_around_the_lines() -> None:
    """The digest is that of the file, also when it is streamed."""
    (statement,) = read(*ROWS).statements
    assert (statement.account, statement.currency) == ("1002", "CNY")
    assert (statement.from_day, statement.through_day) == (date(2025, 1, 4), date(2025, 1, 5))
    assert (statement.opening_fen, statement.closing_fen) == (100_000, 127_284)
    assert 100_000 + statement.total_fen == 127_284
    assert statement.digest == hashlib.sha256(content(*ROWS)).hexdigest()
    streamed = read_bank_file(io.BytesIO(content(*ROWS)), file="b.csv", mapping=MAPPING)
    assert streamed.statements == (statement,)


@pytest.mark.parametrize("order", [LineOrder.BY_DATE, LineOrder.NEWEST_FIRST])
def test_the_newest_first_is_turned_round(order: LineOrder) -> None:
    """Days tell the order, and on one day the balances do."""
    mapping = evolve(MAPPING, order=order)
    (statement,) = read(*reversed(ROWS), mapping=mapping).statements
    assert [line.amount_fen for line in statement.lines] == [30_000, -2_816, 100]
    (of_a_day,) = read(*reversed(ROWS[1:]), mapping=mapping).statements
    assert [line.amount_fen for line in of_a_day.lines] == [-2_816, 100]


def test_a_balance_that_does_not_follow_is_told_with_both_lines() -> None:
    """A line was taken out; one fen is enough to tell."""
    assert told(ROWS[0], ROWS[2]) == [(3, None, "balance_differs")]
    assert told(ROWS[0], ROWS[1].replace("1271.84", "1271.85")) == [(3, None, "balance_differs")]
    reading = read(ROWS[0], ROWS[2], allow={Tolerated.BROKEN_BALANCES})
    assert [problem.code for problem in reading.warnings] == ["balance_differs"]


def test_lines_without_balances_are_not_compared() -> None:
    """Where the bank states none there is nothing to follow."""
    assert read(ROWS[0], "2025-01-05,1.00,,,CNY", ROWS[2]).warnings == ()


@pytest.mark.parametrize(
    ("foot", "columns"),
    [
        ("合计,301.00,28.16", []),
        ("合计,301.01,28.16", ["收入"]),
        ("合计,300.99,28.17", ["收入", "支出"]),
        ("合计,-,28.15", ["支出"]),
        ("合计,三百,", []),
    ],
)
def test_the_sums_at_the_foot_must_be_those_of_the_lines(foot: str, columns: list[str]) -> None:
    """One fen more or less is told, column by column; what is no amount says nothing."""
    if not columns:
        assert len(read(*ROWS, foot=foot).statements) == 1
        return
    assert told(*ROWS, foot=foot) == [(5, column, "totals_differ") for column in columns]
    assert len(read(*ROWS, foot=foot, allow={Tolerated.FALSE_TOTALS}).warnings) == len(columns)


def test_sums_are_not_compared_while_a_line_is_unread() -> None:
    """What is wrong is the line."""
    assert told(*ROWS, "昨天,1.00,,,CNY", foot="合计,1.00,1.00") == [(5, "日期", "bad_date")]


def test_each_currency_has_a_statement_of_its_own() -> None:
    """Sums of two currencies would mean nothing."""
    reading = read(ROWS[0], "2025-01-05,5.00,,5.00,HKD", ROWS[1])
    assert [(one.currency, one.total_fen) for one in reading.statements] == [
        ("CNY", 27_184),
        ("HKD", 500),
    ]


def test_a_file_without_lines_needs_its_days() -> None:
    """A month without a transaction is a statement; a file that covers nothing is not."""
    assert told() == [(None, None, "no_lines")]
    empty = read_bank_file(content(), file="b.csv", mapping=MAPPING, span=month_span(2025, 2))
    (statement,) = empty.statements
    assert (statement.from_day, statement.through_day) == (date(2025, 2, 1), date(2025, 2, 28))
    assert (statement.lines, statement.opening_fen, statement.closing_fen) == ((), None, None)


def test_lines_lie_in_the_span() -> None:
    """Its first day and its last day are within, the day after is not."""
    for span in (between("2025-01-04", "2025-01-06"), month_span(2025, 1)):
        read_bank_file(content(*ROWS), file="b.csv", mapping=MAPPING, span=span)
    with pytest.raises(InputError) as caught:
        read_bank_file(
            content(*ROWS), file="b.csv", mapping=MAPPING, span=between("2025-01-05", "2025-01-06")
        )
    assert [(one.line, one.code) for one in caught.value.problems] == [(2, "outside_span")]


def test_the_number_of_the_account_is_masked() -> None:
    """Eight signs or fewer tell nobody anything."""
    assert mask_account("6222021234567890123") == "6222****0123"
    assert mask_account("123456789") == "1234****6789"
    assert mask_account("12345678") == "12345678"
    assert mask_account("1234****9876") == "1234****9876"
