"""What reports are made of, added up from the entries one by one: the oracle of the sums in SQL (报表汇总)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from attrs import frozen

from gongtong.ledger.books.accounts import AccountKind, Chart
from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    Balances,
    DwellingPosting,
    MonthlyFlow,
    flows_of,
    fold,
)
from gongtong.ledger.books.entries import Entry, EntryKind
from gongtong.ledger.reports.as_of import AsOf, Window, is_closing


@frozen
class MoneyMove:
    """What entries of one kind brought to a fund's money, and what they took from it (资金变动).

    An entry is counted once for each fund, with what it changes in all accounts that hold money
    together: cash taken to the bank is neither received nor paid.
    """

    fund: str
    kind: EntryKind
    received_fen: int
    paid_fen: int


@frozen
class AccountMove:
    """What one entry does to one account in one fund, and against which accounts (科目发生额)."""

    entry_id: UUID
    year: int
    number: int
    effective_on: date
    narration: str
    debit_fen: int
    credit_fen: int
    counter_accounts: tuple[str, ...]


def fold_as_of(entries: Iterable[Entry], as_of: AsOf) -> Balances:
    """Add up the entries that count (某口径余额)."""
    return fold(entry for entry in entries if as_of.counts(entry))


def fold_results(
    entries: Iterable[Entry], window: Window, chart: Chart
) -> tuple[AccountBalance, ...]:
    """Add up income and spending by account and fund, without what carries a year on (损益发生额)."""
    nominal = {account.code for account in chart.accounts if account.kind.is_nominal}
    return tuple(
        held for held in fold(_uncarried(entries, window)).accounts if held.account in nominal
    )


def fold_monthly_flows(
    entries: Iterable[Entry], window: Window, chart: Chart
) -> tuple[MonthlyFlow, ...]:
    """Add up income and spending by month, fund and account (月度收支汇总)."""
    kinds: dict[str, AccountKind] = {account.code: account.kind for account in chart.accounts}
    return flows_of(
        (entry.effective_on, posting.fund, posting.account, kind, posting.amount_fen)
        for entry in _uncarried(entries, window)
        for posting in entry.postings
        if (kind := kinds[posting.account]).is_nominal
    )


def fold_money_moves(
    entries: Iterable[Entry], window: Window, chart: Chart
) -> tuple[MoneyMove, ...]:
    """Add up what each kind of entry brought to and took from each fund's money (资金收付汇总)."""
    holding = {account.code for account in chart.accounts if account.holds_money}
    received: dict[tuple[str, EntryKind], int] = defaultdict(int)
    paid: dict[tuple[str, EntryKind], int] = defaultdict(int)
    for entry in entries:
        if not window.counts(entry):
            continue
        change: dict[str, int] = defaultdict(int)
        for posting in entry.postings:
            if posting.account in holding:
                change[posting.fund] += posting.amount_fen
        for fund, amount_fen in change.items():
            received[fund, entry.kind] += max(amount_fen, 0)
            paid[fund, entry.kind] += max(-amount_fen, 0)
    return tuple(
        MoneyMove(*key, received[key], paid[key])
        for key in sorted(received)
        if received[key] or paid[key]
    )


def fold_account_moves(
    entries: Iterable[Entry], window: Window, account: str, fund: str
) -> tuple[AccountMove, ...]:
    """Gather what each entry does to an account in a fund, by day and number (科目发生额明细)."""
    moves = [
        AccountMove(
            entry_id=entry.id,
            year=entry.year,
            number=entry.number,
            effective_on=entry.effective_on,
            narration=entry.narration,
            debit_fen=sum(max(amount, 0) for amount in amounts),
            credit_fen=sum(max(-amount, 0) for amount in amounts),
            counter_accounts=tuple(
                sorted({p.account for p in entry.postings if p.fund == fund} - {account})
            ),
        )
        for entry in entries
        if window.counts(entry)
        and (
            amounts := [
                posting.amount_fen
                for posting in entry.postings
                if (posting.account, posting.fund) == (account, fund)
            ]
        )
    ]
    return tuple(sorted(moves, key=lambda move: (move.effective_on, move.year, move.number)))


def fold_dwelling_postings(
    entries: Iterable[Entry], window: Window, dwelling_id: UUID
) -> tuple[DwellingPosting, ...]:
    """Gather the postings of one dwelling, by day and number (住户分录汇总)."""
    in_order = sorted(
        (entry for entry in entries if window.counts(entry)),
        key=lambda entry: (entry.effective_on, entry.year, entry.number),
    )
    return tuple(
        DwellingPosting(
            entry.id,
            entry.year,
            entry.number,
            entry.effective_on,
            entry.narration,
            posting.account,
            posting.fund,
            posting.amount_fen,
        )
        for entry in in_order
        for posting in entry.postings
        if posting.dwelling_id == dwelling_id
    )


def _uncarried(entries: Iterable[Entry], window: Window) -> list[Entry]:
    known = tuple(entries)
    closings = frozenset(entry.id for entry in known if entry.kind is EntryKind.CLOSING)
    return [entry for entry in known if window.counts(entry) and not is_closing(entry, closings)]
