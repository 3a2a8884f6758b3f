"""Which payment app a statement comes from (账单识别)."""

import io
from collections.abc import Collection
from typing import Final

from gongtong.core.errors import InputError
from gongtong.core.records import CsvForm, sheets_of
from gongtong.core.tabular import problem_at
from gongtong.core.workbook import is_workbook
from gongtong.ledger.exchange.alipay import ALIPAY_FORM
from gongtong.ledger.exchange.bill_totals import EXPORT_AGAIN
from gongtong.ledger.exchange.bills import Bill
from gongtong.ledger.exchange.bills_form import BillForm, read_form
from gongtong.ledger.exchange.tolerance import Tolerated
from gongtong.ledger.exchange.wechat import WECHAT_FORM

_FORMS: Final = (WECHAT_FORM, ALIPAY_FORM)


def read_bill(
    content: bytes, *, file: str, sheet: str | None = None, allow: Collection[Tolerated] = ()
) -> Bill:
    """Read a statement of either app, CSV or XLSX, told apart by its headings (读取账单).

    A workbook in which several sheets are statements is read only when one is named as `sheet`. Raises
    `InputError` with every problem except those of the kinds in `allow`, which become warnings.
    """
    form = _form_of(content, file)
    if form is None:
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
    return read_form(content, file=file, form=form, sheet=sheet, allow=allow)


def _form_of(content: bytes, file: str) -> BillForm | None:
    if is_workbook(io.BytesIO(content)):
        headings = _headings_in_workbook(content, file)
        return next((form for form in _FORMS if form.transaction_id in headings), None)
    for form in _FORMS:
        # A file saved again in another encoding is still known, so that its reader can say what is wrong.
        if any(form.transaction_id.encode(name) in content for name in ("utf-8", "gb18030")):
            return form
    return None


def _headings_in_workbook(content: bytes, file: str) -> frozenset[str]:
    """Give the cells of the first heading row of each sheet (各表表头)."""
    return frozenset(
        cell
        for sheet in sheets_of(content, file=file, form=CsvForm())
        for cell in next(
            (cells for _, cells in sheet.records() if any(f.is_header(cells) for f in _FORMS)), []
        )
    )
