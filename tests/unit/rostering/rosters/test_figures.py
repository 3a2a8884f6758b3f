"""Coverage, time given, and who came and went."""

from datetime import date
from fractions import Fraction

from attrs import evolve

from gongtong.rostering.rosters.figures import Turnover, figures_of, turnover
from gongtong.rostering.rosters.problem import Roster
from gongtong.rostering.rosters.shifts import Shift

EVENING = Shift(date(2026, 9, 4), 19 * 60, 21 * 60, "evening")
ERRANDS = Shift(date(2026, 9, 5), 9 * 60, 10 * 60 + 30, "errands", 1)


def test_places_are_counted_by_kind_and_time_by_person() -> None:
    """Two more than errands need fill no place, but give their time."""
    roster = Roster({EVENING.code: ("a",), ERRANDS.code: ("a", "b", "c")})
    figures = figures_of((EVENING, ERRANDS), roster)
    assert figures.places == {"evening": 2, "errands": 1}
    assert figures.filled == {"evening": 1, "errands": 1}
    assert figures.coverage == Fraction(2, 3)
    assert figures.duties == {"a": 2, "b": 1, "c": 1}
    assert figures.minutes == {"a": 210, "b": 90, "c": 90}
    assert figures.zh == "共3个岗位，已排2个，3人参加，合计6小时30分钟"


def test_of_no_shifts_all_are_filled() -> None:
    """Nothing was asked for."""
    figures = figures_of((), Roster())
    assert figures.coverage == 1
    assert figures.zh == "共0个岗位，已排0个，0人参加，合计0小时"


def test_who_came_and_who_went() -> None:
    """By standing in the one and not in the other, in whatever shift."""
    before = Roster({EVENING.code: ("a", "b")})
    after = Roster({evolve(EVENING, day=date(2026, 10, 4)).code: ("b", "c")})
    assert turnover(before, after) == Turnover(("c",), ("a",))
    assert turnover(after, after) == Turnover((), ())
