"""The sheet of households that wait for something."""

import pytest

from gongtong.core.errors import InputError
from gongtong.rostering.deliveries.runs import Household
from gongtong.rostering.deliveries.sheet import read_household_sheet

HEAD = "户号,楼栋,单元,楼层,件数,优先,可收时段\n"


def test_a_sheet_says_who_gets_how_much_and_when() -> None:
    """An empty cell of times means any time, one of 优先 means not first."""
    text = HEAD + "1-302,1,1,3,2,是,9:00-11:30\n2-101,2,1,1,1,,\n"
    assert read_household_sheet(text.encode(), file="户.csv") == (
        Household("1-302", "1", 1, 3, 2, is_first=True, opens=540, closes=690),
        Household("2-101", "2", 1, 1, 1),
    )


def test_every_cell_that_cannot_be_used_is_told_with_its_line() -> None:
    """Seven mistakes in one line."""
    with pytest.raises(InputError) as told:
        read_household_sheet((HEAD + ",,x,0,-1,maybe,9-25\n").encode(), file="户.csv")
    said = str(told.value)
    assert len(told.value.problems) == 7
    for column in ("户号", "楼栋", "单元", "楼层", "件数", "优先", "可收时段"):
        assert f"{column}" in said
