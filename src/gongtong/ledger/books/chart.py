"""The chart of accounts a place starts with (默认会计科目表).

The numbers follow the national system for private non-profit organisations by reference only: an owners' or residents'
committee is normally not registered as one. Another place answers the policy point ``ledger.chart`` with its own chart.
"""

from typing import Final

from gongtong.ledger.books.accounts import Account, AccountKind, Chart, Fund

CASH: Final = "1001"
WECHAT_WALLET: Final = "1012.wechat"
ALIPAY_WALLET: Final = "1012.alipay"
RECEIVABLE: Final = "1122"
UNVOUCHED_SPENDING: Final = "1221"
ADVANCES: Final = "2203"
SUSPENSE: Final = "2241"
NET_ASSETS: Final = "3101"
FEE_INCOME: Final = "4301"
OTHER_INCOME: Final = "4901"
CLEANING: Final = "5101"
REPAIRS: Final = "5102"
SECURITY: Final = "5103"
OTHER_EXPENSE: Final = "5109"

SANITATION: Final = "sanitation"

DEFAULT_CHART: Final = Chart(
    accounts=(
        Account(
            CASH, "库存现金", "Cash", AccountKind.ASSET, holds_money=True, may_be_negative=False
        ),
        Account(
            WECHAT_WALLET,
            "微信钱包",
            "WeChat wallet",
            AccountKind.ASSET,
            holds_money=True,
            clears_through=UNVOUCHED_SPENDING,
        ),
        Account(
            ALIPAY_WALLET,
            "支付宝",
            "Alipay wallet",
            AccountKind.ASSET,
            holds_money=True,
            clears_through=UNVOUCHED_SPENDING,
        ),
        Account(RECEIVABLE, "应收住户款", "Receivable", AccountKind.ASSET, per_dwelling=True),
        Account(UNVOUCHED_SPENDING, "待核销支出", "Unvouched spending", AccountKind.ASSET),
        Account(ADVANCES, "预收住户款", "Advances", AccountKind.LIABILITY, per_dwelling=True),
        Account(SUSPENSE, "待查收款", "Suspense", AccountKind.LIABILITY),
        Account(NET_ASSETS, "净资产", "Net assets", AccountKind.NET_ASSETS),
        Account(FEE_INCOME, "卫生服务费收入", "Sanitation fees", AccountKind.INCOME),
        Account(OTHER_INCOME, "其他收入", "Other income", AccountKind.INCOME),
        Account(CLEANING, "清洁支出", "Cleaning", AccountKind.EXPENSE),
        Account(REPAIRS, "维修支出", "Repairs", AccountKind.EXPENSE),
        Account(SECURITY, "安防支出", "Security", AccountKind.EXPENSE),
        Account(OTHER_EXPENSE, "其他支出", "Other expense", AccountKind.EXPENSE),
    ),
    funds=(Fund(SANITATION, "卫生服务费", "Sanitation fund"),),
)
