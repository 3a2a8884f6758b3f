"""Small roster problems with anything that a rule can say, and the oracle that tries every roster of them (排班测试)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Final

from hypothesis import strategies as st

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.publishing import PublishedRoster, RosterFacts
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.rosters.statements import (
    HARD,
    Barred,
    Cap,
    Company,
    Limit,
    Load,
    Need,
    Quorum,
    Together,
    Touched,
    Wish,
)

PEOPLE: Final = ("a", "b", "c")
SHIFTS: Final = ("s", "t", "u", "v")

_RULES = st.sampled_from(("red", "blue", "green"))
_person, _shift = st.sampled_from(PEOPLE), st.sampled_from(SHIFTS)
_people = st.lists(_person, min_size=1, unique=True).map(tuple)
_shifts = st.lists(_shift, min_size=1, unique=True).map(tuple)
_points = st.one_of(st.just(HARD), st.integers(1, 50))
_few = st.integers(0, 3)
_terms = st.dictionaries(_shift, st.integers(-2, 2), min_size=1).map(
    lambda terms: tuple(terms.items())
)
_ones = _shifts.map(lambda every: tuple((one, 1) for one in every))
_twos = st.lists(_shift, min_size=2, max_size=2).map(lambda pair: tuple((one, 1) for one in pair))
_least, _most = st.one_of(st.none(), st.integers(-2, 1)), st.one_of(st.none(), st.integers(1, 4))
_steps = st.lists(st.integers(0, 9)).map(lambda steps: tuple(sorted(steps)))

STATEMENTS: Final = st.one_of(
    st.builds(Barred, _RULES, _person, _shift),
    st.builds(Wish, _RULES, _person, _shift, st.integers(-9, 9)),
    st.builds(Limit, _RULES, _person, _terms, _least, _most, _points),
    st.builds(Limit, _RULES, _person, _ones, st.none(), st.integers(0, 2), _points),
    st.builds(Limit, _RULES, st.just("a"), _twos, st.none(), st.just(1), st.just(HARD)),
    st.builds(Touched, _RULES, _person, st.lists(_shifts).map(tuple), _few, _points),
    st.builds(Load, _RULES, _person, _shifts, _steps),
    st.builds(Need, _RULES, _shift, _people, _few, _points),
    st.builds(Cap, _RULES, _shift, _people, _few, _points),
    st.builds(Quorum, _RULES, _shift, _people, _few, _points),
    st.builds(Company, _RULES, _shift, _people, _people, _points),
    st.builds(Together, _RULES, _shift, _people, st.integers(-9, 9)),
)
"""One statement of any kind, about `PEOPLE` and `SHIFTS` (任意语句)."""

ROSTERS: Final = st.dictionaries(_shift, _people).map(Roster)
"""A roster of `PEOPLE` and `SHIFTS` (任意排班表)."""

PROBLEMS: Final = st.lists(STATEMENTS, max_size=9).map(
    lambda said: RosterProblem(PEOPLE, SHIFTS, tuple(said), base=3)
)
"""A problem of at most nine statements (任意排班问题)."""


def every_roster(problem: RosterProblem) -> Iterator[Roster]:
    """Give every roster that there is (枚举排班表)."""
    people = problem.members
    teams = [
        tuple(one for one, there in zip(people, marks, strict=True) if there)
        for marks in product((False, True), repeat=len(people))
    ]
    for choice in product(teams, repeat=len(problem.shifts)):
        yield Roster(dict(zip(problem.shifts, choice, strict=True)))


def fewest_points(problem: RosterProblem) -> int | None:
    """Give the fewest points of all rosters that keep what must be kept; `None` where there is none (穷举最优)."""
    checks = (check_roster(problem, roster) for roster in every_roster(problem))
    return min((check.points for check in checks if check.holds), default=None)


TWO_NURSES: Final = """# two people, a week
SECTION_HORIZON
7

SECTION_SHIFTS
# id, minutes, what cannot follow
D,480,
N,600,D

SECTION_STAFF
A,D=5|N=1,2400,480,3,2,2,0
B,D=5|N=0,2400,0,3,2,2,1

SECTION_DAYS_OFF
B,0

SECTION_SHIFT_ON_REQUESTS
A,1,D,3

SECTION_SHIFT_OFF_REQUESTS
B,2,D,2

SECTION_COVER
0,D,1,100,1
"""
"""Two nurses and a week, in the published format (护士排班格式示例)."""

_FRIDAY: Final = Shift(date(2026, 9, 4), 19 * 60, 21 * 60, "evening", zh="晚间巡逻")
_MONDAY: Final = Shift(date(2026, 9, 7), 19 * 60, 21 * 60, "evening", zh="晚间巡逻")

UP: Final = PublishedRoster(
    "2026-09",
    RosterFacts((_MONDAY, _FRIDAY), ("V1", "V2")),
    1,
    Roster({_FRIDAY.code: ("V1",)}),
    "0" * 64,
    date(2026, 9, 1),
)
"""A roster of two evenings, three of its four places empty (在册排班示例)."""
