"""Allocation: which money settled how much of which charge (核销).

Money that a dwelling paid is given to its open charges in an order that the place decides. Where the
payer says what he pays for, that comes first (民法典第560条第1款), unless the place agreed otherwise.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.money import allocate
from gongtong.core.rulings import Source

ORDER_OF_PERFORMANCE: Final = Source("民法典", "第560条", date(2021, 1, 1))
"""The payer names what he pays; else what fell due first, and in proportion what fell due at once (清偿抵充)."""


class AllocationOrder(StrEnum):
    """In which order money goes to the open charges of a dwelling (核销顺序).

    `OLDEST_DUE_FIRST` divides in proportion among charges of one due day, as 民法典第560条第2款 says at
    its end. `LATE_CHARGES_FIRST` pays late charges before everything else (compare 第561条).
    """

    OLDEST_DUE_FIRST = "oldest_due_first"
    NEWEST_DUE_FIRST = "newest_due_first"
    LATE_CHARGES_FIRST = "late_charges_first"
    LATE_CHARGES_LAST = "late_charges_last"
    PROPORTIONAL = "proportional"

    @property
    def zh(self) -> str:
        """The order in Chinese (中文名称)."""
        return _ORDERS[self]


_ORDERS: Final = {
    AllocationOrder.OLDEST_DUE_FIRST: "先到期者先清偿",
    AllocationOrder.NEWEST_DUE_FIRST: "后到期者先清偿",
    AllocationOrder.LATE_CHARGES_FIRST: "先清偿违约金",
    AllocationOrder.LATE_CHARGES_LAST: "先清偿本金",
    AllocationOrder.PROPORTIONAL: "按比例清偿",
}


@frozen
class AllocationTerms:
    """The order of allocation of a place, and whether the payer may choose (核销规则)."""

    order: AllocationOrder = AllocationOrder.OLDEST_DUE_FIRST
    payer_may_choose: bool = True


@frozen
class OpenItem:
    """A charge with what is open of it when money is allocated (待核销应收).

    `booked_on` is the day of its entry: no money settles it before that day.
    """

    charge_id: UUID
    code: str
    due_on: date
    booked_on: date
    open_fen: int
    is_late_charge: bool = False


@frozen
class FreeCredit:
    """Money on a dwelling's receivable account that has not been given to a charge (未核销贷项)."""

    entry_id: UUID
    effective_on: date
    free_fen: int


@frozen
class Allocation:
    """So much of a charge was settled by an entry, from a day on (核销记录).

    A negative amount takes an earlier one back. `effective_on` is the later of the day of the money and
    the day of the charge.
    """

    charge_id: UUID
    entry_id: UUID
    amount_fen: int
    effective_on: date


@frozen
class CreditsAllocated:
    """Money was given to charges (已核销)."""

    allocations: tuple[Allocation, ...]


@frozen
class DwellingAccount:
    """What a dwelling's receivable account in one fund holds, and what may settle what (住户往来).

    `balance_fen` is the kept balance; `credits` are tried in their order.
    """

    dwelling_id: UUID
    fund: str
    balance_fen: int
    items: tuple[OpenItem, ...]
    credits: tuple[FreeCredit, ...]

    @property
    def other_fen(self) -> int:
        """What the balance holds besides open charges: credits not given yet, entries by hand (其他余额)."""
        return self.balance_fen - sum(item.open_fen for item in self.items)


def settle(
    account: DwellingAccount,
    terms: AllocationTerms,
    chosen: Mapping[UUID, Collection[str | UUID]],
) -> tuple[Allocation, ...]:
    """Give what is free on an account to its open charges (核销).

    What was put on the account by hand takes its part of the money first, for nobody can say which
    charge it is. Afterwards nothing is free, or no charge is open.
    """
    made: list[Allocation] = []
    items = account.items
    most_fen = max(0, -account.other_fen)
    for credit in account.credits:
        given = allocate_credit(
            items, credit, terms, most_fen=most_fen, chosen=chosen.get(credit.entry_id, ())
        )
        by_charge = {one.charge_id: one.amount_fen for one in given}
        made.extend(given)
        most_fen -= sum(by_charge.values())
        items = tuple(
            evolve(item, open_fen=left_fen)
            for item in items
            if (left_fen := item.open_fen - by_charge.get(item.charge_id, 0))
        )
    return tuple(made)


def allocate_credit(
    items: Sequence[OpenItem],
    credit: FreeCredit,
    terms: AllocationTerms,
    *,
    most_fen: int,
    chosen: Collection[str | UUID] = (),
) -> tuple[Allocation, ...]:
    """Give one credit to open charges of one dwelling and fund (核销分配).

    At most `most_fen` is given, and never more than what is open or free. `chosen` names charges by id
    or code: they come first where the place lets the payer choose. Divided amounts add up exactly.

    >>> day = date(2025, 1, 1)
    >>> fee = OpenItem(UUID(int=1), "fee", day, day, 300_00)
    >>> (one,) = allocate_credit(
    ...     [fee], FreeCredit(UUID(int=9), day, 100_00), AllocationTerms(), most_fen=100_00
    ... )
    >>> one.amount_fen
    10000
    """
    rest_fen = min(most_fen, credit.free_fen)
    made: list[Allocation] = []
    for group in _groups(items, terms, chosen):
        given = _shared(group, rest_fen)
        rest_fen -= sum(given)
        made.extend(
            Allocation(
                item.charge_id, credit.entry_id, fen, max(credit.effective_on, item.booked_on)
            )
            for item, fen in zip(group, given, strict=True)
            if fen
        )
    return tuple(made)


def _groups(
    items: Sequence[OpenItem], terms: AllocationTerms, chosen: Collection[str | UUID]
) -> Iterator[tuple[OpenItem, ...]]:
    """Give the charges in groups, each of which is settled before the next and shared in proportion."""
    first = chosen if terms.payer_may_choose else ()
    groups: defaultdict[tuple[bool, bool, int], list[OpenItem]] = defaultdict(list)
    for item in items:
        named = item.charge_id in first or item.code in first
        groups[not named, *_rank(item, terms.order)].append(item)
    for rank in sorted(groups):
        yield tuple(sorted(groups[rank], key=lambda item: (item.code, item.charge_id)))


def _rank(item: OpenItem, order: AllocationOrder) -> tuple[bool, int]:
    day = item.due_on.toordinal()
    match order:
        case AllocationOrder.OLDEST_DUE_FIRST:
            return False, day
        case AllocationOrder.NEWEST_DUE_FIRST:
            return False, -day
        case AllocationOrder.LATE_CHARGES_FIRST:
            return not item.is_late_charge, day
        case AllocationOrder.LATE_CHARGES_LAST:
            return item.is_late_charge, day
        case AllocationOrder.PROPORTIONAL:
            return False, 0


def _shared(group: Sequence[OpenItem], most_fen: int) -> tuple[int, ...]:
    opens = [item.open_fen for item in group]
    return tuple(opens) if sum(opens) <= most_fen else allocate(most_fen, opens)
