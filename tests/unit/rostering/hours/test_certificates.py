"""A certificate says what is confirmed, and nothing else; stars go by the table of a place."""

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.hours.certificates import StarTable, certify
from gongtong.rostering.hours.entries import EntryState, ServiceEntry
from gongtong.testing.examples.hours import CAPTAIN, EVENING
from gongtong.testing.examples.volunteers import BOY, LIU, TODAY

DONE = ServiceEntry(1, EVENING, EntryState.CONFIRMED, "u-clerk", CAPTAIN)
WAITING = evolve(DONE, number=2, state=EntryState.RECORDED)
THEIRS = evolve(DONE, number=3, line=evolve(EVENING, volunteer=BOY.code))


def test_what_waits_or_is_somebody_elses_is_not_certified() -> None:
    """It is free of charge and names the record that proves it (志愿服务条例 第19条)."""
    told = certify(LIU, (DONE, WAITING, THEIRS), issued_on=TODAY, head="ab" * 32)
    assert isinstance(told, Granted)
    assert (told.event.entries, told.event.minutes) == ((DONE,), 150)
    text = told.event.zh()
    for words in ("刘思远", "1次", "2小时30分", "夜间巡逻", "ab" * 32, "无偿"):
        assert words in text


def test_without_anything_confirmed_there_is_no_certificate() -> None:
    """A certificate of nothing would be untrue."""
    told = certify(LIU, (WAITING,), issued_on=TODAY, head="")
    assert isinstance(told, Refused)
    assert told.codes == ("rostering.nothing_confirmed",)


@pytest.mark.parametrize(("minutes", "stars"), [(5_999, 0), (6_000, 1), (6_001, 1), (18_000, 2)])
def test_the_hour_that_is_named_is_enough_for_a_star(minutes: int, stars: int) -> None:
    """A hundred hours are six thousand minutes."""
    assert StarTable((100, 300)).stars(minutes) == stars


@pytest.mark.parametrize("hours", [(300, 100), (100, 100), (0, 100)])
def test_a_table_of_stars_rises(hours: tuple[int, ...]) -> None:
    """From more than nothing."""
    with pytest.raises(ValueError, match="rise"):
        StarTable(hours)
