"""Where the rules of the books come from (记账规则出处)."""

from datetime import date
from typing import Final

from gongtong.core.rulings import Source, Standing

ACCOUNTING_LAW_35: Final = Source("会计法", "第35条", in_force_from=date(2024, 7, 1))
"""The cashier keeps no income, expense, claim or debt books (钱账分管)."""

DOUBLE_ENTRY: Final = Source("记账规则", "借贷平衡", standing=Standing.HOUSE)
VOUCHER_RULES: Final = Source("记账规则", "凭证", standing=Standing.HOUSE)
PERIOD_RULES: Final = Source("记账规则", "会计期间", standing=Standing.HOUSE)
BOOKS_RULES: Final = Source("记账规则", "账簿", standing=Standing.HOUSE)
REVERSAL_RULES: Final = Source("记账规则", "冲销", standing=Standing.HOUSE)
