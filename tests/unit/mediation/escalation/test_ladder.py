"""The levels that a case can go up."""

import pytest

from gongtong.mediation.escalation.ladder import Ladder, Level


def test_a_case_goes_up_level_by_level() -> None:
    """From the grid to the district, and no further."""
    codes = ["grid"]
    while (level := Ladder().next_after(codes[-1])) is not None:
        codes.append(level.code)
    assert codes == ["grid", "compound", "community", "street", "district"]
    assert Ladder().next_after("province") is None


def test_a_ladder_has_each_level_once() -> None:
    """And at least one."""
    for levels in ((), (Level("a", "甲"), Level("a", "乙"))):
        with pytest.raises(ValueError, match="ladder"):
            Ladder(levels)
