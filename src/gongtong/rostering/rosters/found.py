"""What a search came to, whichever solver searched (求解结果)."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from gongtong.rostering.rosters.checking import RosterCheck, check_roster
from gongtong.rostering.rosters.problem import Roster, RosterProblem


class Proof(Enum):
    """What a solver proved (证明状态)."""

    NOTHING = "nothing"
    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"


@frozen
class SearchProgress:
    """How far a search is: work done, the best points so far, and the points below which there is no roster (求解进度).

    `done` counts the steps of the annealer, the nodes of HiGHS, the improvements of CP-SAT. `None` where nothing is known yet.
    """

    done: int
    best: int | None
    bound: int | None = None

    @property
    def gap(self) -> int | None:
        """How many points could still be gained (差距)."""
        return None if self.best is None or self.bound is None else self.best - self.bound


Watch: TypeAlias = Callable[[SearchProgress], bool]
"""Is shown the progress now and then; the search ends where it says no (进度观察)."""


def watch_nothing(progress: SearchProgress) -> bool:
    """Let a search go on to its end (不观察)."""
    return progress.done >= 0


@frozen
class FoundRoster:
    """The best roster that a search saw, and what the independent check says of it (求得的排班表).

    `bound` is in points too: no roster that keeps what must be kept has fewer. `solver` is the name of who searched.
    """

    roster: Roster
    check: RosterCheck
    solver: str
    bound: int | None = None
    proof: Proof = Proof.NOTHING

    @property
    def gap(self) -> int | None:
        """How many points could still be gained; nothing where the roster is none (剩余差距)."""
        if self.bound is None or not self.check.holds:
            return None
        return self.check.points - self.bound


class SolverDisagreesError(RuntimeError):
    """An exact solver gave a roster that the independent check reads otherwise: a defect, never a roster to publish (求解结果与核对不符)."""


def found(
    problem: RosterProblem,
    roster: Roster,
    solver: str,
    *,
    bound: int | None = None,
    said: int | None = None,
) -> FoundRoster:
    """Check what a solver found, and hold it to the points that it said (核对求解结果).

    A solver that was stopped may not have noticed yet that a roster costs less than it said; never more. Raises
    `SolverDisagreesError` where the check finds more points than the solver said, something broken, or a bound above the points.
    """
    check = check_roster(problem, roster)
    if said is not None and (said < check.points or not check.holds):
        raise SolverDisagreesError(
            f"{solver} says {said} points, the check {check.points} and {len(check.broken)} breaches"
        )
    if check.holds and bound is not None and bound > check.points:
        raise SolverDisagreesError(f"{solver} proved {bound} as bound of {check.points} points")
    is_optimal = check.holds and bound == check.points
    proof = Proof.OPTIMAL if is_optimal else Proof.NOTHING
    return FoundRoster(roster, check, solver, bound, proof)


def infeasible(problem: RosterProblem, start: Roster | None, solver: str) -> FoundRoster:
    """Say that a solver proved that no roster keeps what must be kept; what it began with is given back (无解).

    Raises `SolverDisagreesError` where it began with one.
    """
    roster = start or Roster()
    check = check_roster(problem, roster)
    if check.holds:
        raise SolverDisagreesError(f"{solver} says there is no roster, and was given one")
    return FoundRoster(roster, check, solver, None, Proof.INFEASIBLE)
