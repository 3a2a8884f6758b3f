"""A bank's lines become transactions that are known again, whatever the bank says of them."""

from datetime import UTC, date, datetime, time

import pytest
from attrs import evolve

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.bank_bills import bill_of
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.exchange.bills import BillLine, Channel, Direction

CAME = BankLine(
    9,
    date(2025, 1, 4),
    30_000,
    counterparty="王芳",
    counterparty_account="6222",
    text="1-1-101 卫生费",
    reference="R1",
    time_of_day=time(9, 30),
)
WENT = BankLine(10, date(2025, 1, 5), -2_816, counterparty="新民建材", balance_fen=27_184)


def statement(*lines: BankLine) -> BankStatement:
    day = date(2025, 1, 4)
    return BankStatement("1002", "6222****0123", "CNY", day, day, "b.csv", "0" * 64, lines)


def ids(*lines: BankLine) -> list[str]:
    return [line.transaction_id for line in bill_of(statement(*lines)).lines]


def test_a_line_becomes_a_transaction() -> None:
    """Signs become directions, and a day without a time begins at midnight in China."""
    bill = bill_of(statement(CAME, WENT))
    assert (bill.channel, bill.file, bill.digest) == (Channel.BANK, "b.csv", "0" * 64)
    came, went = bill.lines
    assert came == BillLine(
        transaction_id=came.transaction_id,
        at=datetime(2025, 1, 4, 1, 30, tzinfo=UTC),
        counterparty="王芳",
        counterparty_account="6222",
        text="1-1-101 卫生费",
        direction=Direction.IN,
        amount_fen=30_000,
        status="已入账",
        kind="银行入账",
        file="b.csv",
        line=9,
    )
    assert came.is_settled
    assert not came.is_refund
    assert (went.direction, went.amount_fen) == (Direction.OUT, 2_816)
    assert went.at == datetime(2025, 1, 4, 16, 0, tzinfo=UTC)


def test_the_banks_number_is_kept_beside_the_account() -> None:
    """Two accounts may use the same numbers."""
    (first,) = ids(CAME)
    assert first.endswith(":R1")
    other = evolve(statement(CAME), bank_account="6333****0123")
    assert bill_of(other).lines[0].transaction_id != first


@pytest.mark.parametrize("reference", ["", "R" * 61, "流水1"])
def test_without_a_usable_number_what_the_line_says_identifies_it(reference: str) -> None:
    """Every part of it counts; the line of the file does not."""
    line = evolve(CAME, reference=reference)
    (first,) = ids(line)
    assert ids(evolve(line, line=99)) == [first]
    changed = (
        evolve(line, amount_fen=30_001),
        evolve(line, booked_on=date(2025, 1, 5)),
        evolve(line, balance_fen=1),
        evolve(line, text="卫生费"),
        evolve(line, counterparty="王方"),
        evolve(line, counterparty_account=""),
        evolve(line, time_of_day=None),
    )
    assert len({first, *(one for line in changed for one in ids(line))}) == 8
    assert len(first) <= 80


def test_lines_that_are_alike_are_counted() -> None:
    """Two households that pay the same on one day are two, in this file and the next."""
    line = evolve(CAME, reference="")
    first, second = ids(line, line)
    assert first != second
    assert ids(line, WENT, line)[::2] == [first, second]


def test_another_currency_is_not_booked() -> None:
    """A fund has one currency."""
    with pytest.raises(InputError, match="HKD"):
        bill_of(evolve(statement(CAME), currency="HKD"))
    assert bill_of(evolve(statement(CAME), currency="HKD"), currency="HKD").lines
