"""Statements of WeChat Pay (微信支付账单)."""

from typing import Final

from gongtong.ledger.exchange.bills import Bill, Channel
from gongtong.ledger.exchange.bills_form import BillForm, read_form

WECHAT_FORM: Final = BillForm(
    channel=Channel.WECHAT,
    encoding="utf-8-sig",
    time="交易时间",
    kind="交易类型",
    counterparty="交易对方",
    counterparty_account=None,
    text=("商品", "备注"),
    direction="收/支",
    amount="金额(元)",
    status="当前状态",
    transaction_id="交易单号",
)


def read_wechat(content: bytes, *, file: str) -> Bill:
    """Read a statement that WeChat exported as CSV; raises `InputError` with every problem (读取微信账单)."""
    return read_form(content, file=file, form=WECHAT_FORM)
