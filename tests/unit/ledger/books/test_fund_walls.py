"""The money of one fund stays out of another unless that was ruled on."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.ledger.books.chart import DEFAULT_CHART, FUND_TRANSFERS
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.fund_walls import MAY_CROSS, reasons_of_crossing

OPENED = date(2025, 1, 1)
ACCOUNTS = {account.code: account for account in DEFAULT_CHART.accounts}
CROSSING = Draft(
    EntryKind.MANUAL,
    date(2025, 2, 3),
    "挪用维修资金",
    (
        Posting("1002", "maintenance", -5000),
        Posting("5102", "maintenance", 5000),
        Posting("1002", "sanitation", 5000),
        Posting("4901", "sanitation", -5000),
    ),
)


def codes(draft: Draft) -> list[str]:
    return [reason.code for reason in reasons_of_crossing(draft, ACCOUNTS, OPENED)]


def test_money_that_falls_here_and_rises_there_crosses() -> None:
    """An entry that balances in each fund still moves money across, and is refused with both funds named."""
    (reason,) = reasons_of_crossing(CROSSING, ACCOUNTS, OPENED)
    assert reason.code == "ledger.money_crosses_funds"
    assert reason.params == (("from", "maintenance"), ("to", "sanitation"))
    assert str(reason.source) == "记账规则专款专用"


def test_the_account_of_transfers_is_for_transfers() -> None:
    """Nothing but a transfer touches it, even within one fund."""
    lines = (Posting(FUND_TRANSFERS, "sanitation", 5), Posting("4901", "sanitation", -5))
    assert codes(evolve(CROSSING, postings=lines)) == ["ledger.money_crosses_funds"]


@pytest.mark.parametrize("kind", sorted(MAY_CROSS))
def test_entries_of_commands_that_ruled_on_it_cross(kind: EntryKind) -> None:
    """Transfers, reversals, year ends, books taken over and settled suspense may cross."""
    assert codes(evolve(CROSSING, kind=kind)) == []


@pytest.mark.parametrize("kind", sorted(set(EntryKind) - MAY_CROSS))
def test_every_other_kind_stays_in_its_fund(kind: EntryKind) -> None:
    """No other word on a voucher lets money cross."""
    assert codes(evolve(CROSSING, kind=kind)) == ["ledger.money_crosses_funds"]


def test_opening_balances_cross_on_the_day_of_opening_alone() -> None:
    """Money that lay in the wrong fund when the books began may be opened so, and not later."""
    opening = evolve(CROSSING, kind=EntryKind.OPENING)
    assert codes(evolve(opening, effective_on=OPENED)) == []
    assert codes(opening) == ["ledger.money_crosses_funds"]


def test_two_funds_that_both_pay_do_not_cross() -> None:
    """One invoice paid out of two funds moves nothing between them."""
    lines = (
        Posting("1002", "maintenance", -5000),
        Posting("5102", "maintenance", 5000),
        Posting("1002", "sanitation", -3000),
        Posting("5102", "sanitation", 3000),
    )
    assert codes(evolve(CROSSING, postings=lines)) == []


def test_money_that_changes_its_account_does_not_cross() -> None:
    """Cash taken to the bank stays in its fund, whatever another fund earns in the same entry."""
    lines = (
        Posting("1001", "sanitation", -5000),
        Posting("1002", "sanitation", 5000),
        Posting("1002", "maintenance", 7),
        Posting("4306", "maintenance", -7),
    )
    assert codes(evolve(CROSSING, postings=lines)) == []


def test_what_is_no_amount_or_no_account_is_left_to_its_own_ground() -> None:
    """A line that is refused by itself is not counted as money."""
    no_amount: Any = "5000"
    lines = (
        Posting("1002", "sanitation", no_amount),
        Posting("9999", "maintenance", -5000),
        Posting("1002", "maintenance", -5000),
    )
    assert codes(evolve(CROSSING, postings=lines)) == []
    assert codes(evolve(CROSSING, postings=())) == []
