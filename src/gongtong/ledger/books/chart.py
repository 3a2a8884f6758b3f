"""The chart of accounts a place starts with (默认会计科目表).

The numbers follow the national system for private non-profit organisations by reference only: an owners' or residents'
committee is normally not registered as one. Another place answers the policy point ``ledger.chart`` with its own chart.
"""

from typing import Final

from gongtong.ledger.books.accounts import Account, AccountKind, Chart, Fund

CASH: Final = "1001"
BANK: Final = "1002"
WECHAT_WALLET: Final = "1012.wechat"
ALIPAY_WALLET: Final = "1012.alipay"
RECEIVABLE: Final = "1122"
UNVOUCHED_SPENDING: Final = "1221"
PAYABLE: Final = "2202"
ADVANCES: Final = "2203"
SUSPENSE: Final = "2241"
HELD_IN_TRUST: Final = "2245"
DEPOSITS_HELD: Final = "2251"
MAINTENANCE_HELD: Final = "2301"
NET_ASSETS: Final = "3101"
FUND_TRANSFERS: Final = "3102"
FEE_INCOME: Final = "4301"
PROPERTY_FEE_INCOME: Final = "4302"
PARKING_INCOME: Final = "4303"
COMMON_INCOME: Final = "4304"
LATE_CHARGE_INCOME: Final = "4305"
INTEREST_INCOME: Final = "4306"
DONATIONS: Final = "4307"
SHARED_COST_INCOME: Final = "4308"
OTHER_INCOME: Final = "4901"
CLEANING: Final = "5101"
REPAIRS: Final = "5102"
SECURITY: Final = "5103"
UTILITIES: Final = "5104"
ADMINISTRATION: Final = "5105"
BANK_FEES: Final = "5106"
AUDIT: Final = "5107"
WAIVED: Final = "5108"
OTHER_EXPENSE: Final = "5109"

SANITATION: Final = "sanitation"
COMMON_FUND: Final = "common-income"
MAINTENANCE_FUND: Final = "maintenance"
TRUST_FUND: Final = "pass-through"
DEPOSIT_FUND: Final = "deposits"

_ASSETS: Final = (
    Account(CASH, "库存现金", "Cash", AccountKind.ASSET, holds_money=True, may_be_negative=False),
    Account(
        BANK,
        "银行存款",
        "Bank",
        AccountKind.ASSET,
        holds_money=True,
        clears_through=UNVOUCHED_SPENDING,
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
)
_LIABILITIES: Final = (
    Account(PAYABLE, "应付账款", "Payable", AccountKind.LIABILITY),
    Account(ADVANCES, "预收住户款", "Advances", AccountKind.LIABILITY, per_dwelling=True),
    Account(SUSPENSE, "待查收款", "Suspense", AccountKind.LIABILITY),
    Account(HELD_IN_TRUST, "代收代付款", "Held in trust", AccountKind.LIABILITY),
    Account(DEPOSITS_HELD, "住户押金", "Deposits held", AccountKind.LIABILITY, per_dwelling=True),
    Account(
        MAINTENANCE_HELD,
        "住户维修资金",
        "Maintenance money of dwellings",
        AccountKind.LIABILITY,
        per_dwelling=True,
    ),
)
_INCOME: Final = (
    Account(FEE_INCOME, "卫生服务费收入", "Sanitation fees", AccountKind.INCOME),
    Account(PROPERTY_FEE_INCOME, "物业服务费收入", "Property service fees", AccountKind.INCOME),
    Account(PARKING_INCOME, "停车费收入", "Parking", AccountKind.INCOME),
    Account(COMMON_INCOME, "公共收益", "Income from common parts", AccountKind.INCOME),
    Account(LATE_CHARGE_INCOME, "违约金收入", "Late charges", AccountKind.INCOME),
    Account(INTEREST_INCOME, "利息收入", "Interest", AccountKind.INCOME),
    Account(DONATIONS, "捐赠收入", "Donations", AccountKind.INCOME),
    Account(SHARED_COST_INCOME, "公摊费收入", "Shared costs recovered", AccountKind.INCOME),
    Account(OTHER_INCOME, "其他收入", "Other income", AccountKind.INCOME),
)
_EXPENSES: Final = (
    Account(CLEANING, "清洁支出", "Cleaning", AccountKind.EXPENSE),
    Account(REPAIRS, "维修支出", "Repairs", AccountKind.EXPENSE),
    Account(SECURITY, "安防支出", "Security", AccountKind.EXPENSE),
    Account(UTILITIES, "公共水电支出", "Common utilities", AccountKind.EXPENSE),
    Account(ADMINISTRATION, "管理支出", "Administration", AccountKind.EXPENSE),
    Account(BANK_FEES, "手续费支出", "Bank fees", AccountKind.EXPENSE),
    Account(AUDIT, "审计支出", "Audit", AccountKind.EXPENSE),
    Account(WAIVED, "减免支出", "Waived charges", AccountKind.EXPENSE),
    Account(OTHER_EXPENSE, "其他支出", "Other expense", AccountKind.EXPENSE),
)

DEFAULT_CHART: Final = Chart(
    accounts=(
        *_ASSETS,
        *_LIABILITIES,
        Account(NET_ASSETS, "净资产", "Net assets", AccountKind.NET_ASSETS),
        Account(FUND_TRANSFERS, "资金调拨", "Transfers between funds", AccountKind.NET_ASSETS),
        *_INCOME,
        *_EXPENSES,
    ),
    funds=(
        Fund(SANITATION, "卫生服务费", "Sanitation fund"),
        Fund(COMMON_FUND, "公共收益", "Common income"),
        Fund(MAINTENANCE_FUND, "维修资金", "Maintenance fund", restricted=True),
        Fund(TRUST_FUND, "代收代付", "Money passed through", restricted=True),
        Fund(DEPOSIT_FUND, "押金", "Deposits", restricted=True),
    ),
)
"""A committee's accounts and funds; `FUND_TRANSFERS` takes what one fund gives another (默认科目表)."""
