"""A roster changed as little as possible after somebody fell out, and whom that moves (最少变动重排)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from gongtong.rostering.rosters.found import FoundRoster
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import (
    Barred,
    Limit,
    OfMember,
    Statement,
    Touched,
    Wish,
)

RosterSolver: TypeAlias = Callable[[RosterProblem, Roster], FoundRoster]
"""Whatever finds a roster from one to begin with, such as HiGHS or the annealer (排班求解器)."""

UNCHANGED = "unchanged"
PAST = "past"
NOTICE = "notice"
FELL_OUT = "fell out"


class Move(Enum):
    """What a change does with somebody (变动)."""

    LEAVES = "leaves"
    ENTERS = "enters"


@frozen(order=True)
class RosterChange:
    """Somebody leaves a shift or enters it (排班变动)."""

    shift: str
    member: str
    move: Move


@frozen
class Upset:
    """What happened to a published roster (变故).

    Nothing changes in the shifts of `past`. From those of `near`, which begin before anybody could be told in time, nobody is taken, and
    only `standby` enter. `fell_out` are the people and shifts that fell out: no-shows, cancellations, illness.
    """

    fell_out: frozenset[tuple[str, str]]
    past: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    standby: frozenset[str] = frozenset()


@frozen
class Replanned:
    """A roster after an upset, and everybody whom it moves (重排结果).

    `found.check` is of the problem as the upset left it, with the points of the changes; `changes` are without those who fell out.
    """

    found: FoundRoster
    changes: tuple[RosterChange, ...]

    @property
    def moved(self) -> tuple[str, ...]:
        """Those whom it moves, each once (被变动人员)."""
        return tuple(dict.fromkeys(one.member for one in self.changes))


def replan(
    problem: RosterProblem,
    published: Roster,
    upset: Upset,
    solve: RosterSolver,
    *,
    per_change: int,
) -> Replanned:
    """Fill what fell out, with as few changes to others as the points allow (重排).

    Each person who leaves or enters a shift costs `per_change` points: above the points of wishes and below those of an empty
    place, few are moved and places are filled. Raises `ValueError` where it is not above nothing, or where somebody fell out of a past shift
    in which nobody can be replaced any more: record his absence instead.
    """
    if per_change <= 0:
        raise ValueError("a change costs more than nothing, or the roster is planned anew")
    if gone := sorted(shift for _, shift in upset.fell_out if shift in upset.past):
        raise ValueError(f"nobody can be replaced in shifts that are past: {', '.join(gone)}")
    left = without(published, upset.fell_out)
    found = solve(replanning_problem(problem, left, upset, per_change), left)
    return Replanned(found, changes_between(left, found.roster))


def without(roster: Roster, pairs: Iterable[tuple[str, str]]) -> Roster:
    """Give a roster without some people in some shifts (去掉人员).

    >>> without(Roster({"s": ("a", "b")}), {("a", "s")}).team("s")
    ('b',)
    """
    gone = frozenset(pairs)
    return Roster(
        {
            shift: tuple(one for one in team if (one, shift) not in gone)
            for shift, team in roster.teams.items()
        }
    )


def changes_between(before: Roster, after: Roster) -> tuple[RosterChange, ...]:
    """Give everybody who leaves or enters a shift, by shift (变动清单)."""
    was, now = before.pairs, after.pairs
    leave = [RosterChange(shift, member, Move.LEAVES) for member, shift in was - now]
    enter = [RosterChange(shift, member, Move.ENTERS) for member, shift in now - was]
    return tuple(sorted(leave + enter, key=lambda one: (one.shift, one.member)))


def replanning_problem(
    problem: RosterProblem, left: Roster, upset: Upset, per_change: int
) -> RosterProblem:
    """Write the problem as the upset left it (重排问题).

    What is past cannot be mended: rules about a past shift are gone, and who had more than a rule allows before today gets no more.
    """
    there = left.pairs
    fixed = upset.past | upset.near
    said: list[Statement] = [
        *(Barred(FELL_OUT, member, shift) for member, shift in sorted(upset.fell_out)),
    ]
    for shift in problem.shifts:
        for member in problem.members:
            if (member, shift) in there:
                if shift in fixed:
                    said.append(Limit(_why(shift, upset), member, ((shift, 1),), 1, None))
                else:
                    said.append(Wish(UNCHANGED, member, shift, -per_change))
            elif shift in upset.past or (shift in upset.near and member not in upset.standby):
                said.append(Barred(_why(shift, upset), member, shift))
            else:
                said.append(Wish(UNCHANGED, member, shift, per_change))
    kept = [part for one in problem.statements for part in _still(one, left, fixed, upset.past)]
    free_of_charge = per_change * sum(shift not in fixed for _, shift in there)
    return RosterProblem(
        problem.members, problem.shifts, (*kept, *said), problem.base + free_of_charge
    )


def _why(shift: str, upset: Upset) -> str:
    return PAST if shift in upset.past else NOTICE


def _still(
    one: Statement, left: Roster, fixed: frozenset[str], past: frozenset[str]
) -> Iterable[Statement]:
    """Give what is still said by a statement, some shifts being as they are."""
    if isinstance(one, OfMember):
        stood = frozenset(shift for member, shift in left.pairs if member == one.member) & fixed
        return _still_of(one, stood, fixed)
    return () if one.shift in past else (one,)


def _still_of(one: OfMember, stood: frozenset[str], fixed: frozenset[str]) -> Iterable[Statement]:
    match one:
        case Barred():
            return () if one.shift in stood else (one,)
        case Limit(points=None, most=int() as most):
            if sum(count for shift, count in one.terms if shift in stood) > most:
                return _no_more(one, {shift for shift, count in one.terms if count > 0} - fixed)
        case Touched(points=None):
            if sum(not stood.isdisjoint(group) for group in one.groups) > one.most:
                fresh = [group for group in one.groups if stood.isdisjoint(group)]
                return _no_more(one, {shift for group in fresh for shift in group} - fixed)
        case _:
            pass
    return (one,)


def _no_more(one: Limit | Touched, shifts: Iterable[str]) -> Iterable[Statement]:
    return (Barred(one.rule, one.member, shift) for shift in sorted(shifts))
