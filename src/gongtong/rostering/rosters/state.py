"""A roster while it is searched for: rows, teams and what they cost (搜索状态)."""

from __future__ import annotations

from typing import Protocol

from gongtong.rostering.rosters.costs import RosterCosts, bits
from gongtong.rostering.rosters.problem import Roster


class Chance(Protocol):
    """Where the search gets its chances from, such as `random.Random(seed)` (随机源)."""

    def random(self) -> float:
        """Give a number from 0 up to 1 (随机数)."""
        ...


class SearchState:
    """A roster that the search changes (搜索中的排班表)."""

    def __init__(self, costs: RosterCosts, roster: Roster) -> None:
        """Begin with a roster."""
        self.costs = costs
        self.rows, self.teams = costs.numbered(roster)
        self.row_costs = [costs.row(member, row) for member, row in enumerate(self.rows)]
        self.team_costs = [costs.team(shift, team) for shift, team in enumerate(self.teams)]
        self.people = [list(bits(team)) for team in self.teams]
        self.free_at: list[list[int]] = [[] for _ in self.teams]
        for member in range(len(self.rows)):
            for shift in bits(costs.open_shifts(member)):
                self.free_at[shift].append(member)

    @property
    def total(self) -> int:
        """What the roster costs as it stands (当前总分)."""
        return self.costs.problem.base + sum(self.row_costs) + sum(self.team_costs)

    def put(self, shift: int, *, out: int | None, into: int | None) -> None:
        """Let somebody leave a shift and somebody else enter it (换人)."""
        spot = 1 << shift
        if out is not None:
            self._set_row(out, self.rows[out] & ~spot)
            self.people[shift].remove(out)
        if into is not None:
            self._set_row(into, self.rows[into] | spot)
            self.people[shift].append(into)
        team = sum(1 << one for one in self.people[shift])
        self.teams[shift] = team
        self.team_costs[shift] = self.costs.team(shift, team)

    def _set_row(self, member: int, row: int) -> None:
        self.rows[member] = row
        self.row_costs[member] = self.costs.row(member, row)
