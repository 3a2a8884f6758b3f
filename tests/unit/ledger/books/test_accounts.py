"""Accounts, funds and charts: what can be kept, and what cannot."""

import pytest
from attrs import evolve

from gongtong.ledger.books.accounts import Account, AccountKind, Chart, Fund

NET = Account("3101", "净资产", "Net assets", AccountKind.NET_ASSETS)
FUND = Fund("sanitation", "卫生服务费", "Sanitation fund")


def test_only_income_and_expense_are_emptied_at_the_end_of_a_year() -> None:
    """Income and expense are nominal, the other three elements stay."""
    assert [kind for kind in AccountKind if kind.is_nominal] == [
        AccountKind.INCOME,
        AccountKind.EXPENSE,
    ]


@pytest.mark.parametrize("code", ["", "10", "10012", "1012.", "1012.WeChat", "1012-wechat", "一"])
def test_an_account_code_is_four_digits_and_parts(code: str) -> None:
    """Four digits, then perhaps parts of lower-case letters and digits after a dot."""
    with pytest.raises(ValueError, match="account code"):
        Chart((NET, evolve(NET, code=code)), (FUND,))


@pytest.mark.parametrize("code", ["", "Sanitation", "1st", "a--b", "a-", "卫生"])
def test_a_fund_code_is_words_joined_by_hyphens(code: str) -> None:
    """Lower-case letters and digits, joined by single hyphens."""
    with pytest.raises(ValueError, match="fund code"):
        Chart((NET,), (evolve(FUND, code=code),))


@pytest.mark.parametrize(
    ("chart", "problem"),
    [
        (((NET, NET), (FUND,)), "'3101' listed twice"),
        (((NET,), (FUND, FUND)), "'sanitation' listed twice"),
        (((), (FUND,)), "no net assets account"),
        (((NET,), ()), "no fund"),
        (((evolve(NET, clears_through="1221"),), (FUND,)), "clears through '1221'"),
    ],
)
def test_a_chart_that_cannot_be_kept_is_refused(
    chart: tuple[tuple[Account, ...], tuple[Fund, ...]], problem: str
) -> None:
    """Nothing twice, an account for the surplus, at least one fund, and clearing to what exists."""
    with pytest.raises(ValueError, match=problem):
        Chart(*chart)
