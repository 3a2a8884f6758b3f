"""Alipay statements as they come."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.alipay import read_alipay
from gongtong.ledger.exchange.bills import BillLine, Channel, Direction

Writer = Callable[..., bytes]
PADDED = (
    "2023-02-04 18:21:04 ,退款                  ,x  ,/    ,退款-亲情卡   ,不计收支   ,16.03   ,"
    "交通银行信用卡(7449)  ,退款成功   ,2xx8\t,20xx5\t,     ,"
)
CLOSED = "2023-01-10 13:10:16,日用百货,x,/,x,支出,82.00,,交易关闭,2xx9\t,x\t,,"


def test_a_transfer_is_read_whole(alipay: Writer) -> None:
    """The masked account of the payer is kept; the empty last column is none."""
    bill = read_alipay(alipay(), file="支付宝交易明细.csv")
    assert bill.channel is Channel.ALIPAY
    assert bill.lines == (
        BillLine(
            transaction_id="1000060772533020865541969833",
            at=datetime(2025, 1, 5, 17, 7, tzinfo=UTC),
            counterparty="熊长江",
            counterparty_account="199****9833",
            text="熊长江 10-102",
            direction=Direction.IN,
            amount_fen=30000,
            status="交易成功",
            kind="转账红包",
            file="支付宝交易明细.csv",
            line=12,
        ),
    )


@pytest.mark.parametrize("lines", [2, 8, 22])
def test_the_heading_is_found_below_the_rule(alipay: Writer, lines: int) -> None:
    """The notes above the rule vary in number."""
    assert read_alipay(alipay(lines=lines), file="b.csv").lines[0].line == lines + 4


def test_padding_is_no_part_of_a_cell(alipay: Writer) -> None:
    """Older statements pad every cell with blanks."""
    line = read_alipay(alipay((PADDED,)), file="b.csv").lines[0]
    assert (line.transaction_id, line.counterparty_account, line.text) == (
        "2xx8",
        "",
        "退款-亲情卡",
    )
    assert (line.direction, line.amount_fen) == (Direction.NEUTRAL, 1603)


def test_a_closed_transaction_is_read_and_known_to_be_void(alipay: Writer) -> None:
    """It is listed, but no money moved."""
    line = read_alipay(alipay((CLOSED,)), file="b.csv").lines[0]
    assert line.direction is Direction.OUT
    assert not line.is_settled


def test_a_statement_saved_as_utf_8_is_one_problem(alipay: Writer) -> None:
    """UTF-8 often passes for GB18030 and would come out as other characters."""
    content = alipay().decode("gb18030").encode("utf-8")
    with pytest.raises(InputError) as caught:
        read_alipay(content, file="b.csv")
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.line) == ("wrong_encoding", "b.csv", None)
    assert "UTF-8" in problem.message
    assert problem.remedy
