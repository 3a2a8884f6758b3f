"""Transfers between funds and changes of the chart, in the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import Span
from gongtong.ledger.books.accounts import Account, AccountKind, Fund
from gongtong.ledger.books.chart import (
    BANK,
    CASH,
    CLEANING,
    COMMON_FUND,
    FUND_TRANSFERS,
    MAINTENANCE_FUND,
    OTHER_INCOME,
    SANITATION,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.funds.chart_changes import AddAccount, AddFund, CloseAccount, CloseFund
from gongtong.ledger.books.funds.transfers import (
    AllowedTransfer,
    FundTransfers,
    TransferBetweenFunds,
)
from gongtong.ledger.books.reserving.requests import ReserveEntry
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.testing.examples.books import OPENING_FEN
from gongtong.testing.examples.funds import MAINTENANCE_FEN, fill_funds
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, MANDATE, SINCE

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

DAY = date(2025, 6, 10)
LEND = TransferBetweenFunds(SANITATION, COMMON_FUND, 200_000, CASH, DAY, "垫付电费")


@pytest.fixture
def books(place: Stage) -> Stage:
    """Books with cash in the sanitation fund and bank money in the maintenance fund."""
    fill_funds(place)
    return place


def transfer(stage: Stage, request: TransferBetweenFunds, key: str = "transfer") -> None:
    with stage.work(BOOKKEEPER) as work:
        work.ledger.funds.transfer_between_funds(request, key=key)


def refusal(stage: Stage, name: str, payload: object, key: str = "refused") -> tuple[str, ...]:
    with pytest.raises(RefusedError) as refused:
        stage.run(name, payload, key=key, actor=BOOKKEEPER)
    return refused.value.codes


def test_a_transfer_moves_money_and_leaves_each_fund_balanced(books: Stage) -> None:
    """Cash falls in the one and rises in the other; 3102 says what was given and taken."""
    transfer(books, LEND)
    with books.work() as work:
        held = {
            (one.account, one.fund): one.amount_fen
            for one in work.ledger.books.reports.balances_at(DAY)
        }
        assert work.ledger.books.reports.verify() == ()
    assert held[CASH, SANITATION] == OPENING_FEN - 200_000
    assert held[CASH, COMMON_FUND] == 200_000
    assert held[FUND_TRANSFERS, SANITATION] == 200_000
    assert held[FUND_TRANSFERS, COMMON_FUND] == -200_000


def test_no_other_entry_moves_money_across(books: Stage) -> None:
    """By hand the same lines are refused, with and without the account of transfers."""
    through = Draft(
        EntryKind.MANUAL,
        DAY,
        "挪用",
        (
            Posting(FUND_TRANSFERS, MAINTENANCE_FUND, 5),
            Posting(BANK, MAINTENANCE_FUND, -5),
            Posting(BANK, SANITATION, 5),
            Posting(FUND_TRANSFERS, SANITATION, -5),
        ),
    )
    around = evolve(
        through,
        postings=(
            Posting(CLEANING, MAINTENANCE_FUND, 5),
            *through.postings[1:3],
            Posting(OTHER_INCOME, SANITATION, -5),
        ),
    )
    assert refusal(books, "ledger.post_entry", through) == ("ledger.money_crosses_funds",) * 2
    assert refusal(books, "ledger.post_entry", around) == ("ledger.money_crosses_funds",)
    by_name = evolve(through, kind=EntryKind.TRANSFER)
    assert refusal(books, "ledger.post_entry", by_name) == ("ledger.kind_has_its_own_command",)


def test_a_restricted_fund_gives_on_a_decision(books: Stage) -> None:
    """The decision is in the entry's narration and in the record."""
    request = evolve(LEND, from_fund=MAINTENANCE_FUND, from_account=BANK)
    assert refusal(books, "ledger.transfer_between_funds", request) == (
        "ledger.transfer_without_decision",
    )
    transfer(books, evolve(request, decision="2025年第3号表决"))
    with books.work() as work:
        entry = work.ledger.books.reports.entries()[-1]
    assert entry.kind is EntryKind.TRANSFER
    assert "2025年第3号表决" in entry.narration


@pytest.mark.parametrize(("more", "refused"), [(-1, False), (0, False), (1, True)])
def test_a_fund_gives_to_the_last_fen(books: Stage, more: int, *, refused: bool) -> None:
    """The bank as a whole may hold more; the fund's own money is what counts."""
    request = TransferBetweenFunds(
        MAINTENANCE_FUND, COMMON_FUND, MAINTENANCE_FEN + more, BANK, DAY, "并入", decision="决定"
    )
    if refused:
        assert refusal(books, "ledger.transfer_between_funds", request) == (
            "ledger.transfer_not_covered",
        )
    else:
        transfer(books, request)


def test_promised_money_is_not_given_away(books: Stage) -> None:
    """What is reserved in the fund is not there for a transfer."""
    lines = (Posting(CLEANING, SANITATION, 900_000), Posting(CASH, SANITATION, -900_000))
    with books.work(BOOKKEEPER) as work:
        draft = Draft(EntryKind.MANUAL, DAY, "清掏", lines)
        work.ledger.reserving.reserve_entry(ReserveEntry(draft, DAY), key="reserve")
    assert refusal(books, "ledger.transfer_between_funds", LEND) == ("ledger.transfer_not_covered",)
    transfer(books, evolve(LEND, amount_fen=100_000))


def test_the_limit_of_a_year_counts_what_went_before(books: Stage) -> None:
    """Two transfers of 2,000 fill a limit of 4,000; a reversed one does not count, nor does last year's."""
    rule = FundTransfers((AllowedTransfer(SANITATION, COMMON_FUND, most_in_year_fen=400_000),))
    adopted = AdoptHouseRule(
        "transfers",
        "ledger.fund_transfers",
        canonical(to_json(rule)).decode(),
        Span(SINCE),
        MANDATE,
    )
    with books.work(CHAIR) as work:
        work.registry.adopt_house_rule(adopted, key="rule")
    transfer(books, LEND, "first")
    transfer(books, LEND, "second")
    again = evolve(LEND, amount_fen=1)
    assert refusal(books, "ledger.transfer_between_funds", again) == (
        "ledger.transfers_above_year_limit",
    )
    with books.work(CHAIR) as work:
        last = work.ledger.books.reports.entries()[-1]
        work.ledger.books.reverse_entry(ReverseEntry(last.id, DAY, "误调"), key="undo")
    transfer(books, evolve(LEND, amount_fen=200_000), "third")
    assert refusal(books, "ledger.transfer_between_funds", again, "fourth") == (
        "ledger.transfers_above_year_limit",
    )


def test_a_new_account_and_fund_take_entries(books: Stage) -> None:
    """Once added they are used like those of the first chart."""
    gym = Account("5110", "健身器材支出", "Exercise equipment", AccountKind.EXPENSE)
    lift = Fund("lift", "电梯更新资金", "Lift renewal", restricted=True)
    with books.work(BOOKKEEPER) as work:
        work.ledger.funds.add_account(AddAccount(gym), key="account")
        work.ledger.funds.add_fund(AddFund(lift), key="fund")
        lines = (Posting(BANK, "lift", 100), Posting(OTHER_INCOME, "lift", -100))
        work.ledger.books.post_entry(Draft(EntryKind.MANUAL, DAY, "捐款", lines), key="entry")
        chart = work.ledger.books.reports.chart()
    assert gym in chart.accounts
    assert lift in chart.funds


def test_a_closed_account_takes_entries_before_its_day_alone(books: Stage) -> None:
    """From the day of closing on entries are refused, and closing it again too."""
    with books.work(BOOKKEEPER) as work:
        work.ledger.funds.close_account(CloseAccount("4901", DAY), key="close")
    lines = (Posting(CASH, SANITATION, 100), Posting(OTHER_INCOME, SANITATION, -100))
    late = Draft(EntryKind.MANUAL, DAY, "捐款", lines)
    assert refusal(books, "ledger.post_entry", late) == ("ledger.account_closed",)
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(evolve(late, effective_on=date(2025, 6, 9)), key="in time")
    assert "ledger.account_closed" in refusal(
        books, "ledger.close_account", CloseAccount("4901", DAY)
    )


def test_money_keeps_an_account_and_a_fund_open(books: Stage) -> None:
    """The cash box and the fund that holds money are not closed."""
    assert refusal(books, "ledger.close_account", CloseAccount(CASH, DAY)) == ("ledger.not_empty",)
    assert refusal(books, "ledger.close_fund", CloseFund(MAINTENANCE_FUND, DAY)) == (
        "ledger.not_empty",
    )


def test_a_fund_that_gave_everything_away_is_closed(books: Stage) -> None:
    """Its history stands; from the day of closing on it takes nothing."""
    give = TransferBetweenFunds(
        MAINTENANCE_FUND, COMMON_FUND, MAINTENANCE_FEN, BANK, DAY, "并入", decision="决定"
    )
    transfer(books, give)
    assert refusal(books, "ledger.close_fund", CloseFund(MAINTENANCE_FUND, DAY)) == (
        "ledger.used_later",
    )
    with books.work(BOOKKEEPER) as work:
        request = CloseFund(MAINTENANCE_FUND, date(2025, 6, 11))
        work.ledger.funds.close_fund(request, key="close")
        assert work.ledger.books.reports.verify() == ()
    back = evolve(LEND, to_fund=MAINTENANCE_FUND, amount_fen=1, effective_on=date(2025, 6, 11))
    assert set(refusal(books, "ledger.transfer_between_funds", back)) == {"ledger.fund_closed"}
