"""Simulated annealing over rosters: replace, fill, gather, drop, swap; exact differences, any rule (模拟退火)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp

from attrs import frozen

from gongtong.rostering.rosters.costs import RosterCosts
from gongtong.rostering.rosters.found import (
    FoundRoster,
    SearchProgress,
    Watch,
    found,
    watch_nothing,
)
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.state import Chance, SearchState

_NAME = "annealing"
_REPLACING = 0.6
_OTHERWISE = 0.03
_ROUND = 256
_HOPELESS = 20  # times the heat: what one row loses beyond that is not worth looking further


@frozen
class Cooling:
    """How long and how hot the search is: steps, and the points that a step may lose at first and at last (降温计划)."""

    steps: int
    hot: float = 30.0
    cold: float = 0.3


def solve_by_annealing(
    problem: RosterProblem,
    chance: Chance,
    cooling: Cooling,
    *,
    start: Roster | None = None,
    watch: Watch = watch_nothing,
) -> FoundRoster:
    """Find a roster, from one that there is or from none; the same chances and steps find the same (求排班表).

    It proves nothing: whether what must be kept is kept says `check.holds`.
    """
    costs = RosterCosts(problem)
    state = SearchState(costs, start or Roster())
    fill_greedily(state)
    return found(problem, costs.named(anneal(state, chance, cooling, watch)), _NAME)


def fill_greedily(state: SearchState) -> None:
    """Fill the shifts, those first for which the fewest are free, each with whoever costs least (贪心填班)."""
    costs = state.costs
    for shift in sorted(range(len(state.teams)), key=lambda one: len(state.free_at[one])):
        while len(state.people[shift]) < costs.seats(shift):
            together = max(1, costs.quorum(shift) - len(state.people[shift]))
            if not _enter(state, shift, together):
                break


def _enter(state: SearchState, shift: int, together: int) -> bool:
    """Let the cheapest people enter a shift, so many at once; whether that was any better than to leave it."""
    entered: list[int] = []
    change = 0
    while len(entered) < together:
        costs, team, spot = state.costs, state.teams[shift], 1 << shift
        priced = [
            (
                costs.row(one, state.rows[one] | spot)
                - state.row_costs[one]
                + costs.team(shift, team | 1 << one)
                - state.team_costs[shift],
                one,
            )
            for one in state.free_at[shift]
            if not team >> one & 1
        ]
        if not priced:
            break
        price, cheapest = min(priced)
        state.put(shift, out=None, into=cheapest)
        entered.append(cheapest)
        change += price
    if entered and change < 0:
        return True
    for one in entered:
        state.put(shift, out=one, into=None)
    return False


def anneal(
    state: SearchState, chance: Chance, cooling: Cooling, watch: Watch = watch_nothing
) -> list[int]:
    """Search for so many steps and give the best teams that were seen (退火搜索).

    Unless `watch` wants to end it.
    """
    random = chance.random
    best, best_teams = (now := state.total), list(state.teams)
    heat, shrink = cooling.hot, (cooling.cold / cooling.hot) ** (_ROUND / max(1, cooling.steps))
    mover = _Mover(state, random)
    for step in range(0, cooling.steps, _ROUND):
        for _ in range(_ROUND):
            now += mover.replace(heat) if random() < _REPLACING else mover.swap(heat)
            if now < best:
                best, best_teams = now, list(state.teams)
        heat *= shrink
        if not watch(SearchProgress(step + _ROUND, best)):
            break
    return best_teams


class _Mover:
    """The moves, each tried and taken or not; gives the change."""

    def __init__(self, state: SearchState, random: Callable[[], float]) -> None:
        self.state, self.random = state, random
        self.seats = [max(1, state.costs.seats(one)) for one in range(len(state.teams))]
        self.quorums = [state.costs.quorum(one) for one in range(len(state.teams))]
        self.spots = [shift for shift, free in enumerate(state.free_at) if free]

    def replace(self, heat: float) -> int:
        state, random = self.state, self.random
        shift = self.spots[int(random() * len(self.spots))]
        free, people = state.free_at[shift], state.people[shift]
        into = free[int(random() * len(free))]
        team, spot = state.teams[shift], 1 << shift
        if team >> into & 1:
            if random() > _OTHERWISE:
                return 0
            gone = people if len(people) == self.quorums[shift] else [into]
            return self._at_once(shift, heat, out=gone, into=())
        if len(people) + 1 < self.quorums[shift]:
            return self._gather(shift, into, heat)
        row_costs = state.costs.row_costs
        row = state.rows[into] | spot
        cost = row_costs[into].get(row)
        change = (state.costs.row(into, row) if cost is None else cost) - state.row_costs[into]
        if change > _HOPELESS * heat + state.costs.heavy // 2:
            return 0
        new_team, out = team | 1 << into, None
        if people and len(people) >= self.seats[shift] and random() > _OTHERWISE:
            out = people[int(random() * len(people))]
            new_team ^= 1 << out
            row_out = state.rows[out] ^ spot
            cost = row_costs[out].get(row_out)
            change += (state.costs.row(out, row_out) if cost is None else cost) - state.row_costs[
                out
            ]
        cost = state.costs.team_costs[shift].get(new_team)
        change += (state.costs.team(shift, new_team) if cost is None else cost) - state.team_costs[
            shift
        ]
        if self._accepts(change, heat):
            state.put(shift, out=out, into=into)
            return change
        return 0

    def swap(self, heat: float) -> int:
        state, random = self.state, self.random
        first = self.spots[int(random() * len(self.spots))]
        second = self.spots[int(random() * len(self.spots))]
        left, right = state.people[first], state.people[second]
        if first != second and left and len(right) < self.seats[second]:
            return self._move(first, second, heat)
        if first == second or not left or not right:
            return 0
        one, other = left[int(random() * len(left))], right[int(random() * len(right))]
        both = 1 << first | 1 << second
        rows = state.rows
        fits = (
            one != other
            and not state.teams[second] >> one & 1
            and not state.teams[first] >> other & 1
            and state.costs.open_shifts(one) >> second & 1
            and state.costs.open_shifts(other) >> first & 1
        )
        if not fits:
            return 0
        costs = state.costs
        pair = 1 << one | 1 << other
        change = costs.row(one, rows[one] ^ both) - state.row_costs[one]
        if change > _HOPELESS * heat + costs.heavy // 2:
            return 0
        change += (
            costs.row(other, rows[other] ^ both)
            - state.row_costs[other]
            + costs.team(first, state.teams[first] ^ pair)
            - state.team_costs[first]
            + costs.team(second, state.teams[second] ^ pair)
            - state.team_costs[second]
        )
        if self._accepts(change, heat):
            state.put(first, out=one, into=other)
            state.put(second, out=other, into=one)
            return change
        return 0

    def _accepts(self, change: int, heat: float) -> bool:
        return change <= 0 or self.random() < exp(-change / heat)

    def _move(self, first: int, second: int, heat: float) -> int:
        state, costs, people = self.state, self.state.costs, self.state.people[first]
        one = people[int(self.random() * len(people))]
        if state.teams[second] >> one & 1 or not costs.open_shifts(one) >> second & 1:
            return 0
        row = state.rows[one] ^ (1 << first | 1 << second)
        change = (
            costs.row(one, row)
            - state.row_costs[one]
            + costs.team(first, state.teams[first] ^ 1 << one)
            - state.team_costs[first]
            + costs.team(second, state.teams[second] | 1 << one)
            - state.team_costs[second]
        )
        if self._accepts(change, heat):
            state.put(first, out=one, into=None)
            state.put(second, out=None, into=one)
            return change
        return 0

    def _gather(self, shift: int, first: int, heat: float) -> int:
        """Let as many enter as there must be at once."""
        team = self.state.teams[shift] | 1 << first
        into, lacking = [first], self.quorums[shift] - len(self.state.people[shift]) - 1
        others = [one for one in self.state.free_at[shift] if not team >> one & 1]
        if len(others) < lacking:
            return 0
        into += [others.pop(int(self.random() * len(others))) for _ in range(lacking)]
        return self._at_once(shift, heat, out=(), into=into)

    def _at_once(self, shift: int, heat: float, *, out: Sequence[int], into: Sequence[int]) -> int:
        """Let some leave a shift and others enter it, all of them or nobody."""
        state, spot, team = self.state, 1 << shift, self.state.teams[shift]
        change = 0
        for one in (*out, *into):
            team ^= 1 << one
            change += state.costs.row(one, state.rows[one] ^ spot) - state.row_costs[one]
        change += state.costs.team(shift, team) - state.team_costs[shift]
        if not self._accepts(change, heat):
            return 0
        for one in tuple(out):
            state.put(shift, out=one, into=None)
        for one in into:
            state.put(shift, out=None, into=one)
        return change
