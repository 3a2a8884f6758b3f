"""What a place asks of a supply run, in a file that people write: where buildings stand and who carries when (配送单)."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from gongtong.rostering.deliveries.runs import (
    Building,
    Carrier,
    DeliveryRun,
    DeliveryRunError,
    Household,
    Pace,
)
from gongtong.rostering.rosters.orders import minute_of


@frozen
class OrderedCarrier:
    """Somebody who carries, with times such as 8:00 (配送员安排)."""

    code: str
    parcels_a_trip: int
    begins: str
    ends: str


@frozen
class DeliveryOrder:
    """What a place asks of a supply run; its households come with a sheet of their own (配送单)."""

    day: date
    station: Building
    buildings: tuple[Building, ...]
    carriers: tuple[OrderedCarrier, ...]
    first_by: str = "24:00"
    pace: Pace = field(factory=Pace)

    def run(self, households: tuple[Household, ...]) -> DeliveryRun:
        """Give the run for these households; raises `DeliveryRunError` with every mistake (生成配送任务)."""
        wrong = [*_times_of(self)]
        if wrong:
            raise DeliveryRunError(tuple(wrong))
        carriers = tuple(
            Carrier(one.code, one.parcels_a_trip, minute_of(one.begins), minute_of(one.ends))
            for one in self.carriers
        )
        return DeliveryRun(
            self.day,
            self.station,
            self.buildings,
            households,
            carriers,
            minute_of(self.first_by),
            self.pace,
        )


def _times_of(order: DeliveryOrder) -> tuple[str, ...]:
    clocks = [("first_by", order.first_by)]
    clocks += [(one.code, clock) for one in order.carriers for clock in (one.begins, one.ends)]
    wrong = []
    for whom, clock in clocks:
        try:
            minute_of(clock)
        except ValueError as error:
            wrong.append(f"{whom}的时刻有误 {error}")
    return tuple(wrong)
