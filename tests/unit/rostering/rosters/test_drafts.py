"""What a roster is written from names only who is there."""

from datetime import date

import pytest

from gongtong.rostering.rosters.drafts import Absence, RosterDraft, ShiftWish, hours_of
from gongtong.rostering.rosters.problem import UnknownNameError
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.volunteers.volunteer import Band, Volunteer

NIGHT = Shift(date(2026, 9, 4), 22 * 60, 25 * 60, "night")
PERSON = Volunteer("V1", "张三", date(1960, 1, 1), "一队", (Band.ANY_TIME,), 2, date(2026, 1, 1))


def test_hours_past_midnight_are_of_the_next_day() -> None:
    """A shift until one o'clock touches 22, 23 and 0."""
    friday, saturday = date(2026, 9, 4), date(2026, 9, 5)
    assert hours_of(NIGHT) == ((friday, 22), (friday, 23), (saturday, 0))


@pytest.mark.parametrize(
    ("first", "last", "is_covered"),
    [(1, 3, False), (3, 4, True), (5, 9, True), (6, 9, False)],
)
def test_an_absence_covers_a_shift_that_touches_one_of_its_days(
    first: int, last: int, is_covered: bool
) -> None:
    """The night of the fourth lasts into the fifth."""
    one = Absence("V1", date(2026, 9, first), date(2026, 9, last))
    assert one.covers(NIGHT) is is_covered


def test_a_draft_speaks_of_those_who_are_in_it() -> None:
    """A wish of somebody else, or for another shift, is a mistake of who wrote it."""
    wish = ShiftWish("V1", NIGHT.code, is_wanted=True)
    draft = RosterDraft((NIGHT,), (PERSON,), wishes=(wish,))
    assert draft.members == ("V1",)
    with pytest.raises(UnknownNameError, match="volunteer 'V2'"):
        RosterDraft((NIGHT,), (PERSON,), buddies=(("V1", "V2"),))
    with pytest.raises(UnknownNameError, match="shift '2026-09-04/night'"):
        RosterDraft((), (PERSON,), wishes=(wish,))
