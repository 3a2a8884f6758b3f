"""Adding and closing accounts and funds: every ground, each day under, at and over."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.accounts import Account, AccountKind, Chart, Fund
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.funds.chart_changes import (
    AccountAdded,
    AccountClosed,
    AddAccount,
    AddFund,
    ChartFacts,
    CloseAccount,
    CloseFund,
    FundAdded,
    FundClosed,
    rule_on_adding_account,
    rule_on_adding_fund,
    rule_on_closing_account,
    rule_on_closing_fund,
)

FACTS = ChartFacts((Office.KEEPER_OF_BOOKS,), DEFAULT_CHART)
GYM = Account("5110", "健身器材支出", "Exercise equipment", AccountKind.EXPENSE)
LIFT = Fund("lift", "电梯更新资金", "Lift renewal", restricted=True)
DAY = date(2025, 7, 1)


def codes(ruling: Granted[Any] | Refused) -> list[str]:
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_an_account_and_a_fund_are_added() -> None:
    """What the chart can carry is granted as it was asked for."""
    assert rule_on_adding_account(AddAccount(GYM), FACTS) == Granted(AccountAdded(GYM))
    assert rule_on_adding_fund(AddFund(LIFT), FACTS) == Granted(FundAdded(LIFT))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"code": "1001"}, ["ledger.chart_unusable"]),
        ({"code": "51a"}, ["ledger.chart_unusable"]),
        ({"clears_through": "9999"}, ["ledger.chart_unusable"]),
        ({"zh": " "}, ["ledger.name_unfit"]),
        ({"en": ""}, ["ledger.name_unfit"]),
        ({"zh": "长" * 100}, []),
        ({"zh": "长" * 101}, ["ledger.name_unfit"]),
    ],
)
def test_an_account_fits_the_chart(change: dict[str, Any], expected: list[str]) -> None:
    """Codes stand once and in their form, names are there and fit their column."""
    assert codes(rule_on_adding_account(AddAccount(evolve(GYM, **change)), FACTS)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"code": "sanitation"}, ["ledger.chart_unusable"]),
        ({"code": "Lift"}, ["ledger.chart_unusable"]),
        ({"currency": "yuan"}, ["ledger.chart_unusable"]),
        ({"zh": ""}, ["ledger.name_unfit"]),
    ],
)
def test_a_fund_fits_the_chart(change: dict[str, Any], expected: list[str]) -> None:
    """A fund has a code of its own, one currency and two names."""
    assert codes(rule_on_adding_fund(AddFund(evolve(LIFT, **change)), FACTS)) == expected


@pytest.mark.parametrize("fen", [-1, 0, 1])
def test_an_account_is_closed_when_it_is_empty(fen: int) -> None:
    """A fen on either side keeps it open."""
    facts = evolve(FACTS, balances=(AccountBalance("1001", "sanitation", fen),))
    found = codes(rule_on_closing_account(CloseAccount("1001", DAY), facts))
    assert found == ["ledger.not_empty"] * bool(fen)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 6, 29), ["ledger.used_later"]),
        (date(2025, 6, 30), ["ledger.used_later"]),
        (date(2025, 7, 1), []),
    ],
)
def test_it_is_closed_after_its_last_entry(day: date, expected: list[str]) -> None:
    """A day before and the day itself are refused, the day after is granted."""
    facts = evolve(FACTS, last_used_on=date(2025, 6, 30))
    assert codes(rule_on_closing_account(CloseAccount("1001", day), facts)) == expected
    assert codes(rule_on_closing_fund(CloseFund("lift-2", day), facts))[1:] == expected


def test_dwellings_that_even_out_are_not_even() -> None:
    """One household owes what another has paid ahead: the sum is nothing, the account is not."""
    facts = evolve(FACTS, uneven_dwellings=2)
    found = codes(rule_on_closing_account(CloseAccount("1122", DAY), facts))
    assert found == ["ledger.dwellings_not_even"]


def test_what_is_promised_keeps_it_open() -> None:
    """A pending entry would find it closed."""
    facts = evolve(FACTS, is_reserved=True)
    assert codes(rule_on_closing_account(CloseAccount("1001", DAY), facts)) == [
        "ledger.still_reserved"
    ]


@pytest.mark.parametrize("code", ["3101", "3102", "1221"])
def test_what_others_need_stays(code: str) -> None:
    """The accounts of the year's end, of transfers, and through which statements clear."""
    found = codes(rule_on_closing_account(CloseAccount(code, DAY), FACTS))
    assert found == ["ledger.account_needed"]


def test_an_account_is_needed_by_open_ones_alone() -> None:
    """When the wallets and the bank are closed, what they clear through may be closed."""
    closed = dict.fromkeys(("1002", "1012.wechat", "1012.alipay"), DAY)
    facts = evolve(FACTS, closed_accounts=closed)
    ruling = rule_on_closing_account(CloseAccount("1221", DAY), facts)
    assert ruling == Granted(AccountClosed("1221", DAY))


def test_the_unknown_and_the_closed_are_not_closed() -> None:
    """Each is its own ground."""
    facts = evolve(FACTS, closed_accounts={"1001": DAY}, closed_funds={"deposits": DAY})
    assert codes(rule_on_closing_account(CloseAccount("9999", DAY), facts)) == [
        "ledger.account_unknown"
    ]
    assert codes(rule_on_closing_account(CloseAccount("1001", DAY), facts)) == [
        "ledger.account_closed"
    ]
    assert codes(rule_on_closing_fund(CloseFund("moon", DAY), facts)) == ["ledger.fund_unknown"]
    assert codes(rule_on_closing_fund(CloseFund("deposits", DAY), facts)) == ["ledger.fund_closed"]


def test_a_fund_is_closed_when_nothing_is_held_or_owed() -> None:
    """Where its money came from and went may stand in it; money, claims and debts may not."""
    history = (
        AccountBalance("3101", "deposits", -500),
        AccountBalance("3102", "deposits", 300),
        AccountBalance("5109", "deposits", 200),
    )
    request = CloseFund("deposits", DAY)
    facts = evolve(FACTS, balances=history)
    assert rule_on_closing_fund(request, facts) == Granted(FundClosed("deposits", DAY))
    for account, fen in (("1001", 1), ("1122", 1), ("2251", -1)):
        owed = evolve(FACTS, balances=(*history, AccountBalance(account, "deposits", fen)))
        assert codes(rule_on_closing_fund(request, owed)) == ["ledger.not_empty"]


def test_the_last_fund_stays() -> None:
    """Books without a fund could take no entry."""
    one = Chart(DEFAULT_CHART.accounts, (LIFT,))
    facts = evolve(FACTS, chart=one)
    assert codes(rule_on_closing_fund(CloseFund("lift", DAY), facts)) == ["ledger.fund_needed"]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((Office.CHAIR,), ["ledger.office_required"]),
        ((Office.KEEPER_OF_BOOKS, Office.KEEPER_OF_MONEY), ["segregation_of_duties"]),
    ],
)
def test_the_keeper_of_the_books_changes_the_chart(
    held: tuple[Office, ...], expected: list[str]
) -> None:
    """All four steps are hers, and no cashier's."""
    facts = evolve(FACTS, held=held)
    rulings = (
        rule_on_adding_account(AddAccount(GYM), facts),
        rule_on_adding_fund(AddFund(LIFT), facts),
        rule_on_closing_account(CloseAccount("1001", DAY), facts),
        rule_on_closing_fund(CloseFund("deposits", DAY), facts),
    )
    assert [codes(ruling) for ruling in rulings] == [expected] * 4
