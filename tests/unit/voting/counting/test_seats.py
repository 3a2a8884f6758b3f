"""Seats go to the highest figures; who is level at the last one is a tie."""

from gongtong.voting.counting.seats import Filled, fill_seats
from gongtong.voting.counting.ties import Referee, TieRule
from gongtong.voting.counting.traces import Tie, TieBreak

NAMES = ("甲", "乙", "丙", "丁")
FIGURES = {0: 5, 1: 9, 2: 5, 3: 5}


def test_a_tie_above_the_last_seat_needs_no_breaking() -> None:
    """All four level ones have room."""
    referee = Referee(NAMES, TieRule())
    assert fill_seats(FIGURES, 4, referee) == Filled((1, 0, 2, 3))
    assert fill_seats(FIGURES, 1, referee) == Filled((1,))
    assert referee.ties == []


def test_without_a_rule_the_level_ones_stay_undecided() -> None:
    """One seat is sure, one is left for three."""
    referee = Referee(NAMES, TieRule())
    assert fill_seats(FIGURES, 2, referee) == Filled((1,), (0, 2, 3))
    assert referee.ties == [Tie(candidates=("甲", "丙", "丁"), round=1, seats=1)]


def test_a_named_list_gives_the_last_seats() -> None:
    """The list puts 丁 before 甲 before 丙."""
    rule = TieRule(by=TieBreak.SENIORITY, names=["丁", "甲", "丙"])
    referee = Referee(NAMES, rule)
    assert fill_seats(FIGURES, 3, referee) == Filled((1, 3, 0))
    assert [tie.chosen for tie in referee.ties] == [("丁",), ("甲",)]
