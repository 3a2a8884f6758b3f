"""Where the rules of the books come from (记账规则出处)."""

from typing import Final

from gongtong.core.rulings import Source, Standing

VOUCHERS_FIRST: Final = Source("会计法", "第14条", note="2024年修正后条号")
"""What is booked rests on an original document (原始凭证)."""

DOUBLE_ENTRY: Final = Source("记账规则", "借贷平衡", standing=Standing.HOUSE)
VOUCHER_RULES: Final = Source("记账规则", "凭证", standing=Standing.HOUSE)
PERIOD_RULES: Final = Source("记账规则", "会计期间", standing=Standing.HOUSE)
BOOKS_RULES: Final = Source("记账规则", "账簿", standing=Standing.HOUSE)
FUND_RULES: Final = Source("记账规则", "专款专用", standing=Standing.HOUSE)
RESERVATION_RULES: Final = Source("记账规则", "预留", standing=Standing.HOUSE)
REVERSAL_RULES: Final = Source("记账规则", "冲销", standing=Standing.HOUSE)
SPENDING_RULES: Final = Source("支出审批规则", standing=Standing.HOUSE)
