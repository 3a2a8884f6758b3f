"""Who bears a shared cost, and by which weight (公摊范围与系数).

民法典 第283条: as agreed; where nothing was agreed, by the area of the exclusive parts.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from uuid import UUID

from attrs import frozen

from gongtong.core.money import allocate
from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.charging import Home
from gongtong.ledger.fees.policies import FeeFacts, MeterKind


class ShareBy(StrEnum):
    """By what a cost is shared (分摊方式)."""

    AREA = "area"
    DWELLING = "dwelling"
    FLOOR = "floor"
    USE = "use"

    @property
    def zh(self) -> str:
        """The way as bills write it (中文名称)."""
        return {
            "area": "按专有部分面积",
            "dwelling": "按户",
            "floor": "按楼层系数",
            "use": "按用量",
        }[self.value]


@frozen
class ShareScope:
    """Whose cost it is: the whole compound, some buildings, some entrances of them (分摊范围).

    What is left empty excludes nobody; `without` names dwellings that take no part.
    """

    buildings: tuple[int, ...] = ()
    unit_entrances: tuple[int, ...] = ()
    from_floor: int | None = None
    without: tuple[DwellingLabel, ...] = ()

    def holds(self, facts: FeeFacts) -> bool:
        """Say whether a dwelling takes part (是否参与分摊)."""
        label = facts.label
        return (
            (not self.buildings or label.building in self.buildings)
            and (not self.unit_entrances or label.unit in self.unit_entrances)
            and (self.from_floor is None or facts.floor_on(facts.period.start) >= self.from_floor)
            and label not in self.without
        )


@frozen
class Sharer:
    """A dwelling's weight in a shared cost (分摊系数)."""

    home: Home
    weight: int


def weigh(
    by: ShareBy,
    asked: Iterable[tuple[Home, FeeFacts]],
    scope: ShareScope,
    *,
    free_floors: int = 1,
    meter: MeterKind | None = None,
) -> tuple[Sharer, ...]:
    """Give those who take part with their weights, in the order of their labels (计算分摊系数).

    Weights are cm2 of area, one for each household, floors above the free ones, or thousandths of use;
    who weighs nothing pays nothing.
    """
    found = (
        Sharer(home, _weight(by, facts, free_floors, meter))
        for home, facts in asked
        if scope.holds(facts)
    )
    return tuple(sorted(found, key=lambda one: one.home.label.position))


def _weight(by: ShareBy, facts: FeeFacts, free_floors: int, meter: MeterKind | None) -> int:
    match by:
        case ShareBy.AREA:
            return facts.area_cm2
        case ShareBy.DWELLING:
            return 1
        case ShareBy.FLOOR:
            return max(0, facts.floor_on(facts.period.start) - free_floors)
        case ShareBy.USE:
            return 0 if meter is None else facts.use_of(meter).thousandths


def share_out(total_fen: int, weighed: Sequence[Sharer]) -> tuple[int, ...]:
    """Share an amount by weights so that the parts add up, the earlier label first among equals (分摊金额)."""
    return allocate(total_fen, [one.weight for one in weighed])


@frozen
class HouseLedgerCharge:
    """What of a dwelling's share its maintenance money bears, and what it still has to pay (分户账扣款)."""

    dwelling_id: UUID
    share_fen: int
    from_balance_fen: int

    @property
    def short_fen(self) -> int:
        """What the balance does not cover (不足部分)."""
        return self.share_fen - self.from_balance_fen


def charge_house_ledger(dwelling_id: UUID, share_fen: int, balance_fen: int) -> HouseLedgerCharge:
    """Take a share of a repair from the dwelling's maintenance money as far as it goes (扣减分户账)."""
    return HouseLedgerCharge(dwelling_id, share_fen, min(share_fen, max(0, balance_fen)))
