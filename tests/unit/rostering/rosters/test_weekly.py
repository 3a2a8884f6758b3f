"""The sheet at the gate: a week, shifts down, days across."""

from datetime import date

from attrs import evolve

from gongtong.rostering.rosters.problem import Roster
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.rosters.weekly import SheetCell, clock, weekly_sheets

FRIDAY = Shift(date(2026, 9, 4), 19 * 60, 21 * 60, "evening", zh="晚间巡逻")
MONDAY = evolve(FRIDAY, day=date(2026, 9, 7))
LATE = Shift(date(2026, 9, 4), 23 * 60, 25 * 60, "late")
NAMES = {"V1": "刘**", "V2": "陈**"}


def test_each_week_has_its_sheet_and_each_kind_its_row_by_time() -> None:
    """Friday belongs to the week before Monday's; a kind without a Chinese name shows its code."""
    roster = Roster({FRIDAY.code: ("V1", "V2"), LATE.code: ("V3",)})
    first, second = weekly_sheets((LATE, MONDAY, FRIDAY), roster, NAMES)
    assert (first.monday, second.monday) == (date(2026, 8, 31), date(2026, 9, 7))
    assert [(row.zh, row.hours) for row in first.rows] == [
        ("晚间巡逻", "19:00–21:00"),
        ("late", "23:00–次日01:00"),
    ]
    assert first.days[4] == FRIDAY.day


def test_a_cell_has_names_and_says_how_many_are_missing() -> None:
    """Somebody whose name is not given shows his code; a day without the shift has no cell."""
    roster = Roster({FRIDAY.code: ("V1", "V3")})
    first, second = weekly_sheets((FRIDAY, MONDAY), roster, NAMES)
    cells = first.rows[0].cells
    assert cells[4] == SheetCell(FRIDAY.code, ("刘**", "V3"), 0)
    assert cells[:4] == (None,) * 4
    assert second.rows[0].cells[0] == SheetCell(MONDAY.code, (), 2)


def test_one_kind_at_two_times_has_two_rows() -> None:
    """The sheet never says a wrong time."""
    later = evolve(FRIDAY, day=date(2026, 9, 5), begin=20 * 60, end=22 * 60)
    (sheet,) = weekly_sheets((FRIDAY, later), Roster(), NAMES)
    assert [row.hours for row in sheet.rows] == ["19:00–21:00", "20:00–22:00"]


def test_midnight_is_of_the_day_that_ends() -> None:
    """24:00 is no next day."""
    assert (clock(0), clock(1440), clock(1441)) == ("00:00", "24:00", "次日00:01")
