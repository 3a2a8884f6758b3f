"""A search that solves part after part of a roster exactly, for rules under which no small move is allowed (大邻域搜索)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from attrs import define, field

from gongtong.rostering.rosters.checking import RosterCheck, check_roster
from gongtong.rostering.rosters.costs import RosterCosts
from gongtong.rostering.rosters.found import (
    FoundRoster,
    Proof,
    SearchProgress,
    Watch,
    found,
    watch_nothing,
)
from gongtong.rostering.rosters.parts import inside, part_of, put_back
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.replanning import RosterSolver
from gongtong.rostering.rosters.state import Chance
from gongtong.rostering.rosters.statements import OfTeam

_NAME: Final = "neighbourhoods"
_GROW: Final = 1.15
_SHRINK: Final = 0.8
_AT_A_BREACH: Final = 0.5
_FIRST_CELLS: Final = 400


class _Kind(Enum):
    ROWS = "rows"  # some people, every shift
    COLUMNS = "columns"  # everybody, some shifts in a row
    BLOCK = "block"  # half of the people, some more shifts


@define
class _Search:
    """The roster that is searched from, and how large the parts of each kind may be."""

    problem: RosterProblem
    chance: Chance
    repair: RosterSolver
    heavy: int
    roster: Roster
    check: RosterCheck = field(init=False)
    cells: dict[_Kind, float] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.check = check_roster(self.problem, self.roster)
        self.cells = dict.fromkeys(_Kind, float(_FIRST_CELLS))

    @property
    def total(self) -> int:
        return self._total(self.check)

    def build(self, members: Iterable[str]) -> None:
        """Write the rows of people one after another, each the best that there is given the others."""
        for member in members:
            self.try_part([member], self.problem.shifts)

    def step(self) -> None:
        kind = list(_Kind)[self._place(len(_Kind))]
        members, shifts = self._chosen(kind, self.cells[kind])
        answer = self.try_part(members, shifts)
        is_solved = answer.proof is Proof.OPTIMAL
        whole = len(members) * len(shifts) >= len(self.problem.members) * len(self.problem.shifts)
        if not (is_solved and whole):
            self.cells[kind] *= _GROW if is_solved else _SHRINK

    def try_part(self, members: Sequence[str], shifts: Sequence[str]) -> FoundRoster:
        part = part_of(self.problem, self.roster, members, shifts)
        answer = self.repair(part, inside(self.roster, part))
        roster = put_back(self.roster, part, answer.roster)
        check = check_roster(self.problem, roster)
        if self._total(check) <= self.total:
            self.roster, self.check = roster, check
        return answer

    def _chosen(self, kind: _Kind, cells: float) -> tuple[Sequence[str], Sequence[str]]:
        members, shifts = self.problem.members, self.problem.shifts
        match kind:
            case _Kind.ROWS:
                return self._some(members, int(cells / len(shifts))), shifts
            case _Kind.COLUMNS:
                return members, self._window(int(cells / len(members)))
            case _Kind.BLOCK:
                some = self._some(members, (len(members) + 1) // 2)
                return some, self._window(int(cells / len(some)))

    def _window(self, length: int) -> Sequence[str]:
        shifts = self.problem.shifts
        length = min(len(shifts), max(1, length))
        middle = self._place(len(shifts))
        wrong = [
            one.statement.shift for one in self.check.soft if isinstance(one.statement, OfTeam)
        ]
        if wrong and self.chance.random() < _AT_A_BREACH:
            middle = shifts.index(wrong[self._place(len(wrong))])
        first = min(max(0, middle - length // 2), len(shifts) - length)
        return shifts[first : first + length]

    def _some(self, names: Sequence[str], count: int) -> Sequence[str]:
        left = list(names)
        return [left.pop(self._place(len(left))) for _ in range(min(len(left), max(1, count)))]

    def _place(self, count: int) -> int:
        return int(self.chance.random() * count)

    def _total(self, check: RosterCheck) -> int:
        return check.points + self.heavy * sum(one.amount for one in check.broken)


def solve_by_parts(
    problem: RosterProblem,
    chance: Chance,
    repair: RosterSolver,
    rounds: int,
    *,
    start: Roster | None = None,
    watch: Watch = watch_nothing,
) -> FoundRoster:
    """Find a roster by solving part after part with another solver, such as HiGHS with a limit (分块求排班表).

    Some people, some days, or some people on some days; a part that was solved to its end makes the next of its kind larger, one that was not
    smaller. Without `start` the rows are written one after another first. The same chances and a solver that gives the same find the same.
    """
    search = _Search(problem, chance, repair, RosterCosts(problem).heavy, start or Roster())
    if start is None:
        search.build(problem.members)
    for number in range(rounds):
        search.step()
        if not watch(SearchProgress(number + 1, search.total)):
            break
    return found(problem, search.roster, _NAME)
