"""Which payment app a statement comes from (账单识别)."""

from typing import Final

from gongtong.core.errors import InputError
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.alipay import ALIPAY_FORM
from gongtong.ledger.exchange.bills import Bill
from gongtong.ledger.exchange.bills_form import EXPORT_AGAIN, read_form
from gongtong.ledger.exchange.wechat import WECHAT_FORM

_FORMS: Final = (WECHAT_FORM, ALIPAY_FORM)
_SPREADSHEET: Final = b"PK\x03\x04"


def read_bill(content: bytes, *, file: str) -> Bill:
    """Read a statement of either app, told apart by its headings (读取账单)."""
    for form in _FORMS:
        # A file saved again in another encoding is still known, so that its reader can say what is wrong.
        marks = {form.transaction_id.encode(encoding) for encoding in ("utf-8", "gb18030")}
        if content.startswith(_SPREADSHEET) or any(mark in content for mark in marks):
            return read_form(content, file=file, form=form)
    raise InputError(
        [
            problem_at(
                file,
                code="unknown_statement",
                en="the file is neither a WeChat nor an Alipay statement",
                zh="既不是微信支付账单, 也不是支付宝账单",
                remedy=EXPORT_AGAIN,
            )
        ]
    )
