"""CP-SAT of OR-Tools as an exact solver of rosters, with the extra `cp-sat` (CP-SAT 求解)."""

from __future__ import annotations

from math import ceil, isinf
from typing import Any, Final

from attrs import frozen

from gongtong.core.extras import load_extra
from gongtong.rostering.rosters.found import (
    FoundRoster,
    SearchProgress,
    Watch,
    found,
    infeasible,
    watch_nothing,
)
from gongtong.rostering.rosters.linear import LinearModel, LinearRow, linear_model
from gongtong.rostering.rosters.problem import Roster, RosterProblem

EXTRA: Final = "cp-sat"
"""The extra that brings CP-SAT."""

_NAME: Final = "CP-SAT"
_CLOSE: Final = 1e-6


@frozen
class CpSatEffort:
    """How long CP-SAT may work: its own deterministic seconds, which are the same on every machine, and real ones, which are not (CP-SAT 求解限度).

    Eight workers hold different searches; fewer leave out those that prove. Where `work` is given they take turns, so that the same work
    finds the same.
    """

    work: float | None = None
    seconds: float | None = None
    workers: int = 8
    seed: int = 0


def solve_by_cp_sat(
    problem: RosterProblem,
    effort: CpSatEffort = CpSatEffort(),
    *,
    start: Roster | None = None,
    watch: Watch = watch_nothing,
) -> FoundRoster:
    """Find the best roster and prove it, or prove that there is none; for rules like those of nurses (用 CP-SAT 求排班表).

    Where nothing was found in time the roster is `start`, or empty. Raises `MissingExtraError` without the extra `cp-sat` and
    `SolverDisagreesError` where the independent check reads the roster otherwise than CP-SAT.
    """
    cp_model = load_extra("ortools.sat.python.cp_model", purpose="solve rosters", extra=EXTRA)
    model = linear_model(problem)
    program, columns = _program(cp_model, model)
    for column, value in model.start(start).items() if start is not None else ():
        program.add_hint(columns[column], value)
    solver = _solver(cp_model, effort)
    status = solver.solve(program, _told(cp_model, watch, problem.base))
    if status == cp_model.INFEASIBLE:
        return infeasible(problem, start, _NAME)
    bound = None
    if not isinf(solver.best_objective_bound):
        bound = ceil(solver.best_objective_bound - _CLOSE) + problem.base
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return found(problem, start or Roster(), _NAME, bound=bound)
    roster = model.roster([solver.value(column) for column in columns])
    said = round(solver.objective_value) + problem.base
    return found(problem, roster, _NAME, bound=bound, said=said)


def _program(cp_model: Any, model: LinearModel) -> tuple[Any, list[Any]]:
    program = cp_model.CpModel()
    columns = [
        program.new_bool_var("") if upper == 1 else program.new_int_var(0, upper, "")
        for upper in model.uppers
    ]
    for row in model.rows:
        if _is_choice(row, model):
            program.add_at_most_one(columns[one] for one in row.terms)
            continue
        total = cp_model.LinearExpr.weighted_sum(
            [columns[one] for one in row.terms], list(row.terms.values())
        )
        least = cp_model.INT32_MIN if row.least is None else row.least
        most = cp_model.INT32_MAX if row.most is None else row.most
        program.add_linear_constraint(total, least, most)
    program.minimize(cp_model.LinearExpr.weighted_sum(columns, list(model.costs)))
    return program, columns


def _is_choice(row: LinearRow, model: LinearModel) -> bool:
    return (
        row.least is None
        and row.most == 1
        and all(count == 1 and model.uppers[one] == 1 for one, count in row.terms.items())
    )


def _solver(cp_model: Any, effort: CpSatEffort) -> Any:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers, parameters.random_seed = effort.workers, effort.seed
    if effort.work is not None:
        parameters.max_deterministic_time = effort.work
        parameters.interleave_search = True
    if effort.seconds is not None:
        parameters.max_time_in_seconds = effort.seconds
    return solver


def _told(cp_model: Any, watch: Watch, base: int) -> Any:
    class Told(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]  # its base has no types
        def __init__(self) -> None:
            super().__init__()
            self.seen = 0

        def on_solution_callback(self) -> None:
            self.seen += 1
            best = round(self.objective_value) + base
            bound = ceil(self.best_objective_bound - _CLOSE) + base
            if not watch(SearchProgress(self.seen, best, bound)):
                self.stop_search()

    return Told()
