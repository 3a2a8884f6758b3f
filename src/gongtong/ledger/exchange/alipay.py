"""Statements of Alipay (支付宝账单)."""

from collections.abc import Collection
from typing import Final

from gongtong.ledger.exchange.bills import Bill, Channel
from gongtong.ledger.exchange.bills_form import BillForm, read_form
from gongtong.ledger.exchange.tolerance import Tolerated

ALIPAY_FORM: Final = BillForm(
    channel=Channel.ALIPAY,
    encoding="gb18030",
    time="交易时间",
    kind="交易分类",
    counterparty="交易对方",
    counterparty_account="对方账号",
    text=("商品说明", "备注"),
    direction="收/支",
    amount="金额",
    status="交易状态",
    transaction_id="交易订单号",
)


def read_alipay(
    content: bytes, *, file: str, sheet: str | None = None, allow: Collection[Tolerated] = ()
) -> Bill:
    """Read a statement that Alipay exported, as CSV or XLSX (读取支付宝账单).

    Raises `InputError` with every problem except those of the kinds in `allow`, which become warnings.
    """
    return read_form(content, file=file, form=ALIPAY_FORM, sheet=sheet, allow=allow)
