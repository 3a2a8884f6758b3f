"""HiGHS as an exact solver of rosters, with the extra `highs` (HiGHS 求解)."""

from __future__ import annotations

from math import ceil, inf
from typing import Any, Final

from attrs import frozen

from gongtong.core.extras import load_extra
from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.found import (
    FoundRoster,
    SearchProgress,
    Watch,
    found,
    infeasible,
    watch_nothing,
)
from gongtong.rostering.rosters.linear import LinearModel, linear_model
from gongtong.rostering.rosters.problem import Roster, RosterProblem

EXTRA: Final = "highs"
"""The extra that brings HiGHS."""

_NAME: Final = "HiGHS"
_CLOSE: Final = 1e-6
_WHOLE_POINTS: Final = 0.999  # points are whole: what is less than one apart is equal


@frozen
class HighsEffort:
    """How long HiGHS may work: nodes of its tree, which is the same on every machine, and seconds, which is not (HiGHS 求解限度)."""

    nodes: int | None = None
    seconds: float | None = None
    seed: int = 0


def solve_by_highs(
    problem: RosterProblem,
    effort: HighsEffort = HighsEffort(),
    *,
    start: Roster | None = None,
    watch: Watch = watch_nothing,
) -> FoundRoster:
    """Find the best roster and prove it, or prove that there is none (用 HiGHS 求排班表).

    Where nothing was found in time the roster is `start`, or empty. Raises `MissingExtraError` without the extra `highs` and
    `SolverDisagreesError` where the independent check reads the roster otherwise than HiGHS.
    """
    highspy = load_extra("highspy", purpose="solve rosters exactly", extra=EXTRA)
    model = linear_model(problem)
    if not model.costs:  # nobody may stand anywhere: HiGHS calls that neither feasible nor not
        return _without_columns(problem, start)
    solver = _loaded(highspy, model, effort)
    if start is not None:
        values = model.start(start)
        solver.setSolution(len(values), list(values), [float(each) for each in values.values()])
    _watched(solver, watch, problem.base)
    solver.run()
    return _answer(highspy, solver, model, start)


def _without_columns(problem: RosterProblem, start: Roster | None) -> FoundRoster:
    if check_roster(problem, Roster()).holds:
        return found(problem, Roster(), _NAME, bound=problem.base, said=problem.base)
    return infeasible(problem, start, _NAME)


def _loaded(highspy: Any, model: LinearModel, effort: HighsEffort) -> Any:
    solver = _quiet(highspy)
    for option, value in (
        ("threads", 1),
        ("random_seed", effort.seed),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", _WHOLE_POINTS),
        ("mip_max_nodes", effort.nodes),
        ("time_limit", effort.seconds),
    ):
        if value is not None:
            solver.setOptionValue(option, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.costs), len(model.rows)
    lp.col_cost_ = [float(each) for each in model.costs]
    lp.col_lower_ = [0.0] * len(model.costs)
    lp.col_upper_ = [float(each) for each in model.uppers]
    lp.row_lower_ = [-inf if row.least is None else float(row.least) for row in model.rows]
    lp.row_upper_ = [inf if row.most is None else float(row.most) for row in model.rows]
    kinds = [highspy.HighsVarType.kContinuous] * len(model.costs)
    for column in model.spots.values():
        kinds[column] = highspy.HighsVarType.kInteger
    lp.integrality_ = kinds
    _matrix(highspy, lp, model)
    solver.passModel(lp)
    return solver


def _quiet(highspy: Any) -> Any:
    """Make a solver that prints nothing, not even the banner with which its callbacks begin."""

    class Quiet(highspy.Highs):  # type: ignore[misc]  # its base has no types
        def enableCallbacks(self) -> None:  # noqa: N802 - the name that HiGHS gave it
            self.silent()
            super().enableCallbacks()

    return Quiet()


def _matrix(highspy: Any, lp: Any, model: LinearModel) -> None:
    starts, columns, counts = [0], list[int](), list[float]()
    for row in model.rows:
        columns.extend(row.terms)
        counts.extend(float(each) for each in row.terms.values())
        starts.append(len(columns))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, columns, counts


def _watched(solver: Any, watch: Watch, base: int) -> None:
    def look(event: Any) -> None:
        seen = event.data_out
        best = None if abs(seen.mip_primal_bound) == inf else round(seen.mip_primal_bound) + base
        bound = None if abs(seen.mip_dual_bound) == inf else _above(seen.mip_dual_bound) + base
        if not watch(SearchProgress(int(seen.mip_node_count), best, bound)):
            event.data_in.user_interrupt = True

    solver.cbMipInterrupt.subscribe(look)


def _answer(highspy: Any, solver: Any, model: LinearModel, start: Roster | None) -> FoundRoster:
    problem, info = model.problem, solver.getInfo()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return infeasible(problem, start, _NAME)
    bound = None
    if abs(info.mip_dual_bound) != inf:
        bound = _above(info.mip_dual_bound) + problem.base
    if abs(info.objective_function_value) == inf or not info.primal_solution_status:
        return found(problem, start or Roster(), _NAME, bound=bound)
    values = solver.getSolution().col_value
    # not info.objective_function_value: HiGHS 1.16 gives one that is not the cost of these values in rare cases
    said = round(sum(cost * value for cost, value in zip(model.costs, values, strict=True)))
    return found(problem, model.roster(values), _NAME, bound=bound, said=said + problem.base)


def _above(points: float) -> int:
    return ceil(points - _CLOSE)
