"""What a check finds names the round, the candidate and both figures."""

from fractions import Fraction

from gongtong.voting.counting.traces import Amount, Round, Stage
from gongtong.voting.replay.departures import unlike

ROUND = Round(
    number=2, stage=Stage.COUNT, amounts=(Amount("甲", Fraction(3)), Amount("乙", Fraction(1, 2)))
)


def test_equal_figures_are_no_departure() -> None:
    """In whatever order they were found."""
    assert list(unlike(ROUND, {"乙": Fraction(1, 2), "甲": 3})) == []


def test_a_figure_that_differs_is_missing_or_too_many_is_told() -> None:
    """Told 3 and counted 4; told and not found; found and not told."""
    found = list(unlike(ROUND, {"甲": 4, "丙": 1}))
    assert [one.round for one in found] == [2, 2, 2]
    assert found[0].zh == "甲的得数写为3，逐票计算为4"
    assert found[0].en == "the amount of 甲 is told as 3, and comes to 4 by hand"
    assert "乙" in found[1].en
    assert "None" in found[2].en
