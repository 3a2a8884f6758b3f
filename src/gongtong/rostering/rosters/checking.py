"""The independent check of a roster: every statement read by itself, knowing nothing of solvers (独立核对)."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gongtong.rostering.rosters.problem import Roster, RosterProblem, UnknownNameError
from gongtong.rostering.rosters.statements import (
    Barred,
    Cap,
    Company,
    Limit,
    Load,
    Need,
    Quorum,
    Statement,
    Together,
    Touched,
    Wish,
)


@frozen
class Breach:
    """A statement that a roster does not keep, and by how much (违反)."""

    statement: Statement
    amount: int

    @property
    def must_be_kept(self) -> bool:
        """Whether it is one that must be kept (是否硬性)."""
        return must_be_kept(self.statement)


@frozen
class RosterCheck:
    """What a roster costs by every rule, and what it must not do but does (核对结果).

    `points` is without the breaches of what must be kept: those are in `broken`, and a roster with one of them is none.
    """

    points: int
    by_rule: Mapping[str, int]
    broken: tuple[Breach, ...]
    soft: tuple[Breach, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is kept that must be (是否合规)."""
        return not self.broken


def must_be_kept(statement: Statement) -> bool:
    """Tell whether no roster may break a statement (是否硬性).

    >>> must_be_kept(Barred("away", "a", "s"))
    True
    """
    match statement:
        case Barred():
            return True
        case Wish() | Load() | Together():
            return False
        case _:
            return statement.points is None


def check_roster(problem: RosterProblem, roster: Roster) -> RosterCheck:
    """Read every statement against a roster, one by one (核对排班表).

    Raises `UnknownNameError` where the roster names somebody or a shift that the problem does not have, or somebody twice in a shift.
    """
    rows = _rows(problem, roster)
    by_rule = dict.fromkeys(problem.rules, 0)
    broken, soft = [], []
    for one in problem.statements:
        amount, points = _read(one, rows, roster)
        if not amount:
            continue
        breach = Breach(one, amount)
        if breach.must_be_kept:
            broken.append(breach)
            continue
        by_rule[one.rule] += points
        if points > 0:
            soft.append(breach)
    return RosterCheck(problem.base + sum(by_rule.values()), by_rule, tuple(broken), tuple(soft))


def _rows(problem: RosterProblem, roster: Roster) -> Mapping[str, frozenset[str]]:
    rows: dict[str, set[str]] = {member: set() for member in problem.members}
    shifts = frozenset(problem.shifts)
    for shift, team in roster.teams.items():
        if shift not in shifts or not set(team) <= rows.keys() or len(set(team)) < len(team):
            raise UnknownNameError(f"a roster names known people once each, unlike in {shift!r}")
        for member in team:
            rows[member].add(shift)
    return {member: frozenset(row) for member, row in rows.items()}


def _read(one: Statement, rows: Mapping[str, frozenset[str]], roster: Roster) -> tuple[int, int]:
    """Give by how much it is not kept, and the points of that."""
    match one:
        case Barred():
            return int(one.shift in rows[one.member]), 0
        case Wish():
            there = int(one.shift in rows[one.member])
            return there, there * one.points
        case Load():
            count = len(rows[one.member].intersection(one.shifts))
            return count, load_points(one.steps, count)
        case Together():
            there = int(set(one.members) <= set(roster.team(one.shift)))
            return there, there * one.points
        case _:
            amount = _amount(one, rows, roster)
            return amount, amount * (one.points or 0)


def _amount(
    one: Limit | Touched | Need | Cap | Quorum | Company,
    rows: Mapping[str, frozenset[str]],
    roster: Roster,
) -> int:
    match one:
        case Limit():
            total = sum(count for shift, count in one.terms if shift in rows[one.member])
            below = 0 if one.least is None else max(0, one.least - total)
            return below + (0 if one.most is None else max(0, total - one.most))
        case Touched():
            return max(
                0, sum(not rows[one.member].isdisjoint(group) for group in one.groups) - one.most
            )
        case Need():
            return max(0, one.least - len(set(roster.team(one.shift)).intersection(one.members)))
        case Cap():
            return max(0, len(set(roster.team(one.shift)).intersection(one.members)) - one.most)
        case Quorum():
            there = len(set(roster.team(one.shift)).intersection(one.members))
            return max(0, one.least - there) if there else 0
        case Company():
            team = set(roster.team(one.shift))
            return int(not team.isdisjoint(one.whoever) and team.isdisjoint(one.company))


def load_points(steps: tuple[int, ...], count: int) -> int:
    """Add up what so many shifts cost by their steps; the last step goes on (负荷分值).

    >>> load_points((1, 3, 5), 4)
    14
    """
    if not steps:
        return 0
    return sum(steps[:count]) + max(0, count - len(steps)) * steps[-1]
