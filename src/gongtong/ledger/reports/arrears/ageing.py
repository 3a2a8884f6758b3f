"""How long what is owed has been owed (欠费账龄)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

from attrs import field, frozen

from gongtong.core.places import DwellingLabel


def _grow(_: object, __: object, days: tuple[int, ...]) -> None:
    if not days or days[0] < 1 or any(a >= b for a, b in pairwise(days)):
        raise ValueError(f"the last days of the buckets must grow from 1 on: {days}")


@frozen
class AgeBuckets:
    """How days overdue are gathered, by the last day of each bucket (账龄分段).

    Before the first stands what is not due yet; after the last, everything older. What is due today
    is not overdue. Raises `ValueError` when the days do not grow.

    >>> AgeBuckets((30, 90)).names
    ('未到期', '1-30天', '31-90天', '90天以上')
    """

    last_days: tuple[int, ...] = field(validator=_grow)

    @property
    def names(self) -> tuple[str, ...]:
        """What the buckets are called, from not due to the oldest (分段名称)."""
        firsts = (1, *(day + 1 for day in self.last_days))
        spans = (f"{a}-{b}天" for a, b in zip(firsts, self.last_days, strict=False))
        return ("未到期", *spans, f"{self.last_days[-1]}天以上")

    def place(self, days_overdue: int) -> int:
        """Say into which bucket so many days fall, 0 being what is not due (所属分段)."""
        return 0 if days_overdue <= 0 else bisect_left(self.last_days, days_overdue) + 1


DEFAULT_BUCKETS: Final = AgeBuckets((30, 90, 180, 365))
"""A month, a quarter, half a year, a year (默认账龄分段)."""


@frozen
class OpenCharge:
    """What is open of one charge, when it fell due, and what it is for (未缴项目)."""

    dwelling_id: UUID
    label: DwellingLabel
    fund: str
    due_on: date
    open_fen: int


@frozen
class OtherDebt:
    """What stands on a dwelling's receivable account besides charges (其他欠款).

    An opening balance or an entry by hand has no due day; money that settles no charge yet is negative.
    """

    dwelling_id: UUID
    label: DwellingLabel
    amount_fen: int


@frozen
class AgedDwelling:
    """What one dwelling owes, by bucket and besides charges, in fen (住户账龄)."""

    dwelling_id: UUID
    label: DwellingLabel
    amounts_fen: tuple[int, ...]
    other_fen: int = 0

    @property
    def charges_fen(self) -> int:
        """What is open of its charges (未缴费用)."""
        return sum(self.amounts_fen)

    @property
    def overdue_fen(self) -> int:
        """What is open of charges whose day has passed (已到期未缴)."""
        return sum(self.amounts_fen[1:])

    @property
    def total_fen(self) -> int:
        """The balance of its receivable account (合计)."""
        return self.charges_fen + self.other_fen


@frozen
class Ageing:
    """What every dwelling owes on a day, by bucket, in the order of the labels (欠费账龄表)."""

    on: date
    buckets: AgeBuckets
    dwellings: tuple[AgedDwelling, ...]

    @property
    def totals_fen(self) -> tuple[int, ...]:
        """The sum of each bucket (各段合计)."""
        sums = [0] * len(self.buckets.names)
        for dwelling in self.dwellings:
            for place, amount_fen in enumerate(dwelling.amounts_fen):
                sums[place] += amount_fen
        return tuple(sums)

    @property
    def other_fen(self) -> int:
        """What stands besides charges, of all dwellings (其他合计)."""
        return sum(dwelling.other_fen for dwelling in self.dwellings)

    @property
    def total_fen(self) -> int:
        """The balance of the receivable account (应收合计)."""
        return sum(self.totals_fen) + self.other_fen


def age(
    charges: Iterable[OpenCharge],
    on: date,
    buckets: AgeBuckets = DEFAULT_BUCKETS,
    *,
    others: Iterable[OtherDebt] = (),
) -> Ageing:
    """Gather what is open by how long it has been due; what is paid is left out (账龄分析)."""
    known: dict[UUID, DwellingLabel] = {}
    sums: dict[UUID, list[int]] = defaultdict(lambda: [0] * len(buckets.names))
    besides: dict[UUID, int] = defaultdict(int)
    for charge in charges:
        if charge.open_fen:
            known[charge.dwelling_id] = charge.label
            sums[charge.dwelling_id][buckets.place((on - charge.due_on).days)] += charge.open_fen
    for other in others:
        if other.amount_fen:
            known.setdefault(other.dwelling_id, other.label)
            besides[other.dwelling_id] += other.amount_fen
    in_order = sorted(known.items(), key=lambda item: (item[1].position, item[0]))
    return Ageing(
        on,
        buckets,
        tuple(AgedDwelling(who, label, tuple(sums[who]), besides[who]) for who, label in in_order),
    )
