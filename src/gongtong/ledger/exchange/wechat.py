"""Statements of WeChat Pay (微信支付账单)."""

from collections.abc import Collection
from typing import Final

from gongtong.ledger.exchange.bills import Bill, Channel
from gongtong.ledger.exchange.bills_form import BillForm, read_form
from gongtong.ledger.exchange.tolerance import Tolerated

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


def read_wechat(
    content: bytes, *, file: str, sheet: str | None = None, allow: Collection[Tolerated] = ()
) -> Bill:
    """Read a statement that WeChat exported, as CSV or XLSX (读取微信账单).

    Raises `InputError` with every problem except those of the kinds in `allow`, which become warnings.
    """
    return read_form(content, file=file, form=WECHAT_FORM, sheet=sheet, allow=allow)
