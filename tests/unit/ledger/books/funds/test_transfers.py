"""The rule on transfers between funds: every ground, and each figure under, at and over."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.accounts import Fund
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.funds.transfers import (
    AllowedTransfer,
    FundTransfers,
    TransferBetweenFunds,
    TransferFacts,
    rule_on_transfer,
)

REQUEST = TransferBetweenFunds(
    "sanitation", "common-income", 5000, "1001", date(2025, 6, 10), "垫付电费"
)
FACTS = TransferFacts(
    held=(Office.KEEPER_OF_BOOKS,),
    accounts={account.code: account for account in DEFAULT_CHART.accounts},
    funds={
        fund.code: fund
        for fund in (*DEFAULT_CHART.funds, Fund("dollars", "美元", "Dollars", "USD"))
    },
    rule=FundTransfers(),
    available_fen=1_000_000,
)


def codes(request: TransferBetweenFunds = REQUEST, facts: TransferFacts = FACTS) -> list[str]:
    ruling = rule_on_transfer(request, facts)
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def allowing(**limits: Any) -> TransferFacts:
    pair = AllowedTransfer("sanitation", "common-income", **limits)
    return evolve(FACTS, rule=FundTransfers((pair,), others_allowed=False))


def test_each_fund_balances_by_the_account_of_transfers() -> None:
    """The giving fund debits 3102 and credits its money, the taking one does the reverse."""
    request = evolve(REQUEST, to_account="1002", decision=" 2025年第3号 ")
    assert rule_on_transfer(request, FACTS) == Granted(
        Draft(
            EntryKind.TRANSFER,
            date(2025, 6, 10),
            "资金调拨：卫生服务费→公共收益，垫付电费（依据：2025年第3号）",
            (
                Posting("3102", "sanitation", 5000),
                Posting("1001", "sanitation", -5000),
                Posting("1002", "common-income", 5000),
                Posting("3102", "common-income", -5000),
            ),
        )
    )


def test_without_a_second_account_money_stays_where_it_lies() -> None:
    """Only its purpose changes, and no decision is cited where none was needed."""
    ruling = rule_on_transfer(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    assert [line.account for line in ruling.event.postings] == ["3102", "1001", "1001", "3102"]
    assert ruling.event.narration == "资金调拨：卫生服务费→公共收益，垫付电费"


def test_a_restricted_fund_gives_on_a_named_decision_alone() -> None:
    """专款专用: without a decision, or with blanks for one, nothing leaves; whatever the place lists."""
    restricted = evolve(REQUEST, from_fund="maintenance")
    listed = FundTransfers((AllowedTransfer("maintenance", "common-income"),))
    for facts in (FACTS, evolve(FACTS, rule=listed)):
        assert codes(restricted, facts) == ["ledger.transfer_without_decision"]
        assert codes(evolve(restricted, decision=" "), facts) == [
            "ledger.transfer_without_decision"
        ]
        assert codes(evolve(restricted, decision="2025年第3号"), facts) == []


def test_money_into_a_restricted_fund_needs_no_decision() -> None:
    """What is given to a purpose is not taken from one."""
    assert codes(evolve(REQUEST, to_fund="maintenance")) == []


def test_a_place_may_ask_for_a_decision_of_any_fund() -> None:
    """A listed pair says so."""
    assert codes(facts=allowing(decision_needed=True)) == ["ledger.transfer_without_decision"]
    request = evolve(REQUEST, decision="2025年第3号")
    assert codes(request, allowing(decision_needed=True)) == []


def test_what_is_not_listed_may_be_barred() -> None:
    """Where others are not allowed, the listed direction alone is."""
    back = evolve(REQUEST, from_fund="common-income", to_fund="sanitation")
    assert codes(facts=allowing()) == []
    assert codes(back, allowing()) == ["ledger.transfer_not_allowed"]


@pytest.mark.parametrize(("most", "refused"), [(5001, False), (5000, False), (4999, True)])
def test_one_transfer_has_a_limit(most: int, *, refused: bool) -> None:
    """A fen under the limit and exactly the limit pass, a fen over it does not."""
    assert codes(facts=allowing(most_fen=most)) == ["ledger.transfer_above_limit"] * refused


@pytest.mark.parametrize(("moved", "refused"), [(4999, False), (5000, False), (5001, True)])
def test_the_year_has_a_limit(moved: int, *, refused: bool) -> None:
    """What went before in the year counts, so that a sum cannot be cut into pieces."""
    facts = evolve(allowing(most_in_year_fen=10_000), moved_in_year_fen=moved)
    assert codes(facts=facts) == ["ledger.transfers_above_year_limit"] * refused


@pytest.mark.parametrize(("available", "refused"), [(5001, False), (5000, False), (4999, True)])
def test_a_fund_gives_what_it_has(available: int, *, refused: bool) -> None:
    """A bank account may be overdrawn; a fund never gives more than it holds there."""
    facts = evolve(FACTS, available_fen=available)
    assert codes(facts=facts) == ["ledger.transfer_not_covered"] * refused


def test_one_currency_is_not_another() -> None:
    """A fund in yuan gives nothing to one in dollars."""
    request = evolve(REQUEST, to_fund="dollars")
    assert codes(request) == ["ledger.transfer_between_currencies"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reason": "  "}, ["ledger.transfer_without_reason"]),
        ({"amount_fen": 0}, ["ledger.amount_not_positive"]),
        ({"amount_fen": -1}, ["ledger.amount_not_positive"]),
        ({"amount_fen": 50.0}, ["ledger.amount_not_positive"]),
        ({"amount_fen": True}, ["ledger.amount_not_positive"]),
        ({"to_fund": "sanitation"}, ["ledger.transfer_within_fund"]),
        ({"to_fund": "moon"}, ["ledger.fund_unknown"]),
        ({"from_fund": "moon"}, ["ledger.fund_unknown"]),
        ({"from_account": "1122"}, ["ledger.not_a_money_account"]),
        ({"to_account": "9999"}, ["ledger.not_a_money_account"]),
    ],
)
def test_what_cannot_be_a_transfer(change: dict[str, Any], expected: list[str]) -> None:
    """Each fault of the request has its own ground."""
    assert codes(evolve(REQUEST, **change)) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((), ["ledger.office_required"]),
        ((Office.CHAIR,), ["ledger.office_required"]),
        ((Office.KEEPER_OF_MONEY,), ["ledger.office_required", "segregation_of_duties"]),
        ((Office.KEEPER_OF_BOOKS, Office.KEEPER_OF_MONEY), ["segregation_of_duties"]),
        ((Office.KEEPER_OF_BOOKS,), []),
    ],
)
def test_the_keeper_of_the_books_transfers(held: tuple[Office, ...], expected: list[str]) -> None:
    """Nobody else does, and no cashier whatever else he is."""
    assert codes(facts=evolve(FACTS, held=held)) == expected


def test_every_ground_is_named_at_once() -> None:
    """Grounds stand in the order in which they are documented, each from the fund rules."""
    request = evolve(REQUEST, from_fund="maintenance", reason="", amount_fen=5001)
    facts = evolve(allowing(), available_fen=5000)
    assert codes(request, facts) == [
        "ledger.transfer_without_reason",
        "ledger.transfer_not_allowed",
        "ledger.transfer_without_decision",
        "ledger.transfer_not_covered",
    ]
    ruling = rule_on_transfer(request, facts)
    assert isinstance(ruling, Refused)
    assert {str(reason.source) for reason in ruling.reasons} == {"记账规则专款专用"}


def test_a_long_reason_is_cut_to_a_narration() -> None:
    """A narration has 500 characters at most."""
    ruling = rule_on_transfer(evolve(REQUEST, reason="长" * 600), FACTS)
    assert isinstance(ruling, Granted)
    assert len(ruling.event.narration) == 500
