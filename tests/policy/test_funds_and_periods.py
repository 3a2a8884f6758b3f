"""Funds, days and periods of the books: what the house rules of bookkeeping ask, and the Accounting Law.

会计法第35条第2款: 出纳人员不得兼任稽核、会计档案保管和收入、支出、费用、债权债务账目的登记工作。
The rest are house rules of the place, named as such.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.accounts import Account, AccountKind, Fund
from gongtong.ledger.books.back_dating import BackDating, KindAllowance
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.checklist import SUSPENSE_EMPTY, CheckAnswer, ClosingChecklist
from gongtong.ledger.books.closing import MovePeriod, PeriodFacts, rule_on_period
from gongtong.ledger.books.entries import Draft, Entry, EntryKind, Posting, Stamp
from gongtong.ledger.books.entry_rules import EntryFacts, rule_on_entries, rule_on_entry
from gongtong.ledger.books.funds.chart_changes import (
    AddAccount,
    ChartFacts,
    CloseFund,
    rule_on_adding_account,
    rule_on_closing_fund,
)
from gongtong.ledger.books.funds.transfers import (
    AllowedTransfer,
    FundTransfers,
    TransferBetweenFunds,
    TransferFacts,
    rule_on_transfer,
)
from gongtong.ledger.books.periods import PeriodStep
from gongtong.ledger.books.reversals import ReversalFacts, ReverseEntry, rule_on_reversal

HOUSE = "house"
LAW, ARTICLE = "会计法", "第35条第2款"
TODAY = date(2025, 6, 10)
KEEPER = (Office.KEEPER_OF_BOOKS,)
CASHIER = (Office.KEEPER_OF_MONEY,)
ACCOUNTS = {account.code: account for account in DEFAULT_CHART.accounts}
FUNDS = {fund.code: fund for fund in DEFAULT_CHART.funds}
BOOKS = EntryFacts(date(2025, 1, 1), ACCOUNTS, frozenset(FUNDS))
STAMP = Stamp(UUID(int=1), 17, datetime(2025, 6, 10, 1, tzinfo=UTC), "u-keeper")
GIVE = TransferBetweenFunds("maintenance", "common-income", 50_000, "1002", TODAY, "修缮道路")
TRANSFERS = TransferFacts(KEEPER, ACCOUNTS, FUNDS, FundTransfers(), available_fen=100_000)
DONATION = Draft(
    EntryKind.MANUAL,
    TODAY,
    "捐款",
    (Posting("1001", "sanitation", 500), Posting("4901", "sanitation", -500)),
)


def grounds(ruling: Granted[Any] | Refused) -> list[tuple[str, str]]:
    if isinstance(ruling, Granted):
        return []
    return [(reason.code, str(reason.source)) for reason in ruling.reasons]


@pytest.mark.policy(source=HOUSE, clause="ledger.fund_transfers")
def test_money_of_a_restricted_fund_leaves_it_on_a_named_decision() -> None:
    """专款专用: money of a restricted fund leaves it when a vote or decision is named, and not otherwise."""
    assert grounds(rule_on_transfer(GIVE, TRANSFERS)) == [
        ("ledger.transfer_without_decision", "记账规则专款专用")
    ]
    decided = evolve(GIVE, decision="2025年第3号表决")
    assert grounds(rule_on_transfer(decided, TRANSFERS)) == []


@pytest.mark.policy(source=HOUSE, clause="ledger.fund_transfers")
@pytest.mark.parametrize(("fen", "refused"), [(49_999, False), (50_000, False), (50_001, True)])
def test_a_place_says_how_much_may_leave(fen: int, *, refused: bool) -> None:
    """A place that allows 500 yuan at a time: a fen less and exactly that pass, a fen more does not."""
    limit = FundTransfers((AllowedTransfer("maintenance", "common-income", most_fen=50_000),))
    request = evolve(GIVE, amount_fen=fen, decision="决定")
    ruling = rule_on_transfer(request, evolve(TRANSFERS, rule=limit))
    assert grounds(ruling) == [("ledger.transfer_above_limit", "记账规则专款专用")] * refused


@pytest.mark.policy(source=HOUSE, clause="ledger.fund_transfers")
@pytest.mark.parametrize(("fen", "refused"), [(99_999, False), (100_000, False), (100_001, True)])
def test_a_fund_gives_no_more_than_it_has(fen: int, *, refused: bool) -> None:
    """What a fund gives is bounded by what it has in the account, whatever other funds have there."""
    ruling = rule_on_transfer(evolve(GIVE, amount_fen=fen, decision="决定"), TRANSFERS)
    assert grounds(ruling) == [("ledger.transfer_not_covered", "记账规则专款专用")] * refused


@pytest.mark.policy(source=HOUSE, clause="ledger.fund_transfers")
def test_no_other_entry_moves_money_between_funds() -> None:
    """专款专用: an entry that balances in each fund may still not make money of one into money of another."""
    lines = (
        Posting("1002", "maintenance", -5),
        Posting("5102", "maintenance", 5),
        Posting("1002", "sanitation", 5),
        Posting("4901", "sanitation", -5),
    )
    ruling = rule_on_entry(evolve(DONATION, postings=lines), BOOKS, STAMP)
    assert grounds(ruling) == [("ledger.money_crosses_funds", "记账规则专款专用")]


@pytest.mark.policy(source=HOUSE, clause="记账规则 借贷平衡")
@pytest.mark.parametrize("difference", [-1, 0, 1])
def test_every_fund_balances_and_with_it_every_currency(difference: int) -> None:
    """借贷平衡: each fund balances to the fen, and since a fund has one currency, each currency does."""
    funds = [*DEFAULT_CHART.funds, Fund("dollars", "美元捐款", "Dollars", "USD")]
    facts = evolve(BOOKS, funds=frozenset(fund.code for fund in funds))
    lines = (
        *DONATION.postings,
        Posting("1002", "dollars", 700),
        Posting("4307", "dollars", -700 + difference),
    )
    found = grounds(rule_on_entry(evolve(DONATION, postings=lines), facts, STAMP))
    assert found == [("ledger.unbalanced", "记账规则借贷平衡")] * bool(difference)


@pytest.mark.policy(source=HOUSE, clause="ledger.back_dating")
@pytest.mark.parametrize(("days", "refused"), [(6, False), (7, False), (8, True)])
def test_a_place_bounds_how_far_back_an_entry_is_dated(days: int, *, refused: bool) -> None:
    """A place that allows seven days: six and seven pass, eight do not; receipts have a figure of their own."""
    rule = BackDating(7, by_kind=(KindAllowance(EntryKind.RECEIPT, 31),))
    facts = evolve(BOOKS, back_dating=rule, held=KEEPER)
    late = evolve(DONATION, effective_on=TODAY - timedelta(days))
    assert (
        grounds(rule_on_entry(late, facts, STAMP))
        == [("ledger.dated_too_far_back", "记账规则会计期间")] * refused
    )
    assert grounds(rule_on_entry(evolve(late, kind=EntryKind.RECEIPT), facts, STAMP)) == []


@pytest.mark.policy(source=HOUSE, clause="ledger.closing_checklist")
def test_what_the_place_chose_bars_a_closing() -> None:
    """结账清单: what the place chose bars the closing until it is settled; the rest is told and bars nothing."""
    open_item = CheckAnswer(SUSPENSE_EMPTY, "还有1元", "1 yuan is left")
    facts = PeriodFacts(
        PeriodStep.CLOSE, date(2025, 1, 1), TODAY, "u-keeper", KEEPER, answers=(open_item,)
    )
    chosen = evolve(facts, checklist=ClosingChecklist((SUSPENSE_EMPTY.code,)))
    month = MovePeriod("2025-01")
    assert grounds(rule_on_period(month, facts)) == []
    assert grounds(rule_on_period(month, chosen)) == [
        ("ledger.closing_check_failed", "记账规则会计期间")
    ]
    cleared = evolve(chosen, answers=(CheckAnswer(SUSPENSE_EMPTY),))
    assert grounds(rule_on_period(month, cleared)) == []


@pytest.mark.policy(source=HOUSE, clause="记账规则 账簿")
@pytest.mark.parametrize(("fen", "refused"), [(599, False), (600, False), (601, True)])
def test_promised_money_is_spent_money(fen: int, *, refused: bool) -> None:
    """10 yuan in the box, 4 of them promised: 5.99 and 6.00 can be paid, 6.01 cannot."""
    facts = evolve(
        BOOKS,
        held_fen={("1001", "sanitation"): 1000},
        reserved_fen={("1001", "sanitation"): 400},
    )
    lines = (Posting("5101", "sanitation", fen), Posting("1001", "sanitation", -fen))
    ruling = rule_on_entries([evolve(DONATION, postings=lines)], facts, [STAMP])
    assert grounds(ruling) == [("ledger.account_overdrawn", "记账规则账簿")] * refused


@pytest.mark.policy(source=HOUSE, clause="记账规则 账簿")
@pytest.mark.parametrize(
    ("closed_on", "refused"),
    [(date(2025, 6, 9), True), (TODAY, True), (date(2025, 6, 11), False)],
)
def test_a_fund_is_closed_after_its_last_entry(closed_on: date, *, refused: bool) -> None:
    """A fund is closed from a day after its last entry: not before it, not on it."""
    facts = ChartFacts(KEEPER, DEFAULT_CHART, last_used_on=TODAY)
    ruling = rule_on_closing_fund(CloseFund("deposits", closed_on), facts)
    assert grounds(ruling) == [("ledger.used_later", "记账规则账簿")] * refused


@pytest.mark.policy(source=HOUSE, clause="记账规则 冲销")
def test_a_reversal_takes_two_people() -> None:
    """冲销: one person asks, another approves, and neither who asked nor who booked approves."""
    entry = Entry(
        id=UUID(int=1),
        year=2025,
        number=17,
        kind=EntryKind.MANUAL,
        effective_on=TODAY,
        booked_at=STAMP.booked_at,
        booked_by="u-keeper",
        narration="捐款",
        postings=DONATION.postings,
    )
    request = ReverseEntry(entry.id, TODAY, "重复", asked_by="u-chair")
    facts = ReversalFacts(entry, None, "u-supervisor", (Office.SUPERVISOR,))
    assert grounds(rule_on_reversal(request, facts)) == []
    own = evolve(facts, actor="u-chair", held=(Office.CHAIR,))
    assert grounds(rule_on_reversal(request, own)) == [
        ("ledger.reversal_asked_by_approver", "记账规则冲销")
    ]
    booked = evolve(facts, actor="u-keeper", held=KEEPER)
    assert grounds(rule_on_reversal(request, booked)) == [
        ("ledger.reversed_by_same_hand", "记账规则冲销")
    ]


@pytest.mark.policy(source=LAW, clause=ARTICLE)
def test_the_cashier_neither_transfers_nor_closes_nor_changes_the_chart() -> None:
    """会计法35: a cashier moves no fund, closes no period and changes no chart, whatever else he is."""
    both = (*CASHIER, *KEEPER)
    closing = PeriodFacts(PeriodStep.CLOSE, date(2025, 1, 1), TODAY, "u-cashier", both)
    gym = Account("5110", "健身器材", "Exercise", AccountKind.EXPENSE)
    rulings: list[Granted[Any] | Refused] = [
        rule_on_transfer(evolve(GIVE, decision="决定"), evolve(TRANSFERS, held=both)),
        rule_on_period(MovePeriod("2025-01"), closing),
        rule_on_adding_account(AddAccount(gym), ChartFacts(both, DEFAULT_CHART)),
    ]
    for ruling in rulings:
        assert grounds(ruling) == [("segregation_of_duties", "《会计法》第35条第2款")]
