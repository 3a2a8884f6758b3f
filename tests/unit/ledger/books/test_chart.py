"""The chart a place starts with."""

from gongtong.core.codec import from_json, to_json
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.chart import DEFAULT_CHART


def test_the_default_chart_is_the_one_of_the_guide() -> None:
    """Fourteen accounts and one fund, with the names residents read."""
    assert [(account.code, account.zh) for account in DEFAULT_CHART.accounts] == [
        ("1001", "库存现金"),
        ("1012.wechat", "微信钱包"),
        ("1012.alipay", "支付宝"),
        ("1122", "应收住户款"),
        ("1221", "待核销支出"),
        ("2203", "预收住户款"),
        ("2241", "待查收款"),
        ("3101", "净资产"),
        ("4301", "卫生服务费收入"),
        ("4901", "其他收入"),
        ("5101", "清洁支出"),
        ("5102", "维修支出"),
        ("5103", "安防支出"),
        ("5109", "其他支出"),
    ]
    assert [(fund.code, fund.zh) for fund in DEFAULT_CHART.funds] == [("sanitation", "卫生服务费")]


def test_the_default_chart_keeps_two_accounts_by_dwelling_and_pays_from_three() -> None:
    """Receivables and advances by dwelling; cash, WeChat and Alipay hold money."""
    accounts = DEFAULT_CHART.accounts
    assert [one.code for one in accounts if one.per_dwelling] == ["1122", "2203"]
    assert [one.code for one in accounts if one.holds_money] == [
        "1001",
        "1012.wechat",
        "1012.alipay",
    ]
    assert [one.code for one in accounts if not one.may_be_negative] == ["1001"]
    assert {one.code: one.clears_through for one in accounts if one.clears_through} == {
        "1012.wechat": "1221",
        "1012.alipay": "1221",
    }


def test_a_chart_can_be_a_house_rule() -> None:
    """A chart is data: it is written as JSON and read back the same."""
    assert from_json(to_json(DEFAULT_CHART), Chart) == DEFAULT_CHART
