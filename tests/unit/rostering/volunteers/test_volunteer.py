"""A volunteer's age, times, skills and name."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.rostering.volunteers.volunteer import Band, Skill, age_on
from gongtong.testing.examples.volunteers import LIU, TODAY

FRIDAY, SATURDAY = date(2026, 9, 4), date(2026, 9, 5)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 9, 1), date(2026, 8, 31), 17),
        (date(2008, 9, 1), date(2026, 9, 1), 18),
        (date(2008, 9, 1), date(2026, 9, 2), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_a_year_is_full_on_the_birthday(born: date, day: date, age: int) -> None:
    """Not the day before."""
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("band", "suits"),
    [
        (Band.WEEKDAY_DAYTIME, {(FRIDAY, 0), (FRIDAY, 17)}),
        (Band.WEEKDAY_EVENING, {(FRIDAY, 18), (FRIDAY, 23)}),
        (Band.EVENING, {(FRIDAY, 18), (FRIDAY, 23), (SATURDAY, 18), (SATURDAY, 23)}),
        (Band.WEEKEND, {(SATURDAY, 0), (SATURDAY, 17), (SATURDAY, 18), (SATURDAY, 23)}),
        (Band.ANY_TIME, {(day, hour) for day in (FRIDAY, SATURDAY) for hour in (0, 17, 18, 23)}),
    ],
)
def test_times_of_the_week(band: Band, suits: set[tuple[date, int]]) -> None:
    """An evening begins at 18:00; Saturday is a weekend."""
    every = {(day, hour) for day in (FRIDAY, SATURDAY) for hour in (0, 17, 18, 23)}
    assert {(day, hour) for day, hour in every if band.covers(day, hour)} == suits


def test_a_skill_holds_through_its_last_day() -> None:
    """And one without a day for ever."""
    skill = Skill("急救", TODAY)
    assert skill.holds_on(TODAY)
    assert not skill.holds_on(date(2025, 6, 11))
    assert LIU.can("普通话", date(2099, 1, 1))
    assert not LIU.can("电工", TODAY)


def test_a_name_is_masked_unless_its_bearer_consents() -> None:
    """志愿服务条例 第20条."""
    assert LIU.public_name == "刘**"
    assert evolve(LIU, may_publish=True).public_name == "刘思远"
    assert "刘思远" not in repr(LIU)


def test_somebody_serves_from_the_day_he_agreed_until_he_left() -> None:
    """The day on which he leaves is not in."""
    assert not LIU.serves_on(date(2025, 5, 31))
    assert LIU.serves_on(LIU.agreed_on)
    gone = evolve(LIU, left_on=TODAY)
    assert gone.serves_on(date(2025, 6, 9))
    assert not gone.serves_on(TODAY)
