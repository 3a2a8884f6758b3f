"""What a statement says, line by line, whether of a payment app or of a bank (账单)."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.errors import InputProblem

UNSETTLED_STATUSES: Final = frozenset(
    {"交易关闭", "已关闭", "等待付款", "等待对方付款", "支付失败", "转账失败", "已撤销", "已取消"}
)
"""Statuses under which an app lists a transaction although no money moved."""


class Channel(StrEnum):
    """Where a statement comes from: a payment app or a bank (收款渠道)."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    BANK = "bank"

    @property
    def zh(self) -> str:
        """The name on the statement (渠道名称)."""
        return {Channel.WECHAT: "微信支付", Channel.ALIPAY: "支付宝", Channel.BANK: "银行"}[self]


class Direction(StrEnum):
    """Which way the money went, as the app says (收支方向)."""

    IN = "in"
    OUT = "out"
    NEUTRAL = "neutral"


@frozen
class BillLine:
    """One transaction of a statement (账单明细).

    `text` is what the payer wrote, with the words the app put before it; `line` is the line of `file`
    as an editor counts it.
    """

    transaction_id: str
    at: datetime
    counterparty: str
    counterparty_account: str
    text: str
    direction: Direction
    amount_fen: int
    status: str
    kind: str
    file: str
    line: int

    @property
    def is_settled(self) -> bool:
        """Whether the money really moved (是否已到账)."""
        return self.status not in UNSETTLED_STATUSES and self.amount_fen > 0

    @property
    def is_refund(self) -> bool:
        """Whether money that was spent came back (是否退款).

        WeChat counts refunds as income, Alipay as neither; both say so in the kind of transaction.
        """
        says_so = self.kind == "退款" or self.kind.endswith("-退款")
        return says_so and self.is_settled and self.direction is not Direction.OUT

    @property
    def refund_of(self) -> str:
        """The number of the transaction that is refunded, where the app puts it before its own (原交易单号)."""
        original, sign, _ = self.transaction_id.partition("_")
        return original if sign and self.is_refund else ""


@frozen
class Bill:
    """A statement of a payment app or a bank, with the SHA-256 of its file (账单文件).

    `warnings` are the faults of the file that whoever read it chose to let pass.
    """

    channel: Channel
    file: str
    digest: str
    lines: tuple[BillLine, ...]
    warnings: tuple[InputProblem, ...] = ()
