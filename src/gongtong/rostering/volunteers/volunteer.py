"""A volunteer: skills that expire, times that suit, what was agreed and what was told (志愿者)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.privacy import mask_name

EVENING: Final = 18
_SATURDAY: Final = 5
_HOURS: Final = 24


class Gender(StrEnum):
    """What a sheet says of somebody's sex; only rules of a place that ask for it use it (性别)."""

    WOMAN = "woman"
    MAN = "man"
    NOT_SAID = "not_said"


class Band(StrEnum):
    """Times of the week that suit somebody, as the sheets say it (可服务时段)."""

    WEEKDAY_DAYTIME = "weekday_daytime"
    WEEKDAY_EVENING = "weekday_evening"
    EVENING = "evening"
    WEEKEND = "weekend"
    ANY_TIME = "any_time"

    def covers(self, day: date, hour: int) -> bool:
        """Say whether an hour of a day lies within (是否可服务).

        An evening begins at 18:00, a weekend is Saturday and Sunday whatever the holidays.

        >>> Band.WEEKDAY_EVENING.covers(date(2026, 9, 4), 18), Band.WEEKDAY_EVENING.covers(date(2026, 9, 5), 18)
        (True, False)
        """
        is_weekend, is_evening = day.weekday() >= _SATURDAY, EVENING <= hour < _HOURS
        match self:
            case Band.WEEKDAY_DAYTIME:
                return not is_weekend and not is_evening
            case Band.WEEKDAY_EVENING:
                return not is_weekend and is_evening
            case Band.EVENING:
                return is_evening
            case Band.WEEKEND:
                return is_weekend
            case Band.ANY_TIME:
                return True


@frozen
class Skill:
    """Something that somebody can do, until a day if a licence or training runs out (技能)."""

    name: str
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day; its last day is in (当日是否有效)."""
        return self.until is None or day <= self.until


@frozen
class Volunteer:
    """A volunteer as the register has it (在册志愿者).

    `agreed_on` is the day on which he signed up himself, `risks_told_on` that on which he was told of the risks, `insured_until` the
    last day of an accident insurance; `guardian_agreed` says that whoever has the care of a minor agreed in writing. `may_publish`
    is his consent to be named in anything that others read.
    """

    code: str
    name: str = field(repr=False)
    born: date = field(repr=False)
    team: str
    bands: tuple[Band, ...]
    most_per_week: int
    agreed_on: date
    skills: tuple[Skill, ...] = ()
    gender: Gender = Gender.NOT_SAID
    may_publish: bool = False
    risks_told_on: date | None = None
    insured_until: date | None = None
    guardian_agreed: bool = False
    left_on: date | None = None

    @property
    def public_name(self) -> str:
        """The name as others read it: masked unless he consents (公开姓名)."""
        return self.name if self.may_publish else mask_name(self.name)

    def serves_on(self, day: date) -> bool:
        """Say whether he is on the register on a day (当日是否在册)."""
        return self.agreed_on <= day and (self.left_on is None or day < self.left_on)

    def suits(self, day: date, hour: int) -> bool:
        """Say whether an hour of a day suits him (时间是否合适)."""
        return any(band.covers(day, hour) for band in self.bands)

    def can(self, skill: str, day: date) -> bool:
        """Say whether he can do something on a day (是否具备技能)."""
        return any(one.name == skill and one.holds_on(day) for one in self.skills)


def age_on(born: date, day: date) -> int:
    """Give somebody's full years on a day; born on 29 February, a year is full on 1 March (周岁).

    >>> age_on(date(2008, 9, 1), date(2026, 8, 31)), age_on(date(2008, 9, 1), date(2026, 9, 1))
    (17, 18)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
