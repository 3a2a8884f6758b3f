"""What keeps the money of one fund out of another (专款专用)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from gongtong.core.rulings import Reason
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.chart import FUND_TRANSFERS
from gongtong.ledger.books.entries import Draft, EntryKind
from gongtong.ledger.sources import FUND_RULES

MAY_CROSS: Final = frozenset(
    {
        EntryKind.TRANSFER,
        EntryKind.REVERSAL,
        EntryKind.CLOSING,
        EntryKind.IMPORTED,
        EntryKind.REASSIGNMENT,
    }
)
"""Entries that may move money from fund to fund: each is made by a command that ruled on it (可跨资金凭证)."""


def reasons_of_crossing(
    draft: Draft, accounts: Mapping[str, Account], opened_on: date
) -> Iterator[Reason]:
    """Refuse a draft that moves money from one fund to another without having been ruled on (跨资金审查).

    Money crosses when the accounts that hold it fall in one fund while they rise in another, or when
    the account of transfers is touched. Opening balances may cross, on the day the books begin.
    """
    if draft.kind in MAY_CROSS:
        return
    if draft.kind is EntryKind.OPENING and draft.effective_on == opened_on:
        return
    if any(posting.account == FUND_TRANSFERS for posting in draft.postings):
        yield Reason(
            "ledger.money_crosses_funds",
            f"科目{FUND_TRANSFERS}资金调拨只由资金调拨凭证使用",
            f"account {FUND_TRANSFERS} is kept for transfers between funds, which have a command of their own",
            FUND_RULES,
            (("account", FUND_TRANSFERS),),
        )
    falling, rising = _moved(draft, accounts)
    if falling and rising:
        yield Reason(
            "ledger.money_crosses_funds",
            f"凭证把钱从资金“{'、'.join(falling)}”移到“{'、'.join(rising)}”；专款专用，须办理资金调拨",
            f"the entry moves money from {', '.join(falling)} to {', '.join(rising)}; that takes a transfer between funds",
            FUND_RULES,
            (("from", ",".join(falling)), ("to", ",".join(rising))),
        )


def _moved(draft: Draft, accounts: Mapping[str, Account]) -> tuple[list[str], list[str]]:
    first = draft.postings[0].fund if draft.postings else ""
    if all(posting.fund == first for posting in draft.postings):
        return [], []
    moved: dict[str, int] = defaultdict(int)
    for posting in draft.postings:
        account = accounts.get(posting.account)
        # an amount that is no whole number is refused by itself
        if account is not None and account.holds_money and type(posting.amount_fen) is int:
            moved[posting.fund] += posting.amount_fen
    return (
        sorted(fund for fund, amount in moved.items() if amount < 0),
        sorted(fund for fund, amount in moved.items() if amount > 0),
    )
