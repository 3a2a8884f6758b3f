"""What a place asks of a roster, in a file that people write: which days, which shifts, and what volunteers said (排班单)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.rostering.rosters.drafts import Absence, ShiftWish
from gongtong.rostering.rosters.publishing import RosterFacts
from gongtong.rostering.rosters.shifts import DAY_MINUTES, ShiftTemplate, shifts_of

_DAYS: Final = 7
_LONGEST: Final = 31 * 3
_SIXTY: Final = 60


class RosterOrderError(ValueError):
    """An order that cannot be read; says every mistake in it (排班单有误)."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        """Keep the mistakes."""
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


@frozen
class OrderedShift:
    """A shift that comes back every week (每周班次).

    `begin` and `end` are times such as 20:00; an end that is not after the beginning is on the next day. `weekdays` are 1 for Monday to 7 for
    Sunday, every day if none is given.
    """

    kind: str
    zh: str
    begin: str
    end: str
    weekdays: tuple[int, ...] = ()
    need: int = 2
    is_risky: bool = False


@frozen
class RosterOrder:
    """What a place asks of a roster (排班单)."""

    first: date
    last: date
    shifts: tuple[OrderedShift, ...]
    wishes: tuple[ShiftWish, ...] = ()
    absences: tuple[Absence, ...] = ()
    buddies: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    experienced: tuple[str, ...] = ()
    served: tuple[tuple[str, int], ...] = ()

    def facts(self, volunteers: tuple[str, ...]) -> RosterFacts:
        """Write out the shifts for these volunteers (展开排班单).

        Raises `RosterOrderError` with every mistake.
        """
        if mistakes := tuple(_mistakes(self)):
            raise RosterOrderError(mistakes)
        return RosterFacts(
            shifts_of((_template(one) for one in self.shifts), self.first, self.last),
            volunteers,
            self.wishes,
            self.absences,
            self.buddies,
            self.apart,
            self.experienced,
            self.served,
        )


def minute_of(clock: str) -> int:
    """Give the minute of the day of a time such as 20:00; raises `ValueError` (时刻).

    >>> minute_of("20:30"), minute_of("24:00")
    (1230, 1440)
    """
    hours, _, minutes = clock.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal()):
        raise ValueError(f"{clock!r} is no time such as 20:00")
    minute = int(hours) * _SIXTY + int(minutes)
    if int(minutes) >= _SIXTY or minute > DAY_MINUTES:
        raise ValueError(f"{clock!r} is no time such as 20:00")
    return minute


def _mistakes(order: RosterOrder) -> Iterator[str]:
    if not 0 <= (order.last - order.first).days < _LONGEST:
        yield f"排班期为1至{_LONGEST}天 a roster has 1 to {_LONGEST} days"
    if not order.shifts:
        yield "没有班次 there is no shift"
    kinds = [one.kind for one in order.shifts]
    for kind in sorted({one for one in kinds if kinds.count(one) > 1}):
        yield f"班次{kind}重复 the shift {kind!r} comes twice"
    for one in order.shifts:
        yield from _mistakes_of(one)


def _mistakes_of(one: OrderedShift) -> Iterator[str]:
    for clock in (one.begin, one.end):
        try:
            minute_of(clock)
        except ValueError as error:
            yield f"班次{one.kind}的时刻有误 {error}"
    if not set(one.weekdays) <= set(range(1, _DAYS + 1)):
        yield f"班次{one.kind}的星期为1至7 weekdays of {one.kind!r} are 1 to 7"
    if one.need < 1:
        yield f"班次{one.kind}至少1人 {one.kind!r} needs at least one person"


def _template(one: OrderedShift) -> ShiftTemplate:
    begin, end = minute_of(one.begin), minute_of(one.end)
    weekdays = frozenset(day - 1 for day in one.weekdays) or frozenset(range(_DAYS))
    if end <= begin:
        end += DAY_MINUTES
    return ShiftTemplate(one.kind, one.zh, begin, end, weekdays, one.need, one.is_risky)
