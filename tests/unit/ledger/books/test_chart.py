"""The chart a place starts with."""

from gongtong.core.codec import from_json, to_json
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.chart import DEFAULT_CHART


def test_the_default_chart_is_the_one_of_the_guide() -> None:
    """Thirty-two accounts, with the names residents read."""
    assert [(account.code, account.zh) for account in DEFAULT_CHART.accounts] == [
        ("1001", "库存现金"),
        ("1002", "银行存款"),
        ("1012.wechat", "微信钱包"),
        ("1012.alipay", "支付宝"),
        ("1122", "应收住户款"),
        ("1221", "待核销支出"),
        ("2202", "应付账款"),
        ("2203", "预收住户款"),
        ("2241", "待查收款"),
        ("2245", "代收代付款"),
        ("2251", "住户押金"),
        ("2301", "住户维修资金"),
        ("3101", "净资产"),
        ("3102", "资金调拨"),
        ("4301", "卫生服务费收入"),
        ("4302", "物业服务费收入"),
        ("4303", "停车费收入"),
        ("4304", "公共收益"),
        ("4305", "违约金收入"),
        ("4306", "利息收入"),
        ("4307", "捐赠收入"),
        ("4308", "公摊费收入"),
        ("4901", "其他收入"),
        ("5101", "清洁支出"),
        ("5102", "维修支出"),
        ("5103", "安防支出"),
        ("5104", "公共水电支出"),
        ("5105", "管理支出"),
        ("5106", "手续费支出"),
        ("5107", "审计支出"),
        ("5108", "减免支出"),
        ("5109", "其他支出"),
    ]


def test_a_committee_keeps_five_funds_of_which_three_are_restricted() -> None:
    """What belongs to owners one by one, or is held for others, serves its purpose alone."""
    assert [(fund.code, fund.zh) for fund in DEFAULT_CHART.funds] == [
        ("sanitation", "卫生服务费"),
        ("common-income", "公共收益"),
        ("maintenance", "维修资金"),
        ("pass-through", "代收代付"),
        ("deposits", "押金"),
    ]
    assert [fund.code for fund in DEFAULT_CHART.funds if fund.restricted] == [
        "maintenance",
        "pass-through",
        "deposits",
    ]


def test_the_default_chart_keeps_four_accounts_by_dwelling_and_pays_from_four() -> None:
    """Receivables, advances, deposits and maintenance money by dwelling; cash, bank and wallets hold money."""
    accounts = DEFAULT_CHART.accounts
    assert [one.code for one in accounts if one.per_dwelling] == ["1122", "2203", "2251", "2301"]
    assert [one.code for one in accounts if one.holds_money] == [
        "1001",
        "1002",
        "1012.wechat",
        "1012.alipay",
    ]
    assert [one.code for one in accounts if not one.may_be_negative] == ["1001"]
    assert {one.code: one.clears_through for one in accounts if one.clears_through} == {
        "1002": "1221",
        "1012.wechat": "1221",
        "1012.alipay": "1221",
    }


def test_a_chart_can_be_a_house_rule() -> None:
    """A chart is data: it is written as JSON and read back the same."""
    assert from_json(to_json(DEFAULT_CHART), Chart) == DEFAULT_CHART
