"""What a line of a statement says of itself."""

from datetime import UTC, datetime

import pytest
from attrs import evolve

from gongtong.ledger.exchange.bills import BillLine, Channel, Direction


def line(status: str, amount_fen: int = 30000) -> BillLine:
    at = datetime(2025, 1, 4, tzinfo=UTC)
    return BillLine("1", at, "王芳", "", "", Direction.IN, amount_fen, status, "转账", "b.csv", 18)


@pytest.mark.parametrize(
    ("status", "is_settled"),
    [
        ("已存入零钱", True),
        ("交易成功", True),
        ("已全额退款", True),
        ("交易关闭", False),
        ("等待付款", False),
        ("支付失败", False),
    ],
)
def test_only_money_that_moved_is_settled(status: str, is_settled: bool) -> None:
    """A refund moved money twice, in two lines; a closed transaction never moved any."""
    assert line(status).is_settled is is_settled


def test_nothing_is_no_payment() -> None:
    """A line over 0.00 yuan moves no money."""
    assert not line("交易成功", 0).is_settled
    assert line("交易成功", 1).is_settled


def test_channels_are_called_as_on_the_statement() -> None:
    """Narrations name the app as people know it."""
    assert [channel.zh for channel in Channel] == ["微信支付", "支付宝", "银行"]


@pytest.mark.parametrize(
    ("kind", "direction", "status", "is_refund"),
    [
        ("退款", Direction.NEUTRAL, "退款成功", True),
        ("美团平台商户-退款", Direction.IN, "已全额退款", True),
        ("商户消费", Direction.IN, "已全额退款", False),
        ("退款", Direction.OUT, "交易成功", False),
        ("退款", Direction.NEUTRAL, "交易关闭", False),
        ("转账", Direction.IN, "已存入零钱", False),
    ],
)
def test_a_refund_is_told_by_the_kind_that_the_app_states(
    kind: str, direction: Direction, status: str, is_refund: bool
) -> None:
    """Money that comes back, whether the app counts it as income or as neither."""
    one = evolve(line(status), kind=kind, direction=direction)
    assert one.is_refund is is_refund


def test_a_refund_of_alipay_names_what_it_refunds() -> None:
    """Before the sign stands the first transaction's number; other numbers name nothing."""
    refund = evolve(line("退款成功"), kind="退款", direction=Direction.NEUTRAL)
    assert evolve(refund, transaction_id="2023x88_2023y57").refund_of == "2023x88"
    assert evolve(refund, transaction_id="2023x88").refund_of == ""
    assert evolve(line("交易成功"), transaction_id="2023x88_2023y57").refund_of == ""
