"""What a roster is written from: shifts, volunteers, and what they said about times and about each other (排班依据)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attrs import field, frozen

from gongtong.rostering.rosters.problem import UnknownNameError
from gongtong.rostering.rosters.shifts import DAY_MINUTES, Shift
from gongtong.rostering.volunteers.duties import AgeTerms
from gongtong.rostering.volunteers.volunteer import Volunteer

_HOUR = 60


@frozen
class ShiftWish:
    """Somebody would like to stand in a shift, or would rather not (班次意愿)."""

    volunteer: str
    shift: str
    is_wanted: bool


@frozen
class Absence:
    """Somebody is away from one day to another, both in; nobody asks why (请假)."""

    volunteer: str
    first: date
    last: date

    def covers(self, shift: Shift) -> bool:
        """Say whether a shift touches a day of it (是否涉及班次).

        >>> night = Shift(date(2026, 9, 4), 1380, 1500, "night")
        >>> Absence("V01", date(2026, 9, 5), date(2026, 9, 6)).covers(night)
        True
        """
        return self.first <= _last_day(shift) and shift.day <= self.last


@frozen
class RosterDraft:
    """What a roster is written from (排班依据).

    `buddies` would like to stand together, `apart` must not. `experienced` are those who served before; `served` counts the duties of
    periods before, so that who had more gets fewer now. Raises `UnknownNameError` where it speaks of somebody who is not there.
    """

    shifts: tuple[Shift, ...]
    volunteers: tuple[Volunteer, ...]
    ages: AgeTerms = field(factory=AgeTerms)
    wishes: tuple[ShiftWish, ...] = ()
    absences: tuple[Absence, ...] = ()
    buddies: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    experienced: frozenset[str] = frozenset()
    served: Mapping[str, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Refuse what is said of people or shifts that are not there."""
        people, shifts = frozenset(self.members), frozenset(one.code for one in self.shifts)
        named = [one.volunteer for one in self.wishes]
        named += [one.volunteer for one in self.absences]
        named += [one for pair in (*self.buddies, *self.apart) for one in pair]
        _known((*named, *self.experienced, *self.served), people, "volunteer")
        _known((one.shift for one in self.wishes), shifts, "shift")

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of the volunteers (志愿者编号)."""
        return tuple(one.code for one in self.volunteers)


def hours_of(shift: Shift) -> tuple[tuple[date, int], ...]:
    """Give the days and hours that a shift touches, an hour past midnight on the next day (涉及的时段).

    >>> hours_of(Shift(date(2026, 9, 4), 1410, 1500, "night"))
    ((datetime.date(2026, 9, 4), 23), (datetime.date(2026, 9, 5), 0))
    """
    touched = range(shift.begin // _HOUR, (shift.end - 1) // _HOUR + 1)
    return tuple((shift.day + timedelta(hour // 24), hour % 24) for hour in touched)


def _last_day(shift: Shift) -> date:
    return shift.day + timedelta((shift.end - 1) // DAY_MINUTES)


def _known(names: Iterable[str], known: frozenset[str], kind: str) -> None:
    for name in names:
        if name not in known:
            raise UnknownNameError(f"the draft speaks of a {kind} {name!r}, who is not in it")
