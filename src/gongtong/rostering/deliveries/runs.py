"""A supply run: the buildings, the households that wait for something, and the people who carry it (配送任务)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from attrs import field, frozen

_DAY = 24 * 60


class DeliveryRunError(ValueError):
    """A run that cannot be planned; says every mistake in it (配送任务有误)."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        """Keep the mistakes."""
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


@frozen
class Building:
    """A building or the station, by where it stands in metres east and north of a corner of the map (楼栋).

    `stair_metres` lie between the doors of one stair and the next, along the east.
    """

    code: str
    x: int
    y: int
    has_lift: bool = False
    stair_metres: int = 12


@frozen
class Household:
    """A household that waits for parcels (配送户).

    Floors count from 1 at the ground. Between `opens` and `closes`, minutes of the day, somebody is at home; `is_first` are those to be
    served first, such as old people who live alone.
    """

    code: str
    building: str
    stair: int
    floor: int
    parcels: int = 1
    is_first: bool = False
    opens: int = 0
    closes: int = _DAY


@frozen
class Carrier:
    """Somebody who carries, as much as fits in one trip, between two minutes of the day (配送员)."""

    code: str
    parcels_a_trip: int
    begins: int
    ends: int


@frozen
class Pace:
    """How fast people walk, climb and hand over: a house rule of the place, not a measurement (步行速度)."""

    metres_a_minute: int = 70
    seconds_a_floor: int = 14
    seconds_in_a_lift: int = 45
    seconds_at_a_door: int = 45
    seconds_to_load: int = 180


@frozen
class DeliveryRun:
    """Everything that a plan of deliveries is made from (配送任务).

    Households to be served first are reached by `first_by`, a minute of the day. Raises `DeliveryRunError` with every mistake.
    """

    day: date
    station: Building
    buildings: tuple[Building, ...]
    households: tuple[Household, ...]
    carriers: tuple[Carrier, ...]
    first_by: int = _DAY
    pace: Pace = field(factory=Pace)

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be planned."""
        if mistakes := tuple(_mistakes(self)):
            raise DeliveryRunError(mistakes)

    @cached_property
    def building_named(self) -> dict[str, Building]:
        """The buildings by their codes (楼栋索引)."""
        return {one.code: one for one in self.buildings}

    @cached_property
    def household_named(self) -> dict[str, Household]:
        """The households by their codes (住户索引)."""
        return {one.code: one for one in self.households}

    @property
    def parcels(self) -> int:
        """How many parcels there are in all (总件数)."""
        return sum(one.parcels for one in self.households)

    def latest(self, household: Household) -> int:
        """Give the last minute at which a household may be reached (最晚送达时刻)."""
        return min(household.closes, self.first_by) if household.is_first else household.closes


def _mistakes(run: DeliveryRun) -> Iterator[str]:
    yield from _twice("楼栋 building", [one.code for one in run.buildings])
    yield from _twice("住户 household", [one.code for one in run.households])
    yield from _twice("配送员 carrier", [one.code for one in run.carriers])
    if not run.households:
        yield "没有配送户 there is no household"
    if not run.carriers:
        yield "没有配送员 there is nobody who carries"
    for person in run.carriers:
        if person.parcels_a_trip < 1:
            yield f"配送员{person.code}每趟至少一件 {person.code!r} carries at least one parcel"
        if not 0 <= person.begins < person.ends <= _DAY:
            yield f"配送员{person.code}的时段有误 {person.code!r} ends after the beginning"
    known = {one.code for one in run.buildings}
    most = max((one.parcels_a_trip for one in run.carriers), default=0)
    for one in run.households:
        yield from _mistakes_of(one, known, most)


def _mistakes_of(one: Household, known: set[str], most: int) -> Iterator[str]:
    if one.building not in known:
        yield f"住户{one.code}的楼栋{one.building}不存在 no building {one.building!r}"
    if one.floor < 1 or one.stair < 1:
        yield f"住户{one.code}的楼层和单元从1起 floors and stairs of {one.code!r} count from 1"
    if not 1 <= one.parcels <= most:
        yield f"住户{one.code}的件数须为1至{most} {one.code!r} gets 1 to {most} parcels"
    if not 0 <= one.opens < one.closes <= _DAY:
        yield f"住户{one.code}的时段有误 the times of {one.code!r} are none"


def _twice(what: str, codes: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield f"{what} {code}重复 comes twice"
        seen.add(code)
