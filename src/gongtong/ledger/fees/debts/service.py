"""Settling charges, and asking what a household owes and why (债务服务).

`allocate_credits` is a plain function: desks that take money call it inside their own command.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.chart import RECEIVABLE
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.fees.debts import store
from gongtong.ledger.fees.debts.allocating import Allocation, settle
from gongtong.ledger.fees.debts.policies import ALLOCATION_ORDER

_NOBODY_CHOSE: Final[Mapping[UUID, Collection[str | UUID]]] = {}


def allocate_credits(
    unit: UnitOfWork,
    entries: Sequence[Entry],
    chosen: Mapping[UUID, Collection[str | UUID]] = _NOBODY_CHOSE,
) -> tuple[Allocation, ...]:
    """Give what entries credit to dwellings' receivables to their open charges, and save it (核销).

    To be called inside a command, after the entries and any charges of theirs are saved. Money that
    lay free on an account, because its charge was reversed, is given to new charges too. `chosen`
    names, by entry, the ids or codes of the charges that the payer wants to pay.
    """
    keys = _keys_to_settle(unit, entries)
    if not keys:
        return ()
    terms = unit.decide(ALLOCATION_ORDER)
    made: list[Allocation] = []
    for account in store.list_accounts(unit, keys, [entry.id for entry in entries]):
        allocations = settle(account, terms, chosen)
        store.save_allocations(unit, account.dwelling_id, account.fund, allocations)
        made.extend(allocations)
    return tuple(made)


def _keys_to_settle(unit: UnitOfWork, entries: Sequence[Entry]) -> frozenset[store.AccountKey]:
    """Give the accounts that were credited, and those whose debit met money that lay free."""
    net: Counter[store.AccountKey] = Counter()
    credited: set[store.AccountKey] = set()
    for entry in entries:
        for posting in entry.postings:
            if posting.account == RECEIVABLE and posting.dwelling_id is not None:
                at = posting.dwelling_id, posting.fund
                net[at] += posting.amount_fen
                if posting.amount_fen < 0:
                    credited.add(at)
    debited = {at for at, fen in net.items() if fen > 0 and at not in credited}
    balances = store.load_balances(unit, {who for who, _ in debited}) if debited else {}
    return frozenset(credited | {at for at in debited if balances.get(at, 0) < net[at]})


COMMANDS: Final[tuple[AnyCommand, ...]] = ()


class Debts:
    """The desk where debts are explained, corrected and agreed about (债务台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit
